"""A document's tables in, facts out: the label of a row says what a cell is about, the heads of its column what it
measures and when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.claims import tabled
from factcheck.facts import periods
from factcheck.facts.vocabulary import Vocabulary
from factcheck.language import Language
from factcheck.records import Datum, Document, Fact, Name, Period

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\w+")
_LONGEST = 6  # words of a label that is a name


def facts(document: Document, language: Language, vocabulary: Vocabulary) -> Iterator[Fact]:
    """The facts of all cells whose row has a name and whose column has a measure of the vocabulary."""
    for datum in tabled(document, language):
        name, measure = named(datum.label, datum.labels, vocabulary), _measure(datum, vocabulary)
        if name and measure and datum.figure.value_max is None:
            yield Fact(
                datum.figure, measure, (name,), document.name, 1, measure not in vocabulary.unlike,
                measure in vocabulary.flows, _period(datum), _planned(datum, vocabulary), "table_cell",
                status=datum.status,
            )  # fmt: skip


def named(label: str, labels: str, vocabulary: Vocabulary) -> Name | None:
    """What a row is about: "Na Sang commune", or "Na Sang" where the column of labels is headed "Commune"."""
    words = label.split()
    known = [word for word in words if word.lower() in vocabulary.kinds]
    named = [word for word in words if word not in known]
    if not named or len(words) > _LONGEST or len(known) > 1 or not all(word[:1].isupper() for word in named):
        return None
    if named[0].lower() in vocabulary.titles:
        return None
    heads = [word for word in labels.lower().split() if word in vocabulary.kinds]
    kind = known[0].lower() if known else heads[0] if len(heads) == 1 else ""
    return Name(" ".join(named), vocabulary.kinds.get(kind, ""))


def _measure(datum: Datum, vocabulary: Vocabulary) -> str | None:
    """What a column measures, by its heads, else by the caption, else by its unit."""
    kind = "count" if datum.figure.type == "number" else datum.figure.type
    known = vocabulary.measures.get(kind)
    if known is None:
        return None
    for text in (*reversed(datum.heads), datum.caption):
        found = known.before.findall(text.lower())
        if found:
            return known.by_word[found[-1]]
        said = f" {' '.join(_WORD.findall(text.lower()))} "
        held = max((noun for noun in known.held if f" {noun} " in said), key=len, default="")
        if held:
            return known.held[held]
    return known.by_word.get(datum.figure.unit)


def _period(datum: Datum) -> Period | None:
    years = _YEAR.findall(" ".join(datum.heads)) or _YEAR.findall(datum.caption)
    return periods.of_year(int(years[0])) if len(set(years)) == 1 else None


def _planned(datum: Datum, vocabulary: Vocabulary) -> bool:
    return not vocabulary.planned.isdisjoint(" ".join(datum.heads).lower().split())
