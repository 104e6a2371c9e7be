"""An ASCII text in, its tokens out, as `words` cuts them: by hand, which is ten times as fast once it is compiled."""

from __future__ import annotations

# What a character may be; letters, digits and the underscore come last. Each by itself, as mypyc wants constants.
_SIGN = 0
_SPACE = 1
_BREAK = 2
_UPPER = 3
_LOWER = 4
_DIGIT = 5
_LINE = 6
_KINDS = bytes(
    _UPPER if char.isupper()
    else _LOWER if char.islower()
    else _DIGIT if char.isdecimal()
    else _BREAK if char == "\n"
    else _SPACE if char.isspace()
    else _LINE if char == "_"
    else _SIGN
    for char in map(chr, range(128))
)  # fmt: skip
_GROUP = 3  # digits behind an apostrophe
_BLANK = 0x20
_APOSTROPHE = 0x27
_PLUS = 0x2B
_COMMA = 0x2C
_HYPHEN = 0x2D
_POINT = 0x2E
_POWER = (0x45, 0x65)


def scan(text: str) -> tuple[list[str], list[int]]:
    """(tokens, where each ends) of a text; a hyphen or two between spaces are dashes."""
    data = text.encode("ascii")
    size = len(data)
    words: list[str] = []
    ends: list[int] = []
    at = free = freed = 0  # up to where the spaces around dashes are taken
    while at < size:
        code = data[at]
        kind = _KINDS[code]
        if kind == _SPACE:
            at += 1
            continue
        start = at
        at += 1
        if kind >= _UPPER and kind <= _LOWER:
            at = _initials(data, at, size) if kind == _UPPER and at < size and data[at] == _POINT else start
            if at == start:
                at = _letters(data, start, size)
        elif kind == _DIGIT:
            at = _number(data, at, size)
        elif kind in (_BREAK, _LINE):
            while at < size and (_KINDS[data[at]] == kind or kind == _LINE and _UPPER <= _KINDS[data[at]] <= _LOWER):
                at += 1
        elif code == _POINT and at < size and _KINDS[data[at]] == _DIGIT and not _is_tied(data, start):
            at = _digits(data, at, size)
        elif code == _HYPHEN and start > 0 and data[start - 1] == _BLANK and at < size:
            if data[at] == _BLANK and start - 1 >= free:
                free = at + 1
                words.append("–")
                ends.append(at)
                continue
            if data[at] == _HYPHEN and at + 1 < size and data[at + 1] == _BLANK and start - 1 >= freed:
                freed = at + 2
                words += ("–", "–")
                ends += (at, at + 1)
                at += 1
                continue
        words.append(text[start:at])
        ends.append(at)
    return words, ends


def _is_tied(data: bytes, at: int) -> bool:
    """Whether a full stop belongs to what stands right before it."""
    return at > 0 and (data[at - 1] == _POINT or _KINDS[data[at - 1]] >= _UPPER)


def _initials(data: bytes, at: int, size: int) -> int:
    """The end of initials at the full stop behind the first one: "U.S.", "J. Smith"; before that letter if none."""
    stop = at + 1
    while stop + 1 < size and data[stop + 1] == _POINT and _KINDS[data[stop]] == _UPPER:
        stop += 2
    named = (
        stop + 2 < size
        and data[stop] == _BLANK
        and _KINDS[data[stop + 1]] == _UPPER
        and _KINDS[data[stop + 2]] == _LOWER
    )
    return stop if stop > at + 1 or named else at - 1


def _letters(data: bytes, at: int, size: int) -> int:
    """The end of a word, with what is tied to it by hyphens and apostrophes."""
    while True:
        while at < size and _UPPER <= _KINDS[data[at]] <= _LOWER:
            at += 1
        tied = at + 1 < size and (data[at] == _APOSTROPHE or data[at] == _HYPHEN)
        if not tied or not _UPPER <= _KINDS[data[at + 1]] <= _LOWER:
            return at
        at += 1


def _digits(data: bytes, at: int, size: int) -> int:
    while at < size and _KINDS[data[at]] == _DIGIT:
        at += 1
    return at


def _number(data: bytes, at: int, size: int) -> int:
    """The end of a numeral with its separators and its power of ten."""
    at = _digits(data, at, size)
    while at + 1 < size and _KINDS[data[at + 1]] == _DIGIT:
        if data[at] == _POINT or data[at] == _COMMA:
            at = _digits(data, at + 1, size)
        elif data[at] == _APOSTROPHE and _digits(data, at + 1, size) == at + 1 + _GROUP:
            at += 1 + _GROUP
        else:
            break
    if at < size and data[at] in _POWER:
        start = at + 1 + (at + 1 < size and (data[at + 1] == _PLUS or data[at + 1] == _HYPHEN))
        stop = _digits(data, start, size)
        if start < stop <= start + 2 and (stop == size or _KINDS[data[stop]] < _UPPER or _KINDS[data[stop]] == _LINE):
            return stop
    return at
