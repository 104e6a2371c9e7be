"""Facts on a disk, in groups: what documents state together is the same as if all were held in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import ledger
from factcheck.configured import checker
from factcheck.ledger import Ledger, rows
from factcheck.records import Account
from factcheck.run import Checker, Config
from factcheck.settings import settings_for
from tests.communes import articles

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fact is moved to a disk, and groups are as small as their keys allow."""
    monkeypatch.setattr(ledger, "_MOST", -1)
    monkeypatch.setattr(rows, "_BUCKET", 3)


def write(folder: Path, number: int) -> None:
    for at, text in enumerate(articles(number)):
        (folder / f"{at:05}.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("folder", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_an_example_gets_the_same_report(folder: str, request: pytest.FixtureRequest) -> None:
    path = str(EXAMPLES / folder)
    in_memory = checker(settings_for(path), {"all": True}).check(path)
    request.getfixturevalue("on_disk")
    assert checker(settings_for(path), {"all": True}).check(path).to_json() == in_memory.to_json()


def test_thousands_of_articles_get_the_same_report(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    write(tmp_path, 2_000)
    checks = Checker(Config(list_all=True, jobs=2))
    in_memory = checks.check(str(tmp_path))
    assert {one.check.rule for one in in_memory.findings} >= {"facts-mismatch", "merged-total-mismatch"}
    request.getfixturevalue("on_disk")
    on_disk = checks.check(str(tmp_path))
    assert on_disk.coverage == in_memory.coverage
    assert on_disk.to_json() == in_memory.to_json()


@pytest.mark.usefixtures("on_disk")
def test_a_waiver_that_silences_a_finding_in_some_group_is_not_unused(tmp_path: Path) -> None:
    write(tmp_path, 20)
    (tmp_path / "a.md").write_text("Mường Pồn commune had 5,321 people in 2024.\n")
    (tmp_path / "b.md").write_text(
        "<!-- factcheck: waive facts-mismatch (5,321; 6,321) because both are estimates -->\n"
        "<!-- factcheck: waive facts-mismatch (1; 2) because it is gone -->\n\n"
        "Mường Pồn commune had 6,321 people in 2024.\n"
    )
    report = Checker().check(str(tmp_path))
    assert [one.check.claim.written for one in report.waived] == [("5,321", "6,321")]
    assert ["(1; 2)" in failure.message for failure in report.failures if failure.kind == "waiver"] == [True]


def test_without_the_extra_all_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_MOST", -1)
    monkeypatch.setitem(__import__("sys").modules, "factcheck.ledger.spill", None)
    told = Ledger()
    told.add([Account("a.txt")])
    assert not told.spilled
    assert [account.document for account in told.accounts] == ["a.txt"]
