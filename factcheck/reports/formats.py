"""The formats of a report, each in a module of its name that is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from factcheck.reports.screen import verbatim

if TYPE_CHECKING:
    from factcheck.records import Rule
    from factcheck.reports import Report

FOR_PEOPLE = "console"
WRITTEN = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "csv", "html")
"""Formats whose module has `dumps(report, rules)`."""
WHOLE = ("html",)
"""Those that show whole articles, for which the report has to keep them."""
FORMATS = (FOR_PEOPLE, *WRITTEN)


def dumps(report: Report, format: str, rules: Sequence[Rule] = ()) -> str:
    """The report in one of `WRITTEN`, else ValueError; `rules` are described where the format has a place for that."""
    if format not in WRITTEN:
        raise ValueError(f"there is no format {format!r}; formats are {', '.join(WRITTEN)}")
    text: str = import_module(f"factcheck.reports.{format}").dumps(report, rules)
    return text


def write(report: Report, format: str, stream: TextIO, rules: Sequence[Rule] = (), quiet: bool = False) -> None:
    """Writes the report in one of `FORMATS`; `quiet` is for people, who want no summary then. Raises ValueError."""
    if format == FOR_PEOPLE:
        from factcheck.reports import console

        console.write(report, stream, quiet)
    else:
        stream.write(verbatim(dumps(report, format, rules), stream.encoding))
