"""Ids of rules in; out come their ids of today, and what to say of one that no rule has."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from factcheck.records import Rule


def current(rules: Iterable[Rule]) -> dict[str, str]:
    """Every id that rules have or had, to the one of today; an id of today goes before a former one."""
    known = list(rules)
    former = {alias: rule.id for rule in known for alias in rule.aliases}
    return former | {rule.id: rule.id for rule in known}


def renamed(old: str, new: str) -> str:
    """One line on a former id."""
    return f"the rule {old} is called {new} now; write that"


def unknown(rule: str, rules: Collection[str]) -> str:
    """One line that says there is no such rule, and which one may be meant."""
    from difflib import get_close_matches

    near = get_close_matches(rule, sorted(rules), 1)
    hint = f"did you mean {near[0]}?" if near else "`factcheck rules list` names them all"
    return f"there is no rule “{rule}”; {hint}"
