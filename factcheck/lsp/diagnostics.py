"""Findings in, diagnostics out: one at the figure that is likely to be wrong, the others beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lsprotocol import types

from factcheck.lsp.positions import Positions
from factcheck.records import Failure, Finding, Rule, Severity
from factcheck.reports.operands import Operand, operands, replaced, told

SOURCE = "factcheck"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
Locate = Callable[[Operand], types.Location | None]
"""Where an operand stands; None for one that stands in no text."""


def of_findings(
    findings: Iterable[Finding], name: str, locate: Locate, rules: dict[str, Rule]
) -> Iterator[types.Diagnostic]:
    """A diagnostic for each finding that has a figure in the document of that name and that nothing silences."""
    for one in findings:
        if one.waiver or one.folded_into:
            continue
        here = [operand for operand in operands(one.check) if operand.document == name and operand.region]
        if not here:
            continue
        likely = replaced(one)
        main = likely if likely and likely.document == name and likely.region else here[0]
        place = locate(main)
        if place is None:
            continue
        rule = rules.get(one.check.rule)
        yield types.Diagnostic(
            range=place.range,
            message=told(one.check, one),
            severity=_SEVERITIES[one.check.severity],
            code=one.check.rule,
            code_description=types.CodeDescription(rule.url) if rule and rule.url else None,
            source=SOURCE,
            related_information=list(_related(one, locate)),
            data={"fingerprint": one.fingerprint},
        )


def of_failures(failures: Iterable[Failure], name: str, positions: Positions) -> Iterator[types.Diagnostic]:
    """A diagnostic for whatever else there is to say of the document of that name, as of a faulty waiver."""
    for one in failures:
        if one.path == name:
            line = positions.of_line(one.line)
            yield types.Diagnostic(range=line, message=one.message, severity=_SEVERITIES[one.severity], source=SOURCE)


def _related(finding: Finding, locate: Locate) -> Iterator[types.DiagnosticRelatedInformation]:
    for operand in operands(finding.check):
        place = locate(operand)
        if place is not None:
            yield types.DiagnosticRelatedInformation(place, f"{operand.role}: {operand.figure.shown}")
