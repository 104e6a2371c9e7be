"""Figures in, the same out, with the unit that the last member of a list states for all: "15, 20 and 30 hectares"."""

from __future__ import annotations

from attrs import evolve

from factcheck.language.text import Figure, Text
from factcheck.records import Quantity

_SHARED = ("percent", "point", "money", "measure", "time", "count", "age")


def completed(text: Text, figures: list[Figure]) -> list[Figure]:
    """The figures of a text with the suspended units filled in, from the last one backwards.

    A comma before "and" or "or" is no list of two: "bringing it to 54, and four members left", "86, or 62.77%".
    """
    listed = False
    for index in range(len(figures) - 2, -1, -1):
        one, behind = figures[index], figures[index + 1]
        gap = behind.first - one.stop
        if one.quantity.type != "number" or gap not in (1, 2) or not _shares(text, behind):
            listed = False
            continue
        joint = text.masks[behind.first - 1]
        comma = text.words[one.stop] == ","
        last = joint & (text.bits.AND | text.bits.OR | text.bits.TO)
        series = index > 0 and text.words[figures[index - 1].stop] == "," and figures[index - 1].stop + 1 == one.first
        listed = bool(last and (gap == 1 or comma and series) or listed and comma and gap == 1)
        if listed:
            figures[index] = evolve(one, quantity=_like(one.quantity, behind.quantity))
    return figures


def _shares(text: Text, figure: Figure) -> bool:
    """Whether the unit of a figure stands behind it, so that figures before it may share it."""
    return figure.quantity.type in _SHARED and not text.masks[figure.first] & text.bits.CURRENCY


def _like(figure: Quantity, model: Quantity) -> Quantity:
    """A bare number in the unit of another figure."""
    if figure.alternative and model.type == "count" and figure.place < 1 <= model.place:
        figure = figure.otherwise
    zeros = figure.place if model.type == "count" and figure.zeros < 100 else figure.zeros
    return evolve(figure, type=model.type, unit=model.unit, noun=model.noun, per=model.per, zeros=zeros)
