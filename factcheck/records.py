"""The records that go from room to room: frozen, built once, changed by `attrs.evolve`; they print nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import Any

from attrs import evolve, field, frozen

from factcheck.fixed import Fixed, fixed
from factcheck.visible import Visible

_MARKUP = re.compile(r"<[^<>]*>|[*_]")
_PLAIN = re.compile(r"[^<*_&\n]*+")

Number = int | Fraction
"""An exact number. `int / int` is a float in Python: divide with `Fraction(a, b)`."""


DEFAULT_LANGUAGE = "en"
"""The language of a text that does not tell its own."""

AMOUNTS = frozenset({"count", "number", "money", "measure", "percent", "point", "factor", "ratio", "time"})
"""The types of figures that are amounts; dates, years, ordinals, identifiers and items are not."""

NAMES = ("item", "name")
"""The types of what stands in a role and is no figure."""


class InputError(Exception):
    """An input that cannot be read; `str()` is one line that names the file and says what to do."""


class PackError(Exception):
    """Faults of a rule pack, all of them, a line each: `file:line: what is wrong, what to write instead`."""


class SettingsError(Exception):
    """Faults of settings or of a registry, all of them, a line each: `file:line: what is wrong, what to write`."""


def _fixed_sections(lexicon: Mapping[str, Any]) -> Mapping[str, Any]:
    return Fixed({name: fixed(words) if isinstance(words, dict) else words for name, words in lexicon.items()})


_EMPTY: Mapping[Any, Any] = Fixed()


class Verdict(StrEnum):
    """What a check comes to: it follows, follows but for a misrounded figure, does not follow, or cannot be decided."""

    CONSISTENT = "consistent"
    MISROUNDED = "misrounded"
    INCONSISTENT = "inconsistent"
    UNDECIDED = "undecided"


class Severity(StrEnum):
    """How much a finding weighs."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def weight(self) -> int:
        """The rank of the severity: 2 for an error, 1 for a warning, 0 for a note."""
        return _WEIGHTS[self]


_WEIGHTS = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@frozen
class Span:
    """A stretch of a source, in characters from 0, end exclusive."""

    start: int
    end: int


@frozen
class Scope:
    """A span of a document that is not body text: headline, list, table_cell, caption, quotation, teaser or comment."""

    name: str
    start: int
    end: int


@frozen
class Cell:
    """A cell of a table: its row and column from 0, what it shows, and where that stands in the source.

    name: what a workbook calls it, as "Sheet1!B7", else "".
    """

    row: int
    column: int
    text: str
    start: int
    end: int
    name: str = ""


@frozen
class Table:
    """A table of a document, in the order of its rows; where a cell spans several columns, those behind it are empty.

    headers: how many rows at its top head the columns. caption: the line above it, or its caption. decimal: the
    decimal mark of its numerals, where that is known, else "".
    """

    cells: tuple[Cell, ...]
    headers: int = 1
    caption: str = ""
    decimal: str = ""


@frozen
class Document:
    """One source as read: `text` is `source` with everything that is not prose overwritten by filler of equal length.

    Offsets in `text` are offsets in `source`. `scopes` are sorted by start and may nest. faults: what in it could not
    be read, a line each; notes: what was read and may not be what was meant. dialect: how a CSV file divides its cells
    and writes decimals, in words.
    """

    name: str
    source: str
    text: str
    scopes: tuple[Scope, ...] = ()
    format: str = "text"
    encoding: str = "utf-8"
    tables: tuple[Table, ...] = ()
    metadata: Mapping[str, Any] = field(default=_EMPTY, converter=fixed)
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    dialect: str = ""


@frozen
class Worth:
    """What a figure is worth in one reading of its numerals; the fields are those of `Quantity`."""

    value: Number
    place: Number
    zeros: Number
    value_max: Number | None = None


