"""A figure's place in, what loosens it and where it is said to move out: "nearly 40", "5 or more", "fell by 3"."""

from __future__ import annotations

from factcheck.language.text import Text

CONTRACT = {"OVER": "over", "AT_LEAST": "over", "UNDER": "under", "NEARLY": "under", "ABOUT": "about"}
"""Class of hedging words to what `Quantity.hedge` calls it; other classes do not loosen a figure."""

_STOPS = frozenset(".;:\n")
_BREAKS = _STOPS | {","}
_BEFORE = 4  # tokens before a figure that may hedge it
_NEAR = 4  # tokens between a verb and the figure that it moves
_FAR = 12  # tokens between a verb and the level that it leads to
_AFTER = 2  # tokens between a figure and the word behind it that says where it moved


def before(text: Text, first: int) -> str:
    """The lexicon class of the words that hedge the figure which starts at a token, or an empty string."""
    masks, bits, found, definite = text.masks, text.bits, "", False
    if not masks[first - 1] & (bits.HEDGE | bits.DET):
        return ""
    for at in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        if masks[at] & bits.HEDGE:
            name = str(text.value("hedges", text.words[at]))
            if definite and masks[at] & bits.PREP:  # "under the 12-point plan"
                break
            if name in CONTRACT:  # the nearest one: in "12 above about 111" the other hedges nothing
                return name
            found = found or name
        elif not masks[at] & bits.DET:
            break
        else:
            definite = definite or not masks[at] & bits.ARTICLE
    return found


def after(text: Text, stop: int) -> tuple[str, int]:
    """(lexicon class, end) of the words behind a figure that hedge it, as "or more"; ("", `stop`) without any."""
    word, starts = text.words[stop], text.values["trailing_starts"]
    tied = word == "-" and text.glued[stop]  # "50-odd"
    if not tied and word not in starts:
        return "", stop
    word, hedges = text.words[stop + tied], text.values["trailing_hedges"]
    if word not in starts:
        return "", stop
    stop += tied
    end = stop + 1 if word in hedges else stop + 2
    found = hedges.get(word) or hedges.get(f"{word} {text.words[stop + 1].lower()}", "")
    if not found or text.masks[end] & (text.bits.NUMERAL | text.bits.NUMBER):  # "16 classes and over 430 pupils"
        return "", stop
    return found, end


def trend(text: Text, first: int, stop: int, counted: bool) -> str | None:
    """The direction of a figure that is a change ("rose 5%", "a drop of 5") or a level reached ("fell to 5").

    What stands behind a figure says so only if it counts nothing: "5% lower", not "five members lower".
    """
    bits, masks = text.bits, text.masks
    # Before the first token stands padding, as behind the last one.
    near = masks[first - 1] | masks[first - 2] | masks[first - 3] | masks[first - 4] | masks[first - 5]
    if not (near | masks[stop] | masks[stop + 1]) & bits.moving and not masks[first - 1] & (bits.TO | bits.OR):
        return None
    at = first - 1
    while at >= 0 and text.masks[at] & (bits.HEDGE | bits.DET) and not text.masks[at] & (bits.RISE | bits.FALL):
        at -= 1
    if at >= 0 and text.masks[at] & (bits.FROM | bits.FOR):
        return None
    linked = at >= 0 and text.masks[at] & (bits.TO | bits.OR)
    return _verb(text, at, _FAR if linked else _NEAR, bool(linked)) or (None if counted else _behind(text, stop))


def _verb(text: Text, at: int, limit: int, linked: bool) -> str | None:
    """The direction of the nearest word of moving before a token; other figures stand between only if linked."""
    bits, masks = text.bits, text.masks
    ends = bits.BUT | (0 if linked else bits.FROM | bits.FOR | bits.AND | bits.NUMERAL | bits.NUMBER | bits.TO)
    stops = _STOPS if linked else _BREAKS
    for index in range(at, max(at - limit, -1), -1):
        if masks[index] & (bits.RISE | bits.UP):
            return "up"
        if masks[index] & (bits.FALL | bits.DOWN):
            return "down"
        if (masks[index] & ends and index != at) or text.words[index][:1] in stops:
            break
    return None


def _behind(text: Text, stop: int) -> str | None:
    """The direction of the word right behind a figure: "5% higher", "a 5% drop", "5% less"."""
    bits = text.bits
    for index in range(stop, stop + _AFTER):
        mask = text.masks[index]
        if mask & (bits.A_RISE | bits.UP):
            return "up"
        if mask & (bits.A_FALL | bits.DOWN):
            return "down"
        if not mask & bits.PLAIN:
            break
    return None
