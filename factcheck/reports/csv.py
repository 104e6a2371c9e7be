"""A Report in, a table with commas out, a row a check, for spreadsheets: no cell is a formula, whatever a text says."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from factcheck.records import Check, Finding, Rule
from factcheck.reports import Report
from factcheck.reports.layout import folded
from factcheck.reports.operands import suggested
from factcheck.reports.screen import Screen

COLUMNS = ("path", "line", "column", "cell", "rule", "kind", "verdict", "severity", "message", "working", "suggestion",
           "figures", "sentence", "fingerprint", "waived")  # fmt: skip
_LEADING = ("=", "+", "-", "@", ":")  # what makes a cell a formula, or a line a workflow command
_SCREEN = Screen("utf-8")


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The listed checks, a header above them; what was not read, or is faulty, are rows without a rule."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for check, finding in report.listed():
        writer.writerow(map(cell, _row(check, finding)))
    for failure in report.failures:
        row = (failure.path, failure.line or "", "", "", "", failure.kind, "", failure.severity, failure.message)
        writer.writerow(map(cell, (*row, *("",) * (len(COLUMNS) - len(row)))))
    return table.getvalue()


def _row(check: Check, finding: Finding | None) -> Iterator[object]:
    place = check.place
    yield from (check.claim.document, place.line if place else "", place.column if place else "")
    yield from (place.cell if place else "", check.rule, check.claim.kind, check.verdict)
    yield from (check.severity if finding else "", check.message, check.working, suggested(check, finding))
    yield "; ".join(folded(figure.shown) for _, figure in check.claim.operands())
    yield place.sentence if place else ""
    yield from (finding.fingerprint, finding.waiver) if finding else ("", "")


def cell(value: object) -> object:
    """A value as a cell: text in a line, with an apostrophe before what a spreadsheet would take for a formula."""
    if isinstance(value, int):
        return value
    text = _SCREEN.show(str(value))
    return "'" + text if text.startswith(_LEADING) else text
