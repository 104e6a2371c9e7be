"""Figures with something hidden in them, or of what only looks like digits, in; what is read and told of them out."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import factcheck
from factcheck import Report
from factcheck.reports.formats import WRITTEN


def read(text: str) -> list[tuple[str, object]]:
    return [(one.text, one.value) for one in factcheck.extract_quantities(text)]


def notes(text: str, name: str = "a.txt") -> list[str]:
    report = factcheck.check_text(text, name)
    assert {failure.kind for failure in report.failures} <= {"note"}
    assert report.faults == ()
    return [f"{failure.line}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize(
    ("char", "told"),
    [
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\u200d", "U+200D ZERO WIDTH JOINER"),
        ("\u2060", "U+2060 WORD JOINER"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2067", "U+2067 RIGHT-TO-LEFT ISOLATE"),
        ("\u200f", "U+200F RIGHT-TO-LEFT MARK"),
        ("\U000e0035", "U+E0035 TAG DIGIT FIVE"),
    ],
)
def test_given_a_figure_that_hides_a_character_it_is_read_without_it_and_that_is_told(char: str, told: str) -> None:
    text = f"The council met.\n\nOf 533 members 5{char}04 came."
    assert read(text) == [("533", 533), (f"5{char}04", 504)]
    assert notes(text) == [f"3: 504 holds a character that shows nothing ({told}); delete it"]
    assert notes(text, "a.md") == notes(text)
    assert notes(f"It cost ${char}5.") == [f"1: $5 holds a character that shows nothing ({told}); delete it"]


def test_given_a_figure_behind_an_override_it_is_told_that_people_see_it_backwards() -> None:
    told = "is shown backwards, behind U+202E RIGHT-TO-LEFT OVERRIDE; delete that"
    assert notes("Of 533 members \u202e405\u202c came, and 12 left.\nThen 7 came.") == [f"1: 405 {told}"]


@pytest.mark.parametrize("text", ["It has a 512-se\u00adat hall.", "Of 533 members 504\ufe0f came.",
                                  "Mem\u200bbers: 4", "504 mem\u200dbers", "<p>1<b>504</b>/1600 came</p>"])  # fmt: skip
def test_given_what_shows_nothing_outside_of_digits_nothing_is_told(text: str) -> None:
    assert notes(text) == notes(text, "a.html") == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("5О4", "U+041E CYRILLIC CAPITAL LETTER O"),
        ("5о4", "U+043E CYRILLIC SMALL LETTER O"),
        ("О5", "U+041E CYRILLIC CAPITAL LETTER O"),
        ("5Ο4", "U+039F GREEK CAPITAL LETTER OMICRON"),
        ("5О", "U+041E CYRILLIC CAPITAL LETTER O"),
        ("5〇4", "U+3007 IDEOGRAPHIC NUMBER ZERO"),
        ("5O4", "U+004F LATIN CAPITAL LETTER O"),
        ("1l4", "U+006C LATIN SMALL LETTER L"),
        ("1,2O4", "U+004F LATIN CAPITAL LETTER O"),
    ],
)
def test_given_letters_that_look_like_digits_no_figure_is_read_and_the_letter_is_named(written: str, told: str) -> None:
    text = f"There {written} of 533 members (46.5%) came."
    assert read(text) == [("533", 533), ("46.5%", 46.5)]
    assert factcheck.check_text(text).findings == ()
    assert notes(text) == [f"1: {written} is no figure, as it holds {told}; write a digit for it if one is meant"]


@pytest.mark.parametrize("text", ["It took 10l of 5O.", "It has 4G and A4 and B2O3.", "In K1O 4B2 live 3.", "Form 10-K",
                                  "x = `5О4`, or 5 Ом."])  # fmt: skip
def test_given_codes_units_and_words_nothing_is_told(text: str) -> None:
    assert notes(text, "a.md") == []


@pytest.mark.parametrize("written", ["504", "５０４", "٥٠٤", "۵۰۴", "५०४", "๕๐๔", "𝟓𝟎𝟒", "𝟝𝟘𝟜", "5०４"])
def test_given_decimal_digits_of_any_script_the_same_figure_is_read(written: str) -> None:
    text = f"Of 533 members {written} (46.5%) came."
    assert read(text)[:2] == [("533", 533), (written, 504)]
    (finding,) = factcheck.check_text(text).findings
    assert finding.check.working == "504 / 533 = 94.55…%; written 46.5%"


@pytest.mark.parametrize("written", ["⑤⓪④", "1٬278", "١٬٢٧٨", "5\u030804", "1\u20e304", "Ⅷ", "5〇4"])
def test_given_signs_for_numbers_that_are_no_decimal_digits_nothing_is_made_of_their_pieces(written: str) -> None:
    assert read(f"There came {written} of 533 members.") == [("533", 533)]


SLIP = "There are 48 party offices (45 cells and 2 committees)."


@pytest.mark.parametrize("text", [f"{SLIP} \ud800", f"\udfff{SLIP}", f"{SLIP}\n\ud83d \udc00 5\udc004"])
@pytest.mark.parametrize("name", ["a.txt", "a\udc80.md", "a.html"])
def test_given_lone_surrogates_every_report_is_written_and_can_be_encoded(text: str, name: str) -> None:
    checker = factcheck.Checker(factcheck.Config(keep=True))
    report = checker.check_text(text, name)
    assert len(report.findings) == 1
    for written in WRITTEN:
        assert report.to_format(written, checker.pack.rules).encode()
    assert json.loads(report.to_json())["checks"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_given_any_newlines_the_line_is_right(newline: str) -> None:
    report = factcheck.check_text(newline.join(["Head", "", SLIP, ""]), "a.txt")
    assert places(report) == [3]


def test_given_mixed_newlines_the_lines_are_right() -> None:
    assert places(factcheck.check_text(f"Head\r\n\r\n{SLIP}\n\n{SLIP}\r\r\n{SLIP}", "a.txt")) == [3, 5, 7]


def places(report: Report) -> list[int]:
    return [check.place.line for check in report.checks if check.place]


@pytest.mark.parametrize("written", ["\u07c8embers", "\u0665e", "\u0665e+", "\u0665ex5"])
def test_given_letters_right_behind_a_digit_of_their_script_no_power_of_ten_is_read(written: str) -> None:
    assert read(f"There were {written} and 504 members.") == [("504", 504)]
    assert read("There were 9e5 and 9E-2 members.") == [("9e5", 900_000), ("9E-2", Fraction(9, 100))]
