"""The lexicon of a pack in, classes of words as characters out: the alphabet in which sentences are matched.

Every distinct set of classes that some token belongs to gets one character, so that a sentence becomes a short string
(its shape) and a phrasing becomes a small regular expression over such strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from factcheck.records import Number, PackError
from factcheck.language.words import WORD_PATTERN

# Characters of their own: numerals by what they could be, words that no class knows, breaks, and figures once read.
NUMERAL, DAY, YEARLIKE, COMPOUND, WORD, NAME, BREAK, BULLET = "n", "d", "y", "k", "w", "W", "¶", "•"
FIGURES = {"count": "C", "number": "Q", "money": "M", "measure": "U", "time": "T", "percent": "P", "point": "B",
           "factor": "F", "date": "D", "year": "Y", "ordinal": "O", "identifier": "I", "fraction": "H",
           "weekday": "K", "age": "G", "ratio": "R"}  # fmt: skip
AMOUNTS = "CQMUTPB"
LABELS = "DYOIKG"  # figures that are no amounts: a gap may run over them
QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "—": "–", "−": "-"}

# Nouns with a class are plain words all the same: a counted noun may be one.
CONTENT = ("ADMIN", "PLAN")
_MEMO_LIMIT = 200_000


class Alphabet(dict[str, str]):
    """Token to character; unknown tokens are classed by their look and remembered (up to a limit)."""

    def __init__(self, words: Mapping[str, str], compounds: frozenset[str]) -> None:
        super().__init__(words)
        self.words = dict(words)
        self.compounds = compounds

    def __missing__(self, token: str) -> str:
        char = self._look(token)
        if len(self) > _MEMO_LIMIT:
            self.clear()
            self.update(self.words)
        self[token] = char
        return char

    def __reduce__(self) -> tuple[Any, ...]:
        return Alphabet, (self.words, self.compounds)

    def _look(self, token: str) -> str:
        first = token[0]
        if first.isdecimal() or first == "." and len(token) > 1 and token[1].isdecimal():
            if token.isdecimal() and len(token) == 4 and "1200" <= token < "2200":
                return YEARLIKE
            return DAY if token.isdecimal() and len(token) <= 2 and 1 <= int(token) <= 31 else NUMERAL
        if first == "\n":
            return BREAK
        if not first.isalpha():
            return QUOTES.get(token, token if len(token) == 1 and token.isascii() or token == "–" else "x")
        for mark in ("'s", "’s"):
            if token.endswith(mark):
                return NAME if first.isupper() else WORD
        head, hyphen, _ = token.partition("-")
        if hyphen and head.lower() in self.compounds:
            return COMPOUND
        return NAME if first.isupper() else WORD


@frozen
class Cue:
    """A cue of several words: the words after its first, in lower case, and the character of the whole."""

    rest: tuple[str, ...]
    char: str


@frozen
class Lexicon:
    """The classes of a language. chars: class to the characters that belong to it; masks: character to class bits.

    cues: first word of cues to the cues, longest first; cue_pairs: the first two words of each, as they may be written.
    """

    alphabet: Alphabet
    cues: Mapping[str, tuple[Cue, ...]]
    cue_pairs: frozenset[tuple[str, str]]
    chars: Mapping[str, str]
    bits: Mapping[str, int]
    masks: Mapping[str, int]
    values: Mapping[str, Mapping[str, Any]] = field(factory=dict)

    def mask(self, *classes: str) -> int:
        """The bits of some classes together."""
        return sum(1 << self.bits[name] for name in classes)


def build(sections: Mapping[str, Any], literals: Iterable[str]) -> Lexicon:
    """The lexicon from a pack's sections; each literal word of a phrasing becomes the class `=word`.

    Raises PackError if a section is missing or a value is of the wrong kind.
    """
    values = {name: sections.get(name, {}) for name in _SECTIONS}
    words: dict[str, set[str]] = {}
    for name, surface in _entries(sections):
        words.setdefault(surface, set()).add(name)
    for literal in literals:
        words.setdefault(literal, set()).add("=" + literal)
    names = sorted({name for classes in words.values() for name in classes})
    bits = {name: index for index, name in enumerate([*_LOOKS, *dict.fromkeys(SIGNS.values()), *names])}
    masks = {char: 1 << bits[look] for look, char in _LOOK_CHARS}
    masks[NAME] |= 1 << bits["PLAIN"]
    for numeral in (DAY, YEARLIKE):
        masks[numeral] |= 1 << bits["NUMERAL"]
    by_mask = {mask: char for char, mask in masks.items()}

    def char_of(classes: set[str], surface: str) -> str:
        mask = sum(1 << bits[name] for name in classes)
        if classes <= {*CONTENT, "ABBR"}:
            mask |= 1 << bits["PLAIN"]
        if surface[:1].isupper() and ("ABBR" in classes or "UNIT" in classes and len(surface) == 1):
            mask |= 1 << bits["NAME"]  # "Mr. C", but "32C"
        if mask not in by_mask:
            by_mask[mask] = chr(0x4E00 + len(by_mask))
            masks[by_mask[mask]] = mask
        return by_mask[mask]

    singles: dict[str, str] = {}
    cues: dict[str, list[Cue]] = {}
    forms: dict[str, set[str]] = {}
    for surface, classes in words.items():
        for form in _forms(surface, classes):
            forms.setdefault(form, set()).update(classes)
    for surface, classes in forms.items():
        tokens = WORD_PATTERN.findall(surface)
        if len(tokens) == 1:
            singles[surface] = char_of(classes, surface)
        elif tokens:
            cue = Cue(tuple(token.lower() for token in tokens[1:]), char_of(classes, surface))
            cues.setdefault(tokens[0], []).append(cue)
    for surface in values["abbreviations"]:
        for form in (surface,):
            cues.setdefault(form, []).append(Cue((".",), singles.get(form, NAME)))
    ordered = {first: tuple(sorted(set(some), key=lambda cue: (-len(cue.rest), cue.rest))) for first, some in cues.items()}
    chars = {name: "".join(sorted(char for char, mask in masks.items() if mask >> bit & 1)) for name, bit in bits.items()}
    numbers = frozenset(values["numbers"]) | frozenset(values["fractions"])
    pairs = frozenset((first, form) for first, some in ordered.items() for cue in some
                      for form in (cue.rest[0], cue.rest[0].capitalize(), cue.rest[0].upper()))  # fmt: skip
    masks.update((char, 1 << bits[name]) for char, name in SIGNS.items())
    return Lexicon(Alphabet(singles, numbers), ordered, pairs, chars, bits, masks, _lookup(values))


_LOOKS = ("PLAIN", "NAME", "NUMERAL", "DAY", "YEARLIKE", "COMPOUND")
# What a paragraph may hold or lack besides words: figures by type and the punctuation that templates name.
SIGNS = {**{char: name.upper() + "!" for name, char in FIGURES.items()}, "Y": "DATE!", **{sign: sign for sign in "(:/;–"}}
_LOOK_CHARS = (("PLAIN", WORD), ("NAME", NAME), ("NUMERAL", NUMERAL), ("DAY", DAY), ("YEARLIKE", YEARLIKE),
               ("COMPOUND", COMPOUND))  # fmt: skip
# Section of the lexicon to the class that its words get; the words are keys (numbers) or values (units) of the section.
_KEYED = {"numbers": "NUMBER", "magnitudes": "MAGNITUDE", "fractions": "FRACTION", "factors": "FACTOR"}
_VALUED = {"points": "POINT", "currencies": "CURRENCY", "minor_currencies": "CENT", "units": "UNIT", "times": "TIME",
           "months": "MONTH", "weekdays": "WEEKDAY"}  # fmt: skip
_LISTED = {"percent": "PERCENT", "factor_words": "FOLD", "ages": "AGE", "ordinals": "ORDINAL", "ordinal_suffixes": "ORDINAL_SUFFIX",
           "identifier_words": "IDENTIFIER", "abbreviations": "ABBR"}  # fmt: skip
_SECTIONS = (*_KEYED, *_VALUED, *_LISTED, "hedges", "not_nouns", "irregular_plurals", "glued_magnitudes", "classes")


def _entries(sections: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(class, word or cue) of every section."""
    faults = [f"lexicon: section `{name}` is unknown, use one of: {', '.join(_SECTIONS)}" for name in sections
              if name not in _SECTIONS]  # fmt: skip
    if faults:
        raise PackError("\n".join(faults))
    for section, name in _KEYED.items():
        for word in sections.get(section, {}):
            yield name, str(word)
    for section, name in _VALUED.items():
        for words in sections.get(section, {}).values():
            for word in words:
                yield name, str(word)
    for section, name in _LISTED.items():
        for word in sections.get(section, ()):
            yield name, str(word)
    for hedge, words in sections.get("hedges", {}).items():
        for word in words:
            yield "HEDGE", str(word)
            yield "HEDGE_" + hedge, str(word)
    for name, words in sections.get("classes", {}).items():
        for word in words:
            yield name, str(word)


