"""A report in, bytes out, and back: a few numbers where it found nothing, else its records.

The bytes are sealed (`factcheck.cache.seal`), with the day for which the report holds.
"""

from __future__ import annotations

import io
import json
import pickle
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from factcheck import records
from factcheck.cache.seal import opened, sealed
from factcheck.fixed import Fixed
from factcheck.records import COUNTS, Coverage
from factcheck.reports import Report

_DAY = 4  # bytes of the day
_PLAIN = b"["
_OTHERS = {(kind.__module__, kind.__name__): kind for kind in (Report, Fraction, Fixed)}
"""The classes of what is kept beside those of `factcheck.records`, by where they are from."""


def encoded(key: bytes, report: Report, day: int = 0) -> bytes:
    """The report as bytes to be kept under a key; `day` is that for which it holds, 0 for any."""
    body = day.to_bytes(_DAY, "big") + (_plain(report) or pickle.dumps(report, pickle.HIGHEST_PROTOCOL))
    return sealed(key, body)


def decoded(found: Iterable[tuple[bytes, bytes]], today: int) -> tuple[Report, set[bytes]]:
    """(one report of all keys and bytes that are sound and hold today, their keys)."""
    counts = [0] * len(COUNTS)
    undecided: Counter[str] = Counter()
    reports: list[Report] = []
    sound: set[bytes] = set()
    for key, value in found:
        body = opened(key, value)
        if body is None or int.from_bytes(body[:_DAY], "big") not in (0, today):
            continue
        content = body[_DAY:]
        try:
            if content[:1] == _PLAIN:
                *some, reasons = json.loads(content)
                counts = [one + other for one, other in zip(counts, some, strict=True)]
                undecided.update(reasons)
            else:
                reports.append(_Records(io.BytesIO(content)).load())
        except Exception:  # noqa: BLE001, S112 - whatever is wrong with it, the file is checked anew
            continue
        sound.add(key)
    fields: list[Any] = [*counts, undecided]
    return Report.merged([Report(coverage=Coverage(*fields)), *reports]), sound


def _plain(report: Report) -> bytes:
    """The counts of a report that has nothing else, else nothing."""
    coverage = report.coverage
    fields = [*(getattr(coverage, name) for name in COUNTS), dict(coverage.undecided)]
    if report != Report(coverage=Coverage(*fields), fail_on=report.fail_on):
        return b""
    return json.dumps(fields, separators=(",", ":")).encode()


class _Records(pickle.Unpickler):
    """Reads records and nothing else, so that no code can be run by what it reads."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        found = getattr(records, name, None) if module == records.__name__ else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")
