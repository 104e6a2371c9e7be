"""A document's scopes in; for a stretch of it, the scope it stands in and whose voice it is."""

from __future__ import annotations

from factcheck.records import Document, Quantity, Scope


class Places:
    """Answers where figures stand; a quotation is a voice and not a scope."""

    def __init__(self, document: Document) -> None:
        self.name = document.name
        self.text = document.source
        self._quotations = [scope for scope in document.scopes if scope.name == "quotation"]
        self._scopes = [scope for scope in document.scopes if scope.name != "quotation"]

    def scope(self, start: int) -> str:
        """The innermost scope around an offset, "body" if there is none."""
        inner: Scope | None = None
        for scope in self._scopes:
            if scope.start > start:
                break
            if start < scope.end and (inner is None or scope.start >= inner.start):
                inner = scope
        return inner.name if inner else "body"

    def voice(self, figures: list[Quantity]) -> str:
        """ "quoted" if one quotation holds all figures, "own" if none holds any, else "mixed"."""
        if not self._quotations:
            return "own"
        homes = {self._quotation(figure.start) for figure in figures}
        if homes == {-1}:
            return "own"
        return "quoted" if len(homes) == 1 else "mixed"

    def _quotation(self, start: int) -> int:
        """Which quotation holds an offset, -1 if none does."""
        around = (index for index, scope in enumerate(self._quotations) if scope.start <= start < scope.end)
        return next(around, -1)
