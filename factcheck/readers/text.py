"""Plain text in; out come the same with links and comment boxes blanked, and the scopes that lines and signs show."""

from __future__ import annotations

import re

from factcheck.readers import prose
from factcheck.readers.items import items, levelled
from factcheck.records import Scope

_HEADLINE = 150  # characters, at most
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def mask(source: str) -> tuple[str, tuple[Scope, ...]]:
    """(the text, its scopes) of a plain text."""
    text = prose.without_noise(source)
    listed = items(text)
    text = levelled(text, listed)
    found = prose.scopes(text)
    found += [Scope("list", one.start, prose.line_end(text, one.end)) for one in listed]
    if " | " in text:
        found += _cells(text)
    headline = _headline(text)
    if headline:
        found.append(headline)
    return text, prose.in_order(found)


def _headline(text: str) -> Scope | None:
    """The first line, if it is short, ends without a stop, and a blank line follows."""
    start = 0 if text[:1].strip() else len(text) - len(text.lstrip())
    blank = _BLANK_LINE.search(text, start, start + _HEADLINE + 2)
    if blank is None or text.find("\n", start) < blank.start():
        return None
    line = text[start : blank.start()].rstrip()
    return None if line.endswith((".", ":", ";", ",")) else Scope("headline", start, start + len(line))


def _cells(text: str) -> list[Scope]:
    """The cells of lines that are divided by upright strokes between spaces."""
    found = []
    at = 0
    for line in text.split("\n"):
        if " | " in line:
            start = at
            for cell in line.split(" | "):
                if cell.strip():
                    found.append(Scope("table_cell", start, start + len(cell)))
                start += len(cell) + 3
        at += len(line) + 1
    return found
