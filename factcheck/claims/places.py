"""A document's scopes in; for a stretch of it, the scope it stands in, its paragraph, and whose voice it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from factcheck.records import Claim, Document, Quantity, Scope
from factcheck.visible import Visible

_BREAK = re.compile("\n")


class Places:
    """Answers where figures stand, in long documents as fast as in short ones; a quotation is a voice and no scope."""

    def __init__(self, document: Document) -> None:
        self.name = document.name
        self.text = document.source
        self._masked = document.text
        self._quotations = _Nest(scope for scope in document.scopes if scope.name == "quotation")
        self._scopes = _Nest(scope for scope in document.scopes if scope.name != "quotation")
        self._breaks: list[int] = []

    def scope(self, start: int) -> str:
        """The innermost scope around an offset, "body" if there is none."""
        inner = self._scopes.around(start)
        return inner.name if inner else "body"

    def paragraph(self, start: int) -> int:
        """How many line breaks stand before an offset."""
        if not self._breaks:  # few documents are asked
            self._breaks = [*(match.start() for match in _BREAK.finditer(self.text)), len(self.text)]
        return bisect_left(self._breaks, start)

    def between(self, figure: Quantity, other: Quantity) -> str:
        """What the document shows between two figures."""
        return Visible.of(self._masked[figure.end : other.start]).text

    def voice(self, figures: list[Quantity]) -> str:
        """ "quoted" if one quotation holds all figures, "own" if none holds any, else "mixed"."""
        homes = {self._quotations.around(figure.start) for figure in figures}
        if homes == {None}:
            return "own"
        return "quoted" if len(homes) == 1 else "mixed"

    def claim(self, kind: str, roles: Mapping[str, tuple[Quantity, ...]], phrasing: str) -> Claim:
        """The claim of some figures, where and in whose voice they stand."""
        figures = [figure for members in roles.values() for figure in members]
        start, end = min(figure.start for figure in figures), max(figure.end for figure in figures)
        return Claim(kind, roles, self.name, start, end, self.scope(start), self.voice(figures), phrasing=phrasing)


class _Nest:
    """Scopes by their start, which may hold one another."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        self._scopes = list(scopes)
        self._starts = [scope.start for scope in self._scopes]
        self._reach = list(accumulate((scope.end for scope in self._scopes), max))

    def around(self, offset: int) -> Scope | None:
        """The innermost scope that holds an offset."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self._reach[index] > offset:
            if self._scopes[index].end > offset:
                return self._scopes[index]
            index -= 1
        return None
