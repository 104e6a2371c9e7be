"""A figure in, intervals out: what it may be worth as written, as hedged, and if it was misrounded."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve

from factcheck import numerals
from factcheck.interval import Interval, above, divide, point
from factcheck.records import Number, Quantity

POINTS = frozenset({"item", "date", "year", "weekday", "ordinal", "identifier", "age"})
"""Types of figures that stand for themselves, however they are written."""

_ROUNDED_BY_ZEROS = frozenset({"money", "measure", "percent", "point"})
_COARSE_COUNT = 100
_SURPASSED = ("OVER", "JUST_OVER")  # what is at least 3 by law may be anything
_MOST_OVER = 10
_ROUNDEST = Fraction(1, 20)  # of a figure: nobody writes $100m for $140m without a word that says so


def is_exact(figure: Quantity) -> bool:
    """Whether a figure is worth just what is written: a bare whole count, a date, an item, one of a pair `N of M`.

    A count with decimals or a magnitude word ("1.2 million people") is rounded like any other amount.
    """
    return figure.exact or figure.type in POINTS or (figure.type == "count" and figure.place == 1)


def can_be_misrounded(figure: Quantity) -> bool:
    """Whether rounding can be behind a wrong figure: not if it is exact, nor in "seven years", which are counted."""
    return not is_exact(figure) and not (figure.type == "time" and figure.place == 1)


def written(figure: Quantity) -> Interval:
    """What a figure may be worth as written: exact ones themselves, others give or take half of the last written place.

    A range reaches from its lower to its upper end.
    """
    high = figure.value if figure.value_max is None else figure.value_max
    if is_exact(figure):
        return Interval(figure.value, high)
    # Both ends kept: half-up and half-even writers print the same digits.
    return _around(figure.value, high, divide(figure.place, 2))


def hedged(figure: Quantity) -> Interval:
    """What a figure may be worth by its hedge, or if its trailing zeros are rounding; else as written."""
    hedge = HEDGES.get(figure.hedge_class) or _FALLBACK.get(figure.hedge)
    if hedge is not None and figure.value:
        if figure.value >= 0:
            return hedge(figure)
        low = None if figure.value_max is None else -figure.value
        return -hedge(evolve(figure, value=-figure.value if low is None else -(figure.value_max or 0), value_max=low))
    if not _rounded_by_zeros(figure):
        return written(figure)
    high = figure.value if figure.value_max is None else figure.value_max
    most = max(divide(figure.place, 2), abs(Fraction(figure.value)) * _ROUNDEST)
    return _around(figure.value, high, numerals.normal(min(Fraction(figure.zeros) / 2, most)))


def credible(figure: Quantity) -> Interval:
    """What a figure may be worth by its hedge, "over 186" being at most ten times as much.

    "More than n" is understood as not more than the next round numbers: C. Cummins, U. Sauerland and S. Solt,
    Granularity and scalar implicature in numerical expressions, Linguistics and Philosophy 35 (2012).
    """
    found = hedged(figure)
    if found.high is not None or figure.hedge_class not in _SURPASSED or figure.value <= 0:
        return found
    return Interval(found.low, _MOST_OVER * _upper(figure), found.low_closed, True)


def misrounded(figure: Quantity) -> Interval:
    """What a figure may be worth if it was cut off or is one unit of its last place away; an exact one does not move.

    The ends are left out, and what is less than half of it, as nobody takes "1bn" for 300 million.
    """
    if not can_be_misrounded(figure):
        return written(figure)
    high = figure.value if figure.value_max is None else figure.value_max
    slack = divide(3 * figure.place, 2)
    half, low, high = divide(figure.value, 2), figure.value - slack, high + slack
    if half > 0:
        low = max(low, half)
    elif half < 0:
        high = min(high, half)
    return Interval(low, high, False, False)


def cut_off(figure: Quantity) -> Interval:
    """What a figure may be worth if it was cut off: one that copies another figure is not off by a unit."""
    if not can_be_misrounded(figure):
        return written(figure)
    step = figure.place if figure.value > 0 else -figure.place
    low, high = sorted((figure.value, figure.value + step))
    return written(figure).hull(Interval(low, high, figure.value > 0, figure.value < 0))


def as_copy(figure: Quantity, finest: Number, rung: Callable[[Quantity], Interval]) -> Interval:
    """What a figure may be worth that copies others: one as precise as the finest of them is worth what is written."""
    if figure.place > finest or figure.hedge_class or figure.value_max is not None:
        return rung(figure)
    return point(figure.value)


def last_digit(figure: Quantity, number: Number) -> Number:
    """What one unit of the last digit of `number` that is not 0 is worth: 100 for 17,600, 1 for 45.

    Zeros behind a decimal point are digits like others: 0.01 for 1.50.
    """
    steps = divide(number, figure.place)
    if not steps or not isinstance(steps, int):
        return figure.place
    unit = figure.place
    while not steps % 10:
        steps //= 10
        unit *= 10
    return unit


def _around(low: Number, high: Number, slack: Number) -> Interval:
    return Interval(low - slack, high + slack)


def _rounded_by_zeros(figure: Quantity) -> bool:
    if figure.exact or figure.zeros <= figure.place:
        return False
    return figure.type in _ROUNDED_BY_ZEROS or (figure.type in ("count", "number") and figure.zeros >= _COARSE_COUNT)


def _upper(figure: Quantity) -> Number:
    return figure.value if figure.value_max is None else figure.value_max


def _about(figure: Quantity) -> Interval:
    """One unit of the last digit, at most 10 %; never narrower than the figure would be without the hedge."""
    low, high = figure.value, _upper(figure)
    plain = hedged(evolve(figure, hedge="exact", hedge_class=""))
    loose = Interval(
        low - min(last_digit(figure, low), Fraction(low, 10)), high + min(last_digit(figure, high), Fraction(high, 10))
    )
    return plain.hull(loose)


HEDGES: dict[str, Callable[[Quantity], Interval]] = {
    "OVER": lambda figure: above(figure.value),
    "AT_LEAST": lambda figure: above(figure.value, closed=True),
    "JUST_OVER": lambda figure: Interval(figure.value, figure.value + Fraction(_upper(figure), 10), False, True),
    # 0 left out: an amount of nothing is not said to be less than something.
    "UNDER": lambda figure: Interval(0, _upper(figure), False, False),
    "NEARLY": lambda figure: Interval(Fraction(9 * figure.value, 10), _upper(figure), True, False),
    "ABOUT": _about,
}
"""Class of hedging words to what they make of a positive figure; negative ones mirror. Other classes add no width."""

_FALLBACK = {"over": HEDGES["OVER"], "under": HEDGES["UNDER"], "about": HEDGES["ABOUT"]}
