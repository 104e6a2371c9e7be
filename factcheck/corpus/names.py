"""The names in all accounts in, who is who out: one entity for each thing that some name of a document may mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

from attrs import frozen

from factcheck.records import Account, Name

_BARRED = str.maketrans("\u0111\u0110", "dD")  # no accent on a letter to Unicode


@frozen
class Entity:
    """A thing that documents speak of: its name in lower case, and its kind ("" if no document says it)."""

    name: str
    kind: str


class Names:
    """What the names of some accounts mean.

    ranks: kinds from the largest to the smallest; a name alone means the largest thing that bears it.
    """

    def __init__(self, accounts: Sequence[Account], ranks: Sequence[str]) -> None:
        self._ranks = {kind: index for index, kind in enumerate(ranks)}
        self._toned: dict[str, set[str]] = defaultdict(set)
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._shown: dict[str, str] = {}
        for account in accounts:
            for name in all_names(account):
                if account.toned:
                    self._toned[_folded(name.text)].add(_lower(name.text))
        for account in accounts:
            for name in all_names(account):
                key = self.key(name.text, account)
                if key is not None:
                    self._kinds[key][name.kind] += 1
                    if account.toned or key not in self._shown:
                        self._shown[key] = name.text.title() if name.text.isupper() else name.text

    def key(self, text: str, account: Account) -> str | None:
        """A name as the key of all its spellings; None where a text without tones may mean one of several."""
        if account.toned:
            return _lower(text)
        toned = self._toned.get(_folded(text), set())
        if len(toned) > 1:
            return None
        return next(iter(toned), _lower(text))

    def entity(self, about: Iterable[Name], account: Account) -> tuple[Entity, int] | None:
        """(whom a fact is about, which of its names says so): the first that anybody calls a thing of some kind."""
        for index, name in enumerate(about):
            if not name.text:  # one of many things that a place has
                return None
            key = self.key(name.text, account)
            if key is None or key not in self._kinds:
                continue
            kinds = [kind for kind in self._kinds[key] if kind]
            if not name.kind:
                return Entity(key, min(kinds, key=self._rank, default="")), index
            if name.kind in kinds or not kinds:
                return Entity(key, name.kind), index
        return None

    def shown(self, entity: Entity) -> str:
        """An entity for people: "Núa Ngam commune"."""
        return f"{self._shown.get(entity.name, entity.name)} {entity.kind}".strip()

    def _rank(self, kind: str) -> int:
        return self._ranks.get(kind, len(self._ranks))


def all_names(account: Account) -> Iterable[Name]:
    """The names by which a document calls things, those in what it says was merged among them."""
    yield from account.names
    for merger in account.mergers:
        yield from merger.predecessors
        if merger.successor is not None:
            yield merger.successor


def _lower(text: str) -> str:
    return normalize("NFC", text).casefold()


def _folded(text: str) -> str:
    """A name without tones."""
    apart = normalize("NFD", text.translate(_BARRED))
    return "".join(char for char in apart if not combining(char)).casefold()
