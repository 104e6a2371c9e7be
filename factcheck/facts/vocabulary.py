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

    kinds: word to the kind of thing that it names; marks: these words in all their forms. plurals: those of them that
    name several. titles: capitalised words
    that are part of no name; persons: those of them behind which a person is named. standings: word to new or former.
    """

    kinds: Mapping[str, str]
    plurals: frozenset[str]
    marks: frozenset[str]
    titles: frozenset[str]
    persons: frozenset[str]
    standings: Mapping[str, str]
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
    unlike: frozenset[str]
    qualifiers: frozenset[str]
    neutral: frozenset[str]
    inner: frozenset[str]
    uniting: frozenset[str]
    afterwards: frozenset[str]
    spans: Mapping[str, tuple[int, int]]
    span: re.Pattern[str]
    measures: Mapping[str, Measures]

    @property
    def ranks(self) -> tuple[str, ...]:
        """The kinds from the largest to the smallest."""
        return tuple(dict.fromkeys(self.kinds.values()))

    @classmethod
    def of(cls, lexicon: Mapping[str, Any]) -> Vocabulary:
        """The vocabulary of a pack; one without kinds of entities finds no facts."""
        words = lexicon.get("facts", {})
        kinds = {word.lower(): kind for kind, forms in lexicon.get("entities", {}).items() for word in forms}
        marks = frozenset(form for word in kinds for form in (word, word.capitalize(), word.upper()))
        spans = {name: (first, last) for name, (first, last) in lexicon.get("spans", {}).items()}
        standings = {word.lower(): name for name in ("new", "former") for word in words.get(name, ())}
        measures = {
            kind: _measures(lexicon.get("measures", {}).get(kind, {}), lexicon.get("held", {}).get(kind, {}))
            for kind in {*lexicon.get("measures", {}), *lexicon.get("held", {})}
        }

        def listed(name: str) -> frozenset[str]:
            return frozenset(word.lower() for word in words.get(name, ()))

        return cls(
            kinds, listed("several"), marks, listed("titles"), listed("persons"), standings,
            listed("naming"), listed("holding"), listed("planned"), listed("joined"), listed("norms"),
            listed("bodies"), listed("definite"), listed("adjectives"), frozenset(words.get("changes", ())),
            frozenset(words.get("flows", ())), frozenset(words.get("unlike", ())), listed("qualifiers"),
            listed("neutral"), listed("inner"), listed("uniting"), listed("afterwards"), spans, _any_of(spans),
            measures,
        )  # fmt: skip


def _measures(named: Mapping[str, Iterable[str]], held: Mapping[str, Iterable[str]]) -> Measures:
    by_word = {word.lower(): name for name, words in named.items() for word in words}
    return Measures(_any_of(by_word), by_word, {word.lower(): name for name, words in held.items() for word in words})


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds some words in a text in lower case, the longest first."""
    ordered = sorted({normalize("NFC", word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)") if ordered else _NEVER
