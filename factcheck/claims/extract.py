"""Documents in, figures and claims out: all phrasings that match are bound to figures, the best ones stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from attrs import evolve, frozen

from factcheck.claims.anaphors import anaphors
from factcheck.claims.bases import changes, shares
from factcheck.claims.binding import bind
from factcheck.claims.choice import choose
from factcheck.claims.exchange import exchanges
from factcheck.claims.places import Places
from factcheck.claims.repeats import repeats
from factcheck.claims.wording import Unbound
from factcheck.language import Language, Reading
from factcheck.records import Claim, Datum, Document, Quantity, Span


@frozen
class Attempt:
    """A phrasing that matched somewhere: the figures it would take and what came of it ("claimed", or why not)."""

    phrasing: str
    kind: str
    figures: tuple[Span, ...]
    outcome: str


@frozen
class Extraction:
    """All figures of a document (identifiers and dates among them), its claims in order, and what was tried.

    reading: how the language read it, None for a document without figures.
    """

    figures: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    attempts: tuple[Attempt, ...] = ()
    reading: Reading | None = None


def extract(document: Document, language: Language, trace: bool = False) -> Extraction:
    """The figures and claims of a document; with `trace` also every attempt, for those who ask why."""
    reading = language.read(document.text, document.source)
    figures = tuple(figure.quantity for figure in reading.figures)
    if not reading.shapes:
        return Extraction((), ())
    places = Places(document)
    tabled: list[Claim] = []
    if document.tables:
        from factcheck.claims.tables import read_tables

        cells, tabled = read_tables(document, language, places)
        cells.sort(key=attrgetter("start"))
        figures = _with_cells(figures, cells)
    candidates, failed = _candidates(places, language, reading, trace)
    claims, dropped = choose(candidates)
    of_one_whole = shares(reading, language, places, claims)
    surer = {one.roles["percent"][0].start for one in of_one_whole}
    claims = [one for one in claims if not (one.kind == "share" and one.roles["percent"][0].start in surer)]
    claims += of_one_whole
    claims += changes(reading, language, places, claims)
    for whole_text in (repeats, anaphors, exchanges):
        claims += whole_text(reading, language, places)
    if document.tables:
        claims = [one for one in claims if not _is_of_cells(one, cells)]
        claims += tabled
    claims = list(map(_read_both_ways, claims))
    claims.sort(key=lambda claim: (claim.start, claim.end, claim.kind))
    if not trace:
        return Extraction(figures, tuple(claims), (), reading)
    attempts = [Attempt(claim.phrasing, claim.kind, _spans(claim), "claimed") for claim in claims]
    attempts += [Attempt(claim.phrasing, claim.kind, _spans(claim), why) for claim, why in dropped]
    return Extraction(figures, tuple(claims), tuple(_distinct(attempts + failed)), reading)


def _with_cells(figures: tuple[Quantity, ...], cells: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The figures of a text, those in the cells of tables as their heads have them."""
    kept = [figure for figure in figures if not _is_within(figure, cells)]
    return tuple(sorted([*kept, *cells], key=lambda figure: figure.start))


def _is_of_cells(claim: Claim, cells: Sequence[Quantity]) -> bool:
    """Whether a claim of phrasings takes figures of a table for prose; prose may repeat what a table states."""
    within = [_is_within(figure, cells) for _, figure in claim.operands()]
    return all(within) if claim.kind == "repeat" else any(within)


def _is_within(figure: Quantity, cells: Sequence[Quantity]) -> bool:
    """Whether a figure stands in one of some cells, which are in order."""
    at = bisect_right(cells, figure.start, key=attrgetter("start")) - 1
    return at >= 0 and figure.start < cells[at].end


def _read_both_ways(claim: Claim) -> Claim:
    """The claim with a reading more for each that it has, if the numerals of some of its figures can be read otherwise.

    All of them change together, as one text writes its numbers in one way.
    """
    if not any(figure.alternative for members in claim.roles.values() for figure in members):
        return claim
    others = [
        evolve(one, readings=(), roles={role: tuple(figure.otherwise for figure in members)
                                        for role, members in one.roles.items()})
        for one in (claim, *claim.readings)
    ]  # fmt: skip
    return evolve(claim, readings=(*claim.readings, *others))


def _candidates(places: Places, language: Language, reading: Reading, trace: bool) -> tuple[list[Claim], list[Attempt]]:
    """Every claim that some phrasing makes, and the attempts that came to none."""
    claims: list[Claim] = []
    failed: list[Attempt] = []
    for shape in reading.shapes:
        for match in language.matches(shape.text):
            try:
                claims += bind(match, shape, reading, language, places)
            except Unbound as reason:
                if trace:
                    spans = [reading.figures[-1 - element].quantity.span
                             for positions in match.roles.values() for position in positions
                             if (element := shape.elements[position]) < 0]  # fmt: skip
                    failed.append(Attempt(match.phrasing.template, match.phrasing.kind, tuple(spans), str(reason)))
    return claims, failed


def _spans(claim: Claim) -> tuple[Span, ...]:
    return tuple(quantity.span for _, quantity in claim.operands())


def _distinct(attempts: Iterable[Attempt]) -> Iterable[Attempt]:
    return dict.fromkeys(attempts)


def tabled(document: Document, language: Language) -> Iterator[Datum]:
    """The figures of a document's tables, with the labels and heads at the edges of these."""
    from factcheck.claims import tables

    return tables.tabled(document, language)
