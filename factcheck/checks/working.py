"""A case and its outcome in, one line of arithmetic out: what the figures come to, and what is written instead."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from factcheck import quantity
from factcheck.checks import style, truth
from factcheck.checks.branches import Agreement, Comparison, Joint, Wholeness
from factcheck.checks.expressions import (
    STRENGTH,
    CalendarCall,
    Constant,
    Expression,
    Length,
    Name,
    Negation,
    Operation,
    Sum,
    members,
)
from factcheck.checks.ladder import Case, Outcome, climb
from factcheck.checks.style import Style
from factcheck.interval import Interval, Undecided, divide
from factcheck.records import Number, Quantity
from factcheck.units import SAME

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}
_SCALED = {"money", "measure", "count", "number"}
_MOST_DECIMALS = 12
_CONVERTED_DECIMALS = 3


def line(case: Case, outcome: Outcome, wording: Style) -> str:
    """The arithmetic of a case as one line in digits, "" if it cannot be worked out."""
    if outcome.reason == "not-comparable":
        return ""
    try:
        branch = case.law.applicable(case.figures)[0]
        if isinstance(branch, Agreement | Wholeness):
            return _listed(case, branch)
        if isinstance(branch, Joint):
            return "; ".join(line(part, climb(part), wording) for part in map(case.narrowed, branch.comparisons))
        role = branch.derived
        if role is None or len(case.figures[role]) != 1:
            return _compared(case, branch)
        return _derived(case, branch, role, outcome, wording)
    except (Undecided, IndexError):
        return ""


@frozen
class _Digits:
    """How numbers are shown in one line: divided by `scale`, with so many decimals, `sign` behind them."""

    scale: Number
    places: int
    sign: str

    def number(self, interval: Interval) -> str:
        """The number of an interval that is a point, cut off behind the decimals; else its span."""
        if interval.low is None or interval.low != interval.high:
            return self.span(interval)
        return style.cut(divide(interval.low, self.scale), self.places) + self.sign

    def span(self, interval: Interval) -> str:
        """An interval in words, its ends rounded outwards."""
        ends = [
            None if end is None else style.outward(divide(end, self.scale), self.places, up) + self.sign
            for end, up in ((interval.low, False), (interval.high, True))
        ]
        if ends[0] is None:
            return f"less than {ends[1]}"
        return f"more than {ends[0]}" if ends[1] is None else f"between {ends[0]} and {ends[1]}"


def _derived(case: Case, branch: Comparison, role: str, outcome: Outcome, wording: Style) -> str:
    """The line of a law that works out one role: "504 / 533 = 94.559…%; written 94.55% …"."""
    figure = case.figures[role][0]
    expression, percent = branch.working, figure.type == "percent"
    if percent:
        expression = _without_hundred(expression)
    box = branch.boxed(case.box(truth.face), case.figures)
    found = branch.working.evaluate(box)
    converted = (role, figure.unit) in case.conversions
    scale, ratio = (style.scale(figure), False) if converted else _common_scale(case, expression, figure)
    worth = 1 if ratio else scale
    places = min(style.decimals(divide(figure.place, worth)) + 1, _MOST_DECIMALS)
    digits = _Digits(worth, places, "%" if percent else "")
    value = digits.number(found)
    if isinstance(expression, CalendarCall):
        return _calendar(case, expression, found, wording) + _verdict(case, role, figure, outcome, wording)
    if isinstance(expression, Length):
        return f"{value} listed" + _verdict(case, role, figure, outcome, wording)
    if converted:
        value = style.measured(figure, value)
    if converted and isinstance(expression, Name):
        (other,) = case.figures[expression.name]
        text = f"{style.with_unit(other, wording.hedged(other))} = {value}"
    else:
        text = f"{_shown(case, expression, scale)} = {value}"
    if outcome.rung in (2, 4):
        possible = branch.working.evaluate(branch.boxed(case.box(quantity.hedged), case.figures))
        if possible.low != possible.high:
            text += f", {digits.span(possible)} as the figures may be rounded"
    return text + _verdict(case, role, figure, outcome, wording)


def _verdict(case: Case, role: str, figure: Quantity, outcome: Outcome, wording: Style) -> str:
    """What is written, where it is not just what the line says."""
    written = wording.hedged(figure)
    if role in case.turned:
        written += " (a fall)"
    if outcome.suspect is None:
        return "" if outcome.rung == 1 else f"; written {written}"
    suspect, member = outcome.suspect
    wrong, new = case.figures[suspect][member], truth.replacement(case, suspect, member)
    text = None if new is None else wording.rewritten(new, new.value)
    if suspect != role:
        return f"; written {written}" + (f", which holds if {wrong.shown} is {text}" if text else "")
    true = truth.value(case, role)
    steps = 0 if true is None else int(Fraction(true) / figure.place)
    slip = "is cut off" if steps == style.rounded(figure.value, figure.place) else "is off in its last place"
    return f"; written {written} {slip}" + (f"; rounded it is {text}" if text else "")


def _calendar(case: Case, call: CalendarCall, found: Interval, wording: Style) -> str:
    texts = [case.figures[role][0].shown for role in call.arguments]
    if call.function == "weekday":
        day = Quantity("", 0, 0, found.low or 0, type="weekday")
        return f"{texts[0]}: {wording.rewritten(day, day.value)}"
    return f"from {texts[0]} to {texts[1]}: {_Digits(1, 0, '').number(found)} {call.function}"


def _compared(case: Case, branch: Comparison) -> str:
    """Both sides of a law that derives no single role."""
    names = sorted(branch.roles)
    scale = _group_scale([figure for name in names for figure in case.figures[name]])
    operator = _SIGNS.get(branch.operator, branch.operator)
    text = f"{_shown(case, branch.left, scale)} {operator} {_shown(case, branch.right, scale)}"
    box = case.box(truth.face)
    return text if branch.holds(branch.boxed(box, case.figures)) else f"{text} does not hold"


def _listed(case: Case, branch: Agreement | Wholeness) -> str:
    """What the members of a list come to, one by one."""
    box = case.box(truth.face)
    found = members(branch.argument, box) if isinstance(branch, Agreement) else [branch.argument.evaluate(box)]
    return ", ".join(_Digits(1, 4, "").number(one) for one in found)


# -- the law with its figures ------------------------------------------------------------------------------------------


def _shown(case: Case, expression: Expression, scale: Number, index: int | None = None, strength: int = 0) -> str:
    """An expression with the figures in the place of its roles."""
    match expression:
        case Constant(value=value):
            return style.cut(value, _MOST_DECIMALS)
        case Name(name=name):
            figures = case.figures[name] if index is None else case.figures[name][index : index + 1]
            return ", ".join(_number(case, name, figure, scale) for figure in figures)
        case Negation(operand=operand):
            return "-" + _shown(case, operand, scale, index, 3)
        case Operation(operator=operator, left=left, right=right):
            mine = STRENGTH[operator]
            text = f"{_shown(case, left, scale, index, mine)} {operator} {_shown(case, right, scale, index, mine + 1)}"
            return f"({text})" if mine < strength else text
        case Sum(argument=argument):
            count = len(case.figures[min(argument.roles)])
            text = " + ".join(_shown(case, argument, scale, one, 1) for one in range(count))
            return f"({text})" if strength > 1 else text
        case Length(role=role):
            return str(len(case.figures[role]))
    return ""


def _number(case: Case, role: str, figure: Quantity, scale: Number) -> str:
    """A figure in digits, as precise as it is written; one of another unit with what it is in that of the case."""
    places = style.decimals(divide(figure.place, scale)) if any(char.isdecimal() for char in figure.shown) else 0
    conversion = case.conversion(role, figure)
    if conversion != SAME:
        return f"{figure.shown} ({_Digits(scale, _CONVERTED_DECIMALS, '').number(conversion.of(truth.face(figure)))})"
    values = [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
    shown = [divide(value, scale) for value in values]
    text = "–".join(style.plain(value, max(places, min(style.decimals(value), 3))) for value in shown)
    return f"(-{text})" if role in case.turned and figure.value > 0 else text


def _without_hundred(expression: Expression) -> Expression:
    """What a percentage is worked out from: the expression without its factor 100."""
    match expression:
        case Operation(operator="*", left=Constant(value=100), right=right):
            return right
        case Operation(operator="*", left=left, right=Constant(value=100)):
            return left
        case Operation(operator="/", left=Constant(value=100), right=right):
            return Operation("/", Constant(1), right)
        case Operation(operator="*" | "/" as operator, left=left, right=right):
            return Operation(operator, _without_hundred(left), right)
    return expression


def _common_scale(case: Case, expression: Expression, derived: Quantity) -> tuple[Number, bool]:
    """(the magnitude by which all figures can be shorter, whether it cancels out): a million for $1.13bn and $639m."""
    figures = [figure for role in expression.roles for figure in case.figures[role]]
    if derived.type in ("percent", "factor", "ratio"):
        return _group_scale(figures), True
    return _group_scale([*figures, derived]), False


def _group_scale(figures: list[Quantity]) -> Number:
    """The smallest magnitude among figures of one type, 1 if they are of several or some have none."""
    types = {figure.type for figure in figures}
    if len(types) != 1 or not types <= _SCALED:
        return 1
    smallest = min(style.scale(figure) for figure in figures)
    return smallest if smallest >= 1000 else 1
