"""What an interval holds, and that arithmetic on intervals encloses arithmetic on the numbers in them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from operator import add, mul, sub
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from factcheck.interval import Interval, Undecided, above, below, between, divide, point
from factcheck.records import Number

numbers = st.one_of(st.integers(-1000, 1000), st.fractions(-50, 50, max_denominator=60))


@st.composite
def held(draw: st.DrawFn) -> tuple[Interval, Number]:
    """An interval, bounded or not, and a number in it."""
    number = draw(numbers)
    low = draw(st.none() | st.just(number) | numbers.filter(lambda low: low < number))
    high = draw(st.none() | st.just(number) | numbers.filter(lambda high: high > number))
    low_closed = low is not None and (low == number or draw(st.booleans()))
    high_closed = high is not None and (high == number or draw(st.booleans()))
    return Interval(low, high, low_closed, high_closed), number


@given(held(), held())
def test_arithmetic_encloses_what_it_makes_of_every_pair_of_numbers(
    one: tuple[Interval, Number], other: tuple[Interval, Number]
) -> None:
    (mine, x), (theirs, y) = one, other
    assert x in mine
    assert x + y in mine + theirs
    assert x - y in mine - theirs
    assert x * y in mine * theirs
    assert -x in -mine


@given(held(), held())
def test_quotients_are_enclosed_unless_the_divisor_may_be_nothing(
    one: tuple[Interval, Number], other: tuple[Interval, Number]
) -> None:
    (mine, x), (theirs, y) = one, other
    if 0 in theirs:
        with pytest.raises(Undecided):
            mine / theirs
    else:
        assert divide(x, y) in mine / theirs


@given(held(), numbers)
def test_scaling_is_multiplying_by_a_point(one: tuple[Interval, Number], factor: Number) -> None:
    interval, number = one
    assert number * factor in interval.scale(factor)
    assert interval.scale(factor) == interval * point(factor)


@given(held(), held())
def test_two_intervals_meet_in_what_both_of_them_hold(
    one: tuple[Interval, Number], other: tuple[Interval, Number]
) -> None:
    (mine, x), (theirs, y) = one, other
    common = mine.meet(theirs)
    assert (common is not None) == mine.intersects(theirs) == theirs.intersects(mine)
    for number in (x, y):
        assert (common is not None and number in common) == (number in mine and number in theirs)
        assert number in mine.hull(theirs)
    assert mine.hull(theirs).covers(mine)


@given(held(), held())
def test_an_interval_may_reach_another_if_one_of_its_numbers_is_no_greater(
    one: tuple[Interval, Number], other: tuple[Interval, Number]
) -> None:
    (mine, x), (theirs, y) = one, other
    assert mine.may_reach(theirs) or x > y
    assert mine.may_precede(theirs) or x >= y


# -- no wider than it must be ------------------------------------------------------------------------------------------

NEAR = Fraction(1, 10**9)
FAR = 10**9
CLOSE, LARGE = Fraction(1, 10**6), 10**6
thorough = settings(max_examples=200, deadline=None)


@st.composite
def small(draw: st.DrawFn) -> Interval:
    """An interval, bounded or not, with ends that often meet those of others, or 0."""
    ends = st.none() | st.integers(-3, 3)
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    alone = low is not None and low == high
    low_closed = low is not None and (alone or draw(st.booleans()))
    return Interval(low, high, low_closed, high is not None and (alone or draw(st.booleans())))


def around(interval: Interval) -> list[Number]:
    """The ends, and numbers right beside them on both sides; something far out for an end that is not there."""
    low: list[Number] = [-FAR] if interval.low is None else [interval.low - NEAR, interval.low, interval.low + NEAR]
    high: list[Number] = [FAR] if interval.high is None else [interval.high - NEAR, interval.high, interval.high + NEAR]
    return [*low, *high]


def inside(interval: Interval) -> list[Number]:
    """The numbers of an interval that lie nearest to its ends."""
    return [number for number in around(interval) if number in interval]


def fits(interval: Interval, numbers: list[Number]) -> bool:
    """Whether an interval holds some numbers and ends where they do: at the last one if it keeps its end."""

    def ends(end: Number | None, closed: bool, last: Number) -> bool:
        if end is None:
            return not closed and abs(Fraction(last)) > LARGE
        return last == end if closed else 0 < abs(Fraction(last) - end) < CLOSE

    return (
        all(number in interval for number in numbers)
        and ends(interval.low, interval.low_closed, min(numbers))
        and ends(interval.high, interval.high_closed, max(numbers))
    )


@thorough
@given(small(), small(), st.sampled_from([add, sub, mul]))
@example(above(1), below(-1), mul)
@example(Interval(0, 1, False, True), Interval(None, None, False, False), mul)
def test_arithmetic_gives_no_end_that_the_numbers_do_not_come_to(
    mine: Interval, theirs: Interval, operation: Callable[..., Any]
) -> None:
    results = [operation(x, y) for x, y in product(inside(mine), inside(theirs))]
    assert fits(operation(mine, theirs), results)
    assert fits(-mine, [-x for x in inside(mine)])


@thorough
@given(small(), small())
@example(Interval(-2, 3), Interval(1, 2))
@example(Interval(0, 3, True, False), Interval(1, 2, False, False))
@example(point(0), Interval(1, 2, False, False))
def test_a_quotient_has_no_end_that_the_numbers_do_not_come_to(mine: Interval, theirs: Interval) -> None:
    assume(0 not in theirs)
    assert fits(mine / theirs, [divide(x, y) for x, y in product(inside(mine), inside(theirs))])


@thorough
@given(small(), small())
def test_what_two_intervals_share_and_span_ends_where_they_do(mine: Interval, theirs: Interval) -> None:
    near = [*around(mine), *around(theirs)]
    common, both = mine.meet(theirs), mine.hull(theirs)
    held = [*inside(mine), *inside(theirs)]
    for number in near:
        assert (common is not None and number in common) == (number in mine and number in theirs)
        assert (number in both) == (min(held) <= number <= max(held))
    assert mine.covers(theirs) == all(number in mine for number in inside(theirs))


@thorough
@given(small(), small())
def test_an_interval_reaches_another_only_if_one_of_its_numbers_does(mine: Interval, theirs: Interval) -> None:
    least, most = min(inside(mine)), max(inside(theirs))
    assert mine.may_reach(theirs) == (least <= most)
    assert mine.may_precede(theirs) == (least < most)


def test_a_number_is_whole_wherever_that_is_exact() -> None:
    assert divide(Fraction(6), 4) == divide(6, Fraction(4)) == Fraction(3, 2)
    assert Interval(2, 3, False, True).scale(1) == Interval(2, 3, False, True)
    assert Interval(2, 3, False, True).scale(-2) == Interval(-6, -4, True, False)
    assert str(Undecided("vacuous")) == "vacuous"


def test_the_words_for_intervals_say_whether_they_keep_their_end() -> None:
    assert point(5) == Interval(5, 5, True, True)
    assert above(5) == Interval(5, None, False, False)
    assert above(5, closed=True) == Interval(5, None, True, False)
    assert below(5) == Interval(None, 5, False, False)
    assert below(5, closed=True) == Interval(None, 5, False, True)


def test_the_ends_decide_exactly() -> None:
    written = Interval(Fraction(94545, 1000), Fraction(94555, 1000))
    assert written.intersects(point(Fraction(94555, 1000)))
    assert not written.intersects(point(Fraction(94555001, 1000000)))
    assert not Interval(0, 5, True, False).intersects(Interval(5, 9))
    assert not Interval(0, 5, True, False).intersects(Interval(5, 9, False, True))
    assert point(5).may_reach(point(5))
    assert not point(5).may_precede(point(5))
    assert not above(5).may_reach(below(5, closed=True))


def test_products_keep_an_end_only_if_it_is_reached() -> None:
    assert Interval(2, 3, False, True) * Interval(4, 5) == Interval(8, 15, False, True)
    assert Interval(0, 3) * Interval(4, 5, False, True) == Interval(0, 15)
    assert Interval(-2, 3) * Interval(-5, 4) == Interval(-15, 12)
    assert above(0) * above(0) == above(0)
    assert above(2) * below(-1) == Interval(None, -2, False, False)
    assert Interval(None, None, False, False) * point(0) == point(0)


def test_quotients_of_whole_numbers_are_whole_or_fractions_and_never_floats() -> None:
    assert divide(6, 3) == 2
    assert type(divide(6, 3)) is int
    assert divide(1, 3) == Fraction(1, 3)
    assert (point(1130) / point(639)).low == Fraction(1130, 639)
    assert point(1) / above(0) == above(0)
    assert point(1) / above(4) == Interval(0, Fraction(1, 4), False, False)


def test_a_divisor_that_may_be_nothing_leaves_it_undecided() -> None:
    with pytest.raises(Undecided) as caught:
        point(5) / Interval(-1, 1)
    assert caught.value.reason == "vacuous"
    with pytest.raises(Undecided):
        point(5) / Interval(0, 0, False, True)


@given(numbers, numbers)
def test_between_takes_its_ends_in_any_order(one: Number, other: Number) -> None:
    assert between(one, other) == between(other, one)
    assert one in between(one, other)
    assume(one != other)
    assert divide(one + other, 2) in between(one, other)
