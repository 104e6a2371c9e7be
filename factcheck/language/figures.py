"""Tokens in, figures out: each number with value, written precision, type, unit and hedge, and the tokens it covers.

Numerals in names, dates, years, ordinals, document numbers and scores are read as what they are, so that no claim
takes them for amounts.
"""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve

from factcheck import numerals
from factcheck.language import dates, spelled
from factcheck.language.amounts import CONTRACT_HEDGES, Number, amount, hedge_before, magnified, noun, plural
from factcheck.language.lexicon import Lexicon
from factcheck.language.text import Figure, Text, figure
from factcheck.records import Quantity

_STARTERS = ("NUMERAL", "DAY", "YEARLIKE", "NUMBER", "COMPOUND", "FRACTION", "FACTOR", "MONTH", "WEEKDAY", "MAGNITUDE")
_DASHES = ("-", "–")
_RUN_ENDS = frozenset(",);:\"”’'?!\n")


def starters(lexicon: Lexicon) -> re.Pattern[str]:
    """What finds the tokens of a shape at which a figure may start."""
    return re.compile(f"[{re.escape(''.join(lexicon.chars.get(name, '') for name in _STARTERS))}]")


def keepers(lexicon: Lexicon) -> re.Pattern[str]:
    """What finds the lines of a shape that are worth reading: a figure may start in them, or they state a merger."""
    kept = (*_STARTERS, "MERGING", "FOUNDING")
    return re.compile(f"[{re.escape(''.join(lexicon.chars.get(name, '') for name in kept))}]")


def read(text: Text, pattern: re.Pattern[str]) -> list[Figure]:
    """All figures of a text in order, none overlapping."""
    figures: list[Figure] = []
    done = 0
    for match in pattern.finditer(text.shape):
        index = match.start()
        if index >= done:
            found = _at(text, index, done)
            if found:
                figures += found
                done = max(done, found[-1].stop)
    return figures


def _at(text: Text, index: int, done: int) -> list[Figure]:
    """The figures that start at a token."""
    mask, bits = text.masks[index], text.bits
    if mask & bits.NUMERAL:
        return _numeral(text, index, done)
    if mask & bits.MONTH:
        return dates.month_first(text, index)
    if mask & bits.WEEKDAY:
        return [figure(text, index, index + 1, "weekday", text.value("weekdays", text.words[index]))]
    if mask & bits.FACTOR and not mask & bits.NUMBER:
        value, place = text.value("factors", text.words[index])
        one = figure(text, index, index + 1, "factor", value, place)
        hedge = hedge_before(text, index)
        return [
            evolve(one, quantity=evolve(one.quantity, hedge=CONTRACT_HEDGES.get(hedge, "exact"), hedge_class=hedge))
        ]
    return spelled.read(text, index, done)


def _numeral(text: Text, index: int, done: int) -> list[Figure]:
    """The figures that start with a numeral in digits."""
    bits, masks = text.bits, text.masks
    if masks[index] & bits.DAY:
        found = dates.day_first(text, index)
        if found:
            return found
    named = _named(text, index)
    if named:
        return named
    number = _digits(text, index)
    if number is None:
        return [figure(text, index, index + 1, "identifier")]
    behind = text.words[number.stop]
    if behind in ("-", "–", "/") and text.glued(number.stop) and text.glued(number.stop + 1):
        paired = _slashed(text, index, number) if behind == "/" else _hyphened(text, index, number, done)
        if paired:
            return paired
    if masks[index] & bits.YEARLIKE and number.stop == index + 1 and _is_year(text, index):
        return [figure(text, index, index + 1, "year", int(text.words[index]))]
    return _spread(text, index, number, done) or [amount(text, index, number, done)]


def _digits(text: Text, index: int) -> Number | None:
    """A numeral in digits with the magnitudes behind it; None if its digits make no number."""
    found = numerals.read(text.words[index])
    return None if found is None else magnified(text, index + 1, *found)


def _is_unit(text: Text, index: int) -> bool:
    """Whether a token makes the number before it an amount."""
    bits = text.bits
    return bool(
        text.masks[index]
        & (bits.MAGNITUDE | bits.PERCENT | bits.CURRENCY | bits.CENT | bits.UNIT | bits.TIME | bits.POINT | bits.FOLD)
    )


