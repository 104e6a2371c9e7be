"""A revision of a Git repository in, what was added to its files since out; reports on just that.

Git itself is asked: `git diff` for the lines that were added, `git ls-files` for files that it does not know yet.
"""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from factcheck.records import Region
from factcheck.reports import Report

_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)")
_SIGNS = {b"n": b"\n", b"t": b"\t", b"r": b"\r"}
_OCTAL = 3  # digits of an escaped byte
Added = Mapping[str, list[int] | None]
"""The real path of each file to the lines that were added, in order; None for all of them."""


class NoRevision(Exception):
    """Why nothing can be told apart since a revision, in a line."""


def added(revision: str, folder: str) -> Added:
    """What was added since a revision of the repository that a folder lies in. Raises NoRevision."""
    root = _git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
    if revision.startswith("-"):
        raise NoRevision(f"{revision} names no revision")
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", fault=f"there is no {revision}")
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/")
    diff = _git(root, "diff", *options, commit.decode().strip(), "--")
    lines: dict[str, list[int] | None] = defaultdict(list)
    for name, first, count in _hunks(diff.decode("utf-8", "surrogateescape")):
        known = lines[_whole(root, name)]
        if known is not None:
            known.extend(range(first, first + count))
    for unknown in _git(root, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0"):
        if unknown:
            lines[_whole(root, os.fsdecode(unknown))] = None
    return dict(lines)


def only(report: Report, lines: Added) -> Report:
    """The report on just the checks with a figure in a line that was added."""
    return report.only(lambda check: any(_touches(lines, name, region) for name, region in check.regions))


def _touches(lines: Added, name: str, region: Region) -> bool:
    whole = os.path.realpath(name)
    if whole not in lines:
        return False
    known = lines[whole]
    if known is None:
        return True
    at = bisect_left(known, region.line)
    return at < len(known) and known[at] <= region.end_line


def _hunks(diff: str) -> Iterator[tuple[str, int, int]]:
    """(file, first line, number of lines) of each stretch that was added."""
    name = ""
    for line in diff.split("\n"):
        if line.startswith("+++ "):
            name = _unquoted(line[4:].removesuffix("\t"))
        elif (hunk := _HUNK.match(line)) and name:
            yield name.removeprefix("b/"), int(hunk[1]), int(hunk[2] or 1)


def _unquoted(name: str) -> str:
    """A path as Git writes it, without the quotation marks and escapes that it puts around odd characters."""
    if not name.startswith('"'):
        return name
    raw = name[1:-1].encode("utf-8", "surrogateescape")
    return os.fsdecode(_ESCAPED.sub(lambda one: _byte(one[1]), raw))


def _byte(escaped: bytes) -> bytes:
    return bytes([int(escaped, 8)]) if len(escaped) == _OCTAL else _SIGNS.get(escaped, escaped)


def _whole(root: str, name: str) -> str:
    return os.path.realpath(os.path.join(root, name))


def _git(folder: str, *words: str, fault: str = "") -> bytes:
    """What a command of Git prints. Raises NoRevision with `fault`, or with what Git says."""
    try:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=False)
    except OSError as error:
        raise NoRevision(f"git cannot be run ({error.strerror}); install it, or leave --since out") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevision(fault or (told[-1] if told else "git failed"))
    return done.stdout
