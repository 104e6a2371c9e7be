"""Markdown in; out come its prose, markup and wrapping overwritten by filler, and its scopes.

A masker of our own, a line at a time for blocks and `inline` for what stands in them, as Markdown parsers keep line
numbers but not the offsets of what they unescape, unindent and join. It follows CommonMark with pipe tables where that
decides what is prose, and is more lenient where it only decides how to show it. List markers stay or become signs, as
in plain text. What stands within words is overwritten by joiners, as in HTML, so that `**504**/533` stays whole, all
else by spaces. The strokes of a table become newlines: its cells are no sentence. A newline that only wraps a paragraph
or list item becomes a space, last of all, as what stands in lines is looked for in lines.
"""

from __future__ import annotations

import re

from factcheck.readers import inline, prose
from factcheck.readers.items import items, levelled
from factcheck.readers.masking import blank
from factcheck.records import Scope

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t\r]*\n")
_QUOTE = re.compile(r"(?: {0,3}>)+ ?")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*\Z)|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(?P<number>\d{1,9})[.)])(?:[ \t]+(?:\[[ xX]\](?=\s))?|\r?\Z)")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*+(?:\1[ \t]*+){2,}\r?\Z")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|\r?\Z)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t\r]*\Z")
_DEFINITION = re.compile(r" {0,3}\[(\^?)[^\[\]\n]+\]:")
_RAW = re.compile(r" {0,3}<(?:!--|(script|style|pre|textarea|svg|nav|footer|form|template)(?=[\s>]))", re.IGNORECASE)
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t\r]*$", re.MULTILINE)
_PIPE = re.compile(r"(?<!\\)\|")
_CELL = re.compile(r"(?:[^|\\\r]++|\\.?)++")
_DELIMITERS = frozenset("|-: \t\r")


def mask(source: str) -> tuple[str, tuple[Scope, ...]]:
    """(the text, its scopes) of a Markdown text."""
    blocks = _Blocks(source)
    text, inner = inline.mask(blocks.text())
    text = prose.without_noise(text)
    text = levelled(text, items(text))
    scopes = prose.in_order([*blocks.scopes, *inner, *prose.scopes(text, blocks.headings)])
    return _unwrapped(text, blocks.wraps), scopes


