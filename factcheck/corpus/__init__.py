"""Accounts of many documents in, claims across them out: one fact in several places, totals of what was merged, parts.

Facts meet by key, never in pairs: entity, measure and dimension.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice, permutations, product

from attrs import evolve, field, frozen

from factcheck import quantity
from factcheck.corpus.dimensions import dimension_of
from factcheck.corpus.mergers import Union, contested_by, unions
from factcheck.corpus.names import Entity, Names
from factcheck.records import Account, Claim, Division, Fact, Name, Period, Quantity

__all__ = ["claims", "named"]

_CHANCE = 10_000
_MOST = 8  # combinations of values that are tried for one total
_WHOLE = Fraction(9, 10)
_CLUSTERS = 4  # values of one fact that are held against each other
_TABLE = "table_cell"
_NOT_COMPARABLE = "not-comparable"
_AMBIGUOUS = "ambiguous"
_OPEN = frozenset({"exact", "over", "under"})
_ADDITIVE = ("count", "measure", "money")
"""The types of figures whose totals add up when things are merged."""


@frozen(eq=False)
class _Statement:
    """A fact, and which of its names is that of the entity."""

    fact: Fact
    index: int

    @property
    def standing(self) -> str:
        """Whether it speaks of what was merged as the new one or a former one, "" if it does not say."""
        return self.fact.about[self.index].standing

    @property
    def settled(self) -> bool:
        """Whether its own sentence names the entity."""
        return self.index < self.fact.near


@frozen(eq=False)
class _Group:
    """The facts on one measure of one entity."""

    entity: Entity
    measure: str
    stated: list[_Statement] = field(factory=list)


def claims(accounts: Iterable[Account], ranks: Sequence[str], names: Names | None = None) -> list[Claim]:
    """The claims that documents make together, in order; ranks are the kinds of entities, the largest first.

    names: what names mean, where accounts are but the facts of some keys, and do not tell it.
    """
    known = sorted(accounts, key=lambda account: account.document)
    names = names or Names(known, ranks)
    groups = _grouped(known, names)
    merged = unions(known, names)
    contested = contested_by(merged)
    found = [claim for group in groups.values() for claim in _repeats(group, names, contested)]
    found += [claim for group in groups.values() for claim in _held_against_declared(group, names, contested)]
    found += [claim for group in groups.values() for claim in _parts_of_time(group, names)]
    found += _mergers(merged, names, groups, contested)
    found += _divided(known, names, groups, contested)
    return sorted(found, key=lambda claim: (claim.document, claim.start, claim.end, claim.kind, claim.measure))


def named(accounts: Iterable[Account], ranks: Sequence[str]) -> Iterator[tuple[str, Fact]]:
    """Every fact that is about something known, with its name, in the order of documents and text."""
    known = sorted(accounts, key=lambda account: account.document)
    names = Names(known, ranks)
    for account in known:
        for fact in account.facts:
            found = names.entity(fact.about, account)
            if found is not None:
                yield names.shown(found[0]), fact


def _grouped(accounts: Iterable[Account], names: Names) -> dict[tuple[Entity, str, str], _Group]:
    groups: dict[tuple[Entity, str, str], _Group] = {}
    for account in accounts:
        for fact in account.facts:
            found = names.entity(fact.about, account)
            if found is not None:
                key = (found[0], fact.measure, dimension_of(fact.figure))
                groups.setdefault(key, _Group(found[0], fact.measure)).stated.append(_Statement(fact, found[1]))
    return groups


# -- one fact in several places ----------------------------------------------------------------------------------------


def _repeats(group: _Group, names: Names, contested: Container[Entity]) -> Iterator[Claim]:
    """A claim for each value that several sources give, and for each two values that they give.

    Declared data meet one another here, and what is stated meets what else is.
    """
    for declared in (False, True):
        yield from _repeated([one for one in group.stated if one.fact.declared is declared], group, names, contested)


def _repeated(
    stated: Sequence[_Statement], group: _Group, names: Names, contested: Container[Entity]
) -> Iterator[Claim]:
    if len(_sources(stated)) < 2:
        return
    clusters = _clusters(stated)
    for cluster in clusters:
        if len(_sources(cluster)) > 1:
            yield _claim("repeat", {"values": cluster}, group, names)
    named = [some for cluster in clusters if (some := [one for one in cluster if one.fact.named])]
    for first, second in combinations(named[:_CLUSTERS], 2):
        both = [*first, *second]
        if len(_sources(both)) > 1 and not _registered_apart(first, second):
            reason = _incomparable(both, group.entity in contested)
            yield _claim("repeat", {"values": both}, group, names, reason, not _same_day(both))


def _registered_apart(first: Sequence[_Statement], second: Sequence[_Statement]) -> bool:
    """Whether a registry tells that two values are of two things of one name: what was merged, and what came of it."""
    standings = [{one.standing for one in some} for some in (first, second)]
    registered = all(one.fact.source for one in [*first, *second])
    return registered and standings in ([{"new"}, {"former"}], [{"former"}, {"new"}])


def _sources(stated: Iterable[_Statement]) -> set[tuple[str, bool, bool]]:
    """Where facts are stated: the prose of a document and its tables are two sources, so are those of a registry.

    What a share is taken of need not be the total that the document states: it is one of its own.
    """
    return {(one.fact.origin, one.fact.scope == _TABLE, one.fact.base) for one in stated}


def _clusters(stated: Iterable[_Statement]) -> list[list[_Statement]]:
    """Facts whose values may be the same; each joins the first value that it agrees with all of."""
    clusters: list[list[_Statement]] = []
    for one in stated:
        home = next((some for some in clusters if all(_agree(one, other) for other in some)), None)
        if home is None:
            clusters.append([one])
        else:
            home.append(one)
    return clusters


def _agree(one: _Statement, other: _Statement) -> bool:
    """Whether two facts may have the same value."""
    figures = (one.fact.figure, other.fact.figure)
    finest = min(figure.place for figure in figures)
    first, second = (quantity.as_copy(figure, finest, quantity.hedged) for figure in figures)
    return first.intersects(second)


def _incomparable(stated: Sequence[_Statement], contested: bool) -> str:
    """Why two values of one measure are perhaps no contradiction, "" if they are."""
    facts = [one.fact for one in stated]
    periods = {fact.period for fact in facts}
    if len(periods - {None}) > 1 and not facts[0].lasts or facts[0].flows and None in periods:
        return _NOT_COMPARABLE
    if len({fact.planned for fact in facts}) > 1 or len({fact.figure.hedge for fact in facts} & _OPEN) > 1:
        return _NOT_COMPARABLE
    if len({fact.status for fact in facts} - {""}) > 1:
        return _NOT_COMPARABLE
    standings = {one.standing for one in stated}
    return _NOT_COMPARABLE if contested and (len(standings) > 1 or "" in standings) else ""


def _same_day(stated: Sequence[_Statement]) -> bool:
    """Whether all facts name the entity, are final and say for which time they hold, and it is the same."""
    periods = {one.fact.period for one in stated}
    final = all(one.settled and not (one.fact.planned or one.fact.status or one.fact.base) for one in stated)
    return None not in periods and len(periods) == 1 and final


def _held_against_declared(group: _Group, names: Names, contested: Container[Entity]) -> Iterator[Claim]:
    """A claim for each fact that declared data have, too; of several values the one that agrees, if one does."""
    declared = [one for one in group.stated if one.fact.declared]
    for one in group.stated if declared else ():
        if one.fact.declared or not one.fact.named:
            continue
        at_once = [other for other in declared if other.fact.period == one.fact.period]
        others = at_once if at_once and one.fact.period else declared
        other = next((other for other in others if _agree(one, other)), others[0])
        several = len(_clusters(others)) > 1 and not _agree(one, other)
        reason = _AMBIGUOUS if several else _incomparable_with(one, other, group.entity in contested)
        roles = {"stated": (one.fact.figure,), "declared": (other.fact.figure,)}
        unsure = not one.settled or bool(one.fact.status or other.fact.status)
        yield _claim("declared", {"stated": [one], "declared": [other]}, group, names, reason, unsure, roles)


def _incomparable_with(one: _Statement, declared: _Statement, contested: bool) -> str:
    """Why a fact is perhaps no contradiction to a declared one; a time that either leaves open is that of the other."""
    times = {one.fact.period, declared.fact.period}
    apart = len(times - {None}) > 1 or one.fact.flows and len(times) > 1
    if apart and not one.fact.lasts or one.fact.planned != declared.fact.planned:
        return _NOT_COMPARABLE
    standings = {one.standing, declared.standing}
    return _NOT_COMPARABLE if contested and (len(standings) > 1 or "" in standings) else ""


def _parts_of_time(group: _Group, names: Names) -> Iterator[Claim]:
    """A claim for each fact on a time within that of another one, of what adds up over time."""
    dated = [one for one in group.stated if one.fact.period is not None and one.fact.flows and not one.fact.planned]
    clusters = _clusters(dated)[:_CLUSTERS]
    for (whole, *_), (part, *_) in permutations(clusters, 2):
        if _within(part.fact.period, whole.fact.period) and len(_sources([part, whole])) > 1:
            settled = part.settled and whole.settled
            yield _claim("bound", {"part": [part], "whole": [whole]}, group, names, "", not settled)


def _within(inner: Period | None, outer: Period | None) -> bool:
    """Whether a time is a part of another one."""
    if inner is None or outer is None or inner == outer:
        return False
    return outer.first <= inner.first and inner.last <= outer.last


# -- what was merged ---------------------------------------------------------------------------------------------------


def _mergers(
    merged: Iterable[Union],
    names: Names,
    groups: Mapping[tuple[Entity, str, str], _Group],
    contested: Container[Entity],
) -> Iterator[Claim]:
    """A claim for each merger and measure of which the total and some part are stated."""
    by_entity: dict[Entity, list[tuple[str, str]]] = defaultdict(list)
    for entity, measure, size in groups:
        by_entity[entity].append((measure, size))
    for union in merged:
        for measure, size in by_entity[union.successor]:
            total = groups[union.successor, measure, size]
            if any(one.fact.named for one in total.stated) and size.partition(":")[0] in _ADDITIVE:
                yield from _totals(union, total, groups, (measure, size), names, contested)


def _totals(
    union: Union,
    total: _Group,
    groups: Mapping[tuple[Entity, str, str], _Group],
    key: tuple[str, str],
    names: Names,
    contested: Container[Entity],
) -> Iterator[Claim]:
    new, _ = _told_apart(total, contested)
    parts = {}
    for one in sorted(union.predecessors, key=lambda entity: (entity.name, entity.kind)):
        group = groups.get((one, *key))
        parts[one] = _clusters(_told_apart(group, contested)[1]) if group else []
    stated = [options for options in parts.values() if options]
    if not stated and not union.registered:
        return
    missing = tuple(names.shown(one) for one, options in parts.items() if not options)
    reason = "missing-part" if missing else "not-comparable" if union.partial else ""
    for whole, chosen, apart in _combined(_clusters(new), stated):
        if _told_twice(chosen):
            continue
        facts = {"successor": whole, "predecessors": [one for some in chosen for one in some]}
        roles = {"successor": (whole[0].fact.figure,), "predecessors": tuple(some[0].fact.figure for some in chosen)}
        claim = _claim("merger", facts, total, names, reason or (_NOT_COMPARABLE if apart else ""), True, roles)
        yield evolve(claim, missing=missing)


_Cluster = list[_Statement]


def _combined(
    wholes: Sequence[_Cluster], parts: Sequence[Sequence[_Cluster]]
) -> Iterator[tuple[_Cluster, tuple[_Cluster, ...], bool]]:
    """(a value of the whole, one of each part, whether they cannot be compared, as they hold at different times).

    Those of one time, if there are any; time does not matter to what lasts.
    """
    found = [(whole, tuple(chosen)) for whole, *chosen in islice(product(wholes, *parts), _MOST)]
    together = [(whole, chosen) for whole, chosen in found if _at_one_time([whole, *chosen])]
    for whole, chosen in together or found:
        yield whole, chosen, not together and not whole[0].fact.lasts


def _told_twice(chosen: Sequence[_Cluster]) -> bool:
    """Whether two parts have one value in prose, so large that it does not recur by chance: it was read as both's."""
    facts = (one.fact for some in chosen for one in some[:1])
    large = [fact.figure.value for fact in facts if fact.figure.value >= _CHANCE and not fact.source]
    return len(set(large)) < len(large)


