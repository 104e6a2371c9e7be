"""Texts and spans in, texts of equal length out: how markup is overwritten so that every offset stays right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from factcheck.visible import JOINER, REST, Visible

_SHOWN = re.compile(r"[^\r\n]+")


def blank(text: str) -> str:
    """Spaces for everything but line breaks."""
    if "\n" in text or "\r" in text:
        return _SHOWN.sub(lambda match: " " * len(match[0]), text)
    return " " * len(text)


def join(text: str) -> str:
    """Joiners for everything but line breaks."""
    return _SHOWN.sub(lambda match: JOINER * len(match[0]), text)


def reference(written: str) -> str:
    """What a character reference shows, filled up to its length; one that is unknown shows itself."""
    from html import unescape

    shown = unescape(written)
    if shown == written:
        return written
    shown = " " if shown in ("\r", "\n") else Visible.of(shown).text
    return shown.ljust(len(written), REST) if shown else JOINER * len(written)


def overwrite(text: str, spans: Iterable[tuple[int, int]], filler: Callable[[str], str] = blank) -> str:
    """The text with spans overwritten; spans are (start, end), in order, and don't overlap."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += text[at:start], filler(text[start:end])
        at = end
    if not pieces:
        return text
    pieces.append(text[at:])
    return "".join(pieces)
