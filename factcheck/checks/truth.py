"""A case in, the values that would make its law true out: by the figures at their face value."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from factcheck.checks import style
from factcheck.checks.ladder import Case, settles
from factcheck.checks.style import Style
from factcheck.interval import Interval, divide, point
from factcheck.records import Number, Quantity
from factcheck.units import SAME


def face(figure: Quantity) -> Interval:
    """A figure at its face value; a range from end to end."""
    return point(figure.value) if figure.value_max is None else Interval(figure.value, figure.value_max)


def value(case: Case, role: str, member: int = 0) -> Number | None:
    """What one figure would have to be for the law to hold, the others at face value; without the sign of the wording.

    The middle if there is a span of such values, None if there is no bounded one.
    """
    found = case.law.solve(role, member, case.box(face), case.figures)
    if found is None or found.low is None or found.high is None:
        return None
    middle = case.conversion(role, case.figures[role][member]).back(point(divide(found.low + found.high, 2))).low
    return None if middle is None else -middle if role in case.turned else middle


def text(case: Case, role: str, wording: Style) -> str | None:
    """The value that the figure of a role should have, as that figure is written; None if there is none."""
    if len(case.figures[role]) != 1:
        return None
    figure = case.figures[role][0]
    true = value(case, role)
    if true is None:
        return None
    if figure.type == "factor":
        return style.cut(Fraction(style.rounded(true, Fraction(1, 10)), 10), 1)
    turned_back = role in case.turned and true < 0  # a fall, says the wording, but the figures rise
    written = wording.rewritten(figure, -true if turned_back else true)
    if written is None or (written == figure.shown and not turned_back):
        written = style.cut(true, style.decimals(figure.place) + 1)
    return f"+{written.lstrip('-+−')}" if turned_back else written


def total(case: Case, role: str, wording: Style) -> str:
    """What the figures of a role add up to, in the case's unit, written as the one in it with the finest last place."""
    figures = case.figures[role]
    in_unit = [figure for name, unit in case.conversions if case.conversions[name, unit] == SAME
               for figure in case.figures[name] if figure.unit == unit]  # fmt: skip
    finest = min(in_unit or figures, key=lambda figure: figure.place)
    amounts = (case.conversion(role, figure).of(point(figure.value)) for figure in figures)
    amount = sum((Fraction(one.low or 0) for one in amounts), Fraction(0))
    return wording.rewritten(finest, amount) or style.plain(amount, style.decimals(finest.place))


def replacement(case: Case, role: str, member: int) -> Quantity | None:
    """The figure rounded as it should have been, so that the law holds: the nearest value, else a step up or down."""
    figure = case.figures[role][member]
    true = value(case, role, member)
    now = style.rounded(figure.value, figure.place)
    nearest = [] if true is None else [style.rounded(true, figure.place)]
    for steps in (*nearest, now + 1, now - 1):
        new = changed(figure, steps * figure.place)
        if steps != now and settles(case.replaced(role, member, new)):
            return new
    return None


def changed(figure: Quantity, amount: Number) -> Quantity:
    """A figure with another value, meant to its last place."""
    return evolve(figure, value=amount, zeros=figure.place, hedge="exact", hedge_class="")
