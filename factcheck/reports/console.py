"""A Report in, text for people on a stream out; the only module that draws on rich, and only for a terminal's colours.

Figures are marked in their sentences by colour, and where there is none by a row of carets.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, TYPE_CHECKING

from factcheck.records import Check, Failure, Finding, Verdict
from factcheck.reports import Report
from factcheck.reports.layout import Line, counted, hung, marked, sentence
from factcheck.reports.screen import Screen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

PIPED_WIDTH = 100
_NARROWEST, _WIDEST = 40, 160
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan", "✓": "green", "?": "dim", "waived": "dim"}
_VERDICTS = {Verdict.CONSISTENT: "follows", Verdict.MISROUNDED: "misrounded", Verdict.INCONSISTENT: "does not follow",
             Verdict.UNDECIDED: "undecided"}  # fmt: skip
_REASONS = {"not-comparable": "not comparable", "missing-part": "a part is missing", "ambiguous": "can be read in several ways",
            "vacuous": "could not have failed"}  # fmt: skip
_KINDS = {"input": "not read", "waiver": "note", "waiver-file": "faulty waiver", "rule": "rule crashed"}


def write(report: Report, stream: IO[str], quiet: bool = False) -> None:
    """Writes a report as text; when quiet, no summary, and the last line only if the exit status is not 0."""
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    screen = Screen(stream.encoding or "utf-8")
    lines = render(report, width(stream), screen, carets=not colour, quiet=quiet)
    if colour and report.checks:
        from rich.console import Console

        paint(lines, Console(file=stream))
    else:
        stream.writelines("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def width(stream: IO[str]) -> int:
    """The columns to fill: the terminal's, or COLUMNS, or 100 in a pipe."""
    columns = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if stream.isatty() else int(os.environ.get("COLUMNS") or PIPED_WIDTH)
    return min(max(columns, _NARROWEST), _WIDEST)


def paint(lines: Iterable[Line], console: Console) -> None:
    """Prints rendered lines in colour."""
    from rich.text import Text

    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True, highlight=False)


