"""Accounts of many documents in, groups of facts that may meet out: in memory, or on a disk once there are many.

A group holds all facts of some keys (`factcheck.corpus.keys`), so what its facts claim together is what they claim
among all facts. `roster` keeps the names, `rows` writes facts as rows of Arrow, `spill` keeps these on a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.records import Account, Waiver

if TYPE_CHECKING:
    from factcheck.corpus.names import Names
    from factcheck.ledger.roster import Roster
    from factcheck.ledger.spill import Spill

_MOST = 20_000  # facts in memory, some 100 MB of them


class Ledger:
    """What documents state that others may state, too.

    accounts: all of them while they are in memory, none of them later. waivers, documents: those of all. lasting:
    whether they stay in memory, however many there are, as they do where the extra `[data]` is missing.
    """

    def __init__(self, lasting: bool = False) -> None:
        self.accounts: list[Account] = []
        self.waivers: list[Waiver] = []
        self.documents: list[str] = []
        self._lasting = lasting
        self._facts = 0
        self._disk: tuple[Roster, Spill] | None = None

    def add(self, accounts: Iterable[Account]) -> None:
        """Takes the accounts of documents."""
        for account in accounts:
            self.documents.append(account.document)
            self.waivers += account.waivers
            self._facts += len(account.facts)
            self._keep(account)
        if self._facts > _MOST and not self._lasting and self._disk is None:
            self._move()

    def groups(self, shared: Sequence[Account], ranks: Sequence[str]) -> Iterator[tuple[Names, list[Account]]]:
        """What names mean, and the accounts of each group, where they are on a disk.

        shared: accounts that belong to all others, as those of a registry. ranks: the kinds of entities, the largest
        first.
        """
        if self._disk is None:
            return
        for serial, account in enumerate(shared, 1):
            self._keep(account, serial)
        roster, spill = self._disk
        known = roster.known(ranks)
        for accounts in spill.groups(known.keys):
            yield known.names, [*accounts, *known.mergers]

    @property
    def spilled(self) -> bool:
        """Whether the accounts are on a disk."""
        return self._disk is not None

    def _keep(self, account: Account, serial: int = 0) -> None:
        if self._disk is None:
            self.accounts.append(account)
        else:
            for part in self._disk:
                part.add(account, serial)

    def _move(self) -> None:
        """Moves all to a disk."""
        try:
            from factcheck.ledger.roster import Roster
            from factcheck.ledger.spill import Spill
        except ImportError:
            self._lasting = True
            return
        self._disk = Roster(), Spill()
        for account in self.accounts:
            self._keep(account)
        self.accounts.clear()
