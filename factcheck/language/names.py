"""Numerals that are names: document numbers, "Hin 2 village", ordinals, times of day, years, addresses."""

from __future__ import annotations

import re
from bisect import bisect_left

from factcheck import numerals
from factcheck.language.nouns import is_counted
from factcheck.language.numbers import is_magnitude
from factcheck.language.text import UNREAD, Figure, Text, figure

_RUN_ENDS = frozenset(",);:\"”’'?!\n")
_LINKED = frozenset("/=&?%#_-.+~")
_LINK_MARKS = ("@", "www")
_LINK_TOKENS = 40  # of an address on the net before a numeral
_STREET_TOKENS = 3  # of the name between the number of a house and its street
_MARKER_TOKENS = 40  # back to the parenthesis that a closing one belongs to
_LONGEST_NAME = 3  # digits
_POSTCODE = 5  # digits
_HEADING = 4  # characters of the number of a heading
_MINUTE = "minute"
_POSSESSIVE = ("'s", "’s")
_PHONE = re.compile(r"(?:\d{1,3}[ -]?\(\d{1,4}\)[ -]?\d{2,4}(?:[ -]\d{2,4})+|\d{3,5}\)[ -]?\d{3,4}[ -]\d{3,4})(?!\d)")
"""A telephone number with an area code in parentheses, from its first digit on: "+1 (212) 555-0147"."""


def read(text: Text, index: int) -> list[Figure]:
    """The figure of a numeral that counts nothing; none for a numeral that may count."""
    bits = text.bits
    before, behind = text.masks[index - 1] if index else 0, text.masks[index + 1]
    near = (before | behind) & bits.naming  # one look spares several for most numerals
    if near and before & bits.ORDINAL_PREFIX:
        return [_ordinal(text, index, index + 1)]
    if near and behind & bits.CLOCK and (clock := _clock(text, index)):
        return [figure(text, index, clock, "identifier")]
    if _is_code(text, index):
        return [figure(text, index, _past_groups(text, index, run(text, index + 1)), "identifier")]
    if (
        near
        and (
            before & (bits.NAME | bits.ADMIN)
            and _in_name(text, index)
            or behind & bits.NAME
            and _is_house(text, index)
            or behind & bits.DAYTIME
        )
        or text.words[index + 1] == ")"
        and _is_marker(text, index)
        or _is_heading(text, index)
    ):
        return [figure(text, index, index + 1, "identifier")]
    if text.glued[index + 1]:
        return _suffixed(text, index)
    return []


def _is_code(text: Text, index: int) -> bool:
    """Whether a numeral is part of a code by what stands before it: 0912, A4, #12, No. 6541, QD-12, x.com/12."""
    words, masks, bits = text.words, text.masks, text.bits
    before, word = index - 1, words[index]
    if word[0] == "0" and word.isdecimal() and len(word) > 1:
        return True
    if before < 0:
        return False
    if words[before] == "#" or masks[before] & bits.IDENTIFIER:
        return words[before] == "#" or names_number(text, index, index + 1)
    if not text.glued[index]:
        postcode = len(word) == _POSTCODE and _is_postcode(text, index)
        return postcode or words[before] == ":" and bool(masks[before - 1] & bits.PHONE)
    if words[before] in ("+", "(") and not text.glued[before]:
        return _past_groups(text, index, index + 1) > index + 2
    if words[before][-1:].isalpha():
        return not masks[before] & bits.CURRENCY
    if before and words[before] in ("-", "/") and text.glued[before] and words[before - 1][-1:].isalpha():
        measured = text.glued[before - 1] and is_unit(text, before - 1) and masks[before - 2] & bits.NUMERAL
        return not measured  # "5km-6km"
    if before and words[before] == "/" and masks[before - 1] & bits.NUMERAL:  # "April 1/10"
        return True
    return words[before] in _LINKED and _in_link(text, before)


def names_number(text: Text, first: int, stop: int) -> bool:
    """Whether a word such as "resolution" or "area" makes the number behind it a name: not if it measures or counts."""
    mask, bits, word = text.masks[stop], text.bits, text.words[stop]
    if text.glued[stop] and word.isupper() and word in text.values["glued"]:  # "flat 3B"
        return True
    if is_unit(text, stop) or mask & bits.NOUN and not mask & bits.ADMIN:
        return False
    return mask & bits.ADMIN != 0 or not text.words[first - 1].islower() or not is_counted(text, stop, 3)


