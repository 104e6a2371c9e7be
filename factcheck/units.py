"""Names of units in, exact conversions between them out; the one room of pint, which is loaded once units differ."""

from __future__ import annotations

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

CONVERTIBLE = frozenset({"measure", "time"})
"""Types of figures whose units can be converted; money never is, as rates are facts of the world."""

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
    "decade": ("decennium",),
}
"""What a name may mean, as pint calls it; any other name means what it says. Source: NIST Handbook 44, appendix C."""

# pint has a decade of logarithms, and no quintal.
_DEFINED = ("decennium = 10 * year", "quintal = 100 * kilogram")

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
    absolute = [
        {unit: _conversion(meaning, meant[target]) for unit, meaning in meant.items()} for meant in _alike(units)
    ]
    differences = [
        {unit: Conversion(one.factor) for unit, one in reading.items()}
        for reading in absolute
        if any(one.offset for one in reading.values())
    ]
    return (*absolute, *differences)


def _alike(units: Collection[str]) -> Iterator[Mapping[str, str]]:
    """Each way to read some names in which all have one dimension: name to unit of pint."""
    names = sorted(units)
    for meanings in product(*map(_meanings, names)):
        if len({_dimension(meaning) for meaning in meanings}) == 1:
            yield dict(zip(names, meanings, strict=True))


@cache
def _meanings(name: str) -> tuple[str, ...]:
    """What a name may mean to pint, in each of its parts: "mile per gallon" has two meanings, an unknown name none."""
    import pint

    found = _READINGS.get(name) or [" per ".join(parts) for parts in product(*map(_readings, name.split(" per ")))]
    try:
        for meaning in found:
            _registry().parse_units(meaning)
    except (pint.PintError, ValueError):
        return ()
    return tuple(found)


def _readings(part: str) -> tuple[str, ...]:
    power = next((prefix for prefix in _POWERS if part.startswith(prefix)), "")
    return _READINGS.get(part) or (power + part.removeprefix(power).replace(" ", "_"),)


@cache
def _dimension(meaning: str) -> frozenset[tuple[str, object]]:
    """The base dimensions of a unit and their powers."""
    return frozenset(_registry().get_dimensionality(meaning).items())


@cache
def _conversion(source: str, target: str) -> Conversion:
    registry = _registry()
    zero, one = (registry.Quantity(Fraction(number), source).to(target).magnitude for number in (0, 1))
    return Conversion(one - zero, zero)


@cache
def _registry() -> pint.UnitRegistry[Fraction]:
    import pint

    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(non_int_type=Fraction)
    for definition in _DEFINED:
        registry.define(definition)
    return registry
