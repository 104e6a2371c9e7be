"""A folder of articles in; what they take in PySpark, what goes between machines, and whether reports are the same out.

    python benchmarks/spark.py ARTICLES [--times 1]

Runs on this machine, a process a processor, in eight partitions a processor.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import polars as pl
from pyspark.sql import SparkSession

from factcheck import readers, spark
from factcheck.reports.check_row import COLUMNS
from factcheck.run import Checker, Config

_WRITTEN = "internal.metrics.shuffle.write.bytesWritten"


def shuffled(log: Path) -> int:
    """The bytes that stages wrote for others, by the log of a session."""
    events = (json.loads(line) for path in log.rglob("events_*") for line in path.open(encoding="utf-8"))
    stages = (
        event["Stage Info"]["Accumulables"] for event in events if event["Event"] == "SparkListenerStageCompleted"
    )
    return sum(int(one["Value"]) for some in stages for one in some if one["Name"] == _WRITTEN)


def lines(frame: pl.DataFrame) -> list[str]:
    """The rows of a table of checks as text, sorted."""
    return sorted(frame.select(COLUMNS).write_ndjson().splitlines())


def rows(folder: Path, times: int) -> Iterator[tuple[str, str]]:
    """(name, text) of the articles, all of them again as often as is wanted."""
    for again in range(times):
        for path in sorted(folder.glob("*.txt")):
            yield f"{again}/{path.name}", readers.read(str(path)).source


def main() -> int:
    """Prints what was measured; 1 if the reports differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    told = list(rows(options.folder, options.times))
    cores = os.cpu_count() or 1
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    checker = Checker(Config(list_all=True))
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as log:
        builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.sql.shuffle.partitions", str(4 * cores)).config("spark.driver.memory", "4g")
        builder = builder.config("spark.eventLog.compress", "false")
        session = builder.config("spark.eventLog.enabled", "true").config("spark.eventLog.dir", log).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        parts = [Path(folder) / f"{number}.parquet" for number in range(8 * cores)]
        for number, part in enumerate(parts):
            some = told[number :: len(parts)]
            pl.DataFrame(some, schema=["id", "text"], orient="row").write_parquet(part)
        documents = session.read.parquet(*map(str, parts))
        before = perf_counter()
        found = spark.check(documents, checker)
        checks = pl.DataFrame(found.checks.toArrow())
        seconds = perf_counter() - before
        session.stop()
        texts = sum(len(text.encode()) for _, text in told)
        between: float = shuffled(Path(log))
    rate, between = len(told) / seconds, between / len(told)
    print(f"{len(told):,} documents of {texts / len(told):,.0f} bytes in {seconds:.1f} s on {cores} processors")
    print(f"{rate:,.0f} documents a second, {rate / cores:,.0f} a core; {between:,.0f} bytes shuffled a document")
    before = perf_counter()
    alone = checker.check_documents(readers.read_row("auto", text, name, ".txt") for name, text in told)
    print(f"one process without Spark: {len(told) / (perf_counter() - before):,.0f} documents a second")
    same = lines(checks) == lines(alone.to_frame())
    print(f"{len(checks):,} checks, {'the same as' if same else 'NOT those'} of one machine")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
