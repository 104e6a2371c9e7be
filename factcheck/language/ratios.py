"""Two numbers set against each other in, a ratio out: "3:1", "3-to-1", "two-for-one", "three for two stock split"."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from factcheck import numerals
from factcheck.language import hedges
from factcheck.language.numbers import Number
from factcheck.language.ranges import number_at
from factcheck.language.text import Figure, Text, figure


def colon(text: Text, index: int, number: Number) -> Figure | None:
    """3:1 is a ratio; what has two digits behind the colon is a time of day."""
    second = number.stop + 1
    under = text.words[second]
    if not text.masks[second] & text.bits.NUMERAL or not under.isdecimal() or not int(under) or not number.whole:
        return None
    return ratio(text, index, number, int(under), second + 1)


def apart(text: Text, index: int, number: Number) -> Figure | None:
    """ "3 to 1" is a ratio if nothing is counted or moves there; "three for two" is one before a split or an issue."""
    bits, masks = text.bits, text.masks
    joint = masks[number.stop]
    if not joint & (bits.TO | bits.FOR) or not number.whole:
        return None
    under = number_at(text, number.stop + 1)
    if under is None or not under.whole or under.tail or not under.value:
        return None
    if joint & bits.FOR:
        found = masks[under.stop] & bits.SPLIT
    else:
        moved = (masks[index - 1] | masks[index - 2]) & (bits.FROM | bits.RISE | bits.FALL | bits.TO)
        found = under.value == 1 < number.value and not moved and not masks[under.stop] & (bits.any_unit | bits.PLAIN)
    return ratio(text, index, number, int(under.value), under.stop) if found else None


def ratio(text: Text, first: int, number: Number, under: int, stop: int, end: int | None = None) -> Figure:
    """The ratio of a number to another one; it ends with a token, or at an offset within it."""
    one = figure(text, first, stop, "ratio", numerals.normal(Fraction(number.value) / under), Fraction(1, under))
    hedge = hedges.before(text, first)
    end = one.quantity.end if end is None else end
    quantity = evolve(
        one.quantity, end=end, text=text.source[one.quantity.start : end],
        hedge=hedges.CONTRACT.get(hedge, "exact"), hedge_class=hedge,
    )  # fmt: skip
    return evolve(one, quantity=quantity)
