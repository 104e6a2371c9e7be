"""Sections of a lexicon in; the words of each class, and what a word is worth or called, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from factcheck.language.words import cut
from factcheck.records import Number

# Section of the lexicon to the class that its words get; the words are keys (numbers) or values (units) of the section.
KEYED = {"numbers": "NUMBER", "inner_numbers": "INNER", "magnitudes": "MAGNITUDE", "vague_magnitudes": "VAGUE",
          "fractions": "FRACTION", "plural_fractions": "FRACTION", "vulgar_fractions": "VULGAR",
          "factors": "FACTOR"}  # fmt: skip
VALUED = {"points": "POINT", "currencies": "CURRENCY", "minor_currencies": "CENT", "units": "UNIT", "times": "TIME",
           "months": "MONTH", "weekdays": "WEEKDAY"}  # fmt: skip
LISTED = {"percent": "PERCENT", "factor_words": "FOLD", "ages": "AGE", "ordinals": "ORDINAL",
           "ordinal_suffixes": "ORDINAL_SUFFIX", "identifier_words": "IDENTIFIER", "abbreviations": "ABBR",
           "one_in": "ONE_IN", "divided_by": "DIVIDED", "street_words": "STREET", "homographs": "HOMOGRAPH",
           "connectors": "CONNECTOR", "decimal_words": "DECIMAL", "halves": "HALF",
           "ordinal_prefixes": "ORDINAL_PREFIX"}  # fmt: skip
_UNCLASSED = ("hedges", "trailing_hedges", "not_nouns", "adjectives", "irregular_plurals", "plural_endings",
              "singular_endings", "glued_magnitudes", "glued_units", "compound_denominators", "habits",
              "evidence")  # fmt: skip
SECTIONS = (*KEYED, *VALUED, *LISTED, *_UNCLASSED, "classes")
"""The sections that are read."""


def entries(sections: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(class, word or cue) of every section."""
    for name, words in sections.get("classes", {}).items():
        for word in words:
            yield name, str(word)
    for hedge, words in sections.get("hedges", {}).items():
        for word in words:
            yield "HEDGE", str(word)
            yield "HEDGE_" + hedge, str(word)
    for section, name in LISTED.items():
        for word in sections.get(section, ()):
            yield name, str(word)
    for section, name in KEYED.items():
        for word in sections.get(section, {}):
            yield name, str(word)
    for section, name in VALUED.items():
        for words in sections.get(section, {}).values():
            for word in words:
                yield name, str(word)


def lookup(sections: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Word in lower case (as written for symbols and codes) to what it is worth or what it is called."""
    values = {name: sections.get(name, {}) for name in SECTIONS}

    def worth(section: str, read: Callable[[Any], Any] = int) -> dict[str, Any]:
        read_of = {word: read(value) for word, value in values[section].items()}
        return {**{_apart(word): value for word, value in read_of.items()}, **read_of}

    def names(section: str) -> dict[str, str]:
        return {form: name for name, words in values[section].items() for word in words for form in _keys(str(word))}

    return {
        "numbers": worth("numbers"),
        "inner_numbers": worth("inner_numbers"),
        "magnitudes": worth("magnitudes"),
        "vague_magnitudes": worth("vague_magnitudes"),
        "fractions": worth("fractions"),
        "plural_fractions": worth("plural_fractions"),
        "vulgar_fractions": worth("vulgar_fractions", lambda pair: Fraction(*pair)),
        "factors": worth("factors", lambda pair: tuple(map(_exact, pair))),
        "points": names("points"), "currencies": names("currencies"), "cents": names("minor_currencies"),
        "units": names("units"), "glued_units": names("glued_units"), "times": names("times"),
        "months": {form: index for index, words in enumerate(values["months"].values(), 1)
                   for word in words for form in _keys(word)},
        "weekdays": {form: index for index, words in enumerate(values["weekdays"].values())
                     for word in words for form in _keys(word)},
        "hedges": names("hedges"),
        "trailing_hedges": names("trailing_hedges"),
        "trailing_starts": {
            one: "" for words in values["trailing_hedges"].values() for word in words for one in (word, word.split()[0])
        },
        "compound_denominators": worth("compound_denominators"),
        "decimal_words": dict.fromkeys(values["decimal_words"], ""),
        "connectors": dict.fromkeys(values["connectors"], ""), "halves": dict.fromkeys(values["halves"], ""),
        "ofs": _single_words(values["classes"], "OF"),
        "articles": _single_words(values["classes"], "ARTICLE"),
        "tos": _single_words(values["classes"], "TO"), "fors": _single_words(values["classes"], "FOR"),
        "ins": _single_words(values, "one_in"),
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


def _apart(word: str) -> str:
    """A word with its tokens apart: "US $" for US$."""
    return word if word.isascii() and word.isalpha() else " ".join(cut(word))


def _keys(word: str) -> tuple[str, ...]:
    """A word as the lexer may write it: as it stands, in lower case, and with its tokens apart ("US $")."""
    apart = _apart(word)
    return word, word.lower(), apart, apart.lower()


def _exact(value: Any) -> Number:
    """A YAML number as int or Fraction."""
    return value if isinstance(value, int) else Fraction(str(value))
