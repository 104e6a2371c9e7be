"""A case that failed in, at most one suggestion out: the likely slip behind it, tried in a fixed order.

A suggestion is offered only where one figure is the likely culprit: the misrounded one; else the only one that some
kind of slip explains; else the figure that the law derives from the others.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from fractions import Fraction

from attrs import evolve, frozen

from factcheck import quantity
from factcheck.checks import truth
from factcheck.checks.ladder import Case, Outcome, settles
from factcheck.checks.style import Style, rounded
from factcheck.interval import Interval
from factcheck.records import Claim, Number, Quantity, Suggestion

_RATIOS: tuple[Number, ...] = (1000, 10**6)
_SHORTEST = 3  # digits: in shorter numbers an added or dropped digit explains too much


@frozen
class Repair:
    """A figure of a case, what stands in its place, and why."""

    role: str
    figure: Quantity
    text: str
    note: str = ""


def suggest(case: Case, outcome: Outcome, style: Style, locked: Container[str] = ()) -> Suggestion | None:
    """The replacement of one figure that makes the law hold; None if no figure is the likely culprit.

    locked: roles whose figures are right.
    """
    suspect = outcome.suspect
    if suspect is not None and suspect[0] in locked:
        free = [role for role in case.figures if role not in locked]
        suspect = (free[0], 0) if len(free) == 1 else None
    if suspect is not None:
        role, member = suspect
        new = truth.replacement(case, role, member)
        text = None if new is None else style.rewritten(new, new.value)
        return None if text is None else _suggestion("rounding", Repair(role, case.figures[role][member], text))
    derived = case.derived()
    for kind, repairs in REPAIRS.items():
        found = [repair for repair in repairs(case, style) if repair.role not in locked]
        likely = found if len(found) == 1 else [repair for repair in found if repair.role == derived]
        if len(likely) == 1:
            return _suggestion(kind, likely[0])
    return None


def mended(
    key: tuple[str, int, int], claim: Claim, wanted: Interval | None, suggestion: Suggestion | None, style: Style
) -> Suggestion | None:
    """The suggestion for a figure that alone explains all linked failures: the given one if all of them would hold
    with it, else the value in the middle of what is wanted; None if the claim does not hold the figure in its document.
    """
    document, start, _ = key
    figure = next((one for _, one in claim.operands() if one.start == start), None)
    if figure is None or document != claim.document or wanted is None or wanted.low is None or wanted.high is None:
        return suggestion
    middle = (Fraction(wanted.low) + Fraction(wanted.high)) / 2
    text = style.rewritten(figure, middle)
    if text is None or text == figure.shown or suggestion and suggestion.text == text:
        return suggestion
    new = truth.changed(figure, rounded(middle, figure.place) * figure.place)
    fits = quantity.written(new).intersects(wanted)
    return Suggestion(figure.start, figure.end, text, "value") if fits else None


def _suggestion(kind: str, repair: Repair) -> Suggestion:
    return Suggestion(repair.figure.start, repair.figure.end, repair.text, kind, repair.note)


def _figures(case: Case) -> Iterator[tuple[str, int, Quantity, Interval]]:
    """(role, member, figure, what it would have to be, signed) of every figure that the law can be solved for."""
    box = case.box(quantity.hedged)
    for role, figures in case.figures.items():
        for member, figure in enumerate(figures):
            wanted = None if figure.type == "item" else case.law.solve(role, member, box, case.figures)
            if wanted is not None and figure.value_max is None:
                yield role, member, figure, wanted


def _fits(case: Case, role: str, figure: Quantity, wanted: Interval) -> bool:
    """Whether a figure, as written, can be what is wanted."""
    return case.interval(role, figure, quantity.written).intersects(wanted)


def _repaired(case: Case, style: Style, candidates: Callable[[Quantity], list[Number]]) -> Iterator[Repair]:
    """The figures that one of their candidate values would put right: the nearest, for the derived one any."""
    derived = case.derived()
    for role, member, figure, wanted in _figures(case):
        true = truth.value(case, role, member)
        if true is None:
            continue
        nearest = rounded(true, figure.place) * figure.place
        fitting = list(dict.fromkeys(candidates(figure)))
        if nearest in fitting:
            fitting = [nearest]
        elif role == derived and None not in (wanted.low, wanted.high):
            fitting = [value for value in fitting if _fits(case, role, truth.changed(figure, value), wanted)]
        else:
            continue
        if len(fitting) != 1:
            continue
        text = style.rewritten(figure, fitting[0])
        if text is not None and text != figure.shown:
            yield Repair(role, figure, text)


def _digits(case: Case, style: Style) -> Iterator[Repair]:
    """Two digits that changed places; else a digit that is missing or one too many."""
    swapped = list(_repaired(case, style, _swaps))
    yield from swapped or _repaired(case, style, _added_or_dropped)


def _swaps(figure: Quantity) -> list[Number]:
    digits = _written_digits(figure)
    swapped = [digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)]
    return [int(one) * figure.place for one in swapped if one != digits and one[0] != "0"]


def _added_or_dropped(figure: Quantity) -> list[Number]:
    digits = _written_digits(figure)
    if len(digits) < _SHORTEST or Fraction(figure.place).denominator != 1:
        return []
    dropped = [digits[:at] + digits[at + 1 :] for at in range(len(digits))]
    added = [digits[:at] + digit + digits[at:] for at in range(len(digits) + 1) for digit in "0123456789"]
    return [int(one) * figure.place for one in (*dropped, *added) if one[0] != "0"]


def _written_digits(figure: Quantity) -> str:
    """The digits of a figure that is written in digits, from the first to the last place."""
    if figure.value <= 0 or figure.type in quantity.POINTS or not any(char.isdecimal() for char in figure.shown):
        return ""
    return str(rounded(figure.value, figure.place))


def _scale(case: Case, style: Style) -> Iterator[Repair]:
    """A million that should be a billion, or the other way round."""
    for role, member, figure, wanted in _figures(case):
        true = truth.value(case, role, member)
        for ratio in (*_RATIOS, *(Fraction(1, size) for size in _RATIOS)):
            text = style.rescaled(figure, ratio)
            if text is None or true is None or _far_from(true, figure.value * ratio):
                continue
            place = figure.place * ratio
            new = evolve(truth.changed(figure, figure.value * ratio), place=place, zeros=place)
            if _fits(case, role, new, wanted):
                yield Repair(role, figure, text)


def _far_from(true: Number, value: Number) -> bool:
    """Whether a value is more than a tenth away from the true one."""
    return abs(Fraction(true) - value) > abs(Fraction(true)) / 10


def _direction(case: Case, style: Style) -> Iterator[Repair]:
    """A fall that should be a rise, or the other way round; the figure stays, the note says what to change."""
    for role in sorted(case.signed):
        for figure in case.figures.get(role, ()):
            if figure.value > 0 and settles(evolve(case, turned=case.turned ^ {role})):
                way = "rise" if role in case.turned else "fall"
                yield Repair(role, figure, figure.shown, f"the figures {way}: change the wording, not the figure")


def _points(case: Case, style: Style) -> Iterator[Repair]:
    """Percent that should be percentage points: the plain difference of two percentages."""
    groups = [case.figures.get(role, ()) for role in ("before", "after", "percent")]
    if case.kind != "change" or not all(len(group) == 1 and group[0].type == "percent" for group in groups):
        return
    before, after, percent = (group[0] for group in groups)
    difference = quantity.written(after) - quantity.written(before)
    text = style.in_points(percent)
    if text is not None and case.interval("percent", percent, quantity.written).intersects(difference):
        yield Repair("percent", percent, text, "percentage points, not percent")


def _off_by_one(case: Case, style: Style) -> Iterator[Repair]:
    """A count that is one too many or too few."""
    return _repaired(case, style, _neighbours)


def _neighbours(figure: Quantity) -> list[Number]:
    counted = figure.type == "count" and quantity.is_exact(figure)
    return [figure.value + 1, figure.value - 1] if counted else []


def _value(case: Case, style: Style) -> Iterator[Repair]:
    """The derived figure, worked out from the others."""
    derived = case.derived()
    if derived is None or len(case.figures[derived]) != 1:
        return
    figure, true = case.figures[derived][0], truth.value(case, derived)
    if true is None or true < 0 < figure.value:
        return
    new = truth.changed(figure, rounded(true, figure.place) * figure.place)
    text = style.rewritten(figure, new.value)
    if text is not None and settles(case.replaced(derived, 0, new)):
        yield Repair(derived, figure, text)


REPAIRS: dict[str, Callable[[Case, Style], Iterator[Repair]]] = {
    "digits": _digits,
    "scale": _scale,
    "direction": _direction,
    "points": _points,
    "count": _off_by_one,
    "value": _value,
}
"""The kinds of slips in the order in which they are tried; before them comes rounding, which a case's outcome names."""
