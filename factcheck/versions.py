"""Two versions of documents in, what became of their figures out: added, removed, moved, changed, written otherwise.

Documents are told by their names. Figures are aligned by the words around them: first line by line, and within the
lines that differ word by word, unless these are so many that it would take long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from attrs import field, frozen

from factcheck import quantity
from factcheck.records import Document, Quantity

_WORD = re.compile(r"\w+(?:[.,/]\d+)*|[^\w\s]")
_LONGEST = 5_000  # words and figures of lines that differ in one go
_TELLING = 3  # digits: a value of fewer stands in many places by chance
ADDED, REMOVED, MOVED, CHANGED, RESTATED = "added", "removed", "moved", "changed", "restated"
"""What became of a figure; restated: it has other digits and may have the same value."""


@frozen
class Version:
    """One document with its figures that are amounts, in order."""

    document: Document
    figures: Sequence[Quantity]


@frozen
class Place:
    """A figure and the document in which it stands."""

    document: Document
    figure: Quantity


@frozen
class Change:
    """What became of one figure: as it was, as it is, and where the old value still stands in the new version."""

    what: str
    old: Place | None
    new: Place | None
    stale: tuple[Place, ...] = field(default=())


def changes(old: Iterable[Version], new: Iterable[Version]) -> list[Change]:
    """What became of the figures of all documents, by document and position; unchanged ones are left out."""
    before = {one.document.name: one for one in old}
    after = {one.document.name: one for one in new}
    found = [change for name in sorted({*before, *after}) for change in _aligned(before.get(name), after.get(name))]
    return [_with_stale(change, after.values()) for change in _moved(found)]


def _aligned(old: Version | None, new: Version | None) -> Iterator[Change]:
    """What became of the figures of one document."""
    pairs = dict(_pairs(old, new)) if old and new else {}
    taken = set(pairs.values())
    for index, figure in enumerate(old.figures if old else ()):
        place = Place(old.document, figure) if old else None
        other = pairs.get(index)
        if other is None or new is None:
            yield Change(REMOVED, place, None)
            continue
        now = new.figures[other]
        if now.text != figure.text:
            yield Change(_difference(figure, now), place, Place(new.document, now))
    for index, figure in enumerate(new.figures if new else ()):
        if index not in taken and new:
            yield Change(ADDED, None, Place(new.document, figure))


def _difference(old: Quantity, new: Quantity) -> str:
    """Whether two figures in one place differ in value, or may be worth the same."""
    if (old.type, old.unit) != (new.type, new.unit) and "number" not in (old.type, new.type):
        return CHANGED
    finest = min(old.place, new.place)
    ends = [quantity.as_copy(one, finest, quantity.hedged) for one in (old, new)]
    return RESTATED if ends[0].intersects(ends[1]) else CHANGED


def _pairs(old: Version, new: Version) -> Iterator[tuple[int, int]]:
    """The indexes of figures that stand in the same place of both versions."""
    mine, theirs = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, [text for text, _ in mine], [text for text, _ in theirs], autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag == "equal":
            for (_, one), (_, other) in zip(mine[first:last], theirs[start:stop], strict=True):
                yield from zip(one, other, strict=True)
        elif tag == "replace":
            yield from _words(old, mine[first:last], new, theirs[start:stop])


Line = tuple[str, list[int]]
"""The text of a line, and the indexes of its figures."""


def _lines(version: Version) -> list[Line]:
    source, lines, start, at = version.document.source, [], 0, 0
    for text in source.splitlines(keepends=True):
        inside = []
        while at < len(version.figures) and version.figures[at].start < start + len(text):
            inside.append(at)
            at += 1
        lines.append((text.strip(), inside))
        start += len(text)
    return lines


def _words(old: Version, mine: Sequence[Line], new: Version, theirs: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The pairs of figures in lines that differ, by the words between them."""
    first, second = list(_stream(old, mine)), list(_stream(new, theirs))
    if max(len(first), len(second)) > _LONGEST:
        return
    matcher = SequenceMatcher(None, [key for key, _ in first], [key for key, _ in second], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(first[a:b], second[c:d], strict=True)
            yield from ((one, other) for (_, one), (_, other) in pairs if one >= 0)


def _stream(version: Version, lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Words with -1 and figures with their index; figures of one type look alike, so that they are aligned by words."""
    for text, inside in lines:
        if not inside:
            yield from ((word, -1) for word in _WORD.findall(text))
            continue
        source, figures = version.document.source, version.figures
        done = source.rfind("\n", 0, figures[inside[0]].start) + 1
        for index in inside:
            yield from ((word, -1) for word in _WORD.findall(source[done : figures[index].start]))
            yield f"\0{figures[index].type}", index
            done = figures[index].end
        end = source.find("\n", done)
        yield from ((word, -1) for word in _WORD.findall(source[done : end if end >= 0 else len(source)]))


def _moved(found: Sequence[Change]) -> list[Change]:
    """The changes with those that took a figure from one place to another joined to one."""
    gone: dict[tuple[object, ...], list[int]] = {}
    for index, change in enumerate(found):
        if change.what == REMOVED and change.old:
            gone.setdefault(_key(change.old.figure), []).append(index)
    moved: dict[int, Change] = {}
    dropped: set[int] = set()
    for index, change in enumerate(found):
        if change.what == ADDED and change.new and gone.get(_key(change.new.figure)):
            source = gone[_key(change.new.figure)].pop(0)
            moved[index] = Change(MOVED, found[source].old, change.new)
            dropped.add(source)
    return [moved.get(index, change) for index, change in enumerate(found) if index not in dropped]


def _key(figure: Quantity) -> tuple[object, ...]:
    return figure.type, figure.value, figure.unit


def _with_stale(change: Change, versions: Iterable[Version]) -> Change:
    """A change of value with all places of the new version where the old value still stands."""
    if change.what != CHANGED or change.old is None or change.new is None:
        return change
    old = change.old.figure
    digits = str(abs(int(old.value / old.place))).strip("0") if old.place else ""
    if len(digits) < _TELLING:
        return change
    stale = tuple(
        Place(version.document, figure)
        for version in versions
        for figure in version.figures
        if _key(figure) == _key(old)
    )
    return Change(change.what, change.old, change.new, stale)
