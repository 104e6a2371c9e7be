"""What names mean, what was merged and what is part of what in; the key of each fact out: only those of one key meet.

The claims on the facts of some keys, all of them, are those among the claims on all facts that are about them.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.corpus.mergers import unions
from factcheck.corpus.names import Entity, Names
from factcheck.records import Account, Name


class Keys:
    """The keys of facts.

    accounts: those that tell of mergers and of what is part of what.
    """

    def __init__(self, accounts: Iterable[Account], names: Names) -> None:
        self._names = names
        self._nearer: dict[Entity, Entity] = {}
        known = sorted(accounts, key=lambda account: account.document)
        for union in unions(known, names):
            self._join(union.successor, union.predecessors)
        for account in known:
            for division in account.divisions:
                whole, *parts = (names.entity([name], account) for name in (division.whole, *division.parts))
                if whole is not None:
                    self._join(whole[0], [part[0] for part in parts if part is not None])

    def of(self, about: Iterable[Name], toned: bool, measure: str, size: str) -> str | None:
        """The key of a fact, by the names of what it may be about and its measure; None if nobody knows any of these.

        toned: whether its document writes names with tones. size: the dimension of its figure.
        """
        found = self._names.entity(about, Account("", toned=toned))
        if found is None:
            return None
        head = self._head(found[0])
        return "|".join((head.name, head.kind, measure, size))

    def _head(self, entity: Entity) -> Entity:
        while entity in self._nearer:
            entity = self._nearer[entity]
        return entity

    def _join(self, one: Entity, others: Iterable[Entity]) -> None:
        for other in others:
            head, under = self._head(one), self._head(other)
            if head != under:
                self._nearer[under] = head
