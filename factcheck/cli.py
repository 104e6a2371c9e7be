"""Arguments and streams in, reports and an exit status out: the only door to argv, stdin, stdout and stderr."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

if TYPE_CHECKING:
    from factcheck.reports import Report
    from factcheck.run import Checker

_VERBS = ("check", "rules", "show", "why")
_INTERRUPTED = 130
_COLUMNS = 100  # of a help text; to ask the terminal loads half a dozen modules at every start
_LONG = 300  # files; from here on a terminal shows a progress bar
_STATUSES = "exit status: 0 no findings, 1 findings, 2 wrong usage or rules, 3 an input not read, 130 interrupted"


class _Usage(Exception):
    """What is wrong with the arguments, in a line."""


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_COLUMNS)


class _Parser(argparse.ArgumentParser):
    def __init__(self, prog: str, **options: str) -> None:
        super().__init__(prog, allow_abbrev=False, formatter_class=_Formatter, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        raise _Usage(f"{message}; see `{self.prog} --help`")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    gc.set_threshold(100_000, 20, 20)  # a run makes no cycles to speak of: looking for them is a tenth of its time
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except _Usage as fault:
        _complain(f"factcheck: {fault}")
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else closing the stream fails once more
        return _INTERRUPTED
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(arguments: list[str]) -> int:
    from factcheck.records import InputError, PackError

    verb = arguments[0] if arguments and arguments[0] in _VERBS else "check"
    if arguments and arguments[0] == verb:
        if os.path.exists(verb):
            clash = f"factcheck: `{verb}` is taken as the command; for the path of that name write `./{verb}`"
            _complain(f"{clash}, as in `factcheck check ./{verb}`")
        arguments = arguments[1:]
    elif arguments in (["--version"], ["-V"]):
        from factcheck import __version__

        print(f"factcheck {__version__}")
        return 0
    elif arguments in ([], ["-h"], ["--help"]):
        print(_HELP, end="", file=sys.stdout if arguments else sys.stderr)
        return 0 if arguments else 2
    try:
        return {"check": _check, "rules": _rules, "show": _show, "why": _why}[verb](arguments)
    except PackError as faults:
        _complain(str(faults))
        return 2
    except InputError as fault:
        _complain(f"factcheck: {fault}")
        return 3
    except OSError as fault:
        if isinstance(fault, BrokenPipeError):
            raise
        raise _Usage(f"cannot write {fault.filename}: {fault.strerror}") from fault


_HELP = f"""usage: factcheck [check] PATH... [options]
       factcheck rules list | rules show ID
       factcheck show figures|claims PATH... [--format json]
       factcheck why FILE:LINE

Do the figures agree? Reads prose (.txt, .md, .html), and reports figures that do not follow from one another.

`factcheck COMMAND --help` lists the options of a command.
{_STATUSES}
"""


# -- check -------------------------------------------------------------------------------------------------------------


def _check_parser() -> argparse.ArgumentParser:
    parser = _Parser("factcheck check", description="Check the figures of files and folders.", epilog=_STATUSES)
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="a file or folder; - is standard input")
    add("--stdin-filename", metavar="NAME", help="what to call standard input; its suffix tells the format")
    add("--format", choices=("console", "json"), default="console")
    add("--output", metavar="FILE", help="write the report there, in UTF-8")
    add("--all", action="store_true", help="list every check, those that hold and those that are waived, too")
    _add_packs(parser)
    _add_language(parser)
    add("--select", metavar="RULES", action="append", default=[], help="apply these alone (by commas, or repeated)")
    add("--ignore", metavar="RULES", action="append", default=[], help="leave these out (by commas, or repeated)")
    add("--fail-on", choices=("error", "warning", "note"), default="error", help="what fails the run (default error)")
    add("--jobs", metavar="N", type=int, default=1, help="processes to share the work, 0: one a processor (default 1)")
    add("--no-cache", action="store_true", help="read every file anew (nothing is cached yet)")
    add("--quiet", action="store_true", help="findings and failures alone: no summary, no progress bar")
    add("--version", action="version", version=_version())
    return parser


def _add_packs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", metavar="PATH", action="append", default=[], help="rules to add (repeatable)")


def _add_language(parser: argparse.ArgumentParser) -> None:
    help_ = "code of the language of the texts, as en or vi (default auto: each text tells its own)"
    parser.add_argument("--language", metavar="CODE", default="auto", help=help_)


def _version() -> str:
    from factcheck import __version__

    return f"factcheck {__version__}"


def _check(arguments: list[str]) -> int:
    options = _check_parser().parse_intermixed_args(arguments)
    if options.jobs < 0:
        raise _Usage("--jobs must be 0 or more")
    if options.stdin_filename and "-" not in options.paths:
        raise _Usage("--stdin-filename needs the path - (standard input)")
    if options.output and os.path.normpath(options.output) in map(os.path.normpath, options.paths):
        raise _Usage(f"--output would overwrite {options.output}, which is to be checked; write the report elsewhere")
    checker = _checker(options)
    gc.freeze()
    with open(options.output, "w", encoding="utf-8") if options.output else nullcontext(sys.stdout) as stream:
        report = _gather(checker, options, sys.stderr.isatty() and not options.quiet)
        if options.format == "json":
            stream.write(report.to_json())
        else:
            from factcheck.reports import console

            console.write(report, stream, options.quiet)
        stream.flush()
    status = report.exit_status if report.complete else _INTERRUPTED
    if (options.format == "json" or options.output) and (status or not options.quiet):
        from factcheck.reports import console

        _complain(console.last_line(report))
    return status


def _checker(options: argparse.Namespace) -> Checker:
    """The checker for a command's options, of which some commands have but a few."""
    from factcheck.run import Checker, Config, ConfigError

    checks = "select" in options
    try:
        select, ignore = (_listed(options.select), _listed(options.ignore)) if checks else ((), ())
        more = {"fail_on": options.fail_on, "list_all": options.all, "jobs": options.jobs} if checks else {}
        return Checker(Config(options.pack, select, ignore, language=options.language, **more))
    except ConfigError as fault:
        raise _Usage(str(fault)) from fault


