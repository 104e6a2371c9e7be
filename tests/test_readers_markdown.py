"""Markdown in, prose and scopes out: given this source, these words of it."""

from __future__ import annotations

import pytest

from factcheck import readers
from factcheck.visible import Visible


def prose(source: str) -> str:
    return " ".join(Visible.of(readers.read_text(source, format="markdown").text).text.split())


def scopes(source: str) -> list[tuple[str, str]]:
    document = readers.read_text(source, format="markdown")
    return [(scope.name, source[scope.start : scope.end].strip()) for scope in document.scopes]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        # front matter
        ("---\ntitle: x\nwords: 214\n---\n\nFive.", "Five."),
        ("---\r\ntitle: x\r\n---\r\nFive.", "Five."),
        ("+++\nwords = 214\n+++\nFive.", "Five."),
        ("---\ntitle: 7\n...\nFive.", "Five."),
        ("---\nA first line.\n\n---\nFive.", "A first line. Five."),
        ("---\ntitle: never closed 3", "title: never closed 3"),
        # code
        ("```python\nx = 5\n\ny = 6\n```\nFive.", "Five."),
        ("~~~\nx = 5\n```\n~~~~\nFive.", "Five."),
        ("````\n```\n5\n````\nFive.", "Five."),
        ("```\nnever closed 5", ""),
        ("> ```\n> 5\n\nFive.", "Five."),
        ("Four.\n\n    x = 5\n\n    y = 6\n\nFive.", "Four. Five."),
        ("\tx = 5", ""),
        ("Four\n    and five.", "Four and five."),
        ("- item\n\n  more of it\n\n      x = 5\n", "- item more of it"),
        ("1. item\n   ```\n   5\n   ```\nFive.", "1. item Five."),
        ("Use `x = 5` or ``a ` 6`` here", "Use or here"),
        ("An odd ` mark\n\nand ` another", "An odd ` mark and ` another"),
        ("Over `two\nlines 5` it is", "Over it is"),
        # links and images
        ("See the [plan of 5](https://a.b/6?v=3 \"7\") here", "See the plan of 5 here"),
        ("See [plan (5)](a_(6).html)", "See plan (5)"),
        ("![45 houses](img/6.png)", "45 houses"),
        ("[![45 houses](6.png)](7.html)", "45 houses"),
        ("The [plan][p6] and [plan][]", "The plan and plan"),
        ("[p6]: https://a.b/6 \"7\"\n\nFive.", "Five."),
        ("Five[^1].\n\n[^1]: From 6 pages.", "Five. From 6 pages."),
        ("He said [the 5] (of 6) left", "He said [the 5] (of 6) left"),
        ("<https://a.b/6> and <x@y.org> and https://a.b/7", "and and"),
        ("[^ [5](6) ] x", "x"),
        # HTML
        ("<!-- factcheck: 5\n\n# 6\n-->\nFive.", "Five."),
        ("Five <!-- 6 --> left", "Five left"),
        ("Five <!-- 6", "Five <!-- 6"),
        ("<!-- never closed 6\n\n7", ""),
        ("`<!--` is 5 -->", "is 5 -->"),
        ("<div class=\"c5\">Five</div>", "Five"),
        ("<img alt=\"a > 5\">Five", "Five"),
        ("<script>\nvar x = 5;\n\n</script>\nFive.", "Five."),
        ("Press <kbd>5</kbd> now", "Press now"),
        ("It is 3 < 5 and 6 > 4", "It is 3 < 5 and 6 > 4"),
        ("R&amp;D is &pound;5", "R&D is £5"),
        # marks
        ("# Five\n## Six ##\nSeven", "Five Six Seven"),
        ("#5 is no heading", "#5 is no heading"),
        ("Five\n====\n\nSix\n---\n\n***\n", "Five Six"),
        ("**504** of *533*, __45__ of ***47***", "504 of 533, 45 of 47"),
        ("**504**/533, [1](a)7,600, 5<!-- x -->0<b>4</b>, c*ell*s", "504/533, 17,600, 504, cells"),
        ("Five<br>six", "Five six"),
        ("snake_case_5 and 5 * 3 * 2", "snake_case_5 and 5 * 3 * 2"),
        ("*Five\n\nsix*", "*Five six*"),
        ("Not ~~15~~ but 16", "Not but 16"),
        (r"\$5 and 5\* and \[6\]", "$5 and 5 and 6"),
        ("> Five\n>> six", "Five six"),
        ("- five\n* six\n+ seven\n1. eight", "- five ◦ six ▪ seven 1. eight"),
        ("1. five\n   - six\n   - seven\n2. eight", "• five ◦ six ◦ seven • eight"),
        ("They won by\n5. That was all", "They won by 5. That was all"),
        ("- [ ] five\n- [x] six", "- five - six"),
    ],
)  # fmt: skip
def test_markup_is_masked_and_prose_stays(source: str, left: str) -> None:
    assert prose(source) == left


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("# Five **cells** #\n\nText.", [("headline", "Five **cells**")]),
        ("Five cells\nand six\n===\n\nText.", [("headline", "Five cells\nand six")]),
        ("- five\n- six\n  and more\n\nText.", [("list", "- five"), ("list", "- six\n  and more")]),
        ("- five\n\n  more of it\n\nText.", [("list", "- five"), ("list", "more of it")]),
        ("1. five\n   - six\n\nText.", [("list", "1. five"), ("list", "- six")]),
        ("> We had 45.\n> Now 47.\n\nText.", [("quotation", "> We had 45.\n> Now 47.")]),
        ("> - five\n\nText.", [("quotation", "> - five"), ("list", "- five")]),
        ("He said “we have 47 cells now”.", [("quotation", "“we have 47 cells now”")]),
        ("![45 houses](a.png)", [("caption", "45 houses")]),
        ("*Photo: Lò Văn A*", [("caption", "Photo: Lò Văn A")]),
        ("| A | B |\n|---|--:|\n| 5 | *6* |\n\nText | 7.",
         [("table_cell", "A"), ("table_cell", "B"), ("table_cell", "5"), ("table_cell", "*6*")]),
        ("A | B\n--- | ---\n5 | 6\nText",
         [("table_cell", "A"), ("table_cell", "B"), ("table_cell", "5"), ("table_cell", "6")]),
        ("# A\n\n## Recent news\n\nA road\n\n### More 5\n\n## B",
         [("headline", "A"), ("teaser", "Recent news\n\nA road\n\n### More 5\n\n##"), ("headline", "Recent news"),
          ("headline", "More 5"), ("headline", "B")]),
    ],
)  # fmt: skip
def test_scopes(source: str, found: list[tuple[str, str]]) -> None:
    assert scopes(source) == found
    assert scopes(source.replace("\n", "\r\n")) == [(name, text.replace("\n", "\r\n")) for name, text in found]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Five\nand six\n\nSeven\n", ["Five and six", "Seven"]),
        ("- five\n  and six\n- seven\nand eight\n", ["- five   and six", "- seven and eight"]),
        ("> five\n> and six\n\nSeven", ["five   and six", "Seven"]),
        ("# Five\nSix\n---\nSeven", ["Five", "Six", "Seven"]),
        ("Five  \nsix\\\nseven", ["Five", "six", "seven"]),
        ("Five\n- six\n```\n7\n```\neight", ["Five", "- six", "eight"]),
        ("A | B\n--|--\n5 | 6", ["A", "B", "5", "6"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_newline_that_only_wraps_a_paragraph_is_a_space(source: str, lines: list[str], newline: str) -> None:
    text = readers.read_text(source.replace("\n", newline), format="markdown").text.replace("\r", "")
    assert [line.strip() for line in text.split("\n") if line.strip()] == lines


def test_the_cells_of_a_row_stand_on_lines_of_their_own() -> None:
    text = readers.read_text("| rose to 5 | from 3 |\n| --- | --- |\n", format="markdown").text
    assert [line.strip() for line in text.split("\n") if line.strip()] == ["rose to 5", "from 3"]
