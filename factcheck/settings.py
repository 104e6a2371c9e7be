"""A path in, the settings for it out: factcheck.toml, or [tool.factcheck] of pyproject.toml, and all their faults."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from factcheck.bindings import FILE, Bindings, Source, parse
from factcheck.records import SettingsError
from factcheck.registry import Registry

if TYPE_CHECKING:
    from factcheck.readers.editions import Editions

_FILE, _PROJECT = "factcheck.toml", "pyproject.toml"
_TABLE = b"[tool.factcheck"
_TABLES = {"registry": ("entities", "mergers", "facts")}
"""The tables that settings have, and the keys of each; the values are lists of paths."""
_LISTS = ("against", "editions")
"""The settings that stand in no table; the values are lists of paths, or of globs."""
_SOURCES = "sources"
"""The table that has a table for each source of figures."""


@frozen
class Settings:
    """What a project's settings say, and the file that does, "" if there is none; paths in it are relative to it.

    against: files of declared data. bindings: what is bound to which source, None where there are neither. editions:
    which texts are not held against others, None where all are.
    """

    path: str = ""
    registry: Registry | None = None
    against: tuple[str, ...] = ()
    bindings: Bindings | None = None
    editions: Editions | None = None


def settings_for(start: str | os.PathLike[str]) -> Settings:
    """The settings of the folder of a path, or of the nearest one above it up to a repository's root.

    Raises SettingsError with all faults of the file.
    """
    try:
        path = _nearest(Path(os.path.abspath(start)))
    except FileNotFoundError:  # the current folder is gone; whoever reads there will say so
        return Settings()
    return Settings() if path is None else _read(path)


def _nearest(start: Path) -> Path | None:
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        own, project = folder / _FILE, folder / _PROJECT
        if own.is_file():
            return own
        if (folder / FILE).is_file() and not project.is_file():
            return folder / FILE
        if project.is_file() and _TABLE in project.read_bytes():
            return project
        if (folder / ".git").exists():
            break
    return None


def _read(path: Path) -> Settings:
    import tomllib

    name = _shown(path)
    if path.name == FILE:
        return Settings(name, bindings=_bindings({}, path.parent))
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as fault:
        raise SettingsError(f"{name}: cannot be read: {fault.strerror or fault}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{name}: is not in UTF-8; save it so") from None
    except tomllib.TOMLDecodeError as fault:
        at = re.search(r"line (\d+)", str(fault))
        raise SettingsError(f"{name}:{at[1] if at else 1}: is no TOML: {fault}; correct it there") from None
    inside = path.name == _PROJECT
    faults: list[str] = []
    own = tables.get("tool", {}).get("factcheck", {}) if inside else tables
    lines = _Lines(name, text, "tool.factcheck." if inside else "")
    known = (*_TABLES, *_LISTS, _SOURCES)
    unknown = [name for name in own if name not in known]
    faults += [lines.fault(name, "", f"there is no setting {name!r}; {_right(name, known)}") for name in unknown]
    registry = _registry(own, lines, path.parent, faults)
    against = tuple(_paths(own, "against", "", lines, path.parent, faults))
    bindings = _bindings(_sources(own, lines, faults), path.parent)
    editions = _editions(own, lines, path.parent, faults)
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(name, registry, against, bindings, editions)


@frozen
class _Lines:
    """Where keys stand in a TOML file, by their table."""

    name: str
    text: str
    prefix: str

    def fault(self, table: str, key: str, what: str) -> str:
        """A line that says what is wrong with a key of a table, or with a table ("" as key)."""
        return f"{self.name}:{self._line(table, key)}: {what}"

    def _line(self, table: str, key: str) -> int:
        header = 0
        for number, line in enumerate(self.text.splitlines(), 1):
            opened = re.match(r"\s*\[+\s*([^]]+?)\s*\]", line)
            if opened:
                header = number if opened[1].replace(" ", "") == self.prefix + table else 0
                if header and not key:
                    return number
            elif header and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        bare = re.search(rf"^\s*[\"']?{re.escape(table)}\b", self.text, re.MULTILINE)
        return self.text.count("\n", 0, bare.end()) + 1 if bare else 1


def _registry(tables: Mapping[str, Any], lines: _Lines, folder: Path, faults: list[str]) -> Registry | None:
    """The registry that settings name; unknown keys, and files that are not there, are faults."""
    table = tables.get("registry")
    if table is None:
        return None
    if not isinstance(table, dict):
        what = "registry is a table; write [registry], and below it entities = [...]"
        faults.append(lines.fault("registry", "", what))
        return None
    keys = _TABLES["registry"]
    others = [key for key in table if key not in keys]
    faults += [lines.fault("registry", key, f"a registry has no {key!r}; {_right(key, keys)}") for key in others]
    files = {key: tuple(_paths(table, key, "registry", lines, folder, faults)) for key in keys}
    if not files["entities"] and any(files.values()):
        faults.append(lines.fault("registry", "", "a registry without entities names nothing; write entities = [...]"))
    return Registry(**files) if any(files.values()) else None


def _sources(tables: Mapping[str, Any], lines: _Lines, faults: list[str]) -> dict[str, Source]:
    """The sources of figures that settings name; what is wrong with one is a fault at its table."""
    table = tables.get(_SOURCES)
    if table is None:
        return {}
    if not isinstance(table, dict):
        faults.append(
            lines.fault(_SOURCES, "", 'sources are tables; write [sources.NAME], and below it count = "*.yaml"')
        )
        return {}
    found = {}
    for name, fields in table.items():
        try:
            found[name] = parse(name, fields)
        except ValueError as fault:
            faults.append(lines.fault(f"{_SOURCES}.{name}", "", f"source {name} {fault}"))
    return found


def _editions(tables: Mapping[str, Any], lines: _Lines, folder: Path, faults: list[str]) -> Editions | None:
    """The editions that settings name; what is no list of globs is a fault."""
    value = tables.get("editions", [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        faults.append(lines.fault("editions", "", 'editions is a list of globs; write editions = ["archive/**"]'))
        return None
    if not value:
        return None
    from factcheck.readers.editions import Editions

    try:
        return Editions(str(folder), tuple(value))
    except ValueError as fault:
        faults.append(lines.fault("editions", "", f"editions: {fault}; write globs as in a .gitignore"))
        return None


def _bindings(sources: Mapping[str, Source], folder: Path) -> Bindings | None:
    path = folder / FILE
    if not sources and not path.is_file():
        return None
    return Bindings(str(folder), _shown(path) if path.is_file() else "", list(sources.values()))


def _paths(
    table: Mapping[str, Any], key: str, name: str, lines: _Lines, folder: Path, faults: list[str]
) -> Iterator[str]:
    """The files of a key of the table of some name, "" if it stands in none."""
    place = (name, key) if name else (key, "")
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        faults.append(lines.fault(*place, f'{key} is a list of paths; write {key} = ["{key}.csv"]'))
        return
    for one in value:
        path = folder / one
        if path.is_file():
            yield _shown(path)
        else:
            what = f"there is no file {one!r} in {_shown(folder)}; correct the path"
            faults.append(lines.fault(*place, what))


def _right(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f"write {close[0]}" if close else f"there are {', '.join(known)}"


def _shown(path: Path) -> str:
    """A path as short as it can be: from the working folder, if it lies in it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
