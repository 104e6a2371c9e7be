"""Files of entities, mergers and reference facts in, what they say of names and figures out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from factcheck.records import SettingsError

if TYPE_CHECKING:
    from factcheck.facts import Vocabulary
    from factcheck.language import Language
    from factcheck.records import Account
    from factcheck.registry.register import Register
    from factcheck.registry.tables import Row

__all__ = ["ENTITIES", "FACTS", "MERGERS", "Registry", "declared", "load", "of_entities"]

_EXTRA = 'a registry needs pandera and polars; install them with `pip install "factcheck-figures[data]"`'


def _paths(value: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    return (os.fspath(value),) if isinstance(value, str | os.PathLike) else tuple(os.fspath(one) for one in value)


@frozen
class Registry:
    """The files of a registry: entities, what was merged into what, and reference facts.

    Each is CSV, TSV, JSON (a list of objects), YAML (a list of mappings), XLSX or Parquet.
    """

    entities: tuple[str, ...] = field(default=(), converter=_paths)
    mergers: tuple[str, ...] = field(default=(), converter=_paths)
    facts: tuple[str, ...] = field(default=(), converter=_paths)

    @property
    def files(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.entities, *self.mergers, *self.facts)


def load(registry: Registry, language: Language, vocabulary: Vocabulary) -> Register:
    """What the files of a registry say, figures and measures read by a language.

    Raises SettingsError with all their faults, and without the extra `[data]`.
    """
    try:
        from factcheck.registry import register, schemas
    except ImportError:
        raise SettingsError(f"{registry.files[0]}: {_EXTRA}") from None
    faults: list[str] = []
    entities = schemas.read(registry.entities, schemas.ENTITIES, faults)
    mergers = schemas.read(registry.mergers, schemas.MERGERS, faults)
    facts = schemas.read(registry.facts, schemas.FACTS, faults)
    result = register.register(entities, mergers, facts, register.Reader(language, vocabulary), faults)
    if faults:
        raise SettingsError("\n".join(dict.fromkeys(faults)))
    return result


def declared(
    path: str, rows: list[Row], language: Language, vocabulary: Vocabulary, faults: list[str]
) -> tuple[Account, ...]:
    """What rows of reference facts state of whatever they name; faults join the list.

    Raises SettingsError without the extra `[data]`.
    """
    try:
        from factcheck.registry import register, schemas
    except ImportError:
        raise SettingsError(f"{path}: {_EXTRA}") from None
    kept = schemas.held(path, rows, schemas.FACTS, faults)
    reader = register.Reader(language, vocabulary)
    return tuple(register.fact_accounts(kept, register.Unregistered(vocabulary), reader, faults))


def of_entities(text: str, language: Language, vocabulary: Vocabulary) -> Register:
    """What a table of entities in CSV says, without a file and held to no schema. Raises SettingsError."""
    from factcheck.registry import register, tables

    faults: list[str] = []
    rows = tables.rows_of("entities", tables.separated(text, "entities", ","))
    result = register.register(rows, (), (), register.Reader(language, vocabulary), faults)
    if faults:
        raise SettingsError("\n".join(faults))
    return result


def __getattr__(name: str) -> Any:
    if name not in ("ENTITIES", "MERGERS", "FACTS"):
        raise AttributeError(f"module 'factcheck.registry' has no attribute {name!r}")
    from factcheck.registry import schemas

    return getattr(schemas, name)
