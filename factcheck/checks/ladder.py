"""A law and the figures of a claim in, an outcome out: the lowest rung of the ladder on which the law holds.

Rung 1 takes every figure as written, rung 2 by its hedge or with rounding zeros, rung 3 lets one figure be misrounded,
and on rung 4 the law does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import evolve, field, frozen

from factcheck import quantity
from factcheck.checks.branches import Comparison, Joint
from factcheck.checks.expressions import Box
from factcheck.checks.formula import Law
from factcheck.interval import Interval, Undecided
from factcheck.records import Claim, Quantity, Verdict
from factcheck.units import SAME, Conversion

Figures = Mapping[str, tuple[Quantity, ...]]
Conversions = Mapping[tuple[str, str], Conversion]
"""What brings the figures of a role, in some unit, to the unit in which a case is worked out; empty if none differ."""

_SMALL = 100  # nobody rounds twelve


@frozen
class Outcome:
    """What a law comes to. suspect: role and member of the figure that rung 3 takes for misrounded."""

    verdict: Verdict
    rung: int | None = None
    reason: str = ""
    suspect: tuple[str, int] | None = None

    @property
    def order(self) -> int:
        """Readings of a claim by this: a reading that cannot be decided excuses those that fail."""
        return {1: 0, 2: 1, None: 2, 3: 3, 4: 4}[self.rung]


@frozen
class Case:
    """A law and the figures of a claim of some kind that it is put to.

    signed: the roles whose figures have the sign of the wording ("fell 5%" is -5), unless the text writes it itself;
    turned: those that count as negative. copied: whether the figures are copies of one another.
    """

    kind: str
    law: Law
    figures: Figures
    signed: frozenset[str]
    turned: frozenset[str]
    conversions: Conversions = field(factory=dict)
    copied: bool = False

    def box(self, rung: Callable[[Quantity], Interval]) -> dict[str, list[Interval]]:
        """What every role may be worth on a rung."""
        figures = self.figures
        return {role: [self.interval(role, figure, rung) for figure in figures[role]] for role in figures}

    def interval(self, role: str, figure: Quantity, rung: Callable[[Quantity], Interval]) -> Interval:
        """What one figure may be worth on a rung in the case's unit, signed by the wording."""
        if self.copied:
            return quantity.as_copy(figure, min(one.place for some in self.figures.values() for one in some), rung)
        found = self.conversion(role, figure).of(rung(figure)) if self.conversions else rung(figure)
        return -found if role in self.turned and figure.value > 0 else found

    def conversion(self, role: str, figure: Quantity) -> Conversion:
        """What brings a figure to the case's unit."""
        return self.conversions.get((role, figure.unit), SAME)

    def holds(self, box: Box) -> bool:
        """Whether the law may hold in a box. Raises Undecided."""
        return self.law.holds(box, self.figures)

    def derived(self) -> str | None:
        """The role that the law derives from the others: percent, total, number; None for laws that only compare.

        Of a law of several comparisons it is that of the first that does not hold.
        """
        for branch in self.law.applicable(self.figures):
            if isinstance(branch, Joint):
                failed = (one for one in branch.comparisons if not settles(self.narrowed(one)))
                return next(failed, branch.comparisons[0]).derived
            if isinstance(branch, Comparison):
                return branch.derived
        return None

    def narrowed(self, comparison: Comparison) -> Case:
        """The case of one comparison of the law."""
        law = evolve(self.law, branches=(comparison,), roles=comparison.roles)
        figures = {role: members for role, members in self.figures.items() if role in comparison.roles}
        return evolve(self, law=law, figures=figures)

    def replaced(self, role: str, member: int, figure: Quantity) -> Case:
        """The case with one figure put in the place of another."""
        members = self.figures[role]
        return evolve(self, figures={**self.figures, role: (*members[:member], figure, *members[member + 1 :])})


def case(law: Law, claim: Claim, counts: frozenset[str] = frozenset(), signed: frozenset[str] = frozenset()) -> Case:
    """The figures of a claim that a law names; bare whole numbers are counts beside a count or in `counts`."""
    roles = claim.roles
    figures = {role: roles[role] for role in law.roles}
    if any(figure.type == "number" for members in figures.values() for figure in members):
        figures = _counted(figures, counts)
    signed = signed & law.roles
    copied = bool(claim.stated) and len(figures) == 1
    return Case(claim.kind, law, figures, signed, signed if claim.direction < 0 else frozenset(), copied=copied)


def climb(case: Case) -> Outcome:
    """The lowest rung on which the law holds; undecided if it cannot be worked out or could not fail."""
    try:
        if case.holds(case.box(quantity.written)):
            return CONSISTENT
        box = case.box(quantity.hedged)
        if case.holds(box):
            if _vacuous(case, box):
                return _VACUOUS
            box = case.box(quantity.credible) if case.law.divides else box
            if case.holds(box):
                return _HEDGED
    except Undecided as undecided:
        return Outcome(Verdict.UNDECIDED, reason=undecided.reason)
    for role, member in suspects(case):
        if _holds_misrounded(case, box, role, member):
            return Outcome(Verdict.MISROUNDED, 3, suspect=(role, member))
    return _INCONSISTENT


def suspects(case: Case) -> Iterable[tuple[str, int]]:
    """(role, member) of the figures that may have been misrounded: the derived one first, then in order of the text."""
    derived = case.derived()
    found = [
        (role != derived, figure.start, role, member)
        for role, figures in case.figures.items()
        for member, figure in enumerate(figures)
        if quantity.can_be_misrounded(figure)
    ]
    return [(role, member) for _, _, role, member in sorted(found)]


def settles(case: Case) -> bool:
    """Whether the law holds as written or by hedges and rounding zeros."""
    try:
        return case.holds(case.box(quantity.written)) or case.holds(case.box(quantity.hedged))
    except Undecided:
        return False


def _holds_misrounded(case: Case, box: Mapping[str, list[Interval]], role: str, member: int) -> bool:
    members = list(box[role])
    slip = quantity.cut_off if case.copied else quantity.misrounded
    members[member] = case.interval(role, case.figures[role][member], slip)
    try:
        return case.holds({**box, role: members})
    except Undecided:
        return False


def _vacuous(case: Case, box: Mapping[str, list[Interval]]) -> bool:
    return any(branch.vacuous(branch.boxed(box, case.figures)) for branch in case.law.applicable(case.figures))


def _counted(figures: Figures, counts: frozenset[str]) -> dict[str, tuple[Quantity, ...]]:
    """The figures with bare whole numbers as counts, in the roles `counts` or if some other figure is a count."""
    amounts = [figure for members in figures.values() for figure in members if figure.type != "percent"]
    counting = any(figure.type == "count" or figure.exact for figure in amounts) or all(map(_bare, amounts))
    return {
        role: tuple(
            evolve(figure, type="count")
            if figure.type == "number" and (counting or role in counts) and isinstance(figure.value, int)
            else figure
            for figure in members
        )
        for role, members in figures.items()
    }


def _bare(figure: Quantity) -> bool:
    """Whether a figure is a small whole number without a unit: nobody rounds twelve."""
    return figure.type == "number" and isinstance(figure.value, int) and figure.place == 1 and figure.value < _SMALL


CONSISTENT = Outcome(Verdict.CONSISTENT, 1)
_HEDGED = Outcome(Verdict.CONSISTENT, 2)
_VACUOUS = Outcome(Verdict.UNDECIDED, reason="vacuous")
_INCONSISTENT = Outcome(Verdict.INCONSISTENT, 4)
