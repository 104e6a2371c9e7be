"""Number words in, numbers out: "twenty-five", "one hundred and five", "three and two thirds"."""

from __future__ import annotations

from math import gcd

from factcheck import numerals
from factcheck.language.numbers import LARGEST, Number, decimal, fraction, integer, plus, times
from factcheck.language.text import Text

_DASH = "–"
_HUNDRED = 100
_FEW = 12  # denominators up to which a fraction is said in its lowest terms


class Words:
    """The words of a text from a token on, in lower case; words tied by hyphens are words by themselves."""

    def __init__(self, text: Text, index: int) -> None:
        self.text = text
        self._parts: list[str] = []
        self._tokens: list[int] = []
        self._next = index
        habits = text.values["habits"]
        self.least_ten = int(habits["least_ten"])
        self.ones_tied = bool(habits.get("ones_tied"))

    def __getitem__(self, at: int) -> str:
        words = self.text.words
        while len(self._parts) <= at:
            word = words[self._next] if self._next < len(words) else ""
            parts = word.lower().split("-") if len(word) > 1 else [word]
            self._parts += parts
            self._tokens += [self._next] * len(parts)
            self._next += 1
        return self._parts[at]

    def number(self, at: int) -> int | None:
        """What a number word is worth; None for any other word, and at the start for one that can only go on."""
        found = self.text.values["numbers"].get(self[at])
        if found is None and at:
            found = self.text.values["inner_numbers"].get(self[at])
        return None if found is None else int(found)

    def goes_behind_tens(self, at: int) -> int:
        """What a word adds to the tens before it, 1 to 9; 0 for others and for a number word that is a unit, too."""
        number = self.number(at) or 0
        return number if number < 10 and self[at] not in self.text.values["times"] else 0

    def scale(self, at: int) -> int:
        """What a magnitude word is worth; 0 for others and for letters, which are magnitudes only behind digits."""
        word = self[at]
        return 0 if word in self.text.values["glued"] else int(self.text.values["magnitudes"].get(word, 0))

    def holds(self, section: str, at: int) -> bool:
        """Whether a section of the lexicon has a word."""
        return self[at] in self.text.values[section]

    def below_hundred(self, at: int) -> tuple[int, int]:
        """(number below a hundred, end) at a word; (0, `at`) if there is none."""
        number = self.number(at) or 0
        stop = at + (number > 0)
        if 0 < number < 10 and self.scale(stop) == 10:
            number, stop = 10 * number, stop + 1
        if self.least_ten <= number < 100 and number % 10 == 0:
            ones = self.goes_behind_tens(stop)
            return number + ones, stop + (ones > 0)
        return number, stop

    def denominator(self, at: int, over: int) -> tuple[int, int]:
        """(denominator, end) of the fraction whose numerator stands before a word; (0, `at`) if it is none.

        One quarter and three quarters are fractions; two quarters and four quarters are half a year and a year.
        """
        units = self.text.values["fractions" if over == 1 else "plural_fractions"]
        ones = self.text.values["compound_denominators"]
        stop = at + (self[at] == _DASH)
        tens = self.number(stop) or 0
        if 20 <= tens < 100 and tens % 10 == 0:
            stop += 1
            under = ones.get(self[stop]) or units.get(self[stop], 0)
            under = tens + under if 0 < under < 10 else 0
        else:
            under = units.get(self[stop], 0)
        if not under or over <= under <= _FEW and gcd(over, under) > 1 or over == under:
            return 0, at
        return under, stop + 1

    def end(self, at: int) -> tuple[int, str]:
        """(token, tail) of a number that ends before a word: the token behind it, and what is hyphened to it."""
        tail = [self[at]]
        token = self._tokens[at]
        if token != self._tokens[at - 1]:
            return token, ""
        while word := self._rest_of(token, at + len(tail)):
            tail.append(word)
        return token + 1, "-".join(tail)

    def _rest_of(self, token: int, at: int) -> str:
        word = self[at]
        return word if self._tokens[at] == token else ""


def is_number(text: Text, index: int) -> bool:
    """Whether a token is a number word; one that may be another word is if what can be counted follows, not "each"."""
    bits, mask = text.bits, text.masks[index]
    if not mask & bits.HOMOGRAPH:
        return bool(mask & bits.NUMBER)
    behind = text.masks[index + 1]
    if behind & (bits.MAGNITUDE | bits.FRACTION | bits.DECIMAL):
        return True
    before = text.masks[index - 1] if index else 0
    return bool(behind & (bits.any_unit | bits.NOUN)) and not before & (bits.DET | bits.PER)


def read(text: Text, index: int, separate: bool = False) -> Number:
    """The number whose first word is a token; "one hundred and five" is one unless it is to be read as two."""
    plain = text.values["numbers"].get(text.words[index].lower())
    if plain is not None and not text.masks[index + 1] & text.bits.goes_on and text.words[index + 1] != _DASH:
        return integer(index + 1, plain)
    words = Words(text, index)
    value, place, at = _cardinal(words, separate)
    if words.holds("decimal_words", at):
        exact = _decimals(words, value, at + 1)
        if exact:
            return exact
    under, stop = words.denominator(at, value)
    tens = words.number(at - 1) or 0
    if 0 < under < 10 <= tens and tens % 10 == 0 and at > 1 and words.scale(at - 2):
        value, under = value - tens, tens + under  # "one hundred thirty-fifths"
    if under:
        return scaled_part(words, fraction(0, value, under), stop)
    whole = integer(0, value, place)
    if not separate:
        mixed = with_fraction(words, whole, at)
        if mixed:
            return mixed
    return _ended(words, whole, at)


