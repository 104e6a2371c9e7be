"""What a token is: the one regular expression that cuts texts and cues of the lexicon alike."""

from __future__ import annotations

import re

# Latin, Greek and Vietnamese letters with the combining marks of NFD come first, for speed; other scripts last.
_LETTERS = "A-Za-zªµºÀ-ÖØ-öø-ʯ\u0300-\u036fͰ-῿"
_TOKEN = (
    rf"(?:[A-Z]\.(?:(?:[A-Z]\.)+|(?= [A-Z][a-z]))|[{_LETTERS}]+(?:[’'\-‑][{_LETTERS}]+)*"
    r"|\d+(?:[.,．，]\d+|['’]\d{3}(?!\d))*(?:[eE][+-]?\d{1,2}(?![^\W_]))?|\n+|(?<![\w.])\.\d+|[^\w\s]|[^\W\d_]+|[^\W\d]+)"
)
SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace() and char != "\n")
# Spaces before a token are passed over within the match, as trying each alternative at them takes twice the time.
SPACED_PATTERN = re.compile(f"[{SPACES}]*+{_TOKEN}")
"""A token with the spaces before it: matches follow each other without a gap."""

WORD_PATTERN = re.compile(_TOKEN)
"""A token alone."""
