"""A Report in, Markdown out, for a comment on a pull request; nothing in it is markup of a document's.

Source of the syntax, and of what a backslash takes the meaning from: the GitHub Flavored Markdown Spec,
https://github.github.com/gfm/
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.records import Check, Finding, Rule
from factcheck.reports import Report
from factcheck.reports.console import failed, last_line, summary
from factcheck.reports.operands import suggested
from factcheck.reports.screen import Screen

MARK = "<!-- factcheck report -->"
"""The first line, by which a report is known."""
_LIMIT = 60_000  # characters: a comment may have 65,536
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+.!|~&:@$-])")
_CALLS = re.compile(r"([@#])")  # they name people and issues, a backslash before them or not
_SCREEN = Screen("utf-8")


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The report as a heading, a table of the listed checks, their workings folded away, and the summary."""
    heads = [(check, finding) for check, finding in report.listed() if not (finding and finding.folded_into)]
    parts = [MARK, f"### factcheck: {_plain(last_line(report).partition(': ')[2])}", ""]
    rows: list[str] = []
    workings: list[str] = []
    size = 0
    for check, finding in heads:
        row, working = _row(check, finding), _working(check)
        size += len(row) + len(working)
        if size > _LIMIT:
            rows.append(f"| … | and {len(heads) - len(rows)} more | | |")
            break
        rows.append(row)
        workings.append(working)
    if rows:
        parts += ["| | where | what | suggestion |", "| --- | --- | --- | --- |", *rows, ""]
    if any(workings):
        parts += ["<details><summary>Workings</summary>", "", *filter(None, workings), "", "</details>", ""]
    parts += (f"- {_plain(failed(failure))}" for failure in report.failures)
    parts += [""] if report.failures else []
    parts += (f"{_plain(line)}  " for line in summary(report))
    return "\n".join(parts).rstrip() + "\n"


def _row(check: Check, finding: Finding | None) -> str:
    said = "waived" if finding and finding.waiver else str(check.severity if finding else check.verdict)
    because = f"; waived because {finding.waiver}" if finding and finding.waiver else ""
    what = f"{_plain(check.message + because)} (`{check.rule}`)"
    return f"| {said} | {_where(check)} | {what} | {_plain(suggested(check, finding))} |"


def _working(check: Check) -> str:
    return f"- {_where(check)}: {_plain(check.working)}" if check.working else ""


def _where(check: Check) -> str:
    place = check.place
    return _plain(f"{check.claim.document}:{(place.cell or place.line) if place else ''}")


def _plain(text: str) -> str:
    """A text that shows as it is: no markup, no mention of a person or an issue."""
    return _CALLS.sub("\\1\N{ZERO WIDTH SPACE}", _PUNCTUATION.sub(r"\\\1", _SCREEN.show(" ".join(text.split()))))
