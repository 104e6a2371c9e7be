"""Dates and years in, intervals of time out: what days, years and weekday of a law may be worth, and in which units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from factcheck.checks.expressions import Box, CalendarCall
from factcheck.interval import Interval, Undecided, divide, point
from factcheck.records import Quantity

Figures = Mapping[str, tuple[Quantity, ...]]

_DAYS = {
    "hour": point(Fraction(1, 24)),
    "day": point(1),
    "week": point(7),
    "month": Interval(28, 31),
}
_YEARS = {
    "year": point(1),
    "decade": point(10),
}
# Months between dates are counted by the days; between years there is no more to go by than twelfths.
_YEARS_BETWEEN_YEARS = {**_YEARS, "month": point(divide(1, 12))}


def units(call: CalendarCall, figures: Figures) -> Mapping[str, Interval]:
    """The units of time that a call can be compared with, and what one of each is worth in days or years.

    Empty if its dates don't allow the call: days need two days of the year, years two stated years.
    """
    start, end = (figures[role] for role in call.arguments)
    if len(start) != 1 or len(end) != 1:
        return {}
    types = {start[0].type, end[0].type}
    if call.function == "days":
        return _DAYS if types == {"date"} else {}
    if not all(figure.type == "year" or (figure.type == "date" and figure.dated) for figure in (start[0], end[0])):
        return {}
    return _YEARS if types == {"date"} else _YEARS_BETWEEN_YEARS


def fits(calls: Sequence[CalendarCall], others: frozenset[str], figures: Figures) -> bool:
    """Whether figures have the types and units that a branch's calls need; `others` are its roles outside the calls."""
    for call in calls:
        if call.function == "weekday":
            days = figures[call.arguments[0]]
            if len(days) != 1 or days[0].type != "date" or not days[0].dated:
                return False
            continue
        allowed = units(call, figures)
        if not all(unit(figure) in allowed for role in others for figure in figures[role]):
            return False
    return True


def unit(figure: Quantity) -> str:
    """The unit of a length of time; an age is in years; "" if the figure is neither."""
    return "year" if figure.type == "age" else figure.unit if figure.type == "time" else ""


def boxed(calls: Sequence[CalendarCall], others: frozenset[str], box: Box, figures: Figures) -> Box:
    """The box with what the calls are worth and with lengths of time in the calls' unit. Raises Undecided."""
    result = dict(box)
    for call in calls:
        result[call.text] = [value(call, figures)]
        if call.function != "weekday":
            worth = units(call, figures)
            for role in others:
                result[role] = [
                    interval * worth[unit(figure)] for interval, figure in zip(box[role], figures[role], strict=True)
                ]
    return result


def value(call: CalendarCall, figures: Figures) -> Interval:
    """What a call is worth: both ways of counting days, the first day in or out; years with and without what is begun.

    Raises Undecided ("ambiguous") if the end lies before the start.
    """
    first = figures[call.arguments[0]][0]
    if call.function == "weekday":
        return point((int(first.value) - 1) % 7)
    last = figures[call.arguments[1]][0]
    if call.function == "days":
        return _days(first, last)
    return _years(first, last)


def _days(first: Quantity, last: Quantity) -> Interval:
    """The days between two dates; a year that is not stated is that of the other, or such that the end is later."""
    start, end = date.fromordinal(int(first.value)), date.fromordinal(int(last.value))
    if first.dated and not last.dated:
        end = _moved(end, start.year + ((end.month, end.day) < (start.month, start.day)))
    elif last.dated and not first.dated:
        start = _moved(start, end.year - ((end.month, end.day) < (start.month, start.day)))
    elif not last.dated and end < start:
        end = _moved(end, end.year + 1)
    days = (end - start).days
    if days < 0:
        raise Undecided("ambiguous")
    return Interval(days, days + 1)


def _moved(day: date, year: int) -> date:
    """A day without a year in a year; it is no 29 February, as the nominal year has none."""
    return day.replace(year=year)


def _years(first: Quantity, last: Quantity) -> Interval:
    if first.type == last.type == "date":
        start, end = date.fromordinal(int(first.value)), date.fromordinal(int(last.value))
        begun = (end.month, end.day) != (start.month, start.day)
        years = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
        if years < 0:
            raise Undecided("ambiguous")
        return Interval(years, years + begun)
    years = _year(last) - _year(first)
    if years < 0:
        raise Undecided("ambiguous")
    return Interval(max(years - 1, 0), years + 1)


def _year(figure: Quantity) -> int:
    return int(figure.value) if figure.type == "year" else date.fromordinal(int(figure.value)).year
