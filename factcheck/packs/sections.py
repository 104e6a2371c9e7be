"""Sections of a lexicon in, what is sound of them out: what each section holds, and the range of its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from attrs import frozen

from factcheck.packs.fields import flag, is_known, items, mapping, one_line
from factcheck.packs.source import Node, Source

HEDGES = ("OVER", "AT_LEAST", "JUST_OVER", "UNDER", "NEARLY", "ABOUT", "ESTIMATED")
"""The classes of hedges that figures are read by."""
TABLES = ("total", "subtotal", "of_which", "change", "rate", "missing", "rounding")
"""What words say in the heads, labels and notes of tables."""
HABITS = ("decimal_comma", "day_first", "noun_first", "ones_tied", "kind_first")
"""What a language may do otherwise than English does."""
FRAMED = "{sentence}"
"""What stands in a frame for the sentence that it is put around."""
REPORTING: Mapping[str, tuple[str, ...]] = {
    "and": (),
    "where": ("document", "line", "sentence"),
    "suggestion": ("old", "new"),
    "check": (),
    "source": ("figure",),
}
"""What reports and queries to authors say in a language, and the slots that each has."""
FACTS = (
    "several", "titles", "persons", "new", "former", "naming", "holding", "planned", "joined", "norms", "bodies",
    "definite", "adjectives", "changes", "lasting", "flows", "unlike", "qualifiers", "neutral", "inner", "uniting",
    "afterwards",
)  # fmt: skip
"""The classes of words that facts are read by."""
MEASURED = ("count", "number", "money", "measure", "percent")
"""The types of figures that measure something of what has a name."""
COMPLETE = {"months": 12, "weekdays": 7}
"""Sections that have all of their names, as the order of these counts."""

OWN = frozenset({
    "PLAIN", "NAME", "NUMERAL", "DAY", "YEARLIKE", "COMPOUND", "CAPITAL", "NUMBER", "INNER", "MAGNITUDE", "VAGUE",
    "FRACTION", "VULGAR", "FACTOR", "POINT", "CURRENCY", "CENT", "UNIT", "TIME", "MONTH", "WEEKDAY", "PERCENT", "FOLD",
    "AGE", "ORDINAL", "ORDINAL_SUFFIX", "IDENTIFIER", "ABBR", "ONE_IN", "DIVIDED", "STREET", "HOMOGRAPH", "CONNECTOR",
    "DECIMAL", "HALF", "ORDINAL_PREFIX", "HEDGE",
})  # fmt: skip
"""The classes of what tokens look like, and of the words of other sections, which have values there."""

_CLASS = re.compile(r"[A-Z]+(?:_[A-Z]+)*")
_UNIT = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,7}")  # pint reads it, to which any sign is arithmetic
# What divides a text into clauses and asides: taken for a word, it would no longer do so.
_SIGN = re.compile(r"[,;:!?()\[\]{}\"“”„«»–—]")
_JOINING = " .-‑'’/"
_LARGEST = 10**18
_SLOT = re.compile(r"\{([^{}]*)\}")


def is_word(source: Source, at: int, word: str) -> bool:
    """Whether a text can be a word, or several; if not, that is a fault: signs and numbers mean what they are."""
    sign = _SIGN.search(word)
    if sign or not word.strip(_JOINING):
        source.fault(at, f"`{word}`: the sign `{sign[0] if sign else word}` is part of no word; leave it out")
    elif word[0] in ".-‑/":
        source.fault(at, f"`{word}` begins with the sign `{word[0]}`; leave it out")
    elif word[0].isdecimal():
        source.fault(at, f"`{word}` begins with a digit, and what does is a figure; leave it out")
    else:
        return True
    return False


def _is_class(source: Source, at: int, name: str) -> bool:
    if name in OWN or name.startswith("HEDGE_"):
        source.fault(at, f"class `{name}` is that of another section or of what words look like; add to the section")
        return False
    if not _CLASS.fullmatch(name):
        source.fault(at, f"class `{name}`: write its name in capitals and _")
        return False
    return True


def _is_hedge(source: Source, at: int, name: str) -> bool:
    return is_known(source, at, "class of hedges", name, HEDGES)


def _is_habit(source: Source, at: int, name: str) -> bool:
    return is_known(source, at, "habit of a language", name, HABITS)


def _is_said_in_tables(source: Source, at: int, name: str) -> bool:
    return is_known(source, at, "use of words in tables", name, TABLES)


def _is_reporting(source: Source, at: int, name: str) -> bool:
    return is_known(source, at, "use of words in reports", name, tuple(REPORTING))


def _is_evidence(source: Source, at: int, name: str) -> bool:
    return is_known(source, at, "kind of evidence", name, ("letters", "words"))


def _is_of_facts(source: Source, at: int, name: str) -> bool:
    return is_known(source, at, "class of words of facts", name, FACTS)


def _is_measured(source: Source, at: int, name: str) -> bool:
    return is_known(source, at, "type of figure", name, MEASURED)


def _named(source: Source, key: str, node: Node) -> dict[str, list[str]]:
    """Names to their words, one level below a section's keys."""
    found = mapping(source, node, f"`{key}`").items()
    return {name: _words(source, name, entry) for name, entry in found if _is_name(source, entry.line, name)}


def _habit(source: Source, key: str, node: Node) -> bool:
    return flag(source, node, f"`{key}`")


def _is_name(source: Source, at: int, name: str) -> bool:
    if name.strip():
        return True
    source.fault(at, "a name is empty; write what the words stand for")
    return False


def _is_unit(source: Source, at: int, name: str) -> bool:
    if _UNIT.fullmatch(name):
        return True
    source.fault(at, f"unit `{name}`: write its name in words, as kilometre per hour")
    return False


