"""English figures: how they are written, and what is read from them."""

from __future__ import annotations

import sys
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from factcheck import Quantity, extract_quantities
from factcheck.records import Number
from factcheck.run import _language

MILLION, BILLION = 10**6, 10**9


def read(text: str) -> list[tuple[str, Number, str]]:
    """The figures of a text: what is written, what it is worth, in what unit."""
    return [(one.text, one.value, one.unit) for one in extract_quantities(text)]


def only(text: str) -> Quantity:
    """The one figure of a text."""
    (figure,) = extract_quantities(text)
    return figure


def kinds(text: str) -> list[tuple[str, str]]:
    """All that is read in a text, names and dates too, with its type."""
    return [(one.quantity.text, one.quantity.type) for one in _language("en").read(text).figures]


# -- digits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,278", 1278),
        ("1,865,270", 1865270),
        ("12,34,567.89", Fraction(123456789, 100)),  # as in India
        ("1 234 567", 1234567),
        ("40 000", 40000),  # 000 is no number of its own
        ("1\u00a0278", 1278),
        ("1\u2009278", 1278),
        ("10, 000", 10000),  # as texts cut into tokens have it
        ("1.234.567", 1234567),
        ("94.55", Fraction(9455, 100)),
        (".25", Fraction(1, 4)),
        ("1e10", 10**10),
        ("1.3e6", 1300000),
        ("12e-1", Fraction(6, 5)),
        ("2.5^2", Fraction(25, 4)),
        ("2.5^-1", Fraction(2, 5)),
        ("10^6", MILLION),
        ("3/4", Fraction(3, 4)),
        ("10 1/2", Fraction(21, 2)),
        ("28-1/8", Fraction(225, 8)),
        ("½", Fraction(1, 2)),
        ("2½", Fraction(5, 2)),
    ],
)
def test_a_number_in_digits(written: str, value: Number) -> None:
    assert read(f"They wrote {written}.") == [(written, value, "")]


THOUSAND, DECIMALS = 1278, Fraction(1278, 1000)


@pytest.mark.parametrize(
    ("text", "value", "alternative"),
    [
        ("It is 1.278 km long.", DECIMALS, THOUSAND),
        (
            "It is 1.278 km long and 3.5 km wide.",
            DECIMALS,
            THOUSAND,
        ),  # sign of thousands and sign of decimals may be one
        ("It is 1.278 km long, and 3,500 m wide.", DECIMALS, None),
        ("It is 1.278 km long and 3,5 km wide.", THOUSAND, None),
        ("It is 1.278 km long, 3.5 km wide and 4,5 m high.", DECIMALS, THOUSAND),
        ("Some 1.278 members came.", THOUSAND, DECIMALS),  # what is counted is whole
        ("Some 1.278 members came (94.5%).", THOUSAND, DECIMALS),
        ("Some 1.278 members came (94,5%).", THOUSAND, None),
        ("It fell 1.278%.", DECIMALS, None),
        ("It cost $1.278 billion.", DECIMALS * BILLION, THOUSAND * BILLION),
        ("It cost $1.278 billion, not $1.3 billion.", DECIMALS * BILLION, None),
        ("It is 1,278 km long.", THOUSAND, None),
        ("It is 1,278 km long and 3,5 km wide.", THOUSAND, DECIMALS),
        ("It is 1.278.000 m long.", 1_278_000, None),
        ("It is 1.278,5 km long.", Fraction(12785, 10), None),
        ("It is 1.278,525 km long.", Fraction(1278525, 1000), None),
        ("It is 1 278 km long, and 40 000 m wide.", THOUSAND, None),
        ("It is 0.125 km long and 3,5 km wide.", Fraction(1, 8), None),
    ],
)
def test_other_numbers_tell_thousands_from_decimals(text: str, value: Number, alternative: Number | None) -> None:
    figure = extract_quantities(text)[0]
    assert figure.value == value
    assert (figure.alternative and figure.alternative.value) == alternative
    assert figure.otherwise.otherwise == figure


def test_a_figure_with_a_tolerance_is_no_more_exact_than_about() -> None:
    assert [one.hedge for one in extract_quantities("It weighs 10 ± 2 kg.")] == ["about"] * 2
    assert extract_quantities("It has 45% plus or minus 3 points.")[0].hedge == "about"