def with_fraction(words: Words, whole: Number, at: int) -> Number | None:
    """A whole number with the fraction that "and" adds at a word: "one and a half", "three million and a half"."""
    if words.holds("halves", at):
        hundred = words.scale(at - 1) if at and not whole.magnitude else 0
        half = times(fraction(0, 1, 2), hundred or 1, 0)
        return _ended(words, *_scaled(words, plus(whole, half), at + 1))
    if not words.holds("connectors", at):
        return None
    over, start = (1, at + 2) if words.holds("articles", at + 1) else words.below_hundred(at + 1)
    under, stop = words.denominator(start, over) if over else (0, start)
    if under <= over:
        return None
    part = fraction(0, over, under)
    factor = words.scale(stop)
    if factor and whole.magnitude:
        return _ended(words, plus(integer(0, int(whole.value)), times(part, factor, 0)), stop + 1)
    return _ended(words, *_scaled(words, plus(whole, part), stop))


def scaled_part(words: Words, part: Number, at: int) -> Number:
    """A fraction with the magnitude it is a part of: "two thirds of a million", "half a dozen"."""
    stop = at + words.holds("ofs", at)
    stop += words.holds("articles", stop)
    factor = words.scale(stop)
    return _ended(words, times(part, factor, 0), stop + 1) if factor else _ended(words, part, at)


def _ended(words: Words, number: Number, at: int) -> Number:
    stop, tail = words.end(at)
    return number._replace(stop=stop, tail=tail)


def _scaled(words: Words, number: Number, at: int) -> tuple[Number, int]:
    """A number with the magnitude words behind it, and where these end."""
    while number.value < LARGEST and (factor := words.scale(at)):
        number = times(number, factor, 0)
        at += 1
    return number, at


def _decimals(words: Words, whole: int, at: int) -> Number | None:
    """A number with the decimals that start at a word: "point zero three", "point seventy-one"."""
    digits, stop = "", at
    number, after = words.below_hundred(at)
    if number >= 10:
        digits, stop = str(number), after
    while number < 10 and len(digits) < numerals.LONGEST and (digit := words.number(stop)) is not None and digit < 10:
        digits += str(digit)
        stop += 1
    if not digits:
        return None
    exact = decimal(0, int(f"{whole}{digits}"), -len(digits))
    return _ended(words, *_scaled(words, exact, stop))


def _cardinal(words: Words, separate: bool) -> tuple[int, int, int]:
    """(value, place, end) of the whole number in words that starts at the first one."""
    total = current = last = at = 0
    place = 1
    while True:
        number, scale = words.number(at), words.scale(at)
        if number is not None and _fits(words, at, current, number):
            current, place = current + number, 1
            if not number:
                return 0, 1, 1
        elif number and 1 < current < 10 and words.holds("inner_numbers", at):
            current = 10 * current + number  # "two-five", the word for tens left out
        elif number == 0 and last and not current and words.scale(at + 1) == 100:
            at += 1  # "no hundred", which some languages say where there is none
        elif scale == 100 and (current < 100 and (current or not at)):
            current, place = 100 * (current or 1), 1
        elif scale == 10 and 0 < current % 100 < 10:
            current += 9 * (current % 10)
        elif 0 < scale < 100:
            low = current % 100 or current
            return total + current + (low or 1) * scale - low, scale, at + 1
        elif scale and (current or total or not at) and total < LARGEST and not (current and last <= scale <= total):
            total, current, last, place = _multiplied(total, current, scale), 0, scale, scale
        elif not _joins(words, at, current, last, separate):
            return total + current, place, at
        at += 1


def _multiplied(total: int, current: int, scale: int) -> int:
    """A number times a magnitude word; all of it if that is larger ("3 thousand 2 hundred million")."""
    if total < scale:
        return (total + current or 1) * scale
    return total + current * scale if current else total * scale


def _fits(words: Words, at: int, current: int, number: int) -> bool:
    """Whether a number word goes on with a number: "twenty five", "hundred five", but "two three" are two."""
    if not at or not number:
        return not at
    if number < 10 and current % 100:
        return current % 10 == 0 and current % 100 >= words.least_ten and words.goes_behind_tens(at) > 0
    tied = number >= 10 or not words.ones_tied or words.scale(at + 1) or words.holds("connectors", at - 1)
    return bool(tied) and current % 100 == 0


def _joins(words: Words, at: int, current: int, last: int, separate: bool) -> bool:
    """Whether a word ties what follows to a number: the dash of "fifty – two", the "and" of "two thousand and five"."""
    if words[at] == _DASH:
        return current % 10 == 0 and current % 100 >= 20 and 0 < (words.number(at + 1) or 0) < 10
    if words[at] == "," and not separate and last > _HUNDRED and words.scale(at - 1) == last:
        number, stop = words.below_hundred(at + 1)  # "one thousand, two hundred"
        return number > 0 and _HUNDRED <= words.scale(stop) < last
    if separate or not at or not words.holds("connectors", at) or not words.scale(at - 1):
        return False
    number, stop = words.below_hundred(at + 1)
    if not number or words.denominator(stop, number)[0] > number:
        return False
    scale, unit = words.scale(stop), 100 if current else last
    if words.ones_tied and last and scale > last:  # "3 thousand 2 hundred and five million", all of them millions
        return True
    return scale * number < unit or bool(current) and scale >= 1000 and (not last or scale < last)
