"""Text in, tokens out: one pass of one regular expression; line breaks that mean something are tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from math import ceil
from operator import eq
from typing import Any, TypeVar
from unicodedata import normalize

from attrs import frozen

from factcheck.language.lexicon import BREAK, DAY, NUMERAL, YEARLIKE, Lexicon
from factcheck.language.words import tokens
from factcheck.records import Quantity

_NARROWEST, _WIDEST = 40, 100  # characters: the longest line of a hard-wrapped text is as long
_ENOUGH = 0.6  # of the longest line: a shorter one ends where its writer ended it
_BULLETS = "-*•+"
_SENTENCE_ENDS = (".", "!", "?")
_BREAKS = re.compile(BREAK)
_NUMERALS = re.compile(f"[{NUMERAL}{DAY}{YEARLIKE}]")
UNREAD = "[\u0300-\u036f\u0488\u0489\u066b\u066c\u20d0-\u20f0〇]"
"""Accents and other marks upon a character, Arabic separators, and a zero that is no decimal digit."""
_PADDING = 6  # tokens that a reader may look ahead behind the last one

T = TypeVar("T")
Cue = tuple[int, int, str]
"""A cue of several words where it stands: first token, end, the character of the whole."""


# What settles which sign groups thousands and which one decimals follow; 1.278 and 1,278 themselves do not.
_COMMA_DECIMALS = re.compile(r"\d\.\d{3}[.,]\d|(?<![\d,.])\d+,\d{1,2}(?!,?\d)")
_POINT_DECIMALS = re.compile(r"\d,\d{3}[.,]\d|(?<![\d,.])(?:\d+\.\d{1,2}(?!\.?\d)|0\.\d)|\.\d{4}")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2} (?:0\d\d|\d{3} \d{3})(?![\d.,])")
_COMMA_GROUPS = re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)")
_COMBINING = re.compile("[\u0300-\u036f]")

_GROUPED_THOUSANDS = re.compile(r"(?<![\d.,])\d,\d{3}(?![\d,])")

# Classes that are asked for together, by the name that their bits have in `Bits`.
_TOGETHER = {
    "any_unit": ("MAGNITUDE", "PERCENT", "CURRENCY", "CENT", "UNIT", "TIME", "POINT", "FOLD", "VULGAR"),
    "any_joint": ("TO", "FOR", "AND", "ONE_IN", "DIVIDED", "TIME", "AGE"),
    "goes_on": (
        "NUMBER",
        "MAGNITUDE",
        "FRACTION",
        "COMPOUND",
        "AND",
        "OF",
        "POINT",
        "INNER",
        "CONNECTOR",
        "DECIMAL",
        "HALF",
    ),
    "loosening": ("HEDGE", "DET"),
    "rating": ("PER", "OF"),
    "naming": ("NAME", "ADMIN", "ORDINAL_PREFIX", "CLOCK", "DAYTIME"),
    "moving": ("RISE", "FALL", "UP", "DOWN", "A_RISE", "A_FALL"),
}


class Bits:
    """The class bits that the readers of figures ask for, the lowest ones; 0 for a class that the lexicon doesn't have.

    It is no record, as with so many fields that takes as long as to read an article.
    """

    ADMIN: int
    AND: int
    ARTICLE: int
    A_FALL: int
    A_RISE: int
    BETWEEN: int
    BE_ONLY: int
    BUT: int
    CENT: int
    COMPOUND: int
    CURRENCY: int
    DAY: int
    DECIMAL: int
    DEFINITE: int
    DET: int
    DOWN: int
    FACTOR: int
    FALL: int
    FOLD: int
    FOR: int
    FRACTION: int
    FROM: int
    HALF: int
    HEDGE: int
    HOMOGRAPH: int
    IDENTIFIER: int
    MAGNITUDE: int
    MINUS: int
    MONTH: int
    NAME: int
    NOUN: int
    NUMBER: int
    NUMERAL: int
    OF: int
    OF_YEAR: int
    ON_DAY: int
    OR: int
    ORDINAL: int
    ORDINAL_PREFIX: int
    ORDINAL_SUFFIX: int
    OVER_TIME: int
    PER: int
    PERCENT: int
    PLAIN: int
    POINT: int
    PREP: int
    PRIOR: int
    REMAINING: int
    RISE: int
    TIME: int
    TO: int
    UNIT: int
    UP: int
    WEEKDAY: int
    WHO: int
    YEARLIKE: int
    # Those that few words have: what is compiled reads the first 62 faster.
    AGE: int
    AGED: int
    AGO: int
    AT_CLOCK: int
    CLOCK: int
    CONNECTOR: int
    DAYTIME: int
    DEFICIT: int
    DIVIDED: int
    FROM_RANGE: int
    INNER: int
    LATER: int
    NOT: int
    ONE_IN: int
    PHONE: int
    RANGING: int
    SPLIT: int
    STREET: int
    TOLERANCE: int
    VAGUE: int
    VULGAR: int

    any_unit: int
    any_joint: int
    goes_on: int
    loosening: int
    rating: int
    naming: int
    moving: int

    __slots__ = tuple(__annotations__)

    def __init__(self, lexicon: Lexicon) -> None:
        found = {name: 1 << lexicon.bits[name] for name in _ASKED if name in lexicon.bits}
        for name, classes in _TOGETHER.items():
            found[name] = sum(found.get(one, 0) for one in classes)
        for name in _ASKED:
            setattr(self, name, found.get(name, 0))


_ASKED: tuple[str, ...] = vars(Bits).get("__mypyc_attrs__") or vars(Bits)["__slots__"]
ASKED = tuple(name for name in _ASKED if name.isupper())
"""The classes that `Bits` has, those first that many words have."""


@frozen(eq=False, repr=False, slots=False)
class Text:
    """A tokenised text, which shows all its characters. `shape` has a character for each token, `masks` its `Bits`.

    glued: whether a token follows the one before it on its line without a space. words, masks and glued are padded, so
    that a reader may look a few tokens ahead of the last one or one before the first. It has no slots, as these and
    what is worked out when first asked for make all attributes slow to read.
    """

    source: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    shape: str
    masks: list[int]
    glued: list[bool]
    bits: Bits
    lexicon: Lexicon

    @property
    def values(self) -> Mapping[str, Mapping[str, Any]]:
        """What the lexicon says of words."""
        return self.lexicon.values

    def classes(self, index: int) -> int:
        """The bits of all classes of a token, 0 where there is none."""
        return self.lexicon.masks[self.shape[index]] if 0 <= index < len(self.shape) else 0

    @cached_property
    def sentence_ends(self) -> list[int]:
        """The tokens that end sentences."""
        return [index for index, word in enumerate(self.words) if word in _SENTENCE_ENDS]

    @cached_property
    def numerals(self) -> str:
        """The numerals of the text in digits, spaces between them."""
        return " ".join([self.words[match.start()] for match in _NUMERALS.finditer(self.shape)])

    @cached_property
    def has_comma_decimals(self) -> bool:
        """Whether some number has a decimal comma, or thousands grouped by full stops, beyond doubt."""
        return _COMMA_DECIMALS.search(self.numerals) is not None

    @cached_property
    def has_point_decimals(self) -> bool:
        """Whether some number has a decimal point, or thousands grouped by commas, beyond doubt.

        Where the language groups by commas, a single one (1,278) will do.
        """
        if _POINT_DECIMALS.search(self.numerals):
            return True
        return not self.values["habits"].get("decimal_comma") and self.grouped

    @cached_property
    def spaced(self) -> bool:
        """Whether spaces group thousands here, so that "1 278" is one number: "40 000" or "1 234 567" are others."""
        return _SPACED_THOUSANDS.search(self.source) is not None and not self.grouped

    @cached_property
    def dotted(self) -> bool:
        """Whether numbers like 1.278 are thousands here: others have a decimal comma or two dots, none a point."""
        if self.values["habits"].get("decimal_comma"):
            return self.decimal_comma
        return self.has_comma_decimals and not self.has_point_decimals

    @cached_property
    def decimal_comma(self) -> bool:
        """Whether 1,278 has three decimals here: the language writes it so, and no other number of the text groups."""
        habit = self.values["habits"].get("decimal_comma", False)
        return habit and (not _COMMA_GROUPS.search(self.numerals) or self.has_comma_decimals)

    @cached_property
    def grouped(self) -> bool:
        """Whether thousands are grouped here even where there are but four digits, so that 1986 is a year."""
        return _GROUPED_THOUSANDS.search(self.numerals) is not None

    @cached_property
    def marred(self) -> bool:
        """Whether it has signs that are part of numbers and are not read."""
        return not self.source.isascii() and re.search(UNREAD, self.source) is not None

    def value(self, section: str, word: str) -> Any:
        """What a section says of a word as written, else in lower case, else ""; a full stop counts for nothing."""
        values = self.values[section]
        word = word.removesuffix(" .")
        if not word.isascii():
            word = normalize("NFC", word)
        found = values.get(word)
        return values.get(word.lower(), "") if found is None else found


@frozen
class Figure:
    """A figure and the tokens it covers: `first` to `stop`, exclusive, the counted noun's included."""

    first: int
    stop: int
    quantity: Quantity


