"""A file and the settings that hold for it in, rows out: what applies to it, and from where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.readers.globs import Globs
from factcheck.settings import Settings
from factcheck.settings.keys import KEYS

Row = dict[str, str]
_DEFAULT = "default"


def rows(path: str, found: Settings) -> Iterator[Row]:
    """A row a setting: its name, its value for the file, and the line of the settings that says so, or "default"."""
    for key in KEYS:
        value = found.values.get(key.name)
        if value is None:
            yield _row(key.name, key.default, _DEFAULT)
            continue
        hit = value.of(path) if isinstance(value, Globs) else ""
        yield _row(key.name, _shown(value) + (f"; {hit} matches" if hit else ""), _line(found, key.name))
    policy = found.policy
    for rule, severity in sorted(policy.severity.items()) if policy else ():
        yield _row(f"severity of {rule}", str(severity), _line(found, "severity"))
    for one in policy.paths if policy else ():
        glob = one.globs.of(path)
        if not glob:
            continue
        for rule in sorted(one.ignore):
            yield _row(f"severity of {rule}", "left out here", f"{_line(found, 'per-path')}, {glob}")
        for rule, severity in sorted(one.severity.items()):
            yield _row(f"severity of {rule}", str(severity), f"{_line(found, 'per-path')}, {glob}")
    if found.registry is not None:
        yield _row("registry", ", ".join(found.registry.files), _line(found, "registry"))
    if found.bindings is not None:
        names = ", ".join(source.name for source in found.bindings.sources)
        yield _row("sources", names or "none", _line(found, "sources") if names else _DEFAULT)
        yield _row("bindings", found.bindings.path or "none", found.bindings.path or _DEFAULT)


def _row(name: str, value: str, source: str) -> Row:
    return {"setting": name, "value": value, "from": source}


def _line(found: Settings, key: str) -> str:
    return f"{found.path}:{found.lines.get(key, 1)}"


def _shown(value: Any) -> str:
    if isinstance(value, Globs):
        return ", ".join(value.globs)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
