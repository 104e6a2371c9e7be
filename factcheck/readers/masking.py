"""Texts and spans in, texts of equal length out: how markup is overwritten so that every offset stays right."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHOWN = re.compile(r"[^\r\n]+")


def blank(text: str) -> str:
    """Spaces for everything but line breaks."""
    if "\n" in text or "\r" in text:
        return _SHOWN.sub(lambda match: " " * len(match[0]), text)
    return " " * len(text)


def overwrite(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spans blanked; spans are (start, end), in order, and don't overlap."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += text[at:start], blank(text[start:end])
        at = end
    if not pieces:
        return text
    pieces.append(text[at:])
    return "".join(pieces)
