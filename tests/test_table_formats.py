"""One table, saved in every format: it states the same, holds if it does, and is caught where a cell was spoiled."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck import readers
from factcheck.records import Document

PLACES = ("Hoa An", "Binh Son", "Tan Phu", "Long Hai", "My Loc", "An Thoi")
FORMATS = ("md", "txt", "html", "csv", "tsv", "semicolon", *(["xlsx"] if find_spec("openpyxl") else []))


class Grid(NamedTuple):
    """A table: rows of cells as text, how many rows head it, and where its parts stand that are in totals."""

    rows: list[list[str]]
    heads: int
    parts: list[tuple[int, int]]


def columns(draw: st.DrawFn, size: int, spans: list[slice]) -> list[list[str]]:
    """Columns of counts, of money and shares of the counts; below each span its subtotal, then the total."""
    counts = draw(st.lists(st.integers(20, 5000), min_size=size, max_size=size))
    money = draw(st.lists(st.integers(200, 90_000), min_size=size, max_size=size))
    men = [draw(st.integers(0, count)) for count in counts]
    women = [count - one for count, one in zip(counts, men, strict=True)]

    def share(count: int) -> str:
        return f"{100 * count / sum(counts):.1f}"

    def tenths(amount: int) -> str:
        return f"{amount / 10:.1f}"

    shown: list[tuple[list[int], Callable[[int], str]]] = [
        (men, str), (women, str), (counts, str), (money, tenths), (counts, share)
    ]  # fmt: skip
    return [[show(one) for one in with_totals(values, spans)] for values, show in shown]


def with_totals(values: list[int], spans: list[slice]) -> list[int]:
    """Figures, with a subtotal behind each of several spans, and their total."""
    several = len(spans) > 1
    parts = [one for span in spans for one in (*values[span], *([sum(values[span])] if several else []))]
    return [*parts, sum(values)]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Tables whose figures agree: a row a place, maybe subtotals, a total; one or two rows of heads."""
    size = draw(st.integers(4, 6))
    at = draw(st.integers(2, size - 2)) if draw(st.booleans()) else 0
    spans = [slice(0, at), slice(at, size)] if at else [slice(0, size)]
    groups = [list(PLACES[span]) for span in spans]
    labels = [one for group in groups for one in (*group, *([f"Subtotal {group[0]}"] if at else []))] + ["Total"]
    made = columns(draw, size, spans)
    heads = [["Commune", "Men", "Women", "Total", "Budget (VND billion)", "Share of members (%)"]]
    if draw(st.booleans()):
        heads.insert(0, ["", "Members", "", "", "Other", ""])
    body = [[label, *(column[row] for column in made)] for row, label in enumerate(labels)]
    parts = [(len(heads) + row, column) for row, label in enumerate(labels) for column in (1, 2, 4)
             if label in PLACES]  # fmt: skip
    return Grid([*heads, *body], len(heads), parts)