def test_both_ends_of_a_range_are_read_alike() -> None:
    figure = only("It is 1.278-1.350 km long.")
    assert (figure.value, figure.value_max) == (DECIMALS, Fraction(1350, 1000))
    assert (figure.otherwise.value, figure.otherwise.value_max) == (1278, 1350)
    people = only("About 1.278 to 1.300 people came.")
    assert (people.value, people.value_max) == (1278, 1300)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12m", 12 * MILLION),
        ("12M", 12 * MILLION),
        ("$1.13bn", 1130 * MILLION),
        ("5k", 5000),
        ("1.5 million", 1500 * 1000),
        ("three hundred thousand", 300_000),
        ("171 billion 330 million", 171_330 * MILLION),
        ("4 thousand 3 hundred and 21", 4321),
        ("3 million and a half", 3_500_000),
        ("25 lakh", 2_500_000),
        ("6 crore", 60 * MILLION),
        ("2 1/2 million", 2_500_000),
        ("three dozen", 36),
    ],
)
def test_magnitudes(written: str, value: Number) -> None:
    text = f"They spent {written} dollars" if not written.startswith("$") else f"They spent {written}"
    assert [one.value for one in extract_quantities(text)] == [value]


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nineteen", 19),
        ("twenty-five", 25),
        ("twenty five", 25),
        ("fifty - two", 52),
        ("one hundred and sixty-one", 161),
        ("twelve hundred", 1200),
        ("two thousand and two hundred", 2200),
        ("one hundred and five thousand three hundred and twenty", 105_320),
        ("a hundred and five", 105),
        ("two million five hundred thousand", 2_500_000),
        ("five million two hundred thousand and seven", 5_200_007),
        ("twenty-one trillion", 21 * 10**12),
        ("five point five", Fraction(11, 2)),
        ("two hundred point zero three", Fraction(20003, 100)),
        ("one point seventy-one", Fraction(171, 100)),
        ("one point five million", 1_500_000),
        ("half a million", 500_000),
        ("a quarter million", 250_000),
        ("two thirds of a million", Fraction(2 * MILLION, 3)),
        ("three quarters billion", 750 * MILLION),
        ("two and a half million", 2_500_000),
        ("one million and a half", 1_500_000),
        ("one billion and a quarter million", 1_000_250_000),
        ("half a dozen", 6),
    ],
)
def test_a_number_in_words(words: str, value: Number) -> None:
    assert read(f"They counted {words}.") == [(words, value, "")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one third", Fraction(1, 3)),
        ("two-thirds", Fraction(2, 3)),
        ("one - fourth", Fraction(1, 4)),
        ("three quarters", Fraction(3, 4)),
        ("five eighths", Fraction(5, 8)),
        ("a hundredth", Fraction(1, 100)),
        ("one twenty-fifth", Fraction(1, 25)),
        ("seven thirty-seconds", Fraction(7, 32)),
        ("three and two thirds", Fraction(11, 3)),
        ("one hundred and three and two thirds", Fraction(311, 3)),
        ("one hundred and three quarters", Fraction(403, 4)),
        ("five and a quarter", Fraction(21, 4)),
        ("one in five", Fraction(1, 5)),
        ("one out of every three", Fraction(1, 3)),
        ("one over twenty", Fraction(1, 20)),
    ],
)
def test_a_fraction_in_words(words: str, value: Number) -> None:
    assert [(one.value, one.type) for one in extract_quantities(f"It was {words}.")] == [(value, "fraction")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The company lost money for two quarters.", [("two", 2, "")]),
        ("In the first half of the year a third man was hired.", []),
        ("She came in a quarter of an hour.", [("a quarter of an hour", Fraction(1, 4), "hour")]),
        ("He walked half a mile.", [("half a mile", Fraction(1, 2), "mile")]),
        ("Between one hundred and two hundred people came.", [("one hundred and two hundred", 100, "person")]),
        ("Two three-ton trucks came.", [("Two", 2, ""), ("three", 3, "ton")]),
        ("A third of the voters stayed at home.", [("A third", Fraction(1, 3), "")]),
        ("More than half the shops closed.", [("half", Fraction(1, 2), "")]),
        ("It was born one in 1986.", []),
    ],
)
def test_words_that_are_not_all_of_them_numbers(text: str, figures: list[tuple[str, Number, str]]) -> None:
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Dozens of homes burned.", 12, "home"),
        ("Tens of thousands of people marched.", 10_000, "person"),
        ("Hundreds of millions of dollars were lost.", 100 * MILLION, "USD"),
        ("Thousands of acres burned.", 1000, "acre"),
    ],
)
def test_plurals_of_magnitudes_say_but_the_order(text: str, value: Number, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.hedge) == (value, unit, "over")


# -- signs -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was -5 °C.", -5),
        ("It was −5 °C.", -5),
        ("Growth was small (-0.3%).", Fraction(-3, 10)),
        ("The answer is minus five point five.", Fraction(-11, 2)),
        ("At night it was minus 12C.", -12),
        ("The answer is negative one.", -1),
        ("-4/5", Fraction(-4, 5)),
    ],
)
def test_negative_numbers(text: str, value: Number) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "written", "value", "alternative"),
    [
        ("It made $(3.2m) last year.", "$(3.2m)", -3_200_000, None),
        ("Net income (loss) (1,234) last year.", "(1,234)", -1234, None),
        ("Net loss    (1,234)    2,345", "(1,234)", -1234, None),
        ("| Net loss | (1,234) | 2,345 |", "(1,234)", -1234, None),
        ("Result    (1,234)    2,345", "1,234", 1234, -1234),  # or the figure of another year
        ("The loss (45) was small.", "45", 45, None),  # a remark
        ("Some members (1,234) left.", "1,234", 1234, None),
        ("It lost £24m ($45m) then.", "$45m", 45 * MILLION, None),
    ],
)
def test_parentheses_are_a_sign_in_accounts_alone(
    text: str, written: str, value: Number, alternative: Number | None
) -> None:
    figure = next(one for one in extract_quantities(text) if abs(one.value) == abs(value))
    assert (figure.text, figure.value) == (written, value)
    assert (figure.alternative and figure.alternative.value) == alternative


@pytest.mark.parametrize("text", ["10 minus 5 is what is left.", "It holds 10 kg, plus or minus 5 pct."])
def test_a_minus_that_is_no_sign(text: str) -> None:
    assert [one.value for one in extract_quantities(text)] == [10, 5]


