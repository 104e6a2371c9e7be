"""Files and folders in, reports on them out, in the formats that were asked for."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck import streams
from factcheck.arguments import (
    INTERRUPTED,
    STATUSES,
    STDIN,
    Parser,
    Usage,
    add_against,
    add_language,
    add_packs,
    add_stdin,
    match_stdin,
    version,
)
from factcheck.commands.checkers import UNNAMED, beside, checker_for, first_path, stdin
from factcheck.reports.formats import FOR_PEOPLE, FORMATS

if TYPE_CHECKING:
    from factcheck.readers import Found
    from factcheck.reports import Report
    from factcheck.run import Checker

_LONG = 300  # files; from here on a terminal shows a progress bar
_GITHUB = "github"
_GITHUB_SUMMARY = "GITHUB_STEP_SUMMARY"  # names the file with the summary of a step


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck check`. Raises Usage."""
    parser = Parser("factcheck check", description="Check the figures of files and folders.", epilog=STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder; - is standard input")
    add_stdin(parser)
    add("--format", choices=FORMATS, default=FOR_PEOPLE)
    told = "write the report there, in UTF-8, never over what is read; with a format before it, beside the other report"
    add("--output", metavar="[FORMAT:]FILE", action="append", default=[], help=told + " (repeatable)")
    add("--diff", action="store_true", help="print the suggestions as a patch, for `git apply` or `patch -p1`")
    add("--all", action="store_true", help="list every check, those that hold and those that are waived, too")
    add_against(parser)
    add("--baseline", metavar="FILE", help="findings that are known: none of them fails the run")
    told = "only what has a figure in a line that was added since this revision of the Git repository"
    add("--since", metavar="REF", help=told)
    add_packs(parser)
    add_language(parser)
    add("--select", metavar="RULES", action="append", default=[], help="apply these alone (by commas, or repeated)")
    add("--ignore", metavar="RULES", action="append", default=[], help="leave these out (by commas, or repeated)")
    add("--preview", action="store_true", help="apply the rules that are on trial, too")
    add("--fail-on", choices=("error", "warning", "note"), help="what fails the run (default error)")
    told = "leave out what the settings exclude even where it is named, as hooks name files"
    add("--force-exclude", action="store_true", help=told)
    told = "processes to share the work (default 0: one a processor, but one alone for a few files)"
    add("--jobs", metavar="N", type=int, default=0, help=told)
    add("--no-cache", action="store_true", help="check every file anew, and keep no results for other runs")
    add("--quiet", action="store_true", help="findings and failures alone: no summary, no progress bar")
    add("--version", action="version", version=version())
    options = parser.parse(words)
    match_stdin(options, STDIN in options.paths)
    selects = bool(options.select)
    options.select, options.ignore = _listed(options.select), _listed(options.ignore)
    options.outputs = _outputs(options)
    if options.diff and (options.output or options.format != FOR_PEOPLE):
        raise Usage("--diff is a report of its own; leave out --format and --output")
    if selects and not options.select:
        raise Usage("--select names no rule; `factcheck rules list` names them all")
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck.reports import formats

    checker = checker_for(options)
    gc.freeze()
    found = checker.find([path for path in options.paths if path != STDIN])
    for _, file in options.outputs:
        if file:
            found = _without_report(found, file, options, checker)
    report = _gather(checker, found, options)
    if options.since:
        report = _since(report, options)
    if options.diff:
        _print_patch(report)
    for name, file in () if options.diff else options.outputs:
        with streams.output(file) as stream:
            formats.write(report, name, stream, checker.pack.rules, options.quiet)
    if (_GITHUB, "") in options.outputs and os.environ.get(_GITHUB_SUMMARY):
        with streams.output(os.environ[_GITHUB_SUMMARY], "a") as stream:
            formats.write(report, "markdown", stream)
    status = report.exit_status if report.complete else INTERRUPTED
    if (options.diff or (formats.FOR_PEOPLE, "") not in options.outputs) and (status or not options.quiet):
        from factcheck.reports import console

        streams.complain(console.last_line(report))
    return status


def _since(report: Report, options: Namespace) -> Report:
    """The report on just what was added since a revision. Raises Usage where that cannot be told."""
    from factcheck import since

    first = first_path(options)
    try:
        return since.only(
            report, since.added(options.since, first if os.path.isdir(first) else os.path.dirname(first) or ".")
        )
    except since.NoRevision as fault:
        raise Usage(f"--since: {fault}") from fault


def _print_patch(report: Report) -> None:
    """Prints the suggestions as a patch; of documents that it cannot change it tells why.

    A terminal is shown what a text holds; a patch for a program is that to the byte.
    """
    from factcheck import readers
    from factcheck.records import InputError
    from factcheck.reports import patch
    from factcheck.reports.screen import Screen, verbatim

    found = patch.suggestions(report)
    sources = {}
    for path in found:
        try:
            sources[path] = readers.as_written(path)
        except InputError as fault:
            streams.complain(f"factcheck: not in the patch: {fault}")
    with streams.output() as stream:
        lines = patch.patch({path: found[path] for path in sources}, sources.__getitem__)
        if stream.isatty():
            stream.writelines(Screen(stream.encoding).show(line.rstrip("\r\n")) + "\n" for line in lines)
        else:
            stream.writelines(verbatim(line, stream.encoding) for line in lines)


def _without_report(found: Found, report: str, options: Namespace, checker: Checker) -> Found:
    """What was found without the report of an earlier run. Raises Usage if the report would destroy what is read."""
    from attrs import evolve

    from factcheck import overwriting

    target = overwriting.identity(report)
    files = [file for file in found.files if overwriting.identity(file) != target]
    read = {*map(overwriting.identity, [*options.paths, *beside(found.files, options, checker)])}
    if STDIN in options.paths:
        read.add(overwriting.identity(0))
    if target in read or len(files) < len(found.files) and not overwriting.is_report(report):
        raise Usage(f"--output would overwrite {report}, which is to be read; write the report elsewhere")
    return evolve(found, files=tuple(files))


def _gather(checker: Checker, found: Found, options: Namespace) -> Report:
    """The report on standard input and all files, flagged as partial if the user interrupts."""
    from factcheck.reports import Report

    return Report.merged(_parts(checker, found, options))


def _parts(checker: Checker, found: Found, options: Namespace) -> Iterator[Report]:
    """The reports that add up to that on standard input and all files, until the user interrupts."""
    from factcheck.reports import Report

    given = {}
    try:
        if options.stdin_filename:
            given[options.stdin_filename] = lambda: stdin(options, checker.config.csv)
        elif STDIN in options.paths:
            yield checker.check_source(UNNAMED, lambda: stdin(options, checker.config.csv))
        parts = checker.check_files(found, given)
        if len(found.files) >= _LONG and not options.quiet and streams.on_terminal():
            from factcheck.reports import console

            with console.progress(sys.stderr) as bar:
                task = bar.add_task("checking", total=len(found.files))
                for part in parts:
                    yield part
                    bar.advance(task, part.coverage.documents)
        else:
            yield from parts
    except KeyboardInterrupt:
        yield Report(complete=False)


def _outputs(options: Namespace) -> list[tuple[str, str]]:
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
