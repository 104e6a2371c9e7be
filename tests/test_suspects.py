"""Who is wrong: given linked checks of which some fail, the smallest sets of figures that explain all failures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import Checker, Config, packs
from factcheck.checks import Laws
from factcheck.records import Check, Claim, Quantity, Verdict

LAWS = Laws(packs.load())
CHECKER = Checker(Config())
Table = list[list[int]]
"""Rows of cells; the last row and the last column are totals."""


def suspects(text: str) -> list[list[list[str]]]:
    """For each finding of a text, its sets of suspects."""
    return [[[one.text for one in some] for some in finding.suspects] for finding in CHECKER.check_text(text).findings]


def test_a_figure_that_a_second_check_speaks_for_is_not_the_suspect() -> None:
    assert suspects("The poll reached 1,204 adults (612 women and 582 men). Of the 1,204, 482 said yes (40%).") == [
        [["612"], ["582"]]
    ]


def test_one_figure_behind_two_failures_is_the_suspect_and_makes_one_finding() -> None:
    text = "The number of models increased from 20 to 22 (15 collectives and 8 individuals), up 15%."
    first, second = CHECKER.check_text(text).findings
    assert suspects(text) == [[["22"]], [["22"]]]
    assert second.folded_into == first.fingerprint


def test_what_is_suggested_leaves_all_other_checks_as_they_are() -> None:
    (finding,) = CHECKER.check_text(
        "The poll reached 1,204 adults (612 women and 582 men). Of the 1,204, 482 said yes (40%)."
    ).findings
    assert finding.suggestion is None


def test_a_bound_does_not_speak_for_its_figures() -> None:
    text = "Of 60 villages, 22 villages (15 in the hills and 8 by the river) have a model."
    (finding,) = CHECKER.check_text(text).findings
    assert finding.suggestion is not None
    assert finding.suggestion.text == "23"


def test_a_failure_that_no_other_check_is_linked_with_has_no_suspects() -> None:
    assert suspects("It was 504 of 533 members (46.5%).") == [[]]


# -- laws --------------------------------------------------------------------------------------------------------------


def lines(size: int) -> Iterator[list[tuple[int, int]]]:
    """The cells of each line of a table that adds up, its total last."""
    for one in range(size):
        yield [(one, other) for other in range(size)]
        yield [(other, one) for other in range(size)]


def checks(table: Table) -> list[Check]:
    """A check for each row and column of a table; a cell is a figure that stands where no other one does."""
    size = len(table)

    def figure(row: int, column: int) -> Quantity:
        start = 10 * (row * size + column)
        return Quantity(str(table[row][column]), start, start + 1, table[row][column], type="count", exact=True)

    found: list[Check] = []
    for line in lines(size):
        *parts, total = [figure(*cell) for cell in line]
        roles = {"total": (total,), "parts": tuple(parts)}
        found += LAWS.judge(Claim("sum", roles, "a.txt", min(one.start for one in (*parts, total)), 10**6))
    return found


def explained(table: Table, cells: Sequence[tuple[int, int]]) -> bool:
    """By brute force: whether other values of some cells make all lines of a table add up."""
    for values in product(range(20), repeat=len(cells)):
        changed = [list(row) for row in table]
        for (row, column), value in zip(cells, values, strict=True):
            changed[row][column] = value
        if all(
            sum(changed[r][c] for r, c in line[:-1]) == changed[line[-1][0]][line[-1][1]] for line in lines(len(table))
        ):
            return True
    return False


def named(table: Table) -> list[set[tuple[int, int]]]:
    """The sets of suspects of a table's first finding, as cells."""
    size = len(table)
    made = checks(table)
    failed = [check for check in made if check.verdict is Verdict.INCONSISTENT]
    first, *_ = LAWS.findings(failed, made)
    return [{(one.start // 10 // size, one.start // 10 % size) for one in some} for some in first.suspects]


CELLS = st.integers(1, 4)
TABLES = st.tuples(CELLS, CELLS, CELLS, CELLS).map(
    lambda of: [[of[0], of[1], of[0] + of[1]], [of[2], of[3], of[2] + of[3]], [of[0] + of[2], of[1] + of[3], sum(of)]]
)
PLACES = st.tuples(st.integers(0, 2), st.integers(0, 2))


@given(TABLES, PLACES, st.integers(1, 3))
def test_a_spoiled_cell_of_a_table_is_the_one_suspect(table: Table, place: tuple[int, int], off: int) -> None:
    table[place[0]][place[1]] += off
    assert named(table) == [{place}]


@settings(max_examples=30, deadline=None)
@given(TABLES, PLACES, PLACES, st.integers(1, 3), st.integers(4, 6))
def test_no_smaller_set_explains_a_table_than_those_that_are_named(
    table: Table, one: tuple[int, int], other: tuple[int, int], off: int, far: int
) -> None:
    table[one[0]][one[1]] += off
    table[other[0]][other[1]] += far
    cells = [(row, column) for row in range(3) for column in range(3)]
    least = next(size for size in (1, 2) if any(explained(table, some) for some in combinations(cells, size)))
    for some in named(table):
        assert len(some) >= least
        assert explained(table, sorted(some))
