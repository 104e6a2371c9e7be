"""Files and folders in; the figures, claims or facts that were read in them out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from factcheck import streams
from factcheck.arguments import STDIN, Parser, Usage, add_language, add_packs, add_stdin, match_stdin
from factcheck.commands.checkers import checker_for, documents_of, keep_inputs


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck show`. Raises Usage."""
    parser = Parser("factcheck show", description="Show what was read in files and folders.")
    parser.add_words(
        "what",
        choices=("figures", "claims", "facts"),
        help="the figures as they were read, what they claim, or what is stated of whom",
    )
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder; - is standard input")
    add_stdin(parser)
    formats = ("console", "json", "csv", "parquet")
    parser.add_argument("--format", choices=formats, default="console", help="for eyes, for programs, or a table")
    told = "write it there, in UTF-8, never over what is read"
    parser.add_argument("--output", metavar="FILE", default="", help=told)
    add_packs(parser)
    add_language(parser)
    options = parser.parse(words)
    if options.format == "parquet" and not options.output:
        raise Usage("--format parquet is no text; name a file for it with --output")
    match_stdin(options, STDIN in options.paths)
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck.records import Failure
    from factcheck.reports import console, listings

    checker = checker_for(options)
    failures: list[Failure] = []
    if options.output:
        keep_inputs(options.output, options, checker)
    documents = documents_of(checker, options, failures)
    if options.what == "facts":
        rows = listings.facts(checker.facts(documents))
    else:
        list_rows = listings.claims if options.what == "claims" else listings.figures
        rows = (row for document in documents for row in list_rows(document, checker.extract(document)))
    if options.format == "parquet":
        _write_parquet(options.what, rows, options.output)
    elif options.format == "csv":
        streams.say(listings.as_csv(options.what, rows), options.output)
    else:
        as_json = options.format == "json"
        lines = listings.as_json(options.what, rows) if as_json else listings.as_lines(options.what, rows)
        streams.say(lines, options.output)
    for failure in failures:
        streams.complain(console.failed(failure))
    return 3 if failures else 0


def _write_parquet(what: str, rows: Iterable[dict[str, Any]], path: str) -> None:
    """Writes what is shown as a Parquet file. Raises Usage where the extra for that is missing, Unwritable."""
    try:
        from factcheck.reports import frame
    except ImportError as fault:
        needed = f'--format parquet needs {fault.name}: pip install "factcheck-figures[data]"'
        raise Usage(needed) from fault
    with streams.saved(path) as file:
        frame.save(what, rows, file)
