"""The verdict ladder: as written, hedged, misrounded, does not follow; and what cannot be decided."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from factcheck.checks.formula import parse
from factcheck.checks.ladder import Case, Outcome, case, climb, suspects
from factcheck.records import Claim, Fact, Quantity, Verdict
from factcheck.units import Conversion
from tests.figures import REQUIRE, SIGNED, claim, counted, day, figure, item, money, percent, worded, year


def outcome(law: str, direction: int = 0, **roles: Quantity | list[Quantity]) -> Outcome:
    counts, signed = frozenset({"number", "count"}), SIGNED.get(law, frozenset())
    return climb(case(parse(REQUIRE[law]), claim(law, direction, **roles), counts, signed))


def rung(law: str, direction: int = 0, **roles: Quantity | list[Quantity]) -> int | None:
    return outcome(law, direction, **roles).rung


def items(count: int) -> list[Quantity]:
    return [item(name) for name in "ABCDEFGH"[:count]]


def pounds(text: str, hedge: str = "") -> Quantity:
    return money("£" + text, hedge)


# -- shares ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("part", "whole", "share", "expected"), [
    ("504", "533", "94.56%", 1),
    ("504", "533", "94.55%", 3),
    ("504", "533", "95.46%", 4),
    ("105", "153", "68.22%", 4),
    ("17,072", "19,938", "85.6%", 1),
    ("907", "19,938", "4.5%", 1),
    ("1", "8", "12%", 1),
    ("1", "8", "13%", 1),
    ("94,555", "100,000", "94.56%", 1),
    ("94,555", "100,000", "94.55%", 1),
    ("38", "38", "100%", 1),
])  # fmt: skip
def test_shares_of_counts(part: str, whole: str, share: str, expected: int) -> None:
    assert rung("share", part=counted(part), whole=counted(whole), percent=percent(share)) == expected


def test_the_misrounded_figure_of_a_share_is_the_percentage() -> None:
    found = outcome("share", part=counted("504"), whole=counted("533"), percent=percent("94.55%"))
    assert found == Outcome(Verdict.MISROUNDED, 3, suspect=("percent", 0))


def test_a_hedged_share_holds_for_more_and_not_for_less() -> None:
    roles: dict[str, Any] = {"part": counted("2,645"), "whole": counted("2,400")}
    assert rung("share", percent=percent("110%", "OVER"), **roles) == 1
    assert rung("share", percent=percent("105%", "OVER"), **roles) == 2
    assert rung("share", percent=percent("115%", "OVER"), **roles) == 4
    assert rung("share", percent=percent("115%", "NEARLY"), **roles) == 2


def test_a_share_has_no_sign_though_it_fell_to_it() -> None:
    assert rung("share", -1, part=counted("9"), whole=counted("20"), percent=percent("45%")) == 1


# -- sums and counts ---------------------------------------------------------------------------------------------------


def test_parts_that_are_counts_add_up_exactly() -> None:
    assert rung("sum", total=counted("47"), parts=[counted("45"), worded("two", 2)]) == 1
    assert rung("sum", total=counted("48"), parts=[counted("45"), worded("two", 2)]) == 4


def test_small_bare_numbers_that_stand_alone_are_counts_and_large_ones_are_rounded() -> None:
    assert rung("change", -1, before=figure("44"), after=figure("36"), percent=percent("18%")) == 1
    assert rung("change", -1, before=figure("44"), after=figure("36"), percent=percent("20%")) == 4
    assert rung("change", -1, before=figure("4400"), after=figure("3600"), percent=percent("20%")) != 4


def test_bare_numbers_beside_a_count_are_counts() -> None:
    assert rung("sum", total=counted("22"), parts=[figure("15"), figure("7")]) == 1
    assert rung("sum", total=counted("23"), parts=[figure("15"), figure("7")]) == 4


def test_nobody_rounds_a_bare_number_below_a_hundred() -> None:
    assert rung("sum", total=figure("99"), parts=[figure("57"), figure("43")]) == 4
    assert rung("sum", total=figure("100"), parts=[figure("57"), figure("44")]) == 1
    assert rung("sum", total=figure("9.0"), parts=[figure("4"), figure("6")]) == 1
    assert rung("sum", total=money("$9"), parts=[figure("4"), figure("6")]) == 1


def test_a_bare_number_beside_an_exact_one_is_a_count() -> None:
    assert rung("sum", total=figure("120", exact=True), parts=[figure("57"), figure("64")]) == 4
    assert rung("sum", total=figure("120"), parts=[figure("57"), figure("64")]) == 1


def test_a_number_with_decimals_beside_a_count_is_rounded() -> None:
    assert rung("sum", total=counted("10"), parts=[figure("4.5"), figure("5.4")]) == 1


def test_parts_that_are_rounded_add_up_within_their_rounding() -> None:
    assert rung("sum", total=money("$8.4m"), parts=[money("$5.9m"), money("$2.5m")]) == 1
    assert rung("sum", total=money("$8.5m"), parts=[money("$5.9m"), money("$2.5m")]) == 1
    assert rung("sum", total=money("$8.6m"), parts=[money("$5.9m"), money("$2.5m")]) == 3
    assert rung("sum", total=money("$9.4m"), parts=[money("$5.9m"), money("$2.5m")]) == 4


def test_trailing_zeros_of_large_counts_are_rounding() -> None:
    assert rung("sum", total=counted("17,600"), parts=[counted("9,312"), counted("8,270")]) == 2
    assert rung("sum", total=counted("450"), parts=[counted("232"), counted("214")]) == 4


def test_a_number_is_held_against_the_items_listed() -> None:
    assert rung("count", number=worded("five", 5), items=items(5)) == 1
    assert rung("count", number=worded("five", 5), items=items(4)) == 4
    assert rung("count", number=figure("5"), items=items(4)) == 4


# -- changes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("direction", "share", "before", "after", "expected"), [
    (1, "76%", "$639m", "$1.13bn", 1),
    (1, "67%", "$639m", "$1.13bn", 4),
    (1, "16%", "$62.3m", "$72.7m", 3),
    (-1, "40%", "$150m", "$90m", 1),
    (-1, "60%", "$150m", "$90m", 4),
    (1, "40%", "$150m", "$90m", 4),
    (-1, "40%", "$90m", "$150m", 4),
    (0, "-40%", "$150m", "$90m", 1),
    (-1, "-40%", "$150m", "$90m", 1),
])  # fmt: skip
def test_percent_changes_are_signed_by_the_wording(
    direction: int, share: str, before: str, after: str, expected: int
) -> None:
    assert rung("change", direction, percent=percent(share), before=money(before), after=money(after)) == expected


def test_a_change_by_the_least_is_signed_as_others_are() -> None:
    assert rung("change", -1, percent=percent("1%"), before=counted("100"), after=counted("99")) == 1
    assert rung("change", 0, percent=percent("20%"), before=counted("10"), after=counted("12")) == 1


def test_a_fall_by_more_than_it_was_does_not_follow() -> None:
    assert rung("difference", -1, delta=pounds("600", "OVER"), before=pounds("190,329"), after=pounds("189,733")) == 4
    assert rung("difference", -1, delta=pounds("500", "OVER"), before=pounds("190,329"), after=pounds("189,733")) == 2
    assert rung("difference", -1, delta=pounds("596"), before=pounds("190,329"), after=pounds("189,733")) == 1


def test_the_base_of_a_change_may_be_implied() -> None:
    roles = {"delta": money("$5.0m"), "after": money("$45.0m")}
    assert rung("change-of-after", 1, percent=percent("12.5%"), **roles) == 1
    assert rung("change-of-after", 1, percent=percent("11.1%"), **roles) == 4
    assert rung("change-of-after", -1, percent=percent("10.0%"), **roles) == 1


def test_other_laws() -> None:
    assert rung("multiple", factor=worded("doubled", 2, "factor"), after=counted("20"), before=counted("10")) == 1
    assert rung("bound", part=counted("53"), whole=counted("50")) == 4
    assert rung("compare", larger=percent("5.1%"), smaller=percent("4.8%")) == 1
    assert rung("compare", larger=percent("4.8%"), smaller=percent("5.1%")) == 4
    assert rung("average", total=money("$4.5m"), count=counted("900"), average=money("$5,000")) == 1
    assert rung("weekday", weekday=worded("Thursday", 3, "weekday"), date=day("10 October 2025", 2025, 10, 10)) == 4
    assert rung("duration", length=worded("nine years", 9, "time", "year"), start=year(1997), end=year(2004)) == 4
    assert rung("repeat", values=[counted("504"), counted("504"), counted("498")]) == 4
    assert rung("exchange", a=[money("$1.13bn"), money("$639m")], b=[money("£600m"), money("£340m")]) == 1
    assert rung("exchange", a=[money("$0.29bn"), money("$1bn")], b=[money("£1bn"), money("£686m")]) == 4


# -- who may be misrounded ---------------------------------------------------------------------------------------------


def test_the_derived_figure_is_the_first_to_be_suspected_wherever_it_stands() -> None:
    parts = [money("$5.9m"), money("$2.5m")]
    assert outcome("sum", parts=parts, total=money("$8.6m")).suspect == ("total", 0)
    stated = claim("sum", parts=[money("$5.9m"), money("$2.5m")], total=money("$8.6m"))
    assert suspects(case(parse(REQUIRE["sum"]), stated)) == [("total", 0), ("parts", 0), ("parts", 1)]


def test_a_figure_is_not_taken_for_misrounded_if_what_is_divided_by_could_then_be_nothing() -> None:
    tripled, delta = worded("tripled", 3, "factor"), money("$9m")
    stated = claim("multiple", factor=tripled, delta=delta, after=money("$11.2m"), before=money("$10m"))
    assert climb(case(parse("factor == delta / (after - before)"), stated)).rung == 4


# -- laws of several comparisons ---------------------------------------------------------------------------------------


def joined(rest: Quantity, share: Quantity, part: Quantity, whole: Quantity) -> Case:
    law = parse("rest == whole - part and percent == 100 * part / whole")
    return case(law, claim("share", rest=rest, percent=share, part=part, whole=whole))


def test_a_law_of_two_comparisons_derives_what_the_first_that_fails_derives() -> None:
    part, whole = counted("504"), counted("533")
    assert joined(counted("29"), percent("46.5%"), part, whole).derived() == "percent"
    assert joined(counted("92"), percent("94.56%"), part, whole).derived() == "rest"
    assert joined(counted("92"), percent("46.5%"), part, whole).derived() == "rest"
    assert joined(counted("29"), percent("94.56%"), part, whole).derived() == "rest"


def test_what_follows_by_a_hedge_or_as_written_alone_has_not_failed() -> None:
    part, whole = counted("504"), counted("533")
    assert joined(counted("20", "OVER"), percent("46.5%"), part, whole).derived() == "percent"
    assert joined(counted("29", "OVER"), percent("46.5%"), part, whole).derived() == "percent"


def test_a_comparison_that_cannot_be_worked_out_has_failed() -> None:
    law = parse("percent == 100 * part / whole and rest == whole - part")
    stated = claim("share", rest=counted("5"), percent=percent("5%"), part=counted("5"), whole=counted("0"))
    assert case(law, stated).derived() == "percent"


def test_a_law_that_derives_nothing_says_so() -> None:
    stated = claim("compare", larger=percent("5.1%"), smaller=percent("4.8%"))
    assert case(parse(REQUIRE["compare"]), stated).derived() is None
    assert case(parse(REQUIRE["repeat"]), claim("repeat", values=[counted("5"), counted("6")])).derived() is None


# -- cases -------------------------------------------------------------------------------------------------------------


def test_a_figure_is_put_in_the_place_of_another_and_no_other_moves() -> None:
    first, second, third, new = (counted(text) for text in ("1", "2", "3", "9"))
    before = case(parse(REQUIRE["repeat"]), claim("repeat", values=[first, second, third]))
    assert before.replaced("values", 0, new).figures["values"] == (new, second, third)
    assert before.replaced("values", 1, new).figures["values"] == (first, new, third)
    assert before.replaced("values", 2, new).figures["values"] == (first, second, new)


def test_figures_are_brought_to_the_unit_of_the_case() -> None:
    stated = claim("repeat", values=[figure("2", "measure", "km"), figure("2000", "measure", "m")])
    apart = case(parse(REQUIRE["repeat"]), stated)
    assert climb(apart).rung == 4
    assert climb(evolve(apart, conversions={("values", "km"): Conversion(1000)})).rung == 1


def test_figures_are_no_copies_unless_that_is_said() -> None:
    assert Case("share", parse(REQUIRE["share"]), {}, frozenset(), frozenset()).copied is False


def test_readings_are_ordered_by_what_excuses_them() -> None:
    undecided = Outcome(Verdict.UNDECIDED, reason="vacuous")
    rungs = [Outcome(Verdict.CONSISTENT, 1), Outcome(Verdict.CONSISTENT, 2), undecided,
             Outcome(Verdict.MISROUNDED, 3), Outcome(Verdict.INCONSISTENT, 4)]  # fmt: skip
    assert [one.order for one in rungs] == [0, 1, 2, 3, 4]


def of_documents(stated: Claim) -> Claim:
    """A claim whose figures stand in several documents."""
    facts = {role: tuple(Fact(one, "budget", (), "a.txt") for one in some) for role, some in stated.roles.items()}
    return evolve(stated, stated=facts)


def test_copies_of_a_figure_are_rounded_or_cut_off_and_never_a_unit_apart() -> None:
    def copied(*texts: str) -> int | None:
        return climb(case(parse(REQUIRE["repeat"]), of_documents(claim("repeat", values=list(map(money, texts)))))).rung

    assert copied("$1.26m", "$1.3m") == 1
    assert copied("$1.26m", "$1.2m") == 3
    assert copied("$1.26m", "$1.4m") == 4
    assert copied("$1.25m", "$1.26m") == 4
    assert rung("repeat", values=[money("$1.26m"), money("$1.4m")]) == 3
    assert rung("repeat", values=[money("$1.25m"), money("$1.26m")]) == 1


def test_figures_of_several_roles_are_no_copies_of_one_another() -> None:
    stated = of_documents(claim("sum", total=money("$8.5m"), parts=[money("$5.9m"), money("$2.5m")]))
    assert climb(case(parse(REQUIRE["sum"]), stated)).rung == 1


# -- undecided ---------------------------------------------------------------------------------------------------------


def test_what_could_not_have_failed_is_vacuous() -> None:
    found = outcome("share", part=counted("500", "OVER"), whole=counted("600", "OVER"), percent=percent("20%", "OVER"))
    assert (found.verdict, found.reason) == (Verdict.UNDECIDED, "vacuous")


def test_less_than_something_of_less_than_something_may_be_any_share() -> None:
    found = outcome("share", part=counted("500", "UNDER"), whole=counted("600", "UNDER"), percent=percent("20%"))
    assert (found.verdict, found.reason) == (Verdict.UNDECIDED, "vacuous")
    assert rung("share", part=counted("500"), whole=counted("600", "UNDER"), percent=percent("90%")) == 2
    assert rung("share", part=counted("500"), whole=counted("600", "UNDER"), percent=percent("20%")) == 4


def test_a_hedge_that_still_could_fail_is_not_vacuous() -> None:
    assert rung("sum", total=counted("500", "OVER"), parts=[counted("310"), counted("205")]) == 2
    assert rung("share", part=counted("400", "OVER"), whole=counted("600"), percent=percent("70%")) == 2


def test_a_factor_of_a_thousand_does_not_hide_behind_more_than() -> None:
    def priced(price: str) -> int | None:
        return rung("average", total=money("$74.4m"), count=counted("186", "OVER"), average=money(price))

    assert [priced(price) for price in ("$400,000", "$390,000", "$400")] == [1, 2, 4]


def test_a_hedge_of_a_law_without_a_quotient_has_no_end() -> None:
    assert rung("sum", total=counted("500", "OVER"), parts=[counted("310,000"), counted("205,000")]) == 2


def test_a_base_that_may_be_nothing_is_vacuous() -> None:
    found = outcome("change", 1, percent=percent("20%"), before=money("$0m"), after=money("$5m"))
    assert (found.verdict, found.reason) == (Verdict.UNDECIDED, "vacuous")


def test_figures_that_cannot_be_compared_are_no_finding() -> None:
    found = outcome("duration", length=worded("nine days", 9, "time", "day"), start=year(1997), end=year(2004))
    assert (found.verdict, found.reason) == (Verdict.UNDECIDED, "not-comparable")


# -- laws of the ladder ------------------------------------------------------------------------------------------------

shares = st.tuples(st.integers(1, 2000), st.integers(1, 2000), st.integers(0, 3))


@given(shares)
def test_a_share_that_is_worked_out_and_rounded_holds_as_written(share: tuple[int, int, int]) -> None:
    part, whole, places = share
    assert climb(case(parse(REQUIRE["share"]), _share(part, whole, places))).rung == 1


@given(shares, st.sampled_from([1, -1]))
def test_a_share_two_units_of_its_last_place_away_does_not_follow(share: tuple[int, int, int], way: int) -> None:
    part, whole, places = share
    stated = _share(part, whole, places)
    (one,) = stated.roles["percent"]
    wrong = evolve(one, value=one.value + 2 * way * one.place)
    if wrong.value > 0:
        assert (
            climb(case(parse(REQUIRE["share"]), evolve(stated, roles={**stated.roles, "percent": (wrong,)}))).rung == 4
        )


def _share(part: int, whole: int, places: int) -> Claim:
    unit = 10**places
    steps = (200 * part * unit + whole) // (2 * whole)
    pair = [figure(str(number), "count", exact=True) for number in (part, whole)]
    return claim("share", part=pair[0], whole=pair[1], percent=_stated(steps, places))


def _stated(steps: int, places: int) -> Quantity:
    digits = str(steps).rjust(places + 1, "0")
    one = percent(f"{digits[:-places]}.{digits[-places:]}%" if places else f"{digits}%")
    return evolve(one, zeros=one.place)
