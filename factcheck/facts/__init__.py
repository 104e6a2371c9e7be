"""A document and what was read in it in, its Account out: what it states that other documents may state, too."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from unicodedata import normalize

from attrs import define, evolve, field

from factcheck.claims import Extraction
from factcheck.facts import dated, measures, names, periods
from factcheck.facts.measures import Measure
from factcheck.facts.names import Mention
from factcheck.facts.vocabulary import Vocabulary
from factcheck.language import Figure, Language, Reading, Text
from factcheck.records import Account, Claim, Document, Fact, Merger, Name, Period, Quantity, Scope

__all__ = ["Vocabulary", "account"]

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323\u031b\u0302\u0306\u0110\u0111]")
_TYPES = frozenset({"count", "number", "money", "measure", "percent"})
_AFTER = 8  # tokens behind a figure in which it says whose it is: "10 deaths in the province"
_TOPICS = 2  # things of some kind that a sentence names before it is but a list of them
_SOON = 4  # tokens behind a figure in which it says when: "arrivals during the year"
_EARLIER = 3  # sentences of a paragraph that may have named what the next one is about
_FOUNDING = "founding"
_SHARE = "share"


def account(document: Document, extraction: Extraction, language: Language, vocabulary: Vocabulary) -> Account | None:
    """What a document states of things with names; None if it names no thing of a kind that the vocabulary knows.

    extraction: what was read in it; what was merged into what is taken from its claims. A list of what changed states
    nothing that is so today. Where a text does not say for when a figure holds, the day by which it is filed does, but
    for what adds up over time.
    """
    if dated.is_record(document.name):
        return None
    listed = _listed(document, language, vocabulary) if document.tables else ()
    found = Account(document.name)
    if extraction.reading is not None and not vocabulary.marks.isdisjoint(extraction.reading.text.words):
        whole = language.read(document.text, document.source, whole=True)
        found = _Reader(document, whole, extraction.claims, vocabulary).account()
    elif not listed:
        return None
    cells = {fact.figure.start for fact in listed}
    facts = [*(fact for fact in found.facts if fact.figure.start not in cells), *listed]
    day = dated.filed(document.name)
    if day is not None:
        facts = [fact if fact.period or fact.flows else evolve(fact, period=day) for fact in facts]
    names = dict.fromkeys([*found.names, *(fact.about[0] for fact in listed)])
    return evolve(found, facts=tuple(facts), names=tuple(names), dated=found.dated or day)


def _listed(document: Document, language: Language, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The facts of the tables of a document."""
    from factcheck.facts import tables

    return tuple(tables.facts(document, language, vocabulary))


