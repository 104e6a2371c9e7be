"""A document's figures in, claims out of those that go back to one before them, but do not repeat it.

"A $168m settlement … the $186m settlement": what stands behind an article or "these" has been told before. It is one
fact if just one figure of its measure was told with the same words behind it, and no other text could say it: neither
does its value stand anywhere else, nor does anything behind its words tell it from the first ("the 25 stores in
Leeds"). Counts need a word besides their noun, as "the two banks" are often some of sixteen. Among 19,013 articles of
newswire no two figures are so tied that do not agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.claims.places import Places
from factcheck.language import Figure, Language, Reading, Text
from factcheck.records import Claim, Quantity

AGAIN = "a figure told before"
"""What stands for the phrasing of claims that no template makes."""

_TYPES = ("money", "percent", "measure", "count")
_WORDS = 4  # of the phrase behind a figure
_TELLING = 2  # words of the phrase of a count
_ROUNDEST = 4  # a figure is not rounded by more than such a part of it
_ASIDE = 12  # tokens: the longest parenthesis between a figure and its phrase


def anaphors(reading: Reading, language: Language, places: Places) -> Iterator[Claim]:
    """The claims of kind `repeat` of figures that go back to a figure with another value."""
    if "repeat" not in language.pack.kinds or not reading.text.bits.DEFINITE:
        return
    text, masks, bits = reading.text, reading.text.masks, reading.text.bits
    amounts = [one for one in reading.figures if one.quantity.type in _TYPES]
    for number, one in enumerate(amounts):
        if not masks[one.first - 1] & bits.DEFINITE or one.quantity.hedge_class:
            continue
        stop, phrase = _phrase(one, reading)
        if len(phrase) < (_TELLING if one.quantity.type == "count" else 1) or _told_apart(text, stop):
            continue
        told = [
            other for other in amounts[:number] if _alike(one.quantity, other.quantity) and not _is_rest(other, text)
        ]
        meant = [other for other in told if phrase <= _phrase(other, reading)[1]]
        named = any(not masks[other.first - 1] & bits.DET or masks[other.first - 1] & bits.ARTICLE for other in meant)
        if named and len({other.quantity.value for other in meant}) == 1 and not _stands(one, amounts):
            yield places.claim("repeat", {"values": (meant[0].quantity, one.quantity)}, AGAIN)


def _told_apart(text: Text, stop: int) -> bool:
    """Whether what stands behind a phrase tells it from others like it."""
    behind, bits = text.masks[stop], text.bits
    return bool(behind & (bits.PREP | bits.PLAIN | bits.BUT | bits.WHO)) and not behind & bits.FROM


def _is_rest(one: Figure, text: Text) -> bool:
    """Whether a figure counts others than those told of: "two other former directors"."""
    return any(text.masks[at] & text.bits.REMAINING for at in range(one.first, one.stop))


def _alike(one: Quantity, other: Quantity) -> bool:
    return (one.type, one.unit) == (other.type, other.unit)


def _phrase(one: Figure, reading: Reading) -> tuple[int, frozenset[str]]:
    """(end, words) of the phrase behind a figure: "settlement deal" of "$168m (£89m) settlement deal in"."""
    if one.quantity.type == "count":
        return one.stop, frozenset(one.quantity.noun.lower().split())
    text, at = reading.text, one.stop
    if text.words[at] == "(":
        closing = (index for index in range(at, min(at + _ASIDE, len(text.starts))) if text.words[index] == ")")
        at = next(closing, at) + 1
    first = at
    while at < first + _WORDS and text.masks[at] & text.bits.PLAIN:
        at += 1
    return at, frozenset(word.lower() for word in text.words[first:at])


def _stands(one: Figure, amounts: Sequence[Figure]) -> bool:
    """Whether a figure's value stands in the text once more, perhaps rounded otherwise."""
    others = (other.quantity for other in amounts if other is not one and other.quantity.type == one.quantity.type)
    return any(_one_value(one.quantity, other) for other in others)


def _one_value(one: Quantity, other: Quantity) -> bool:
    values = Fraction(one.value), Fraction(other.value)
    return abs(values[0] - values[1]) <= min(Fraction(max(one.zeros, other.zeros)) / 2, max(values) / _ROUNDEST)
