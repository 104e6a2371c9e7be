"""A number and the tokens around it in, an age out: "10-year-old", "54 years of age", "aged 54", "three months old"."""

from __future__ import annotations

from attrs import evolve

from factcheck.language import hedges
from factcheck.language.numbers import Number, fraction, plus
from factcheck.language.text import Figure, Text
from factcheck.language.words import DASHES
from factcheck.records import Quantity

_YEAR = "year"
_OLDEST = 130


def read(text: Text, index: int, number: Number, done: int) -> Figure | None:
    """The age that a number is, if what stands around it says so."""
    if number.tail:
        return _hyphened(text, index, number)
    behind = _behind(text, number.stop)
    if behind:
        return _age(text, index, number, *behind)
    if not is_aged(text, index, done) or not number.whole or number.value > _OLDEST:
        return None
    if text.masks[number.stop] & (text.bits.UNIT | text.bits.PERCENT | text.bits.CURRENCY):
        return None
    stop = number.stop + bool(text.masks[number.stop] & text.bits.TIME)
    return _age(text, index, number, text.value("times", text.words[number.stop]) or _YEAR, stop)


def is_aged(text: Text, index: int, done: int) -> bool:
    """Whether a word before the number at a token makes it an age: "aged 54", "aged between 4 and 11"."""
    masks, bits, before = text.masks, text.bits, index - 1
    while before >= done and masks[before] & (bits.HEDGE | bits.BETWEEN | bits.FROM):
        before -= 1
    if text.words[before] == ",":
        return _is_behind_name(text, index)
    return before >= done and bool(masks[before] & bits.AGED)


def _is_behind_name(text: Text, index: int) -> bool:
    """Whether a number stands between a full name and what somebody is: "Ann Reed, 54, a nurse"."""
    masks, bits = text.masks, text.bits
    named = index > 2 and masks[index - 2] & masks[index - 3] & bits.NAME and text.words[index + 1] == ","
    return bool(named and masks[index + 2] & (bits.ARTICLE | bits.OF | bits.FROM | bits.WHO))


def as_age(figure: Quantity) -> Quantity:
    """A bare figure or a time as an age."""
    return evolve(figure, type="age", unit=f"{figure.unit or _YEAR} of age")


def _hyphened(text: Text, index: int, number: Number) -> Figure | None:
    """ "ten-year-old": the words that are hyphened to a number."""
    parts = number.tail.split("-")
    if not any(part in text.values["ages"] for part in parts):
        return None
    return _age(text, index, number, text.value("times", parts[0]) or _YEAR, number.stop)


def _behind(text: Text, stop: int) -> tuple[str, int] | None:
    """(unit, end) of what makes the number before a token an age: "years old", "months of age", "yo"."""
    words, ages = text.words, text.values["ages"]
    if words[stop] in ages and not text.masks[stop] & text.bits.AGED:
        return _YEAR, stop + 1
    at = stop + (words[stop] in DASHES)
    if not text.masks[at] & text.bits.TIME and not text.value("times", words[at].partition("-")[0]):
        return None
    unit, dash, rest = words[at].partition("-")
    if dash:  # the numeral of "10-year-old"
        return (text.value("times", unit), at + 1) if set(rest.split("-")) & set(ages) else None
    end = at + 1 + (words[at + 1] in DASHES or bool(text.masks[at + 1] & text.bits.OF))
    return (text.value("times", unit), end + 1) if words[end] in ages else None


def _age(text: Text, index: int, number: Number, unit: str, stop: int) -> Figure:
    if text.masks[stop] & text.bits.HALF and number.place == 1:
        number, stop = plus(number, fraction(0, 1, 2)), stop + 1
    start, end = text.starts[index], text.ends[stop - 1]
    hedge = hedges.before(text, index)
    if not hedge:
        hedge, stop = hedges.after(text, stop)
    quantity = Quantity(text.source[start:end], start, end, number.value, number.place, number.place, "age",
                        f"{unit} of age", hedge=hedges.CONTRACT.get(hedge, "exact"), hedge_class=hedge)  # fmt: skip
    return Figure(index, stop, quantity)
