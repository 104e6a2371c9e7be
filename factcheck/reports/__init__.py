"""Findings, failures and counts in, a Report out: sorted once, added up, and written in each format on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, field, frozen

from factcheck.records import COUNTS, Account, Check, Coverage, Failure, Finding, Page, Rule, Severity

if TYPE_CHECKING:
    from polars import DataFrame

__all__ = ["Report"]

_V = TypeVar("_V")
_STATUS = {"input": 3, "rule": 2, "waiver-file": 2, "binding": 2}


@frozen
class Report:
    """What came of some documents: findings, failures and counts, in the same order whatever the order of the inputs.

    checks: every check that is listed: those of the findings that no waiver silences, or all checks where that was
    asked for. findings: by document, position and rule, the waived ones among them. failures: inputs not read, rules
    that crashed, waivers at fault. complete: False if the run was cut short. accounts: what
    each document states that others may state, too, where several were checked together. older: how many findings were
    left out, as none of their figures was added of late. pages: the documents whole, where that was asked for, and
    made: then every check, those that are not listed, too. Reports of the same run add up with `+`.
    """

    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    coverage: Coverage = field(factory=Coverage)
    fail_on: Severity = Severity.ERROR
    complete: bool = True
    accounts: tuple[Account, ...] = ()
    older: int = 0
    pages: tuple[Page, ...] = ()
    made: tuple[Check, ...] = ()

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings at or above `fail_on` that no waiver silences."""
        weight = self.fail_on.weight
        return tuple(one for one in self.findings if not one.waiver and one.check.severity.weight >= weight)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver silences."""
        return tuple(one for one in self.findings if one.waiver and not one.known)

    @property
    def known(self) -> tuple[Finding, ...]:
        """The findings that are silent as a baseline has them."""
        return tuple(one for one in self.findings if one.known)

    @property
    def faults(self) -> tuple[Failure, ...]:
        """The failures that are more than notes."""
        return tuple(one for one in self.failures if one.severity is Severity.ERROR)

    @property
    def exit_status(self) -> int:
        """0: nothing fails, 1: findings do, 2: a rule, binding or waiver file is faulty, 3: an input was not read."""
        return max([1 if self.failing else 0, *(_STATUS.get(failure.kind, 0) for failure in self.failures)])

    def __add__(self, other: Report) -> Report:
        if not isinstance(other, Report):
            return NotImplemented
        return Report.merged((self, other))

    @classmethod
    def merged(cls, reports: Iterable[Report]) -> Report:
        """One report of many, sorted; `fail_on` is that of the first."""
        checks: list[Check] = []
        findings: list[Finding] = []
        failures: list[Failure] = []
        counts = dict.fromkeys(COUNTS, 0)
        undecided: Counter[str] = Counter()
        skipped: Counter[str] = Counter()
        encodings: dict[str, str] = {}
        dialects: dict[str, str] = {}
        declared: Counter[str] = Counter()
        accounts: list[Account] = []
        pages: list[Page] = []
        made: list[Check] = []
        fail_on, complete, older = None, True, 0
        for report in reports:
            fail_on = fail_on or report.fail_on
            complete = complete and report.complete
            checks += report.checks
            findings += report.findings
            failures += report.failures
            accounts += report.accounts
            pages += report.pages
            made += report.made
            older += report.older
            coverage = report.coverage
            for name in COUNTS:
                counts[name] += getattr(coverage, name)
            if coverage.undecided:  # few have any, and to update a counter takes long
                undecided.update(coverage.undecided)
            if coverage.skipped:
                skipped.update(coverage.skipped)
            if coverage.declared:
                declared.update(coverage.declared)
            encodings.update(coverage.encodings)
            dialects.update(coverage.dialects)
        return cls(
            tuple(sorted(checks, key=_position)),
            tuple(sorted(findings, key=lambda finding: _position(finding.check))),
            tuple(sorted(failures, key=lambda failure: (failure.path, failure.line, failure.kind, failure.message))),
            Coverage(
                undecided=_sorted(undecided),
                skipped=_sorted(skipped),
                encodings=_sorted(encodings),
                dialects=_sorted(dialects),
                declared=_sorted(declared),
                **counts,
            ),
            fail_on or Severity.ERROR,
            complete,
            tuple(sorted(accounts, key=lambda account: account.document)),
            older,
            tuple(sorted(pages, key=lambda page: page.document.name)),
            tuple(sorted(made, key=_position)),
        )

    def only(self, wanted: Callable[[Check], bool]) -> Report:
        """The report on just the checks that are wanted; what it counts stays that of all."""
        findings = [one for one in self.findings if wanted(one.check)]
        heads = {one.fingerprint for one in findings}
        unfolded = (one if one.folded_into in heads else evolve(one, folded_into="") for one in findings)
        checks = tuple(check for check in self.checks if wanted(check))
        older = sum(not one.waiver for one in self.findings) - sum(not one.waiver for one in findings)
        return evolve(self, checks=checks, findings=tuple(unfolded), older=self.older + older)

    def to_json(self) -> str:
        """The report as one JSON object in ASCII, a check a line; `factcheck.reports.json` says what stands in it."""
        from factcheck.reports import json

        return json.dumps(self)

    def to_format(self, format: str, rules: Sequence[Rule] = ()) -> str:
        """The report in one of `factcheck.reports.formats.WRITTEN`, as sarif. Raises ValueError for another.

        rules: those that SARIF and HTML are to describe, as those of `Checker.pack`. HTML shows whole articles where
        `Config.keep` had the report keep them.
        """
        from factcheck.reports import formats

        return formats.dumps(self, format, rules)

    def to_frame(self) -> DataFrame:
        """The listed checks as a table, a row a check, validated by `factcheck.reports.frame.CHECKS`.

        Raises ImportError, with the command to install it, where the extra `[data]` is missing.
        """
        try:
            from factcheck.reports.frame import table
        except ImportError as fault:
            needed = f'a table needs {fault.name}: pip install "factcheck-figures[data]"'
            raise ImportError(needed, name=fault.name) from fault
        return table(self)

    def listed(self) -> list[tuple[Check, Finding | None]]:
        """Every listed check with the finding that it is, if it is one, in order."""
        found = {id(finding.check): finding for finding in self.findings}
        return [(check, found.get(id(check))) for check in self.checks]


def _position(check: Check) -> tuple[str, int, str, int, tuple[int, ...]]:
    claim = check.claim
    return claim.document, claim.start, check.rule, claim.end, tuple(figure.start for _, figure in claim.operands())


def _sorted(table: Mapping[str, _V]) -> dict[str, _V]:
    return dict(sorted(table.items()))
