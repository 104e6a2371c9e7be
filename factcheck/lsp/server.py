"""A client on standard input and output in, its documents checked out: as they are typed, and together once saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen
from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from factcheck import __version__, readers
from factcheck.lsp import actions, diagnostics, hovers
from factcheck.lsp.positions import Positions
from factcheck.lsp.projects import GOVERNING, Projects
from factcheck.readers import Found
from factcheck.records import Document, Finding, InputError, Rule
from factcheck.reports import Report
from factcheck.reports.annotated import Article, Marked, articles
from factcheck.reports.operands import Operand, operands
from factcheck.run import Checker

_SETTLED = 0.01  # seconds: changes that come within them are checked once
_FORMATS = {"markdown": "markdown", "html": "html", "plaintext": "text"}


@frozen(eq=False)
class _Open:
    """A document of the editor as it was checked; marked: what a hover is about, once one asked for it."""

    document: Document
    positions: Positions
    report: Report
    rules: Mapping[str, Rule]
    marked: list[Article] = field(factory=list)


class Server(LanguageServer):
    """Checks each open document by itself at every change, and all files of the workspace when one is saved."""

    def __init__(self) -> None:
        super().__init__("factcheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._projects = Projects(self._complain)
        self._open: dict[str, _Open] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._together: dict[str, list[Finding]] = {}
        self._running: asyncio.Task[None] | None = None
        self._again = False

    # -- documents --

    def start(self, roots: Iterable[str]) -> None:
        """Works in the first folder of the workspace, so that its documents have short names."""
        for root in roots:
            os.chdir(root)
            return

    def later(self, uri: str) -> None:
        """Has a document checked as soon as no change of it waits."""
        if uri in self._waiting:
            self._waiting[uri].cancel()
        self._waiting[uri] = asyncio.get_running_loop().call_later(_SETTLED, self.check, uri)

    def check(self, uri: str) -> None:
        """Checks a document as it is now, and publishes what there is to say of it."""
        self._waiting.pop(uri, None)
        try:
            opened = self._checked(uri)
        except Exception as fault:  # noqa: BLE001 - one document must not end the service of all others
            self._log(f"{uri}: factcheck failed on it ({type(fault).__name__}: {fault}); please report this")
            return
        self._open[uri] = opened
        self._publish(uri)

    def close(self, uri: str) -> None:
        """Forgets a document."""
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        self._open.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _checked(self, uri: str) -> _Open:
        document, name = self._document(uri), _name(uri)
        checker = self._projects.checker(os.path.abspath(name))
        exclude = checker.config.exclude
        excluded = exclude is not None and exclude.of(name)
        report = Report() if excluded else _alone(checker, document)
        rules = {rule.id: rule for rule in checker.speaking(document.text).pack.rules}
        return _Open(document, self._positions(document.source), report, rules)

    def _document(self, uri: str) -> Document:
        text = self.workspace.get_text_document(uri)
        name = _name(uri)
        known = readers.READ.get(readers.suffix(name)) in _FORMATS.values()
        return readers.read_text(text.source, name, None if known else _FORMATS.get(text.language_id or "", "text"))

    def _positions(self, source: str) -> Positions:
        return Positions(source, self.workspace.position_encoding)

    # -- what is published --

    def _publish(self, uri: str) -> None:
        opened = self._open[uri]
        name, rules = opened.document.name, dict(opened.rules)
        found = [
            *diagnostics.of_findings(opened.report.findings, name, self._locate, rules),
            *diagnostics.of_findings(self._together.get(name, ()), name, self._locate, rules),
            *diagnostics.of_failures(opened.report.failures, name, opened.positions),
        ]
        version = self.workspace.get_text_document(uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _locate(self, operand: Operand) -> types.Location | None:
        """Where an operand stands now; None if its text is not there any more."""
        if operand.region is None:
            return None
        uri = _uri(operand.document)
        opened = self._open.get(uri)
        figure = operand.figure
        if opened is not None:
            if opened.document.source[figure.start : figure.end] != figure.text:
                return None
            return types.Location(uri, opened.positions.range(figure.start, figure.end))
        try:
            source = readers.read(operand.document).source
        except InputError:
            return None
        return types.Location(uri, self._positions(source).of_region(operand.region))

    # -- documents together --

    def together(self) -> None:
        """Has all files of the workspace checked together, once more if that is under way."""
        if self._running is not None and not self._running.done():
            self._again = True
            return
        self._running = asyncio.get_running_loop().create_task(self._all_together())

    async def _all_together(self) -> None:
        given = {one.document.name: one.document for one in self._open.values()}
        roots = [uris.to_fs_path(folder.uri) or "" for folder in self.workspace.folders.values()]
        try:
            found = await asyncio.get_running_loop().run_in_executor(None, self._across, roots, given)
        except Exception as fault:  # noqa: BLE001 - as above
            self._log(f"factcheck failed on these files together ({type(fault).__name__}: {fault}); please report this")
            return
        before, self._together = self._together, found
        for name in before.keys() | found.keys():
            uri = _uri(name)
            if uri in self._open:
                self._publish(uri)
            else:
                self._publish_unopened(uri, name)
        if self._again:
            self._again = False
            self._running = None
            self.together()

    def _across(self, roots: Iterable[str], given: Mapping[str, Document]) -> dict[str, list[Finding]]:
        """The findings that need several documents, by the documents that they are about; runs in a thread."""
        found: dict[str, list[Finding]] = {}
        for root in roots:
            checker = self._projects.checker(root)
            there = checker.find([os.path.relpath(root)])
            files = tuple(os.path.normpath(file) for file in there.files)
            inside = {name: document for name, document in given.items() if name in files}
            left = Found(tuple(file for file in files if file not in inside), folders=there.folders)
            readings = {name: _giving(document) for name, document in inside.items()}
            for finding in Report.merged(checker.check_files(left, readings)).findings:
                documents = {operand.document for operand in operands(finding.check)}
                if len(documents) > 1:
                    for name in documents:
                        found.setdefault(name, []).append(finding)
        return found

    def _publish_unopened(self, uri: str, name: str) -> None:
        rules = {rule.id: rule for rule in self._projects.checker(os.path.abspath(name)).pack.rules}
        found = list(diagnostics.of_findings(self._together.get(name, ()), name, self._locate, rules))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    # -- what is asked for --

    def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """What is known of the figure at a position."""
        opened = self._open.get(uri)
        if opened is None:
            return None
        offset = opened.positions.offset(position)
        if not opened.marked:
            checker = self._projects.keeping(os.path.abspath(opened.document.name))
            opened.marked.extend(articles(_alone(checker, opened.document)))
        mark = _mark(opened.marked, offset)
        if mark is None:
            return None
        asked = self.client_capabilities.text_document and self.client_capabilities.text_document.hover
        formats = (asked and asked.content_format) or [types.MarkupKind.PlainText]
        markdown = types.MarkupKind.Markdown in formats
        kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
        where = opened.positions.range(mark.figure.start, mark.figure.end)
        return types.Hover(hovers.hover(mark, opened.rules, kind), where)

    def actions(self, uri: str, wanted: types.Range) -> list[types.CodeAction]:
        """What can be done about the findings at a range."""
        opened = self._open.get(uri)
        if opened is None:
            return []
        name, found = opened.document.name, []
        for finding in (*opened.report.findings, *self._together.get(name, ())):
            shown = list(diagnostics.of_findings([finding], name, self._locate, dict(opened.rules)))
            if not shown or not _touch(shown[0].range, wanted):
                continue
            for made in (actions.suggestion, actions.waiver):
                action = made(finding, uri, opened.document, opened.positions)
                if action is not None:
                    action.diagnostics = shown
                    found.append(action)
        return found

    def settings_changed(self) -> None:
        """Reads all settings anew and checks all that is open."""
        self._projects.forget()
        for uri in list(self._open):
            self.later(uri)

    def _complain(self, line: str) -> None:
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, line))

    def _log(self, line: str) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, line))


def serve() -> None:
    """Serves the client on standard input and output until it goes."""
    server = Server()

    @server.feature(types.INITIALIZED)
    def _(params: types.InitializedParams) -> None:
        server.start(path for one in server.workspace.folders.values() if (path := uris.to_fs_path(one.uri)))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        server.later(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        server.later(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(params: types.DidSaveTextDocumentParams) -> None:
        if os.path.basename(_name(params.text_document.uri)) in GOVERNING:
            server.settings_changed()
        server.together()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(params: types.DidChangeWatchedFilesParams) -> None:
        if any(os.path.basename(_name(one.uri)) in GOVERNING for one in params.changes):
            server.settings_changed()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def _(params: types.HoverParams) -> types.Hover | None:
        return server.hover(params.text_document.uri, params.position)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.actions(params.text_document.uri, params.range)

    server.start_io()


def _alone(checker: Checker, document: Document) -> Report:
    """The report on a document by itself."""
    return Report.merged(checker.check_files(Found(), {document.name: lambda: document}))


def _mark(marked: Iterable[Article], offset: int) -> Marked | None:
    for article in marked:
        for mark in article.marks:
            if mark.figure.start <= offset <= mark.figure.end:
                return mark
    return None


def _giving(document: Document) -> Any:
    return lambda: document


def _touch(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges have a place in common, their ends among them."""

    def place(position: types.Position) -> tuple[int, int]:
        return position.line, position.character

    return place(one.start) <= place(other.end) and place(other.start) <= place(one.end)


def _name(uri: str) -> str:
    """A document by its path, as short as it can be from here; by its URI if it lies in no file."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else None
    return os.path.relpath(path) if path else uri


def _uri(name: str) -> str:
    return name if "://" in name or name.startswith("untitled:") else uris.from_fs_path(os.path.abspath(name)) or ""
