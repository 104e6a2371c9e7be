"""The floors hold what they should: a score below its floor is told, and every floor is a measure that exists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.scores import MEASURES, compare

FLOORS = Path(__file__).with_name("floors.json")
SCORE = {"set": "made", "documents": 200, "false_alarms": 3, "verdicts": [19, 20], "found": [7, 9]}


@pytest.mark.parametrize(
    ("floor", "good"),
    [
        ({"verdicts_percent": 95}, True),
        ({"verdicts_percent": 95.1}, False),
        ({"false_alarms_per_100": 1.5}, True),
        ({"false_alarms_per_100": 1.4}, False),
        ({"found": 7}, True),
        ({"found": 8}, False),
    ],
)
def test_a_figure_that_is_worse_than_its_floor_is_told(floor: dict[str, float], good: bool) -> None:
    [(told, line)] = compare([SCORE], {"made": floor})
    assert told is good
    assert line.endswith("ok" if good else "WORSE")


def test_a_set_that_was_not_scored_is_told() -> None:
    assert [good for good, _ in compare([SCORE], {"other": {"found": 1}})] == [False]


def test_every_floor_is_a_measure_that_exists() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert {measure for wanted in floors.values() for measure in wanted} <= set(MEASURES)