# -- precision ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "zeros"),
    [
        ("$1.13bn", 10 * MILLION, 10 * MILLION),
        ("94.50%", Fraction(1, 100), Fraction(1, 100)),
        ("17,600 km", 1, 100),
        ("30%", 1, 10),
        ("100%", 1, 1),
        ("40 communes", 1, 1),
        ("1,200 communes", 1, 100),
        ("5.2 million people", 100_000, 100_000),
        ("two million dollars", MILLION, MILLION),
        ("two hundred km", 1, 100),
        ("one point five million dollars", 100_000, 100_000),
        ("10 1/2 miles", Fraction(1, 2), Fraction(1, 2)),
        ("half a million dollars", 100_000, 100_000),
        ("1.3e6", 100_000, 100_000),
        ("3 dollars 50 cents", Fraction(1, 100), Fraction(1, 100)),
    ],
)
def test_the_last_written_place_and_the_zeros_that_may_be_rounding(text: str, place: Number, zeros: Number) -> None:
    figure = only(text)
    assert (figure.place, figure.zeros) == (place, zeros)


# -- money -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$94,000", 94_000, "USD"),
        ("US$ 150 million", 150 * MILLION, "USD"),
        ("U.S. $5", 5, "USD"),
        ("c $ 16.4 million", 16_400_000, "CAD"),
        ("A$20", 20, "AUD"),
        ("HK$ 10.05 billion", 10_050 * MILLION, "HKD"),
        ("mxn$ 15", 15, "MXN"),
        ("£8.10 million", 8_100_000, "GBP"),
        ("361 million pounds", 361 * MILLION, "GBP"),
        ("420 million Finnish markka", 420 * MILLION, "FIM"),
        ("10 turkish lira", 10, "TRY"),
        ("100 Costa Rican colóns", 100, "CRC"),
        ("35 lakh rupees", 3_500_000, "INR"),
        ("VNĐ8.72 trillion", 8_720 * BILLION, "VND"),
        ("182 billion VND", 182 * BILLION, "VND"),
        ("500 dlrs", 500, "USD"),
        ("EUR 125", 125, "EUR"),
        ("115.5USD", Fraction(231, 2), "USD"),
        ("50 million Swiss francs", 50 * MILLION, "CHF"),
        ("300 West German marks", 300, "DEM"),
        ("100 mln Canadian dlrs", 100 * MILLION, "CAD"),
        ("nine U.S. dlrs", 9, "USD"),
        ("5 million kronor", 5 * MILLION, "SEK"),
        ("20 quid", 20, "GBP"),
        ("¥500", 500, "JPY"),
        ("500 €", 500, "EUR"),
        ("₿21,000,000", 21 * MILLION, "BTC"),
        ("75 USD million", 75 * MILLION, "USD"),
        ("30 MSEK", 30 * MILLION, "SEK"),
        ("MAUD 60", 60 * MILLION, "AUD"),
        ("34 cents", 34, "cent"),
        ("470 pence", 470, "penny"),
        ("470p", 470, "penny"),
        ("3 dollars 50 cents", Fraction(7, 2), "USD"),
        ("thirteen dollars and forty-five cents", Fraction(1345, 100), "USD"),
        ("15 dollars 50", Fraction(31, 2), "USD"),
        ("half a million dollars", 500_000, "USD"),
    ],
)
def test_money(text: str, value: Number, unit: str) -> None:
    figure = only(f"It cost {text}.")
    assert (figure.text, figure.value, figure.unit, figure.type) == (text, value, unit, "money")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It was bought at $98 a share.", "USD per share"),
        ("It was bought at $98 per share.", "USD per share"),
        ("It paid a 12-cent-a-share dividend.", "cent per share"),
        ("Eggs cost 64.2 cents a dozen.", "cent per dozen"),
        ("It sold 2.4 billion gallons of jet fuel a year.", "gallon per year"),
        ("Oil fell to $18 a barrel.", "USD per barrel"),
        ("It was bought at 18 cts per common share.", "cent per share"),
        ("Sales were $1.2 billion a year earlier.", "USD"),
        ("Sales were $1.2 billion a year ago.", "USD"),
    ],
)
def test_what_an_amount_is_for_each_of(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Labour won 45 seats.", [("45", 45, "seat")]),
        ("They paid $20.00 $37.50.", [("$20.00", 20, "USD"), ("$37.50", Fraction(75, 2), "USD")]),
        ("We give away 3 $50 cards.", [("3", 3, ""), ("$50", 50, "USD")]),
        ("He lost two pounds.", [("two pounds", 2, "pound-mass")]),
        ("It sold 2 million pounds of copper.", [("2 million pounds", 2 * MILLION, "pound-mass")]),
        ("All 70 of us came.", [("70", 70, "")]),
        ("The TOP 10 came.", [("10", 10, "")]),
    ],
)
def test_what_looks_like_money(text: str, figures: list[tuple[str, Number, str]]) -> None:
    assert read(text) == figures