@frozen
class Quantity:
    """One figure as written: its exact value, the place of its last written digit, its type, unit and hedge.

    value: exact, in base units ($1.13bn is 1130000000, 76% is 76). place: what one step of the last written digit is
    worth (10000000 for $1.13bn, 1 for 76%). zeros: the coarser place if trailing zeros are rounding (100 for 17,600),
    else equal to place. type: count, number, money, measure, percent, point, factor, ratio, fraction, time, age, date,
    year, ordinal, identifier, item, weekday. A date's value is its proleptic ordinal (`dated` tells whether its year
    is stated), a weekday's 0 to 6 from Monday, an item's 1. unit: the unit's or counted noun's name in the singular,
    "percent", an ISO 4217 code or "". noun: the full counted phrase. hedge: exact, about, over or under; hedge_class:
    the lexicon class of the hedging words, which the hedge table reads ("" if none). exact: it is one of a pair such
    as `N of M`, so trailing zeros are never rounding. value_max: the upper end of a stated range. per: what a price
    or an output is for each of ("share" in "$98 a share"), or "". alternative: what it is worth if its numerals are
    read in the other way, where nothing settles whether "1.278" is thousands or has decimals; else None.
    """

    text: str
    start: int
    end: int
    value: Number
    place: Number = 1
    zeros: Number = 1
    type: str = "number"
    unit: str = ""
    noun: str = ""
    hedge: str = "exact"
    hedge_class: str = ""
    trend: str | None = None
    value_max: Number | None = None
    exact: bool = False
    dated: bool = False
    per: str = ""
    alternative: Worth | None = None

    @property
    def otherwise(self) -> Quantity:
        """The figure in the other reading of its numerals, with this one as alternative; itself if there is none."""
        other = self.alternative
        if other is None:
            return self
        return evolve(self, value=other.value, place=other.place, zeros=other.zeros, value_max=other.value_max,
                      alternative=Worth(self.value, self.place, self.zeros, self.value_max))  # fmt: skip

    @property
    def span(self) -> Span:
        """Where the figure stands in its source."""
        return Span(self.start, self.end)

    def written(self, text: str, start: int, end: int) -> Quantity:
        """The same figure as it is written elsewhere; faster than `evolve`, as texts have many."""
        return Quantity(text, start, end, *_worth(self))

    @property
    def shown(self) -> str:
        """The text for people: without the markup and line breaks that stand inside it in the source."""
        if _PLAIN.fullmatch(self.text):
            return self.text if self.text.isascii() else Visible.of(self.text).text
        from html import unescape

        return " ".join(Visible.of(unescape(_MARKUP.sub("", self.text))).text.split())


_worth = attrgetter(*Quantity.__match_args__[3:])


