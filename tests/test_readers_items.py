"""Lists in, their items and levels out: given these lines, this list."""

from __future__ import annotations

import pytest

from factcheck import readers
from factcheck.run import Checker, Config

CHECKER = Checker(Config(list_all=True))
MARKERS = (
    *(sign * 3 for sign in "-*+•●▪■◦‣∙·–—►"),
    ("1.", "2.", "3."), ("1)", "2)", "3)"), ("(1)", "(2)", "(3)"), ("4.", "5.", "6."), ("1.", "1.", "1."),
    ("a.", "b.", "c."), ("a)", "b)", "c)"), ("(a)", "(b)", "(c)"), ("h)", "i)", "j)"),
    ("i.", "ii.", "iii."), ("i)", "ii)", "iii)"), ("(i)", "(ii)", "(iii)"), ("(iv)", "(v)", "(vi)"),
)  # fmt: skip
NAMES = ("Na Hin", "Pa Lo", "Chieng Kho")


def verdicts(source: str, format: str) -> list[tuple[str, str]]:
    return [(check.claim.kind, check.verdict.value) for check in CHECKER.check_text(source, format=format).checks]


def figures(source: str, format: str = "text") -> list[str]:
    return [one.text for one in CHECKER.extract(readers.read_text(source, format=format)).figures]


def levels(source: str, format: str = "text") -> list[str]:
    """The words of a text with the signs before them."""
    return readers.read_text(source, format=format).text.split()


@pytest.mark.parametrize("number", ["three", "four"])
@pytest.mark.parametrize("markers", MARKERS, ids="".join)
@pytest.mark.parametrize(
    ("format", "between"),
    [("text", "\n"), ("text", "\n\n"), ("text", "\n   "), ("text", "\r\n"), ("markdown", "\n"), ("markdown", "\n\n"),
     ("markdown", "\n  "), ("html", "<br>\n"), ("html", "<p>")],
)  # fmt: skip
def test_the_items_of_a_list_are_counted_whatever_marks_them(
    markers: tuple[str, ...], format: str, between: str, number: str
) -> None:
    lines = [f"{marker} {name}" for marker, name in zip(markers, NAMES, strict=True)]
    source = between.join([f"The district has {number} communes:", *lines])
    assert figures(source, format) == [number]
    assert verdicts(source, format) == [("count", "consistent" if number == "three" else "inconsistent")]


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_the_items_of_a_page_are_counted(tag: str) -> None:
    rows = "".join(f"<li>{name}</li>\n" for name in NAMES)
    source = f"<p>The district has four communes:</p>\n<{tag}>\n{rows}</{tag}>"
    assert verdicts(source, "html") == [("count", "inconsistent")]


NESTED = [
    ("text", "- Na Hin\n  - Pa Lo village\n  - Pa Ko village\n- Muong La\n- Chieng Kho"),
    ("text", "• Na Hin\n– Pa Lo village\n– Pa Ko village\n• Muong La\n• Chieng Kho"),
    ("text", "1. Na Hin\na) Pa Lo village\nb) Pa Ko village\n2. Muong La\n3. Chieng Kho"),
    ("text", "1. Na Hin\n\n   • Pa Lo village\n\n   • Pa Ko village\n\n2. Muong La\n\n3. Chieng Kho"),
    ("text", "- Na Hin\n    - Pa Lo village\n      * east\n      * west\n- Muong La\n- Chieng Kho"),
    ("markdown", "- Na Hin\n  - Pa Lo village\n  - Pa Ko village\n- Muong La\n- Chieng Kho"),
    ("markdown", "1. Na Hin\n   1. Pa Lo village\n   2. Pa Ko village\n2. Muong La\n3. Chieng Kho"),
    ("html", "<ul><li>Na Hin<ul><li>Pa Lo village<li>Pa Ko village</ul><li>Muong La<li>Chieng Kho</ul>"),
    ("html", "<ol><li><p>Na Hin</p><ul><li>Pa Lo village<ul><li>east</ul></ul><li>Muong La<li>Chieng Kho</ol>"),
    ("html", "<p>1. Na Hin<p>a) Pa Lo village<p>b) Pa Ko village<p>2. Muong La<p>3. Chieng Kho"),
]


@pytest.mark.parametrize(("format", "rows"), NESTED)
def test_items_that_are_nested_in_others_are_not_counted_with_them(format: str, rows: str) -> None:
    assert verdicts(f"The district has three communes:\n\n{rows}", format) == [("count", "consistent")]
    assert verdicts(f"The district has two communes:\n\n{rows}", format) == [("count", "inconsistent")]


@pytest.mark.parametrize(
    ("format", "rows"),
    [("text", "- It has two towns:\n  - Na Hin\n  - Pa Lo\n- Then there is more"),
     ("markdown", "- It has two towns:\n  - Na Hin\n  - Pa Lo\n- Then there is more"),
     ("html", "<ul><li>It has two towns:<ul><li>Na Hin<li>Pa Lo</ul><li>Then there is more</ul>")],
)  # fmt: skip
def test_a_list_ends_where_the_one_goes_on_in_which_it_is_nested(format: str, rows: str) -> None:
    assert verdicts(rows, format) == [("count", "consistent")]


def test_parts_that_are_nested_in_others_are_not_added_to_them() -> None:
    rows = "- 45 in Na Hin\n  - 20 in Pa Lo\n  - 25 in Pa Ko\n- 30 in Muong La\n- 22 in Chieng Kho"
    assert verdicts(f"It has 97 cells:\n{rows}", "text") == [("sum", "consistent")]
    assert verdicts(f"It has 142 cells:\n{rows}", "text") == [("sum", "inconsistent")]


@pytest.mark.parametrize(
    ("source", "read"),
    [("They won by\n5. That was all.", ["5"]), ("5. That was all.\n\n7. That was more.", ["5", "7"]),
     ("They had\n12) or so", ["12"]), ("1. Na Hin\n2. Pa Lo", []), ("1) 45 cells\n2) 12 cells", ["45", "12"])],
)  # fmt: skip
def test_a_number_is_a_marker_only_if_another_counts_on_from_it(source: str, read: list[str]) -> None:
    assert figures(source) == read


@pytest.mark.parametrize(
    ("source", "words"),
    [("- a\n- b", "- a - b"), ("1. a\n2. b", "• a • b"), ("● a\n●b", "• a •b"),
     ("* a\n  * b\n    * c\n      * d", "* a ◦ b ▪ c ▪ d"),
     ("- a\n\n  more\n\n- b", "- a more - b"), ("A. Smith\nB. Jones", "A. Smith B. Jones"),
     ("-5 km\n•5 km", "-5 km •5 km")],
)  # fmt: skip
def test_markers_become_signs_of_their_level(source: str, words: str) -> None:
    assert levels(source) == words.split()
