"""Text in, figures out: given this sentence, this figure with its value, written precision, type, unit and hedge."""

from __future__ import annotations

import pickle
import unicodedata
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import packs, readers
from factcheck.language import Language
from factcheck.records import Number, Quantity

JOINER = "\u2060"


@cache
def language() -> Language:
    return Language(packs.load())


def figures(text: str) -> list[Quantity]:
    return [figure.quantity for figure in language().read(text).figures]


def only(text: str) -> Quantity:
    (quantity,) = figures(text)
    assert text[quantity.start : quantity.end] == quantity.text
    return quantity


# -- amounts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "value", "place", "unit"),
    [
        # counts: exact, with the singular of what they count
        ("Then 1,278 members came.", "1,278", "count", 1278, 1, "member"),
        ("The town has 17,600 people.", "17,600", "count", 17600, 1, "person"),
        ("It closed 12 primary schools.", "12", "count", 12, 1, "school"),
        ("Nine new communes are planned.", "Nine", "count", 9, 1, "commune"),
        ("Twenty-five parties merged.", "Twenty-five", "count", 25, 1, "party"),
        ("One hundred and five seats were won.", "One hundred and five", "count", 105, 1, "seat"),
        ("The 512-seat hall was full.", "512", "count", 512, 1, "seat"),
        # magnitudes: the last written digit is worth more
        ("There are 1.5 million homes.", "1.5 million", "count", 1_500_000, 100_000, "home"),
        ("There are two million homes.", "two million", "count", 2_000_000, 1_000_000, "home"),
        ("Half a million people fled.", "Half a million", "count", 500_000, 100_000, "person"),
        ("Then 12m people watched.", "12m", "count", 12_000_000, 1_000_000, "person"),
        # money, with the sign before or the word behind
        ("Profit was $1.13bn.", "$1.13bn", "money", 1_130_000_000, 10_000_000, "USD"),
        ("It cost £2.50.", "£2.50", "money", Fraction(5, 2), Fraction(1, 100), "GBP"),
        ("It cost 5.4 billion dong.", "5.4 billion dong", "money", 5_400_000_000, 100_000_000, "VND"),
        ("It cost US$45 million.", "US$45 million", "money", 45_000_000, 1_000_000, "USD"),
        ("It cost 30 euros.", "30 euros", "money", 30, 1, "EUR"),
        # percentages, points, measures, times, factors
        ("Turnout was 94.55%.", "94.55%", "percent", Fraction(1891, 20), Fraction(1, 100), "percent"),
        ("Turnout was 94,5%.", "94,5%", "percent", Fraction(189, 2), Fraction(1, 10), "percent"),
        ("Turnout was eight percent.", "eight percent", "percent", 8, 1, "percent"),
        ("It lost 0.25 percentage points.", "0.25 percentage points", "point", Fraction(1, 4), Fraction(1, 100),
         "percentage point"),
        ("The road is 6 kilometres long.", "6 kilometres", "measure", 6, 1, "kilometre"),
        ("It is 489 km2 in all.", "489 km2", "measure", 489, 1, "square kilometre"),
        ("The rope is 12m long.", "12m", "measure", 12, 1, "metre"),
        ("It was -5 degrees outside.", "-5 degrees", "measure", -5, 1, "degree"),
        ("It took nine years.", "nine years", "time", 9, 1, "year"),
        ("The price trebled.", "trebled", "factor", 3, 1, ""),
        ("It grew 3.2-fold.", "3.2", "factor", Fraction(16, 5), Fraction(1, 10), ""),
    ],
)  # fmt: skip
def test_an_amount_has_value_place_type_and_unit(
    sentence: str, text: str, kind: str, value: Number, place: Number, unit: str
) -> None:
    found = only(sentence)
    assert (found.text, found.type, found.value, found.place, found.unit) == (text, kind, value, place, unit)


@pytest.mark.parametrize(
    ("sentence", "zeros"),
    [
        ("There are 17,600 people.", 100),
        ("There are 17,000 people.", 1000),
        ("There are 17,610 people.", 1),  # one zero is no sign of rounding in a count
        ("There are 40 people.", 1),
        ("It cost $40.", 10),
        ("It cost $1.20.", Fraction(1, 100)),  # zeros behind the point are written on purpose
        ("Turnout was 100%.", 1),
    ],
)
def test_trailing_zeros_may_be_rounding(sentence: str, zeros: Number) -> None:
    assert only(sentence).zeros == zeros


@pytest.mark.parametrize("text", ["504 of 533 members", "504/533 members", "504 out of 533 members"])
def test_a_pair_of_numbers_is_read_as_two(text: str) -> None:
    assert [one.value for one in figures(f"Then {text} voted.")] == [504, 533]


def test_both_numbers_of_a_written_ratio_are_exact_counts() -> None:
    assert [(one.type, one.unit, one.exact) for one in figures("It has 500/600 members.")] == [
        ("count", "member", True)
    ] * 2


