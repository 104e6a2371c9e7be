"""Number words in, figures out: "twenty-five", "half a million", "three quarters", "one in five"."""

from __future__ import annotations

from factcheck.language import ages, digits, hyphens, names, ranges, ratios, spelled
from factcheck.language.amounts import amount
from factcheck.language.numbers import Number, fraction, magnitudes
from factcheck.language.ranges import number_at
from factcheck.language.text import Figure, Text, figure

_CLOSING = (".", ",", "?")
_MANY = 1000  # more than this makes "one in" no share of anything


def read(text: Text, index: int, done: int) -> list[Figure]:
    """The figure that starts with the number word at a token, if it is one."""
    bits, mask = text.bits, text.masks[index]
    if index and text.masks[index - 1] & bits.ORDINAL_PREFIX and mask & bits.NUMBER:
        number = spelled.read(text, index)
        return [figure(text, index, number.stop, "ordinal", number.value)]
    if mask & bits.HOMOGRAPH and not spelled.is_number(text, index) or _in_name(text, index):
        return []
    if mask & bits.VULGAR:
        return [amount(text, index, digits.vulgar(text, index), done)]
    if mask & bits.VAGUE:
        return [amount(text, index, _vague(text, index), done)]
    if mask & bits.FRACTION and not mask & bits.NUMBER:
        return _part(text, index, done)
    if mask & bits.MAGNITUDE and not mask & bits.NUMBER:
        before = index - 1
        if text.words[index] in text.values["glued"]:  # "an M0 overshoot"
            return []
        if (
            before < done
            or not text.masks[before] & bits.ARTICLE
            or text.masks[before - 1] & (bits.CENT | bits.CURRENCY)
        ):
            return []
        return _numbered(text, before, spelled.read(text, index), done)
    if mask & bits.COMPOUND and text.words[index].lower().partition("-")[0] not in text.values["numbers"]:
        return []
    separate = index > 0 and bool(text.masks[index - 1] & bits.BETWEEN)
    return _numbered(text, index, spelled.read(text, index, separate), done)


def _in_name(text: Text, index: int) -> bool:
    """Whether a number word opens a name, where no number stands before one: "Ba Lan", but "Three Poles"."""
    if not text.values["habits"].get("noun_first"):
        return False
    return text.words[index].istitle() and text.words[index + 1].istitle()


