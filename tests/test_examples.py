"""The examples give the reports that stand beside them, in any encoding, and their READMEs name every article."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPORA = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())

each_corpus = pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)


def report(corpus: Path, *options: str, encoding: str = "utf-8") -> str:
    """What `python -m factcheck examples/CORPUS` shows, 100 columns wide and without colour; it must find something."""
    command = [sys.executable, "-m", "factcheck", f"examples/{corpus.name}", *options]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.stderr.decode(encoding) == ""
    assert done.returncode == 1
    return done.stdout.decode(encoding).replace("\r\n", "\n")


@each_corpus
def test_a_corpus_gives_the_report_that_stands_beside_it(corpus: Path, pytestconfig: pytest.Config) -> None:
    shown, expected = report(corpus), corpus / "expected.out"
    if pytestconfig.getoption("--golden-update"):
        expected.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "cp437"])
@each_corpus
def test_a_report_is_shown_in_any_encoding(corpus: Path, encoding: str) -> None:
    assert len(report(corpus, "--all", encoding=encoding).splitlines()) > 50


@each_corpus
def test_the_readme_of_a_corpus_names_each_of_its_articles(corpus: Path) -> None:
    about = (corpus / "README.md").read_text(encoding="utf-8")
    articles = {path.name for path in corpus.iterdir()} - {"README.md", "expected.out"}
    assert {name for name in articles if f"`{name}`" not in about} == set()
