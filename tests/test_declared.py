"""Given data that are declared to be right, what texts that state otherwise are told."""

from __future__ import annotations

import pickle
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck import cli

OFFICE = "Commune;Population;Area (km2)\nNúa Ngam;8.764;120,45\nPa Hin;12.412;85,98\n"
FRAME = pl.DataFrame({"Commune": ["Núa Ngam", "Pa Hin"], "Population": [8764, 12412], "Area (km2)": [120.45, 85.98]})
LONG = pl.DataFrame(
    {"entity": ["Núa Ngam commune", "Pa Hin"], "measure": ["population", "population"], "value": [8764, 12412]}
)


def told(text: str, against: object = FRAME) -> list[tuple[str, str, str]]:
    """(severity, message, suggestion) of each finding of declared-mismatch."""
    return [
        (str(one.check.severity), one.check.message, one.suggestion.text if one.suggestion else "")
        for one in factcheck.check_text(text, "a.txt", against=against).findings
        if one.check.rule == "declared-mismatch"
    ]


# -- what is found -----------------------------------------------------------------------------------------------------


def test_a_figure_that_is_not_the_declared_one_is_an_error_with_what_to_write() -> None:
    assert told("Pa Hin commune has a population of 14,212.") == [
        ("error", "Pa Hin commune, population: 12,412, not 14,212, as <data>, row 2 has 12412", "12,412")
    ]


def test_a_figure_that_is_cut_off_is_a_note() -> None:
    ((severity, _, suggestion),) = told("Pa Hin commune covers 85.9 km2.")
    assert (severity, suggestion) == ("note", "86.0 km2")


@pytest.mark.parametrize(
    "text",
    ["Pa Hin commune has a population of 12,412.", "Pa Hin commune has a population of about 12,400.",
     "Pa Hin commune has more than 12,000 people.", "Pa Hin commune covers 86 km2.",
     "Dân số xã Pa Hin là 12.412 người."],
)  # fmt: skip
def test_what_rounds_to_the_declared_figure_holds(text: str) -> None:
    report = factcheck.check_text(text, against=FRAME)
    assert not report.findings
    assert report.coverage.declared == {"<data>": 1}


def test_heads_of_several_words_are_measures(tmp_path: Path) -> None:
    (tmp_path / "office.csv").write_text("Xã;Đảng viên\nNúa Ngam;580\nPa Hin;340\n", encoding="utf-8")
    told_of = told("Đảng bộ xã Pa Hin có 430 đảng viên.", str(tmp_path / "office.csv"))
    assert [(severity, suggestion) for severity, _, suggestion in told_of] == [("error", "340")]


@pytest.mark.parametrize(
    "text",
    ["Pa Khoang commune has a population of 14,212.", "Pa Hin commune has 45 Party cells.",
     "The population is 14,212.", "Nua Ngam and Pa Hin are communes."],
)  # fmt: skip
def test_what_the_data_do_not_have_is_not_checked_by_them(text: str) -> None:
    report = factcheck.check_text(text, against=FRAME)
    assert not report.findings
    assert report.coverage.declared == {"<data>": 0}


def test_a_table_in_a_text_is_held_against_them_too() -> None:
    table = "| Commune | Population |\n| --- | --- |\n| Núa Ngam | 8,746 |\n| Pa Hin | 12,412 |\n"
    report = factcheck.check_text(table, "a.md", against=FRAME)
    assert [(one.check.rule, one.suggestion and one.suggestion.text) for one in report.findings] == [
        ("declared-mismatch", "8,764")
    ]


def test_figures_of_other_times_are_not_compared() -> None:
    years = pl.DataFrame({"Commune": ["Pa Hin"], "Population 2023": [12105], "Population 2024": [12412]})
    assert not told("In 2022 Pa Hin commune had a population of 11,980.", years)
    assert not told("In 2023 Pa Hin commune had a population of 12,105.", years)
    assert not told("Pa Hin commune has a population of 12,105.", years)
    ((severity, *_),) = told("In 2023 Pa Hin commune had a population of 12,412.", years)
    assert severity == "error"


def test_a_figure_whose_sentence_does_not_name_the_thing_is_a_note() -> None:
    ((severity, *_),) = told("It rained in Pa Hin commune. The population is 14,212 there.") or [("note", "", "")]
    assert severity == "note"


def test_data_that_contradict_themselves_are_told() -> None:
    twice = pl.DataFrame({"Commune": ["Pa Hin", "Pa Hin"], "Population": [12412, 14212]})
    rules = [one.check.rule for one in factcheck.check_text("It rained in Pa Hin commune.", against=twice).findings]
    assert rules == ["facts-mismatch"]


def test_two_slips_of_one_text_are_two_findings_and_the_data_no_suspect() -> None:
    report = factcheck.check_text(
        "Pa Hin commune has a population of 14,212. Núa Ngam commune has a population of 8,746.", against=FRAME
    )
    assert [one.suggestion and one.suggestion.text for one in report.findings] == ["12,412", "8,764"]
    assert all(suspect.document != "<data>" for one in report.findings for some in one.suspects for suspect in some)


