r"""HTML in; out come the prose of the page, its markup overwritten by filler, and its scopes.

Three kinds of filler. Tags that divide blocks become a paragraph break and spaces ("\n\n " for `<p>`; "\n\n- " for
`<li>`, as a list has it in plain text); of several on end one alone holds the break. What is no prose becomes spaces.
Inline tags and comments become joiners, which show nothing, so that `<b>504</b>/533` stays whole; a character reference
becomes its character and filler that belongs to it. Newlines of the source are spaces, save in `pre`.

The standard html.parser is not used: it tells no offsets within a text, and some inputs take it quadratic time. Here a
tag that isn't closed ends at the next `<`; quoted values may hold one, but as each quotation mark permutes the states
of reading, no more than three attempts can be under way at any character. What is never closed is looked for once.
"""

from __future__ import annotations

import re

from factcheck.readers import prose
from factcheck.readers.items import items, levelled
from factcheck.readers.page import Page
from factcheck.records import Scope

_MARK = re.compile(r"<(?=[A-Za-z/!?])|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>\"']*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_TAG_WITH_STRAY_QUOTE = re.compile(r"<(/?)([A-Za-z][^\s/<>]*+)[^<>]*+>")
_DECLARATION = re.compile(r"<[!?/][^<>]*+>")
_REST_OF_LINE = re.compile(r"<[^<\r\n]*+")
_NOTE_MARK = re.compile(
    r"<sup\b[^<>]*+>\s*+(?:<(?:a|span)\b[^<>]*+>\s*+){0,2}[\[(]?(?:\d{1,3}|[*†‡§]{1,3})[\])]?"
    r"\s*+(?:</(?:a|span)\s*+>\s*+){0,2}</sup\s*+>",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:^|[\d\s(/;>])(?:[kcmd]?m|ft|in|mi|yd)\Z")


def mask(source: str) -> tuple[str, tuple[Scope, ...]]:
    """(the text, its scopes) of an HTML page or of a piece of one."""
    page = Page(source)
    at: int | None = 0
    while at is not None:
        mark = _MARK.search(source, at)
        at = _take(page, source, mark) if mark else page.end()
    text = prose.without_noise(page.text())
    text = levelled(text, items(text), frozenset(page.items))
    return text, prose.in_order([*page.scopes, *prose.scopes(text, page.headings)])


def _take(page: Page, source: str, mark: re.Match[str]) -> int:
    """Where to go on after what begins at a mark."""
    start = mark.start()
    if source[start] == "&":
        return page.entity(start, mark.end())
    if source.startswith("<!--", start):
        # `<!-->` is a whole comment.
        stop = source.find("-->", start + 2)
        return page.comment(start, len(source) if stop < 0 else stop + 3)
    tag = _TAG.match(source, start) or _TAG_WITH_STRAY_QUOTE.match(source, start)
    if tag is None:
        junk = _DECLARATION.match(source, start) or _REST_OF_LINE.match(source, start)
        return page.vanish(start, junk.end() if junk else start + 1)
    name = tag[2].lower()
    if name == "sup" and not tag[1]:
        # The mark of a footnote is no part of the number before it; the exponent of a unit is part of the unit.
        note = _NOTE_MARK.match(source, start)
        if note and not _UNIT.search(source[max(start - 4, 0) : start]):
            return page.vanish(start, note.end())
    return page.tag(start, tag.end(), name, bool(tag[1]))
