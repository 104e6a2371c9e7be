"""Random figures for every kind of claim, made up so that its law holds, and each of them once more clearly wrong.

The laws are worked out here in whole steps of the last digit, so that what is tested is not what they are tested with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

from attrs import evolve, frozen

from factcheck import packs
from factcheck.records import Pack

PACK: Pack = packs.load()
CLASSES: Mapping[str, Sequence[str]] = PACK.lexicon["classes"]
NUMBER_WORDS: Mapping[int, str] = {value: word for word, value in PACK.lexicon["numbers"].items()}


@frozen
class Stated:
    """A figure as a sentence states it. tail: what stands behind it; wrong: its text once spoiled, "" if it stays.

    amount: it measures or counts something, so that it may be hedged.
    """

    text: str
    tail: str = ""
    wrong: str = ""
    amount: bool = False


Figures = Mapping[str, Sequence[Stated]]


@frozen
class Unit:
    """What is measured, in steps of the last digit: what stands before and behind it, how many decimals it has."""

    before: str = ""
    behind: str = ""
    decimals: int = 0
    noun: str = ""

    def write(self, steps: int) -> str:
        """A number of steps as digits, with what belongs to them."""
        return f"{self.before}{digits(steps, self.decimals)}{self.behind}"

    def state(self, steps: int, wrong: int = 0) -> Stated:
        """The same as a figure of a sentence, `wrong` steps if spoiled."""
        return Stated(self.write(steps), self.noun, self.write(wrong) if wrong else "", amount=True)


NOUNS = ("people", "households", "members", "villages", "schools", "posts", "workers", "party members")
NAMES = ("Leeds", "York", "Hull", "Hoa An", "Binh Son", "Tân Phú", "Nậm Mười", "Đồng Tâm", "Kon Tum", "Málaga")
THINGS = ("laptops", "tickets", "buses", "shares")
PURPOSES = ("for roads", "for bridges", "for clinics", "for ferries", "for nurseries")


def digits(steps: int, decimals: int = 0) -> str:
    """Steps of the last place as digits: 113 with two decimals is 1.13, 21640 with none 21,640."""
    whole, rest = divmod(steps, 10**decimals)
    return f"{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")


def in_words(number: int) -> str:
    """A whole number below a million in words: "one hundred and five", "twenty-five thousand"."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        joint = " and " if 0 < rest < 100 else " "
        return in_words(thousands) + " thousand" + (joint + in_words(rest) if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return NUMBER_WORDS[hundreds] + " hundred" + (" and " + in_words(rest) if rest else "")
    if number in NUMBER_WORDS:
        return NUMBER_WORDS[number]
    return NUMBER_WORDS[number - number % 10] + "-" + NUMBER_WORDS[number % 10]


def rounded(numerator: int, denominator: int) -> int:
    """The quotient of two positive numbers, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _counted(random: Random) -> Unit:
    return Unit(noun=random.choice(NOUNS))


def _measured(random: Random) -> Unit:
    """Money or a measure."""
    decimals = random.randrange(3)
    money = (("$", " million"), ("$", "m"), ("£", "bn"), ("€", " billion"), ("", " million dong"), ("$", ""))
    return Unit(*random.choice((*money, ("", " tonnes"), ("", " hectares"), ("", " km"))), decimals)


def _unit(random: Random) -> Unit:
    return random.choice((_counted, _measured))(random)


def _percent(random: Random, numerator: int, denominator: int) -> Stated:
    """100 * numerator / denominator as a percentage; spoiled it is more than twice that."""
    decimals = random.randrange(3)
    sign = Unit("", random.choice(("%", "%", " percent", " pct", " per cent")), decimals)
    steps = rounded(100 * 10**decimals * numerator, denominator)
    return sign.state(steps, 2 * steps + 13 * 10**decimals)


def _spoiled(steps: int) -> int:
    return 2 * steps + 3


def _missed(steps: int) -> int:
    """A count that is two or three too large, and not rounded."""
    return steps + 2 if (steps + 2) % 10 else steps + 3


def _uneven(random: Random, low: int, high: int) -> int:
    """A number that does not end in a zero, which could be rounding."""
    number = random.randrange(low, high)
    return number if number % 10 else number + random.randrange(1, 10)


# -- the kinds of claims, each with figures for which its law holds ----------------------------------------------------


@frozen
class Wanted:
    """What a template asks of the figures: its literal words and signs, the direction it gives, the nouns it wants."""

    words: frozenset[str]
    direction: int
    nouns: Mapping[str, str]
    before: Mapping[str, str]


def _share(random: Random, wanted: Wanted) -> Figures:
    unit = _counted(random) if "/" in wanted.words else _unit(random)
    if wanted.nouns:
        unit = Unit(noun=random.choice(_plurals(wanted.nouns["whole"])))
    whole = _uneven(random, 110, 9000)
    part = random.randrange(whole * 12 // 100, whole)
    return {
        "part": [unit.state(part, _spoiled(part))],
        "whole": [unit.state(whole, _spoiled(whole))],
        "percent": [_percent(random, part, whole)],
    }


def _sum(random: Random, wanted: Wanted) -> Figures:
    unit = _unit(random)
    if wanted.nouns:
        unit = Unit(noun=random.choice(_plurals(wanted.nouns.get("total", "ADMIN"))))
    sizes = [_uneven(random, 2 if unit.noun else 110, 900) for _ in range(random.randrange(2, 5))]
    sizes[0] += sum(sizes) % 10 == 0  # the total is as precise as its parts
    kinds = random.sample(_plurals(wanted.nouns.get("parts", "ADMIN")) if unit.noun else PURPOSES, len(sizes))
    # Of counts that only come near the total it is not even said that they make it up.
    spoil, hedges = (_missed, False) if wanted.nouns else (_spoiled, True)
    parts = [unit.state(size, spoil(size)) for size in sizes]
    return {
        "total": [evolve(unit.state(sum(sizes), spoil(sum(sizes))), amount=hedges)],
        "parts": [evolve(part, tail=kind, amount=hedges) for part, kind in zip(parts, kinds, strict=True)],
    }


def _shares_total(random: Random, wanted: Wanted) -> Figures:
    decimals = random.randrange(2)
    sign = Unit("", "%", decimals)
    one, other = (random.randrange(11, 44) * 10**decimals + random.randrange(10**decimals) for _ in range(2))
    rest = 100 * 10**decimals - one - other
    parts = [sign.state(size, _spoiled(size)) for size in (one, other)]
    last = sign.state(rest, _spoiled(rest))
    return {"parts": parts if "{rest}" in wanted.words else [*parts, last], "rest": [last]}


def _bound(random: Random, wanted: Wanted) -> Figures:
    unit = _counted(random) if "/" in wanted.words or wanted.nouns else _unit(random)
    if "whole" in wanted.nouns:
        unit = Unit(noun=random.choice(_plurals(wanted.nouns["whole"])))
    if "{part,...}" in wanted.words:  # a list of units of administration is read as a sum
        unit = random.choice((Unit(noun="people"), Unit(noun="members"), Unit("$", " million", 1)))
    whole = _uneven(random, 110, 9000)
    parts = [unit.state(random.randrange(2, whole // 3), _spoiled(whole)) for _ in range(random.randrange(2, 4))]
    return {"whole": [unit.state(whole)], "part": parts}


def _count(random: Random, wanted: Wanted) -> Figures:
    items = random.sample(NAMES, random.randrange(2, 6))
    number, wrong = len(items), len(items) + random.choice((1, 2))
    write = random.choice((in_words, digits))
    nouns = ("communes", "provinces") if wanted.nouns else ("communes", "wards", "new offices", "mountain villages")
    noun = random.choice(nouns)
    return {"number": [Stated(write(number), noun, write(wrong))], "items": [Stated(name) for name in items]}


def _change(random: Random, wanted: Wanted) -> Figures:
    unit = _unit(random)
    before = _uneven(random, 110, 990)
    way = wanted.direction or 1
    delta = random.choice([n for n in range(before // 10 + 1, before * 2 // 5) if n % 10 and (before + way * n) % 10])
    after = before + way * delta
    rises = after > before  # a figure is spoiled so that the direction stays what the words say
    return {
        "before": [unit.state(before, 0 if rises else _spoiled(before))],
        "after": [unit.state(after, _spoiled(after) if rises else 0)],
        "delta": [unit.state(delta, _spoiled(delta))],
        "percent": [_percent(random, delta, before)],
    }


def _multiple(random: Random, wanted: Wanted) -> Figures:
    unit = _unit(random)
    before = _uneven(random, 110, 990)
    factor = random.choice((2, 3, 4, 5))
    words = [word for word, (value, _) in PACK.lexicon["factors"].items() if value == factor]
    verbs = [word for word in words if word.endswith(("ed", "ing", "bles", "ples"))]
    adverbs = [*(word for word in words if word not in verbs), f"{in_words(factor)} times", f"{factor} times"]
    if "many" in wanted.words:
        adverbs = [word for word in adverbs if word.endswith(" times") or word == "twice"]
    after = before * factor
    return {
        "factor": [Stated(random.choice(adverbs if wanted.before["factor"] == "," else verbs))],
        "before": [unit.state(before, 5 * before)],  # "two times" is loose
        "after": [unit.state(after, 5 * after)],
    }


def _compare(random: Random, wanted: Wanted) -> Figures:
    unit = random.choice((_unit(random), Unit("", "%", 1)))
    if wanted.nouns:
        unit = Unit(noun=random.choice(_plurals(next(iter(wanted.nouns.values())))))
    if wanted.words == {",", "from", "to", "{larger!}", "{smaller!}"}:  # an item of a list of places
        unit = Unit()
    larger = _uneven(random, 110, 990)
    return {
        "larger": [unit.state(larger)],
        "smaller": [unit.state(random.randrange(larger // 4, larger), _spoiled(larger))],
    }


def _duration(random: Random, wanted: Wanted) -> Figures:
    length = random.randrange(2, 30)
    write = random.choice((in_words, digits))
    if random.random() < 0.5 or "in" in wanted.before.values():
        first = random.randrange(1950, 2020)
        start, end, unit = str(first), str(first + length), " years"
    else:
        first_day = date(2001, 1, 1) + timedelta(random.randrange(9000))
        last_day = first_day + timedelta(length - random.randrange(2))
        unit, form = " days", random.choice(_DATE_FORMS)
        leap = (first_day.month, first_day.day) == (2, 29)  # without its year that day is none
        same = first_day.year == last_day.year and not leap and random.random() < 0.5
        start, end = form(first_day, not same), form(last_day, True)
    return {
        "length": [Stated(write(length) + unit, "", write(_spoiled(length)) + unit)],
        "start": [Stated(start)],
        "end": [Stated(end)],
    }


def _weekday(random: Random, _: Wanted) -> Figures:
    day = date(1990, 1, 1) + timedelta(random.randrange(15000))
    other = day + timedelta(random.randrange(1, 7))
    written = random.choice(_DATE_FORMS)(day, True)
    return {"date": [Stated(written)], "weekday": [Stated(f"{day:%A}", "", f"{other:%A}")]}


def _average(random: Random, wanted: Wanted) -> Figures:
    if "{years}" in wanted.words:
        return _average_change(random, wanted)
    money = Unit(random.choice(("$", "£", "€")), "", random.choice((0, 2)))
    number, average = _uneven(random, 12, 900), _uneven(random, 110, 9000)
    total = number * average
    return {
        "count": [Unit(noun=random.choice(THINGS)).state(number, _spoiled(number))],
        "average": [money.state(average, _spoiled(average))],
        "total": [money.state(total, _spoiled(total))],
    }


_CONVERSIONS = (
    (" miles", " km", 1_609_344), (" acres", " hectares", 404_686), (" lb", " kg", 453_592), ("ft", " metres", 304_800),
    (" km", " miles", 621_371), (" hectares", " acres", 2_471_054), (" km2", " square miles", 386_102),
)  # fmt: skip
"""A unit, another one, and how many millionths of that it is."""


def _conversion(random: Random, _: Wanted) -> Figures:
    here, there, millionths = random.choice(_CONVERSIONS)
    amount = _uneven(random, 110, 990)
    same = rounded(amount * millionths, 10**6)
    return {
        "a": [Unit("", here).state(amount, _spoiled(amount))],
        "b": [Unit("", there).state(same, _spoiled(same))],
    }


def _average_change(random: Random, wanted: Wanted) -> Figures:
    unit = random.choice((_unit(random), Unit("", "%", 1)))
    years, average = random.randrange(2, 10), _uneven(random, 11, 40)
    before = _uneven(random, 410, 990)
    after = before + (wanted.direction or 1) * years * average
    rises = after > before
    write = random.choice((in_words, digits))
    return {
        "before": [unit.state(before, 0 if rises else _spoiled(before))],
        "after": [unit.state(after, _spoiled(after) if rises else 0)],
        "average": [unit.state(average, _spoiled(average))],
        "years": [Stated(write(years) + " years", "", write(_spoiled(years)) + " years")],
    }


def _founding(random: Random, _: Wanted) -> Figures:
    successor, *merged = random.sample(NAMES, random.randrange(3, 6))
    return {"successor": [Stated(f"{successor} commune")], "predecessors": [Stated(name) for name in merged]}


KINDS: Mapping[str, Callable[[Random, Wanted], Figures]] = {
    "share": _share, "sum": _sum, "shares_total": _shares_total,
    "bound": _bound, "count": _count, "change": _change, "multiple": _multiple,
    "compare": _compare, "duration": _duration, "weekday": _weekday, "average": _average, "founding": _founding,
    "conversion": _conversion,
}  # fmt: skip
"""Kind of claim to figures that fulfil its law; a role that holds one figure takes the first of several."""

_DATE_FORMS: Sequence[Callable[[date, bool], str]] = (
    lambda day, dated: f"{day:%B} {day.day}" + (f", {day.year}" if dated else ""),
    lambda day, dated: f"{day.day} {day:%B}" + (f" {day.year}" if dated else ""),
)


@cache
def _plurals(name: str) -> list[str]:
    """The plural nouns of a class of the lexicon that are no units of measurement."""
    units = {word for words in PACK.lexicon["units"].values() for word in words}
    return sorted({word for word in CLASSES[name] if word.endswith("s") and len(word) > 3} - units)
