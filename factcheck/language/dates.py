"""Tokens of a month or a day in, dates out: "December 13-14", "July 1, 2025", "10 January", "1st of May".

In a language that writes dates in digits, day first, also "1/7/2025" and, where a word says that a day follows, "1/7".
"""

from __future__ import annotations

import re
from datetime import date

from factcheck.language.text import Figure, Text, figure
from factcheck.language.words import DASHES

NOMINAL_YEAR = 2001  # of dates whose year is not stated; it has no February 29
_SIGNS = ("/", "-")
_JOINTS = (*DASHES, ",")
_MONTHS = 12
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?\Z")


def month_first(text: Text, index: int) -> list[Figure]:
    """The dates that start with the month at a token; a year alone behind it ("June 2004") is a year."""
    bits, masks = text.bits, text.masks
    month = text.value("months", text.words[index])
    after = index + 1 + (text.words[index + 1] == "." and bool(masks[index + 2] & bits.DAY))
    after += _joint(text, after)
    if masks[after] & bits.YEARLIKE:
        return [figure(text, after, after + 1, "year", int(text.words[after]))]
    if text.values["habits"].get("day_first"):
        return []
    if masks[after] & bits.NUMBER and _ends(text, after + 1) and text.value("numbers", text.words[after]):
        return _dates(text, [(index, after)], month, None, after + 1)
    if not masks[after] & bits.DAY:
        return []
    starts = [(index, after)]
    stop = _past_suffix(text, after + 1)
    joint = text.words[stop]
    if (
        (joint in DASHES or masks[stop] & (bits.TO | bits.AND))
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
    if text.values["habits"].get("day_first"):
        if text.words[index + 1] in _SIGNS and text.glued[index + 1]:
            return _in_digits(text, index)
        if masks[index - 1] & bits.ON_DAY and not masks[index + 1] & (bits.any_unit | bits.NOUN | bits.MONTH):
            return [figure(text, index, index + 1, "ordinal", int(text.words[index]))]
    starts = [(index, index)]
    stop = _past_suffix(text, index + 1)
    if text.words[stop] in DASHES and masks[stop + 1] & bits.DAY:
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
    return stop + 1 if text.masks[stop] & text.bits.ORDINAL_SUFFIX and text.glued[stop] else stop


def _year(text: Text, stop: int) -> tuple[int | None, int]:
    """(year, end) of a year that follows, with or without a comma."""
    at = stop + (text.words[stop] == ",")
    at += _joint(text, at)
    if text.masks[at] & text.bits.YEARLIKE:
        return int(text.words[at]), at + 1
    return None, stop


def _joint(text: Text, stop: int) -> bool:
    """Whether a token ties a year to its month: a word for it, or a sign without spaces ("7/2025")."""
    tied = text.words[stop] in _SIGNS and text.glued[stop] and text.glued[stop + 1]
    return bool((tied or text.masks[stop] & text.bits.OF_YEAR) and text.masks[stop + 1] & text.bits.YEARLIKE)


def _in_digits(text: Text, index: int) -> list[Figure]:
    """The dates in digits that start at a token: "1/7/2025"; "1/7" and "5-7/8" where they can be nothing else."""
    days, at = [index], index
    if text.words[at + 1] == "-" and _tied(text, at) and text.words[at + 3] == "/":
        at += 2
        days.append(at)
    if not _tied(text, at) or not text.masks[at + 2] & text.bits.DAY or int(text.words[at + 2]) > _MONTHS:
        return []
    sign, stop, year = text.words[at + 1], at + 3, None
    if text.words[stop] == sign and text.glued[stop] and text.glued[stop + 1]:
        if not text.masks[stop + 1] & text.bits.YEARLIKE:
            return []
        year, stop = int(text.words[stop + 1]), stop + 2
    elif not _is_day(text, index, stop):
        return []
    return _dates(text, [(day, day) for day in days], int(text.words[at + 2]), year, stop)


def dotted(text: Text, index: int) -> list[Figure]:
    """The date in one token with full stops, day first: "1.7.2025", or "1.7" behind a word for the day."""
    if not text.values["habits"].get("day_first"):
        return []
    parts = _DOTTED.match(text.words[index])
    if parts is None or not parts[3] and not _is_day(text, index, index + 1):
        return []
    return [_date(text, index, index + 1, int(parts[1]), int(parts[2]), int(parts[3]) if parts[3] else None)]


def _tied(text: Text, at: int) -> bool:
    """Whether a sign ties two days or a day and a month."""
    signed = text.words[at + 1] in _SIGNS and text.glued[at + 1] and text.glued[at + 2]
    return signed and bool(text.masks[at + 2] & text.bits.DAY)


def _is_day(text: Text, first: int, stop: int) -> bool:
    """Whether two numerals with a sign between them are a day: a word or a date before says so, or parentheses."""
    masks, bits, before = text.masks, text.bits, first - 1
    if masks[stop] & (bits.any_unit | bits.NOUN) or text.glued[stop] and text.words[stop][0] in _SIGNS:
        return False
    if masks[before] & bits.ON_DAY:
        return True
    if text.words[before] == "(" and text.words[stop] == ")":
        return True
    joined = masks[before] & (bits.AND | bits.TO) or text.words[before] in _JOINTS
    return bool(joined and first > 4 and text.words[first - 3] in _SIGNS and masks[first - 5] & bits.ON_DAY)


def _ends(text: Text, index: int) -> bool:
    """Whether a second day of the month ends before a token: in "May 3 and 12 people" it does not."""
    bits = text.bits
    return not text.masks[index] & (bits.PLAIN | bits.MAGNITUDE | bits.PERCENT | bits.UNIT | bits.CURRENCY | bits.TIME)


def _dates(text: Text, starts: list[tuple[int, int]], month: int, year: int | None, stop: int) -> list[Figure]:
    """A figure for each (first token, token of the day); one name for all if one of them is impossible."""
    ends = [day + 1 for _, day in starts[:-1]] + [stop]
    days = [int(text.value("numbers", text.words[day]) or text.words[day]) for _, day in starts]
    found = [_date(text, first, end, day, month, year) for (first, _), end, day in zip(starts, ends, days, strict=True)]
    possible = all(one.quantity.type == "date" for one in found)
    return found if possible else [figure(text, starts[0][0], stop, "identifier")]


def _date(text: Text, first: int, stop: int, day: int, month: int, year: int | None) -> Figure:
    """A date; an impossible one is a name: nothing computes with it."""
    try:
        value = date(year or NOMINAL_YEAR, month, day).toordinal()
    except ValueError:
        return figure(text, first, stop, "identifier")
    return figure(text, first, stop, "date", value, dated=year is not None)
