"""Command lines in, options out: one parser a command; what is wrong with a command line is told in a line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from factcheck.reports.formats import FOR_PEOPLE, FORMATS

STATUSES = "exit status: 0 no findings, 1 findings, 2 wrong usage or rules, 3 an input not read, 130 interrupted"
TEST_STATUSES = "exit status of test: 0 no failures, 1 failures, 2 wrong usage or rules, 130 interrupted"
CHANGES_STATUSES = (
    "exit status of changes: 0 no old value still stands, 1 one does, 2 wrong usage or rules, 3 an input not read"
)
BIND_STATUSES = "exit status of bind: 0 listed or bound, 2 wrong usage, settings or sources, 3 an input not read"
ANNOTATE_STATUSES = (
    "exit status of annotate: 0 no findings, 1 findings, 2 wrong usage or rules, 3 the document not read; then nothing "
    "is written"
)
BASELINE_STATUSES = "exit status of baseline: 0 recorded, 2 wrong usage, or an input not read; then nothing is recorded"
SHEET_STATUSES = (
    "exit status of sheet: 0 written, or all figures are signed and as they were, 1 some are not, 2 wrong usage, "
    "3 an input not read"
)
STDIN = "-"
_TESTED = (
    "on mutants with a figure just inside its tolerance or just beyond it, which must hold or be found, on rewrites, "
    "which must come out as the example does, and on the clean examples of other rules, on which it must stay silent. "
    "A mutant is doubted where its figures do not go with the wording for certain, so that nothing is said."
)
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


class _Parser(argparse.ArgumentParser):
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
        raise Usage(f"{message.replace(_PLAIN, '')}; see `{self.prog} --help`")

    def _print_message(self, message: str, file: object = None) -> NoReturn:
        raise Told(message)

    def _options(self) -> Iterable[str]:
        return self._option_string_actions


def check(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck check`. Raises Usage."""
    parser = _Parser("factcheck check", description="Check the figures of files and folders.", epilog=STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder; - is standard input")
    _add_stdin(parser)
    add("--format", choices=FORMATS, default=FOR_PEOPLE)
    told = "write the report there, in UTF-8, never over what is read; with a format before it, beside the other report"
    add("--output", metavar="[FORMAT:]FILE", action="append", default=[], help=told + " (repeatable)")
    add("--diff", action="store_true", help="print the suggestions as a patch, for `git apply` or `patch -p1`")
    add("--all", action="store_true", help="list every check, those that hold and those that are waived, too")
    told = "a table whose figures are right: those of the texts are held against them (repeatable)"
    add("--against", metavar="FILE", action="append", default=[], help=told)
    add("--baseline", metavar="FILE", help="findings that are known: none of them fails the run")
    told = "only what has a figure in a line that was added since this revision of the Git repository"
    add("--since", metavar="REF", help=told)
    _add_packs(parser)
    _add_language(parser)
    add("--select", metavar="RULES", action="append", default=[], help="apply these alone (by commas, or repeated)")
    add("--ignore", metavar="RULES", action="append", default=[], help="leave these out (by commas, or repeated)")
    add("--preview", action="store_true", help="apply the rules that are on trial, too")
    add("--fail-on", choices=("error", "warning", "note"), help="what fails the run (default error)")
    told = "leave out what the settings exclude even where it is named, as hooks name files"
    add("--force-exclude", action="store_true", help=told)
    add("--jobs", metavar="N", type=int, default=1, help="processes to share the work, 0: one a processor (default 1)")
    add("--no-cache", action="store_true", help="read every file anew (nothing is cached yet)")
    add("--quiet", action="store_true", help="findings and failures alone: no summary, no progress bar")
    add("--version", action="version", version=version())
    options = parser.parse(arguments)
    _match_stdin(options, STDIN in options.paths)
    selects = bool(options.select)
    options.select, options.ignore = _listed(options.select), _listed(options.ignore)
    options.outputs = _outputs(options)
    if options.diff and (options.output or options.format != FOR_PEOPLE):
        raise Usage("--diff is a report of its own; leave out --format and --output")
    if selects and not options.select:
        raise Usage("--select names no rule; `factcheck rules list` names them all")
    return options


def rules(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck rules`, with the rules named as `ids`. Raises Usage."""
    told = "List the rules, show one whole, or test some (all, if none is named) on their examples: " + _TESTED
    parser = _Parser("factcheck rules", description=told, epilog=TEST_STATUSES)
    parser.add_words("what", choices=("list", "show", "test"))
    parser.add_words("ids", nargs="*", metavar="ID")
    _add_packs(parser)
    options = parser.parse(arguments)
    if options.what == "show" and len(options.ids) != 1:
        raise Usage("`factcheck rules show` needs the ID of a rule; `factcheck rules list` names them")
    if options.what == "list" and options.ids:
        raise Usage("`factcheck rules list` takes no ID")
    return options


def show(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck show`. Raises Usage."""
    parser = _Parser("factcheck show", description="Show what was read in files and folders.")
    parser.add_words(
        "what",
        choices=("figures", "claims", "facts"),
        help="the figures as they were read, what they claim, or what is stated of whom",
    )
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder; - is standard input")
    _add_stdin(parser)
    formats = ("console", "json", "csv", "parquet")
    parser.add_argument("--format", choices=formats, default="console", help="for eyes, for programs, or a table")
    told = "write it there, in UTF-8, never over what is read"
    parser.add_argument("--output", metavar="FILE", default="", help=told)
    _add_packs(parser)
    _add_language(parser)
    options = parser.parse(arguments)
    if options.format == "parquet" and not options.output:
        raise Usage("--format parquet is no text; name a file for it with --output")
    _match_stdin(options, STDIN in options.paths)
    return options


def changes(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck changes`. Raises Usage."""
    told = "Compare the figures of two versions of a text or folder."
    parser = _Parser("factcheck changes", description=told, epilog=CHANGES_STATUSES)
    parser.add_words("old", metavar="OLD", help="a file or folder as it was")
    parser.add_words("new", metavar="NEW", help="the same as it is now")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="for eyes or for programs")
    _add_packs(parser)
    _add_language(parser)
    return parser.parse(arguments)


def bind(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck bind`. Raises Usage."""
    told = "List the sources that give the figures of texts as they are today, and bind figures to them."
    parser = _Parser("factcheck bind", description=told, epilog=BIND_STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder")
    add("--data", metavar="FILE", action="append", default=[], help="a data file whose columns are tried (repeatable)")
    add("--accept", metavar="ID", action="append", default=[], help="bind by this proposal (repeatable)")
    add("--format", choices=("console", "json"), default="console", help="for eyes or for programs")
    _add_packs(parser)
    _add_language(parser)
    return parser.parse(arguments)


def waive(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck waive`, with `finding`, and `file` and `line` where it is a place. Raises Usage."""
    told = "Write a waiver for a finding into the side file that governs its text, .factcheck-waivers."
    parser = _Parser("factcheck waive", description=told)
    add = parser.add_argument
    told = "the place of a finding, or its fingerprint, of which four digits will do"
    parser.add_words("finding", metavar="FILE:LINE|FINGERPRINT", help=told)
    parser.add_words(
        "paths", nargs="*", metavar="PATH", help="what to check for it (default: the file, or all below here)"
    )
    add("--because", metavar="TEXT", required=True, help="the reason")
    add("--by", metavar="WHO", default="", help="who waives it")
    add("--until", metavar="YYYY-MM-DD", default="", help="the last day on which it holds (default: for good)")
    told = "a table whose figures are right: those of the texts are held against them (repeatable)"
    add("--against", metavar="FILE", action="append", default=[], help=told)
    _add_packs(parser)
    _add_language(parser)
    options = parser.parse(arguments)
    place = re.fullmatch(r"(.+):([0-9]{1,12})", options.finding, re.DOTALL)
    options.file, options.line = (place[1], int(place[2])) if place else ("", 0)
    if not place and not re.fullmatch(r"[0-9a-f]{4,12}", options.finding):
        raise Usage(f"{options.finding} is no place and no fingerprint; write FILE:LINE, or 4 to 12 hex digits")
    if not options.because.strip():
        raise Usage("--because says nothing; a waiver needs a reason")
    if options.until and not _is_day(options.until):
        raise Usage(f"--until {options.until} is no day; write YYYY-MM-DD")
    options.paths = options.paths or [options.file or "."]
    return options


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def annotate(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck annotate`, with the document as `file` and in `paths`. Raises Usage."""
    told = "Write a Word document anew, with a comment for each finding on its figure; nothing else is changed."
    parser = _Parser("factcheck annotate", description=told, epilog=ANNOTATE_STATUSES)
    add = parser.add_argument
    parser.add_words("file", metavar="FILE.docx", help="the document")
    told = "the document with the comments, never over what is read"
    add("-o", "--output", metavar="FILE.docx", required=True, help=told)
    told = "a table whose figures are right: those of the text are held against them (repeatable)"
    add("--against", metavar="FILE", action="append", default=[], help=told)
    _add_packs(parser)
    _add_language(parser)
    options = parser.parse(arguments)
    for name in (options.file, options.output):
        if not name.lower().endswith(".docx"):
            raise Usage(f"{name} is no Word document (.docx); `factcheck check --diff` has suggestions for texts")
    options.paths = [options.file]
    return options


def baseline(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck baseline`. Raises Usage."""
    told = "Record the findings of today, so that `factcheck check --baseline` fails for new ones alone."
    parser = _Parser("factcheck baseline", description=told, epilog=BASELINE_STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder")
    add(
        "--output", metavar="FILE", default="", help="where to (default: that of the settings, factcheck-baseline.json)"
    )
    told = "a table whose figures are right: those of the texts are held against them (repeatable)"
    add("--against", metavar="FILE", action="append", default=[], help=told)
    _add_packs(parser)
    _add_language(parser)
    return parser.parse(arguments)


def config(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck config`, with `what` and `file`. Raises Usage."""
    told = (
        "Write a commented factcheck.toml, show what settings apply to a file and from where, or print the JSON Schema "
        "by which editors complete settings, or rule packs."
    )
    parser = _Parser("factcheck config", description=told)
    parser.add_words("what", choices=("init", "show", "schema"))
    parser.add_words("file", nargs="?", metavar="FILE", help="the file to show settings for; pack: the schema of packs")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="for eyes or for programs")
    options = parser.parse(arguments)
    if options.what == "show" and not options.file:
        raise Usage("`factcheck config show` needs a file; it tells which settings apply to it")
    if options.what == "init" and options.file:
        raise Usage("`factcheck config init` takes no file; it writes factcheck.toml in the current folder")
    if options.what == "schema" and options.file not in (None, "pack"):
        raise Usage("`factcheck config schema` is that of settings; `factcheck config schema pack` is that of packs")
    return options


def desk(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck desk`. Raises Usage."""
    told = (
        "Serve a page on this machine in which a pasted text is checked as it is typed: the same package, run in the "
        "browser by Pyodide. No text leaves the page."
    )
    parser = _Parser("factcheck desk", description=told)
    add = parser.add_argument
    add("--port", metavar="N", type=int, default=8765, help="where to serve it, 0: any that is free (default 8765)")
    told = "the folder of Pyodide (default: node_modules/pyodide, here or above)"
    add("--pyodide", metavar="FOLDER", default="", help=told)
    add("--build", metavar="FOLDER", default="", help="write the page there, for a web server, and serve nothing")
    options = parser.parse(arguments)
    if not 0 <= options.port < 1 << 16:
        raise Usage(f"--port {options.port} is no port; choose one from 1024 to 65535, or 0")
    return options


def lsp(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck lsp`, which are none. Raises Usage."""
    told = "Serve an editor by the Language Server Protocol, on standard input and output; editors start it themselves."
    return _Parser("factcheck lsp", description=told).parse(arguments)


def sheet(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck sheet`. Raises Usage."""
    told = (
        "Write a sheet with a row for every figure of articles, the riskiest first, to be signed; a sheet that is "
        "there keeps the signatures of figures that are as they were. Or tell what has changed since one was signed."
    )
    parser = _Parser("factcheck sheet", description=told, epilog=SHEET_STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="*", metavar="PATH", help="a file or folder")
    add("-o", "--output", metavar="FILE", default="", help="the sheet: FILE.xlsx, or FILE.html to be printed")
    add("--verify", metavar="FILE.xlsx", default="", help="the sheet whose signatures are to be verified")
    told = "a table whose figures are right: those of the texts are held against them (repeatable)"
    add("--against", metavar="FILE", action="append", default=[], help=told)
    _add_packs(parser)
    _add_language(parser)
    options = parser.parse(arguments)
    if options.verify:
        if options.paths or options.output:
            raise Usage("--verify takes no PATH and no --output; the sheet names its articles")
        if not options.verify.lower().endswith(".xlsx"):
            raise Usage(f"--verify {options.verify}: only sheets in .xlsx can be verified")
    elif not options.paths or not options.output.lower().endswith((".xlsx", ".html")):
        raise Usage("name articles, and with -o the sheet, FILE.xlsx or FILE.html; or a signed one with --verify")
    return options


def why(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of `factcheck why`, with `file` and `line`. Raises Usage."""
    parser = _Parser("factcheck why", description="Show how each figure on a line was read and claimed.")
    parser.add_words("place", metavar="FILE:LINE", help="a line of a file; -:LINE is one of standard input")
    _add_stdin(parser)
    _add_packs(parser)
    _add_language(parser)
    options = parser.parse(arguments)
    place = re.fullmatch(r"(.+):([0-9]{1,12})", options.place, re.DOTALL)
    if not place:
        raise Usage("`factcheck why` needs a file and a line, as in `factcheck why article.txt:12`")
    options.file, options.line = place[1], int(place[2])
    _match_stdin(options, options.file == STDIN)
    return options


def version() -> str:
    """What `--version` says."""
    from factcheck import __version__

    return f"factcheck {__version__}"


def _add_stdin(parser: _Parser) -> None:
    told = "what to call standard input; its suffix tells the format"
    parser.add_argument("--stdin-filename", metavar="NAME", help=told)


def _add_packs(parser: _Parser) -> None:
    parser.add_argument("--pack", metavar="PATH", action="append", default=[], help="rules to add (repeatable)")


def _add_language(parser: _Parser) -> None:
    told = "code of the language of the texts, as en or vi (default auto: each text tells its own)"
    parser.add_argument("--language", metavar="CODE", help=told)
    told = "how CSV files are written: the sign between cells, that of decimals behind it, as ';,' (default auto)"
    parser.add_argument("--csv", metavar="DIALECT", help=told)


def _match_stdin(options: argparse.Namespace, read: bool) -> None:
    if options.stdin_filename and not read:
        raise Usage("--stdin-filename needs the path - (standard input)")


def _outputs(options: argparse.Namespace) -> list[tuple[str, str]]:
    """(format, file or "" for standard output) of each report. Raises Usage."""
    found: list[tuple[str, str]] = []
    for word in options.output:
        name, colon, file = word.partition(":")
        found.append((name, file) if colon and name in FORMATS else (options.format, word))
    if any(not file for _, file in found):
        raise Usage("--output names no file")
    named = [file for _, file in found]
    double = next((file for file in named if named.count(file) > 1), "")
    if double:
        raise Usage(f"--output names {double} twice; give each report a file of its own")
    stated = [word for word, (_, file) in zip(options.output, found, strict=True) if word == file]
    if len(stated) > 1:
        raise Usage(f"--output {stated[1]} has no format; write it before the file, as in sarif:{stated[1]}")
    return found if stated else [(options.format, ""), *found]


def _listed(values: Iterable[str]) -> list[str]:
    return [rule.strip() for value in values for rule in value.split(",") if rule.strip()]
