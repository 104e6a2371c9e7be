"""Figures in, the same out, with what the last member of a list states for all: "15, 20 and 30 million hectares"."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from factcheck import numerals
from factcheck.language.numbers import magnitudes
from factcheck.language.text import Figure, Text
from factcheck.records import Quantity, Worth

_SHARED = ("percent", "point", "money", "measure", "time", "count", "age")
_BARE = ("number", "money")
_ALIKE = 100  # how many times as much as another member of its list a number may be
_THOUSAND = 1000


def completed(text: Text, figures: list[Figure]) -> list[Figure]:
    """The figures of a text with suspended units and magnitudes filled in, from the last one backwards.

    A comma before "and" or "or" is no list of two: "bringing it to 54, and four members left", "86, or 62.77%".
    """
    listed, scale = False, 1
    for index in range(len(figures) - 2, -1, -1):
        one, behind = figures[index], figures[index + 1]
        gap = behind.first - one.stop
        if gap == 1 and text.masks[one.stop] & text.bits.TOLERANCE:
            figures[index] = _loosened(text, one, behind)
            listed = False
            continue
        if gap not in (1, 2) or one.quantity.type not in _BARE or not _shares(text, one, behind):
            listed = False
            continue
        joint, bits = text.masks[behind.first - 1], text.bits
        comma = text.words[one.stop] == ","
        last = joint & (bits.AND | bits.OR | bits.TO)
        series = index > 0 and text.words[figures[index - 1].stop] == "," and figures[index - 1].stop + 1 == one.first
        scale = scale if listed else _scale(text, behind)
        listed = bool(last and (gap == 1 or comma and series) or listed and comma and gap == 1)
        pair = gap == 1 and joint & (bits.OF | bits.ONE_IN) and behind.quantity.type == "money" and scale > 1
        if (listed or pair) and (scale > 1 or one.quantity.type == "number"):
            figures[index] = evolve(one, quantity=_like(one.quantity, behind.quantity, scale))
    return figures


def _shares(text: Text, one: Figure, behind: Figure) -> bool:
    """Whether a figure may share what the one behind it states: its unit or, as in "$2 and $4m", its millions alone."""
    priced = text.masks[behind.first] & text.bits.CURRENCY
    if one.quantity.type == "number":
        return behind.quantity.type in _SHARED and not priced
    return bool(priced and text.masks[one.first] & text.bits.CURRENCY) and one.quantity.unit == behind.quantity.unit


def _loosened(text: Text, one: Figure, tolerance: Figure) -> Figure:
    """The 10 of "10 ± 2 kg", in kilograms and no more exact than about."""
    figure = one.quantity
    if figure.type == "number" and _shares(text, one, tolerance):
        figure = _like(figure, tolerance.quantity, 1)
    return evolve(one, quantity=figure if figure.hedge_class else evolve(figure, hedge="about", hedge_class="ABOUT"))


def _scale(text: Text, figure: Figure) -> int:
    """What the magnitude words of a figure are worth together."""
    magnitude = text.bits.MAGNITUDE
    at = next((at for at in range(figure.first, figure.stop) if text.masks[at] & magnitude), figure.stop)
    return magnitudes(text, at)[0] if at < figure.stop else 1


def _like(figure: Quantity, model: Quantity, scale: int) -> Quantity:
    """A bare number in the unit of another figure, and first of all in its millions if both are numbers alike."""
    if figure.alternative and model.type == "count" and figure.place < 1 <= model.place:
        figure = figure.otherwise
    zeros = figure.place if model.type == "count" and figure.zeros < 100 else figure.zeros
    alike = evolve(figure, type=model.type, unit=model.unit, noun=model.noun, per=model.per, zeros=zeros)
    if scale < _THOUSAND or figure.alternative or not 0 < figure.value < _THOUSAND:
        return alike
    times = Fraction(model.value) / (figure.value * scale)
    if not Fraction(1, _ALIKE) <= times <= _ALIKE:
        return alike
    value, place, zeros = (numerals.normal(number * scale) for number in (figure.value, figure.place, figure.zeros))
    both = Worth(alike.value, alike.place, alike.zeros)
    return evolve(alike, value=value, place=place, zeros=zeros, alternative=both)
