"""A file of settings in, what it says out, or all that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from factcheck.bindings import Bindings, Source, parse
from factcheck.policy import PathPolicy, Policy
from factcheck.project_files import BINDINGS, PROJECT
from factcheck.records import SettingsError, Severity
from factcheck.registry import Registry
from factcheck.settings import Settings
from factcheck.settings.keys import KEYS, NAMES, PER_PATH, REGISTRY
from factcheck.settings.table import Lines, Table, shown


def read(path: Path) -> Settings:
    """The settings of a file that is there. Raises SettingsError with all its faults."""
    name = shown(path)
    if path.name == BINDINGS:
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
    except (RecursionError, ValueError):
        raise SettingsError(
            f"{name}: is nested too deep, or has too large a number; write what a setting takes"
        ) from None
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
    path = folder / BINDINGS
    if not sources and not path.is_file():
        return None
    return Bindings(str(folder), shown(path) if path.is_file() else "", list(sources.values()))
