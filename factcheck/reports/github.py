"""A Report in, workflow commands of GitHub Actions out, which annotate the lines of a pull request.

A step may make ten annotations of each level and no more, so the first ten of each come, and how many others there are.
Source: GitHub Docs, "Workflow commands for GitHub Actions",
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.records import Check, Finding, Rule, Severity
from factcheck.reports import Report
from factcheck.reports.console import failed, last_line
from factcheck.reports.operands import in_repository, operands, told
from factcheck.reports.screen import Screen

_LIMIT = 10  # of a level in a step
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SCREEN = Screen("utf-8")


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The failures and the findings that no waiver silences, the gravest first, and a last line that says all."""
    lines = [_command(_LEVELS[one.severity], failed(one), file=in_repository(one.path), line=one.line or 1)
             for one in report.failures[:_LIMIT]]  # fmt: skip
    room = dict.fromkeys(_LEVELS, _LIMIT)
    room[Severity.ERROR] -= sum(line.startswith("::error") for line in lines)
    for severity in _LEVELS:
        listed = [(check, one) for check, one in report.listed() if one and not one.waiver]
        found = [pair for pair in listed if pair[0].severity is severity]
        shown = found[: room[severity]]
        lines += (_annotation(check, finding) for check, finding in shown)
        if len(found) > len(shown):
            lines.append(f"{len(found) - len(shown)} more of severity {severity}; the table in the summary has all")
    return "".join(line + "\n" for line in [*lines, _SCREEN.show(last_line(report))])


def _annotation(check: Check, finding: Finding) -> str:
    first = next(operands(check), None)
    where: dict[str, str | int] = {"file": in_repository(check.claim.document)}
    if first and first.region and not first.cell:
        where |= {"line": first.region.line, "endLine": first.region.end_line, "col": first.region.column}
        if first.region.line == first.region.end_line:
            where["endColumn"] = first.region.end_column
    return _command(_LEVELS[check.severity], told(check, finding), **where, title=f"factcheck: {check.rule}")


def _command(level: str, message: str, **properties: str | int) -> str:
    """A workflow command, in which nothing of a document is one."""
    listed = ",".join(f"{name}={_escaped(str(value), within=True)}" for name, value in properties.items())
    return f"::{level} {listed}::{_escaped(message)}"


def _escaped(text: str, within: bool = False) -> str:
    """A text as the data of a command, or as the value of a property."""
    signs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | ({":": "%3A", ",": "%2C"} if within else {})
    return "".join(signs.get(char) or _SCREEN.show(char) for char in text)
