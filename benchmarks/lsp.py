"""An article of 5,000 words in, how long the language server takes to answer an edit of it out.

    python benchmarks/lsp.py [--edits 50]

The server is driven over its standard input and output, as an editor does: a figure is changed, and the time until its
diagnostics are there is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time

from lsprotocol import types
from pygls.lsp.client import LanguageClient

WORDS = 5_000
MOST = 150  # milliseconds
SENTENCES = (
    "The resolution was passed by 504 of 533 members ({}%), the office said on Tuesday.",
    "The district has 86 schools, including 12 kindergartens, and 2,140 teachers work in them.",
    "Profit rose 76% to $1.13bn from $639m, as sales in the north grew faster than the company had hoped.",
    "The commune now has 47 Party organisations, comprising 45 cells and two committees, for its 17,604 people.",
)
URI = "file:///tmp/article.txt"


def article(number: int) -> str:
    """An article in which one figure depends on a number."""
    sentences: list[str] = []
    words = 0
    while words < WORDS:
        sentences += SENTENCES
        words = sum(len(one.split()) for one in sentences)
    text = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
    return text.format(f"94.{number:02}", *["94.56"] * len(sentences))


async def measure(edits: int) -> list[float]:
    """The milliseconds that each edit took."""
    client = LanguageClient("benchmark", "1")
    answered = asyncio.Event()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def _(params: types.PublishDiagnosticsParams) -> None:
        answered.set()

    await client.start_io(sys.executable, "-m", "factcheck", "lsp")
    await client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    opened = types.TextDocumentItem(URI, "plaintext", 0, article(0))
    client.text_document_did_open(types.DidOpenTextDocumentParams(opened))
    await answered.wait()
    took = []
    for number in range(1, edits + 1):
        answered.clear()
        document = types.VersionedTextDocumentIdentifier(number, URI)
        whole = types.TextDocumentContentChangeWholeDocument(article(number % 100))
        before = time.perf_counter()
        client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
        await answered.wait()
        took.append(1000 * (time.perf_counter() - before))
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]
    return took


def main() -> int:
    """1 if an edit in the middle of all takes longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edits", type=int, default=50)
    took = asyncio.run(measure(parser.parse_args().edits))
    middle = statistics.median(took)
    print(f"{len(took)} edits of {WORDS:,} words: {middle:.0f} ms in the middle, {max(took):.0f} ms at most")
    return 0 if middle <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