def document(grid: Grid, format: str) -> Document:
    """The table as a document of a format."""
    rows = grid.rows
    if format == "md":
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return readers.read_text("\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]), "t.md")
    if format == "txt":
        return readers.read_text("\n".join(" | ".join(row) for row in rows), "t.txt")
    if format == "html":
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        return readers.read_text("<table>" + "".join(f"<tr>{row}</tr>\n" for row in cells) + "</table>", "t.html")
    if format == "xlsx":
        return workbook(grid)
    sign = {"csv": ",", "tsv": "\t", "semicolon": ";"}[format]
    mark = "," if format == "semicolon" else "."
    lines = [sign.join(cell.replace(".", mark) for cell in row) for row in rows]
    return readers.read_bytes("\r\n".join(lines).encode(), f"t.{'tsv' if format == 'tsv' else 'csv'}")


def workbook(grid: Grid) -> Document:
    """The table as an Excel workbook, numbers with the format that shows their decimals."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row, cells in enumerate(grid.rows, 1):
        for column, text in enumerate(cells, 1):
            cell = book.active.cell(row, column)
            number = row > grid.heads and text.replace(".", "").isdigit()
            cell.value = (float(text) if "." in text else int(text)) if number else text or None
            if number and "." in text:
                cell.number_format = "0." + "0" * len(text.partition(".")[2])
    data = BytesIO()
    book.save(data)
    return readers.read_bytes(data.getvalue(), "t.xlsx")


def stated(report: factcheck.Report) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """What the checks of a report are about: rule, verdict, roles and exact values."""
    return sorted(
        (check.rule, str(check.verdict), tuple((role, str(one.value)) for role, one in check.claim.operands()))
        for check in report.checks
    )


CHECKER = factcheck.Checker(factcheck.Config(list_all=True))


@settings(max_examples=15, deadline=None)
@given(grids())
def test_a_table_whose_figures_agree_is_checked_alike_in_all_formats_and_nothing_is_found(grid: Grid) -> None:
    plain = CHECKER.check_document(document(grid, "md"))
    assert plain.findings == ()
    assert {check.rule for check in plain.checks} == {
        "column-total-mismatch", "row-total-mismatch", "cell-share-mismatch"
    }  # fmt: skip
    for one in FORMATS:
        assert stated(CHECKER.check_document(document(grid, one))) == stated(plain), one


@settings(max_examples=20, deadline=None)
@given(grids(), st.data())
def test_a_spoiled_cell_is_found_by_the_laws_of_its_row_and_column_alone(grid: Grid, data: st.DataObject) -> None:
    row, column = data.draw(st.sampled_from(grid.parts))
    worse = f"{float(grid.rows[row][column]) + data.draw(st.integers(7, 900)):.{1 if column == 4 else 0}f}"
    grid.rows[row][column] = worse
    expected = {"column-total-mismatch"} if column == 4 else {"column-total-mismatch", "row-total-mismatch"}
    for one in FORMATS:
        report = CHECKER.check_document(document(grid, one))
        failed = [finding.check for finding in report.findings if finding.check.verdict == "inconsistent"]
        assert {check.rule for check in failed} == expected, (one, [check.message for check in failed])
        for check in failed:
            assert worse in [figure.text.replace(",", ".") for _, figure in check.claim.operands()], one
        assert len([finding for finding in report.findings if not finding.folded_into]) == 1


@settings(max_examples=10, deadline=None)
@given(grids(), st.data())
def test_a_missing_cell_leaves_the_totals_that_it_is_a_part_of_undecided(grid: Grid, data: st.DataObject) -> None:
    row, column = data.draw(st.sampled_from(grid.parts))
    grid.rows[row][column] = data.draw(st.sampled_from(["…", "n/a", "x", ".."]))
    for one in FORMATS:
        report = CHECKER.check_document(document(grid, one))
        assert report.findings == ()
        reasons = {check.reason for check in report.checks if check.verdict == "undecided"}
        assert reasons == {"missing-part"}


# -- workbooks ---------------------------------------------------------------------------------------------------------


def saved(rows: list[list[object]], formats: dict[str, str]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, style in formats.items():
        book.active[name].number_format = style
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_number_is_written_as_its_format_shows_it_and_its_cell_is_named() -> None:
    rows: list[list[object]] = [["Item", "2023", "2024"], ["Roads", 12.5, 0.45], ["Schools", 7, 12345.678]]
    document = readers.read_bytes(
        saved(rows, {"B2": "0.00", "C2": "0%", "B3": "[$€-407]#,##0.0", "C3": "#,##0"}), "b.xlsx"
    )
    cells = {cell.name: document.source[cell.start : cell.end] for table in document.tables for cell in table.cells}
    assert [cells[f"Sheet!{name}"] for name in ("B2", "C2", "B3", "C3")] == ["12.50", "45%", "€7.0", "12346"]


def test_a_finding_in_a_workbook_stands_in_a_cell() -> None:
    rows: list[list[object]] = [["Item", "A", "B"], ["x", 3, 4], ["y", 5, 6], ["Total", 9, 10]]
    report = factcheck.Checker().check_document(readers.read_bytes(saved(rows, {}), "b.xlsx"))
    (finding,) = report.findings
    assert finding.check.place is not None
    assert finding.check.place.cell == "Sheet!B2"
    assert '"cell": "Sheet!B2"' in report.to_json()


def test_a_formula_without_a_saved_value_is_a_failure_that_names_its_cell() -> None:
    rows: list[list[object]] = [["Item", "A", "B"], ["x", 3, 4], ["y", 5, 6], ["Total", "=B2+B3", 10]]
    report = factcheck.Checker().check_document(readers.read_bytes(saved(rows, {}), "b.xlsx"))
    (failure,) = report.failures
    assert failure.message.startswith("b.xlsx: Sheet!B4 is a formula whose value was not saved; ")


def test_numbers_that_are_kept_as_text_are_read_and_noted() -> None:
    rows: list[list[object]] = [
        ["Commune", "Members", "Code", "2024"],
        ["A", "12", "007", 3],
        ["B", 30, "010", 4],
        ["Total", "43", "", 7],
    ]
    report = factcheck.Checker().check_document(readers.read_bytes(saved(rows, {}), "b.xlsx"))
    told = "numbers are kept as text, which no formula adds up; convert them to numbers"
    assert [(one.kind, one.message) for one in report.failures] == [("note", f"Sheet!B2, Sheet!B4: {told}")]
    assert [finding.check.rule for finding in report.findings] == ["column-total-mismatch"]
    assert report.exit_status == 1


def test_what_is_no_workbook_or_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(factcheck.InputError, match=r"b\.xlsx: is no workbook"):
        readers.read_bytes(b"PK nothing", "b.xlsx")
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (8 << 20))
    with pytest.raises(factcheck.InputError, match="unpacks to 8 MiB"):
        readers.read_bytes(bomb.getvalue(), "b.xlsx")


# -- values divided by a sign ------------------------------------------------------------------------------------------


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line() -> None:
    with pytest.raises(factcheck.InputError, match=r"^a\.csv:2: a quotation mark is never closed"):
        readers.read_text('a,b\n"c,3\nd,4\n', "a.csv")


def test_a_line_with_more_cells_than_the_others_is_told() -> None:
    with pytest.raises(factcheck.InputError, match=r"^a\.csv:3: has 3 cells where other lines have 2"):
        readers.read_text("a,b\nc,3\nd,4,5\ne,6\n", "a.csv")


def test_quoted_cells_may_hold_delimiters_quotation_marks_and_line_breaks() -> None:
    (table,) = readers.read_text('Name,Now,Then\n"A, ""the\nB""","1,200",3\n', "a.csv").tables
    assert [cell.text for cell in table.cells if cell.row][1:] == ["1,200", "3"]
