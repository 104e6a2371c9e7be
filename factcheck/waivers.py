"""Documents and side files in, waivers out: each silences one rule's finding about certain figures, for a reason.

A waiver is written where the text stands, as a comment,

    <!-- factcheck: waive share-mismatch (504; 533; 94.55%) because the board cuts off -->
    # factcheck: waive share-mismatch (504; 533; 94.55%) because the board cuts off
    // factcheck: waive …

(the last two in plain text, on a line of their own), or in a file `.factcheck-waivers` in the folder of the text or the
nearest folder above that has one, a line each, the path relative to that file, `#` for remarks:

    corpus/a.txt: share-mismatch (504; 533; 94.55%) because the board cuts off

The figures are those of the finding as written, in any order, divided by semicolons; list items are left out. A comment
that cannot be read, names an unknown rule, or silences nothing is reported as a note; a faulty line of a side file
fails the run with exit status 2, as a faulty rule pack does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping

from attrs import evolve, frozen

from factcheck.lines import Lines
from factcheck.records import Check, Document, Failure

SIDE_FILE = ".factcheck-waivers"
MARK = "factcheck:"
GRAMMAR = "RULE (FIGURE; FIGURE) because REASON"
_NAMES = ("item", "name")
_FILLER = " "
_LINE_COMMENT = re.compile(r"^[^\S\r\n]*(?:#|//)[^\S\r\n]*factcheck:[^\r\n]*", re.MULTILINE)
_OPEN, _CLOSE = "<!--", "-->"


@frozen
class Waiver:
    """What one waiver silences: a rule and its figures as written (spaces folded), why, and where it says so."""

    rule: str
    figures: tuple[str, ...]
    reason: str
    path: str
    line: int

    def silences(self, check: Check) -> bool:
        """Whether a check is the one that the waiver names."""
        if check.rule != self.rule:
            return False
        figures = [figure.text for _, figure in check.claim.operands() if figure.type not in _NAMES]
        return sorted(self.figures) == sorted(_folded(figures))


def in_text(document: Document, rules: Collection[str]) -> tuple[Document, list[Waiver], list[Failure]]:
    """(the document with its comments to factcheck masked, its waivers, what is wrong with some of them)."""
    lines = Lines(document.source)
    waivers: list[Waiver] = []
    failures: list[Failure] = []
    text = document.text
    for start, end, body in _comments(document):
        text = text[:start] + _FILLER * (end - start) + text[end:]
        line = lines.locate(start)[0]
        verb, _, rest = body.strip().partition(" ")
        waiver = _parse(rest, document.name, line) if verb == "waive" else None
        if waiver is None:
            message = f"this comment is no waiver; write: factcheck: waive {GRAMMAR}"
            failures.append(Failure(document.name, message, line, "waiver"))
        elif waiver.rule not in rules:
            failures.append(Failure(document.name, unknown_rule(waiver.rule, rules), line, "waiver"))
        else:
            waivers.append(waiver)
    return evolve(document, text=text), waivers, failures


def beside(files: Iterable[str], rules: Collection[str]) -> tuple[Mapping[str, tuple[Waiver, ...]], list[Failure]]:
    """(waivers by file as given, faults) of the side files that belong to some files."""
    homes: dict[str, str] = {}
    read: dict[str, dict[str, list[Waiver]]] = {}
    failures: list[Failure] = []
    found: dict[str, tuple[Waiver, ...]] = {}
    for file in files:
        whole = os.path.abspath(file)
        side = _side_file(os.path.dirname(whole), homes)
        if side and side not in read:
            read[side], faults = _read_side_file(side, rules)
            failures += faults
        if side and whole in read[side]:
            found[file] = tuple(read[side][whole])
    return found, failures


def unused(waivers: Iterable[Waiver], active: Collection[str]) -> list[Failure]:
    """A note for each waiver that silenced nothing, unless its rule was not applied."""
    message = "this waiver silences nothing: no finding of {} has the figures ({}); delete it"
    return [
        Failure(one.path, message.format(one.rule, "; ".join(one.figures)), one.line, "waiver")
        for one in waivers
        if one.rule in active
    ]


def unknown_rule(rule: str, rules: Collection[str]) -> str:
    """One line that says there is no such rule, and which one may be meant."""
    from difflib import get_close_matches

    near = get_close_matches(rule, sorted(rules), 1)
    hint = f"did you mean {near[0]}?" if near else "`factcheck rules list` names them all"
    return f"there is no rule “{rule}”; {hint}"


def _comments(document: Document) -> Iterable[tuple[int, int, str]]:
    """(start, end, what follows `factcheck:`) of every comment to factcheck, in order."""
    source = document.source
    found = []
    at = source.find(_OPEN)
    while at >= 0:
        end = source.find(_CLOSE, at)
        if end < 0:
            break
        body = source[at + len(_OPEN) : end].strip()
        if body.startswith(MARK):
            found.append((at, end + len(_CLOSE), body[len(MARK) :]))
        at = source.find(_OPEN, end)
    if document.format == "text":
        found += [(match.start(), match.end(), match[0].partition(MARK)[2]) for match in _LINE_COMMENT.finditer(source)]
    return sorted(found)


def _parse(words: str, path: str, line: int) -> Waiver | None:
    """The waiver that `RULE (FIGURES) because REASON` states, None if it is not of that form."""
    head, because, reason = words.partition(") because ")
    rule, bracket, figures = head.partition("(")
    rule, reason = rule.strip(), " ".join(reason.split())
    stated = _folded(figures.split(";"))
    if not (because and bracket and rule and reason and stated) or len(rule.split()) > 1:
        return None
    return Waiver(rule, stated, reason, path, line)


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded for text in texts if (folded := " ".join(text.split())))


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


def _read_side_file(path: str, rules: Collection[str]) -> tuple[dict[str, list[Waiver]], list[Failure]]:
    """({absolute path of a text: its waivers}, faults) of one side file."""
    shown = os.path.relpath(path)
    waivers: dict[str, list[Waiver]] = {}
    failures: list[Failure] = []
    try:
        with open(path, encoding="utf-8-sig") as stream:
            lines = stream.read().splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        return {}, [Failure(shown, f"cannot be read ({fault}); it must be a text file in UTF-8", 0, "waiver-file")]
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        file, _, words = line.partition(": ")
        waiver = _parse(words, shown, number)
        if waiver is None:
            failures.append(Failure(shown, f"this line is no waiver; write: PATH: {GRAMMAR}", number, "waiver-file"))
        elif waiver.rule not in rules:
            failures.append(Failure(shown, unknown_rule(waiver.rule, rules), number, "waiver-file"))
        else:
            whole = os.path.normpath(os.path.join(os.path.dirname(path), file.strip()))
            waivers.setdefault(whole, []).append(waiver)
    return waivers, failures
