"""The lexicon of a pack in, classes of words as characters out: the alphabet in which sentences are matched.

Every distinct set of classes that some token belongs to gets one character, so that a sentence becomes a short string
(its shape) and a phrasing becomes a small regular expression over such strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any
from unicodedata import normalize

from attrs import field, frozen

from factcheck.language.words import cut
from factcheck.records import Number

# Characters of their own: numerals by what they could be, words that no class knows, breaks, and figures once read.
NUMERAL, DAY, YEARLIKE, COMPOUND, WORD, NAME, OTHER = "n", "d", "y", "k", "w", "W", "x"
BREAK, BULLET, DASH = "¶", "·", "¬"
NESTED, DEEP = "¤", "¦"
LEVELS = {"-": 1, DASH: 1, "*": 1, "+": 1, NESTED: 2, DEEP: 3}
"""The signs that open an item of a list, and how deep it is nested."""
FIGURES = {"count": "C", "number": "Q", "money": "M", "measure": "U", "time": "T", "percent": "P", "point": "B",
           "factor": "F", "date": "D", "year": "Y", "ordinal": "O", "identifier": "I", "fraction": "H",
           "weekday": "K", "age": "G", "ratio": "R"}  # fmt: skip
AMOUNTS = "CQMUTPB"
LABELS = "DYOIKG"  # figures that are no amounts: a gap may run over them
QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": DASH, "—": DASH, "−": "-",
          "•": "*", "◦": NESTED, "▪": DEEP}  # fmt: skip

# Nouns with a class are plain words all the same: a counted noun may be one.
CONTENT = ("ADMIN", "PLAN", "GENERIC", "FOUNDING", "NOUN", "SPLIT", "IDENTIFIER")
_MEMO_LIMIT = 200_000
_PLAIN_WORDS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
CLASSES = 0x4E00  # where the characters for sets of classes begin
RESERVED = frozenset(
    {
        *_MARKS,
        *"0123456789",
        *FIGURES.values(),
        NUMERAL,
        DAY,
        YEARLIKE,
        COMPOUND,
        WORD,
        NAME,
        OTHER,
        BREAK,
        BULLET,
        DASH,
        NESTED,
        DEEP,
    }
)
"""The characters of shapes that stand for no set of classes; all are Latin-1."""


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
        if token.isascii():
            if token.isalpha():  # as most are
                return NAME if first.isupper() else WORD
        elif (composed := normalize("NFC", token)) != token and composed in self.words:
            return self.words[composed]
        if first.isdecimal() or first == "." and len(token) > 1 and token[1].isdecimal():
            if token.isdecimal() and len(token) == 4 and "1200" <= token < "2200":
                return YEARLIKE
            return DAY if token.isdecimal() and len(token) <= 2 and 1 <= int(token) <= 31 else NUMERAL
        if first == "\n":
            return BREAK
        if not first.isalpha():
            return QUOTES.get(token, token if token in _MARKS else OTHER)
        head, hyphen, _ = token.partition("-")
        if hyphen and head.lower() in self.compounds and not token.endswith(("'s", "’s")):
            return COMPOUND
        return NAME if first.isupper() else WORD


@frozen
class Cue:
    """A cue of several words: the words after its first, in lower case, and the character of the whole."""

    rest: tuple[str, ...]
    char: str


@frozen(eq=False, repr=False)
class Lexicon:
    """The classes of a language. chars: class to the characters that belong to it; masks: character to class bits.

    cues: the first two words of cues, as they may be written, to those cues, longest first.
    """

    alphabet: Alphabet
    cues: Mapping[tuple[str, str], tuple[Cue, ...]]
    chars: Mapping[str, str]
    bits: Mapping[str, int]
    masks: Mapping[str, int]
    values: Mapping[str, Mapping[str, Any]] = field(factory=dict)

    def mask(self, *classes: str) -> int:
        """The bits of some classes together."""
        return sum(1 << self.bits[name] for name in classes)

    def classes_of(self, char: str) -> list[str]:
        """The names of the classes to which a character belongs, those of literal words left out."""
        mask = self.masks[char]
        return [name for name, bit in self.bits.items() if mask >> bit & 1 and name[0] != "="]


def build(sections: Mapping[str, Any], literals: Iterable[str]) -> Lexicon:
    """The lexicon from a pack's sections; each literal word of a phrasing becomes the class `=word`.

    The sections and their values are as `factcheck.packs.sections` wants them; one that lacks is empty.
    """
    values = {name: sections.get(name, {}) for name in SECTIONS}
    entries = [*(("=" + literal, literal) for literal in literals), *_entries(sections)]
    names = [*_LOOKS, *dict.fromkeys(SIGNS.values()), *sorted({name for name, _ in entries})]
    bits = {name: index for index, name in enumerate(dict.fromkeys(names))}
    bit = {name: 1 << index for name, index in bits.items()}
    words: dict[str, int] = {}
    for name, surface in entries:
        words[surface] = words.get(surface, 0) | bit[name]
    plain, abbreviations, units, currencies = (
        bit["PLAIN"],
        bit.get("ABBR", 0),
        bit.get("UNIT", 0),
        bit.get("CURRENCY", 0),
    )
    dates, little = bit.get("MONTH", 0) | bit.get("WEEKDAY", 0), bit.get("DET", 0) | bit.get("PREP", 0)
    known = bit.get("NOUN", 0)
    nouns = abbreviations | sum(bit.get(name, 0) for name in CONTENT)
    masks = {char: bit[look] for look, char in _LOOK_CHARS}
    masks[NAME] |= plain
    for numeral in (DAY, YEARLIKE):
        masks[numeral] |= bit["NUMERAL"]
    by_mask = {mask: char for char, mask in masks.items()}

    def char_of(mask: int, surface: str) -> str:
        if not mask & ~nouns or mask & known:
            mask |= plain
        if surface[:1].isupper() and (mask & abbreviations or mask & units and len(surface) == 1):
            mask |= bit["NAME"]  # "Mr. C", but "32C"
        if mask not in by_mask:
            by_mask[mask] = chr(CLASSES + len(by_mask))
            masks[by_mask[mask]] = mask
        return by_mask[mask]

    singles: dict[str, str] = {}
    cues: dict[str, list[Cue]] = {}
    forms: dict[str, int] = {}
    for surface, mask in words.items():
        for form in _forms(surface, bool(mask & currencies), bool(mask & dates)):
            forms[form] = forms.get(form, 0) | mask
            if mask & little and form.istitle():
                forms[form] |= bit["CAPITAL"]  # the An of Hoa An: within a name it is one
    for surface, mask in forms.items():
        tokens = surface.split(" ") if _PLAIN_WORDS.fullmatch(surface) else cut(surface)
        if len(tokens) == 1:
            singles[surface] = char_of(mask, surface)
        elif tokens:
            cue = Cue(tuple(token.lower() for token in tokens[1:]), char_of(mask, surface))
            cues.setdefault(tokens[0], []).append(cue)
    for surface in values["abbreviations"]:
        cues.setdefault(surface, []).append(Cue((".",), singles.get(surface, NAME)))
    numbers = frozenset(values["numbers"]) | frozenset(values["fractions"])
    chars = _members(masks, bits)
    masks.update((char, bit[name]) for char, name in SIGNS.items())
    return Lexicon(Alphabet(singles, numbers), _by_pair(cues), chars, bits, masks, _lookup(values))


def _by_pair(cues: Mapping[str, Iterable[Cue]]) -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Cues by their first word and the second one as it may be written, the longest first."""
    found: dict[tuple[str, str], set[Cue]] = {}
    for first, some in cues.items():
        for cue in some:
            for second in (cue.rest[0], cue.rest[0].capitalize(), cue.rest[0].upper()):
                found.setdefault((first, second), set()).add(cue)
    return {pair: tuple(sorted(some, key=lambda cue: (-len(cue.rest), cue.rest))) for pair, some in found.items()}


