"""Claims in, checks and findings out: each rule of a claim's kind is put to its figures; what fails is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from factcheck.checks import findings, messages, working
from factcheck.checks.formula import FormulaError, Law, parse
from factcheck.checks.ladder import Case, Outcome, case
from factcheck.checks.one_unit import Group, resolve
from factcheck.checks.style import Style
from factcheck.checks.suggestions import mended, suggest
from factcheck.checks.suspects import Constraint, Key, Suspects, documents, domain, localise, told
from factcheck.records import Check, Claim, Finding, Pack, PackError, Rule, Severity, Suggestion, Verdict

__all__ = ["Laws", "severity"]

_FAILED = (Verdict.MISROUNDED, Verdict.INCONSISTENT)


@frozen(eq=False)
class _Entry:
    """A rule with its law and messages read.

    counts: roles that hold counts; signed: roles that the wording signs; locked: roles whose figures are taken to be
    right; same: roles that measure the same.
    """

    rule: Rule
    law: Law
    templates: Mapping[str, messages.Template]
    counts: frozenset[str]
    signed: frozenset[str]
    locked: frozenset[str]
    same: tuple[Group, ...]

    def told(self, claim: Claim) -> tuple[Case, Outcome]:
        """What a claim puts to the law, and what comes of it."""
        return resolve(case(self.law, claim, self.counts, self.signed), self.same)


@frozen(eq=False)
class Laws:
    """The rules of a pack, ready to be applied: immutable, picklable, safe in threads.

    Raises PackError with every law that cannot be read, each at its line; messages are as `packs` leaves them.
    """

    pack: Pack
    _by_id: Mapping[str, _Entry] = field(init=False, repr=False)
    _by_kind: Mapping[str, tuple[_Entry, ...]] = field(init=False, repr=False)
    _style: Style = field(init=False, repr=False)

    @_by_id.default
    def _read(self) -> Mapping[str, _Entry]:
        entries: dict[str, _Entry] = {}
        faults: list[str] = []
        for rule in self.pack.rules:
            try:
                entries[rule.id] = _entry(rule, self.pack)
            except FormulaError as fault:
                faults.append(f"{rule.path}:{rule.law_line}: column {fault.column} of the law: {fault}")
        if faults:
            raise PackError("\n".join(faults))
        return entries

    @_by_kind.default
    def _sort(self) -> Mapping[str, tuple[_Entry, ...]]:
        kinds = dict.fromkeys(entry.rule.claim for entry in self._by_id.values())
        return {kind: tuple(entry for entry in self._by_id.values() if entry.rule.claim == kind) for kind in kinds}

    @_style.default
    def _write(self) -> Style:
        return Style(self.pack.lexicon)

    def judge(self, claim: Claim) -> Iterator[Check]:
        """A bare check for each rule that applies: one of the claim's kind that names none but filled roles.

        Where a rule names all the figures that another one does, and more, it speaks for both.
        Of several readings the one that fits best speaks for the claim. The check's claim holds just the figures that
        the law names; it is `claim` itself where those are all of them and there is one reading.
        """
        entries = [
            entry
            for entry in self._by_kind.get(claim.kind, ())
            if entry.rule.across == bool(claim.stated)
            and (entry.rule.across and claim.missing or all(claim.roles.get(role) for role in entry.law.roles))
        ]
        for entry in entries:
            if any(entry.law.roles < other.law.roles for other in entries):
                continue
            if claim.missing:
                yield Check(entry.rule.id, _narrowed(claim, entry.law), Verdict.UNDECIDED, None, "missing-part")
                continue
            outcome, read = entry.told(claim)[1], claim
            for reading in claim.readings:
                if outcome.order and all(reading.roles.get(role) for role in entry.law.roles):
                    other = entry.told(reading)[1]
                    if other.order < outcome.order:
                        outcome, read = other, reading
            if claim.reason and outcome.verdict in _FAILED:
                outcome = Outcome(Verdict.UNDECIDED, reason=claim.reason)
            yield Check(
                entry.rule.id, _narrowed(read, entry.law), outcome.verdict, outcome.rung, outcome.reason,
                severity(entry.rule.severity, claim, outcome.verdict),
            )  # fmt: skip

    def explain(self, check: Check) -> Check:
        """The check with its message and working."""
        entry, told, outcome = self._told(check)
        if check.claim.missing and not check.claim.stated:
            return evolve(check, message=messages.lacking(check.claim, told, self._style))
        template = entry.templates.get(check.verdict)
        message = messages.fill(template, check.claim, told, self._style) if template else None
        if message is None and check.claim.stated:
            message = messages.undecided(check.claim, check.reason, self._style)
        elif message is None:
            message = messages.generic(check.verdict, check.reason, told, self._style)
        return evolve(check, message=message, working=working.line(told, outcome, self._style))

    def findings(self, checks: Sequence[Check], linked: Iterable[Check] = ()) -> list[Finding]:
        """The findings among some checks, in their order, with suggestions; those with one suspect are folded.

        linked: other checks, whose figures speak for or against a suspect if they hold.
        """
        failed = [check if check.message else self.explain(check) for check in checks if check.verdict in _FAILED]
        if not failed:
            return []
        put = [self._constraint(check) for check in failed]
        wrong = [index for index, check in enumerate(failed) if check.verdict is Verdict.INCONSISTENT]
        held = self._held(put, linked)
        found: dict[int, Suspects] = dict(zip(wrong, localise([put[index] for index in wrong], held), strict=True))
        constraints = [*(put[index] for index in wrong), *held]
        return findings.collect(
            [
                (
                    check,
                    self._suggestion(check, found.get(index, ()), constraints),
                    told(found.get(index, ()), constraints),
                )
                for index, check in enumerate(failed)
            ],
            {rule.id: rule.aliases[0] for rule in self.pack.rules if rule.aliases},
        )

    def _constraint(self, check: Check) -> Constraint:
        entry, put, _ = self._told(check)
        return Constraint.of(put, check.claim, entry.locked)

    def _held(self, failed: Iterable[Constraint], linked: Iterable[Check]) -> list[Constraint]:
        """What the checks that hold put on the figures of those that failed."""
        keys = {key for one in failed for key in one.keys}
        spans = {(document, start) for document, start, _ in keys}
        near = (
            check
            for check in linked
            if check.verdict is Verdict.CONSISTENT
            and any(
                document == check.claim.document and (document, figure.start) in spans
                for role, figures in check.claim.roles.items()
                for figure, document in zip(figures, documents(check.claim, role), strict=True)
            )
        )
        return [one for one in map(self._constraint, near) if not one.keys.keys().isdisjoint(keys)]

    def _suggestion(self, check: Check, suspects: Suspects, constraints: Sequence[Constraint]) -> Suggestion | None:
        """What to write instead of the likely culprit: only what leaves all linked checks as they should be."""
        entry, put, outcome = self._told(check)
        told_apart = not check.claim.stated or entry.locked
        suggestion = suggest(put, outcome, self._style, entry.locked) if told_apart else None
        if len(suspects) != 1 or len(suspects[0]) != 1:
            if suspects and suggestion and not any(_names(some, check.claim, suggestion) for some in suspects):
                return None
            return suggestion
        (key,) = suspects[0]
        if suggestion and not _names(suspects[0], check.claim, suggestion):
            suggestion = None
        wanted = domain(key, constraints, suspects[0])
        return mended(key, check.claim, wanted, suggestion, self._style)

    def _told(self, check: Check) -> tuple[_Entry, Case, Outcome]:
        """The rule of a check, and once more what it was put to and what came of it."""
        entry = self._by_id[check.rule]
        told, outcome = entry.told(check.claim)
        return entry, told, Outcome(check.verdict, reason=check.reason) if check.claim.reason else outcome


def _names(some: frozenset[Key], claim: Claim, suggestion: Suggestion) -> bool:
    """Whether a suggestion is for one of some figures."""
    return (claim.document, suggestion.start, suggestion.end) in some


def _entry(rule: Rule, pack: Pack) -> _Entry:
    """A rule with its law and messages read. Raises FormulaError."""
    kind = pack.kinds[rule.claim]
    templates = {verdict: messages.parse(template) for verdict, template in rule.messages.items()}
    counts = frozenset(role.name for role in kind.roles if role.type in ("count", "quantity"))
    signed = frozenset(role.name for role in kind.roles if role.signed)
    locked = frozenset(role.name for role in kind.roles if role.locked)
    return _Entry(rule, parse(rule.require, kind), templates, counts, signed, locked, kind.same)


def _narrowed(claim: Claim, law: Law) -> Claim:
    """The claim with just the figures that a law names, read in one way."""
    if claim.roles.keys() <= law.roles:
        return evolve(claim, readings=()) if claim.readings else claim
    named = {role: figures for role, figures in claim.roles.items() if role in law.roles}
    return evolve(claim, readings=(), roles=named)


def severity(stated: Severity, claim: Claim, verdict: Verdict) -> Severity:
    """What is stated for what does not follow; else, for an inferred base and across quotation marks, a note."""
    if verdict is not Verdict.INCONSISTENT or claim.inferred or claim.voice == "mixed":
        return Severity.NOTE
    return stated
