"""A Report that keeps its pages in, articles out in which every figure knows what was said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from attrs import frozen

from factcheck.lines import Lines
from factcheck.records import AMOUNTS, NAMES, Check, Finding, Page, Quantity
from factcheck.reports import Report
from factcheck.reports.operands import operands, replaced


class State(StrEnum):
    """What came of a figure, the worst first: verdicts, and what has none."""

    INCONSISTENT = "inconsistent"
    MISROUNDED = "misrounded"
    WAIVED = "waived"
    UNDECIDED = "undecided"
    CONSISTENT = "consistent"
    UNCHECKED = "unchecked"


@frozen(eq=False)
class Said:
    """A check, by its number in the report, in which a figure has a role, with the finding that it is, if it is one."""

    number: int
    check: Check
    finding: Finding | None
    role: str

    @property
    def state(self) -> State:
        """What came of the check."""
        return state(self.check, self.finding)


@frozen(eq=False)
class Marked:
    """A figure of an article, where it stands, the checks that have it, and whether it is suspected to be wrong."""

    figure: Quantity
    line: int
    column: int
    said: tuple[Said, ...]
    suspect: bool

    @property
    def state(self) -> State:
        """What came of the figure: the worst that came of its checks."""
        return min((one.state for one in self.said), key=_ORDER.__getitem__, default=State.UNCHECKED)


@frozen(eq=False)
class Article:
    """A document with its amounts, and all else that stands in a check, in the order of the text; none overlap."""

    page: Page
    marks: tuple[Marked, ...]


_ORDER = {state: number for number, state in enumerate(State)}


def state(check: Check, finding: Finding | None) -> State:
    """What came of a check, where a waiver or baseline may have silenced it."""
    return State.WAIVED if finding and finding.waiver else State(check.verdict)


def articles(report: Report) -> Iterator[Article]:
    """The articles of a report, in order; none where it was not to keep them."""
    said, suspects = _said(report), _suspects(report)
    for page in report.pages:
        name, lines = page.document.name, Lines(page.document.source)
        here = said.get(name, {})
        marks = []
        for figure in _figures(page, here):
            line, column = lines.locate(figure.start)
            of_it = tuple(one for _, one in here.get(figure.start, ()))
            marks.append(Marked(figure, line, column, of_it, (name, figure.start) in suspects))
        yield Article(page, tuple(marks))


_Here = Mapping[int, Sequence[tuple[Quantity, Said]]]


def _said(report: Report) -> Mapping[str, _Here]:
    """Document, then start of a figure, to the figure and what was said of it."""
    finding_of = {id(one.check): one for one in report.findings}
    found: dict[str, dict[int, list[tuple[Quantity, Said]]]] = defaultdict(lambda: defaultdict(list))
    for number, check in enumerate(report.made):
        finding = finding_of.get(id(check))
        for operand in operands(check):
            one = Said(number, check, finding, operand.role)
            found[operand.document][operand.figure.start].append((operand.figure, one))
    return found


def _suspects(report: Report) -> set[tuple[str, int]]:
    """Where the figures stand that a suggestion replaces, or that alone explain what fails."""
    found = set()
    for finding in report.findings:
        if finding.waiver:
            continue
        at = replaced(finding)
        if at is not None:
            found.add((at.document, at.figure.start))
        elif len(finding.suspects) == 1:
            found |= {(one.document, one.start) for one in finding.suspects[0]}
    return found


def _figures(page: Page, here: _Here) -> Iterator[Quantity]:
    """The amounts of a page and what else stands in a check, in order, but for what overlaps with one before it."""
    read = {figure.start: figure for figure in page.figures if figure.type in AMOUNTS or figure.start in here}
    named = {start: one[0][0] for start, one in here.items() if start not in read}
    sure = sorted(read.values(), key=lambda figure: figure.start)
    taken = [(figure.start, figure.end) for figure in sure]
    more = [
        figure
        for figure in named.values()
        if figure.type not in NAMES or not any(start < figure.end and figure.start < end for start, end in taken)
    ]
    done = 0
    for figure in sorted([*sure, *more], key=lambda figure: (figure.start, figure.end)):
        if figure.start >= done:
            yield figure
            done = figure.end
