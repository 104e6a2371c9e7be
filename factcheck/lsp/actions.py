"""Findings in, what can be done about them out: the suggestion taken, or a waiver written."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types
from pygls import uris

from factcheck import waivers
from factcheck.lines import Lines
from factcheck.lsp.positions import Positions
from factcheck.records import Document, Finding
from factcheck.reports.operands import replaced

_COMMENTED = "markdown"  # the format that has comments and is no page that is published as it is


def suggestion(finding: Finding, uri: str, document: Document, positions: Positions) -> types.CodeAction | None:
    """The suggestion as a change of the document, None if there is none for a figure of it."""
    at = replaced(finding)
    if finding.suggestion is None or at is None or at.document != document.name:
        return None
    one = finding.suggestion
    edit = types.TextEdit(positions.range(one.start, one.end), one.text)
    title = f"Write {one.text} for {at.figure.shown}" + (f" ({one.note})" if one.note else "")
    return types.CodeAction(
        title, types.CodeActionKind.QuickFix, is_preferred=True, edit=types.WorkspaceEdit(changes={uri: [edit]})
    )


def waiver(finding: Finding, uri: str, document: Document, positions: Positions) -> types.CodeAction | None:
    """A waiver to be completed with its reason: a comment above the paragraph in Markdown, else a line of a side file.

    None for a finding whose figures a waiver cannot name.
    """
    if waivers.parse(waivers.written(finding.check, "it may be"), "", 0) is None:
        return None
    stated = waivers.written(finding.check, waivers.NO_REASON)
    if document.format == _COMMENTED and finding.check.claim.document == document.name:
        at = _paragraph(document.source, finding.check.claim.start)
        comment = types.TextEdit(positions.range(at, at), f"<!-- factcheck: waive {stated} -->\n")
        return _waiving(finding, types.WorkspaceEdit(changes={uri: [comment]}))
    side, line = waivers.line_for(finding.check.claim.document, stated)
    return _waiving(finding, types.WorkspaceEdit(document_changes=list(_appended(side, f"{line}\n"))))


def _waiving(finding: Finding, edit: types.WorkspaceEdit) -> types.CodeAction:
    title = f"Waive {finding.check.rule} for these figures (then write why, in place of {waivers.NO_REASON})"
    return types.CodeAction(title, types.CodeActionKind.QuickFix, edit=edit)


def _appended(side: str, text: str) -> Iterator[types.CreateFile | types.TextDocumentEdit]:
    uri = uris.from_fs_path(os.path.abspath(side)) or ""
    held = ""
    if os.path.exists(side):
        with open(side, encoding="utf-8", newline="") as file:
            held = file.read()
    else:
        yield types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
    end = Positions(held, types.PositionEncodingKind.Utf16).position(len(held))
    text = text if not held or held.endswith("\n") else f"\n{text}"
    named = types.OptionalVersionedTextDocumentIdentifier(uri)
    yield types.TextDocumentEdit(named, [types.TextEdit(types.Range(end, end), text)])


def _paragraph(source: str, offset: int) -> int:
    """Where the paragraph around an offset begins."""
    lines = Lines(source)
    line = lines.locate(offset)[0]
    while line > 1 and source[slice(*lines.bounds(line - 1))].strip():
        line -= 1
    return lines.bounds(line)[0]
