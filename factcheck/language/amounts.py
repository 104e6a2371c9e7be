"""A number and the tokens around it in, a figure out: its currency, unit or counted noun, its sign, hedge and trend."""

from __future__ import annotations

from typing import NamedTuple

from attrs import evolve

from factcheck import numerals
from factcheck.language import accounts, hedges
from factcheck.language.money import rate, scaled_code, with_cents
from factcheck.language.nouns import coordinated, noun, single
from factcheck.language.numbers import Number, fraction, plus, times
from factcheck.language.text import Figure, Text
from factcheck.records import Number as Exact
from factcheck.records import Quantity, Worth

_NOUN_WORDS = 6
_BARE = ("number", "count")
_PROPORTIONS = ("percent", "point")
_RATED = ("money", "measure", "percent")
_MINUS = ("-", "−")
_RATING = ("/", "-", "–")  # signs that a rate may begin with
_OPENING = "([“\"'\n"
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


class Kind(NamedTuple):
    """What a number is an amount of: the token behind all that says so, its type, and its unit or counted noun."""

    stop: int
    type: str
    unit: str = ""
    noun: str = ""


def amount(text: Text, index: int, number: Number, done: int) -> Figure:
    """The figure of the number that starts at a token; `done` is the first token that no earlier figure covers."""
    masks, words, bits = text.masks, text.words, text.bits
    if (masks[number.stop] | masks[index - 1]) & (bits.CURRENCY | bits.NAME):
        number = _with_code(text, index, number, done)
    hedge, at = _hedge_behind(text, number) if number.tail else hedges.after(text, number.stop)
    first, kind = _kind(text, index, at, number, done)
    shown = kind.stop if kind.stop > at else number.stop
    if kind.type == "number" and not number.part:
        kind = _counted(text, at, number)
    stop = kind.stop
    if not hedge and stop != at:
        hedge, stop = hedges.after(text, stop)
    if masks[shown] & bits.HALF and number.place == 1:  # behind its unit: "two years and a half" in one word
        number, shown = plus(number, fraction(0, 1, 2)), shown + 1
        stop = max(stop, shown)
    if kind.type == "money" and masks[shown - 1] & bits.CURRENCY:
        number, shown = with_cents(text, number, shown)
        stop = max(stop, shown)
    negative = False
    if masks[first - 1] & bits.MINUS or words[first - 1] in _MINUS:
        first, negative = _sign(text, first, done)
    if not hedge and (masks[first - 1] & bits.loosening or number.vague):
        hedge = _hedge(text, first, kind, number)
    rated = kind.type in _RATED and (masks[shown] & bits.rating or words[shown] in _RATING)
    per = rate(text, shown) if rated and " per " not in kind.unit else ""
    start, end = text.starts[first], text.ends[shown - 1]
    quantity = Quantity(
        text.source[start:end], start, end, -number.value if negative else number.value, number.place,
        _zeros(kind, number), _type(kind, number) if number.part or number.mixed else kind.type,
        kind.unit, kind.noun, hedges.CONTRACT.get(hedge, "exact"), hedge,
        _trend(text, first, stop, kind), per=per,
    )  # fmt: skip
    one = Figure(first, stop, quantity if number.other is None else _both(text, quantity, number))
    return accounts.signed(text, one, done) if words[first - 1] == "(" else one


def _both(text: Text, figure: Quantity, number: Number) -> Quantity:
    """A figure whose numeral may be thousands or have decimals, with the alternative that evidence leaves.

    Other numbers of the text settle it, if they agree and some of them are thousands. Else what is counted is whole
    first of all, and a percentage is no thousands.
    """
    other = number.other
    if other is None or other.stop != number.stop:
        return figure
    decimals, comma = number.place < other.place, "," in figure.text
    sure = text.grouped or number.magnitude and text.has_point_decimals if decimals else not text.has_point_decimals
    if sure and not comma and text.has_comma_decimals != decimals:
        return figure
    usual = text.decimal_comma and figure.type == "count" and not text.has_point_decimals
    if figure.type in _PROPORTIONS and decimals or usual and not decimals:
        return figure
    sign = -1 if figure.value < 0 else 1
    alternative = Worth(sign * other.value, other.place, _zeros(Kind(0, figure.type), other))
    both = evolve(figure, alternative=alternative)
    return both.otherwise if figure.type == "count" and decimals and not rate(text, number.stop + 1) else both


