"""The bytes of a Word document in, its parts out, and what each of them relates to: the Open Packaging Conventions."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from attrs import frozen

from factcheck.readers import packed, xml_parts
from factcheck.readers.decoding import shown
from factcheck.records import InputError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old Word documents begin, and those with a password
_NO_DOCUMENT = "Word document (.docx); open it in Word, and save it as one"
_ANEW = "open it in Word, and save it anew"
_MAIN = "officeDocument"


@frozen
class Relation:
    """What a part relates to: the id, the full type and its last word, and the name of the other part."""

    id: str
    type: str
    kind: str
    target: str


@frozen(eq=False, slots=False)
class Package:
    """A Word document as it is packed; `name` is that of the file."""

    data: bytes
    name: str
    members: Mapping[str, ZipInfo]

    @classmethod
    def of(cls, data: bytes, name: str) -> Package:
        """The package that bytes are. Raises InputError if they are none, or would unpack to too much."""
        if data.startswith(_OLE):
            told = (
                "is encrypted, or an old Word document (.doc); open it in Word, and save it as .docx without a password"
            )
            raise InputError(f"{shown(name)}: {told}")
        entries = packed.guarded(data, name, _NO_DOCUMENT, "save its text as .txt")
        return cls(data, name, {entry.filename: entry for entry in entries})

    @cached_property
    def main(self) -> Relation:
        """The part with the text. Raises InputError if there is none."""
        found = next((one for one in self.relations("") if one.kind == _MAIN), None)
        if found is None or found.target not in self.members:
            raise InputError(f"{shown(self.name)}: is no {_NO_DOCUMENT}")
        return found

    def part(self, name: str) -> bytes:
        """What a part holds. Raises InputError if it cannot be unpacked."""
        try:
            with ZipFile(BytesIO(self.data)) as archive:
                return packed.member(archive, self.members[name])
        except packed.FAULTS:
            raise self.fault(name, "cannot be unpacked") from None

    def relations(self, part: str) -> list[Relation]:
        """What a part, or the package ("") relates to of what it holds. Raises InputError."""
        name = relations_of(part)
        if name not in self.members:
            return []
        found = _Relations(posixpath.dirname(part))
        self.walk(name, self.part(name), found)
        return found.found

    def walk(self, name: str, raw: bytes, handler: xml_parts.Handler) -> None:
        """Hands the events of a part to a handler. Raises InputError if it is broken, or not of a kind that is read."""
        try:
            xml_parts.walk(raw, handler)
        except xml_parts.Broken as fault:
            raise self.fault(name, str(fault)) from None

    def fault(self, part: str, told: str) -> InputError:
        """What to raise where a part is faulty."""
        return InputError(f"{shown(self.name)}: is a broken Word document ({shown(part)} {told}); {_ANEW}")


def relations_of(part: str) -> str:
    """The name of the part that says what a part relates to."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


class _Relations:
    def __init__(self, folder: str) -> None:
        self.found: list[Relation] = []
        self._folder = folder

    def opened(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        if name != "rel:Relationship" or attributes.get("TargetMode") == "External":
            return
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        self.found.append(Relation(attributes.get("Id", ""), kind, kind.rpartition("/")[2], target))

    def closed(self, *_: object) -> None:
        pass

    def characters(self, *_: object) -> None:
        pass
