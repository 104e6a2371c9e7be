"""A pack's lexicon in, what facts are read by out: kinds of things that have names, and words for what is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize

from attrs import frozen

SECTIONS = ("entities", "facts", "measures", "held", "spans")
"""The sections of a lexicon that facts are read by."""

_NEVER = re.compile(r"(?!)")


@frozen(eq=False)
class Measures:
    """The measures of one type of figure. before: finds their words; by_word: word to measure; held: nouns of things
    that something named has, as it has inhabitants.
    """

    before: re.Pattern[str]
    by_word: Mapping[str, str]
    held: Mapping[str, str]


@frozen(eq=False)
class Vocabulary:
    """What facts are read by, compiled; all words in lower case.

    kind_first: whether the word for a kind stands before the name. kinds: word to the kind of thing that it names;
    marks: these words in all their forms; several: those that name more than one. titles: capitalised words that
    are part of no name; persons: those behind which a person is named. standings: word to new or former. naming: what
    stands between a kind and its name; holding: behind which stands what something has. planned: words of what is not
    yet; norms: of what a standard asks for. bodies: what a place has one of, and acts for it; definite: behind which it
    does; inner: what a place has many of. adjectives: kinds that need no article. changes, flows, unlike: measures that
    are changes, that add up over time, of which two values are no contradiction. qualifiers: words that make a measure
    another one; neutral: those that do not. joined, uniting, afterwards: words of mergers. spans: words for months.
    """

    kind_first: bool
    kinds: Mapping[str, str]
    marks: frozenset[str]
    standings: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]
    span: re.Pattern[str]
    measures: Mapping[str, Measures]
    several: frozenset[str]
    titles: frozenset[str]
    persons: frozenset[str]
    naming: frozenset[str]
    holding: frozenset[str]
    planned: frozenset[str]
    joined: frozenset[str]
    norms: frozenset[str]
    bodies: frozenset[str]
    definite: frozenset[str]
    adjectives: frozenset[str]
    changes: frozenset[str]
    flows: frozenset[str]
    lasting: frozenset[str]
    unlike: frozenset[str]
    qualifiers: frozenset[str]
    neutral: frozenset[str]
    inner: frozenset[str]
    uniting: frozenset[str]
    afterwards: frozenset[str]

    @property
    def ranks(self) -> tuple[str, ...]:
        """The kinds from the largest to the smallest."""
        return tuple(dict.fromkeys(self.kinds.values()))

    @classmethod
    def of(cls, lexicon: Mapping[str, Any]) -> Vocabulary:
        """The vocabulary of a pack; one without kinds of entities finds no facts."""
        words, named, held = (lexicon.get(section, {}) for section in ("facts", "measures", "held"))
        kinds = {word.lower(): kind for kind, forms in lexicon.get("entities", {}).items() for word in forms}
        spans = {name: (first, last) for name, (first, last) in lexicon.get("spans", {}).items()}
        return cls(
            kind_first=lexicon.get("habits", {}).get("kind_first", False),
            kinds=kinds,
            marks=frozenset(form for word in kinds for form in (word, word.capitalize(), word.upper())),
            standings={word.lower(): name for name in ("new", "former") for word in words.get(name, ())},
            spans=spans,
            span=_any_of(spans),
            measures={kind: _measures(named.get(kind, {}), held.get(kind, {})) for kind in {*named, *held}},
            **{name: frozenset(words.get(name, ())) for name in _NAMES_OF_MEASURES},
            **{name: frozenset(map(str.lower, words.get(name, ()))) for name in _WORDS},
        )


_NAMES_OF_MEASURES = ("changes", "lasting", "flows", "unlike")
_WORDS = (
    "several", "titles", "persons", "naming", "holding", "planned", "joined", "norms", "bodies", "definite",
    "adjectives", "qualifiers", "neutral", "inner", "uniting", "afterwards",
)  # fmt: skip


def _measures(named: Mapping[str, Iterable[str]], held: Mapping[str, Iterable[str]]) -> Measures:
    by_word = {word.lower(): name for name, words in named.items() for word in words}
    return Measures(_any_of(by_word), by_word, {word.lower(): name for name, words in held.items() for word in words})


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds some words in a text in lower case, the longest first."""
    ordered = sorted({normalize("NFC", word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else _NEVER
