"""Texts and data in, the sources that give the figures of the texts out, or figures bound to them."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck import streams
from factcheck.arguments import Parser, Usage, add_language, add_packs
from factcheck.commands.checkers import checker_for, documents_of

if TYPE_CHECKING:
    from factcheck.bindings import Bindings
    from factcheck.bindings.proposals import Proposal
    from factcheck.records import Document

BIND_STATUSES = "exit status of bind: 0 listed or bound, 2 wrong usage, settings or sources, 3 an input not read"


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck bind`. Raises Usage."""
    told = "List the sources that give the figures of texts as they are today, and bind figures to them."
    parser = Parser("factcheck bind", description=told, epilog=BIND_STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder")
    add("--data", metavar="FILE", action="append", default=[], help="a data file whose columns are tried (repeatable)")
    add("--accept", metavar="ID", action="append", default=[], help="bind by this proposal (repeatable)")
    add("--format", choices=("console", "json"), default="console", help="for eyes or for programs")
    add_packs(parser)
    add_language(parser)
    return parser.parse(words)


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck import bindings
    from factcheck.bindings import proposals
    from factcheck.records import AMOUNTS, Failure
    from factcheck.reports import console, listings
    from factcheck.settings import settings_for

    known = settings_for(options.paths[0]).bindings or bindings.Bindings(os.curdir, "")
    tried = [(source, source.value(known.folder)) for source in known.sources]
    tried += (pair for path in options.data for pair in proposals.of_table(path, known.folder))
    tried = list({str(source): (source, value) for source, value in reversed(tried)}.values())
    if not tried:
        raise Usage(
            "there is no source to bind to; name a data file with --data, or add [sources.NAME] to factcheck.toml"
        )
    checker = checker_for(options)
    failures: list[Failure] = []
    found: list[tuple[Document, list[Proposal]]] = []
    for document in documents_of(checker, Namespace(**vars(options), stdin_filename=None), failures):
        figures = [figure for figure in checker.extract(document).figures if figure.type in AMOUNTS]
        found += ((document, some) for _, some in proposals.proposals(document, figures, tried))
    if options.accept:
        _accept(options.accept, [(document, one) for document, some in found for one in some], known)
    else:
        rows = list(listings.proposals(found))
        as_json = options.format == "json"
        streams.say(listings.as_json("proposals", rows) if as_json else listings.proposed(rows))
    for failure in failures:
        streams.complain(console.failed(failure))
    return 3 if failures else 0


def _accept(wanted: list[str], found: list[tuple[Document, Proposal]], known: Bindings) -> None:
    """Adds accepted proposals to the file of bindings. Raises Usage for an id that none has."""
    from datetime import date

    from factcheck import bindings, project_files
    from factcheck.reports.json import exact

    by_id = {proposal.id: (document, proposal) for document, proposal in found}
    unknown = [name for name in wanted if name not in by_id]
    if unknown:
        raise Usage(f"there is no proposal {unknown[0]}; `factcheck bind` without --accept lists them")
    named = {source.name: source for source in known.sources}
    kept = list(bindings.read(known.path, named)) if known.path else []
    for name in dict.fromkeys(wanted):
        document, one = by_id[name]
        path = os.path.relpath(document.name, known.folder)
        kept = [old for old in kept if (old.path, old.words) != (path, one.words)]
        today, value = date.today().isoformat(), exact(one.value)  # noqa: DTZ011 - the day where the user is
        kept.append(bindings.Binding(path, *one.words, one.source, today, value, len(kept) + 1))
        streams.say([f"bound: {document.name}: {one.figure.shown} is {one.source.name or one.source}"])
    with streams.output(os.path.join(known.folder, project_files.BINDINGS)) as stream:
        stream.write(bindings.written(kept))
