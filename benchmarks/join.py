"""Facts of a large corpus in; time and peak memory of bringing those of each bucket together out, by two engines.

    python -m benchmarks.join [--facts 2000000]

The facts are those of the articles of `benchmarks/corpus.py`, in a Parquet file as `factcheck/ledger` has it, with the
number of a bucket. What is measured is reading them all in the order of buckets, in a process of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from zlib import crc32

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from benchmarks.corpus import ARTICLE, names
from benchmarks.scale import measured
from factcheck import readers
from factcheck.ledger import rows
from factcheck.run import Checker

_ARTICLES = 500
_BATCH = 20_000
_GROUP = 5_000
_ENGINES = {
    "duckdb": """
import sys, duckdb
engine = duckdb.connect()
engine.execute("SET enable_progress_bar = false")
engine.execute("SET memory_limit = '256MB'")
engine.execute("SET threads = 1")
engine.execute("SET preserve_insertion_order = false")
engine.execute("SET temp_directory = ?", [sys.argv[2]])
ordered = engine.sql(f"SELECT * FROM '{sys.argv[1]}' ORDER BY bucket").to_arrow_reader(2000)
assert sum(batch.num_rows for batch in ordered)
""",
    "polars": """
import sys, polars as pl
ordered = pl.scan_parquet(sys.argv[1]).sort("bucket").collect_batches(chunk_size=2000)
assert sum(len(batch) for batch in ordered)
""",
}


def stock(checker: Checker) -> Iterator[dict[str, object]]:
    """The facts of some articles, as rows."""
    for number, name in enumerate(names()[:_ARTICLES]):
        text = ARTICLE.format(name=name, cells=20, members=300, year=2024, people=4_000 + number, area="40.10")
        report = checker.check_document(readers.read_text(text, name), across=True)
        for account in report.accounts:
            yield from rows.with_account(account)


def write(facts: int, path: Path) -> None:
    """Writes facts as `GROUPED`, over and over, each time of another document and in another bucket."""
    known = list(stock(Checker()))
    found = (
        {**row, "document": f"{number:09}", "bucket": crc32(f"{number}".encode()) % (facts // _GROUP + 1)}
        for number, row in zip(range(facts), cycle(known), strict=False)
    )
    with ParquetWriter(path, rows.GROUPED, compression="zstd") as writer:
        for some in iter(lambda: list(islice(found, _BATCH)), []):
            writer.write_batch(pa.RecordBatch.from_pylist(some, schema=rows.GROUPED))


def main() -> int:
    """Prints a line an engine and size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--facts", type=int, default=2_000_000)
    options = parser.parse_args()
    print(f"{'facts':>10}{'MiB':>8}  {'engine':<8}{'seconds':>10}{'peak MiB':>10}")
    for facts in (options.facts // 4, options.facts):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "facts.parquet"
            write(facts, path)
            size = path.stat().st_size / 2**20
            for engine, program in _ENGINES.items():
                seconds, _, peak = measured([sys.executable, "-c", program, str(path), folder])
                print(f"{facts:>10,}{size:>8.0f}  {engine:<8}{seconds:>10.1f}{peak:>10,.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
