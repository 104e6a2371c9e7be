"""A number and the tokens around it in, a figure out: its currency, unit or counted noun, its sign, hedge and trend."""

from __future__ import annotations

import re

from attrs import frozen

from factcheck import numerals
from factcheck.language.text import Figure, Text
from factcheck.records import Number as Exact
from factcheck.records import Quantity

CONTRACT_HEDGES = {"OVER": "over", "AT_LEAST": "over", "UNDER": "under", "NEARLY": "under", "ABOUT": "about"}
_SINGULAR = (
    (re.compile(r"ies\Z"), "y"),
    (re.compile(r"(?<=ss|sh|ch)es\Z|(?<=x)es\Z"), ""),
    (re.compile(r"(?<=[^s])s\Z"), ""),
)
_NOUN_WORDS = 6
_MINUS = ("-", "−")


@frozen
class Number:
    """A bare number: up to which token it goes and what it is worth. whole: written without decimals or magnitude."""

    stop: int
    value: Exact
    place: Exact
    zeros: Exact
    whole: bool
    magnitude: bool = False


def magnified(text: Text, stop: int, mantissa: int, exponent: int) -> Number:
    """A number with the magnitude words behind it ("1.5 million", "12m")."""
    factor = 1
    masks, magnitude = text.masks, text.bits.MAGNITUDE
    while masks[stop] & magnitude:
        word = text.words[stop]
        if word in text.values["glued"] and not _is_magnitude(text, stop):
            break
        factor *= text.value("magnitudes", word)
        stop += 1
    value = numerals.scaled(mantissa, exponent, factor)
    place = numerals.scaled(1, exponent, factor)
    if factor > 1 and masks[stop] & text.bits.NUMERAL:
        below = numerals.read(text.words[stop])
        smaller = text.value("magnitudes", text.words[stop + 1]) if masks[stop + 1] & magnitude else 0
        if below and smaller and smaller < place and below[0] * smaller < place and not below[1]:
            return Number(stop + 2, value + below[0] * smaller, smaller, smaller, False, True)
    zeros = place * 10 ** numerals.trailing_zeros(mantissa) if exponent == 0 and mantissa % 10 == 0 else place
    return Number(stop, value, place, zeros, exponent == 0 and factor == 1, factor != 1)


def _is_magnitude(text: Text, index: int) -> bool:
    """Whether the m of "12m" means million: money beside it or a counted plural says so; else it is metres."""
    if not text.glued(index):
        return False
    bits, masks = text.bits, text.masks
    if not text.value("units", text.words[index]) or (masks[index + 1] | masks[index - 2]) & bits.CURRENCY:
        return True
    return bool(noun(text, index + 1, 3)[1]) and not masks[index + 1] & bits.NAME


def amount(text: Text, index: int, number: Number, done: int) -> Figure:
    """The figure of the number that starts at a token; `done` is the first token that no earlier figure covers."""
    first, currency = _left(text, index, done)
    stop, kind, unit = _typed(text, number, currency)
    text_stop, counted = stop, unit if unit == "share" else ""
    if kind == "number":
        noun_stop, head = noun(text, stop, _NOUN_WORDS) if number.value != 1 else _single(text, stop)
        if head:
            unit, counted = head, " ".join(text.words[stop:noun_stop])
            kind, stop = "count", noun_stop
    zeros = number.zeros
    if kind == "count" and (zeros < 100 or number.place < 1) or kind == "percent" and number.value == 100:
        zeros = number.place
    hedge = hedge_before(text, first)
    if kind == "time" and text.masks[first - 1] & text.bits.OVER_TIME:
        hedge = ""
    value = -number.value if text.words[first] in _MINUS else number.value
    start, end = text.starts[first], text.ends[text_stop - 1]
    quantity = Quantity(text.source[start:end], start, end, value, number.place, zeros, kind, unit, counted,
                        CONTRACT_HEDGES.get(hedge, "exact"), hedge, _trend(text, first))  # fmt: skip
    return Figure(first, stop, quantity)


