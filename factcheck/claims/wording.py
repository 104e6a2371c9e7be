"""A match and its reading in, answers out: what stands around each figure that a phrasing took."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from attrs import evolve, frozen

from factcheck.language import Figure, Language, Match, Reading, Shape
from factcheck.records import Quantity

Roles = Mapping[str, tuple[Quantity, ...]]

COMPARING = ("ABOVE", "BELOW", "MORE", "LESS", "LEVEL", "ONLY", "COMPARED", "AS_MANY", "TOPPING")
"""The classes of words that compare two figures in a phrasing, and may hedge a single one elsewhere."""


class Unbound(Exception):
    """Why a match makes no claim; str() completes the sentence "not claimed, because …"."""


@frozen
class Wording:
    """What stands around the figures of a match."""

    match: Match
    reading: Reading
    language: Language
    by_start: Mapping[int, Figure]

    @classmethod
    def of(cls, match: Match, shape: Shape, reading: Reading, language: Language) -> Wording:
        """The wording around the figures of a match; items and names are no figures of the text."""
        elements = [shape.elements[at] for positions in match.roles.values() for at in positions]
        figures = [reading.figures[-1 - element] for element in elements if element < 0]
        return cls(match, reading, language, {figure.quantity.start: figure for figure in figures})

    def has(self, index: int, *classes: str) -> bool:
        """Whether a token is of one of some classes; a class that the language lacks has no words."""
        return self.reading.text.classes(index) & self.language.mask(classes) != 0

    def any_of(self, first: int, stop: int, *classes: str) -> bool:
        """Whether a word of some classes stands between two tokens."""
        text, wanted = self.reading.text, self.language.mask(classes)
        return any(text.classes(index) & wanted for index in range(first, stop))

    def lead(self, figure: Quantity) -> int:
        """The token before a figure, its hedges and articles passed over; -1 if there is none."""
        index = self.by_start[figure.start].first - 1
        while index >= 0 and self.has(index, "DET", "HEDGE", "ONLY"):
            index -= 1
        return index

    def figure_before(self, stop: int) -> Figure | None:
        """The figure that ends before a token, if one does."""
        figures = self.reading.figures
        index = bisect_left(figures, stop, key=lambda figure: figure.stop)
        return figures[index] if index < len(figures) and figures[index].stop == stop else None

    def unhedged(self, figure: Quantity) -> Quantity:
        """A figure without the hedge before it if that is the phrasing's comparing word ("81 above 238")."""
        held = self.by_start.get(figure.start)
        if held is None or not figure.hedge_class:
            return figure
        index = held.first - 1
        while self.has(index, "DET") and not self.has(index, "HEDGE"):
            index -= 1
        classes = re.findall(r"[A-Z_]+", self.match.phrasing.template)
        named = [name for name in COMPARING if name in classes and self.has(index, name)]
        factor = any(one.quantity.type == "factor" and one.stop == index for one in self.by_start.values())
        literal = self.word(index).lower() in self.match.phrasing.template.split()
        return evolve(figure, hedge="exact", hedge_class="") if named or factor or literal else figure

    def word(self, index: int) -> str:
        """A token as written, "" before the first."""
        return self.reading.text.words[index] if index >= 0 else ""

    def bounds(self) -> tuple[int, int]:
        """The tokens from the first figure to the end of the last one."""
        return min(one.first for one in self.by_start.values()), max(one.stop for one in self.by_start.values())
