"""PySpark on several partitions, and the pure functions that it runs: the report is that of one machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from factcheck import batches, readers
from factcheck.configured import checker as configured
from factcheck.ledger import rows
from factcheck.reports import Report
from factcheck.reports.check_row import COLUMNS
from factcheck.reports.frame import CHECKS
from factcheck.run import Checker, Config, ConfigError
from factcheck.settings import settings_for
from tests.communes import articles

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.serves  # its parts speak to one another on this machine

SCHEMA = {name: column.dtype.type for name, column in CHECKS.columns.items()}
EXAMPLES = Path(__file__).parent.parent / "examples"
WAIVERS = """
<!-- factcheck: waive facts-mismatch (5,321; 6,321) because both are estimates -->
<!-- factcheck: waive facts-mismatch (1; 2) because it is gone -->

Mường Pồn commune had 6,321 people in 2024.
"""


def corpus() -> dict[str, str]:
    """Some hundred articles by name, with waivers, one that cannot be read, and one that states nothing."""
    told = {f"{at:04}.txt": text for at, text in enumerate(articles(300))}
    told |= {path.name: path.read_text("utf-8") for path in sorted((EXAMPLES / "news").glob("*.txt"))}
    told |= {
        "a.txt": "Mường Pồn commune had 5,321 people in 2024.",
        "b.md": WAIVERS,
        "c.txt": "Nothing, 504 of 533 (46.5%).",
    }
    return told | {"bad.txt": "\0"}


def alone(checker: Checker, told: dict[str, str]) -> Report:
    """The report of one machine."""
    sources = [(name, text) for name, text in told.items() if "\0" not in text]
    return checker.check_documents(
        [readers.read_row("auto", text, name, readers.suffix(name)) for name, text in sources]
    )


def lines(frame: pl.DataFrame) -> list[str]:
    """The rows of a table of checks as text, sorted."""
    return sorted(frame.select(COLUMNS).write_ndjson().splitlines())


def by_batches(checker: Checker, told: dict[str, str], size: int) -> pl.DataFrame:
    """The checks that the pure functions make of batches, as an engine would run them."""
    documents = pa.Table.from_pydict({"name": list(told), "text": list(told.values())}, schema=batches.DOCUMENTS)
    checked = [batches.checked(checker, one) for one in documents.to_batches(size)]
    stating = [row for one in checked for row in one.to_pylist() if row["account"]]
    names: dict[tuple[str, str, bool], list[dict[str, object]]] = defaultdict(list)
    for row in stating:
        for position, name in enumerate(row["account"]["names"]):
            written = (name["text"], name["kind"], row["account"]["toned"])
            names[written].append({"document": row["name"], "position": position})
    ends = [
        {"text": text, "kind": kind, "toned": toned, "first": min(places, key=_place), "last": max(places, key=_place)}
        for (text, kind, toned), places in names.items()
    ]
    rest = [row["account"]["rest"] for row in stating if row["account"]["rest"]]
    gathered = batches.gathered(checker, pa.Table.from_pylist(ends), rest)
    facts = [
        {"document": row["name"], "serial": 0, "toned": row["account"]["toned"], **fact}
        for row in stating
        for fact in row["account"]["facts"]
    ]
    table = pa.concat_tables([pa.Table.from_pylist(facts, schema=rows.FACTS), batches.shared_facts(checker)])
    keyed = pa.Table.from_batches(rows.grouped(one, gathered.known.keys, 50) for one in table.to_batches(size))
    buckets = set(keyed.column("bucket").to_pylist())
    joined = [batches.together(checker, gathered, keyed.filter(pc.equal(keyed["bucket"], one))) for one in buckets]
    found = [row for some in (*checked, *joined) for row in some.column("checks").to_pylist()]
    return pl.DataFrame([check for some in found for check in some], schema=SCHEMA)


def _place(place: dict[str, object]) -> tuple[object, ...]:
    return place["document"], place["position"]


def test_the_columns_are_those_of_a_frame() -> None:
    assert [field.name for field in batches.CHECK] == list(CHECKS.columns)


@pytest.mark.parametrize("size", [1, 50, 1_000])
def test_batches_of_any_size_give_the_report_of_one_machine(size: int) -> None:
    checker, told = Checker(Config(list_all=True)), corpus()
    report = alone(checker, told)
    assert {one.check.rule for one in report.findings} >= {"facts-mismatch", "merged-total-mismatch", "share-mismatch"}
    assert lines(by_batches(checker, told, size)) == lines(report.to_frame())


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("no Java here")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4")
    found: SparkSession = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    yield found
    found.stop()


def in_spark(session: SparkSession, checker: Checker, told: dict[str, str]) -> tuple[pl.DataFrame, ...]:
    """The checks, failures and counts that Spark gives, of documents in five partitions."""
    from factcheck import spark

    documents = session.createDataFrame(list(told.items()), "id string, text string").repartition(5)
    found = spark.check(documents, checker)
    return tuple(pl.DataFrame(one.toArrow()) for one in (found.checks, found.failures, found.counts))


def test_spark_gives_the_report_of_one_machine(session: SparkSession) -> None:
    checker, told = Checker(Config(list_all=True)), corpus()
    checks, failures, counts = in_spark(session, checker, told)
    report = alone(checker, told)
    assert {one.check.rule for one in report.findings} >= {"facts-mismatch", "merged-total-mismatch", "share-mismatch"}
    assert lines(checks) == lines(report.to_frame())
    stated = sorted((one.path, one.line, one.kind, one.message) for one in report.failures)
    stated.append(("bad.txt", 0, "input", "bad.txt: is binary, not text; leave it out"))
    assert sorted(failures.iter_rows()) == sorted(stated)
    counted = dict(counts.iter_rows())
    coverage = report.coverage
    assert counted["documents"] == coverage.documents
    assert counted["bound"] == coverage.bound
    assert {name: count for name, count in counted.items() if name.startswith("undecided")} == {
        f"undecided: {reason}": count for reason, count in coverage.undecided.items()
    }


def test_a_registry_goes_to_all_machines(session: SparkSession) -> None:
    folder = EXAMPLES / "provinces"
    checker = configured(settings_for(str(folder)), {"all": True})
    told = {str(path): path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    checks, _, _ = in_spark(session, checker, told)
    assert lines(checks) == lines(alone(checker, told).to_frame())


def test_a_baseline_needs_one_machine(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{"version": 1, "findings": []}')
    with pytest.raises(ConfigError, match="a baseline cannot be held against parts of a corpus"):
        batches.refuse(Checker(Config(baseline=str(path))))
