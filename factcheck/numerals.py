"""Written numerals in, exact numbers out, with the place of the last written digit."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from unicodedata import normalize

from factcheck.records import Number

_GROUPED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?\Z")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,4}\Z")
_SWISS = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?\Z")
_POWER = re.compile(r"[+-]?\d{1,2}\Z")
_PLAIN = re.compile(r"\d*\.?\d+\Z")
_DECIMAL_COMMA = re.compile(r"(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2})\Z")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}\Z")
_ONE_COMMA = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+),\d+\Z")
_COMMA_DECIMALS = re.compile(r"\d\.\d{3}[.,]\d|(?<![\d,.])(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)(?![\d,])")
_POINT_DECIMALS = re.compile(r"\d,\d{3}[.,]\d|(?<![\d,.])(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+)(?![\d.])")
_BYTES = re.compile(r"(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!\Z)|\Z)){4}")
_REMEMBERED = 10_000  # numerals: most stand in a text more than once
LONGEST = 40
"""How many characters a numeral may have: what is longer counts nothing on earth."""


@lru_cache(_REMEMBERED)
def read(digits: str, dotted: bool = False, decimal_comma: bool = False) -> tuple[int, int] | None:
    """(mantissa, exponent) of a numeral in digits: (9455, -2) for "94.55"; None if it is none, or a code.

    Thousands are grouped by commas, in threes or as in India, or by full stops ("1.234.567"); a single full stop
    groups them ("1.278") only if it is `dotted`. Where there is a `decimal_comma`, a single comma groups nothing.
    Apostrophes group them as in Switzerland ("1'278"). Digits may be of any script, and full-width.
    """
    if len(digits) > LONGEST:
        return None
    if digits.isdecimal():
        return int(digits), 0
    digits = normalize("NFKC", digits)
    if _SWISS.match(digits):
        digits = digits.replace("'", "").replace("’", "")
    digits, raised, power = digits.lower().partition("e")
    if raised and not _POWER.match(power):  # letters right behind a digit of their script
        return None
    if dotted and "." in digits and _AMBIGUOUS.match(digits) or _DOTTED.match(digits) and not _BYTES.match(digits):
        digits = digits.replace(".", "")
    elif decimal_comma and _ONE_COMMA.match(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED.match(digits):
        digits = digits.replace(",", "")
    elif _DECIMAL_COMMA.match(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif not _PLAIN.match(digits):
        return None
    whole, _, decimals = digits.partition(".")
    return int(whole + decimals or "0"), int(power or 0) - len(decimals)


def decimal_mark(text: str) -> str:
    """The sign that decimals follow in all numerals of a text, "" where they don't tell or contradict one another."""
    comma, point = _COMMA_DECIMALS.search(text), _POINT_DECIMALS.search(text)
    return "" if bool(comma) == bool(point) else "," if comma else "."


def is_ambiguous(digits: str) -> bool:
    """Whether a numeral may have three decimals or be thousands: "1.278", "1,278"."""
    return _AMBIGUOUS.match(digits) is not None


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
