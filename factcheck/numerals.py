"""Written numerals in, exact numbers out, with the place of the last written digit."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from factcheck.records import Number

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_PLAIN = re.compile(r"\d*\.?\d+\Z")
_REMEMBERED = 10_000  # numerals: most stand in a text more than once
_LONGEST = 40  # characters: what is longer counts nothing on earth
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}\Z")


@lru_cache(_REMEMBERED)
def read(digits: str) -> tuple[int, int] | None:
    """(mantissa, exponent) of a numeral in digits: (9455, -2) for "94.55"; None if it is none, or a code."""
    if len(digits) > _LONGEST:
        return None
    if digits.isdecimal():
        return int(digits), 0
    if _GROUPED.match(digits):
        digits = digits.replace(",", "")
    elif _DECIMAL_COMMA.match(digits):
        digits = digits.replace(",", ".")
    elif not _PLAIN.match(digits):
        return None
    whole, _, decimals = digits.partition(".")
    return int(whole + decimals or "0"), -len(decimals)


@lru_cache(_REMEMBERED)
def scaled(mantissa: int, exponent: int, factor: Number = 1) -> Number:
    """The number mantissa * 10**exponent * factor, an int wherever it is whole."""
    unit: int = 10 ** abs(exponent)
    if exponent >= 0:
        return mantissa * unit * factor
    if isinstance(factor, int):
        whole, rest = divmod(mantissa * factor, unit)
        return whole if not rest else Fraction(mantissa * factor, unit)
    return normal(Fraction(mantissa, unit) * factor)


def normal(number: Number) -> Number:
    """The same number, an int if it is whole."""
    if isinstance(number, Fraction) and number.denominator == 1:
        return number.numerator
    return number


def trailing_zeros(mantissa: int) -> int:
    """How many zeros a whole number ends in; 0 for zero itself."""
    count = 0
    while mantissa and not mantissa % 10:
        mantissa //= 10
        count += 1
    return count
