"""Rows of entities, mergers and facts in, the Register out: an Account of what the files state, and who is who."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from unicodedata import normalize

from attrs import evolve, field, frozen

from factcheck.facts import Vocabulary, measures
from factcheck.facts.tables import named
from factcheck.language import Language
from factcheck.records import Account, Division, Fact, Merger, Name, Period, Place, Quantity, Span
from factcheck.registry.tables import Row

_TYPES = frozenset({"count", "number", "money", "measure", "percent"})
_EVER = Period(date.min.toordinal(), date.max.toordinal())
_NEW, _FORMER = "new", "former"


@frozen(eq=False)
class Reader:
    """What values with their units, and measures, are read by."""

    language: Language
    vocabulary: Vocabulary


@frozen
class Thing:
    """An entity of the registry. valid: the days on which it is there. standing: whether it is what a merger made, or
    what went into one. label: its first name, told apart from those of others of its kind.
    """

    id: str
    names: tuple[str, ...]
    kind: str = ""
    parent: str = ""
    valid: Period = _EVER
    complete: bool = False
    standing: str = ""
    label: str = ""

    @property
    def name(self) -> Name:
        """What documents call it."""
        return Name(self.label, self.kind, self.standing)


@frozen(eq=False)
class Register:
    """What a registry says: the accounts of its files, and what names mean."""

    accounts: tuple[Account, ...] = ()
    things: Mapping[str, Thing] = field(factory=dict)
    _named: Mapping[str, Sequence[Thing]] = field(factory=dict)

    def settled(self, account: Account) -> Account:
        """An account with its names as the registry has them: by other names, kinds, and the time that is spoken of."""
        facts = tuple(
            evolve(fact, about=tuple(self._settled(name, fact.period, account.dated) for name in fact.about))
            for fact in account.facts
        )
        named = tuple(dict.fromkeys(self._settled(name, account.dated) for name in account.names))
        mergers = tuple(
            evolve(
                merger,
                successor=merger.successor and self._settled(merger.successor, account.dated),
                predecessors=tuple(self._settled(name, account.dated) for name in merger.predecessors),
            )
            for merger in account.mergers
        )
        return evolve(account, facts=facts, names=named, mergers=mergers)

    def _settled(self, name: Name, *times: Period | None) -> Name:
        """What a name means: the first of the times that lies in the life of something that bears it decides."""
        found = [one for one in self._named.get(key(name.text), ()) if name.kind in ("", one.kind)]
        if name.standing:
            found = [one for one in found if one.standing == name.standing] or found
        elif len(found) > 1:
            alive = ([one for one in found if _within(time, one.valid)] for time in times if time is not None)
            found = next(filter(None, alive), found)
        if not found:
            return name
        labels, kinds = {one.label for one in found}, {one.kind for one in found}
        standings = {one.standing for one in found}
        if len(labels) > 1:
            return name
        return Name(
            labels.pop(),
            kinds.pop() if len(kinds) == 1 else name.kind,
            name.standing or (standings.pop() if len(standings) == 1 else ""),
        )


def key(text: str) -> str:
    """A name as the key of its spellings."""
    return " ".join(normalize("NFC", text).casefold().split())


def register(
    entities: Sequence[Row], mergers: Sequence[Row], facts: Sequence[Row], reader: Reader, faults: list[str]
) -> Register:
    """What rows that keep to their schemas say; what is wrong between them joins the faults."""
    things = _things(entities, reader, faults)
    unions = list(_unions(mergers, _Finder(things), faults))
    things = _labelled(_standing(things, unions))
    finder = _Finder(things)
    accounts = [
        *_merger_accounts(unions, things),
        *fact_accounts(facts, finder, reader, faults),
        *_entity_accounts(entities, things),
    ]
    by_path: dict[str, Account] = {}
    for one in accounts:
        known = by_path.get(one.document)
        by_path[one.document] = one if known is None else evolve(
            known, facts=known.facts + one.facts, mergers=known.mergers + one.mergers,
            names=known.names + one.names, divisions=known.divisions + one.divisions,
        )  # fmt: skip
    return Register(tuple(by_path.values()), things, finder.named)


# -- entities ----------------------------------------------------------------------------------------------------------


def _things(rows: Iterable[Row], reader: Reader, faults: list[str]) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    first: dict[str, Row] = {}
    for row in rows:
        cells = row.cells
        identity = cells["id"]
        if identity in first:
            other = first[identity]
            faults.append(row.fault("id", f"{identity!r} is that of {other.path}:{other.number}; write another one"))
            continue
        first[identity] = row
        names = tuple(name for part in cells["names"].split(";") if (name := part.strip()))
        kind = cells.get("kind", "")
        begin, end = (_period(row, column, faults) for column in ("valid_from", "valid_to"))
        valid = Period((begin or _EVER).first, (end or _EVER).last)
        if valid.last < valid.first:
            faults.append(row.fault("valid_to", f"{cells['valid_to']!r} is before valid_from; correct one of them"))
        kind = reader.vocabulary.kinds.get(kind.lower(), kind)
        things[identity] = Thing(identity, names, kind, cells.get("parent", ""), valid, cells.get("parts") == "all")
    for identity, thing in things.items():
        if thing.parent and thing.parent not in things:
            what = f"{thing.parent!r} is the id of no entity{_near(thing.parent, things)}"
            faults.append(first[identity].fault("parent", what))
        elif _circular(thing, things):
            what = f"{thing.parent!r} is a part of {identity!r}; correct one of them"
            faults.append(first[identity].fault("parent", what))
    return things


def _circular(thing: Thing, things: Mapping[str, Thing]) -> bool:
    """Whether a thing is a part of itself by way of its parents."""
    seen = {thing.id}
    at = things.get(thing.parent)
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = things.get(at.parent)
    return at is not None and at.id == thing.id


def _near(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1)
    return f"; write {close[0]}" if close else "; add it to the entities"


class _Finder:
    """Finds things by id or by a name that is that of one alone."""

    def __init__(self, things: Mapping[str, Thing]) -> None:
        self.things = things
        self.named: dict[str, list[Thing]] = defaultdict(list)
        for thing in things.values():
            for name in dict.fromkeys(key(name) for name in thing.names):
                self.named[name].append(thing)

    def find(self, row: Row, column: str, faults: list[str]) -> Thing | None:
        """The thing that a cell names; None with a fault if there is none, or several."""
        text = row.cells[column]
        if text in self.things:
            return self.things[text]
        found = self.named.get(key(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(one.id for one in found)
            faults.append(row.fault(column, f"{text!r} is the name of several entities; write an id: {ids}"))
        else:
            known = [*self.things, *(name for one in self.things.values() for name in one.names)]
            faults.append(row.fault(column, f"{text!r} is no id and no name of an entity{_near(text, known)}"))
        return None


def _standing(things: Mapping[str, Thing], unions: Iterable[_Union]) -> dict[str, Thing]:
    """The things with what mergers say of them: new or former, and from or up to when."""
    result = dict(things)
    for union in unions:
        for one in union.predecessors:
            known = result[one]
            last = min(known.valid.last, union.day - 1)
            result[one] = evolve(known, standing=_FORMER, valid=evolve(known.valid, last=last))
    for union in unions:
        known = result[union.successor]
        valid = evolve(known.valid, first=max(known.valid.first, union.day))
        result[union.successor] = evolve(known, standing=known.standing or _NEW, valid=valid)
    return result


def _labelled(things: Mapping[str, Thing]) -> dict[str, Thing]:
    """The things with a label each: the first name, and the id beside it where nothing else tells two things apart."""
    alike: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things.values():
        alike[key(thing.names[0]), thing.kind].append(thing)
    result = {}
    for thing in things.values():
        some = alike[key(thing.names[0]), thing.kind]
        told_apart = len(some) == 1 or len(some) == len({one.standing for one in some} - {""})
        result[thing.id] = evolve(thing, label=thing.names[0] if told_apart else f"{thing.names[0]} [{thing.id}]")
    return result


def _entity_accounts(rows: Iterable[Row], things: Mapping[str, Thing]) -> Iterator[Account]:
    """An account for each file of entities: what they are called, and what is part of what at each time."""
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows:
        if row.cells["id"] in things:
            names[row.path].append(things[row.cells["id"]].name)
    divisions = tuple(_divisions(things))
    for index, (path, found) in enumerate(names.items()):
        yield Account(path, names=tuple(found), divisions=() if index else divisions)


def _divisions(things: Mapping[str, Thing]) -> Iterator[Division]:
    children: dict[str, list[Thing]] = defaultdict(list)
    for thing in things.values():
        if thing.parent in things:
            children[thing.parent].append(thing)
    for parent, parts in children.items():
        whole = things[parent]
        starts = sorted({max(one.valid.first, whole.valid.first) for one in parts})
        together = (tuple(one for one in parts if one.valid.first <= day <= one.valid.last) for day in starts)
        for some in dict.fromkeys(together):
            if some:
                yield Division(whole.name, tuple(one.name for one in some), whole.complete)


# -- mergers -----------------------------------------------------------------------------------------------------------


@frozen
class _Union:
    """One merger: ids, the day, whether but shares went over, and the file that says so."""

    successor: str
    predecessors: tuple[str, ...]
    day: int
    partial: bool
    path: str


def _unions(rows: Iterable[Row], finder: _Finder, faults: list[str]) -> Iterator[_Union]:
    grouped: dict[tuple[str, int], list[tuple[str, bool, str]]] = defaultdict(list)
    for row in rows:
        ends = [finder.find(row, column, faults) for column in ("successor", "predecessor")]
        day = _period(row, "effective", faults)
        successor, predecessor = ends
        if successor is None or predecessor is None or day is None:
            continue
        if successor is predecessor:
            told = "is merged into itself; a unit that keeps its name is an entity of its own, with an id of its own"
            faults.append(row.fault("predecessor", f"{predecessor.id!r} {told}"))
            continue
        share = row.cells.get("share", "")
        whole = not share or float(share) == 1
        members = grouped[successor.id, day.first]
        if any(one == predecessor.id for one, *_ in members):
            told = f"{predecessor.id!r} went into {successor.id!r} in a row above, too; leave one of them out"
            faults.append(row.fault("predecessor", told))
            continue
        members.append((predecessor.id, not whole, row.path))
    for (identity, start), members in grouped.items():
        partial = any(some for _, some, _ in members)
        yield _Union(identity, tuple(one for one, *_ in members), start, partial, members[0][2])


def _merger_accounts(unions: Iterable[_Union], things: Mapping[str, Thing]) -> Iterator[Account]:
    for union in unions:
        predecessors = tuple(things[one].name for one in union.predecessors)
        merger = Merger(things[union.successor].name, predecessors, union.path, union.partial, True)
        yield Account(union.path, mergers=(merger,))


class Unregistered:
    """Finds what a row names where there are no entities: whatever it says."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def find(self, row: Row, column: str, faults: list[str]) -> Thing | None:
        """The thing that a cell names; None with a fault if it holds no name."""
        text = row.cells[column]
        name = named(text, "", self._vocabulary)
        if name is None:
            faults.append(row.fault(column, f"{text!r} is no name; write it as Na Sang commune, or Na Sang"))
            return None
        return Thing(text, (name.text,), name.kind, label=name.text)


