"""A bare number as its readers hand it on; the magnitudes and fractions that may be part of it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from factcheck import numerals
from factcheck.language.lexicon import BREAK
from factcheck.language.nouns import noun
from factcheck.language.text import Text
from factcheck.language.words import DASHES
from factcheck.records import Number as Exact

LARGEST = 10**numerals.LONGEST
"""No magnitude is read behind a number as large as this: it is no figure of an article."""

_LOOSEST = 10  # "half a million" and "two thirds" are said of what is right to a tenth
_VULGAR = 10  # denominators up to which a fraction in digits is one whatever it is of
_FINE = frozenset((16, 20, 32, 64, 100))


class Number(NamedTuple):
    """A bare number: up to which token it goes and what it is worth; a tuple, as one is made for every figure.

    whole: written without decimals or magnitude. scale: what its magnitude words are worth together. part: a fraction
    of something, as "two thirds". mixed: a whole number with a fraction, as "28-1/8". vague: but the order of
    magnitude, as "dozens". tail: what is hyphened to it in its last token ("seat" of "twelve-seat"), or "". other: the
    number if its numeral is read in the other way, as thousands or as decimals, where it can be.
    """

    stop: int
    value: Exact
    place: Exact
    zeros: Exact
    whole: bool
    scale: int = 1
    part: bool = False
    mixed: bool = False
    vague: bool = False
    tail: str = ""
    other: Number | None = None

    @property
    def magnitude(self) -> bool:
        """Whether a magnitude word is part of it."""
        return self.scale != 1


def decimal(stop: int, mantissa: int, exponent: int, scale: int = 1, tail: str = "") -> Number:
    """A number of digits with its magnitude, mantissa * 10 ** exponent * scale; zeros at the end may be rounding."""
    if exponent:
        place = numerals.scaled(1, exponent, scale)
        return Number(stop, numerals.scaled(mantissa, exponent, scale), place, place, False, scale, tail=tail)
    zeros = scale if mantissa % 10 else scale * 10 ** numerals.trailing_zeros(mantissa)
    return Number(stop, mantissa * scale, scale, zeros, scale == 1, scale, tail=tail)


def integer(stop: int, value: int, place: int = 1) -> Number:
    """A whole number, of which `place` says how much its last magnitude is worth."""
    return decimal(stop, value // place, 0, place)


def fraction(stop: int, over: int, under: int, tail: str = "") -> Number:
    """A fraction in words."""
    place = Fraction(1, max(under, _LOOSEST))
    return Number(stop, numerals.normal(Fraction(over, under)), place, place, False, part=True, tail=tail)


def plus(number: Number, other: Number) -> Number:
    """A whole number with the fraction behind it: "two and a half", "three million and a half"."""
    place = numerals.normal(number.scale * other.place)
    value = numerals.normal(number.value + number.scale * other.value)
    return Number(other.stop, value, place, place, False, number.scale, mixed=True, tail=other.tail)


def times(number: Number, factor: int, stop: int) -> Number:
    """A number with a magnitude word behind it, up to which `stop` reaches."""
    value, place, zeros = (numerals.normal(one * factor) for one in (number.value, number.place, number.zeros))
    return Number(stop, value, place, zeros, False, number.scale * factor, tail=number.tail)


def magnitudes(text: Text, stop: int) -> tuple[int, int]:
    """(factor, end) of the magnitude words at a token: "1.5 million", "12m", "3 hundred thousand"."""
    masks, magnitude, factor = text.masks, text.bits.MAGNITUDE, 1
    while masks[stop] & magnitude and factor < LARGEST and is_magnitude(text, stop):
        factor *= text.value("magnitudes", text.words[stop])
        stop += 1
    return factor, stop


def magnified(text: Text, number: Number) -> Number:
    """A number with the magnitude words that follow it."""
    factor, stop = magnitudes(text, number.stop)
    return number if factor == 1 else times(number, factor, stop)


def is_magnitude(text: Text, index: int) -> bool:
    """Whether the m of "12m" means million: if money, a unit or a counted plural is beside it.

    Other letters do so unless a name follows that counts nothing: "300K", but "221B Baker Street".
    """
    word = text.words[index]
    if word not in text.values["glued"]:
        return True
    if not text.glued[index]:
        return False
    bits, masks = text.bits, text.masks
    money = masks[index + 1] | masks[index - 2]
    if text.words[index - 2] in DASHES and text.shape[index - 3] != BREAK:  # "$10-12m", "$10m-12m", not a list item
        money |= masks[index - 4] | masks[index - 5]
    elif text.words[index - 2] == "(":  # "$(3.2m)"
        money |= masks[index - 3]
    named = masks[index + 1] & bits.NAME
    if money & bits.CURRENCY or word not in text.values["units"] and not named:
        return True
    if masks[index + 1] & bits.UNIT:  # "5m tonnes", but a "3m stone wall"
        return str(text.value("units", text.words[index + 1])) != text.words[index + 1]
    return bool(noun(text, index + 1, 3)[1]) and not (named and word in text.values["units"])


def is_fraction(over: Exact, under: Exact) -> bool:
    """Whether a pair of numbers with a slash may be a fraction: 3/4 and 7/16, but neither 9/11 nor 504/533."""
    if not isinstance(over, int) or not isinstance(under, int) or not 0 < over < under:
        return False
    return under <= _VULGAR or under in _FINE
