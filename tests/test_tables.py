"""Tables: what they state about their own figures is checked, however they are written down."""

from __future__ import annotations

import pytest

import factcheck
from factcheck import readers


def found(text: str, name: str = "a.md") -> list[str]:
    """The findings on a text: rule, verdict, figures."""
    return [
        f"{check.rule} {check.verdict}: {'; '.join(one.text for _, one in check.claim.operands())}"
        for check in (finding.check for finding in factcheck.check_text(text, name).findings)
    ]


def claimed(text: str, name: str = "a.md") -> list[str]:
    """The kinds of claims in a text, in order."""
    return [claim.kind for claim in factcheck.extract_claims(text, name)]


def undecided(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """(reason, message) of the checks that cannot be decided."""
    report = factcheck.Checker(factcheck.Config(list_all=True)).check_text(text, name)
    return [(check.reason, check.message) for check in report.checks if check.verdict == "undecided"]


COMMUNES = """
| Commune | Cells | Members |
| --- | ---: | ---: |
| Hoa An | 12 | 310 |
| Binh Son | 9 | 207 |
| Tan Phu | 14 | {members} |
| Total | 35 | 905 |
"""


def test_a_total_is_the_sum_of_its_column() -> None:
    assert found(COMMUNES.format(members=388)) == []
    assert claimed(COMMUNES.format(members=388)) == ["column_total", "column_total"]
    assert found(COMMUNES.format(members=338)) == ["column-total-mismatch inconsistent: 310; 207; 338; 905"]


def test_a_total_that_is_off_by_the_rounding_of_its_parts_holds() -> None:
    table = "Item | VND billion\nRoads | 12.4\nSchools | 7.3\nClinics | 3.1\nTotal | {}\n"
    assert found(table.format("22.9"), "a.txt") == []
    assert found(table.format("22.4"), "a.txt") != []


def test_subtotals_are_added_up_with_the_rows_that_none_of_them_covers() -> None:
    table = """
| Unit | 2023 | 2024 |
| --- | --- | --- |
| Roads | 10 | 12 |
| Bridges | 5 | 6 |
| Subtotal, transport | 15 | 18 |
| Schools | 7 | 9 |
| Clinics | 3 | 2 |
| Subtotal, social | 10 | 11 |
| Reserve | 2 | 2 |
| Total | 27 | {} |
"""
    assert found(table.format(31)) == []
    assert claimed(table.format(31)) == ["column_total"] * 6
    assert found(table.format(34)) == ["column-total-mismatch inconsistent: 18; 11; 2; 34"]


def test_a_missing_part_leaves_its_total_undecided_and_is_named() -> None:
    assert found(COMMUNES.format(members="…")) == []
    assert undecided(COMMUNES.format(members="n/a")) == [
        ("missing-part", "905 cannot be decided: the figure of Tan Phu is missing")
    ]


def test_a_dash_is_nothing_and_can_be_added_up() -> None:
    table = "| A | B | C |\n|---|---|---|\n| x | 3 | 4 |\n| y | – | 5 |\n| z | 2 | 1 |\n| Total | 5 | 10 |\n"
    assert claimed(table) == ["column_total", "column_total"]
    assert found(table) == []


def test_marks_of_notes_are_no_part_of_a_figure() -> None:
    table = "| A | B | C |\n|---|---|---|\n| x(1) | 3(1) | 4 (p) |\n| y* | 2* | 5¹ |\n| Total | 5 | 10 (r) |\n"
    assert found(table) == ["column-total-mismatch inconsistent: 4; 5; 10"]


def test_figures_that_are_said_not_to_add_up_may_be_off_by_a_unit_each() -> None:
    table = "| A | B | C |\n|---|---|---|\n| x | 30 | 41 |\n| y | 20 | 52 |\n| z | 20 | 52 |\n| Total | 70 | 147 |\n"
    assert found(table) != []
    assert found(table + "\nFigures may not add up due to rounding.\n") == []


def test_a_column_of_totals_is_the_sum_of_each_row() -> None:
    table = "| S | Girls | Boys | Total |\n|---|---|---|---|\n| A | 204 | 197 | 401 |\n| B | 88 | {} | 181 |\n"
    assert found(table.format(93)) == []
    assert found(table.format(39)) == ["row-total-mismatch inconsistent: 88; 39; 181"]


def test_two_rows_of_heads_make_groups_of_columns() -> None:
    table = """
| School | 2023 | | | 2024 | | |
| --- | --- | --- | --- | --- | --- | --- |
| | Girls | Boys | Total | Girls | Boys | Total |
| Hill Road | 204 | 197 | 401 | 210 | 190 | 400 |
| Mill Lane | 88 | 93 | 181 | 90 | 99 | {} |
"""
    assert claimed(table.format(189)) == ["row_total"] * 4
    assert found(table.format(198)) == ["row-total-mismatch inconsistent: 90; 99; 198"]


def test_a_figure_that_may_be_a_year_is_none_in_a_row_with_a_label_below_the_heads() -> None:
    table = "| Commune | Women | Men | Total |\n|---|---|---|---|\n| A | 900 | 900 | 1800 |\n| B | 2010 | 2021 | {} |\n"
    assert found(table.format(4031)) == []
    assert found(table.format(4013)) == ["row-total-mismatch inconsistent: 2010; 2021; 4013"]


def test_a_structure_that_most_columns_do_not_obey_is_none() -> None:
    selected = "| Country | 2023 | 2024 |\n|---|---|---|\n| A | 10 | 20 |\n| B | 12 | 23 |\n| Total | 90 | 97 |\n"
    assert found(selected) == []


def test_figures_of_a_hierarchy_are_not_added_up_twice() -> None:
    table = "Place | People\nNorth | 30\nA | 10\nB | 20\nSouth | 12\nC | 5\nD | 7\nTotal | 42\n"
    assert found(table, "a.txt") == []


def test_averages_and_rates_are_not_added_up() -> None:
    table = "Place | Density | Average age\nA | 30 | 41.5\nB | 50 | 44\nTotal | 42 | 43\n"
    assert claimed(table, "a.txt") == []


def test_counts_with_percentages_are_shares_of_the_total_of_their_column() -> None:
    table = "Answer | n (%)\nYes | 504 (94.6)\nNo | 20 ({})\nNone | 9 (1.7)\nTotal | 533 (100)\n"
    assert claimed(table.format("3.8"), "a.txt") == ["cell_share", "column_total", "cell_share", "cell_share"]
    assert found(table.format("3.8"), "a.txt") == []
    assert found(table.format("8.3"), "a.txt") == ["cell-share-mismatch inconsistent: 20; 8.3; 533"]


def test_vietnamese_tables_have_vietnamese_words_and_numerals() -> None:
    table = """
| Xã | Đảng viên | Kinh phí (triệu đồng) |
| --- | --- | --- |
| Núa Ngam | 1.310 | 94,55 |
| Mường Pồn | 2.207 | 12,5 |
| Tổng cộng | {} | 107,05 |
"""
    assert found(table.format("3.517")) == []
    assert found(table.format("3.571")) == ["column-total-mismatch inconsistent: 1.310; 2.207; 3.571"]


def test_html_tables_span_columns_and_rows() -> None:
    table = """<table><caption>Pupils</caption>
<thead><tr><th rowspan="2">School</th><th colspan="3">2024</th></tr>
<tr><th>Girls</th><th>Boys</th><th>Total</th></tr></thead>
<tr><td>Hill Road</td><td>204<sup>1</sup></td><td>197</td><td>401</td></tr>
<tr><td>Mill&nbsp;Lane</td><td>88</td><td><b>93</b></td><td>{}</td></tr></table>"""
    assert found(table.format(181), "a.html") == []
    assert found(table.format(191), "a.html") == ["row-total-mismatch inconsistent: 88; 93; 191"]


def test_prose_around_a_table_is_checked_as_before_and_none_goes_over_its_cells() -> None:
    text = "Votes | 504 of\nNext | 533 members (46%)\nLast | 12\n"
    assert found(text, "a.txt") == []


def test_columns_of_a_plain_text_may_be_divided_by_tabs_or_runs_of_spaces() -> None:
    spaced = "District     now   planned\nDai Tu        27      9\nPho Yen       18      5\nTotal         {}     14\n"
    assert found(spaced.format(45), "a.txt") == []
    assert found(spaced.format(54), "a.txt") == ["column-total-mismatch inconsistent: 27; 18; 54"]
    assert found(spaced.format("54\t").replace("  ", "\t"), "a.txt") != []


def test_the_marks_of_decimals_are_told_by_the_numerals_of_a_table_or_declared() -> None:
    table = "Xa;Party members\nA;1.310\nB;2.207\nTotal;{}\n"
    assert found(table.format("3.517"), "a.csv") == []
    declared = factcheck.Checker(factcheck.Config(csv=";,"))
    document = readers.read_text(table.format("3.571"), "a.csv", dialect=";,")
    (finding,) = declared.check_document(document).findings
    assert finding.check.claim.roles["total"][0].value == 3571
    assert document.dialect == "cells divided by ;, decimals behind ,"


def test_a_dialect_that_there_is_not_is_refused() -> None:
    with pytest.raises(factcheck.ConfigError, match="is no dialect of CSV"):
        factcheck.Config(csv="x")
