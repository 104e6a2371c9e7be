"""What a token is: the one regular expression that cuts texts and cues of the lexicon alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Latin, Greek and Vietnamese letters with the combining marks of NFD come first, for speed; other scripts last.
_LETTERS = "A-Za-zªµºÀ-ÖØ-öø-ʯ\u0300-\u036fͰ-῿"
# Nothing is ever given back, so that everything is possessive.
_TOKEN = (
    rf"(?:[A-Z]\.(?:(?:[A-Z]\.)++|(?= [A-Z][a-z]))|[{_LETTERS}]++(?:[’'\-‑][{_LETTERS}]++)*+"
    r"|\d++(?:[.,．，]\d++|['’]\d{3}(?!\d))*+(?:[eE][+-]?\d{1,2}(?![^\W_]))?|\n++|(?<![\w.])\.\d++|[^\w\s]|[^\W\d_]++|[^\W\d]++)"
)
DASHES = ("-", "–")
"""What ties two tokens to one, or stands between the ends of a range."""
SPACES = "".join(map(chr, range(0x2000, 0x200B))) + (
    "\t\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
)
"""All spaces but newlines."""
# Spaces before a token are passed over within the match, as trying each alternative at them takes twice the time.
SPACED_PATTERN = re.compile(rf"[^\S\n]*+{_TOKEN}")
"""A token with the spaces before it: matches follow each other without a gap."""


def bare(spaced: Iterable[str]) -> list[str]:
    """Tokens without the spaces before them."""
    # Without an argument it is much faster, but leaves nothing of line breaks.
    return [token.lstrip() or token.lstrip(SPACES) for token in spaced]


def cut(text: str) -> list[str]:
    """The tokens of a text."""
    return bare(SPACED_PATTERN.findall(text))
