"""Candidate claims in, the claims that stay out: of overlapping ones of a kind, the one that fills most roles."""

from __future__ import annotations

from factcheck.records import Claim

# A claim whose figures all stand in a claim of these kinds says nothing more.
_COVERS = {"compare": ("change", "multiple", "share"), "bound": ("share", "sum", "change"), "change": ("change",)}
# Kinds that take a figure for one purpose only: two claims may share one figure (a whole, say) but not two.
_ONE_IN_COMMON = ("share", "change", "multiple", "compare", "bound", "average")


def choose(candidates: list[Claim]) -> tuple[list[Claim], list[tuple[Claim, str]]]:
    """(claims in order of the text, [(claim left out, why)]): most figures first, then the shortest stretch of text."""
    ranked = sorted(
        candidates, key=lambda claim: (claim.inferred, -len(_figures(claim)), claim.end - claim.start, claim.start)
    )
    kept: list[tuple[Claim, frozenset[int]]] = []
    dropped: list[tuple[Claim, str]] = []
    by_figure: dict[int, list[tuple[Claim, frozenset[int]]]] = {}
    for claim in ranked:
        figures = _figures(claim)
        near = {id(pair[0]): pair for figure in figures for pair in by_figure.get(figure, ())}.values()
        rival = next((other for other, theirs in near if _excludes(other, theirs, claim, figures)), None)
        if rival is not None:
            dropped.append((claim, f"its figures belong to “{rival.phrasing}” ({rival.kind})"))
            continue
        kept.append((claim, figures))
        for figure in figures:
            by_figure.setdefault(figure, []).append((claim, figures))
    return sorted((claim for claim, _ in kept), key=lambda claim: (claim.start, claim.end, claim.kind)), dropped


def _figures(claim: Claim) -> frozenset[int]:
    return frozenset(figure.start for members in claim.roles.values() for figure in members)


def _excludes(kept: Claim, theirs: frozenset[int], claim: Claim, figures: frozenset[int]) -> bool:
    """Whether a claim that stays leaves no room for another one."""
    if kept.kind != claim.kind:
        return figures <= theirs and kept.kind in _COVERS.get(claim.kind, ())
    if figures <= theirs:
        return True
    if claim.kind in _ONE_IN_COMMON:
        return len(figures & theirs) > 1
    if claim.kind == "sum":
        return (
            _total(kept) == _total(claim)
            and len(figures & theirs) > 2
            or _total(claim) in theirs
            and len(figures & theirs) > 1
        )
    if claim.kind == "count":
        return _total(kept, "number") == _total(claim, "number") or len(figures & theirs) > 1
    return len(figures & theirs) > 1


def _total(claim: Claim, role: str = "total") -> int:
    members = claim.roles.get(role, ())
    return members[0].start if members else -1
