"""A table of settings in, its values out; what is wrong with one is a fault that tells its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from factcheck.settings.keys import SEVERITIES, Holds

if TYPE_CHECKING:
    from factcheck.readers.globs import Globs

_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[^.]+")


@frozen
class Lines:
    """Where keys stand in a TOML file, by their table."""

    name: str
    text: str
    prefix: str

    def line(self, *path: str) -> int:
        """The line of the longest beginning of a path of keys that stands there: a table's head, or a key."""
        wanted = [*filter(None, self.prefix.split(".")), *path]
        best, found, inside = 0, 1, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            opened = re.match(r"\s*\[+\s*([^]]+?)\s*\]", line)
            if opened:
                head = [part.strip("\"' ") for part in _PART.findall(opened[1])]
                inside = len(head) if head == wanted[: len(head)] else len(wanted)
                begins = head[: len(wanted)] == wanted
                depth = len(wanted) if begins else inside if inside < len(wanted) else 0
            else:
                key = wanted[inside] if inside < len(wanted) else ""
                depth = inside + 1 if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line) else 0
            if depth > best:
                best, found = depth, number
        return found


@frozen
class Table:
    """The entries of the table at a path of keys; paths of files in it are relative to a folder."""

    entries: Mapping[str, Any]
    path: tuple[str, ...]
    lines: Lines
    folder: Path
    faults: list[str]

    def fault(self, key: str, what: str) -> None:
        """Notes what is wrong with a key, or with a table at the top."""
        line = self.lines.line(*self.path, *filter(None, [key]))
        self.faults.append(f"{self.lines.name}:{line}: {what}")

    def known(self, names: Collection[str], lacks: str) -> None:
        """Every key that is none of some names is a fault."""
        for key in self.entries:
            if key not in names:
                self.fault(key, f"{lacks} {key!r}; {_right(key, names)}")

    def table(self, key: str, example: str) -> Table | None:
        """The table of a key, None where there is none."""
        value = self.entries.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, f"{key} is a table; write [{key}], and below it {example}")
            return None
        return evolve(self, entries=value, path=(*self.path, key))

    def tables(self, key: str, example: str, plain: bool = False) -> Iterator[tuple[str, Table]]:
        """The tables in the table of a key, by name; `plain`: with entries that whoever asks will judge."""
        value = self.entries.get(key)
        if value is None:
            return
        if not isinstance(value, dict):
            self.fault(key, f"{key} are tables; write {example}")
            return
        for name, entries in value.items():
            if isinstance(entries, dict) or plain:
                yield name, evolve(self, entries=entries, path=(*self.path, key, name))
            else:
                self.fault(key, f"{key}.{name} is a table; write {example}")

    def value(self, key: str, holds: Holds) -> Any:
        """What a key holds, checked; None where there is none, or nothing that is right."""
        value = self.entries.get(key)
        if value is None:
            return None
        if holds == "severity":
            if value in SEVERITIES:
                return value
            self.fault(key, f"{key} is {value!r}; severities are {', '.join(SEVERITIES)}")
            return None
        if holds == "flag":
            if isinstance(value, bool):
                return value
            self.fault(key, f"{key} is {value!r}; write true or false")
            return None
        if holds in ("text", "file"):
            if isinstance(value, str) and value:
                return shown(self.folder / value) if holds == "file" else value
            self.fault(key, f'{key} is a text; write {key} = "..."')
            return None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(key, _LISTS[holds].format(key))
            return None
        if holds == "globs":
            return self.globs(value, key)
        if holds == "patterns":
            return tuple(self._patterns(value, key))
        if holds == "rules":
            return tuple(value)
        return tuple(self._paths(value, key, holds == "packs"))

    def globs(self, values: Iterable[str], key: str) -> Globs | None:
        """Globs of a key, None and a fault if one is none."""
        from factcheck.readers.globs import Globs  # loads pathspec

        found = tuple(values)
        try:
            return Globs(str(self.folder), found) if found else None
        except ValueError as fault:
            self.fault(key, f"{key or self.path[-1]}: {fault}; write globs as in a .gitignore")
            return None

    def _patterns(self, values: Iterable[str], key: str) -> Iterator[str]:
        for value in values:
            try:
                re.compile(value)
            except re.error as fault:
                self.fault(key, f"{key}: {value!r} is no regular expression ({fault}); correct it")
            else:
                yield value

    def _paths(self, values: Iterable[str], key: str, folders: bool) -> Iterator[str]:
        for value in values:
            path = self.folder / value
            if path.is_file() or folders and path.is_dir():
                yield shown(path)
            else:
                self.fault(key, f"there is no file {value!r} in {shown(self.folder)}; correct the path")


_LISTS = {
    "files": '{0} is a list of paths; write {0} = ["{0}.csv"]',
    "packs": '{0} is a list of paths; write {0} = ["desk.yaml"]',
    "globs": '{0} is a list of globs; write {0} = ["archive/**"]',
    "rules": '{0} is a list of rules; write {0} = ["share-mismatch"]',
    "patterns": '{0} is a list of regular expressions; write {0} = ["^Related:"]',
}


def shown(path: Path) -> str:
    """A path as short as it can be: from the working folder, if it lies in it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _right(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f"write {close[0]}" if close else f"there are {', '.join(known)}"
