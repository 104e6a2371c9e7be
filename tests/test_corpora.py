"""Corpora with a row a document: Parquet and JSON Lines in, the same findings out as from a file a document."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest

from factcheck.cli import main
from factcheck.reports import Report, frame
from factcheck.run import Checker, Config

SLIP = "The resolution was passed by 504 of 533 members (46.5%)."
RIGHT = "The resolution was passed by 504 of 533 members (94.56%)."
FIRST = "Mường Pồn commune had 5,321 people in 2024."
SECOND = "Mường Pồn commune had 6,321 people in 2024."


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lines(path: str, rows: Iterable[object]) -> str:
    """A corpus in JSON Lines; a text among the rows is a line as it is."""
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    Path(path).write_bytes(gzip.compress(text.encode()) if path.endswith(".gz") else text.encode())
    return path


def written(path: str, rows: list[dict[str, object]]) -> str:
    """A corpus in the format that its suffix tells."""
    if path.endswith(".parquet"):
        pl.DataFrame(rows).write_parquet(path)
        return path
    if not path.endswith(".zst"):
        return lines(path, rows)
    from pyarrow import CompressedOutputStream

    with CompressedOutputStream(path, "zstd") as stream:
        stream.write("".join(json.dumps(row) + "\n" for row in rows).encode())
    return path


def found(report: Report) -> list[tuple[str, str]]:
    return [(one.check.claim.document, one.check.rule) for one in report.findings]


def faults(report: Report) -> list[str]:
    return [failure.message for failure in report.failures]


@pytest.mark.parametrize("suffix", ["parquet", "jsonl", "ndjson", "jsonl.gz", "jsonl.zst"])
def test_each_row_is_a_document_that_is_called_by_path_and_id(suffix: str) -> None:
    path = written(f"news.{suffix}", [{"id": "a", "text": SLIP}, {"id": "b", "text": RIGHT}])
    report = Checker().check(path)
    assert found(report) == [(f"news.{suffix}#a", "share-mismatch")]
    assert report.coverage.documents == 2
    assert report.exit_status == 1


def test_rows_and_files_that_are_checked_together_state_facts_together() -> None:
    lines("news.jsonl", [{"id": 1, "text": FIRST}])
    Path("b.txt").write_text(SECOND, encoding="utf-8")
    report = Checker().check(["news.jsonl", "b.txt"])
    assert [rule for _, rule in found(report)] == ["facts-mismatch"]


def test_rows_of_one_corpus_state_facts_together() -> None:
    lines("news.jsonl", [{"id": 1, "text": FIRST}, {"id": 2, "text": SECOND}])
    assert found(Checker().check("news.jsonl")) == [("news.jsonl#1", "facts-mismatch")]


def test_options_and_settings_name_the_columns() -> None:
    lines("news.jsonl", [{"url": "a", "body": SLIP}])
    assert main(["news.jsonl", "--text-column", "body", "--id-column", "url"]) == 1
    assert main(["news.jsonl"]) == 3
    Path("factcheck.toml").write_text('text-column = "body"\nid-column = "url"\n')
    assert main(["news.jsonl"]) == 1


def test_the_suffix_of_an_id_tells_the_format_of_its_text() -> None:
    code = "    504 of 533 members (46.5%)\n"
    lines("news.jsonl", [{"id": "a.md", "text": f"Code:\n\n{code}"}, {"id": "b.docx", "text": SLIP}])
    assert found(Checker().check("news.jsonl")) == [("news.jsonl#b.docx", "share-mismatch")]


FAULTY = [
    ('{"id": 1, "text"', "news.jsonl:1: is no JSON (Expecting ':' delimiter); correct the line, or leave it out"),
    ("[1, 2]", 'news.jsonl:1: is no object; write {"id": ..., "text": ...}'),
    ({"id": 1}, "news.jsonl:1: has no 'text'; add it, or name another one by --text-column"),
    ({"text": "x"}, "news.jsonl:1: has no 'id'; add it, or name another one by --id-column"),
    ({"id": 1, "text": None}, "news.jsonl:1: 'text' is empty; give the row a text, or leave it out"),
    ({"id": 1, "text": 504}, "news.jsonl:1: 'text' is 504; give the row a text, or leave it out"),
    ({"id": None, "text": "x"}, "news.jsonl:1: 'id' is empty; give the row an id, a text or a whole number"),
    ({"id": 1.5, "text": "x"}, "news.jsonl:1: 'id' is 1.5; give the row an id, a text or a whole number"),
]


@pytest.mark.parametrize(("row", "message"), FAULTY)
def test_a_faulty_row_is_told_with_its_line_and_the_others_are_checked(row: object, message: str) -> None:
    lines("news.jsonl", [row, {"id": "good", "text": SLIP}])
    report = Checker().check("news.jsonl")
    assert faults(report) == [message]
    assert found(report) == [("news.jsonl#good", "share-mismatch")]
    assert report.exit_status == 3


def test_an_id_that_was_there_before_is_told() -> None:
    lines("news.jsonl", [{"id": 1, "text": SLIP}, {"id": "1", "text": SLIP}])
    report = Checker().check("news.jsonl")
    assert faults(report) == ["news.jsonl:2: the id 1 was there before; give each row an id of its own"]
    assert len(report.findings) == 1


def test_of_many_faulty_rows_the_first_ones_are_told_and_the_rest_counted() -> None:
    lines("news.jsonl", [{"id": number} for number in range(5_000)])
    told = faults(Checker().check("news.jsonl"))
    assert len(told) == 21
    assert "news.jsonl: 4,980 more rows are faulty; correct the first ones" in told


def test_a_null_in_parquet_is_told_with_its_row() -> None:
    written("news.parquet", [{"id": "a", "text": SLIP}, {"id": "b", "text": None}])
    report = Checker().check("news.parquet")
    assert faults(report) == ["news.parquet, row 2: 'text' is empty; give the row a text, or leave it out"]
    assert len(report.findings) == 1


def test_a_column_that_parquet_lacks_is_told_with_those_that_it_has() -> None:
    written("news.parquet", [{"url": "a", "text": SLIP}])
    told = "news.parquet: has no column 'id', but url, text; name another one by --id-column"
    assert faults(Checker().check("news.parquet")) == [told]


@pytest.mark.parametrize("name", ["news.parquet", "news.jsonl.gz", "news.jsonl.zst"])
def test_a_file_that_is_cut_off_or_something_else_is_told_in_a_line(name: str) -> None:
    written(name, [{"id": number, "text": f"{number} {SLIP}"} for number in range(500)])
    whole = Path(name).read_bytes()
    for data in (b"", b"no such thing", whole[: len(whole) // 2]):
        Path(name).write_bytes(data)
        told = faults(Checker().check(name))
        assert len(told) == 1 or not data, (told, data[:20])
        assert all(name in one and "\n" not in one and "please report" not in one for one in told)


def test_what_is_missing_is_named_by_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written("news.parquet", [{"id": "a", "text": SLIP}])
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert faults(Checker().check("news.parquet")) == [
        'news.parquet: needs pyarrow: pip install "factcheck-figures[data]"'
    ]


def test_in_folders_corpora_are_not_looked_for() -> None:
    lines("data.jsonl", [{"no": "text"}])
    Path("a.txt").write_text(SLIP)
    report = Checker().check(".")
    assert faults(report) == []
    assert len(report.findings) == 1


def test_several_processes_find_what_one_finds() -> None:
    texts = (SLIP, RIGHT, FIRST, SECOND)
    rows = [{"id": number, "text": texts[number % 4].replace("5,321", f"5,{number:03}")} for number in range(300)]
    lines("news.jsonl", [*rows[:150], "{", *rows[150:]])
    alone, shared = (Checker(Config(jobs=jobs)).check("news.jsonl") for jobs in (1, 2))
    assert alone.to_json() == shared.to_json()
    assert len(alone.failures) == 1


def test_figures_claims_and_facts_of_rows_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    lines("news.jsonl", [{"id": "a", "text": FIRST}, {"id": "b"}])
    assert main(["show", "facts", "news.jsonl"]) == 3
    shown = capsys.readouterr()
    assert shown.out.startswith("news.jsonl#a:1:23: Mường Pồn commune, population: 5321 person")
    assert "not read: news.jsonl:2: has no 'text'" in shown.err


@pytest.mark.parametrize("what", ["figures", "claims"])
def test_tables_of_many_rows_are_written_in_parts_and_are_one(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines("news.jsonl", [{"id": number, "text": SLIP} for number in range(50)])
    assert main(["show", what, "news.jsonl", "--format", "parquet", "--output", "whole.parquet"]) == 0
    monkeypatch.setattr(frame, "_ROWS", 7)
    assert main(["show", what, "news.jsonl", "--format", "parquet", "--output", "parts.parquet"]) == 0
    whole, parts = pl.read_parquet("whole.parquet"), pl.read_parquet("parts.parquet")
    assert whole.height == 150
    assert parts.equals(whole)
