"""Keys and bytes in, the same bytes out in another run: a table in a file of SQLite, in the user's own cache folder.

Whatever is wrong with the folder or the file is as if nothing had been kept.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from typing import TypeVar

from attrs import define, frozen

_T = TypeVar("_T")

FOLDER = "FACTCHECK_CACHE_DIR"
"""The environment variable that names the folder."""
LIMIT = 256 * 2**20
"""Bytes that a file holds at the most."""
RESULTS = "results-1.sqlite"
"""The file of what files came to; the number is that of the table and of what stands in it."""
_NAME = "factcheck-figures"
_TABLE = "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
_AT_ONCE = 500  # keys that one query asks for
_PATIENCE = 1.0  # seconds to wait for another process that writes
_DAY = 24 * 60 * 60  # seconds; when something was used last is known by the day
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""The only faults that say nothing against the file; what is damaged may seem to be full, read-only or other."""


def place() -> str:
    """The folder of the cache: where the environment says, else where the platform keeps caches; "" for nowhere."""
    stated = os.environ.get(FOLDER)
    if stated:
        return os.path.abspath(stated)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        home = os.path.expanduser("~/Library/Caches")
    else:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(home, _NAME) if os.path.isabs(home) else ""


@frozen
class State:
    """What a store holds: entries, and bytes on disk."""

    entries: int = 0
    size: int = 0


@define
class Store:
    """What is kept in one file of a folder. Each method opens it anew, so a store may go to other processes.

    limit: bytes that the file holds at the most. usable: False once the folder or the file could not be used; then
    nothing is looked for any more, and nothing kept.
    """

    folder: str
    limit: int = LIMIT
    name: str = RESULTS
    usable: bool = True

    @property
    def file(self) -> str:
        """The path of the file."""
        return os.path.join(self.folder, self.name)

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """What is kept under some keys."""
        return self._work(lambda table: _found(table, keys), {}) if self._exists() else {}

    def put(self, values: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps values by key, all or none; what was not used for longest goes where room is needed."""
        rows = [(key, _today(), value) for key, value in values]
        if rows and self._made():
            self._work(lambda table: _kept(table, rows, self.limit), None)

    def state(self) -> State:
        """What it holds."""
        if not self._exists():
            return State()
        count = self._work(lambda table: int(table.execute("SELECT count(*) FROM results").fetchone()[0]), 0)
        return State(count, sum(os.path.getsize(file) for file in self._files() if os.path.exists(file)))

    def clear(self) -> None:
        """Deletes the file. Raises OSError."""
        for file in self._files():
            with suppress(FileNotFoundError):
                os.unlink(file)

    def trouble(self) -> str:
        """Why it cannot be used, in a few words, "" if it can: others could write into it, or it cannot be written."""
        try:
            state = os.stat(self.folder)
        except FileNotFoundError:
            return ""
        except OSError as fault:
            return fault.strerror or str(fault)
        if not stat.S_ISDIR(state.st_mode):
            return "it is no folder"
        if os.name == "posix" and state.st_uid != os.geteuid():
            return "it belongs to another user"
        if os.name == "posix" and state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return "others may write there"
        return "" if os.access(self.folder, os.W_OK | os.X_OK) else "it cannot be written"

    def _files(self) -> Sequence[str]:
        # A journal that is left would be played back into the next file; a damaged header asks for journals of its own.
        return *(self.file + end for end in ("-journal", "-wal", "-shm")), self.file

    def _exists(self) -> bool:
        return self.usable and bool(self.folder) and os.path.isfile(self.file) and self._own()

    def _own(self) -> bool:
        """Whether the folder is one that nobody else can write into; it need not be one that we can."""
        self.usable = self.trouble() in ("", "it cannot be written")
        return self.usable

    def _made(self) -> bool:
        """Whether there is a folder to write into, and a file; made if need be, for this user alone."""
        if not self.usable or not self.folder:
            return False
        try:
            os.makedirs(self.folder, 0o700, exist_ok=True)
            if self._own():
                with suppress(FileExistsError):
                    os.close(os.open(self.file, os.O_CREAT | os.O_EXCL, 0o600))  # SQLite would let others read it
        except OSError:
            self.usable = False
        return self.usable

    def _work(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """What some work on the table gives; a file that is damaged is begun anew, once."""
        for _ in range(2):
            try:
                # What is damaged is found out, so nothing waits for the disk.
                with closing(sqlite3.connect(self.file, _PATIENCE, isolation_level=None)) as table:
                    table.execute("PRAGMA synchronous = OFF")
                    table.execute(_TABLE)
                    return work(table)
            except Exception as fault:  # noqa: BLE001 - damage comes as errors of many kinds
                if getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _IN_USE:
                    break
                try:
                    self.clear()
                except OSError:
                    break
        self.usable = False
        return otherwise


def _found(table: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    today = _today()
    old: list[tuple[int, bytes]] = []
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        marks = ",".join("?" * len(some))
        for key, used, value in table.execute(f"SELECT key, used, value FROM results WHERE key IN ({marks})", some):  # noqa: S608 - question marks alone
            if isinstance(value, bytes):
                found[key] = value
                if used != today:
                    old.append((today, key))
    if old:
        with suppress(sqlite3.OperationalError), table:
            table.execute("BEGIN IMMEDIATE")
            table.executemany("UPDATE results SET used = ? WHERE key = ?", old)
    return found


def _kept(table: sqlite3.Connection, rows: Sequence[tuple[bytes, int, bytes]], limit: int) -> None:
    with table:
        table.execute("BEGIN IMMEDIATE")
        table.executemany("INSERT OR REPLACE INTO results (key, used, value) VALUES (?, ?, ?)", rows)
        while _bytes(table) > limit:
            table.execute(
                "DELETE FROM results WHERE rowid IN (SELECT rowid FROM results ORDER BY used, rowid "
                "LIMIT max(1, (SELECT count(*) FROM results) / 4))"
            )
            if not table.execute("SELECT changes()").fetchone()[0]:
                break


def _bytes(table: sqlite3.Connection) -> int:
    """The bytes of the file that are in use; what was deleted leaves room for what comes."""
    pages, free, size = (
        table.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _today() -> int:
    return int(time.time()) // _DAY
