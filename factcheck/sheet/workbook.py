"""Rows in, an Excel workbook out, and the other way: what people sign, and beside it, hidden, what it was made from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped,unused-ignore]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped,unused-ignore]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped,unused-ignore]

from factcheck.records import Document, Quantity
from factcheck.reports.annotated import State
from factcheck.reports.json import exact
from factcheck.reports.screen import Screen
from factcheck.sheet.columns import COLUMNS
from factcheck.sheet.rows import Row

VERSION = 1
_WIDTHS = (5, 22, 18, 6, 16, 46, 26, 40, 26, 40, 9, 12)
_FILLS = {State.INCONSISTENT: "FBE3E1", State.MISROUNDED: "FDF1DC", State.UNDECIDED: "E8ECF4",
          State.CONSISTENT: "E3F1E7"}  # fmt: skip
_SHEET, _MADE_FROM = "Figures", "factcheck"
_CHUNK = 30_000  # characters: a cell holds 32,767
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # what XML cannot hold
_SCREEN = Screen("utf-8")


class NoSheet(Exception):
    """A file that is no sheet of figures; `str()` is one line with what to do."""


@frozen
class Signed:
    """A row of a sheet as it was signed, with its figure as it stood in the article, which is named by its path."""

    article: str
    figure: Quantity
    source: str
    initials: str
    date: str

    @property
    def signed(self) -> bool:
        """Whether somebody answers for it."""
        return bool(self.initials and self.date)


@frozen
class Sheet:
    """What a workbook holds: the articles as they were, by path relative to it, and the rows."""

    sources: Mapping[str, str]
    rows: tuple[Signed, ...]


def write(path: str, rows: Sequence[Row], documents: Iterable[Document]) -> None:
    """Writes rows, and the articles that they are of. Raises OSError."""
    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    sheet.append(COLUMNS)
    for row in rows:
        _append(sheet, row)
    _lay_out(sheet)
    hidden = book.create_sheet(_MADE_FROM)
    hidden.sheet_state = "hidden"
    folder = os.path.dirname(os.path.abspath(path))
    hidden.append(["version", VERSION])
    for document in documents:
        chunks = [document.source[at : at + _CHUNK] for at in range(0, len(document.source), _CHUNK)]
        _texts(hidden, ["article", _escaped(_relative(document.name, folder)), *map(_escaped, chunks)])
    for row in rows:
        figure, article = row.figure, _relative(row.article, folder)
        stood = (figure.start, figure.end, figure.type, exact(figure.value), exact(figure.place), figure.unit)
        _texts(hidden, ["row", str(row.number), _escaped(article), _escaped(row.source), *map(str, stood)])
    book.save(path)


def read(path: str) -> Sheet:
    """What a workbook holds. Raises NoSheet for another one, and OSError."""
    other = f"{path}: is no sheet of figures; make one with `factcheck sheet ARTICLE -o {os.path.basename(path)}`"
    with open(path, "rb") as file:
        try:
            book = load_workbook(file, read_only=True)
            shown = [[_text(cell) for cell in row] for row in book[_SHEET].iter_rows(values_only=True)]
            hidden = [[_text(cell) for cell in row] for row in book[_MADE_FROM].iter_rows(values_only=True)]
        except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken workbook makes it
            raise NoSheet(other) from None
    heads = shown[0] if shown else []
    if not hidden or hidden[0][:2] != ["version", str(VERSION)] or not {"#", "Initials", "Date"} <= {*heads}:
        raise NoSheet(other)
    at = {name: shown[0].index(name) for name in ("#", "Initials", "Date")}
    by_number = {row[at["#"]]: (row[at["Initials"]].strip(), row[at["Date"]].strip()) for row in shown[1:]}
    sources = {_unescaped(row[1]): "".join(map(_unescaped, row[2:])) for row in hidden if row[0] == "article"}
    rows = (
        Signed(article, _figure(sources[article], stood), source, *by_number.get(number, ("", "")))
        for number, article, source, stood in map(_stated, (row for row in hidden if row[0] == "row"))
    )
    return Sheet(sources, tuple(rows))


def _stated(row: Sequence[str]) -> tuple[str, str, str, Sequence[str]]:
    """(number, article, source, where and what the figure was) of a row as it is kept."""
    return row[1], _unescaped(row[2]), _unescaped(row[3]), row[4:10]


def _figure(source: str, stood: Sequence[str]) -> Quantity:
    """A figure as far as it is needed to know it again."""
    start, end, kind, value, place, unit = stood
    first, last = int(start), int(end)
    return Quantity(source[first:last], first, last, Fraction(value), Fraction(place), type=kind, unit=unit)


def _append(sheet: Any, row: Row) -> None:
    said = (row.number, "; ".join(row.why), row.article, row.line, row.figure.shown, row.sentence, row.read,
            "\n".join(row.checked) or "nothing checked it", row.source, row.query, row.initials, row.date)  # fmt: skip
    sheet.append([one if isinstance(one, int) else None for one in said])
    number = sheet.max_row
    for column, one in enumerate(said, 1):
        if isinstance(one, str):
            _put(sheet.cell(number, column), "\n".join(line.translate(_SCREEN) for line in one.split("\n")))
    if row.state in _FILLS:
        sheet.cell(number, COLUMNS.index("Checked") + 1).fill = PatternFill("solid", fgColor=_FILLS[row.state])


def _texts(sheet: Any, texts: Sequence[str]) -> None:
    number = sheet.max_row + 1
    for column, text in enumerate(texts, 1):
        _put(sheet.cell(number, column), text)


def _put(cell: Any, text: str) -> None:
    """Puts a text into a cell, which is no formula whatever it begins with."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _lay_out(sheet: Any) -> None:
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _relative(name: str, folder: str) -> str:
    return os.path.relpath(os.path.abspath(name), folder).replace(os.sep, "/")


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat().removesuffix("T00:00:00") if hasattr(value, "isoformat") else str(value)


def _escaped(text: str) -> str:
    """A text as a cell can hold it: what XML cannot, and line breaks that it would change, are escaped."""
    return _UNSAID.sub(lambda match: f"\\u{ord(match[0]):04x}", text.replace("\\", "\\\\").replace("\r", "\\r"))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(\\|r|x[0-9a-f]{2}|u[0-9a-f]{4})", _plain, text)


def _plain(match: re.Match[str]) -> str:
    return {"\\": "\\", "r": "\r"}.get(match[1]) or chr(int(match[1][1:], 16))