def _members(masks: Mapping[str, int], bits: Mapping[str, int]) -> dict[str, str]:
    """Class to the characters that belong to it, in order."""
    members: dict[str, list[str]] = {name: [] for name in bits}
    named = list(members.values())
    for char in sorted(masks):
        mask = masks[char]
        while mask:
            index = mask.bit_length() - 1
            named[index].append(char)
            mask ^= 1 << index
    return {name: "".join(some) for name, some in members.items()}


_LOOKS = ("PLAIN", "NAME", "NUMERAL", "DAY", "YEARLIKE", "COMPOUND", "CAPITAL")
# What a paragraph may hold or lack besides words: figures by type and the punctuation that templates name.
SIGNS = {
    **{char: name.upper() + "!" for name, char in FIGURES.items()},
    "Q": "COUNT!",  # a bare number may count something
    "Y": "DATE!",
    **{sign: sign for sign in ",(:/;" + DASH},
}
_LOOK_CHARS = (("PLAIN", WORD), ("NAME", NAME), ("NUMERAL", NUMERAL), ("DAY", DAY), ("YEARLIKE", YEARLIKE),
               ("COMPOUND", COMPOUND))  # fmt: skip
# Section of the lexicon to the class that its words get; the words are keys (numbers) or values (units) of the section.
_KEYED = {"numbers": "NUMBER", "inner_numbers": "INNER", "magnitudes": "MAGNITUDE", "vague_magnitudes": "VAGUE",
          "fractions": "FRACTION", "plural_fractions": "FRACTION", "vulgar_fractions": "VULGAR",
          "factors": "FACTOR"}  # fmt: skip
