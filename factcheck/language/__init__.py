"""A pack's wording in, compiled; texts in, figures and matched phrasings out. Knows no rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import reduce as fold
from itertools import count
from operator import itemgetter, or_
from typing import Any

from attrs import frozen

from factcheck.fixed import Fixed
from factcheck.language import figures
from factcheck.language.compiled import wording
from factcheck.language.lexicon import AMOUNTS, BULLET, DASH, LABELS, Lexicon
from factcheck.language.shapes import Shape, reduce
from factcheck.language.templates import LONGEST_LIST, Match, Template
from factcheck.language.text import Bits, Figure, Text, tokenize
from factcheck.records import Pack, Quantity
from factcheck.visible import Visible

__all__ = [
    "AMOUNTS",
    "BULLET",
    "DASH",
    "LABELS",
    "LONGEST_LIST",
    "Figure",
    "Language",
    "Match",
    "Reading",
    "Shape",
    "Text",
]

_ALL = re.compile("(?s:.+)")
_NOTHING: Mapping[str, Any] = Fixed()
_COUNTED = frozenset(AMOUNTS + "FDYK")


@frozen(eq=False, repr=False)
class Reading:
    """A text as the language reads it: tokens, figures, and its paragraphs' shapes.

    Offsets of tokens are those of what the text shows, offsets of figures are those of the text.
    """

    text: Text
    figures: list[Figure]
    shapes: list[Shape]
    visible: Visible

    def start(self, token: int) -> int:
        """Where a token starts in the text."""
        return self.visible.start(self.text.starts[token])

    def end(self, token: int) -> int:
        """Where a token ends in the text."""
        return self.visible.end(self.text.ends[token])

    def token(self, at: int) -> int:
        """The first token that starts at or behind an offset of the text."""
        return bisect_left(self.text.starts, self.visible.offset(at))

    def behind(self, figure: Quantity) -> str:
        """The two characters that a text shows right behind a figure."""
        at = self.visible.offset(figure.end)
        return self.visible.text[at : at + 2]


class Language:
    """The compiled wording of a pack. Immutable; threads may share it; pickling carries the pack and compiles anew.

    compiled: what `factcheck.language.compiled` wrote of it, if that is at hand. Raises PackError with all faulty
    phrasings at once.
    """

    def __init__(self, pack: Pack, compiled: Mapping[str, Any] = _NOTHING) -> None:
        self.pack = pack
        self._compiled = compiled
        found = wording(pack, compiled)
        self.lexicon: Lexicon = found.lexicon
        self._bits = Bits(self.lexicon)
        self._starters = figures.starters(self.lexicon)
        self._keepers = figures.keepers(self.lexicon)
        self._coarse = found.coarse
        self._groups = _grouped(found.templates, self.lexicon)
        self._rarest = sum(1 << number for number in self._groups)
        self._asked = fold(or_, (template.needs for template in found.templates), 0)
        self._masks: dict[tuple[str, ...], int] = {}

    def __reduce__(self) -> tuple[type[Language], tuple[Pack, Mapping[str, Any]]]:
        return Language, (self.pack, self._compiled)

    def read(self, masked: str, source: str | None = None, whole: bool = False) -> Reading:
        """The tokens, figures and paragraphs of a text; if it was masked, figures have the text of their `source`.

        whole: whether lines are read, too, that hold no figure.
        """
        visible = Visible.of(masked)
        text = tokenize(visible.text, self.lexicon, self._bits, _ALL if whole else self._keepers)
        found = figures.read(text, self._starters)
        return Reading(text, _as_written(found, visible, source or masked), reduce(text, found), visible)

    def figures_of(self, source: str) -> list[Figure]:
        """The figures of a text alone."""
        visible = Visible.of(source)
        text = tokenize(visible.text, self.lexicon, self._bits, self._keepers)
        return _as_written(figures.read(text, self._starters), visible, source)

    def mask(self, classes: tuple[str, ...]) -> int:
        """The bits of some classes together; a class that the lexicon lacks has none."""
        found = self._masks.get(classes)
        if found is None:
            bits = self.lexicon.bits
            found = self._masks[classes] = sum(1 << bits[name] for name in set(classes) if name in bits)
        return found

    def matches(self, shape: str) -> Iterator[Match]:
        """Every match of a phrasing in a paragraph."""
        applicable = self._applicable(shape)
        coarse = shape.translate(self._coarse) if applicable else ""
        for template in applicable:
            first = template.regex.search(coarse)
            if first:
                yield from template.matches(shape, coarse, first)

    def _applicable(self, shape: str) -> list[Template]:
        """The templates for which a paragraph has the words and enough figures."""
        held = counted = 0
        masks = self.lexicon.masks
        for char in set(shape):
            held |= masks[char]
            if char in _COUNTED:
                counted += shape.count(char)
        held &= self._asked
        low, lower, higher, high = _words(self._asked ^ held)
        found: list[tuple[int, Template]] = []
        rarest = held & self._rarest | 1 << _ANYWHERE
        while rarest:
            number = rarest.bit_length() - 1
            rarest ^= 1 << number
            for group in self._groups[number]:
                if group.least > counted:
                    break
                if not (group.low & low or group.lower & lower or group.higher & higher or group.high & high):
                    found += group.templates
        found.sort(key=_NUMBER)
        return [template for _, template in found]


def _as_written(found: list[Figure], visible: Visible, source: str) -> list[Figure]:
    """Figures with offsets and text of the source, what it does not show included."""
    if visible.text == source:
        return found
    figures = []
    for one in found:
        quantity = one.quantity
        start, end = visible.start(quantity.start), visible.end(quantity.end)
        written = source[start:end]
        same = written == quantity.text and start == quantity.start
        figures.append(one if same else Figure(one.first, one.stop, quantity.written(written, start, end)))
    return figures


_COMMON = (",", "COUNT!")  # what most paragraphs hold
_ANYWHERE = 0  # stands for the rarest class of a template that needs none: that of plain words is never the rarest
_NUMBER = itemgetter(0)
_WORD = 62  # bits: an integer of so many takes no memory of its own once this is compiled


@frozen(eq=False, repr=False)
class _Group:
    """Templates, numbered, that need as many figures and the same classes; these in words of bits."""

    least: int
    low: int
    lower: int
    higher: int
    high: int
    templates: list[tuple[int, Template]]


Groups = dict[int, list[_Group]]


def _words(mask: int) -> tuple[int, int, int, int]:
    """A mask in four words, the lowest bits first; the last one has all the rest."""
    whole = (1 << _WORD) - 1
    return mask & whole, mask >> _WORD & whole, mask >> 2 * _WORD & whole, mask >> 3 * _WORD


def _grouped(templates: tuple[Template, ...], lexicon: Lexicon) -> Groups:
    """The templates, numbered, by the rarest class that they need, then by the figures and by all classes."""
    sizes = {bit: len(lexicon.chars[name]) for name, bit in lexicon.bits.items()}
    sizes |= dict.fromkeys((lexicon.bits[name] for name in _COMMON), len(lexicon.masks))
    ordered: dict[tuple[int, int], dict[int, list[Template]]] = {}
    for template in sorted(templates, key=lambda one: one.least):
        rarest = min(_bits_of(template.needs), key=sizes.__getitem__, default=_ANYWHERE)
        ordered.setdefault((template.least, rarest), {}).setdefault(template.needs, []).append(template)
    groups: Groups = {_ANYWHERE: []}
    numbers = count()
    for (least, rarest), by_need in ordered.items():
        groups.setdefault(rarest, []).extend(
            _Group(least, *_words(needs), list(zip(numbers, some, strict=False))) for needs, some in by_need.items()
        )
    return groups


def _bits_of(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set in a mask, the lowest first."""
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit
