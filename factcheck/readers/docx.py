"""The bytes of a Word document in, its Document out, and where each character of that stands in the file.

Its source is what the pages show, a paragraph a line: the text, a row of a table a line with tabs between the cells,
then each footnote, endnote, text box, header and footer, a blank line before it. A paragraph ends with CR LF, of which
the text has two line breaks, so that no short paragraph is taken for a line that wraps. Items of lists begin with a
sign, which stands in the source alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from factcheck.readers import grids, prose
from factcheck.readers.items import LEVELS, items, levelled
from factcheck.readers.masking import blank
from factcheck.readers.package import Package
from factcheck.readers.word_styles import Styles
from factcheck.readers.word_text import Grid, Paragraph, Piece, Run, Slot, Story, Text
from factcheck.records import Cell, Document, Scope, Table
from factcheck.visible import Visible

_BREAK, _DIVIDED = "\r\n", "\n\n"
_LETTERS = 26
_MARGINS = ("header", "footer")
_NOTES = ("footnotes", "endnotes")


@frozen(eq=False)
class Stretch:
    """Characters of a source that stand together in a text of a run: where they start and end in the source."""

    start: int
    end: int
    piece: Piece
    slot: Slot
    run: Run

    def byte(self, at: int) -> int:
        """Where an offset of the source, from its start to its end, is in the part."""
        if at == self.end:
            return self.piece.stop
        return self.piece.start + len(self.piece.text[: at - self.start].encode())


@frozen(eq=False)
class Section:
    """A stretch of a source that is not the text itself: what it is, and the run of the text that it hangs on."""

    start: int
    end: int
    name: str
    anchor: Run | None


@frozen(eq=False, slots=False)
class Word:
    """A Word document as read; offsets are those of its source.

    stretches: those of the text itself, in order. body: where what holds that text starts in its part.
    """

    document: Document
    package: Package
    stretches: tuple[Stretch, ...]
    sections: tuple[Section, ...]
    body: int

    def within(self, start: int, end: int) -> Sequence[Stretch]:
        """The stretches of the text itself that have characters between two offsets."""
        first = bisect_right(self.stretches, start, key=lambda one: one.end)
        return self.stretches[first : bisect_left(self.stretches, end, first, key=lambda one: one.start)]

    def cell(self, at: int) -> str:
        """The name of the cell that an offset stands in, "" if it is none of a table."""
        cells = (cell for table in self.document.tables for cell in table.cells if cell.name)
        return next((cell.name for cell in cells if cell.start <= at < cell.end), "")

    def section(self, at: int) -> Section | None:
        """The section that an offset stands in; None for the text itself."""
        index = bisect_right(self.sections, at, key=lambda one: one.start) - 1
        return self.sections[index] if index >= 0 else None


def mask(
    source: str, headings: Iterable[tuple[int, int]] = (), own: Iterable[int] = ()
) -> tuple[str, tuple[Scope, ...]]:
    """(the text, its scopes) of what a Word document shows; own: where the signs stand that tell levels already."""
    text = prose.without_noise(source)
    text = levelled(text, items(text), frozenset(own))
    return text, prose.in_order(prose.scopes(text, list(headings)))


def read(data: bytes, name: str) -> Document:
    """The document of a Word document. Raises InputError if it is none, is broken, or would unpack to too much."""
    return opened(data, name).document


def opened(data: bytes, name: str) -> Word:
    """A Word document with the places of its characters. Raises InputError as `read` does."""
    package = Package.of(data, name)
    main = package.main.target
    related = package.relations(main)
    targets = {one.kind: one.target for one in reversed(related) if one.target in package.members}
    styles = Styles()
    if "styles" in targets:
        package.walk(targets["styles"], package.part(targets["styles"]), styles)
    text = _part(package, main, "", styles)
    if not text.first:
        raise package.fault(main, "has no text")
    others = {one: _part(package, targets[one], "", styles) for one in _NOTES if one in targets}
    margins = [_part(package, one.target, one.kind, styles) for one in related
               if one.kind in _MARGINS and one.target in package.members]  # fmt: skip
    written = _Written()
    written.story(text.story)
    stretches = tuple(written.stretches)
    notes = {(story.kind, story.id): story for part in others.values() for story in part.apart}
    for kind in ("footnote", "endnote"):
        named = [(notes.pop((kind, id_)), run) for of, id_, run in text.notes if of == kind and (kind, id_) in notes]
        for number, (story, run) in enumerate(named, 1):
            written.apart(story, f"{kind} {number}", run)
    parts = (text, *others.values(), *margins)
    for story in (one for part in parts for one in part.apart if one.kind == "text box"):
        written.apart(story, "a text box", story.anchor)
    for kind in _MARGINS:
        for part in margins:
            if part.story.kind == kind:
                written.apart(part.story, f"a {kind}", None)
    return Word(written.document(name, sum(one.changes for one in parts)), package, stretches,
                tuple(written.sections), text.first)  # fmt: skip


def _part(package: Package, name: str, kind: str, styles: Styles) -> Text:
    text = Text(kind, styles)
    package.walk(name, package.part(name), text)
    return text


class _Written:
    """What the stories taken so far show."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.sections: list[Section] = []
        self._source: list[str] = []
        self._text: list[str] = []
        self._at = 0
        self._scopes: list[Scope] = []
        self._headings: list[tuple[int, int]] = []
        self._signs: list[int] = []
        self._grids: list[list[Cell]] = []
        self._margins: set[str] = set()

    def story(self, story: Story) -> None:
        """Takes a story."""
        for block in story.blocks:
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._paragraph(block)

    def apart(self, story: Story, name: str, anchor: Run | None) -> None:
        """Takes a story that is not the text itself, if it shows anything; headers and footers that are alike, once."""
        shown = "".join(piece.text for run in _runs(story) for piece in run.pieces)
        if not shown.strip() or story.kind in _MARGINS and shown in self._margins:
            return
        if story.kind in _MARGINS:
            self._margins.add(shown)
        self._write(_BREAK, _DIVIDED)
        start = self._at
        self.story(story)
        self.sections.append(Section(start, self._at, name, anchor))

    def document(self, name: str, changes: int) -> Document:
        """The document of what was taken."""
        source, text = "".join(self._source), "".join(self._text)
        visible = Visible.of(text)
        headings = ((visible.offset(start), rank) for start, rank in self._headings)
        text, scopes = mask(visible.text, headings, map(visible.offset, self._signs))
        if not visible.whole:
            text = visible.filled(text)
            scopes = tuple(Scope(one.name, visible.start(one.start), visible.end(one.end)) for one in scopes)
        told = "1 tracked change is" if changes == 1 else f"{changes} tracked changes are"
        notes = (f"{told} open: insertions are read, deletions are not",) if changes else ()
        return Document(name, source, text, prose.in_order([*self._scopes, *scopes]), "docx",
                        tables=tuple(_tables(self._grids, source)), notes=notes)  # fmt: skip

    def _paragraph(self, paragraph: Paragraph) -> None:
        start = self._at
        if paragraph.level >= 0 and paragraph.runs:
            self._signs.append(start)
            sign = LEVELS[min(paragraph.level, len(LEVELS) - 1)] if paragraph.level else "-"
            self._write(f"{sign} ", f"{sign} ")
        self._runs(paragraph)
        if self._at > start:
            if paragraph.rank:
                self._scopes.append(Scope("headline", start, self._at))
                self._headings.append((start, paragraph.rank))
            elif paragraph.level >= 0:
                self._scopes.append(Scope("list", start, self._at))
        self._write(_BREAK, _DIVIDED)

    def _runs(self, paragraph: Paragraph, flat: bool = False) -> None:
        """Writes what the runs of a paragraph show; flat: line breaks and tabs are spaces in the source."""
        for run in paragraph.runs:
            for piece in run.pieces:
                start = self._at
                source = piece.text.translate(_FLAT) if flat else piece.text
                self._write(source, piece.text if paragraph.prose else blank(source))
                if piece.slot is not None:
                    self.stretches.append(Stretch(start, self._at, piece, piece.slot, run))

    def _grid(self, grid: Grid) -> None:
        number = len(self._grids) + 1
        cells: list[Cell] = []
        for row, across in enumerate(grid.rows):
            columns = [one for paragraphs, span in across for one in (paragraphs, *[None] * (span - 1))]
            for column, paragraphs in enumerate(columns):
                if column:
                    self._write("\t", "\n")
                start = self._at
                self._cell(paragraphs or ())
                name = "" if paragraphs is None else f"Table {number}!{_letters(column)}{row + 1}"
                cells.append(Cell(row, column, "", start, self._at, name))
            self._write(_BREAK, _DIVIDED)
        self._grids.append(cells)

    def _cell(self, paragraphs: Sequence[Paragraph]) -> None:
        start = self._at
        for index, paragraph in enumerate(paragraphs):
            if index:
                self._write(" ", "\n")
            self._runs(paragraph, flat=True)
        if start < self._at:
            self._scopes.append(Scope("table_cell", start, self._at))

    def _write(self, source: str, text: str) -> None:
        self._source.append(source)
        self._text.append(text)
        self._at += len(source)


def _runs(story: Story) -> Iterator[Run]:
    """The runs of a story, in order."""
    for block in story.blocks:
        rows = block.rows if isinstance(block, Grid) else [[([block], 1)]]
        for row in rows:
            for paragraphs, _ in row:
                for paragraph in paragraphs:
                    yield from paragraph.runs


def _tables(found: Iterable[Sequence[Cell]], source: str) -> Iterator[Table]:
    for cells in found:
        placed = (evolve(cell, start=start, end=end, text=grids.shown(source[start:end]))
                  for cell in cells for start, end in [grids.trimmed(source, cell.start, cell.end)])  # fmt: skip
        made = grids.of_cells(list(placed), grids.caption(source, cells[0].start)) if cells else None
        if made:
            yield made


def _letters(column: int) -> str:
    """What Word calls a column in a formula: A, B, and so on to Z, AA, AB."""
    named = ""
    while column >= 0:
        column, letter = divmod(column, _LETTERS)
        named = chr(ord("A") + letter) + named
        column -= 1
    return named


_FLAT = dict.fromkeys(map(ord, "\t\n"), " ")