def progress(stream: IO[str]) -> Progress:
    """A bar for a terminal, gone when it is done."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(file=stream), transient=True)


def render(report: Report, width: int, screen: Screen, carets: bool = True, quiet: bool = False) -> Iterator[Line]:
    """The lines of a report: the checks of each file, failures, the summary, and last what the exit status stands for."""
    for path, listed in groupby(report.listed(), key=lambda pair: pair[0].claim.document):
        yield [(screen.show(path), "bold")]
        yield from _file(path, list(listed), width, screen, carets)
    for failure in report.failures:
        yield [(screen.show(_failed(failure)), _STYLES["note" if failure.kind == "waiver" else "error"])]
    if report.failures:
        yield []
    if not quiet:
        yield from ([(line, "")] for text in summary(report) for line in hung(screen.show(text), width, 2))
    if not quiet or report.exit_status:
        yield [(screen.show(last_line(report)), "bold")]


def last_line(report: Report) -> str:
    """The exit status and everything that speaks for it: "exit 3: 1 file not read; 4 findings"."""
    kinds = [failure.kind for failure in report.failures]
    heads = [finding for finding in report.findings if not finding.waiver and not finding.folded_into]
    failing = sum(finding.check.severity.weight >= report.fail_on.weight for finding in heads)
    said = [
        counted(kinds.count("input"), "file not read", "files not read"),
        counted(kinds.count("rule"), "rule that crashed", "rules that crashed"),
        counted(kinds.count("waiver-file"), "faulty waiver"),
        counted(failing, "finding"),
        counted(len(heads) - failing, f"finding below {report.fail_on}", f"findings below {report.fail_on}"),
        counted(len(report.waived), "waived finding"),
        "" if report.findings else "no findings" if report.coverage.checks else "nothing was checkable",
        "" if report.complete else "interrupted, so the report is partial",
    ]
    return f"exit {report.exit_status if report.complete else 130}: {'; '.join(filter(None, said))}"


def summary(report: Report) -> list[str]:
    """What was found, checked and not checkable, a line each."""
    seen = report.coverage
    lines = [f"{counted(seen.documents, 'file') or 'no file'} read: {counted(seen.figures, 'figure') or 'no figures'}, "
             f"{seen.bound:,} in {seen.claims:,} claims, {seen.figures - seen.bound:,} in none and so not checked"]  # fmt: skip
    if seen.checks:
        reasons = ", ".join(f"{count:,} {_REASONS.get(reason, reason)}" for reason, count in seen.undecided.items())
        undecided = f"{sum(seen.undecided.values()):,} undecided" + (f" ({reasons})" if reasons else "")
        lines.append(f"{counted(seen.checks, 'check')}: {seen.consistent:,} follow, {seen.misrounded:,} misrounded, "
                     f"{seen.inconsistent:,} do not follow, {undecided}")  # fmt: skip
    if seen.skipped:
        suffixes = ", ".join(f"{count:,} {suffix}" for suffix, count in seen.skipped.items())
        lines.append(f"not read: {sum(seen.skipped.values()):,} of other formats ({suffixes})")
    if seen.encodings:
        lines.append("not UTF-8: " + ", ".join(f"{path} ({encoding})" for path, encoding in seen.encodings.items()))
    return lines


def _failed(failure: Failure) -> str:
    place = f"{failure.path}, line {failure.line}" if failure.line else failure.path
    told = failure.message if failure.message.startswith(failure.path) else f"{place}: {failure.message}"
    return f"{_KINDS.get(failure.kind, failure.kind)}: {told}"


def _file(path: str, listed: list[tuple[Check, Finding | None]], width: int, screen: Screen, carets: bool) -> Iterator[Line]:
    """The checks of one file; a folded finding is named under its head alone."""
    heads = {finding.fingerprint for _, finding in listed if finding and not finding.folded_into}
    folded = [finding for _, finding in listed if finding and finding.folded_into in heads]
    for check, finding in listed:
        if finding and finding.folded_into in heads:
            continue
        yield from _entry(check, finding, width, screen, carets)
        for other in folded:
            if finding and other.folded_into == finding.fingerprint:
                text = f"also {other.check.rule}, line {_line(other.check)}: {other.check.message}"
                yield from ([("    " + line, "")] for line in hung(screen.show(text), width - 4, 5))
        yield []


def _entry(check: Check, finding: Finding | None, width: int, screen: Screen, carets: bool) -> Iterator[Line]:
    """One check: where and what, the sentence, the working, the suggestion, and a line to paste."""
    place = check.place
    assert place is not None, "listed checks have a place"
    word = "waived" if finding and finding.waiver else "✓" if check.verdict is Verdict.CONSISTENT else check.severity if finding else "?"
    outcome = _VERDICTS[check.verdict]
    if check.reason:
        outcome += f": {_REASONS.get(check.reason, check.reason)}"
    if finding and finding.waiver:
        outcome += f"; waived because {finding.waiver}"
    where = f"  {place.line}:{place.column}".ljust(9)
    yield [(where + " ", ""), (screen.show(word).ljust(8), _STYLES[word]), (screen.show(f"{check.rule}: {outcome}"), "bold" if finding else "")]
    shown, flags = marked(place.sentence, place.marks, screen)
    yield from sentence(shown, flags, width, _STYLES[word].removeprefix("bold ") if finding else "green", carets)
    if check.working:
        yield from ([("    " + line, "")] for line in hung(screen.show(f"working:  {check.working}"), width - 4, 10))
    if finding is None:
        return
    if finding.suggestion:
        written = next((figure.text for _, figure in check.claim.operands() if figure.start == finding.suggestion.start), "")
        text = f"suggest:  write {finding.suggestion.text}" + (f" for {written}" if written else "")
        text += f" ({finding.suggestion.note})" if finding.suggestion.note else ""
        yield [("    " + screen.show(text), "green")]
    yield [("    " + screen.show(f"{check.claim.document}, line {place.line}: {check.message.rstrip('.')}."), "")]


def _line(check: Check) -> int:
    return check.place.line if check.place else 0