def _at_one_time(clusters: Sequence[_Cluster]) -> bool:
    """Whether some time that is stated may be that of all values."""
    times = [{one.fact.period for one in some} - {None} for some in clusters]
    stated = {period for some in times for period in some if period is not None}
    return not stated or any(
        all(not some or any(other is not None and _overlap(period, other) for other in some) for some in times)
        for period in stated
    )


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


# -- what is part of what ----------------------------------------------------------------------------------------------


def _divided(
    accounts: Iterable[Account],
    names: Names,
    groups: Mapping[tuple[Entity, str, str], _Group],
    contested: Container[Entity],
) -> Iterator[Claim]:
    """A claim for each thing that a registry knows the parts of, and each measure that it and some part have."""
    by_entity: dict[Entity, list[tuple[str, str]]] = defaultdict(list)
    for entity, measure, size in groups:
        by_entity[entity].append((measure, size))
    for account in accounts:
        for division in account.divisions:
            whole = names.entity([division.whole], account)
            members = [names.entity([name], account) for name in division.parts]
            if whole is None or None in members:
                continue
            for measure, size in by_entity[whole[0]]:
                total = groups[whole[0], measure, size]
                if any(one.fact.named for one in total.stated) and size.partition(":")[0] in _ADDITIVE:
                    parts = [(one[0], name) for one, name in zip(members, division.parts, strict=True) if one]
                    yield from _parts(total, division, parts, groups, (measure, size), names, contested)


