"""A path in, the settings for it out: factcheck.toml, or [tool.factcheck] of pyproject.toml, and all their faults."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from factcheck.bindings import FILE, Bindings, Source, parse
from factcheck.policy import PathPolicy, Policy
from factcheck.readers.globs import Globs
from factcheck.records import Fixed, SettingsError, Severity, fixed
from factcheck.registry import Registry
from factcheck.settings.keys import KEYS, NAMES, PER_PATH, REGISTRY
from factcheck.settings.table import Lines, Table, shown

OWN, PROJECT = "factcheck.toml", "pyproject.toml"
_TABLE = b"[tool.factcheck"


@frozen
class Settings:
    """What a project's settings say, and the file that does, "" if there is none; paths in it are relative to it.

    values: what stands in no table, by key; policy, registry, bindings: what the tables say, None where there is none.
    lines: where each key and table stands.
    """

    path: str = ""
    values: Mapping[str, Any] = field(factory=Fixed, converter=fixed)
    policy: Policy | None = None
    registry: Registry | None = None
    bindings: Bindings | None = None
    lines: Mapping[str, int] = field(factory=Fixed, converter=fixed)

    def located(self, fault: str) -> str:
        """A fault with a rule that the settings name, with the line where they do; else as it is."""
        named = {key: self.values.get(key, ()) for key in ("select", "ignore")}
        if self.policy is not None:
            named |= {"severity": self.policy.severity, "per-path": tuple(self.policy.rules)}
        place = next((key for key, rules in named.items() if any(f"“{rule}”" in fault for rule in rules)), None)
        return fault if place is None else f"{self.path}:{self.lines.get(place, 1)}: {fault}"


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
        own, project = folder / OWN, folder / PROJECT
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

    name = shown(path)
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
    inside = path.name == PROJECT
    own = tables.get("tool", {}).get("factcheck", {}) if inside else tables
    top = Table(own, (), Lines(name, text, "tool.factcheck." if inside else ""), path.parent, [])
    top.known(NAMES, "there is no setting")
    values = {key.name: top.value(key.name, key.holds) for key in KEYS if key.name in own}
    found = Settings(
        name, values, _policy(top), _registry(top), _bindings(_sources(top), path.parent),
        {key: top.lines.line(key) for key in own},
    )  # fmt: skip
    if top.faults:
        raise SettingsError("\n".join(top.faults))
    return found


def _policy(top: Table) -> Policy | None:
    """The severities of rules, and what holds for some paths."""
    severity = _severities(top.table("severity", 'share-mismatch = "note"'))
    paths = []
    for glob, table in top.tables("per-path", 'below [per-path."GLOB"] ignore = ["RULE"]'):
        table.known(PER_PATH, "a path has no")
        found = table.globs([glob], "")
        inner = table.table("severity", 'severity = {share-mismatch = "note"}')
        if found is not None:
            paths.append(PathPolicy(found, frozenset(table.value("ignore", "rules") or ()), _severities(inner)))
    return Policy(severity, tuple(paths)) if severity or paths else None


def _severities(table: Table | None) -> dict[str, Severity]:
    """Rule to severity."""
    if table is None:
        return {}
    found = {rule: table.value(rule, "severity") for rule in table.entries}
    return {rule: Severity(one) for rule, one in found.items() if one}


def _registry(top: Table) -> Registry | None:
    """The registry that settings name; unknown keys, and files that are not there, are faults."""
    table = top.table("registry", "entities = [...]")
    if table is None:
        return None
    table.known(REGISTRY, "a registry has no")
    files = {key: tuple(table.value(key, "files") or ()) for key in REGISTRY}
    if not files["entities"] and any(files.values()):
        top.fault("registry", "a registry without entities names nothing; write entities = [...]")
    return Registry(**files) if any(files.values()) else None


def _sources(top: Table) -> dict[str, Source]:
    """The sources of figures that settings name; what is wrong with one is a fault at its table."""
    found = {}
    for name, table in top.tables("sources", 'below [sources.NAME] count = "*.yaml"', plain=True):
        try:
            found[name] = parse(name, table.entries)
        except ValueError as fault:
            table.fault("", f"source {name} {fault}")
    return found


def _bindings(sources: Mapping[str, Source], folder: Path) -> Bindings | None:
    path = folder / FILE
    if not sources and not path.is_file():
        return None
    return Bindings(str(folder), shown(path) if path.is_file() else "", list(sources.values()))


__all__ = ["OWN", "PROJECT", "Globs", "Settings", "settings_for"]
