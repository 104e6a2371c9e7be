"""The file of a project's bindings in, Bindings out, and the other way: YAML that people read, and may edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.bindings.binding import Binding
from factcheck.bindings.sources import Source, parse
from factcheck.records import SettingsError

_KEYS = ("file", "before", "behind", "source", "accepted", "value")
_HEAD = """\
# Figures that are bound to sources: `factcheck check` holds them to what these say today; `factcheck bind` adds more.
# before, behind: the words around the figure, by which it is found, numerals as #. value: what it was when accepted.
"""


def read(path: str, named: Mapping[str, Source]) -> tuple[Binding, ...]:
    """The bindings of a file; `named`: the sources of the settings. Raises SettingsError with all faults."""
    import yaml

    try:
        with open(path, encoding="utf-8") as stream:
            rows = yaml.load(stream, yaml.CSafeLoader)
    except OSError as fault:
        raise SettingsError(f"{path}: cannot be read: {fault.strerror or fault}") from None
    except (ValueError, RecursionError, yaml.YAMLError) as fault:  # a number may be too large
        raise SettingsError(f"{path}: cannot be read ({' '.join(str(fault).split())}); correct it there") from None
    if rows is None:
        return ()
    if not isinstance(rows, list):
        raise SettingsError(f"{path}: is no list of bindings; let `factcheck bind` write it")
    faults: list[str] = []
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(_binding(row, named, number))
        except ValueError as fault:
            faults.append(f"{path}: binding {number} {fault}")
    if faults:
        raise SettingsError("\n".join(faults))
    return tuple(found)


def _binding(row: Any, named: Mapping[str, Source], number: int) -> Binding:
    if not isinstance(row, dict) or not isinstance(row.get("file"), str) or "source" not in row:
        raise ValueError("lacks a file or a source; let `factcheck bind` write it")
    unknown = [key for key in row if key not in _KEYS]
    if unknown:
        raise ValueError(f"has no {unknown[0]!r}; there are {', '.join(_KEYS)}")
    stated = row["source"]
    if isinstance(stated, str):
        if stated not in named:
            raise ValueError(f"names the source {stated!r}, which the settings do not have; add [sources.{stated}]")
        source = named[stated]
    else:
        source = parse("", stated)
    before, behind, accepted, value = (str(row.get(key, "")) for key in ("before", "behind", "accepted", "value"))
    return Binding(os.path.normpath(row["file"]), before, behind, source, accepted, value, number)


def written(bindings: Iterable[Binding]) -> str:
    """The text of a file with some bindings."""
    import yaml

    rows = [
        {"file": one.path.replace(os.sep, "/"), "before": one.before, "behind": one.behind,
         "source": one.source.name or one.source.fields(), "accepted": one.accepted, "value": one.value}
        for one in sorted(bindings, key=lambda one: (one.path, one.line))
    ]  # fmt: skip
    return _HEAD + yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=1000)
