"""Bytes in, the same bytes behind a checksum out, and back: nothing that was damaged comes back.

The checksum is over the bytes and the key that they are kept under.
"""

from __future__ import annotations

import zlib

_SUM = 4  # bytes


def sealed(key: bytes, body: bytes) -> bytes:
    """Bytes to be kept under a key."""
    return _sum(key, body) + body


def opened(key: bytes, value: bytes) -> bytes | None:
    """The bytes that were kept under a key; None if these are not they."""
    body = value[_SUM:]
    return body if value[:_SUM] == _sum(key, body) else None


def _sum(key: bytes, body: bytes) -> bytes:
    return zlib.crc32(body, zlib.crc32(key)).to_bytes(_SUM, "big")
