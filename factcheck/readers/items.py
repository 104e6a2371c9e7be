"""Texts in; out come the items of their lists, and the same texts with each marker a sign that tells its level.

A marker opens its line. Numbers and letters are markers only where another one follows that counts on from them, so
that a line which happens to open with "5." keeps its figure. An item is nested in the one before if it is indented by
two or more, or has another kind of marker. Browsers show the levels by the same signs.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from attrs import frozen

from factcheck.readers.masking import overwrite
from factcheck.visible import JOINER, REST

LEVELS = "•◦▪"
"""The signs of items by level; the last one for all that are deeper. Of the first level any of `PLAIN` are, too."""

PLAIN = "-*+•–—"
_FILLER = JOINER + REST
_SPACES = rf"[ \t\u00a0{_FILLER}]"
_MARKER = re.compile(
    rf"\n({_SPACES}*+)(?:(?P<sign>[•●▪■◦○‣∙►➢✓][{_FILLER}]*+|[{PLAIN}·][{_FILLER}]*+(?=[ \t\u00a0]))"
    rf"|(?P<open>\(?)(?P<number>\d{{1,3}}|[a-z]|[ivx]{{2,5}})(?P<close>[.)])[{_FILLER}]*+(?=[ \t\u00a0])){_SPACES}*+\S"
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
_ROMAN = {"i": 1, "v": 5, "x": 10}

Style = tuple[str, ...]


@frozen(eq=False, repr=False)
class Item:
    """A line with a marker: where it starts, where the marker does and ends, and the marker's kind."""

    line: int
    start: int
    end: int
    style: Style


def items(text: str) -> list[Item]:
    """The items of a text, in order."""
    found: list[Item] = []
    last: dict[Style, tuple[int, Item | None]] = {}  # the number before, and its item while nothing counts on from it
    for match in _MARKER.finditer("\n" + text):
        line = match.start()
        start = line + len(match[1])
        if match["sign"]:
            found.append(Item(line, start, start + len(match["sign"]), (match["sign"][0],)))
            continue
        end = match.end("close") - 1
        for kind, number in _numbers(match["number"]):
            style = (match["open"], match["close"], kind)
            item = Item(line, start, end, style)
            before, first = last.get(style, (number - 2, None))
            if number - before in (0, 1):
                found += (first, item) if first else (item,)
                last[style] = number, None
                break
            last[style] = number, item
    found.sort(key=lambda item: item.start)
    return found


def _numbers(written: str) -> Iterator[tuple[str, int]]:
    """What a marker may count, by kind: "i" is the first or the ninth."""
    if written.isdecimal():
        yield "digits", int(written)
        return
    if len(written) == 1:
        yield "letter", ord(written)
    if set(written) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in written]
        yield "roman", sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))


def levelled(text: str, found: Sequence[Item], own: Container[int] = ()) -> str:
    """The text with the markers of items as signs of their levels, save for those that start at an offset in `own`."""
    signs: dict[int, str] = {}
    nest: list[Item] = []
    at = 0
    for item in found:
        if _divided(text[at : item.line]):
            nest.clear()
        _place(nest, item)
        level = min(len(nest), len(LEVELS))
        if item.start not in own and (level > 1 or item.style[0] not in tuple(PLAIN)):
            signs[item.start] = LEVELS[level - 1].ljust(item.end - item.start)
        at = item.end
    spans = ((item.start, item.end) for item in found if item.start in signs)
    filler = iter(signs.values())
    return overwrite(text, spans, lambda _: next(filler))


def _divided(between: str) -> bool:
    """Whether a paragraph stands between two items, beside what goes on from the first one."""
    return _BLANK_LINE.search(between.rstrip()) is not None


def _place(nest: list[Item], item: Item) -> None:
    """Puts an item on top of those that it is nested in."""
    indent = _indent(item)
    while nest and indent < _indent(nest[-1]) - 1:
        nest.pop()
    if nest and indent <= _indent(nest[-1]) + 1:
        alike = [
            level for level, other in enumerate(nest)
            if other.style == item.style and abs(_indent(other) - indent) <= 1
        ]  # fmt: skip
        del nest[alike[-1] if alike else len(nest) :]
    nest.append(item)


def _indent(item: Item) -> int:
    return item.start - item.line
