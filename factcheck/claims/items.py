"""A stretch of a paragraph in, the items of the list that stands there out, in every way that "and" may be read."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.language import AMOUNTS, BULLET, DASH, Reading, Shape
from factcheck.records import Quantity

Segment = tuple[int, int]
_SEVERAL = 3  # clauses are two as often as not
_SHORT = 3  # tokens: shorter items are no clauses
_CLAUSE = 8  # tokens: longer items are clauses, whose commas are their own


class NotAList(Exception):
    """Why a stretch of text is not taken for a list of items."""


def item_readings(
    shape: Shape, reading: Reading, span: Segment, number: int | None, chars: Mapping[str, str], text: str
) -> tuple[list[tuple[Quantity, ...]], bool]:
    """(readings, whether the items are alike) of the list in a span of a shape.

    The list may end at any "and" or, behind a colon or a parenthesis, where the span ends; readings with `number` items
    come first. Raises NotAList if it is open ("such as", "including") or its items are not alike.
    """
    segments, joints = _segments(shape.text, span, chars)
    before = shape.text[span[0] - 1 : span[0]] or "."
    namely = before in chars.get("NAMELY", "")
    listed = namely or before in chars.get("ARE", "")
    vouched = namely or before in (":", "(", DASH) or BULLET in joints
    options = [segments[: index + 2] for index, joint in enumerate(joints) if joint == "and"]
    if vouched and segments and not (options and _closed(shape.text, options[-1], segments, chars)):
        options.append(segments)
    options += [_inner_ands_kept(option, joints) for option in options]
    options = [option for index, option in enumerate(options) if len(option) > 1 and option not in options[:index]]
    if not options:
        raise NotAList("its list is not closed by “and”")
    options.sort(key=lambda option: (len(option) != number, -len(option) if listed else 0))
    first = options[0]
    if any(
        shape.text[begin] in chars.get(name, "")
        for begin, _ in first
        for name in ("INCLUDING", "OTHERS_OPEN", "COMPRISING")
    ):
        raise NotAList("the list is open (“such as”, “including”)")
    prepositions = chars.get("PREP", "")
    if shape.text[first[0][0]] in prepositions and shape.text[first[1][0]] not in prepositions:
        raise NotAList("its first item is led in by a preposition that belongs to all")
    alike = _alike(shape.text, first, chars) or vouched and _parallel(shape.text, first)
    alike = alike or listed and _named(shape.text, first, chars)
    if not alike and not vouched and not (len(first) == number and _short(first)):
        raise NotAList("its items are not alike, so that commas may not tell them apart")
    return [tuple(_item(shape, reading, segment, text) for segment in option) for option in options], alike


def _begins_name(shape: str, first: int, last: int, chars: Mapping[str, str]) -> bool:
    """Whether a little word is the first of a name: An Loc."""
    name = first + 1 < last and shape[first + 1] in chars.get("NAME", "")
    return name and shape[first] in chars.get("CAPITAL", "")


def _segments(shape: str, span: Segment, chars: Mapping[str, str]) -> tuple[list[Segment], list[str]]:
    """The stretches between commas, semicolons, bullets and "and", and what joins each to the next."""
    ands, skipped = chars.get("AND", ""), chars.get("DET", "") + "-\"'" + DASH
    segments: list[Segment] = []
    joints: list[str] = []
    depth, begin, joint = 0, span[0], ""
    for at in range(span[0], span[1] + 1):
        char = shape[at] if at < span[1] else ";"
        depth += (char == "(") - (char == ")")
        separator = not depth and (char in ",;" or char == BULLET or char in ands)
        if not separator and at < span[1]:
            continue
        first, last = begin, at
        while first < last and shape[first] in skipped and not _begins_name(shape, first, last, chars):
            first += 1
        if first < last:
            if segments:
                joints.append(joint)
            segments.append((first, last))
            joint = ""
        joint = "and" if char in ands else "and" if joint == "and" else char
        begin = at + 1
    return segments, joints


def _inner_ands_kept(option: list[Segment], joints: list[str]) -> list[Segment]:
    """The reading in which every "and" but the last stands inside an item ("Sargent and Lundy")."""
    merged = [option[0]]
    for index, segment in enumerate(option[1:]):
        if joints[index] == "and" and index + 2 < len(option):
            merged[-1] = (merged[-1][0], segment[1])
        else:
            merged.append(segment)
    return merged


def _closed(shape: str, listed: list[Segment], segments: list[Segment], chars: Mapping[str, str]) -> bool:
    """Whether "and" closes a list of names, so that what a comma divides from it is a clause ("…, the board said")."""
    behind = segments[len(listed) :]
    return all(_is_name(shape, one, chars) for one in listed) and not any(_is_name(shape, one, chars) for one in behind)


def _is_name(shape: str, item: Segment, chars: Mapping[str, str]) -> bool:
    """Whether an item begins with a name, maybe behind the word for its kind."""
    begin, end = item
    behind = begin + 1 < end and shape[begin] in chars.get("ADMIN", "")
    return shape[begin + behind] in chars.get("NAME", "") + chars.get("CAPITAL", "")


def _alike(shape: str, items: list[Segment], chars: Mapping[str, str]) -> bool:
    """Whether all items are names, maybe behind the word for their kind, or all start with the same kind
    of word and none is a clause.
    """
    if all(_is_name(shape, one, chars) for one in items):
        return True
    if any(end - begin > _CLAUSE for begin, end in items):
        return False
    return all(begin and shape[begin - 1] in chars.get("DET", "") for begin, _ in items)


def _parallel(shape: str, items: list[Segment]) -> bool:
    """Whether all items are of a word or three, or start with the same word."""
    short = all(end - begin <= _SHORT and shape[begin] not in AMOUNTS for begin, end in items)
    return short or len({shape[begin] for begin, _ in items}) == 1


def _short(items: list[Segment]) -> bool:
    """Whether they are three or more of few words, so that they are not as many as a number by chance."""
    return len(items) >= _SEVERAL and all(end - begin <= _CLAUSE for begin, end in items)


def _named(shape: str, items: list[Segment], chars: Mapping[str, str]) -> bool:
    """Whether all items hold a name behind a word or more ("the carrier Air Lima")."""
    names = chars.get("NAME", "")
    return all(any(char in names for char in shape[begin:end]) for begin, end in items)


def _item(shape: Shape, reading: Reading, segment: Segment, text: str) -> Quantity:
    """An item as an operand: its first words, up to a parenthesis."""
    begin, end = segment
    stop = shape.text.find("(", begin + 1, end)
    first, last = shape.elements[begin], shape.elements[(stop if stop > 0 else end) - 1]
    start = reading.start(first) if first >= 0 else reading.figures[-1 - first].quantity.start
    finish = reading.end(last) if last >= 0 else reading.figures[-1 - last].quantity.end
    return Quantity(text[start:finish], start, finish, 1, type="item")
