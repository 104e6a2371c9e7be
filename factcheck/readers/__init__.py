"""Paths, bytes or texts in, Documents out: the table of formats, and one module a format that masks its markup.

A reader masks and does not convert: `text` has the length of `source`, markup is overwritten by filler, so that an
offset in one is an offset in the other. Maskers are given what a source shows, and never see soft hyphens and the like.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from factcheck.readers.decoding import contents, decode, shown
from factcheck.readers.finding import Found, find
from factcheck.readers.formats import READ, UNREAD, suffix, unread
from factcheck.records import Document, InputError, Scope
from factcheck.visible import Visible

__all__ = ["Found", "find", "read", "read_bytes", "read_text", "shown"]


def read(path: str) -> Document:
    """The document in a file, of the format that its suffix tells, plain text if it tells none. Raises InputError."""
    if suffix(path) in UNREAD:
        raise InputError(f"{shown(path)}: {unread(path)}")
    return read_bytes(contents(path), path)


def read_bytes(data: bytes, name: str, format: str | None = None) -> Document:
    """The document that bytes hold, in UTF-8 or another encoding.

    Raises InputError if they are not text, or are of a format that is not read by the suffix of `name`.
    """
    if format is None and suffix(name) in UNREAD:
        raise InputError(f"{shown(name)}: {unread(name)}")
    text, encoding = decode(data, name)
    return read_text(text, name, format, encoding)


def read_text(text: str, name: str = "<text>", format: str | None = None, encoding: str = "utf-8") -> Document:
    """The document of a text; `format` is text, markdown or html (else ValueError), by the suffix of `name` if None."""
    kind = READ.get(suffix(name), "text") if format is None else format
    # Old Macintosh files end lines with CR alone.
    lines = text.replace("\r", "\n") if "\r" in text and "\n" not in text else text
    visible = Visible.of(lines)
    prose, scopes = _masker(kind)(visible.text)
    if not visible.whole:
        prose = visible.filled(prose)
        scopes = tuple(Scope(one.name, visible.start(one.start), visible.end(one.end)) for one in scopes)
    return Document(name, text, prose, scopes, kind, encoding)


@cache
def _masker(format: str) -> Callable[[str], tuple[str, tuple[Scope, ...]]]:
    """The `mask` of a format's module, which is imported when its first document comes."""
    if format not in READ.values():
        raise ValueError(f"there is no format {format!r}; formats are {', '.join(sorted(set(READ.values())))}")
    masker: Callable[[str], tuple[str, tuple[Scope, ...]]] = import_module(f"factcheck.readers.{format}").mask
    return masker
