"""Text in, tokens out: one pass of one generic regular expression, with line breaks that mean something kept as tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from factcheck.language.lexicon import Lexicon

# Latin, Greek and Vietnamese letters with the combining marks of NFD; other scripts by the slower second class.
_LETTERS = "A-Za-zª-ªµ-µº-ºÀ-ÖØ-öø-ʯ\u0300-\u036fͰ-῿"
WORD_PATTERN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|[{_LETTERS}]+(?:[’'\-‑][{_LETTERS}]+)*|(?<![\w.])\.\d+|\d+(?:[.,]\d+)*|\n+|[^\w\s\u2060]|[^\W\d_]+"
)
WRAP_LIMIT = 100  # characters: no line of a hard-wrapped text is longer
_BULLETS = "-*•+"


@frozen
class Tokens:
    """The tokens of a text with their spans, and the text's shape: a character for each token."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    shape: str

    def glued(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space."""
        if index <= 0 or index >= len(self.words):
            return False
        before, after = self.ends[index - 1], self.starts[index]
        return before == after or not self.text[before:after].strip("\u2060")


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a text, cues of several words joined to one."""
    text = unwrap(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in WORD_PATTERN.finditer(text):
        words.append(match[0])
        spans.append(match.span())
    cues = lexicon.cues
    found = [index for index, word in enumerate(words) if word in cues]
    chars = list(map(lexicon.alphabet.__getitem__, words))
    starts = [span[0] for span in spans]
    ends = [span[1] for span in spans]
    if found:
        words, starts, ends, chars = _join(words, starts, ends, chars, found, lexicon)
    return Tokens(text, words, starts, ends, "".join(chars))


def _join(
    words: list[str], starts: list[int], ends: list[int], chars: list[str], found: list[int], lexicon: Lexicon
) -> tuple[list[str], list[int], list[int], list[str]]:
    """The lists with each longest cue of several words made one token."""
    new_words: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    new_chars: list[str] = []
    done = 0
    total = len(words)
    for index in found:
        if index < done:
            continue
        for cue in lexicon.cues[words[index]]:
            stop = index + 1 + len(cue.rest)
            if stop <= total and all(words[index + 1 + k].lower() == word for k, word in enumerate(cue.rest)):
                if cue.rest == (".",) and not _abbreviates(words, stop):
                    break
                new_words += words[done:index]
                new_starts += starts[done:index]
                new_ends += ends[done:index]
                new_chars += chars[done:index]
                new_words.append(" ".join(words[index:stop]))
                new_starts.append(starts[index])
                new_ends.append(ends[stop - 1])
                new_chars.append(cue.char)
                done = stop
                break
    new_words += words[done:]
    new_starts += starts[done:]
    new_ends += ends[done:]
    new_chars += chars[done:]
    return new_words, new_starts, new_ends, new_chars


def _abbreviates(words: list[str], after: int) -> bool:
    """Whether a full stop belongs to the abbreviation before it: a text or a paragraph does not end there."""
    return after < len(words) and words[after][0] != "\n"


def unwrap(text: str) -> str:
    """The text, of equal length, with those newlines made spaces that only wrap lines.

    A text without a line over 100 characters is taken to be hard-wrapped; there a newline wraps if its line is long
    enough and the next one is neither blank, indented nor a list item. Elsewhere every newline is a break.
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    longest = max(map(len, lines))
    if longest > WRAP_LIMIT or longest < 40:
        return text
    enough = longest * 0.6
    parts = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        wraps = (
            line and not line[0].isspace() and len(before) >= enough and line[0] not in _BULLETS
            and not before.rstrip().endswith(":") and not (line[0].isdigit() and line[1:2] in ")")
        )  # fmt: skip
        parts.append((" " if wraps else "\n") + line)
    return "".join(parts)


def lower(words: Mapping[str, str], word: str) -> str:
    """What a lookup says of a word as written, else of the word in lower case, else an empty string."""
    return words.get(word) or words.get(word.lower(), "")