# -- measures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("13,795.51 km²", Fraction(1379551, 100), "square kilometre"),
        ("190 km2", 190, "square kilometre"),
        ("7.62mm", Fraction(762, 100), "millimetre"),
        ("1.8m", Fraction(9, 5), "metre"),
        ("200lbs", 200, "pound-mass"),
        ("16,000 metric tons", 16_000, "metric ton"),
        ("500,000 barrels a day", 500_000, "barrel per day"),
        ("188 miles an hour", 188, "mile per hour"),
        ("10km/hr", 10, "kilometre per hour"),
        ("50 metres per millisecond", 50, "metre per millisecond"),
        ("50 km/ms", 50, "kilometre per millisecond"),
        ("37.8 microgrammes per gramme", Fraction(189, 5), "microgram per gram"),
        ("120 μg", 120, "microgram"),
        ("100 MB", 100, "megabyte"),
        ("20 degrees Celsius", 20, "degree Celsius"),
        ("98.6 degrees f", Fraction(493, 5), "degree Fahrenheit"),
        ("10.5 celsius", Fraction(21, 2), "degree Celsius"),
        ("100° Celsius", 100, "degree Celsius"),
        ("35C", 35, "degree Celsius"),
        ("75 degrees", 75, "degree"),
        ("20 (kg)", 20, "kilogram"),
        ("three-foot", 3, "foot"),
        ("0.8rad", Fraction(4, 5), "radian"),
        ("1/4 mile", Fraction(1, 4), "mile"),
        ("three quarters of a mile", Fraction(3, 4), "mile"),
    ],
)
def test_measures(text: str, value: Number, unit: str) -> None:
    figure = only(f"It was {text} then.")
    assert (figure.value, figure.unit, figure.type) == (value, unit, "measure")


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("5 percent", 5, "percent", "percent"),
        ("five per cent", 5, "percent", "percent"),
        ("7 3/4 %", Fraction(31, 4), "percent", "percent"),
        ("1.5 percentage points", Fraction(3, 2), "point", "percentage point"),
        ("25 basis points", 25, "point", "basis point"),
        ("a quarter point", Fraction(1, 4), "point", "point"),
        ("half a percentage point", Fraction(1, 2), "point", "percentage point"),
        ("190 points", 190, "point", "point"),
        ("3‰", 3, "point", "per mille"),
        ("3:1", 3, "ratio", ""),
        ("six years", 6, "time", "year"),
        ("30 - year", 30, "time", "year"),
        ("half an hour", Fraction(1, 2), "time", "hour"),
        ("three times", 3, "factor", ""),
        ("12 million shares", 12 * MILLION, "count", "share"),
    ],
)
def test_types(text: str, value: Number, kind: str, unit: str) -> None:
    figure = only(f"It was {text} then.")
    assert (figure.value, figure.type, figure.unit) == (value, kind, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("She was five years old.", 5, "year of age"),
        ("The 10-year-old girl slept.", 10, "year of age"),
        ("A ten-year-old girl slept.", 10, "year of age"),
        ("The 28 - year - old ran.", 28, "year of age"),
        ("It happened at eighteen months of age.", 18, "month of age"),
        ("A man aged 54 was held.", 54, "year of age"),
        ("The patient is 87 yo.", 87, "year of age"),
        ("The baby is only three weeks old.", 3, "week of age"),
    ],
)
def test_ages(text: str, value: Number, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.type) == (value, unit, "age")


@pytest.mark.parametrize(
    ("text", "unit", "noun"),
    [
        ("1,278 Party members came.", "member", "Party members"),
        ("38 affiliated branches and cells stayed.", "branch", "affiliated branches and cells"),
        ("100 people came.", "person", "people"),
        ("One commune stayed.", "commune", "commune"),
        ("Six dolphins swam.", "dolphin", "dolphins"),
        ("About 40 other companies came.", "company", "other companies"),
        ("Two Texas banks were closed.", "bank", "Texas banks"),
        ("One senior banker left.", "banker", "senior banker"),
        ("It sold 900,000 common shares.", "share", "common shares"),
        ("Two series were shown.", "series", "series"),
        ("It has 12 bus drivers.", "driver", "bus drivers"),
        ("A group of 12 members left.", "member", "members"),
        ("In the area 300 people live.", "person", "people"),
    ],
)
def test_counted_nouns(text: str, unit: str, noun: str) -> None:
    figure = only(text)
    assert (figure.type, figure.unit, figure.noun) == ("count", unit, noun)


