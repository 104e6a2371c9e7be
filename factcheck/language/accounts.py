"""A figure in parentheses in, the same out with the sign that accounts write so: "$(3.2m)", "Net loss   (1,234)".

A parenthesis in running text is a remark, and its figure stays what it is.
"""

from __future__ import annotations

from attrs import evolve

from factcheck.language.text import Figure, Text
from factcheck.records import Worth

_ROW = 30  # tokens back to the name of a row
_TYPES = ("number", "money")


def signed(text: Text, one: Figure, done: int) -> Figure:
    """The figure, negative if its currency or a loss says so; alone in the cell of a table it may be either."""
    opening, closing, bits = one.first - 1, one.stop, text.bits
    figure, before = one.quantity, one.first - 2
    if text.words[closing] != ")" or opening < done or figure.value <= 0 or figure.type not in _TYPES:
        return one
    if figure.value_max is not None or text.starts[one.first] + len(figure.text) != text.ends[closing - 1]:
        return one
    priced = before >= done and text.masks[before] & bits.CURRENCY and text.glued[opening]
    if priced and figure.type == "number":
        unit = str(text.value("currencies", text.words[before]))
        return _negative(text, evolve(one, quantity=evolve(figure, type="money", unit=unit)), before)
    named = text.words[before] == ")" and text.masks[before - 1] & bits.DEFICIT and text.words[before - 2] == "("
    if before >= done and named:
        return _negative(text, one, opening)
    if not _is_cell(text, opening, closing):
        return one
    if _loses(text, before):
        return _negative(text, one, opening)
    return evolve(one, quantity=evolve(figure, alternative=Worth(-figure.value, figure.place, figure.zeros)))


def _negative(text: Text, one: Figure, first: int) -> Figure:
    """The figure with the parentheses for its sign, from a token on."""
    start, end = text.starts[first], text.ends[one.stop]
    quantity = evolve(one.quantity, text=text.source[start:end], start=start, end=end, value=-one.quantity.value)
    return Figure(first, one.stop + 1, quantity)


def _is_cell(text: Text, opening: int, closing: int) -> bool:
    """Whether a parenthesis fills the cell of a table, between strokes, tabs, wide gaps, or the ends of its line."""
    return _divides(text, opening - 1) and _divides(text, closing) and not _alone(text, opening, closing)


def _divides(text: Text, index: int) -> bool:
    """Whether a token ends its cell, so that the next one begins another."""
    if index < 0 or index + 1 >= len(text.starts) or text.words[index][0] == "\n" or text.words[index + 1][0] in "\n|":
        return True
    between = text.source[text.ends[index] : text.starts[index + 1]]
    return text.words[index] == "|" or len(between) > 1 or "\t" in between


def _alone(text: Text, opening: int, closing: int) -> bool:
    """Whether a parenthesis is a line of its own."""
    ends = closing + 1 >= len(text.starts) or text.words[closing + 1][0] == "\n"
    return ends and (opening == 0 or text.words[opening - 1][0] == "\n")


def _loses(text: Text, index: int) -> bool:
    """Whether the row before a token is one of losses."""
    for at in range(index, max(index - _ROW, -1), -1):
        if text.words[at][0] == "\n":
            return False
        if text.masks[at] & text.bits.DEFICIT:
            return True
    return False
