"""Intervals of roles in, intervals of expressions out: the nodes of a law, evaluated forwards and solved backwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Protocol

from attrs import field, frozen

from factcheck.interval import Interval, Undecided, point
from factcheck.records import Number

Box = Mapping[str, Sequence[Interval]]
"""What each role may be worth, a member each for a list. Calendar calls are roles too, under the call as written."""

OPERATORS = {
    "+": Interval.__add__,
    "-": Interval.__sub__,
    "*": Interval.__mul__,
    "/": Interval.__truediv__,
}


class Unsolvable(Exception):
    """A law that cannot be turned around to give a role's value."""


class Expression(Protocol):
    """A node of a law. `roles` are the roles that it names; `index` picks the members of lists inside sum and agree."""

    @property
    def roles(self) -> frozenset[str]:
        """The roles named in it."""

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """What it may be worth. Raises Undecided if it cannot be worked out."""

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """What a member of a role may be worth if this is to lie in `target`. Raises Undecided or Unsolvable."""


STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
"""How tightly each operator binds, for those who read a formula and those who write it."""


@frozen
class Constant:
    """A number in a law."""

    value: Number
    interval: Interval = field(init=False, repr=False, eq=False)

    @interval.default
    def _point(self) -> Interval:
        return point(self.value)

    @property
    def roles(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """The number itself."""
        return self.interval

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """Nothing: a number holds no role."""
        raise Unsolvable


@frozen
class Name:
    """A role of a law."""

    name: str

    @property
    def roles(self) -> frozenset[str]:
        """The roles named in it."""
        return frozenset((self.name,))

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """The member of the role at `index`."""
        members = box[self.name]
        if index >= len(members):
            raise Undecided("missing-part")
        return members[index]

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """The target itself."""
        return target


@frozen
class Negation:
    """A sign before an expression."""

    operand: Expression

    @property
    def roles(self) -> frozenset[str]:
        """The roles named in it."""
        return self.operand.roles

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """The operand with its sign changed."""
        return -self.operand.evaluate(box, index)

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """The operand solved for the target with its sign changed."""
        return self.operand.solve(-target, role, member, box)


@frozen
class Operation:
    """Two expressions joined by + - * or /."""

    operator: str
    left: Expression
    right: Expression

    @property
    def roles(self) -> frozenset[str]:
        """The roles named in it."""
        return self.left.roles | self.right.roles

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """Both sides, combined; exact, as no role occurs on both."""
        return OPERATORS[self.operator](self.left.evaluate(box, index), self.right.evaluate(box, index))

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """The side that holds the role, solved for what the other side leaves of the target."""
        if role in self.left.roles:
            return self.left.solve(self._left(target, self.right.evaluate(box, member)), role, member, box)
        return self.right.solve(self._right(target, self.left.evaluate(box, member)), role, member, box)

    def _left(self, target: Interval, right: Interval) -> Interval:
        match self.operator:
            case "+":
                return target - right
            case "-":
                return target + right
            case "*":
                return target / right
        return target * right

    def _right(self, target: Interval, left: Interval) -> Interval:
        match self.operator:
            case "+":
                return target - left
            case "-":
                return left - target
            case "*":
                return target / left
        return left / _without_zero(target)


def _without_zero(interval: Interval) -> Interval:
    """An interval with 0 left out at its end: a quotient that may be as small as one likes has no largest divisor."""
    low_closed = interval.low_closed and interval.low != 0
    return Interval(interval.low, interval.high, low_closed, interval.high_closed and interval.high != 0)


@frozen
class Sum:
    """The members of a list added up."""

    argument: Expression

    @property
    def roles(self) -> frozenset[str]:
        """The roles named in it."""
        return self.argument.roles

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """The sum of all members."""
        return reduce(Interval.__add__, members(self.argument, box))

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """The member that the others leave of the target."""
        others = members(self.argument, box)
        del others[member]
        rest = reduce(Interval.__add__, others, target.scale(-1))
        return self.argument.solve(-rest, role, member, box)


@frozen
class Length:
    """The number of items in a list."""

    role: str

    @property
    def roles(self) -> frozenset[str]:
        """The roles named in it."""
        return frozenset((self.role,))

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """How many there are."""
        return point(len(box[self.role]))

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """Nothing: the number of items says nothing of an item."""
        raise Unsolvable


@frozen
class CalendarCall:
    """days, years or weekday of roles that hold dates; what it may be worth stands in the box under `text`."""

    function: str
    arguments: tuple[str, ...]
    text: str = field(init=False)

    @text.default
    def _text(self) -> str:
        return f"{self.function}({', '.join(self.arguments)})"

    @property
    def roles(self) -> frozenset[str]:
        """The roles named in it."""
        return frozenset(self.arguments)

    def evaluate(self, box: Box, index: int = 0) -> Interval:
        """What the calendar says."""
        return box[self.text][0]

    def solve(self, target: Interval, role: str, member: int, box: Box) -> Interval:
        """Nothing: no date is offered for a stretch of time."""
        raise Unsolvable


def members(argument: Expression, box: Box) -> list[Interval]:
    """The members of a list, or of an expression over lists, one by one. Raises Undecided if lists differ in length."""
    lengths = {len(box[role]) for role in argument.roles}
    if len(lengths) != 1 or 0 in lengths:
        raise Undecided("missing-part")
    return [argument.evaluate(box, index) for index in range(lengths.pop())]


def every_role(*expressions: Expression) -> frozenset[str]:
    """The roles that some expressions name together."""
    return frozenset().union(*(expression.roles for expression in expressions))
