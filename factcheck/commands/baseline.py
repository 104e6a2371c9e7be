"""Files and folders in, a file that records their findings out."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from factcheck import streams
from factcheck.arguments import Parser, Usage, add_against, add_language, add_packs
from factcheck.commands.checkers import first_path, made

BASELINE_STATUSES = "exit status of baseline: 0 recorded, 2 wrong usage, or an input not read; then nothing is recorded"


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck baseline`. Raises Usage."""
    told = "Record the findings of today, so that `factcheck check --baseline` fails for new ones alone."
    parser = Parser("factcheck baseline", description=told, epilog=BASELINE_STATUSES)
    add = parser.add_argument
    parser.add_words("paths", nargs="+", metavar="PATH", help="a file or folder")
    add(
        "--output", metavar="FILE", default="", help="where to (default: that of the settings, factcheck-baseline.json)"
    )
    add_against(parser)
    add_packs(parser)
    add_language(parser)
    return parser.parse(words)


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck import baseline
    from factcheck.reports import Report, console
    from factcheck.reports.layout import counted
    from factcheck.settings import settings_for

    settings = settings_for(first_path(options))
    file = options.output or settings.values.get("baseline") or baseline.FILE
    checker = made(options, settings, baseline="")
    report = Report.merged(checker.check_files(checker.find(options.paths)))
    for failure in report.faults:
        streams.complain(console.failed(failure))
    if report.faults:
        raise Usage("nothing is recorded; correct these first, or leave them out")
    before = baseline.Baseline.read(file).entries if os.path.exists(file) else {}
    lines = list(baseline.written(report.findings, file))
    streams.say(lines, file)
    after = baseline.Baseline.read(file).entries
    told = f"recorded {counted(len(after), 'finding') or 'no finding'} in {file}"
    gone, new = len(before.keys() - after.keys()), len(after.keys() - before.keys())
    return streams.say([f"{told}: {new} new, {gone} gone" if before else told])
