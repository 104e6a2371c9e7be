"""A Report in, text for people on a stream out; the only module that draws on rich, and only for a terminal's colours.

Figures are marked in their sentences by colour, and where there is none by a row of carets.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from factcheck.records import Check, Coverage, Fact, Failure, Finding, Place, Verdict
from factcheck.reports import Report
from factcheck.reports.layout import Line, counted, folded, hung, marked, quoted
from factcheck.reports.screen import COMMANDS, Screen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

PIPED_WIDTH = 100
_NARROWEST, _WIDEST = 40, 160
_STYLES = {
    "error": "red",
    "warning": "yellow",
    "note": "cyan",
    "✓": "green",
    "?": "dim",
    "waived": "dim",
    "known": "dim",
}
_OUTCOMES = {
    Verdict.CONSISTENT: "follows",
    Verdict.MISROUNDED: "misrounded",
    Verdict.INCONSISTENT: "does not follow",
    Verdict.UNDECIDED: "undecided",
}
_REASONS = {
    "not-comparable": "not comparable",
    "missing-part": "a part is missing",
    "ambiguous": "can be read in several ways",
    "vacuous": "could not have failed",
}
_FAILURES = {
    "waiver": "note",
    "note": "note",
    "waiver-file": "faulty waiver",
    "rule": "rule crashed",
    "binding": "binding lost",
}
_INDENT = "    "
_Listed = tuple[Check, Finding | None]


def write(report: Report, stream: TextIO, quiet: bool = False) -> None:
    """Writes a report as text; when quiet, no summary, and nothing at all if there is nothing to list."""
    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    lines = map(_inert, render(report, width(stream), Screen(stream.encoding), carets=not colour, quiet=quiet))
    if colour and report.checks:
        from rich.console import Console

        paint(lines, Console(file=stream))
    else:
        stream.writelines("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def _inert(line: Line) -> Line:
    """A line that is no workflow command, as servers of continuous integration read them, whatever a document says."""
    bare = "".join(text for text, _ in line).lstrip()
    return [("\\", ""), *line] if bare.startswith(COMMANDS) else line


def width(stream: TextIO) -> int:
    """The columns to fill: COLUMNS, else the terminal's, 100 in a pipe; never under 40 or over 160."""
    stated = os.environ.get("COLUMNS", "")
    columns = int(stated[:9]) if stated.isdecimal() else PIPED_WIDTH
    if not stated and stream.isatty():
        try:
            columns = os.get_terminal_size(stream.fileno()).columns or PIPED_WIDTH  # some terminals don't know theirs
        except OSError:
            columns = PIPED_WIDTH
    return min(max(columns, _NARROWEST), _WIDEST)


def paint(lines: Iterable[Line], console: Console) -> None:
    """Prints rendered lines in colour."""
    from rich.text import Text

    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True, highlight=False)


