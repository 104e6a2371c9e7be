"""Rules in, what becomes of them on their own examples, on mutants and on rewrites of these out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from attrs import evolve, field, frozen

from factcheck import packs, readers, registry
from factcheck.bindings.binding import Binding, words
from factcheck.bindings.bound import Bound
from factcheck.bindings.sources import Source, numbers
from factcheck.checks.style import Style
from factcheck.fixed import Fixed
from factcheck.records import AMOUNTS, DEFAULT_LANGUAGE, Claim, Document, Example, Fact, Pack, Quantity, Verdict
from factcheck.reports import Report
from factcheck.run import Checker, Config
from factcheck.testing.mutants import mutants
from factcheck.testing.rewrites import rewrites

EXAMPLE, MUTANT, REWRITE, FOREIGN = "example", "mutant", "rewrite", "example of another rule"
"""Where samples come from: a text of the rule's own, made from one, or the clean example of another rule."""


@frozen
class Sample:
    """A text and the verdict that a rule must come to on it.

    example: the one that it is, or was made from; source: example, mutant, rewrite, or example of another rule;
    change: what was done to the example; mutated: whether a figure of it was changed; language: that of the pack that
    it is read by.
    """

    rule: str
    text: str
    verdict: Verdict
    example: Example
    language: str
    source: str = EXAMPLE
    change: str = ""
    mutated: bool = False


@frozen
class Outcome:
    """Whether a rule did on a sample what it must, and what all rules came to, in a line."""

    passed: bool
    found: str


DIVIDER = "\n===\n"
"""What stands between the documents of an example of a rule on what several documents state."""
ENTITIES = "id,"
"""How a part of an example begins that is no document but a table of entities."""
DECLARED = "declared\n"
"""How a part of an example begins that is no document but a table in CSV of declared data."""
BOUND = "bound ("
"""How a part of an example begins that is what a source says today; the first amount of the text is bound to it."""
DOUBTED = Outcome(True, "the figures do not go with the wording for certain")
"""A mutant whose figures are so far from one another that the claim is not made any more."""


@frozen
class Failure:
    """A sample on which a rule did not do what it must, and what came of it instead."""

    sample: Sample
    outcome: Outcome


@frozen
class Trial:
    """What became of one rule: how many samples of each source were tried, and those that failed.

    doubted: mutants on which it was silent as the figures, so changed, no longer go for certain with the wording.
    """

    rule: str
    counts: Mapping[str, int]
    failures: Sequence[Failure]
    doubted: int = 0


@frozen(eq=False, init=False)
class Bench:
    """The built-in rules and those of the packs at `paths`, ready to be tested in every language that has examples.

    Raises PackError with all faults of the packs.
    """

    pack: Pack
    _checkers: Mapping[str, Checker] = field(repr=False)

    def __init__(self, paths: Iterable[str] = ()) -> None:
        paths = tuple(paths)
        checkers = {DEFAULT_LANGUAGE: Checker(Config(packs=paths, list_all=True))}
        for language in packs.evidence():
            if language != DEFAULT_LANGUAGE:
                checkers[language] = Checker(Config(packs=paths, list_all=True, language=language))
        self.__attrs_init__(checkers[DEFAULT_LANGUAGE].pack, Fixed(checkers))

    def trial(self, rule: str) -> Trial:
        """What becomes of a rule on all its samples."""
        counts = {EXAMPLE: 0, MUTANT: 0, REWRITE: 0, FOREIGN: 0}
        failures = []
        doubted = 0
        for sample in self.samples(rule):
            counts[sample.source] += 1
            outcome = self.outcome(sample)
            doubted += outcome is DOUBTED
            if not outcome.passed:
                failures.append(Failure(sample, outcome))
        return Trial(rule, Fixed(counts), tuple(failures), doubted)

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of all rules."""
        return tuple(rule.id for rule in self.pack.rules)

    def samples(self, rule: str) -> Iterator[Sample]:
        """The examples of a rule, mutants and rewrites of each, and the clean examples of all other rules."""
        for example in self.examples(rule):
            yield from (example, *self.mutants(example), *self.rewrites(example))
        for other in self.rules:
            for clean in self.examples(other) if other != rule else ():
                if clean.verdict is Verdict.CONSISTENT:
                    yield evolve(clean, rule=rule, source=FOREIGN)

    def examples(self, rule: str) -> Iterator[Sample]:
        """The examples of a rule in every language."""
        for language, checker in self._checkers.items():
            (found,) = (one.examples for one in checker.pack.rules if one.id == rule)
            for verdict, examples in found.items():
                for example in examples:
                    yield Sample(rule, example.text, Verdict(verdict), example, language)

    def mutants(self, sample: Sample) -> Iterator[Sample]:
        """A consistent sample with one figure changed, to just inside its tolerance or just beyond it."""
        if sample.verdict is Verdict.CONSISTENT:
            checker = self._speaking(sample)
            for one in mutants(
                sample.text, _claims(checker, sample.text), sample.rule, checker.laws, Style(checker.pack.lexicon)
            ):
                yield evolve(sample, text=one.text, verdict=one.verdict, source=MUTANT, change=one.change, mutated=True)

    def rewrites(self, sample: Sample) -> Iterator[Sample]:
        """A sample said in other ways, with the same verdict."""
        checker = self._speaking(sample)
        document = readers.read_text(sample.text)
        cells = {cell.start for table in document.tables for cell in table.cells}  # where nothing is said in words
        first = sample.text.index(DIVIDER) if sample.text.startswith(BOUND) else 0
        figures = [
            figure
            for figure in checker.extract(document).figures
            if figure.start not in cells and figure.start >= first
        ]
        for one in rewrites(sample.text, figures, Style(checker.pack.lexicon)):
            change = f"{sample.change}; {one.change}" if sample.change else one.change
            yield evolve(sample, text=one.text, source=REWRITE, change=change)

    def outcome(self, sample: Sample) -> Outcome:
        """Whether a rule does on a sample what it must.

        On a consistent text it has to hold, and no rule may make a finding, but on mutants others may; on another text
        it has to make a finding of that verdict; on an example of another rule it has to stay silent.
        """
        checker = self._speaking(sample)
        report = checked(checker, sample.text)
        checks = [(check.rule, check.verdict) for check in report.checks]
        found = [(finding.check.rule, finding.check.verdict) for finding in report.findings]
        own = [verdict for rule, verdict in found if rule == sample.rule]
        if sample.source == FOREIGN:
            passed = not own
        elif sample.verdict is Verdict.CONSISTENT:
            passed = (sample.rule, sample.verdict) in checks and not (own if sample.mutated else found)
        else:
            passed = sample.verdict in own
        if not passed and sample.mutated and sample.rule not in dict(checks) and self._doubts(checker, sample):
            return DOUBTED
        told = ", ".join(f"{rule} {verdict}" for rule, verdict in dict.fromkeys(checks))
        return Outcome(passed, told or "no rule was tried on it")

    def _doubts(self, checker: Checker, sample: Sample) -> bool:
        """Whether a rule's claim is given up although its wording is there; kinds without phrasings do so unseen."""
        kind = next(rule.claim for rule in checker.pack.rules if rule.id == sample.rule)
        if not any(phrasing.kind == kind for phrasing in checker.pack.phrasings):
            return True
        attempts = checker.extract(readers.read_text(sample.text), trace=True).attempts
        return any(attempt.kind == kind and attempt.outcome != "claimed" for attempt in attempts)

    def _speaking(self, sample: Sample) -> Checker:
        return self._checkers[sample.language].speaking(sample.text)


