"""A configuration and files in, what these came to under it out, if that is kept."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from factcheck.cache.basis import add, add_file, begun
from factcheck.cache.encoding import decoded, encoded
from factcheck.cache.store import Store
from factcheck.fields import asdict
from factcheck.records import Waiver
from factcheck.reports import Report

Entry = tuple[bytes, bytes]
"""A key, and what is kept under it."""

_KEY = 16  # bytes
_LIBRARIES = ("charset_normalizer", "openpyxl", "pathspec", "pint")
"""Those that have a say in what a file comes to."""


@frozen
class Results:
    """What files came to under one configuration, on one day.

    basis: what all of it follows from, but for the files, hashed. today: the day, as a proleptic ordinal.
    """

    store: Store
    basis: bytes
    today: int

    @classmethod
    def of(cls, config: Any, files: Iterable[str], store: Store) -> Results:
        """The results under a configuration and the content of files that it names. Raises OSError."""
        whole = begun(_LIBRARIES)
        for part in (os.getcwd(), json.dumps(asdict(config), sort_keys=True, default=sorted)):
            add(whole, part.encode("utf-8", "surrogateescape"))
        for file in files:
            add_file(whole, file)
        return cls(store, whole.digest(), date.today().toordinal())  # noqa: DTZ011 - the day where the user is

    def key(self, name: str, stated: Sequence[Waiver], across: bool, data: bytes) -> bytes:
        """The key of what a file of some bytes comes to, given the waivers `stated` beside it."""
        whole = hashlib.blake2b(self.basis, digest_size=_KEY)
        add(whole, name.encode("utf-8", "surrogateescape"))
        add(whole, json.dumps([across, *map(asdict, stated)]).encode())
        whole.update(data)
        return whole.digest()

    def recalled(self, keys: Sequence[bytes]) -> tuple[Report, set[bytes]]:
        """(one report of what is kept under some keys, those of them under which something is)."""
        return decoded(self.store.get(keys).items(), self.today)

    def entries(self, key: bytes, report: Report, dated: bool) -> Sequence[Entry]:
        """What is to be kept of a report, nothing if it has faults; dated: whether it may be another one tomorrow."""
        return [] if report.faults else [(key, encoded(key, report, self.today if dated else 0))]
