"""A part of a Word document in, its paragraphs and tables out: runs of characters, each with the bytes where it stands.

What was inserted is text, what was deleted is not; nor is what is hidden, the code of a field, or the second version of
what a part holds for older programs. Text boxes and notes are stories of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import define, evolve, field, frozen

from factcheck.readers.word_styles import Look, Styles, is_on, number, rank

_SPACES = " \t\r\n"
_UNREAD = frozenset((
    "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:tblPrExChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange",
    "w:rt", "w:rubyPr",
))  # fmt: skip
"""What holds nothing that is shown: how something was formatted before, how characters are spoken."""
_CHANGES = {"w:ins": False, "w:moveTo": False, "w:del": True, "w:moveFrom": True}
"""The elements of tracked changes: whether what they hold is no text."""
_SHOWN = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_STORIES = {"w:footnote": "footnote", "w:endnote": "endnote", "w:txbxContent": "text box"}
_CODE = re.compile(r"[0-9A-Fa-f]{4}")
_WIDEST = 200  # columns that one cell spans


@frozen(eq=False)
class Slot:
    """A text of a run: where its tag starts, its content, its closing tag, and where that ends.

    preserved: whether spaces at its ends are shown. direct: whether it stands in a run itself, and not in what that
    holds. divisible: whether it can be cut in two that show the same.
    """

    start: int
    inside: int
    outside: int
    stop: int
    preserved: bool
    direct: bool
    divisible: bool


@frozen(eq=False)
class Piece:
    """Characters that stand together: where they start and end in their part; `slot` is None for what a tag shows.

    literal: whether they stand in a CDATA section.
    """

    text: str
    start: int = 0
    stop: int = 0
    literal: bool = False
    slot: Slot | None = None


@frozen(eq=False)
class Run:
    """A run: where its tag starts, what it holds, what that holds behind its properties, its closing tag, its end."""

    start: int
    inside: int
    body: int
    outside: int
    stop: int
    pieces: tuple[Piece, ...]


@frozen(eq=False)
class Paragraph:
    """A paragraph: its runs, the rank of a heading (0: none), the level of a list (-1: none), whether it is prose."""

    runs: tuple[Run, ...]
    rank: int
    level: int
    prose: bool


Cells = list[tuple[list[Paragraph], int]]
"""A row of a table: the paragraphs of each cell, and how many columns it spans."""


@frozen(eq=False)
class Grid:
    """A table: its rows."""

    rows: list[Cells]


@define(eq=False)
class Story:
    """What is read in one go: the text of a part, a note, or a text box. anchor: the run that it hangs on."""

    kind: str
    id: str = ""
    blocks: list[Paragraph | Grid] = field(factory=list)
    anchor: Run | None = None


@define(eq=False)
class _Run:
    """A run that is open."""

    start: int
    inside: int
    body: int
    depth: int
    hidden: bool | None = None
    style: str = ""
    pieces: list[Piece] = field(factory=list)
    notes: list[tuple[str, str]] = field(factory=list)
    boxes: list[Story] = field(factory=list)


@define(eq=False)
class _Slot:
    """A text that is open."""

    start: int
    inside: int
    declared: bool
    preserved: bool
    direct: bool
    pieces: list[Piece] = field(factory=list)


@define(eq=False)
class _Paragraph:
    """A paragraph that is open; `joined`: whether its mark was deleted, so that the next one goes on from it."""

    runs: list[Run] = field(factory=list)
    style: str = ""
    rank: int | None = None
    listed: bool | None = None
    level: int = 0
    joined: bool = False


@define(eq=False)
class _Open:
    """A story that is open."""

    story: Story
    paragraph: _Paragraph | None = None
    run: _Run | None = None
    slot: _Slot | None = None
    carried: list[Run] = field(factory=list)  # of paragraphs whose marks were deleted
    fields: list[bool] = field(factory=list)  # of each one that is open, whether it is its result that comes
    tables: int = 0
    rows: list[Cells] = field(factory=list)
    row: Cells | None = None
    gone: bool = False  # whether the row was deleted
    cell: list[Paragraph] | None = None
    span: int = 1


class Text:
    """The text of a part as far as it has been taken.

    story: that of the part itself. apart: its notes or text boxes. notes: the kind and id of those that it names, with
    the run that does. first: where what the body holds starts, 0 if there is no body, or it can hold nothing.
    """

    def __init__(self, kind: str, styles: Styles) -> None:
        self.story = Story(kind)
        self.apart: list[Story] = []
        self.notes: list[tuple[str, str, Run]] = []
        self.first = 0
        self._styles = styles
        self._stack = [_Open(self.story)]
        self._path: list[str] = []
        self._unread = 0  # how deep the element stands that is being left out
        self._spaces: list[tuple[int, bool]] = [(0, False)]  # at which depth it is said whether spaces are kept
        self._chosen: list[bool] = []
        self._changes = 0
        self._marks = 0

    @property
    def changes(self) -> int:
        """How many tracked changes are open; the marks of paragraphs count where nothing else was changed."""
        return self._changes or self._marks

    def opened(self, name: str, attributes: Mapping[str, str], start: int, inside: int) -> None:
        """Takes an element."""
        self._path.append(name)
        if self._unread:
            return
        if "xml:space" in attributes:
            self._spaces.append((len(self._path), attributes["xml:space"] == "preserve"))
        if name in _UNREAD:
            self._leave_out()
            return
        take = _OPENED.get(name)
        if take:
            take(self, name, attributes, start, inside)

    def closed(self, name: str, outside: int, stop: int) -> None:
        """Takes the end of an element."""
        depth = len(self._path)
        self._path.pop()
        if self._spaces[-1][0] == depth:
            self._spaces.pop()
        if self._unread:
            if depth == self._unread:
                self._unread = 0
            return
        take = _CLOSED.get(name)
        if take:
            take(self, name, outside, stop)

    def characters(self, text: str, start: int, stop: int, literal: bool) -> None:
        """Takes characters."""
        slot = self._stack[-1].slot
        if slot is not None and not self._unread:
            slot.pieces.append(Piece(text.translate(_FLAT), start, stop, literal))

    # -- what is open --------------------------------------------------------------------------------------------------

    def _parent(self, above: int = 1) -> str:
        return self._path[-1 - above] if len(self._path) > above else ""

    def _leave_out(self) -> None:
        self._unread = len(self._path)

    def _shows(self) -> bool:
        """Whether what comes in the run that is open is shown."""
        open_ = self._stack[-1]
        run, paragraph = open_.run, open_.paragraph
        if run is None or paragraph is None or not all(open_.fields):
            return False
        told = (run.hidden, run.style and self._styles.look(run.style).hidden, self._look(paragraph).hidden)
        return not next((one for one in told if one in (True, False)), False)

    def _look(self, paragraph: _Paragraph) -> Look:
        return self._styles.look(paragraph.style)

    # -- stories, tables, paragraphs -----------------------------------------------------------------------------------

    def _open_body(self, _: str, __: Mapping[str, str], ___: int, inside: int) -> None:
        self.first = inside

    def _open_story(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        self._stack.append(_Open(Story(_STORIES[name], attributes.get("w:id", ""))))

    def _close_story(self, _: str, __: int, ___: int) -> None:
        open_ = self._stack.pop()
        self._flush(open_)
        run = self._stack[0].run
        (self.apart if run is None else run.boxes).append(open_.story)

    def _close_part(self, _: str, outside: int, stop: int) -> None:
        self._flush(self._stack[0])
        if outside == stop:
            self.first = 0

    def _open_table(self, *_: Any) -> None:
        open_ = self._stack[-1]
        self._flush(open_)
        open_.tables += 1
        if open_.tables == 1:
            open_.rows = []

    def _close_table(self, *_: Any) -> None:
        open_ = self._stack[-1]
        open_.tables -= 1
        if not open_.tables:
            open_.story.blocks.append(Grid(open_.rows))

    def _open_row(self, *_: Any) -> None:
        open_ = self._stack[-1]
        if open_.tables == 1:
            open_.row, open_.gone = [], False

    def _close_row(self, *_: Any) -> None:
        open_ = self._stack[-1]
        if open_.tables == 1 and open_.row is not None:
            if not open_.gone:
                open_.rows.append(open_.row)
            open_.row = None

    def _open_cell(self, *_: Any) -> None:
        open_ = self._stack[-1]
        if open_.tables == 1:
            open_.cell, open_.span = [], 1

    def _close_cell(self, *_: Any) -> None:
        open_ = self._stack[-1]
        if open_.tables == 1 and open_.cell is not None and open_.row is not None:
            self._flush(open_)
            open_.row.append((open_.cell, open_.span))
            open_.cell = None

    def _span(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        open_ = self._stack[-1]
        if open_.tables != 1:
            return
        if name == "w:gridSpan":
            open_.span = min(max(number(attributes), 1), _WIDEST)
        elif open_.row is not None:
            open_.row += [([], 1)] * min(number(attributes), _WIDEST)

    def _open_paragraph(self, *_: Any) -> None:
        self._stack[-1].paragraph = _Paragraph()

    def _close_paragraph(self, *_: Any) -> None:
        open_ = self._stack[-1]
        paragraph, open_.paragraph = open_.paragraph, None
        if paragraph is None:
            return
        open_.carried += paragraph.runs
        if not paragraph.joined:
            self._add(open_, paragraph)

    def _flush(self, open_: _Open) -> None:
        """Ends what goes on in a paragraph that is not to come."""
        if open_.carried:
            self._add(open_, _Paragraph())

    def _add(self, open_: _Open, paragraph: _Paragraph) -> None:
        look = self._look(paragraph)
        heading = (look.rank or 0) if paragraph.rank is None else paragraph.rank
        level = -1 if look.level is None else look.level
        if paragraph.listed is not None:
            level = paragraph.level if paragraph.listed else -1
        level = -1 if heading else level
        whole = Paragraph(tuple(open_.carried), heading, level, not look.listing)
        open_.carried.clear()
        (open_.story.blocks if open_.cell is None else open_.cell).append(whole)

    def _property(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        """Takes a property of the paragraph that is open."""
        paragraph = self._stack[-1].paragraph
        if paragraph is None:
            return
        if name == "w:pStyle":
            paragraph.style = attributes.get("w:val", "")
        elif name == "w:outlineLvl":
            paragraph.rank = rank(attributes)
        elif name == "w:numId":
            paragraph.listed = attributes.get("w:val") != "0"
        else:
            paragraph.level = number(attributes)

    # -- runs ----------------------------------------------------------------------------------------------------------

    def _open_run(self, _: str, __: Mapping[str, str], start: int, inside: int) -> None:
        open_ = self._stack[-1]
        if open_.run is None:
            open_.run = _Run(start, inside, inside, len(self._path))

    def _close_run(self, _: str, outside: int, stop: int) -> None:
        open_ = self._stack[-1]
        run = open_.run
        if run is None or len(self._path) != run.depth - 1:
            return
        open_.run = None
        whole = Run(run.start, run.inside, run.body, outside, stop, tuple(run.pieces))
        if open_.paragraph is not None:
            open_.paragraph.runs.append(whole)
        self.notes += ((kind, id_, whole) for kind, id_ in run.notes)
        for box in run.boxes:
            box.anchor = whole
            self.apart.append(box)

    def _close_properties(self, _: str, __: int, stop: int) -> None:
        run = self._stack[-1].run
        if run is not None and len(self._path) == run.depth:
            run.body = stop

    def _run_property(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        run = self._stack[-1].run
        if run is None or self._parent() != "w:rPr":
            return
        if name == "w:rStyle":
            run.style = attributes.get("w:val", "")
        else:
            run.hidden = is_on(attributes)

    def _open_text(self, _: str, attributes: Mapping[str, str], start: int, inside: int) -> None:
        open_ = self._stack[-1]
        if open_.run is not None and self._shows():
            direct = len(self._path) == open_.run.depth + 1
            open_.slot = _Slot(start, inside, "xml:space" in attributes, self._spaces[-1][1], direct)

    def _close_text(self, _: str, outside: int, stop: int) -> None:
        open_ = self._stack[-1]
        slot, open_.slot = open_.slot, None
        if slot is None or open_.run is None:
            return
        pieces = slot.pieces if slot.preserved else list(_trimmed(slot.pieces))
        whole = len("".join(piece.text for piece in pieces)) == sum(len(piece.text) for piece in slot.pieces)
        divisible = slot.direct and (slot.preserved or whole and not slot.declared)
        made = Slot(slot.start, slot.inside, outside, stop, slot.preserved, slot.direct, divisible)
        open_.run.pieces += (evolve(piece, slot=made) for piece in pieces)

    def _show(self, name: str, _: Mapping[str, str], __: int, ___: int) -> None:
        run = self._stack[-1].run
        if run is not None and self._parent() == "w:r" and self._shows():
            run.pieces.append(Piece(_SHOWN[name]))

    def _symbol(self, _: str, attributes: Mapping[str, str], __: int, ___: int) -> None:
        run = self._stack[-1].run
        if run is None or not self._shows():
            return
        code = attributes.get("w:char", "")
        sign = chr(int(code, 16)) if _CODE.fullmatch(code) else ""
        run.pieces.append(Piece(sign if sign.isprintable() else " "))  # what is private to a font is not printable

    def _field(self, _: str, attributes: Mapping[str, str], __: int, ___: int) -> None:
        open_ = self._stack[-1]
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            open_.fields.append(False)
        elif open_.fields and kind == "separate":
            open_.fields[-1] = True
        elif open_.fields and kind == "end":
            open_.fields.pop()

    def _note(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        run = self._stack[-1].run
        if run is not None and self._shows():
            run.notes.append((_NOTES[name], attributes.get("w:id", "")))

    # -- changes, versions ---------------------------------------------------------------------------------------------

    def _change(self, name: str, _: Mapping[str, str], __: int, ___: int) -> None:
        deleted, parent, open_ = _CHANGES[name], self._parent(), self._stack[-1]
        if parent == "w:numPr":
            return
        if parent == "w:rPr":
            self._marks += 1
            if open_.paragraph is not None:
                open_.paragraph.joined = open_.paragraph.joined or deleted
            return
        self._changes += 1
        if parent == "w:trPr":
            open_.gone = open_.gone or deleted
        elif deleted:
            self._leave_out()

    def _open_choices(self, *_: Any) -> None:
        self._chosen.append(False)

    def _close_choices(self, *_: Any) -> None:
        self._chosen.pop()

    def _choose(self, *_: Any) -> None:
        if not self._chosen or self._chosen[-1]:
            self._leave_out()
        else:
            self._chosen[-1] = True


def _trimmed(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces of a text without the spaces at its ends."""
    shown = [at for at, piece in enumerate(pieces) if piece.text.strip(_SPACES)]
    for at in range(shown[0], shown[-1] + 1) if shown else ():
        piece = pieces[at]
        left = len(piece.text) - len(piece.text.lstrip(_SPACES)) if at == shown[0] else 0
        right = len(piece.text) - len(piece.text.rstrip(_SPACES)) if at == shown[-1] else 0
        end = len(piece.text) - right
        yield evolve(piece, text=piece.text[left:end], start=piece.start + left, stop=piece.stop - right)


