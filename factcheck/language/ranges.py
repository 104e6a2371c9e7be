"""Two numbers with a word or a dash between them in, one figure out: "between 5 and 10", "$10-12m"."""

from __future__ import annotations

from factcheck.language import ages, digits, spelled
from factcheck.language.amounts import amount, spread
from factcheck.language.numbers import Number
from factcheck.language.text import Figure, Text

_DASHES = ("-", "–")


def worded(text: Text, index: int, number: Number, done: int) -> Figure | None:
    """A range by a word or a dash between spaces; in "from 10 to 12" and "rose 5 to 45 cents" there are two figures."""
    stop, bits, masks = number.stop, text.bits, text.masks
    joint, before = masks[stop], masks[index - 1] if index else 0
    between = bool(before & bits.BETWEEN)
    if joint & (bits.RISE | bits.FALL):  # "from 5 up to 10"
        return None
    if text.words[stop] not in _DASHES and not joint & bits.TO and not (between and joint & bits.AND):
        return None
    if text.glued(stop) or number.part or number.tail:
        return None
    ranging = before & bits.FROM_RANGE or before & bits.FROM and (before | masks[index - 2]) & bits.RANGING
    if not between and not ranging and before & (bits.FROM | bits.RISE | bits.FALL | bits.TO):
        return None
    upper = number_at(text, stop + 1)
    if upper is None or upper.part:
        return None
    found = whole(text, index, number, stop + 1, upper, done)
    if found is None or found.quantity.type == "number" or not (between or ranging) and found.quantity.type == "count":
        return None
    return found


def whole(text: Text, index: int, number: Number, second: int, upper: Number, done: int) -> Figure | None:
    """The range from one number to another one, which starts at token `second`; None if that one is not the larger."""
    factor = 1 if number.magnitude or number.value * upper.scale >= upper.value else upper.scale
    if upper.value <= number.value * factor:
        return None
    high = ages.read(text, second, upper, second) or amount(text, second, upper, second)
    return spread(text, amount(text, index, number, done), high, factor)


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
