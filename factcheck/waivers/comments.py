"""A document in, the waivers in its comments out, and the document without these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from attrs import evolve, frozen

from factcheck import rule_ids
from factcheck.lines import Lines
from factcheck.records import Document, Failure, Waiver
from factcheck.waivers.waiver import GRAMMAR, parse, renamed

MARK = "factcheck:"
_FILLER = " "
_LINE_COMMENT = re.compile(r"(?<![^\r\n])[^\S\r\n]*(?:#|//)[^\S\r\n]*factcheck:[^\r\n]*")
_OPEN, _CLOSE = "<!--", "-->"
_TO_FACTCHECK = re.compile(rf"{_OPEN}\s*{MARK}")
_BREAK = re.compile(r"[\r\n]")
_NESTED = "this waiver stands within another comment; close that one before it"
_UNCLOSED = f"this comment is never closed; write {_CLOSE} at its end"


def in_text(document: Document, rules: Mapping[str, str]) -> tuple[Document, list[Waiver], list[Failure]]:
    """(the document with its comments to factcheck masked, its waivers, what is wrong with some of them).

    rules: every id that rules have or had, to that of today.
    """
    lines = Lines(document.source)
    waivers: list[Waiver] = []
    failures: list[Failure] = []
    text: list[str] = []
    done = 0
    for note in _notes(document):
        text += document.text[done : note.start], _FILLER * (note.end - max(note.start, done))
        done = max(note.end, done)
        line = lines.locate(note.start)[0]
        verb, _, rest = note.body.strip().partition(" ")
        waiver = parse(rest, document.name, line) if verb == "waive" else None
        if note.fault:
            failures.append(Failure(document.name, note.fault, line, "waiver"))
        elif waiver is None:
            message = f"this comment is no waiver; write: factcheck: waive {GRAMMAR}"
            failures.append(Failure(document.name, message, line, "waiver"))
        elif waiver.rule not in rules:
            failures.append(Failure(document.name, rule_ids.unknown(waiver.rule, rules), line, "waiver"))
        else:
            waiver, notes = renamed(waiver, rules)
            waivers.append(waiver)
            failures += notes
    return evolve(document, text="".join([*text, document.text[done:]])), waivers, failures


@frozen
class _Note:
    """A comment to factcheck: where it stands, what follows `factcheck:`, and why that cannot be obeyed, or ""."""

    start: int
    end: int
    body: str = ""
    fault: str = ""


def _notes(document: Document) -> list[_Note]:
    """Every comment to factcheck, in order."""
    source, plain = document.source, document.format == "text"
    comments = _comments_of_plain_text(source) if plain else _comments(document)
    starts = [start for start, _ in comments]
    found = []
    for mark in _TO_FACTCHECK.finditer(source):
        at = mark.start()
        number = bisect_right(starts, at) - 1
        start, end = comments[number] if number >= 0 else (0, 0)
        if at >= end:
            if plain or document.text.startswith(_OPEN, at):  # else it is masked, as code is
                found.append(_Note(at, _line_end(source, at), fault=_UNCLOSED))
        elif start < at:
            found.append(_Note(at, end, fault=_NESTED))
        elif not source.endswith(_CLOSE, mark.end(), end):
            found.append(_Note(at, end, fault=_UNCLOSED))
        else:
            found.append(_Note(at, end, source[mark.end() : end - len(_CLOSE)]))
    if plain:
        found += [_Note(one.start(), one.end(), one[0].partition(MARK)[2]) for one in _LINE_COMMENT.finditer(source)]
    return sorted(found, key=lambda note: note.start)


def _comments(document: Document) -> list[tuple[int, int]]:
    return sorted((scope.start, scope.end) for scope in document.scopes if scope.name == "comment")


def _comments_of_plain_text(source: str) -> list[tuple[int, int]]:
    """Plain text has comments for factcheck alone: to everybody else they are prose."""
    found = []
    start = source.find(_OPEN)
    while start >= 0:
        end = source.find(_CLOSE, start + len(_OPEN))
        if end < 0:
            break
        end += len(_CLOSE)
        found.append((start, end))
        start = source.find(_OPEN, end)
    return found


def _line_end(source: str, at: int) -> int:
    stop = _BREAK.search(source, at)
    return stop.start() if stop else len(source)
