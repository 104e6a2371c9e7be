"""A path in, the settings for it out: factcheck.toml, or [tool.factcheck] of pyproject.toml, and all their faults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from factcheck.fixed import Fixed, fixed
from factcheck.project_files import BINDINGS, PROJECT, SETTINGS

if TYPE_CHECKING:
    from factcheck.bindings import Bindings
    from factcheck.policy import Policy
    from factcheck.registry import Registry

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
    if path is None:
        return Settings()
    from factcheck.settings.reading import read

    return read(path)


def _nearest(start: Path) -> Path | None:
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        own, project = folder / SETTINGS, folder / PROJECT
        if own.is_file():
            return own
        if (folder / BINDINGS).is_file() and not project.is_file():
            return folder / BINDINGS
        if project.is_file() and _TABLE in project.read_bytes():
            return project
        if (folder / ".git").exists():
            break
    return None
