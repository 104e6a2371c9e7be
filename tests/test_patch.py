"""Suggestions as a patch: what it holds, that it applies, and that what it makes of a text is found consistent."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import factcheck
from factcheck import cli, readers
from factcheck.reports import Report
from factcheck.reports.patch import applied, patch, suggestions

SHARE = "The resolution was passed by 504 of 533 members (94.55%)."
MENDED = "The resolution was passed by 504 of 533 members (94.56%)."
TOTAL = "There are 48 offices (45 cells and 2 committees)."
SAMPLES = {
    f"{rule.id}-{number}": example.text
    for rule in factcheck.load_rules()
    if not rule.across
    for verdict in ("inconsistent", "misrounded")
    for number, example in enumerate(rule.examples.get(verdict, ()))
}


def lines(report: Report, source: str) -> list[str]:
    return "".join(patch(suggestions(report), lambda _: source)).splitlines(keepends=True)


def test_a_patch_has_the_line_before_and_after() -> None:
    source = f"# Vote\n\n{SHARE}\n"
    assert lines(factcheck.check_text(source, "a.md"), source) == [
        "--- a/a.md\n", "+++ b/a.md\n", "@@ -1,3 +1,3 @@\n", " # Vote\n", " \n", f"-{SHARE}\n", f"+{MENDED}\n",
    ]  # fmt: skip


def test_a_last_line_without_an_end_keeps_none() -> None:
    assert lines(factcheck.check_text(SHARE, "a.md"), SHARE)[3:] == [
        f"-{SHARE}\n", "\\ No newline at end of file\n", f"+{MENDED}\n", "\\ No newline at end of file\n",
    ]  # fmt: skip


def test_what_is_waived_is_not_in_the_patch() -> None:
    waived = f"<!-- factcheck: waive share-mismatch (504; 533; 94.55%) because we cut off -->\n\n{SHARE}\n"
    assert lines(factcheck.check_text(waived, "a.md"), waived) == []


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_suggestion_that_is_applied_is_found_consistent(text: str) -> None:
    report = factcheck.check_text(text)
    for finding in report.findings:
        if finding.suggestion and not finding.suggestion.note:
            again = factcheck.check_text(applied(text, [finding.suggestion]))
            assert finding.check.rule not in {one.check.rule for one in again.findings}


# -- the command -------------------------------------------------------------------------------------------------------

WRITTEN = {
    "plain": f"{SHARE}\n\n{TOTAL}\n",
    "no end": f"{TOTAL}\n\n{SHARE}",
    "carriage returns": f"{SHARE}\r\n\r\n{TOTAL}\r\n",
    "byte order mark": f"\ufeff{SHARE}\n\n{TOTAL}\n",
    "soft hyphens": f"{SHARE}\n\nThere are 4\u00ad8 offices (45 cells and 2 committees).\n",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_git_applies_it(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tin tức.txt").write_text(text, encoding="utf-8", newline="")
    assert cli.main(["tin tức.txt", "--diff"]) == 1
    out, err = capfdbinary.readouterr()
    assert err == b"exit 1: 1 finding; 1 finding below error\n"
    subprocess.run(["git", "apply", "-"], input=out, check=True)
    assert cli.main(["tin tức.txt", "--quiet"]) == 0
    mended = readers.as_written("tin tức.txt")
    assert "94.56%" in mended
    assert len(mended.splitlines(keepends=True)) == len(text.splitlines(keepends=True))


def test_a_text_that_a_patch_cannot_change_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(f"Caf\xe9 d\xe9j\xe0 vu, na\xefve. {SHARE}\n".encode("latin-1"))
    assert cli.main(["a.txt", "--diff"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("factcheck: not in the patch: a.txt: is not in UTF-8; save it so, or change it by hand\n")


def test_a_patch_is_a_report_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["a.txt", "--diff", "--format", "json"]) == 2
    assert "--diff is a report of its own; leave out --format and --output" in capsys.readouterr().err
