"""A check or a figure in, a query to the author out, ready to be sent, in the words of its lexicon."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.records import Check, Finding
from factcheck.reports.layout import folded
from factcheck.reports.operands import replaced

_BARE: Mapping[str, str] = {
    "where": "{document}:{line}: “{sentence}”",
    "suggestion": "“{old}” → “{new}”?",
    "check": "",
    "source": "“{figure}”?",
}
"""What a query says in a language whose lexicon has no words for it."""


def of_check(check: Check, finding: Finding | None, reporting: Mapping[str, str]) -> str:
    """What to ask about figures that do not agree: where they stand, what does not follow, what may be meant.

    reporting: the section of that name of the lexicon of the article.
    """
    words = {**_BARE, **reporting}
    said = []
    if check.place:
        where = {"document": check.claim.document, "line": check.place.line, "sentence": folded(check.place.sentence)}
        said.append(words["where"].format(**where))
    said.append(f"{folded(check.message).rstrip('.')}.")
    at = replaced(finding) if finding else None
    if finding and finding.suggestion and at:
        said.append(words["suggestion"].format(old=folded(at.figure.shown), new=folded(finding.suggestion.text)))
    return "\n".join(filter(None, [*said, words["check"]]))


def of_figure(figure: str, sentence: str, document: str, line: int, reporting: Mapping[str, str]) -> str:
    """What to ask about a figure that nothing bears out: its source."""
    words = {**_BARE, **reporting}
    where = words["where"].format(document=document, line=line, sentence=folded(sentence))
    return f"{where}\n{words['source'].format(figure=folded(figure))}"
