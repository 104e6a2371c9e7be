"""A document and its figures in, notes out: on those that hide something, and on what looks like a figure and is none.

A figure is read without what shows nothing, so that it cannot hide a change from a check; it still hides it from people
who search or compare texts. Letters that look like digits are never read as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.lines import Lines
from factcheck.records import Document, Failure, Quantity
from factcheck.visible import ALIKE, HIDDEN

_HIDDEN = re.compile(f"[{HIDDEN}]")
_OVERRIDE = "\u202e"
_REVERSED = re.compile(f"{_OVERRIDE}[^\u202c\n\r]*")
_LAST_DIGIT = re.compile(r"\d(?=\D*\Z)")
# Latin letters stand in codes, unless digits are around them.
_ALIKE = re.compile(
    rf"(?<![\w.,])(?:\d[\d.,]*[{ALIKE}]|[{ALIKE}][.,]?\d|\d[\d.,]*[lIO][.,]?\d)[\d.,lIO{ALIKE}]*(?<![.,])(?![\w])"
)
_LETTER = re.compile(r"[^\d.,]")


def notes(document: Document, figures: Iterable[Quantity]) -> Iterator[Failure]:
    """A note on each figure with characters that show nothing, and on each word of digits and letters like them."""
    lines: Lines | None = None
    for at, told in _told(document, figures):
        lines = lines or Lines(document.source)
        yield Failure(document.name, told, lines.locate(at)[0], "note")


def _told(document: Document, figures: Iterable[Quantity]) -> Iterator[tuple[int, str]]:
    source = document.source
    if not source.isascii() and _HIDDEN.search(source):
        backwards = [match.span() for match in _REVERSED.finditer(source)]
        for one in figures:
            written = source[one.start : one.end]
            last = _LAST_DIGIT.search(written)
            hidden = _HIDDEN.search(written, 0, last.start() if last else 0)
            if hidden:
                yield one.start, f"{one.shown} holds a character that shows nothing ({_name(hidden[0])}); delete it"
            elif any(start < one.start < end for start, end in backwards):
                yield one.start, f"{one.shown} is shown backwards, behind {_name(_OVERRIDE)}; delete that"
    for match in _ALIKE.finditer(document.text):
        letter = _LETTER.search(match[0])
        if letter:
            told = f"is no figure, as it holds {_name(letter[0])}; write a digit for it if one is meant"
            yield match.start(), f"{match[0]} {told}"


def _name(char: str) -> str:
    """A character by its code and its name."""
    import unicodedata

    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name')}"
