"""Given this command line and these files, this exit status, this on stdout, this on stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import BinaryIO

import polars
import pytest

import factcheck

ROOT = Path(__file__).resolve().parent.parent
SLIP = "There are 48 offices (45 cells and 2 committees).\n"  # an error
CUT_OFF = "The plan was met by 71 of 86 schools (82.5%).\n"  # a note
HOLDS = "The plan was met by 71 of 86 schools (82.6%).\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Run) -> Run:
    """Runs the command in an empty folder; gives back (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    return command


def write(**texts: str) -> None:
    """Writes plain texts into the current folder: `a="Five."` is a.txt."""
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8", newline="")


def in_process(
    *arguments: str, stdin: BinaryIO | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command as a shell runs it, in the current folder."""
    command = [sys.executable, "-m", "factcheck", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment}
    return subprocess.run(command, env=variables, stdin=stdin, capture_output=True, check=False)


def last(text: str) -> str:
    return text.splitlines()[-1]


# -- exit status and last line -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status", "line"),
    [
        (HOLDS, 0, "exit 0: no findings"),
        ("Rain fell.", 0, "exit 0: nothing was checkable"),
        ("", 0, "exit 0: nothing was checkable"),
        (CUT_OFF, 0, "exit 0: 1 finding below error"),
        (SLIP, 1, "exit 1: 1 finding"),
        (SLIP + CUT_OFF, 1, "exit 1: 1 finding; 1 finding below error"),
    ],
)
def test_the_status_says_whether_anything_fails_and_the_last_line_why(
    run: Run, text: str, status: int, line: str
) -> None:
    write(a=text)
    returned, out, err = run("check", "a.txt")
    assert (returned, last(out), err) == (status, line, "")


def test_a_missing_path_is_told_while_the_others_are_checked(run: Run) -> None:
    write(a=SLIP)
    status, out, _ = run("gone.txt", "a.txt")
    assert status == 3
    assert "not read: gone.txt: there is no such file or folder; check the path" in out
    assert "45 + 2 = 47; written 48" in out
    assert last(out) == "exit 3: 1 file not read; 1 finding"


def test_binary_and_broken_files_of_a_folder_are_told_while_the_others_are_checked(run: Run) -> None:
    write(a=SLIP)
    Path("b.txt").write_bytes(b"\x89PNG\0\0")
    Path("c.txt").symlink_to("gone.txt")
    status, out, _ = run(".")
    assert status == 3
    assert "not read: ./b.txt: is binary, not text; save it as UTF-8 text, or leave it out" in out
    assert "not read: ./c.txt: there is no such file; check the path" in out
    assert last(out) == "exit 3: 2 files not read; 1 finding"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_is_told_and_not_waited_for(run: Run) -> None:
    os.mkfifo("a.txt")
    status, out, _ = run(".")
    assert status == 3
    assert "./a.txt: is a pipe or device" in out


def test_what_cannot_be_read_counts_more_than_findings_and_faulty_packs_more_than_anything_to_check(run: Run) -> None:
    write(a=SLIP)
    Path("pack.yaml").write_text("- id: x\n", encoding="utf-8")
    assert run("a.txt")[0] == 1
    assert run("a.txt", "gone.txt")[0] == 3
    assert run("a.txt", "gone.txt", "--pack", "pack.yaml")[:2] == (2, "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["check"], "the following arguments are required: PATH; see `factcheck check --help`"),
        (["a.txt", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["a.txt", "--fail-on", "never"], "argument --fail-on: invalid choice: 'never'"),
        (["a.txt", "--jobs", "many"], "argument --jobs: invalid int value: 'many'"),
        (["a.txt", "--jobs", "-1"], "jobs must be 0 (one a processor) or more, not -1"),
        (["a.txt", "--all-of-it"], "unrecognized arguments: --all-of-it"),
        (["a.txt", "--sel", "x"], "unrecognized arguments: --sel"),
        (["check", "--bogus"], "unrecognized arguments: --bogus"),
        (["show", "--bogus"], "unrecognized arguments: --bogus"),
        (["a.txt", "--select", ""], "--select names no rule; `factcheck rules list` names them all"),
        (["a.txt", "--select", ",,,"], "--select names no rule; `factcheck rules list` names them all"),
        (["a.txt", "--stdin-filename", "b.txt"], "--stdin-filename needs the path - (standard input)"),
        (["a.txt", "--output", "no/such/folder.txt"], "cannot write no/such/folder.txt: No such file or directory"),
        (["a.txt", "--output", ""], "--output names no file"),
        (["a.txt", "--output", "."], "cannot write .: Is a directory"),
        (["a.txt", "--output", "a.txt/b"], "cannot write a.txt/b: Not a directory"),
        (["a.txt", "--select", "share-mismatsh"], "no rule “share-mismatsh”; did you mean share-mismatch?"),
        (["a.txt", "--ignore", "zebra"], "no rule “zebra”; `factcheck rules list` names them all"),
        (["rules", "show"], "`factcheck rules show` needs the ID of a rule"),
        (["rules", "list", "share-mismatch"], "`factcheck rules list` takes no ID"),
        (["rules", "show", "share-mismatch", "sum"], "`factcheck rules show` needs the ID of a rule"),
        (["rules", "show", "share-mismatsh"], "did you mean share-mismatch?"),
        (["show", "numbers", "a.txt"], "invalid choice: 'numbers'"),
        (["why", "a.txt"], "needs a file and a line, as in `factcheck why article.txt:12`"),
        (["why", "a.txt:first"], "needs a file and a line, as in `factcheck why article.txt:12`"),
        (["why", "a.txt:0"], "a.txt has no line 0; its last line is 1"),
        (["why", "a.txt:2"], "a.txt has no line 2; its last line is 1"),
        (["why", "a.txt:" + 5000 * "9"], "needs a file and a line, as in `factcheck why article.txt:12`"),
        (["show", "figures", "a.txt", "--stdin-filename", "b.txt"], "--stdin-filename needs the path -"),
        (["why", "a.txt:1", "--stdin-filename", "b.txt"], "--stdin-filename needs the path -"),
    ],
)
def test_wrong_usage_is_told_in_a_line_that_says_what_to_write(run: Run, arguments: list[str], complaint: str) -> None:
    write(a="Five.")
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("factcheck: ")
    assert complaint in err
    assert err.count("\n") == 1
    assert Path("a.txt").read_text(encoding="utf-8") == "Five."


def test_all_faults_of_a_pack_come_at_once_each_at_its_line(run: Run) -> None:
    write(a=SLIP)
    Path("pack.yaml").write_text(
        """\
- id: house-rule
  claim: shar
  require: percent == part
  severity: eror
  why: Because.
  source: Us
  url: example.org
  examples:
    consistent: ["5 of 10 (50%)."]
    inconsistent: []
  kolour: red
""",
        encoding="utf-8",
    )
    status, out, err = run("a.txt", "--pack", "pack.yaml")
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert [line.split(":")[:2] for line in lines] == [["pack.yaml", n] for n in ("1", "2", "4", "7", "10", "11")]
    assert "did you mean `share`?" in lines[1]
    assert "did you mean `error`?" in lines[2]


# -- the paths ---------------------------------------------------------------------------------------------------------


def test_a_bare_path_is_checked_as_with_the_verb(run: Run) -> None:
    write(a=SLIP)
    assert run("a.txt") == run("check", "a.txt")


@pytest.mark.parametrize("arguments", [["check", "--", "-x.txt"], ["--", "-x.txt"], ["--quiet", "--", "-x.txt"]])
def test_what_follows_two_dashes_is_a_path_whatever_it_begins_with(run: Run, arguments: list[str]) -> None:
    write(**{"-x": SLIP})
    status, out, err = run(*arguments)
    assert (status, out.splitlines()[0], err) == (1, "-x.txt", "")


def test_so_it_is_for_show_and_why(run: Run) -> None:
    write(**{"-x": CUT_OFF})
    assert run("show", "claims", "--", "-x.txt")[1].startswith("-x.txt:1:21: share (")
    assert run("why", "--", "-x.txt:1")[1].startswith("-x.txt:1:21: “71” read as ")


def test_where_a_path_has_the_name_of_a_verb_both_spellings_are_named(run: Run) -> None:
    Path("rules").mkdir()
    Path("rules/a.txt").write_text(SLIP, encoding="utf-8")
    status, out, err = run("rules", "list")
    assert (status, "share-mismatch" in out) == (0, True)
    assert err == (
        "factcheck: `rules` is taken as the command; for the path of that name write `./rules`, "
        "as in `factcheck check ./rules`\n"
    )
    assert last(run("./rules")[1]) == "exit 1: 1 finding"
    assert run("check", "rules")[::2] == (1, "")


def test_folders_are_read_to_the_bottom_without_what_gitignore_excludes(run: Run) -> None:
    for name in ("corpus/deep/a.txt", "corpus/b.md", "corpus/c.html", "corpus/drafts/d.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(SLIP, encoding="utf-8")
    Path("corpus/.gitignore").write_text("drafts/\n", encoding="utf-8")
    out = run("corpus")[1]
    headings = [line for line in out.splitlines() if line.startswith("corpus/")]
    assert headings == ["corpus/b.md", "corpus/c.html", "corpus/deep/a.txt"]
    assert "3 files read" in out


def test_formats_that_are_not_read_are_counted(run: Run) -> None:
    write(a=HOLDS)
    for name in ("b.rst", "c.odt", "d.odt", "e.ipynb", "f.mdx", "g.adoc", "h.png"):
        Path(name).write_bytes(b"")
    status, out, _ = run(".")
    assert status == 0
    assert "not read: 6 in other formats (1 .adoc, 1 .ipynb, 1 .mdx, 2 .odt, 1 .rst)" in out


@pytest.mark.parametrize(
    ("arguments", "name", "line"),
    [
        (["-"], "<stdin>", 2),
        (["-", "--stdin-filename", "page.html"], "page.html", 2),
    ],
)
def test_standard_input_has_the_name_and_format_that_it_is_given(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], name: str, line: int
) -> None:
    text = "<!-- 5 of 4 (3%) -->\r\n" + SLIP
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    status, out, _ = run(*arguments, "--format", "json")
    assert status == 1
    checks = json.loads(out)["checks"]
    assert (checks[-1]["path"], checks[-1]["line"]) == (name, line)
    assert len(checks) == (2 if name == "<stdin>" else 1)


def test_standard_input_of_a_format_that_is_not_read_is_a_failure_as_a_file_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(SLIP))
    status, out, _ = run("-", "--stdin-filename", "a.rst")
    assert status == 3
    assert (
        out.splitlines()[0] == "not read: a.rst: .rst files cannot be read yet: convert it to Markdown and check that"
    )


def test_standard_input_can_be_shown_and_asked_about(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, start in (
        (["show", "claims", "-"], "<stdin>:1:21: share ("),
        (["show", "figures", "-", "--stdin-filename", "a.md"], "a.md:1:21: “71” read as "),
        (["why", "-:1"], "<stdin>:1:21: “71” read as "),
        (["why", "-:1", "--stdin-filename", "a.md"], "a.md:1:21: “71” read as "),
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO(CUT_OFF))
        status, out, err = run(*arguments)
        assert (status, out[: len(start)], err) == (0, start, "")


def test_the_waivers_beside_the_name_of_standard_input_hold_for_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("desk").mkdir()
    waiver = "a.txt: parts-total-mismatch (48; 45; 2) because so it is\n"
    Path("desk/.factcheck-waivers").write_text(waiver, encoding="utf-8")
    for arguments, status in ((["-", "--stdin-filename", "desk/a.txt"], 0), (["-"], 1)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(SLIP))
        assert run(*arguments)[0] == status


def test_standard_input_that_is_no_text_is_a_failure(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\0\1")))
    status, out, _ = run("-")
    assert status == 3
    assert "not read: <stdin>: is binary, not text" in out


# -- the options -------------------------------------------------------------------------------------------------------


def test_json_goes_to_stdout_alone_and_the_last_line_to_stderr(run: Run) -> None:
    write(a=SLIP)
    status, out, err = run("a.txt", "--format", "json")
    assert (status, err) == (1, "exit 1: 1 finding\n")
    report = json.loads(out)
    assert report["version"] == 1
    assert [check["rule"] for check in report["checks"]] == ["parts-total-mismatch"]
    assert report["summary"]["exit_status"] == 1


@pytest.mark.parametrize("format", ["console", "json"])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_an_output_file_is_utf8_whatever_the_terminal_is(run: Run, tmp_path: Path, format: str, encoding: str) -> None:
    write(a="Ở Đồng Văn – there are 48 offices (45 cells and 2 committees).\n")
    done = in_process("a.txt", "--format", format, "--output", "report", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip() == "exit 1: 1 finding"
    written = (tmp_path / "report").read_text(encoding="utf-8")
    sentence = json.loads(written)["checks"][0]["sentence"] if format == "json" else written
    assert "Ở Đồng Văn – there are 48" in sentence


@pytest.mark.parametrize(
    ("format", "name"),
    [("console", "report.txt"), ("json", "report.txt"), ("json", "report.json"), ("markdown", "report.md"),
     ("csv", "report.csv"), ("github", "report.txt")],
)  # fmt: skip
@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
@pytest.mark.parametrize("text", [SLIP, CUT_OFF, HOLDS])
def test_a_report_from_an_earlier_run_is_overwritten_and_not_checked_itself(
    run: Run, format: str, quiet: list[str], text: str, name: str
) -> None:
    write(a=text)
    command = [".", "--output", name, "--format", format, *quiet]
    first = run(*command)
    written = Path(name).read_text(encoding="utf-8")
    assert run(*command) == first
    assert Path(name).read_text(encoding="utf-8") == written


INPUTS = {
    "articles/a.txt": SLIP,
    "articles/b.html": SLIP,
    "articles/.factcheck-waivers": "# none\n",
    "house/halls.yaml": "[]\n",
}


@pytest.mark.parametrize(
    "arguments",
    [
        ["articles/a.txt", "--output", "articles/a.txt"],
        ["articles/a.txt", "--output", "./articles/../articles/a.txt"],
        ["articles/a.txt", "--output", "{here}/articles/a.txt"],
        ["articles/a.txt", "--output", "symbolic.txt"],
        ["articles/a.txt", "--output", "hard.txt"],
        ["articles", "--output", "articles/a.txt"],
        ["articles", "--output", "articles/b.html"],
        ["articles", "--output", "hard.txt"],
        ["articles", "--output", "articles/.factcheck-waivers"],
        ["articles/a.txt", "--output", "articles/.factcheck-waivers"],
        ["articles", "--pack", "house", "--output", "house/halls.yaml"],
        ["articles", "--pack", "house/halls.yaml", "--output", "house/halls.yaml"],
        ["-", "--stdin-filename", "articles/a.txt", "--output", "articles/a.txt"],
        ["-", "--stdin-filename", "articles/a.txt", "--output", "hard.txt"],
        ["-", "--stdin-filename", "articles/new.txt", "--output", "articles/new.txt"],
        ["-", "--stdin-filename", "articles/new.txt", "--output", "articles/.factcheck-waivers"],
    ],
)
def test_a_report_never_overwrites_what_is_read(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    for name, text in INPUTS.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    Path("symbolic.txt").symlink_to("articles/a.txt")
    os.link("articles/a.txt", "hard.txt")
    status, out, err = run(*[argument.format(here=tmp_path) for argument in arguments])
    assert (status, out) == (2, "")
    assert err.startswith("factcheck: --output would overwrite ")
    assert err.count("\n") == 1
    assert {name: Path(name).read_text(encoding="utf-8") for name in INPUTS} == INPUTS
    assert not Path("articles/new.txt").exists()


def test_nor_what_comes_by_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(a=SLIP)
    with open("a.txt", "rb") as stdin:
        done = in_process("-", "--output", "a.txt", stdin=stdin)
    assert done.returncode == 2
    assert Path("a.txt").read_text(encoding="utf-8") == SLIP


def test_several_reports_are_written_in_one_run(run: Run) -> None:
    write(a=SLIP)
    status, out, err = run("a.txt", "--output", "sarif:out.sarif", "--output", "csv:out.csv")
    assert (status, err) == (1, "")
    assert last(out) == "exit 1: 1 finding"
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("out.csv").read_text(encoding="utf-8").startswith("path,line,")


def test_one_report_in_a_file_and_another_beside_it_leave_standard_output_alone(run: Run) -> None:
    write(a=SLIP)
    assert run("a.txt", "--output", "out.txt", "--output", "json:out.json") == (1, "", "exit 1: 1 finding\n")
    assert last(Path("out.txt").read_text(encoding="utf-8")) == "exit 1: 1 finding"


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        (["a.sarif", "b.txt"], "--output b.txt has no format; write it before the file, as in sarif:b.txt"),
        (["csv:a.csv", "json:a.csv"], "--output names a.csv twice; give each report a file of its own"),
        (["csv:"], "--output names no file"),
    ],
)
def test_outputs_that_cannot_be_told_apart_are_refused(run: Run, outputs: list[str], told: str) -> None:
    write(a=SLIP)
    status, _, err = run("a.txt", *(word for output in outputs for word in ("--output", output)))
    assert (status, err) == (2, f"factcheck: {told}\n")


def test_a_step_of_github_gets_a_summary(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(a=SLIP)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("# Before\n", encoding="utf-8")
    status, out, _ = run("a.txt", "--format", "github")
    assert status == 1
    assert out.startswith("::error file=a.txt,line=1,")
    assert Path("summary.md").read_text(encoding="utf-8").startswith("# Before\n<!-- factcheck report -->\n")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("format", ["csv", "markdown", "junit", "github"])
def test_a_format_for_programs_is_written_in_any_encoding(run: Run, format: str, encoding: str) -> None:
    write(a="Ở Đồng Văn – there are 48 offices (45 cells and 2 committees).\n")
    done = in_process("a.txt", "--format", format, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr.decode().strip()) == (1, "exit 1: 1 finding")


def test_a_report_of_earlier_that_is_named_is_an_input(run: Run) -> None:
    write(a=SLIP)
    run("a.txt", "--output", "report.txt")
    assert run("report.txt", "--output", "report.txt")[0] == 2
    assert run("a.txt", "--output", "report.txt")[0] == 1


def test_all_lists_the_checks_that_hold_too(run: Run) -> None:
    write(a=HOLDS)
    assert "follows (share-mismatch)" not in run("a.txt")[1]
    assert "✓       follows (share-mismatch)" in run("a.txt", "--all")[1]


def test_quiet_leaves_findings_and_failures(run: Run) -> None:
    write(a=SLIP, b=HOLDS)
    assert run("b.txt", "--quiet") == (0, "", "")
    write(c=CUT_OFF)
    assert last(run("c.txt", "--quiet")[1]) == "exit 0: 1 finding below error"
    out = run("a.txt", "--quiet")[1]
    assert "written 48" in out
    assert "read:" not in out
    assert last(out) == "exit 1: 1 finding"
    assert run("b.txt", "--quiet", "--format", "json")[2] == ""


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ([], ["parts-total-mismatch", "share-mismatch"]),
        (["--select", "share-mismatch"], ["share-mismatch"]),
        (["--select", "share-mismatch,parts-total-mismatch"], ["parts-total-mismatch", "share-mismatch"]),
        (["--select", "share-mismatch", "--select", "count-mismatch"], ["share-mismatch"]),
        (["--ignore", "share-mismatch, count-mismatch"], ["parts-total-mismatch"]),
        (["--select", "share-mismatch", "--ignore", "share-mismatch"], []),
    ],
)
def test_rules_can_be_selected_and_ignored(run: Run, options: list[str], rules: list[str]) -> None:
    write(a=SLIP + CUT_OFF)
    checks = json.loads(run("a.txt", "--format", "json", *options)[1])["checks"]
    assert [check["rule"] for check in checks] == rules


@pytest.mark.parametrize(("severity", "status"), [("error", 0), ("warning", 0), ("note", 1)])
def test_the_severity_from_which_a_finding_fails_can_be_chosen(run: Run, severity: str, status: int) -> None:
    write(a=CUT_OFF)
    assert run("a.txt", "--fail-on", severity)[0] == status


HOUSE_RULE = """\
- id: seats-full
  claim: bound
  summary: a hall with more guests than seats
  require: part <= whole
  severity: warning
  why: A seat holds one guest. Nobody stands.
  source: The fire brigade
  url: https://example.org/seats
  examples:
    consistent: ["Some 33 of the 50 states have signed."]
    inconsistent: ["Some 53 of the 50 states have signed."]
"""


def test_a_users_rules_are_added_and_are_the_equal_of_those_built_in(run: Run) -> None:
    write(a="Some 53 of the 50 states have signed.\n")
    Path("house").mkdir()
    Path("house/halls.yaml").write_text(HOUSE_RULE, encoding="utf-8")
    assert "seats-full" in run("a.txt", "--pack", "house")[1]
    assert "seats-full" in run("a.txt", "--pack", "house/halls.yaml", "--select", "seats-full")[1]
    listed = run("rules", "list", "--pack", "house")[1]
    assert ["seats-full", "warning", "a", "hall"] in [row.split()[:4] for row in listed.splitlines()]
    assert "The fire brigade" in run("rules", "show", "seats-full", "--pack", "house")[1]


@pytest.mark.parametrize("jobs", ["0", "1", "2", "3"])
def test_any_number_of_jobs_gives_the_same_bytes(run: Run, jobs: str) -> None:
    for number in range(70):
        write(**{f"a{number}": SLIP if number % 3 else HOLDS})
    Path("b.txt").write_bytes(b"\0")
    one = run(".", "--format", "json", "--all")
    assert one[0] == 3
    assert run(".", "--format", "json", "--all", "--jobs", jobs) == one


def test_no_cache_is_accepted(run: Run) -> None:
    write(a=SLIP)
    assert run("a.txt", "--no-cache") == run("a.txt")


def test_options_may_stand_before_between_and_behind_paths(run: Run) -> None:
    write(a=SLIP, b=HOLDS)
    expected = run("check", "a.txt", "b.txt", "--all", "--fail-on", "note")
    assert run("check", "--all", "a.txt", "--fail-on", "note", "b.txt") == expected
    assert run("--all", "a.txt", "--fail-on", "note", "b.txt") == expected


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_the_version_is_told(run: Run, arguments: list[str]) -> None:
    assert run(*arguments) == (0, f"factcheck {factcheck.__version__}\n", "")


def test_help_names_every_verb_and_status_and_no_arguments_are_wrong_usage(run: Run) -> None:
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    words = ("PATH...", "rules list", "rules show ID", "show figures|claims|facts", "why FILE:LINE", "exit status: 0")
    for word in words:
        assert word in out
    assert run() == (2, "", out)


# -- rules, show, why --------------------------------------------------------------------------------------------------


def test_rules_are_listed_with_severity_and_summary(run: Run) -> None:
    status, out, err = run("rules", "list")
    rows = out.splitlines()
    assert (status, err) == (0, "")
    assert [row.split()[0] for row in rows] == sorted(rule.id for rule in factcheck.load_rules())
    assert any(row.split()[:2] == ["share-mismatch", "error"] for row in rows)


def test_a_rule_is_shown_with_law_reason_source_and_examples(run: Run) -> None:
    status, out, _ = run("rules", "show", "share-mismatch")
    assert status == 0
    (rule,) = (rule for rule in factcheck.load_rules() if rule.id == "share-mismatch")
    folded = " ".join(out.split())
    examples = [example.text for example in rule.examples["inconsistent"]]
    for said in (f"law: {rule.require}", " ".join(rule.why.split()), rule.url, *examples):
        assert said in folded


def test_figures_are_shown_as_they_were_read(run: Run) -> None:
    write(a="Profit rose over 76% to $1.13bn under Decision No. 45.\n")
    status, out, _ = run("show", "figures", "a.txt")
    assert status == 0
    assert out.splitlines() == [
        "a.txt:1:18: “76%” read as percent, value 76, unit percent, hedged: over, trend: up",
        "a.txt:1:25: “$1.13bn” read as money, value 1130000000, unit USD, written to 10000000, trend: up",
        "a.txt:1:52: “45” read as identifier",
    ]


def test_facts_are_shown_with_whom_they_are_about(run: Run) -> None:
    write(a="In 2024 Ban Phai commune had a population of 12,400.", b="Ban Phai commune covers 86 km2.")
    status, out, _ = run("show", "facts", "a.txt", "b.txt")
    assert (status, out.splitlines()) == (0, [
        "a.txt:1:46: Ban Phai commune, population: 12400, 2024-01-01 to 2024-12-31 (“12,400”)",
        "b.txt:1:25: Ban Phai commune, area: 86 square kilometre (“86 km2”)",
    ])  # fmt: skip
    assert run("show", "facts", "b.txt", "--format", "csv")[1] == (
        "path,line,column,entity,measure,text,value,value_max,unit,hedge,from,to,planned,status,scope,start,end\n"
        "b.txt,1,25,Ban Phai commune,area,86 km2,86,,square kilometre,exact,,,False,,body,24,30\n"
    )


def test_claims_are_a_table_with_a_row_for_each_of_their_figures(run: Run) -> None:
    write(a="Profit rose 76% to $1.13bn from $639m.", b="=It was passed by 504 of 533 (94.56%).")
    lines = run("show", "claims", "a.txt", "b.txt", "--format", "csv")[1].splitlines()
    assert lines[0].startswith("path,line,column,claim,kind,role,text,value,")
    assert [line.split(",")[:8] for line in lines[1:]] == [
        ["a.txt", "1", "13", "1", "change", "percent", "76%", "76"],
        ["a.txt", "1", "13", "1", "change", "after", "$1.13bn", "1130000000"],
        ["a.txt", "1", "13", "1", "change", "before", "$639m", "639000000"],
        ["b.txt", "1", "19", "1", "share", "part", "504", "504"],
        ["b.txt", "1", "19", "1", "share", "whole", "533", "533"],
        ["b.txt", "1", "19", "1", "share", "percent", "94.56%", "94.56"],
    ]


@pytest.mark.parametrize("what", ["figures", "claims", "facts"])
def test_tables_in_parquet_hold_what_those_with_commas_do(run: Run, what: str) -> None:
    write(
        a="On 5 May 2026 Ban Phai commune covered 85.9 km2. Profit fell to $-4m. It was passed by 504 of 533 (94.56%)."
    )
    assert run("show", what, "a.txt", "--format", "parquet", "--output", "it.parquet") == (0, "", "")
    rows = list(csv.DictReader(StringIO(run("show", what, "a.txt", "--format", "csv")[1])))
    table = polars.read_parquet("it.parquet")
    assert rows and table.columns == list(rows[0])
    for row, held in zip(rows, table.rows(named=True), strict=True):
        for name, value in row.items():
            if isinstance(held[name], float):
                assert held[name] == float(Fraction(value))
            else:
                assert str("" if held[name] is None else held[name]) == value.removeprefix("'")


def test_no_cell_of_a_table_is_a_formula(run: Run) -> None:
    Path("=a.txt").write_text("It was passed by +504 of 533 (94.56%).", encoding="utf-8")
    for what in ("figures", "claims"):
        rows = list(csv.DictReader(StringIO(run("show", what, "=a.txt", "--format", "csv")[1])))
        assert rows[0]["path"] == "'=a.txt"
        assert not [row for row in rows if row["text"].startswith(("=", "+", "-", "@"))]


def test_facts_are_written_to_a_file_as_parquet(run: Run) -> None:
    write(a="In 2024 Ban Phai commune had a population of 12,400 and covered 85.9 km2.")
    assert run("show", "facts", "a.txt", "--format", "parquet", "--output", "facts.parquet") == (0, "", "")
    table = polars.read_parquet("facts.parquet")
    assert table.select("entity", "measure", "value", "unit", "from").rows() == [
        ("Ban Phai commune", "population", 12400.0, "", date(2024, 1, 1)),
        ("Ban Phai commune", "area", 85.9, "square kilometre", date(2024, 1, 1)),
    ]
    assert "name a file for it with --output" in run("show", "facts", "a.txt", "--format", "parquet")[2]


def test_nothing_that_is_read_is_overwritten_by_what_is_shown(run: Run) -> None:
    write(a="Ban Phai commune covers 86 km2.")
    status, _, told = run("show", "facts", "a.txt", "--format", "csv", "--output", "a.txt")
    assert (status, told) == (2, "factcheck: --output would overwrite a.txt, which is to be read; write elsewhere\n")
    assert Path("a.txt").read_text(encoding="utf-8") == "Ban Phai commune covers 86 km2."


def test_a_coin_is_shown_with_the_currencies_that_it_may_be_of(run: Run) -> None:
    write(a="A stamp cost 45 pence.\n")
    _, out, _ = run("show", "figures", "a.txt")
    assert out == "a.txt:1:14: “45 pence” read as money, value 45, unit penny, a hundredth of one GBP or IEP or FIM\n"
    _, out, _ = run("show", "figures", "a.txt", "--format", "json")
    assert json.loads(out)["figures"][0]["major"] == ["GBP", "IEP", "FIM"]


def test_figures_and_claims_are_shown_as_json(run: Run) -> None:
    write(a=CUT_OFF)
    figures = json.loads(run("show", "figures", "a.txt", "--format", "json")[1])["figures"]
    assert [(row["text"], row["type"], row["place"]) for row in figures] == [
        ("71", "number", "1"), ("86", "count", "1"), ("82.5%", "percent", "0.1"),
    ]  # fmt: skip
    (claim,) = json.loads(run("show", "claims", "a.txt", "--format", "json")[1])["claims"]
    assert (claim["kind"], claim["line"], claim["column"]) == ("share", 1, 21)
    assert [one["role"] for one in claim["operands"]] == ["part", "whole", "percent"]


def test_claims_are_shown_with_their_roles(run: Run) -> None:
    write(a=CUT_OFF)
    out = run("show", "claims", "a.txt")[1]
    assert out.startswith("a.txt:1:21: share (part 71, whole 86, percent 82.5%)  by ")


def test_what_cannot_be_shown_is_told_while_the_rest_is_shown(run: Run) -> None:
    write(a=CUT_OFF)
    status, out, err = run("show", "figures", "gone.txt", "a.txt")
    assert (status, len(out.splitlines())) == (3, 3)
    assert err == "not read: gone.txt: there is no such file or folder; check the path\n"


def test_why_tells_how_each_figure_of_a_line_was_read_who_took_it_and_who_tried(run: Run) -> None:
    write(a="Rain fell on 14 villages.\n" + CUT_OFF)
    status, out, _ = run("why", "a.txt:2")
    assert status == 0
    rows = out.splitlines()
    assert [row for row in rows if not row.startswith(" ")] == [
        "a.txt:2:21: “71” read as number, value 71",
        "a.txt:2:27: “86” read as count, value 86, unit school, noun schools",
        "a.txt:2:39: “82.5%” read as percent, value 82.5, unit percent, written to 0.1",
    ]
    assert "  claimed as part of share (part 71, whole 86, percent 82.5%) by " in rows[1]
    assert rows[2].strip() == "share-mismatch: misrounded"
    assert "not claimed as bound by " in out
    assert "its figures belong to “" in out


def test_why_tells_of_figures_that_no_phrasing_wants_and_of_lines_without_any(run: Run) -> None:
    write(a="It rained on 14 villages.\nIt stopped.\n")
    assert run("why", "a.txt:1")[1].splitlines()[1] == "  no phrasing tried to take it"
    assert run("why", "a.txt:2") == (0, "a.txt:2: no figure was read on this line\n", "")


def test_why_of_a_file_that_cannot_be_read_is_a_failure(run: Run) -> None:
    assert run("why", "gone.txt:1") == (3, "", "factcheck: gone.txt: there is no such file; check the path\n")


# -- streams -----------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_colour_unless_it_is_unwanted(
    run: Run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    write(a=SLIP)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", **variables}.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert run("a.txt")[0] == 1
    assert ("\x1b[" in terminal.getvalue()) is coloured
    assert ("^^" in terminal.getvalue()) is not coloured


def test_a_long_run_on_a_terminal_shows_a_bar_on_stderr_unless_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(a=HOLDS, b=HOLDS)
    monkeypatch.setattr("factcheck.commands.check._LONG", 2)
    monkeypatch.setenv("TERM", "xterm")
    for options, wanted in (([], True), (["--quiet"], False)):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert run(".", *options)[0] == 0
        assert ("checking" in terminal.getvalue()) is wanted


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "cp437", "ascii", "utf-8"])
@pytest.mark.parametrize("command", [["check", "--all", "."], ["show", "figures", "."], ["show", "claims", "."]])
def test_what_an_encoding_lacks_is_escaped(run: Run, encoding: str, command: list[str]) -> None:
    write(**{"bản tin": "Ở Đồng Văn – “48” offices (45 cells and 2 committees), 5 ≤ 6, 1\u202f017 €.\n" + SLIP})
    done = in_process(*command, PYTHONIOENCODING=encoding)
    assert done.returncode == (1 if command[0] == "check" else 0)
    assert done.stderr == b""
    assert done.stdout.decode(encoding)


def test_a_name_with_characters_of_control_cannot_play_tricks(run: Run) -> None:
    status, out, err = run("a\x1b[31m\nb.txt")
    assert status == 3
    assert "\x1b" not in out + err
    assert out.splitlines()[0].startswith("not read: 'a\\x1b[31m\\nb.txt': ")
    Path("a\x1b[31m\nb\r.txt").write_text(SLIP, encoding="utf-8")
    assert run(".", "--quiet")[1].splitlines()[0] == "./a\\x1b[31m\\nb\\r.txt"
    for command in (["show", "figures", "."], ["show", "claims", "."]):
        assert run(*command)[1].splitlines()[0].startswith("./a\\x1b[31m\\nb\\r.txt:1:11: ")


def shell(command: str) -> tuple[int, str]:
    """(exit status, standard error) of a line of a shell, in which `factcheck` is the command."""
    whole = f'factcheck() {{ "{sys.executable}" -m factcheck "$@"; }}; {command}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["/bin/sh", "-c", whole], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full here")
@pytest.mark.parametrize(
    ("command", "status", "told"),
    [
        ("factcheck a.txt >&-", 2, "factcheck: cannot write standard output: it is closed\n"),
        ("factcheck a.txt >/dev/full", 2, "factcheck: cannot write standard output: No space left on device\n"),
        ("factcheck a.txt --output /dev/full", 2, "factcheck: cannot write /dev/full: No space left on device\n"),
        ("factcheck rules list >/dev/full", 2, "factcheck: cannot write standard output: No space left on device\n"),
        ("factcheck check --help >/dev/full", 2, "factcheck: cannot write standard output: No space left on device\n"),
        ("factcheck a.txt --format json >/dev/null 2>&-", 1, ""),
        ("factcheck a.txt --format json >/dev/null 2>/dev/full", 1, ""),
        (
            "factcheck show claims - <&-",
            3,
            "not read: <stdin>: standard input is closed; pipe a text into it, or name a file\n",
        ),
        (
            "factcheck show claims - 0>b.txt",
            3,
            "not read: <stdin>: standard input cannot be read (Bad file descriptor); name a file instead\n",
        ),
        (
            "mkdir gone; cd gone; rmdir ../gone; factcheck show claims .",
            3,
            "not read: .: the current folder is gone; change to one that is there\n",
        ),
        ("mkdir gone; cd gone; rmdir ../gone; factcheck - --stdin-filename a.md </dev/null", 0, ""),
        (
            "mkdir gone; cd gone; rmdir ../gone; factcheck {here}/a.txt --output b.txt",
            2,
            "factcheck: cannot write b.txt: No such file or directory\n",
        ),
    ],
)
def test_a_stream_or_folder_that_is_not_there_is_told_in_a_line(
    run: Run, tmp_path: Path, command: str, status: int, told: str
) -> None:
    write(a=SLIP)
    assert shell(command.format(here=tmp_path)) == (status, told)


def test_streams_may_be_those_of_a_program(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (["-"], ["show", "figures", "-"], ["rules", "list"], ["--help"], ["check", "--help"]):
        monkeypatch.setattr(sys, "stdin", io.StringIO(SLIP))
        monkeypatch.setattr(sys, "stdout", stream := io.StringIO())
        assert run(*command)[0] == (1 if command == ["-"] else 0)
        assert stream.getvalue()


def test_a_reader_that_goes_away_is_no_crash(run: Run) -> None:
    write(a=SLIP * 2000)
    command = [sys.executable, "-m", "factcheck", "a.txt", "--all"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 130


def test_an_interrupted_run_reports_what_it_has_and_says_that_it_is_partial(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(a=SLIP, z=SLIP)
    whole = factcheck.Checker.check_files

    def check_files(self: factcheck.Checker, *found: object) -> object:
        for number, part in enumerate(whole(self, *found)):  # type: ignore[arg-type]
            if number == 2:
                raise KeyboardInterrupt
            yield part

    monkeypatch.setattr("factcheck.run._BUNDLE", 1)
    monkeypatch.setattr(factcheck.Checker, "check_files", check_files)
    status, out, _ = run(".")
    assert status == 130
    assert out.splitlines()[0] == "./a.txt"
    assert "./z.txt" not in out
    assert last(out) == "exit 130: 1 finding; interrupted, so the report is partial"


def test_the_command_is_the_same_as_a_module_and_from_the_shell(run: Run) -> None:
    write(a=SLIP)
    done = in_process("a.txt", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stdout.decode()) == run("a.txt")[:2]
