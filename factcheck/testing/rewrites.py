"""A text in, the same said in other ways out: what must not change any verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from factcheck.checks.style import Style
from factcheck.records import Quantity

_SENTENCES = re.compile(r"[.?!]['\"”’]?\s")
_BESIDE_DIGITS = re.compile(r"(?<=\d) | (?=\d)")
_QUOTES = ("“{}”", '"{}"')
_SPACES = {"no-break spaces": "\u00a0", "narrow no-break spaces": "\u202f"}
_FRAMED = "{sentence}"


@frozen
class Rewrite:
    """A text said in another way, and what was done to it."""

    text: str
    change: str


def rewrites(text: str, figures: Sequence[Quantity], style: Style) -> Iterator[Rewrite]:
    """Each way in which the words of a lexicon can say a text otherwise: figure by figure, then the text as a whole."""
    for figure in figures:
        for new in dict.fromkeys(_figure(figure, style)):
            begins = not text[: figure.start].strip() or _SENTENCES.search(text[: figure.start][-3:])
            shown = new[0].upper() + new[1:] if begins else new
            yield Rewrite(text[: figure.start] + shown + text[figure.end :], f"{figure.shown} → {shown}")
    if " | " in text:
        yield Rewrite("\n".join(map(_stroked, text.split("\n"))), "strokes at the ends of the rows of a table")
    if "\n" in text:
        return
    for quotes in _QUOTES:
        yield Rewrite(quotes.format(text), f"in {quotes.format('…')}")
    for name, space in _SPACES.items():
        if _BESIDE_DIGITS.search(text):
            yield Rewrite(_BESIDE_DIGITS.sub(space, text), name)
    for frame in style.lexicon.get("frames", ()) if not _SENTENCES.search(text) else ():
        yield Rewrite(_framed(frame, text), frame)


def _stroked(line: str) -> str:
    """The row of a table with strokes at its ends, or without those that are there."""
    bare = line.strip().strip("|").strip()
    return f"| {bare} |" if bare and bare == line.strip() else bare


def _figure(figure: Quantity, style: Style) -> Iterator[str]:
    """The other ways in which a figure can be written."""
    respelled = style.respelled(figure)
    if respelled is not None:
        yield respelled
    for words, others in _synonyms(figure, style.lexicon):
        longest_first = sorted(words, key=len, reverse=True)
        found = next((match for word in longest_first if (match := _found(word, figure.shown))), None)
        if found:
            before, behind = figure.shown[: found.start()].rstrip(), figure.shown[found.end() :]
            yield from (new for other in others if (new := before + other + behind) != figure.shown)


def _synonyms(figure: Quantity, lexicon: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """(words that mean the same, what may stand in their place with the space around it) for the parts of a figure."""
    if figure.type == "percent":
        words = lexicon["percent"]
        yield words, [_apart(next(word for word in words if word[0].isalpha() is letters)) for letters in (False, True)]
    glued = set(lexicon["glued_magnitudes"])
    sizes: Mapping[str, int] = lexicon["magnitudes"]
    for size in dict.fromkeys(sizes.values()):
        words = [word for word, worth in sizes.items() if worth == size]
        short = sorted((word for word in words if word in glued), key=len)[:1]
        if short:
            yield words, [*short, *(_apart(word) for word in words if word not in glued)][:2]
    for section in ("units", "times"):
        words = lexicon[section].get(figure.unit, ())
        yield words, [_apart(word) for word in words if not _singular(word, words, lexicon)]
    signs = lexicon["currencies"].get(figure.unit, ())
    if figure.unit in signs:
        yield [sign for sign in signs if figure.shown.startswith(sign) and not sign[-1].isalpha()], [f"{figure.unit} "]


def _apart(word: str) -> str:
    """A word with the space that divides it from digits; signs and single capitals (35C) follow them at once."""
    return word if not word[0].isalpha() or len(word) == 1 and word.isupper() else f" {word}"


def _singular(word: str, words: Sequence[str], lexicon: Mapping[str, Any]) -> bool:
    """Whether some other of the words is the plural of this one."""
    endings: Mapping[str, str] = lexicon.get("plural_endings", {})
    plurals = [word.removesuffix(one) + many for many, one in endings.items() if word.endswith(one)]
    return any(plural in words for plural in plurals)


def _found(word: str, text: str) -> re.Match[str] | None:
    """A word behind the digits of a text or before them."""
    before = r"(?<![^\W\d_])" if word[0].isalpha() else ""
    behind = r"(?![^\W_])" if word[-1].isalpha() else ""
    return re.search(before + re.escape(word) + behind, text)


def _framed(frame: str, text: str) -> str:
    """A sentence inside a frame; in the middle of it, its first letter is a small one unless a name begins it."""
    sentence = text.strip().removesuffix(".")
    first, _, rest = sentence.partition(" ")
    begins = frame.startswith((_FRAMED, "“"))
    if not begins and first[1:].islower() and not rest[:1].isupper():
        sentence = sentence[0].lower() + sentence[1:]
    return frame.replace(_FRAMED, sentence)
