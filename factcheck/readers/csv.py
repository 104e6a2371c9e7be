"""Values divided by a sign in; out come the text with these signs masked, and its table.

The csv module's Sniffer is not used: it takes quadratic time, and takes letters for delimiters. The delimiter is the
sign that divides most of the first lines into the same number of cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from attrs import frozen

from factcheck import numerals
from factcheck.readers import grids
from factcheck.records import InputError, Scope, Table

DELIMITERS = (",", ";", "\t", "|")
NAMES = {"tab": "\t"}
_DECLARED = re.compile(r"(auto|tab|[,;|])([.,]?)")
_SAMPLE = 50  # lines
_QUOTED = re.compile(r'[ \t]*"((?:[^"]++|"")*+)"[ \t]*')


@frozen
class Dialect:
    """The sign between the cells of a file, and the one before decimals, "" if its numerals do not tell."""

    delimiter: str
    decimal: str = ""

    @classmethod
    def of(cls, source: str, declared: str = "auto") -> Dialect:
        """What is declared, as `;,` or `tab.` or `auto,`, and for the rest what a text tells. Raises ValueError."""
        found = _DECLARED.fullmatch(declared)
        if found is None:
            told = "write the sign between cells (, ; | tab or auto) and that of decimals behind it, as ;,"
            raise ValueError(f"{declared!r} is no dialect of CSV: {told}")
        sign = _delimiter(source) if found[1] == "auto" else NAMES.get(found[1], found[1])
        cells = source.replace('"', " ").replace(sign, " ; ") if not found[2] else ""
        return cls(sign, found[2] or numerals.decimal_mark(cells))

    def __str__(self) -> str:
        sign = next((name for name, one in NAMES.items() if one == self.delimiter), self.delimiter)
        return f"cells divided by {sign}" + (f", decimals behind {self.decimal}" if self.decimal else "")


def mask(source: str, dialect: Dialect | None = None) -> tuple[str, tuple[Scope, ...]]:
    """(the text, its scopes): all cells, a line break before each. Raises InputError as `tables` does."""
    rows = _rows(source, (dialect or Dialect.of(source)).delimiter)
    return of_cells(source, chain.from_iterable(rows))


def of_cells(source: str, cells: Iterable[grids.Piece]) -> tuple[str, tuple[Scope, ...]]:
    """(the text, its scopes) of a source whose cells are known: all of them, a line break before each."""
    chars = list(re.sub(r"[^\n]", " ", source))
    scopes = []
    for start, end in cells:
        if start < end:
            chars[start:end] = source[start:end].replace("\n", " ")
            scopes.append(Scope("table_cell", start, end))
        if start:
            chars[start - 1] = "\n"
    return "".join(chars), tuple(scopes)


def tables(source: str, dialect: Dialect) -> tuple[Table, ...]:
    """The table of a file, if it has one. Raises InputError, without the name of the file, at a line that is faulty."""
    found = grids.table(_rows(source, dialect.delimiter), source, "", dialect.decimal)
    return (found,) if found else ()


def _delimiter(source: str) -> str:
    """The sign that divides the cells of a text."""
    lines = [line for line in source.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(_bare(line).count(sign) for line in lines)
        number, often = max(counts.items(), key=lambda item: (item[0] > 0, item[1]), default=(0, 0))
        return (often if number else 0, number)

    return max(DELIMITERS, key=agreement)


def _bare(line: str) -> str:
    """A line without what stands in quotation marks."""
    return "".join(line.split('"')[::2]) if '"' in line else line


def _rows(source: str, sign: str) -> list[list[grids.Piece]]:
    rows: list[list[grids.Piece]] = []
    row: list[grids.Piece] = []
    at = 0
    while at < len(source):
        quoted = _QUOTED.match(source, at)
        if quoted:
            row.append(quoted.span(1))
            at = quoted.end()
        elif source[at] == '"':
            line = source.count("\n", 0, at) + 1
            raise InputError(f"{line}: a quotation mark is never closed; close it")
        else:
            stop = _stop(source, at, sign)
            row.append((at, stop))
            at = stop
        if source[at : at + 1] == sign:
            at += 1
            if at == len(source) or source[at] in "\r\n":
                row.append((at, at))
            else:
                continue
        while source[at : at + 1] == "\r":
            at += 1
        if at < len(source) and source[at] != "\n":
            line = source.count("\n", 0, at) + 1
            raise InputError(f"{line}: text follows a closing quotation mark; put a delimiter between, or double it")
        at += 1
        if any(start < end for start, end in row):
            rows.append(row)
        row = []
    widths = Counter(map(len, rows)).most_common(1)
    width = widths[0][0] if widths else 0
    for row in rows:
        if len(row) > width > 1:
            line = source.count("\n", 0, row[0][0]) + 1
            raise InputError(f"{line}: has {len(row)} cells where other lines have {width}; mend the line")
    return rows


def _stop(source: str, at: int, sign: str) -> int:
    """Where a cell without quotation marks ends."""
    found = re.compile(rf"[{re.escape(sign)}\r\n]").search(source, at)
    return found.start() if found else len(source)
