"""Articles in, a sheet to be signed out; a signed sheet in, what has changed since out."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck import streams
from factcheck.arguments import Parser, Usage, add_against, add_language, add_packs
from factcheck.commands.checkers import first_path, keep_inputs, made

if TYPE_CHECKING:
    from factcheck.records import Document
    from factcheck.run import Checker
    from factcheck.sheet.rows import Row
    from factcheck.sheet.workbook import Sheet

SHEET_STATUSES = (
    "exit status of sheet: 0 written, or all figures are signed and as they were, 1 some are not, 2 wrong usage, "
    "3 an input not read"
)


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck sheet`. Raises Usage."""
    told = (
        "Write a sheet with a row for every figure of articles, the riskiest first, to be signed; a sheet that is "
        "there keeps the signatures of figures that are as they were. Or tell what has changed since one was signed."
    )
    parser = Parser("factcheck sheet", description=told, epilog=SHEET_STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="*", metavar="PATH", help="a file or folder")
    add("-o", "--output", metavar="FILE", default="", help="the sheet: FILE.xlsx, or FILE.html to be printed")
    add("--verify", metavar="FILE.xlsx", default="", help="the sheet whose signatures are to be verified")
    add_against(parser)
    add_packs(parser)
    add_language(parser)
    options = parser.parse(words)
    if options.verify:
        if options.paths or options.output:
            raise Usage("--verify takes no PATH and no --output; the sheet names its articles")
        if not options.verify.lower().endswith(".xlsx"):
            raise Usage(f"--verify {options.verify}: only sheets in .xlsx can be verified")
    elif not options.paths or not options.output.lower().endswith((".xlsx", ".html")):
        raise Usage("name articles, and with -o the sheet, FILE.xlsx or FILE.html; or a signed one with --verify")
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    if (options.verify or options.output).lower().endswith(".xlsx"):
        try:
            from factcheck.sheet import workbook  # noqa: F401
        except ImportError as fault:
            raise Usage(f'a sheet in .xlsx needs {fault.name}: pip install "factcheck-figures[xlsx]"') from fault
    return _verify_sheet(options) if options.verify else _write_sheet(options)


def _write_sheet(options: Namespace) -> int:
    from factcheck.reports.layout import counted
    from factcheck.sheet import page
    from factcheck.sheet.columns import COLUMNS

    keep_inputs(options.output, options, checker := _keeping(options, first_path(options)))
    rows, documents = _figures_to_sign(checker, options.paths)
    told = f"{options.output}: {counted(len(rows), 'figure') or 'no figure'} to be signed"
    if not options.output.lower().endswith(".xlsx"):
        with streams.output(options.output) as stream:
            stream.write(page.written(rows, COLUMNS))
        return streams.say([told])
    from factcheck.sheet import verify, workbook

    if os.path.exists(options.output):
        names = {_in_sheet(options.output, document.name): document.name for document in documents}
        rows = verify.renewed(_signed(options.output), rows, names, documents)
        kept = sum(row.signed for row in rows)
        told += f", {counted(kept, 'signature')} kept" if kept else ""
    try:
        workbook.write(options.output, rows, documents)
    except OSError as fault:
        raise streams.Unwritable(f"cannot write {options.output}: {fault.strerror or fault}") from fault
    return streams.say([told])


def _signed(path: str) -> Sheet:
    """A sheet as it was signed. Raises Usage."""
    from factcheck.sheet import workbook

    try:
        return workbook.read(path)
    except workbook.NoSheet as fault:
        raise Usage(str(fault)) from fault
    except OSError as fault:
        raise Usage(f"{path}: cannot be read: {fault.strerror or fault}") from fault


def _verify_sheet(options: Namespace) -> int:
    from factcheck.sheet import verify

    sheet = _signed(options.verify)
    folder = os.path.dirname(options.verify)
    names = {path: os.path.normpath(os.path.join(folder, path)) for path in sheet.sources}
    rows, documents = _figures_to_sign(_keeping(options, next(iter(names.values()), os.curdir)), list(names.values()))
    found = verify.verified(sheet, rows, names, documents)
    streams.say([*found.lines, found.told])
    return 0 if found.holds else 1


def _keeping(options: Namespace, first: str) -> Checker:
    """The checker whose reports keep their documents, by the settings of a path."""
    from factcheck.settings import settings_for

    return made(options, settings_for(first), keep=True)


def _figures_to_sign(checker: Checker, paths: Sequence[str]) -> tuple[list[Row], list[Document]]:
    """The rows of the articles at some paths, and the articles. Raises InputError for what cannot be read."""
    from factcheck.records import InputError
    from factcheck.reports import Report
    from factcheck.sheet import rows

    report = Report.merged(checker.check_files(checker.find(paths)))
    for failure in report.faults:
        raise InputError(failure.message)
    abbreviations = {page.language: checker.speaking(page.document.text).abbreviations for page in report.pages}
    return rows.rows(report, abbreviations), [page.document for page in report.pages]


def _in_sheet(sheet: str, name: str) -> str:
    """The path of a document as a sheet has it."""
    folder = os.path.dirname(os.path.abspath(sheet))
    return os.path.relpath(os.path.abspath(name), folder).replace(os.sep, "/")
