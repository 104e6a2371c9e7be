"""Units: exact conversions, one amount stated in two units, and figures of one claim in different ones."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcheck import packs, units
from factcheck.interval import between, point
from factcheck.records import Check
from factcheck.run import Checker, Config

CHECKER = Checker(Config(list_all=True))
NAMES = [
    *(name for name in packs.load().lexicon["units"] if name != "share"),
    "day", "week", "month", "year", "decade", "tonne per hectare", "litre per second",
]  # fmt: skip
WRITTEN = {"km": "kilometre", "miles": "mile", "metres": "metre", "feet": "foot", "kg": "kilogram", "lb": "pound",
           "ha": "hectare", "acres": "acre", "km/h": "kilometre per hour", "mph": "mile per hour"}  # fmt: skip
PAIRS = [("miles", "km"), ("km", "miles"), ("acres", "ha"), ("kg", "lb"), ("mph", "km/h"), ("metres", "feet")]
examples = settings(max_examples=60, deadline=None)


def checks(text: str) -> list[Check]:
    return list(CHECKER.check_text(text).checks)


def verdicts(text: str) -> list[tuple[str, str]]:
    return [(check.rule, check.verdict.value) for check in checks(text)]


def pairs(text: str) -> list[str]:
    """The verdicts on the amounts that a text states in two units."""
    return [verdict for rule, verdict in verdicts(text) if rule == "conversion-mismatch"]


def factor(source: str, target: str) -> Fraction:
    (reading,) = units.conversions({source, target}, target)
    return Fraction(reading[source].factor)


# -- money -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The price rose to $0.60 from 50 cents, up 20 percent.", [("percent-change-mismatch", "consistent")]),
        ("The price rose to $1.60 from 50 cents, up 20 percent.", [("percent-change-mismatch", "inconsistent")]),
        ("The dividend rose 50 cents to $1.50 from $1.00.", [("difference-mismatch", "consistent")]),
        ("The share fell 30p to £4.20 from £4.50.", [("difference-mismatch", "consistent")]),
        ("The share fell 30p to £4.20 from £4.80.", [("difference-mismatch", "inconsistent")]),
        ("The share fell 30p to $4.20 from $4.80.", []),  # dollars have no pence
        ("The dividend rose 5 cents to $50 million from $45 million.", []),
    ],
)
def test_a_coin_is_a_part_of_its_currency(text: str, expected: list[tuple[str, str]]) -> None:
    assert verdicts(text) == expected


def test_a_currency_is_never_another_one() -> None:
    assert not units.comparable({"USD", "EUR"})
    assert not units.comparable({"USD", "cent", "EUR"})
    assert factor("penny", "GBP") == Fraction(1, 100)


# -- conversions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "target", "exact"),
    [
        ("mile", "kilometre", "1.609344"),
        ("foot", "metre", "0.3048"),
        ("pound", "kilogram", "0.45359237"),
        ("nautical mile", "kilometre", "1.852"),
        ("square mile", "square kilometre", "2.589988110336"),
        ("hectare", "square metre", "10000"),
        ("knot", "kilometre per hour", "1.852"),
        ("quintal", "kilogram", "100"),
        ("decade", "year", "10"),
        ("week", "hour", "168"),
    ],
)
def test_a_conversion_is_exact(source: str, target: str, exact: str) -> None:
    assert factor(source, target) == Fraction(exact)


def test_an_ambiguous_name_is_read_in_each_of_its_ways() -> None:
    kilograms = [float(reading["ton"].factor) for reading in units.conversions({"ton", "kilogram"}, "kilogram")]
    assert kilograms == pytest.approx([907.18, 1016.05, 1000], abs=0.01)
    litres = [float(reading["gallon"].factor) for reading in units.conversions({"gallon", "litre"}, "litre")]
    assert litres == pytest.approx([3.785, 4.546], abs=0.001)


def test_a_temperature_is_one_on_a_scale_or_a_difference_of_two() -> None:
    scale, difference = units.conversions({"degree Celsius", "degree Fahrenheit"}, "degree Fahrenheit")
    assert scale["degree Celsius"].of(point(20)) == point(68)
    assert scale["degree Celsius"].of(point(-40)) == point(-40)
    assert difference["degree Celsius"].of(point(5)) == point(9)


@pytest.mark.parametrize("names", [("mile", "hectare"), ("barrel", "barrel per day"), ("share", "tonne")])
def test_units_that_measure_different_things_have_no_conversion(names: tuple[str, str]) -> None:
    assert not units.comparable(names)
    assert units.conversions(names, names[1]) == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_of_the_lexicon_is_known(name: str) -> None:
    assert units.comparable({name})


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.fractions(), st.fractions())
@examples
def test_converting_there_and_back_changes_nothing(source: str, target: str, one: Fraction, other: Fraction) -> None:
    amount = between(one, other)
    for reading in units.conversions({source, target}, target):
        assert reading[source].back(reading[source].of(amount)) == amount


# -- one amount in two units -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The road is 10 miles (16 km) long.",
        "The village is 100 miles (160km) away.",
        "A 6ft (1.8m) fence went up.",
        "It spread over 1,000 hectares (2,471 acres).",
        "It spread over 1.2 million acres (485,000 ha).",
        "He weighs 12 stone (76 kg).",
        "The shop is some 90 km (50 miles) east of here.",
        "The race is 26 miles, or 42 km, long.",
        "The race – 26 miles – 42 km – was long.",
        "The 50-km (31-mile) tunnel opened.",
        "The pipeline is 170-200 km (105-125 miles) long.",
        "It blew at 60 miles per hour (97 km/h).",
        "At noon it was 90F (32C).",
        "The day was 5C (9F) warmer.",
        "It weighs 12 tons (10,900 kg).",
        "It weighs 12 tons (12,190 kg).",
        "The tank holds 30 gallons (136 litres).",
        "The tank holds 30 gallons (114 litres).",
    ],
)
def test_an_amount_may_be_stated_in_two_units_and_either_may_be_rounded(text: str) -> None:
    assert pairs(text) == ["consistent"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The race was 26.2 miles (43 km) long.", "misrounded"),
        ("The town lies 225 km (135 miles) east of here.", "inconsistent"),
        ("The road is 10 miles (61 km) long.", "inconsistent"),
        ("The road is over 100 miles (150 km) long.", "inconsistent"),
        ("At noon it was 35C (59F).", "inconsistent"),
        ("It weighs 12.0 tons (14,310 kg).", "inconsistent"),
        ("The 30-mile (58-kilometre) stretch is closed.", "inconsistent"),
    ],
)
def test_an_amount_that_is_another_one_in_the_second_unit_is_found(text: str, verdict: str) -> None:
    assert pairs(text) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "The party has 504 members (47 cells).",
        "The road is 10 km (3 km) long.",
        "The farm is 10 km (3 hectares) away.",
        "He is 5 feet 10 inches (1.78 m) tall.",
        "They grew 21,003,000 cwt (100 lbs).",
        "The fine was £10 (15 kg).",
        "He was jailed for two years (six months).",
    ],
)
def test_what_stands_in_brackets_is_not_always_the_same_amount(text: str) -> None:
    assert pairs(text) == []


def test_the_working_shows_the_conversion() -> None:
    (check,) = checks("The shop is 90 km (50 miles) east of here.")
    assert check.working == "90 km = 55.9… miles, between 53.1 and 58.8 as the figures may be rounded; written 50 miles"
    (check,) = checks("The 30-mile (58-kilometre) stretch is closed.")
    assert check.message == "30-mile is 48-kilometre, not 58-kilometre"
    assert check.working.startswith("30-mile = 48.2…-kilometre")


def test_the_amount_in_brackets_is_what_to_correct() -> None:
    report = CHECKER.check_text("The town lies 225 km (135 miles) east of here.")
    (finding,) = report.findings
    assert finding.suggestion is not None
    assert finding.suggestion.text == "140 miles"


def digits(number: Fraction, decimals: int) -> str:
    steps = int(abs(number) * 10**decimals + Fraction(1, 2))
    whole, rest = divmod(steps, 10**decimals)
    return f"{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")


@cache
def ratio(pair: tuple[str, str]) -> Fraction:
    return factor(WRITTEN[pair[0]], WRITTEN[pair[1]])


amounts = st.tuples(st.sampled_from(PAIRS), st.integers(101, 9999), st.integers(0, 2))


def stated(pair: tuple[str, str], steps: int, decimals: int) -> tuple[str, Fraction]:
    """An amount as written, and what it is in the other unit."""
    amount = Fraction(steps, 10**decimals)
    return f"{digits(amount, decimals)} {pair[0]}", amount * ratio(pair)


@given(amounts, st.integers(0, 3))
@examples
def test_an_amount_rounded_in_the_second_unit_is_consistent(one: tuple[tuple[str, str], int, int], more: int) -> None:
    assume(more or one[1] >= 3 * 10 ** one[2])  # "2 km (1 mile)" may say what a mile is
    text, same = stated(*one)
    decimals = next(places for places in range(12) if same * 10**places >= 1) + more
    assert pairs(f"The office stated {text} ({digits(same, decimals)} {one[0][1]}) at noon.") == ["consistent"]


@given(amounts)
@examples
def test_an_amount_clearly_spoiled_in_the_second_unit_is_inconsistent(one: tuple[tuple[str, str], int, int]) -> None:
    text, same = stated(*one)
    wrong = digits(same * 3 + 1, 2)
    assert pairs(f"The office stated {text} ({wrong} {one[0][1]}) at noon.") == ["inconsistent"]


# -- figures in different units under other laws -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The harvest fell to 900 kg from 1.2 tonnes.", ("comparison-reversed", "consistent")),
        ("The harvest rose to 900 kg from 1.2 tonnes.", ("comparison-reversed", "inconsistent")),
        ("It rose to 25C from 68F.", ("comparison-reversed", "consistent")),
        ("It rose to 15C from 68F.", ("comparison-reversed", "inconsistent")),
        ("It lost 700 kg of the 1.2 tonnes (58.3%).", ("share-mismatch", "consistent")),
        ("It lost 700 kg of the 1.2 tonnes (85.3%).", ("share-mismatch", "inconsistent")),
        ("It took 1.3 tonnes (700 kg of rice and 600 kg of maize).", ("parts-total-mismatch", "consistent")),
    ],
)
def test_every_law_takes_figures_in_different_units(text: str, found: tuple[str, str]) -> None:
    assert found in verdicts(text)


def test_the_working_shows_what_a_figure_is_in_the_unit_of_the_others() -> None:
    (check,) = (one for one in checks("It lost 700 kg of the 1.2 tonnes (85.3%).") if one.rule == "share-mismatch")
    assert check.working.startswith("700 / 1.2 tonnes (1,200) = 58.33…%")


def test_temperatures_in_two_scales_are_not_added_or_divided() -> None:
    (check,) = (one for one in checks("It rose 10% to 25C from 68F.") if one.rule == "percent-change-mismatch")
    assert (check.verdict.value, check.reason, check.working) == ("undecided", "not-comparable", "")


# -- the table ---------------------------------------------------------------------------------------------------------


def test_the_table_of_units_is_what_pint_says() -> None:
    assert units.tabulated(packs.named_units()) == Path(units.TABLE).read_text(encoding="utf-8")


def test_units_of_the_lexicon_are_converted_without_pint() -> None:
    code = "import sys, factcheck; factcheck.check_text('It is 90 km (50 miles) away.'); print('pint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_rate_of_units_of_the_table_is_what_pint_says_of_it() -> None:
    rates = ("litre per day", "bushel per week")
    found = {reading[rates[0]].factor for reading in units.conversions(set(rates), rates[1])}
    asked = {one.factor / other.factor for one in units.ask_pint(rates[0]) for other in units.ask_pint(rates[1])}
    assert found == asked