def _parts(
    total: _Group,
    division: Division,
    members: Sequence[tuple[Entity, Name]],
    groups: Mapping[tuple[Entity, str, str], _Group],
    key: tuple[str, str],
    names: Names,
    contested: Container[Entity],
) -> Iterator[Claim]:
    """What all parts have is what the whole has; where one is missing, or there may be others, it is no more.

    Where some part alone has more, it is what is wrong, whatever the others come to.
    """
    wholes = _clusters(_standing_as(total, division.whole, contested))
    stated = []
    for entity, name in members:
        group = groups.get((entity, *key))
        clusters = _clusters(_standing_as(group, name, contested)) if group else []
        if clusters:
            stated.append(clusters)
    if not stated:
        return
    kind = "partition" if division.complete and len(stated) == len(members) else "some_parts"
    for whole, chosen, apart in _combined(wholes, stated):
        larger = [some for some in chosen if _is_larger(some[0], whole[0])]
        alone: list[tuple[str, Sequence[_Cluster]]] = [("some_parts", (some,)) for some in larger]
        for found, parts in alone or [(kind, chosen)]:
            facts = {"whole": whole, "parts": [one for some in parts for one in some]}
            roles = {"whole": (whole[0].fact.figure,), "parts": tuple(some[0].fact.figure for some in parts)}
            yield _claim(found, facts, total, names, _NOT_COMPARABLE if apart else "", True, roles)


