"""A signed sheet, and the rows of its articles as they are today, in; what has changed since it was signed out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from attrs import evolve, frozen

from factcheck.records import Document, Quantity
from factcheck.sheet.rows import Row
from factcheck.sheet.workbook import Sheet, Signed
from factcheck.versions import Version, changes

_SHOWN = 10  # unsigned figures that are named
Key = tuple[str, int]
"""A figure by its article and where it starts."""


@frozen
class Verified:
    """What became of a sheet: the lines to tell, how many figures there are, are signed, and have changed since."""

    lines: tuple[str, ...]
    figures: int
    accounted: int
    changed: int

    @property
    def holds(self) -> bool:
        """Whether every figure is signed as it is."""
        return self.accounted == self.figures and not self.changed

    @property
    def told(self) -> str:
        """The counts in a line."""
        return f"{self.accounted:,} of {self.figures:,} figures accounted for, {self.changed:,} changed since signed"


def verified(sheet: Sheet, rows: Sequence[Row], names: Mapping[str, str], documents: Iterable[Document]) -> Verified:
    """What has become of the figures of a sheet; `names`: its articles' paths to the names of the documents."""
    partners, gone = _aligned(sheet, rows, names, documents)
    told: list[str] = []
    unsigned: list[str] = []
    accounted = changed = 0
    for row in sorted(rows, key=lambda one: (one.article, one.figure.start)):
        where = f"{row.article}:{row.line}:{row.column}: “{row.figure.shown}”"
        old, text = partners.get((row.article, row.figure.start), (None, ""))
        if old is None:
            unsigned.append(f"{where} is not in the sheet; make it anew")
        elif not old.signed:
            unsigned.append(f"{where} is not signed")
        else:
            accounted += 1
            if text != row.figure.text:
                changed += 1
                told.append(f"{where} was signed by {old.initials} as “{' '.join(text.split())}”")
            elif old.source != row.source:
                changed += 1
                now = f"is {row.source} now" if row.source else "is no more"
                told.append(f"{where} was signed by {old.initials}; its source {old.source or '(none)'} {now}")
    for old, text in gone:
        if old.signed:
            changed += 1
            told.append(f"{names[old.article]}: “{' '.join(text.split())}” was signed by {old.initials} and is gone")
    more = len(unsigned) - _SHOWN
    told += unsigned[:_SHOWN] + ([f"and {more:,} more that are not signed"] if more > 0 else [])
    return Verified(tuple(told), len(rows), accounted, changed)


def renewed(sheet: Sheet, rows: Sequence[Row], names: Mapping[str, str], documents: Iterable[Document]) -> list[Row]:
    """The rows with the signatures of those figures of an earlier sheet that are as they were."""
    partners, _ = _aligned(sheet, rows, names, documents)
    kept = []
    for row in rows:
        old, text = partners.get((row.article, row.figure.start), (None, ""))
        same = old is not None and text == row.figure.text and old.source == row.source
        kept.append(evolve(row, initials=old.initials, date=old.date) if old and same else row)
    return kept


def _aligned(
    sheet: Sheet, rows: Sequence[Row], names: Mapping[str, str], documents: Iterable[Document]
) -> tuple[dict[Key, tuple[Signed, str]], list[tuple[Signed, str]]]:
    """(figures of today to their row in the sheet and its text there, the rows whose figure is gone)."""
    stood = {(names[one.article], one.figure.start): one for one in sheet.rows if one.article in names}
    texts = {names[path]: source for path, source in sheet.sources.items() if path in names}
    before = [Version(Document(name, text, text), _of(name, stood)) for name, text in texts.items()]
    now = [
        Version(document, sorted((row.figure for row in rows if row.article == document.name), key=_START))
        for document in documents
        if document.name in texts
    ]
    partners: dict[Key, tuple[Signed, str]] = {}
    gone: list[tuple[Signed, str]] = []
    settled: set[Key] = set()
    fresh: set[Key] = set()
    for change in changes(before, now):
        old = stood[change.old.document.name, change.old.figure.start] if change.old else None
        if change.old and old:
            settled.add((change.old.document.name, change.old.figure.start))
        if change.new:
            fresh.add((change.new.document.name, change.new.figure.start))
        if old and change.new:
            partners[change.new.document.name, change.new.figure.start] = old, old.figure.text
        elif old:
            gone.append((old, old.figure.text))
    for version in now:
        name = version.document.name
        left = [figure for figure in version.figures if (name, figure.start) not in fresh]
        kept = [figure for figure in _of(name, stood) if (name, figure.start) not in settled]
        for one, other in zip(kept, left, strict=True):  # what is not named as changed stands in the same order
            partners[name, other.start] = stood[name, one.start], one.text
    return partners, gone


def _of(name: str, stood: Mapping[Key, Signed]) -> list[Quantity]:
    """The figures that a document had, in order."""
    return sorted((one.figure for (path, _), one in stood.items() if path == name), key=_START)


_START = attrgetter("start")
