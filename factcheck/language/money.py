"""Tokens behind an amount in, what goes on with it out: its cents ("3 dollars 50 cents"), its rate ("$98 a share")."""

from __future__ import annotations

from fractions import Fraction

from factcheck import numerals
from factcheck.language.numbers import Number
from factcheck.language.spelled import Words
from factcheck.language.text import Text
from factcheck.language.words import DASHES

_SCALED_CODE = 4  # letters
_HUNDRED = 100
_GAP = 5  # tokens between a unit and the time in which: "gallons of jet fuel a year"


def with_cents(text: Text, number: Number, stop: int) -> tuple[Number, int]:
    """(number, end) of an amount whose currency ends before a token, with the cents that follow it.

    They may go without their name if they are two digits or words and nothing else is behind them: "15 dollars 50".
    """
    if number.place != 1:
        return number, stop
    at = stop + bool(text.masks[stop] & text.bits.AND)
    cents, end = _below_hundred(text, at)
    if not cents:
        return number, stop
    named = bool(text.masks[end] & text.bits.CENT)
    if not named and (
        text.masks[end] & ~text.bits.PREP or cents < 10 and text.masks[at] & text.bits.NUMERAL or at == end
    ):
        return number, stop
    if not named and text.masks[end] & text.bits.PREP and at > stop:
        return number, stop
    place = Fraction(1, _HUNDRED)
    value = numerals.normal(number.value + cents * place)
    return number._replace(value=value, place=place, zeros=place, whole=False), end + named


def _below_hundred(text: Text, at: int) -> tuple[int, int]:
    """(number, end) of a number below a hundred at a token, in digits or in words."""
    mask = text.masks[at]
    if mask & text.bits.NUMERAL and text.words[at].isdecimal() and len(text.words[at]) <= 2 and not text.glued[at]:
        return int(text.words[at]), at + 1
    if not mask & (text.bits.NUMBER | text.bits.COMPOUND):
        return 0, at
    words = Words(text, at)
    number, stop = words.below_hundred(0)
    token, tail = words.end(stop) if stop else (at, "")
    return (0, at) if tail else (number, token)


def rate(text: Text, stop: int) -> str:
    """What an amount that ends before a token is for each of: "share" for "a share", "year" for "of fuel a year"."""
    masks, bits = text.masks, text.bits
    at = stop + (text.words[stop] in DASHES)
    if masks[at] & bits.OF:
        limit = at + _GAP
        at += 1
        while at < limit and masks[at] & bits.PLAIN:
            at += 1
    divided = text.words[at] == "/" and text.glued[at]
    if not divided and not masks[at] & bits.PER:
        return ""
    at += text.words[at + 1] in DASHES
    word = text.words[at + 1]
    if masks[at + 2] & (bits.AGO | bits.PRIOR | bits.LATER):
        return ""
    unit = text.value("times", word) or text.value("units", word)
    if masks[at + 1] & (bits.UNIT | bits.TIME) and unit:
        return str(unit)
    if masks[at + 1] & bits.PLAIN and masks[at + 2] & bits.UNIT:  # "per common share"
        return str(text.value("units", text.words[at + 2]))
    if masks[at + 1] & bits.MAGNITUDE or masks[at + 1] & bits.PLAIN and not masks[at] & bits.ARTICLE and not divided:
        return word.lower()
    return ""


def scaled_code(text: Text, index: int) -> tuple[str, int]:
    """(currency, factor) of a code with a magnitude before it, as MSEK or kEUR; ("", 1) for any other token."""
    word = text.words[index]
    if len(word) != _SCALED_CODE or not word[1:].isupper() or word[0] not in text.values["glued"]:
        return "", 1
    name = text.values["currencies"].get(word[1:], "")
    return (name, text.value("magnitudes", word[0])) if name == word[1:] else ("", 1)
