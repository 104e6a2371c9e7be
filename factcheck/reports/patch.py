"""Findings and the texts in which they stand in, a patch out, with each suggestion in the place of its figure.

It is one for `git apply` and for `patch -p1`. Nothing is rewritten here: who applies it has read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from itertools import pairwise

from factcheck.records import Suggestion
from factcheck.reports import Report
from factcheck.reports.operands import replaced

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_UNENDED = "\\ No newline at end of file"


def suggestions(report: Report) -> dict[str, list[Suggestion]]:
    """The suggestions for each document, in order; none of two that overlap but the first, none that is waived."""
    found: dict[str, list[Suggestion]] = {}
    for finding in report.findings:
        if finding.suggestion and not finding.waiver and not finding.folded_into:
            operand = replaced(finding)
            if operand and operand.region:
                found.setdefault(operand.document, []).append(finding.suggestion)
    for path, some in found.items():
        some.sort(key=lambda one: (one.start, one.end))
        kept = some[:1]
        kept += (one for before, one in pairwise(some) if one.start >= before.end)
        found[path] = kept
    return dict(sorted(found.items()))


def applied(source: str, some: list[Suggestion]) -> str:
    """A source with suggestions in the place of their figures."""
    pieces: list[str] = []
    at = 0
    for one in some:
        pieces += source[at : one.start], one.text
        at = one.end
    return "".join([*pieces, source[at:]])


def patch(found: Mapping[str, list[Suggestion]], source: Callable[[str], str]) -> Iterator[str]:
    """The lines of the patch, each with its end; `source` gives the text of a document, its byte order mark included.

    Positions of suggestions are those of the text without that mark.
    """
    for path, some in found.items():
        whole = source(path)
        text = whole.removeprefix("\ufeff")
        changed = whole[: len(whole) - len(text)] + applied(text, some)
        old, new = (_LINE.findall(one) for one in (whole, changed))
        for line in unified_diff(old, new, f"a/{path}", f"b/{path}"):
            yield line if line.endswith("\n") else f"{line}\n{_UNENDED}\n"
