"""Bytes in from standard input, lines out to the other two streams; what is closed, full or gone is told in a line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Literal, TextIO


class Unwritable(Exception):
    """Where nothing can be written, and why, in a line."""


def read(name: str) -> bytes:
    """All of standard input, which is called `name`. Raises InputError, also for more than is read of a file."""
    from factcheck.readers.decoding import LARGEST, shown, too_large
    from factcheck.records import InputError

    stream: TextIO | None = sys.stdin
    if stream is None:
        raise InputError(f"{shown(name)}: standard input is closed; pipe a text into it, or name a file")
    try:
        # A program that calls `main` may have put a stream of text there.
        data = (
            stream.buffer.read(LARGEST + 1) if hasattr(stream, "buffer") else stream.read().encode("utf-8", "replace")
        )
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise InputError(f"{shown(name)}: standard input cannot be read ({reason}); name a file instead") from None
    if len(data) > LARGEST:
        raise too_large(name, LARGEST)
    return data


@contextmanager
def output(path: str | None = None, mode: Literal["w", "a"] = "w") -> Iterator[TextIO]:
    """A file to write to or to append to, in UTF-8, or standard output.

    Raises Unwritable, but BrokenPipeError if nobody reads on.
    """
    try:
        if path:
            with open(path, mode, encoding="utf-8") as file:
                yield file
        elif sys.stdout is None:
            raise Unwritable("cannot write standard output: it is closed")
        else:
            yield sys.stdout
            sys.stdout.flush()
    except OSError as fault:
        if not path:
            _abandon(sys.stdout)
        if isinstance(fault, BrokenPipeError):
            raise
        raise Unwritable(f"cannot write {path or 'standard output'}: {fault.strerror or fault}") from fault


@contextmanager
def saved(path: str) -> Iterator[BinaryIO]:
    """A file to write bytes to. Raises Unwritable."""
    try:
        with open(path, "wb") as file:
            yield file
    except OSError as fault:
        raise Unwritable(f"cannot write {path}: {fault.strerror or fault}") from fault


def say(lines: Iterable[str], path: str = "") -> int:
    """Writes lines to a file or standard output; gives back the exit status for that. Raises as `output` does."""
    with output(path) as stream:
        stream.writelines(_showable(line, stream) for line in lines)
    return 0


def complain(line: str) -> None:
    """Writes a line to standard error, if anybody reads that."""
    stream: TextIO | None = sys.stderr
    if stream is None:
        return
    try:
        stream.write(_showable(line, stream))
        stream.flush()
    except (OSError, ValueError):
        _abandon(stream)


def on_terminal() -> bool:
    """Whether standard error is a terminal."""
    stream: TextIO | None = sys.stderr
    return stream is not None and stream.isatty()


def _abandon(stream: TextIO) -> None:
    """Lets vanish what a stream still holds: else Python tries to write it once more at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return  # it has no file


def _showable(line: str, stream: TextIO) -> str:
    from factcheck.reports.screen import Screen, inert

    return inert(Screen(stream.encoding).show(line)) + "\n"
