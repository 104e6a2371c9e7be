"""The page to read: every figure with what came of it, nothing of a text is markup, and nothing is loaded."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.reports.view import view
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
KEEPING = factcheck.Checker(factcheck.Config(keep=True))
TEXT = (
    "The resolution was passed by 504 of 533 members (94.55%). Rain fell on 12 farms. "
    "Of 50 cells, 45 are new and 5 are old."
)


def viewed(text: str, name: str = "a.txt") -> dict[str, Any]:
    return view(KEEPING.check_text(text, name), KEEPING.pack.rules)


def shown(found: dict[str, Any], article: int = 0) -> list[str]:
    """The paragraphs as a reader sees them."""
    one = found["articles"][article]
    texts = [[piece if isinstance(piece, str) else one["figures"][piece][0] for piece in row[1:]]
             for row in one["paragraphs"]]  # fmt: skip
    return ["".join(row) for row in texts]


def test_every_amount_has_what_came_of_it() -> None:
    (article,) = viewed(TEXT)["articles"]
    assert [(text, state) for text, state, *_ in article["figures"]] == [
        ("504", "misrounded"), ("533", "misrounded"), ("94.55%", "misrounded"), ("12", "unchecked"),
        ("50", "consistent"), ("45", "consistent"), ("5", "consistent"),
    ]  # fmt: skip


def test_the_figure_that_the_suggestion_replaces_is_the_suspect() -> None:
    (article,) = viewed(TEXT)["articles"]
    assert [text for text, _, suspect, *_ in article["figures"] if suspect] == ["94.55%"]


def test_a_check_has_its_law_its_working_and_a_query_for_the_author() -> None:
    found = viewed(TEXT)
    (check,) = [one for one in found["checks"] if one["state"] == "misrounded"]
    assert check["working"] == "504 / 533 = 94.559…%; written 94.55% is cut off; rounded it is 94.56%"
    assert check["query"].splitlines() == [
        "a.txt, line 1: “The resolution was passed by 504 of 533 members (94.55%).”",
        "504 of 533 is 94.56%, not 94.55%: cut off or misrounded.",
        "Should “94.55%” be “94.56%”?",
        "Please check these figures, and tell us what they are from.",
    ]
    assert found["rules"][check["rule"]]["law"] == "percent == 100 * part / whole"


def test_a_query_about_a_vietnamese_article_is_in_vietnamese() -> None:
    found = viewed("Nghị quyết được 504/533 đảng viên thông qua, đạt 94,55%.")
    assert found["articles"][0]["language"] == "vi"
    assert found["checks"][0]["query"].endswith(
        "“94,55%” có phải là “94,56%” không?\nĐề nghị kiểm tra lại các số liệu này và cho biết nguồn."
    )


def test_a_waived_check_is_told_with_its_reason() -> None:
    waiver = "<!-- factcheck: waive share-mismatch (504; 533; 94.55%) because it is cut off on purpose -->"
    found = viewed(f"{TEXT}\n\n{waiver}", "a.md")
    assert [one["because"] for one in found["checks"] if one["state"] == "waived"] == ["it is cut off on purpose"]
    assert found["articles"][0]["figures"][0][1] == "waived"


def test_figures_of_other_articles_are_found_by_their_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("In 2024 Ban Phai commune had a population of 12,400.", encoding="utf-8")
    Path("b.txt").write_text("In 2024 Ban Phai commune had a population of 12,600.", encoding="utf-8")
    found = view(KEEPING.check(["a.txt", "b.txt"]), KEEPING.pack.rules)
    (check,) = found["checks"]
    texts = [found["articles"][article]["figures"][figure][0] for _, _, article, figure, _ in check["operands"]]
    assert sorted(texts) == ["12,400", "12,600"]
    assert [one[1] for article in found["articles"] for one in article["figures"]] == ["inconsistent"] * 2


def test_what_is_read_by_several_processes_is_the_same(tmp_path: Path) -> None:
    for number in range(80):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} There are {number} farms.", encoding="utf-8")
    one, two = (factcheck.Checker(factcheck.Config(keep=True, jobs=jobs)).check(tmp_path) for jobs in (1, 2))
    assert view(one) == view(two)


def test_a_web_page_is_shown_without_its_markup() -> None:
    page = "<h1>The <b>vote</b></h1><script>var a = 504;</script><p>It was passed by 504 of&nbsp;533 (94.56%).</p>"
    assert shown(viewed(page, "a.html")) == ["The vote", "It was passed by 504 of 533 (94.56%)."]


def test_lines_that_only_wrap_are_one_paragraph_and_a_headline_is_one() -> None:
    found = viewed(
        "# A vote of 504\n\n"
        + "It was passed by members who came from afar to vote on it, 504 of\n533 of them (94.56%).\n",
        "a.md",
    )
    assert shown(found) == [
        "A vote of 504", "It was passed by members who came from afar to vote on it, 504 of 533 of them (94.56%).",
    ]  # fmt: skip
    assert [row[0] for row in found["articles"][0]["paragraphs"]] == ["h", "p"]


def test_items_that_were_counted_are_marked_too() -> None:
    (article,) = viewed("Three communes were merged: Alpha, Beta and Gamma.")["articles"]
    assert [text for text, *_ in article["figures"]] == ["Three", "Alpha", "Beta", "Gamma"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30))
def test_no_text_leaves_the_data_of_the_page(text: str) -> None:
    report = KEEPING.check_text(f"{text} 504 of 533 members (94.55%) </script><img src=x onerror=alert(1)> {text}")
    page = report.to_format("html", KEEPING.pack.rules)
    tags: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    reader.feed(page)
    assert tags == [
        "html",
        "head",
        "meta",
        "meta",
        "meta",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "p",
        "script",
        "script",
    ]
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert json.loads(data) == view(report, KEEPING.pack.rules)


def test_the_page_loads_nothing_and_runs_no_script_but_its_own() -> None:
    page = KEEPING.check_text(TEXT).to_format("html")
    assert "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!")""", page.partition('id="data"')[0])


def test_a_report_that_kept_no_article_is_refused() -> None:
    with pytest.raises(ValueError, match=r"check them with Config\(keep=True\)"):
        factcheck.check_text(TEXT).to_format("html")


def test_the_view_of_an_article(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    found = view(KEEPING.check("slips.txt"), KEEPING.pack.rules)
    golden("slips.txt.view", json.dumps(found, indent=1, ensure_ascii=False) + "\n")
