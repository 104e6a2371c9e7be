"""The bytes of an archive in, its members out: what is none, or would unpack to too much, is refused."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from factcheck.readers.decoding import shown
from factcheck.records import InputError

FAULTS = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What reading a broken archive, or one with a password, may raise."""

_LARGEST = 256 << 20  # bytes, unpacked
_MOST_MEMBERS = 10_000
_DENSEST = 200  # times smaller packed than unpacked
_SMALL = 1 << 20  # bytes: what is no larger unpacked may be as dense as it likes


def guarded(data: bytes, name: str, no: str, instead: str) -> Sequence[ZipInfo]:
    """What an archive says to hold. Raises InputError if it is none, or would unpack to too much.

    no: what it is none of, and what to do; instead: what to do where it is too large.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except FAULTS:
        raise InputError(f"{shown(name)}: is no {no}") from None
    if len(members) > _MOST_MEMBERS:
        raise InputError(f"{shown(name)}: packs more than {_MOST_MEMBERS} files, which is refused; {instead}")
    size = sum(entry.file_size for entry in members)
    if size > _LARGEST or size > _SMALL and size > _DENSEST * len(data):
        raise InputError(f"{shown(name)}: unpacks to {size >> 20} MiB, which is refused; {instead}")
    return members


def member(archive: ZipFile, entry: ZipInfo) -> bytes:
    """What a member holds: no more than the archive says, whatever is packed in it. Raises any of `FAULTS`."""
    with archive.open(entry) as file:
        return file.read(entry.file_size)
