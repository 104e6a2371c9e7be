"""Figures for tests, made by hand: text and type in, a Quantity out, so that no reader of texts is needed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any

from factcheck.checks.formula import FormulaError, parse
from factcheck.numerals import normal, trailing_zeros
from factcheck.records import Claim, Kind, Number, Pack, Quantity, Role, Rule, Severity

_MAGNITUDES = {"bn": 10**9, "m": 10**6, "k": 1000}
_position = count(0, 40)


def figure(text: str, kind: str = "number", unit: str = "", hedge: str = "", *, exact: bool = False) -> Quantity:
    """A figure from its text in digits ("$1.13bn", "94.55%"), with its last place and trailing zeros."""
    digits = "".join(char for char in text if char.isdigit() or char == ".")
    suffix = text[max(text.rfind(digit) for digit in digits) + 1 :]
    factor = _MAGNITUDES.get(suffix, 1)
    decimals = len(digits.partition(".")[2])
    place = normal(Fraction(factor, 10**decimals))
    value = normal(Fraction(digits) * factor * (-1 if text.startswith("-") else 1))
    zeros = place * 10 ** trailing_zeros(int(digits)) if not decimals else place
    if kind == "count" and zeros < 100:
        zeros = place
    start = next(_position)
    kinds = {"OVER": "over", "AT_LEAST": "over", "UNDER": "under", "NEARLY": "under", "ABOUT": "about"}
    return Quantity(text, start, start + len(text), value, place, zeros, kind, unit, hedge=kinds.get(hedge, "exact"),
                    hedge_class=hedge, exact=exact)  # fmt: skip


def percent(text: str, hedge: str = "") -> Quantity:
    return figure(text, "percent", "percent", hedge)


def counted(text: str, hedge: str = "") -> Quantity:
    return figure(text, "count", "member", hedge)


def money(text: str, hedge: str = "") -> Quantity:
    return figure(text, "money", "USD", hedge)


def worded(text: str, value: Number, kind: str = "count", unit: str = "", place: Number = 1) -> Quantity:
    """A figure that is written in words."""
    start = next(_position)
    return Quantity(text, start, start + len(text), value, place, place, kind, unit)


def item(text: str) -> Quantity:
    return worded(text, 1, "item")


def day(text: str, year: int, month: int, number: int, *, dated: bool = True) -> Quantity:
    start = next(_position)
    return Quantity(text, start, start + len(text), date(year, month, number).toordinal(), type="date", dated=dated)


def year(number: int) -> Quantity:
    return worded(str(number), number, "year")


def claim(kind: str, direction: int = 0, **roles: Quantity | list[Quantity]) -> Claim:
    """A claim of some figures in their roles."""
    filled = {role: tuple(figures) if isinstance(figures, list) else (figures,) for role, figures in roles.items()}
    spans = [figure for figures in filled.values() for figure in figures]
    return Claim(
        kind, filled, "a.txt", min(one.start for one in spans), max(one.end for one in spans), direction=direction
    )


_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEXICON: dict[str, Any] = {
    "numbers": {word: number for number, word in enumerate(_SMALL)} | {"twenty": 20, "thirty": 30, "forty": 40},
    "magnitudes": {"k": 1000, "million": 10**6, "mln": 10**6, "m": 10**6, "billion": 10**9, "bln": 10**9, "bn": 10**9},
    "points": {"percentage point": ["percentage point", "percentage points"]},
    "weekdays": {name: [name] for name in _DAYS},
    "hedges": {"OVER": ["more than", "over"], "ABOUT": ["about"]},
}  # fmt: skip

REQUIRE = {
    "share": "percent == 100 * part / whole",
    "bound": "part <= whole",
    "sum": "total == sum(parts)",
    "count": "number == len(items)",
    "change": "percent == 100 * (after / before - 1)",
    "difference": "delta == after - before",
    "change-of-after": "percent == 100 / (after / delta - 1)",
    "multiple": "factor == after / before",
    "compare": "larger > smaller",
    "duration": "length == years(start, end) or length == days(start, end)",
    "weekday": "weekday == weekday(date)",
    "average": "average == total / count",
    "exchange": "agree(a / b)",
    "repeat": "agree(values)",
}
_KIND = {"difference": "change", "change-of-after": "change"}
_TYPES = {"number": "count", "count": "count", "items": "item", "start": "date", "end": "date", "date": "date"}
SIGNED = dict.fromkeys(("change", "difference", "change-of-after"), frozenset({"percent", "delta"}))
"""Kind to its roles that have the sign of the wording."""
_LISTS = {"parts", "items", "values", "a", "b"}


def rule(name: str, kind: str, require: str, severity: Severity = Severity.ERROR, **messages: str) -> Rule:
    """A rule without prose."""
    return Rule(name, kind, require, severity, "", "", "", {}, messages, path="rules.yaml", line=3, law_line=6)


def pack(*rules: Rule) -> Pack:
    """A pack of some rules, or of one for each law of `REQUIRE`, with the words that figures are written in."""
    rules = rules or tuple(rule(name, _KIND.get(name, name), require) for name, require in REQUIRE.items())
    kinds: dict[str, Kind] = {}
    for one in rules:
        names = {role.name: role for role in kinds[one.claim].roles} if one.claim in kinds else {}
        try:
            named = parse(one.require).roles
        except FormulaError:
            named = frozenset()
        for name in sorted(named):
            signed = name in SIGNED.get(one.claim, ())
            names[name] = Role(name, _TYPES.get(name, "amount"), name in _LISTS, signed=signed)
        kinds[one.claim] = Kind(one.claim, tuple(names.values()))
    return Pack(kinds, rules, LEXICON, ())