def _listed(values: Iterable[str]) -> list[str]:
    return [rule.strip() for value in values for rule in value.split(",") if rule.strip()]


def _gather(checker: Checker, options: argparse.Namespace, visible: bool) -> Report:
    """The report on all paths but the one it is written to, flagged as partial if the user interrupts."""
    from attrs import evolve

    from factcheck import readers
    from factcheck.reports import Report

    reports: list[Report] = []
    try:
        if "-" in options.paths:
            name = options.stdin_filename or "<stdin>"
            reports.append(checker.check_source(name, lambda: readers.read_bytes(sys.stdin.buffer.read(), name)))
        found = checker.find([path for path in options.paths if path != "-"])
        if options.output:
            report = os.path.abspath(options.output)
            found = evolve(found, files=tuple(file for file in found.files if os.path.abspath(file) != report))
        parts = checker.check_files(found)
        if visible and len(found.files) >= _LONG:
            from factcheck.reports import console

            with console.progress(sys.stderr) as bar:
                task = bar.add_task("checking", total=len(found.files))
                for part in parts:
                    reports.append(part)
                    bar.advance(task, part.coverage.documents)
        else:
            reports.extend(parts)
    except KeyboardInterrupt:
        return evolve(Report.merged(reports), complete=False)
    return Report.merged(reports)


# -- rules, show, why --------------------------------------------------------------------------------------------------


def _rules(arguments: list[str]) -> int:
    parser = _Parser("factcheck rules", description="List the rules, or show one whole.")
    parser.add_argument("what", choices=("list", "show"))
    parser.add_argument("id", nargs="?", metavar="ID")
    _add_packs(parser)
    options = parser.parse_intermixed_args(arguments)
    if (options.what == "show") != bool(options.id):
        wanted = {"show": "needs the ID of a rule; `factcheck rules list` names them", "list": "takes no ID"}
        raise _Usage(f"`factcheck rules {options.what}` {wanted[options.what]}")
    from factcheck import packs, waivers
    from factcheck.reports import listings

    pack = packs.load(options.pack)
    if options.what == "list":
        return _print(listings.rules(pack.rules))
    known = {rule.id: rule for rule in pack.rules}
    if options.id not in known:
        raise _Usage(waivers.unknown_rule(options.id, known))
    return _print(listings.rule(known[options.id], pack))


def _show(arguments: list[str]) -> int:
    parser = _Parser("factcheck show", description="Show what was read in files and folders.")
    parser.add_argument("what", choices=("figures", "claims"))
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--format", choices=("console", "json"), default="console")
    _add_packs(parser)
    _add_language(parser)
    options = parser.parse_intermixed_args(arguments)
    from factcheck import readers
    from factcheck.records import Failure, InputError
    from factcheck.reports import console, listings

    checker = _checker(options)
    found = checker.find(options.paths)
    failures = [console.failed(failure) for failure in found.failures]
    list_rows = listings.claims if options.what == "claims" else listings.figures
    rows: list[dict[str, Any]] = []
    for file in found.files:
        try:
            document = readers.read(file)
        except InputError as fault:
            failures.append(console.failed(Failure(file, str(fault))))
        else:
            rows += list_rows(document, checker.extract(document))
    as_json = options.format == "json"
    _print([listings.as_json(options.what, rows)] if as_json else listings.as_lines(options.what, rows))
    for failure in failures:
        _complain(failure)
    return 3 if failures else 0


def _why(arguments: list[str]) -> int:
    parser = _Parser("factcheck why", description="Show how each figure on a line was read and claimed.")
    parser.add_argument("place", metavar="FILE:LINE")
    _add_packs(parser)
    _add_language(parser)
    options = parser.parse_args(arguments)
    file, _, line = options.place.rpartition(":")
    if not (file and line.isdecimal()):
        raise _Usage("`factcheck why` needs a file and a line, as in `factcheck why article.txt:12`")
    from factcheck import readers
    from factcheck.lines import Lines
    from factcheck.reports import listings

    checker = _checker(options)
    document = readers.read(file)
    length = len(Lines(document.source))
    if not 1 <= int(line) <= length:
        raise _Usage(f"{file} has no line {line}; its last line is {length}")
    return _print(listings.why(document, int(line), checker.extract(document, trace=True), checker.laws.judge))


# -- streams -----------------------------------------------------------------------------------------------------------


def _print(lines: Iterable[str]) -> int:
    for line in lines:
        sys.stdout.write(_showable(line + "\n", sys.stdout))
    sys.stdout.flush()
    return 0


def _complain(line: str) -> None:
    sys.stderr.write(_showable(line + "\n", sys.stderr))


def _showable(text: str, stream: TextIO) -> str:
    from factcheck.reports.screen import Screen

    return Screen(stream.encoding).show(text)
