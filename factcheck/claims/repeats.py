"""A document's figures in, claims out that state one fact in several places: in headline and text, or said again.

Two figures are one fact only if they measure the same and the words around them are the same; a figure of the same
value elsewhere may still be another fact, so nothing but a headline is ever held against the text (measured on
newswire: of "facts" joined by the noun behind the figure alone, four conflicts in five are none).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, takewhile

from attrs import frozen

from factcheck.claims.dimensions import dimension
from factcheck.claims.places import Places
from factcheck.language import Figure, Language, Reading, Text
from factcheck.records import Claim, Number, Quantity

_REACH = 10  # tokens on either side that say what a figure is about
_LETTERS = 4  # shorter words say little
_STEM = 5  # letters by which "rise" and "rising" are not the same word, but "settle" and "settlement" are
_COMMON = 2  # words that two places share if they speak of one fact
_STANDS_OUT = 3  # by so many more words is one of two figures that of the headline
_LEAD = 3  # paragraphs below the headline that tell its news
_SMALL = 10  # counts below it recur by chance
AGAIN = "the same figure again"
"""What stands for the phrasing of claims that no template makes."""
_TYPES = ("money", "percent", "measure", "count", "number", "time")
_LARGE = 1000  # nor does such an amount of money, however round
_OFTEN = 30  # a value that stands so often in a text is no single fact
_ROUNDEST = 4  # a figure is not rounded by more than such a part of it
_FINE = 10  # nor is a sum
_LOTS = 20  # "ten lots of ten"
_DIGITS = 3  # an amount of so many digits does not recur by chance


@frozen(eq=False, slots=False)
class _Mention:
    """A figure with the scope it stands in and the numbers of its paragraph and its sentence."""

    place: Figure
    text: Text
    scope: str
    paragraph: int
    sentence: int

    @property
    def figure(self) -> Quantity:
        """What is written."""
        return self.place.quantity

    @property
    def stated_as(self) -> str:
        """What it is by the words beside it: a change, a part of something, or an amount in its own right."""
        masks, bits = self.text.masks, self.text.bits
        before, behind = masks[self.place.first - 1], self.place.stop
        if before & (bits.RISE | bits.FALL | bits.UP | bits.DOWN):
            return "change"
        part = before & bits.ORDINAL or masks[behind] & bits.OF and masks[behind + 1] & bits.DET
        return "part" if part else "amount"

    @cached_property
    def words(self) -> frozenset[str]:
        """The words around it that tell what it is about; few figures are ever asked."""
        text = self.text
        first, stop = max(self.place.first - _REACH, 0), min(self.place.stop + _REACH, len(text.starts))
        return frozenset(
            text.words[index].lower()[:_STEM]
            for index in range(first, stop)
            if text.masks[index] & text.bits.PLAIN and len(text.words[index]) >= _LETTERS
        )


def repeats(reading: Reading, language: Language, places: Places) -> list[Claim]:
    """The claims of kind `repeat` that a document makes, in the order of their first figures."""
    if "repeat" not in language.pack.kinds:
        return []
    amounts = [one for one in reading.figures if one.quantity.type in _TYPES]
    if len(amounts) < 2:
        return []
    text = reading.text
    titled = places.scope(amounts[0].quantity.start) == "headline"
    kept = [one for one in (amounts if titled else _recurring(amounts)) if not _is_rest(one, text)]
    mentions = [_mention(one, text, places) for one in kept]
    claims = list(_restated(mentions, places))
    if titled and mentions:
        claims += _headlines(mentions, reading, places)
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _mention(one: Figure, text: Text, places: Places) -> _Mention:
    start, sentence = one.quantity.start, bisect_left(text.sentence_ends, one.first)
    return _Mention(one, text, places.scope(start), places.paragraph(start), sentence)


def _recurring(figures: Sequence[Figure]) -> list[Figure]:
    """The figures whose value another one has, too."""
    counts = _counted(one.quantity.value for one in figures)
    return [one for one in figures if 1 < counts[one.quantity.value] <= _OFTEN]


def _counted(values: Iterable[Number]) -> dict[Number, int]:
    """How often each value is there; a `Counter` takes longer to begin than a text has figures."""
    counts: dict[Number, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _is_rest(figure: Figure, text: Text) -> bool:
    """Whether a figure counts what is left beside others: "seven other airlines"."""
    remaining = text.bits.REMAINING
    return any(mask & remaining for mask in text.masks[figure.first : figure.stop])


def _headlines(mentions: Sequence[_Mention], reading: Reading, places: Places) -> Iterator[Claim]:
    """A figure of the headline and the only one in the lead that it can be, if no figure of the text has its value."""
    body = [mention for mention in mentions if mention.scope == "body"]
    if mentions[0].scope != "headline" or not body:
        return
    lines = sorted({mention.paragraph for mention in body})[:_LEAD]
    lead = [mention for mention in body if mention.paragraph <= lines[-1]]
    for head in takewhile(lambda one: one.scope == "headline" and one.paragraph == mentions[0].paragraph, mentions):
        told = None if head.figure.hedge_class else _told(head, lead, lines[0])
        if told and not _stands(head.figure, reading.figures):
            claim = places.claim("repeat", {"values": (head.figure, told)}, AGAIN)
            if claim.voice != "mixed":  # who is quoted may count otherwise
                yield claim


def _told(head: _Mention, lead: Sequence[_Mention], opening: int) -> Quantity | None:
    """The figure of the lead that a figure of the headline must be, if there is one.

    It is the only one in its paragraph, or the one of two that has by far more words around it in common.
    """
    alike = [other for other in lead if _comparable(head, other)]
    common = {other.figure.start: len(other.words & head.words) for other in alike}
    near = [other for other in alike if common[other.figure.start] >= (1 if other.paragraph == opening else _COMMON)]
    if near and near[0].paragraph == opening:
        near = [other for other in near if other.paragraph == opening]
    beside = [other.figure for other in alike if near and other.paragraph == near[0].paragraph]
    if len({other.figure.value for other in near}) == len({figure.value for figure in beside}) == 1:
        return beside[0]
    beside.sort(key=lambda figure: common[figure.start])
    apart = len(beside) == 2 and common[beside[1].start] - common[beside[0].start] >= _STANDS_OUT
    return beside[1] if apart else None


def _restated(mentions: Sequence[_Mention], places: Places) -> Iterator[Claim]:
    """Figures of one value that stand for one fact: in headline and text, or with the same words around them."""
    counts = _counted(mention.figure.value for mention in mentions)
    groups: dict[tuple[str, Number], list[list[_Mention]]] = {}
    for mention in mentions:
        if not 1 < counts[mention.figure.value] <= _OFTEN:
            continue
        facts = groups.setdefault((dimension(mention.figure).replace("count", ""), mention.figure.value), [])
        for fact in facts:
            if _one_fact(fact[0], mention):
                fact.append(mention)
                break
        else:
            facts.append([mention])
    for same in chain.from_iterable(groups.values()):
        if len(same) > 1:
            yield places.claim("repeat", {"values": tuple(mention.figure for mention in same)}, AGAIN)


def _one_fact(one: _Mention, other: _Mention) -> bool:
    """Whether two figures of one value and measure are one fact."""
    nouns = [mention.figure.unit for mention in (one, other) if mention.figure.type == "count"]
    if len(set(nouns)) > 1 or _in_one_sentence(one, other):
        return False
    common = len(one.words & other.words)
    digits = _digits(one.figure)
    if digits >= _DIGITS or one.figure.type == "money" and one.figure.value >= _LARGE:
        return True
    if len(nouns) > 1 and (one.scope == "headline" or one.figure.value >= _SMALL):
        return True
    return common >= (1 if one.scope == "headline" or digits > 1 else _COMMON)


def _in_one_sentence(one: _Mention, other: _Mention) -> bool:
    return (one.scope, one.paragraph, one.sentence) == (other.scope, other.paragraph, other.sentence)


def _comparable(mention: _Mention, other: _Mention) -> bool:
    """Whether two figures may be one fact: of one measure, and both a change, both a part, or both neither."""
    one, two = mention.figure, other.figure
    if one.type != two.type or one.type == "number" or dimension(one) != dimension(two):
        return False
    return (one.type != "count" or one.unit == two.unit) and mention.stated_as == other.stated_as


def _stands(head: Quantity, figures: Sequence[Figure]) -> bool:
    """Whether a figure of the headline stands in the text, or is made of two figures that do.

    "100 mln" may be 70 and 30 mln, the change from 60 to 160, or ten lots of ten.
    """
    elsewhere = [one.quantity for one in figures if one.quantity.start > head.end]
    if any(_may_be(head, other) for other in elsewhere if other.type in (head.type, "number")):
        return True
    values = sorted({Fraction(one.value) for one in elsewhere if (one.type, one.unit) == (head.type, head.unit)})
    lots = {one.value for one in elsewhere if one.type == "count" and 1 < one.value <= _LOTS}
    whole = Fraction(head.value)
    slack = min(Fraction(head.zeros), whole / _FINE) / 2
    others = chain((whole - one for one in values), (whole + one for one in values), (whole / one for one in lots))
    return any(bisect_left(values, one - slack) < bisect_right(values, one + slack) for one in others)


def _may_be(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may be the same one, the one more rounded than the other."""
    most = max(abs(Fraction(one.value)), abs(Fraction(other.value))) / _ROUNDEST
    return abs(Fraction(one.value) - other.value) <= min(Fraction(max(one.zeros, other.zeros)), most)


def _digits(figure: Quantity) -> int:
    """How many digits of an amount mean something."""
    steps = int(figure.value / (figure.zeros or 1)) if figure.value else 0
    return len(str(abs(steps)))
