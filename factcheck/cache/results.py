"""A configuration and files in, what these came to under it out, if that is kept."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Any

from attrs import frozen

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
_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_SOURCES = (".py", ".json")


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
        whole = hashlib.blake2b(digest_size=32)
        stated = asdict(config)
        for part in (sys.version, os.getcwd(), json.dumps(stated, sort_keys=True, default=sorted), *_libraries()):
            _add(whole, part.encode("utf-8", "surrogateescape"))
        for file in (*_own_files(), *files):
            _add(whole, os.fsencode(file))
            with open(file, "rb") as stream:
                _add(whole, stream.read())
        return cls(store, whole.digest(), date.today().toordinal())  # noqa: DTZ011 - the day where the user is

    def key(self, name: str, stated: Sequence[Waiver], across: bool, data: bytes) -> bytes:
        """The key of what a file of some bytes comes to, given the waivers `stated` beside it."""
        whole = hashlib.blake2b(self.basis, digest_size=_KEY)
        _add(whole, name.encode("utf-8", "surrogateescape"))
        _add(whole, json.dumps([across, *map(asdict, stated)]).encode())
        whole.update(data)
        return whole.digest()

    def recalled(self, keys: Sequence[bytes]) -> tuple[Report, set[bytes]]:
        """(one report of what is kept under some keys, those of them under which something is)."""
        return decoded(self.store.get(keys).items(), self.today)

    def entries(self, key: bytes, report: Report, dated: bool) -> Sequence[Entry]:
        """What is to be kept of a report, nothing if it has faults; dated: whether it may be another one tomorrow."""
        return [] if report.faults else [(key, encoded(key, report, self.today if dated else 0))]


def _add(whole: hashlib.blake2b, part: bytes) -> None:
    """Hashes a part, and where it ends."""
    whole.update(len(part).to_bytes(8, "big"))
    whole.update(part)


def _own_files() -> Iterator[str]:
    """The files of factcheck, its built-in pack among them: between two releases its version tells nothing."""
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if not name.startswith("__"))
        yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(_SOURCES))


def _libraries() -> Iterator[str]:
    """When each library was installed; to ask for its version would load more than all the rest."""
    for name in _LIBRARIES:
        spec = find_spec(name)
        state = os.stat(spec.origin) if spec and spec.origin else None
        yield f"{name} {state and (state.st_mtime_ns, state.st_size)}"
