"""The path of a report and what a run reads in; whether the one would destroy the other out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from stat import S_ISREG

_TAIL = 4096  # bytes; the last line of a report is shorter
_LAST_LINE = re.compile(rb"(?:\A|\n)exit \d{1,3}: [^\r\n]+\r?\n\Z")
_HEAD = re.compile(
    rb'\{"version": \d+,\r?\n"checks": \[|<!-- factcheck report -->|path,line,column,cell,rule,kind,verdict,severity,'
)
Identity = tuple[int, int] | str


def identity(path: str | int) -> Identity:
    """What tells files apart: equal for all names and links of one regular file, the path where there is none."""
    try:
        state = os.stat(path)
        if S_ISREG(state.st_mode) and state.st_ino:
            return state.st_dev, state.st_ino
        return os.path.abspath(path) if isinstance(path, str) else ""
    except (OSError, ValueError):
        return _absolute(path) if isinstance(path, str) else ""


def pack_files(packs: Iterable[str]) -> Iterable[str]:
    """The files that rule packs may be read from, and folders that have the name of one."""
    for pack in packs:
        yield pack
        for folder, folders, names in os.walk(pack, followlinks=True):
            yield from (os.path.join(folder, name) for name in (*folders, *names) if name.endswith((".yaml", ".yml")))
            if folder != pack:
                folders.clear()  # a pack has folders of languages, and these have none


def is_report(path: str) -> bool:
    """Whether a file is empty, or a report of factcheck, as its first characters or its last line tell."""
    try:
        with open(path, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            head = file.read(_TAIL)
            file.seek(max(size - _TAIL, 0))
            return not size or bool(_HEAD.match(head) or _LAST_LINE.search(file.read()))
    except OSError:
        return False


def _absolute(path: str) -> str:
    try:
        return os.path.abspath(path)
    except OSError:  # the current folder is gone
        return path
