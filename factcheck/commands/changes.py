"""Two versions of a text or folder in, what became of their figures out."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from factcheck import streams
from factcheck.arguments import Parser, add_language, add_packs
from factcheck.commands.checkers import checker_for

if TYPE_CHECKING:
    from factcheck.run import Checker
    from factcheck.versions import Version

CHANGES_STATUSES = (
    "exit status of changes: 0 no old value still stands, 1 one does, 2 wrong usage or rules, 3 an input not read"
)


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck changes`. Raises Usage."""
    told = "Compare the figures of two versions of a text or folder."
    parser = Parser("factcheck changes", description=told, epilog=CHANGES_STATUSES)
    parser.add_words("old", metavar="OLD", help="a file or folder as it was")
    parser.add_words("new", metavar="NEW", help="the same as it is now")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="for eyes or for programs")
    add_packs(parser)
    add_language(parser)
    return parser.parse(words)


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck import versions
    from factcheck.records import Failure
    from factcheck.reports import console, listings

    checker = checker_for(options)
    failures: list[Failure] = []
    old, new = (_versions(checker, path, failures) for path in (options.old, options.new))
    rows = list(listings.changes(versions.changes(old, new)))
    as_json = options.format == "json"
    streams.say(listings.as_json("changes", rows) if as_json else listings.changed(rows))
    for failure in failures:
        streams.complain(console.failed(failure))
    return 3 if failures else int(any(row["stale"] for row in rows))


def _versions(checker: Checker, root: str, failures: list[Any]) -> list[Version]:
    """The documents under a path with their amounts, named by their way from it; what cannot be read is a failure."""
    from attrs import evolve

    from factcheck import readers
    from factcheck.records import AMOUNTS, Failure, InputError
    from factcheck.versions import Version

    found = checker.find([root])
    failures += found.failures
    versions = []
    for file in found.files:
        try:
            document = readers.read(file, checker.config.csv)
        except InputError as fault:
            failures.append(Failure(file, str(fault)))
            continue
        figures = [figure for figure in checker.extract(document).figures if figure.type in AMOUNTS]
        name = os.path.relpath(file, root) if os.path.isdir(root) else ""
        versions.append(Version(evolve(document, name=name, metadata={"path": file}), figures))
    return versions