_VALUED = {"points": "POINT", "currencies": "CURRENCY", "minor_currencies": "CENT", "units": "UNIT", "times": "TIME",
           "months": "MONTH", "weekdays": "WEEKDAY"}  # fmt: skip
_LISTED = {"percent": "PERCENT", "factor_words": "FOLD", "ages": "AGE", "ordinals": "ORDINAL",
           "ordinal_suffixes": "ORDINAL_SUFFIX", "identifier_words": "IDENTIFIER", "abbreviations": "ABBR",
           "one_in": "ONE_IN", "divided_by": "DIVIDED", "street_words": "STREET", "homographs": "HOMOGRAPH",
           "connectors": "CONNECTOR", "decimal_words": "DECIMAL", "halves": "HALF",
           "ordinal_prefixes": "ORDINAL_PREFIX"}  # fmt: skip
_UNCLASSED = ("hedges", "trailing_hedges", "not_nouns", "adjectives", "irregular_plurals", "plural_endings",
              "singular_endings", "glued_magnitudes", "compound_denominators", "habits", "evidence")  # fmt: skip
SECTIONS = (*_KEYED, *_VALUED, *_LISTED, *_UNCLASSED, "classes")
"""The sections that are read."""


def _entries(sections: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(class, word or cue) of every section."""
    for name, words in sections.get("classes", {}).items():
        for word in words:
            yield name, str(word)
    for hedge, words in sections.get("hedges", {}).items():
        for word in words:
            yield "HEDGE", str(word)
            yield "HEDGE_" + hedge, str(word)
    for section, name in _LISTED.items():
        for word in sections.get(section, ()):
            yield name, str(word)
    for section, name in _KEYED.items():
        for word in sections.get(section, {}):
            yield name, str(word)
    for section, name in _VALUED.items():
        for words in sections.get(section, {}).values():
            for word in words:
                yield name, str(word)


def _forms(surface: str, currency: bool, date: bool) -> Iterator[str]:
    """A word as it may stand in a text: itself, Capitalised, in CAPITALS; a symbol or a name only as it is."""
    yield surface
    if len(surface) == 1 and surface not in "a" or surface != surface.lower():
        if date:
            yield surface.upper()
        if currency and " " in surface:  # "finnish markka"
            yield surface.lower()
        return
    if not currency:  # Yen Chau and Dong Hy are districts
        yield surface[0].upper() + surface[1:]
    if " " not in surface and len(surface) > 1:
        yield surface.upper()


def _lookup(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Word in lower case (as written for symbols and codes) to what it is worth or what it is called."""

    def names(section: str) -> dict[str, str]:
        return {form: name for name, words in values[section].items() for word in words for form in _keys(str(word))}

    return {
        "numbers": {word: int(value) for word, value in values["numbers"].items()},
        "inner_numbers": {word: int(value) for word, value in values["inner_numbers"].items()},
        "magnitudes": {word: int(value) for word, value in values["magnitudes"].items()},
        "vague_magnitudes": {word: int(value) for word, value in values["vague_magnitudes"].items()},
        "fractions": {word: int(under) for word, under in values["fractions"].items()},
        "plural_fractions": {word: int(under) for word, under in values["plural_fractions"].items()},
        "vulgar_fractions": {char: Fraction(*pair) for char, pair in values["vulgar_fractions"].items()},
        "factors": {word: tuple(_exact(part) for part in pair) for word, pair in values["factors"].items()},
        "points": names("points"), "currencies": names("currencies"), "cents": names("minor_currencies"),
        "units": names("units"), "times": names("times"),
        "months": {form: index for index, words in enumerate(values["months"].values(), 1)
                   for word in words for form in (word, word.lower())},
        "weekdays": {form: index for index, words in enumerate(values["weekdays"].values())
                     for word in words for form in (word, word.lower())},
        "hedges": names("hedges"),
        "trailing_hedges": names("trailing_hedges"),
        "trailing_starts": {
            one: "" for words in values["trailing_hedges"].values() for word in words for one in (word, word.split()[0])
        },
        "compound_denominators": {word: int(under) for word, under in values["compound_denominators"].items()},
        "decimal_words": dict.fromkeys(values["decimal_words"], ""),
        "connectors": dict.fromkeys(values["connectors"], ""), "halves": dict.fromkeys(values["halves"], ""),
        "ofs": _single_words(values["classes"], "OF"),
        "articles": _single_words(values["classes"], "ARTICLE"),
        "tos": _single_words(values["classes"], "TO"), "fors": _single_words(values["classes"], "FOR"),
        "percents": dict.fromkeys(values["percent"], ""),
        "plurals": dict(values["irregular_plurals"]),
        "plural_endings": dict(values["plural_endings"]),
        "endings": {"plural": tuple(values["plural_endings"]), "singular": tuple(values["singular_endings"])},
        "habits": {**values["habits"], "least_ten": 20 if 11 in values["numbers"].values() else 10},
        "not_nouns": dict.fromkeys(values["not_nouns"], ""),
        "adjectives": dict.fromkeys(map(str.lower, values["adjectives"]), ""),
        "glued": dict.fromkeys(values["glued_magnitudes"], ""),
        "ages": dict.fromkeys(values["ages"], ""),
        "folds": dict.fromkeys(values["factor_words"], ""),
    }  # fmt: skip


def _single_words(classes: Mapping[str, Any], name: str) -> dict[str, str]:
    """The words of a class that are one word each."""
    return dict.fromkeys((word for word in classes.get(name, ()) if word.isalpha()), "")


def _keys(word: str) -> tuple[str, ...]:
    """A word as the lexer may write it: as it stands, in lower case, and with its tokens apart ("US $")."""
    apart = " ".join(cut(word))
    return word, word.lower(), apart, apart.lower()


def _exact(value: Any) -> Number:
    """A YAML number as int or Fraction."""
    return value if isinstance(value, int) else Fraction(str(value))
