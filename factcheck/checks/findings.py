"""Checks that failed in, findings out: fingerprints free of positions, and one finding for one wrong figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve

from factcheck.checks.suspects import documents
from factcheck.records import Check, Claim, Finding, Suggestion, Suspect

_LENGTH = 12
Sets = tuple[tuple[Suspect, ...], ...]
"""Sets of suspects, each of which explains all failures that are linked."""


def collect(failed: Sequence[tuple[Check, Suggestion | None, Sets]], first_ids: Mapping[str, str]) -> list[Finding]:
    """A finding for each failed check, in their order; those with the suspect of a graver one are folded under it.

    first_ids: of rules that have another id today, the one that they had at first, by which their findings are known.
    """
    counts: Counter[tuple[str, str]] = Counter()
    findings = []
    for check, suggestion, suspects in failed:
        key = _key(check, first_ids.get(check.rule, check.rule))
        same = (key, check.claim.document)
        findings.append(Finding(check, _fingerprint(key, counts[same]), suggestion, suspects=suspects))
        counts[same] += 1
    return _folded(findings)


def _folded(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with `folded_into` set: the gravest of those that share a suspect, or all figures, stays."""
    ranked = sorted(range(len(findings)), key=lambda at: (-findings[at].check.severity.weight, at))
    heads: dict[tuple[object, ...], str] = {}
    result = list(findings)
    for at in ranked:
        finding = findings[at]
        keys = _suspects(finding)
        head = next((heads[key] for key in keys if key in heads), "")
        if head:
            result[at] = evolve(finding, folded_into=head)
        for key in keys:
            heads.setdefault(key, head or finding.fingerprint)
    return result


def _suspects(finding: Finding) -> list[tuple[object, ...]]:
    """What makes two findings one: the place of the figure that is likely wrong, and the places of all figures."""
    claim = finding.check.claim
    keys: list[tuple[object, ...]] = [(claim.document, _places(claim))]
    if finding.suggestion is not None:
        keys.append((claim.document, finding.suggestion.start, finding.suggestion.end))
    if len(finding.suspects) == 1:
        keys += [(one.document, one.start, one.end) for one in finding.suspects[0]]
    return keys


def _places(claim: Claim) -> frozenset[tuple[str, int, int]]:
    return frozenset(
        (document, figure.start, figure.end)
        for role, figures in claim.roles.items()
        for figure, document in zip(figures, documents(claim, role), strict=True)
    )


def _key(check: Check, rule: str) -> str:
    """Rule, roles and figures as written, without their positions; of facts, whom and what they are about."""
    roles = sorted((role, tuple(figure.text for figure in figures)) for role, figures in check.claim.roles.items())
    about = (check.claim.entity, check.claim.measure) if check.claim.stated else ()
    return repr((rule, roles, *about))


def _fingerprint(key: str, index: int) -> str:
    """Twelve hex digits; `index` tells findings of a document apart that are the same in everything but their place."""
    from hashlib import sha256  # loads OpenSSL

    return sha256(f"{key}#{index}".encode()).hexdigest()[:_LENGTH]
