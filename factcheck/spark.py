"""A DataFrame of PySpark with a document a row in, DataFrames of checks, failures and counts out, as on one machine.

The extra `[spark]` installs PySpark 4; executors need factcheck with that extra, too. What goes between machines are
facts, by their keys, and names, to the driver and back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from attrs import frozen
from pyspark import StorageLevel
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from factcheck import batches
from factcheck.ledger import rows
from factcheck.run import Checker

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame

_Batches = Iterator[pa.RecordBatch]


@frozen(eq=False)
class Checked:
    """The report on a corpus.

    checks: those that are listed, with the columns of `Report.to_frame`. failures: what was not read, or is faulty:
    path, line, kind, message. counts: the counts of `Coverage`, by name.
    """

    checks: DataFrame
    failures: DataFrame
    counts: DataFrame


def check(documents: DataFrame, checker: Checker, text_column: str = "text", id_column: str = "id") -> Checked:
    """The report on documents, a row each, and on what they state together; each is called as its id, a text.

    What is worked out stays on the disks of the executors until the session ends. Raises ConfigError for editions and a
    baseline, which have to know all documents at once.
    """
    batches.refuse(checker)
    session = documents.sparkSession
    shared = session.sparkContext.broadcast(checker)
    columns = (f.col(id_column).cast("string").alias("name"), f.col(text_column).cast("string").alias("text"))
    apart = _mapped(documents.select(*columns), _checking(shared), batches.CHECKED).persist(StorageLevel.DISK_ONLY)
    stating = apart.where("account is not null")
    rest = stating.where("account.rest is not null").select("account.rest").collect()
    told = batches.gathered(checker, _names(stating).toArrow(), [bytes(row["rest"]) for row in rest])
    facts = stating.selectExpr("name as document", "0L as serial", "account.toned", "inline(account.facts)")
    own = session.createDataFrame(batches.shared_facts(checker), from_arrow_schema(rows.FACTS))
    facts = facts.union(own)
    known = session.sparkContext.broadcast(told)
    keyed = _mapped(facts, _keying(known, rows.buckets(facts.count())), rows.GROUPED)
    joined = keyed.groupBy("bucket").applyInArrow(_joining(shared, known), from_arrow_schema(batches.TOGETHER))
    joined = joined.persist(StorageLevel.DISK_ONLY)
    unused = batches.unused(checker, told, [row["unused"] for row in joined.select("unused").collect()])
    waived = session.createDataFrame(unused, from_arrow_schema(unused.schema))
    counts = apart.select("counts").union(joined.select("counts"))
    return Checked(
        apart.selectExpr("inline(checks)").union(joined.selectExpr("inline(checks)")),
        apart.selectExpr("inline(failures)").union(waived),
        counts.select(f.explode("counts").alias("name", "count")).groupBy("name").agg(f.sum("count").alias("count")),
    )


def _names(stating: DataFrame) -> DataFrame:
    """Each name with where it is first and last."""
    found = stating.selectExpr("name as document", "account.toned", "posexplode(account.names) as (position, one)")
    place = f.struct("document", "position")
    names = found.select("one.text", "one.kind", "toned", place.alias("place")).groupBy("text", "kind", "toned")
    return names.agg(f.min("place").alias("first"), f.max("place").alias("last"))


def _mapped(frame: DataFrame, work: Callable[[_Batches], _Batches], schema: Any) -> DataFrame:
    return frame.mapInArrow(work, from_arrow_schema(schema))


def _checking(checker: Broadcast[Checker]) -> Callable[[_Batches], _Batches]:
    return lambda some: (batches.checked(checker.value, one) for one in some)


def _keying(told: Broadcast[batches.Gathered], buckets: int) -> Callable[[_Batches], _Batches]:
    return lambda some: (rows.grouped(one, told.value.known.keys, buckets) for one in some)


def _joining(checker: Broadcast[Checker], told: Broadcast[batches.Gathered]) -> Callable[[pa.Table], pa.Table]:
    return lambda facts: batches.together(checker.value, told.value, facts)
