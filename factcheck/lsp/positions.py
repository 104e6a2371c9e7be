"""Offsets of a source in, positions of the protocol out, and back: lines from 0, and units of the encoding agreed on.

Source: the Language Server Protocol 3.17, "Position": lines end with LF, CR LF or CR; a character behind the end of its
line is that end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

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
        self._units: Sequence[int] = range(len(source) + 1)  # those before each offset
        if not source.isascii() and encoding != types.PositionEncodingKind.Utf32:
            width = _bytes if encoding == types.PositionEncodingKind.Utf8 else _words
            self._units = [0, *accumulate(map(width, source))]

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def position(self, offset: int) -> types.Position:
        """Where an offset is."""
        line, column = self._lines.locate(offset)
        return types.Position(line - 1, self._units[offset] - self._units[offset - column + 1])

    def of_region(self, region: Region) -> types.Range:
        """The range of a region."""
        first = self._lines.bounds(region.line)[0] + region.column - 1
        last = self._lines.bounds(region.end_line)[0] + region.end_column - 1
        return self.range(first, last)

    def of_line(self, line: int) -> types.Range:
        """The range of a line from 1, the first one for a line that is not there, without its break."""
        return self.range(*self._shown(line if 1 <= line <= len(self._lines) else 1))

    def offset(self, position: types.Position) -> int:
        """The offset of a position."""
        if position.line >= len(self._lines):
            return len(self._source)
        start, end = self._shown(position.line + 1)
        return bisect_left(self._units, self._units[start] + position.character, start, end)

    def _shown(self, line: int) -> tuple[int, int]:
        """(start, end) of a line without its break."""
        start, end = self._lines.bounds(line)
        while end > start and self._source[end - 1] in _BREAKS:
            end -= 1
        return start, end


def _bytes(char: str) -> int:
    return len(char.encode("utf-8", "surrogatepass"))


def _words(char: str) -> int:
    return 2 if ord(char) > _BEYOND else 1
