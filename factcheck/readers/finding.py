"""Paths of files and folders in, the files to read out: recursive, in order, without what .gitignore leaves out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from stat import S_ISDIR
from typing import TYPE_CHECKING

from attrs import field, frozen

from factcheck.fixed import Fixed, fixed
from factcheck.readers.decoding import shown
from factcheck.readers.formats import READ, UNREAD, suffix, unread
from factcheck.records import Failure

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_IGNORE_FILE = ".gitignore"
_SKIPPED_FOLDERS = frozenset({"node_modules"})


@frozen
class Found:
    """What lies at some paths.

    files: those to read, in order. skipped: how many were passed over as their format is not read, by suffix.
    failures: what is not there. folders: those that were named.
    """

    files: tuple[str, ...] = ()
    skipped: Mapping[str, int] = field(factory=Fixed, converter=fixed)
    failures: tuple[Failure, ...] = ()
    folders: tuple[str, ...] = ()


def find(paths: Sequence[str]) -> Found:
    """The files at some paths, each once, sorted; a path begins as it was given.

    A file that is named is taken whatever its suffix; in folders only formats that are read are. Hidden files and
    folders, node_modules and what a .gitignore (up to the root of the repository) excludes are left out unless named.
    Links to folders are not followed, except for one that is named.
    """
    walk = _Walk()
    for path in paths:
        walk.start(path)
    skipped = dict(sorted(walk.skipped.items()))
    return Found(tuple(sorted(walk.files.values())), skipped, tuple(walk.failures), tuple(walk.folders))


class _Walk:
    """What was found so far."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}  # by absolute path
        self.skipped: Counter[str] = Counter()
        self.failures: list[Failure] = []
        self.folders: list[str] = []
        self._passed: set[str] = set()  # absolute paths of those counted as skipped

    def start(self, path: str) -> None:
        """Takes a path that was named."""
        try:
            folder = S_ISDIR(os.stat(path).st_mode)
        except (FileNotFoundError, NotADirectoryError):
            self._fail(path, "there is no such file or folder; check the path")
            return
        except (OSError, ValueError):
            folder = False  # the reader says what is wrong with it
        try:
            whole = os.path.abspath(path) if "\0" not in path else path
        except OSError:
            self._fail(path, "the current folder is gone; change to one that is there")
            return
        if folder:
            self.folders.append(path)
            self._folder(path, whole, _rules_above(whole))
        elif suffix(path) in UNREAD:
            self._fail(path, unread(path))
        else:
            self.files.setdefault(whole, path)

    def _folder(self, path: str, whole: str, rules: tuple[_Rules, ...]) -> None:
        """Takes what lies in a folder and below; no recursion, as folders may be nested deeper than Python's stack."""
        open_folders = [(path, whole, rules)]
        while open_folders:
            path, whole, rules = open_folders.pop()
            try:
                with os.scandir(path) as scan:
                    entries = list(scan)
            except OSError as fault:
                self._fail(path, f"cannot be read ({fault.strerror}); change its permissions, or leave it out")
                continue
            if any(entry.name == _IGNORE_FILE for entry in entries):
                rules = (*rules, *_rules_of(whole))
            inside = whole if whole.endswith(os.sep) else whole + os.sep
            for entry in entries:
                name = entry.name
                if name[0] == "." or name in _SKIPPED_FOLDERS:
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    self._file(entry, inside, rules)
                elif not _ignored(rules, inside + name + "/"):
                    open_folders.append((entry.path, inside + name, rules))

    def _file(self, entry: os.DirEntry[str], inside: str, rules: tuple[_Rules, ...]) -> None:
        kind = suffix(entry.name)
        if kind not in READ and kind not in UNREAD:
            return
        whole = inside + entry.name
        if rules and _ignored(rules, whole):
            return
        if kind in READ:
            self.files.setdefault(whole, entry.path)
        elif whole not in self._passed:
            self._passed.add(whole)
            self.skipped[kind] += 1

    def _fail(self, path: str, message: str) -> None:
        failure = Failure(path, f"{shown(path)}: {message}")
        if failure not in self.failures:
            self.failures.append(failure)


@frozen
class _Rules:
    """One .gitignore: the folder it stands in, with a separator at its end, and what it says."""

    folder: str
    spec: GitIgnoreSpec


def _ignored(rules: tuple[_Rules, ...], whole: str) -> bool:
    """Whether the nearest .gitignore that says anything about a path excludes it; a folder ends with a slash."""
    for one in reversed(rules):
        included = one.spec.check_file(whole[len(one.folder) :]).include
        if included is not None:
            return included
    return False


def _rules_above(whole: str) -> tuple[_Rules, ...]:
    """The rules of the folders above one, from the root of its repository down; none if they exclude it."""
    above: list[str] = []
    folder = whole
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ()
        above.append(parent)
        folder = parent
    rules = tuple(one for parent in reversed(above) for one in _rules_of(parent))
    return () if _excluded_on_the_way(rules, folder, whole) else rules


def _excluded_on_the_way(rules: tuple[_Rules, ...], root: str, whole: str) -> bool:
    way = whole[len(root) :].strip(os.sep).split(os.sep)
    inside = root.rstrip(os.sep) + os.sep
    for step in way if rules and whole != root else ():
        inside += step + os.sep
        if _ignored(tuple(one for one in rules if len(one.folder) < len(inside)), inside):
            return True
    return False


def _rules_of(folder: str) -> Iterator[_Rules]:
    """The rules of a folder's .gitignore, if it has one; lines that are no patterns say nothing, as in git."""
    path = os.path.join(folder, _IGNORE_FILE)
    if not os.path.isfile(path):  # a pipe of that name would be waited for
        return
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            lines = [line for line in file.read().split("\n") if line.strip() and not line.startswith("#")]
    except OSError:
        return
    if not lines:
        return
    import re

    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):
        spec = GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))
    yield _Rules(folder.rstrip(os.sep) + os.sep, spec)


def _is_pattern(line: str) -> bool:
    import re

    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True
