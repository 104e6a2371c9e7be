"""The styles of a Word document in, what each of them makes of a paragraph or run out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, frozen

_HEADING = re.compile(r"heading ([1-9])")
_LISTING = re.compile(r"(?:toc|index) \d|table of figures")
_OFF = ("0", "false", "off")
_BODY_LEVEL = 9  # of an outline: none
_DEEPEST = 20  # styles that one is based on, one on the other


@frozen
class Look:
    """What a style says: rank of a heading (0: none), level of a list (-1: none), whether it hides its text.

    None: it says nothing of that. listing: whether it is that of a table of contents.
    """

    rank: int | None = None
    level: int | None = None
    hidden: bool | None = None
    listing: bool = False


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether an element that switches something on does so."""
    return attributes.get("w:val") not in _OFF


def number(attributes: Mapping[str, str]) -> int:
    """The number that an element states, 0 if it is none."""
    value = attributes.get("w:val", "")
    return int(value) if re.fullmatch(r"\d{1,6}", value) else 0


def rank(attributes: Mapping[str, str]) -> int:
    """The rank of a heading at a level of the outline, 0 for body text."""
    level = number(attributes)
    return 0 if level >= _BODY_LEVEL else level + 1


@define
class _Style:
    name: str = ""
    based_on: str = ""
    rank: int | None = None
    listed: bool | None = None
    level: int = 0
    hidden: bool | None = None


class Styles:
    """The styles of a document, as far as they have been taken."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""  # the style of paragraphs that name none
        self._path: list[str] = []
        self._style = _Style()
        self._looks: dict[str, Look] = {}

    def opened(self, name: str, attributes: Mapping[str, str], _: int, __: int) -> None:
        """Takes an element."""
        self._path.append(name)
        if name == "w:style":
            self._style = self._styles[attributes.get("w:styleId", "")] = _Style()
            if attributes.get("w:type") == "paragraph" and attributes.get("w:default") in ("1", "true", "on"):
                self._default = attributes.get("w:styleId", "")
        elif self._path[-2:-1] == ["w:style"] and name in ("w:name", "w:basedOn"):
            setattr(self._style, "name" if name == "w:name" else "based_on", attributes.get("w:val", ""))
        elif name == "w:outlineLvl":
            self._style.rank = rank(attributes)
        elif name == "w:numId":
            self._style.listed = attributes.get("w:val") != "0"
        elif name == "w:ilvl":
            self._style.level = number(attributes)
        elif name == "w:vanish" and self._path[-3:-1] == ["w:style", "w:rPr"]:
            self._style.hidden = is_on(attributes)

    def closed(self, *_: object) -> None:
        """Takes the end of an element."""
        self._path.pop()

    def characters(self, *_: object) -> None:
        """Takes characters: styles are told by elements alone."""

    def look(self, style: str = "") -> Look:
        """What a style makes of what bears it, and those that it is based on; by default that of paragraphs."""
        name = style or self._default
        if name not in self._looks:
            self._looks[name] = self._resolved(name)
        return self._looks[name]

    def _resolved(self, name: str) -> Look:
        ranked: int | None = None
        level: int | None = None
        hidden: bool | None = None
        listing = False
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                break
            called = style.name.casefold()
            heading = _HEADING.fullmatch(called)
            own = style.rank
            if own is None and (heading or called == "title"):
                own = int(heading[1]) if heading else 1
            ranked = own if ranked is None else ranked
            if level is None and style.listed is not None:
                level = style.level if style.listed else -1
            hidden = style.hidden if hidden is None else hidden
            listing = listing or bool(_LISTING.fullmatch(called))
            name = style.based_on
        return Look(ranked, level, hidden, listing)
