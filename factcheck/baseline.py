"""Findings in, a file that records them out, and reports in which those are told from new ones.

A finding is known by its document and its fingerprint, which is free of positions: text may move, and a figure that
changes makes it new. The file is JSON, a finding a line, paths relative to its folder.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePath

from attrs import evolve, field, frozen

from factcheck.records import Check, Failure, Finding, SettingsError
from factcheck.reports import Report

FILE = "factcheck-baseline.json"
VERSION = 1


@frozen
class Entry:
    """A finding that is recorded: where, by which rule, its figures as written, and all documents that it is about."""

    path: str
    rule: str
    fingerprint: str
    figures: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.path, self.fingerprint

    @property
    def across(self) -> bool:
        """Whether it is about several statements."""
        return len(self.documents) > 1


@frozen
class Baseline:
    """What one file records, by document and fingerprint."""

    file: str
    entries: Mapping[tuple[str, str], Entry]
    _by_document: Mapping[str, list[Entry]] = field(init=False, repr=False)

    @_by_document.default
    def _indexed(self) -> dict[str, list[Entry]]:
        """The entries by the first of their documents."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for one in self.entries.values():
            found[one.documents[0]].append(one)
        return dict(found)

    @classmethod
    def read(cls, file: str) -> Baseline:
        """The baseline in a file. Raises SettingsError for one that is not there or is none."""
        try:
            rows = json.loads(Path(file).read_text(encoding="utf-8"))
            entries = [_entry(row) for row in rows["findings"]] if rows["version"] == VERSION else []
        except OSError as fault:
            told = "record one with `factcheck baseline`, or correct the path"
            raise SettingsError(f"{file}: cannot be read ({fault.strerror}); {told}") from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise SettingsError(f"{file}: is no baseline; record it anew with `factcheck baseline`") from None
        if rows["version"] != VERSION:
            raise SettingsError(f"{file}: is of version {rows['version']}; record it anew with `factcheck baseline`")
        return cls(file, {one.key: one for one in entries})

    def marked(self, report: Report, documents: Collection[str], across: bool, list_all: bool) -> Report:
        """A report on some documents in which findings that are recorded are known, and a note for each that is gone.

        across: whether the report is on what they state together. list_all: whether it lists what is known, too.
        """
        folder = _folder(self.file)
        seen: set[tuple[str, str]] = set()
        findings = []
        for finding in report.findings:
            key = (_inside(finding.check.claim.document, folder), finding.fingerprint)
            if key in self.entries and not finding.waiver:
                seen.add(key)
                finding = evolve(finding, waiver=f"it is in {self.file}", known=True)  # noqa: PLW2901
            findings.append(finding)
        here = {_inside(name, folder): name for name in documents}
        gone = [
            Failure(here[one.path], f"{_told(one)}, which {self.file} has, is gone; record it anew", kind="note")
            for one in chain.from_iterable(self._by_document.get(name, ()) for name in here)
            if one.key not in seen and one.across is across and all(name in here for name in one.documents)
        ]
        known = set() if list_all else {id(one.check) for one in findings if one.known}
        listed = tuple(check for check in report.checks if id(check) not in known)
        return evolve(report, checks=listed, findings=tuple(findings), failures=(*report.failures, *gone))


def written(findings: Iterable[Finding], file: str) -> Iterator[str]:
    """The lines of a baseline with some findings, but for those that are waived, as it stands in a file."""
    folder = _folder(file)
    rows = sorted(
        json.dumps(_row(finding.check, finding.fingerprint, folder), ensure_ascii=False)
        for finding in findings
        if not finding.waiver
    )
    yield f'{{"version": {VERSION},'
    yield '"findings": ['
    yield from (f"{row}," for row in rows[:-1])
    yield from rows[-1:]
    yield "]}"


def _row(check: Check, fingerprint: str, folder: str) -> dict[str, object]:
    claim = check.claim
    stated = {fact.document for facts in claim.stated.values() for fact in facts if not fact.source}
    documents = sorted(_inside(name, folder) for name in stated or {claim.document})
    return {"path": _inside(claim.document, folder), "rule": check.rule, "fingerprint": fingerprint,
            "figures": claim.written, "documents": documents}  # fmt: skip


def _entry(row: Mapping[str, object]) -> Entry:
    figures, documents = row["figures"], row["documents"]
    if not isinstance(figures, list) or not isinstance(documents, list) or not documents:
        raise ValueError("not of that form")
    path, rule, fingerprint = str(row["path"]), str(row["rule"]), str(row["fingerprint"])
    return Entry(path, rule, fingerprint, tuple(map(str, figures)), tuple(map(str, documents)))


def _told(one: Entry) -> str:
    return f"the finding of {one.rule} ({'; '.join(one.figures)})"


def _folder(file: str) -> str:
    return os.path.dirname(os.path.abspath(file))


def _inside(name: str, folder: str) -> str:
    """A path as a baseline in a folder has it."""
    return PurePath(os.path.relpath(os.path.abspath(name), folder)).as_posix()
