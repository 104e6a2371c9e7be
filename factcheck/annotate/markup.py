"""What an element is called and holds in, its bytes out, named as the part does that it is put into."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape

from attrs import frozen

from factcheck.readers import xml_parts

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTE = {'"': "&quot;"}
_NONE: Mapping[str, str] = MappingProxyType({})


@frozen
class Names:
    """How names begin: a prefix with its colon, and the declaration that elements need as the part has none for it."""

    prefix: bytes
    declaration: bytes = b""

    @classmethod
    def at(cls, part: bytes, start: int, namespace: str) -> Names:
        """How names of a namespace begin at a tag that is of it; attributes need a prefix where elements have none."""
        prefix = xml_parts.prefix(part, start)
        return cls(prefix) if prefix else cls(b"w:", f' xmlns:w="{namespace}"'.encode())

    def element(self, name: str, content: bytes = b"", attributes: Mapping[str, str] = _NONE) -> bytes:
        """An element; attributes without a prefix get that of these names."""
        whole = self.prefix + name.encode()
        stated = (written(key if ":" in key else self.prefix.decode() + key, one) for key, one in attributes.items())
        head = b"<" + b" ".join([whole + self.declaration, *stated])
        return head + b">" + content + b"</" + whole + b">" if content else head + b"/>"


def written(name: str, value: str) -> bytes:
    """An attribute."""
    return f'{name}="{escape(value, _QUOTE)}"'.encode()


def text(shown: str) -> bytes:
    """Characters, without those that XML cannot hold."""
    return escape(_ILLEGAL.sub("\ufffd", shown)).encode()


def declared(root: str) -> bytes:
    """A part of its own."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{root}'.encode()
