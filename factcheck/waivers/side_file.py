"""Files and folders in; out come the waivers that the side files which govern them state."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from factcheck import rule_ids
from factcheck.records import Failure, Waiver
from factcheck.waivers.waiver import GRAMMAR, parse, renamed

SIDE_FILE = ".factcheck-waivers"


def beside(
    files: Iterable[str], folders: Iterable[str], rules: Mapping[str, str]
) -> tuple[Mapping[str, tuple[Waiver, ...]], list[Failure]]:
    """(waivers by file as given, what is wrong with some) of the side files that govern files and folders of a run.

    rules: every id that rules have or had, to that of today.
    """
    wanted: dict[str, list[str]] = {}
    for file in files:
        wanted.setdefault(_whole(file), []).append(file)
    wholes = [_whole(folder) for folder in folders]
    homes: dict[str, str] = {}
    sides = dict.fromkeys(_side_file(folder, homes) for folder in (*map(os.path.dirname, wanted), *wholes))
    found: dict[str, list[Waiver]] = {}
    failures: list[Failure] = []
    for side in filter(None, sides):
        stated, faults = _read_side_file(side, rules)
        failures += faults
        for path, waiver in stated:
            whole = os.path.normpath(os.path.join(os.path.dirname(side), path))
            governor = homes[os.path.dirname(whole)] if whole in wanted else side
            if governor != side:
                message = f"{path} has a side file nearer to it, {_short(governor)}; move this line there"
            elif whole not in wanted and not os.path.isfile(whole) and _lies_in(whole, wholes):
                message = f"there is no file {path}; correct the path, or delete this line"
            else:
                for file in wanted.get(whole, ()):
                    found.setdefault(file, []).append(waiver)
                continue
            failures.append(Failure(waiver.path, message, waiver.line, "waiver"))
    return {file: tuple(stated) for file, stated in found.items()}, failures


def side_files(files: Iterable[str]) -> set[str]:
    """The absolute paths of the side files that govern some files."""
    homes: dict[str, str] = {}
    return {side for file in files if (side := _side_file(os.path.dirname(_whole(file)), homes))}


def line_for(file: str, words: str) -> tuple[str, str]:
    """(the side file, the line in it) by which a waiver of some words is stated of a file.

    The side file is the one that governs the file, else a new one beside it.
    """
    whole = _whole(file)
    side = _side_file(os.path.dirname(whole), {}) or os.path.join(os.path.dirname(whole), SIDE_FILE)
    path = os.path.relpath(whole, os.path.dirname(side))
    return _short(side), f"{path}: {words}"


def _side_file(folder: str, homes: dict[str, str]) -> str:
    """The side file that governs a folder, "" if none does; `homes` remembers the folders already asked."""
    passed = []
    while folder not in homes:
        passed.append(folder)
        candidate = os.path.join(folder, SIDE_FILE)
        above = os.path.dirname(folder)
        if os.path.isfile(candidate):
            homes[folder] = candidate
        elif above == folder:
            homes[folder] = ""
        else:
            folder = above
    for below in passed:
        homes[below] = homes[folder]
    return homes[folder]


def _read_side_file(side: str, rules: Mapping[str, str]) -> tuple[list[tuple[str, Waiver]], list[Failure]]:
    """([(path as written, waiver)], faults) of one side file."""
    name = _short(side)
    stated: list[tuple[str, Waiver]] = []
    failures: list[Failure] = []
    try:
        with open(side, encoding="utf-8-sig") as stream:
            lines = stream.read().split("\n")  # as editors count them: U+2028 and the like end no line
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else f"byte {fault.start} is not UTF-8"
        return [], [Failure(name, f"cannot be read ({reason}); it must be a text file in UTF-8", 0, "waiver-file")]
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = _entry(line, name, number)
        if entry is None:
            failures.append(Failure(name, f"this line is no waiver; write: PATH: {GRAMMAR}", number, "waiver-file"))
        elif entry[1].rule not in rules:
            failures.append(Failure(name, rule_ids.unknown(entry[1].rule, rules), number, "waiver-file"))
        else:
            waiver, notes = renamed(entry[1], rules)
            stated.append((entry[0], waiver))
            failures += notes
    return stated, failures


def _entry(line: str, side: str, number: int) -> tuple[str, Waiver] | None:
    """(path, waiver) of a line, None if it is of no such form; a path may itself hold a colon and a space."""
    cut = line.find(": ")
    while cut >= 0:
        waiver = parse(line[cut + 2 :], side, number)
        if waiver is not None:
            return line[:cut].strip(), waiver
        cut = line.find(": ", cut + 1)
    return None


def _lies_in(whole: str, folders: Iterable[str]) -> bool:
    return any(whole.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def _whole(path: str) -> str:
    """The absolute path; the path itself where the current folder is gone."""
    try:
        return os.path.abspath(path)
    except OSError:
        return path


def _short(path: str) -> str:
    """A path as people see it from the current folder."""
    try:
        return os.path.relpath(path)
    except (OSError, ValueError):  # the current folder is gone; on Windows, on another drive
        return path
