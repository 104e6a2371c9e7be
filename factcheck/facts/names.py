"""A reading in, the names in it out: what the text calls a commune, a province or a company, and where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, frozen

from factcheck.facts.vocabulary import Vocabulary
from factcheck.language import Text
from factcheck.records import Name

_LONGEST = 5  # words of a name
_SHORT = 5  # letters of an abbreviation: "GRDP", "VND"
_NEAR = 2  # tokens between a name and the word for what it names
_DASHES = ("–", "-", "—")
_DATELINE = 8  # tokens of a line up to the dash
Run = tuple[int, int]
"""First token and end of some capitalised words."""


@frozen
class Mention:
    """A name where it stands, `first` to `stop` in tokens; one without text is "the commune", which was named before.

    body: whether it speaks of a body of what is named, as of its Party Committee.
    """

    first: int
    stop: int
    name: Name
    body: bool = False


def mentions(text: Text, vocabulary: Vocabulary) -> list[Mention]:
    """All names of a text and all words that stand for one, in order."""
    runs = _known(text, list(_runs(text, vocabulary)), vocabulary)
    found: list[Mention] = []
    starts = [first for first, _ in runs]
    used: set[int] = set()
    for index, word in enumerate(text.words[: len(text.starts)]):
        kind = vocabulary.kinds.get(word.lower())
        if kind is None:
            if word.lower() in vocabulary.inner and not _counted(text, index):
                found.append(Mention(index, index + 1, Name("")))
            continue
        several = _is_plural(text, index, vocabulary)
        named = list(_named(text, index, runs, starts, several, vocabulary))
        used.update(first for first, _ in named)
        for first, stop in named:
            standing = _standing(text, min(first, index), max(stop, index + 1), vocabulary)
            body = _is_body(text, max(stop, index + 1), vocabulary)
            found.append(Mention(first, stop, Name(_written(text, first, stop), kind, standing), body))
        if not named and not several and _stands_for(text, index, vocabulary):
            found.append(Mention(index, index + 1, Name("", kind, _standing(text, index, index + 1, vocabulary))))
    for first, stop in runs:
        if first not in used and not _is_person(text, first, vocabulary):
            name = Name(_written(text, first, stop), "", _standing(text, first, stop, vocabulary))
            found.append(Mention(first, stop, name))
    found += _bodies(text, found, vocabulary)
    return _annexed(text, sorted(found, key=lambda one: (one.first, one.stop)), vocabulary)


def _known(text: Text, runs: list[Run], vocabulary: Vocabulary) -> list[Run]:
    """The runs that are names: a single word that opens a sentence is one only if it is capitalised elsewhere, too."""
    inner = {word for first, stop in runs if not _opens(text, first) for word in text.words[first:stop]}
    return [
        (first, stop)
        for first, stop in runs
        if stop - first > 1
        or not (text.words[first].isupper() and len(text.words[first]) <= _SHORT)
        and (not _opens(text, first) or text.words[first] in inner or _is_single(text, stop, vocabulary))
    ]


def _is_single(text: Text, stop: int, vocabulary: Vocabulary) -> bool:
    """Whether a word for one thing stands behind a name: "Xuân commune", but "Border communes"."""
    word = text.words[stop].lower()
    return word in vocabulary.kinds and word not in vocabulary.several


def _is_body(text: Text, index: int, vocabulary: Vocabulary) -> bool:
    return " ".join(text.words[index : index + 2]).lower() in vocabulary.bodies


def _bodies(text: Text, found: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[Mention]:
    """ "The new Party Committee": a body of what the text names first with one."""
    first = next((one for one in found if one.body and one.name.text), None)
    if first is None:
        return
    for index in range(1, len(text.starts) - 1):
        if text.words[index].lower() in vocabulary.bodies:
            size = 1
        elif _is_body(text, index, vocabulary):
            size = 2
        else:
            continue
        at = index - 1
        while text.words[at].lower() in vocabulary.standings:
            at -= 1
        if text.words[index][0].isupper() and text.words[at].lower() in vocabulary.definite:
            yield Mention(index, index + size, first.name, True)


def _annexed(text: Text, found: list[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """The names with their standing in "Lào Cai (with Yên Bái)": what kept its name, and what was joined to it."""
    heads = {
        index: one
        for index, one in enumerate(found)
        if text.words[one.stop] == "(" and text.words[one.stop + 1].lower() in vocabulary.joined and one.name.text
    }
    result = list(found)
    for index, head in heads.items():
        stop = next((at for at in range(head.stop, len(text.starts)) if text.words[at] == ")"), head.stop)
        inside = [at for at in range(index + 1, len(found)) if found[at].stop <= stop and found[at].name.text]
        if inside:
            result[index] = evolve(head, name=evolve(head.name, standing="new"))
        for at in inside:
            result[at] = evolve(found[at], name=evolve(found[at].name, standing="former"))
    return result


def dateline(text: Text, found: Sequence[Mention]) -> list[Mention]:
    """The places before the dash with which an article begins: "THÁI NGUYÊN, June 12 – ", "Lao Cai, Yen Bai – "."""
    for start in _line_starts(text)[:6]:
        line = range(start, min(start + _DATELINE, len(text.starts)))
        stop = next((at for at in line if text.words[at] in _DASHES), 0)
        if stop and not any(text.words[at] in (".", ":", "(") for at in range(start, stop)):
            inside = [one for one in found if start <= one.first and one.stop <= stop and one.name.text]
            if inside and inside[0].first == start:
                return inside
    return []


def dash(text: Text, first: int, stop: int) -> int:
    """The first dash between two tokens; the second one if there is none."""
    return next((at for at in range(first, stop) if text.words[at] in _DASHES), stop)


def _line_starts(text: Text) -> list[int]:
    return [0, *(index + 1 for index, word in enumerate(text.words) if word[:1] == "\n")]


def _runs(text: Text, vocabulary: Vocabulary) -> Iterator[Run]:
    """(first, stop) of the runs of capitalised words that may be names."""
    words, masks, bits = text.words, text.masks, text.bits
    little = bits.DET | bits.PREP | bits.MONTH | bits.WEEKDAY | bits.BE_ONLY | bits.BUT | bits.AND | bits.WHO
    first = -1
    for index in range(len(text.starts) + 1):
        word = words[index] if index < len(text.starts) else ""
        part = word[:1].isupper() and word.isalpha() and word.lower() not in vocabulary.titles
        part = part and word.lower() not in vocabulary.kinds and not masks[index] & bits.CURRENCY
        if part and masks[index] & little:
            behind = words[index + 1][:1].isupper() and words[index + 1].lower() not in vocabulary.kinds
            part = first >= 0 or behind and not _opens(text, index)
        if part and first < 0:
            first = index
        elif not part and first >= 0:
            if index - first <= _LONGEST:
                yield first, index
            first = -1


def _opens(text: Text, index: int) -> bool:
    """Whether a token is the first of its sentence or line, where every word is capitalised."""
    before = text.words[index - 1] if index else "\n"
    return before in (".", "!", "?", ":", "“", '"') or before[:1] == "\n"


def _named(
    text: Text, index: int, runs: Sequence[Run], starts: Sequence[int], several: bool, vocabulary: Vocabulary
) -> Iterator[Run]:
    """The runs that a word for a kind names: "Núa Ngam commune", "communes of A, B and C", "commune called A"."""
    at = bisect_left(starts, index)
    if vocabulary.kind_first:
        if at < len(runs) and runs[at][0] == index + 1:
            yield runs[at]
            while several and at + 1 < len(runs) and _joined(text, runs[at][1], runs[at + 1][0]):
                at += 1
                yield runs[at]
        return
    if at and runs[at - 1][1] == index - 1 and text.words[index - 1].isdecimal():  # "Yen 2 village"
        yield runs[at - 1][0], index
        return
    if at and runs[at - 1][1] == index:
        yield runs[at - 1]
        while several and at > 1 and _joined(text, runs[at - 2][1], runs[at - 1][0]):
            at -= 1
            yield runs[at - 1]
        return
    begin = index + 1
    if text.words[begin].lower() in vocabulary.naming:
        begin += 1
        while text.words[begin].lower() in vocabulary.naming:
            begin += 1
    elif several:
        return
    if at == len(runs) or runs[at][0] != begin or begin == index + 1 and not text.words[index].istitle():
        return
    listed = [runs[at]]
    while several and at + 1 < len(runs) and _joined(text, runs[at][1], runs[at + 1][0]):
        at += 1
        listed.append(runs[at])
    if not several or len(listed) > 1:  # the "communes of Hoa Binh" are other things than Hoa Binh
        yield from listed


def _joined(text: Text, stop: int, first: int) -> bool:
    """Whether two names are members of one list: a comma, an "and" or both stand between."""
    between = range(stop, first)
    return 0 < len(between) <= _NEAR and all(text.words[at] == "," or text.masks[at] & text.bits.AND for at in between)


def _written(text: Text, first: int, stop: int) -> str:
    return " ".join(text.words[first:stop]).removesuffix("'s").removesuffix("’s")


def _is_plural(text: Text, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a word for a kind names several: "communes", or behind "the three" where words have no plural."""
    if not vocabulary.kind_first:
        return text.words[index].lower() in vocabulary.several
    return _counted(text, index) or index > 0 and text.words[index - 1].lower() in vocabulary.several


