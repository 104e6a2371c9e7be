"""A document's amounts of money in, claims out that state several of them in two currencies: they imply one rate.

"$45bn (£24bn)" and, further down, "$9bn (£4.8bn)". Within one text the rate is one: among 19,163 articles the pairs of
a text differ by 4.6 % at the most, save for one slip.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from factcheck.claims.places import Places
from factcheck.language import Figure, Language, Reading
from factcheck.records import Claim, Quantity

Pair = tuple[Quantity, Quantity]

_OPENING, _JOINTS = "(", (";", ",", "or", "/")
_OTHER_DAY = Fraction(11, 10)  # rates that differ by less, and by more than rounding makes them, may be of two days


def exchanges(reading: Reading, language: Language, places: Places) -> list[Claim]:
    """The claims of kind `exchange` that a document makes: one for each two currencies, with all its pairs."""
    if "exchange" not in language.pack.kinds:
        return []
    by_currencies: dict[tuple[str, str], list[Pair]] = {}
    for amount, other in _pairs(reading):
        by_currencies.setdefault((amount.unit, other.unit), []).append((amount, other))
    several = (pairs for pairs in by_currencies.values() if len(pairs) > 1 and not _of_two_days(pairs))
    claims = (places.claim("exchange", _roles(pairs), "amounts in two currencies") for pairs in several)
    return [evolve(claim, voice="own") for claim in claims]  # nobody speaks in brackets


def _pairs(reading: Reading) -> Iterator[Pair]:
    """The amounts in different currencies that state one: an amount and those in the parentheses right behind it."""
    words = reading.text.words
    amounts = {figure.first: figure for figure in reading.figures if figure.quantity.type == "money"}
    for amount in amounts.values():
        at = amount.stop
        opened = words[at] == _OPENING
        row = [amount.quantity]
        while opened and (other := _next(amounts, reading, at + 1)):
            if other.quantity.unit in {one.unit for one in row}:
                break
            yield from ((one, other.quantity) for one in row)
            row.append(other.quantity)
            at = other.stop
            opened = words[at] in _JOINTS


def _next(amounts: dict[int, Figure], reading: Reading, index: int) -> Figure | None:
    """The amount at a token, a hedge before it passed over."""
    hedged = reading.text.masks[index] & reading.text.bits.HEDGE
    return amounts.get(index) or (amounts.get(index + 1) if hedged else None)


def _of_two_days(pairs: list[Pair]) -> bool:
    rates = sorted(Fraction(amount.value) / other.value for amount, other in pairs if amount.value and other.value)
    if len(rates) < len(pairs):
        return True
    spread = rates[-1] / rates[0]
    rounding = max(_roughness(amount) + _roughness(other) for amount, other in pairs)
    return 1 + 2 * rounding < spread < _OTHER_DAY


def _roughness(figure: Quantity) -> Fraction:
    """Half of the last written place, as a part of the amount."""
    return Fraction(figure.zeros) / 2 / Fraction(figure.value)


def _roles(pairs: list[Pair]) -> dict[str, tuple[Quantity, ...]]:
    return {"a": tuple(amount for amount, _ in pairs), "b": tuple(other for _, other in pairs)}
