"""HTML in, its tables out. Cells that span columns or rows leave those that they cover empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.readers import grids
from factcheck.records import Cell, Table

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)(table|caption|tr|td|th)\b([^<>]*+)>", re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_NOTE = re.compile(r"<sup\b[^<>]*>.*?</sup\s*>", re.IGNORECASE | re.DOTALL)
_OUTER_TAG = re.compile(r"\s*(?:<[^<>]*+>\s*)+")
_MOST = 200  # columns or rows that one cell spans


def tables(source: str) -> Iterator[Table]:
    """The tables of a page; one that holds another is laid out by it, and is none."""
    rows: _Rows | None = None
    for tag in _TAG.finditer(source):
        if tag[2] is None:
            continue
        name, closing = tag[2].lower(), bool(tag[1])
        if name == "table":
            if rows and closing:
                found = rows.table(tag.start())
                if found:
                    yield found
            rows = None if closing else _Rows(source)
        elif rows:
            rows.take(name, closing, tag)


class _Rows:
    """The rows of a table as far as they have been taken."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._cells: list[Cell] = []
        self._covered: set[tuple[int, int]] = set()
        self._row = -1
        self._column = 0
        self._open: tuple[str, int] | None = None  # of a cell or caption: its name and where it begins
        self._caption = ""

    def take(self, name: str, closing: bool, tag: re.Match[str]) -> None:
        """Takes a tag of the table."""
        self._end(tag.start())
        if closing:
            return
        if name == "tr":
            self._row, self._column = self._row + 1, 0
        elif name == "caption":
            self._open = (name, tag.end())
        else:
            self._row = max(self._row, 0)
            while (self._row, self._column) in self._covered:
                self._column += 1
            spans = {kind.lower(): min(int(number), _MOST) for kind, number in _SPAN.findall(tag[3])}
            columns, rows = max(spans.get("col", 1), 1), max(spans.get("row", 1), 1)
            if columns > 1 or rows > 1:
                self._covered.update(
                    (self._row + down, self._column + right) for down in range(rows) for right in range(columns)
                )
            self._open = (name, tag.end())

    def table(self, end: int) -> Table | None:
        """The table, which ends at an offset."""
        self._end(end)
        return grids.of_cells(self._cells, self._caption) if self._cells else None

    def _end(self, end: int) -> None:
        """Ends the cell or caption that is open."""
        if self._open is None:
            return
        name, start = self._open
        self._open = None
        written = self._source[start:end]
        text = grids.shown(_NOTE.sub(" ", written) if "<sup" in written else written)
        if name == "caption":
            self._caption = text
            return
        start, end = _bare(self._source, start, end)
        self._cells.append(Cell(self._row, self._column, text, start, end))
        self._column += 1


def _bare(source: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the tags and spaces at its ends."""
    if "<" in source[start:end]:
        opening = _OUTER_TAG.match(source, start, end)
        start = opening.end() if opening else start
        closing = source.find("<", start, end)
        end = closing if closing >= 0 else end
    return grids.trimmed(source, start, end)