def _is_larger(one: _Statement, other: _Statement) -> bool:
    """Whether a value is larger than another one, however both were rounded."""
    low, high = quantity.hedged(one.fact.figure).low, quantity.hedged(other.fact.figure).high
    return low is not None and high is not None and low > high


def _standing_as(group: _Group, name: Name, contested: Container[Entity]) -> list[_Statement]:
    """The facts on what a name means, where others mean what bears the same name at another time."""
    if not name.standing:
        return group.stated
    new, former = _told_apart(group, contested)
    return new if name.standing == "new" else former


def _told_apart(group: _Group, contested: Container[Entity]) -> tuple[list[_Statement], list[_Statement]]:
    """(facts on what a merger made, facts on what went into it) of an entity; where one name is that of both, facts
    that do not say which they mean go with the value that they have, else with what went into it.
    """
    if group.entity not in contested:
        return group.stated, group.stated
    new = [one for one in group.stated if one.standing == "new"]
    rest = [one for one in group.stated if one.standing != "new"]
    joined = [one for one in rest if not one.standing and any(_as_large(one, other) for other in new)]
    return new + joined, [one for one in rest if one not in joined]


def _as_large(one: _Statement, other: _Statement) -> bool:
    """Whether a fact's value is so near to another one, or so far above it, that it is none of its parts."""
    return one.fact.figure.value >= other.fact.figure.value * _WHOLE


def _claim(
    kind: str,
    stated: Mapping[str, Sequence[_Statement]],
    group: _Group,
    names: Names,
    reason: str = "",
    inferred: bool = False,
    roles: Mapping[str, tuple[Quantity, ...]] | None = None,
) -> Claim:
    facts = {role: tuple(sorted((one.fact for one in some), key=_where)) for role, some in stated.items()}
    first = min((fact for some in facts.values() for fact in some), key=_where)
    filled = roles or {role: tuple(fact.figure for fact in some) for role, some in facts.items()}
    return Claim(
        kind, filled, first.document, first.figure.start, first.figure.end, inferred=inferred,
        entity=names.shown(group.entity), measure=group.measure, stated=facts, reason=reason,
    )  # fmt: skip


def _where(fact: Fact) -> tuple[bool, str, int]:
    """The order of facts: a registry is what prose is held against, so its own come last."""
    return bool(fact.source), fact.document, fact.figure.start
