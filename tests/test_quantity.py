"""What a figure may be worth: as written, by its hedge, and if it was misrounded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from factcheck.interval import Interval, point
from factcheck.quantity import HEDGES, can_be_misrounded, hedged, last_digit, misrounded, written
from factcheck.records import Number, Quantity
from tests.figures import counted, day, figure, item, money, percent, worded, year

values = st.one_of(st.integers(-(10**9), 10**9), st.fractions(-(10**6), 10**6, max_denominator=10**4))
places = st.integers(-4, 9).map(lambda exponent: 10**exponent if exponent >= 0 else Fraction(1, 10**-exponent))
kinds = st.sampled_from(["money", "measure", "percent", "point", "number", "ratio", "factor", "time"])


@given(values, places, kinds)
def test_a_number_lies_in_the_interval_of_its_own_written_form(value: Number, place: Number, kind: str) -> None:
    steps = Fraction(value) / place
    for rounded in (round(steps), int(steps + Fraction(1, 2)) if steps >= 0 else -int(Fraction(1, 2) - steps)):
        assert value in written(Quantity("", 0, 0, rounded * place, place, place, kind))


@given(values, places, kinds)
def test_a_number_that_was_cut_off_lies_in_the_misrounded_interval(value: Number, place: Number, kind: str) -> None:
    steps = int(Fraction(value) / place)
    if steps and not (kind == "time" and place == 1):
        assert value in misrounded(Quantity("", 0, 0, steps * place, place, place, kind))


@given(values, places, kinds, st.sampled_from(["", "ESTIMATED", "ABOUT"]))
def test_no_hedge_of_vagueness_makes_a_figure_narrower(value: Number, place: Number, kind: str, hedge: str) -> None:
    one = Quantity("", 0, 0, value, place, place * 100, kind)
    assert hedged(one).covers(written(one))
    assert hedged(evolve(one, hedge_class=hedge)).covers(hedged(one))


@given(values.filter(bool), places, st.sampled_from(list(HEDGES)))
def test_a_negative_figure_is_hedged_as_the_mirror_of_the_positive_one(
    value: Number, place: Number, hedge: str
) -> None:
    one = Quantity("", 0, 0, value, place, place, "money", hedge_class=hedge)
    assert hedged(evolve(one, value=-value)) == -hedged(one)


def test_money_and_percentages_are_as_precise_as_they_are_written() -> None:
    assert written(percent("94.55%")) == Interval(Fraction(94545, 1000), Fraction(94555, 1000))
    assert written(money("$1.13bn")) == Interval(1_125_000_000, 1_135_000_000)


@pytest.mark.parametrize(
    "exact",
    [counted("504"), counted("1,200"), item("Leeds"), year(1997), day("3 May", 2024, 5, 3), figure("533", exact=True)],
)
def test_counts_dates_and_items_are_worth_just_what_is_written(exact: Quantity) -> None:
    assert written(exact) == misrounded(exact) == point(exact.value)
    assert not can_be_misrounded(exact)


def test_a_count_in_millions_is_rounded_like_any_amount() -> None:
    assert written(figure("1.2m", "count", "person")) == Interval(1_150_000, 1_250_000)


def test_trailing_zeros_may_be_rounding_in_money_percentages_and_large_counts_only() -> None:
    assert hedged(counted("17,600")) == Interval(17_550, 17_650)
    assert hedged(money("$600")) == Interval(570, 630)
    assert hedged(percent("20%")) == Interval(19, 21)
    assert hedged(counted("450")) == point(450)
    assert hedged(figure("1,200", "count", exact=True)) == point(1200)
    assert hedged(worded("ten years", 10, "time", "year")) == Interval(Fraction(19, 2), Fraction(21, 2))


def test_a_range_reaches_from_end_to_end() -> None:
    span = evolve(counted("2"), text="2-3", value_max=3)
    assert written(span) == Interval(2, 3)
    assert written(evolve(percent("60%"), text="60-80%", value_max=80)) == Interval(Fraction(119, 2), Fraction(161, 2))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (money("£600", "OVER"), Interval(600, None, False, False)),
        (counted("600", "AT_LEAST"), Interval(600, None, True, False)),
        (money("£600", "UNDER"), Interval(0, 600, False, False)),
        (counted("500", "NEARLY"), Interval(450, 500, True, False)),
        (counted("500", "JUST_OVER"), Interval(500, 550, False, True)),
        (counted("45", "ABOUT"), Interval(44, 46)),
        (counted("40", "ABOUT"), Interval(36, 44)),
        (counted("1,200", "ABOUT"), Interval(1100, 1300)),
        (percent("44%", "ABOUT"), Interval(43, 45)),
        (percent("44%", "ESTIMATED"), Interval(Fraction(87, 2), Fraction(89, 2))),
    ],
)
def test_hedges_widen_a_figure_as_the_table_says(one: Quantity, expected: Interval) -> None:
    assert hedged(one) == expected


def test_a_hedge_without_a_class_is_read_by_its_contract_name() -> None:
    assert hedged(evolve(counted("600"), hedge="over")) == Interval(600, None, False, False)


def test_a_misrounded_figure_may_be_one_unit_of_its_last_place_away() -> None:
    assert misrounded(percent("94.55%")) == Interval(Fraction(94535, 1000), Fraction(94565, 1000), False, False)


def test_a_misrounded_figure_is_worth_half_of_what_is_written_at_the_least() -> None:
    assert misrounded(money("$1m")) == Interval(500_000, 2_500_000, False, False)


def test_whole_spans_of_time_are_counted_and_not_misrounded() -> None:
    assert not can_be_misrounded(worded("nine years", 9, "time", "year"))
    assert can_be_misrounded(figure("1.5", "time", "hour"))


@pytest.mark.parametrize(
    ("text", "unit"), [("17,600", 100), ("45", 1), ("40", 10), ("1.50", Fraction(1, 100)), ("0", 1)]
)
def test_the_last_digit_that_is_not_nought_has_its_unit(text: str, unit: Number) -> None:
    one = figure(text)
    assert last_digit(one, one.value) == unit
