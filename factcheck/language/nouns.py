"""Tokens behind a number in, the noun that it counts out, in the singular."""

from __future__ import annotations

from factcheck.language.text import Text

_SHORTEST = 4  # letters of a plural
_UNKNOWN = 2  # tokens that name what is counted where the lexicon does not know it
_OF_NOUN = 3  # tokens of such a phrase
_SHARE = "share"


def noun(text: Text, index: int, limit: int) -> tuple[int, str]:
    """(end, singular head) of the counted noun phrase that starts at a token: its words up to the first plural.

    A name that ends in s is none if a plural follows: "six Douglas jets", "two Texas banks".
    """
    at, masks, bits = index, text.masks, text.bits
    if text.values["habits"].get("noun_first"):
        return _unmarked(text, index, limit)
    for _ in range(limit):
        if text.words[at] == "(" and masks[at + 1] & bits.PLAIN and text.words[at + 2] == ")":
            at += 3
        if at > index and text.value("units", text.words[at]) == _SHARE:  # "common shares"
            return at + 1, _SHARE
        if not masks[at] & (bits.PLAIN | bits.REMAINING) or masks[at] & bits.NUMBER:
            return index, ""
        low = text.words[at].lower()
        if plural(text, low):
            if masks[at] & bits.NAME and masks[at + 1] & bits.PLAIN:
                stop, head = noun(text, at + 1, min(limit - 1, 2))
                if head:
                    return stop, head
            return at + 1, singular(text, low)
        at += 1
    return index, ""


def _unmarked(text: Text, index: int, limit: int) -> tuple[int, str]:
    """(end, head) of the noun behind a number in a language in which it comes first, then what it is of.

    The head is a noun of the lexicon or, if it knows none there, the first words.
    """
    masks, bits, at = text.masks, text.bits, index
    while at < index + min(limit, _OF_NOUN) and masks[at] & bits.PLAIN and not masks[at] & (bits.NAME | bits.any_unit):
        at += 1
    if at == index:
        return index, ""
    stop = index + 1 if masks[index] & bits.NOUN else min(at, index + _UNKNOWN)
    return at, " ".join(text.words[index:stop]).lower()


def is_counted(text: Text, index: int, limit: int) -> bool:
    """Whether what stands at a token is surely counted: a phrase with a plural, or a noun of the lexicon."""
    if text.values["habits"].get("noun_first"):
        return bool(text.masks[index] & text.bits.NOUN)
    return bool(noun(text, index, limit)[1])


def coordinated(text: Text, stop: int) -> int:
    """The end of the nouns that are counted together with the one before a token: "communes, wards and towns"."""
    masks, bits, words = text.masks, text.bits, text.words
    end, at = stop, stop - 1
    while masks[at] & masks[stop + 1] & bits.ADMIN:
        if masks[stop] & bits.AND:
            return stop + 2
        if words[stop] != ",":
            break
        stop += 2
    return end


def single(text: Text, index: int) -> tuple[int, str]:
    """(end, noun) behind "one" or "1": the next words up to a kind of unit, else the next word but for adjectives."""
    if text.values["habits"].get("noun_first"):
        return noun(text, index, 3)
    masks, bits, adjectives = text.masks, text.bits, text.values["adjectives"]
    for at in range(index, index + 3):
        if not masks[at] & bits.PLAIN:
            break
        if masks[at] & bits.ADMIN:
            return at + 1, text.words[at].lower()
    at = index
    while masks[at] & (bits.PLAIN | bits.REMAINING) and at < index + 3 and text.words[at].lower() in adjectives:
        at += 1
    if masks[at] & bits.PLAIN and not masks[at] & bits.NAME and text.words[at].lower() not in text.values["not_nouns"]:
        return at + 1, text.words[at].lower()
    return index, ""


def plural(text: Text, word: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if word in text.values["plurals"]:
        return True
    endings = text.values["endings"]
    return (
        word.endswith(endings["plural"])
        and len(word) >= _SHORTEST
        and not word.endswith(endings["singular"])
        and word not in text.values["not_nouns"]
    )


def singular(text: Text, word: str) -> str:
    """The singular of a noun in lower case: people is person, communes commune."""
    irregular = text.values["plurals"].get(word)
    if irregular:
        return str(irregular)
    for ending, instead in text.values["plural_endings"].items():
        if word.endswith(ending):
            return str(word.removesuffix(ending) + instead)
    return word
