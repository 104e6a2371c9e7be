"""Paths, bytes or texts in, Documents out: the table of formats, and one module a format that masks its markup.

A reader masks and does not convert: `text` has the length of `source`, markup is overwritten by filler, so that an
offset in one is an offset in the other. Maskers are given what a source shows, and never see soft hyphens and the like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module

from attrs import evolve

from factcheck.readers.decoding import contents, decode, shown
from factcheck.readers.finding import Found, find
from factcheck.readers.formats import DETECTED, READ, UNREAD, is_corpus, suffix, unread
from factcheck.records import Document, InputError, Scope, Table
from factcheck.visible import Visible

_COLUMN = re.compile(r"  [^\w\s]?\d")
"""What a text has whose columns are divided by spaces."""

_NO_TEXTS = {
    "xlsx": "a workbook is no text; change the cell in it",
    "docx": "a Word document is no text; `factcheck annotate` writes what is suggested into it",
}

__all__ = [
    "DETECTED", "READ", "Found", "as_written", "contents", "find", "is_corpus", "read", "read_bytes",
    "read_row", "read_text", "shown", "sources", "suffix",
]  # fmt: skip


def read(path: str, dialect: str = DETECTED) -> Document:
    """The document in a file, of the format that its suffix tells, plain text if it tells none. Raises InputError."""
    if suffix(path) in UNREAD:
        raise InputError(f"{shown(path)}: {unread(path)}")
    return read_bytes(contents(path), path, dialect=dialect)


def sources(path: str, dialect: str, columns: tuple[str, str]) -> Iterator[tuple[str, Callable[[], Document]]]:
    """(name, what reads it) of each document in a file: one, but a corpus has many, read as they are asked for.

    columns: what corpora call their texts and their ids.
    """
    if not is_corpus(path):
        yield path, partial(read, path, dialect)
        return
    from factcheck.readers import corpora

    yield from corpora.rows(path, columns, partial(read_row, dialect))


def read_row(dialect: str, text: str, name: str, kind: str) -> Document:
    """The document of a row, in the format that the suffix of its id tells, plain text if that is none of a text.

    Raises InputError.
    """
    if "\0" in text:
        raise InputError(f"{shown(name)}: is binary, not text; leave it out")
    told = READ.get(kind, "text")
    return read_text(text, name, "text" if told in _NO_TEXTS else told, dialect=dialect)


def as_written(path: str) -> str:
    """All characters of a text in UTF-8, a byte order mark among them. Raises InputError for what is none."""
    told = _NO_TEXTS.get(READ.get(suffix(path), ""))
    if told:
        raise InputError(f"{shown(path)}: {told}")
    try:
        return contents(path).decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{shown(path)}: is not in UTF-8; save it so, or change it by hand") from None


def read_bytes(data: bytes, name: str, format: str | None = None, dialect: str = DETECTED) -> Document:
    """The document that bytes hold, in UTF-8 or another encoding.

    Raises InputError if they are not text, or are of a format that is not read by the suffix of `name`.
    """
    if format is None and suffix(name) in UNREAD:
        raise InputError(f"{shown(name)}: {unread(name)}")
    kind = format or READ.get(suffix(name))
    if kind == "xlsx":
        from factcheck.readers import xlsx

        return xlsx.read(data, name)
    if kind == "docx":
        from factcheck.readers import docx

        return docx.read(data, name)
    text, encoding = decode(data, name)
    return read_text(text, name, format, encoding, dialect)


def read_text(
    text: str,
    name: str = "<text>",
    format: str | None = None,
    encoding: str = "utf-8",
    dialect: str = DETECTED,
) -> Document:
    """The document of a text; `format` is text, markdown, html or csv (else ValueError), by the suffix of `name`.

    dialect: that of a CSV file, as `;,`, "auto" if its first lines tell.
    """
    kind = READ.get(suffix(name), "text") if format is None else format
    # Old Macintosh files end lines with CR alone.
    lines = text.replace("\r", "\n") if "\r" in text and "\n" not in text else text
    visible = Visible.of(lines)
    masker = _masker(kind)
    told = ""
    try:
        if kind == "csv":
            from factcheck.readers import csv

            spoken = csv.Dialect.of(visible.text, dialect)
            told = str(spoken)
            prose, scopes = csv.mask(visible.text, spoken)
            tables = csv.tables(visible.text, spoken)
        else:
            prose, scopes = masker(visible.text)
            tables = _tables(kind, visible.text)
    except InputError as fault:  # at a line
        raise InputError(f"{shown(name)}:{fault}") from None
    if tables and kind == "text":
        from factcheck.readers.grids import divided

        prose = divided(prose, tables)
    if not visible.whole:
        prose = visible.filled(prose)
        scopes = tuple(Scope(one.name, visible.start(one.start), visible.end(one.end)) for one in scopes)
        tables = tuple(_filled(one, visible) for one in tables)
    return Document(name, text, prose, scopes, kind, encoding, tables, dialect=told)


def _tables(kind: str, source: str) -> tuple[Table, ...]:
    """The tables of a source. What reads them is imported where a sign of a table is seen."""
    if kind == "html":
        if "<table" not in source and "<TABLE" not in source:
            return ()
        from factcheck.readers import html_tables

        return tuple(html_tables.tables(source))
    barred = "|" in source
    columned = kind == "text" and ("\t" in source or "   " in source and _COLUMN.search(source) is not None)
    if not barred and not columned:
        return ()
    from factcheck.readers import grids

    found = tuple(grids.piped(source, kind == "markdown")) if barred else ()
    return tuple(grids.aligned(source)) if columned and not found else found


def _filled(table: Table, visible: Visible) -> Table:
    """A table with offsets of the whole source."""
    cells = []
    for cell in table.cells:
        start = visible.start(cell.start)
        cells.append(evolve(cell, start=start, end=max(start, visible.end(cell.end))))  # it may show nothing
    return evolve(table, cells=tuple(cells))


@cache
def _masker(format: str) -> Callable[[str], tuple[str, tuple[Scope, ...]]]:
    """The `mask` of a format's module, which is imported when its first document comes."""
    if format not in READ.values():
        raise ValueError(f"there is no format {format!r}; formats are {', '.join(sorted(set(READ.values())))}")
    masker: Callable[[str], tuple[str, tuple[Scope, ...]]] = import_module(f"factcheck.readers.{format}").mask
    return masker
