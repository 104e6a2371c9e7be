"""The page on accuracy says what the judgements say, and no judgement stands twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from benchmarks.accuracy import PAGE, changes, interval, judgements, key_of, page

LINE = {
    "document": "1",
    "rule": "share-mismatch",
    "severity": "error",
    "verdict": "inconsistent",
    "figures": [[4, "5"]],
}


def test_the_page_is_written_from_the_judgements() -> None:
    written = PAGE.read_text(encoding="utf-8").partition("## What it finds")[0]
    assert written == page(judgements().values(), []).partition("## What it finds")[0]


def test_a_finding_that_is_judged_twice_is_told_with_its_line(tmp_path: Path) -> None:
    judged = tmp_path / "judged.jsonl"
    judged.write_text(2 * (json.dumps({**LINE, "right": True, "why": ""}) + "\n"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"judged.jsonl:2: this finding is judged twice"):
        judgements(judged)


def test_every_judgement_says_why_and_every_wrong_one_that_stands_what_caused_it() -> None:
    for one in judgements().values():
        assert one["why"]
        assert one["right"] or one.get("mended") or one["cause"]


def test_precision_counts_what_is_mended_only_where_it_says_so() -> None:
    judged = [
        {**LINE, "right": True},
        {**LINE, "figures": [[9, "6"]], "right": False, "mended": True},
    ]
    text = page(judged, [])
    assert "| `share-mismatch` | 1 | 1 | 100 % |" in text
    assert "| all errors, mended ones too | 2 | 1 | 50 % |" in text


def test_a_verdict_that_is_not_that_of_the_last_release_is_a_line_of_the_change_log() -> None:
    (found,) = factcheck.check_text("It was passed by 504 of 533 members (94.55%).", "1.txt").findings
    key = key_of(found)
    judged = {"document": "1", "rule": "share-mismatch", "figures": [[17, "504"], [24, "533"], [37, "94.55%"]]}
    told = "- 1, share-mismatch (504; 533; 94.55%): "
    assert [*changes({key: judged}, {key: found})] == [told + "not reported, now misrounded"]
    assert [*changes({key: {**judged, "released": "misrounded"}}, {key: found})] == []
    assert [*changes({key: {**judged, "released": "misrounded"}}, {})] == [told + "misrounded, now not reported"]


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_holds_the_share_that_was_seen(case: tuple[int, int]) -> None:
    right, total = case
    low, high = interval(right, total)
    assert 0 <= low <= 100 * right / total + 1e-9
    assert 100 * right / total - 1e-9 <= high <= 100
