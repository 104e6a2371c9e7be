"""A document's amounts and percentages in, claims of shares out whose whole is said but once, before all of them.

"16,165 said yes (81.1%) and 907 no (4.5%)": several parts with a percentage each belong to one whole, which stands in
the same paragraph. A figure is taken for it only if it is that of one part to a decimal, or of two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from attrs import evolve, frozen

from factcheck import numerals
from factcheck.claims.dimensions import dimension
from factcheck.claims.places import Places
from factcheck.language import Figure, Language, Reading
from factcheck.records import Claim, Quantity

PHRASING = "parts and percentages of one whole"

CHANGED = "a change of a figure before it"
_ROW = 3  # two come out in order by chance
_VERB = 3  # tokens between what fell and by how much
_TYPES = ("count", "number", "money", "measure")
_SHARED = (*_TYPES, "percent")
_REACH = 9  # tokens between a part and its percentage
_STOPS = (".", "!", "?", ";", ":", ")", "(")
_LOOSE = ("HEDGE", "DET", "ONLY")
_SEVERAL = 2


@frozen
class _Pair:
    """A part with its percentage; sentence: how many sentences end before it."""

    part: Quantity
    percent: Quantity
    sentence: int


def shares(reading: Reading, language: Language, places: Places, claims: Iterable[Claim]) -> list[Claim]:
    """The claims of kind `share` of parts whose percentages stand in none of the claims already made."""
    if "share" not in language.pack.kinds or sum(one.quantity.type == "percent" for one in reading.figures) < _SEVERAL:
        return []
    taken = {figure.start for claim in claims if not claim.inferred and claim.kind != "compare"
             for members in claim.roles.values() for figure in members if figure.type == "percent"}  # fmt: skip
    pairs = [pair for pair in _pairs(reading, language) if pair.percent.start not in taken]
    amounts = [one.quantity for one in reading.figures if one.quantity.type in _TYPES]
    found: list[Claim] = []
    for _, group in groupby(pairs, key=lambda pair: pair.sentence):
        row = list(group)
        if len(row) >= _SEVERAL:
            found += (
                places.claim("share", {"part": (pair.part,), "whole": (whole,), "percent": (pair.percent,)}, PHRASING)
                for pair, whole in _tied(row, amounts, places)
            )
    return found


def changes(reading: Reading, language: Language, places: Places, claims: Iterable[Claim]) -> list[Claim]:
    """The claims of kind `change` of amounts and percentages by which a figure fell or rose that stands before them.

    "5,293 were killed … Deaths fell by 201 (3.66%)": it is that of which the percentage comes out to a decimal. Where
    three or more changes follow as many figures, and all but one come out in this order, so has that one to.
    """
    if "change" not in language.pack.kinds or not any(one.quantity.type == "percent" for one in reading.figures):
        return []
    taken = {figure.start for claim in claims for members in claim.roles.values()
             for figure in members if figure.type == "percent"}  # fmt: skip
    amounts = [one for one in reading.figures if one.quantity.type in _TYPES]
    text = reading.text
    found: list[Claim] = []
    for sentence, group in groupby(_pairs(reading, language), key=lambda pair: pair.sentence):
        way, row = 0, list[tuple[_Pair, int]]()
        for pair in group:
            way = _direction(reading, reading.token(pair.part.start)) or way
            if way and pair.percent.start not in taken and pair.percent.place < 1:
                row.append((pair, way))
        if not row:
            continue
        first = row[0][0].part
        before = [one for one in amounts if one.quantity.end <= first.start and _alike(one.quantity, first)
                  and places.paragraph(one.quantity.start) == places.paragraph(first.start)]  # fmt: skip
        heads = [one.quantity for one in before if bisect_left(text.sentence_ends, one.first) == sentence - 1]
        in_order = [_comes_out(after, *one) for after, one in zip(heads, row, strict=False)]
        parallel = len(heads) == len(row) >= _ROW and sum(in_order) >= len(row) - 1
        for index, (pair, way) in enumerate(row):
            fitting = (one.quantity for one in reversed(before) if _comes_out(one.quantity, pair, way))
            after = heads[index] if parallel else next(fitting, None)
            if after:
                roles = {"after": (after,), "delta": (pair.part,), "percent": (pair.percent,)}
                found.append(evolve(places.claim("change", roles, CHANGED), direction=way))
    return found


def _comes_out(after: Quantity, pair: _Pair, way: int) -> bool:
    """Whether a change and its percentage are those of what became a figure."""
    before = Fraction(after.value) - way * Fraction(pair.part.value)
    return _alike(after, pair.part) and _fits(pair, evolve(after, value=numerals.normal(before)))


def _direction(reading: Reading, index: int) -> int:
    """1 if what stands right before a token says that something rose, -1 if that it fell, else 0."""
    bits = reading.text.bits
    for mask in reading.text.masks[max(index - _VERB, 0) : index]:
        if mask & (bits.RISE | bits.UP | bits.FALL | bits.DOWN):
            return 1 if mask & (bits.RISE | bits.UP) else -1
    return 0


def _tied(pairs: Sequence[_Pair], amounts: Sequence[Quantity], places: Places) -> Iterator[tuple[_Pair, Quantity]]:
    """Each pair with its whole, if the paragraph has one that is surely that of the others."""
    first = pairs[0].part
    wholes = [one for one in amounts if one.end <= min(first.start, pairs[0].percent.start)
              and places.paragraph(one.start) == places.paragraph(first.start)
              and all(_alike(one, pair.part) for pair in pairs)]  # fmt: skip
    best = max(reversed(wholes), key=lambda whole: sum(_fits(pair, whole) for pair in pairs), default=None)
    if best is None:
        return
    fitting = [pair for pair in pairs if _fits(pair, best)]
    if len(fitting) < _SEVERAL and not any(pair.percent.place < 1 for pair in fitting):
        return
    for pair in pairs:
        own = (one for one in amounts if first.start <= one.start < pair.part.start and _alike(one, pair.part)
               and _fits(pair, one))  # fmt: skip
        yield pair, best if pair in fitting else next(own, best)


def _fits(pair: _Pair, whole: Quantity) -> bool:
    """Whether a percentage is that of its part of a whole, give or take the rounding of each."""
    if whole.value <= pair.part.value:
        return False
    share = 100 * Fraction(pair.part.value) / whole.value
    slack = Fraction(pair.percent.place) + 50 * Fraction(pair.part.place if pair.part.place != 1 else 0) / whole.value
    return abs(share - pair.percent.value) <= slack


def _alike(one: Quantity, other: Quantity) -> bool:
    return dimension(one).replace("count", "") == dimension(other).replace("count", "")


def _pairs(reading: Reading, language: Language) -> Iterator[_Pair]:
    """Parts with their percentages: "907 no (4.5%)", "1,750, or 65%", "30.8%, equivalent to 44,289 households"."""
    text = reading.text
    figures = [one for one in reading.figures if one.quantity.type in _SHARED]
    for one, other in pairwise(figures):
        part, percent = (one, other) if other.quantity.type == "percent" else (other, one)
        if percent.quantity.type != "percent" or part.quantity.type == "percent":
            continue
        if other.first - one.stop <= _REACH and _joined(one, other, reading, language):
            yield _Pair(part.quantity, percent.quantity, bisect_left(text.sentence_ends, one.first))


def _joined(one: Figure, other: Figure, reading: Reading, language: Language) -> bool:
    """Whether the words between two figures say that they state one amount."""
    text, bits = reading.text, language.lexicon.bits

    def has(index: int, *names: str) -> bool:
        return any(name in bits and text.classes(index) >> bits[name] & 1 for name in names)

    at = other.first - 1
    while at >= one.stop and has(at, *_LOOSE):
        at -= 1
    named = at >= one.stop and has(at, "AMOUNTING")
    if named:
        at -= 1
    mark = text.words[at] if at >= one.stop else ""
    closes = not has(other.stop, "OF", "ABOVE", "BELOW", "UP", "DOWN", "A_RISE", "A_FALL")
    bracketed = mark == "(" and other.quantity.type == "percent" and text.words[other.stop] in (")", ",", ";")
    apart = mark == "," and named and not has(other.stop, "PER")
    if not closes or not (bracketed or apart):
        return False
    between = range(one.stop, at)
    return (
        one.quantity.type != "percent"
        and not any(
            text.words[index] in _STOPS or has(index, "RISE", "FALL", "UP", "DOWN", "COMPARED") for index in between
        )
        or one.quantity.type == "percent"
        and not between
    )