def _words(source: Source, key: str, node: Node) -> list[str]:
    found = [(entry.line, one_line(source, entry, f"a word of `{key}`")) for entry in items(source, node, f"`{key}`")]
    return [word for at, word in found if word and is_word(source, at, word)]


def _frames(source: Source, key: str, node: Node) -> list[str]:
    found = []
    for entry in items(source, node, f"`{key}`"):
        frame = one_line(source, entry, f"one of `{key}`")
        if frame.count(FRAMED) == 1:
            found.append(frame)
        elif frame:
            source.fault(entry.line, f"`{frame}`: write {FRAMED} in it once, where what is said stands")
    return found


def _saying(source: Source, key: str, node: Node) -> str | None:
    saying, slots = one_line(source, node, f"`{key}`"), REPORTING[key]
    if saying and (sorted(_SLOT.findall(saying)) != sorted(slots) or {*"{}"} & {*_SLOT.sub("", saying)}):
        wanted = f"{' and '.join(f'{{{name}}}' for name in slots)} in it once" if slots else "it without a slot"
        source.fault(node.line, f"`{saying}`: write {wanted}, and no other brace")
        return None
    return saying


def _word(source: Source, key: str, node: Node) -> str | None:
    word = one_line(source, node, f"`{key}`")
    return word if word and is_word(source, node.line, word) else None


def _ending(source: Source, key: str, node: Node) -> str | None:
    return "" if node.value == "" else _word(source, key, node)


def _whole(source: Source, key: str, node: Node, least: int) -> int | None:
    if isinstance(node.value, int) and not isinstance(node.value, bool) and least <= node.value <= _LARGEST:
        return node.value
    source.fault(node.line, f"`{key}` is `{node.plain()}`; write a whole number, {least} or more")
    return None


def _pair(
    source: Source, key: str, node: Node, types: tuple[type, ...], least: tuple[float, float], wanted: str
) -> object:
    """Two numbers of some types, none below its least."""
    pair = node.plain()
    numbers = pair if isinstance(pair, list) and [type(one) in types for one in pair] == [True, True] else [-1, -1]
    if all(floor <= one <= _LARGEST for floor, one in zip(least, numbers, strict=True)):
        return pair
    source.fault(node.line, f"`{key}` is `{pair}`; write {wanted}")
    return None


_fraction = partial(_pair, types=(int,), least=(1, 1), wanted="two whole numbers, as [1, 2] for ½")
_months = partial(_pair, types=(int,), least=(1, 1), wanted="the first month and the last, as [1, 3]")
_factor = partial(_pair, types=(int, float), least=(0.001, 0), wanted="the factor and how coarse it is, as [2, 0.5]")


@frozen
class Section:
    """What a section holds: a list, or a mapping. is_key and value: what tests its keys and reads its values; without
    is_key, value reads the list. What is faulty is a fault, and left out.
    """

    is_key: Callable[[Source, int, str], bool] | None = None
    value: Callable[[Source, str, Node], object] = _words

    def read(self, source: Source, name: str, node: Node) -> object:
        """The sound part of a section's content."""
        if self.is_key is None:
            return self.value(source, name, node)
        found = {
            key: self.value(source, key, entry)
            for key, entry in mapping(source, node, f"section `{name}`").items()
            if self.is_key(source, entry.line, key)
        }
        return {key: value for key, value in found.items() if value is not None}


SECTIONS: Mapping[str, Section] = {
    "classes": Section(_is_class),
    "numbers": Section(is_word, partial(_whole, least=0)),
    "inner_numbers": Section(is_word, partial(_whole, least=0)),
    "homographs": Section(),
    "magnitudes": Section(is_word, partial(_whole, least=2)),
    "vague_magnitudes": Section(is_word, partial(_whole, least=2)),
    "glued_magnitudes": Section(),
    "fractions": Section(is_word, partial(_whole, least=2)),
    "plural_fractions": Section(is_word, partial(_whole, least=2)),
    "compound_denominators": Section(is_word, partial(_whole, least=1)),
    "vulgar_fractions": Section(is_word, _fraction),
    "factors": Section(is_word, _factor),
    "factor_words": Section(),
    "divided_by": Section(),
    "one_in": Section(),
    "decimal_words": Section(),
    "connectors": Section(),
    "halves": Section(),
    "percent": Section(),
    "points": Section(_is_name),
    "currencies": Section(_is_name),
    "minor_currencies": Section(_is_name),
    "units": Section(_is_unit),
    "glued_units": Section(_is_unit),
    "times": Section(_is_unit),
    "months": Section(_is_name),
    "weekdays": Section(_is_name),
    "ordinals": Section(),
    "ordinal_suffixes": Section(),
    "ordinal_prefixes": Section(),
    "hedges": Section(_is_hedge),
    "trailing_hedges": Section(_is_hedge),
    "ages": Section(),
    "identifier_words": Section(),
    "street_words": Section(),
    "abbreviations": Section(),
    "not_nouns": Section(),
    "adjectives": Section(),
    "irregular_plurals": Section(is_word, _word),
    "plural_endings": Section(is_word, _ending),
    "singular_endings": Section(),
    "frames": Section(value=_frames),
    "reporting": Section(_is_reporting, _saying),
    "tables": Section(_is_said_in_tables),
    "habits": Section(_is_habit, _habit),
    "evidence": Section(_is_evidence),
    "entities": Section(_is_name),
    "facts": Section(_is_of_facts),
    "measures": Section(_is_measured, _named),
    "held": Section(_is_measured, _named),
    "spans": Section(is_word, _months),
}
"""The sections of a lexicon and what each may hold."""
