"""Rules in, samples that they must come out on as they say out: what `factcheck rules test` tries, and for hypothesis.

from hypothesis import given
from factcheck.testing import Bench, Sample, samples

BENCH = Bench(["density.yaml"])

@given(samples(BENCH, ["density-mismatch"]))
def test_a_density_is_checked_however_it_is_written(sample: Sample) -> None:
assert BENCH.outcome(sample).passed, sample.text
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.testing.bench import Bench, Outcome, Sample, Trial

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["Bench", "Outcome", "Sample", "Trial", "samples"]


def samples(bench: Bench, rules: Sequence[str] = (), rewrites: int = 3) -> SearchStrategy[Sample]:
    """Examples of some rules (of all, if none is named) and mutants of them, said otherwise up to so many times over.

    Raises ImportError, with the command to install it, where the extra `[testing]` is missing.
    """
    try:
        from factcheck.testing import strategies
    except ImportError as fault:
        needed = f'strategies need {fault.name}: pip install "factcheck-figures[testing]"'
        raise ImportError(needed, name=fault.name) from fault
    return strategies.samples(bench, tuple(rules) or bench.rules, rewrites)
