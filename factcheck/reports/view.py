"""A Report that keeps its pages in, plain data out that the annotated view in a browser is drawn from.

    {"version": 1, "title", "status",
     "summary": [line],
     "failures": [{"severity", "text"}],
     "rules": {id: {"law", "why", "source", "url", "severity"}},
     "checks": [{"rule", "kind", "state", "severity", "message", "working", "suggestion", "because", "folded",
                 "query", "waive", "operands": [[role, text, article, figure, where]]}],
     "articles": [{"name", "language", "figures": [[text, state, suspect, line, read, [check]]],
                   "paragraphs": [[kind, text or number of a figure, ...]]}]}

kind: "h" for a headline, else "p". article, figure: numbers of those on the page, -1 for an operand on none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from factcheck.language.text import unwrap
from factcheck.records import Check, Failure, Finding, Rule
from factcheck.reports import Report, queries
from factcheck.reports.annotated import Article, Marked, articles, state
from factcheck.reports.console import failed, last_line, summary
from factcheck.reports.layout import folded
from factcheck.reports.listings import reading
from factcheck.reports.operands import Operand, operands, suggested
from factcheck.reports.screen import Screen
from factcheck.visible import Visible

VERSION = 1
_UNWRAPPED = ("docx", "xlsx", "csv")  # a line of them is a paragraph or a row
_SPACES = re.compile(r"[^\S\t]+")
_SCREEN = Screen("utf-8")
_Places = Mapping[tuple[str, int], tuple[int, int]]


def view(report: Report, rules: Sequence[Rule] = ()) -> dict[str, Any]:
    """All that the view shows; `rules` are described if one of their checks was made."""
    found = list(articles(report))
    places = {
        (article.page.document.name, mark.figure.start): (number, index)
        for number, article in enumerate(found)
        for index, mark in enumerate(article.marks)
    }
    reporting = {article.page.document.name: article.page.reporting for article in found}
    finding_of = {id(one.check): one for one in report.findings}
    used = {check.rule for check in report.made}
    return {
        "version": VERSION,
        "title": _title(found),
        "status": _shown(last_line(report).partition(": ")[2]),
        "summary": [_shown(line) for line in summary(report)],
        "failures": [_failure(one) for one in report.failures],
        "rules": {rule.id: _rule(rule) for rule in rules if rule.id in used},
        "checks": [_check(one, finding_of.get(id(one)), places, reporting) for one in report.made],
        "articles": [_article(article) for article in found],
    }


def _title(found: Sequence[Article]) -> str:
    return _shown(found[0].page.document.name) if len(found) == 1 else f"{len(found):,} articles"


def _failure(one: Failure) -> dict[str, str]:
    return {"severity": str(one.severity), "text": _shown(failed(one))}


def _rule(rule: Rule) -> dict[str, str]:
    return {"law": folded(rule.require), "why": folded(rule.why), "source": folded(rule.source), "url": rule.url,
            "severity": str(rule.severity)}  # fmt: skip


def _check(
    one: Check, finding: Finding | None, places: _Places, reporting: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    document = one.claim.document
    row: dict[str, Any] = {
        "rule": one.rule, "kind": one.claim.kind, "state": str(state(one, finding)),
        "message": _shown(one.message), "working": _shown(one.working), "because": one.reason,
        "operands": [_operand(operand, places) for operand in operands(one)],
    }  # fmt: skip
    if finding:
        row |= {
            "severity": str(one.severity), "suggestion": _shown(suggested(one, finding)),
            "because": _shown(finding.waiver), "folded": bool(finding.folded_into),
            "query": queries.of_check(one, finding, reporting.get(document, {})),
            "waive": f"factcheck waive {finding.fingerprint} --because REASON",
        }  # fmt: skip
    return {name: value for name, value in row.items() if value not in ("", False)}


def _operand(one: Operand, places: _Places) -> list[Any]:
    where = f"{one.document}, {one.cell or f'line {one.line}'}"
    at = places.get((one.document, one.figure.start), (-1, -1))
    return [one.role, _shown(one.figure.shown), *at, _shown(where)]


def _article(article: Article) -> dict[str, Any]:
    return {
        "name": _shown(article.page.document.name),
        "language": article.page.language,
        "figures": [_figure(mark) for mark in article.marks],
        "paragraphs": list(_paragraphs(article)),
    }


def _figure(mark: Marked) -> list[Any]:
    numbers = list(dict.fromkeys(one.number for one in mark.said))
    return [
        _shown(mark.figure.shown),
        str(mark.state),
        int(mark.suspect),
        mark.line,
        _shown(reading(mark.figure)),
        numbers,
    ]


def _paragraphs(article: Article) -> Iterator[list[Any]]:
    """The lines of what an article shows, those that only wrap joined: a kind, then texts and numbers of figures."""
    document = article.page.document
    text = document.text if document.format == "html" else document.source
    text = text if document.format in _UNWRAPPED else unwrap(text)
    headlines = [scope for scope in document.scopes if scope.name == "headline"]
    marks, index, at = article.marks, 0, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        kind = "h" if any(scope.start < end and at < scope.end for scope in headlines) else "p"
        row: list[Any] = []
        while index < len(marks) and marks[index].figure.start < end:
            row += _piece(text[at : marks[index].figure.start], bool(row))
            row.append(index)
            at = marks[index].figure.end
            end = max(end, at)
            index += 1
        row += _piece(text[at:end].rstrip(), bool(row))
        if row:
            yield [kind, *_without_marks(row)] if kind == "h" and document.format == "markdown" else [kind, *row]
        at = end + 1


def _without_marks(row: list[Any]) -> list[Any]:
    """A headline of Markdown without the signs that make it one."""
    first = row[0].lstrip("# ") if isinstance(row[0], str) else row[0]
    return [first, *row[1:]] if first != "" else row[1:]


def _piece(text: str, inside: bool) -> list[str]:
    """A stretch of a paragraph as it is shown; nothing for spaces at its start."""
    shown = _SPACES.sub(" ", Visible.of(text).text).replace("\t", " | ")
    shown = shown if inside else shown.lstrip(" |")
    return [shown.translate(_SCREEN)] if shown.strip() or inside and shown else []


def _shown(text: str) -> str:
    """A text without characters that show nothing, or show others than there are."""
    return folded(text).translate(_SCREEN)
