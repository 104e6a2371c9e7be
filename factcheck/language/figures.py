"""Tokens in, figures out: each number with its value, written precision, type, unit and hedge, and the tokens it covers.

Numerals in names, dates, years, ordinals, document numbers and scores are read as what they are, so that no claim
takes them for amounts.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from factcheck import numerals
from factcheck.language.lexicon import Lexicon
from factcheck.language.tokens import Tokens, lower
from factcheck.records import Number, Quantity

NOMINAL_YEAR = 2001  # of dates whose year is not stated: no leap year
_CONTRACT_HEDGES = {"OVER": "over", "AT_LEAST": "over", "UNDER": "under", "NEARLY": "under", "ABOUT": "about"}
_SINGULAR = ((re.compile(r"ies\Z"), "y"), (re.compile(r"(?<=ss|sh|ch|xe)es\Z|(?<=x)es\Z"), ""), (re.compile(r"(?<=[^s])s\Z"), ""))
_NOUN_WORDS = 6


@frozen
class Figure:
    """A figure and the tokens it covers: `first` to `stop`, exclusive, the counted noun's included."""

    first: int
    stop: int
    quantity: Quantity


@frozen
class _Number:
    """A bare number read from tokens: what it is worth and up to which token it goes."""

    stop: int
    value: Number
    place: Number
    zeros: Number
    whole: bool
    magnitude: bool = False


