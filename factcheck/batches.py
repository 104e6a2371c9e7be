"""Documents in as Arrow batches, a row a document; checks, failures and what documents state out, as Arrow batches.

Any engine can run two functions on parts of a corpus, in any order and on any number of machines: `checked` takes
documents, and `together` takes all facts of some keys. Between them goes what is `gathered` of all documents: names and
mergers. Both are pure: the same batch gives the same bytes. Needs the extra `[data]`.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
from attrs import frozen

from factcheck import readers, waivers
from factcheck.ledger import rows
from factcheck.ledger.roster import Known, Roster, named, without_facts
from factcheck.records import COUNTS, Account, Coverage, Failure, Waiver
from factcheck.reports import Report
from factcheck.reports.check_row import COLUMNS, row
from factcheck.run import Checker, ConfigError

_TYPES = {"line": pa.int64(), "column": pa.int64(), "rung": pa.int64(), "roles": pa.list_(pa.string()),
          "figures": pa.list_(pa.string())}  # fmt: skip
CHECK = pa.struct([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])
"""A listed check; the columns are those of `Report.to_frame`."""
FAILURE = pa.struct([("path", pa.string()), ("line", pa.int64()), ("kind", pa.string()), ("message", pa.string())])
"""What was not read, or is faulty."""
ACCOUNT = pa.struct(
    [
        ("toned", pa.bool_()),
        ("names", pa.list_(rows.NAME)),
        ("facts", pa.list_(rows.FACT)),
        ("rest", pa.binary()),
    ]
)
"""What a document states that others may state, too. rest: its mergers and waivers, if it has any."""
_REPORTED = [("checks", pa.list_(CHECK)), ("counts", pa.map_(pa.string(), pa.int64()))]

DOCUMENTS = pa.schema([("name", pa.string()), ("text", pa.string())])
"""What comes in: a document a row; no two have the same name, whose suffix tells the format."""
CHECKED = pa.schema([("name", pa.string()), *_REPORTED, ("failures", pa.list_(FAILURE)), ("account", ACCOUNT)])
"""The report on each document. counts: those of `Coverage`, by their names; account: None if it states nothing."""
TOGETHER = pa.schema([("bucket", pa.int64()), *_REPORTED, ("unused", pa.list_(pa.int64()))])
"""The report on what the facts of a bucket state together. unused: numbers of waivers that silence nothing in it."""


@frozen
class Gathered:
    """What all documents tell that each bucket of facts has to know, and the waivers that may silence what it finds."""

    known: Known
    waivers: tuple[Waiver, ...]


def refuse(checker: Checker) -> None:
    """Raises ConfigError for what needs all documents at once: editions, and a baseline."""
    config = checker.config
    for what, stated in (("editions", config.editions is not None), ("a baseline", bool(config.baseline))):
        if stated:
            raise ConfigError(f"{what} cannot be held against parts of a corpus; leave it out, or check on one machine")


def checked(checker: Checker, documents: pa.RecordBatch) -> pa.RecordBatch:
    """The reports on documents, a row each, as `CHECKED`; documents as `DOCUMENTS`."""
    names, texts = (documents.column(name).to_pylist() for name in DOCUMENTS.names)
    found = [_checked(checker, name, text) for name, text in zip(names, texts, strict=True)]
    return pa.RecordBatch.from_pylist(found, schema=CHECKED)


def _checked(checker: Checker, name: str | None, text: str | None) -> dict[str, Any]:
    if name is None or text is None:
        shown = "a document without a name" if name is None else readers.shown(name)
        fault = Failure(name or "", f"{shown}: has no {'name' if name is None else 'text'}; add it, or leave it out")
        report = Report(failures=(fault,))
    else:
        read = partial(readers.read_row, checker.config.csv, text, name, readers.suffix(name))
        report = checker.check_source(name, read, across=True)
    failures = [*map(_failure, report.failures)]
    account = next((_account(checker.settled(one)) for one in report.accounts), None)
    return {"name": name, **_reported(report), "failures": failures, "account": account}


def _failure(one: Failure) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("path", "line", "kind", "message")}


def _account(account: Account) -> dict[str, Any]:
    rest = None
    if account.mergers or account.divisions or account.waivers:
        kept = without_facts(account)
        rest = pickle.dumps((kept, account.waivers), pickle.HIGHEST_PROTOCOL)
    names = [{"text": text, "kind": kind} for _, (text, kind, _) in named(account)]
    return {"toned": account.toned, "names": names, "facts": list(rows.facts(account)), "rest": rest}


def _reported(report: Report) -> dict[str, Any]:
    checks = [dict(zip(COLUMNS, row(check, finding), strict=True)) for check, finding in report.listed()]
    return {"checks": checks, "counts": list(_counts(report.coverage))}


def _counts(coverage: Coverage) -> Iterator[tuple[str, int]]:
    yield from ((name, getattr(coverage, name)) for name in COUNTS)
    yield from ((f"undecided: {reason}", count) for reason, count in coverage.undecided.items())
    yield from ((f"declared: {source}", count) for source, count in coverage.declared.items())


def gathered(checker: Checker, names: pa.Table, rest: Iterable[bytes]) -> Gathered:
    """What all documents tell.

    names: text, kind, toned, and where each was first and last: (document, position). rest: that of all accounts.
    """
    roster = Roster()
    for one in names.to_pylist():
        first, last = ((place["document"], 0, place["position"]) for place in (one["first"], one["last"]))
        roster.note((one["text"], one["kind"], one["toned"]), first, last)
    told: list[tuple[Account, tuple[Waiver, ...]]] = [pickle.loads(one) for one in rest]  # noqa: S301 - of this run
    for account, _ in told:
        roster.tell(account)
    for serial, account in enumerate(checker.shared, 1):
        roster.add(account, serial)
    told.sort(key=lambda pair: pair[0].document)
    return Gathered(roster.known(checker.ranks), tuple(waiver for _, stated in told for waiver in stated))


def shared_facts(checker: Checker) -> pa.Table:
    """The facts of declared data and the registry, as `ledger.rows.FACTS`."""
    found = [one for serial, account in enumerate(checker.shared, 1) for one in rows.with_account(account, serial)]
    return pa.Table.from_pylist(found, schema=rows.FACTS)


def together(checker: Checker, told: Gathered, facts: pa.Table) -> pa.Table:
    """The report on all facts of a bucket, as `ledger.rows.GROUPED`, together: one row of `TOGETHER`."""
    accounts = [*rows.accounts(facts.to_pylist()), *told.known.mergers]
    report, left = checker.across_group(accounts, told.known.names, told.waivers)
    unused = {id(waiver) for waiver in left}
    numbers = [at for at, waiver in enumerate(told.waivers) if id(waiver) in unused]
    found = {"bucket": facts.column("bucket")[0].as_py(), **_reported(report), "unused": numbers}
    return pa.Table.from_pylist([found], schema=TOGETHER)


def unused(checker: Checker, told: Gathered, left: Sequence[Sequence[int]]) -> pa.Table:
    """A failure for each waiver that silences nothing in any bucket, as `FAILURE`; left: `unused` of all of them."""
    numbers = set(range(len(told.waivers))).intersection(*left)
    found = waivers.unused([told.waivers[at] for at in sorted(numbers)], checker.active)
    return pa.Table.from_pylist([*map(_failure, found)], schema=pa.schema(list(FAILURE)))
