"""What is known already: findings that a baseline has, and those older than a revision, fail no run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck import baseline
from factcheck.cli import main
from factcheck.readers import read_text

SLIP = "The resolution was passed by 504 of 533 members (49.56%)."
OTHER = "Of the 240 households in the commune, 212 households have running water (83.8%)."
FACT = "In 2024 Ban Phai commune had a population of {}."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in an empty folder; gives back (exit status, last line of stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        streams = capsys.readouterr()
        return status, (streams.out.splitlines() or [""])[-1], streams.err

    return run


def write(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text + "\n", encoding="utf-8")


# -- the baseline ------------------------------------------------------------------------------------------------------


def test_what_is_recorded_fails_no_run_and_what_is_new_does(run: Run) -> None:
    write(a=SLIP)
    assert run("baseline", ".")[:2] == (0, "recorded 1 finding in factcheck-baseline.json")
    assert run(".", "--baseline", "factcheck-baseline.json")[:2] == (0, "exit 0: 1 known finding")
    write(a=f"{SLIP} {OTHER}")
    assert run(".", "--baseline", "factcheck-baseline.json")[:2] == (1, "exit 1: 1 finding; 1 known finding")


def test_text_may_move_but_a_figure_that_changes_makes_a_finding_new(run: Run) -> None:
    write(a=SLIP)
    run("baseline", ".")
    write(a=f"Something else came first.\n\n{SLIP}")
    assert run(".", "--baseline", "factcheck-baseline.json")[0] == 0
    write(a=SLIP.replace("49.56", "49.65"))
    assert run(".", "--baseline", "factcheck-baseline.json")[0] == 1


def test_a_fix_and_a_new_error_do_not_cancel_out(run: Run) -> None:
    write(a=SLIP, b="")
    run("baseline", ".")
    write(a=OTHER, b="")
    status, last, _ = run(".", "--baseline", "factcheck-baseline.json")
    assert (status, last) == (1, "exit 1: 1 finding")
    write(a="", b=SLIP)
    assert run(".", "--baseline", "factcheck-baseline.json")[0] == 1


def test_the_same_slip_once_more_is_new(run: Run) -> None:
    write(a=SLIP)
    run("baseline", ".")
    write(a=f"{SLIP}\n\n{SLIP}")
    assert run(".", "--baseline", "factcheck-baseline.json")[:2] == (1, "exit 1: 1 finding; 1 known finding")


def test_what_is_gone_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    write(a=SLIP)
    run("baseline", ".")
    write(a="Nothing.")
    assert main([".", "--baseline", "factcheck-baseline.json"]) == 0
    told = (
        "note: ./a.txt: the finding of share-mismatch (504; 533; 49.56%), which factcheck-baseline.json has, is gone;"
    )
    assert told in capsys.readouterr().out
    assert run("baseline", ".")[1] == "recorded no finding in factcheck-baseline.json: 0 new, 1 gone"


def test_findings_across_documents_are_known_too(run: Run) -> None:
    write(a=FACT.format("12,400"), b=FACT.format("14,200"))
    run("baseline", ".")
    assert run(".", "--baseline", "factcheck-baseline.json")[:2] == (0, "exit 0: 1 known finding")
    assert run("a.txt", "--baseline", "factcheck-baseline.json")[0] == 0  # of b nothing is known here
    write(c=FACT.format("15,000"))
    assert run(".", "--baseline", "factcheck-baseline.json")[0] == 1


def test_what_is_waived_is_not_recorded(run: Run) -> None:
    write(a=f"# factcheck: waive share-mismatch (504; 533; 49.56%) because so it was said\n{SLIP}")
    assert run("baseline", ".")[1] == "recorded no finding in factcheck-baseline.json"


def test_settings_may_name_the_file_which_serves_from_every_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    Path("texts/a.txt").write_text(SLIP, encoding="utf-8")
    Path("factcheck.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert run("texts")[0] == 2
    assert run("baseline", "texts")[1] == "recorded 1 finding in known.json"
    assert run("texts")[0] == 0
    monkeypatch.chdir(tmp_path / "texts")
    assert run("a.txt")[0] == 0


def test_known_findings_are_marked_in_every_list_of_all(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    write(a=SLIP)
    run("baseline", ".")
    main([".", "--baseline", "factcheck-baseline.json", "--all"])
    assert "known   does not follow (share-mismatch); known because it is in factcheck-" in capsys.readouterr().out
    main([".", "--baseline", "factcheck-baseline.json", "--all", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert report["checks"][0]["known"] is True
    assert (report["summary"]["known"], report["summary"]["failing"]) == (1, 0)
    main([".", "--baseline", "factcheck-baseline.json", "--all", "--format", "sarif"])
    assert '"kind": "external"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "b.json: cannot be read (No such file or directory); record one with `factcheck baseline`"),
     ("[]", "b.json: is no baseline; record it anew"), ("{", "b.json: is no baseline"),
     ('{"version": 9, "findings": []}', "b.json: is of version 9; record it anew"),
     ('{"version": 1, "findings": [{}]}', "b.json: is no baseline")],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_told(run: Run, text: str | None, told: str) -> None:
    write(a=SLIP)
    if text is not None:
        Path("b.json").write_text(text, encoding="utf-8")
    status, _, err = run("a.txt", "--baseline", "b.json")
    assert status == 2
    assert told in err


def test_nothing_is_recorded_where_an_input_is_not_read(run: Run) -> None:
    assert run("baseline", "gone.txt")[0] == 2
    assert not Path("factcheck-baseline.json").exists()


def test_nothing_is_recorded_by_settings_that_cannot_be_followed(run: Run) -> None:
    write(a=SLIP)
    Path("factcheck.toml").write_text('select = ["share-mismatches"]\n', encoding="utf-8")
    status, _, err = run("baseline", ".")
    assert status == 2
    assert err.startswith("factcheck: factcheck.toml:1: there is no rule “share-mismatches”; did you mean")
    assert not Path("factcheck-baseline.json").exists()


@given(st.lists(st.sampled_from(["It rained.", "Nobody spoke.", "The hall was full."]), max_size=4), st.integers(0, 4))
def test_any_edit_that_keeps_the_figures_keeps_the_baseline(others: list[str], at: int) -> None:
    report = factcheck.check_text(SLIP, "a.txt")
    (row,) = json.loads("".join(baseline.written(report.findings, "b.json")))["findings"]
    moved = [*others[:at], SLIP, *others[at:]]
    edited = factcheck.check_text("\n\n".join(moved), "a.txt")
    assert [one.fingerprint for one in edited.findings] == [row["fingerprint"]]


@given(st.integers(min_value=0, max_value=9999).filter(lambda number: number not in (4956, 9455, 9456, 9457)))
def test_any_change_of_a_figure_revives_a_finding(number: int) -> None:
    known = {one.fingerprint for one in factcheck.check_text(SLIP).findings}
    percent = f"{number / 100:.2f}%"
    (finding,) = factcheck.Checker().check_document(read_text(SLIP.replace("49.56%", percent))).findings
    assert finding.fingerprint not in known


# -- since a revision --------------------------------------------------------------------------------------------------


def git(*words: str) -> None:
    settings = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *words], check=True, capture_output=True)


@pytest.fixture
def repository(run: Run) -> None:
    """A repository with one article that has a slip, committed."""
    git("init", "-q", "-b", "main")
    write(a=SLIP + "\nThe hall was full." * 20)
    git("add", ".")
    git("commit", "-q", "-m", "one")


@pytest.mark.usefixtures("repository")
def test_only_what_was_added_is_reported(run: Run) -> None:
    assert run(".", "--since", "HEAD")[:2] == (0, "exit 0: 1 older finding")
    write(a=f"{SLIP}\n\n{OTHER}")
    assert run(".", "--since", "HEAD")[:2] == (1, "exit 1: 1 finding; 1 older finding")


@pytest.mark.usefixtures("repository")
def test_a_file_that_git_does_not_know_is_all_new(run: Run) -> None:
    write(b=OTHER)
    assert run(".", "--since", "HEAD")[:2] == (1, "exit 1: 1 finding; 1 older finding")


@pytest.mark.usefixtures("repository")
def test_a_file_that_was_renamed_is_not_new(run: Run) -> None:
    git("mv", "a.txt", 'Điện Biên "a".txt')
    assert run(".", "--since", "HEAD")[:2] == (0, "exit 0: 1 older finding")
    with Path('Điện Biên "a".txt').open("a", encoding="utf-8") as file:
        file.write(OTHER)
    assert run(".", "--since", "HEAD")[:2] == (1, "exit 1: 1 finding; 1 older finding")


@pytest.mark.usefixtures("repository")
def test_a_new_text_that_contradicts_an_old_one_is_reported(run: Run) -> None:
    write(b=FACT.format("12,400"))
    git("add", ".")
    git("commit", "-q", "-m", "two")
    write(c=FACT.format("14,200"))
    assert run(".", "--since", "HEAD")[:2] == (1, "exit 1: 1 finding; 1 older finding")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("revision", ["nowhere", "--output=x"])
def test_a_revision_that_there_is_not_is_told(run: Run, revision: str) -> None:
    status, _, err = run(".", f"--since={revision}")
    assert (status, err.count("\n")) == (2, 1)
    assert err.startswith("factcheck: --since: ")


def test_outside_of_a_repository_nothing_can_be_told(run: Run) -> None:
    write(a=SLIP)
    status, _, err = run("a.txt", "--since", "HEAD")
    assert status == 2
    assert "not a git repository" in err
