"""A listed check and the finding that it is in, its row in a table of checks out."""

from __future__ import annotations

from factcheck.records import Check, Finding

COLUMNS = (
    "path", "line", "column", "rule", "kind", "verdict", "severity", "rung", "reason", "message", "working", "sentence",
    "roles", "figures", "suggestion", "fingerprint", "folded_into", "waiver",
)  # fmt: skip
"""What a row says. roles and figures: the operands in the order of the text; reason: why a check is undecided; from
suggestion on: None where it is no finding."""


def row(check: Check, finding: Finding | None) -> tuple[object, ...]:
    """The values of a row, in the order of `COLUMNS`."""
    claim, place, operands = check.claim, check.place, check.claim.operands()
    stated = (
        claim.document, place and place.line, place and place.column, check.rule, claim.kind, str(check.verdict),
        str(check.severity), check.rung, check.reason, check.message, check.working, place and place.sentence,
        [role for role, _ in operands], [figure.text for _, figure in operands],
    )  # fmt: skip
    if finding is None:
        return (*stated, None, None, None, None)
    suggestion = finding.suggestion.text if finding.suggestion else None
    return (*stated, suggestion, finding.fingerprint, finding.folded_into or None, finding.waiver or None)
