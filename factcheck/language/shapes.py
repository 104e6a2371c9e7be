"""Tokens and figures in, reduced shapes out: one string for a text in which each figure is a single character."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from attrs import frozen

from factcheck.language.lexicon import BREAK, BULLET, FIGURES, LEVELS
from factcheck.language.text import Figure, Text


@frozen
class Shape:
    """The reduced shape of a paragraph (with the bullets that follow it) and what its characters stand for.

    elements: for each character its token's index, or -1 - k for figure k of the text.
    """

    text: str
    elements: list[int]


def reduce(text: Text, figures: list[Figure]) -> list[Shape]:
    """The reduced shapes of a text, a paragraph each; list items behind a colon belong to the paragraph before them."""
    pieces: list[str] = []
    elements: list[int] = []
    at = 0
    for number, figure in enumerate(figures):
        pieces.append(text.shape[at : figure.first])
        elements += range(at, figure.first)
        pieces.append(FIGURES[figure.quantity.type])
        elements.append(-1 - number)
        at = max(figure.stop, at)
    pieces.append(text.shape[at:])
    elements += range(at, len(text.shape))
    return _paragraphs("".join(pieces), elements)


def _paragraphs(whole: str, elements: list[int]) -> list[Shape]:
    """The lines of a shape; those with items that follow a colon belong to its line, but for items nested in them."""
    lines = [*_lines(whole, elements)]
    shapes: list[Shape] = []
    number = 0
    while number < len(lines):
        head = lines[number]
        number += 1
        level = _level(lines[number]) if head.text.endswith(":") and number < len(lines) else 0
        members = [head]
        nested: list[Shape] = []
        while level and number < len(lines) and _level(lines[number]) >= level:
            (members if _level(lines[number]) == level else nested).append(lines[number])
            number += 1
        shapes.append(_joined(members) if len(members) > 1 else head)
        shapes += nested
    return shapes


def _lines(whole: str, elements: list[int]) -> Iterator[Shape]:
    start = 0
    for line in whole.split(BREAK):
        stop = start + len(line)
        if line:
            yield Shape(line, elements[start:stop])
        start = stop + 1


def _level(line: Shape) -> int:
    """How deep a line is nested as an item, 0 if it is none."""
    return LEVELS.get(line.text[0], 0) if len(line.text) > 1 else 0


def _joined(lines: list[Shape]) -> Shape:
    """One line of a head and items; before each stands what no other token is."""
    text = "".join([lines[0].text, *(f"{BULLET}-{item.text[1:]}" for item in lines[1:])])
    items = ([item.elements[0], *item.elements] for item in lines[1:])
    return Shape(text, [*lines[0].elements, *chain.from_iterable(items)])