# -- several figures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2-3 individuals came.", 2, 3, "individual"),
        ("60-80% came.", 60, 80, "percent"),
        ("Between 5 and 10 hectares burned.", 5, 10, "hectare"),
        ("Between two and three hundred people came.", 2, 300, "person"),
        ("It yields 16.7 to 22 pct.", Fraction(167, 10), 22, "percent"),
        ("It cost $10-12m.", 10 * MILLION, 12 * MILLION, "USD"),
        ("The walls were eight to 10 feet tall.", 8, 10, "foot"),
        ("Prices range from 10 to 12%.", 10, 12, "percent"),
        ("He is about 40 - 50 years old.", 40, 50, "year of age"),
        ("It cost five to ten million dollars.", 5 * MILLION, 10 * MILLION, "USD"),
        ("It cost $10m-12m.", 10 * MILLION, 12 * MILLION, "USD"),
        ("It cost $10m-$12m.", 10 * MILLION, 12 * MILLION, "USD"),
        ("It cost $10 to $12 million.", 10 * MILLION, 12 * MILLION, "USD"),
        ("It cost £5m to £6m.", 5 * MILLION, 6 * MILLION, "GBP"),
        ("It costs between $10 and $12 million.", 10 * MILLION, 12 * MILLION, "USD"),
        ("Rents rose 5 to 10 percent.", 5, 10, "percent"),
        ("It sees 8.25-to-8.50 dollars.", Fraction(33, 4), Fraction(17, 2), "USD"),
        ("It is a five-to-10-year plan.", 5, 10, "year"),
        ("It is a two-to-three-year plan.", 2, 3, "year"),
        ("It is a 5- to 10-year plan.", 5, 10, "year"),
        ("It is a five- to seven-year plan.", 5, 7, "year"),
        ("It is a three-to-five-year-old car.", 3, 5, "year of age"),
        ("Forecasts range from 10 to 12 members.", 10, 12, "member"),
    ],
)
def test_ranges(text: str, low: Number, high: Number, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.value_max, figure.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It rose from 10 to 12 percent.", [("10", 10, "percent"), ("12 percent", 12, "percent")]),
        ("It lost 15, 20 and 30 ha.", [("15", 15, "hectare"), ("20", 20, "hectare"), ("30 ha", 30, "hectare")]),
        ("It lost 5 or 10 percent.", [("5", 5, "percent"), ("10 percent", 10, "percent")]),
        ("It cut 86, or 62.77%.", [("86", 86, ""), ("62.77%", Fraction(6277, 100), "percent")]),
        ("It rose to 54, and four members left.", [("54", 54, ""), ("four", 4, "member")]),
        ("504/533 members came.", [("504", 504, "member"), ("533", 533, "member")]),
        ("Exercises were 22,24,26.", [("22", 22, ""), ("24", 24, ""), ("26", 26, "")]),
        ("Of 504 members, 45 left.", [("504", 504, "member"), ("45", 45, "")]),
        ("It cut its debt by £80m to £320m.", [("£80m", 80 * MILLION, "GBP"), ("£320m", 320 * MILLION, "GBP")]),
        ("It weighs 10 ± 2 kg.", [("10", 10, "kilogram"), ("2 kg", 2, "kilogram")]),
        ("It weighs 10 +/- 2 kg.", [("10", 10, "kilogram"), ("2 kg", 2, "kilogram")]),
        ("It has 45% plus or minus 3 points.", [("45%", 45, "percent"), ("3 points", 3, "point")]),
        ("Shares rose 4-3/8 to 95-1/2.", [("4-3/8", Fraction(35, 8), ""), ("95-1/2", Fraction(191, 2), "")]),
    ],
)
def test_figures_side_by_side(text: str, figures: list[tuple[str, Number, str]]) -> None:
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("It cost 15, 20 and 30 million dollars.", [15 * MILLION, 20 * MILLION, 30 * MILLION], "USD"),
        ("They were worth $2, $3 and $4 million.", [2 * MILLION, 3 * MILLION, 4 * MILLION], "USD"),
        ("It spent 40 out of 988 billion dong.", [40 * BILLION, 988 * BILLION], "VND"),
        ("Sales rose from 2.5 to 2.75 million tonnes.", [2_500_000, 2_750_000], "metric ton"),
        ("It pays 500,000 or 1 million dollars.", [500_000, MILLION], "USD"),
        ("The fee is $500 and $4 million.", [500, 4 * MILLION], "USD"),
    ],
)
def test_a_magnitude_reaches_every_member_of_a_list_that_may_have_it(
    text: str, values: list[Number], unit: str
) -> None:
    figures = extract_quantities(text)
    assert [(one.value, one.unit) for one in figures] == [(value, unit) for value in values]
    scaled = [one for one in figures if one.alternative]
    assert all(one.value in (one.otherwise.value * MILLION, one.otherwise.value * BILLION) for one in scaled)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ratio was 3:1.", 3),
        ("A 3-to-1 majority agreed.", 3),
        ("A three-to-one majority agreed.", 3),
        ("They agreed by three to one.", 3),
        ("It announced a two-for-one stock split.", 2),
        ("It announced a 3-for-2 stock split.", Fraction(3, 2)),
        ("It announced a three for two stock split.", Fraction(3, 2)),
        ("It announced a one-for-four bonus issue.", Fraction(1, 4)),
    ],
)
def test_ratios(text: str, value: Number) -> None:
    figure = only(text)
    assert (figure.type, figure.value, figure.unit) == ("ratio", value, "")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("A $1.2-billion deal was made.", 1200 * MILLION, "USD"),
        ("A 171-billion-dollar deficit is seen.", 171 * BILLION, "USD"),
        ("A 5-million-tonne crop was sold.", 5 * MILLION, "metric ton"),
        ("A 50-million franc issue was sold.", 50 * MILLION, "FRF"),
        ("A 25-percent increase was seen.", 25, "percent"),
        ("A five-percent tax was set.", 5, "percent"),
        ("The 512-seat hall was full.", 512, "seat"),
        ("A $100-a-barrel price was paid.", 100, "USD"),
    ],
)
def test_what_is_hyphened_to_a_number(text: str, value: Number, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit) == (value, unit)


