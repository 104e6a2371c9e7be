"""Texts in, the same without characters that show nothing out, and the way from offsets in one to those in the other.

What shows nothing divides nothing: a soft hyphen in a word, a mark of direction beside a figure, the filler that
readers put for markup within words. What a text says is read without such characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

JOINER = "\u2060"
"""Filler for what shows nothing and stands by itself."""

REST = "\u034f"
"""Filler for what shows nothing and belongs to the character before it: the rest of a character reference."""

# Default_Ignorable_Code_Point of Unicode, but for music and shorthand. Joiners of graphemes and variation selectors
# belong to the character before them.
_BEHIND = "\u034f\ufe00-\ufe0f"
_ALONE = (
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff"
)
HIDDEN = "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufff8\U000e0000-\U000e0fff"
"""Those of them that no honest figure has, which may have soft hyphens and what belongs to a character before it."""
ALIKE = "ОоΟοІӀ〇"
"""Cyrillic, Greek and Chinese characters that look like digits."""
_UNSEEN = re.compile(f"[{_BEHIND}{_ALONE}]")
_GAP = re.compile(f"(?=[{_BEHIND}{_ALONE}])(?P<rest>[{_BEHIND}]*+)[{_BEHIND}{_ALONE}]*+")


@frozen(eq=False, repr=False)
class Visible:
    """What a source shows: `text` is the source without the characters that show nothing.

    Where some were left out is a gap. Of gaps, a first one before all text included: `_places` are their offsets in the
    text, `_sources` those in the source, `_rests` and `_shifts` how many characters were left out up to the end of what
    belongs to the character before the gap, and up to the end of the gap.
    """

    text: str
    _places: Sequence[int] = (-1,)
    _sources: Sequence[int] = (-1,)
    _rests: Sequence[int] = (0,)
    _shifts: Sequence[int] = (0,)

    @classmethod
    def of(cls, source: str) -> Visible:
        """What a source shows."""
        if source.isascii() or not _UNSEEN.search(source):
            return cls(source)
        pieces: list[str] = []
        places, sources, rests, shifts = [-1], [-1], [0], [0]
        at = shift = 0
        for gap in _GAP.finditer(source):
            start, end = gap.span()
            pieces.append(source[at:start])
            places.append(start - shift)
            sources.append(start)
            rests.append(shift + len(gap["rest"]))
            shift += end - start
            shifts.append(shift)
            at = end
        pieces.append(source[at:])
        return cls("".join(pieces), places, sources, rests, shifts)

    @property
    def whole(self) -> bool:
        """Whether the source shows all its characters, so that all offsets are the same."""
        return len(self._places) == 1

    def start(self, at: int) -> int:
        """Where the character at an offset of the text starts in the source."""
        return at + self._shifts[bisect_right(self._places, at) - 1]

    def end(self, at: int) -> int:
        """Where the character before an offset of the text ends in the source, with what belongs to it."""
        index = bisect_left(self._places, at)
        if index < len(self._places) and self._places[index] == at:
            return at + self._rests[index]
        return at + self._shifts[index - 1]

    def offset(self, at: int) -> int:
        """The offset in the text of the first character that it has of the source from an offset on."""
        index = bisect_right(self._sources, at) - 1
        return max(self._places[index], at - self._shifts[index])

    def filled(self, text: str) -> str:
        """A text as long as the visible one with filler where characters were left out: as long as the source.

        What was left out within the rest of a character is part of that rest.
        """
        pieces: list[str] = []
        at = shift = 0
        for place, rest, end in zip(self._places[1:], self._rests[1:], self._shifts[1:], strict=True):
            within = text.startswith(REST, place)
            pieces += text[at:place], REST * (rest - shift), (REST if within else JOINER) * (end - rest)
            at, shift = place, end
        return "".join([*pieces, text[at:]])
