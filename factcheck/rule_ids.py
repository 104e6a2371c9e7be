"""Ids of rules in; out comes what to say of one that no rule has."""

from __future__ import annotations

from collections.abc import Collection


def unknown(rule: str, rules: Collection[str]) -> str:
    """One line that says there is no such rule, and which one may be meant."""
    from difflib import get_close_matches

    near = get_close_matches(rule, sorted(rules), 1)
    hint = f"did you mean {near[0]}?" if near else "`factcheck rules list` names them all"
    return f"there is no rule “{rule}”; {hint}"
