"""A case in, the values that would make its law true out: by the figures at their face value."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from factcheck.checks import style
from factcheck.checks.ladder import Case, settles
from factcheck.checks.style import Style
from factcheck.interval import Interval, divide, point
from factcheck.records import Number, Quantity


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
    middle = divide(found.low + found.high, 2)
    return -middle if role in case.turned else middle


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
    if written is None or (written == figure.text and not turned_back):
        written = style.cut(true, style.decimals(figure.place) + 1)
    return "+" + written if turned_back else written


def total(figures: tuple[Quantity, ...], wording: Style) -> str:
    """What some figures add up to, written as the one among them with the finest last place."""
    finest = min(figures, key=lambda figure: figure.place)
    amount = sum((Fraction(figure.value) for figure in figures), Fraction(0))
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