def _forms(surface: str, classes: set[str]) -> Iterator[str]:
    """A word as it may stand in a text: itself, Capitalised, in CAPITALS; a symbol or a name only as it is."""
    yield surface
    if len(surface) == 1 and surface not in "a" or surface != surface.lower():
        if classes & {"MONTH", "WEEKDAY"}:
            yield surface.upper()
        return
    if "CURRENCY" not in classes:  # Yen Chau and Dong Hy are districts
        yield surface[0].upper() + surface[1:]
    if " " not in surface and len(surface) > 1:
        yield surface.upper()


def _lookup(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Word in lower case (as written for symbols and codes) to what it is worth or what it is called."""

    def names(section: str) -> dict[str, str]:
        return {form: name for name, words in values[section].items() for word in words for form in _keys(str(word))}

    return {
        "numbers": {word: int(value) for word, value in values["numbers"].items()},
        "magnitudes": {word: int(value) for word, value in values["magnitudes"].items()},
        "fractions": {word: Fraction(*pair) for word, pair in values["fractions"].items()},
        "factors": {word: tuple(_exact(part) for part in pair) for word, pair in values["factors"].items()},
        "points": names("points"), "currencies": names("currencies"), "cents": names("minor_currencies"),
        "units": names("units"), "times": names("times"),
        "months": {form: index for index, words in enumerate(values["months"].values(), 1)
                   for word in words for form in (word, word.lower())},
        "weekdays": {form: index for index, words in enumerate(values["weekdays"].values())
                     for word in words for form in (word, word.lower())},
        "hedges": names("hedges"),
        "plurals": dict(values["irregular_plurals"]),
        "not_nouns": dict.fromkeys(values["not_nouns"], ""),
        "glued": dict.fromkeys(values["glued_magnitudes"], ""),
        "ages": dict.fromkeys(values["ages"], ""),
        "folds": dict.fromkeys(values["factor_words"], ""),
    }  # fmt: skip


def _keys(word: str) -> tuple[str, ...]:
    """A word as the lexer may write it: as it stands, in lower case, and with its tokens apart ("US $")."""
    apart = " ".join(WORD_PATTERN.findall(word))
    return word, word.lower(), apart, apart.lower()


def _exact(value: Any) -> Number:
    """A YAML number as int or Fraction."""
    return value if isinstance(value, int) else Fraction(str(value))
