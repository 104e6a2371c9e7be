"""Values divided by a sign in; out come the text with these signs masked, and its table.

The csv module's Sniffer is not used: it takes quadratic time, and takes letters for delimiters. The delimiter is the
sign that divides most of the first lines into the same number of cells.
"""

from __future__ import annotations

import re
from collections import Counter

from factcheck.readers import grids
from factcheck.records import InputError, Scope, Table

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 50  # lines
_QUOTED = re.compile(r'[ \t]*"((?:[^"]++|"")*+)"[ \t]*')


def mask(source: str, sign: str = "") -> tuple[str, tuple[Scope, ...]]:
    """(the text, its scopes): all cells, a line break before each."""
    rows = _rows(source, sign or delimiter(source))
    chars = list(re.sub(r"[^\n]", " ", source))
    scopes = []
    for row in rows:
        for start, end in row:
            if start < end:
                chars[start:end] = source[start:end].replace("\n", " ")
                scopes.append(Scope("table_cell", start, end))
            if start:
                chars[start - 1] = "\n"
    return "".join(chars), tuple(scopes)


def tables(source: str, sign: str = "", decimal: str = "") -> list[Table]:
    """The table of a file, if it has one. Raises InputError, without the name of the file, at a line that is faulty."""
    found = grids.table(_rows(source, sign or delimiter(source)), source, "", decimal)
    return [found] if found else []


def delimiter(source: str) -> str:
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
