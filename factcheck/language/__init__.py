"""A pack's wording in, compiled; texts in, figures and matched phrasings out. Knows no rule."""

from __future__ import annotations

from functools import reduce as fold

from attrs import frozen

from factcheck.language.figures import Figure, FigureReader
from factcheck.language.lexicon import AMOUNTS, Lexicon, build
from factcheck.language.phrasings import Match, Template, compile_all, literals
from factcheck.language.shapes import Shape, reduce
from factcheck.language.tokens import Tokens, tokenize
from factcheck.records import Pack

__all__ = ["Figure", "Language", "Match", "Reading", "Shape"]

_COUNTED = AMOUNTS + "FDY"


@frozen
class Reading:
    """A text as the language reads it: tokens, figures, and its paragraphs' shapes."""

    tokens: Tokens
    figures: list[Figure]
    shapes: list[Shape]


class Language:
    """The compiled wording of a pack. Immutable; threads may share it; pickling carries the pack and compiles anew.

    Raises PackError with all faulty phrasings at once.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.lexicon: Lexicon = build(pack.lexicon, literals(pack.phrasings))
        self._reader = FigureReader(self.lexicon)
        self._templates = compile_all(pack.phrasings, pack.kinds, self.lexicon)
        self._least = {id(template): sum(1 + role.list for role in template.roles if role.type not in ("item", "name") and not _optional(template, role.name))
                       for template in self._templates}  # fmt: skip

    def __reduce__(self) -> tuple[type[Language], tuple[Pack]]:
        return Language, (self.pack,)

    def read(self, text: str) -> Reading:
        """The tokens, figures and paragraphs of a text."""
        tokens = tokenize(text, self.lexicon)
        figures = self._reader.read(tokens)
        return Reading(tokens, figures, reduce(tokens, figures))

    def applicable(self, shape: str) -> list[Template]:
        """The templates whose classes and number of figures a paragraph has."""
        present = set(shape)
        masks = self.lexicon.masks
        held = fold(int.__or__, (masks.get(char, 0) for char in present), 0)
        count = sum(shape.count(char) for char in _COUNTED if char in present)
        if not count:
            return []
        least = self._least
        return [one for one in self._templates if not one.needs & ~held and least[id(one)] <= count]


def _optional(template: Template, role: str) -> bool:
    """Whether a role of a template stands inside an optional part."""
    before = template.source[: template.source.index("{" + role)]
    return before.count("[") > before.count("]")
