"""A box of intervals in, whether a branch of a law can hold out; and what a role must be worth for it to hold."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from attrs import field, frozen

from factcheck.checks import calendar
from factcheck.checks.calendar import Figures
from factcheck.checks.expressions import (
    Box,
    CalendarCall,
    Expression,
    Length,
    Name,
    Negation,
    Operation,
    Sum,
    Unsolvable,
    every_role,
    members,
)  # fmt: skip
from factcheck.interval import Interval, Undecided, above, below

_HOLDS: dict[str, Callable[[Interval, Interval], bool]] = {
    "==": Interval.intersects,
    "!=": lambda left, right: not (left.low == left.high and left == right),
    "<=": Interval.may_reach,
    "<": Interval.may_precede,
    ">=": lambda left, right: right.may_reach(left),
    ">": lambda left, right: right.may_precede(left),
}
_TURNED = {"==": "==", "!=": "!=", "<=": ">=", "<": ">", ">=": "<=", ">": "<"}
_POSITIVE = above(0)


@frozen
class _Branch:
    """What branches share: the roles they name and the calendar calls in them."""

    @property
    def calls(self) -> tuple[CalendarCall, ...]:
        return ()

    def fits(self, figures: Figures) -> bool:
        """Whether the branch can be compared with figures of such types and units."""
        return True

    def boxed(self, box: Box, figures: Figures) -> Box:
        """The box with calendar calls worked out."""
        return box

    def vacuous(self, box: Box) -> bool:
        """Whether the branch could not fail: a side of it may be anything that positive figures make."""
        return False


@frozen
class Comparison(_Branch):
    """Two expressions and how they compare; it holds if any two of their values do, and exactly so at the ends."""

    operator: str
    left: Expression
    right: Expression
    roles: frozenset[str] = field(init=False, repr=False, eq=False)
    calls: tuple[CalendarCall, ...] = field(init=False, repr=False, eq=False)

    @roles.default
    def _roles(self) -> frozenset[str]:
        return every_role(self.left, self.right)

    @calls.default
    def _calls(self) -> tuple[CalendarCall, ...]:
        return (*_calls_in(self.left), *_calls_in(self.right))

    @property
    def derived(self) -> str | None:
        """The role that is said to equal all the rest, if there is one: the percentage, the total, the number."""
        if self.operator != "==":
            return None
        return next((side.name for side in (self.left, self.right) if isinstance(side, Name)), None)

    @property
    def working(self) -> Expression:
        """The side that gives the derived role."""
        return self.right if isinstance(self.left, Name) else self.left

    def holds(self, box: Box) -> bool:
        """Whether some values in the box compare so. Raises Undecided."""
        return _HOLDS[self.operator](self.left.evaluate(box), self.right.evaluate(box))

    def fits(self, figures: Figures) -> bool:
        """Whether the calendar calls in it can be compared with figures of such types and units."""
        return calendar.fits(self.calls, self._others(), figures)

    def boxed(self, box: Box, figures: Figures) -> Box:
        """The box with calendar calls worked out and lengths of time in their unit. Raises Undecided."""
        return calendar.boxed(self.calls, self._others(), box, figures) if self.calls else box

    def solve(self, role: str, member: int, box: Box, figures: Figures) -> Interval:
        """What a member of a role may be worth for the branch to hold. Raises Undecided and Unsolvable."""
        inner = self.boxed(box, figures)
        if role in self.left.roles:
            side, other, operator = self.left, self.right, self.operator
        else:
            side, other, operator = self.right, self.left, _TURNED[self.operator]
        found = side.solve(_allowed(operator, other.evaluate(inner)), role, member, inner)
        for call in self.calls:
            if call.function != "weekday":
                return found / calendar.units(call, figures)[calendar.unit(figures[role][member])]
        return found

    def vacuous(self, box: Box) -> bool:
        """Whether a side may be anything that positive figures make, so that it says nothing."""
        if self.operator != "==":
            return False
        free = {role: [_POSITIVE] * len(intervals) for role, intervals in box.items()}
        try:
            for side in (self.left, self.right):
                found = None if isinstance(side, Name) else side.evaluate(box)
                if found is not None and found.high is None and found.covers(side.evaluate(free)):
                    return True
        except Undecided:
            return False
        return False

    def _others(self) -> frozenset[str]:
        return self.roles.difference(*(call.arguments for call in self.calls))


@frozen
class Joint(_Branch):
    """Comparisons that all have to hold, as those of a change that is stated both in units and in percent."""

    comparisons: tuple[Comparison, ...]

    @property
    def roles(self) -> frozenset[str]:
        """The roles that they name."""
        return frozenset().union(*(one.roles for one in self.comparisons))

    def holds(self, box: Box) -> bool:
        """Whether each of them may hold. Raises Undecided."""
        return all(one.holds(box) for one in self.comparisons)

    def solve(self, role: str, member: int, box: Box, figures: Figures) -> Interval:
        """What a member of a role may be worth for those that name it to hold. Raises Undecided and Unsolvable."""
        found = _common([one.solve(role, member, box, figures) for one in self.comparisons if role in one.roles])
        if found is None:
            raise Unsolvable
        return found

    def vacuous(self, box: Box) -> bool:
        """Whether none of them could fail."""
        return all(one.vacuous(box) for one in self.comparisons)


@frozen
class Agreement(_Branch):
    """The members of a list, or of an expression over lists, of which all are the same."""

    argument: Expression

    @property
    def roles(self) -> frozenset[str]:
        """The roles that it names."""
        return self.argument.roles

    def holds(self, box: Box) -> bool:
        """Whether some number is among the values of every member. Raises Undecided."""
        return _common(members(self.argument, box)) is not None

    def solve(self, role: str, member: int, box: Box, figures: Figures) -> Interval:
        """What a member may be worth to agree with the others. Raises Undecided, Unsolvable if those disagree."""
        others = members(self.argument, box)
        del others[member]
        common = _common(others) if others else None
        if common is None:
            raise Unsolvable
        return self.argument.solve(common, role, member, box)


@frozen
class Wholeness(_Branch):
    """An expression that is a whole number."""

    argument: Expression

    @property
    def roles(self) -> frozenset[str]:
        """The roles that it names."""
        return self.argument.roles

    def holds(self, box: Box) -> bool:
        """Whether a whole number is among the values. Raises Undecided."""
        found = self.argument.evaluate(box)
        if found.low is None or found.high is None:
            return True
        return any(whole in found for whole in (ceil(found.low), floor(found.low) + 1))

    def solve(self, role: str, member: int, box: Box, figures: Figures) -> Interval:
        """Nothing: there are as many answers as whole numbers."""
        raise Unsolvable


Branch = Comparison | Joint | Agreement | Wholeness


def _allowed(operator: str, other: Interval) -> Interval:
    """What the left side of a comparison may be, given the right one."""
    if operator == "==":
        return other
    if operator in ("<", "<="):
        if other.high is None:
            raise Unsolvable
        return below(other.high, operator == "<=" and other.high_closed)
    if operator in (">", ">=") and other.low is not None:
        return above(other.low, operator == ">=" and other.low_closed)
    raise Unsolvable


def _common(intervals: list[Interval]) -> Interval | None:
    common: Interval | None = intervals[0]
    for interval in intervals[1:]:
        common = common.meet(interval) if common else None
    return common


def _calls_in(expression: Expression) -> tuple[CalendarCall, ...]:
    match expression:
        case CalendarCall():
            return (expression,)
        case Operation(left=left, right=right):
            return (*_calls_in(left), *_calls_in(right))
        case Negation(operand=inner) | Sum(argument=inner):
            return _calls_in(inner)
        case Name() | Length():
            return ()
    return ()