def _hedge_behind(text: Text, number: Number) -> tuple[str, int]:
    """(class, end) of the hedge that is hyphened to a number: "twenty-odd"."""
    return text.value("trailing_hedges", number.tail), number.stop


def _with_code(text: Text, index: int, number: Number, done: int) -> Number:
    """A number with the magnitude in or behind its currency: that of "75 USD million", or of "30 MSEK"."""
    masks, bits, at = text.masks, text.bits, number.stop
    if masks[at] & bits.CURRENCY:
        glued = text.words[at + 1] in text.values["glued"]
        factor = text.value("magnitudes", text.words[at + 1]) if masks[at + 1] & bits.MAGNITUDE and not glued else 1
    else:
        factor = scaled_code(text, at)[1] if masks[at] & bits.NAME else 1
        if factor == 1 and index > done and masks[index - 1] & bits.NAME:
            factor = scaled_code(text, index - 1)[1]
    return number if factor == 1 else times(number, factor, at)


def _kind(text: Text, index: int, at: int, number: Number, done: int) -> tuple[int, Kind]:
    """(first token, kind) of a number by the currency before it, else by what stands from token `at` on."""
    behind, before = _unit(text, at, number), index - 1
    if before < done or not text.masks[before] & (text.bits.CURRENCY | text.bits.NAME):
        return index, behind
    code, _ = scaled_code(text, before)
    if code:
        return before, Kind(at, "money", code)
    if not text.masks[before] & text.bits.CURRENCY:
        return index, behind
    word = text.words[before]
    name = text.value("currencies", word)
    if word.isalpha() and word.islower() and word.upper() != name:  # they "won 45 seats"
        return index, behind
    if not word.isalpha() and before - 1 >= done and text.masks[before - 1] & text.bits.CURRENCY and text.glued[before]:
        before, name = before - 1, text.value("currencies", text.words[before - 1])  # "mxn$ 15"
    again = behind.type == "money" and text.words[at].isalpha() and (behind.unit == name or text.words[at].islower())
    return before, Kind(behind.stop if again else at, "money", name)


def _unit(text: Text, stop: int, number: Number) -> Kind:
    """The kind that the unit at a token gives to the number before it."""
    bits = text.bits
    word, mask = text.words[stop], text.masks[stop]
    if not mask & (bits.any_unit | bits.NAME) and not text.glued[stop] and word not in _BRACKETS:
        return Kind(stop, "number")
    if mask & bits.PERCENT:
        return Kind(stop + 1, "percent", "percent")
    if mask & bits.POINT:
        return Kind(stop + 1, "point", text.value("points", word))
    if mask & bits.FOLD:
        return Kind(stop + 1, "factor")
    behind = text.masks[stop + 1]
    if mask & bits.CURRENCY and behind & bits.NUMERAL and text.glued[stop + 1] and not text.glued[stop]:
        return Kind(stop, "number")  # 3 of "3 $50 notes"
    if mask & bits.CURRENCY and (not mask & bits.UNIT or number.magnitude and not behind & bits.OF):
        end = stop + 1 + bool(number.magnitude and behind & bits.MAGNITUDE)
        return Kind(end, "money", text.value("currencies", word))
    code = scaled_code(text, stop)[0] if mask & bits.NAME else ""
    if code:
        return Kind(stop + 1, "money", code)
    if mask & bits.NAME and behind & bits.CURRENCY and text.words[stop + 1].islower():
        return Kind(stop + 2, "money", f"{word} {text.words[stop + 1]}".lower())
    apart = len(word) > 1 or text.glued[stop] or not word.isalpha()
    if mask & bits.CENT and apart:
        return Kind(stop + 1, "money", text.value("cents", word))
    if mask & bits.TIME and not (mask & bits.OF_YEAR and behind & bits.YEARLIKE):
        return Kind(stop + 1, "time", text.value("times", word))
    if mask & bits.UNIT and (apart or word.islower()):
        return _measure(text, stop)
    if text.glued[stop] and word in text.values["glued_units"]:
        return Kind(stop + 1, "measure", text.value("glued_units", word))
    if word in _BRACKETS and text.masks[stop + 1] & bits.UNIT and text.words[stop + 2] == _BRACKETS[word]:
        return _measure(text, stop + 1)._replace(stop=stop + 3)
    return Kind(stop, "number")