def _counted(text: Text, index: int) -> bool:
    """Whether a number stands before a word."""
    return index > 0 and bool(text.masks[index - 1] & (text.bits.NUMERAL | text.bits.NUMBER))


def _standing(text: Text, first: int, stop: int, vocabulary: Vocabulary) -> str:
    """Whether the word before a name, or behind it where kinds come first, says that it is the new or a former one."""
    at = stop if vocabulary.kind_first else first - 1
    return vocabulary.standings.get(text.words[at].lower(), "") if at >= 0 else ""


def _stands_for(text: Text, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a word for a kind stands for one that was named: "the commune", "the former district", "provincial"."""
    if text.words[index].lower() in vocabulary.adjectives:
        return text.words[index + 1] != "-"
    if vocabulary.kind_first:
        return _opens(text, index) or text.words[index - 1].lower() in vocabulary.definite
    at = index - 1
    while at >= 0 and (text.words[at].lower() in vocabulary.standings or text.words[at].lower() == "whole"):
        at -= 1
    return at >= 0 and bool(text.masks[at] & text.bits.DET and not text.masks[at] & text.bits.ARTICLE)


def _is_person(text: Text, first: int, vocabulary: Vocabulary) -> bool:
    return first > 0 and text.words[first - 1].lower().rstrip(" .") in vocabulary.persons


def inside(found: Mention, spans: Collection[Run]) -> bool:
    """Whether a mention stands in one of some stretches of tokens."""
    return any(first <= found.first and found.stop <= stop for first, stop in spans)
