"""A number and what is tied to it by hyphens in, figures out: "2-3", "512-seat", "5-million-tonne", "3-to-1"."""

from __future__ import annotations

from attrs import evolve

from factcheck.language import ages, digits, hedges, names, ranges
from factcheck.language.amounts import amount, spread
from factcheck.language.numbers import Number, fraction, integer, times
from factcheck.language.ratios import ratio
from factcheck.language.text import Figure, Text, figure
from factcheck.language.words import DASHES
from factcheck.records import Quantity


def read(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """2-3 individuals and 60-80% are ranges, 2020-2025 years, 6-3 a score, 10-year-old an age, 512-seat a count."""
    second, bits = number.stop + 1, text.bits
    if text.masks[second] & bits.CURRENCY and text.masks[second + 1] & bits.NUMERAL:
        return _priced(text, index, number, done)
    if not text.masks[second] & bits.NUMERAL:
        tail = text.words[second].lower()
        return tailed(text, index, number._replace(stop=second + 1, tail=tail), done) if tail[:1].isalpha() else []
    upper = digits.read(text, second)
    quoted = upper and not number.whole and text.words[upper.stop] == "/" and text.glued[upper.stop]  # "2.88-3/4"
    if upper is None or quoted or _goes_on(text, upper.stop):
        return [figure(text, index, names.run(text, second), "identifier")]
    if text.masks[index] & bits.YEARLIKE and not names.is_unit(text, upper.stop):
        year = int(text.words[index])
        end = upper.value if text.masks[second] & bits.YEARLIKE else year // 100 * 100 + upper.value
        return [figure(text, index, index + 1, "year", year), figure(text, second, second + 1, "year", end)]
    found = ranges.whole(text, index, number, second, upper, done)
    return [found or figure(text, index, names.run(text, second), "identifier")]


def _priced(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """ "$10m-$12m": a range whose ends both have the sign of their currency."""
    at = number.stop + 2
    upper = digits.read(text, at)
    found = upper and ranges.whole(text, index, number, at, upper, done)
    return [found] if found else []


def _goes_on(text: Text, stop: int) -> bool:
    """Whether another number or a word other than one of time is hyphened to a token: "1-800-555", "5-10-year"."""
    if text.words[stop] not in DASHES or not text.glued[stop]:
        return False
    return not text.value("times", text.words[stop + 1].partition("-")[0])


def with_magnitude(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """The figures of a number with a magnitude behind it that has words hyphened to it: "$2 billion-a-year"."""
    word = text.words[number.stop].lower()
    if word.partition("-")[0] not in text.values["magnitudes"]:
        return []
    return tailed(text, index, number._replace(stop=number.stop + 1, tail=word), done)


def tailed(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """The figures of a number with words hyphened to it; none if these say nothing about it, as in "100-a-barrel"."""
    parts, values = number.tail.split("-"), text.values
    if parts[0] in values["tos"] or parts[0] in values["fors"]:
        return _linked(text, index, number, parts, done)
    if parts[0] in values["ins"] and number.value == 1:
        return _share(text, index, number, parts, done)
    if parts[0] in values["trailing_hedges"] or parts[0] in values["articles"]:
        return []
    factor = 1 if parts[0] in values["glued"] else values["magnitudes"].get(parts[0], 1)
    if factor > 1:
        scaled = times(number, factor, number.stop)._replace(tail="-".join(parts[1:]))
        priced = index > done and text.masks[index - 1] & text.bits.CURRENCY
        told = tailed(text, index, scaled, done) if scaled.tail and not priced else []
        hedged = scaled.tail in values["trailing_hedges"]
        return told or [amount(text, index, scaled if hedged else scaled._replace(tail=""), done)]
    age = ages.read(text, index, number, done)
    if age:
        return [age]
    if parts[0] in values["not_nouns"] or len(parts[0]) == 1 and not text.value("units", parts[0]):
        return [figure(text, index, number.stop, "identifier")]
    one = _with_unit(text, index, number)
    if text.masks[index] & text.bits.YEARLIKE and one.quantity.type == "count":  # "1988-model cars"
        return [figure(text, index, number.stop, "year", number.value)]
    if len(parts) > 2 and parts[1] in values["articles"]:
        return [evolve(one, quantity=evolve(one.quantity, per=parts[2]))]
    return [one]


def _linked(text: Text, index: int, number: Number, parts: list[str], done: int) -> list[Figure]:
    """ "3-to-1" and "two-for-one" are ratios, "five-to-10-year" and "8.25-to-8.50 dlrs" ranges."""
    second = index if len(parts) > 1 else number.stop + 1
    upper = _other(text, number, parts)
    if upper is None or not upper.value:
        return []
    if parts[0] in text.values["tos"] and upper.value > number.value:
        return [_range(text, index, number._replace(tail=""), second, upper, done)]
    return [ratio(text, index, number, int(upper.value), upper.stop)] if number.whole and upper.whole else []


def _other(text: Text, number: Number, parts: list[str]) -> Number | None:
    """The number to which another one is linked by the first of the words hyphened to it."""
    at = number.stop
    if len(parts) > 1:
        return integer(at, text.values["numbers"].get(parts[1], 0))._replace(tail="-".join(parts[2:]))
    tied = text.words[at] == "-" and text.glued[at] and text.masks[at + 1] & text.bits.NUMERAL
    return digits.read(text, at + 1) if tied else None


def _share(text: Text, index: int, number: Number, parts: list[str], done: int) -> list[Figure]:
    """ "one-in-five", "1-in-10": a fraction."""
    under = _other(text, number, parts)
    if under is None or not under.whole or under.value < 2 or under.tail:
        return []
    return [amount(text, index, fraction(under.stop, 1, int(under.value)), done)]


def _range(text: Text, index: int, number: Number, second: int, upper: Number, done: int) -> Figure:
    """The range to a larger number that may have something hyphened to it."""
    factor = 1 if number.magnitude or number.value * upper.scale >= upper.value else upper.scale
    return spread(text, amount(text, index, number, done), _upper(text, second, upper), factor)


def _upper(text: Text, index: int, number: Number) -> Figure:
    """The figure of the upper end of a range, with what is hyphened to it."""
    behind = number.stop
    if number.tail:
        return ages.read(text, index, number, index) or _with_unit(text, index, number)
    if text.words[behind] == "-" and text.glued[behind] and text.glued[behind + 1]:
        tied = number._replace(stop=behind + 2, tail=text.words[behind + 1].lower())
        return (tailed(text, index, tied, index) or [amount(text, index, number, index)])[0]
    return amount(text, index, number, index)


def _with_unit(text: Text, first: int, number: Number) -> Figure:
    """A number with its unit hyphened to it: a time, a measure, money, a percentage, a factor, or a counted noun."""
    start, last = text.starts[first], number.stop - 1
    apart = text.words[last].lower() == number.tail and text.words[last - 1] in DASHES
    end = text.ends[last - 2] if apart else text.ends[last] - len(number.tail) - 1
    unit = " ".join(number.tail.split("-")[:2])  # "square foot", "percentage point"
    if not any(unit in text.values[section] for section in ("units", "points", "percents")):
        unit = number.tail.partition("-")[0]
    named = (
        ("time", text.value("times", unit)),
        ("measure", text.value("units", unit)),
        ("point", text.value("points", unit) if " " in unit else ""),
        ("money", text.value("currencies", unit) or text.value("cents", unit)),
        ("percent", "percent" if unit in text.values["percents"] else ""),
    )
    kind, name = next((pair for pair in named if pair[1]), ("count", unit))
    counted = unit if kind == "count" else ""
    if unit in text.values["folds"]:
        kind, name, counted = "factor", "", ""
    if number.part and kind == "count":
        kind, name, counted = "fraction", "", ""
    hedge = hedges.before(text, first)
    quantity = Quantity(
        text.source[start:end], start, end, number.value, number.place, number.place, kind, name, counted,
        hedges.CONTRACT.get(hedge, "exact"), hedge, hedges.trend(text, first, number.stop, True),
    )  # fmt: skip
    return Figure(first, number.stop, quantity)


def dashed(text: Text, index: int, number: Number) -> Figure | None:
    """ "30 - year bonds", as texts cut into tokens have it, and the "5- to 10-year plan", whose hyphen waits for it."""
    at, bits = number.stop + 1, text.bits
    if text.words[number.stop] not in DASHES:
        return None
    if text.masks[at] & bits.TO and text.glued[number.stop]:
        upper = ranges.number_at(text, at + 1)
        larger = upper is not None and upper.value > number.value
        return _range(text, index, number, at + 1, upper, index) if upper and larger else None
    if not text.masks[at] & (bits.TIME | bits.UNIT):
        return None
    unit = text.words[at].lower()
    if unit not in (text.value("times", unit), text.value("units", unit)):
        return None
    one = _with_unit(text, index, number._replace(stop=at + 1, tail=unit))
    return evolve(one, quantity=evolve(one.quantity, text=text.words[index], end=text.ends[number.stop - 1]))
