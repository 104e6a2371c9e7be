"""The words of one waiver in, a Waiver out: what it silences, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from factcheck.records import Check, Failure, Waiver

GRAMMAR = "RULE (FIGURE; FIGURE) because REASON"
_NAMES = ("item", "name")


def named(check: Check) -> tuple[str, tuple[str, ...]]:
    """What a waiver that silences a check has to name."""
    figures = _folded(figure.text for _, figure in check.claim.operands() if figure.type not in _NAMES)
    return check.rule, tuple(sorted(figures))


def parse(words: str, path: str, line: int) -> Waiver | None:
    """The waiver that `RULE (FIGURES) because REASON` states, None if it is not of that form."""
    head, because, reason = words.partition(") because ")
    rule, bracket, figures = head.partition("(")
    rule, reason = rule.strip(), " ".join(reason.split())
    stated = _folded(figures.split(";"))
    if not (because and bracket and rule and reason and stated) or len(rule.split()) > 1:
        return None
    return Waiver(rule, stated, reason, path, line)


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
