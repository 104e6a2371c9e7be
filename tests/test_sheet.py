"""The sheet: every figure once, the riskiest first; what was signed and has changed since is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook  # type: ignore[import-untyped]

import factcheck
from factcheck.sheet.columns import COLUMNS
from factcheck.sheet.rows import rows
from factcheck.sheet.workbook import Signed, read

KEEPING = factcheck.Checker(factcheck.Config(keep=True))
TEXT = """# A vote of 504

In 2024 the resolution was passed by 504 of 533 members (94.55%). Rain fell on 12 farms.

There are 48 offices (45 cells and 2 committees). The budget is $3.2m. See Decision No. 6541.
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Run) -> Run:
    """Runs the command in an empty folder; gives back (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    return command


def sign(path: str, but: str = "") -> None:
    """Signs all rows of a sheet, but for those of one figure."""
    book = load_workbook(path)
    sheet = book["Figures"]
    for row in sheet.iter_rows(min_row=2):
        if row[COLUMNS.index("Figure")].value != but:
            row[COLUMNS.index("Initials")].value, row[COLUMNS.index("Date")].value = "AB", "2026-11-25"
    book.save(path)


def shown(path: str) -> list[tuple[str, str]]:
    """(figure, why look) of each row."""
    sheet = load_workbook(path)["Figures"]
    return [(str(row[4]), str(row[1])) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_every_figure_is_a_row_and_the_riskiest_come_first(run: Run) -> None:
    Path("a.md").write_text(TEXT, encoding="utf-8")
    assert run("sheet", "a.md", "-o", "a.xlsx") == (0, "a.xlsx: 10 figures to be signed\n", "")
    assert [(figure, why.partition(";")[0]) for figure, why in shown("a.xlsx")] == [
        ("48", "it does not follow"), ("45", "it does not follow"), ("2", "it does not follow"),
        ("504", "it is misrounded"), ("533", "it is misrounded"), ("94.55%", "it is misrounded"),
        ("504", "it stands in the headline"), ("$3.2m", "it is in millions or billions"),
        ("12", "it is an amount"), ("2024", "it is a date, an age or the like"),
    ]  # fmt: skip


def test_a_row_says_what_was_checked_and_has_a_query(run: Run) -> None:
    Path("a.md").write_text(TEXT, encoding="utf-8")
    run("sheet", "a.md", "-o", "a.xlsx")
    found = {str(row[4]): row for row in load_workbook("a.xlsx")["Figures"].iter_rows(values_only=True)}
    percent, farms = found["94.55%"], found["12"]
    assert percent[7] == (
        "misrounded (share-mismatch): 504 of 533 is 94.56%, not 94.55%: cut off or misrounded; write 94.56% for 94.55%"
    )
    assert str(percent[9]).endswith("Please check these figures, and tell us what they are from.")
    assert farms[7] == "nothing checked it"
    assert farms[9] == "a.md, line 3: “Rain fell on 12 farms.”\nWhat is “12” from?"


SAID = st.sampled_from(["504 of 533 (94.55%)", "12 farms", "$3.2m", "in 2024", "on 5 May", "No. 6541", "a third"])


@given(st.lists(SAID))
def test_every_figure_that_was_read_has_one_row(said: list[str]) -> None:
    report = KEEPING.check_text(". ".join(f"It was {one}" for one in said))
    wanted = [one.start for page in report.pages for one in page.figures if one.type != "identifier"]
    found = rows(report, {})
    assert sorted(row.figure.start for row in found) == wanted
    assert [row.number for row in found] == list(range(1, len(wanted) + 1))


def test_a_signed_sheet_holds_though_the_text_moves(run: Run) -> None:
    article = Path("a.md")
    article.write_text(TEXT, encoding="utf-8")
    run("sheet", "a.md", "-o", "a.xlsx")
    sign("a.xlsx")
    count = len(read("a.xlsx").rows)
    assert run("sheet", "--verify", "a.xlsx")[:2] == (0, told(count, count, 0))
    paragraphs = TEXT.split("\n\n")
    moved = [paragraphs[0], "It was a wet day.", paragraphs[2].strip(), paragraphs[1]]
    article.write_text("\n\n".join(moved), encoding="utf-8")
    assert run("sheet", "--verify", "a.xlsx")[:2] == (0, told(count, count, 0))


def told(accounted: int, figures: int, changed: int) -> str:
    return f"{accounted} of {figures} figures accounted for, {changed} changed since signed\n"


def test_a_figure_that_changed_since_it_was_signed_is_told(run: Run) -> None:
    article = Path("a.md")
    article.write_text(TEXT, encoding="utf-8")
    run("sheet", "a.md", "-o", "a.xlsx")
    sign("a.xlsx")
    count = len(read("a.xlsx").rows)
    article.write_text(TEXT.replace("12 farms", "14 farms"), encoding="utf-8")
    status, out, _ = run("sheet", "--verify", "a.xlsx")
    assert (status, out) == (1, f"a.md:3:80: “14” was signed by AB as “12”\n{told(count, count, 1)}")


def test_figures_that_are_new_gone_or_not_signed_are_told(run: Run) -> None:
    article = Path("a.md")
    article.write_text(TEXT, encoding="utf-8")
    run("sheet", "a.md", "-o", "a.xlsx")
    sign("a.xlsx", but="$3.2m")
    count = len(read("a.xlsx").rows)
    article.write_text(TEXT.replace(" Rain fell on 12 farms.", "") + "\nSnow fell on 77 roofs.\n", encoding="utf-8")
    status, out, _ = run("sheet", "--verify", "a.xlsx")
    assert status == 1
    assert "a.md: “12” was signed by AB and is gone" in out
    assert "“77” is not in the sheet; make it anew" in out
    assert "“$3.2m” is not signed" in out
    assert out.endswith(told(count - 2, count, 1))


def test_a_source_that_changed_since_a_figure_was_signed_is_told(run: Run) -> None:
    Path("a.txt").write_text("Ban Phai commune has a population of 12,400.", encoding="utf-8")
    office = Path("office.csv")
    office.write_text('Commune,Population\nBan Phai,"12,400"\nNa Sang,"9,100"\n', encoding="utf-8")
    run("sheet", "a.txt", "-o", "a.xlsx", "--against", "office.csv")
    (row,) = read("a.xlsx").rows
    assert row.source == "office.csv:2:11: 12,400"
    sign("a.xlsx")
    assert run("sheet", "--verify", "a.xlsx", "--against", "office.csv")[0] == 0
    office.write_text('Commune,Population\nBan Phai,"12,600"\nNa Sang,"9,100"\n', encoding="utf-8")
    status, out, _ = run("sheet", "--verify", "a.xlsx", "--against", "office.csv")
    assert status == 1
    assert "its source office.csv:2:11: 12,400 is office.csv:2:11: 12,600 now" in out


def test_a_sheet_that_is_made_anew_keeps_the_signatures_of_what_is_as_it_was(run: Run) -> None:
    article = Path("a.md")
    article.write_text(TEXT, encoding="utf-8")
    run("sheet", "a.md", "-o", "a.xlsx")
    sign("a.xlsx")
    count = len(read("a.xlsx").rows)
    article.write_text(TEXT.replace("12 farms", "14 farms"), encoding="utf-8")
    assert f"{count - 1} signatures kept" in run("sheet", "a.md", "-o", "a.xlsx")[1]
    unsigned = [one.figure.text for one in read("a.xlsx").rows if not one.signed]
    assert unsigned == ["14"]


def test_no_cell_is_a_formula_and_no_text_is_markup(run: Run) -> None:
    Path("a.txt").write_text("=HYPERLINK(1) <script>alert(1)</script> 504 of 533 (94.55%).", encoding="utf-8")
    run("sheet", "a.txt", "-o", "a.xlsx")
    cells = [cell for row in load_workbook("a.xlsx")["Figures"].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]
    run("sheet", "a.txt", "-o", "a.html")
    page = Path("a.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 504 of 533 (<mark>94.55%</mark>)" in page


def test_what_a_document_holds_comes_back_from_a_sheet(run: Run) -> None:
    text = "A \\ b\r\nIt was passed by 504 of 533 (94.56%).\r\n" + "x" * 40_000 + " 12 farms\n"
    Path("a.txt").write_bytes(text.encode())
    run("sheet", "a.txt", "-o", "a.xlsx")
    assert read("a.xlsx").sources == {"a.txt": text}


@pytest.mark.parametrize(("arguments", "fault"), [
    (["--verify", "none.xlsx"], "none.xlsx: cannot be read: No such file or directory"),
    (["--verify", "other.xlsx"], "is no sheet of figures; make one with `factcheck sheet ARTICLE -o other.xlsx`"),
    (["a.md", "-o", "other.xlsx"], "other.xlsx: is no sheet of figures"),
    (["--verify", "a.html"], "only sheets in .xlsx can be verified"),
    (["a.md", "-o", "a.md"], "name articles, and with -o the sheet, FILE.xlsx or FILE.html"),
    (["a.md"], "name articles, and with -o the sheet"),
    (["a.md", "-o", "none/a.xlsx"], "cannot write none/a.xlsx: No such file or directory"),
])  # fmt: skip
def test_what_cannot_be_is_told_in_a_line(run: Run, arguments: list[str], fault: str) -> None:
    Path("a.md").write_text(TEXT, encoding="utf-8")
    Path("other.xlsx").write_bytes(b"PK\3\4 nothing")
    status, _, err = run("sheet", *arguments)
    assert status == 2
    assert fault in err
    assert err.count("\n") == 1


def test_an_article_that_is_gone_is_told(run: Run) -> None:
    Path("a.md").write_text(TEXT, encoding="utf-8")
    run("sheet", "a.md", "-o", "a.xlsx")
    Path("a.md").unlink()
    status, _, err = run("sheet", "--verify", "a.xlsx")
    assert status == 3
    assert re.match(r"factcheck: a\.md: .*there is no such", err)


def test_who_signs_gives_initials_and_a_date() -> None:
    (figure,) = KEEPING.check_text("There are 12 farms.").pages[0].figures
    assert Signed("a.md", figure, "", "AB", "2026-11-25").signed
    assert not Signed("a.md", figure, "", "AB", "").signed