def _measure(text: Text, stop: int) -> Kind:
    """A measure, or a rate of two: "50 metres per millisecond", "40 gallons a minute", "30 km/h"."""
    unit = text.value("units", text.words[stop])
    if unit == "share":
        return Kind(stop + 1, "count", unit, unit)
    at, bits = stop + 2, text.bits
    divided = text.words[stop + 1] == "/" and text.glued[stop + 1] and text.glued[at] or text.masks[stop + 1] & bits.PER
    if divided and text.masks[at] & (bits.UNIT | bits.TIME):
        under = text.value("times", text.words[at]) or text.value("units", text.words[at])
        if len(text.words[at]) > 1 or text.words[stop + 1] == "/":
            return Kind(at + 1, "measure", f"{unit} per {under}")
    return Kind(stop + 1, "measure", unit)


def _counted(text: Text, at: int, number: Number) -> Kind:
    """The kind of a number without unit: a count if a noun follows, else a bare number."""
    start = at + (number.vague and bool(text.masks[at] & text.bits.OF))
    stop, head = noun(text, start, _NOUN_WORDS) if number.value != 1 else single(text, start)
    if not head:
        return Kind(at, "number")
    end = coordinated(text, stop)
    return Kind(end, "count", head, " ".join(text.words[start:end]))


def _type(kind: Kind, number: Number) -> str:
    """The type of a figure; a fraction of nothing stated, as "two thirds" or the price "28-1/8", is but a fraction."""
    bare = number.part and kind.type in _BARE or number.mixed and kind.type == "number"
    return "fraction" if bare else kind.type


def _zeros(kind: Kind, number: Number) -> Exact:
    """The coarser place of trailing zeros that may be rounding; not in a count below a hundred, nor in 100%."""
    if (
        kind.type == "count"
        and (number.zeros < 100 or number.place < 1)
        or kind.type == "percent"
        and number.value == 100
    ):
        return number.place
    return number.zeros


def _trend(text: Text, first: int, stop: int, kind: Kind) -> str | None:
    """The trend of an amount; "in three years" is how long something moved, not what did."""
    if kind.type == "time" and text.masks[first - 1] & text.bits.OVER_TIME:
        return None
    return hedges.trend(text, first, stop, kind.type == "count")


def _hedge(text: Text, first: int, kind: Kind, number: Number) -> str:
    """The class of the hedge before a figure; "over three years" has none, "dozens" are more than twelve."""
    if number.vague:
        return "OVER"
    if kind.type == "time" and text.masks[first - 1] & text.bits.OVER_TIME:
        return ""
    return hedges.before(text, first)


def _sign(text: Text, first: int, done: int) -> tuple[int, bool]:
    """(first token, whether negative) of an amount with the sign before it: "-5", "(−3%)", "minus five"."""
    before = first - 1
    if before < done:
        return first, False
    word, bits = text.words[before], text.bits
    if text.masks[before] & bits.MINUS and not text.masks[before - 1] & (bits.NUMERAL | bits.NUMBER | bits.OR):
        return before, True
    apart = not text.glued[before] or text.words[before - 1][0] in _OPENING
    signed = word in _MINUS and text.glued[first] and apart
    return (before, True) if signed else (first, False)


def spread(text: Text, low: Figure, high: Figure, factor: int) -> Figure:
    """One figure from a lower to an upper one; the unit of either, and the upper one's magnitude, hold for both."""
    first, last = low.quantity, high.quantity
    if first.alternative and last.alternative and (first.place < 1) != (last.place < 1):
        first = first.otherwise
    kept = last if last.type not in _BARE or first.type == "number" else evolve(last, type=first.type, unit=first.unit)
    whole = evolve(
        kept, text=text.source[first.start : last.end], start=first.start, value=numerals.normal(first.value * factor),
        value_max=last.value, hedge=first.hedge if first.hedge_class else last.hedge,
        hedge_class=first.hedge_class or last.hedge_class, trend=first.trend or last.trend, alternative=None,
    )  # fmt: skip
    if first.alternative or last.alternative:
        one, other = first.otherwise, last.otherwise
        both = Worth(numerals.normal(one.value * factor), other.place, other.zeros, other.value)
        whole = evolve(whole, alternative=both)
    return Figure(low.first, high.stop, whole)
