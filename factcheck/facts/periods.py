"""Dates, years and words for parts of a year in, the period for which a figure holds out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from factcheck.facts.vocabulary import Vocabulary
from factcheck.language import Figure
from factcheck.records import Period, Quantity

_EARLIEST, _LATEST = 1900, 2100
_MONTHS = 12


def stated(said: str, figures: Sequence[Figure], at: Figure, year: int | None, vocabulary: Vocabulary) -> Period | None:
    """When a figure holds: what its sentence says before it, else the only date or year behind it; None if unsaid.

    said: the words of the sentence before the figure, in lower case; figures: those of the sentence; year: that of
    which the document speaks, for "the first quarter".
    """
    found = [one for one in figures if one.quantity.type == "year" or one.quantity.dated]
    before = [one.quantity for one in found if one.first < at.first]
    behind = [one.quantity for one in found if one.first > at.first]
    spans = vocabulary.span.findall(said)
    only = before[-1] if before else behind[0] if len(behind) == 1 else None
    if spans:
        first, last = vocabulary.spans[spans[-1]]
        named = int(only.value) if before and only is not None and only.type == "year" else year
        return _months(named, first, last) if named else None
    if only is None:
        return None
    if only.type == "date":
        return day(only)
    return of_year(int(only.value))


def of_year(year: int) -> Period | None:
    """The days of a year; None if it is out of range."""
    return _months(year, 1, _MONTHS)


def day(figure: Quantity) -> Period:
    """The day of a date."""
    return Period(int(figure.value), int(figure.value))


def year_of(figures: Sequence[Figure]) -> int | None:
    """The year of which a document speaks most, the latest of several; None if it names none."""
    years = Counter(
        int(one.quantity.value) if one.quantity.type == "year" else date.fromordinal(int(one.quantity.value)).year
        for one in figures
        if one.quantity.type == "year" or one.quantity.dated
    )
    return max(years, key=lambda year: (years[year], year), default=None)


def _months(year: int, first: int, last: int) -> Period | None:
    """The days of some months; None if the year is out of range."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    behind = date(year + last // _MONTHS, last % _MONTHS + 1, 1)
    return Period(date(year, first, 1).toordinal(), behind.toordinal() - 1)
