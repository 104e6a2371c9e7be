"""Accounts in, their facts on a disk until all are there; then out again in groups, which an embedded engine sorts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow.parquet import ParquetFile, ParquetWriter

from factcheck.corpus.keys import Keys
from factcheck.ledger import rows
from factcheck.records import Account

_BATCH = 2_000  # facts that are written and read at a time
_MEMORY = "256MB"  # what the engine may take before it sorts on the disk


class Spill:
    """The facts of accounts in a Parquet file, gone with this object."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="factcheck-")
        self._path = Path(self._folder.name) / "facts.parquet"
        self._writer = ParquetWriter(self._path, rows.FACTS, compression="zstd")
        self._waiting: list[dict[str, Any]] = []
        self._count = 0

    def add(self, account: Account, serial: int) -> None:
        """Writes the facts of an account. serial: which one it is of those that bear the name of its document."""
        self._waiting += rows.with_account(account, serial)
        if len(self._waiting) >= _BATCH:
            self._write()

    def groups(self, keys: Keys) -> Iterator[list[Account]]:
        """The accounts of each group, with just its facts; nothing can be added from then on."""
        self._write()
        self._writer.close()
        if not self._count:
            return  # older versions of pyarrow cannot read a file without rows
        buckets = rows.buckets(self._count)
        with ParquetFile(self._path) as file, duckdb.connect() as engine:
            engine.execute(f"SET memory_limit = '{_MEMORY}'")
            engine.execute("SET enable_progress_bar = false")
            engine.execute("SET threads = 1")
            engine.execute("SET preserve_insertion_order = false")
            engine.execute("SET temp_directory = ?", [self._folder.name])
            batches = (rows.grouped(batch, keys, buckets) for batch in file.iter_batches(_BATCH))
            engine.register("facts", pa.RecordBatchReader.from_batches(rows.GROUPED, batches))
            ordered: Any = engine.sql("SELECT * FROM facts ORDER BY bucket").to_arrow_reader(_BATCH)
            found = (row for batch in ordered for row in batch.to_pylist())
            for _, some in groupby(found, key=itemgetter("bucket")):
                yield rows.accounts(some)

    def _write(self) -> None:
        self._count += len(self._waiting)
        if self._waiting:
            self._writer.write_batch(pa.RecordBatch.from_pylist(self._waiting, schema=rows.FACTS))
            self._waiting.clear()
