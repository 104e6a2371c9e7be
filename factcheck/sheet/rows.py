"""A Report that keeps its pages in, a row for every figure out, the riskiest first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from factcheck.lines import Lines
from factcheck.records import AMOUNTS, NAMES, Document, Fact, Quantity, Span
from factcheck.reports import Report, queries
from factcheck.reports.annotated import Article, Marked, State, articles
from factcheck.reports.excerpts import Excerpts
from factcheck.reports.layout import folded
from factcheck.reports.listings import reading
from factcheck.reports.operands import suggested

_WITHOUT = frozenset({"identifier", *NAMES})
"""Types of figures that need no signature: numbers of decisions and telephones, and what is no figure."""

_OUTCOMES = {
    State.INCONSISTENT: "does not follow",
    State.MISROUNDED: "misrounded",
    State.WAIVED: "waived",
    State.UNDECIDED: "undecided",
    State.CONSISTENT: "follows",
}
_TOTALS = frozenset({"total", "whole"})
_MILLION = 10**6
_CENTS = 100


@frozen(eq=False)
class Row:
    """A figure to be signed.

    number: its place in the order of risk, from 1. why: what makes it risky, the worst first. mark: where it stands in
    its sentence. state: what came of its checks, and checked: each of them in words. source: what it is held against,
    and its value there. initials, date: who signed it and when, "" before anybody did.
    """

    number: int
    article: str
    line: int
    column: int
    figure: Quantity
    why: tuple[str, ...]
    sentence: str
    mark: Span
    read: str
    state: State
    checked: tuple[str, ...]
    source: str
    query: str
    initials: str = ""
    date: str = ""

    @property
    def signed(self) -> bool:
        """Whether somebody answers for it."""
        return bool(self.initials and self.date)


@frozen(eq=False)
class _Seen:
    mark: Marked
    scopes: Collection[str]


def _is_amount(one: _Seen) -> bool:
    return one.mark.figure.type in AMOUNTS


_RISKS: tuple[tuple[str, Callable[[_Seen], bool]], ...] = (
    ("it does not follow", lambda one: one.mark.state is State.INCONSISTENT),
    ("it is misrounded", lambda one: one.mark.state is State.MISROUNDED),
    ("it stands in the headline", lambda one: "headline" in one.scopes),
    ("it is a total", lambda one: any(said.role in _TOTALS for said in one.mark.said)),
    ("it has two decimals or more", lambda one: one.mark.figure.place.denominator >= _CENTS),
    ("it is in millions or billions", lambda one: _is_amount(one) and not -_MILLION < one.mark.figure.value < _MILLION),
    ("it is a percentage", lambda one: one.mark.figure.type in ("percent", "point")),
    ("it is an amount", _is_amount),
    ("it is a date, an age or the like", lambda one: not _is_amount(one)),
)
"""What makes a figure risky, the worst first; the order is ours.

Headlines are read most and checked least, totals carry the errors of their parts, decimals and magnitudes are what is
mistyped and misplaced.
"""


def rows(report: Report, abbreviations: Mapping[str, Collection[str]]) -> list[Row]:
    """The rows of all articles of a report; `abbreviations`: those that end no sentence, by language."""
    found: list[tuple[int, Row]] = []
    for article in articles(report):
        excerpts = Excerpts(article.page.document, abbreviations.get(article.page.language, ()))
        found += (_row(article, mark, excerpts) for mark in _marks(article))
    found.sort(key=lambda pair: pair[0])
    return [evolve(row, number=number) for number, (_, row) in enumerate(found, 1)]


def _marks(article: Article) -> Iterator[Marked]:
    """The figures of an article that are to be signed, in the order of the text."""
    by_start = {mark.figure.start: mark for mark in article.marks}
    lines = None
    for figure in article.page.figures:
        if figure.type in _WITHOUT:
            continue
        mark = by_start.get(figure.start)
        if mark is None:
            lines = lines or Lines(article.page.document.source)
            mark = Marked(figure, *lines.locate(figure.start), said=(), suspect=False)
        yield mark


def _row(article: Article, mark: Marked, excerpts: Excerpts) -> tuple[int, Row]:
    """(how risky it is, the row)."""
    document, figure = article.page.document, mark.figure
    scopes = {scope.name for scope in document.scopes if scope.start <= figure.start < scope.end}
    seen = _Seen(mark, scopes)
    risks = [number for number, (_, applies) in enumerate(_RISKS) if applies(seen)]
    place = excerpts.around([figure])
    source = _source(mark, document)
    row = Row(
        0, document.name, mark.line, mark.column, figure, tuple(_RISKS[number][0] for number in risks),
        place.sentence, place.marks[0], reading(figure), mark.state, tuple(_checked(mark)), source,
        _query(article, mark, place.sentence),
    )  # fmt: skip
    return risks[0], row


def _checked(mark: Marked) -> Iterator[str]:
    """Each check of a figure in a line: what came of it, by which rule, and why."""
    done: set[int] = set()
    for one in mark.said:
        if one.number not in done:
            done.add(one.number)
            suggestion = suggested(one.check, one.finding)
            because = f"; {suggestion}" if suggestion else ""
            yield f"{_OUTCOMES[one.state]} ({one.check.rule}): {folded(one.check.message)}{because}"


def _source(mark: Marked, document: Document) -> str:
    """What a figure is held against: declared data, the source it is bound to, a registry; with the value there."""
    facts = (fact for one in mark.said for facts in one.check.claim.stated.values() for fact in facts)
    known = (fact for fact in facts if (fact.declared or fact.source) and fact.document != document.name)
    found = (f"{fact.source or _where(fact)}: {folded(fact.figure.shown)}" for fact in known)
    return "; ".join(dict.fromkeys(found))


def _where(fact: Fact) -> str:
    return f"{fact.document}, {fact.place.cell or f'line {fact.place.line}'}" if fact.place else fact.document


def _query(article: Article, mark: Marked, sentence: str) -> str:
    failed: Sequence[State] = (State.INCONSISTENT, State.MISROUNDED)
    for one in mark.said:
        if one.state in failed:
            return queries.of_check(one.check, one.finding, article.page.reporting)
    name, reporting = article.page.document.name, article.page.reporting
    return queries.of_figure(mark.figure.shown, sentence, name, mark.line, reporting)
