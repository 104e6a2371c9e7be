"""A document and patterns in, the document without the lines that they find out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from factcheck.records import Document

_LINE = re.compile(r"[^\r\n]+")
_FILLER = " "


def without(document: Document, patterns: Sequence[re.Pattern[str]]) -> Document:
    """The document with each line of its prose overwritten in which a pattern is found."""
    text = _LINE.sub(lambda line: _masked(line[0], patterns), document.text)
    return document if text == document.text else evolve(document, text=text)


def _masked(line: str, patterns: Sequence[re.Pattern[str]]) -> str:
    return _FILLER * len(line) if any(pattern.search(line) for pattern in patterns) else line
