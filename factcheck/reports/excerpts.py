"""A document and a claim in, the claim's Place out: line, column, and the sentence around its figures for display."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from factcheck.language.text import unwrap
from factcheck.lines import Lines
from factcheck.records import Claim, Document, Place, Quantity, Region, Span
from factcheck.visible import Visible

_REACH = 300  # characters shown at most on either side of a figure
_LONGEST = 12  # characters of an abbreviation
_GAP = " … "
_STOP = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=\s+[^\sa-zß-öø-ÿ])")
_LAST_WORD = re.compile(r"[^\s(\[“\"]*\Z")


class Excerpts:
    """Quotes a document around the figures of its claims."""

    def __init__(self, document: Document, abbreviations: Collection[str]) -> None:
        self._text = unwrap(document.text)
        self._lines = Lines(document.source)
        self._cells = {cell.start: cell.name for table in document.tables for cell in table.cells if cell.name}
        self._abbreviations = abbreviations

    def place(self, claim: Claim) -> Place:
        """Line and column of the claim's first figure, and the sentences that hold its figures."""
        return self.around([figure for _, figure in claim.operands()] or [claim])

    def around(self, shown: Iterable[Quantity | Claim]) -> Place:
        """Line and column of the first of some figures, or of a claim, and the sentences that hold them."""
        shown = list(shown)
        spans = sorted({(one.start, one.end) for one in shown})
        line, column = self._lines.locate(spans[0][0])
        sentence, marks = "", []
        for start, end in self._pieces(spans):
            sentence += _GAP if sentence else ""
            inside = [span for span in spans if start <= span[0] < end]
            quoted, found = self._quote(start, end, inside, len(sentence))
            sentence += quoted
            marks += found
        regions = [Region(*self._lines.locate(one.start), *self._lines.locate(one.end)) for one in shown]
        return Place(line, column, sentence, tuple(marks), self._cells.get(spans[0][0], ""), tuple(regions))

    def _pieces(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The stretches to quote: a sentence around each figure, those that touch made one."""
        pieces: list[tuple[int, int]] = []
        for start, end in spans:
            first, last = self._sentence(start, end)
            if pieces and not Visible.of(self._text[pieces[-1][1] : first]).text.strip():
                pieces[-1] = (pieces[-1][0], max(last, pieces[-1][1]))
            else:
                pieces.append((first, last))
        return pieces

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
        stop = text.find("\n", end)
        last = min(len(text) if stop < 0 else stop, end + _REACH)
        before = list(self._stops(first, start))
        if before:
            first = before[-1]
        elif first and text[first - 1] != "\n":
            first = min(text.find(" ", first, start) + 1 or first, start)
        after = next(self._stops(end, last), 0)
        if not after and last < len(text) and text[last] != "\n":
            after = max(text.rfind(" ", end, last), end)
        return first, after or last

    def _stops(self, first: int, last: int) -> Iterator[int]:
        """Where sentences end in a stretch."""
        for match in _STOP.finditer(self._text, first, last):
            if not self._abbreviates(match.start()):
                yield match.end()

    def _abbreviates(self, stop: int) -> bool:
        """Whether the full stop at `stop` ends an abbreviation or an initial."""
        found = _LAST_WORD.search(self._text, max(0, stop - _LONGEST), stop)
        word = found[0] if found else ""
        return word in self._abbreviations or (len(word) == 1 and word.isalpha())

    def _quote(self, start: int, end: int, spans: list[tuple[int, int]], shift: int) -> tuple[str, list[Span]]:
        """(what the stretch shows, its spaces folded, the spans in it, moved by `shift`)."""
        visible = Visible.of(self._text[start:end])
        spans = [(visible.offset(first - start), visible.offset(last - start)) for first, last in spans]
        places: dict[int, int] = {}
        wanted = {offset for span in spans for offset in span}
        shown: list[str] = []
        space = True
        for offset, char in enumerate(visible.text):
            if offset in wanted:
                places[offset] = len(shown)
            if not char.isspace():
                shown.append(char)
                space = False
            elif not space:
                shown.append(" ")
                space = True
        marks = [Span(shift + places[first], shift + places.get(last, len(shown))) for first, last in spans]
        return "".join(shown).rstrip(), marks
