"""Reports as people and programs get them: whole, in any width and encoding, the same every time."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.records import Claim, Coverage, Document, Failure, Number, Place, Quantity, Severity, Span, Verdict
from factcheck.reports import Report, console
from factcheck.reports.excerpts import Excerpts
from factcheck.reports.json import exact
from factcheck.reports.layout import cells, hung, marked, wrap
from factcheck.reports.screen import Screen
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
CASES = ("slips.txt", "holds.txt", "waived.md", "silent.txt")
SLIPS = "The plan was met by 71 of 86 schools (82.5%). There are 48 offices (45 cells and 2 committees)."


@pytest.fixture(scope="module")
def checker() -> factcheck.Checker:
    return factcheck.Checker(factcheck.Config(list_all=True))


@pytest.fixture
def in_golden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)


def shown(report: Report, width: int = 100, encoding: str = "utf-8", quiet: bool = False) -> str:
    lines = console.render(report, width, Screen(encoding), quiet=quiet)
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


# -- whole reports -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("in_golden")
@pytest.mark.parametrize("case", CASES)
def test_the_console_report_of_findings(case: str, golden: Golden) -> None:
    golden(f"{case}.console", shown(factcheck.check(case)))


@pytest.mark.usefixtures("in_golden")
@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("case", CASES)
def test_the_console_report_of_all_checks(case: str, width: int, checker: factcheck.Checker, golden: Golden) -> None:
    golden(f"{case}.all{width}", shown(checker.check(case), width))


@pytest.mark.usefixtures("in_golden")
@pytest.mark.parametrize("case", CASES)
def test_the_json_report_of_all_checks(case: str, checker: factcheck.Checker, golden: Golden) -> None:
    golden(f"{case}.json", checker.check(case).to_json())


# -- console -----------------------------------------------------------------------------------------------------------


def test_a_finding_shows_sentence_working_suggestion_and_a_line_to_paste() -> None:
    report = factcheck.check_text("Rain fell. The plan was met by 71 of 86 schools (82.5%). It went on.", "a.txt")
    lines = shown(report).splitlines()
    assert lines[0] == "a.txt"
    assert lines[2] == "    The plan was met by 71 of 86 schools (82.5%)."
    assert lines[3] == "                        ^^    ^^          ^^^^^"
    assert lines[4].startswith("    working:  71 / 86 = 82.55…%; written 82.5% is cut off")
    assert lines[5].startswith("    suggest:  write 82.6% for 82.5%")
    assert lines[6].startswith("    a.txt, line 1: ")


def test_when_nothing_can_be_checked_the_last_line_says_so() -> None:
    assert shown(factcheck.check_text("It rained.")).splitlines()[-1] == "exit 0: nothing was checkable"


def test_the_last_line_says_everything_that_speaks_for_the_exit_status() -> None:
    failure = Failure("b.txt", "is not text", kind="input")
    report = factcheck.check_text(SLIPS) + Report(failures=(failure,))
    assert console.last_line(report) == "exit 3: 1 file not read; 1 finding; 1 finding below error"


def test_a_run_cut_short_says_that_it_is_partial() -> None:
    assert console.last_line(Report(complete=False)).startswith("exit 130: ")
    assert "partial" in console.last_line(Report(complete=False))


def test_the_summary_names_what_was_not_read_and_how_texts_were_encoded() -> None:
    coverage = Coverage(documents=2, skipped={".docx": 2, ".rst": 1}, encodings={"a.txt": "cp1258"})
    lines = console.summary(Report(coverage=coverage))
    assert "not read: 3 in other formats (2 .docx, 1 .rst)" in lines
    assert "not UTF-8: a.txt (cp1258)" in lines


def test_a_quiet_report_of_no_finding_is_empty() -> None:
    assert shown(factcheck.check_text("The plan was met by 71 of 86 schools (82.6%)."), quiet=True) == ""


def test_a_quiet_report_of_anything_ends_with_what_the_exit_status_stands_for() -> None:
    report = factcheck.check_text("The plan was met by 71 of 86 schools (82.5%).")
    assert shown(report, quiet=True).splitlines()[-1] == "exit 0: 1 finding below error"
    assert shown(Report(complete=False), quiet=True).startswith("exit 130: ")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1258", "cp437"])
def test_a_report_can_be_shown_in_any_encoding(encoding: str, checker: factcheck.Checker) -> None:
    text = "Four communes: Đồng Văn, Mèo Vạc and Yên Minh – “all” of 86 schools…\nThe plan was met by 71 of 86 (82.5%)."
    shown(checker.check_text(text, "bản tin.txt"), encoding=encoding).encode(encoding)


def test_control_characters_of_a_text_never_reach_the_terminal() -> None:
    report = factcheck.check_text("\x1b[31mThe plan was met by 71 of 86 schools\u202e (82.5%).")
    assert "\x1b" not in shown(report)
    assert "\u202e" not in shown(report)


def test_colour_marks_figures_without_a_row_of_carets() -> None:
    from rich.console import Console

    report = factcheck.check_text("The plan was met by 71 of 86 schools (82.5%).")
    stream = io.StringIO()
    lines = console.render(report, 80, Screen("utf-8"), carets=False)
    console.paint(lines, Console(file=stream, force_terminal=True, color_system="standard", width=80))
    assert "\x1b[1;36m82.5%\x1b[0m" in stream.getvalue()
    assert "^" not in stream.getvalue()


def test_rich_is_not_loaded_to_write_into_a_pipe() -> None:
    code = (
        "import sys, factcheck; from factcheck.reports import console\n"
        f"console.write(factcheck.check_text({SLIPS!r}), sys.stdout)\n"
        "print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "False"


# -- layout ------------------------------------------------------------------------------------------------------------


@given(st.text(), st.integers(20, 60), st.integers(0, 8))
def test_wrapping_loses_nothing_but_the_spaces_at_breaks(text: str, width: int, hang: int) -> None:
    rows = [text[start:end] for start, end in wrap(text, width, hang)]
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert all(cells(row) <= width - (hang if index else 0) for index, row in enumerate(rows))


@given(st.text(), st.sampled_from(["ascii", "cp1252", "cp1258", "cp437", "utf-8"]))
def test_a_screen_shows_only_what_its_encoding_has(text: str, encoding: str) -> None:
    assert Screen(encoding).show(text).encode(encoding).isascii() or encoding != "ascii"


@given(st.text() | st.text("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", min_size=1))
def test_a_screen_shows_every_text_in_one_line(text: str) -> None:
    assert len(Screen("utf-8").show(text).splitlines()) <= 1


def test_a_stream_without_an_encoding_takes_anything() -> None:
    assert Screen(None).show("“Đồng Văn”\n") == "“Đồng Văn”\\n"


@pytest.mark.parametrize(("columns", "wide"), [("0", 40), ("72", 72), (5000 * "9", 160), ("wide", 100), ("", 100)])
def test_the_width_is_what_columns_says_within_reason(monkeypatch: pytest.MonkeyPatch, columns: str, wide: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert console.width(io.StringIO()) == wide


def test_marks_move_with_what_a_screen_makes_longer() -> None:
    text, flags = marked("… £5 “off”", (Span(2, 4),), Screen("ascii"))
    assert text == '... GBP5 "off"'
    assert "".join(char for char, flag in zip(text, flags, strict=True) if flag) == "GBP5"


def test_a_hung_paragraph_is_indented_from_its_second_line() -> None:
    assert hung("alpha beta gamma", 10, 2) == ["alpha beta", "  gamma"]


# -- excerpts ----------------------------------------------------------------------------------------------------------


def place_of(text: str, *figures: str) -> Place:
    quantities = [Quantity(one, text.index(one), text.index(one) + len(one), 1) for one in figures]
    claim = Claim("share", {"figures": tuple(quantities)}, "a.txt", quantities[0].start, quantities[-1].end)
    return Excerpts(Document("a.txt", text, text), {"Mr"}).place(claim)


def test_lines_end_with_any_of_the_three_breaks() -> None:
    place = place_of("one\r\ntwo\rthree\nfour 504 members", "504")
    assert (place.line, place.column) == (4, 6)


def test_only_the_sentence_of_the_figures_is_quoted() -> None:
    place = place_of("It rained. Mr. Hu and J. Ngo counted 504 votes. It stopped.", "504")
    assert place.sentence == "Mr. Hu and J. Ngo counted 504 votes."


def test_figures_of_two_sentences_far_apart_are_quoted_with_a_gap() -> None:
    place = place_of("There are 86 schools. It rained. Of these 71 are new.", "86", "71")
    assert place.sentence == "There are 86 schools. … Of these 71 are new."
    assert [place.sentence[mark.start : mark.end] for mark in place.marks] == ["86", "71"]


def test_spaces_are_folded_and_marks_stay_on_their_figures() -> None:
    place = place_of("Some   504\tof  the\xa0\xa0533 members", "504", "533")
    assert place.sentence == "Some 504 of the 533 members"
    assert [place.sentence[mark.start : mark.end] for mark in place.marks] == ["504", "533"]


def test_of_a_very_long_sentence_the_words_near_the_figure_are_quoted() -> None:
    place = place_of("word " * 400 + "504 members" + " word" * 400, "504")
    assert "504 members" in place.sentence
    assert len(place.sentence) < 700


@given(st.lists(st.sampled_from(["504", "Mr.", "end.", "\n", "\n\n", " ", "“so”", "word"]), max_size=30))
def test_every_mark_lies_on_the_text_of_its_figure(words: list[str]) -> None:
    text = " ".join([*words, "1,533", *words])
    place = place_of(text, "1,533")
    assert [place.sentence[mark.start : mark.end] for mark in place.marks] == ["1,533"]


# -- JSON --------------------------------------------------------------------------------------------------------------


@given(st.integers(-(10**9), 10**9) | st.fractions(max_denominator=10**6))
def test_a_number_is_written_without_loss(number: Number) -> None:
    assert Fraction(exact(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(504, "504"), (Fraction(1891, 20), "94.55"), (Fraction(2, 3), "2/3"), (Fraction(-1, 8), "-0.125")],
)
def test_a_number_is_written_as_people_write_it(number: Number, text: str) -> None:
    assert exact(number) == text


def test_json_is_ascii_and_holds_what_was_written(checker: factcheck.Checker) -> None:
    text = "Ở Đồng Văn, the plan was met by 71 of 86 schools (82.5%)."
    written = checker.check_text(text, "bản tin.txt").to_json()
    assert written.isascii()
    (check,) = json.loads(written)["checks"]
    assert check["path"] == "bản tin.txt"
    assert [text[one["start"] : one["end"]] for one in check["operands"]] == ["71", "86", "82.5%"]
    assert [one["value"] for one in check["operands"]] == ["71", "86", "82.5"]


def test_the_json_summary_says_what_the_exit_status_stands_for() -> None:
    summary = json.loads(factcheck.check_text(SLIPS).to_json())["summary"]
    assert (summary["exit_status"], summary["findings"], summary["failing"], summary["complete"]) == (1, 2, 1, True)


# -- tables ------------------------------------------------------------------------------------------------------------


def test_a_table_has_a_row_for_every_listed_check(checker: factcheck.Checker) -> None:
    table = checker.check_text(SLIPS, "a.txt").to_frame()
    assert table["rule"].to_list() == ["share-mismatch", "parts-total-mismatch"]
    assert table["figures"].to_list() == [["71", "86", "82.5%"], ["48", "45", "2"]]
    assert table["verdict"].to_list() == [Verdict.MISROUNDED, Verdict.INCONSISTENT]
    assert table["severity"].to_list() == [Severity.NOTE, Severity.ERROR]


def test_a_table_without_rows_has_all_columns() -> None:
    from factcheck.reports.frame import CHECKS

    assert Report().to_frame().columns == list(CHECKS.columns)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "factcheck.reports.frame", raising=False)
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setitem(sys.modules, "pandera.polars", None)
    with pytest.raises(ImportError, match=r'pip install "factcheck-figures\[data\]"'):
        Report().to_frame()