def figure(text: Text, first: int, stop: int, kind: str, value: Any = 0, place: Any = 1, dated: bool = False) -> Figure:
    """A figure that is just the tokens it covers: a name, a date, a year, a fraction."""
    start, end = text.starts[first], text.ends[stop - 1]
    return Figure(first, stop, Quantity(text.source[start:end], start, end, value, place, place, kind, dated=dated))


def tokenize(source: str, lexicon: Lexicon, bits: Bits, keepers: re.Pattern[str]) -> Text:
    """The tokens of those lines of a text that are worth reading; cues of several words are joined to one.

    A list item belongs to the line before it and is kept with it.
    """
    words, ends = tokens(unwrap(source))
    alphabet = lexicon.alphabet
    shape = "".join([alphabet[word] for word in words])
    kept = [slice(*match.span()) for match in keepers.finditer(shape)]
    if kept != [slice(0, len(words))]:
        words, ends, shape = _of(words, kept), _of(ends, kept), "".join([shape[span] for span in kept])
    starts = [end - len(word) for word, end in zip(words, ends, strict=True)]
    written = words
    if not source.isascii() and _COMBINING.search(source):
        words = [normalize("NFC", word) for word in words]
    cues = _cues(written, words, starts, lexicon)
    if cues:
        words = _replaced(words, cues, [" ".join(words[first:stop]) for first, stop, _ in cues])
        starts = _replaced(starts, cues, [starts[first] for first, _, _ in cues])
        ends = _replaced(ends, cues, [ends[stop - 1] for _, stop, _ in cues])
        shape = "".join(_replaced(shape, cues, [char for _, _, char in cues]))
    masks = [*map(lexicon.asked.__getitem__, shape), *(0,) * _PADDING]
    words += ("",) * _PADDING
    glued = [False, *map(eq, ends, starts[1:]), *(False,) * _PADDING]
    for line in _BREAKS.finditer(shape):
        glued[line.end()] = False
    return Text(source, words, starts, ends, shape, masks, glued, bits, lexicon)


