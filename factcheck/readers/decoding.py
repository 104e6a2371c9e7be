"""Paths and bytes in, texts and the names of their encodings out; what is not text is refused with a line of help."""

from __future__ import annotations

import os
import re
import stat

from factcheck.records import InputError

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_BOMS = (  # that of UTF-32 first: it begins as that of UTF-16 does
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LARGEST = 64 << 20
"""Bytes that a file may have."""
_LONGEST = 16 << 20  # bytes of a text: its figures take fifty times the room, and a minute or two
_REMEDY = "save it as UTF-8 text, or leave it out"


def contents(path: str) -> bytes:
    """The bytes of a regular file. Raises InputError for anything else, without waiting for a pipe to be written to."""
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise InputError(f"{shown(path)}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{shown(path)}: is a folder; name a file in it") from None
    except PermissionError:
        raise InputError(f"{shown(path)}: you may not read it; change its permissions, or leave it out") from None
    except (OSError, ValueError) as fault:
        raise InputError(f"{shown(path)}: cannot be opened ({_reason(fault)}); check the path") from None
    try:
        return _read(handle, path)
    finally:
        os.close(handle)


def _read(handle: int, path: str) -> bytes:
    state = os.fstat(handle)
    if stat.S_ISDIR(state.st_mode):
        raise InputError(f"{shown(path)}: is a folder; name a file in it")
    if not stat.S_ISREG(state.st_mode):
        raise InputError(f"{shown(path)}: is a pipe or device; save what it gives, or read standard input (-)")
    if state.st_size > LARGEST:
        raise too_large(path, LARGEST)
    try:
        whole = os.read(handle, state.st_size + 1)
        if len(whole) == state.st_size:
            return whole
        chunks = [whole]
        while chunks[-1]:
            chunks.append(os.read(handle, 1 << 20))
    except OSError as fault:
        raise InputError(f"{shown(path)}: cannot be read ({_reason(fault)}); check the disk, or leave it out") from None
    return b"".join(chunks)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """(text, encoding) of some bytes; newlines are kept as they are, a byte order mark is not part of the text.

    The encoding is what a byte order mark says, UTF-8 where the bytes are that, else what charset-normalizer finds most
    likely. Raises InputError for bytes that hold NULs or that no encoding fits, and for more than a text may have.
    """
    if len(data) > _LONGEST:
        raise too_large(name, _LONGEST)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, name), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data, name)
    if "\0" in text:
        raise _binary(name)
    return text, "utf-8"


def shown(path: str) -> str:
    """A path as it may stand in a message of one line."""
    return path if path and path.isprintable() else repr(path)


def too_large(name: str, most: int) -> InputError:
    """What to raise for more bytes than there may be."""
    return InputError(f"{shown(name)}: is larger than {most >> 20} MiB, which is refused; split it, or leave it out")


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError:
        raise InputError(f"{shown(name)}: is {encoding.upper()} only in part; {_REMEDY}") from None
    if "\0" in text:
        raise _binary(name)
    return text


def _detect(data: bytes, name: str) -> tuple[str, str]:
    if _CONTROL.search(data):
        raise _binary(name)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputError(f"{shown(name)}: is in no encoding that can be told; {_REMEDY}")
    return _decode_as(data, best.encoding, name), best.encoding


def _binary(name: str) -> InputError:
    return InputError(f"{shown(name)}: is binary, not text; {_REMEDY}")


def _reason(fault: Exception) -> str:
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