def _is_postcode(text: Text, index: int) -> bool:
    """ "PA 23456": five digits behind two capital letters, with no amount in sight."""
    before, behind = text.words[index - 1], text.words[index + 1]
    if not text.words[index].isdecimal() or len(before) != 2 or not before.isupper():
        return False
    return bool(text.masks[index - 1] & text.bits.NAME) and not (is_unit(text, index + 1) and len(behind) > 1)


def _past_groups(text: Text, index: int, stop: int) -> int:
    """The end of a telephone number: "0912 345 678", "(020) 7946 0958", "+84 912 345 678", "phone: 1900 9068"."""
    before = index - 1
    found = text.words[before] in ("+", "(") and _PHONE.match(text.source, text.starts[index])
    if found:
        return bisect_left(text.starts, found.end())
    if text.words[index][0] == "0" or before >= 0 and text.words[before] in ("+", ":"):
        at = stop + (text.words[stop] == ")" and text.words[before] == "(")
        while text.masks[at] & text.bits.NUMERAL and text.words[at].isdecimal() and not is_unit(text, at + 1):
            if len(text.words[at]) < _LONGEST_NAME - (text.words[before] == "+"):
                break
            at += 1
            stop = at
    return stop


def _in_link(text: Text, index: int) -> bool:
    """Whether a token stands in an address on the net."""
    for at in range(index, max(index - _LINK_TOKENS, -1), -1):
        if text.words[at] == "/" == text.words[at - 1] or text.words[at].lower() in _LINK_MARKS:
            return True
        if not text.glued[at]:
            return text.words[at].lower() in _LINK_MARKS
    return False


def _suffixed(text: Text, index: int) -> list[Figure]:
    """Ordinals, times of day and what else has letters right behind its digits: 21st, 10:30, 4G."""
    stop, bits = index + 1, text.bits
    if text.masks[stop] & bits.ORDINAL_SUFFIX:
        return [_ordinal(text, index, stop + 1)]
    clock = text.words[stop] == ":" and text.masks[stop + 1] & bits.NUMERAL and text.glued[stop + 1]
    if clock and len(text.words[stop + 1]) != 1:
        return [figure(text, index, run(text, stop + 2), "identifier")]
    if is_lettered(text, stop):
        return [figure(text, index, run(text, stop), "identifier")]
    return []


def _clock(text: Text, index: int) -> int:
    """The end of a time of day in hours and minutes, if a word before it or a day behind it says that it is one."""
    bits, masks, stop = text.bits, text.masks, index + 2
    if masks[stop] & bits.NUMERAL and text.value("times", text.words[stop + 1]) == _MINUTE:
        stop += 2
    return stop if masks[index - 1] & bits.AT_CLOCK or masks[stop] & bits.ON_DAY else 0


def _ordinal(text: Text, index: int, stop: int) -> Figure:
    return figure(text, index, stop, "ordinal", numerals.scaled(*(numerals.read(text.words[index]) or (0, 0))))


def is_lettered(text: Text, stop: int) -> bool:
    """Whether what is glued to a numeral makes it a code: 4G, 24703m212; but neither 5km nor 2½."""
    if not text.words[stop][:1].isalpha() or text.words[stop] in text.values["glued_units"]:
        return False
    if not is_unit(text, stop):
        return True
    if text.masks[stop] & text.bits.any_unit == text.bits.MAGNITUDE and not is_magnitude(text, stop):  # 221B
        return True
    behind = text.words[stop + 1]
    return behind.isdecimal() and (text.glued[stop + 1] or len(behind) == _LONGEST_NAME) and len(text.words[stop]) == 1


def is_marred(text: Text, index: int) -> bool:
    """Whether a numeral is but a piece of a number in signs that are not read: 1٬278, 5〇4, a digit with an accent."""
    return re.search(UNREAD, text.source[max(text.starts[index] - 1, 0) : text.ends[index] + 1]) is not None


