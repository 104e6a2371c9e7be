"""A document, its figures and bindings in, claims out: each bound figure, and what its source says today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import normalize

from attrs import frozen

from factcheck.bindings.sources import Source
from factcheck.records import Claim, Document, Fact, Number, Quantity
from factcheck.visible import Visible

KIND = "binding"
FEWEST = 2
"""Words that have to stand beside a figure for it to be found again."""
_SIDE = 6  # words on either side
_REACH = 300  # characters
_END = re.compile(r"[.!?:;…](?=\s|\Z)|\n\s*(?:\n|[-*+•#>|]|\d+[.)]\s)|\|")
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*")
Words = tuple[str, str]
"""The words before and behind a figure in its sentence, numerals as #."""


@frozen
class Binding:
    """A figure of a text that has to be that of a source. accepted: the day; value: what it was then, as text."""

    path: str
    before: str
    behind: str
    source: Source
    accepted: str = ""
    value: str = ""
    line: int = 0

    @property
    def words(self) -> Words:
        """What it is found by."""
        return self.before, self.behind


def words(document: Document, figure: Quantity) -> Words:
    """The words around a figure, by which it is found again when it has changed or moved."""
    text = document.text
    before = _shown(text[max(figure.start - _REACH, 0) : figure.start])
    behind = _shown(text[figure.end : figure.end + _REACH])
    ends = list(_END.finditer(before))
    stop = _END.search(behind)
    left = _WORD.findall(before[ends[-1].end() :] if ends else before)[-_SIDE:]
    right = _WORD.findall(behind[: stop.start()] if stop else behind)[:_SIDE]
    return _folded(left), _folded(right)


def claims(
    document: Document, figures: Sequence[Quantity], bound: Iterable[Binding], values: Mapping[Source, Number]
) -> Iterator[tuple[Binding, Claim | None]]:
    """Each binding of a document with the claim that its figure is what the source says; None if it is not found."""
    by_words: dict[Words, list[Quantity]] = {}
    for figure in figures:
        by_words.setdefault(words(document, figure), []).append(figure)
    for binding in bound:
        found = by_words.get(binding.words, ())
        for figure in found:
            yield binding, _claim(document, figure, binding.source, values[binding.source])
        if not found:
            yield binding, None


def _claim(document: Document, figure: Quantity, source: Source, value: Number) -> Claim:
    now = Quantity(str(value), 0, 0, value, type=figure.type, unit=figure.unit, exact=True)
    name = source.name or str(source)
    facts = {
        "stated": (Fact(figure, name, (), document.name),),
        "source": (Fact(now, name, (), source.place or source.what, source=str(source), declared=True),),
    }
    roles = {"stated": (figure,), "source": (now,)}
    return Claim(KIND, roles, document.name, figure.start, figure.end, entity=name, measure=str(source), stated=facts)


def _shown(text: str) -> str:
    return normalize("NFC", Visible.of(text).text)


def _folded(found: Iterable[str]) -> str:
    return " ".join("#" if word[0].isdecimal() else word.casefold() for word in found)
