"""The parts of a Word document that name its comments in; the same out, with more comments named."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count, islice

from factcheck.annotate.markup import Names, declared, text, written
from factcheck.annotate.splices import inserted
from factcheck.readers.package import Package, relations_of
from factcheck.readers.xml_parts import prefix

CONTENT_TYPES = "[Content_Types].xml"
_KIND = "comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBERED = ("w:comment", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
_DAY = "%Y-%m-%dT%H:%M:%SZ"
_AUTHOR, _INITIALS = "factcheck", "fc"


class Comments:
    """The comments of a document, to which more are added; `namespace` is that of its elements."""

    def __init__(self, package: Package, namespace: str, main: bytes) -> None:
        self._package = package
        self._namespace = namespace
        self._folder = posixpath.dirname(package.main.target)
        related = package.relations(package.main.target)
        there = (one.target for one in related if one.kind == _KIND and one.target in package.members)
        self._part = next(there, "")
        self._raw = package.part(self._part) if self._part else b""
        self._numbers = _Numbers()
        package.walk(package.main.target, main, self._numbers)
        if self._part:
            package.walk(self._part, self._raw, self._numbers)

    def numbers(self, many: int) -> list[int]:
        """As many numbers as are wanted that no comment has."""
        return list(islice((number for number in count() if str(number) not in self._numbers.taken), many))

    def parts(self, comments: Mapping[int, Sequence[str]], day: datetime) -> Mapping[str, bytes]:
        """The parts that change, and those that are new, with comments by number, a paragraph a line."""
        if self._part:
            root = _Root.of(self._package, self._part, self._raw)
            names = Names.at(self._raw, root.start, self._namespace)
            return {self._part: root.with_more(self._comments(names, comments, day))}
        name = _free(f"{posixpath.join(self._folder, 'comments')}{{}}.xml", self._package.members)
        content = self._comments(Names(b"w:"), comments, day).decode()
        whole = f'<w:comments xmlns:w="{self._namespace}">{content}</w:comments>'
        return {name: declared(whole), **self._named(name)}

    def _comments(self, names: Names, comments: Mapping[int, Sequence[str]], day: datetime) -> bytes:
        made = []
        for number, lines in comments.items():
            mark = names.element("r", names.element("annotationRef"))
            runs = [names.element("r", names.element("t", text(line), {"xml:space": "preserve"})) for line in lines]
            paragraphs = [names.element("p", run if at else mark + run) for at, run in enumerate(runs)]
            stated = {"id": str(number), "author": _AUTHOR, "date": day.strftime(_DAY), "initials": _INITIALS}
            made.append(names.element("comment", b"".join(paragraphs), stated))
        return b"".join(made)

    def _named(self, name: str) -> Mapping[str, bytes]:
        """The parts that tell of a new part with comments."""
        package, main = self._package, self._package.main
        if CONTENT_TYPES not in package.members:
            raise package.fault(CONTENT_TYPES, "is missing")
        types = _Root.of(package, CONTENT_TYPES, package.part(CONTENT_TYPES))
        relations = relations_of(main.target)
        raw = (
            package.part(relations)
            if relations in package.members
            else declared(f'<Relationships xmlns="{_RELATIONS}"/>')
        )
        related = _Root.of(package, relations, raw)
        kind = f"{main.type.rpartition('/')[0]}/{_KIND}"
        id_ = _free("rIdComments{}", related.ids)
        stated = {"Id": id_, "Type": kind, "Target": posixpath.basename(name)}
        return {
            CONTENT_TYPES: types.with_more(types.child("Override", {"PartName": f"/{name}", "ContentType": _TYPE})),
            relations: related.with_more(related.child("Relationship", stated)),
        }


def _free(pattern: str, taken: Iterable[str]) -> str:
    """A name that is not taken: without a number, or else with the first one that goes."""
    names = {name.casefold() for name in taken}
    tries = (pattern.format(number or "") for number in range(len(names) + 2))
    return next(name for name in tries if name.casefold() not in names)


class _Numbers:
    """The numbers that comments have in the parts taken so far."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def opened(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        if name in _NUMBERED:
            self.taken.add(attributes.get("w:id", ""))

    def closed(self, *_: object) -> None:
        pass

    def characters(self, *_: object) -> None:
        pass


class _Root:
    """The root of a part: where it starts and where its closing tag does; ids: those of what it holds."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.ids: list[str] = []
        self.start = -1
        self._outside = self._stop = 0

    @classmethod
    def of(cls, package: Package, name: str, raw: bytes) -> _Root:
        """The root of a part. Raises InputError."""
        root = cls(raw)
        package.walk(name, raw, root)
        return root

    def opened(self, _: str, attributes: Mapping[str, str], start: int, __: int) -> None:
        self.start = start if self.start < 0 else self.start
        self.ids.append(attributes.get("Id", ""))

    def closed(self, _: str, outside: int, stop: int) -> None:
        self._outside, self._stop = outside, stop

    def characters(self, *_: object) -> None:
        pass

    def child(self, name: str, attributes: Mapping[str, str]) -> bytes:
        """An element as the root may hold."""
        stated = b" ".join(written(key, value) for key, value in attributes.items())
        return b"<" + prefix(self.raw, self.start) + name.encode() + b" " + stated + b"/>"

    def with_more(self, content: bytes) -> bytes:
        """The part with more at the end of its root."""
        if self._outside < self._stop:
            return inserted(self.raw, {self._outside: content})
        name = self.raw[self.start + 1 : self._stop - 2].split(None, 1)[0]
        return self.raw[: self._stop - 2] + b">" + content + b"</" + name + b">" + self.raw[self._stop :]
