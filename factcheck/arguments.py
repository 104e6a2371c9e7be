"""Command lines in, options out: the parser of every command, which tells in a line what is wrong; what many take."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

STATUSES = "exit status: 0 no findings, 1 findings, 2 wrong usage or rules, 3 an input not read, 130 interrupted"
INTERRUPTED = 130
"""The exit status of a run that was cut short."""
STDIN = "-"
_COLUMNS = 100  # of a help text; to ask the terminal loads half a dozen modules at every start
_PLAIN = "\0"  # what no argument can hold: put before those that are no options whatever they begin with
_NO_OPTION = re.compile(r"-\Z|-[:\d]")  # standard input, a line of it, a negative number


class Usage(Exception):
    """What is wrong with the arguments, in a line."""


class Told(Exception):
    """What a command line asks to be told: the help text of its command, or the version."""


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_COLUMNS)


class Parser(argparse.ArgumentParser):
    """A parser of options and words in any order, of which none is taken for another by its beginning."""

    def __init__(self, prog: str, **options: str) -> None:
        super().__init__(prog, allow_abbrev=False, formatter_class=_Formatter, **options)  # type: ignore[arg-type]

    def add_words(self, name: str, **options: Any) -> None:
        """Adds what is no option."""
        self.add_argument(name, type=lambda word: word.removeprefix(_PLAIN), **options)

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options and words in any order; what follows `--` are words. Raises Usage."""
        cut = arguments.index("--") if "--" in arguments else len(arguments)
        words = list(arguments[:cut])
        for at, word in enumerate(words):
            if word.startswith("-:"):
                words[at] = _PLAIN + word
            elif word[:1] == "-" and not _NO_OPTION.match(word) and word.partition("=")[0] not in self._options():
                self.error(f"unrecognized arguments: {word}")  # argparse would complain of what is missing, first
        return self.parse_intermixed_args(words + [_PLAIN + word for word in arguments[cut + 1 :]])

    def error(self, message: str) -> NoReturn:
        """Raises Usage."""
        raise Usage(f"{message.replace(_PLAIN, '')}; see `{self.prog} --help`")

    def _print_message(self, message: str, file: object = None) -> NoReturn:
        raise Told(message)

    def _options(self) -> Iterable[str]:
        return self._option_string_actions


def version() -> str:
    """What `--version` says."""
    from factcheck import __version__

    return f"factcheck {__version__}"


def add_stdin(parser: Parser) -> None:
    """Adds the option that names standard input."""
    told = "what to call standard input; its suffix tells the format"
    parser.add_argument("--stdin-filename", metavar="NAME", help=told)


def add_packs(parser: Parser) -> None:
    """Adds the option for rules beside the built-in ones."""
    parser.add_argument("--pack", metavar="PATH", action="append", default=[], help="rules to add (repeatable)")


def add_against(parser: Parser) -> None:
    """Adds the option for declared data."""
    told = "a table whose figures are right: those of the texts are held against them (repeatable)"
    parser.add_argument("--against", metavar="FILE", action="append", default=[], help=told)


def add_language(parser: Parser) -> None:
    """Adds the options that tell how texts and tables are written."""
    told = "code of the language of the texts, as en or vi (default auto: each text tells its own)"
    parser.add_argument("--language", metavar="CODE", help=told)
    told = "how CSV files are written: the sign between cells, that of decimals behind it, as ';,' (default auto)"
    parser.add_argument("--csv", metavar="DIALECT", help=told)
    told = "the column of Parquet and JSON Lines that holds the {} of each row (default {})"
    parser.add_argument("--text-column", metavar="NAME", help=told.format("text", "text"))
    parser.add_argument("--id-column", metavar="NAME", help=told.format("name", "id"))


def match_stdin(options: argparse.Namespace, read: bool) -> None:
    """Raises Usage if standard input has a name and is not read."""
    if options.stdin_filename and not read:
        raise Usage("--stdin-filename needs the path - (standard input)")