# -- reference facts ---------------------------------------------------------------------------------------------------


def fact_accounts(
    rows: Iterable[Row], finder: _Finder | Unregistered, reader: Reader, faults: list[str]
) -> Iterator[Account]:
    """An account for each file of reference facts; what is wrong with their rows joins the faults."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        thing = finder.find(row, "entity", faults)
        figure = _figure(row, reader, faults)
        if thing is None or figure is None:
            continue
        kind = "count" if figure.type == "number" else figure.type
        known = reader.vocabulary.measures.get(kind)
        said = row.cells["measure"]
        measure = measures.named(known.by_word.get(said.lower(), said) if known else said, reader.vocabulary)
        source = row.cells.get("source") or f"{row.path}:{row.number}"
        start = figure.start - row.start
        place = Place(row.number, start + 1, row.source, (Span(start, start + len(figure.text)),))
        facts[row.path].append(
            Fact(
                figure,
                measure.name,
                (thing.name,),
                row.path,
                1,
                measure.named,
                measure.flows,
                _period(row, "as_of", faults),
                place=place,
                lasts=measure.lasts,
                source=source,
            )
        )
    for path, found in facts.items():
        yield Account(path, tuple(found), tuple(fact.about[0] for fact in found))


def _figure(row: Row, reader: Reader, faults: list[str]) -> Quantity | None:
    """The figure of a row, at its place among the rows; None with a fault if the value and its unit are not one."""
    value, unit = row.cells["value"], row.cells.get("unit", "")
    found = [one.quantity for one in reader.language.figures_of(f"{value} {unit}".strip())]
    if len(found) != 1 or found[0].type not in _TYPES or found[0].value_max is not None:
        what = f"{value!r} with the unit {unit!r} is no one figure; write it as 8375.21 with km2, 1799489 with people"
        faults.append(row.fault("value", what))
        return None
    before = [text for name, text in row.cells.items() if text]
    start = row.start + sum(len(text) + 2 for text in before[: before.index(value)])
    counted = found[0].type in ("count", "number") and found[0].place == 1
    exact = counted and found[0].hedge == "exact"  # round counts are written as such: `about 300000`, 0.3 million
    return evolve(found[0].written(value, start, start + len(value)), exact=exact)


def _period(row: Row, column: str, faults: list[str]) -> Period | None:
    """The days of a date, a month or a year as in ISO 8601; None if the cell is empty, or with a fault no such day."""
    text = row.cells.get(column, "")
    if not text:
        return None
    year, month, day = [*(int(part) for part in text.split("-")), 0, 0][:3]
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        faults.append(row.fault(column, f"there is no day {text}; write one that the calendar has"))
        return None
    return Period(first.toordinal(), last.toordinal())


def _within(inner: Period, outer: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
