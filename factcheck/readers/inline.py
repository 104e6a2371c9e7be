"""A Markdown text with its blocks masked in; out come the same with the markup in its paragraphs masked, and scopes.

Three passes in the order in which Markdown binds: code, HTML and escapes; then links and images; then emphasis. Each
goes from mark to mark, forgets what is open where a paragraph ends, and looks once for what is never closed.
"""

from __future__ import annotations

import re

from factcheck.readers.masking import blank, join, overwrite, reference
from factcheck.readers.page import INLINE
from factcheck.records import Scope
from factcheck.visible import JOINER

_PARAGRAPH_END = r"(?P<end>\n(?=[ \t\r]*(?:\n|\Z)))"
_LITERAL = re.compile(
    rf"{_PARAGRAPH_END}|(?P<escape>\\[!-/:-@\[-`{{-~])|(?P<hard>\\(?=\r?\n))|(?P<code>`+)|(?P<comment><!--)"
    r"|(?P<auto><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[\w.+-]{1,64}@)[^\s<>]*+>)"
    r"|(?P<tag></?(?P<name>[A-Za-z][\w-]*+)(?=[\s/>])"
    r"(?:[^<>\"'\n]++|\n(?![ \t\r]*\n)|\"[^\"\n]*+\"|'[^'\n]*+')*+>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)|(?P<struck>~~(?=[^\s~])[^~\n]*+~~)"
)
_BRACKET = re.compile(rf"{_PARAGRAPH_END}|(?P<open>!?\[)|(?P<close>\])")
_TARGET = re.compile(
    r"\([ \t]*+\n?[ \t]*+(?:<[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"
    r"(?:[ \t]*+\n?[ \t]*+(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?[ \t]*+\n?[ \t]*+\)"
)
_LABEL = re.compile(r"\[[^\[\]\n]*+\]")
_EMPHASIS = re.compile(rf"{_PARAGRAPH_END}|(?P<run>\*+|_+)")
_MARKUP_SIGNS = frozenset("*_[]`<>~#|\\!")
_HIDDEN = {
    name: re.compile(rf"</{name}[ \t]*>", re.IGNORECASE)
    for name in ("code", "del", "kbd", "pre", "s", "samp", "script", "strike", "style", "svg", "textarea")
}
_COMMENT_END = re.compile("-->")
_BACKTICKS = re.compile(rf"{_PARAGRAPH_END}|`+")


def mask(text: str) -> tuple[str, list[Scope]]:
    """(the text without code, HTML, link targets and the marks of links and emphasis, its comments and captions)."""
    literals = _Literals(text)
    text = literals.masked()
    scopes = literals.comments
    if "]" in text:
        text, captions = _without_links(text)
        scopes += captions
    if "*" in text or "_" in text:
        text = overwrite(text, _emphasis(text), join)
    return text, scopes


class _Literals:
    """Masks what holds no Markdown: code, HTML, autolinks, struck text, escapes; entities show their character."""

    def __init__(self, text: str) -> None:
        self.comments: list[Scope] = []
        self._text = text
        self._closing = _closing_runs(text) if "`" in text else {}
        self._never: set[str] = set()  # what has no end from here on

    def masked(self) -> str:
        """The text, masked."""
        pieces: list[str] = []
        at = 0
        while mark := _LITERAL.search(self._text, at):
            start = mark.start()
            end = self._end(mark)
            if mark.lastgroup == "comment" and end > mark.end():
                self.comments.append(Scope("comment", start, end))
            pieces += self._text[at:start], self._filler(mark, end)
            at = end
        return "".join([*pieces, self._text[at:]])

    def _end(self, mark: re.Match[str]) -> int:
        """Where the masked stretch ends that begins with a mark."""
        if mark.lastgroup == "code":
            return self._closing.get(mark.start(), mark.end())
        if mark.lastgroup == "comment":
            return self._until(_COMMENT_END, "comment", mark.end())
        name = (mark["name"] or "").lower()
        if name in _HIDDEN and mark[0][1] != "/":
            return self._until(_HIDDEN[name], name, mark.end())
        return mark.end()

    def _until(self, closing: re.Pattern[str], name: str, at: int) -> int:
        """The end of what closes an element, `at` if nothing does."""
        match = None if name in self._never else closing.search(self._text, at)
        if match is None:
            self._never.add(name)
            return at
        return match.end()

    def _filler(self, mark: re.Match[str], end: int) -> str:
        written = self._text[mark.start() : end]
        kind = mark.lastgroup
        if kind == "end" or (kind in ("code", "comment") and end == mark.end()):
            return written
        if kind == "escape" and written[1] not in _MARKUP_SIGNS:
            return JOINER + written[1]
        if kind == "entity":
            return reference(written)
        within = kind in ("escape", "comment") or kind == "tag" and (mark["name"] or "").lower() in INLINE
        return join(written) if within else blank(written)


def _closing_runs(text: str) -> dict[int, int]:
    """For each run of backticks that opens code, where it ends: behind the paragraph's next run of that length."""
    found: dict[int, int] = {}
    opened: dict[int, int] = {}
    for mark in reversed(list(_BACKTICKS.finditer(text))):
        if mark["end"] is not None:
            opened.clear()
        else:
            length = len(mark[0])
            if length in opened:
                found[mark.start()] = opened[length]
            opened[length] = mark.end()
    return found


def _without_links(text: str) -> tuple[str, list[Scope]]:
    """(the text without link targets and the brackets of links, the alternative texts of images as captions)."""
    spans: list[tuple[int, int]] = []
    captions: list[Scope] = []
    opened: list[re.Match[str]] = []
    at = 0
    while mark := _BRACKET.search(text, at):
        at = mark.end()
        if mark["open"]:
            opened.append(mark)
        elif mark["close"] is None:
            opened.clear()
        elif opened:
            opening = opened.pop()
            target = _TARGET.match(text, at) or _LABEL.match(text, at)
            if text.startswith("^", opening.end()):
                while spans and spans[-1][0] > opening.start():
                    spans.pop()
                spans.append((opening.start(), at))
            elif target:
                spans += opening.span(), (mark.start(), target.end())
                at = target.end()
                if opening[0] == "![" and opening.end() < mark.start():
                    captions.append(Scope("caption", opening.end(), mark.start()))
    return overwrite(text, sorted(spans), join), captions


def _emphasis(text: str) -> list[tuple[int, int]]:
    """The marks of emphasis, in order: of each run as much as has its counterpart in the paragraph."""
    spans: list[tuple[int, int]] = []
    opened: dict[str, list[tuple[int, int]]] = {"*": [], "_": []}
    for mark in _EMPHASIS.finditer(text):
        if mark["end"] is not None:
            opened["*"].clear()
            opened["_"].clear()
            continue
        start, end = mark.span()
        sign = text[start]
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if sign == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        waiting = opened[sign]
        while closes and waiting and start < end:
            first, last = waiting.pop()
            length = min(last - first, end - start)
            spans += (last - length, last), (start, start + length)
            start += length
            if last - first > length:
                waiting.append((first, last - length))
        if opens and start < end:
            waiting.append((start, end))
    return sorted(spans)