# -- what counts nothing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "It met in Hin 2 village.",
        "It met in Nà Bủng 1.",
        "Decision No.6537-QD/TU was signed.",
        "Call 0912 345 678.",
        "It met on May 19, 1994.",
        "It met on oct. 13 again.",
        "It met on 5/17/2018.",
        "It met at 10:30.",
        "The term 2020-2025 began.",
        "It was in 1986.",
        "It was the 21st time.",
        "Highway 279 was closed.",
        "They were playing at exit 436.",
        "He lives at 123 Random Street.",
        "He lives in Cloud City, PA 23456.",
        "It was version 24703L202.",
        "The 8-1/8s of 1989 were redeemed.",
        "See https://example.org/a?b=305&c=28 for it.",
        "See www.example.org/2020/12 for it.",
        "Won 6-3 on Sunday.",
        "It was 141.25/35.",
        "They feared an M0 overshoot.",
        "It is their number one priority.",
        "The Group of Five met.",
        "It rebuilt its Number Three machine.",
        "Union Local 594 struck.",
        "Interstate 95 was closed.",
        "The M25 was closed.",
        "Law 27-2001 was passed.",
        "Python 3.11 came out.",
        "Windows 10 came out.",
        "Version 2.1.3 came out.",
        "It began at 1000 EDT (1400 GMT).",
        "It began at 5 p.m. on Monday.",
        "It is fixed at 1400 gmt.",
        "Typhoon No. 3 costs dearly.",
        "He lives in Ward 5.",
        "Oil is in block 2/10a.",
        "It settled at 2.88-3/4.",
        "Call +1 555 010 2030.",
        "Call (020) 7946 0958.",
        "Call 1-800-555-0199.",
        "Hotline: 1900 9068",
        "It filed a 10-K form.",
        "It sold 1988-model cars.",
        "He approved a 1985 arms sale.",
        "It gave its first quarter 1987 results.",
        "A 386-based machine failed.",
        "Arsenal beat Leeds 3-1.",
        "The court ruled 6-3.",
        "1. Results of the year",
        "2.3 Results of the year",
        "(1) Costs fell; (2) sales rose.",
    ],
)
def test_names_dates_and_codes_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_markers_of_a_list_are_no_quantities() -> None:
    text = "It 1) explains, 2) warns and 3) says that 12 people came."
    assert read(text) == [("12", 12, "person")]


def test_four_digits_are_a_year_where_thousands_are_grouped() -> None:
    assert read("They saw 1985 results and 1,234 people.") == [("1,234", 1234, "person")]
    assert read("They saw 1985 results and 234 people.")[0] == ("1985", 1985, "result")


def test_one_is_no_count_of_what_it_does() -> None:
    assert [one.type for one in extract_quantities("One said so, one struck by lightning died.")] == ["number"] * 2


def test_a_number_in_parentheses_is_no_marker() -> None:
    assert read("Some members (45) left.") == [("45", 45, "")]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("the 21st", [("21st", "ordinal")]),
        ("May 19", [("May 19", "date")]),
        ("in 1986", [("1986", "year")]),
        ("Route 66", [("66", "identifier")]),
        ("Monday", [("Monday", "weekday")]),
    ],
)
def test_what_counts_nothing_is_read_as_what_it_is(text: str, read_as: list[tuple[str, str]]) -> None:
    assert kinds(text) == read_as


# -- properties --------------------------------------------------------------------------------------------------------

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 8: "eighth", 10: "tenth"}


def spelled(number: int, joint: str) -> str:
    """A whole number in words, with or without "and" before its last ones."""
    for scale, word in _SCALES:
        if number >= scale:
            over, rest = divmod(number, scale)
            between = joint if 0 < rest < 100 else " "
            return f"{spelled(over, joint)} {word}" + (between + spelled(rest, joint) if rest else "")
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")


@given(number=st.integers(2, 10**15 - 1), joint=st.sampled_from([" ", " and "]))
def test_a_whole_number_in_words_reads_back(number: int, joint: str) -> None:
    assert only(f"They counted {spelled(number, joint)}.").value == number


@given(number=st.integers(0, 10**15), separator=st.sampled_from([",", "\u00a0", "\u202f"]))
def test_a_whole_number_in_groups_reads_back(number: int, separator: str) -> None:
    assert only(f"They counted {number:,} km.".replace(",", separator)).value == number


@given(number=st.integers(0, 10**9), decimals=st.integers(1, 4), comma=st.booleans())
def test_a_number_with_groups_and_decimals_reads_back_in_either_way_of_writing(
    number: int, decimals: int, comma: bool
) -> None:
    whole, rest = divmod(number, 10**decimals)
    written = f"{1000 + whole:,}.{rest:0{decimals}}"
    if comma:
        written = written.translate({ord(","): ".", ord("."): ","})
    figure = only(f"It was {written} km.")
    assert (figure.value, figure.alternative) == (1000 + Fraction(number, 10**decimals), None)


@given(
    number=st.integers(1000, 999_999), evidence=st.sampled_from(["", " and 3,5 m", " and 3.5 m", " and 1.000.000 m"])
)
def test_one_full_stop_keeps_both_readings_unless_it_is_settled(number: int, evidence: str) -> None:
    figure = extract_quantities(f"It was {number:,} km{evidence}.".replace(",", ".", 1))[0]
    readings = {figure.value, figure.otherwise.value}
    assert readings <= {number, Fraction(number, 1000)}
    assert number in readings


@given(number=st.integers(0, 10**9), decimals=st.integers(1, 6), unit=st.sampled_from([" km", "%", " million dollars"]))
def test_decimals_read_back_with_their_place(number: int, decimals: int, unit: str) -> None:
    whole, rest = divmod(number, 10**decimals)
    figure = only(f"It was {whole:,}.{rest:0{decimals}}{unit}.")
    scale = MILLION if "million" in unit else 1
    assert figure.value == Fraction(number * scale, 10**decimals)
    assert figure.place == Fraction(scale, 10**decimals)