@define(eq=False)
class _Reader:
    """One document, read for its facts."""

    document: Document
    reading: Reading
    claims: tuple[Claim, ...]
    vocabulary: Vocabulary
    mentions: list[Mention] = field(init=False)
    _starts: list[int] = field(init=False)
    _lines: list[int] = field(init=False)
    _sentences: list[int] = field(init=False)
    _measured: dict[int, Measure] = field(init=False, factory=dict)
    _last: tuple[int, Period | None] = field(init=False, default=(-1, None))

    @mentions.default
    def _mentions(self) -> list[Mention]:
        return names.mentions(self.text, self.vocabulary)

    @_starts.default
    def _first_tokens(self) -> list[int]:
        return [one.first for one in self.mentions]

    @_lines.default
    def _line_starts(self) -> list[int]:
        return [0, *(index + 1 for index, word in enumerate(self.text.words) if word[:1] == "\n")]

    @_sentences.default
    def _sentence_starts(self) -> list[int]:
        return sorted({*self._lines, *(end + 1 for end in self.text.sentence_ends)})

    @property
    def text(self) -> Text:
        """The tokens."""
        return self.reading.text

    def account(self) -> Account:
        """All that the document states."""
        facts = tuple(self._totals(self._facts()))
        found = [one.name for one in self.mentions if one.name.text and one.name.kind]
        called = dict.fromkeys([*found, *(evolve(one.name, kind=self._largest) for one in self.place)])
        toned = any(_TONES.search(normalize("NFD", one.name.text)) for one in self.mentions)
        merged = tuple(self._mergers())
        return Account(self.document.name, facts, tuple(called), merged, toned, dated=self._dated)

    @cached_property
    def place(self) -> list[Mention]:
        """The places of the dateline."""
        return names.dateline(self.text, self.mentions)

    @cached_property
    def _dated(self) -> Period | None:
        """The day of the dateline."""
        if not self.place:
            return None
        line = bisect_right(self._lines, self.place[0].first)
        end = self._lines[line] if line < len(self._lines) else len(self.text.starts)
        first = names.dash(self.text, self.place[0].first, end)
        days = [one.quantity for one in self.reading.figures if one.stop <= first and one.quantity.dated]
        return periods.day(days[-1]) if days else None

    @cached_property
    def _largest(self) -> str:
        """The largest kind of thing that the text speaks of without a name: "the province"."""
        kinds = {one.name.kind for one in self.mentions if not one.name.text}
        return next((kind for kind in self.vocabulary.ranks if kind in kinds), "")

    @cached_property
    def headline(self) -> list[Mention]:
        """The names of the first line."""
        end = self._lines[1] if len(self._lines) > 1 else len(self.text.starts)
        return [one for one in self.mentions if one.stop <= end and one.name.text]

    # -- facts -----------------------------------------------------------------------------------------------------

    def _facts(self) -> Iterator[Fact]:
        figures = self.reading.figures
        before = 0
        for one in figures:
            begin = max(self._sentence(one.first)[0], before)
            if one.quantity.type in _TYPES:
                before = one.stop
                fact = self._fact(one, begin)
                if fact is not None:
                    yield fact

    def _fact(self, one: Figure, begin: int) -> Fact | None:
        found = measures.measure(self.text, one, begin, self.vocabulary) or self._elliptical(one)
        if found is None:
            return None
        self._measured[one.first] = found
        about, near = self._about(one)
        if not about:
            return None
        first, stop = self._sentence(one.first)
        inside = [other for other in self.reading.figures if first <= other.first < stop]
        words = [word.lower() for word in self.text.words[first:stop]]
        planned = not self.vocabulary.planned.isdisjoint(words[begin - first : one.first - first])
        planned = planned or one.quantity.hedge_class == "ESTIMATED"
        if not (self.vocabulary.uniting.isdisjoint(words) or self.vocabulary.afterwards.isdisjoint(words)):
            about = tuple(evolve(name, standing=name.standing or "new") for name in about)
        told = " ".join(words[: one.stop - first + _SOON])
        period = periods.stated(told, inside, one, self._year, self.vocabulary)
        line = self._lines[bisect_right(self._lines, first) - 1]
        if period is None and found.flows and self._last[0] == line:
            period = self._last[1]
        self._last = line, period
        return Fact(
            one.quantity, found.name, about, self.document.name, near, found.named, found.flows,
            period, planned, self._scope(one.quantity.start), lasts=found.lasts,
            base=one.quantity.start in self._shares.values(),
        )  # fmt: skip

    @cached_property
    def _shares(self) -> Mapping[int, int]:
        """Where the figures start that are stated to be some percentage of another one, and where that one does."""
        stated = (claim.roles for claim in self.claims if claim.kind == _SHARE)
        return {part.start: whole.start for roles in stated for part in roles.get("part", ())
                for whole in roles.get("whole", ())}  # fmt: skip

    def _totals(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts but for those that are a share of another one, whose measure theirs is but for some of it."""
        by_start = {fact.figure.start: fact for fact in facts}
        for start, fact in by_start.items():
            whole = by_start.get(self._shares.get(start, -1))
            if whole is None or (whole.measure, whole.about[0]) != (fact.measure, fact.about[0]):
                yield fact

    def _elliptical(self, one: Figure) -> Measure | None:
        """What a bare number behind a name and a parenthesis measures: what the number in the one before does, as in
        "A (0.8 million people, 6,364 km2) and B (0.7 million, 6,888 km2)".
        """
        if one.quantity.type != "number" or not self._opens(one):
            return None
        first, _ = self._sentence(one.first)
        before = [other for other in self.reading.figures if first <= other.first < one.first and self._opens(other)]
        return self._measured.get(before[-1].first) if before else None

    def _opens(self, one: Figure) -> bool:
        """Whether a figure, its hedge passed over, stands first in a parenthesis right behind a name."""
        at = one.first - 1
        while at > 0 and self.text.masks[at] & self.text.bits.HEDGE:
            at -= 1
        return self.text.words[at] == "(" and any(one.stop == at for one in self.mentions)

    @cached_property
    def _year(self) -> int | None:
        return periods.year_of(self.reading.figures)

    def _sentence(self, token: int) -> tuple[int, int]:
        at = bisect_right(self._sentences, token)
        return self._sentences[at - 1], self._sentences[at] if at < len(self._sentences) else len(self.text.starts)

    def _about(self, one: Figure) -> tuple[tuple[Name, ...], int]:
        """(whom a figure may be about, the likeliest first; how many of these its own sentence names)."""
        first, stop = self._sentence(one.first)
        near = self._named(first, one.first, self._closed(first, one.first))[::-1]
        behind = self._named(one.stop, min(one.stop + _AFTER, stop), ())[:1]
        if behind and self.text.masks[behind[0].first - 1] & (self.text.bits.PREP | self.text.bits.DET):
            near += behind
        found = dict.fromkeys(name for mention in near for name in self._resolved(mention))
        count = len(found)
        found |= dict.fromkeys(self._earlier(first))
        return tuple(found), count

    def _earlier(self, first: int) -> Iterator[Name]:
        """Whom the sentences before a token speak of, those of its paragraph first, then dateline and headline."""
        line = self._lines[bisect_right(self._lines, first) - 1]
        at = bisect_left(self._sentences, first)
        for index in range(at - 1, max(at - 1 - _EARLIER, -1), -1):
            if self._sentences[index] < line:
                break
            named = self._named(self._sentences[index], self._sentences[index + 1], ())
            if sum(bool(mention.name.kind) for mention in named) > _TOPICS:
                span = range(self._sentences[index], self._sentences[index + 1])
                colon = next((at for at in span if self.text.words[at] == ":"), span.start)
                named = [mention for mention in named if mention.stop <= colon]
            for mention in sorted(named, key=lambda one: (not one.name.kind, one.first)):
                yield from self._resolved(mention)
        yield from (mention.name for mention in (*self.place, *self.headline))

    def _named(self, first: int, stop: int, closed: Sequence[tuple[int, int]]) -> list[Mention]:
        """The names between two tokens but for those in some stretches, and for the members of a merger."""
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, stop)
        spans = (*closed, *self._merged)
        return [one for one in self.mentions[low:high] if one.stop <= stop and not names.inside(one, spans)]

    def _resolved(self, mention: Mention) -> Iterator[Name]:
        """The names that a mention may mean: its own; for "the commune" the last commune named, then the dateline."""
        if mention.name.text or not mention.name.kind:
            yield mention.name
            return
        at = bisect_left(self._starts, mention.first)
        last = next((one for one in reversed(self.mentions[:at])
                     if one.name.text and one.name.kind == mention.name.kind), None)  # fmt: skip
        if last is not None:
            yield evolve(last.name, standing=mention.name.standing or last.name.standing)
        for one in (*self.place, *self.headline):
            if not one.name.kind:
                yield evolve(one.name, kind=mention.name.kind, standing=mention.name.standing)

    def _closed(self, first: int, stop: int) -> list[tuple[int, int]]:
        """The parentheses that are closed between two tokens."""
        spans, opened = [], -1
        for at in range(first, stop):
            if self.text.words[at] == "(":
                opened = at
            elif self.text.words[at] == ")" and opened >= 0:
                spans.append((opened, at))
                opened = -1
        return spans

    # -- mergers ---------------------------------------------------------------------------------------------------

    @cached_property
    def _merged(self) -> tuple[tuple[int, int], ...]:
        """The stretches of tokens that list what was merged."""
        spans = []
        for claim in self.claims:
            if claim.kind == _FOUNDING:
                members = claim.roles["predecessors"]
                spans.append((self.reading.token(members[0].start), self.reading.token(members[-1].end)))
        return tuple(spans)

    def _mergers(self) -> Iterator[Merger]:
        for claim in self.claims:
            if claim.kind == _FOUNDING:
                successor = self._successor(claim)
                found = [self._of_item(item) for item in claim.roles["predecessors"]]
                kinds = {name.kind for name in found if name.kind} or {successor.kind if successor else ""}
                kind = kinds.pop() if len(kinds) == 1 else successor.kind if successor else ""
                members = tuple(evolve(name, kind=name.kind or kind) for name in found if name.text)
                successor = successor and evolve(successor, kind=successor.kind or kind)
                if len(members) > 1:
                    yield Merger(successor, members, self.document.name)
        yield from self._annexed()

    def _annexed(self) -> Iterator[Merger]:
        """What the mentions say was joined to another: "Lào Cai (with Yên Bái)"."""
        for index, one in enumerate(self.mentions):
            if one.name.standing == "new" and self.text.words[one.stop] == "(":
                others = takewhile(lambda other: other.name.standing == "former", self.mentions[index + 1 :])
                members = (evolve(one.name, standing="former"), *(other.name for other in others))
                if len(members) > 1:
                    yield Merger(one.name, members, self.document.name)

    def _successor(self, claim: Claim) -> Name | None:
        """What a merger made: what the wording names, else the last name before it."""
        token = self.reading.token(claim.roles["predecessors"][0].start)
        first, _ = self._sentence(token)
        stated = claim.roles.get("successor")
        if stated:
            first = self.reading.token(stated[0].start)
            token = self.reading.token(stated[0].end)
        before = self._named(first, token, ())
        for mention in before[:1] if stated else before[::-1]:
            for name in self._resolved(mention):
                return evolve(name, standing="new")
        return None

    def _of_item(self, item: Quantity) -> Name:
        first, stop = self.reading.token(item.start), self.reading.token(item.end)
        inside = [one for one in self.mentions if first < one.stop and one.first < stop and one.name.text]
        return evolve(inside[0].name, standing="former") if inside else Name("")

    # -- where -----------------------------------------------------------------------------------------------------

    def _scope(self, start: int) -> str:
        found = [one for one in self.document.scopes if one.start <= start < one.end and one.name != "quotation"]
        return min(found, key=_extent).name if found else "body"


def _extent(scope: Scope) -> int:
    return scope.end - scope.start