def progress(stream: TextIO) -> Progress:
    """A bar for a terminal, gone when it is done."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(file=stream), transient=True)


def render(report: Report, width: int, screen: Screen, carets: bool = True, quiet: bool = False) -> Iterator[Line]:
    """The lines of a report: the checks of each file, failures, the summary, and what the exit status stands for."""
    for path, listed in groupby(report.listed(), key=lambda pair: pair[0].claim.document):
        yield [(screen.show(path), "bold")]
        yield from _file(list(listed), width, screen, carets)
    for failure in report.failures:
        yield [(screen.show(failed(failure)), _STYLES[failure.severity])]
    if report.failures:
        yield []
    if not quiet:
        yield from ([(line, "")] for text in summary(report) for line in hung(screen.show(text), width, 2))
    if not quiet or report.checks or report.failures or not report.complete:
        yield [(screen.show(last_line(report)), "bold")]


def failed(failure: Failure) -> str:
    """One line on a failure: its sort, where, what."""
    if failure.kind == "input":  # its message names the file
        return f"not read: {failure.message}"
    place = f"{failure.path}, line {failure.line}" if failure.line else failure.path
    return f"{_FAILURES[failure.kind]}: {place}: {failure.message}"


def last_line(report: Report) -> str:
    """The exit status and everything that speaks for it: "exit 3: 1 file not read; 4 findings"."""
    kinds = [failure.kind for failure in report.failures]
    heads = [finding for finding in report.findings if not finding.waiver and not finding.folded_into]
    failing = sum(finding.check.severity.weight >= report.fail_on.weight for finding in heads)
    below = f"below {report.fail_on}"
    said = [
        counted(kinds.count("input"), "file not read", "files not read"),
        counted(kinds.count("rule"), "rule that crashed", "rules that crashed"),
        counted(kinds.count("waiver-file"), "faulty waiver"),
        counted(kinds.count("binding"), "lost binding"),
        counted(failing, "finding"),
        counted(len(heads) - failing, f"finding {below}", f"findings {below}"),
        counted(len(report.waived), "waived finding"),
        counted(len(report.known), "known finding"),
        counted(report.older, "older finding"),
        "" if report.findings or report.older else "no findings" if report.coverage.checks else "nothing was checkable",
        "" if report.complete else "interrupted, so the report is partial",
    ]
    return f"exit {report.exit_status if report.complete else 130}: {'; '.join(filter(None, said))}"


def summary(report: Report) -> list[str]:
    """What was found, checked and not checkable, a line each."""
    seen = report.coverage
    files, figures = counted(seen.documents, "file") or "no file", counted(seen.figures, "figure") or "no figures"
    lines = [f"{files} read: {figures} found{_bound(seen)}"]
    if seen.checks:
        reasons = ", ".join(f"{count:,} {_REASONS.get(reason, reason)}" for reason, count in seen.undecided.items())
        lines.append(
            f"{counted(seen.checks, 'check')}: {seen.consistent:,} consistent, {seen.misrounded:,} misrounded, "
            f"{seen.inconsistent:,} inconsistent, {sum(seen.undecided.values()):,} undecided"
            + (f" ({reasons})" if reasons else "")
        )
    for source, count in seen.declared.items():
        lines.append(f"held against {source}: {counted(count, 'figure') or 'no figure'}")
    if seen.skipped:
        suffixes = ", ".join(f"{count:,} {suffix}" for suffix, count in seen.skipped.items())
        lines.append(f"not read: {sum(seen.skipped.values()):,} in other formats ({suffixes})")
    if seen.dialects:
        lines.append("tables read: " + "; ".join(f"{path} ({dialect})" for path, dialect in seen.dialects.items()))
    if seen.encodings:
        lines.append("not UTF-8: " + ", ".join(f"{path} ({encoding})" for path, encoding in seen.encodings.items()))
    return lines


def _bound(seen: Coverage) -> str:
    """How many of the figures found stand in claims, and how many in none."""
    if not seen.figures:
        return ""
    if not seen.bound:
        return ", none of them in a claim, so none checkable"
    claims, loose = counted(seen.claims, "claim"), seen.figures - seen.bound
    if not loose:
        return f", all in {claims}"
    return f", {seen.bound:,} of them in {claims}; {loose:,} in none, so not checkable"


def _file(listed: list[_Listed], width: int, screen: Screen, carets: bool) -> Iterator[Line]:
    """The checks of one file; a folded finding is named under its head alone."""
    heads = {finding.fingerprint for _, finding in listed if finding and not finding.folded_into}
    folded = [finding for _, finding in listed if finding and finding.folded_into in heads]
    for check, finding in listed:
        if check.place is None or (finding and finding.folded_into in heads):
            continue
        yield from _entry(check, check.place, finding, width, screen, carets)
        for other in folded:
            if finding and other.folded_into == finding.fingerprint:
                line = f"line {other.check.place.line}: " if other.check.place else ""
                yield from _told("with it", f"{line}{other.check.message} ({other.check.rule})", width, screen)
        yield []


def _entry(
    check: Check, place: Place, finding: Finding | None, width: int, screen: Screen, carets: bool
) -> Iterator[Line]:
    """One check: where and what, the sentence, the working, the suggestion, and a line to paste."""
    sign, outcome = _sign(check, finding)
    where = screen.show(f"  {place.cell or f'{place.line}:{place.column}':<7} ")
    yield [(where, ""), (screen.show(f"{sign:<7} "), _STYLES[sign]), (screen.show(outcome), "bold")]
    shown, flags = marked(place.sentence, place.marks, screen)
    yield from quoted(shown, flags, width, f"bold {_STYLES[sign]}", carets)
    for fact in _elsewhere(check):
        if fact.place:
            where = fact.place.cell or f"line {fact.place.line}"
            yield [(_INDENT + screen.show(f"{fact.document}, {where}:"), "")]
            shown, flags = marked(fact.place.sentence, fact.place.marks, screen)
            yield from quoted(shown, flags, width, f"bold {_STYLES[sign]}", carets)
    if check.working:
        yield from _told("working", check.working, width, screen)
    if finding is None:
        return
    if finding.suspects and finding.suggestion is None:
        sets = [" and ".join(folded(one.text) for one in some) for some in finding.suspects]
        yield from _told("suspect", f"{' or '.join(sets)}, as the other checks hold", width, screen)
    if finding.suggestion:
        start, note = finding.suggestion.start, finding.suggestion.note
        written = next((figure.shown for _, figure in check.claim.operands() if figure.start == start), "")
        instead = (f" for {written}" if written else "") + (f" ({note})" if note else "")
        yield from _told("suggest", f"write {folded(finding.suggestion.text)}{instead}", width, screen)
    told = f"{check.claim.document}, {place.cell or f'line {place.line}'}: {check.message.rstrip('.')}."
    yield [(_INDENT + screen.show(told), "")]


def _elsewhere(check: Check) -> list[Fact]:
    """The facts of a check across statements but for the first, which is quoted above."""
    facts = [fact for some in check.claim.stated.values() for fact in some]
    return [fact for fact in facts if fact.place != check.place]


def _sign(check: Check, finding: Finding | None) -> tuple[str, str]:
    """(how it weighs, what came of it and by which rule)."""
    reason = f": {_REASONS.get(check.reason, check.reason)}" if check.reason else ""
    how = "known" if finding and finding.known else "waived"
    waived = f"; {how} because {finding.waiver}" if finding and finding.waiver else ""
    outcome = f"{_OUTCOMES[check.verdict]}{reason} ({check.rule}){waived}"
    if finding:
        return how if waived else str(check.severity), outcome
    return "✓" if check.verdict is Verdict.CONSISTENT else "?", outcome


def _told(label: str, text: str, width: int, screen: Screen) -> Iterator[Line]:
    rows = hung(screen.show(f"{label + ':':<10}{text}"), width - len(_INDENT), 10)
    return ([(_INDENT + row, "")] for row in rows)
