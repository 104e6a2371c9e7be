"""Accounts in, what their names mean out: of each name where it was first and last, which is all that this depends on.

A roster grows with the vocabulary and not with the documents; those of parts of a corpus add up in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from factcheck.corpus.keys import Keys
from factcheck.corpus.names import Names, all_names
from factcheck.records import Account, Name

Written = tuple[str, str, bool]
"""A name, the kind of thing that it is said to be, and whether its document writes names with tones."""
Place = tuple[str, int, int]
"""Where a name stands: document, which of the accounts of that name, which of its names."""


@frozen
class Known:
    """What all accounts tell: what names mean, the keys of facts, and the accounts of mergers, without their facts."""

    names: Names
    keys: Keys
    mergers: tuple[Account, ...]


@define
class Roster:
    """The names in some accounts, and what else all facts have to know: mergers, and what is part of what."""

    _ends: dict[Written, tuple[Place, Place]] = field(factory=dict)
    _mergers: list[tuple[int, Account]] = field(factory=list)

    def add(self, account: Account, serial: int = 0) -> None:
        """Takes note of an account. serial: which one it is of those that bear the name of its document."""
        for place, written in named(account, serial):
            self.note(written, place, place)
        self.tell(account, serial)

    def tell(self, account: Account, serial: int = 0) -> None:
        """Takes note of the mergers and divisions of an account alone."""
        if account.mergers or account.divisions:
            self._mergers.append((serial, without_facts(account)))

    def note(self, written: Written, first: Place, last: Place) -> None:
        """Takes note of where a name is first and last."""
        known = self._ends.get(written)
        self._ends[written] = (first, last) if known is None else (min(known[0], first), max(known[1], last))

    def known(self, ranks: Sequence[str]) -> Known:
        """What all accounts tell; ranks are the kinds of entities, the largest first."""
        ends = sorted((place, written) for written, places in self._ends.items() for place in places)
        told = [Account(place[0], names=(Name(text, kind),), toned=toned) for place, (text, kind, toned) in ends]
        names = Names(told, ranks)
        ordered = sorted(self._mergers, key=lambda pair: (pair[1].document, pair[0]))
        mergers = tuple(account for _, account in ordered)
        return Known(names, Keys(mergers, names), mergers)


def named(account: Account, serial: int = 0) -> Iterator[tuple[Place, Written]]:
    """The names of an account, and where they stand."""
    for position, name in enumerate(all_names(account)):
        yield (account.document, serial, position), (name.text, name.kind, account.toned)


def without_facts(account: Account) -> Account:
    """An account with just its mergers and divisions."""
    return Account(account.document, mergers=account.mergers, toned=account.toned, divisions=account.divisions)
