"""The keys of settings in, their JSON Schema out, by which editors complete a factcheck.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.settings.keys import KEYS, REGISTRY, SEVERITIES, TABLES, Holds

_TEXTS = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
_SEVERITY = {"enum": list(SEVERITIES)}
_HELD: Mapping[Holds, Mapping[str, Any]] = {
    "severity": _SEVERITY,
    "text": {"type": "string"},
    "file": {"type": "string"},
    "flag": {"type": "boolean"},
}


def schema() -> dict[str, Any]:
    """The schema, of draft 2020-12."""
    keys = {key.name: {"description": key.told, **_HELD.get(key.holds, _TEXTS)} for key in KEYS}
    severity = {"type": "object", "additionalProperties": _SEVERITY}
    path = _table({"ignore": _TEXTS, "severity": severity})
    tables = {
        "severity": severity,
        "per-path": {"type": "object", "additionalProperties": path},
        "registry": _table(dict.fromkeys(REGISTRY, _TEXTS)),
        "sources": {"type": "object", "additionalProperties": {"type": "object"}},
    }
    told = {name.partition(".")[0]: text for name, (text, _) in TABLES.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factcheck.toml",
        **_table({**keys, **{name: {"description": told[name], **table} for name, table in tables.items()}}),
    }


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}
