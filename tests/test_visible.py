"""Characters that show nothing in, the same figures and findings out: given this text, what a reader sees of it."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import readers
from factcheck.readers.formats import READ
from factcheck.records import Quantity
from factcheck.run import Checker, Config
from factcheck.visible import JOINER, REST, Visible

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ARTICLES = [path for path in sorted(EXAMPLES.glob("*/*")) if path.suffix in READ and path.stem != "expected"]
CHECKER = Checker(Config(list_all=True))

UNSEEN = {
    "soft hyphen": "\u00ad",
    "combining grapheme joiner": REST,
    "Arabic letter mark": "\u061c",
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "left-to-right override": "\u202d",
    "word joiner": JOINER,
    "left-to-right isolate": "\u2066",
    "pop directional isolate": "\u2069",
    "variation selector": "\ufe0f",
    "byte order mark": "\ufeff",
    "tag": "\U000e0020",
}
SPACES = {
    "no-break space": "\u00a0",
    "figure space": "\u2007",
    "punctuation space": "\u2008",
    "thin space": "\u2009",
    "hair space": "\u200a",
    "narrow no-break space": "\u202f",
}


def figures(source: str, format: str = "text") -> list[Quantity]:
    found = CHECKER.extract(readers.read_text(source, format=format)).figures
    assert all(source[one.start : one.end] == one.text for one in found)
    return list(found)


def only(source: str, format: str = "text") -> tuple[str, object, str]:
    """(text, value, unit) of the one figure of a source."""
    (one,) = figures(source, format)
    return one.text, one.value, one.unit


# -- figures -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("char", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_shows_nothing_does_not_divide_a_figure(char: str) -> None:
    assert only(f"Then 1{char}2{char}78 members came.") == (f"1{char}2{char}78", 1278, "member")
    assert only(f"It cost ${char}5{char}.{char}20.")[:2] == (f"${char}5{char}.{char}20", Fraction(26, 5))
    assert only(f"It was 5{char}%.") == (f"5{char}%", 5, "percent")
    assert only(f"Then 12 mem{char}bers came.") == ("12", 12, "member")
    assert only(f"It has a 512-se{char}at hall.") == ("512", 512, "seat")
    assert only(f"Then twen{char}ty-{char}five parties merged.")[1:] == (25, "party")


@pytest.mark.parametrize("char", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_shows_nothing_beside_a_figure_is_no_part_of_it(char: str) -> None:
    text, value, unit = only(f"Then {char}12{char} members came.")
    assert (text.rstrip(char), value, unit) == ("12", 12, "member")


@pytest.mark.parametrize("char", SPACES.values(), ids=SPACES.keys())
def test_a_space_that_does_not_break_groups_digits(char: str) -> None:
    assert only(f"Then 1{char}278 members came.") == (f"1{char}278", 1278, "member")
    assert only(f"It cost 1{char}234{char}567.50 euros.")[:2] == (f"1{char}234{char}567.50 euros", 1234567.5)


@pytest.mark.parametrize("char", ["'", "’"])
def test_an_apostrophe_groups_digits(char: str) -> None:
    assert only(f"Then 1{char}278 members came.") == (f"1{char}278", 1278, "member")
    assert only(f"It cost CHF 1{char}234{char}567.50.")[:2] == (f"CHF 1{char}234{char}567.50", 1234567.5)


@pytest.mark.parametrize("source", ["It is 6'2 high.", "It is 5'10 high.", "The ’70s and 80s", "It rose 12'3456 then"])
def test_other_apostrophes_group_nothing(source: str) -> None:
    assert len(figures(source)) == 2


@pytest.mark.parametrize(
    ("source", "text", "value", "unit"),
    [
        ("Then １２７８ members came.", "１２７８", 1278, "member"),
        ("Then １，２７８ members came.", "１，２７８", 1278, "member"),
        ("It was ９４．５％.", "９４．５％", 94.5, "percent"),
        ("It cost ＄５０.", "＄５０", 50, "USD"),
        ("It cost ￥５０.", "￥５０", 50, "JPY"),
        ("It cost ￡５０.", "￡５０", 50, "GBP"),
        ("Then ٥٠٤ members came.", "٥٠٤", 504, "member"),
        ("Then ५०४ members came.", "५०४", 504, "member"),
    ],
)
def test_digits_of_all_scripts_are_read(source: str, text: str, value: object, unit: str) -> None:
    assert only(source) == (text, value, unit)


# -- markup and character references -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["1<b>504", "<b>1</b>504", "1<wbr>504", "1,<span>504", "<span>1</span>,504", "15<!-- x -->04", "150&#52;",
     "&#x31;504", "1&comma;504", "1&shy;504", "1&nbsp;504", "1&thinsp;504", "1&#8239;504", "1&rsquo;504"],
)  # fmt: skip
def test_markup_and_references_do_not_divide_a_figure_of_a_page(written: str) -> None:
    text, value, unit = only(f"<p>Then {written} members came.</p>", "html")
    assert (text, value, unit) == (written.removeprefix("<b>").removeprefix("<span>"), 1504, "member")


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [("5&#37;", 5, "percent"), ("5<b>%", 5, "percent"), ("5&nbsp;%", 5, "percent"), ("&minus;5&percnt;", -5, "percent"),
     ("&#36;5", 5, "USD"), ("&pound;5", 5, "GBP"), ("$</b>5", 5, "USD"), ("5&nbsp;km&sup2;", 5, "square kilometre"),
     ("5 per<i> cent", 5, "percent"), ("5 p&#101;r cent", 5, "percent"), ("5&deg;", 5, "degree")],
)  # fmt: skip
@pytest.mark.parametrize("format", ["html", "markdown"])
def test_a_sign_or_unit_may_be_written_as_a_reference(written: str, value: int, unit: str, format: str) -> None:
    assert only(f"It was {written} in all.", format) == (written, value, unit)


@pytest.mark.parametrize(
    "written", ["1**504", "1*504", "**1**504", "**1**,**504", "1&nbsp;504", "150&#52;", "1\\,504", "1[504", "1<i>504"]
)
def test_markup_and_references_do_not_divide_a_figure_of_markdown(written: str) -> None:
    closing = {"1**504": "**", "1*504": "*", "**1**,**504": "**", "1[504": "](a.html)", "1<i>504": "</i>"}
    text, value, unit = only(f"Then {written}{closing.get(written, '')} members came.", "markdown")
    assert (text, value, unit) == (written.removeprefix("**"), 1504, "member")


@pytest.mark.parametrize(
    ("source", "shown"),
    [("<p>Then 1<b>504</b> members came.", "1504"), ("<p>It cost 5&#37; more.", "5%"),
     ("<p>It cost 5&nbsp;per<i> cent</i> more.", "5 per cent"), ("<p>Then 1\u00ad504&shy; came.", "1504")],
)  # fmt: skip
def test_people_are_shown_a_figure_as_the_page_shows_it(source: str, shown: str) -> None:
    (one,) = figures(source, "html")
    assert one.shown == shown


# -- laws --------------------------------------------------------------------------------------------------------------


def findings(source: str, format: str) -> list[tuple[str, str, list[tuple[int, int, object]]]]:
    """(rule, verdict, figures with their places in what is seen) of all checks of a text."""
    visible = Visible.of(source)
    return [
        (check.rule, check.verdict.value,
         [(visible.offset(one.start), visible.offset(one.end), one.value) for _, one in check.claim.operands()])
        for check in CHECKER.check_text(source, format=format).checks
    ]  # fmt: skip


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
@given(data=st.data())
@settings(deadline=None, max_examples=10)
def test_what_shows_nothing_changes_no_finding_wherever_it_stands(path: Path, data: st.DataObject) -> None:
    source = path.read_text(encoding="utf-8")
    places = data.draw(st.lists(st.integers(0, len(source)), min_size=1, max_size=40))
    written = source
    for place in sorted(places, reverse=True):
        written = written[:place] + data.draw(st.sampled_from(list(UNSEEN.values()))) + written[place:]
    assert findings(written, READ[path.suffix]) == findings(source, READ[path.suffix])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_letters_changes_no_finding(path: Path, form: Literal["NFC", "NFD"]) -> None:
    source = path.read_text(encoding="utf-8")
    read, again = (
        [
            (rule, verdict, [value for *_, value in operands])
            for rule, verdict, operands in findings(text, READ[path.suffix])
        ]
        for text in (source, unicodedata.normalize(form, source))
    )
    assert again == read


TEXTS = st.text(st.sampled_from([*"ab5 \n", *UNSEEN.values()]))


@given(TEXTS)
def test_a_text_is_its_source_without_what_shows_nothing(source: str) -> None:
    visible = Visible.of(source)
    assert visible.text == "".join(char for char in source if char in "ab5 \n")
    assert visible.whole == (visible.text == source)
    assert Visible.of(visible.filled(visible.text)).text == visible.text
    assert len(visible.filled(visible.text)) == len(source)


@given(TEXTS)
def test_a_character_is_found_in_its_source_and_back(source: str) -> None:
    visible = Visible.of(source)
    for at, char in enumerate(visible.text):
        start, end = visible.start(at), visible.end(at + 1)
        assert source[start] == char
        assert start < end <= (visible.start(at + 1) if at + 1 < len(visible.text) else len(source))
        assert set(source[start + 1 : end]) <= {REST, "\ufe0f"}
        assert visible.offset(start) == at
        assert visible.offset(end) == at + 1


@pytest.mark.parametrize("char", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_stands_within_a_reference_is_part_of_it(char: str) -> None:
    assert only(f"<p>It cost 5&#3{char}7;{char} more.", "html")[0].rstrip(char) == f"5&#3{char}7;"
