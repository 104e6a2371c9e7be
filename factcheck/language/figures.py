"""Tokens in, figures out: each number with value, written precision, type, unit and hedge, and the tokens it covers.

Numerals in names, dates, years, ordinals, document numbers and scores are read as what they are, so that no claim
takes them for amounts.
"""

from __future__ import annotations

import re

from attrs import evolve

from factcheck.language import ages, dates, digits, hedges, hyphens, names, ranges, ratios, worded
from factcheck.language.amounts import amount
from factcheck.language.lexicon import BREAK, LEVELS, Lexicon
from factcheck.language.nouns import is_counted
from factcheck.language.numbers import Number
from factcheck.language.suspended import completed
from factcheck.language.text import Figure, Text, figure
from factcheck.language.words import DASHES
from factcheck.records import Quantity

_STARTERS = ("NUMERAL", "DAY", "YEARLIKE", "NUMBER", "COMPOUND", "FRACTION", "VULGAR", "FACTOR", "MONTH", "WEEKDAY",
             "MAGNITUDE", "VAGUE")  # fmt: skip
_LIST = re.compile(r"\d{1,2}(?:,\d{1,2}){2,}\Z")
_TIES = (*DASHES, "/", ":")


def starters(lexicon: Lexicon) -> re.Pattern[str]:
    """What finds the tokens of a shape at which a figure may start."""
    return re.compile(f"[{re.escape(''.join(lexicon.chars.get(name, '') for name in _STARTERS))}]")


def keepers(lexicon: Lexicon) -> re.Pattern[str]:
    """What finds the lines of a shape that are worth reading, breaks and list items behind them included.

    A figure may start in them, or they state a merger.
    """
    kept = re.escape("".join(lexicon.chars.get(name, "") for name in (*_STARTERS, "MERGING", "FOUNDING")))
    rest, signs = f"[^{BREAK}]*+{BREAK}*+", re.escape("".join(LEVELS))
    return re.compile(f"(?<![^{BREAK}])[^{BREAK}{kept}]*+[{kept}]{rest}(?:[{signs}]{rest})*+")


def read(text: Text, pattern: re.Pattern[str]) -> list[Figure]:
    """All figures of a text in order, none overlapping."""
    figures: list[Figure] = []
    done = 0
    for match in pattern.finditer(text.shape):
        index = match.start()
        if index >= done:
            found = _at(text, index, done)
            if found:
                if figures and found[0].first == figures[-1].stop + 1:
                    between = ranges.tied(text, figures[-1], found[0])
                    if between:
                        figures[-1:], found = [between], found[1:]
                figures += found
                done = max(done, figures[-1].stop)
    return completed(text, figures)


def _at(text: Text, index: int, done: int) -> list[Figure]:
    """The figures that start at a token."""
    mask, bits = text.masks[index], text.bits
    if mask & bits.NUMERAL:
        return _numeral(text, index, done)
    if mask & bits.MONTH:
        return dates.month_first(text, index)
    if mask & bits.WEEKDAY:
        return [_weekday(text, index)]
    if mask & bits.FACTOR and not mask & bits.NUMBER:
        return [_factor(text, index)]
    return worded.read(text, index, done)


def _weekday(text: Text, index: int) -> Figure:
    """A day of the week; a word that is an ordinal as well is one unless a day of the month is beside it."""
    bits, masks, word = text.bits, text.masks, text.words[index]
    if masks[index] & bits.ORDINAL and not masks[index - 1] & bits.ON_DAY:
        behind = index + 1 + (text.words[index + 1] in (",", "("))
        behind += bool(masks[behind] & bits.ON_DAY)
        if not masks[behind] & bits.DAY:
            last = word.rpartition(" ")[2]
            number = text.value("numbers", last) or text.value("inner_numbers", last)
            value = int(last) if last.isdecimal() else number or 0
            return figure(text, index, index + 1, "ordinal", value)
    return figure(text, index, index + 1, "weekday", text.value("weekdays", word))


def _factor(text: Text, index: int) -> Figure:
    """ "doubled", "twice": by how much something was multiplied."""
    value, place = text.value("factors", text.words[index])
    return _hedged(text, figure(text, index, index + 1, "factor", value, place))


def _hedged(text: Text, one: Figure) -> Figure:
    """A figure with the hedge before it."""
    hedge = hedges.before(text, one.first)
    return evolve(one, quantity=evolve(one.quantity, hedge=hedges.CONTRACT.get(hedge, "exact"), hedge_class=hedge))


