"""A Report in, one JSON object out, in ASCII and always the same for the same findings.

    {"version": 1,
     "checks": [{"path", "rule", "kind", "verdict", "severity", "message", "line", "column", "operands": [...],
                 "rung"?, "reason"?, "working"?, "sentence"?, "scope", "voice",
                 "suggestion"?, "fingerprint"?, "folded_into"?, "waived"?, "known"?, "suspects"?}],
     "failures": [{"path", "line"?, "kind", "message"}],
     "summary": {"exit_status", "complete", "fail_on", "findings", "failing", "waived", "known", "older", "figures", …}}

operands: role, text, start, end (characters of the decoded source, end exclusive), value (exact, as text: "504",
"94.55", "2/3"; ISO 8601 for a date, "--07-24" without its year), unit, value_max of a range, and of amounts in two
currencies `pair`, a number. suggestion: start, end, text, kind, note?. waived: the waiver's reason, or why it is known.
suspects: lists of figures (document, start, end, text), each of which explains all failures that are linked with this
one. Keys marked ? stand only where there is something to say.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import asdict

from factcheck.records import Check, Claim, Fact, Failure, Finding, Number, Quantity, Rule
from factcheck.reports import Report

VERSION = 1
_PAIRED = ("exchange",)


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The report as JSON, a check a line."""
    checks = ",\n".join(json.dumps(check(one, finding)) for one, finding in report.listed())
    failures = ",\n".join(json.dumps(failure(one)) for one in report.failures)
    counts = json.dumps(summary(report))
    return f'{{"version": {VERSION},\n"checks": [{checks}],\n"failures": [{failures}],\n"summary": {counts}}}\n'


def exact(value: Number) -> str:
    """A number as text without loss: decimals where they end, else a fraction."""
    if isinstance(value, int):
        return str(value)
    denominator, twos, fives = value.denominator, 0, 0
    while not denominator % 2:
        denominator, twos = denominator // 2, twos + 1
    while not denominator % 5:
        denominator, fives = denominator // 5, fives + 1
    if denominator > 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def figure(quantity: Quantity) -> dict[str, Any]:
    """One figure as an operand: its text, place, exact value and unit."""
    value = exact(quantity.value)
    if quantity.type == "date":
        day = date.fromordinal(int(quantity.value)).isoformat()
        value = day if quantity.dated else f"-{day[4:]}"
    row = {"text": quantity.text, "start": quantity.start, "end": quantity.end, "value": value}
    if quantity.value_max is not None:
        row["value_max"] = exact(quantity.value_max)
    if quantity.alternative is not None:
        row["alternative"] = exact(quantity.alternative.value)
    return {**row, "unit": quantity.unit}


def check(one: Check, finding: Finding | None) -> dict[str, Any]:
    """A listed check, with the finding that it is, if it is one."""
    claim, place = one.claim, one.place
    row: dict[str, Any] = {
        "path": claim.document, "rule": one.rule, "kind": claim.kind, "verdict": one.verdict,
        "severity": one.severity, "message": one.message,
        "line": place and place.line, "column": place and place.column,
        "cell": (place and place.cell) or None,
        "operands": _operands(claim),
        "rung": one.rung, "reason": one.reason, "working": one.working, "sentence": place and place.sentence,
        "scope": claim.scope, "voice": claim.voice,
    }  # fmt: skip
    if finding is not None:
        suggestion = finding.suggestion and stated(asdict(finding.suggestion))
        row |= {"suggestion": suggestion, "fingerprint": finding.fingerprint, "folded_into": finding.folded_into,
                "waived": finding.waiver,
                "known": finding.known or None,
                "suspects": [[asdict(one) for one in some] for some in finding.suspects] or None}  # fmt: skip
    return stated(row)


def _operands(claim: Claim) -> list[dict[str, Any]]:
    """The figures in their roles; those of pairs say of which pair they are, those of other documents of which."""
    if claim.stated:
        return [_stated_in(claim, role, fact) for role, facts in claim.stated.items() for fact in facts]
    rows = [{"role": role, **figure(quantity)} for role, quantity in claim.operands()]
    if claim.kind in _PAIRED:
        numbers = {one.start: index for members in claim.roles.values() for index, one in enumerate(members, 1)}
        rows = [{**row, "pair": numbers[row["start"]]} for row in rows]
    return rows


def _stated_in(claim: Claim, role: str, fact: Fact) -> dict[str, Any]:
    row = {"role": role, **figure(fact.figure)}
    return row if fact.document == claim.document else {**row, "path": fact.document}


def failure(one: Failure) -> dict[str, Any]:
    """What was not read, or is faulty."""
    return stated({"path": one.path, "line": one.line or None, "kind": one.kind, "message": one.message})


def summary(report: Report) -> dict[str, Any]:
    """The counts of a report, and how it ends."""
    return {"exit_status": report.exit_status, "complete": report.complete, "fail_on": report.fail_on,
            "findings": len(report.findings), "failing": len(report.failing), "waived": len(report.waived),
            "known": len(report.known), "older": report.older,
            **asdict(report.coverage)}  # fmt: skip


def stated(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says, without the keys that say nothing."""
    return {key: value for key, value in row.items() if value not in ("", None)}
