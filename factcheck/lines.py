"""A source in, lines and columns out: both from 1, in characters; a line ends with LF, CR LF or CR."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """Where the lines of a source begin."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(match.end() for match in _BREAK.finditer(source))]
        self._end = len(source)

    def __len__(self) -> int:
        return len(self._starts)

    def locate(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def bounds(self, line: int) -> tuple[int, int]:
        """(start, end) of a line, its break included. Raises IndexError if the source has no such line."""
        if not 1 <= line <= len(self._starts):
            raise IndexError(line)
        return self._starts[line - 1], self._starts[line] if line < len(self._starts) else self._end