def _numeral(text: Text, index: int, done: int) -> list[Figure]:
    """The figures that start with a numeral in digits."""
    found = text.masks[index] & text.bits.DAY and dates.day_first(text, index)
    if not found and "." in text.words[index]:
        found = dates.dotted(text, index)
    found = found or names.read(text, index)
    if found:
        return found
    if text.marred and names.is_marred(text, index):
        return [figure(text, index, index + 1, "identifier")]
    number = digits.read(text, index)
    if number is None and _LIST.match(text.words[index]):
        return _listed(text, index)
    if number is None or number.stop > index + 1 and text.glued[number.stop] and names.is_lettered(text, number.stop):
        return [figure(text, index, names.run(text, index + 1), "identifier")]
    stop = number.stop
    behind = text.words[stop]
    if behind in _TIES and text.glued[stop] and text.glued[stop + 1]:
        tied = _tied(text, index, number, done)
        if tied:
            return tied
    elif "-" in behind:
        scaled = hyphens.with_magnitude(text, index, number, done)
        if scaled:
            return scaled
    year = text.masks[index] & text.bits.YEARLIKE and stop == index + 1
    if year and names.is_year(text, index):
        return [figure(text, index, index + 1, "year", int(text.words[index]))]
    telling = text.masks[stop] & text.bits.any_joint or behind in DASHES
    if not telling and not ages.is_aged(text, index, done):
        return [amount(text, index, number, done)]
    one = (
        ranges.worded(text, index, number, done)
        or ages.read(text, index, number, done)
        or worded.one_in(text, index, number, done)
        or worded.divided(text, index, number, done)
        or ratios.apart(text, index, number)
        or hyphens.dashed(text, index, number)
        or amount(text, index, number, done)
    )
    return [one]


def _listed(text: Text, index: int) -> list[Figure]:
    """ "22,24,26,31": numbers without a space between them."""
    found = []
    for match in re.finditer(r"\d+", text.words[index]):
        start, value = text.starts[index] + match.start(), int(match[0])
        found.append(Figure(index, index + 1, Quantity(match[0], start, start + len(match[0]), value)))
    return found


# -- two numerals, or a numeral and a word, tied by a sign -------------------------------------------------------------


def _tied(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """The figures of a numeral with a hyphen, slash or colon right behind it; none if that says nothing about it."""
    behind = text.words[number.stop]
    if behind in DASHES:
        return hyphens.read(text, index, number, done)
    if behind == "/":
        return _slashed(text, index, number, done)
    found = ratios.colon(text, index, number)
    return [found] if found else []


def _slashed(text: Text, index: int, number: Number, done: int) -> list[Figure]:
    """504/533 party members are two counts; 1985/86, 5/17/2018 and 202/2025/QH15 are names; 1/8 is a fraction."""
    second = number.stop + 1
    if not text.masks[second] & text.bits.NUMERAL:
        named = text.masks[second] & text.bits.NAME and text.words[second].isupper() and "-" in text.words[second]
        return [figure(text, index, names.run(text, second + 1), "identifier")] if named else []
    upper = digits.read(text, second)
    dotted = "." in text.words[index] and not number.whole or "." in text.words[second] and not (upper and upper.whole)
    if upper is None or dotted:
        return [figure(text, index, names.run(text, second), "identifier")]
    behind, glued = text.words[upper.stop], text.glued[upper.stop]
    named = glued and (behind == "/" or behind == "-" and text.words[upper.stop + 1][:1].isalpha())
    named = named or glued and names.is_lettered(text, upper.stop)  # "block 2/10a"
    if named or text.masks[index] & text.bits.YEARLIKE and upper.value < 2101:
        return [figure(text, index, names.run(text, second + 1), "identifier")]
    part = digits.slashed(text, index)
    if part and not is_counted(text, part.stop, 2):
        return [amount(text, index, part, done)]
    whole = amount(text, second, upper, second)
    kind = "count" if whole.quantity.type == "number" else whole.quantity.type
    start, end = text.starts[index], text.ends[number.stop - 1]
    over = Quantity(text.source[start:end], start, end, number.value, number.place, number.place, kind,
                    whole.quantity.unit, whole.quantity.noun, exact=number.whole)  # fmt: skip
    rest = evolve(whole.quantity, exact=upper.whole, type=kind, zeros=upper.place)
    return [Figure(index, number.stop, over), evolve(whole, quantity=rest)]
