"""A Report in, a report for GitLab's code quality out: a JSON array with an object a finding.

Source: GitLab Docs, Code Quality, "Code Quality report format",
https://docs.gitlab.com/ci/testing/code_quality/
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factcheck.records import Check, Failure, Finding, Rule, Severity
from factcheck.reports import Report
from factcheck.reports.operands import in_repository, told

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The findings that no waiver silences, and what was not read. A fingerprint is that of one finding alone."""
    rows = [_row(check, finding) for check, finding in report.listed() if finding and not finding.waiver]
    rows += map(_failure, report.failures)
    return json.dumps(rows, indent=1) + "\n"


def _row(check: Check, finding: Finding) -> dict[str, Any]:
    path = in_repository(check.claim.document)
    return {
        "description": told(check, finding),
        "check_name": check.rule,
        "fingerprint": _distinct(path, finding.fingerprint),
        "severity": _SEVERITIES[check.severity],
        "location": {"path": path, "lines": {"begin": check.place.line if check.place else 1}},
    }


def _failure(failure: Failure) -> dict[str, Any]:
    severity = "info" if failure.severity is Severity.NOTE else "critical"
    return {
        "description": failure.message,
        "check_name": f"factcheck-{failure.kind}",
        "fingerprint": _distinct(failure.path, failure.kind + failure.message),
        "severity": severity,
        "location": {"path": in_repository(failure.path), "lines": {"begin": failure.line or 1}},
    }


def _distinct(path: str, told: str) -> str:
    """The fingerprint of something in a file: findings alike in two files are two."""
    from hashlib import sha256

    return sha256(f"{path}\0{told}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
