"""A figure and another value in, text out: the value written as the figure is, or in plain digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any

from attrs import field, frozen

from factcheck import numerals
from factcheck.interval import divide
from factcheck.records import Number, Quantity

_NUMERAL = re.compile(r"(?:\.(?=\d))?\d(?:[\d.,]*\d)?")
_ANOTHER = re.compile(r"(?<![^\W_])\d")  # that of "km2" is none
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MINUS = ("-", "−")
_SHORT = 2  # letters of m and bn; million, mln and the like are long


@frozen(eq=False)
class Style:
    """How the words of a lexicon write figures: number words, magnitudes, names of weekdays, hedges."""

    lexicon: Mapping[str, Any] = field(repr=False)

    def rewritten(self, figure: Quantity, value: Number) -> str | None:
        """The figure's text with another value, rounded to its place; None if its way of writing does not allow it."""
        if figure.value_max is not None:
            return None
        if figure.type == "weekday":
            return self._weekday(int(value))
        steps = rounded(value, figure.place)
        numeral = _NUMERAL.search(figure.shown)
        if numeral is None:
            return self._in_words(figure, steps)
        comma = self.lexicon.get("habits", {}).get("decimal_comma", False)
        digits = numerals.read(numeral[0], comma, comma)
        step = figure.place if digits is None else figure.place * 10 ** -digits[1]
        if _ANOTHER.search(figure.shown, numeral.end()) or step.denominator > 1:
            return None  # not all of it stands in one numeral: "28-1/8", "2½"
        before = figure.shown[: numeral.start()]
        if steps >= 0:
            before = before.rstrip("".join(_MINUS))
        text = before + _numeral(abs(steps), numeral[0], comma) + figure.shown[numeral.end() :]
        return text if steps >= 0 or text.startswith(_MINUS) else "-" + text

    def respelled(self, figure: Quantity) -> str | None:
        """The text of a small whole number in words if it has digits, in digits if it has a word; else None."""
        if figure.place != 1 or figure.value_max is not None:
            return None
        numeral = _NUMERAL.match(figure.shown)
        if numeral:
            behind = figure.shown[numeral.end() :]
            spelled = self._spelled(int(figure.value)) if numeral[0] == str(figure.value) else None
            return spelled + behind if spelled and spelled[0].isalpha() and behind[:1] in ("", " ") else None
        word = self._number_word(figure)
        return figure.shown[: word.start()] + str(figure.value) + figure.shown[word.end() :] if word else None

    def rescaled(self, figure: Quantity, ratio: Number) -> str | None:
        """The text with a magnitude word `ratio` times as large ("$1.13bn" for "$1.13m"); None without such a word."""
        numeral = _NUMERAL.search(figure.shown)
        if numeral is None:
            return None
        magnitudes = self.lexicon.get("magnitudes", {})
        for word in _WORD.finditer(figure.shown, numeral.end()):
            size = magnitudes.get(word[0].lower())
            if size is None:
                continue
            wanted = [other for other, worth in magnitudes.items() if worth == size * ratio]
            if not wanted:
                return None
            best = max(wanted, key=lambda other: _likeness(other, word[0]))
            return figure.shown[: word.start()] + str(best) + figure.shown[word.end() :]
        return None

    def in_points(self, figure: Quantity) -> str | None:
        """The numeral of a percentage as percentage points."""
        numeral = _NUMERAL.search(figure.shown)
        words: list[str] = next(iter(self.lexicon.get("points", {}).values()), [])
        if numeral is None or len(words) < 2:
            return None
        return f"{numeral[0]} {words[numeral[0] != '1']}"

    def hedged(self, figure: Quantity) -> str:
        """The figure's text behind the first word of its hedge's class ("more than £600")."""
        words = self.lexicon.get("hedges", {}).get(figure.hedge_class)
        if not words or figure.hedge == "exact" or figure.shown.lower().startswith(tuple(words)):  # a whole cell
            return figure.shown
        return f"{words[0]} {figure.shown}"

    def _weekday(self, value: int) -> str | None:
        names = [words[0] for words in self.lexicon.get("weekdays", {}).values()]
        return names[value] if len(names) == 7 else None

    def _in_words(self, figure: Quantity, steps: int) -> str | None:
        """The text with its number word replaced, if that word alone carries the figure."""
        word, spelled = self._number_word(figure), self._spelled(steps)
        if word is None or spelled is None:
            return None
        spelled = spelled.capitalize() if word[0][0].isupper() else spelled
        return figure.shown[: word.start()] + spelled + figure.shown[word.end() :]

    def _number_word(self, figure: Quantity) -> re.Match[str] | None:
        """The number word of a figure, if it alone carries it."""
        numbers: Mapping[str, int] = self.lexicon.get("numbers", {})
        for word in _WORD.finditer(figure.shown):
            parts = [numbers.get(part) for part in word[0].lower().split("-")]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                return word if sum(known) * figure.place == figure.value else None
        return None

    def _spelled(self, value: int) -> str | None:
        """A number below 100 in words, larger ones in digits."""
        if value < 0:
            return None
        words: dict[int, str] = {}
        for word, number in self.lexicon.get("numbers", {}).items():
            words.setdefault(number, word)
        if value in words:
            return words[value]
        tens, ones = value // 10 * 10, value % 10
        if 20 <= value < 100 and tens in words and ones in words:
            return f"{words[tens]}-{words[ones]}"
        return f"{value:,}"


