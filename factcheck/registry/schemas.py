"""The schemas of a registry's tables, and a file in, its rows held to one of them out; needs the extra `[data]`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import pandera.polars as pa
import polars as pl

from factcheck.records import SettingsError
from factcheck.registry import tables
from factcheck.registry.tables import Row

_DATE = pa.Check.str_matches(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", error="is no date; write 2025-07-01, 2025-07 or 2025"
)
_SHARE = pa.Check.str_matches(
    r"^(1(\.0+)?|0?\.\d*[1-9]\d*)$", error="is no share; write 1 for all of it, 0.25 for a quarter"
)
_URL = pa.Check.str_matches(r"^https?://\S+$", error="is no address; write one that begins with https://")
_PARTS = pa.Check.isin(
    ["all", "some"], error="is neither `all` nor `some`; write whether its parts here are all of them"
)
_VALUE = pa.Check.str_contains(r"\d", error="holds no number; write it as 8375.21, 1799489 or about 3.8 million")


def _column(description: str, check: pa.Check | None = None, optional: bool = True, unique: bool = False) -> pa.Column:
    return pa.Column(pl.String, check, nullable=optional, required=not optional, unique=unique, description=description)


ENTITIES = pa.DataFrameSchema(
    {
        "id": _column("an id that no other entity has", optional=False, unique=True),
        "names": _column("its name, and others that it goes by behind semicolons", optional=False),
        "kind": _column("what it is, as commune or province"),
        "parent": _column("the id of what it is part of"),
        "valid_from": _column("the first day on which it was there", _DATE),
        "valid_to": _column("the last day on which it was there", _DATE),
        "parts": _column("`all` if the entities that have it as parent are all its parts", _PARTS),
    },
    strict=True,
    name="entities",
)
"""What there is: communes, provinces, companies. An entity is a name, a kind and the time for which it was there."""

MERGERS = pa.DataFrameSchema(
    {
        "successor": _column("the id or the name of what was made", optional=False),
        "predecessor": _column("the id or the name of what went into it, a row for each", optional=False),
        "effective": _column("the day on which it was merged", _DATE, optional=False),
        "share": _column("the share of the predecessor that went over, 1 if empty", _SHARE),
        "source": _column("the address that says so", _URL),
    },
    strict=True,
    name="mergers",
)
"""What was merged into what; the rows of one successor and one day are one merger."""

FACTS = pa.DataFrameSchema(
    {
        "entity": _column("the id or the name of what it is about", optional=False),
        "measure": _column("what is measured, as area or population", optional=False),
        "value": _column("the figure", _VALUE, optional=False),
        "unit": _column("what the value counts, as km2 or people"),
        "as_of": _column("the day, month or year for which it holds", _DATE),
        "source": _column("the address that says so", _URL),
    },
    strict=True,
    name="facts",
)
"""Reference facts: what prose is held against."""


def read(paths: Iterable[str], schema: pa.DataFrameSchema, faults: list[str]) -> list[Row]:
    """The rows of some files; those with faults are left out, and their faults join the list."""
    return [row for path in paths for row in _rows(path, schema, faults)]


def _rows(path: str, schema: pa.DataFrameSchema, faults: list[str]) -> list[Row]:
    try:
        rows = tables.rows(path)
    except SettingsError as fault:
        faults += str(fault).splitlines()
        return []
    return held(path, rows, schema, faults)


def held(path: str, rows: list[Row], schema: pa.DataFrameSchema, faults: list[str]) -> list[Row]:
    """The rows of a file that keep to a schema; the faults of the others join the list."""
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    columns |= dict.fromkeys(name for name, column in schema.columns.items() if not column.required)
    frame = pl.DataFrame([{name: row.cells.get(name) or None for name in columns} for row in rows],
                         schema=dict.fromkeys(columns, pl.String))  # fmt: skip
    if not rows:
        return []
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        cases = found.failure_cases.to_dicts()
        faults += sorted({_fault(path, schema, rows, case) for case in cases}, key=_place)
        faulty = {case["index"] for case in cases}
        return [] if None in faulty else [row for index, row in enumerate(rows) if index not in faulty]
    return rows


def _fault(path: str, schema: pa.DataFrameSchema, rows: list[Row], case: dict[str, object]) -> str:
    """One failure in a line: where, what is wrong, what to write."""
    check, index, cell = case["check"], case["index"], case["failure_case"]
    if index is None:
        column = str(cell)
        if check == "column_in_dataframe":
            return f"{path}:1:{column}: there is no such column; add it, with {schema.columns[column].description}"
        near = get_close_matches(column, list(schema.columns), 1)
        right = f"write {near[0]}" if near else f"columns of {schema.name} are {', '.join(schema.columns)}"
        return f"{path}:1:{column}: is no column of {schema.name}; {right}"
    column, row = str(case["column"]), rows[int(str(index))]
    told = schema.columns[column].description
    if check == "not_nullable":
        return row.fault(column, f"is empty; write {told}")
    if check == "field_uniqueness":
        return row.fault(column, f"{cell!r} stands in several rows; write {told}")
    return row.fault(column, f"{cell!r} {check}")


def _place(fault: str) -> tuple[int, str]:
    return next((int(part) for part in fault.split(":") if part.isdecimal()), 0), fault