def _claims(checker: Checker, text: str) -> Sequence[Claim]:
    """The claims of an example, the places of their figures in all of its text."""
    if DIVIDER not in text:
        return checker.extract(readers.read_text(text)).claims
    begins = accumulate((len(part) + len(DIVIDER) for part in text.split(DIVIDER)), initial=0)
    shifts = {f"{number}.txt": begin for number, begin in enumerate(begins, 1)}
    shifts |= {f"{number}.csv": shifts[f"{number}.txt"] + len(DECLARED) for number, _ in enumerate(shifts, 1)}
    claims = [check.claim for check in checked(checker, text).checks if check.claim.stated]
    return [evolve(claim, roles={role: tuple(_shifted(fact, shifts) for fact in facts)
                                 for role, facts in claim.stated.items()}) for claim in claims]  # fmt: skip


def _shifted(fact: Fact, shifts: Mapping[str, int]) -> Quantity:
    shift = shifts.get(fact.document, 0)
    return evolve(fact.figure, start=fact.figure.start + shift, end=fact.figure.end + shift)


def documents(text: str) -> list[Document]:
    """The documents of an example."""
    parts = enumerate(text.split(DIVIDER), 1)
    return [
        readers.read_text(part, f"{number}.txt")
        for number, part in parts
        if not part.startswith((ENTITIES, DECLARED, BOUND))
    ]


def checked(checker: Checker, text: str) -> Report:
    """The report on the documents of an example, by the entities that it states."""
    tables = [part for part in text.split(DIVIDER) if part.startswith(ENTITIES)]
    if tables:
        checker = checker.knowing(registry.of_entities(tables[0], checker.language, checker.vocabulary))
    parts = enumerate(text.split(DIVIDER), 1)
    declared = [readers.read_text(part.removeprefix(DECLARED), f"{number}.csv")
                for number, part in parts if part.startswith(DECLARED)]  # fmt: skip
    if declared:
        checker = checker.declaring(declared)
    values = [part.removeprefix(BOUND) for part in text.split(DIVIDER) if part.startswith(BOUND)]
    if values:
        (document,) = documents(text)
        checker = checker.bound_to(_bound(checker, document, values[0].strip().removesuffix(")")))
    return checker.check_documents(documents(text))


def _bound(checker: Checker, document: Document, value: str) -> Bound:
    """The first amount of a document, bound to a source with a value."""
    source = Source("rules", "count", "*")
    amounts = [one for one in checker.extract(document).figures if one.type in AMOUNTS]
    bound = [Binding(document.name, *words(document, one), source) for one in amounts[:1]]
    return Bound("", {os.path.realpath(document.name): bound}, {source: numbers([value])[0] or 0})
