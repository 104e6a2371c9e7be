"""Accounts and what their names mean in, what was merged out: one union for each merger, whoever tells of it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from factcheck.corpus.names import Entity, Names
from factcheck.records import Account


@frozen
class Union:
    """One merger, of which several documents may tell. partial: whether but a share of some predecessor went over.

    registered: whether a registry knows it, so that it is missed where nothing is stated of its parts.
    """

    successor: Entity
    predecessors: frozenset[Entity]
    partial: bool = False
    registered: bool = False


def unions(accounts: Iterable[Account], names: Names) -> list[Union]:
    """The mergers; of what came of one that a registry knows, the registry alone says what went into it."""
    found: dict[Union, None] = {}
    told = [(account, merger) for account in accounts for merger in account.mergers]
    registered: set[Entity] = set()
    for account, merger in sorted(told, key=lambda pair: not pair[1].registered):
        successor = merger.successor and names.entity([merger.successor], account)
        members = [names.entity([name], account) for name in merger.predecessors]
        if successor and (merger.registered or successor[0] not in registered):
            if merger.registered:
                registered.add(successor[0])
            known = frozenset(one[0] for one in members if one is not None)
            union = Union(successor[0], known, merger.partial, merger.registered)
            if None not in members and (len(union.predecessors) > 1 or union.partial):
                found[union] = None
    return list(found)


def contested_by(merged: Iterable[Union]) -> frozenset[Entity]:
    """The entities whose name is that of a successor and of one of its predecessors."""
    return frozenset(
        entity
        for union in merged
        for one in union.predecessors
        if one.name == union.successor.name
        for entity in (one, union.successor)
    )
