"""A line of a text in; how each figure on it was read, and why it was checked or not, out."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence

from factcheck import streams
from factcheck.arguments import STDIN, Parser, Usage, add_language, add_packs, add_stdin, match_stdin
from factcheck.commands.checkers import checker_for, stdin


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck why`, with `file` and `line`. Raises Usage."""
    parser = Parser("factcheck why", description="Show how each figure on a line was read and claimed.")
    parser.add_words("place", metavar="FILE:LINE", help="a line of a file; -:LINE is one of standard input")
    add_stdin(parser)
    add_packs(parser)
    add_language(parser)
    options = parser.parse(words)
    place = re.fullmatch(r"(.+):([0-9]{1,12})", options.place, re.DOTALL)
    if not place:
        raise Usage("`factcheck why` needs a file and a line, as in `factcheck why article.txt:12`")
    options.file, options.line = place[1], int(place[2])
    match_stdin(options, options.file == STDIN)
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck import readers
    from factcheck.lines import Lines
    from factcheck.reports import listings

    checker = checker_for(options)
    csv = checker.config.csv
    document = stdin(options, csv) if options.file == STDIN else readers.read(options.file, csv)
    length = len(Lines(document.source))
    if not 1 <= options.line <= length:
        raise Usage(f"{document.name} has no line {options.line}; its last line is {length}")
    checker = checker.speaking(document.text)
    return streams.say(listings.why(document, options.line, checker.extract(document, trace=True), checker.laws.judge))
