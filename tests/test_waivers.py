"""Given a text with a waiver, beside it or in it, this finding is silent; given a waiver at fault, this is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck import Checker, Config, Report, readers, waivers
from factcheck.cli import main
from factcheck.records import Failure
from factcheck.waivers import SIDE_FILE

SLIP = "There are 48 offices (45 cells and 2 committees)."
CUT_OFF = "The plan was met by 71 of 86 schools (82.5%)."
REASON = "the office counts itself"
WAIVER = f"factcheck: waive parts-total-mismatch (48; 45; 2) because {REASON}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is also the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def told(report: Report) -> list[str]:
    """What went wrong with waivers, as lines of a report."""
    return [f"{failure.path}:{failure.line}: {failure.message}" for failure in report.failures]


# -- in the text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"# {WAIVER}\n{SLIP}"),
        ("a.txt", f"{SLIP}\n\n  // {WAIVER}\n"),
        ("a.txt", f"{SLIP}\r\n# {WAIVER}\r\n"),
        ("a.txt", f"<!-- {WAIVER} -->\n{SLIP}"),
        ("a.md", f"{SLIP} <!-- {WAIVER} -->"),
        ("a.md", f"{SLIP}\n<!--\n{WAIVER}\n-->\n"),
        ("a.md", f"> {SLIP}\n\n<!-- {WAIVER} -->\n"),
        ("a.html", f"<p>{SLIP}</p><!-- {WAIVER} -->"),
        ("a.html", f"<p>There are <b>48</b> offices (45<!--{WAIVER}--> cells and 2 committees)."),
    ],
)
def test_a_comment_silences_its_finding_wherever_it_stands(name: str, text: str) -> None:
    report = factcheck.check_text(text, name)
    assert (report.exit_status, told(report), report.checks) == (0, [], ())
    assert [finding.waiver for finding in report.waived] == [REASON]


def test_it_silences_that_finding_alone() -> None:
    text = f"# {WAIVER}\n{SLIP}\n\nThere are 58 offices (45 cells and 12 committees).\n\n{CUT_OFF}"
    report = factcheck.check_text(text)
    assert [finding.check.claim.operands()[0][1].text for finding in report.failing] == ["58"]
    assert len(report.waived) == 1


def test_it_silences_the_same_statement_wherever_it_is_repeated() -> None:
    report = factcheck.check_text(f"{SLIP} It rained.\n\n{SLIP}\n\n# {WAIVER}\n")
    assert (len(report.waived), report.exit_status, told(report)) == (2, 0, [])


def test_each_waiver_silences_its_own_and_one_that_repeats_another_is_idle() -> None:
    other = WAIVER.replace("48; 45; 2", "58; 45; 12")
    text = f"# {WAIVER}\n{SLIP}\n\nThere are 58 offices (45 cells and 12 committees).\n// {WAIVER}\n# {other}\n"
    report = factcheck.check_text(text, "a.txt")
    assert (report.exit_status, len(report.waived)) == (0, 2)
    assert [failure.line for failure in report.failures] == [5]


@pytest.mark.parametrize("figures", ["48; 45; 2", "2;45;48", " 45 ;  2; 48 "])
def test_figures_may_stand_in_any_order(figures: str) -> None:
    waiver = f"# factcheck: waive parts-total-mismatch ({figures}) because so it is"
    assert factcheck.check_text(f"{SLIP}\n{waiver}\n").exit_status == 0


def test_items_of_a_list_are_left_out() -> None:
    text = "The province has three new communes: Yên Minh, Mèo Vạc, Đồng Văn and Quản Bạ.\n"
    assert factcheck.check_text(text).exit_status == 1
    report = factcheck.check_text(f"{text}# factcheck: waive count-mismatch (three) because one is a ward\n")
    assert (report.exit_status, told(report), len(report.waived)) == (0, [], 1)


def test_once_a_figure_changes_the_finding_is_back_and_the_waiver_is_told_to_be_idle() -> None:
    report = factcheck.check_text(f"# {WAIVER}\nThere are 49 offices (45 cells and 2 committees).", "a.txt")
    assert (report.exit_status, len(report.failing), report.waived) == (1, 1, ())
    assert told(report) == [
        "a.txt:1: this waiver silences nothing: no finding of parts-total-mismatch has the figures (48; 45; 2); "
        "delete it"
    ]


def test_a_waiver_of_what_holds_is_idle_and_fails_nothing() -> None:
    report = factcheck.check_text(f"# {WAIVER}\nThere are 47 offices (45 cells and 2 committees).")
    assert (report.exit_status, len(told(report))) == (0, 1)


def test_a_waiver_of_a_rule_that_is_not_applied_is_not_called_idle() -> None:
    report = factcheck.check_text(f"# {WAIVER}\n{SLIP}", config=Config(ignore="parts-total-mismatch"))
    assert (report.exit_status, told(report)) == (0, [])


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        (
            "factcheck: waive parts-total-mismatch (48; 45; 2)",
            "this comment is no waiver; write: factcheck: waive RULE (",
        ),
        ("factcheck: waive parts-total-mismatch because so", "this comment is no waiver"),
        ("factcheck: waive parts-total-mismatch (48) because ", "this comment is no waiver"),
        ("factcheck: waive (48; 45; 2) because so", "this comment is no waiver"),
        ("factcheck: waive parts-total-mismatch () because so", "this comment is no waiver"),
        ("factcheck: waive two rules (48; 45; 2) because so", "this comment is no waiver"),
        ("factcheck: ignore everything", "this comment is no waiver"),
        ("factcheck:", "this comment is no waiver"),
        (
            WAIVER.replace("total", "totals"),
            "there is no rule “parts-totals-mismatch”; did you mean parts-total-mismatch?",
        ),
        (
            WAIVER.replace("parts-total-mismatch", "zebra"),
            "there is no rule “zebra”; `factcheck rules list` names them all",
        ),
    ],
)
@pytest.mark.parametrize(
    ("name", "form", "line"),
    [("a.txt", "\n# {}\n", 2), ("a.md", "\n\n<!-- {} -->\n", 3), ("a.html", "<!--{}-->", 1)],
)
def test_a_comment_that_is_no_waiver_is_told_and_silences_nothing(
    name: str, form: str, line: int, comment: str, fault: str
) -> None:
    report = factcheck.check_text(SLIP + form.format(comment), name)
    assert (report.exit_status, len(report.failing)) == (1, 1)
    (failure,) = report.failures
    assert (failure.path, failure.line, failure.kind) == (name, line, "waiver")
    assert failure.message.startswith(fault)


def test_the_figures_of_a_waiver_are_none_of_the_text() -> None:
    text = "Rain fell.\n# factcheck: waive share-mismatch (71; 86; 72.5%) because 71 of 86 (72.5%) is so\n"
    document = readers.read_text(text)
    assert Checker().extract(document).figures == ()
    assert len(waivers.in_text(document, {"share-mismatch": "share-mismatch"})[0].text) == len(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"{SLIP}\n\nWrite `<!-- {WAIVER} -->` beside it.\n"),
        ("a.md", f"{SLIP}\n\n```\n<!-- {WAIVER} -->\n```\n"),
        ("a.md", f"{SLIP}\n\n~~~~html\n<!-- {WAIVER} -->\n~~~~\n"),
        ("a.md", f"{SLIP}\n\n    <!-- {WAIVER} -->\n"),
        ("a.md", f'{SLIP}\n\n<script>\nlet a = "<!-- {WAIVER} -->";\n</script>\n'),
        ("a.html", f'<p>{SLIP}<script>let a = "<!-- {WAIVER} -->";</script>'),
        ("a.html", f"<p>{SLIP}<textarea><!-- {WAIVER} --></textarea>"),
        ("a.html", f'<p title="<!-- {WAIVER} -->">{SLIP}</p>'),
    ],
)
def test_what_is_code_is_no_comment(name: str, text: str) -> None:
    report = factcheck.check_text(text, name)
    assert (report.exit_status, told(report), report.waived) == (1, [], ())


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        (f"<!-- {WAIVER}", "this comment is never closed; write --> at its end"),
        (f"<!--{WAIVER} --", "this comment is never closed; write --> at its end"),
        (
            f"<!-- for now <!-- {WAIVER} --> -->",
            "this waiver stands within another comment; close that one before it",
        ),
    ],
)
@pytest.mark.parametrize(("place", "line"), [("{}\n\n{}\n", 3), ("{} {}\n", 1)])
def test_a_comment_that_is_not_closed_or_stands_within_another_is_told(
    name: str, comment: str, fault: str, place: str, line: int
) -> None:
    report = factcheck.check_text(place.format(SLIP, comment), name)
    assert told(report) == [f"{name}:{line}: {fault}"]
    assert (report.exit_status, report.waived) == (1, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_an_editor(end: str) -> None:
    text = end.join(["Rain\u2028fell.\x0bSo\x85it was.", f"# {WAIVER}", "# factcheck: no", SLIP])
    report = factcheck.check_text(text, "a.txt")
    assert [failure.line for failure in report.failures] == [3]
    assert len(report.waived) == 1


def test_words_about_factcheck_are_prose() -> None:
    report = factcheck.check_text(f"We use factcheck: it is free. # factcheck: waive it\n{SLIP}")
    assert (report.exit_status, told(report)) == (1, [])


def test_waived_findings_are_counted_and_with_all_checks_listed() -> None:
    text = f"# {WAIVER}\n{SLIP}"
    few, many = json.loads(factcheck.check_text(text).to_json()), Checker(Config(list_all=True)).check_text(text)
    assert (few["checks"], few["summary"]["waived"], few["summary"]["failing"]) == ([], 1, 0)
    (check,) = json.loads(many.to_json())["checks"]
    assert check["waived"] == REASON


# -- in a side file ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("side", "path"),
    [
        (SIDE_FILE, "corpus/a.txt"),
        (SIDE_FILE, "./corpus/a.txt"),
        (f"corpus/{SIDE_FILE}", "a.txt"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_side_file_in_the_folder_or_above_silences_a_finding(side: str, path: str) -> None:
    write("corpus/a.txt", SLIP)
    write(side, f"# ours\n\n{path}: {WAIVER.removeprefix('factcheck: waive ')}\n")
    report = factcheck.check("corpus")
    assert (report.exit_status, told(report)) == (0, [])
    assert [finding.waiver for finding in report.waived] == [REASON]


def test_it_is_found_from_any_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("corpus/deep/a.txt", SLIP)
    write(SIDE_FILE, f"corpus/deep/a.txt: {WAIVER.removeprefix('factcheck: waive ')}\n")
    monkeypatch.chdir("corpus/deep")
    assert factcheck.check("a.txt").exit_status == 0
    assert factcheck.check(folder / "corpus").exit_status == 0


@pytest.mark.usefixtures("folder")
def test_the_nearest_side_file_governs() -> None:
    write("corpus/a.txt", SLIP)
    write(SIDE_FILE, f"corpus/a.txt: {WAIVER.removeprefix('factcheck: waive ')}\n")
    write(f"corpus/{SIDE_FILE}", "# none here\n")
    assert factcheck.check("corpus").exit_status == 1


@pytest.mark.usefixtures("folder")
def test_an_idle_line_of_a_side_file_is_told_where_it_stands() -> None:
    write("a.txt", "There are 47 offices (45 cells and 2 committees).")
    write(SIDE_FILE, f"\n\na.txt: {WAIVER.removeprefix('factcheck: waive ')}\n")
    report = factcheck.check("a.txt")
    assert report.exit_status == 0
    assert told(report) == [
        f"{SIDE_FILE}:3: this waiver silences nothing: no finding of parts-total-mismatch has the figures (48; 45; 2); "
        "delete it"
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "a.txt parts-total-mismatch (48; 45; 2) because so",
            "this line is no waiver; write: PATH: RULE (FIGURE; FIGURE)",
        ),
        ("a.txt: parts-total-mismatch (48; 45; 2)", "this line is no waiver"),
        ("a.txt: zebra (48; 45; 2) because so", "there is no rule “zebra”"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_faulty_line_of_a_side_file_fails_the_run_as_a_faulty_pack_does(line: str, fault: str) -> None:
    write("a.txt", "Rain fell.")
    write(SIDE_FILE, f"# ours\n{line}\n")
    report = factcheck.check("a.txt")
    assert report.exit_status == 2
    (failure,) = report.failures
    assert (failure.path, failure.line, failure.kind) == (SIDE_FILE, 2, "waiver-file")
    assert failure.message.startswith(fault)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.usefixtures("folder")
def test_the_lines_of_a_side_file_are_those_of_an_editor(end: str) -> None:
    write("a.txt", "Rain fell.")
    Path(SIDE_FILE).write_text(f"# a\u2028b\x0bc\x85d{end}# e{end}nonsense{end}", encoding="utf-8", newline="")
    assert [failure.line for failure in factcheck.check("a.txt").failures] == [3]


@pytest.mark.parametrize("name", ["a: b.txt", "Q3: 48 offices (draft).txt", "a b.txt"])
@pytest.mark.usefixtures("folder")
def test_a_path_may_hold_a_colon(name: str) -> None:
    write(name, SLIP)
    write(SIDE_FILE, f"{name}: {WAIVER.removeprefix('factcheck: waive ')}: it says so\n")
    report = factcheck.check(".")
    assert (report.exit_status, told(report)) == (0, [])
    assert [finding.waiver for finding in report.waived] == [f"{REASON}: it says so"]


@pytest.mark.usefixtures("folder")
def test_a_line_for_a_text_that_is_not_there_is_told_where_its_folder_was_checked() -> None:
    write("corpus/a.txt", SLIP)
    write("corpus/ignored.rst", "Rain fell.")
    waiver = WAIVER.removeprefix("factcheck: waive ")
    write(SIDE_FILE, "".join(f"{name}: {waiver}\n" for name in ("corpus/b.txt", "corpus/ignored.rst", "other/c.txt")))
    note = f"{SIDE_FILE}:1: there is no file corpus/b.txt; correct the path, or delete this line"
    for paths, notes in ((["corpus"], [note]), (["corpus/a.txt"], []), (["corpus/a.txt", "corpus"], [note])):
        report = factcheck.check(paths)
        assert (told(report), report.exit_status) == (notes, 1)
    assert [line.split(":")[1] for line in told(factcheck.check("."))] == ["1", "3"]


@pytest.mark.usefixtures("folder")
def test_so_it_is_where_the_folder_is_empty() -> None:
    write(f"corpus/{SIDE_FILE}", f"a.txt: {WAIVER.removeprefix('factcheck: waive ')}\n")
    assert told(factcheck.check("corpus")) == [
        f"corpus/{SIDE_FILE}:1: there is no file a.txt; correct the path, or delete this line"
    ]


@pytest.mark.usefixtures("folder")
def test_a_line_for_a_text_that_a_nearer_side_file_governs_is_told() -> None:
    write("b.txt", "Rain fell.")
    write("corpus/a.txt", SLIP)
    write(SIDE_FILE, f"corpus/a.txt: {WAIVER.removeprefix('factcheck: waive ')}\n")
    write(f"corpus/{SIDE_FILE}", "# none here\n")
    report = factcheck.check(".")
    assert (report.exit_status, told(report)) == (
        1,
        [f"{SIDE_FILE}:1: corpus/a.txt has a side file nearer to it, corpus/{SIDE_FILE}; move this line there"],
    )


@pytest.mark.usefixtures("folder")
def test_a_side_file_that_is_no_text_fails_the_run() -> None:
    write("a.txt", SLIP)
    Path(SIDE_FILE).write_bytes(b"\xff\xfe\0")
    (failure,) = factcheck.check("a.txt").failures
    assert isinstance(failure, Failure)
    assert (failure.path, failure.kind) == (SIDE_FILE, "waiver-file")
    assert failure.message == "cannot be read (byte 0 is not UTF-8); it must be a text file in UTF-8"


@pytest.mark.usefixtures("folder")
def test_a_side_file_is_the_same_for_any_number_of_jobs() -> None:
    for number in range(70):
        write(f"a{number}.txt", SLIP)
    write(
        SIDE_FILE, "".join(f"a{number}.txt: {WAIVER.removeprefix('factcheck: waive ')}\n" for number in range(0, 70, 2))
    )
    one = factcheck.check(".")
    assert (len(one.waived), len(one.failing)) == (35, 35)
    assert factcheck.check(".", Config(jobs=2)).to_json() == one.to_json()


# -- who and until when ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [("by the desk", f"{REASON} (the desk)"), ("until 2999-12-31", REASON),
     ("by Lò Thị An until 2999-12-31", f"{REASON} (Lò Thị An)")],
)  # fmt: skip
def test_it_may_tell_who_waives_and_until_when(words: str, said: str) -> None:
    report = factcheck.check_text(f"# {WAIVER.replace(' because', f' {words} because')}\n{SLIP}")
    assert [finding.waiver for finding in report.waived] == [said]


def test_once_it_has_ended_the_finding_is_back_and_that_is_told() -> None:
    report = factcheck.check_text(f"# {WAIVER.replace(' because', ' until 2020-02-29 because')}\n{SLIP}", "a.txt")
    assert (report.exit_status, len(report.failing)) == (1, 1)
    assert told(report) == [
        "a.txt:1: this waiver of parts-total-mismatch (48; 45; 2) ended on 2020-02-29; renew it, or delete it"
    ]


def test_a_day_that_is_none_makes_it_no_waiver() -> None:
    report = factcheck.check_text(f"# {WAIVER.replace(' because', ' until soon because')}\n{SLIP}", "a.txt")
    assert "this comment is no waiver" in told(report)[0]


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_writes_a_waiver_beside_the_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("news/a.txt", f"{CUT_OFF}\n{SLIP}\n")
    assert main(["waive", "news/a.txt:2", "--because", REASON, "--by", "the desk", "--until", "2999-12-31"]) == 0
    line = f"a.txt: parts-total-mismatch (48; 45; 2) by the desk until 2999-12-31 because {REASON}"
    assert capsys.readouterr().out == f"news/{SIDE_FILE}: {line}\n"
    assert Path("news", SIDE_FILE).read_text(encoding="utf-8") == f"{line}\n"
    assert factcheck.check("news").exit_status == 0
    assert (folder / "news" / "a.txt").read_text(encoding="utf-8") == f"{CUT_OFF}\n{SLIP}\n"


@pytest.mark.usefixtures("folder")
def test_a_finding_may_be_named_by_its_fingerprint_and_goes_to_the_side_file_that_governs() -> None:
    write("news/a.txt", SLIP)
    write(SIDE_FILE, "# Waivers of the desk.")
    (finding,) = factcheck.check("news").findings
    assert main(["waive", finding.fingerprint[:6], "--because", REASON]) == 0
    written = Path(SIDE_FILE).read_text(encoding="utf-8")
    assert written == f"# Waivers of the desk.\nnews/a.txt: parts-total-mismatch (48; 45; 2) because {REASON}\n"
    assert factcheck.check(".").exit_status == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "fault"),
    [(["a.txt:2", "--because", "x"], "no finding is meant by a.txt:2"),
     (["beef", "--because", "x"], "no finding is meant"),
     (["oops", "--because", "x"], "oops is no place and no fingerprint"), (["a.txt:1"], "--because"),
     (["a.txt:1", "--because", " "], "--because says nothing"),
     (["a.txt:1", "--because", "x", "--until", "soon"], "--until soon is no day; write YYYY-MM-DD"),
     (["a.txt:1", "--because", "x", "--by", "me (now)"], "the waiver cannot be written")],
)  # fmt: skip
def test_what_cannot_be_waived_is_told(words: list[str], fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", SLIP)
    assert main(["waive", *words]) == 2
    assert fault in capsys.readouterr().err
    assert not Path(SIDE_FILE).exists()


@given(st.sampled_from(["It rained.", "Nobody spoke. ", "<!-- seen -->"]), st.booleans())
def test_any_edit_that_keeps_the_figures_keeps_the_waiver(other: str, before: bool) -> None:
    text = f"{other}\n\n{SLIP}" if before else f"{SLIP}\n\n{other}"
    assert factcheck.check_text(f"{text}\n\n<!-- {WAIVER} -->\n", "a.md").exit_status == 0


@given(st.integers(min_value=0, max_value=99).filter(lambda number: number not in (45, 46)))
def test_any_change_of_a_figure_revives_the_finding(number: int) -> None:
    text = SLIP.replace("45", str(number))
    report = factcheck.check_text(f"<!-- {WAIVER} -->\n{text}", "a.md")
    assert not report.waived
    assert len(report.failing) == 1
