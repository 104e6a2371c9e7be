"""A path in, its suffix out, and the tables that say what a suffix means to the readers."""

from __future__ import annotations

READ = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".docx": "docx",
}
"""The formats that are read, by suffix; each is a module of this room."""

PARQUET = ".parquet"
_ROWS = (PARQUET, ".jsonl", ".ndjson")
_COMPRESSED = (".gz", ".zst")

DETECTED = "auto"
"""The dialect of a CSV file that is not declared: its first lines tell."""

UNREAD = {
    ".rst": "convert it to Markdown",
    ".adoc": "convert it to Markdown or HTML",
    ".mdx": "save it as Markdown (.md)",
    ".doc": "save it as .docx",
    ".odt": "save it as .docx",
    ".pdf": "take the document that it was made of, or its text (.txt),",
    ".ipynb": "export it as Markdown",
}
"""Formats that hold prose but are not read yet, and what to do."""


def suffix(path: str) -> str:
    """From the last full stop, in lower case: ".txt"; for a path without one something that is in no table."""
    return path[path.rfind(".") :].lower()


def unread(path: str) -> str:
    """Why a path of an unread format is not read, and what to do."""
    kind = suffix(path)
    return f"{kind} files cannot be read yet: {UNREAD[kind]} and check that"


def is_corpus(path: str) -> bool:
    """Whether a file holds a row a document, as its suffix tells."""
    kind = suffix(path)
    return (suffix(path[: -len(kind)]) if kind in _COMPRESSED else kind) in _ROWS
