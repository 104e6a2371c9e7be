"""Numerals in digits in, numbers out: "1,278", "1 234 567", "1.5 million", "171 billion 330 million", "10 1/2"."""

from __future__ import annotations

import re
from fractions import Fraction

from factcheck import numerals
from factcheck.language import spelled
from factcheck.language.numbers import Number, decimal, integer, is_fraction, magnified, magnitudes, plus
from factcheck.language.text import Text

_GROUP = re.compile(r"\d{3}(?:\.\d+)?\Z")
_GROUP_DIGITS = 3
_NARROW = "\u00a0\u2007\u2008\u2009\u200a\u202f"  # spaces that stand inside a number alone
_POWERS = 64
_ROUND = 10_000  # what "and" adds to a million is another number, not its end


def read(text: Text, index: int) -> Number | None:
    """The number that starts with a numeral, with all that belongs to it; None if its digits make no number."""
    found = _numeral(text, index)
    if found is None:
        return None
    mantissa, exponent, stop = found
    factor, end = magnitudes(text, stop) if text.masks[stop] & text.bits.MAGNITUDE else (1, stop)
    number = decimal(end, mantissa, exponent, factor)
    word = text.words[index]
    if ("." in word or "," in word and _doubted(text)) and stop == index + 1 and numerals.is_ambiguous(word):
        other = (mantissa, 0) if exponent else (mantissa, -_GROUP_DIGITS)
        number = number._replace(other=decimal(end, *other, factor))
    if exponent:
        return number if text.words[end] != "^" else _power(text, number)
    if number.whole:
        number = _power(text, number) if text.words[end] == "^" else _with_part(text, number)
        if not number.whole:
            return magnified(text, number)
    else:
        number = _with_smaller(text, number)
    masks, bits = text.masks, text.bits
    joined = masks[number.stop] & bits.HALF or (
        masks[number.stop] & bits.AND and masks[number.stop + 1] & (bits.ARTICLE | bits.NUMBER | bits.COMPOUND)
    )
    return joined and spelled.with_fraction(spelled.Words(text, number.stop), number, 0) or number


def _doubted(text: Text) -> bool:
    """Whether the comma of 1,278 may be a decimal one: others of the text are, or the language writes them."""
    return text.has_comma_decimals or bool(text.values["habits"].get("decimal_comma"))


def _numeral(text: Text, index: int) -> tuple[int, int, int] | None:
    """(mantissa, exponent, end) of a numeral's digits alone, spaces between its thousands granted."""
    word, stop = text.words[index], index + 1
    masks, numeral = text.masks, text.bits.NUMERAL
    if len(word) <= _GROUP_DIGITS and (masks[stop] & numeral or text.words[stop] == "," and masks[stop + 1] & numeral):
        stop = _spaced(text, index)
        word = "".join(text.words[index:stop]).replace(",", "") if stop > index + 1 else word
    dotted = "." in word and numerals.is_ambiguous(word) and text.dotted
    found = numerals.read(word, dotted, "," in word and text.decimal_comma)
    return None if found is None else (*found, stop)


def plain(text: Text, index: int) -> Number | None:
    """The number of a numeral's digits alone."""
    found = _numeral(text, index)
    return None if found is None else decimal(found[2], found[0], found[1])


def _spaced(text: Text, index: int) -> int:
    """The end of a numeral with spaces between its thousands.

    A plain space is one only if what stands behind it cannot be a number of its own ("40 000"), or if there are
    several ("1 234 567"); so is a comma with a space, as texts cut into tokens have it ("10, 000").
    """
    words, starts, ends = text.words, text.starts, text.ends
    stop, gap = index + 1, text.source[text.ends[index] : text.starts[index + 1]] if index + 1 < len(starts) else ""
    comma = words[stop] == ","
    if (
        not words[index].isdecimal()
        or len(words[index]) > _GROUP_DIGITS
        or not comma
        and (len(gap) != 1 or words[index][0] == "0")
    ):
        return index + 1
    step = 1 + comma
    groups = []
    while stop + step <= len(starts) and _GROUP.match(words[stop + comma]) and (not comma or words[stop] == ","):
        if text.source[ends[stop - 1] : starts[stop + comma]] != ("," + " " if comma else gap):
            break
        stop += step
        groups.append(words[stop - 1])
        if "." in words[stop - 1]:
            break
    certain = any(group[0] == "0" for group in groups)
    certain = certain or not comma and (gap in _NARROW or len(groups) > 1 or text.spaced)
    return stop if groups and certain else index + 1


def _power(text: Text, number: Number) -> Number:
    """2.5^-1: a number raised to a power, if that is a small one."""
    at = number.stop + 1
    sign = -1 if text.words[at] == "-" else 1
    at += text.words[at] in ("-", "+")
    power = text.words[at]
    if not power.isdecimal() or len(power) > 2 or int(power) > _POWERS or not number.value:
        return number
    value = numerals.normal(Fraction(number.value) ** (sign * int(power)))
    return number._replace(stop=at + 1, value=value, zeros=number.place, whole=False)


def _with_part(text: Text, number: Number) -> Number:
    """A whole number with a fraction in digits or in one character: "10 1/2", "28-1/8", "2½"."""
    at, words = number.stop, text.words
    if not number.whole:
        return number
    if text.masks[at] & text.bits.VULGAR:
        return plus(number, vulgar(text, at))
    at += words[at] == "-" and text.glued[at] and text.glued[at + 1]
    if words[at + 1] != "/" or not text.masks[at] & text.bits.NUMERAL:
        return number
    part = slashed(text, at)
    return plus(number, part) if part else number


def vulgar(text: Text, index: int) -> Number:
    """The fraction that is one character, as ½."""
    share = text.value("vulgar_fractions", text.words[index])
    place = Fraction(1, share.denominator)
    return Number(index + 1, share, place, place, False, part=True)


def slashed(text: Text, index: int) -> Number | None:
    """The fraction in digits that starts at a token, as 3/4; None if two numerals with a slash are something else."""
    over, under = text.words[index], text.words[index + 2]
    glued = text.words[index + 1] == "/" and text.glued[index + 1] and text.glued[index + 2]
    if (
        not glued
        or not over.isdecimal()
        or not under.isdecimal()
        or len(under) > 3
        or not is_fraction(int(over), int(under))
    ):
        return None
    if text.glued[index + 3] and text.words[index + 3] in ("/", "-"):
        return None
    place = Fraction(1, int(under))
    return Number(index + 3, Fraction(int(over), int(under)), place, place, False, part=True)


def _with_smaller(text: Text, number: Number) -> Number:
    """A number with the smaller ones that go on with it: "171 billion 330 million", "4 thousand 3 hundred and 21"."""
    masks, bits = text.masks, text.bits
    while number.place > 1:
        joined = masks[number.stop] & bits.AND and number.place < _ROUND
        at = number.stop + bool(joined)
        below = plain(text, at) if masks[at] & bits.NUMERAL and not text.glued[at] else None
        if joined and masks[at] & bits.NUMBER:
            below = spelled.read(text, at, separate=True)
        if below is None or not below.whole or below.tail:
            return number
        below = magnified(text, below)
        if below.value >= number.place or not (joined or below.magnitude) or not isinstance(below.value, int):
            return number
        number = integer(below.stop, int(number.value) + below.value, int(below.place))._replace(whole=False)
    return number
