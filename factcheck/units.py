"""Names of units in, exact conversions between them out; the one room of pint.

What pint says of the lexicon's units is kept as a table, `units.json`, which `python -m factcheck.packs` writes and a
test proves equal: loading pint takes longer than checking a thousand articles. It is asked for the units of user packs.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from attrs import frozen

from factcheck.interval import Interval, divide, point
from factcheck.records import Number

if TYPE_CHECKING:
    import pint

CONVERTIBLE = frozenset({"measure", "time", "money"})
"""Types of figures whose units can be converted; money only to coins of its currency."""

MINOR: Mapping[str, tuple[str, ...]] = {
    "cent": ("USD", "EUR", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "ZAR", "NLG", "KES", "LKR", "BBD", "JMD", "TTD"),
    "penny": ("GBP", "IEP", "FIM"),
    "centime": ("FRF", "CHF", "BEF", "LUF", "DZD", "MAD", "XOF", "XAF"),
    "pfennig": ("DEM",),
    "centavo": ("MXN", "BRL", "ARS", "CLP", "COP", "PHP", "CUP", "PTE", "BRC", "BRE"),
    "kopeck": ("RUB", "UAH", "BYN"),
    "paisa": ("INR", "PKR", "NPR", "BDT"),
    "ore": ("SEK", "NOK", "DKK"),
    "sen": ("JPY", "MYR", "IDR"),
}
"""Of which currencies a coin is the hundredth part. Source: ISO 4217, minor units; Unicode CLDR."""

_READINGS: Mapping[str, tuple[str, ...]] = {
    "ton": ("short_ton", "long_ton", "metric_ton"),
    "hundredweight": ("hundredweight", "long_hundredweight"),
    "ounce": ("ounce", "troy_ounce", "fluid_ounce", "imperial_fluid_ounce"),
    "fluid ounce": ("fluid_ounce", "imperial_fluid_ounce"),
    "pint": ("pint", "imperial_pint"),
    "quart": ("quart", "imperial_quart"),
    "gallon": ("gallon", "imperial_gallon"),
    "bushel": ("bushel", "imperial_bushel"),
    "barrel": ("oil_barrel", "barrel", "imperial_barrel"),
    "horsepower": ("horsepower", "metric_horsepower"),
    "calorie": ("calorie", "kilocalorie"),
    "kilobyte": ("kilobyte", "kibibyte"),
    "megabyte": ("megabyte", "mebibyte"),
    "gigabyte": ("gigabyte", "gibibyte"),
    "terabyte": ("terabyte", "tebibyte"),
    "degree": ("degree_Celsius", "degree_Fahrenheit"),
    "pound per square inch": ("psi",),
    "pound-mass": ("pound",),
    "decade": ("decennium",),
}
"""What a name may mean, as pint calls it; any other name means what it says. Source: NIST Handbook 44, appendix C."""

# pint has a decade of logarithms, and no quintal.
_DEFINED = ("decennium = 10 * year", "quintal = 100 * kilogram")

TABLE = os.path.join(os.path.dirname(__file__), "units.json")
"""What the units of the built-in lexicon mean."""

_POWERS = ("square ", "cubic ")


@frozen
class Conversion:
    """What an amount is in another unit: `factor` times as much, plus `offset`, which only temperatures have."""

    factor: Number
    offset: Number = 0

    def of(self, amount: Interval) -> Interval:
        """An amount in the other unit, exact."""
        return amount.scale(self.factor) + point(self.offset)

    def back(self, amount: Interval) -> Interval:
        """An amount in the other unit, brought back to the one it was converted from."""
        return (amount - point(self.offset)).scale(divide(1, self.factor))


@frozen
class Base:
    """One meaning of a unit: what it measures, and how to bring an amount of it to base units: * factor + offset."""

    dimension: str
    factor: Number
    offset: Number

    def to(self, other: Base) -> Conversion:
        """The conversion to another unit of the same dimension."""
        return Conversion(divide(self.factor, other.factor), divide(self.offset - other.offset, other.factor))


SAME = Conversion(1)
"""The conversion of a unit to itself."""


def comparable(units: Collection[str]) -> bool:
    """Whether units measure the same, in some way of reading them: mile and kilometre do, mile and hectare don't."""
    return any(_alike(units))