@given(st.lists(st.integers(1_001, 99_999), min_size=2, max_size=4, unique=True), st.data())
def test_a_text_that_copies_the_data_holds_and_one_spoiled_figure_is_found(
    values: list[int], data: st.DataObject
) -> None:
    names = ["Pa Hin", "Núa Ngam", "Nà Mây", "Huổi Lạ"][: len(values)]
    frame = pl.DataFrame({"Commune": names, "Population": values})
    hedges = data.draw(st.lists(st.sampled_from(["", "about ", "nearly "]), min_size=len(values), max_size=len(values)))
    sentences = [
        f"{name} commune has a population of {hedge}{-(-value // 100) * 100 if hedge else value:,}."
        for name, value, hedge in zip(names, values, hedges, strict=True)
    ]
    assert not factcheck.check_text("\n\n".join(sentences), against=frame).findings
    at = data.draw(st.integers(0, len(values) - 1))
    sentences[at] = f"{names[at]} commune has a population of {values[at] * 2 + 1:,}."
    (found,) = factcheck.check_text("\n\n".join(sentences), against=frame).findings
    assert (found.check.rule, found.check.place and found.check.place.line) == ("declared-mismatch", 2 * at + 1)


# -- how data come -----------------------------------------------------------------------------------------------------

SLIP = "Pa Hin commune has a population of 14,212.\n"
FILES = {
    "office.csv": OFFICE,
    "office.tsv": OFFICE.replace(";", "\t"),
    "office.md": "| Commune | Population |\n| --- | --- |\n| Pa Hin | 12,412 |\n| Núa Ngam | 8,764 |\n",
    "office.json": '[{"Commune": "Pa Hin", "Population": 12412}]',
    "office.yaml": "- Commune: Pa Hin\n  Population: 12412\n",
    "long.csv": "entity,measure,value,unit\nPa Hin commune,population,12412,people\n",
    "long.json": '[{"entity": "Pa Hin", "measure": "population", "value": 12412}]',
}


@pytest.mark.parametrize("name", FILES)
def test_data_may_be_in_any_format(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(SLIP, encoding="utf-8")
    Path(name).write_text(FILES[name], encoding="utf-8")
    assert cli.main([".", "--against", name]) == 1
    out = capsys.readouterr().out
    assert "write 12,412 for 14,212" in out
    assert f"held against {name}: 1 figure\n" in out
    assert "1 file read" in out


@pytest.mark.parametrize("frame", [FRAME, LONG, FRAME.cast({"Population": pl.Float64})], ids=["wide", "long", "floats"])
def test_a_data_frame_may_be_wide_or_long(frame: pl.DataFrame) -> None:
    assert [suggestion for *_, suggestion in told(SLIP, frame)] == ["12,412"]


def test_parquet_and_workbooks_are_data(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    FRAME.write_parquet(tmp_path / "office.parquet")
    book = openpyxl.Workbook()
    for row in (FRAME.columns, *FRAME.rows()):
        book.active.append(row)
    book.save(tmp_path / "office.xlsx")
    found = {name: told(SLIP, tmp_path / f"office.{name}") for name in ("parquet", "xlsx")}
    assert [suggestion for some in found.values() for *_, suggestion in some] == ["12,412", "12,412"]
    assert f"{tmp_path / 'office.xlsx'}, Sheet!B3 has" in found["xlsx"][0][1]
    assert f"{tmp_path / 'office.parquet'}, row 2 has" in found["parquet"][0][1]


def test_a_checker_with_data_can_be_pickled_and_checks_texts_one_by_one() -> None:
    checker = pickle.loads(pickle.dumps(factcheck.Checker(factcheck.Config(against=FRAME))))  # noqa: S301 - our own
    texts: list[tuple[str, str, dict[str, str]]] = [("a", SLIP, {}), ("b", "Núa Ngam commune has 8,764 people.", {})]
    assert [len(report.findings) for report in checker.check_many(texts)] == [1, 0]


def test_the_settings_of_a_project_name_its_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("factcheck.toml").write_text('against = ["office.csv"]\n', encoding="utf-8")
    Path("office.csv").write_text(OFFICE, encoding="utf-8")
    Path("a.txt").write_text(SLIP, encoding="utf-8")
    assert cli.main(["a.txt"]) == 1
    assert "held against office.csv: 1 figure" in capsys.readouterr().out


# -- what is wrong with data -------------------------------------------------------------------------------------------

LACKS = "states no fact; give its rows names and its columns measures, or columns entity, measure and value"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("no.csv", None, "no.csv: there is no such file; check the path"),
        ("a.docx", "x", "a.docx: is of no format that declared data can have; these are .csv, .tsv, .xlsx, .md, .html, "
                        ".htm, .txt, .json, .yaml, .yml, .parquet"),
        ("a.csv", "Size,Colour\n5,red\n", f"a.csv: {LACKS}"),
        ("a.csv", "entity,measure,value\nPa Hin,population,many\n",
         "a.csv:2:value: 'many' holds no number; write it as 8375.21, 1799489 or about 3.8 million"),
        ("a.csv", "entity,measure,value,as_of\nPa Hin,population,5,1.7.2025\nhere,population,6,\n",
         "a.csv:2:as_of: '1.7.2025' is no date; write 2025-07-01, 2025-07 or 2025\n"
         "a.csv:3:entity: 'here' is no name; write it as Na Sang commune, or Na Sang"),
    ],
)  # fmt: skip
def test_faults_of_data_are_told_in_a_line_each(
    name: str, text: str | None, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_text(SLIP, encoding="utf-8")
    if text is not None:
        Path(name).write_text(text, encoding="utf-8")
    assert cli.main(["text.txt", "--against", name]) == 2
    assert capsys.readouterr().err == f"{fault}\n"


def test_what_is_no_data_frame_is_refused() -> None:
    with pytest.raises(TypeError, match="declared data are paths or data frames of polars or pandas, not int"):
        factcheck.check_text(SLIP, against=[5])
