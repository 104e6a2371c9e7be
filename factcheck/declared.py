"""Data that are declared to be right in, Accounts out: what texts are held against (`--against`).

They come in two forms. The long one has a row a fact, in the columns of reference facts: entity, measure, value, and
maybe unit, as_of and source. The wide one is a table as offices keep it: a row a thing, a column a measure.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from factcheck import readers
from factcheck.records import Account, Document, Fact, InputError, SettingsError

if TYPE_CHECKING:
    from factcheck.facts import Vocabulary
    from factcheck.language import Language
    from factcheck.registry.tables import Row

_LONG = frozenset({"entity", "measure", "value"})
_LISTED = (".json", ".yaml", ".yml", ".parquet")
_TABLES = (".csv", ".tsv", ".xlsx", ".md", ".html", ".htm", ".txt")
_UNNAMED = "<data>"
Told = Callable[[Document], Iterable[Account]]
"""What a document states that others may state, too."""


@frozen
class Frame:
    """A data frame as text: its columns, and a tuple a row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, frame: Any) -> Frame:
        """What a data frame of polars or pandas holds. Raises TypeError for anything else."""
        from factcheck.registry.tables import written

        if hasattr(frame, "iter_rows"):
            rows = frame.iter_rows()
        elif hasattr(frame, "itertuples"):
            rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
        else:
            raise TypeError(f"declared data are paths or data frames of polars or pandas, not {type(frame).__name__}")
        return cls(tuple(map(str, frame.columns)), tuple(tuple(map(written, row)) for row in rows))


Source = str | Frame


def accounts(
    sources: Iterable[Source], language: Language, vocabulary: Vocabulary, told: Told, dialect: str
) -> tuple[Account, ...]:
    """What declared data state. Raises SettingsError with the faults of all sources.

    told: reads a document's tables for facts. dialect: that of CSV files.
    """
    found: list[Account] = []
    faults: list[str] = []
    for source in sources:
        path = source if isinstance(source, str) else _UNNAMED
        try:
            rows = _long(source)
            if rows is None:
                stated = _of_tables(_document(source, dialect), told)
                if isinstance(source, Frame) or path.endswith(_LISTED):
                    stated = [_by_row(one) for one in stated]
            else:
                from factcheck import registry

                before = len(faults)
                stated = list(registry.declared(path, rows, language, vocabulary, faults))
                if len(faults) > before:
                    continue
        except InputError as fault:
            faults.append(str(fault))
            continue
        except SettingsError as fault:
            faults += str(fault).splitlines()
            continue
        if not any(one.facts for one in stated):
            what = "states no fact; give its rows names and its columns measures, or columns entity, measure and value"
            faults.append(f"{path}: {what}")
        found += stated
    if faults:
        raise SettingsError("\n".join(dict.fromkeys(faults)))
    return tuple(evolve(one, facts=tuple(map(_declared, one.facts))) for one in found)


def _by_row(account: Account) -> Account:
    """An account whose places name rows, as its source has no lines of its own."""
    facts = (evolve(fact, place=fact.place and evolve(fact.place, cell=f"row {fact.place.line - 1}"))
             for fact in account.facts)  # fmt: skip
    return evolve(account, facts=tuple(facts))


def of_documents(documents: Iterable[Document], told: Told) -> tuple[Account, ...]:
    """What the tables of documents state, as declared data."""
    found = [one for document in documents for one in _of_tables(document, told)]
    return tuple(evolve(one, facts=tuple(map(_declared, one.facts))) for one in found)


def _declared(fact: Fact) -> Fact:
    place = fact.place
    at = (place.cell or f"{place.line}:{place.column}") if place else str(fact.figure.start)
    return evolve(fact, declared=True, source=fact.source or f"{fact.document}:{at}")


def _long(source: Source) -> list[Row] | None:
    """The rows of a source in the long form, None if it is in the wide one. Raises SettingsError."""
    from factcheck.registry import tables

    if isinstance(source, Frame):
        cells = (dict(zip(source.columns, row, strict=True)) for row in source.rows)
        return tables.rows_of(_UNNAMED, enumerate(cells, 1)) if _LONG.issubset(source.columns) else None
    suffix = Path(source).suffix.lower()
    if suffix not in (*_LISTED, *_TABLES):
        known = ", ".join((*_TABLES, *_LISTED))
        raise SettingsError(f"{source}: is of no format that declared data can have; these are {known}")
    if suffix in (".csv", ".tsv"):
        head = readers.read(source).source.lstrip().partition("\n")[0]
        columns = {cell.strip(' "\r') for cell in head.replace(";", ",").replace("\t", ",").split(",")}
        return tables.rows(source) if columns >= _LONG else None
    if suffix == ".xlsx":
        document = readers.read(source)
        heads = {cell.text for table in document.tables[:1] for cell in table.cells if cell.row == 0}
        return tables.rows(source) if heads >= _LONG else None
    if suffix not in _LISTED:
        return None
    rows = tables.rows(source)
    return rows if rows and rows[0].cells.keys() >= _LONG else None


def _document(source: Source, dialect: str) -> Document:
    """A source in the wide form as a document with tables. Raises InputError and SettingsError."""
    if isinstance(source, Frame):
        return readers.read_text(_as_csv((source.columns, *source.rows)), _UNNAMED, "csv", dialect=",.")
    if Path(source).suffix.lower() in _LISTED:
        from factcheck.registry import tables

        rows = tables.rows(source)
        columns = list(dict.fromkeys(column for row in rows for column in row.cells))
        cells = [[row.cells.get(column, "") for column in columns] for row in rows]
        return readers.read_text(_as_csv([columns, *cells]), source, "csv", dialect=",.")
    document = readers.read(source, dialect)
    if document.faults:
        raise SettingsError("\n".join(f"{source}: {fault}" for fault in document.faults))
    return document


def _as_csv(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _of_tables(document: Document, told: Told) -> list[Account]:
    """What the tables of a document state; its prose declares nothing."""
    cells = {cell.start for table in document.tables for cell in table.cells}
    return [
        evolve(one, facts=tuple(fact for fact in one.facts if fact.figure.start in cells), mergers=(), waivers=())
        for one in told(document)
    ]
