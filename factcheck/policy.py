"""Checks in, those that a project wants out, with the severities that it gives them: by rule, and by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from factcheck import checks
from factcheck.fixed import Fixed, fixed
from factcheck.records import Check, Severity

if TYPE_CHECKING:
    from factcheck.readers.globs import Globs


@frozen
class PathPolicy:
    """What holds for paths that match a glob: rules that are left out there, and the severities of others."""

    globs: Globs
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(factory=Fixed, converter=fixed)


@frozen
class Policy:
    """The severities of rules, and what holds for some paths; of several that match, the last one decides."""

    severity: Mapping[str, Severity] = field(factory=Fixed, converter=fixed)
    paths: tuple[PathPolicy, ...] = ()

    @property
    def rules(self) -> Iterator[str]:
        """The ids of all rules that it names."""
        yield from self.severity
        for one in self.paths:
            yield from one.ignore
            yield from one.severity

    def with_names(self, names: Mapping[str, str]) -> Policy:
        """The same with rules by their names of today."""
        paths = (
            PathPolicy(one.globs, frozenset(names[rule] for rule in one.ignore), _renamed(one.severity, names))
            for one in self.paths
        )
        return Policy(_renamed(self.severity, names), tuple(paths))

    def weighed(self, found: Iterable[Check]) -> Iterator[Check]:
        """The checks that are wanted where they stand, with their severities."""
        for check in found:
            here = [one for one in self.paths if one.globs.of(check.claim.document)]
            if any(check.rule in one.ignore for one in here):
                continue
            stated = self.severity.get(check.rule)
            for one in here:
                stated = one.severity.get(check.rule, stated)
            yield check if stated is None else evolve(
                check, severity=checks.severity(stated, check.claim, check.verdict)
            )  # fmt: skip


def _renamed(severity: Mapping[str, Severity], names: Mapping[str, str]) -> Mapping[str, Severity]:
    return {names[rule]: one for rule, one in severity.items()}
