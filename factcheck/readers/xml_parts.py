"""The bytes of an XML part in, its elements and characters out in order, each with the bytes where it stands.

Parts are in UTF-8 and have no document type, so that nothing expands and each byte is where expat says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol
from xml.parsers import expat

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""What names begin with here, whatever a part calls these namespaces."""

_TAG = re.compile(rb"<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_REFERENCE, _RETURN = b"&"[0], b"\r"[0]


class Broken(Exception):
    """What is wrong with a part, in a few words."""


class Handler(Protocol):
    """What takes the events of a part; all offsets are those of its bytes."""

    def opened(self, name: str, attributes: Mapping[str, str], start: int, inside: int, /) -> None:
        """Takes a tag, which starts at `start`; what it holds starts at `inside`."""

    def closed(self, name: str, outside: int, stop: int, /) -> None:
        """Takes the end of an element: its closing tag starts at `outside`, and ends at `stop`."""

    def characters(self, text: str, start: int, stop: int, literal: bool, /) -> None:
        """Takes characters: as many as stand there in UTF-8, or one written otherwise; literal: in a CDATA section."""


def walk(part: bytes, handler: Handler) -> None:
    """Hands all events of a part to a handler. Raises Broken."""
    if part.startswith(_UTF_16):
        raise Broken("is in UTF-16, which is not read")
    walking = _Walk(part, handler)
    try:
        walking.parser.Parse(part, True)
    except expat.ExpatError as fault:
        raise Broken(f"is no XML from line {fault.lineno} on") from None


def prefix(part: bytes, start: int) -> bytes:
    """How the name begins in the tag at an offset, its colon included; nothing if its namespace is the default one."""
    name = part[start + 1 : part.index(b">", start)].split(None, 1)[0]
    return name[: name.find(b":") + 1]


class _Walk:
    def __init__(self, part: bytes, handler: Handler) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        self._part, self._handler = part, handler
        self._ends: list[int] = []  # where each open element ends if its tag is all of it, else 0
        self._names: dict[str, str] = {}
        self._literal = False
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._typed
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = lambda: setattr(self, "_literal", True)
        parser.EndCdataSectionHandler = lambda: setattr(self, "_literal", False)

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.upper() not in ("UTF-8", "UTF8"):
            raise Broken(f"is in {encoding}, which is not read")

    def _typed(self, *_: Any) -> None:
        raise Broken("has a document type, which is refused")

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self._part, start)
        if tag is None:  # expat has found it to be one
            raise Broken(f"is not read at byte {start}")
        self._ends.append(tag.end() if self._part[tag.end() - 2 : tag.end()] == b"/>" else 0)
        named = {self._short(key): value for key, value in attributes.items()}
        self._handler.opened(self._short(name), named, start, tag.end())

    def _closed(self, name: str) -> None:
        end = self._ends.pop()
        at = self.parser.CurrentByteIndex
        self._handler.closed(self._short(name), end or at, end or self._part.index(b">", at) + 1)

    def _characters(self, text: str) -> None:
        start = self.parser.CurrentByteIndex
        first = self._part[start]
        if first == _REFERENCE and not self._literal:
            stop = self._part.index(b";", start) + 1
        elif first == _RETURN:
            stop = start + 1 + self._part.startswith(b"\n", start + 1)
        else:
            stop = start + len(text.encode())
        self._handler.characters(text, start, stop, self._literal)

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            space, _, local = name.rpartition(" ")
            short = f"{_PREFIXES.get(space, space)}:{local}" if space else local
            self._names[name] = short
        return short
