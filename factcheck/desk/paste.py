"""A pasted text in, what the annotated view is drawn from out, as JSON; this is what runs in the browser."""

from __future__ import annotations

import json
from functools import cache

from factcheck.reports.view import view
from factcheck.run import Checker, Config

_NAMES = {"text": "your text", "markdown": "your text.md", "html": "your text.html"}
"""What a text of each format is called."""


def checked(text: str, format: str = "text") -> str:
    """The view of a text. Raises ValueError for a format that there is not."""
    checker = _checker()
    report = checker.check_text(text, _NAMES.get(format, "your text"), format)
    return json.dumps(view(report, checker.pack.rules), ensure_ascii=False)


@cache
def _checker() -> Checker:
    return Checker(Config(keep=True))
