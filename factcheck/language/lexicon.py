"""The lexicon of a pack in, classes of words as characters out: the alphabet in which sentences are matched.

Every distinct set of classes that some token belongs to gets one character, so that a sentence becomes a short string
(its shape) and a phrasing becomes a small regular expression over such strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any
from unicodedata import normalize

from attrs import field, frozen

from factcheck.language.values import entries, lookup
from factcheck.language.words import SPACES, cut

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

# Nouns and adjectives with a class are plain words all the same: a counted noun may be one.
CONTENT = (
    "ADMIN", "PLAN", "GENERIC", "FOUNDING", "NOUN", "SPLIT", "IDENTIFIER", "PEAK", "TROUGH", "MILESTONE", "VOTES",
    "RATE", "TOURIST", "ONES", "FOREIGN", "LOWEST", "GOES", "TERRITORY", "HOUSEHOLDS", "STAKE", "COVERS",
)  # fmt: skip
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
    """Token to character, the spaces before it or not; unknown tokens are classed by their look and remembered.

    As many are remembered as a limit says. compounds: what numbers and fractions begin with that are hyphened to other
    words; openers, followers: the first words of cues, and the second ones in lower case; opening, following: those
    tokens that are such words, as far as they were looked up.
    """

    def __init__(
        self, words: Mapping[str, str], compounds: frozenset[str], openers: frozenset[str], followers: frozenset[str]
    ) -> None:
        super().__init__(words)
        self.words = dict(words)
        self.compounds = compounds
        self.openers, self.opening = openers, set(openers)
        self.followers, self.following = followers, {word for word in words if word.lower() in followers}

    def __missing__(self, token: str) -> str:
        word = normalize("NFC", token.lstrip(SPACES))
        char = self.words.get(word) or self._look(word)
        if word in self.openers:
            self.opening.add(token)
        if word.lower() in self.followers:
            self.following.add(token)
        if len(self) > _MEMO_LIMIT:
            self.clear()
            self.update(self.words)
        self[token] = char
        return char

    def __reduce__(self) -> tuple[Any, ...]:
        return Alphabet, (self.words, self.compounds, self.openers, self.followers)

    def _look(self, token: str) -> str:
        first = token[0]
        if token.isascii() and token.isalpha():  # as most are
            return NAME if first.isupper() or len(token) > 2 and token[1].isupper() else WORD  # eBay
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


Cue = Sequence[Any]
"""A cue of several words: the list of those after its first, in lower case, and the character of the whole."""


@frozen(eq=False, repr=False)
class Lexicon:
    """The classes of a language. chars: class to the characters that belong to it; masks: character to class bits;
    asked: to those of them alone that readers of figures ask for.

    cues: the first word of cues, as it may be written, and the second one in lower case to those cues, longest first.
    """

    alphabet: Alphabet
    cues: Mapping[str, Mapping[str, Sequence[Cue]]]
    chars: Mapping[str, str]
    bits: Mapping[str, int]
    masks: Mapping[str, int]
    asked: Mapping[str, int]
    values: Mapping[str, Mapping[str, Any]] = field(factory=dict)

    def mask_of(self, words: str) -> int:
        """The class bits of a word, or of several that are one cue."""
        first, *rest = words.split(" ")
        if not rest:
            return self.masks.get(self.alphabet[first], 0)
        cues = self.cues.get(first, {}).get(rest[0].lower(), ())
        return next((self.masks[char] for behind, char in cues if list(behind) == [word.lower() for word in rest]), 0)

    def classes_of(self, char: str) -> list[str]:
        """The names of the classes to which a character belongs, those of literal words left out."""
        mask = self.masks[char]
        return [name for name, bit in self.bits.items() if mask >> bit & 1 and name[0] != "="]


def build(sections: Mapping[str, Any], literals: Iterable[str], first: Sequence[str]) -> Lexicon:
    """The lexicon from a pack's sections; each literal word of a phrasing becomes the class `=word`.

    first: the classes that have the lowest bits, as readers of figures ask for them.
    The sections and their values are as `factcheck.packs.sections` wants them; one that lacks is empty.
    """
    words = [*(("=" + literal, literal) for literal in literals), *entries(sections)]
    known = [*LOOKS, *SIGNS.values(), *sorted({name for name, _ in words})]
    there = set(known)
    names = [*(name for name in first if name in there), *known]
    bits = {name: index for index, name in enumerate(dict.fromkeys(names))}
    characters = _Characters(bits)
    singles: dict[str, str] = {}
    cues: dict[str, dict[str, list[Cue]]] = {}
    for surface, mask in _written(words, bits).items():
        tokens = surface.split(" ") if _PLAIN_WORDS.fullmatch(surface) else cut(surface)
        if len(tokens) == 1:
            singles[surface] = characters.of(mask, surface)
        elif tokens:
            rest = [token.lower() for token in tokens[1:]]
            cues.setdefault(tokens[0], {}).setdefault(rest[0], []).append([rest, characters.of(mask, surface)])
    for surface in sections.get("abbreviations", ()):
        cues.setdefault(surface, {}).setdefault(".", []).append([["."], singles.get(surface, NAME)])
    for some in chain.from_iterable(by_second.values() for by_second in cues.values()):
        some.sort(key=lambda cue: -len(cue[0]))
    return completed(singles, cues, bits, characters.masks, sections, first)


def completed(
    words: Mapping[str, str], cues: Mapping[str, Mapping[str, Sequence[Cue]]], bits: Mapping[str, int],
    masks: Mapping[str, int], sections: Mapping[str, Any], first: Sequence[str],
) -> Lexicon:  # fmt: skip
    """The lexicon whose words, cues and sets of classes are known; `masks` lacks those of `SIGNS`."""
    compounds = frozenset(sections.get("numbers", ())) | frozenset(sections.get("fractions", ()))
    alphabet = Alphabet(words, compounds, frozenset(cues), frozenset(chain.from_iterable(cues.values())))
    signs = {char: 1 << bits[name] for char, name in SIGNS.items()}
    every = {**dict.fromkeys(sorted(RESERVED), 0), **masks, **signs}
    known = sum(1 << bits[name] for name in first if name in bits)
    asked = {char: mask & known for char, mask in every.items()}
    return Lexicon(alphabet, cues, _members(masks, bits), bits, every, asked, lookup(sections))


class _Characters:
    """Gives every set of classes its character; `masks` has the set of each that was given, and of each look."""

    def __init__(self, bits: Mapping[str, int]) -> None:
        bit = {name: 1 << index for name, index in bits.items()}
        self._plain, self._name = bit["PLAIN"], bit["NAME"]
        self._abbreviation, self._unit, self._noun = (bit.get(name, 0) for name in ("ABBR", "UNIT", "NOUN"))
        self._content = self._abbreviation | sum(bit.get(name, 0) for name in CONTENT)
        self.masks = {char: bit[look] for look, char in _LOOK_CHARS}
        self.masks[NAME] |= bit["PLAIN"]
        for numeral in (DAY, YEARLIKE):
            self.masks[numeral] |= bit["NUMERAL"]
        self._by_mask = {mask: char for char, mask in self.masks.items()}

    def of(self, mask: int, surface: str) -> str:
        """The character of a word with the classes of a mask and those that its look adds."""
        if not mask & ~self._content or mask & self._noun:
            mask |= self._plain
        if surface[:1].isupper() and (mask & self._abbreviation or mask & self._unit and len(surface) == 1):
            mask |= self._name  # "Mr. C", but "32C"
        if mask not in self._by_mask:
            self._by_mask[mask] = chr(CLASSES + len(self._by_mask))
            self.masks[self._by_mask[mask]] = mask
        return self._by_mask[mask]


def _written(words: Iterable[tuple[str, str]], bits: Mapping[str, int]) -> dict[str, int]:
    """Every word in all forms in which a text may have it, to the bits of its classes."""
    bit = {name: 1 << index for name, index in bits.items()}
    currencies = bit.get("CURRENCY", 0)
    dates, little = bit.get("MONTH", 0) | bit.get("WEEKDAY", 0), bit.get("DET", 0) | bit.get("PREP", 0)
    masks: dict[str, int] = {}
    for name, surface in words:
        masks[surface] = masks.get(surface, 0) | bit[name]
    forms: dict[str, int] = {}
    for surface, mask in masks.items():
        for form in _forms(surface, bool(mask & currencies), bool(mask & dates)):
            forms[form] = forms.get(form, 0) | mask
            if mask & little and form.istitle():
                forms[form] |= bit["CAPITAL"]  # the An of Hoa An: within a name it is one
    return forms


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


LOOKS = ("PLAIN", "NAME", "NUMERAL", "DAY", "YEARLIKE", "COMPOUND", "CAPITAL")
# What a paragraph may hold or lack besides words: figures by type and the punctuation that templates name.
SIGNS = {
    **{char: name.upper() + "!" for name, char in FIGURES.items()},
    "Q": "COUNT!",  # a bare number may count something
    "Y": "DATE!",
    **{sign: sign for sign in ",(:/;" + DASH},
}
_LOOK_CHARS = (("PLAIN", WORD), ("NAME", NAME), ("NUMERAL", NUMERAL), ("DAY", DAY), ("YEARLIKE", YEARLIKE),
               ("COMPOUND", COMPOUND))  # fmt: skip


def _forms(surface: str, currency: bool, date: bool) -> Iterator[str]:
    """A word as it may stand in a text: itself, Capitalised, in CAPITALS; a symbol or a name only as it is."""
    yield surface
    if len(surface) == 1 and surface not in "a" or surface != surface.lower():
        if date:
            yield surface.upper()
        if currency and " " in surface:  # "finnish markka", "SWISS FRANC"
            yield surface.lower()
            yield surface.upper()
        return
    if not currency:  # Yen Chau and Dong Hy are districts
        yield surface[0].upper() + surface[1:]
    if " " not in surface and len(surface) > 1:
        yield surface.upper()