def _numbered(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """The figure of a number in words."""
    named = number.whole and index > done and text.masks[index - 1] & text.bits.IDENTIFIER
    if named and (number.value == 1 or text.words[index][0].isupper()) and names.names_number(text, index, number.stop):
        return [figure(text, index, number.stop, "identifier")]  # "number one priority", "Group of Five"
    if number.whole and number.value == 1 and not number.tail:
        share = one_in(text, index, number, done) or divided(text, index, number, done)
        if share:
            return [share]
        if not counts_one(text, number.stop):
            return []
    if number.tail and number.tail not in text.values["trailing_hedges"]:
        return hyphens.tailed(text, index, number, done) or [amount(text, index, number._replace(tail=""), done)]
    ranged = ranges.worded(text, index, number, done) or ages.read(text, index, number, done)
    if ranged:
        return [ranged]
    unit = _unit(text, number.stop) if number.part else 0
    if unit:
        return [amount(text, index, number._replace(stop=unit), done)]
    found = (
        divided(text, index, number, done) or ratios.apart(text, index, number) or hyphens.dashed(text, index, number)
    )
    return [found or amount(text, index, number, done)]


def _vague(text: Text, index: int) -> Number:
    """ "dozens", "tens of thousands": at least one of the largest word and, as a plural says, rather more."""
    value, stop = text.value("vague_magnitudes", text.words[index]), index + 1
    factor, end = magnitudes(text, stop) if text.masks[stop] & text.bits.MAGNITUDE else (1, stop)
    value, stop = value * factor, end
    while text.masks[stop] & text.bits.OF and text.masks[stop + 1] & text.bits.VAGUE and value < _MANY**4:
        value *= text.value("vague_magnitudes", text.words[stop + 1])
        stop += 2
    stop += bool(text.masks[stop] & text.bits.OF and text.masks[stop + 1] & text.bits.any_unit)
    return Number(stop, value, value, value, False, value, vague=True)


# -- parts -------------------------------------------------------------------------------------------------------------


def _part(text: Text, index: int, done: int) -> list[Figure]:
    """ "half a million", "a quarter point", "half an hour" are amounts; "half of" and "a third of" are fractions."""
    under, bits = text.values["fractions"].get(text.words[index].lower()), text.bits
    if under is None:
        return []
    words = spelled.Words(text, index)
    words[1]
    article = index > done and bool(text.masks[index - 1] & bits.ARTICLE)
    first = index - article
    number = spelled.scaled_part(words, fraction(0, 1, under), 1)
    if number.part:
        unit = _unit(text, number.stop)
        if text.masks[index] & bits.ORDINAL and text.masks[number.stop] & bits.TIME:  # "for a third year"
            return []
        if unit and (article or under == 2):
            return [amount(text, first, number._replace(stop=unit), done)]
        return [amount(text, first, number, done)] if _is_part(text, index, first, under) else []
    return [amount(text, first, number, done)]


def _unit(text: Text, stop: int) -> int:
    """The token of the unit that a part is of: "half an hour", "a quarter of a point"; 0 if there is none."""
    masks, bits = text.masks, text.bits
    at = stop + bool(masks[stop] & bits.OF and masks[stop + 1] & bits.ARTICLE)
    at += bool(masks[at] & bits.ARTICLE)
    return at if masks[at] & (bits.UNIT | bits.TIME | bits.PERCENT | bits.POINT | bits.CURRENCY | bits.CENT) else 0


def _is_part(text: Text, index: int, first: int, under: int) -> bool:
    """Whether "half" or "a third" is a part of something: not the third man, the first half of a year, a quarter."""
    masks, bits = text.masks, text.bits
    if text.words[index + 1] in ("-", "–") or masks[index + 1] & (bits.NAME | bits.MONTH):
        return False
    if first < index:
        return not masks[index + 1] & (bits.PLAIN | bits.NUMERAL)
    before = masks[index - 1] if index else 0
    return (
        under == 2
        and bool(masks[index + 1] & (bits.OF | bits.DET | bits.ARTICLE) or before & bits.HEDGE)
        and not (before & (bits.ORDINAL | bits.DET) and not before & bits.HEDGE)
    )


# -- one ---------------------------------------------------------------------------------------------------------------


def one_in(text: Text, index: int, number: Number, done: int) -> Figure | None:
    """ "one in five" is a fifth; "one in 1986" and "one in ten days" are not."""
    at, bits = number.stop + 1, text.bits
    if number.value != 1 or not text.masks[at - 1] & bits.ONE_IN or text.masks[at] & bits.YEARLIKE:
        return None
    under = _small(text, at)
    if under is None or text.masks[under.stop] & (bits.any_unit | bits.MONTH):
        return None
    return amount(text, index, fraction(under.stop, 1, int(under.value)), done)


def divided(text: Text, index: int, number: Number, done: int) -> Figure | None:
    """ "one over twenty": a fraction as it is spoken, if nothing follows that the second number could count."""
    at = number.stop + 1
    if not text.masks[at - 1] & text.bits.DIVIDED or not number.whole:
        return None
    under = _small(text, at)
    if under is None or text.classes(under.stop) or text.glued[under.stop] and text.words[under.stop] not in _CLOSING:
        return None
    return amount(text, index, fraction(under.stop, int(number.value), int(under.value)), done)


def _small(text: Text, index: int) -> Number | None:
    """A whole number from 2 to 1000 at a token, in digits or in words."""
    found = number_at(text, index)
    if found is None or not found.whole or found.tail or not 1 < found.value <= _MANY:
        return None
    return found


def counts_one(text: Text, stop: int) -> bool:
    """Whether "one" counts something: "one commune" and "one was lost" do, "the one", "one of", "one another" don't."""
    bits, index = text.bits, stop - 1
    before = text.masks[index - 1] if index else 0
    if before & (bits.DET | bits.NOT) and not (text.masks[stop] & bits.any_unit and before & bits.DET):
        return False
    if before & bits.MINUS:
        return True
    return bool(
        text.masks[stop]
        & (bits.PLAIN | bits.BE_ONLY | bits.MAGNITUDE | bits.UNIT | bits.TIME | bits.PERCENT | bits.POINT | bits.CENT
           | bits.CURRENCY)
    )  # fmt: skip
