"""What became of the figures between two versions: given these texts, these changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import extract_quantities
from factcheck.cli import main
from factcheck.readers import read_text
from factcheck.versions import Change, Version, changes

Told = tuple[str, str, str]
"""What became of a figure, its text as it was and as it is."""


def version(text: str, name: str = "a.txt") -> Version:
    return Version(read_text(text, name), extract_quantities(text))


def compared(old: str, new: str) -> list[Change]:
    return changes([version(old)], [version(new)])


def told(old: str, new: str) -> list[Told]:
    return [
        (one.what, one.old.figure.text if one.old else "", one.new.figure.text if one.new else "")
        for one in compared(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It has 12,400 people.", "It has 14,200 people.", [("changed", "12,400", "14,200")]),
        ("It has 12,400 people.", "Today it has 14,200 people.", [("changed", "12,400", "14,200")]),
        ("It covers 86 km2.", "It covers 85.9 km2.", [("restated", "86 km2", "85.9 km2")]),
        ("It has 47 schools.", "It has 47 schools and 3 clinics.", [("added", "", "3")]),
        ("It has 47 schools and 3 clinics.", "It has 47 schools.", [("removed", "3", "")]),
        ("It has 47 schools.\nRain.\nSnow.\n", "Rain.\nSnow.\nIt has 47 schools.\n", [("moved", "47", "47")]),
        ("It costs $5m.", "It costs £5m.", [("changed", "$5m", "£5m")]),
        ("It has 47 schools.", "It has 47 good schools.", []),
    ],
)
def test_what_became_of_a_figure(old: str, new: str, expected: list[Told]) -> None:
    assert told(old, new) == expected


def test_where_the_old_value_still_stands_is_told() -> None:
    old = [version("It has 12,400 people.", "a.txt"), version("Some 12,400 people live there.", "b.txt")]
    new = [version("It has 14,200 people.", "a.txt"), version("Some 12,400 people live there.", "b.txt")]
    (change,) = changes(old, new)
    assert [(place.document.name, place.figure.text) for place in change.stale] == [("b.txt", "12,400")]


def test_a_short_value_stands_in_many_places_by_chance() -> None:
    (change,) = compared("It has 12 schools. It has 12 shops.", "It has 14 schools. It has 12 shops.")
    assert change.stale == ()


@given(st.lists(st.integers(1, 9999), max_size=8))
def test_a_version_compared_with_itself_has_no_changes(numbers: list[int]) -> None:
    text = "\n".join(f"Ward {at} has {number} people and a school." for at, number in enumerate(numbers))
    assert compared(text, text) == []


@given(st.lists(st.integers(100, 9998), min_size=1, max_size=8, unique=True), st.data())
def test_one_changed_figure_is_the_one_change(numbers: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(numbers) - 1))
    lines = [f"The ward by the river has {number} people and a school." for number in numbers]
    changed = [*lines[:at], lines[at].replace(str(numbers[at]), "99999"), *lines[at + 1 :]]
    assert told("\n".join(lines), "\n".join(changed)) == [("changed", str(numbers[at]), "99999")]


def test_the_command_ends_with_1_where_an_old_value_still_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, people in (("old", "12,400"), ("new", "14,200")):
        Path(folder).mkdir()
        Path(folder, "a.txt").write_text(f"It has {people} people.", encoding="utf-8")
        Path(folder, "b.txt").write_text("Some 12,400 people live there.", encoding="utf-8")
    assert main(["changes", "old", "new"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "new/a.txt:1:8: changed “12,400” → “14,200”",
        "    new/b.txt:1:6: “12,400” still stands here",
    ]
    assert main(["changes", "old/a.txt", "new/a.txt", "--format", "json"]) == 0
    assert '"change": "changed"' in capsys.readouterr().out
    assert main(["changes", "old", "gone"]) == 3


def test_versions_of_a_table_are_read_in_the_dialect_that_is_declared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, figure in (("old", "1.278"), ("new", "1278")):
        (tmp_path / f"{name}.csv").write_text(f"Commune;Households\nBan Phai;{figure}\n", encoding="utf-8")
    old, new = str(tmp_path / "old.csv"), str(tmp_path / "new.csv")
    for dialect, change in ((";,", "restated “1.278” → “1278”"), (";.", "removed “1.278”")):
        assert main(["changes", old, new, "--csv", dialect]) == 0
        assert change in capsys.readouterr().out
