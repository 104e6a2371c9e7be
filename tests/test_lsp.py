"""The language server as an editor has it: a client of pygls drives the command on its standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from factcheck.lsp.positions import Positions

SLIP = "The resolution was passed by 504 of 533 members (95.46%)."
ENCODINGS = ("utf-8", "utf-16", "utf-32")
SOON = 20  # seconds


class Editor:
    """An editor with a folder open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("an editor", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: list[str] = []
        self.encoding: str | None = None
        self._version = 0

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def _(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def _(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def begin(self, encodings: list[str] | None) -> None:
        await self.client.start_io(sys.executable, "-m", "factcheck", "lsp")
        kinds = [types.PositionEncodingKind(one) for one in encodings] if encodings else None
        hover = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
        asked = types.InitializeParams(
            capabilities=types.ClientCapabilities(
                general=types.GeneralClientCapabilities(position_encodings=kinds),
                text_document=types.TextDocumentClientCapabilities(hover=hover),
            ),
            workspace_folders=[types.WorkspaceFolder(self.folder.as_uri(), "work")],
        )
        answer = await self.client.initialize_async(asked)
        self.encoding = answer.capabilities.position_encoding
        self.client.initialized(types.InitializedParams())

    async def open(self, name: str, text: str, language: str = "plaintext") -> list[types.Diagnostic]:
        item = types.TextDocumentItem(self.uri(name), language, 0, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.told(name)

    async def change(self, name: str, text: str) -> list[types.Diagnostic]:
        self._version += 1
        document = types.VersionedTextDocumentIdentifier(self._version, self.uri(name))
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
        return await self.told(name)

    def save(self, name: str) -> None:
        document = types.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(document))

    async def told(self, name: str) -> list[types.Diagnostic]:
        """What is published of a document next."""
        while True:
            params = await asyncio.wait_for(self.published.get(), SOON)
            if params.uri == self.uri(name):
                return list(params.diagnostics)

    async def hover(self, name: str, line: int, character: int) -> str:
        document = types.TextDocumentIdentifier(self.uri(name))
        found = await self.client.text_document_hover_async(
            types.HoverParams(document, types.Position(line, character))
        )
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(self, name: str, where: types.Range) -> list[types.CodeAction]:
        document = types.TextDocumentIdentifier(self.uri(name))
        asked = types.CodeActionParams(document, where, types.CodeActionContext([]))
        found = await self.client.text_document_code_action_async(asked) or []
        return [one for one in found if isinstance(one, types.CodeAction)]


@asynccontextmanager
async def editing(folder: Path, encodings: list[str] | None = None) -> AsyncIterator[Editor]:
    editor = Editor(folder)
    await editor.begin(encodings)
    yield editor
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    await editor.client.stop()  # type: ignore[no-untyped-call]


def drive(folder: Path, work: Callable[[Editor], Awaitable[Any]], encodings: list[str] | None = None) -> Any:
    async def run() -> Any:
        async with editing(folder, encodings) as editor:
            return await work(editor)

    return asyncio.run(run())


def marked(text: str, where: types.Range, encoding: str = "utf-16") -> str:
    """What stands at a range of one line, read as a client would."""
    line = text.split("\n")[where.start.line]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    units = line.encode(encoding if encoding == "utf-8" else f"{encoding}-le")
    return units[where.start.character * width : where.end.character * width].decode(
        encoding if encoding == "utf-8" else f"{encoding}-le"
    )


def test_a_finding_is_a_diagnostic_at_the_figure_that_may_be_wrong(tmp_path: Path) -> None:
    async def work(editor: Editor) -> None:
        (found,) = await editor.open("a.txt", SLIP)
        assert marked(SLIP, found.range) == "95.46%"
        assert (found.code, found.severity, found.source) == (
            "share-mismatch", types.DiagnosticSeverity.Error, "factcheck",
        )  # fmt: skip
        assert found.message.startswith("504 of 533 is 94.56%, not 95.46%. Working: 504 / 533 = 94.559…%")
        related = {one.message: marked(SLIP, one.location.range) for one in found.related_information or ()}
        assert related == {"part: 504": "504", "whole: 533": "533", "percent: 95.46%": "95.46%"}

    drive(tmp_path, work)


def test_a_change_is_answered_and_the_newest_text_counts(tmp_path: Path) -> None:
    async def work(editor: Editor) -> None:
        assert await editor.open("a.md", "Nothing was said.", "markdown") == []
        assert len(await editor.change("a.md", f"# A vote\n\n{SLIP}")) == 1
        assert await editor.change("a.md", SLIP.replace("95.46", "94.56")) == []

    drive(tmp_path, work)


@pytest.mark.parametrize("encoding", [None, *ENCODINGS])
def test_positions_are_counted_as_was_agreed(tmp_path: Path, encoding: str | None) -> None:
    text = normalize("NFD", "Tin vui 🎉: nghị quyết được 504/533 đảng viên thông qua 🎉, đạt 95,46%.") + "\n"

    async def work(editor: Editor) -> None:
        assert editor.encoding == (encoding or "utf-16")
        (found,) = await editor.open("a.txt", f"🎉\r\n{text}".replace("\r\n", "\n"))
        assert marked(f"🎉\n{text}", found.range, encoding or "utf-16") == "95,46%"

    drive(tmp_path, work, [encoding] if encoding else None)


def test_a_hover_tells_the_law_or_how_a_figure_was_read(tmp_path: Path) -> None:
    text = f"{SLIP} Rain fell on <b>*12*</b> farms."

    async def work(editor: Editor) -> None:
        await editor.open("a.txt", text)
        told = await editor.hover("a.txt", 0, text.index("504"))
        assert told.startswith("**does not follow \\(share\\-mismatch, as part\\)**")
        assert "Law: `percent == 100 * part / whole`" in told
        told = await editor.hover("a.txt", 0, text.index("12"))
        assert "read as" in told
        assert "Nothing that was read bears it out" in told
        assert await editor.hover("a.txt", 0, 1) == ""

    drive(tmp_path, work)


def test_a_suggestion_that_is_taken_leaves_no_finding(tmp_path: Path) -> None:
    async def work(editor: Editor) -> None:
        (found,) = await editor.open("a.txt", SLIP)
        fix = (await editor.actions("a.txt", found.range))[0]
        assert (fix.title, fix.is_preferred) == ("Write 94.56% for 95.46%", True)
        assert fix.edit is not None and fix.edit.changes is not None
        (edit,) = fix.edit.changes[editor.uri("a.txt")]
        mended = SLIP[: edit.range.start.character] + edit.new_text + SLIP[edit.range.end.character :]
        assert await editor.change("a.txt", mended) == []

    drive(tmp_path, work)


def test_a_waiver_in_markdown_holds_once_its_reason_is_written(tmp_path: Path) -> None:
    text = f"# A vote\n\nIt was close, they say.\n{SLIP}\n"

    async def work(editor: Editor) -> None:
        (found,) = await editor.open("a.md", text, "markdown")
        waive = (await editor.actions("a.md", found.range))[1]
        assert waive.title.startswith("Waive share-mismatch for these figures")
        assert waive.edit is not None and waive.edit.changes is not None
        (edit,) = waive.edit.changes[editor.uri("a.md")]
        lines = text.splitlines(keepends=True)
        lines.insert(edit.range.start.line, edit.new_text)
        assert "<!-- factcheck: waive share-mismatch (504; 533; 95.46%) because REASON -->" in lines[2]
        without = await editor.change("a.md", "".join(lines))
        assert [one.message.partition(";")[0] for one in without if not one.code] == ["this comment is no waiver"]
        assert await editor.change("a.md", "".join(lines).replace("REASON", "the board counts so")) == []

    drive(tmp_path, work)


def test_a_waiver_of_a_plain_text_goes_into_its_side_file(tmp_path: Path) -> None:
    (tmp_path / ".factcheck-waivers").write_text("# ours", encoding="utf-8")

    async def work(editor: Editor) -> None:
        (found,) = await editor.open("a.txt", SLIP)
        waive = (await editor.actions("a.txt", found.range))[1]
        assert waive.edit is not None
        ((change,),) = [waive.edit.document_changes or ()]
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.uri == editor.uri(".factcheck-waivers")
        (edit,) = change.edits
        assert isinstance(edit, types.TextEdit)
        assert edit.new_text == "\na.txt: share-mismatch (504; 533; 95.46%) because REASON\n"
        assert edit.range.start == types.Position(0, len("# ours"))

    drive(tmp_path, work)


def test_documents_are_held_against_one_another_when_one_is_saved(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("In 2024 Ban Phai commune had a population of 12,600.", encoding="utf-8")
    text = "In 2024 Ban Phai commune had a population of 12,400."

    async def work(editor: Editor) -> None:
        assert await editor.open("a.txt", text) == []  # it need not be on the disk
        (tmp_path / "a.txt").write_text("In 2024 Ban Phai commune had a population of 1.", encoding="utf-8")
        editor.save("a.txt")
        (found,) = await editor.told("a.txt")
        assert (found.code, marked(text, found.range)) == ("facts-mismatch", "12,400")
        places = {Path(one.location.uri).name for one in found.related_information or ()}
        assert places == {"a.txt", "b.txt"}
        editor.save("a.txt")
        (beside,) = await editor.told("b.txt")
        assert beside.code == "facts-mismatch"
        (tmp_path / "b.txt").unlink()
        editor.save("a.txt")
        while await editor.told("a.txt"):
            pass

    drive(tmp_path, work)


def test_settings_hold_and_faulty_ones_are_told(tmp_path: Path) -> None:
    settings = tmp_path / "factcheck.toml"
    settings.write_text('ignore = ["share-mismatch"]\n', encoding="utf-8")

    async def work(editor: Editor) -> None:
        assert await editor.open("a.txt", SLIP) == []
        settings.write_text('ignore = ["shares-mismatch"]\n', encoding="utf-8")
        editor.save("factcheck.toml")
        assert len(await editor.told("a.txt")) == 1
        assert any("factcheck.toml:1: " in one and "shares-mismatch" in one for one in editor.messages)

    drive(tmp_path, work)


def test_a_document_that_is_closed_has_no_diagnostics(tmp_path: Path) -> None:
    async def work(editor: Editor) -> None:
        await editor.open("a.txt", SLIP)
        document = types.TextDocumentIdentifier(editor.uri("a.txt"))
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        assert await editor.told("a.txt") == []

    drive(tmp_path, work)


@given(st.text(max_size=40), st.sampled_from(ENCODINGS), st.data())
def test_a_position_leads_back_to_its_offset(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if offset and text[offset - 1 : offset + 1] == "\r\n":
        offset -= 1  # between the two there is no position
    positions = Positions(text, encoding)
    assert positions.offset(positions.position(offset)) == offset
