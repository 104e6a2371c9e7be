"""A bench in, hypothesis strategies out: examples and mutants of rules, said otherwise; needs the extra `[testing]`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

from factcheck.testing.bench import Bench, Sample


@st.composite
def samples(draw: st.DrawFn, bench: Bench, rules: Sequence[str], rewrites: int) -> Sample:
    """Examples of some rules and mutants of them, each said otherwise up to so many times over."""
    sample = draw(st.sampled_from(_said_plainly(bench, draw(st.sampled_from(rules)))))
    for _ in range(draw(st.integers(0, rewrites))):
        others = list(bench.rewrites(sample))
        sample = draw(st.sampled_from(others)) if others else sample
    return sample


@cache
def _said_plainly(bench: Bench, rule: str) -> Sequence[Sample]:
    return [sample for example in bench.examples(rule) for sample in (example, *bench.mutants(example))]
