"""Exact numbers in, intervals out: what a figure may be worth, and arithmetic that encloses every value it may take."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from factcheck.records import Number


class Undecided(Exception):
    """A law that cannot be decided from what is written; `reason` is one of a check's reasons."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def divide(dividend: Number, divisor: Number) -> Number:
    """The exact quotient, an int if both are and it is whole. Raises ZeroDivisionError."""
    if isinstance(dividend, int) and isinstance(divisor, int):
        return Fraction(dividend, divisor) if dividend % divisor else dividend // divisor
    return Fraction(dividend) / divisor


@frozen
class Interval:
    """All numbers between two ends, each with or without the end itself; an end that is None lies at infinity."""

    low: Number | None
    high: Number | None
    low_closed: bool = True
    high_closed: bool = True

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_closed and other.low_closed, self.high_closed and other.high_closed)

    def __sub__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Interval(low, high, self.low_closed and other.high_closed, self.high_closed and other.low_closed)

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_closed, self.low_closed)

    def __mul__(self, other: Interval) -> Interval:
        if self.low is not None and self.low == self.high:
            return other.scale(self.low)
        if other.low is not None and other.low == other.high:
            return self.scale(other.low)
        if self.low is not None and other.low is not None and self.low >= 0 <= other.low:
            return self._positive_product(self.low, other, other.low)
        return self._product(other)

    def __truediv__(self, other: Interval) -> Interval:
        """All quotients. Raises Undecided ("vacuous") if the divisor may be 0, so that the quotient may be anything."""
        if other.low is not None and other.low > 0:
            if self.low is None or self.low < 0 or self.high is None or other.high is None:
                return self * other.reciprocal()
            low, high = divide(self.low, other.high), divide(self.high, other.low)
            low_closed = self.low_closed and (other.high_closed or not self.low)
            return Interval(low, high, low_closed, self.high_closed and (other.low_closed or not self.high))
        return self * other.reciprocal()

    def scale(self, factor: Number) -> Interval:
        """All products with one number."""
        if factor == 1:
            return self
        if not factor:
            return point(0)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_closed, self.low_closed)
        return Interval(low, high, self.low_closed, self.high_closed)

    def reciprocal(self) -> Interval:
        """1 divided by each of the numbers. Raises Undecided ("vacuous") if 0 is one of them or both ends."""
        if 0 in self or self.low == self.high == 0:
            raise Undecided("vacuous")
        if self.high is not None and self.high <= 0:
            return -(-self).reciprocal()
        high = None if not self.low else divide(1, self.low)
        low = 0 if self.high is None else divide(1, self.high)
        return Interval(low, high, self.high is not None and self.high_closed, high is not None and self.low_closed)

    def __contains__(self, number: Number) -> bool:
        if self.low is not None and (number < self.low or (number == self.low and not self.low_closed)):
            return False
        return self.high is None or number < self.high or (number == self.high and self.high_closed)

    def intersects(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.may_reach(other) and other.may_reach(self)

    def may_reach(self, other: Interval) -> bool:
        """Whether some number of this interval is at most some number of the other."""
        low, high = self.low, other.high
        if low is None or high is None:
            return True
        return low < high or (low == high and self.low_closed and other.high_closed)

    def may_precede(self, other: Interval) -> bool:
        """Whether some number of this interval is less than some number of the other."""
        return self.low is None or other.high is None or self.low < other.high

    def meet(self, other: Interval) -> Interval | None:
        """The numbers that lie in both, None if there are none."""
        if not self.intersects(other):
            return None
        low, low_closed = self.low, self.low_closed
        if low is None or (other.low is not None and (other.low > low or (other.low == low and not other.low_closed))):
            low, low_closed = other.low, other.low_closed
        high, high_closed = self.high, self.high_closed
        if high is None or (
            other.high is not None and (other.high < high or (other.high == high and not other.high_closed))
        ):
            high, high_closed = other.high, other.high_closed
        return Interval(low, high, low_closed, high_closed)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low, low_closed = self.low, self.low_closed
        if low is not None and (other.low is None or other.low < low or (other.low == low and other.low_closed)):
            low, low_closed = other.low, other.low_closed
        high, high_closed = self.high, self.high_closed
        if high is not None and (other.high is None or other.high > high or (other.high == high and other.high_closed)):
            high, high_closed = other.high, other.high_closed
        return Interval(low, high, low_closed, high_closed)

    def covers(self, other: Interval) -> bool:
        """Whether it holds all numbers of the other."""
        return self.hull(other) == Interval(self.low, self.high, self.low_closed, self.high_closed)

    def _positive_product(self, low: Number, other: Interval, other_low: Number) -> Interval:
        high = None if self.high is None or other.high is None else self.high * other.high
        nothing = (not low and self.low_closed) or (not other_low and other.low_closed)  # 0 times anything is 0
        closed = nothing or (self.low_closed and other.low_closed)
        return Interval(low * other_low, high, closed, self.high_closed and other.high_closed)

    def _product(self, other: Interval) -> Interval:
        """The product by its four corners; 0 times infinity is 0, the end of the smaller and smaller products."""
        corners = [_corner(mine, theirs) for mine in self._ends() for theirs in other._ends()]
        low = min(corners, key=lambda corner: (corner[0], corner[1], not corner[2]))
        high = max(corners, key=lambda corner: (corner[0], corner[1], corner[2]))
        return Interval(
            None if low[0] else low[1], None if high[0] else high[1], low[2] and not low[0], high[2] and not high[0]
        )

    def _ends(self) -> tuple[_End, _End]:
        low: _End = (-1, 0, False) if self.low is None else (0, self.low, self.low_closed)
        return low, (1, 0, False) if self.high is None else (0, self.high, self.high_closed)


_End = tuple[int, Number, bool]
"""Side of infinity (-1, 0 if finite, 1), the number if finite, whether it belongs to the interval."""


def _corner(mine: _End, theirs: _End) -> _End:
    for one in (mine, theirs):
        if not one[0] and not one[1] and one[2]:
            return 0, 0, True
    if (not mine[0] and not mine[1]) or (not theirs[0] and not theirs[1]):
        return 0, 0, False
    if mine[0] or theirs[0]:
        return _sign(mine) * _sign(theirs), 0, False
    return 0, mine[1] * theirs[1], mine[2] and theirs[2]


def _sign(end: _End) -> int:
    return end[0] or (end[1] > 0) - (end[1] < 0)


def point(number: Number) -> Interval:
    """The interval of one number."""
    return Interval(number, number)


def above(number: Number, closed: bool = False) -> Interval:
    """All numbers greater than one, with it if `closed`."""
    return Interval(number, None, closed, False)


def below(number: Number, closed: bool = False) -> Interval:
    """All numbers less than one, with it if `closed`."""
    return Interval(None, number, False, closed)


def between(one: Number, other: Number) -> Interval:
    """All numbers from the smaller to the greater of two, both kept."""
    return Interval(one, other) if one <= other else Interval(other, one)
