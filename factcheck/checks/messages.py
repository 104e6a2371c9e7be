"""Message templates and cases in, sentences out. A template holds text and slots of a white list, and nothing is run.

{role}        the figure as written, behind its hedge; several joined by commas and "and"
{role.true}   what it would have to be for the law to hold, as precise as it is written
{role.list}   the figures of a list in words: "A, B and C"
{role.sum}    what they add up to
{claim.entity}, {claim.measure}   what a claim across statements is about
{claim.places}                    every figure of it, and where it stands
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from attrs import frozen

from factcheck.checks import style, truth
from factcheck.checks.formula import FormulaError
from factcheck.checks.ladder import Case
from factcheck.checks.style import Style
from factcheck.records import Claim, Fact, Period, Quantity, Verdict

SLOTS = ("", "true", "list", "sum")
OF_CLAIM = ("entity", "measure", "places", "declared")
_CLAIM = "claim"

REASONS = {
    "not-comparable": "cannot be compared: the figures don't measure the same thing",
    "missing-part": "cannot be decided: a figure is missing",
    "ambiguous": "cannot be decided: the wording can be read in more than one way",
    "vacuous": "says nothing: with figures as loose as these it could not have failed",
}

_SLOT = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"([A-Za-z_]\w*)(?:\.([a-z]+))?\Z")


@frozen
class Slot:
    """A figure's place in a message."""

    role: str
    what: str = ""


Template = tuple[str | Slot, ...]


def parse(template: str) -> Template:
    """A template as text and slots. Raises FormulaError, with a column, at a slot or brace that is none."""
    parts: list[str | Slot] = []
    at = 0
    for match in _SLOT.finditer(template):
        parts.append(_text(template, at, match.start()))
        name = _NAME.match(match[1])
        if name is None or (name[2] or "") not in (OF_CLAIM if name[1] == _CLAIM else SLOTS):
            hint = "write {role}, {role.true}, {role.list} or {role.sum}"
            raise FormulaError(f"`{match[0]}` is no slot; {hint}", match.start() + 1)
        parts.append(Slot(name[1], name[2] or ""))
        at = match.end()
    parts.append(_text(template, at, len(template)))
    return tuple(part for part in parts if part)


def _text(template: str, start: int, end: int) -> str:
    text = template[start:end]
    for brace in "{}":
        if brace in text:
            raise FormulaError(f"`{brace}` stands alone; a slot is written {{role}}", start + text.index(brace) + 1)
    return text


def fill(template: Template, claim: Claim, case: Case, wording: Style) -> str | None:
    """The sentence that a template makes of a case; None if one of its slots has nothing to show."""
    texts = [part if isinstance(part, str) else _slot(part, claim, case, wording) for part in template]
    found = [text for text in texts if text is not None]
    return "".join(found) if len(found) == len(texts) else None


def _slot(slot: Slot, claim: Claim, case: Case, wording: Style) -> str | None:
    if slot.role == _CLAIM:
        return _of_claim(slot.what, claim, wording)
    figures = claim.roles.get(slot.role)
    if not figures:
        return None
    if slot.what == "true":
        true = truth.text(case, slot.role, wording) if slot.role in case.figures else None
        return None if true is None else _united(case, slot.role, figures[0], true)
    if slot.what == "sum":
        return truth.total(case, slot.role, wording) if slot.role in case.figures else None
    texts = [_united(case, slot.role, figure, wording.hedged(figure)) for figure in figures]
    return listed(texts, wording.lexicon.get("reporting", {}).get("and", "and"))


def _of_claim(what: str, claim: Claim, wording: Style) -> str:
    if what == "entity":
        return claim.entity
    if what == "measure":
        return claim.measure
    facts = [fact for some in claim.stated.values() for fact in some]
    if what == "declared":
        return listed([f"{fact.document}{_line(fact)}" for fact in facts if fact.declared])
    return listed(
        [
            f"{wording.hedged(fact.figure)}{' (base of a share)' if fact.base else ''} in {fact.document}{_line(fact)}"
            for fact in facts
        ]
    )


def _line(fact: Fact) -> str:
    return f", {fact.place.cell or f'line {fact.place.line}'}" if fact.place else ""


def _united(case: Case, role: str, figure: Quantity, text: str) -> str:
    """A text for a figure, with its unit where units differ."""
    return style.with_unit(figure, text) if (role, figure.unit) in case.conversions else text


def listed(texts: Sequence[str], conjunction: str = "and") -> str:
    """Texts in a row: "A", "A and B", "A, B and C"."""
    return f" {conjunction} ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def generic(verdict: Verdict, reason: str, case: Case, wording: Style) -> str:
    """The sentence for a rule that has none of its own."""
    derived = case.derived()
    figures = [figure for role, members in case.figures.items() if role != derived for figure in members]
    others = listed([wording.hedged(figure) for figure in sorted(figures, key=lambda figure: figure.start)])
    if verdict is Verdict.UNDECIDED:
        return f"{_named(derived, case, wording, others)} {REASONS[reason]}"
    if derived is None:
        return f"{others} agree" if verdict is Verdict.CONSISTENT else f"{others} do not agree"
    name = listed([wording.hedged(figure) for figure in case.figures[derived]])
    true = truth.text(case, derived, wording)
    if verdict is Verdict.CONSISTENT:
        return f"{name} follows from {others}"
    return f"{name} does not follow from {others}" + (f"; it would be {true}" if true else "")


def undecided(claim: Claim, reason: str, wording: Style) -> str:
    """The sentence for a claim across statements that cannot be decided."""
    about, places = _of_claim("entity", claim, wording), _of_claim("places", claim, wording)
    if claim.missing:
        return f"{about}, {claim.measure}: {places} cannot be decided, as nothing is stated of {listed(claim.missing)}"
    times = sorted({fact.period for some in claim.stated.values() for fact in some if fact.period}, key=_from)
    named = f" ({', '.join(map(_time, times))})" if len(times) > 1 else ""
    return f"{about}, {claim.measure}: {places} may be figures of different days{named} or of different things"


def _from(period: Period) -> tuple[int, int]:
    return period.first, period.last


def _time(period: Period) -> str:
    """A time as short as it can be told: 2024, 2024-12-31 or its first and its last day."""
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    if first == last:
        return first.isoformat()
    whole = first == date(first.year, 1, 1) and last == date(first.year, 12, 31)
    return str(first.year) if whole else f"{first.isoformat()} to {last.isoformat()}"


def _named(derived: str | None, case: Case, wording: Style, others: str) -> str:
    if derived is None:
        return others
    return listed([*(wording.hedged(figure) for figure in case.figures[derived]), others])


def lacking(claim: Claim, case: Case, wording: Style) -> str:
    """The sentence for parts that are not stated."""
    totals = [wording.hedged(figure) for role, figures in case.figures.items() if len(figures) == 1
              for figure in figures]  # fmt: skip
    return f"{listed(totals[:1])} cannot be decided: the figure of {listed(claim.missing)} is missing"
