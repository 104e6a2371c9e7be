"""A text in, its language out, by letters and little words that tell one language from another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from factcheck.visible import Visible

_WORD = re.compile(r"\w+")
Evidence = Mapping[str, Mapping[str, Sequence[str]]]
"""Language to the letters and words that tell it, the default language first."""


def detect(text: str, evidence: Evidence) -> str:
    """The language whose little words a text has most of, the one of its letters if several have as many.

    The default one where it has no such letters, or no such words.
    """
    text = normalize("NFC", Visible.of(text).text)
    default = next(iter(evidence))
    told = {default: evidence[default]}
    told |= {name: one for name, one in evidence.items() if any(letter in text for letter in one.get("letters", ()))}
    if len(told) == 1:
        return default
    words = _WORD.findall(text)  # as they are written: those in names do not count
    counts = {name: sum(map(frozenset(one["words"]).__contains__, words)) for name, one in told.items()}
    return max(counts, key=lambda name: (counts[name], counts[name] > 0 and name != default))
