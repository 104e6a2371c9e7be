"""Rows of cells in, Tables out: which rows are heads, and where tables stand in plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise
from unicodedata import normalize

from attrs import evolve

from factcheck.records import Cell, Table
from factcheck.visible import Visible

Piece = tuple[int, int]
"""Where a cell's content stands: start and end."""
Row = Sequence[Piece]

_DELIMITERS = frozenset("|-: \t\r")
_STROKE = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r" {2,}|[ \t]*\t[ \t]*")
_FIGURE = re.compile(r"[^\w\s]{0,3}\s?\d[\d.,'’ \u00a0\u202f]*\D{0,5}\Z")
_NAME = re.compile(r"%|[^\d]*[^\W\d_]{3}|(?!n/?[ad]\b)[^\W\d_]{2}", re.IGNORECASE)
_YEAR = re.compile(r"[^\w\s]?(?:1[89]|20)\d\d[^\w\s]?(?:[a-z]|\(?[a-z]\)?)?\Z")
_LETTER = re.compile(r"%|[^\d]*[^\W\d_]")
_MARKUP = re.compile(r"<[^<>]*>|\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
_MOST_HEADS = 3
_LEAST_ROWS = 3  # of columns that nothing but spaces divides, the head among them
_CAPTION = 200  # characters, at most


def table(rows: Iterable[Row], source: str, caption: str = "", decimal: str = "") -> Table | None:
    """The table of some rows; None if it has no row with figures below a head, or but one column."""
    cells = []
    for number, row in enumerate(rows):
        for column, piece in enumerate(row):
            start, end = trimmed(source, *piece)
            cells.append(Cell(number, column, shown(source[start:end]), start, end))
    return of_cells(cells, caption, decimal)


def of_cells(cells: Sequence[Cell], caption: str = "", decimal: str = "") -> Table | None:
    """The table of some cells; None if it has no row with figures below a head, or but one column.

    Rows of one cell at the top are its caption.
    """
    rows = _rows(cells)
    titles = 0
    while len(rows) > titles + 2 and sum(1 for cell in rows[titles] if cell.text) < 2:
        titles += 1
    caption = " ".join([caption, *(cell.text for row in rows[:titles] for cell in row)]).strip()
    heads = _heads(rows[titles:])
    if not heads or max(cell.column for cell in cells) < 1:
        return None
    kept = (evolve(cell, row=number) for number, row in enumerate(rows[titles:]) for cell in row)
    return Table(tuple(kept), heads, " ".join(caption.split()), decimal)


def trimmed(source: str, start: int, end: int) -> Piece:
    """A stretch without the spaces at its ends."""
    piece = source[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def shown(written: str) -> str:
    """What a cell shows, in composed letters, without markup and line breaks."""
    if "&" in written or "<" in written or "*" in written or "_" in written or "`" in written or "\\" in written:
        written = unescape(_MARKUP.sub("", written)).replace("\\|", "|")
    return normalize("NFC", " ".join(Visible.of(written).text.split()))


def _rows(cells: Sequence[Cell]) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def _heads(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows stand above the first that has figures; years are none there, and a lone label heads no column.

    Below a row that names its column of labels, a row with a label of its own has figures even if these may be years.
    """
    labelled = False
    for number, row in enumerate(rows):
        behind = [cell.text for cell in row if cell.column and cell.text]
        label = any(cell.text for cell in row if not cell.column)
        years = [] if labelled and label else [text for text in behind if _YEAR.match(text)]
        labelled = label
        figures = [text for text in behind if _FIGURE.match(text) and text not in years]
        named = [text for text in behind if text in years or (_NAME if number else _LETTER).match(text)]
        if not named or figures and (number or len(figures) > len(named)):
            return number if number <= _MOST_HEADS else 0
    return 0


def piped(source: str, markdown: bool = False) -> Iterator[Table]:
    """The tables of a text whose cells are divided by upright strokes; in plain text these stand between spaces."""
    stroke = "|" if markdown else " | "
    rows: list[list[Piece]] = []
    lines = _lines(source)
    for start, line in lines:
        if stroke not in line and not line.lstrip().startswith("|"):
            yield from _finished(rows, source)
            continue
        if _DELIMITERS.issuperset(line):
            continue
        rows.append(_split(line, start, line.strip() if markdown else line))
    yield from _finished(rows, source)


def _split(line: str, start: int, body: str) -> list[Piece]:
    """The cells of a line; strokes at the ends of its body bound the outer ones."""
    bounds = [match.start() for match in _STROKE.finditer(line)]
    edges = [-1, *bounds, len(line)]
    pieces = [(start + left + 1, start + right) for left, right in pairwise(edges)]
    if body.startswith("|"):
        del pieces[0]
    if len(body) > 1 and body.endswith("|") and not body.endswith("\\|"):
        pieces.pop()
    return pieces


def _finished(rows: list[list[Piece]], source: str) -> Iterator[Table]:
    if len(rows) > 1:
        found = table(rows, source, caption(source, rows[0][0][0]))
        if found:
            yield found
    rows.clear()


def aligned(source: str) -> Iterator[Table]:
    """The tables of a plain text whose columns are divided by tabs or two spaces and more, all rows alike.

    Each line has as many cells as the first, of which those behind the label hold figures in all rows but the head.
    """
    rows: list[list[Piece]] = []
    for start, line in _lines(source):
        pieces = _columns(line, start) if "  " in line or "\t" in line else []
        if len(pieces) < 2 or rows and len(pieces) != len(rows[0]):
            yield from _columned(rows, source)
        if len(pieces) > 1:
            rows.append(pieces)
    yield from _columned(rows, source)


def _columns(line: str, start: int) -> list[Piece]:
    body = line.strip()
    at = start + line.index(body) if body else start
    pieces = []
    for gap in _GAP.finditer(body):
        pieces.append((at, start + line.index(body) + gap.start()))
        at = start + line.index(body) + gap.end()
    return [*pieces, (at, start + line.index(body) + len(body))] if pieces else []


def _columned(rows: list[list[Piece]], source: str) -> Iterator[Table]:
    found = table(rows, source, caption(source, rows[0][0][0])) if len(rows) >= _LEAST_ROWS else None
    if found:
        body = [cell for cell in found.cells if cell.row >= found.headers and cell.column]
        if all(_FIGURE.match(cell.text) or len(cell.text) < 4 for cell in body):
            yield found
    rows.clear()


def caption(source: str, start: int) -> str:
    """The line above a table, over a blank one at most, if it is short."""
    above = source[max(start - _CAPTION, 0) : start]
    above = above[: above.rfind("\n") + 1].rstrip(" \t\r\n")
    gap = source[len(source[: max(start - _CAPTION, 0)]) + len(above) : start].count("\n")
    return shown(above[above.rfind("\n") + 1 :]) if gap <= 2 else ""


def _lines(source: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in source.split("\n"):
        yield at, line
        at += len(line) + 1


def divided(text: str, tables: Iterable[Table]) -> str:
    """A text in which a line break stands before each cell of its tables, so that no sentence goes over two."""
    chars: list[str] = []
    for one in tables:
        chars = chars or list(text)
        for before, cell in pairwise(one.cells):
            for at in range(before.end, cell.start):
                if chars[at] in "|\t ":
                    chars[at] = "\n" if at == cell.start - 1 else " "
    return "".join(chars) or text