@pytest.mark.parametrize(
    ("sentence", "hedge", "cue"),
    [
        ("Then 40 people came.", "exact", ""),
        ("About 40 people came.", "about", "ABOUT"),
        ("Around 40 people came.", "about", "ABOUT"),
        ("More than 40 people came.", "over", "OVER"),
        ("Over 40 people came.", "over", "OVER"),
        ("At least 40 people came.", "over", "AT_LEAST"),
        ("Less than 40 people came.", "under", "UNDER"),
        ("Up to 40 people came.", "under", "UNDER"),
        ("Nearly 40 people came.", "under", "NEARLY"),
        ("Almost 40 people came.", "under", "NEARLY"),
    ],
)
def test_a_hedge_belongs_to_the_figure_behind_it(sentence: str, hedge: str, cue: str) -> None:
    found = only(sentence)
    assert (found.text, found.hedge, found.hedge_class) == ("40", hedge, cue)


@pytest.mark.parametrize(
    ("sentence", "trend"),
    [("Sales rose 76%.", "up"), ("Sales fell by 76%.", "down"), ("Sales were 76%.", None)],
)
def test_the_word_before_a_figure_gives_its_trend(sentence: str, trend: str | None) -> None:
    assert only(sentence).trend == trend


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high"),
    [
        ("It lasted 2-3 hours.", "2-3 hours", 2, 3),
        ("It was 4.6-5.1% last year.", "4.6-5.1%", Fraction(23, 5), Fraction(51, 10)),
    ],
)
def test_a_range_is_one_figure_with_two_ends(sentence: str, text: str, low: Number, high: Number) -> None:
    found = only(sentence)
    assert (found.text, found.value, found.value_max) == (text, low, high)


# -- what is no amount -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "text", "kind", "value"),
    [
        ("It opened on 3 June 2024.", "3 June 2024", "date", date(2024, 6, 3).toordinal()),
        ("It opened on June 3, 2024.", "June 3, 2024", "date", date(2024, 6, 3).toordinal()),
        ("It was founded in 1997.", "1997", "year", 1997),
        ("It was the 21st congress.", "21st", "ordinal", 21),
        ("They meet on Wednesday.", "Wednesday", "weekday", 2),
    ],
)
def test_dates_years_ordinals_and_weekdays_are_what_they_are(sentence: str, text: str, kind: str, value: int) -> None:
    found = only(sentence)
    assert (found.text, found.type, found.value) == (text, kind, value)


def test_a_date_knows_whether_its_year_is_stated() -> None:
    assert [one.dated for one in figures("It ran from 3 June to 5 July 2024.")] == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Decision No.6541-QD/TU was signed.",
        "Highway 279 is closed.",
        "Article 5 was struck.",
        "The people of Hin 2 village met.",
        "Nà Bủng 1 village has power.",
        "The COVID-19 virus came.",
        "Version 2.0 is out.",
        "Arsenal won 3-1.",
        "In the 1990s it grew.",
        "The G20 met.",
    ],
)
def test_numerals_in_names_are_identifiers(sentence: str) -> None:
    assert {one.type for one in figures(sentence)} == {"identifier"}


# -- the text ----------------------------------------------------------------------------------------------------------

VIETNAMESE = "Xã Mường Ảng has 504 members; Nà Bủng commune raised 5.4 billion dong, up 20% from 4.5 billion dong."


def test_letters_with_combining_marks_are_read_as_letters_in_one() -> None:
    composed, apart = (unicodedata.normalize(form, VIETNAMESE) for form in ("NFC", "NFD"))
    assert len(apart) > len(composed)
    read = [
        [(one.type, one.value, one.place, one.unit, one.trend) for one in figures(text)] for text in (composed, apart)
    ]
    assert read[0] == read[1]
    assert [one.text for one in figures(apart)] == [unicodedata.normalize("NFD", one.text) for one in figures(composed)]


def test_words_of_the_lexicon_are_found_with_combining_marks() -> None:
    assert only(unicodedata.normalize("NFD", "It cost 5 đồng.")).unit == "VND"


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ("It has 1,278 members (94.55%).", "text"),
        ("It has **1,278** members ([94.55%](a.html)).", "markdown"),
        ("<p>It has <b>1,278</b> members (<i>94.55%</i>).</p>", "html"),
        (
            "\r\n\r\nThe commune Party Committee of Pa Hin now has 1,278\r\nmembers, or, in other words, 94.55% of "
            "all\r\nwho might be in it.\r\n",
            "text",
        ),
    ],
)
def test_offsets_are_those_of_the_source_in_every_format(source: str, format: str) -> None:
    document = readers.read_text(source, format=format)
    found = figures(document.text)
    assert [source[one.start : one.end] for one in found] == ["1,278", "94.55%"]
    assert [(one.value, one.unit) for one in found] == [(1278, "member"), (Fraction(1891, 20), "percent")]


WORDS = st.lists(
    st.sampled_from(
        ["5", "1,278", "94.55%", "$1.13bn", "nine", "twenty", "-", "/", "of", "million", "May", "3", "2024", "No.",
         "km", "years", "members", "about", "rose", "to", "(", ")", ",", ".", ":", "%", "€", "m", "a", "half", "2-3",
         "th", "\n", "\n\n", JOINER, "Nà Bủng", "“", "”"]
    )
)  # fmt: skip


@given(st.one_of(WORDS.map(" ".join), WORDS.map("".join), st.text()))
def test_figures_are_in_order_do_not_overlap_and_have_the_text_of_their_span(text: str) -> None:
    found = figures(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(one.place > 0 and one.zeros >= one.place for one in found)


def test_a_pickled_language_reads_alike() -> None:
    again = pickle.loads(pickle.dumps(language()))  # noqa: S301
    assert [one.quantity for one in again.read(VIETNAMESE).figures] == figures(VIETNAMESE)
