"""Offsets of a source in, positions of the protocol out, and back: lines from 0, and units of the encoding agreed on.

Source: the Language Server Protocol 3.17, "Position": lines end with LF, CR LF or CR; a character behind the end of its
line is that end.
"""

from __future__ import annotations

from lsprotocol import types

from factcheck.lines import Lines
from factcheck.records import Region

_BEYOND = 0xFFFF  # characters above take two units of UTF-16
_BREAKS = "\r\n"


class Positions:
    """The positions of one source."""

    def __init__(self, source: str, encoding: types.PositionEncodingKind | str | None) -> None:
        self._source = source
        self._lines = Lines(source)
        self._encoding = encoding or types.PositionEncodingKind.Utf16

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def position(self, offset: int) -> types.Position:
        """Where an offset is."""
        line, column = self._lines.locate(offset)
        return types.Position(line - 1, self._units(self._source[offset - column + 1 : offset]))

    def of_region(self, region: Region) -> types.Range:
        """The range of a region."""
        first = self._lines.bounds(region.line)[0] + region.column - 1
        last = self._lines.bounds(region.end_line)[0] + region.end_column - 1
        return self.range(first, last)

    def of_line(self, line: int) -> types.Range:
        """The range of a line from 1, the first one for a line that is not there, without its break."""
        start, end = self._lines.bounds(line if 1 <= line <= len(self._lines) else 1)
        return self.range(start, start + len(self._source[start:end].rstrip(_BREAKS)))

    def offset(self, position: types.Position) -> int:
        """The offset of a position."""
        if position.line >= len(self._lines):
            return len(self._source)
        start, end = self._lines.bounds(position.line + 1)
        units = 0
        for at, char in enumerate(self._source[start:end].rstrip(_BREAKS), start):
            if units >= position.character:
                return at
            units += self._units(char)
        return start + len(self._source[start:end].rstrip(_BREAKS))

    def _units(self, text: str) -> int:
        if self._encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        if self._encoding == types.PositionEncodingKind.Utf32 or text.isascii():
            return len(text)
        return len(text) + sum(ord(char) > _BEYOND for char in text)
