"""Where a figure comes from in, what it is today out: a count of files or of matches, a capture, a pointer, a column.

No command is run, and nothing outside of the folder is read. What is not there is a fault, and never 0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from attrs import frozen

from factcheck import numerals
from factcheck.records import Number, SettingsError

AGGREGATES: Mapping[str, Callable[[Sequence[Number]], Number]] = {
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "mean": lambda numbers: Fraction(sum(numbers, Fraction(0))) / len(numbers),
    "median": lambda numbers: Fraction(median(map(Fraction, numbers))),
    "min": min,
    "max": max,
}
"""What may be made of the numbers of a column; `rows` and `distinct` count its cells."""
COUNTS = ("rows", "distinct")
_KINDS = {"count": ("count",), "matches": ("matches", "in"), "capture": ("capture", "in"), "pointer": ("pointer", "in"),
          "column": ("column", "in", "of", "where")}  # fmt: skip
"""The keys of each sort of source, the one that tells which it is first."""
_LARGEST = 10_000_000  # bytes of a text that is searched
_NUMERAL = re.compile(r"[-−]?\d+(?:[.,'’ \u00a0\u202f]\d+)*")


@frozen
class Source:
    """Where a figure comes from. name: what settings call it, "" where a binding states it itself.

    sort: count (files that match the glob `what`), matches (how often the pattern `what` matches), capture (the number
    in its group), pointer (a JSON Pointer, RFC 6901, to a number, or to a list or table, whose members are counted), or
    column (of a table). place: a glob of the files, or the file. of: what is made of the column, "" for the cell in the
    row that `where` tells.
    """

    name: str
    sort: str
    what: str
    place: str = ""
    of: str = ""
    where: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        if self.sort == "count":
            return f"files that match {self.what}"
        if self.sort == "column":
            row = " and ".join(f"{column} is {cell}" for column, cell in self.where)
            return f"{self.of or 'cell'} of {self.what}" + (f" where {row}" if row else "") + f" in {self.place}"
        told = {"matches": "matches of", "capture": "what is captured by", "pointer": "what is at"}
        return f"{told[self.sort]} {self.what} in {self.place}"

    @property
    def counts(self) -> bool:
        """Whether it counts files, matches or rows, and so gives no amount of anything else."""
        return self.sort in ("count", "matches") or self.of in COUNTS

    def fields(self) -> dict[str, Any]:
        """The keys and values that state it."""
        row: dict[str, Any] = {self.sort: self.what, "in": self.place, "of": self.of, "where": dict(self.where)}
        return {key: value for key, value in row.items() if value and (self.sort != "count" or key != "in")}

    def value(self, folder: str) -> Number:
        """What it is today. Raises SettingsError where it is not there, or not one number."""
        try:
            return _READERS[self.sort](self, Path(folder))
        except re.error as fault:
            raise self._fault(f"{self.what!r} is no regular expression ({fault})") from None

    def _fault(self, what: str) -> SettingsError:
        return SettingsError(f"source {self.name or self}: {what}")

    def _count(self, folder: Path) -> Number:
        found = sum(1 for path in folder.glob(self.what) if path.is_file())
        if not found:
            raise self._fault(f"no file matches {self.what!r}; correct the glob")
        return found

    def _matches(self, folder: Path) -> Number:
        pattern = re.compile(self.what, re.MULTILINE)
        found = sum(1 for text in self._texts(folder) for _ in pattern.finditer(text))
        if not found:
            raise self._fault(f"nothing in {self.place} matches {self.what!r}; correct the pattern")
        return found

    def _capture(self, folder: Path) -> Number:
        pattern = re.compile(self.what, re.MULTILINE)
        if pattern.groups != 1:
            raise self._fault(f"{self.what!r} has {pattern.groups} groups; put one around the number")
        found = [match[1] for text in self._texts(folder) for match in pattern.finditer(text)]
        if len(found) != 1:
            raise self._fault(f"{self.what!r} matches {len(found)} times in {self.place}; it has to match once")
        return self._number(found[0])

    def _pointer(self, folder: Path) -> Number:
        (path, *others) = self._files(folder)
        if others:
            raise self._fault(f"{self.place!r} are several files; name one")
        at = _loaded(path, self)
        for part in self.what.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            if isinstance(at, dict) and key in at:
                at = at[key]
            elif isinstance(at, list) and key.isdecimal() and int(key) < len(at):
                at = at[int(key)]
            else:
                raise self._fault(f"there is no {self.what!r} in {self.place}; correct the pointer")
        if isinstance(at, list | dict):
            return len(at)
        if isinstance(at, bool) or not isinstance(at, int | float | str):
            raise self._fault(f"{self.what!r} in {self.place} is no number, list or table")
        return self._number(str(at))

    def _column(self, folder: Path) -> Number:
        (path, *others) = self._files(folder)
        if others:
            raise self._fault(f"{self.place!r} are several files; name one")
        table = columns(str(path))
        for column in (self.what, *(column for column, _ in self.where)):
            if column not in table:
                near = get_close_matches(column, list(table), 1)
                hint = f"write {near[0]}" if near else f"there are {', '.join(table)}"
                raise self._fault(f"{self.place} has no column {column!r}; {hint}")
        rows = range(len(table[self.what]))
        kept = [row for row in rows if all(table[column][row] == cell for column, cell in self.where)]
        if not kept:
            raise self._fault(f"no row of {self.place} is so; correct `where`")
        cells = [table[self.what][row] for row in kept]
        if self.of in COUNTS:
            return len(set(cells) if self.of == "distinct" else cells)
        if not self.of and len(cells) != 1:
            raise self._fault(f"{len(cells)} rows of {self.place} are so; it has to be one, or say `of`")
        found = numbers(cells)
        if None in found:
            raise self._fault(f"{cells[found.index(None)]!r} in {self.what} of {self.place} is no number")
        known = [number for number in found if number is not None]
        return numerals.normal(AGGREGATES[self.of](known)) if self.of else known[0]

    def _number(self, text: str) -> Number:
        found = numbers([text.strip()])[0]
        if found is None:
            raise self._fault(f"{text!r} is no number")
        return found

    def _files(self, folder: Path) -> list[Path]:
        found = sorted(path for path in folder.glob(self.place) if path.is_file())
        if not found:
            raise self._fault(f"there is no file {self.place!r}; correct the path")
        return found

    def _texts(self, folder: Path) -> Iterable[str]:
        for path in self._files(folder):
            if path.stat().st_size > _LARGEST:
                raise self._fault(f"{path.name} is too large to be searched")
            try:
                yield path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                raise self._fault(f"{path.name} is no text in UTF-8") from None


_READERS: dict[str, Callable[[Source, Path], Number]] = {
    "count": Source._count,
    "matches": Source._matches,
    "capture": Source._capture,
    "pointer": Source._pointer,
    "column": Source._column,
}


def parse(name: str, fields: object) -> Source:
    """The source that a table of settings, or a binding, states. Raises ValueError with what is wrong, in a line."""
    sort = next((one for one in _KINDS if isinstance(fields, dict) and one in fields), "")
    if not isinstance(fields, dict) or not sort:
        raise ValueError(f'says not what it is; write one of {", ".join(_KINDS)}, as count = "rules/*.yaml"')
    keys = _KINDS[sort]
    for key in fields:
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            hint = f"write {near[0]}" if near else f"beside {sort} there may be {', '.join(keys[1:]) or 'nothing'}"
            raise ValueError(f"has no {key!r}; {hint}")
    where = fields.get("where", {})
    if not isinstance(where, dict):
        raise ValueError('where is a table; write where = { Commune = "Pa Hin" }')  # noqa: TRY004 - one sort of fault
    what, place, of = (fields.get(key, "") for key in (sort, "in", "of"))
    if not all(isinstance(one, str) for one in (what, place, of)) or not what:
        raise ValueError(f"{sort}, in and of are texts; put quotes around them")
    if "in" in keys and not place:
        raise ValueError(f'says not where; write in = "FILE" below {sort}')
    if of and of not in (*AGGREGATES, *COUNTS):
        raise ValueError(f"there is no of = {of!r}; write one of {', '.join((*AGGREGATES, *COUNTS))}")
    if sort == "column" and not of and not where:
        raise ValueError(
            f'says not which cell; write where = {{ COLUMN = "CELL" }}, or of = one of {", ".join(AGGREGATES)}'
        )
    if sort == "pointer" and not what.startswith("/"):
        raise ValueError(f"{what!r} is no pointer; write it as /project/version")
    for path in (what if sort == "count" else place,):
        if Path(path).is_absolute() or ".." in Path(path).parts:
            raise ValueError(f"{path!r} leads out of the folder; name something in it")
    return Source(name, sort, what, place, of, tuple((str(key), str(value)) for key, value in where.items()))


@cache
def columns(path: str) -> Mapping[str, Sequence[str]]:
    """The columns of a data file by their heads, cells as text. Raises SettingsError."""
    from factcheck.registry import tables

    rows = tables.rows(path)
    heads = dict.fromkeys(head for row in rows for head in row.cells)
    return {head: [row.cells.get(head, "") for row in rows] for head in heads}


def numbers(cells: Sequence[str]) -> list[Number | None]:
    """The numbers that cells hold, None for what is none; all cells together tell which sign decimals follow."""
    mark = numerals.decimal_mark(" ; ".join(cells))
    found: list[Number | None] = []
    for cell in cells:
        text = cell.strip()
        read = None
        if _NUMERAL.fullmatch(text):
            digits = re.sub("[ \u00a0\u202f]", "", text).lstrip("-−")
            read = numerals.read(digits, mark == ",", mark == ",")
        number = None if read is None else numerals.scaled(*read)
        found.append(-number if number is not None and text[:1] in "-−" else number)
    return found


def _loaded(path: Path, source: Source) -> Any:
    """What a JSON, TOML or YAML file holds."""
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".toml":
            import tomllib

            return tomllib.loads(text)
        if path.suffix == ".json":
            return json.loads(text)
        import yaml

        return yaml.load(text, yaml.CSafeLoader)
    except (OSError, ValueError, RecursionError) as fault:
        raise SettingsError(f"source {source.name or source}: {path.name} cannot be read ({fault})") from None
    except Exception as fault:  # noqa: BLE001 - YAML's errors share no base with those above
        raise SettingsError(
            f"source {source.name or source}: {path.name} is no YAML ({type(fault).__name__})"
        ) from None
