"""What fuzzing began with, and what it found: each input keeps the laws of its target."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fuzz.targets import CORPUS, TARGETS

INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


def named(path: Path) -> str:
    return path.relative_to(CORPUS).as_posix()


@pytest.mark.parametrize("path", INPUTS, ids=named)
def test_every_input_of_the_corpus_keeps_the_laws_of_its_target(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_inputs_and_every_input_a_target() -> None:
    assert {path.parent.name for path in INPUTS} == set(TARGETS)