def conversions(units: Collection[str], target: str) -> tuple[Mapping[str, Conversion], ...]:
    """How each of some units is converted to the target, one of them; a mapping for each way of reading their names.

    Several where a name is ambiguous (a ton is short, long or metric) or where a temperature may be a difference of
    two ("1.5 °C of warming"), none if the units measure different things.
    """
    absolute = [{unit: meant.to(reading[target]) for unit, meant in reading.items()} for reading in _alike(units)]
    differences = [
        {unit: Conversion(one.factor) for unit, one in reading.items()}
        for reading in absolute
        if any(one.offset for one in reading.values())
    ]
    return (*absolute, *differences)


def _alike(units: Collection[str]) -> Iterator[Mapping[str, Base]]:
    """Each way to read some names in which all have one dimension."""
    names = sorted(units)
    for bases in product(*map(_bases, names)):
        if len({base.dimension for base in bases}) == 1:
            yield dict(zip(names, bases, strict=True))


@cache
def _bases(name: str) -> tuple[Base, ...]:
    """What a name may mean; an unknown name means nothing. Only names that the table lacks are asked of pint."""
    rows = _table().get(name)
    if rows is None and (money := _money(name)):
        return money
    if rows is None:
        over, _, under = name.partition(" per ")
        if over not in _table() or under not in _table():
            return ask_pint(name)
        return tuple(_rate(one, other) for one, other in product(_bases(over), _bases(under)))
    return tuple(Base(dimension, Fraction(factor), Fraction(offset)) for dimension, factor, offset in rows)


def _money(name: str) -> tuple[Base, ...]:
    """A currency, or its hundredth part, which several may have; nothing for any other name."""
    if len(name) == len("USD") and name.isupper():
        return (Base(name, 1, 0),)
    return tuple(Base(currency, Fraction(1, 100), 0) for currency in MINOR.get(name, ()))


def _rate(over: Base, under: Base) -> Base:
    """One unit per another: barrels per day."""
    powers = Counter(_powers(over.dimension))
    powers.subtract(_powers(under.dimension))
    dimension = ",".join(sorted(f"{base}^{power}" for base, power in powers.items() if power))
    return Base(dimension, divide(over.factor, under.factor), 0)


def _powers(dimension: str) -> dict[str, int]:
    """The power of each base unit in a dimension that is written as in the table."""
    return {base: int(power) for base, _, power in (part.partition("^") for part in dimension.split(",")) if base}


@cache
def _table() -> Mapping[str, list[list[str]]]:
    with open(TABLE, encoding="utf-8") as file:
        rows: Mapping[str, list[list[str]]] = json.load(file)
    return rows


# -- pint --------------------------------------------------------------------------------------------------------------


def ask_pint(name: str) -> tuple[Base, ...]:
    """What a name may mean, in each of its parts: "mile per gallon" has two meanings, an unknown name none."""
    import pint

    found = _READINGS.get(name) or [" per ".join(parts) for parts in product(*map(_readings, name.split(" per ")))]
    try:
        return tuple(map(_base, found))
    except (pint.PintError, ValueError):
        return ()


def tabulated(names: Collection[str]) -> str:
    """The text of the table for some names, the same on every machine: dimension, factor and offset of each meaning."""
    rows = {
        name: [[base.dimension, str(base.factor), str(base.offset)] for base in ask_pint(name)]
        for name in sorted(names)
    }
    return json.dumps(rows, separators=(",", ":")) + "\n"


def _readings(part: str) -> tuple[str, ...]:
    power = next((prefix for prefix in _POWERS if part.startswith(prefix)), "")
    return _READINGS.get(part) or (power + part.removeprefix(power).replace(" ", "_"),)


def _base(meaning: str) -> Base:
    """A unit of pint in base units."""
    registry = _registry()
    zero, one = (registry.Quantity(Fraction(number), meaning).to_base_units() for number in (0, 1))
    dimension = ",".join(sorted(f"{base}^{power}" for base, power in one.dimensionality.items()))
    return Base(dimension, one.magnitude - zero.magnitude, zero.magnitude)


@cache
def _registry() -> pint.UnitRegistry[Fraction]:
    import pint

    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(non_int_type=Fraction)
    for definition in _DEFINED:
        registry.define(definition)
    return registry
