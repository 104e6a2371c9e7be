"""Number words in, numbers out: "twenty-five", "one hundred and five", "half a million", "seven-day"."""

from __future__ import annotations

from fractions import Fraction

from factcheck import numerals
from factcheck.language.amounts import Number, amount, magnified
from factcheck.language.text import Figure, Text, figure
from factcheck.records import Quantity


def read(text: Text, index: int, done: int) -> list[Figure]:
    """The figure that starts with the number word at a token, if it is one."""
    bits, mask = text.bits, text.masks[index]
    if mask & bits.COMPOUND and text.words[index].lower().partition("-")[2] not in text.values["numbers"]:
        return _compound(text, index)
    if mask & bits.FRACTION and not mask & bits.NUMBER:
        return _part(text, index, done)
    if mask & bits.MAGNITUDE and not mask & bits.NUMBER:
        if not text.masks[index - 1] & bits.ARTICLE or index - 1 < done:
            return []
        return [amount(text, index - 1, magnified(text, index, 1, 0), done)]
    value, stop = _whole(text, index)
    if text.masks[stop] & bits.FRACTION and value < 10:
        return [
            figure(
                text, index, stop + 1, "fraction", numerals.normal(value * text.value("fractions", text.words[stop]))
            )
        ]
    if value == 1 and stop == index + 1 and not _counts_one(text, index):
        return []
    return [amount(text, index, magnified(text, stop, value, 0), done)]


def _part(text: Text, index: int, done: int) -> list[Figure]:
    """ "half a million" is a number, "half" alone a fraction."""
    share = text.value("fractions", text.words[index])
    if text.masks[index + 1] & text.bits.ARTICLE:
        if not text.masks[index + 2] & text.bits.MAGNITUDE:
            return []
        factor = text.value("magnitudes", text.words[index + 2])
        value = numerals.normal(share * factor)
        return [
            amount(
                text, index, Number(index + 3, value, numerals.normal(Fraction(factor, 10)), value, False, True), done
            )
        ]
    return [figure(text, index, index + 1, "fraction", share)] if share == Fraction(1, 2) else []


def _compound(text: Text, index: int) -> list[Figure]:
    """two-thirds, seven-day, ten-year-old, three-fold, five-hundred."""
    word = text.words[index]
    head, _, tail = word.lower().partition("-")
    number, first = text.values["numbers"].get(head), tail.partition("-")[0]
    if number is None:
        return []
    if first in text.values["fractions"]:
        return [figure(text, index, index + 1, "fraction", numerals.normal(number * text.values["fractions"][first]))]
    if any(part in text.values["ages"] for part in tail.split("-")):
        return [figure(text, index, index + 1, "age", number)]
    if first in text.values["magnitudes"]:
        factor = text.values["magnitudes"][first]
        return [amount(text, index, Number(index + 1, number * factor, factor, factor, False, True), index)]
    start = text.starts[index]
    quantity = Quantity(word[: len(head)], start, start + len(head), number)
    return [Figure(index, index + 1, hyphenated(text, quantity, first))]


def hyphenated(text: Text, quantity: Quantity, unit: str) -> Quantity:
    """A number with what is hyphened to it: a time, a measure, a factor, or a counted noun ("512-seat")."""
    from attrs import evolve

    time, measure = text.value("times", unit), text.value("units", unit)
    if time or measure:
        return evolve(quantity, type="time" if time else "measure", unit=time or measure)
    if unit in text.values["folds"]:
        return evolve(quantity, type="factor")
    return evolve(quantity, type="count", unit=unit, noun=unit)


def _whole(text: Text, index: int) -> tuple[int, int]:
    """(value, end) of a whole number in words, its last magnitude from thousand upwards left to the caller."""
    numbers, magnitudes = text.values["numbers"], text.values["magnitudes"]
    bits, total, current, stop = text.bits, 0, 0, index
    while True:
        word = text.words[stop].lower()
        head, _, tail = word.partition("-")
        magnitude = magnitudes.get(word, 0) if text.masks[stop] & bits.MAGNITUDE else 0
        if word in numbers and (stop == index or _continues(current, numbers[word])):
            current += numbers[word]
        elif head in numbers and tail in numbers and current % 100 == 0:
            current += numbers[head] + numbers[tail]
        elif magnitude == 100 and 0 < current < 100:
            current *= 100
        elif magnitude == 1000 and current and _goes_on(text, _past_and(text, stop + 1)):
            total, current = total + current * 1000, 0
        elif not (
            text.masks[stop] & bits.AND
            and text.masks[stop - 1] & bits.MAGNITUDE
            and _goes_on(text, stop + 1)
        ):
            return total + current, stop
        stop += 1


def _past_and(text: Text, index: int) -> int:
    """The token behind an "and", else the token itself."""
    return index + 1 if text.masks[index] & text.bits.AND else index


def _goes_on(text: Text, index: int) -> bool:
    """Whether a number word stands at a token: "five", "twenty-one", but not the "two-thirds" of a fraction."""
    if text.masks[index] & text.bits.COMPOUND:
        return text.words[index].lower().partition("-")[2] in text.values["numbers"]
    return bool(text.masks[index] & text.bits.NUMBER)


def _continues(current: int, number: int) -> bool:
    """Whether a number word goes on with a number: "twenty five", "hundred five", but "two three" are two."""
    return current % 100 == 0 or (current % 10 == 0 and number < 10 and current % 100 >= 20)


def _counts_one(text: Text, index: int) -> bool:
    """Whether "one" counts something: "one commune" and "one was lost" do, "the one" and "one of" don't."""
    bits = text.bits
    if text.masks[index - 1] & (bits.DET | bits.NOT):
        return False
    return bool(
        text.masks[index + 1]
        & (bits.PLAIN | bits.BE_ONLY | bits.MAGNITUDE | bits.UNIT | bits.TIME | bits.PERCENT | bits.POINT)
    )