def _left(text: Text, index: int, done: int) -> tuple[int, str]:
    """The first token of an amount, a currency or a minus sign before it included, and that currency."""
    first, currency = index, ""
    # "The team won 26": a currency in small letters stands behind its amount.
    if index - 1 >= done and text.masks[index - 1] & text.bits.CURRENCY and not text.words[index - 1].islower():
        first, currency = index - 1, text.words[index - 1]
    if first - 1 >= done and text.words[first - 1] in _MINUS and text.glued(first) and not text.glued(first - 1):
        first -= 1
    return first, currency


def _typed(text: Text, number: Number, currency: str) -> tuple[int, str, str]:
    """(end, type, unit) from the currency before a number and what stands behind it."""
    bits, stop = text.bits, number.stop
    word, mask = text.words[stop], text.masks[stop]
    behind = bool(mask & bits.CURRENCY) and not (text.glued(stop + 1) and text.masks[stop + 1] & bits.NUMERAL)
    if currency:
        name = text.value("currencies", currency)
        return stop + (behind and text.value("currencies", word) == name), "money", name
    if mask & bits.PERCENT:
        return stop + 1, "percent", "percent"
    if mask & bits.POINT:
        return stop + 1, "point", text.value("points", word)
    if mask & bits.FOLD:
        return stop + 1, "factor", ""
    if behind:
        name = text.value("currencies", word)
        if text.words[stop + 1] == "/" and text.glued(stop + 1) and text.masks[stop + 2] & bits.UNIT:
            return stop + 3, "money", f"{name}/{text.value('units', text.words[stop + 2])}"
        return stop + 1, "money", name
    if mask & bits.NAME and text.masks[stop + 1] & bits.CURRENCY:
        return stop + 2, "money", f"{word} {text.words[stop + 1]}".lower()
    if mask & bits.CENT and (len(word) > 1 or text.glued(stop)):
        return stop + 1, "money", text.value("cents", word)
    if mask & bits.TIME:
        return stop + 1, "time", text.value("times", word)
    if mask & bits.UNIT and (len(word) > 1 or text.glued(stop)):
        unit = text.value("units", word)
        return stop + 1, "count" if unit == "share" else "measure", unit
    return stop, "number", ""


def hedge_before(text: Text, first: int) -> str:
    """The lexicon class of the words that hedge the figure which starts at a token, or an empty string."""
    at = first - 1
    if text.masks[at] & text.bits.DET and not text.masks[at] & text.bits.HEDGE:
        at -= 1
    if at < 0 or not text.masks[at] & text.bits.HEDGE:
        return ""
    return str(text.value("hedges", text.words[at]))


def _trend(text: Text, first: int) -> str | None:
    """The direction that the one or two words before a figure give it."""
    near = text.masks[first - 1] | (text.masks[first - 2] if first > 1 else 0)
    if near & text.bits.RISE:
        return "up"
    return "down" if near & text.bits.FALL else None


def noun(text: Text, index: int, limit: int) -> tuple[int, str]:
    """(end, singular head) of the counted noun phrase that starts at a token: its words up to the first plural."""
    at, masks, bits = index, text.masks, text.bits
    for _ in range(limit):
        if text.words[at] == "(" and masks[at + 1] & bits.PLAIN and text.words[at + 2] == ")":
            at += 3
        if not masks[at] & bits.PLAIN or masks[at] & bits.NUMBER:
            return index, ""
        low = text.words[at].lower()
        if plural(text, low):
            return at + 1, singular(text, low)
        at += 1
    return index, ""


def _single(text: Text, index: int) -> tuple[int, str]:
    """(end, noun) behind "one" or "1": the next words up to a kind of unit, else the next word."""
    for at in range(index, index + 3):
        if not text.masks[at] & text.bits.PLAIN:
            break
        if text.masks[at] & text.bits.ADMIN:
            return at + 1, text.words[at].lower()
    if text.masks[index] & text.bits.PLAIN and not text.masks[index] & text.bits.NAME:
        return index + 1, text.words[index].lower()
    return index, ""


def plural(text: Text, word: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if word in text.values["plurals"]:
        return True
    return (
        word.endswith("s")
        and len(word) > 3
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and word not in text.values["not_nouns"]
    )


def singular(text: Text, word: str) -> str:
    """The singular of a noun in lower case: people is person, communes commune."""
    irregular = text.values["plurals"].get(word)
    if irregular:
        return str(irregular)
    for ending, instead in _SINGULAR:
        if ending.search(word):
            return ending.sub(instead, word)
    return word
