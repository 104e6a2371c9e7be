"""Two numbers with a word or a dash between them in, one figure out: "between 5 and 10", "$10-12m"."""

from __future__ import annotations

from attrs import evolve

from factcheck.language import ages, digits, spelled
from factcheck.language.amounts import amount, spread
from factcheck.language.numbers import Number
from factcheck.language.text import Figure, Text
from factcheck.language.words import DASHES

_BARE = ("number", "fraction", "count")
_MEASURED = ("percent", "point", "measure", "money", "time")
_MOVING = 10  # tokens


def worded(text: Text, index: int, number: Number, done: int) -> Figure | None:
    """A range by a word or a dash between spaces; in "from 10 to 12" and "rose 5 to 45 cents" there are two figures.

    Of percentages one does not say by how much they rose and where to in one breath: "rose 2 to 4%" is a range.
    """
    joint, bits, masks = number.stop, text.bits, text.masks
    lead = index - 1
    while lead >= done and masks[lead] & bits.CURRENCY:
        lead -= 1
    priced = lead < index - 1
    while lead >= done and masks[lead] & (bits.HEDGE | bits.DET) and not masks[lead] & bits.moving:
        lead -= 1
    before = masks[lead]
    between = bool(before & bits.BETWEEN)
    if masks[joint] & (bits.RISE | bits.FALL):  # "from 5 up to 10"
        return None
    if text.words[joint] not in DASHES and not masks[joint] & bits.TO and not (between and masks[joint] & bits.AND):
        return None
    if text.glued[joint] or number.part or number.tail:
        return None
    aged = ages.is_aged(text, index, done)
    ranging = before & bits.FROM_RANGE or before & bits.FROM and (aged or (before | masks[lead - 1]) & bits.RANGING)
    if not between and not ranging and before & (bits.FROM | bits.TO):
        return None
    second = joint + 1
    at = second + bool(masks[second] & bits.CURRENCY and priced)
    upper = number_at(text, at)
    if upper is None or upper.part:
        return None
    found = whole(text, index, number, at, upper, done)
    if found is None or found.quantity.type in _BARE or between or ranging:
        return None if found is None or found.quantity.type in _BARE[:2] else found
    moved = before & (bits.RISE | bits.FALL) and found.quantity.type != "percent"
    return None if moved or at > second and _moves(text, lead) or masks[found.stop] & bits.FROM else found


def tied(text: Text, low: Figure, high: Figure) -> Figure | None:
    """The range of two figures with the same unit and a token, a dash, between them: "5%-6%", "10°C–15°C"."""
    dash, one, other = low.stop, low.quantity, high.quantity
    if text.words[dash] not in DASHES or not text.glued[dash] or not text.glued[dash + 1]:
        return None
    alike = one.type == other.type in _MEASURED and one.unit == other.unit and one.value_max is other.value_max is None
    return spread(text, low, high, 1) if alike and one.value < other.value else None


def _moves(text: Text, lead: int) -> bool:
    """Whether a word of moving stands before a token: "cut its debt by £80m to £320m" says by how much and where to."""
    return any(text.masks[at] & text.bits.moving for at in range(lead, max(lead - _MOVING, -1), -1))


def whole(text: Text, index: int, number: Number, second: int, upper: Number, done: int) -> Figure | None:
    """The range from one number to another one, which starts at token `second`; None if that one is not the larger."""
    factor = 1 if number.magnitude or number.value * upper.scale >= upper.value else upper.scale
    if upper.value <= number.value * factor:
        return None
    high = ages.read(text, second, upper, second) or amount(text, second, upper, number.stop + 1)
    found = spread(text, amount(text, index, number, done), high, factor)
    aged = found.quantity.type in ("number", "time") and ages.is_aged(text, index, done)
    return evolve(found, quantity=ages.as_age(found.quantity)) if aged else found


def number_at(text: Text, index: int) -> Number | None:
    """The number that starts at a token, in digits or in words."""
    mask, bits = text.masks[index], text.bits
    if mask & bits.NUMERAL:
        return digits.read(text, index)
    words = (
        spelled.is_number(text, index)
        or mask & bits.COMPOUND
        and text.words[index].lower().partition("-")[0] in text.values["numbers"]
    )
    return spelled.read(text, index) if words else None