class FigureReader:
    """Reads the figures of texts in one language; immutable once built, so that threads may share it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._masks = lexicon.masks
        starters = "".join(lexicon.chars.get(name, "") for name in _STARTERS)
        self._starts = re.compile(f"[{re.escape(starters)}]")
        self._bits = {name: 1 << bit for name, bit in lexicon.bits.items()}
        for name in _NAMED:
            self._bits.setdefault(name, 0)
        self._hedges = {bit: name[6:] for name, bit in self._bits.items() if name.startswith("HEDGE_")}

    def read(self, tokens: Tokens) -> list[Figure]:
        """All figures of a text in order, none overlapping."""
        figures: list[Figure] = []
        done = 0
        for match in self._starts.finditer(tokens.shape):
            index = match.start()
            if index < done:
                continue
            found = self._at(tokens, index, done)
            if found:
                figures += found
                done = max(done, found[-1].stop)
        return figures

    # -- what stands at a token --------------------------------------------------------------------------------------

    def _is(self, tokens: Tokens, index: int, name: str) -> bool:
        shape = tokens.shape
        return 0 <= index < len(shape) and bool(self._masks.get(shape[index], 0) & self._bits[name])

    def _word(self, tokens: Tokens, index: int) -> str:
        return tokens.words[index] if 0 <= index < len(tokens.words) else ""

    def _at(self, tokens: Tokens, index: int, done: int) -> list[Figure]:
        mask = self._masks.get(tokens.shape[index], 0)
        bits = self._bits
        if mask & bits["MONTH"]:
            return self._month_first(tokens, index)
        if mask & bits["WEEKDAY"]:
            value = int(lower(self._lexicon.values["weekdays"], tokens.words[index]))
            return [self._plain(tokens, index, index + 1, "weekday", value)]
        if mask & bits["NUMERAL"]:
            return self._numeral(tokens, index, done)
        if mask & bits["FACTOR"] and not mask & bits["NUMBER"]:
            value, place = lower(self._lexicon.values["factors"], tokens.words[index]) or (2, 1)  # type: ignore[misc]
            return [self._plain(tokens, index, index + 1, "factor", value, place)]
        return self._words(tokens, index, done)

    def _plain(self, tokens: Tokens, first: int, stop: int, kind: str, value: Number = 0, place: Number = 1) -> Figure:
        start, end = tokens.starts[first], tokens.ends[stop - 1]
        text = tokens.text[start:end]
        hedge = self._hedge(tokens, first) if kind == "factor" else ""
        return Figure(first, stop, Quantity(text, start, end, value, place, place, type=kind, hedge_class=hedge,
                                            hedge=_CONTRACT_HEDGES.get(hedge, "exact")))  # fmt: skip

    # -- dates -------------------------------------------------------------------------------------------------------

    def _month_first(self, tokens: Tokens, index: int) -> list[Figure]:
        """December 13, December 13-14, July 1, 2025, June 2004."""
        month = int(lower(self._lexicon.values["months"], tokens.words[index]))
        after = index + 1 + (self._word(tokens, index + 1) == ".")
        if self._is(tokens, after, "YEARLIKE"):
            return [self._plain(tokens, after, after + 1, "year", int(tokens.words[after]))]
        if not self._is(tokens, after, "DAY"):
            return []
        days = [after]
        stop = after + 1
        if self._is(tokens, stop, "ORDINAL_SUFFIX") and tokens.glued(stop):
            stop += 1
        joint = self._word(tokens, stop)
        if joint in ("-", "–", "to", "and") and self._is(tokens, stop + 1, "DAY") and self._ends_date(tokens, stop + 2):
            days.append(stop + 1)
            stop += 2
        year, stop = self._year_behind(tokens, stop)
        return self._dates(tokens, [(index, days[0])] + [(day, day) for day in days[1:]], month, year, stop)

    def _day_first(self, tokens: Tokens, index: int) -> list[Figure]:
        """10 January, 20 May, 2000, 1st of July, 13-14 December."""
        days, stop = [index], index + 1
        if self._is(tokens, stop, "ORDINAL_SUFFIX") and tokens.glued(stop):
            stop += 1
        if self._word(tokens, stop) in ("-", "–") and self._is(tokens, stop + 1, "DAY"):
            days.append(stop + 1)
            stop += 2
        if self._word(tokens, stop) == "of":
            stop += 1
        if not self._is(tokens, stop, "MONTH"):
            return []
        month = int(lower(self._lexicon.values["months"], tokens.words[stop]))
        year, stop = self._year_behind(tokens, stop + 1)
        return self._dates(tokens, [(day, day) for day in days], month, year, stop)

    def _year_behind(self, tokens: Tokens, stop: int) -> tuple[int | None, int]:
        comma = self._word(tokens, stop) == ","
        if self._is(tokens, stop + comma, "YEARLIKE"):
            return int(tokens.words[stop + comma]), stop + comma + 1
        return None, stop

    def _ends_date(self, tokens: Tokens, index: int) -> bool:
        """Whether a second day of a month ends there, so that "May 3 and 12 people" stays one date."""
        return not any(self._is(tokens, index, name) for name in ("PLAIN", "MAGNITUDE", "PERCENT", "UNIT", "CURRENCY", "TIME")) \
            or self._word(tokens, index) in (",", ".", "")  # fmt: skip

    def _dates(self, tokens: Tokens, days: list[tuple[int, int]], month: int, year: int | None, stop: int) -> list[Figure]:
        figures = []
        for position, (first, day) in enumerate(days):
            last = position == len(days) - 1
            end = stop if last else days[position + 1][0]
            text_end = stop if last else day + 1
            try:
                value = date(year or NOMINAL_YEAR, month, int(tokens.words[day])).toordinal()
            except ValueError:
                return [self._plain(tokens, first, stop, "identifier")]
            figure = self._plain(tokens, first, text_end, "date", value)
            figures.append(Figure(first, end if last else text_end, evolve(figure.quantity, dated=year is not None)))
        return figures

    # -- numerals in digits ------------------------------------------------------------------------------------------

    def _numeral(self, tokens: Tokens, index: int, done: int) -> list[Figure]:
        if self._is(tokens, index, "DAY"):
            dates = self._day_first(tokens, index)
            if dates:
                return dates
        named = self._named(tokens, index)
        if named:
            return named
        number = self._digits(tokens, index)
        if number is None:
            return [self._plain(tokens, index, index + 1, "identifier")]
        behind, glued = self._word(tokens, number.stop), tokens.glued(number.stop)
        if behind in ("-", "–") and glued:
            paired = self._hyphenated(tokens, index, number, done)
            if paired:
                return paired
        if behind == "/" and glued and tokens.glued(number.stop + 1) and self._is(tokens, number.stop + 1, "NUMERAL"):
            return self._slashed(tokens, index, number, done)
        if self._is(tokens, index, "YEARLIKE") and number.stop == index + 1 and self._is_year(tokens, index):
            return [self._plain(tokens, index, index + 1, "year", int(tokens.words[index]))]
        return [self._amount(tokens, index, number, done)]

    def _named(self, tokens: Tokens, index: int) -> list[Figure]:
        """Numerals that are names: document numbers, "Hin 2 village", ordinals, times of day, decades, 4G."""
        stop = index + 1
        letters = tokens.glued(index) and self._word(tokens, index - 1)[-1:].isalpha()
        before = index - 1 - (self._word(tokens, index - 1) == ".")
        if letters and not self._is(tokens, index - 1, "CURRENCY") or self._word(tokens, index - 1) == "#":
            return [self._plain(tokens, index, self._glued_run(tokens, stop), "identifier")]
        if self._is(tokens, before, "IDENTIFIER") and not self._counts(tokens, stop):
            return [self._plain(tokens, index, self._glued_run(tokens, stop), "identifier")]
        if self._is(tokens, stop, "ORDINAL_SUFFIX") and tokens.glued(stop):
            return [self._plain(tokens, index, stop + 1, "ordinal", int(numerals.read(tokens.words[index].replace(".", "")) [0]))]  # type: ignore[index]
        if self._word(tokens, stop) == ":" and tokens.glued(stop) and self._is(tokens, stop + 1, "NUMERAL") and tokens.glued(stop + 1):
            return [self._plain(tokens, index, self._glued_run(tokens, stop + 2), "identifier")]
        if tokens.glued(stop) and self._word(tokens, stop)[:1].isalpha() and not self._unit_class(tokens, stop):
            return [self._plain(tokens, index, self._glued_run(tokens, stop), "identifier")]
        if self._in_name(tokens, index):
            return [self._plain(tokens, index, stop, "identifier")]
        return []

    def _counts(self, tokens: Tokens, index: int) -> bool:
        """Whether a figure ends before a token that makes it an amount: a magnitude, a unit, a percent sign."""
        return self._unit_class(tokens, index) and not self._word(tokens, index) in ("-", "/")

    def _unit_class(self, tokens: Tokens, index: int) -> bool:
        return any(self._is(tokens, index, name) for name in ("MAGNITUDE", "PERCENT", "CURRENCY", "CENT", "UNIT", "TIME", "POINT", "FOLD"))

    def _in_name(self, tokens: Tokens, index: int) -> bool:
        """"Hin 2 village", "Nà Bủng 1": a small numeral behind a name, before no plural noun or in front of a singular kind."""
        if not self._is(tokens, index, "DAY") and len(tokens.words[index]) > 3 or not self._is(tokens, index - 1, "NAME"):
            return False
        if tokens.starts[index] - tokens.ends[index - 1] != 1 or self._unit_class(tokens, index + 1):
            return False
        behind = self._word(tokens, index + 1)
        if self._is(tokens, index + 1, "ADMIN") or self._is(tokens, index + 1, "NAME"):
            return not self._plural(behind) and not self._noun(tokens, index + 1, 2)[1]
        return self._is(tokens, index - 2, "NAME") and not self._noun(tokens, index + 1, 2)[1] and behind not in ("(", ";", "%", "/", "-", "|", ":")

    def _glued_run(self, tokens: Tokens, stop: int) -> int:
        """The end of the run of tokens that follow without a space, a final full stop or comma left out."""
        while stop < len(tokens.words) and tokens.glued(stop) and self._word(tokens, stop) not in (",", ")", ";", '"', "”", "’", "'", "?", "!"):
            stop += 1
        return stop - 1 if self._word(tokens, stop - 1) in (".", ":") else stop

    def _is_year(self, tokens: Tokens, index: int) -> bool:
        """1985, but not the 1985 of "1985 people": a counted plural or a unit makes it an amount."""
        if not 1700 <= int(tokens.words[index]) <= 2100 or self._unit_class(tokens, index + 1):
            return False
        if self._is(tokens, index - 1, "CURRENCY") or self._word(tokens, index - 1) in ("$", "£", "€", "/"):
            return False
        behind = self._word(tokens, index + 1)
        in_time = self._is(tokens, index - 1, "PREP") or self._is(tokens, index - 1, "MONTH")
        return in_time or not (behind[:1].islower() and self._is(tokens, index + 1, "PLAIN") and self._plural(behind))

    def _hyphenated(self, tokens: Tokens, index: int, number: _Number, done: int) -> list[Figure]:
        """2-3 outstanding individuals, 60-80%, 2020-2025, 6-3, 10-year-old, 512-seat, 1,200-1,300."""
        second = number.stop + 1
        if self._is(tokens, second, "NUMERAL") and tokens.glued(second):
            upper = self._digits(tokens, second)
            if upper is None or self._word(tokens, upper.stop) in ("-", "–") and tokens.glued(upper.stop):
                return [self._plain(tokens, index, self._glued_run(tokens, second), "identifier")]
            if self._is(tokens, index, "YEARLIKE") and not self._unit_class(tokens, upper.stop):
                years = [self._plain(tokens, index, index + 1, "year", int(tokens.words[index]))]
                short = int(upper.value) if self._is(tokens, second, "YEARLIKE") else int(tokens.words[index][:2] + "00") + int(upper.value)
                return [*years, self._plain(tokens, second, second + 1, "year", short)]
            if upper.value <= number.value and not upper.magnitude:
                return [self._plain(tokens, index, self._glued_run(tokens, second), "identifier")]
            figure = self._amount(tokens, second, upper, done)
            low = numerals.normal(Fraction(number.value) * Fraction(upper.value) / Fraction(self._bare(tokens, second))) \
                if upper.magnitude and not number.magnitude else number.value  # fmt: skip
            first = self._left(tokens, index, done)[0]
            start = tokens.starts[first]
            whole = evolve(figure.quantity, text=tokens.text[start:figure.quantity.end], start=start, value=low,
                           value_max=figure.quantity.value)  # fmt: skip
            return [Figure(first, figure.stop, whole)]
        word = self._word(tokens, second)
        if not word[:1].isalpha() or not tokens.glued(second):
            return []
        head = word.partition("-")[0].lower()
        if "old" in word.lower():
            return [self._plain(tokens, index, second + 1, "age", number.value)]
        times = lower(self._lexicon.values["times"], head)
        unit = lower(self._lexicon.values["units"], head)
        start = tokens.starts[index]
        kind = "time" if times else "measure" if unit else "count"
        quantity = Quantity(tokens.words[index], start, tokens.ends[number.stop - 1], number.value, number.place, number.zeros,
                            type=kind, unit=times or unit or head, noun=head)  # fmt: skip
        if kind == "count" and not self._is(tokens, second, "PLAIN") and not self._is(tokens, second, "FOLD"):
            return []
        if self._is(tokens, second, "FOLD"):
            quantity = evolve(quantity, type="factor", unit="")
        return [Figure(index, second + 1, quantity)]

    def _bare(self, tokens: Tokens, index: int) -> Number:
        """The numeral's own value, its magnitude left out."""
        mantissa, exponent = numerals.read(tokens.words[index]) or (1, 0)
        return numerals.scaled(mantissa, exponent) or 1

    def _slashed(self, tokens: Tokens, index: int, number: _Number, done: int) -> list[Figure]:
        """504/533 party members is a pair of counts; 1985/86, 5/17/2018 and 202/2025/QH15 are names; 1/8 is a fraction."""
        second = number.stop + 1
        upper = self._digits(tokens, second)
        run = self._glued_run(tokens, second + 1)
        if upper is None or self._is(tokens, index, "YEARLIKE") and not self._is(tokens, second, "NUMERAL"):
            return [self._plain(tokens, index, run, "identifier")]
        behind = self._word(tokens, upper.stop)
        if tokens.glued(upper.stop) and (behind == "/" or behind == "-" and self._word(tokens, upper.stop + 1)[:1].isalpha()):
            return [self._plain(tokens, index, run, "identifier")]
        if self._is(tokens, index, "YEARLIKE") and 1700 <= number.value <= 2100 and upper.value < 2101:
            return [self._plain(tokens, index, run, "identifier")]
        if upper.value in (2, 4, 8, 16, 32) and number.value < upper.value and not self._noun(tokens, upper.stop, 2)[1]:
            value = Fraction(number.value) / Fraction(upper.value)
            return [self._plain(tokens, index, upper.stop, "fraction", value)]
        whole = self._amount(tokens, second, upper, second)
        part = Quantity(tokens.words[index], tokens.starts[index], tokens.ends[number.stop - 1], number.value, number.place,
                        number.place, type="count" if whole.quantity.type in ("count", "number") else whole.quantity.type,
                        unit=whole.quantity.unit, noun=whole.quantity.noun, exact=number.whole)  # fmt: skip
        kind = "count" if whole.quantity.type == "number" else whole.quantity.type
        whole = Figure(second, whole.stop, evolve(whole.quantity, exact=upper.whole, type=kind, zeros=upper.place))
        return [Figure(index, number.stop, part), whole]

    def _digits(self, tokens: Tokens, index: int) -> _Number | None:
        """A numeral in digits with the magnitudes behind it."""
        read = numerals.read(tokens.words[index])
        if read is None:
            return None
        mantissa, exponent = read
        return self._magnified(tokens, index + 1, mantissa, exponent)

    def _magnified(self, tokens: Tokens, stop: int, mantissa: int, exponent: int) -> _Number:
        factor = 1
        magnitudes = self._lexicon.values["magnitudes"]
        while self._is(tokens, stop, "MAGNITUDE"):
            word = tokens.words[stop]
            if word in self._lexicon.values["glued"] and not self._is_magnitude(tokens, stop):
                break
            factor *= int(lower(magnitudes, word))
            stop += 1
        value = numerals.scaled(mantissa, exponent, factor)
        place = numerals.scaled(1, exponent, factor)
        zeros = place * 10 ** numerals.trailing_zeros(mantissa) if exponent == 0 else place
        return _Number(stop, value, place, zeros, exponent == 0 and factor == 1, factor != 1)

    def _is_magnitude(self, tokens: Tokens, index: int) -> bool:
        """Whether the m of "12m" means million: money before it or behind, or a counted plural; else it is metres."""
        if not tokens.glued(index):
            return False
        if tokens.words[index] != "m":
            return True
        if self._is(tokens, index + 1, "CURRENCY") or self._is(tokens, index - 2, "CURRENCY"):
            return True
        noun = self._noun(tokens, index + 1, 3)[1]
        return bool(noun) and not self._is(tokens, index + 1, "NAME")

    # -- number words ------------------------------------------------------------------------------------------------

    def _words(self, tokens: Tokens, index: int, done: int) -> list[Figure]:
        """two, twenty-five, one hundred and five, half a million, a dozen, three quarters, seven-day."""
        word = tokens.words[index].lower()
        head, hyphen, tail = word.partition("-")
        numbers, fractions = self._lexicon.values["numbers"], self._lexicon.values["fractions"]
        if hyphen and tail not in numbers and self._is(tokens, index, "COMPOUND"):
            return self._compound(tokens, index, head, tail)
        if self._is(tokens, index, "FRACTION") and not self._is(tokens, index, "NUMBER"):
            article = self._word(tokens, index + 1) in ("a", "an")
            if article and self._is(tokens, index + 2, "MAGNITUDE"):
                factor = int(lower(self._lexicon.values["magnitudes"], tokens.words[index + 2]))
                value = numerals.normal(fractions[word] * factor)
                return [self._amount(tokens, index, _Number(index + 3, value, numerals.normal(Fraction(factor, 10)), value, False, True), done)]
            if word == "half" and not article:
                return [self._plain(tokens, index, index + 1, "fraction", fractions[word])]
            return []
        if self._is(tokens, index, "MAGNITUDE"):
            if self._word(tokens, index - 1).lower() not in ("a", "one") or index - 1 < done:
                return []
            number = self._magnified(tokens, index, 1, 0)
            return [self._amount(tokens, index - 1, number, done)]
        value, stop = self._spelled(tokens, index)
        if self._is(tokens, stop, "FRACTION") and value < 10:
            share = value * fractions[tokens.words[stop].lower()]
            return [self._plain(tokens, index, stop + 1, "fraction", numerals.normal(share))]
        if value == 1 and stop == index + 1 and not self._counts_one(tokens, index):
            return []
        number = self._magnified(tokens, stop, value, 0)
        if number.magnitude and number.value < 10_000_000 and value < 1000 and number.value % 1000 == 0 and number.value < 1_000_000:
            number = evolve(number, place=1000)
        return [self._amount(tokens, index, evolve(number, zeros=max(number.zeros, number.place)), done)]

    def _compound(self, tokens: Tokens, index: int, head: str, tail: str) -> list[Figure]:
        values = self._lexicon.values
        start, end = tokens.starts[index], tokens.ends[index]
        first = tail.partition("-")[0]
        if head in values["numbers"] and first in values["fractions"] and first != "half":
            share = values["numbers"][head] * values["fractions"][first]
            return [self._plain(tokens, index, index + 1, "fraction", numerals.normal(share))]
        if head not in values["numbers"]:
            return []
        if "old" in tail:
            return [self._plain(tokens, index, index + 1, "age", values["numbers"][head])]
        if first in values["magnitudes"]:
            return [self._amount(tokens, index, _Number(index + 1, values["numbers"][head] * values["magnitudes"][first], values["magnitudes"][first], values["magnitudes"][first], False, True), index)]
        times = lower(values["times"], first)
        unit = times or lower(values["units"], first)
        kind = "time" if times else "measure" if unit else "factor" if first in ("fold", "times") else "count"
        quantity = Quantity(tokens.text[start:start + len(head)], start, min(end, start + len(head)), values["numbers"][head],
                            type=kind, unit=unit or first, noun=first)  # fmt: skip
        return [Figure(index, index + 1, quantity)]

    def _spelled(self, tokens: Tokens, index: int) -> tuple[int, int]:
        """A whole number in words below its last magnitude: (value, end)."""
        numbers, magnitudes = self._lexicon.values["numbers"], self._lexicon.values["magnitudes"]
        total = current = 0
        stop = index
        while stop < len(tokens.words):
            word = tokens.words[stop].lower()
            head, _, tail = word.partition("-")
            if word in numbers and not (current % 10 and current % 100):
                if stop > index and not (current == 0 or current % 100 == 0 or current % 10 == 0 and numbers[word] < 10 and 20 <= current % 100):
                    break
                current += numbers[word]
            elif head in numbers and tail in numbers and current % 100 == 0:
                current += numbers[head] + numbers[tail]
            elif word == "hundred" and 0 < current < 100:
                current *= 100
            elif word == "thousand" and current and self._is(tokens, stop + 1, "NUMBER"):
                total, current = total + current * magnitudes[word], 0
            elif word == "and" and (current % 100 == 0 and current or total and not current) and self._is(tokens, stop + 1, "NUMBER") \
                    and self._word(tokens, stop - 1).lower() in ("hundred", "thousand"):  # fmt: skip
                pass
            else:
                break
            stop += 1
        return total + current, stop

    def _counts_one(self, tokens: Tokens, index: int) -> bool:
        """Whether "one" counts something: "one commune" and "one dead" do, "the one", "one of" and "one another" don't."""
        if any(self._is(tokens, index - 1, name) for name in ("DET", "NOT")):
            return False
        return any(self._is(tokens, index + 1, name) for name in ("PLAIN", "MAGNITUDE", "UNIT", "TIME", "PERCENT", "POINT"))

    # -- amounts -----------------------------------------------------------------------------------------------------

    def _left(self, tokens: Tokens, index: int, done: int) -> tuple[int, str]:
        """The first token of an amount, a currency or sign before it included, and that currency."""
        first, currency = index, ""
        if index - 1 >= done and self._is(tokens, index - 1, "CURRENCY"):
            first, currency = index - 1, tokens.words[index - 1]
        if first - 1 >= done and self._word(tokens, first - 1) in ("-", "−", "–", "+") and tokens.glued(first) and not tokens.glued(first - 1) \
                and self._word(tokens, first - 1) != "–":  # fmt: skip
            first -= 1
        return first, currency

    def _hedge(self, tokens: Tokens, first: int) -> str:
        """The lexicon class of the words that hedge the figure which starts at a token, or an empty string."""
        index = first - 1
        if self._word(tokens, index).lower() in ("a", "an", "the"):
            index -= 1
        mask = self._masks.get(tokens.shape[index], 0) if index >= 0 else 0
        if not mask & self._bits["HEDGE"]:
            return ""
        return next((name for bit, name in self._hedges.items() if mask & bit), "")

    def _amount(self, tokens: Tokens, index: int, number: _Number, done: int) -> Figure:
        """The figure of a number: its currency, unit or counted noun, sign and hedge."""
        first, currency = self._left(tokens, index, done)
        stop, kind, unit, noun = self._typed(tokens, number, currency)
        text_stop = stop
        value, place, zeros = number.value, number.place, number.zeros
        if kind == "number":
            noun_stop, head = self._noun(tokens, stop, _NOUN_WORDS)
            if head:
                unit = head
                noun = " ".join(tokens.words[stop:noun_stop])
                kind, stop = "count", noun_stop
        if tokens.words[first] in ("-", "−"):
            value = -value
        if kind == "count" and (zeros < 100 or number.place < 1):
            zeros = place
        elif kind == "percent" and value == 100:
            zeros = place
        hedge = self._hedge(tokens, first)
        if kind == "time" and lower(_DURATIVE, self._word(tokens, first - 1)):
            hedge = ""
        start, end = tokens.starts[first], tokens.ends[text_stop - 1]
        quantity = Quantity(tokens.text[start:end], start, end, value, place, zeros, kind, unit, noun,
                            _CONTRACT_HEDGES.get(hedge, "exact"), hedge, self._trend(tokens, first))  # fmt: skip
        return Figure(first, stop, quantity)

    def _trend(self, tokens: Tokens, first: int) -> str | None:
        for index in (first - 1, first - 2):
            if self._is(tokens, index, "RISE"):
                return "up"
            if self._is(tokens, index, "FALL"):
                return "down"
        return None

    def _typed(self, tokens: Tokens, number: _Number, currency: str) -> tuple[int, str, str, str]:
        """(end, type, unit, noun) from the currency before the number and what stands behind it."""
        values, stop = self._lexicon.values, number.stop
        word = self._word(tokens, stop)
        if currency:
            if self._is(tokens, stop, "CURRENCY") and lower(values["currencies"], word) == lower(values["currencies"], currency):
                stop += 1
            return stop, "money", lower(values["currencies"], currency), ""
        if self._is(tokens, stop, "PERCENT"):
            return stop + 1, "percent", "percent", ""
        if self._is(tokens, stop, "POINT"):
            return stop + 1, "point", lower(values["points"], word), ""
        if self._is(tokens, stop, "FOLD"):
            return stop + 1, "factor", "", ""
        if self._is(tokens, stop, "CURRENCY"):
            name = lower(values["currencies"], word)
            if self._word(tokens, stop + 1) == "/" and tokens.glued(stop + 1):
                return stop + 3, "money", f"{name}/{lower(values['units'], self._word(tokens, stop + 2))}", ""
            return stop + 1, "money", name, ""
        if self._is(tokens, stop, "NAME") and self._is(tokens, stop + 1, "CURRENCY"):
            return stop + 2, "money", f"{word.lower()} {word and tokens.words[stop + 1].lower()}", ""
        if self._is(tokens, stop, "CENT") and (len(word) > 1 or tokens.glued(stop)):
            return stop + 1, "money", lower(values["cents"], word), ""
        if self._is(tokens, stop, "TIME"):
            return stop + 1, "time", lower(values["times"], word), ""
        if self._is(tokens, stop, "UNIT") and (len(word) > 1 or tokens.glued(stop)):
            unit = lower(values["units"], word)
            return stop + 1, "count" if unit == "share" else "measure", unit, unit if unit == "share" else ""
        return stop, "number", "", ""

    def _noun(self, tokens: Tokens, index: int, limit: int) -> tuple[int, str]:
        """(end, singular head) of the counted noun phrase that starts at a token: its words up to the first plural."""
        at, words = index, 0
        while words < limit:
            if self._word(tokens, at) == "(" and self._is(tokens, at + 1, "PLAIN") and self._word(tokens, at + 2) == ")":
                at += 3
                continue
            if not self._is(tokens, at, "PLAIN") or self._is(tokens, at, "NUMBER"):
                return index, ""
            word = tokens.words[at]
            if self._plural(word):
                return at + 1, self.singular(word.lower())
            at += 1
            words += 1
        return index, ""

    def _plural(self, word: str) -> bool:
        low = word.lower()
        if low in self._lexicon.values["plurals"]:
            return True
        return low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "'s", "’s")) and low not in self._lexicon.values["not_nouns"]

    def singular(self, word: str) -> str:
        """The singular of a noun in lower case: people is person, communes commune."""
        irregular = self._lexicon.values["plurals"].get(word)
        if irregular:
            return str(irregular)
        for ending, instead in _SINGULAR:
            if ending.search(word):
                return ending.sub(instead, word)
        return word


_STARTERS = ("NUMERAL", "DAY", "YEARLIKE", "NUMBER", "COMPOUND", "FRACTION", "FACTOR", "MONTH", "WEEKDAY", "MAGNITUDE")
_NAMED = (*_STARTERS, "PLAIN", "NAME", "CURRENCY", "CENT", "UNIT", "TIME", "PERCENT", "POINT", "FOLD", "ORDINAL_SUFFIX", "IDENTIFIER",
          "ADMIN", "HEDGE", "RISE", "FALL", "DET", "NOT", "PREP")  # fmt: skip
_DURATIVE = {"over": "yes"}
