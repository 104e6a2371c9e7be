"""A listed check in, its operands out with the document and the region in which each stands; what is said of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from attrs import frozen

from factcheck.records import Check, Finding, Place, Quantity, Region
from factcheck.reports.layout import folded


@frozen
class Operand:
    """A figure of a check: its role, the document that holds it, and where. region: None for a row of a registry."""

    role: str
    figure: Quantity
    document: str
    line: int
    region: Region | None = None
    cell: str = ""


def operands(check: Check) -> Iterator[Operand]:
    """The figures of a check in the order in which its place has their regions."""
    claim = check.claim
    if claim.stated:
        for role, facts in claim.stated.items():
            for fact in facts:
                yield _operand(role, fact.figure, fact.document, fact.place, 0)
        return
    for number, (role, figure) in enumerate(claim.operands()):
        yield _operand(role, figure, claim.document, check.place, number)


def replaced(finding: Finding) -> Operand | None:
    """The figure in whose place the suggestion is; None if there is none, or several documents have a figure there."""
    one = finding.suggestion
    if one is None:
        return None
    at = [
        operand
        for operand in operands(finding.check)
        if (operand.figure.start, operand.figure.end) == (one.start, one.end)
    ]
    return at[0] if len({operand.document for operand in at}) == 1 else None


def told(check: Check, finding: Finding | None) -> str:
    """What there is to say of a check in a few sentences: its message, the working, and the suggestion."""
    suggestion = suggested(check, finding)
    said = [check.message, check.working and f"Working: {check.working}", suggestion and f"Suggestion: {suggestion}"]
    return " ".join(folded(one).rstrip(".") + "." for one in said if one)


def suggested(check: Check, finding: Finding | None) -> str:
    """What to write instead of which figure, "" if nothing is suggested."""
    suggestion = finding.suggestion if finding else None
    if suggestion is None:
        return ""
    written = next((figure.shown for _, figure in check.claim.operands() if figure.start == suggestion.start), "")
    note = f" ({suggestion.note})" if suggestion.note else ""
    return f"write {folded(suggestion.text)}" + (f" for {folded(written)}" if written else "") + note


def _operand(role: str, figure: Quantity, document: str, place: Place | None, number: int) -> Operand:
    regions = place.regions if place else ()
    region = regions[number] if number < len(regions) else None
    line = region.line if region else place.line if place else 1
    return Operand(role, figure, document, line, region, place.cell if place else "")


def in_repository(path: str) -> str:
    """A path as platforms have it, which know no "./" before it."""
    return path.replace(os.sep, "/").removeprefix("./")
