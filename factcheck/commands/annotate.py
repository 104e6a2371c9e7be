"""A Word document in, a copy with its findings as comments out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from factcheck import streams
from factcheck.arguments import Parser, Usage, add_language, add_packs
from factcheck.commands.checkers import checker_for, keep_inputs

_UNREAD = 3
ANNOTATE_STATUSES = (
    "exit status of annotate: 0 no findings, 1 findings, 2 wrong usage or rules, 3 the document not read; then nothing "
    "is written"
)


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck annotate`, with the document as `file` and in `paths`. Raises Usage."""
    told = "Write a Word document anew, with a comment for each finding on its figure; nothing else is changed."
    parser = Parser("factcheck annotate", description=told, epilog=ANNOTATE_STATUSES)
    add = parser.add_argument
    parser.add_words("file", metavar="FILE.docx", help="the document")
    told = "the document with the comments, never over what is read"
    add("-o", "--output", metavar="FILE.docx", required=True, help=told)
    told = "a table whose figures are right: those of the text are held against them (repeatable)"
    add("--against", metavar="FILE", action="append", default=[], help=told)
    add_packs(parser)
    add_language(parser)
    options = parser.parse(words)
    for name in (options.file, options.output):
        if not name.lower().endswith(".docx"):
            raise Usage(f"{name} is no Word document (.docx); `factcheck check --diff` has suggestions for texts")
    options.paths = [options.file]
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from datetime import UTC, datetime

    from factcheck import readers
    from factcheck.annotate import annotated
    from factcheck.readers import docx
    from factcheck.reports import Report, console
    from factcheck.reports.layout import counted

    checker = checker_for(options)
    keep_inputs(options.output, Namespace(**vars(options), stdin_filename=None), checker)
    word = docx.opened(readers.contents(options.file), options.file)
    report = Report.merged(checker.check_files(readers.Found(), {options.file: lambda: word.document}))
    status = report.exit_status
    if status != _UNREAD:
        data, comments = annotated(word, report, datetime.now(UTC))
        with streams.saved(options.output) as file:
            file.write(data)
        streams.say([f"wrote {options.output} with {counted(comments, 'comment') or 'no comments'}"])
    for failure in report.failures:
        streams.complain(console.failed(failure))
    return status
