"""Texts free of markup in: out come the same without links and comment boxes, and the scopes that words and signs show.

What all formats share. A line is what stands between newlines; spaces and word joiners don't count at its ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from factcheck.readers import boilerplate
from factcheck.readers.masking import overwrite
from factcheck.records import Scope
from factcheck.visible import JOINER, REST

# What few texts hold is compiled where it is first looked for.
_LINK = (
    r"(?:(?:https?|ftp)://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?()\[\]’']/?"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]++(?:\.[\w-]++)++"
)
_SPACES = f" \t\r\u00a0{JOINER}{REST}"
_PADDING = rf"[ \t\u00a0{JOINER}{REST}]*+"
_BOX = (
    rf"(?m)^{_PADDING}(?:(?:{'|'.join(boilerplate.COMMENT_BOX_TITLES)})[{_SPACES}]*+\n\s*+)?"
    rf"(?:{'|'.join(boilerplate.COMMENT_BOX_LINES)})[.!]*+{_PADDING}\r?$"
)
_HEADINGS = sorted({form for one in boilerplate.TEASER_HEADINGS for form in (one, one.title(), one.upper())})
_INITIALS = "".join(sorted({one[0] for one in _HEADINGS}))
_END = rf":?[{_SPACES}]*+(?=\n|\Z)"
_TEASER = re.compile(rf"\n{_PADDING}(?=[{_INITIALS}])({'|'.join(_HEADINGS)}){_PADDING}{_END}")
_FLUSH = re.compile(r"\n[ \t\r]*\n(?=[^\s\-*•+◦▪])")
_CUE = rf"(?<!\w)(?:(?P<anywhere>{'|'.join(boilerplate.CAPTION_CUES)})|{'|'.join(boilerplate.CAPTION_OPENINGS)})"
# A quotation ends within its paragraph: the lines of one follow each other without a blank or indented line between.
_CURLY = re.compile(rf"“(?:[^“”\n]++|\n(?!\s))*+”{REST}*+")
_STRAIGHT = re.compile(rf'"(?<![\w"]")(?=\S)(?:[^"\n]++|\n(?!\s))*+(?<=\S)"(?!\w){REST}*+')
_QUOTED_WORDS = 4  # fewer are a name or a word held at arm's length


def without_noise(text: str) -> str:
    """The text with URLs, e-mail addresses and comment boxes blanked."""
    if "://" in text or "www." in text or "@" in text:
        text = overwrite(text, (match.span() for match in re.finditer(_LINK, text)))
    if "characters" in text and any(hint in text for hint in boilerplate.COMMENT_BOX_HINTS):
        text = overwrite(text, (match.span() for match in re.finditer(_BOX, text)))
    return text


def scopes(text: str, headings: Sequence[tuple[int, int]] = ()) -> list[Scope]:
    """Quotations, captions and teasers of a text; headings are (start, rank from 1), in order."""
    found: list[Scope] = []
    if "“" in text:
        found += _quotations(_CURLY, text)
    if '"' in text:
        found += _quotations(_STRAIGHT, text)
    for hint in boilerplate.CAPTION_HINTS:
        if hint in text:
            found += _captions(text)
            break
    found += _teasers(text, headings)
    return found


def in_order(found: list[Scope]) -> tuple[Scope, ...]:
    """Scopes by their start, of two that start together the outer one first."""
    if len(found) > 1:
        found.sort(key=lambda scope: (scope.start, -scope.end))
    return tuple(found)


def _quotations(pattern: re.Pattern[str], text: str) -> Iterator[Scope]:
    for match in pattern.finditer(text):
        if len(match[0].split(None, _QUOTED_WORDS)) >= _QUOTED_WORDS:
            yield Scope("quotation", *match.span())


def _captions(text: str) -> Iterator[Scope]:
    done = 0
    for match in re.finditer(_CUE, text):
        if match.start() < done:
            continue
        start = text.rfind("\n", done, match.start()) + 1 or done
        if match["anywhere"] or not text[start : match.start()].strip(_SPACES + "*_"):
            done = line_end(text, match.end())
            line = text[start:done]
            yield Scope("caption", done - len(line.lstrip(_SPACES)), start + len(line.rstrip(_SPACES)))


def _teasers(text: str, headings: Sequence[tuple[int, int]]) -> Iterator[Scope]:
    """From a heading of teasers to the next heading of its rank; below a plain line, to the next one flush left.

    Where the first teaser is itself flush left nothing marks their end, and they go on to the end of the text.
    """
    done = 0
    for match in _TEASER.finditer("\n" + text):
        start, end = match.start(1) - 1, match.end() - 1
        if start < done:
            continue
        number = bisect_left(headings, (match.start(), 0))
        if number < len(headings) and headings[number][0] <= start:
            rank = headings[number][1]
            later = (headings[index] for index in range(number + 1, len(headings)))
            done = next((at for at, other in later if other <= rank), len(text))
        else:
            done = _block_end(text, end)
        yield Scope("teaser", start, done)


def _block_end(text: str, start: int) -> int:
    flush = _FLUSH.search(text, start)
    return flush.start() if flush and text[start : flush.start()].strip() else len(text)


def line_end(text: str, at: int) -> int:
    """Where the line that holds an offset ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