def _of(items: list[T], spans: Iterable[slice]) -> list[T]:
    """The items of some spans of a list."""
    return list(chain.from_iterable(map(items.__getitem__, spans)))


def _cues(written: list[str], words: list[str], starts: list[int], lexicon: Lexicon) -> list[Cue]:
    """The cues of several words, the longest where several start. written: the tokens as the alphabet has seen them."""
    found: list[Cue] = []
    opening, following, cues = lexicon.alphabet.opening, lexicon.alphabet.following, lexicon.cues
    last = len(words) - 1
    index = 0
    while index < last:
        if written[index] in opening and written[index + 1] in following:
            stop, char = _cue(words, starts, index, cues)
            if stop:
                found.append((index, stop, char))
                index = stop
                continue
        index += 1
    return found


def _cue(
    words: list[str], starts: list[int], index: int, cues: Mapping[str, Mapping[str, Sequence[Any]]]
) -> tuple[int, str]:
    """(end, character) of the cue at a token; 0 if none starts there."""
    for rest, char in cues.get(words[index], {}).get(words[index + 1].lower(), ()):
        stop = index + 1 + len(rest)
        if [word.lower() for word in words[index + 1 : stop]] != rest:
            continue
        if stop < len(words) and _is_article(words, starts, index, stop):
            break
        if rest == ["."] and (stop == len(words) or words[stop][0] == "\n"):
            break  # a full stop that ends a paragraph is one
        return stop, char
    return 0, ""


def _is_article(words: list[str], starts: list[int], first: int, stop: int) -> bool:
    """Whether a cue of a letter and a sign is not one, as the sign belongs to the number behind: "A $5 note"."""
    letter = stop == first + 2 and len(words[first]) == len(words[first + 1]) == 1
    return letter and starts[first] + 1 < starts[first + 1] and starts[first + 1] + 1 == starts[stop]


def _replaced(items: Sequence[T], cues: Iterable[Cue], instead: Iterable[T]) -> list[T]:
    """A list over tokens with one item in the place of those that make up a cue."""
    result: list[T] = []
    done = 0
    for (first, stop, _), one in zip(cues, instead, strict=True):
        result += items[done:first]
        result.append(one)
        done = stop
    result += items[done:]
    return result


def unwrap(text: str) -> str:
    """The text, of equal length, with those newlines made spaces that only wrap lines.

    A text without a line over 100 characters is taken to be hard-wrapped; there a newline wraps if its line is long
    enough and the next one is neither blank, indented nor a list item. Elsewhere every newline is a break.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    if len(lines) == 1 or not _NARROWEST <= longest <= _WIDEST:
        return text
    least = ceil(longest * _ENOUGH)
    joints = [" " if len(line) >= least and _wraps(line, below) else "\n" for line, below in pairwise(lines)]
    return "".join(chain.from_iterable(zip(lines, [*joints, ""], strict=True)))


def _wraps(line: str, below: str) -> bool:
    """Whether a long line goes on in the one below: not if it is blank, leads to a list, or that one starts anew."""
    if not below or below[0].isspace() or below[0] in _BULLETS or below[1:2] == ")" and below[0].isdecimal():
        return False
    return line.rstrip()[-1:] not in ("", ":")
