"""A case in, the same out with the figures that measure the same in one unit, and the outcome of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import evolve

from factcheck import units
from factcheck.checks.branches import Agreement, Branch, Comparison
from factcheck.checks.expressions import Name
from factcheck.checks.formula import Law
from factcheck.checks.ladder import Case, Conversions, Outcome, climb
from factcheck.interval import Undecided
from factcheck.records import Quantity, Verdict

Group = tuple[str, ...]
"""Roles that must measure the same (a kind's `same`)."""


def resolve(case: Case, same: Sequence[Group]) -> tuple[Case, Outcome]:
    """(the case, its outcome) under that reading of its units under which the law fits best."""
    mixed = [group for group in same if len(_units(case, group)) > 1]
    if not mixed:
        return case, climb(case)
    try:
        cases = list(_converted(case, mixed))
    except Undecided as undecided:
        return case, Outcome(Verdict.UNDECIDED, reason=undecided.reason)
    return min(((one, climb(one)) for one in cases), key=lambda pair: pair[1].order)


def _units(case: Case, group: Group) -> set[str]:
    return {figure.unit for _, figure in _members(case, group)}


def _members(case: Case, group: Group) -> Iterator[tuple[str, Quantity]]:
    for role in group:
        for figure in case.figures.get(role, ()):
            if figure.type in units.CONVERTIBLE:
                yield role, figure


def _converted(case: Case, mixed: Sequence[Group]) -> Iterator[Case]:
    """The case with each mixed group in one unit, once for each way to read the units.

    Raises Undecided ("not-comparable") if a group measures different things.
    """
    for readings in product(*(_conversions(case, group) for group in mixed)):
        yield evolve(case, conversions={key: one for reading in readings for key, one in reading.items()})


def _conversions(case: Case, group: Group) -> list[Conversions]:
    """For each reading of a group's units, what brings them to that of the derived figure, else of the first one."""
    members = list(_members(case, group))
    target = next((figure for role, figure in members if role == case.derived()), None)
    target = target or min((figure for _, figure in members), key=lambda figure: figure.start)
    found: list[Conversions] = [
        {(role, figure.unit): reading[figure.unit] for role, figure in members}
        for reading in units.conversions(_units(case, group), target.unit)
    ]
    # A sum or a ratio of temperatures depends on where their scale begins.
    scaled = any(conversion.offset for one in found for conversion in one.values())
    if not found or (scaled and not _orders_only(case.law)):
        raise Undecided("not-comparable")
    return found


def _orders_only(law: Law) -> bool:
    return all(_plain(branch) for branch in law.branches)


def _plain(branch: Branch) -> bool:
    """Whether a branch only tells which of its figures are equal or larger."""
    match branch:
        case Comparison(left=Name(), right=Name()) | Agreement(argument=Name()):
            return True
    return False
