"""What a token is: the one regular expression that cuts texts and cues of the lexicon alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from factcheck.language.scanner import scan

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


_IS_COMPILED = not __file__.endswith(".py")


def tokens(text: str) -> tuple[list[str], list[int]]:
    """(tokens, where each ends) of a text; a hyphen or two between spaces are dashes."""
    text = text.rstrip(SPACES)  # spaces that no token follows take quadratic time
    if _IS_COMPILED and text.isascii():
        return scan(text)
    spaced = SPACED_PATTERN.findall(text.replace(" - ", " – ").replace(" -- ", " –– "))
    return _bare(spaced), list(accumulate(map(len, spaced)))


def cut(text: str) -> list[str]:
    """The tokens of a text, hyphens as they are."""
    return _bare(SPACED_PATTERN.findall(text))


def _bare(spaced: Iterable[str]) -> list[str]:
    """Tokens without the spaces before them."""
    # Without an argument it is much faster, but leaves nothing of line breaks.
    return [token.lstrip() or token.lstrip(SPACES) for token in spaced]
