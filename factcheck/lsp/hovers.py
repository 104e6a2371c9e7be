"""A figure of an article in, what is shown above it out: each check with its law, or how the figure was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lsprotocol import types

from factcheck.records import Rule
from factcheck.reports.annotated import Marked, Said, State
from factcheck.reports.layout import folded
from factcheck.reports.listings import reading
from factcheck.reports.operands import suggested

_OUTCOMES = {
    State.INCONSISTENT: "does not follow",
    State.MISROUNDED: "misrounded",
    State.WAIVED: "waived",
    State.UNDECIDED: "undecided",
    State.CONSISTENT: "follows",
}
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+.!|~&:@$-])")


def hover(mark: Marked, rules: Mapping[str, Rule], kind: types.MarkupKind) -> types.MarkupContent:
    """All that is known of a figure, as Markdown or as plain text; what a document says is no markup in it."""
    told = [*_checks(mark, rules, kind), _plain(f"{reading(mark.figure)}.", kind)]
    if not mark.said:
        told.append(_plain("Nothing that was read bears it out or contradicts it.", kind))
    return types.MarkupContent(kind, "\n\n".join(told))


def _checks(mark: Marked, rules: Mapping[str, Rule], kind: types.MarkupKind) -> Iterator[str]:
    shown = set()
    for one in mark.said:
        if one.number not in shown:
            shown.add(one.number)
            yield from _check(one, rules.get(one.check.rule), kind)


def _check(one: Said, rule: Rule | None, kind: types.MarkupKind) -> Iterator[str]:
    head = _plain(f"{_OUTCOMES[one.state]} ({one.check.rule}, as {one.role})", kind)
    yield f"**{head}**" if kind == types.MarkupKind.Markdown else head
    suggestion = suggested(one.check, one.finding)
    lines = [one.check.message, one.check.working and f"Working: {one.check.working}",
             suggestion and f"Suggestion: {suggestion}"]  # fmt: skip
    yield from (_plain(folded(line), kind) for line in lines if line)
    if rule:
        law = folded(rule.require)
        yield f"Law: `{law}`" if kind == types.MarkupKind.Markdown and "`" not in law else _plain(f"Law: {law}", kind)
        yield _plain(folded(rule.why), kind)


def _plain(text: str, kind: types.MarkupKind) -> str:
    return _PUNCTUATION.sub(r"\\\1", text) if kind == types.MarkupKind.Markdown else text
