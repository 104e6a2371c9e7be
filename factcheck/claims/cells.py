"""The text of a table's cells and heads in, figures out, with the units of the heads; or what stands for none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from factcheck import numerals
from factcheck.records import Cell, Number, Quantity

NIL, MISSING, SUPPRESSED = "nil", "missing", "suppressed"
"""What may stand in place of a figure: nothing to count, not known, not told."""
_STATUSES = {"p": "provisional", "r": "revised", "e": "estimated"}

_SIGNS = {
    **dict.fromkeys(("-", "–", "—", "−", "‒", "―"), NIL),
    **dict.fromkeys(("", ".", "..", "...", "…", ":", "?", "--"), MISSING),
    **dict.fromkeys(("x", "X", "#", "(D)", "(x)", "(c)"), SUPPRESSED),
}
_NOTE = re.compile(r"(?:(?<=[\d%])\s*\((?:\d|[a-z])\)|\[\w\]|[*†‡§¹²³⁰⁴-⁹]+|(?<=\d)\s?[per](?![\w]))+\s*\Z")
_STATUS = re.compile(r"(?<=[\d%])\s?(?:\(([per])\)|([per])(?!\w))")
_LABEL_NOTE = re.compile(r"(?:\s*\(\d\)|\[\w\]|[*†‡§¹²³⁰⁴-⁹]+)+\s*\Z")
_NUMERAL = r"\d+(?:[.,'’ \u00a0\u202f]\d+)*"
_FIGURE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−–±])?\s*(?P<before>[^\W\d]{{0,4}}[$€£¥₫%]?|[^\W\d]{{3}})\s*(?P<inner>[-+−–])?"
    rf"(?P<numeral>{_NUMERAL})\s*(?P<behind>[^\d()]{{0,30}}?)\s*(?P<close>\))?\Z"
)
_PAIR = re.compile(rf"(?P<figure>{_NUMERAL})\s*[(/\[]\s*(?P<share>{_NUMERAL})\s*%?\s*[)\]]?\Z")
_SPACES = re.compile("[ \u00a0\u202f]")
_WORD = re.compile(r"[^\W\d_]+[²³23]?(?:/[^\W\d_]+)?|[%$€£¥₫‰]")
_BRACKETED = re.compile(r"\(([^()]*)\)|,\s*([^,()]*)\Z|:\s*([^:()]*)\Z")
_ALL = re.compile(r"\b[nN]\s*=\s*(\d[\d.,]*)")
_THOUSAND = 1000


@frozen
class Unit:
    """What the figures of a column measure, as heads or caption say: the type, the unit and a factor of magnitude."""

    type: str = ""
    name: str = ""
    factor: int = 1

    def over(self, other: Unit) -> Unit:
        """This unit, and where it says nothing what the other says."""
        if self.type == "percent":
            return self
        typed = self if self.type else other
        if typed.type == "percent":
            return typed
        return Unit(typed.type, typed.name, self.factor if self.factor > 1 or self.type else other.factor)


@frozen(eq=False)
class Words:
    """What words mean in the heads, labels and cells of tables, by the lexicon of a language."""

    lexicon: Mapping[str, Any] = field(repr=False)
    said: Mapping[str, frozenset[str]] = field(init=False, repr=False)
    units: Mapping[str, Unit] = field(init=False, repr=False)

    @said.default
    def _said(self) -> Mapping[str, frozenset[str]]:
        return {use: frozenset(words) for use, words in self.lexicon.get("tables", {}).items()}

    @units.default
    def _units(self) -> Mapping[str, Unit]:
        found: dict[str, Unit] = {}
        for section, kind in (("units", "measure"), ("times", "time"), ("currencies", "money")):
            for name, words in self.lexicon.get(section, {}).items():
                found.update(dict.fromkeys(words, Unit(kind, name)))
        found.update((word, Unit("", "", factor)) for word, factor in self.lexicon.get("magnitudes", {}).items())
        found.update(dict.fromkeys(self.lexicon.get("percent", ()), Unit("percent", "percent")))
        return found

    def unit(self, text: str, loose: bool = False) -> Unit:
        """The unit that a head states: in parentheses, behind the last comma or colon, by a percent sign or all alone.

        loose: take words of magnitude and money wherever they stand.
        """
        pieces = ["".join(piece) for piece in _BRACKETED.findall(text)]
        for piece in (*pieces, text):
            found = self._sum(piece)
            if found and (piece is not text or loose):
                return found
            words = _WORD.findall(piece)
            if found and len(piece) > 1 and all(self._of(word) for word in words):
                return found
            if "%" in words:
                return Unit("percent", "percent")
        return Unit()

    def is_said(self, use: str, text: str) -> bool:
        """Whether a label is a word of some use alone."""
        return plain(text) in self.said.get(use, ())

    def begins(self, use: str, text: str) -> bool:
        """Whether a label begins with a word of some use."""
        label = plain(text) + " "
        return any(label.startswith((word + " ", word + ":")) for word in self.said.get(use, ()))

    def holds(self, use: str, text: str) -> bool:
        """Whether a text has a word of some use among its words."""
        label = f" {plain(text)} "
        return any(f" {word} " in label for word in self.said.get(use, ()))

    def _of(self, word: str) -> Unit | None:
        return self.units.get(word) or self.units.get(word.lower())

    def _sum(self, text: str) -> Unit | None:
        """The unit that words make together: "VND billion", "thousand people"; None if they make none."""
        whole = self._of(text.strip())
        if whole:
            return whole
        result, known = Unit(), False
        for word in _WORD.findall(text):
            one = self._of(word)
            if one is None:
                continue
            known = True
            result = Unit(result.type or one.type, result.name or one.name, result.factor * one.factor)
        return result if known else None


@frozen
class Entry:
    """What a cell holds: a figure, and the percentage beside it in `504 (94.6%)`; or nothing, and why.

    decimals: whether it is written with some.
    """

    cell: Cell
    figure: Quantity | None = None
    share: Quantity | None = None
    nil: str = ""
    decimals: bool = False


def plain(text: str) -> str:
    """A label in small letters without the marks of notes and the signs around it."""
    return " ".join(_WORD_OR_SIGN.sub(" ", _LABEL_NOTE.sub("", text)).lower().split())


_WORD_OR_SIGN = re.compile(r"[^\w%/+-]+")


def whole_of(text: str) -> str:
    """The numeral of `n = 533` in a head, or ""."""
    found = _ALL.search(text)
    return found[1] if found else ""


@frozen
class Numerals:
    """How the numerals of a table are written: which sign decimals follow, and whether 1.278 may be either."""

    comma: bool
    doubted: bool

    @classmethod
    def of(cls, texts: Iterable[str], declared: str, habit: bool) -> Numerals:
        """What the numerals of all cells tell, if it is not declared; else the habit of the language, doubted."""
        if declared:
            return cls(declared == ",", False)
        mark = numerals.decimal_mark(" ; ".join(texts))
        return cls(mark == ",", False) if mark else cls(habit, True)

    def read(self, text: str) -> tuple[Number, Number, tuple[Number, Number] | None] | None:
        """(value, place, both in the other reading or None) of a numeral; None if it is none."""
        digits = _SPACES.sub("", text)
        found = numerals.read(digits, self.comma, self.comma)
        if found is None:
            return None
        mantissa, exponent = found
        value, place = numerals.scaled(mantissa, exponent), numerals.scaled(1, exponent)
        if not self.doubted or not numerals.is_ambiguous(digits):
            return value, place, None
        other = (value * _THOUSAND, place * _THOUSAND) if exponent else (
            numerals.scaled(mantissa, -3), numerals.scaled(1, -3))  # fmt: skip
        return value, place, other


def read(cell: Cell, unit: Unit, words: Words, style: Numerals) -> Entry:
    """What a cell holds, in the unit of its column unless it states one."""
    text = cell.text
    nil = _SIGNS.get(text) or (MISSING if words.is_said("missing", text) else "")
    if nil:
        return Entry(cell, nil=nil)
    pair = _PAIR.match(text)
    if pair and (unit.type == "percent" or "%" in text):
        count, share = style.read(pair["figure"]), style.read(pair["share"])
        if count and share:
            figure = _figure(cell, pair.span("figure"), count, "count", Unit("count"))
            return Entry(cell, figure, _figure(cell, pair.span("share"), share, "percent", Unit("percent", "percent")))
    bare = _NOTE.sub("", text).rstrip()
    found = _FIGURE.match(bare)
    worth = style.read(found["numeral"]) if found else None
    if found is None or worth is None:
        return Entry(cell)
    own = Unit()
    for affix in (found["before"], found["behind"]):
        if affix.strip():
            said = words._sum(affix)
            if said is None:
                return Entry(cell)
            own = said.over(own)
    unit = own.over(unit)
    decimals = not isinstance(worth[1], int)
    kind = unit.type or ("number" if decimals or unit.factor > 1 else "count")
    negative = (found["sign"] or found["inner"] or "") in ("-", "−", "–") and found["sign"] != "±"
    negative = negative or bool(found["open"] and found["close"] and not found["sign"])
    figure = _figure(cell, (0, len(bare)), worth, kind, unit)
    return Entry(cell, negated(figure) if negative else figure, decimals=decimals)


def status(text: str) -> str:
    """What a mark behind a figure says of it: provisional (p), revised (r) or estimated (e); "" where none stands."""
    mark = _STATUS.search(text)
    return _STATUSES[mark[1] or mark[2]] if mark else ""


def _figure(
    cell: Cell, span: tuple[int, int], worth: tuple[Number, Number, tuple[Number, Number] | None], kind: str, unit: Unit
) -> Quantity:
    """The figure in a part of a cell; where the cell is written otherwise than it is shown, all of it."""
    whole = cell.end - cell.start != len(cell.text)
    start, end = (cell.start, cell.end) if whole else (cell.start + span[0], cell.start + span[1])
    text = cell.text if whole else cell.text[span[0] : span[1]]
    factor = unit.factor if kind != "percent" else 1
    value, place, other = worth
    alternative = None
    if other:
        from factcheck.records import Worth

        alternative = Worth(other[0] * factor, other[1] * factor, other[1] * factor)
    value, place = numerals.normal(value * factor), numerals.normal(place * factor)
    return Quantity(text, start, end, value, place, place, kind, unit.name, alternative=alternative)


def negated(figure: Quantity) -> Quantity:
    """A figure with the other sign."""
    other = figure.alternative
    return evolve(figure, value=-figure.value, alternative=evolve(other, value=-other.value) if other else None)