@given(number=st.integers(0, 9999), digits=st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_decimals_in_words_read_back_with_their_place(number: int, digits: list[int]) -> None:
    written = f"{spelled(number, ' ')} point {' '.join(_ONES[digit] for digit in digits)}"
    figure = only(f"It was {written} km.")
    assert figure.value == Fraction(int(f"{number}{''.join(map(str, digits))}"), 10 ** len(digits))
    assert figure.place == Fraction(1, 10 ** len(digits))


@given(whole=st.integers(2, 999), under=st.sampled_from(sorted(_PARTS)), words=st.booleans())
def test_a_whole_number_and_a_part_read_back(whole: int, under: int, words: bool) -> None:
    written = f"{spelled(whole, ' ')} and one {_PARTS[under]}" if words else f"{whole} 1/{under}"
    assert only(f"It was {written} miles.").value == whole + Fraction(1, under)


_PIECES = st.sampled_from([
    "rose", "5", "12", "1,234", "2.5", "million", "one", "two", "twenty-five", "three-quarters", "half", "a", "and",
    "or", "of", "to", "from", "between", "%", "percent", "$", "€", "km", "m", "-", "–", "/", ":", "(", ")", ",",
    ".", "3/4", "½", "point", "dozens", "hundred", "thousand", "old", "years", "year-old", "aged", "May", "1986",
    "0912", "No", "Hin", "in", "over", "minus", "per", "share", "1e5", "^", "about", "more", "plus", "+", "#", "@",
    "www", "°", "C", "1.234.567", "US$", "MSEK", "Monday", "fifth", "thirds", "b", "k", "dozen", "trillionths",
    "2020-2025", "Road",
])  # fmt: skip
_PROSE = st.lists(st.tuples(_PIECES, st.sampled_from([" ", "", "-", "\u00a0"])), max_size=25).map(
    lambda pairs: "".join(piece + joint for piece, joint in pairs)
)
_ANY = st.one_of(_PROSE, st.text(max_size=60), st.text(alphabet="0123456789.,-/ ^e%$(+½\u2009", max_size=40))


@given(text=_ANY)
def test_any_text_gives_figures_in_order_inside_it_and_apart(text: str) -> None:
    done = 0
    for figure in extract_quantities(text):
        assert done <= figure.start < figure.end <= len(text)
        assert figure.place > 0
        done = figure.end


@given(first=_ANY, second=_ANY)
@example(first="5", second="@-5")
def test_paragraphs_are_read_alike_alone_and_together(first: str, second: str) -> None:
    """Unless numbers of one show what marks of thousands and decimals mean in the other: 1.000 beside 1.234.567."""

    def lines(text: str) -> str:
        return " ".join(text.split("\n")).replace("\r", " ")

    def found(text: str, shift: int = 0) -> list[tuple[object, ...]]:
        return [(one.start + shift, one.end + shift, one.value, one.value_max, one.unit, one.hedge, one.trend)
                for one in extract_quantities(text)]  # fmt: skip

    def shown(text: str) -> tuple[bool, ...]:
        read = _language("en").read(text).text
        return read.has_comma_decimals, read.has_point_decimals, read.grouped, read.spaced

    first, second = lines(first), lines(second)
    assume(shown(first) == shown(second) == shown(f"{first}\n\n{second}"))
    assert found(f"{first}\n\n{second}") == found(first) + found(second, len(first) + 2)


# -- the worst inputs --------------------------------------------------------------------------------------------------


def steps(text: str, language: str = "en") -> int:
    """How many functions are called to read the figures of a text."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        extract_quantities(text, language)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "piece",
    ["7", "7,", "7 ", "7/", "7-", "5 000 ", "5 (", "(", "\n", "one ", "one hundred and ", "million ", "one million ",
     "one point ", "a third and ", "half of a ", "dozens of ", "between 5 and ", "5 to ", "5, ", "5 or ", "1^", "x/5",
     "a=5&", "5 pounds ", "1.278 ", "twenty-", "rose to ", "over an estimated ",
     "5-to-", "three-to-", "$5m-", "5-million-", "5 Texas ", "$(5", "$ ", "+1 ", "one in ", "from 1 to ", "5 for ",
     "to about ", "(5)  ", "1,278 and 3,5 ", "1 278 ", "40 000 ", "$2, ", "5 million, ", "call: 1 ",
     "(1) ", "1. ", "5 a.m. ", "1986 Texas "],
)  # fmt: skip
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    short, long = steps(piece * 1000), steps(piece * 2000)
    assert long <= 2.2 * short + 100


# -- what a number is tied to ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12m shares", 12 * MILLION, "share"),
        ("5m tonnes of grain", 5 * MILLION, "metric ton"),
        ("10m sq ft of offices", 10 * MILLION, "square foot"),
        ("a 3m stone wall", 3, "metre"),
    ],
)
def test_m_is_million_before_a_unit_that_is_counted(text: str, value: int, unit: str) -> None:
    assert [(one.value, one.unit) for one in extract_quantities(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit", "hedge"),
    [
        ("a $2 billion-a-year trade", "$2 billion-a-year", 2 * BILLION, "USD", "exact"),
        ("a £5 million-plus deal", "£5 million-plus", 5 * MILLION, "GBP", "over"),
        ("a 5 million-tonne harvest", "5 million", 5 * MILLION, "metric ton", "exact"),
        ("a 12 thousand-seat arena", "12 thousand", 12000, "seat", "exact"),
    ],
)
def test_a_magnitude_with_words_hyphened_to_it_counts(
    text: str, written: str, value: int, unit: str, hedge: str
) -> None:
    figure = only(text)
    assert (figure.text, figure.value, figure.unit, figure.hedge) == (written, value, unit, hedge)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("a 5,000-square-foot house", "square foot"), ("a 5,000-nautical-mile trip", "nautical mile")],
)
def test_units_of_two_words_are_hyphened_too(text: str, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.value, figure.type, figure.unit) == ("5,000", 5000, "measure", unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("aged 4 to 11", 4, 11),
        ("aged 18-24", 18, 24),
        ("aged between 18 and 24", 18, 24),
        ("aged from five to seven", 5, 7),
        ("ages 12-15", 12, 15),
        ("aged under 5", 5, None),
        ("aged 65 and over", 65, None),
    ],
)
def test_ages_may_be_ranges_and_hedged(text: str, low: int, high: int | None) -> None:
    figure = only(f"For children {text}.")
    assert (figure.type, figure.unit, figure.value, figure.value_max) == ("age", "year of age", low, high)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("5ft 11in tall", [("5ft", 5, "foot"), ("11in", 11, "inch")]),
        ("4in of snow", [("4in", 4, "inch")]),
        ("4 in hospital", [("4", 4, "")]),
        ("250g of flour", [("250g", 250, "gram")]),
        ("120 g/km", [("120 g/km", 120, "gram per kilometre")]),
        ("a 5G network", []),
        ("5 US cents", [("5 US cents", 5, "cent")]),
        ("45 years' experience", [("45 years", 45, "year")]),
        ("2.5B US users", [("2.5B", 25 * BILLION // 10, "user")]),
    ],
)
def test_units_that_look_like_other_words(text: str, figures: list[tuple[str, Number, str]]) -> None:
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("a 5%-6% rise", 5, 6, "percent"),
        ("10°C–15°C", 10, 15, "degree Celsius"),
        ("a 5km-6km walk", 5, 6, "kilometre"),
    ],
)
def test_both_ends_of_a_range_may_have_the_unit(text: str, low: int, high: int, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.value_max, figure.unit) == (low, high, unit)


def test_a_dash_to_a_smaller_figure_is_no_range() -> None:
    assert read("6%-5%") == [("6%", 6, "percent"), ("5%", 5, "percent")]


def test_a_currency_may_be_hyphened_to_a_number() -> None:
    assert read("A 5-US$ note.") == [("5", 5, "USD")]


@pytest.mark.parametrize(
    ("text", "value"), [("a one-in-five chance", 5), ("a 1-in-10 chance", 10), ("a one-in-20 chance", 20)]
)
def test_one_in_many_may_be_hyphened(text: str, value: int) -> None:
    figure = only(text)
    assert (figure.type, figure.value) == ("fraction", Fraction(1, value))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one thousand, two hundred and fifty people", [1250]),
        ("two million, three hundred thousand people", [2300000]),
        ("two thousand, three thousand", [2000, 3000]),
        ("five thousand, six", [5000, 6]),
    ],
)
def test_a_comma_goes_on_with_the_hundreds_behind_thousands(text: str, values: list[int]) -> None:
    assert [one.value for one in extract_quantities(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "He lived at 221B Baker Street.",
        "They share flat 3B.",
        "Call +1 (212) 555-0147 for details.",
        "Call (212) 555-0147 for details.",
        "Call +44 (0)20 7946 0123 for details.",
        "The FTSE 100 index and the S&P 500 closed.",
        "Leave the motorway at junction 9.",
        "Year 9 pupils left.",
    ],
)
def test_names_that_look_like_amounts(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a 0.5-percentage-point cut", "percentage point"),
        ("a 25-basis-point rise", "basis point"),
        ("a 10-per-cent rise", "percent"),
    ],
)
def test_proportions_may_be_hyphened(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize("behind", ["of Leeds", "from Leeds", "a nurse", "who was driving"])
def test_a_number_between_a_full_name_and_who_that_is_is_an_age(behind: str) -> None:
    figure = only(f"Ann Mary Reed, 54, {behind}.")
    assert (figure.text, figure.type) == ("54", "age")


def test_a_number_behind_a_place_in_a_list_is_no_age() -> None:
    assert [one.type for one in extract_quantities("Votes: West Leeds, 54, and East Leeds, 12, were lost.")] == [
        "number",
        "number",
    ]


def test_a_number_behind_a_possessive_is_no_part_of_a_name() -> None:
    assert [one.value for one in extract_quantities("He won 312 votes to Ms Harris's 226.")] == [312, 226]


def test_how_long_something_moved_did_not_move() -> None:
    assert [one.trend for one in extract_quantities("It is the first rise in two years.")] == [None]


def test_an_ordinal_before_a_time_is_no_part_of_it() -> None:
    assert read("It rose for a third year.") == []
    assert read("It took a third of a year.") == [("a third of a year", Fraction(1, 3), "year")]


def test_what_is_raised_for_many_does_not_raise_them() -> None:
    assert [one.trend for one in extract_quantities("Money was raised for 300 families.")] == [None]


def test_a_currency_on_the_line_before_a_list_makes_no_money_of_its_items() -> None:
    assert [one.value for one in extract_quantities("Five are in $\n- 2m, or $10-12m")] == [5, 2, 10_000_000]
