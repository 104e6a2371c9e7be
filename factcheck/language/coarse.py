"""Shapes in, coarse shapes out: characters that no phrasing tells apart become one, neighbours if phrasings say so.

All coarse characters are Latin-1, where a character class is a bitmap of 32 bytes, and those of the sets over which
patterns run are neighbours, so that such a set is a range or two: both make regular expressions compile faster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, count

from attrs import frozen

from factcheck.language.lexicon import CLASSES, RESERVED, Lexicon

Extent = tuple[str, Collection[str]]
"""What a pattern does not run over: characters of shapes, and classes."""

_SPECIAL = frozenset("\\[]^-&~|")  # what means something within a character class
_CODES = [chr(code) for code in range(1, 256) if chr(code) not in _SPECIAL]
_RANGED = 30


@frozen(eq=False, repr=False)
class Coarse:
    """An alphabet for phrasings.

    table: what `str.translate` makes of a shape; places: coarse character to its place in the alphabet; members: class
    to its coarse characters.
    """

    table: Mapping[int, str]
    places: Mapping[str, int]
    members: Mapping[str, frozenset[str]]

    def codes(self, chars: str, *names: str) -> frozenset[str]:
        """The coarse characters of some characters of shapes and of some classes."""
        codes = frozenset(self.table[ord(char)] for char in chars if ord(char) in self.table)
        return codes.union(*(self.members[name] for name in names))

    def runs(self, codes: Iterable[str]) -> list[tuple[str, str]]:
        """The first and last of those coarse characters that are neighbours, in order."""
        found: list[tuple[str, str]] = []
        for code in sorted(codes, key=self.places.__getitem__):
            if found and self.places[code] == self.places[found[-1][1]] + 1:
                found[-1] = found[-1][0], code
            else:
                found.append((code, code))
        return found


def coarsen(lexicon: Lexicon, named: Collection[str], extents: Iterable[Extent]) -> Coarse:
    """The alphabet that tells just the named classes apart; a class that the lexicon lacks has no characters.

    extents: of patterns that many phrasings have; characters that belong to the same ones are neighbours.
    """
    bits = [1 << lexicon.bits[name] for name in named if name in lexicon.bits]
    told = sum(bits)
    kinds = {char: (char, lexicon.masks.get(char, 0)) for char in RESERVED}
    kinds |= {char: ("", mask & told) for char, mask in lexicon.masks.items() if ord(char) >= CLASSES}
    ends = [(chars, sum(1 << lexicon.bits[name] for name in set(names) if name in lexicon.bits))
            for chars, names in extents]  # fmt: skip

    def place(kind: tuple[str, int]) -> tuple[list[bool], list[bool], tuple[str, int]]:
        char, mask = kind
        outside = [not (char and char in chars or mask & held) for chars, held in ends]
        return outside, [not mask & bit for bit in bits[:_RANGED]], kind

    ordered = sorted(set(kinds.values()), key=place)
    codes = dict(zip(ordered, chain(_CODES, map(chr, count(CLASSES))), strict=False))
    table = {ord(char): codes[kind] for char, kind in kinds.items()}
    members = {name: frozenset(lexicon.chars.get(name, "").translate(table)) for name in named}
    return Coarse(table, {code: index for index, code in enumerate(codes.values())}, members)