def _in_name(text: Text, index: int) -> bool:
    """ "Hin 2 village", "Na Bung 1": a small numeral behind a name, with no plural noun behind it to count."""
    bits, masks = text.bits, text.masks
    if len(text.words[index]) > _LONGEST_NAME or text.words[index - 1].endswith(_POSSESSIVE):
        return False
    if text.starts[index] - text.ends[index - 1] != 1 or is_unit(text, index + 1) or is_counted(text, index + 1, 2):
        return False
    if _is_listed(text, index):
        return False
    if masks[index + 1] & (bits.ADMIN | bits.NAME):
        return True
    if masks[index - 1] & bits.ADMIN and not is_unit(text, index - 1) and text.words[index - 1].istitle():  # "Ward 5"
        return True
    named = index > 1 and bool(masks[index - 2] & (bits.NAME | bits.IDENTIFIER))
    return named and text.words[index + 1] not in ("(", ";", "/", "-", "|", ":")


def _is_listed(text: Text, index: int) -> bool:
    """Whether names with numerals stand in a row: "Bat Xat 7; Bac Ha 6; Si Ma Cai 2 and Muong Khuong 4"."""
    words, masks, bits = text.words, text.masks, text.bits
    at = index
    for _ in range(2):
        at -= 1
        while at > 0 and masks[at] & (bits.NAME | bits.ADMIN):
            at -= 1
        row = at > 0 and (words[at - 1] == ")" or bool(masks[at - 1] & bits.NUMERAL))
        if row and words[at] == ";":
            return True
        if not row or not masks[at] & bits.AND:
            break
        at -= 1
    return False


def _is_house(text: Text, index: int) -> bool:
    """ "123 Random Street": a numeral before the name of a street."""
    bits = text.bits
    for at in range(index + 1, index + 2 + _STREET_TOKENS):
        if text.masks[at] & bits.STREET:
            return at > index + 1
        if not text.masks[at] & bits.NAME:
            break
    return False


def _is_marker(text: Text, index: int) -> bool:
    """ "1) ...; 2) ...": a numeral before a parenthesis that nothing opens."""
    if not text.words[index].isdecimal():
        return False
    for at in range(index - 1, max(index - _MARKER_TOKENS, -1), -1):
        if text.words[at] == "(":
            return False
        if text.words[at] == ")" or text.words[at][0] == "\n":
            break
    return True


def _is_heading(text: Text, index: int) -> bool:
    """Whether a line begins with a numeral that says where it belongs: "1. Sales rose", "2.3 Results", "(1) Sales"."""
    words, word = text.words, text.words[index]
    bracketed = index > 0 and words[index - 1] == "("
    before = index - 1 - bracketed
    begins = before < 0 or words[before][0] == "\n" or bracketed and words[before] in (";", ":")
    if not begins or len(word) > _HEADING:
        return False
    bits, behind = text.bits, index + 1
    if bracketed:
        return words[behind] == ")" and word.isdecimal() and words[behind + 1][:1].isalpha()
    if words[behind] == ".":
        return word.isdecimal() and not text.glued[behind + 1] and words[behind + 1][:1].isalpha()
    return "." in word and text.classes(behind) == bits.NAME | bits.PLAIN and not text.glued[behind]


def is_year(text: Text, index: int) -> bool:
    """1985, but not the 1985 of "1985 people": a counted plural or a unit makes it an amount."""
    bits, masks = text.bits, text.masks
    if not 1700 <= int(text.words[index]) <= 2100 or is_unit(text, index + 1):
        return False
    if index and (masks[index - 1] & bits.CURRENCY or text.words[index - 1] == "/"):
        return False
    dating = bits.PREP | bits.MONTH | bits.OF_YEAR | bits.ARTICLE | bits.TIME | bits.FRACTION  # "first quarter 1987"
    if index and masks[index - 1] & dating or text.grouped:
        return True
    return not (text.words[index + 1][:1].islower() and is_counted(text, index + 1, 1))


def is_unit(text: Text, index: int) -> bool:
    """Whether a token makes the number before it an amount."""
    return bool(text.masks[index] & text.bits.any_unit)


def run(text: Text, stop: int) -> int:
    """The end of the run of tokens that follow without a space, closing punctuation left out."""
    while text.glued[stop] and text.words[stop][0] not in _RUN_ENDS:
        stop += 1
    return stop - 1 if text.words[stop - 1] == "." else stop