# -- numerals that are names -------------------------------------------------------------------------------------------


def _named(text: Text, index: int) -> list[Figure]:
    """Document numbers, "Hin 2 village", ordinals, times of day, 4G: figures that count nothing."""
    bits, masks, words = text.bits, text.masks, text.words
    stop, before = index + 1, index - 1
    if words[index][0] == "0" and words[index].isdecimal() and len(words[index]) > 1:
        return [figure(text, index, _run(text, stop), "identifier")]
    if before >= 0:
        if (text.glued(index) and words[before][-1:].isalpha() and not masks[before] & bits.CURRENCY) or words[
            before
        ] == "#":
            return [figure(text, index, _run(text, stop), "identifier")]
        if (
            before
            and words[before] in ("-", "/")
            and text.glued(index)
            and text.glued(before)
            and words[before - 1][-1:].isalpha()
        ):
            return [figure(text, index, _run(text, stop), "identifier")]
        if masks[before] & bits.IDENTIFIER and not _is_unit(text, stop):
            return [figure(text, index, _run(text, stop), "identifier")]
        if _in_name(text, index):
            return [figure(text, index, stop, "identifier")]
    if text.glued(stop):
        if masks[stop] & bits.ORDINAL_SUFFIX:
            return [figure(text, index, stop + 1, "ordinal", numerals.scaled(*(numerals.read(words[index]) or (0, 0))))]
        clock = words[stop] == ":" and masks[stop + 1] & bits.NUMERAL and text.glued(stop + 1)
        if clock or words[stop][:1].isalpha() and not _is_unit(text, stop):
            return [figure(text, index, _run(text, stop), "identifier")]
    return []


def _in_name(text: Text, index: int) -> bool:
    """ "Hin 2 village", "Nà Bủng 1": a small numeral behind a name, with no plural noun behind it to count."""
    bits, masks = text.bits, text.masks
    if not masks[index - 1] & bits.NAME or len(text.words[index]) > 3 or text.starts[index] - text.ends[index - 1] != 1:
        return False
    if _is_unit(text, index + 1) or noun(text, index + 1, 2)[1]:
        return False
    if masks[index + 1] & (bits.ADMIN | bits.NAME):
        return True
    return (
        index > 1 and bool(masks[index - 2] & bits.NAME) and text.words[index + 1] not in ("(", ";", "/", "-", "|", ":")
    )


def _run(text: Text, stop: int) -> int:
    """The end of the run of tokens that follow without a space, closing punctuation left out."""
    while text.glued(stop) and text.words[stop][0] not in _RUN_ENDS:
        stop += 1
    return stop - 1 if text.words[stop - 1] == "." else stop


def _is_year(text: Text, index: int) -> bool:
    """1985, but not the 1985 of "1985 people": a counted plural or a unit makes it an amount."""
    bits, masks = text.bits, text.masks
    if not 1700 <= int(text.words[index]) <= 2100 or _is_unit(text, index + 1):
        return False
    if index and (masks[index - 1] & bits.CURRENCY or text.words[index - 1] == "/"):
        return False
    if index and masks[index - 1] & (bits.PREP | bits.MONTH):
        return True
    behind = text.words[index + 1]
    return not (behind[:1].islower() and masks[index + 1] & bits.PLAIN and plural(text, behind))


# -- ranges ------------------------------------------------------------------------------------------------------------


