"""What was right in its time: records and editions are not held against what is so today."""

from __future__ import annotations

from pathlib import Path

import pytest

import factcheck
from factcheck.cli import main
from factcheck.records import SettingsError
from factcheck.settings import settings_for

OLD = "Ban Phai commune has a population of 12,400.\n"
NEW = "Ban Phai commune has a population of 14,200.\n"
NOTE = ["facts-mismatch"]


def written(folder: Path, **texts: str) -> Path:
    """The texts as files of a folder; "__" in a name is a slash, "_" a sign that a name cannot have."""
    for name, text in texts.items():
        path = folder / (name.replace("__", "/").replace("_", "-") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def found(folder: Path, checker: factcheck.Checker | None = None) -> list[str]:
    report = (checker or factcheck.Checker()).check([folder])
    return [finding.check.rule for finding in report.findings]


# -- records -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["CHANGELOG", "changelog", "docs__changes", "release_notes", "HISTORY"])
def test_a_list_of_what_changed_is_never_stale(tmp_path: Path, name: str) -> None:
    assert found(written(tmp_path, a=NEW, **{name: OLD})) == []


def test_an_article_on_history_is_none(tmp_path: Path) -> None:
    assert found(written(tmp_path, a=NEW, history=OLD)) == NOTE


def test_texts_filed_by_different_days_are_not_held_against_each_other(tmp_path: Path) -> None:
    assert found(written(tmp_path, **{"2024_11_05_minutes": OLD, "2025__01__14__minutes": NEW})) == []


def test_texts_filed_by_one_day_are(tmp_path: Path) -> None:
    assert found(written(tmp_path, **{"20250114__a": OLD, "20250114__b": NEW})) == NOTE


def test_a_day_that_is_none_files_nothing(tmp_path: Path) -> None:
    assert found(written(tmp_path, **{"2024_13_05": OLD, "2025_01_32": NEW})) == NOTE


def test_the_time_that_a_text_states_goes_before_the_day_by_which_it_is_filed(tmp_path: Path) -> None:
    old, new = (f"In 2023 {text}" for text in (OLD, NEW))
    assert found(written(tmp_path, **{"2024_11_05": old, "2025_01_14": new})) == NOTE


# -- editions ----------------------------------------------------------------------------------------------------------


def test_editions_are_not_held_against_one_another_but_within_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, today=NEW, archive__one=OLD, v1__one=OLD)
    (tmp_path / "factcheck.toml").write_text('editions = ["archive/**", "v1/**"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", ".", "--fail-on", "note"]) == 0
    capsys.readouterr()
    written(tmp_path, archive__two=NEW)
    assert main(["check", ".", "--fail-on", "note"]) == 1
    told = capsys.readouterr().out
    assert "archive/one.md" in told
    assert "archive/two.md" in told
    assert "today.md" not in told


def test_declared_data_belong_to_every_edition(tmp_path: Path) -> None:
    written(tmp_path, today=NEW, archive__one=OLD)
    (tmp_path / "office.csv").write_text('Commune,Population\nBan Phai,"13,000"\nPa Hin,900\n', encoding="utf-8")
    (tmp_path / "factcheck.toml").write_text('against = ["office.csv"]\neditions = ["archive/**"]\n', encoding="utf-8")
    settings = settings_for(tmp_path)
    config = factcheck.Config(against=settings.values["against"], editions=settings.values["editions"])
    assert found(tmp_path, factcheck.Checker(config)) == ["declared-mismatch", "declared-mismatch"]


@pytest.mark.parametrize(
    ("value", "fault"),
    [('"archive/**"', 'editions is a list of globs; write editions = ["archive/**"]'),
     ("[3]", 'editions is a list of globs; write editions = ["archive/**"]'),
     ('["!"]', "write globs as in a .gitignore")],
)  # fmt: skip
def test_what_are_no_globs_is_told(tmp_path: Path, value: str, fault: str) -> None:
    (tmp_path / "factcheck.toml").write_text(f"editions = {value}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"factcheck\.toml:1: ") as caught:
        settings_for(tmp_path)
    assert fault in str(caught.value)
