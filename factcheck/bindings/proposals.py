"""Figures of a text and sources in, Proposals out: which source gives a figure as it is today, the likeliest first."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from hashlib import sha256

from attrs import frozen

from factcheck import quantity
from factcheck.bindings.binding import FEWEST, Words, words
from factcheck.bindings.sources import AGGREGATES, COUNTS, Source, columns, numbers
from factcheck.records import Document, Number, Quantity

_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST = 5  # proposals for a figure
_COUNTED = ("count", "number")
_COMMON = 10  # times that a value may come from sources before it says nothing


@frozen
class Proposal:
    """A source that gives a figure as it is today.

    shared: words that the source and the sentence share. chance: how many of all sources tried would give a figure of
    this size and precision by chance; from 1 on the agreement says nothing.
    """

    id: str
    figure: Quantity
    words: Words
    source: Source
    value: Number
    shared: tuple[str, ...]
    chance: float


def proposals(
    document: Document, figures: Sequence[Quantity], candidates: Sequence[tuple[Source, Number]]
) -> Iterator[tuple[Quantity, list[Proposal]]]:
    """Each figure that some source gives, with its proposals. candidates: sources with their values, in their order."""
    ordered = sorted(candidates, key=lambda pair: pair[1])
    values = [value for _, value in ordered]
    for figure in figures:
        around = words(document, figure)
        if sum(map(len, map(str.split, around))) < FEWEST:
            continue
        span = quantity.hedged(figure)
        if span.low is None or span.high is None:
            continue
        first = bisect_left(values, span.low)
        found = []
        for source, value in ordered[first:]:
            if value > span.high:
                break
            if source.counts and figure.type not in _COUNTED:
                continue
            found.append(_proposal(document, figure, around, source, value, len(candidates), span.high - span.low))
        found.sort(key=lambda one: (-len(one.shared), bool(one.source.of), str(one.source)))
        if found and (len(found) <= _COMMON or found[0].shared):
            yield figure, found[:_MOST]


def of_table(path: str, folder: str) -> Iterator[tuple[Source, Number]]:
    """Every cell with a number of a data file, and what may be made of its columns. Raises SettingsError."""
    place = os.path.relpath(path, folder).replace(os.sep, "/")
    table = columns(path)
    heads = list(table)
    if not heads:
        return
    labels = table[heads[0]]
    yield Source("", "column", heads[0], place, "rows"), len(labels)
    for head in heads:
        cells = table[head]
        found = numbers(cells)
        known = [number for number in found if number is not None]
        distinct = len(set(cells))
        if distinct < len(cells):
            yield Source("", "column", head, place, "distinct"), distinct
        if head != heads[0]:
            for label, number in zip(labels, found, strict=True):
                if number is not None and labels.count(label) == 1:
                    yield Source("", "column", head, place, "", ((heads[0], label),)), number
        if len(known) == len(cells) > 1:
            for name, make in AGGREGATES.items():
                yield Source("", "column", head, place, name), make(known)


def _proposal(
    document: Document, figure: Quantity, around: Words, source: Source, value: Number, tried: int, width: Number
) -> Proposal:
    key = "\0".join((document.name, *around, str(source)))
    said = {word.casefold() for word in _WORD.findall(" ".join(around))}
    told = {word.casefold() for word in _WORD.findall(f"{source.name} {source.what} {source.where}")} - set(COUNTS)
    shared = tuple(sorted(one for one in said if any(_alike(one, other) for other in told)))
    size = max(abs(Fraction(figure.value)), Fraction(1))
    chance = float(min(tried * max(Fraction(width), Fraction(1, 1)) / size, Fraction(tried)))
    return Proposal(sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8], figure, around, source, value, shared,
                    chance)  # fmt: skip


def _alike(one: str, other: str) -> bool:
    """Whether two words are one, but for an ending."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= 2


def accepted(found: Iterable[Proposal], wanted: Iterable[str]) -> tuple[list[Proposal], list[str]]:
    """(the proposals of some ids, the ids that are those of none)."""
    by_id = {one.id: one for one in found}
    names = list(dict.fromkeys(wanted))
    return [by_id[name] for name in names if name in by_id], [name for name in names if name not in by_id]
