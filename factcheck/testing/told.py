"""Trials in, lines out: what `factcheck rules test` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.reports.layout import counted, folded, hung
from factcheck.testing.bench import EXAMPLE, MUTANT, REWRITE, Failure, Trial

_WIDTH = 100


def trial(one: Trial, wide: int) -> Iterator[str]:
    """A line on a rule, with its id as wide as those of others, and some on each failure."""
    yield f"{one.rule:<{wide}}  {_counted(one.counts, one.doubted, len(one.failures))}"
    for failure in one.failures:
        yield from _failure(failure)


def total(trials: Sequence[Trial]) -> str:
    """The line on all rules."""
    counts = {source: sum(one.counts[source] for one in trials) for source in (EXAMPLE, MUTANT, REWRITE)}
    doubted = sum(one.doubted for one in trials)
    return f"{counted(len(trials), 'rule')}: {_counted(counts, doubted, sum(len(one.failures) for one in trials))}"


def _counted(counts: Mapping[str, int], doubted: int, failures: int) -> str:
    examples, made, rewrites = (_number(counts[source], source) for source in (EXAMPLE, MUTANT, REWRITE))
    made += f" ({doubted} doubted)" if doubted else ""
    return ", ".join([examples, made, rewrites, _number(failures, "failure")])


def _failure(one: Failure) -> Iterator[str]:
    sample = one.sample
    made = f"{sample.source}: {folded(sample.change)}" if sample.change else sample.source
    yield f"  {sample.example.path}:{sample.example.line} ({made})"
    yield from hung(f"      text:     {folded(sample.text)}", _WIDTH, 16)
    yield f"      expected: {sample.rule} {sample.verdict}"
    yield f"      came:     {one.outcome.found}"


def _number(count: int, noun: str) -> str:
    return counted(count, noun) or f"no {noun}s"
