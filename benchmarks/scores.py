"""The figures of a score on annotated texts and their floors in, one line each out; fails if one is worse.

    python SCORE.py --json | python benchmarks/scores.py tests/floors.json

tests/floors.json names, for each set of texts, the least that must be reached (for false alarms, the most).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

Score = Mapping[str, Any]


def percent(cell: list[int]) -> Fraction:
    """What [hits, all] is in percent; nothing to hit is 0."""
    return Fraction(100 * cell[0], cell[1]) if cell[1] else Fraction(0)


MEASURES: Mapping[str, Callable[[Score], Fraction]] = {
    "found": lambda score: Fraction(score["found"][0]),
    "found_percent": lambda score: percent(score["found"]),
    "near_core_percent": lambda score: percent(score["near"]["core"]),
    "near_soft_percent": lambda score: percent(score["near"]["soft"]),
    "verdicts_percent": lambda score: percent(score["verdicts"]),
    "false_alarms_per_100": lambda score: Fraction(100 * score["false_alarms"], score["documents"]),
    "seeded_core_caught": lambda score: Fraction(score["caught_where"]["core"][0]),
    "seeded_core_caught_percent": lambda score: percent(score["caught_where"]["core"]),
    "caught_of_found_core_percent": lambda score: percent(score["caught_of_found"]["core"]),
    "across_found": lambda score: Fraction(score["across_found"][0]),
    "across_verdicts_percent": lambda score: percent(score["across_verdicts"]),
    "across_false_alarms": lambda score: Fraction(score["across_false_alarms"]),
}
"""What floors.json may name, and how it is computed from a score."""

CEILINGS = {"false_alarms_per_100", "across_false_alarms"}
"""The measures of which less is better."""


def compare(scores: list[Score], floors: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[bool, str]]:
    """(whether it is good enough, a line that says so) for each floor. Raises KeyError on an unknown measure."""
    by_set = {score["set"]: score for score in scores}
    for name, wanted in floors.items():
        if name not in by_set:
            yield False, f"{name:<10}was not scored"
            continue
        for measure, floor in wanted.items():
            got, limit = MEASURES[measure](by_set[name]), Fraction(str(floor))
            good = got <= limit if measure in CEILINGS else got >= limit
            bound = "at most" if measure in CEILINGS else "at least"
            state = "ok" if good else "WORSE"
            yield good, f"{name:<10}{measure:<30}{float(got):8.2f}   {bound:<8} {floor:<6} {state}"


def main() -> int:
    """1 if a figure is worse than its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("floors", type=Path)
    floors = json.loads(parser.parse_args().floors.read_text(encoding="utf-8"))
    results = list(compare(json.load(sys.stdin), floors))
    for _, line in results:
        print(line)
    return 0 if all(good for good, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