@frozen
class Region:
    """A stretch of a source: line and column of its start and of its end, exclusive; from 1, in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


@frozen
class Place:
    """Where a check stands, for people: line and column of its first operand from 1, and the sentence around it.

    marks: spans of the operands inside `sentence`. cell: the name of the first operand's cell in a workbook, or "".
    regions: those of the operands in their order, none where the place is a row of a registry.
    """

    line: int
    column: int
    sentence: str
    marks: tuple[Span, ...] = ()
    cell: str = ""
    regions: tuple[Region, ...] = ()


@frozen(eq=False)
class Datum:
    """A figure of a table, the label of its row, what heads the labels, the heads of its column, and the caption.

    status: provisional, revised or estimated where a mark says so, else "".
    """

    figure: Quantity
    label: str
    labels: str
    heads: tuple[str, ...]
    caption: str
    status: str = ""


@frozen
class Name:
    """How a text calls something: a name as written, the kind of thing that it says it is ("" if it does not).

    standing: "new" or "former" where it says so of what was merged, else "".
    """

    text: str
    kind: str = ""
    standing: str = ""


@frozen
class Period:
    """Days from the first to the last, as proleptic ordinals: a year, a month, one day."""

    first: int
    last: int


@frozen
class Fact:
    """An amount that a document states of something named.

    about: what it may be about, the likeliest first. measure: what it measures, as the lexicon calls it, or the counted
    noun. near: how many names of `about` stand in its own sentence. named: whether the lexicon knows the measure, so
    that two values of it can contradict each other. flows: whether it adds up over time, as visitors do. period: when
    it holds, None if the text does not say. planned: whether it is a plan, a target or an estimate. lasts: whether
    time does not change it, as it does not an area. source: where a reference fact is from, "" for what a text states.
    declared: whether it is of data that are declared to be right. status: provisional, revised or estimated where a
    table marks it so, else "". base: whether a share is taken of it, as of 533 in "504 of 533 members".
    """

    figure: Quantity
    measure: str
    about: tuple[Name, ...]
    document: str
    near: int = 0
    named: bool = True
    flows: bool = False
    period: Period | None = None
    planned: bool = False
    scope: str = "body"
    place: Place | None = None
    lasts: bool = False
    source: str = ""
    declared: bool = False
    status: str = ""
    base: bool = False

    @property
    def origin(self) -> str:
        """Who states it: the source of a reference fact, else the document."""
        return self.source or self.document


@frozen(eq=False)
class Merger:
    """What a document says was merged into what; the successor is None if the text does not name it.

    partial: whether but a share of some predecessor went over. registered: whether a registry says so.
    """

    successor: Name | None
    predecessors: tuple[Name, ...]
    document: str
    partial: bool = False
    registered: bool = False


@frozen
class Division:
    """What a registry says is part of what at one time; complete: whether these are all its parts."""

    whole: Name
    parts: tuple[Name, ...]
    complete: bool = False


@frozen
class Waiver:
    """What one waiver silences: a rule and its figures as written (spaces folded), why, and where it says so.

    by: who says so, "" if it does not tell. until: the last day on which it holds, a proleptic ordinal; None for good.
    """

    rule: str
    figures: tuple[str, ...]
    reason: str
    path: str
    line: int
    by: str = ""
    until: int | None = None

    @property
    def told(self) -> str:
        """The reason, and who gives it."""
        return f"{self.reason} ({self.by})" if self.by else self.reason

    @property
    def named(self) -> tuple[str, tuple[str, ...]]:
        """What it silences."""
        return self.rule, tuple(sorted(self.figures))


@frozen(eq=False)
class Account:
    """What one document states that others may state, too: facts, mergers, and all names by which it calls things.

    toned: whether its names bear Vietnamese tones; a text without any may call Nà Sang what another one calls Na Sang.
    waivers: those that name rules on what documents state together. claimed: where the figures start that stand in
    claims of the document itself. dated: the day of its dateline. divisions: what is part of what, by a registry.
    """

    document: str
    facts: tuple[Fact, ...] = ()
    names: tuple[Name, ...] = ()
    mergers: tuple[Merger, ...] = ()
    toned: bool = True
    waivers: tuple[Waiver, ...] = ()
    claimed: frozenset[int] = frozenset()
    dated: Period | None = None
    divisions: tuple[Division, ...] = ()


@frozen
class Claim:
    """What a text states about some of its figures: a kind and the figures in their roles.

    roles: role name to figures, in the order of the text; a single role holds one figure. direction: 1 rise, -1 fall,
    0 none. readings: the same wording read in other ways; a claim fails only if every reading fails. phrasing: the
    template that matched. voice: "own", "quoted", or "mixed" where only some
    of its figures stand in a quotation. entity, measure: what a claim across statements is about. stated: role to every
    fact that states one of its figures, in all documents; empty for a claim that one wording makes. reason: why it
    cannot be decided should its figures not agree ("not-comparable", "missing-part"), or ""; missing: of whom none are.
    """

    kind: str
    roles: Mapping[str, tuple[Quantity, ...]] = field(converter=fixed)
    document: str
    start: int
    end: int
    scope: str = "body"
    voice: str = "own"
    direction: int = 0
    inferred: bool = False
    phrasing: str = ""
    readings: tuple[Claim, ...] = ()
    entity: str = ""
    measure: str = ""
    stated: Mapping[str, tuple[Fact, ...]] = field(default=_EMPTY, converter=fixed)
    reason: str = ""
    missing: tuple[str, ...] = ()

    def operands(self) -> tuple[tuple[str, Quantity], ...]:
        """(role, figure) in the order of the text."""
        pairs = [(role, figure) for role, figures in self.roles.items() for figure in figures]
        return tuple(sorted(pairs, key=lambda pair: (pair[1].start, pair[1].end)))

    @property
    def written(self) -> tuple[str, ...]:
        """The figures as written, spaces folded, in the order of the text; list items and names are none."""
        texts = (" ".join(figure.text.split()) for _, figure in self.operands() if figure.type not in NAMES)
        return tuple(filter(None, texts))


@frozen
class Example:
    """A text that shows a verdict of a rule, and where it stands."""

    text: str
    path: str = ""
    line: int = 0


@frozen
class Rule:
    """A law over the roles of one kind of claim, with what a reader needs to know about it.

    require: the law, in the formula language of `factcheck.checks.formula`. messages: templates by verdict. examples:
    those in the language of its pack, by "consistent", "inconsistent" and maybe "misrounded"; none in a language that
    does not state what the rule is about. path and line: where it stands; law_line: where `require` does. across:
    whether it is put to what several statements say together, and not to what one wording claims. since: the version
    that brought it. status: preview, stable or deprecated. aliases: the ids that it had before, the first one first.
    """

    id: str
    claim: str
    require: str
    severity: Severity
    why: str
    source: str
    url: str
    examples: Mapping[str, tuple[Example, ...]] = field(converter=fixed)
    messages: Mapping[str, str] = field(default=_EMPTY, converter=fixed)
    summary: str = ""
    path: str = ""
    line: int = 0
    law_line: int = 0
    across: bool = False
    since: str = ""
    status: str = "stable"
    aliases: tuple[str, ...] = ()


@frozen
class Suggestion:
    """A replacement for one operand that makes the law hold.

    kind: rounding, digits, scale, direction, points, count or value. note: what to change beside it, if anything.
    """

    start: int
    end: int
    text: str
    kind: str
    note: str = ""


@frozen
class Check:
    """One rule applied to one claim. rung: 1 rounded, 2 hedged, 3 misrounded, 4 does not follow, None if undecided.

    reason: why it is undecided (not-comparable, missing-part, ambiguous, vacuous). message is one plain sentence,
    working the arithmetic; both are empty unless the check is listed. severity is that of its verdict: a misrounded
    claim is a note whatever its rule says.
    """

    rule: str
    claim: Claim
    verdict: Verdict
    rung: int | None = None
    reason: str = ""
    severity: Severity = Severity.NOTE
    message: str = ""
    working: str = ""
    place: Place | None = None

    @property
    def regions(self) -> Iterator[tuple[str, Region]]:
        """(document, region) of each figure that stands in a text, where the check is listed."""
        facts = [fact for facts in self.claim.stated.values() for fact in facts]
        places = [(fact.document, fact.place) for fact in facts] or [(self.claim.document, self.place)]
        for document, place in places:
            for region in place.regions if place else ():
                yield document, region


@frozen
class Suspect:
    """A figure that is likely to be wrong, as it explains all failures that are linked, and where it stands."""

    document: str
    start: int
    end: int
    text: str


@frozen
class Finding:
    """A check that came out misrounded or inconsistent, with what to do about it.

    fingerprint: twelve hex digits over rule, roles and figures as written, free of positions. folded_into: the
    fingerprint of the finding under which it is listed, as both have one suspect. waiver: the reason of the waiver
    that silences it, or ""; known: whether it is silent as a baseline has it. suspects: where checks are linked by
    their figures, the smallest sets of figures whose change makes all of them hold, those that are equally likely; none
    where nothing tells the figures apart.
    """

    check: Check
    fingerprint: str
    suggestion: Suggestion | None = None
    folded_into: str = ""
    waiver: str = ""
    known: bool = False
    suspects: tuple[tuple[Suspect, ...], ...] = ()


@frozen(eq=False)
class Page:
    """A document that a report keeps, with all figures that were read in it, in order, and its language.

    reporting: what reports say in that language, as the section of that name of its lexicon has it.
    """

    document: Document
    figures: tuple[Quantity, ...]
    language: str = DEFAULT_LANGUAGE
    reporting: Mapping[str, str] = _EMPTY


@frozen
class Failure:
    """An input that was not read, a waiver at fault, or a note on what was read: where, what, what to do.

    kind: input, rule, binding, waiver-file, waiver or note.
    """

    path: str
    message: str
    line: int = 0
    kind: str = "input"

    @property
    def severity(self) -> Severity:
        """How much it weighs: a note where the run goes on as if nothing were wrong, else an error."""
        return Severity.NOTE if self.kind in ("waiver", "note") else Severity.ERROR


COUNTS = (
    "documents", "characters", "figures", "bound", "claims", "checks", "consistent", "misrounded", "inconsistent",
)  # fmt: skip
"""What a coverage counts: its first fields, in order; `undecided` follows them."""


@frozen
class Coverage:
    """How much was looked at.

    bound: figures that stand in a claim. undecided: number of checks by reason. skipped: number of files by their
    suffix that are of a format not read. encodings: that of each document that is not UTF-8. dialects: that of each
    CSV file. declared: how many figures were held against each source of declared data.
    """

    documents: int = 0
    characters: int = 0
    figures: int = 0
    bound: int = 0
    claims: int = 0
    checks: int = 0
    consistent: int = 0
    misrounded: int = 0
    inconsistent: int = 0
    undecided: Mapping[str, int] = field(default=_EMPTY, converter=fixed)
    skipped: Mapping[str, int] = field(default=_EMPTY, converter=fixed)
    encodings: Mapping[str, str] = field(default=_EMPTY, converter=fixed)
    dialects: Mapping[str, str] = field(default=_EMPTY, converter=fixed)
    declared: Mapping[str, int] = field(default=_EMPTY, converter=fixed)


@frozen
class Role:
    """A role of a kind: the type of figure that may fill it, whether it is a list, whether it may stay empty.

    signed: whether a figure in it counts as negative where the wording says that something fell. locked: whether its
    figures are taken to be right, so that none of them is a suspect and nothing is suggested for it.
    """

    name: str
    type: str
    list: bool = False
    optional: bool = False
    signed: bool = False
    locked: bool = False


@frozen
class Kind:
    """A kind of claim: its roles, which of them share one dimension, how many must be filled (0: all not optional)."""

    name: str
    roles: tuple[Role, ...]
    same: tuple[tuple[str, ...], ...] = ()
    needs: int = 0
    summary: str = ""


@frozen
class Phrasing:
    """One way in which a language states a kind of claim, as a template. inferred: its base is not tied by the text."""

    kind: str
    template: str
    inferred: bool = False
    path: str = ""
    line: int = 0


@frozen
class Pack:
    """All that rule packs say: kinds, rules with their messages, and lexicon and phrasings of one language."""

    kinds: Mapping[str, Kind] = field(converter=fixed)
    rules: tuple[Rule, ...]
    lexicon: Mapping[str, Any] = field(converter=_fixed_sections)
    phrasings: tuple[Phrasing, ...]
    language: str = DEFAULT_LANGUAGE
