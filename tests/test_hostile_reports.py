"""Texts and names that try to be something else in what is written about them in; text, and nothing else, out.

`tests/test_formats.py` tries each format of `check` with records that may hold anything; here texts go the whole way.
"""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from factcheck import Checker, Config, cli, readers
from factcheck.reports.formats import FORMATS, WRITTEN

ROOT = Path(__file__).resolve().parent.parent
ESCAPES = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202e"
ATTACKS = (
    "=cmd|'/c calc'!A0", "+1+cmd", "-2+3", "@SUM(1)", "::error file=x::gone", "::add-mask::x", "##[error]x", ESCAPES,
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]><x/>",
    "[red]x[/red]", "[link=https://evil.example]x[/link]", "[x](javascript:alert(1))", "![x](https://evil.example/x)",
    "<!-- x", "`x`", "| x |", "@team #12", "&lt;script&gt;", "\u2028\u2029", "{DATA}", "{SCRIPT}", "${x}",
    "%0A::error::x",
)  # fmt: skip
SLIP = "There are 48 offices (45 cells and 2 committees), and 504 of 533 members (46.5%) came."
NAMES = ("=1+1.txt", "::error::x.md", "a\x1b[31mb.txt", "<b>.html", "@x,y.txt", "-x.txt", "a|b.md", "[red].txt")


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of files in the current folder: each attack around a slip, and slips in files whose names are attacks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    names = []
    for number, attack in enumerate(ATTACKS):
        names.append(f"{number}.txt")
        Path(names[-1]).write_text(f"{attack} {SLIP}\n\n{SLIP} {attack}\n", encoding="utf-8")
    for name in NAMES:
        names.append(name)
        Path(name).write_text(f"{SLIP}\n", encoding="utf-8")
    return names


def written(capsys: pytest.CaptureFixture[str], *words: str, status: tuple[int, ...] = (0, 1)) -> str:
    assert cli.main(words) in status
    return capsys.readouterr().out


COMMANDS = (
    *(("check", "--format", name) for name in FORMATS), ("check", "--all"), ("show", "figures"), ("show", "claims"),
    ("show", "facts"), ("show", "figures", "--format", "json"), ("show", "claims", "--format", "csv"),
    ("show", "figures", "--format", "csv"), ("show", "facts", "--format", "csv"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_writes_what_steers_a_terminal_or_a_workflow(
    texts: list[str], command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    verb, *options = command
    out = written(capsys, verb, *options, "--", *texts) if verb == "check" else written(
        capsys, verb, options[0], *options[1:], "--", *texts)  # fmt: skip
    assert "48" in out or "facts" in command
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    commands = [line for line in out.splitlines() if line.lstrip().startswith(("::", "##[", "##vso["))]
    assert all(re.match(r"::(error|warning|notice) file=", line) and "github" in command for line in commands)


@pytest.mark.parametrize("command", [one for one in COMMANDS if "csv" in one], ids=" ".join)
def test_no_cell_of_a_table_is_a_formula(
    texts: list[str], command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    verb, *options = command
    out = written(capsys, verb, *options, "--", *texts)
    rows = list(csv.reader(io.StringIO(out)))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for one in row:
            assert not one.startswith(("=", "+", "-", "@", "\t", "\r")) or re.fullmatch(r"-\d+(\.\d+)?", one)


def test_no_cell_of_a_sheet_is_a_formula(texts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl")
    written(capsys, "sheet", "-o", "sheet.xlsx", "--", *texts)
    cells = [cell for page in openpyxl.load_workbook("sheet.xlsx") for row in page.iter_rows() for cell in row]
    told = [str(cell.value) for cell in cells if cell.value is not None and cell.parent.sheet_state == "visible"]
    assert any(text.startswith("=cmd") for text in told)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert not any(char in text for text in told for char in "\x1b\x07\x9b\u202e")


class Tags(HTMLParser):
    """The tags of a page, and what its scripts hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not [name for name, value in attrs if name.startswith("on") or "evil" in (value or "")]


@pytest.mark.parametrize(
    "command", [("check", "--format", "html", "--output"), ("sheet", "-o")], ids=lambda one: one[0]
)
def test_no_text_is_markup_of_a_page(
    texts: list[str], command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("plain.txt").write_text(f"{SLIP}\n")
    pages = []
    for names in (["plain.txt"], texts):
        written(capsys, *command, "page.html", "--", *names)
        pages.append(Tags(Path("page.html").read_text(encoding="utf-8")).seen)
        Path("page.html").unlink()
    plain, hostile = pages
    assert set(hostile) <= {*plain, "br"}  # one for a line of several in a query
    assert [hostile.count(tag) for tag in ("script", "style", "meta")] == [
        plain.count(tag) for tag in ("script", "style", "meta")
    ]


def test_a_patch_is_that_of_the_file_to_the_byte_but_a_terminal_is_shown_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = f"{ESCAPES} {SLIP}\n"
    Path("a.txt").write_text(text, encoding="utf-8")
    assert f"\n-{text}" in written(capsys, "check", "a.txt", "--diff")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    shown = written(capsys, "check", "a.txt", "--diff")
    assert r"-\x1b[31m\x1b]0;owned\x07\x9b2J There are 48" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("name", WRITTEN)
def test_given_a_full_disk_each_report_says_so(name: str, texts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no device that is always full here")
    assert cli.main(["check", texts[0], "--output", f"{name}:/dev/full"]) == 2
    assert capsys.readouterr().err == "factcheck: cannot write /dev/full: No space left on device\n"


@pytest.mark.parametrize("name", ["console", "json", "csv", "github", "markdown"])
def test_given_a_reader_that_goes_away_each_report_ends_quietly(name: str, texts: list[str]) -> None:
    Path("long.txt").write_text(f"{SLIP}\n\n" * 200, encoding="utf-8")
    command = [sys.executable, "-m", "factcheck", "long.txt", "--format", name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 130
    assert texts


def test_given_a_workbook_whose_sheets_are_of_different_widths_or_hold_quotation_marks_all_of_it_is_read() -> None:
    openpyxl: Any = pytest.importorskip("openpyxl")
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in (["Commune", "Men"], ["A", 12], ["B", 30], ["Total", 43]):
        book.active.append(row)
    for row in (['"Commune', "Men", "Women", "All"], ['A "x', 1, 2, 3]):
        book.create_sheet().append(row)
    book.save(data)
    report = Checker(Config()).check_document(readers.read_bytes(data.getvalue(), "b.xlsx"))
    assert report.faults == ()
    assert [finding.check.rule for finding in report.findings] == ["column-total-mismatch"]
