"""A Report in, a polars table out, a row a check, held to the schema `CHECKS`; needs the extra `[data]`."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from factcheck.records import Severity, Verdict
from factcheck.reports import Report

CHECKS = pa.DataFrameSchema(
    {
        "path": pa.Column(pl.String),
        "line": pa.Column(pl.Int64, pa.Check.ge(1)),
        "column": pa.Column(pl.Int64, pa.Check.ge(1)),
        "rule": pa.Column(pl.String, pa.Check.str_length(min_value=1)),
        "kind": pa.Column(pl.String),
        "verdict": pa.Column(pl.String, pa.Check.isin([str(verdict) for verdict in Verdict])),
        "severity": pa.Column(pl.String, pa.Check.isin([str(severity) for severity in Severity])),
        "rung": pa.Column(pl.Int64, pa.Check.in_range(1, 4), nullable=True),
        "reason": pa.Column(pl.String),
        "message": pa.Column(pl.String),
        "working": pa.Column(pl.String),
        "sentence": pa.Column(pl.String),
        "roles": pa.Column(pl.List(pl.String)),
        "figures": pa.Column(pl.List(pl.String)),
        "suggestion": pa.Column(pl.String, nullable=True),
        "fingerprint": pa.Column(pl.String, nullable=True),
        "folded_into": pa.Column(pl.String, nullable=True),
        "waiver": pa.Column(pl.String, nullable=True),
    },
    strict=True,
    name="checks",
)
"""What a row says of a check. roles and figures: its operands in the order of the text; reason: why it is undecided."""


def table(report: Report) -> pl.DataFrame:
    """The listed checks in their order. Raises pandera's SchemaErrors if a row breaks the schema, which is a fault of ours."""
    rows = []
    for check, finding in report.listed():
        place, operands = check.place, check.claim.operands()
        assert place is not None, "listed checks have a place"
        suggestion = finding.suggestion.text if finding and finding.suggestion else None
        rows.append((
            check.claim.document, place.line, place.column, check.rule, check.claim.kind, str(check.verdict), str(check.severity),
            check.rung, check.reason, check.message, check.working, place.sentence, [role for role, _ in operands],
            [figure.text for _, figure in operands], suggestion, finding.fingerprint if finding else None,
            finding.folded_into or None if finding else None, finding.waiver or None if finding else None,
        ))  # fmt: skip
    types = {name: column.dtype.type for name, column in CHECKS.columns.items()}
    return CHECKS.validate(pl.DataFrame(rows, schema=types, orient="row"), lazy=True)
