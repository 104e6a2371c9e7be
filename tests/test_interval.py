"""What an interval holds, and that arithmetic on intervals encloses arithmetic on the numbers in them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
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