def _spread(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """ "16.7 to 22 pct" and "between 5 and 10 hectares" are ranges; in "from 10 to 12" there are two figures."""
    bits, masks, stop = text.bits, text.masks, number.stop
    joined = masks[stop] & (bits.TO | bits.AND)
    if not joined or not masks[stop + 1] & bits.NUMERAL or text.glued(stop):
        return []
    between = index > 0 and masks[index - 1] & bits.BETWEEN
    if not between and (masks[stop] & bits.AND or masks[index - 1] & (bits.FROM | bits.RISE | bits.FALL | bits.TO)):
        return []
    upper = _digits(text, stop + 1)
    if upper is None or upper.value <= number.value:
        return []
    high = amount(text, stop + 1, upper, stop + 1)
    if high.quantity.type == "number" or not between and high.quantity.type == "count":
        return []
    return [_range(text, (index, number), (stop + 1, upper), high, done)]


def _range(text: Text, lower: tuple[int, Number], upper: tuple[int, Number], high: Figure, done: int) -> Figure:
    """One figure from a lower to an upper number, each with its first token; a magnitude at the end holds for both."""
    (index, number), (second, top) = lower, upper
    low = number.value
    if top.magnitude and not number.magnitude:
        bare = numerals.scaled(*(numerals.read(text.words[second]) or (1, 0)))
        low = numerals.normal(Fraction(low) * Fraction(top.value) / Fraction(bare or 1))
    first = amount(text, index, number, done)
    start = first.quantity.start
    kept = (
        high.quantity
        if high.quantity.type != "number"
        else evolve(high.quantity, type=first.quantity.type, unit=first.quantity.unit)
    )
    written = text.source[start : high.quantity.end]
    whole = evolve(kept, text=written, start=start, value=low, value_max=high.quantity.value,
                   hedge=first.quantity.hedge, hedge_class=first.quantity.hedge_class)  # fmt: skip
    return Figure(first.first, high.stop, whole)


# -- two numerals, or a numeral and a word, tied by a sign -------------------------------------------------------------


def _hyphened(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """2-3 individuals and 60-80% are ranges, 2020-2025 years, 6-3 a score, 10-year-old an age, 512-seat a count."""
    second, bits = number.stop + 1, text.bits
    if not text.masks[second] & bits.NUMERAL:
        return _hyphened_word(text, index, number, second)
    upper = _digits(text, second)
    if upper is None or text.words[upper.stop] in _DASHES and text.glued(upper.stop):
        return [figure(text, index, _run(text, second), "identifier")]
    if text.masks[index] & bits.YEARLIKE and not _is_unit(text, upper.stop):
        year = int(text.words[index])
        end = upper.value if text.masks[second] & bits.YEARLIKE else year // 100 * 100 + upper.value
        return [figure(text, index, index + 1, "year", year), figure(text, second, second + 1, "year", end)]
    if upper.value <= number.value and not upper.magnitude:
        return [figure(text, index, _run(text, second), "identifier")]
    return [_range(text, (index, number), (second, upper), amount(text, second, upper, second), done)]


def _hyphened_word(text: Text, index: int, number: Number, second: int) -> list[Figure]:
    word = text.words[second]
    if not word[:1].isalpha():
        return []
    parts = word.lower().split("-")
    if any(part in text.values["ages"] for part in parts):
        return [figure(text, index, second + 1, "age", number.value)]
    start = text.starts[index]
    end = text.ends[number.stop - 1]
    quantity = Quantity(text.source[start:end], start, end, number.value, number.place, number.place)
    return [Figure(index, second + 1, spelled.hyphenated(text, quantity, parts[0]))]


def _slashed(text: Text, index: int, number: Number) -> list[Figure]:
    """504/533 party members are two counts; 1985/86, 5/17/2018 and 202/2025/QH15 are names; 1/8 is a fraction."""
    second = number.stop + 1
    if not text.masks[second] & text.bits.NUMERAL:
        return []
    upper = _digits(text, second)
    if upper is None or "." in text.words[index] or "." in text.words[second]:
        return [figure(text, index, _run(text, second), "identifier")]
    behind, glued = text.words[upper.stop], text.glued(upper.stop)
    named = glued and (behind == "/" or behind == "-" and text.words[upper.stop + 1][:1].isalpha())
    if named or text.masks[index] & text.bits.YEARLIKE and upper.value < 2101:
        return [figure(text, index, _run(text, second + 1), "identifier")]
    if upper.value in (2, 4, 8, 16, 32) and number.value < upper.value and not noun(text, upper.stop, 2)[1]:
        return [figure(text, index, upper.stop, "fraction", Fraction(number.value) / Fraction(upper.value))]
    whole = amount(text, second, upper, second)
    kind = "count" if whole.quantity.type == "number" else whole.quantity.type
    start, end = text.starts[index], text.ends[number.stop - 1]
    part = Quantity(text.source[start:end], start, end, number.value, number.place, number.place, kind,
                    whole.quantity.unit, whole.quantity.noun, exact=number.whole)  # fmt: skip
    rest = evolve(whole.quantity, exact=upper.whole, type=kind, zeros=upper.place)
    return [Figure(index, number.stop, part), evolve(whole, quantity=rest)]