def measured(figure: Quantity, number: str) -> str:
    """A number, or a range, in the unit of a figure, written as the figure is: "96.5… km"."""
    found = list(_NUMERAL.finditer(figure.shown))
    if not found:
        return f"{number} {figure.unit}"
    return with_unit(figure, figure.shown[: found[0].start()] + number + figure.shown[found[-1].end() :])


def with_unit(figure: Quantity, text: str) -> str:
    """A text for a figure, and the unit that is but hyphened to it: "30-mile"."""
    bare = figure.shown.isalpha() or _NUMERAL.fullmatch(figure.shown)
    return f"{text}-{figure.unit}" if bare else text


def rounded(value: Number, place: Number) -> int:
    """How many steps of a place a number is nearest to; halves away from 0, as a desk rounds."""
    steps = abs(Fraction(value)) / Fraction(place)
    whole: int = floor(steps + Fraction(1, 2))
    return -whole if value < 0 else whole


def decimals(place: Number) -> int:
    """How many decimals it takes to write a place: 2 for 1/100, 0 for 1 and above; at most 12."""
    count, unit = 0, Fraction(place)
    while unit.denominator != 1 and count < 12:
        count += 1
        unit *= 10
    return count


def written_decimals(figure: Quantity) -> int:
    """How many decimals a figure is written with, its magnitude left aside: 2 for $1.13bn."""
    numeral = _NUMERAL.search(figure.shown)
    read = numerals.read(numeral[0]) if numeral else None
    return -read[1] if read else 0


def scale(figure: Quantity) -> Number:
    """What a figure's magnitude words stand for: a billion for $1.13bn, 1 for 1,130."""
    return numerals.normal(Fraction(figure.place) * 10 ** written_decimals(figure)) if figure.place > 0 else 1


def plain(value: Number, places: int) -> str:
    """A number in digits with thousands separators, rounded to so many decimals."""
    steps = rounded(value, Fraction(1, 10**places))
    return ("-" if steps < 0 else "") + _grouped(str(abs(steps)), places)


def cut(value: Number, places: int) -> str:
    """A number cut off behind so many decimals; "…" says that there would be more, zeros at the end are dropped."""
    steps = abs(Fraction(value)) * 10**places
    whole = floor(steps)
    if whole != steps:
        return ("-" if value < 0 else "") + _grouped(str(whole), places) + "…"
    text = _grouped(str(whole), places)
    return ("-" if value < 0 else "") + (text.rstrip("0").rstrip(".") if "." in text else text)


def outward(value: Number, places: int, up: bool) -> str:
    """A number rounded up or down to so many decimals: the ends of a range, so that nothing possible falls outside."""
    unit = 10**places
    return cut(divide(-floor(-value * unit) if up else floor(value * unit), unit), places)


def _numeral(steps: int, model: str, decimal_comma: bool) -> str:
    """So many steps of the last place, with the decimals and separators of a model."""
    read = numerals.read(model, decimal_comma, decimal_comma)
    places = -read[1] if read else 0
    dotted = decimal_comma and model.count(",") <= (places > 0)
    group, point = (".", ",") if dotted else (",", "," if places and "." not in model else ".")
    whole, _, rest = _grouped(str(steps), places).partition(".")
    grouped = group in model or len(model.partition(point)[0]) <= 3
    return whole.replace(",", group if grouped else "") + (point + rest if places else "")


def _grouped(digits: str, places: int) -> str:
    """Digits with a point before the last `places` and commas before it."""
    digits = digits.rjust(places + 1, "0")
    whole = f"{int(digits[: len(digits) - places]):,}"
    return f"{whole}.{digits[len(digits) - places :]}" if places else whole


def _likeness(one: str, other: str) -> tuple[bool, int]:
    """How much two magnitudes look alike: both short or both long, and how many letters at the end long ones share."""
    count = 0
    while _SHORT < min(len(one), len(other)) > count and one[-1 - count] == other[-1 - count]:
        count += 1
    return (len(one) <= _SHORT) == (len(other) <= _SHORT), count
