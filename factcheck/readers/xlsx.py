"""The bytes of an Excel workbook in, its Document out.

Its source is what the sheets show: a line with the name of each, then a line a row, tabs between the cells, so that
offsets mean something; each cell keeps the name that the workbook has for it. A number is written with the decimals,
percent sign and currency of its number format, ungrouped and with a decimal point. Numbers that are kept as text are
read as they are written, and noted: no formula of the workbook adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from factcheck.readers import csv, grids, packed
from factcheck.readers.decoding import shown
from factcheck.records import Cell, Document, InputError, Table

_MOST_CELLS = 2_000_000  # a row counts as one at least
_MOST_CHARACTERS = 64 << 20  # many cells may show one text
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DECIMALS = re.compile(r"\.([0#?]+)")
_AS_TEXT = re.compile(r"[-+−]?(?:[1-9]\d*|0(?!\d))(?:[.,' \u00a0\u202f]\d+)*\s?%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHOWN = 3  # cells of a sheet that a note names
_CURRENCY = re.compile(r"\[\$([^\]-]+)|([$€£¥₫])")


def mask(source: str) -> tuple[str, tuple[Any, ...]]:
    """(the text, its scopes) of what a workbook shows."""
    return csv.mask(source, csv.Dialect("\t"))


def read(data: bytes, name: str) -> Document:
    """The document of a workbook. Raises InputError if it is none, would unpack to too much, or openpyxl is missing."""
    packed.guarded(data, name, "workbook (.xlsx); save it anew as one, or as .csv", "save its sheets as .csv")
    try:
        from openpyxl import load_workbook  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        told = 'needs openpyxl to be read: pip install "factcheck-figures[xlsx]"'
        raise InputError(f"{shown(name)}: {told}") from None
    try:
        values = load_workbook(BytesIO(data), read_only=True, data_only=True)
        formulas = load_workbook(BytesIO(data), read_only=True) if b"<f" in _sheets(data) else None
        written = _Written(name)
        for sheet in values.worksheets:
            written.sheet(sheet, formulas[sheet.title] if formulas else None)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken workbook makes it
        raise InputError(f"{shown(name)}: is a broken workbook; open it, and save it anew") from None
    source = "".join(written.pieces)
    text, scopes = csv.of_cells(source, written.cells)
    return Document(name, source, text, scopes, "xlsx", "utf-8", tuple(written.tables),
                    faults=tuple(written.faults), notes=tuple(written.notes))  # fmt: skip


def _sheets(data: bytes) -> bytes:
    """The sheets of a workbook as they are stored."""
    with ZipFile(BytesIO(data)) as archive:
        return b"".join(archive.read(one) for one in archive.namelist() if one.startswith("xl/worksheets/sheet"))


class _Written:
    """What the sheets taken so far show."""

    def __init__(self, name: str) -> None:
        self.pieces: list[str] = []
        self.cells: list[grids.Piece] = []  # titles of sheets among them
        self.tables: list[Table] = []
        self.faults: list[str] = []
        self.notes: list[str] = []
        self._name = name
        self._at = 0
        self._count = 0
        self._as_text: list[tuple[int, str]] = []  # (row of a table, name) of the numbers kept as text
        self._named: list[str] = []  # those of a sheet

    def sheet(self, sheet: Any, formulas: Any) -> None:
        """Takes a sheet; empty rows divide its tables."""
        self._cell(sheet.title)
        self._write("\n")
        rows: list[list[Cell]] = []
        inside = formulas.iter_rows() if formulas else None
        for row in sheet.iter_rows():
            behind = next(inside, ()) if inside else ()
            self._counted()
            cells = list(self._row(sheet.title, row, behind, len(rows)))
            self._write("\n")
            if any(cell.text for cell in cells):
                rows.append(cells)
            else:
                self._table(rows)
        self._table(rows)
        self._write("\n")
        if self._named:
            names = ", ".join(self._named[:_SHOWN])
            more = f" and {len(self._named) - _SHOWN} more" if len(self._named) > _SHOWN else ""
            told = "numbers are kept as text, which no formula adds up; convert them to numbers"
            self.notes.append(f"{names}{more}: {told}")
            self._named.clear()

    def _row(self, title: str, row: Any, formulas: Any, number: int) -> Iterator[Cell]:
        for column, cell in enumerate(row):
            if column:
                self._write("\t")
                self._counted()
            name = f"{title}!{cell.coordinate}" if cell.value is not None or column < len(formulas) else ""
            if cell.value is None and column < len(formulas) and formulas[column].data_type == "f":
                name = f"{title}!{formulas[column].coordinate}"
                told = "is a formula whose value was not saved; open the workbook in a spreadsheet program and save it"
                self.faults.append(f"{shown(self._name)}: {name} {told}")
            text = _text(cell.value, cell.number_format if cell.value is not None else "")
            if cell.data_type == "s" and _AS_TEXT.fullmatch(text) and not _YEAR.fullmatch(text):
                self._as_text.append((number, name))
            yield Cell(number, column, text, *self._cell(text), name)

    def _table(self, rows: list[list[Cell]]) -> None:
        found = grids.of_cells([cell for row in rows for cell in row], "", ".") if len(rows) > 1 else None
        if found:
            self.tables.append(found)
            self._named += [name for row, name in self._as_text if row >= found.headers]
        self._as_text.clear()
        rows.clear()

    def _counted(self) -> None:
        self._count += 1
        if self._count > _MOST_CELLS:
            raise self._refused(f"{_MOST_CELLS} cells")

    def _cell(self, text: str) -> grids.Piece:
        start = self._at
        self._write(text)
        self.cells.append((start, self._at))
        return start, self._at

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._at += len(text)
        if self._at > _MOST_CHARACTERS:
            raise self._refused(f"{_MOST_CHARACTERS} characters")

    def _refused(self, most: str) -> InputError:
        return InputError(f"{shown(self._name)}: has more than {most}, which is refused; save its sheets as .csv")


def _text(value: Any, style: str) -> str:
    """A value as its number format writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, style)
    if isinstance(value, datetime | date | time):
        return value.isoformat().removesuffix("T00:00:00")
    return " ".join(str(value).split())


def _number(value: float, style: str) -> str:
    style = style.partition(";")[0]
    bare = _LITERAL.sub("", style)
    number = Decimal(repr(value))
    percent = "%" in bare
    if percent:
        number *= 100
    if "0" in bare or "#" in bare:
        decimals = _DECIMALS.search(bare)
        number = number.quantize(Decimal(1).scaleb(-len(decimals[1]) if decimals else 0), ROUND_HALF_UP)
    elif number == number.to_integral_value():
        number = number.to_integral_value()
    sign = _CURRENCY.search(style)
    return f"{(sign[1] or sign[2]).strip() if sign else ''}{number:f}{'%' if percent else ''}"
