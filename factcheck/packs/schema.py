"""The keys that rule packs may have in, their JSON Schema out, by which editors complete a pack in one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.packs.build import KIND_KEYS, ROLE_KEYS, ROLE_TYPES, RULE_KEYS, RULE_OPTIONS, STATUSES, VERDICTS
from factcheck.records import Severity

_TEXT = {"type": "string", "minLength": 1}
_FLAG = {"type": "boolean"}
_WORDS = {"type": "object", "additionalProperties": {"type": "array", "items": _TEXT}}


def schema() -> dict[str, Any]:
    """The schema, of draft 2020-12: of a list of rules, or of a pack with kinds, lexicon, phrasings and messages."""
    examples = _object({key: {"type": "array", "items": _TEXT} for key in VERDICTS}, ("consistent", "inconsistent"))
    severity = {"enum": [str(one) for one in Severity]}
    rule = _object(
        {**dict.fromkeys((*RULE_KEYS, *RULE_OPTIONS), _TEXT), "severity": severity, "examples": examples,
         "messages": _object(dict.fromkeys(VERDICTS, _TEXT)), "across": _FLAG,
         "status": {"enum": list(STATUSES)}, "aliases": {"type": "array", "items": _TEXT}},
        RULE_KEYS,
    )  # fmt: skip
    role = _object({**dict.fromkeys(ROLE_KEYS, _FLAG), "type": {"enum": sorted(ROLE_TYPES)}}, ("type",))
    kind = _object(
        {
            **dict.fromkeys(KIND_KEYS, _TEXT), "needs": {"type": "integer", "minimum": 0},
            "roles": {"type": "object", "additionalProperties": role},
            "same": {"type": "array", "items": {"type": "array", "items": _TEXT}},
        },
        ("summary", "roles"),
    )  # fmt: skip
    said = _object({"say": _TEXT, "inferred": _FLAG}, ("say",))
    phrasings = {"type": "array", "items": {"anyOf": [_TEXT, said]}}
    rules = {"type": "array", "items": rule}
    pack = _object(
        {
            "kinds": {"type": "object", "additionalProperties": kind},
            "lexicon": {"type": "object", "properties": {"classes": _WORDS}},
            "phrasings": {"type": "object", "additionalProperties": phrasings},
            "messages": {"type": "object", "additionalProperties": _object(dict.fromkeys(VERDICTS, _TEXT))},
            "examples": {"type": "object", "additionalProperties": examples},
            "rules": rules,
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a rule pack of factcheck",
        "anyOf": [rules, pack],
    }


def _object(properties: Mapping[str, Any], required: Iterable[str] = ()) -> dict[str, Any]:
    found = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**found, "required": list(required)} if required else found