_FLAT = dict.fromkeys(map(ord, "\t\r\n"), " ")
_Opened = Callable[[Text, str, Mapping[str, str], int, int], None]
_OPENED: Mapping[str, _Opened] = {
    "w:body": Text._open_body,
    **dict.fromkeys(_STORIES, Text._open_story),
    "w:tbl": Text._open_table,
    "w:tr": Text._open_row,
    "w:tc": Text._open_cell,
    **dict.fromkeys(("w:gridSpan", "w:gridBefore"), Text._span),
    "w:p": Text._open_paragraph,
    **dict.fromkeys(("w:pStyle", "w:outlineLvl", "w:numId", "w:ilvl"), Text._property),
    "w:r": Text._open_run,
    **dict.fromkeys(("w:rStyle", "w:vanish"), Text._run_property),
    "w:t": Text._open_text,
    **dict.fromkeys(_SHOWN, Text._show),
    "w:sym": Text._symbol,
    "w:fldChar": Text._field,
    **dict.fromkeys(_NOTES, Text._note),
    **dict.fromkeys(_CHANGES, Text._change),
    "mc:AlternateContent": Text._open_choices,
    **dict.fromkeys(("mc:Choice", "mc:Fallback"), Text._choose),
}
_CLOSED: Mapping[str, Callable[[Text, str, int, int], None]] = {
    **dict.fromkeys(("w:body", "w:hdr", "w:ftr"), Text._close_part),
    **dict.fromkeys(_STORIES, Text._close_story),
    "w:tbl": Text._close_table,
    "w:tr": Text._close_row,
    "w:tc": Text._close_cell,
    "w:p": Text._close_paragraph,
    "w:r": Text._close_run,
    "w:rPr": Text._close_properties,
    "w:t": Text._close_text,
    "mc:AlternateContent": Text._close_choices,
}