class _Blocks:
    """Takes the lines of a text one by one; keeps what the next one needs to know: what is open, and since where."""

    def __init__(self, source: str) -> None:
        self.scopes: list[Scope] = []
        self.headings: list[tuple[int, int]] = []
        self.wraps: list[int] = []  # the newlines that only wrap
        self._source = source
        self._lines = source.split("\n")
        self._items = {item.start: item.end for item in items(source)}
        self._skip = _front_matter_end(source)  # up to where nothing is prose
        self._fence = ""  # the characters that opened it, "" outside of one
        self._fence_depth = 0  # of quotations around it
        self._base = 0  # how far the content of the current list item is indented, 0 outside of lists
        self._after_blank = True
        self._code = False
        self._table = False
        self._paragraph = -1  # where the paragraph, item or quotation that is open began, -1 if there is none
        self._item = -1
        self._quote = -1
        self._line_end = 0  # of the line before

    def text(self) -> str:
        """The text with its block markup masked; fills `scopes` and `headings`."""
        pieces = []
        at = 0
        for number, line in enumerate(self._lines):
            pieces.append(self._cut(line, at) if at < self._skip else self._take(number, line, at))
            self._line_end = at + len(line.rstrip("\r"))
            at += len(line) + 1
        self._end_item()
        self._end_quote()
        return "\n".join(pieces)

    def _cut(self, line: str, at: int) -> str:
        """A line without what lies before `_skip`."""
        cut = self._skip - at
        return blank(line[:cut]) + line[cut:]

    def _take(self, number: int, line: str, at: int) -> str:
        """A line, masked."""
        marks = _QUOTE.match(line) if not self._fence or self._fence_depth else None
        width = marks.end() if marks else 0
        depth = line.count(">", 0, width)
        if depth < self._fence_depth:
            self._fence = ""
        if not depth:
            self._end_quote()
        elif self._quote < 0:
            self._end_item()
            self._quote, self._paragraph, self._base = at, -1, 0
        body = line[width:]
        if self._fence:
            return self._fenced(line, body)
        if not body.strip():
            self._end_item()
            self._paragraph, self._table, self._after_blank = -1, False, True
            return " " * width + body
        if raw := _RAW.match(body):
            self._skip = _raw_end(self._source, at + width, raw[1])
            if raw[1] is None:
                self.scopes.append(Scope("comment", at + width + body.index("<"), self._skip))
            return self._cut(line, at)
        masked = self._take_body(number, body, at + width, depth)
        self._after_blank = False
        return " " * width + masked

    def _fenced(self, line: str, body: str) -> str:
        closing = body.strip()
        if closing.startswith(self._fence) and not closing.strip(self._fence[0]):
            self._fence, self._after_blank = "", True
        return blank(line)

    def _take_body(self, number: int, body: str, at: int, depth: int) -> str:
        """What follows the quotation marks of a line, masked, if there is anything."""
        indent = len(body) - len(body.lstrip(" \t")) + 3 * body[: len(body) - len(body.lstrip())].count("\t")
        if self._paragraph < 0 and (self._after_blank or self._code) and indent >= self._base + 4:
            self._code = True
            return blank(body)
        self._code = False
        if self._paragraph >= 0 and (line := _UNDERLINE.match(body)):
            self._head(self._paragraph, self._line_end, 1 if line[1][0] == "=" else 2)
            return blank(body)
        if _RULE.match(body):
            self._end_item()
            self._paragraph, self._base = -1, 0
            return blank(body)
        if fence := _FENCE.match(body):
            self._end_item()
            self._fence, self._fence_depth, self._paragraph = fence[1], depth, -1
            return blank(body)
        if width := self._marker(body, at):
            return self._take_item(width, body, at)
        if self._after_blank and indent < self._base:
            self._base = indent if indent > 1 else 0
        if heading := _HEADING.match(body):
            return self._take_heading(heading, body, at)
        if self._table and "|" in body or "|" in body and _delimits(self._lines[number + 1 : number + 2]):
            self._table = True
            return self._take_row(body, at)
        self._table = False
        if self._paragraph < 0 and (definition := _DEFINITION.match(body)):
            # The text of a footnote is prose, the target of a link is not.
            return blank(body[: definition.end()]) + body[definition.end() :] if definition[1] else blank(body)
        if (self._item if self._base else self._paragraph) >= 0:
            self._continue()
        elif self._base:
            self._item = at
        else:
            self._paragraph = at
        return body

    def _continue(self) -> None:
        """Notes that the newline before this line only wraps, unless the line before it ends in a hard break."""
        written = self._source[max(self._line_end - 2, 0) : self._line_end]
        if not written.endswith(("  ", "\\")):
            self.wraps.append(self._source.index("\n", self._line_end))

    def _marker(self, body: str, at: int) -> int:
        """How far the marker of an item reaches with which a line begins, 0 without one.

        Within a paragraph a number is one if it is the first, or if others count on from it.
        """
        start = at + len(body) - len(body.lstrip(" \t\u00a0"))
        end = self._items.get(start, 0)
        item = _ITEM.match(body)
        if item and (end or self._paragraph < 0 or item["number"] in (None, "1")):
            return item.end()
        return end - at + 1 if end else 0

    def _take_item(self, width: int, body: str, at: int) -> str:
        self._end_item()
        self._paragraph, self._table = -1, False
        self._item = at + len(body) - len(body.lstrip())
        task = body.find("[", 0, width) if _ITEM.match(body) else -1
        self._base = task if task >= 0 else width
        return body if task < 0 else body[:task] + "   " + body[task + 3 :]

    def _take_heading(self, heading: re.Match[str], body: str, at: int) -> str:
        self._end_item()
        self._paragraph, self._table = -1, False
        content = body.rstrip()
        bare = content.rstrip("#")
        stop = len(bare.rstrip()) if not bare or bare[-1].isspace() else len(content)
        if heading.end() < stop:
            self._head(at + heading.end(), at + stop, len(heading[1]))
        stop = max(stop, heading.end())
        return blank(body[: heading.end()]) + body[heading.end() : stop] + blank(body[stop:])

    def _take_row(self, body: str, at: int) -> str:
        self._end_item()
        self._paragraph = -1
        if _DELIMITERS.issuperset(body):
            return blank(body)
        for cell in _CELL.finditer(body):
            if cell[0].strip():
                self.scopes.append(Scope("table_cell", at + cell.start(), at + cell.end()))
        return _PIPE.sub("\n", body)

    def _head(self, start: int, end: int, rank: int) -> None:
        self.scopes.append(Scope("headline", start, end))
        self.headings.append((start, rank))
        self._paragraph = -1

    def _end_item(self) -> None:
        if self._item >= 0:
            self.scopes.append(Scope("list", self._item, self._line_end))
            self._item = -1

    def _end_quote(self) -> None:
        if self._quote >= 0:
            self._end_item()
            self.scopes.append(Scope("quotation", self._quote, self._line_end))
            self._quote, self._paragraph, self._base = -1, -1, 0


def _unwrapped(text: str, wraps: list[int]) -> str:
    chars = list(text) if wraps else []
    for at in wraps:
        chars[at] = " "
    return "".join(chars) or text


def _front_matter_end(source: str) -> int:
    """Where the front matter ends, 0 if there is none: keys between lines of --- or +++ at the very start."""
    opening = _FRONT_MATTER.match(source)
    if opening is None:
        return 0
    yaml = opening[1] == "---"
    closing = (_YAML_END if yaml else _TOML_END).search(source, opening.end())
    if closing is None or (":" if yaml else "=") not in source[opening.end() : closing.start()].partition("\n")[0]:
        return 0
    return closing.end()


def _raw_end(source: str, at: int, name: str | None) -> int:
    """Where the comment or the element `name` ends that begins at an offset: with the source if it has no end."""
    if name is None:
        stop = source.find("-->", at)
        return len(source) if stop < 0 else stop + 3
    closing = re.compile(rf"</{name}[ \t]*>", re.IGNORECASE).search(source, at)
    return closing.end() if closing else len(source)


def _delimits(lines: list[str]) -> bool:
    """Whether the next line, if there is one, makes this line the head of a table."""
    return any("-" in line and "|" in line and _DELIMITERS.issuperset(line.lstrip("> ")) for line in lines)
