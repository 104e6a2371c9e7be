"""The words of one waiver in, a Waiver out: what it silences, why, who says so and until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from attrs import evolve

from factcheck import rule_ids
from factcheck.records import Check, Failure, Waiver

NO_REASON = "REASON"
"""What stands for a reason until one is written; a waiver that still has it is none."""
GRAMMAR = "RULE (FIGURE; FIGURE) [by WHO] [until YYYY-MM-DD] because REASON"
_WORDS = re.compile(
    r"(?P<rule>\S+?)\s*\((?P<figures>.+?)\)(?: by (?P<by>[^()]+?))?(?: until (?P<until>\S+))? because (?P<reason>.+)"
)


def named(check: Check) -> tuple[str, tuple[str, ...]]:
    """What a waiver that silences a check has to name."""
    return check.rule, tuple(sorted(check.claim.written))


def parse(words: str, path: str, line: int) -> Waiver | None:
    """The waiver that some words state, None if they are not of the grammar."""
    found = _WORDS.fullmatch(" ".join(words.split()))
    if not found or found["reason"] == NO_REASON:
        return None
    stated = _folded(found["figures"].split(";"))
    try:
        until = date.fromisoformat(found["until"]).toordinal() if found["until"] else None
    except ValueError:
        return None
    return Waiver(found["rule"], stated, found["reason"], path, line, found["by"] or "", until) if stated else None


def written(check: Check, reason: str, by: str = "", until: str = "") -> str:
    """The words of a waiver that silences a check; a reason is one line."""
    who, when = f" by {by}" if by else "", f" until {until}" if until else ""
    return f"{check.rule} ({'; '.join(check.claim.written)}){who}{when} because {' '.join(reason.split())}"


def renamed(waiver: Waiver, rules: Mapping[str, str]) -> tuple[Waiver, list[Failure]]:
    """(the waiver with its rule by its id of today, a note if it states another one).

    rules: every id that rules have or had, to that of today.
    """
    name = rules[waiver.rule]
    if name == waiver.rule:
        return waiver, []
    told = Failure(waiver.path, rule_ids.renamed(waiver.rule, name), waiver.line, "waiver")
    return evolve(waiver, rule=name), [told]


def current(waivers: Iterable[Waiver], today: int) -> tuple[list[Waiver], list[Failure]]:
    """(the waivers that hold on a day, a note on each that held until one before)."""
    held, ended = [], []
    for one in waivers:
        if one.until is None or one.until >= today:
            held.append(one)
        else:
            day = date.fromordinal(one.until).isoformat()
            told = f"this waiver of {one.rule} ({'; '.join(one.figures)}) ended on {day}; renew it, or delete it"
            ended.append(Failure(one.path, told, one.line, "waiver"))
    return held, ended


def unused(waivers: Iterable[Waiver], active: Collection[str]) -> list[Failure]:
    """A note for each waiver that silenced nothing, unless its rule was not applied."""
    message = "this waiver silences nothing: no finding of {} has the figures ({}); delete it"
    return [
        Failure(one.path, message.format(one.rule, "; ".join(one.figures)), one.line, "waiver")
        for one in waivers
        if one.rule in active
    ]


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded for text in texts if (folded := " ".join(text.split())))
