"""Tokens behind a number in, the noun that it counts out, in the singular."""

from __future__ import annotations

import re

from factcheck.language.text import Text

_SINGULAR = (
    (re.compile(r"ies\Z"), "y"),
    (re.compile(r"(?<=ss|sh|ch)es\Z|(?<=x)es\Z"), ""),
    (re.compile(r"(?<=[^s])s\Z"), ""),
)


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


def single(text: Text, index: int) -> tuple[int, str]:
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
