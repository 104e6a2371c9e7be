"""Facts of accounts in, rows of Arrow out, and back again: what is looked up as columns, the fact itself as bytes."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from zlib import crc32

import pyarrow as pa

from factcheck.corpus.dimensions import dimension_of
from factcheck.corpus.keys import Keys
from factcheck.records import Account, Fact, Name

NAME = pa.struct([("text", pa.string()), ("kind", pa.string())])
FACT = pa.struct(
    [
        ("position", pa.int64()),
        ("about", pa.list_(NAME)),
        ("measure", pa.string()),
        ("size", pa.string()),
        ("claimed", pa.bool_()),
        ("fact", pa.binary()),
    ]
)
"""A fact in its account. about: the names of what it may be about; size: the dimension of its figure; claimed: whether
this stands in a claim of the document itself."""
FACTS = pa.schema([("document", pa.string()), ("serial", pa.int64()), ("toned", pa.bool_()), *FACT])
"""A fact with its account: serial: which one of the accounts of that name."""
_BUCKET = 5_000  # facts in a bucket, about
GROUPED = pa.schema([("bucket", pa.int64()), *(one for one in FACTS if one.name not in ("about", "measure", "size"))])
"""A fact that goes with all others of its bucket, among them those of its key."""


def facts(account: Account) -> Iterator[dict[str, Any]]:
    """The facts of an account as rows of `FACT`."""
    for position, fact in enumerate(account.facts):
        yield {
            "position": position,
            "about": [{"text": name.text, "kind": name.kind} for name in fact.about],
            "measure": fact.measure,
            "size": dimension_of(fact.figure),
            "claimed": fact.figure.start in account.claimed,
            "fact": pickle.dumps(fact, pickle.HIGHEST_PROTOCOL),
        }


def with_account(account: Account, serial: int = 0) -> Iterator[dict[str, Any]]:
    """The facts of an account as rows of `FACTS`."""
    told = {"document": account.document, "serial": serial, "toned": account.toned}
    return ({**told, **row} for row in facts(account))


def buckets(count: int) -> int:
    """In how many buckets so many facts are put."""
    return count // _BUCKET + 1


def grouped(batch: pa.RecordBatch, keys: Keys, number: int, salt: str = "") -> pa.RecordBatch:
    """The facts of a batch of `FACTS` that are about something known, as `GROUPED`: of one key in one bucket.

    number: that of all buckets. salt: what else has to be the same for facts to meet.
    """
    found: list[int | None] = []
    columns = (batch.column(name).to_pylist() for name in ("about", "toned", "measure", "size"))
    for about, toned, measure, size in zip(*columns, strict=True):
        key = keys.of([Name(one["text"], one["kind"]) for one in about], toned, measure, size)
        found.append(None if key is None else crc32(f"{salt}|{key}".encode()) % number)
    kept = [batch.column(name) for name in GROUPED.names[1:]]
    result = pa.RecordBatch.from_arrays([pa.array(found, pa.int64()), *kept], schema=GROUPED)
    return result.filter(result.column("bucket").is_valid())


def accounts(rows: Iterable[Mapping[str, Any]]) -> list[Account]:
    """The accounts of rows of `GROUPED`, each with just the facts that are among them, all in the order they had."""
    ordered = sorted(rows, key=lambda row: (row["document"], row["serial"], row["position"]))
    found = []
    for (document, _), some in groupby(ordered, key=lambda row: (row["document"], row["serial"])):
        mine = list(some)
        stated: list[Fact] = [pickle.loads(row["fact"]) for row in mine]  # noqa: S301 - written by this run
        claimed = {fact.figure.start for fact, row in zip(stated, mine, strict=True) if row["claimed"]}
        found.append(Account(document, tuple(stated), toned=mine[0]["toned"], claimed=frozenset(claimed)))
    return found
