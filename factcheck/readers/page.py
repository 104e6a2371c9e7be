"""The tags and entities of an HTML page in, in order; out come its masked text, scopes and headings."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from factcheck.readers.items import LEVELS
from factcheck.readers.masking import reference
from factcheck.records import Scope
from factcheck.visible import JOINER, REST

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul")
)  # fmt: skip
INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i", "ins", "label", "mark",
     "nobr", "q", "rb", "rp", "rt", "ruby", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip
# Not prose: read as plain characters up to the closing tag, or left out with all that they hold.
_RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "textarea", "xmp"))
_HIDDEN_BLOCKS = frozenset(("audio", "canvas", "footer", "form", "nav", "noscript", "object", "template", "video"))
_HIDDEN = _HIDDEN_BLOCKS | {"button", "code", "del", "kbd", "math", "s", "samp", "select", "strike", "svg"}
_PAGE_CONTENT = ("article", "h1", "main")  # a form around one of these is a form around the page
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCOPES = {
    **dict.fromkeys((*_HEADINGS, "title"), "headline"),
    "li": "list",
    **dict.fromkeys(("td", "th"), "table_cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("blockquote", "q"), "quotation"),
}
_LISTS_AND_TABLES = ("ul", "ol", "table")  # what is open outside of one is not ended by a tag inside
_ENDS = {
    "li": ("li",),
    **dict.fromkeys(("td", "th", "tr", "tbody", "thead", "tfoot"), ("td", "th")),
    **dict.fromkeys(_HEADINGS, _HEADINGS),
}


class Page:
    """A page as far as it has been taken: every character before `_at` is in a piece, those after it are to come."""

    def __init__(self, source: str) -> None:
        self.scopes: list[Scope] = []
        self.headings: list[tuple[int, int]] = []
        self.items: list[int] = []  # where the signs of list items stand
        self._source = source
        self._pieces: list[str] = []
        self._at = 0
        self._break = -1  # the piece with a paragraph break that only space has followed, -1 if there is none
        self._break_is_item = False
        self._pre = 0
        self._open: list[tuple[str, int]] = []
        self._depth: Counter[str] = Counter()
        self._hidden = ""  # the element that is being left out
        self._hidden_tag = (0, 0)
        self._hidden_depth = 0
        self._unclosed: set[str] = set()
        self._wrapped = 0  # forms that begin before this offset are forms around the page

    def text(self) -> str:
        """The text masked so far."""
        return "".join(self._pieces)

    def entity(self, start: int, end: int) -> int:
        """Takes a character reference. Gives back where to go on, as all of these do."""
        if not self._hidden:
            self._prose(start)
            shown = reference(self._source[start:end])
            if shown.strip(f" {JOINER}{REST}"):
                self._break = -1
            self._fill(end, shown)
        return end

    def comment(self, start: int, end: int) -> int:
        """Takes a comment, wherever it stands."""
        self.scopes.append(Scope("comment", start, end))
        return self.vanish(start, end)

    def vanish(self, start: int, end: int) -> int:
        """Takes what shows nothing and divides nothing."""
        if not self._hidden:
            self._prose(start)
            self._fill(end, JOINER * (end - start))
        return end

    def tag(self, start: int, end: int, name: str, closing: bool) -> int:
        """Takes a tag, and the element that it opens if that is no prose."""
        if name in _RAW and not closing:
            return self._raw(start, end, name)
        if self._hidden:
            return self._tag_inside(start, end, name, closing)
        self._prose(start)
        if name in _HIDDEN and not closing and self._hides(start, end, name):
            self._hidden, self._hidden_tag, self._hidden_depth = name, (start, end), 1
        else:
            self._plain(start, end, name, closing)
        return end

    def end(self) -> int | None:
        """Takes the end of the page; gives back where to go on if something that was left out proves to have no end."""
        if self._hidden:
            self._unclosed.add(self._hidden)
            return self._show_after_all()
        self._prose(len(self._source))
        while self._open:
            self._close(len(self._source))
        return None

    def _prose(self, end: int) -> None:
        """Takes characters up to `end` as they are."""
        piece = self._source[self._at : end]
        if piece:
            if not piece.isspace():
                self._break = -1
            self._fill(end, piece if self._pre else piece.replace("\r", " ").replace("\n", " "))

    def _fill(self, end: int, piece: str) -> None:
        self._pieces.append(piece)
        self._at = end

    def _plain(self, start: int, end: int, name: str, closing: bool) -> None:
        """Takes a tag whose content is prose."""
        self._mark_scopes(start, end, name, closing)
        length = end - start
        if name in _BLOCKS:
            if name == "pre":
                self._pre = max(self._pre + (-1 if closing else 1), 0)
            self._divide(end, length, closing, name == "li" and not closing)
        else:
            self._fill(end, (JOINER if name in INLINE else " ") * length)

    def _divide(self, end: int, length: int, closing: bool, item: bool) -> None:
        """Puts a paragraph break; of several on end the last stays, save where an item opens with a block."""
        if self._break >= 0:
            if self._break_is_item and not closing and not item:
                self._fill(end, " " * length)
                return
            self._pieces[self._break] = " " * len(self._pieces[self._break])
        self._break, self._break_is_item = len(self._pieces), item
        filler = "\n\n"
        if item:
            self.items.append(self._at + len(filler))
            level = self._depth["ul"] + self._depth["ol"]
            filler += f"{LEVELS[min(level, len(LEVELS)) - 1]} " if level > 1 else "- "
        self._fill(end, filler.ljust(length))

    def _raw(self, start: int, end: int, name: str) -> int:
        closer = _closing_tag(name).search(self._source, end)
        stop = closer.end() if closer else len(self._source)
        if not self._hidden:
            self._prose(start)
            self._fill(stop, " " * (stop - start))
        return stop

    def _hides(self, start: int, end: int, name: str) -> bool:
        if name == "form" and start < self._wrapped:
            return False
        return name not in self._unclosed and not (name in ("svg", "math") and self._source[end - 2] == "/")

    def _tag_inside(self, start: int, end: int, name: str, closing: bool) -> int:
        """Takes a tag within an element that is left out."""
        if self._hidden == "form" and name in _PAGE_CONTENT and not closing:
            self._wrapped = start
            return self._show_after_all()
        if name == self._hidden:
            self._hidden_depth += -1 if closing else 1
            if not self._hidden_depth:
                length = end - self._hidden_tag[0]
                if name in _HIDDEN_BLOCKS:
                    self._divide(end, length, True, False)
                else:
                    self._fill(end, " " * length)
                self._hidden = ""
        return end

    def _show_after_all(self) -> int:
        """Makes the element that was being left out a part of the page; gives back where its content begins."""
        name, self._hidden = self._hidden, ""
        self._plain(*self._hidden_tag, name, False)
        return self._at

    def _mark_scopes(self, start: int, end: int, name: str, closing: bool) -> None:
        ended = _ENDS.get(name, ()) if not closing or name not in _SCOPES else ()
        while self._open and self._open[-1][0] in ended:
            self._close(start)
        if closing:
            if name in _HEADINGS and self._open and self._open[-1][0] in _HEADINGS:
                name = self._open[-1][0]  # as browsers have it, the end of any heading ends the one that is open
            while self._depth[name]:
                if self._close(start) == name:
                    break
        elif name in _SCOPES or name in _LISTS_AND_TABLES:
            self._open.append((name, end))
            self._depth[name] += 1
            if name in _HEADINGS:
                self.headings.append((end, int(name[1])))

    def _close(self, end: int) -> str:
        """Ends the innermost open element; gives back its name."""
        name, start = self._open.pop()
        self._depth[name] -= 1
        if name in _SCOPES and start < end:
            self.scopes.append(Scope(_SCOPES[name], start, end))
        return name


@cache
def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?![\w-])[^>]*+>?", re.IGNORECASE)
