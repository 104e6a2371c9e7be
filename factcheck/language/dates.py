"""Tokens of a month or a day in, dates out: "December 13-14", "July 1, 2025", "10 January", "1st of May"."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from factcheck.language.text import Figure, Text, figure

NOMINAL_YEAR = 2001  # of dates whose year is not stated; it has no February 29
_DASHES = ("-", "–")


def month_first(text: Text, index: int) -> list[Figure]:
    """The dates that start with the month at a token; a year alone behind it ("June 2004") is a year."""
    bits, masks = text.bits, text.masks
    month = text.value("months", text.words[index])
    after = index + 1 + (text.words[index + 1] == "." and bool(masks[index + 2] & bits.DAY))
    if masks[after] & bits.YEARLIKE:
        return [figure(text, after, after + 1, "year", int(text.words[after]))]
    if masks[after] & bits.NUMBER and _ends(text, after + 1) and text.value("numbers", text.words[after]):
        return _dates(text, [(index, after)], month, None, after + 1)
    if not masks[after] & bits.DAY:
        return []
    starts = [(index, after)]
    stop = _past_suffix(text, after + 1)
    joint = text.words[stop]
    if (
        (joint in _DASHES or masks[stop] & (bits.TO | bits.AND))
        and masks[stop + 1] & bits.DAY
        and (not masks[stop] & bits.AND or _ends(text, stop + 2))
    ):
        starts.append((stop + 1, stop + 1))
        stop += 2
    year, stop = _year(text, stop)
    return _dates(text, starts, month, year, stop)


def day_first(text: Text, index: int) -> list[Figure]:
    """The dates that start with the day at a token, if a month follows."""
    bits, masks = text.bits, text.masks
    starts = [(index, index)]
    stop = _past_suffix(text, index + 1)
    if text.words[stop] in _DASHES and masks[stop + 1] & bits.DAY:
        starts.append((stop + 1, stop + 1))
        stop += 2
    if masks[stop] & bits.OF:
        stop += 1
    if not masks[stop] & bits.MONTH:
        return []
    month = text.value("months", text.words[stop])
    year, stop = _year(text, stop + 1)
    return _dates(text, starts, month, year, stop)


def _past_suffix(text: Text, stop: int) -> int:
    return stop + 1 if text.masks[stop] & text.bits.ORDINAL_SUFFIX and text.glued(stop) else stop


def _year(text: Text, stop: int) -> tuple[int | None, int]:
    """(year, end) of a year that follows, with or without a comma."""
    at = stop + (text.words[stop] == ",")
    if text.masks[at] & text.bits.YEARLIKE:
        return int(text.words[at]), at + 1
    return None, stop


def _ends(text: Text, index: int) -> bool:
    """Whether a second day of the month ends before a token: in "May 3 and 12 people" it does not."""
    bits = text.bits
    return not text.masks[index] & (bits.PLAIN | bits.MAGNITUDE | bits.PERCENT | bits.UNIT | bits.CURRENCY | bits.TIME)


def _dates(text: Text, starts: list[tuple[int, int]], month: int, year: int | None, stop: int) -> list[Figure]:
    """A figure for each (first token, token of the day); an impossible date is a name: nothing computes with it."""
    figures = []
    for position, (first, day) in enumerate(starts):
        end = stop if position == len(starts) - 1 else day + 1
        try:
            number = text.value("numbers", text.words[day]) or int(text.words[day])
            value = date(year or NOMINAL_YEAR, month, number).toordinal()
        except ValueError:
            return [figure(text, starts[0][0], stop, "identifier")]
        one = figure(text, first, end, "date", value)
        figures.append(evolve(one, quantity=evolve(one.quantity, dated=year is not None)))
    return figures
