"""A finding and a reason in, a waiver in the side file out."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck import streams
from factcheck.arguments import Parser, Usage, add_against, add_language, add_packs
from factcheck.commands.checkers import checker_for

if TYPE_CHECKING:
    from factcheck.records import Finding


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck waive`, with `finding`, and `file` and `line` where it is a place. Raises Usage."""
    told = "Write a waiver for a finding into the side file that governs its text, .factcheck-waivers."
    parser = Parser("factcheck waive", description=told)
    add = parser.add_argument
    told = "the place of a finding, or its fingerprint, of which four digits will do"
    parser.add_words("finding", metavar="FILE:LINE|FINGERPRINT", help=told)
    parser.add_words(
        "paths", nargs="*", metavar="PATH", help="what to check for it (default: the file, or all below here)"
    )
    add("--because", metavar="TEXT", required=True, help="the reason")
    add("--by", metavar="WHO", default="", help="who waives it")
    add("--until", metavar="YYYY-MM-DD", default="", help="the last day on which it holds (default: for good)")
    add_against(parser)
    add_packs(parser)
    add_language(parser)
    options = parser.parse(words)
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


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck import waivers
    from factcheck.reports import Report

    checker = checker_for(options)
    report = Report.merged(checker.check_files(checker.find(options.paths)))
    found = [one for one in report.findings if not one.waiver and _is_meant(one, options)]
    if not found:
        raise Usage(f"no finding is meant by {options.finding}; `factcheck check --format json` has their fingerprints")
    for one in found:
        stated = waivers.written(one.check, options.because, options.by, options.until)
        again = waivers.parse(stated, "", 0)
        if again is None or again.named != waivers.named(one.check) or again.by != options.by:
            raise Usage(
                f"the waiver cannot be written as `{stated}`; say it without `because`, `until` and parentheses"
            )
        side, line = waivers.line_for(one.check.claim.document, stated)
        with streams.output(side, "a") as stream:
            stream.write(f"{_break_before(side)}{line}\n")
        streams.say([f"{side}: {line}"])
    return 0


def _break_before(path: str) -> str:
    """The line break that a file lacks at its end."""
    with open(path, "rb") as file:
        held = file.read()
    return "\n" if held and not held.endswith(b"\n") else ""


def _is_meant(finding: Finding, options: Namespace) -> bool:
    """Whether a finding is that of a fingerprint, of which some digits will do, or has a figure on a line of a file."""
    if not options.line:
        return finding.fingerprint.startswith(options.finding)
    return any(
        os.path.abspath(name) == os.path.abspath(options.file) and region.line <= options.line <= region.end_line
        for name, region in finding.check.regions
    )


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
