"""A Report in, a log of SARIF 2.1.0 out, as code scanning and editors read it.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0,
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from factcheck import __version__
from factcheck.records import Check, Finding, Rule, Severity, Verdict
from factcheck.reports import Report
from factcheck.reports.json import stated
from factcheck.reports.layout import folded
from factcheck.reports.operands import Operand, in_repository, operands, replaced, suggested, told

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_KINDS = {Verdict.CONSISTENT: "pass", Verdict.UNDECIDED: "open"}
_FINGERPRINT = "factcheck/v1"


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The report as a log of one run; columns are counted in code points. rules: those that its results may name."""
    listed = report.listed()
    named = {check.rule for check, _ in listed}
    described = [_described(rule) for rule in rules if rule.id in named]
    run = {
        "tool": {"driver": {"name": "factcheck", "version": __version__, "rules": described}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": report.complete and not report.faults,
                "exitCode": report.exit_status,
                "toolExecutionNotifications": [
                    {
                        "level": _LEVELS[one.severity],
                        "message": {"text": one.message},
                        "locations": [_file(one.path, one.line)],
                    }
                    for one in report.failures
                ],
            }
        ],
        "results": [_result(check, finding) for check, finding in listed],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _described(rule: Rule) -> dict[str, Any]:
    row = {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": folded(rule.why)},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return stated(row)


def _result(check: Check, finding: Finding | None) -> dict[str, Any]:
    stand = list(operands(check))
    row: dict[str, Any] = {
        "ruleId": check.rule,
        "kind": _KINDS.get(check.verdict, "fail"),
        "level": _LEVELS[check.severity] if finding else "none",
        "message": {"text": told(check, finding) or f"{check.rule}: {check.verdict}"},
        "locations": [_location(stand[0])] if stand else [],
        "relatedLocations": [
            {"id": number, **_location(one), "message": {"text": f"{one.role}: {folded(one.figure.shown)}"}}
            for number, one in enumerate(stand, 1)
        ],
    }
    if finding:
        row["partialFingerprints"] = {_FINGERPRINT: finding.fingerprint}
        if finding.waiver:
            kind = "external" if finding.known else "inSource"
            row["suppressions"] = [{"kind": kind, "justification": finding.waiver}]
        row["fixes"] = _fixes(check, finding)
    return stated(row)


def _fixes(check: Check, finding: Finding) -> list[dict[str, Any]] | None:
    """The suggestion as a replacement, where it is that of a figure in a text."""
    suggestion, figure = finding.suggestion, replaced(finding)
    if suggestion is None or figure is None or figure.region is None or figure.cell:
        return None
    replacement = {"deletedRegion": _location(figure)["physicalLocation"]["region"],
                   "insertedContent": {"text": suggestion.text}}  # fmt: skip
    change = {"artifactLocation": {"uri": _uri(figure.document)}, "replacements": [replacement]}
    return [{"description": {"text": suggested(check, finding)}, "artifactChanges": [change]}]


def _location(one: Operand) -> dict[str, Any]:
    """Where a figure stands: a region of a text, a cell of a workbook."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.document)}}
    if one.cell:
        return {"physicalLocation": physical, "logicalLocations": [{"name": one.cell, "kind": "member"}]}
    if one.region is None:
        return _file(one.document, one.line)
    physical["region"] = {
        "startLine": one.region.line, "startColumn": one.region.column,
        "endLine": one.region.end_line, "endColumn": one.region.end_column,
        "charOffset": one.figure.start, "charLength": one.figure.end - one.figure.start,
    }  # fmt: skip
    return {"physicalLocation": physical}


def _file(path: str, line: int = 0) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if line:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """A path as a URI reference, relative if it is so."""
    written = quote(in_repository(path), errors="surrogatepass")
    return f"file:///{written.lstrip('/')}" if os.path.isabs(path) else written
