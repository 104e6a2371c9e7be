"""A report on a Word document in; out comes what its comments say, and where each of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from factcheck.readers.docx import Word
from factcheck.readers.word_text import Run
from factcheck.records import Finding
from factcheck.reports import Report
from factcheck.reports.layout import folded
from factcheck.reports.operands import Operand, operands, replaced, suggested, told


@frozen(eq=False)
class Remark:
    """A comment: its lines; the offsets of the figure on which it stands, or else the run, if there is any."""

    lines: tuple[str, ...]
    start: int = 0
    end: int = 0
    run: Run | None = None


def remarks(report: Report, word: Word) -> Iterator[Remark]:
    """A comment for each finding that is not silenced; the comment of one tells those that are folded into it."""
    open_ = [one for one in report.findings if not one.waiver and not one.known]
    listed = {one.fingerprint for one in open_ if not one.folded_into}
    under: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in open_:
        under[one.folded_into].append(one)
    for one in open_:
        if one.folded_into not in listed:
            yield _remark(one, under.pop(one.fingerprint, []), word)


def _remark(finding: Finding, others: list[Finding], word: Word) -> Remark:
    figures = [one for one in operands(finding.check) if one.document == word.document.name]
    wanted = replaced(finding)
    meant = wanted if wanted in figures else None
    inside = [one for one in figures if word.within(one.figure.start, one.figure.end)]
    anchor = meant if meant in inside else next(iter(inside), meant or next(iter(figures), None))
    lines = tuple(_lines(finding, others, anchor, word))
    if anchor in inside and anchor is not None:
        return Remark(lines, anchor.figure.start, anchor.figure.end)
    section = word.section(anchor.figure.start) if anchor else None
    first = word.stretches[0].run if word.stretches else None
    return Remark(lines, run=section.anchor or first if section else first)


def _lines(finding: Finding, others: list[Finding], anchor: Operand | None, word: Word) -> Iterator[str]:
    check = finding.check
    section = word.section(anchor.figure.start) if anchor else None
    yield (f"In {section.name}: " if section else "") + folded(check.message)
    if check.working:
        yield f"Working: {folded(check.working)}"
    if finding.suggestion:
        yield f"Suggestion: {suggested(check, finding)}"
    told_of = (f"{one.role} {folded(one.figure.shown)}{_place(one, anchor, word)}" for one in operands(check))
    yield f"Figures: {'; '.join(told_of)}"
    for other in others:
        yield f"Also: {told(other.check, other)}"
    yield f"{check.severity}, {check.rule}, {finding.fingerprint}"


def _place(one: Operand, anchor: Operand | None, word: Word) -> str:
    """Where a figure stands, unless that is the paragraph of the comment."""
    if one.document != word.document.name:
        return f" ({one.document}, {one.cell or f'line {one.line}'})"
    section = word.section(one.figure.start)
    if section:
        return f" ({section.name})"
    cell = word.cell(one.figure.start)
    if cell:
        return f" ({cell})"
    return "" if anchor and anchor.line == one.line else f" (line {one.line})"
