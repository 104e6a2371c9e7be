"""A figure and the words around it in, the measure that it states out: population, area, GRDP, or what it counts."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from factcheck.facts.vocabulary import Measures, Vocabulary
from factcheck.language import Figure, Text
from factcheck.records import Quantity

_REACH = {"percent": 14, "money": 14}  # tokens before a figure in which its measure is named
_NEAR = 5  # the same of what is counted or measured
_CLOSERS = (",", ".", ";", ":", ")", "(", "!", "?", "")
_OPENERS = (",", ";", ":", "(", "/")
_TELLING = 10  # smaller counts recur by chance
_DIGITS = 5  # an amount of so many does not recur by chance
_NORM = 12  # tokens before a figure in which a word says that it is a standard


@frozen
class Measure:
    """What a figure measures. named: whether the lexicon has a name for it; else it is just what is counted.

    flows: whether it adds up over time, so that it says nothing without its period. lasts: whether time does not
    change it.
    """

    name: str
    named: bool = True
    flows: bool = False
    lasts: bool = False


def measure(text: Text, one: Figure, begin: int, vocabulary: Vocabulary) -> Measure | None:
    """What a figure measures, by the words from token `begin` on; None if nothing says so, or it is a change."""
    figure = one.quantity
    kind = "count" if figure.type == "number" else figure.type
    known = vocabulary.measures.get(kind)
    if known is None or figure.value_max is not None:
        return None
    if _is_norm(text, one, vocabulary):
        return None
    name = _before(text, one, begin, known, vocabulary)
    noun = " ".join(figure.noun.replace(",", "").lower().split()) or figure.unit
    counted = _noun(noun, known, vocabulary) if kind == "count" and noun else None
    if counted in known.held.values() and not _is_held(text, one, vocabulary):
        counted = None
    elif counted is not None:
        name = name or counted
    elif name and kind == "count" and noun and not _adjacent(text, one, known):
        name = None
    elif name is None and kind == "measure" and _is_held(text, one, vocabulary):
        name = known.by_word.get(noun)
    if (name or "").partition(" (")[0] not in vocabulary.changes and _is_change(text, one):
        return None
    if name:
        return named(name, vocabulary)
    large = figure.type == "count" and figure.value >= _TELLING
    exact = figure.type in ("money", "measure") and len(_digits(figure)) >= _DIGITS
    return Measure(counted or figure.unit, named=False) if figure.unit and (large or exact) else None


def named(name: str, vocabulary: Vocabulary) -> Measure:
    """A measure that the lexicon has a name for."""
    plain = name.partition(" (")[0]
    return Measure(name, plain not in vocabulary.unlike, plain in vocabulary.flows, plain in vocabulary.lasting)


def _is_norm(text: Text, one: Figure, vocabulary: Vocabulary) -> bool:
    """Whether a figure is what a standard asks for: "the standard of 8,000 km2 and 900,000 people"."""
    for at in range(one.first - 1, max(one.first - _NORM, -1), -1):
        if text.words[at] == ")":
            return False
        if text.words[at].lower() in vocabulary.norms:
            return True
    return False


def _adjacent(text: Text, one: Figure, known: Measures) -> bool:
    """Whether the word before a figure names what it measures: "injured seven others"."""
    return text.words[one.first - 1].lower() in known.by_word


def _is_change(text: Text, one: Figure) -> bool:
    """Whether a figure is by how much something changed, and not what it came to."""
    before = text.masks[one.first - 1]
    return bool(before & text.bits.moving or one.quantity.trend) and not before & text.bits.TO


def _digits(figure: Quantity) -> str:
    """The digits of a figure but for zeros at its ends."""
    return str(int(Fraction(figure.value) / Fraction(figure.place))).strip("0")


def _before(text: Text, one: Figure, begin: int, known: Measures, vocabulary: Vocabulary) -> str | None:
    """The measure named last before a figure, if no other figure stands between."""
    first = max(begin, one.first - _REACH.get(one.quantity.type, _NEAR))
    said = " ".join(text.words[first : one.first]).lower()
    name = None
    for match in known.before.finditer(said):
        name = known.by_word[match[0]]
        before = said[: match.start()].split()
        if before and before[-1] in vocabulary.qualifiers:
            name = f"{name} ({before[-1]})"
    return name


def _noun(noun: str, known: Measures, vocabulary: Vocabulary) -> str | None:
    """The measure of a counted noun; words before it that are not neutral make it another one."""
    words = noun.split()
    for at in range(len(words)):
        last = " ".join(words[at:])
        found = known.by_word.get(last) or known.held.get(last)
        if found:
            others = [word for word in words[:at] if word not in vocabulary.neutral]
            return f"{found} ({' '.join(others)})" if others else found
    return None


def _is_held(text: Text, one: Figure, vocabulary: Vocabulary) -> bool:
    """Whether a figure counts what something has, and not those to whom something happened: "its 7,301 people"."""
    first = one.first - 1
    while first >= 0 and text.masks[first] & text.bits.HEDGE:
        first -= 1
    before, behind = text.words[first].lower() if first >= 0 else "", text.words[one.stop]
    led = (
        before in _OPENERS
        or not vocabulary.holding.isdisjoint((before, before.partition(" ")[0]))
        or before[:1] == "\n"
        or bool(text.masks[first] & text.bits.AND)
    )
    closed = behind in _CLOSERS or behind[:1] == "\n" or bool(text.masks[one.stop] & (text.bits.AND | text.bits.PREP))
    return led and closed
