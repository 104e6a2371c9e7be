"""Any bytes in, nothing out: each target puts them to one room and raises what that room should not.

A room may refuse what it is given, by the errors that it declares. What it takes has to keep the laws that cost little
to look at: offsets lie in the text, masking keeps its length.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

from benchmarks.fuzz import packages
from factcheck import Checker, Config, InputError, PackError, packs, readers
from factcheck.checks import formula
from factcheck.interval import Interval, Undecided
from factcheck.language import Language
from factcheck.records import Document, Quantity
from factcheck.run import load_pack

CORPUS = Path(__file__).parent / "corpus"
"""A folder a target: inputs to begin with, and those that once broke a law."""

_OPENINGS = {"<": "html", "#": "markdown"}
_CHECKER = Checker(Config(list_all=True))


class BrokenLaw(Exception):
    """What a target raises if a room gives what it should not."""


def _law(holds: bool, told: str) -> None:
    if not holds:
        raise BrokenLaw(told)


@cache
def _language(name: str) -> Language:
    return Language(packs.load((), name), packs.compiled((), name))


def _written(data: bytes) -> str:
    """A text of some bytes; what is not UTF-8 becomes halves of surrogates, which a text in Python may hold."""
    return data.decode("utf-8", "surrogateescape")


def _lexer(language: str, data: bytes) -> None:
    """Figures are in order and what the text has there, whether lines without any are read or not."""
    text = _written(data)
    found = [one.quantity for one in _language(language).figures_of(text)]
    _in_order(found, text)
    _law(
        [one.quantity for one in _language(language).read(text, whole=True).figures] == found,
        "other figures if read whole",
    )


def _in_order(figures: Iterable[Quantity], source: str) -> None:
    at = 0
    for one in figures:
        _law(at <= one.start < one.end, f"{one} starts before {at}, or ends before it starts")
        _law(source[one.start : one.end] == one.text, f"{one} is not what stands there")
        at = one.end


def _reader(suffix: str, data: bytes) -> None:
    """The text is as long as the source; scopes and cells lie in it, and cells show what stands there."""
    try:
        document = readers.read_bytes(data, f"a.{suffix}")
    except InputError as refused:
        _one_line(str(refused), f"a.{suffix}:")
        return
    _law(len(document.text) == len(document.source), "masking changes the length")
    _placed(document)


def _placed(document: Document) -> None:
    size = len(document.source)
    for scope in document.scopes:
        _law(0 <= scope.start <= scope.end <= size, f"{scope} is not in the text")
    starts = [scope.start for scope in document.scopes]
    _law(starts == sorted(starts), "scopes are not in order")
    for table in document.tables:
        at = [(cell.row, cell.column) for cell in table.cells]
        _law(at == sorted(set(at)), "cells are not in order, or two are in one place")
        for cell in table.cells:
            _law(0 <= cell.start <= cell.end <= size, f"{cell} is not in the text")


def _one_line(told: str, start: str) -> None:
    _law(told.startswith(start) and "\n" not in told and told.isprintable(), f"no line to be shown: {told!r}")


def _packed(pack: Callable[[bytes], bytes], suffix: str, data: bytes) -> None:
    """A file as it is, where it begins as one; else what is packed in one."""
    _reader(suffix, data if data.startswith(b"PK") else pack(data))


def _pack(data: bytes) -> None:
    """A pack is refused with a line a fault, each of which names the file."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        file.write(data)
        file.flush()
        try:
            load_pack(file.name)
        except PackError as faulty:
            for line in str(faulty).split("\n"):
                _one_line(line, file.name)


def _formula(data: bytes) -> None:
    """A law is refused at a column that it has; else it names roles, and can be put to any figures and solved."""
    source = _written(data)
    try:
        law = formula.parse(source)
    except formula.FormulaError as fault:
        _law(1 <= fault.column <= len(source) + 1, f"column {fault.column} of {len(source)}")
        _law("\n" not in str(fault), f"more than a line: {fault}")
        return
    _law(bool(law.roles), "it names no role")
    one = Quantity("2", 0, 1, 2)
    figures = dict.fromkeys(law.roles, (one,))
    box = {role: [Interval(1, 3)] for role in law.roles}
    try:
        law.holds(box, figures)
    except Undecided:
        return
    for role in law.roles:
        law.solve(role, 0, box, figures)


def _check(data: bytes) -> None:
    """A text is checked without a fault, and each operand of the report is what the text has there."""
    text = _written(data)
    report = _CHECKER.check_text(text, "a", _OPENINGS.get(text[:1], "text"))
    _law(not report.faults, f"{report.faults}")
    for row in json.loads(report.to_json())["checks"]:
        for operand in row["operands"]:
            _law(text[operand["start"] : operand["end"]] == operand["text"], f"{operand} is not what stands there")


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "english": partial(_lexer, "en"),
    "vietnamese": partial(_lexer, "vi"),
    "text": partial(_reader, "txt"),
    "markdown": partial(_reader, "md"),
    "html": partial(_reader, "html"),
    "csv": partial(_reader, "csv"),
    "docx": partial(_packed, packages.document, "docx"),
    "xlsx": partial(_packed, packages.workbook, "xlsx"),
    "pack": _pack,
    "formula": _formula,
    "check": _check,
}
"""What each target does with some bytes. Raises BrokenLaw, or whatever the room raises that it does not declare."""
