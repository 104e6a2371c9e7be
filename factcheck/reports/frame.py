"""A Report or rows of a listing in, a polars table out that is held to a schema; needs the extra `[data]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, islice
from typing import Any, BinaryIO

import pandera.polars as pa
import polars as pl
from pyarrow.parquet import ParquetWriter

from factcheck.records import Severity, Verdict
from factcheck.reports import Report
from factcheck.reports.check_row import row
from factcheck.reports.listings import tabled

_ROWS = 10_000  # of a table that is written at a time
_PLACE = {
    "path": pa.Column(pl.String),
    "line": pa.Column(pl.Int64, pa.Check.ge(1)),
    "column": pa.Column(pl.Int64, pa.Check.ge(1)),
}
_SPAN = {"start": pa.Column(pl.Int64, pa.Check.ge(0)), "end": pa.Column(pl.Int64, pa.Check.ge(0))}
_HEDGE = pa.Column(pl.String, pa.Check.isin(["exact", "about", "over", "under"]))
_WORTH = {
    "text": pa.Column(pl.String, pa.Check.str_length(min_value=1)),
    "value": pa.Column(pl.Float64, nullable=True),
    "value_max": pa.Column(pl.Float64, nullable=True),
    "alternative": pa.Column(pl.Float64, nullable=True),
    "day": pa.Column(pl.String, nullable=True),
    "unit": pa.Column(pl.String),
}

CHECKS = pa.DataFrameSchema(
    {
        **_PLACE,
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
"""What a row says of a check, as `check_row` has it."""


FIGURES = pa.DataFrameSchema(
    {
        **_PLACE,
        "type": pa.Column(pl.String, pa.Check.str_length(min_value=1)),
        **_WORTH,
        "place": pa.Column(pl.Float64, pa.Check.gt(0)),
        "zeros": pa.Column(pl.Float64, pa.Check.gt(0)),
        "noun": pa.Column(pl.String),
        "hedge": _HEDGE,
        "trend": pa.Column(pl.String, pa.Check.isin(["up", "down"]), nullable=True),
        **_SPAN,
    },
    strict=True,
    name="figures",
)
"""What a row says of a figure, as `factcheck show figures` lists it; the columns are fields of `Quantity`.

value: None of a date, which `day` tells, ISO 8601, "--07-24" without its year. alternative: the value in the other
reading of its numerals.
"""


CLAIMS = pa.DataFrameSchema(
    {
        **_PLACE,
        "claim": pa.Column(pl.Int64, pa.Check.ge(1)),
        "kind": pa.Column(pl.String, pa.Check.str_length(min_value=1)),
        "role": pa.Column(pl.String, pa.Check.str_length(min_value=1)),
        **_WORTH,
        "direction": pa.Column(pl.Int64, pa.Check.isin([-1, 0, 1])),
        "scope": pa.Column(pl.String),
        "voice": pa.Column(pl.String, pa.Check.isin(["own", "quoted", "mixed"])),
        "inferred": pa.Column(pl.Boolean),
        "readings": pa.Column(pl.Int64, pa.Check.ge(1)),
        "phrasing": pa.Column(pl.String),
        **_SPAN,
    },
    strict=True,
    name="claims",
)
"""What a row says of a figure in a claim, as `factcheck show claims` lists it.

claim: the number of the claim in its document; line and column are where it begins, start and end the characters of the
figure.
"""


FACTS = pa.DataFrameSchema(
    {
        **_PLACE,
        "entity": pa.Column(pl.String),
        "measure": pa.Column(pl.String),
        "text": pa.Column(pl.String),
        "value": pa.Column(pl.Float64),
        "value_max": pa.Column(pl.Float64, nullable=True),
        "unit": pa.Column(pl.String),
        "hedge": _HEDGE,
        "from": pa.Column(pl.Date, nullable=True),
        "to": pa.Column(pl.Date, nullable=True),
        "planned": pa.Column(pl.Boolean),
        "status": pa.Column(pl.String),
        "scope": pa.Column(pl.String),
        **_SPAN,
    },
    strict=True,
    name="facts",
)
"""What a row says of a fact, as `factcheck show facts` lists it; start and end: its characters in its source."""

_LISTINGS = {"figures": FIGURES, "claims": CLAIMS, "facts": FACTS}


def listings(what: str, rows: Iterable[dict[str, Any]]) -> Iterator[pl.DataFrame]:
    """The figures, claims or facts that `listings` gives as tables, some thousand rows each; there is at least one.

    Values are floats, days of facts are dates. what: figures, claims or facts. Raises pandera's SchemaErrors should a
    row break the schema.
    """
    schema = _LISTINGS[what]
    types = {name: column.dtype.type for name, column in schema.columns.items()}
    read = ([_READ.get(kind, _same)(row.get(name)) for name, kind in types.items()] for row in tabled(what, rows))
    some = list(islice(read, _ROWS))
    while True:
        yield schema.validate(pl.DataFrame(some, schema=types, orient="row"), lazy=True)
        some = list(islice(read, _ROWS))
        if not some:
            return


def save(what: str, rows: Iterable[dict[str, Any]], file: BinaryIO) -> None:
    """Writes figures, claims or facts as Parquet, as they come. Raises as `listings` does."""
    tables = (table.to_arrow() for table in listings(what, rows))
    first = next(tables)
    with ParquetWriter(file, first.schema, compression="zstd") as writer:
        for table in chain([first], tables):
            writer.write_table(table)


def _float(value: str | None) -> float | None:
    return None if value is None else float(Fraction(value))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _same(value: Any) -> Any:
    return value


_READ: Mapping[Any, Callable[[Any], Any]] = {pl.Float64: _float, pl.Date: _day}


def table(report: Report) -> pl.DataFrame:
    """The listed checks in their order. Raises pandera's SchemaErrors should a row break the schema."""
    rows = [row(check, finding) for check, finding in report.listed()]
    types = {name: column.dtype.type for name, column in CHECKS.columns.items()}
    return CHECKS.validate(pl.DataFrame(rows, schema=types, orient="row"), lazy=True)
