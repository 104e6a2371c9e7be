"""Given a claim that fails, the slip that is likely behind it, written as the figure is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import evolve

from factcheck.checks import Laws
from factcheck.checks.style import Style, cut, outward, plain
from factcheck.records import Quantity, Suggestion
from tests.figures import LEXICON, claim, counted, figure, item, money, pack, percent, worded, year

STYLE = Style(LEXICON)
LAWS = Laws(pack())


def suggested(law: str, direction: int = 0, **roles: Quantity | list[Quantity]) -> Suggestion | None:
    kind = next(rule.claim for rule in LAWS.pack.rules if rule.id == law)
    checks = [check for check in LAWS.judge(claim(kind, direction, **roles)) if check.rule == law]
    return LAWS.findings(checks)[0].suggestion


def shown(suggestion: Suggestion | None) -> tuple[str, str]:
    assert suggestion is not None
    return suggestion.kind, suggestion.text


# -- which slip --------------------------------------------------------------------------------------------------------


def test_a_percentage_that_was_cut_off_is_rounded() -> None:
    wrong = percent("94.55%")
    found = suggested("share", part=counted("504"), whole=counted("533"), percent=wrong)
    assert shown(found) == ("rounding", "94.56%")
    assert found is not None
    assert (found.start, found.end) == (wrong.start, wrong.end)


def test_rounding_keeps_unit_and_decimals() -> None:
    assert shown(suggested("sum", total=money("$8.6m"), parts=[money("$5.9m"), money("$2.5m")])) == (
        "rounding",
        "$8.4m",
    )
    assert shown(suggested("change", 1, percent=percent("16%"), before=money("$62.3m"), after=money("$72.7m"))) == (
        "rounding",
        "17%",
    )


def test_two_digits_changed_places() -> None:
    assert shown(suggested("share", part=counted("504"), whole=counted("533"), percent=percent("95.46%"))) == (
        "digits",
        "94.56%",
    )
    assert shown(suggested("sum", total=counted("1,325"), parts=[counted("812"), counted("531")])) == ("digits", "513")


def test_a_digit_is_missing_or_one_too_many() -> None:
    assert shown(suggested("sum", total=counted("1,432"), parts=[counted("1,100"), counted("3,332")])) == (
        "digits",
        "332",
    )
    assert shown(suggested("average", total=money("$4.5m"), count=counted("900"), average=money("$500"))) == (
        "digits",
        "$5,000",
    )


def test_millions_stand_for_billions() -> None:
    assert shown(suggested("sum", total=money("$8.4bn"), parts=[money("$5.9m"), money("$2.5m")])) == ("scale", "$8.4m")
    assert shown(suggested("sum", total=money("$8.4bn"), parts=[money("$5.9bn"), money("$2.5m")])) == (
        "scale",
        "$2.5bn",
    )
    either = suggested("change", 1, percent=percent("76%"), before=money("$639m"), after=money("$1.13m"))
    assert either is None


def test_the_wording_goes_the_wrong_way() -> None:
    found = suggested("change", -1, percent=percent("25%"), before=money("$160m"), after=money("$200m"))
    assert shown(found) == ("direction", "25%")
    assert found is not None
    assert "rise" in found.note


def test_points_were_called_percent() -> None:
    found = suggested("change", -1, percent=percent("1.0%"), before=percent("5.1%"), after=percent("4.1%"))
    assert shown(found) == ("points", "1.0 percentage points")
    found = suggested("change", -1, percent=percent("1%"), before=percent("5.1%"), after=percent("4.1%"))
    assert shown(found) == ("points", "1 percentage point")


def test_a_count_is_off_by_one() -> None:
    items = [item(name) for name in "ABCD"]
    assert shown(suggested("count", number=worded("five", 5), items=items)) == ("count", "four")
    assert shown(suggested("sum", total=counted("48"), parts=[counted("45"), counted("2")])) == ("count", "47")


def test_else_the_derived_figure_is_worked_out_anew() -> None:
    assert shown(suggested("share", part=counted("105"), whole=counted("153"), percent=percent("68.22%"))) == (
        "value",
        "68.63%",
    )
    assert shown(suggested("sum", total=counted("90"), parts=[counted("45"), counted("2")])) == ("value", "47")
    assert shown(
        suggested("duration", length=worded("17 years", 17, "time", "year"), start=year(1997), end=year(2004))
    ) == ("value", "7 years")


def test_where_no_figure_is_the_likely_culprit_nothing_is_suggested() -> None:
    assert suggested("bound", part=counted("86"), whole=counted("12")) is None
    assert suggested("compare", larger=percent("4.8%"), smaller=percent("5.1%")) is None
    assert suggested("repeat", values=[counted("504"), counted("612")]) is None


def test_what_is_suggested_makes_the_law_hold() -> None:
    roles: dict[str, Any] = {"part": counted("504"), "whole": counted("533"), "percent": percent("95.46%")}
    found = suggested("share", **roles)
    assert found is not None
    mended = claim("share", part=roles["part"], whole=roles["whole"], percent=percent(found.text))
    assert [check.rung for check in LAWS.judge(mended)] == [1]


# -- how it is written -------------------------------------------------------------------------------------------------


def test_a_figure_keeps_its_way_of_writing() -> None:
    assert STYLE.rewritten(money("$1.13bn"), 1_124_000_000) == "$1.12bn"
    assert STYLE.rewritten(counted("17,072"), 9500) == "9,500"
    assert STYLE.rewritten(counted("998"), 1002) == "1,002"
    assert STYLE.rewritten(figure("1130"), 1240) == "1240"
    assert STYLE.rewritten(figure("2.50"), 3) == "3.00"
    assert STYLE.rewritten(figure("0.05"), 1) == "1.00"
    assert STYLE.rewritten(percent("-3%"), 4) == "4%"
    assert STYLE.rewritten(percent("3%"), -4) == "-4%"
    assert STYLE.rewritten(evolve(percent("94.5%"), text="94,5%"), 95) == "95,0%"


def test_number_words_stay_words() -> None:
    assert STYLE.rewritten(worded("five", 5), 6) == "six"
    assert STYLE.rewritten(worded("Five", 5), 12) == "Twelve"
    assert STYLE.rewritten(worded("thirty-two", 32), 41) == "forty-one"
    assert STYLE.rewritten(worded("two million", 2_000_000, place=1_000_000), 3_000_000) == "three million"
    assert STYLE.rewritten(worded("five", 5), 120) == "120"
    assert STYLE.rewritten(worded("Thursday", 3, "weekday"), 4) == "Friday"


def test_what_no_single_word_carries_is_not_rewritten() -> None:
    assert STYLE.rewritten(worded("doubled", 2, "factor"), 3) is None
    assert STYLE.rewritten(worded("one hundred and five", 105), 106) is None
    assert STYLE.rewritten(evolve(counted("2"), value_max=3), 4) is None


def test_a_magnitude_is_replaced_by_one_that_looks_alike() -> None:
    assert STYLE.rescaled(evolve(money("$5m"), text="$5 mln"), 1000) == "$5 bln"
    assert STYLE.rescaled(evolve(money("$5m"), text="$5 million"), 1000) == "$5 billion"
    assert STYLE.rescaled(money("$5"), 1000) is None


def test_numbers_in_digits() -> None:
    share = Fraction(50400, 533)
    assert cut(share, 3) == "94.559…"
    assert plain(share, 2) == "94.56"
    assert (outward(share, 1, up=False), outward(share, 1, up=True)) == ("94.5", "94.6")
    assert plain(1234567, 0) == "1,234,567"
    assert plain(-2, 1) == "-2.0"
    assert cut(-2, 3) == "-2"
    assert outward(2, 1, up=True) == outward(2, 1, up=False) == "2"
