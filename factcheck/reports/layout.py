"""Text and a width in, lines that fit out; figures in a sentence stay marked wherever it wraps."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from factcheck.records import Span
from factcheck.reports.screen import Screen

Line = list[tuple[str, str]]
"""One line as stretches: (text, style)."""

_INDENT = "    "


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun, "" for none."""
    return f"{count:,} {one if count == 1 else many or one + 's'}" if count else ""


def folded(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def cells(text: str) -> int:
    """How many columns a terminal takes for a text: none for combining marks, two for wide characters."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def hung(text: str, width: int, hang: int) -> list[str]:
    """A paragraph wrapped to a width, all lines but the first indented by `hang`."""
    rows = [text[start:end] for start, end in wrap(text, width, hang)]
    return [(" " * hang if index else "") + row for index, row in enumerate(rows)]


def wrap(text: str, width: int, hang: int = 0) -> Iterator[tuple[int, int]]:
    """The (start, end) of each line, broken at spaces, else within a word; all but the first are `hang` narrower."""
    start, room = 0, width
    while start < len(text):
        end, space, used = start, -1, 0
        while end < len(text) and (used := used + cells(text[end])) <= room:
            if text[end] == " ":
                space = end
            end += 1
        if end < len(text) and text[end] != " " and space > start:
            end = space
        yield start, end
        start = end + (text[end : end + 1] == " ")
        room = width - hang


def marked(text: str, marks: Sequence[Span], screen: Screen) -> tuple[str, bytearray]:
    """(the text as the screen shows it, for each of its characters whether it is marked)."""
    shown, flags, done = "", bytearray(), 0
    for mark in sorted(marks, key=lambda span: (span.start, span.end)):
        start = max(mark.start, done)
        for piece, flag in ((screen.show(text[done:start]), 0), (screen.show(text[start : mark.end]), 1)):
            shown += piece
            flags += bytes([flag]) * len(piece)
        done = max(mark.end, done)
    rest = screen.show(text[done:])
    return shown + rest, flags + bytes(len(rest))


def quoted(text: str, flags: bytearray, width: int, style: str, carets: bool) -> Iterator[Line]:
    """A quoted sentence, its marked characters in a style or underlined by carets."""
    for start, end in wrap(text, width - len(_INDENT)):
        line: Line = [(_INDENT, "")]
        for at in range(start, end):
            look = style if flags[at] and not carets else ""
            if line[-1][1] == look:
                line[-1] = (line[-1][0] + text[at], look)
            else:
                line.append((text[at], look))
        yield line
        if carets and any(flags[start:end]):
            yield [(_INDENT + "".join(("^" if flags[at] else " ") * cells(text[at]) for at in range(start, end)), "")]
