"""Tokens and figures in, reduced shapes out: one string for a text in which each figure is a single character."""

from __future__ import annotations

import re

from attrs import frozen

from factcheck.language.lexicon import BREAK, BULLET, DASH, FIGURES
from factcheck.language.text import Figure, Text


@frozen
class Shape:
    """The reduced shape of a paragraph (with the bullets that follow it) and what its characters stand for.

    elements: for each character its token's index, or -1 - k for figure k of the text.
    """

    text: str
    elements: list[int]


_BULLET = re.compile(rf"{BREAK}[-{DASH}*+](?=[^{BREAK}])")
_BULLETED = re.compile(rf":(?:{BREAK}[-{DASH}*+][^{BREAK}]+)+")


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
    whole = _BULLETED.sub(lambda block: _BULLET.sub(BULLET + "-", block[0]), "".join(pieces))
    shapes = []
    start = 0
    for line in whole.split(BREAK):
        stop = start + len(line)
        if line:
            shapes.append(Shape(line, elements[start:stop]))
        start = stop + 1
    return shapes
