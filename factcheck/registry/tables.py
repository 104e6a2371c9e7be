"""A file in, its rows out: texts by column, each row with its number in the file and as it stands there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from factcheck.records import SettingsError

if TYPE_CHECKING:
    import polars as pl

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_EXCEL = ";"  # what Excel writes where the comma is the decimal mark
_FORMATS = ".csv, .tsv, .json, .yaml, .yml, .xlsx and .parquet"
_TEXTS = (str, int, float, bool)


@frozen(eq=False)
class Row:
    """One row. number: its line in a text file, its row in a spreadsheet, its place in a list from 1.

    source: the row as people see it. start: where that stands among the rows of its file, in characters.
    """

    path: str
    number: int
    cells: Mapping[str, str]
    source: str
    start: int

    def fault(self, column: str, what: str) -> str:
        """A line that says what is wrong with a cell."""
        return f"{self.path}:{self.number}:{column}: {what}"


def rows(path: str) -> list[Row]:
    """All rows of a file; an empty cell is an empty text. Raises SettingsError."""
    suffix = Path(path).suffix.lower()
    try:
        return rows_of(path, _rows(path, suffix))
    except OSError as fault:
        raise SettingsError(f"{path}: cannot be read: {fault.strerror or fault}; correct the path") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not in UTF-8; save it so") from None


def rows_of(path: str, found: Iterable[tuple[int, Mapping[str, str]]]) -> list[Row]:
    """Rows from their numbers and cells."""
    result, start = [], 0
    for number, cells in found:
        source = ", ".join(filter(None, cells.values()))
        result.append(Row(path, number, cells, source, start))
        start += len(source) + 1
    return result


def _rows(path: str, suffix: str) -> Iterator[tuple[int, dict[str, str]]]:
    if suffix in _DELIMITERS:
        yield from separated(Path(path).read_text(encoding="utf-8-sig"), path, _DELIMITERS[suffix])
    elif suffix in (".json", ".yaml", ".yml"):
        yield from _listed(path)
    elif suffix in (".xlsx", ".parquet"):
        yield from _binary(path, suffix)
    else:
        raise SettingsError(f"{path}: is of no format that a registry can have; these are {_FORMATS}")


def separated(text: str, path: str, delimiter: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a text with a header line, by the line on which each begins. Raises SettingsError."""
    head = text.partition("\n")[0]
    if delimiter not in head and _EXCEL in head:
        delimiter = _EXCEL
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    number = 1
    try:
        for cells in reader:
            if not columns:
                columns = [cell.strip() for cell in cells]
            elif len(cells) > len(columns):
                what = f"has {len(cells)} cells, and there are {len(columns)} columns; quote cells with a {delimiter!r}"
                raise SettingsError(f"{path}:{number}: {what}")
            elif any(cells):
                yield number, dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            number = reader.line_num + 1
    except csv.Error as fault:
        raise SettingsError(f"{path}:{number}: cannot be read as a table ({fault}); correct its quotes") from None


def _listed(path: str) -> Iterator[tuple[int, dict[str, str]]]:
    import yaml

    try:
        node = yaml.compose(Path(path).read_text(encoding="utf-8"), yaml.CSafeLoader)  # JSON is YAML, too
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise SettingsError(f"{path}:{line}: cannot be read ({fault.problem}); correct it there") from None
    except yaml.YAMLError:
        raise SettingsError(f"{path}: holds characters that YAML may not have; save it as plain text") from None
    if not isinstance(node, yaml.SequenceNode):
        raise SettingsError(f"{path}: is no list of rows; write each row as `- column: text`")
    for item in node.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.MappingNode):
            raise SettingsError(f"{path}:{line}: is no row; write it as `- column: text`")
        cells = {}
        for key, value in item.value:
            if not isinstance(value, yaml.ScalarNode):
                raise SettingsError(f"{path}:{line}:{key.value}: is no text; write several names as `one; other`")
            cells[str(key.value)] = "" if value.tag.endswith(":null") else value.value.strip()
        yield line, cells


def _binary(path: str, suffix: str) -> Iterator[tuple[int, dict[str, str]]]:
    import polars as pl

    try:
        frame = pl.read_parquet(path) if suffix == ".parquet" else _sheet(path)
    except ImportError:
        what = 'an Excel workbook needs openpyxl; install it with `pip install "factcheck-figures[data,xlsx]"`'
        raise SettingsError(f"{path}: {what}") from None
    except OSError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever the engine raises on a file that is none of its own
        line = str(fault).partition("\n")[0]
        raise SettingsError(f"{path}: cannot be read as {suffix[1:].upper()} ({line}); save it anew") from None
    first = 2 if suffix == ".xlsx" else 1  # a sheet has its header in row 1
    for number, cells in enumerate(frame.iter_rows(named=True), first):
        yield number, {column: written(value) for column, value in cells.items()}


def _sheet(path: str) -> pl.DataFrame:
    """The first sheet of a workbook."""
    import polars as pl

    return pl.read_excel(path, engine="openpyxl", drop_empty_rows=False)


def written(value: Any) -> str:
    """A typed cell as text: lists of names by semicolons, dates as in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(written, value))
    return str(value).strip() if isinstance(value, _TEXTS) else str(value).partition(" 00:00:00")[0]
