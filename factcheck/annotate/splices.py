"""The bytes of a part with text and what is to be commented in; the part with the marks of that out, nothing lost.

All that is done is to put bytes between bytes: a run is cut by closing it and opening one more with its properties.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from factcheck.annotate.markup import Names
from factcheck.readers.docx import Stretch
from factcheck.readers.word_text import Run, Slot

_PRESERVED = b' xml:space="preserve"'


@define(eq=False)
class _Cut:
    """A place between bytes: what closes the elements there, the comments that end and start, what opens them again."""

    closing: bytes
    opening: bytes
    ends: list[bytes] = field(factory=list)
    starts: list[bytes] = field(factory=list)


class Splices:
    """What is to be put into a part whose elements are of a namespace."""

    def __init__(self, part: bytes, namespace: str) -> None:
        self._part = part
        self._namespace = namespace
        self._cuts: dict[int, _Cut] = {}
        self._in_tags: dict[int, bytes] = {}

    def mark(self, number: int, first: Stretch, start: int, last: Stretch, end: int) -> None:
        """Puts a comment on characters, from an offset in a stretch to one in the same or a later stretch."""
        self._comment(number, first.run.start, self._before(first, start), self._behind(last, end))

    def mark_run(self, number: int, run: Run) -> None:
        """Puts a comment on a run."""
        self._comment(number, run.start, self._cut(run.start), self._cut(run.stop))

    def mark_nothing(self, number: int, inside: int) -> None:
        """Puts a comment on an empty paragraph of its own, where what an element holds begins."""
        names = self._names(self._part.rindex(b"<", 0, inside))
        self._cut(inside).starts.append(names.element("p", _start(names, number) + _end(names, number)))

    def spliced(self) -> bytes:
        """The part with all that is put into it."""
        added = dict(self._in_tags)
        for at, cut in self._cuts.items():
            added[at] = b"".join([cut.closing, *cut.ends, *cut.starts, cut.opening])
        return inserted(self._part, added)

    def _comment(self, number: int, tag: int, start: _Cut, end: _Cut) -> None:
        names = self._names(tag)
        start.starts.append(_start(names, number))
        end.ends.append(_end(names, number))

    def _names(self, tag: int) -> Names:
        return Names.at(self._part, tag, self._namespace)

    def _cut(self, at: int, closing: bytes = b"", opening: bytes = b"") -> _Cut:
        return self._cuts.setdefault(at, _Cut(closing, opening))

    def _before(self, stretch: Stretch, at: int) -> _Cut:
        run, slot = stretch.run, stretch.slot
        if slot.divisible and stretch.byte(at) > slot.inside:
            return self._within(stretch, slot, at)
        if slot.direct and self._part[run.body : slot.start].strip():
            return self._cut(slot.start, *self._halves(run))
        return self._cut(run.start)

    def _behind(self, stretch: Stretch, at: int) -> _Cut:
        run, slot = stretch.run, stretch.slot
        if slot.divisible and stretch.byte(at) < slot.outside:
            return self._within(stretch, slot, at)
        if slot.direct and self._part[slot.stop : run.outside].strip():
            return self._cut(slot.stop, *self._halves(run))
        return self._cut(run.stop)

    def _halves(self, run: Run) -> tuple[bytes, bytes]:
        """What closes a run, and what opens one more with its properties."""
        return self._part[run.outside : run.stop], self._part[run.start : run.body]

    def _within(self, stretch: Stretch, slot: Slot, at: int) -> _Cut:
        """A place within a text, of which both halves keep the spaces at their ends."""
        closing, opening = self._halves(stretch.run)
        tag = self._part[slot.start : slot.inside - 1]
        if not slot.preserved:
            self._in_tags[slot.inside - 1] = _PRESERVED
            tag += _PRESERVED
        ends, begins = (b"]]>", b"<![CDATA[") if stretch.piece.literal else (b"", b"")
        closing = ends + self._part[slot.outside : slot.stop] + closing
        return self._cut(stretch.byte(at), closing, opening + tag + b">" + begins)


def inserted(part: bytes, added: Mapping[int, bytes]) -> bytes:
    """A part with bytes put in at offsets."""
    pieces: list[bytes] = []
    done = 0
    for at in sorted(added):
        pieces += part[done:at], added[at]
        done = at
    return b"".join([*pieces, part[done:]])


def _start(names: Names, number: int) -> bytes:
    return names.element("commentRangeStart", b"", {"id": str(number)})


def _end(names: Names, number: int) -> bytes:
    reference = names.element("r", names.element("commentReference", b"", {"id": str(number)}))
    return names.element("commentRangeEnd", b"", {"id": str(number)}) + reference
