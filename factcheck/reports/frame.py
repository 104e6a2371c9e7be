"""A Report or rows of facts in, a polars table out that is held to a schema; needs the extra `[data]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pandera.polars as pa
import polars as pl

from factcheck.records import Check, Finding, Severity, Verdict
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


FACTS = pa.DataFrameSchema(
    {
        "path": pa.Column(pl.String),
        "line": pa.Column(pl.Int64, pa.Check.ge(1)),
        "column": pa.Column(pl.Int64, pa.Check.ge(1)),
        "entity": pa.Column(pl.String),
        "measure": pa.Column(pl.String),
        "text": pa.Column(pl.String),
        "value": pa.Column(pl.Float64),
        "value_max": pa.Column(pl.Float64, nullable=True),
        "unit": pa.Column(pl.String),
        "hedge": pa.Column(pl.String),
        "from": pa.Column(pl.Date, nullable=True),
        "to": pa.Column(pl.Date, nullable=True),
        "planned": pa.Column(pl.Boolean),
        "status": pa.Column(pl.String),
        "scope": pa.Column(pl.String),
        "start": pa.Column(pl.Int64, pa.Check.ge(0)),
        "end": pa.Column(pl.Int64, pa.Check.ge(0)),
    },
    strict=True,
    name="facts",
)
"""What a row says of a fact, as `factcheck show facts` lists it; start and end: its characters in its source."""


def facts(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """The facts that `listings.facts` gives, with values as floats and days as dates.

    Raises pandera's SchemaErrors should a row break the schema.
    """
    types = {name: column.dtype.type for name, column in FACTS.columns.items()}
    read = [tuple(_READ[name](row.get(name)) if name in _READ else row[name] for name in types) for row in rows]
    return FACTS.validate(pl.DataFrame(read, schema=types, orient="row"), lazy=True)


def _float(value: str | None) -> float | None:
    return None if value is None else float(Fraction(value))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


_READ: Mapping[str, Callable[[Any], Any]] = {"value": _float, "value_max": _float, "from": _day, "to": _day}


def table(report: Report) -> pl.DataFrame:
    """The listed checks in their order. Raises pandera's SchemaErrors should a row break the schema."""
    rows = [_row(check, finding) for check, finding in report.listed()]
    types = {name: column.dtype.type for name, column in CHECKS.columns.items()}
    return CHECKS.validate(pl.DataFrame(rows, schema=types, orient="row"), lazy=True)


def _row(check: Check, finding: Finding | None) -> tuple[object, ...]:
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
