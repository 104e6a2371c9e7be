"""Phrasings in, sentences out: every template of the pack as a writer would fill it, with figures that agree, or do not.

The law of a kind is worked out here once more, the other way round: figures are made up so that it holds, and a figure is
spoiled so far that nobody could take it for rounding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from random import Random

from attrs import field, frozen
from hypothesis import strategies as st

from factcheck import packs
from factcheck.language.phrasings import DIRECTIONS, variants
from factcheck.records import Number, Pack, Phrasing

PACK: Pack = packs.load()
CLASSES: Mapping[str, Sequence[str]] = PACK.lexicon["classes"]


# -- figures -----------------------------------------------------------------------------------------------------------


@frozen
class Stated:
    """A figure as a sentence states it. tail: what stands behind it; wrong: its text once spoiled, "" if it is left alone."""

    text: str
    tail: str = ""
    wrong: str = ""


Figures = Mapping[str, Sequence[Stated]]


@frozen
class Unit:
    """What is measured, in steps of the last written digit: what stands before and behind it, how many decimals it has."""

    before: str = ""
    behind: str = ""
    decimals: int = 0
    noun: str = ""

    def write(self, steps: int) -> str:
        """A number of steps as digits, with what belongs to them."""
        return f"{self.before}{digits(steps, self.decimals)}{self.behind}"

    def state(self, steps: int, wrong: int = 0) -> Stated:
        """The same as a figure of a sentence, `wrong` steps if spoiled."""
        return Stated(self.write(steps), self.noun, self.write(wrong) if wrong else "")


NOUNS = ("people", "households", "members", "villages", "schools", "posts", "workers", "party members", "rural households")
NAMES = ("Leeds", "York", "Hull", "Hoa An", "Binh Son", "Tân Phú", "Nậm Mười", "Đồng Tâm", "Kon Tum", "Lai Châu", "Málaga")
THINGS = ("laptops", "tickets", "buses", "shares")
PURPOSES = ("for roads", "for bridges", "for clinics", "for ferries", "for nurseries")


def digits(steps: int, decimals: int = 0) -> str:
    """Steps of the last place as digits: 113 with two decimals is 1.13, 21640 with none 21,640."""
    whole, rest = divmod(steps, 10**decimals)
    return f"{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")


def in_words(number: int) -> str:
    """A whole number below a million in words: "one hundred and five", "twenty-five thousand"."""
    words = {value: word for word, value in PACK.lexicon["numbers"].items()}
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        joint = " and " if 0 < rest < 100 else " "
        return in_words(thousands) + " thousand" + (joint + in_words(rest) if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return words[hundreds] + " hundred" + (" and " + in_words(rest) if rest else "")
    if number in words:
        return words[number]
    return words[number - number % 10] + "-" + words[number % 10]


def rounded(numerator: int, denominator: int) -> int:
    """The quotient of two positive numbers, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _counted(random: Random) -> Unit:
    return Unit(noun=random.choice(NOUNS))


def _measured(random: Random) -> Unit:
    """Money or a measure."""
    decimals = random.randrange(3)
    money = (("$", " million"), ("$", "m"), ("£", "bn"), ("€", " billion"), ("", " million dong"), ("$", ""))
    return Unit(*random.choice((*money, ("", " tonnes"), ("", " hectares"), ("", " km"))), decimals)


def _unit(random: Random) -> Unit:
    return random.choice((_counted, _measured))(random)


def _percent(random: Random, numerator: int, denominator: int) -> Stated:
    """100 * numerator / denominator as a percentage; spoiled it is more than twice that."""
    decimals = random.randrange(3)
    sign = Unit("", random.choice(("%", "%", " percent", " pct", " per cent")), decimals)
    steps = rounded(100 * 10**decimals * numerator, denominator)
    return sign.state(steps, 2 * steps + 13 * 10**decimals)


def _spoiled(steps: int) -> int:
    return 2 * steps + 3


def _uneven(random: Random, low: int, high: int) -> int:
    """A number that does not end in a zero, which could be rounding."""
    number = random.randrange(low, high)
    return number if number % 10 else number + random.randrange(1, 10)


# -- the kinds of claims, each with figures for which its law holds ----------------------------------------------------


@frozen
class Wanted:
    """What a template asks of the figures: its literal words and signs, the direction it gives, the nouns it wants."""

    words: frozenset[str]
    direction: int
    nouns: Mapping[str, str]
    before: Mapping[str, str]


def _share(random: Random, wanted: Wanted) -> Figures:
    unit = _counted(random) if "/" in wanted.words else _unit(random)
    whole = _uneven(random, 110, 9000)
    part = random.randrange(whole // 20 + 1, whole)
    return {
        "part": [unit.state(part, _spoiled(part))],
        "whole": [unit.state(whole, _spoiled(whole))],
        "percent": [_percent(random, part, whole)],
    }


def _sum(random: Random, wanted: Wanted) -> Figures:
    unit = _counted(random) if "parts" in wanted.nouns else _unit(random)
    sizes = [_uneven(random, 2 if unit.noun else 110, 900) for _ in range(random.randrange(2, 5))]
    kinds = random.sample(_plurals(wanted.nouns.get("parts", "ADMIN")) if unit.noun else PURPOSES, len(sizes))
    parts = [Stated(unit.write(size), kind, unit.write(_spoiled(size))) for size, kind in zip(sizes, kinds, strict=True)]
    return {"total": [unit.state(sum(sizes), _spoiled(sum(sizes)))], "parts": parts}


def _bound(random: Random, wanted: Wanted) -> Figures:
    unit = _counted(random) if "/" in wanted.words or wanted.nouns else _unit(random)
    if "{part,...}" in wanted.words:  # a list of units of administration is read as a sum
        unit = random.choice((*(Unit(noun=noun) for noun in ("people", "members", "workers")), Unit("$", " million", 1)))
    whole = _uneven(random, 110, 9000)
    parts = [unit.state(random.randrange(2, whole // 3), _spoiled(whole)) for _ in range(random.randrange(2, 4))]
    return {"whole": [unit.state(whole)], "part": parts}


def _count(random: Random, _: Wanted) -> Figures:
    items = random.sample(NAMES, random.randrange(2, 6))
    number, wrong = len(items), len(items) + random.choice((1, 2))
    write = random.choice((in_words, digits))
    noun = random.choice(("communes", "wards", "provinces", "new offices", "mountain villages"))
    return {"number": [Stated(write(number), noun, write(wrong))], "items": [Stated(name) for name in items]}


def _change(random: Random, wanted: Wanted) -> Figures:
    unit = _unit(random)
    before = _uneven(random, 110, 990)
    delta = random.randrange(before // 10 + 1, before * 2 // 5)
    after = before + delta * (wanted.direction or 1)
    rises = after > before  # a figure is spoiled so that the direction stays what the words say
    return {
        "before": [unit.state(before, 0 if rises else _spoiled(before))],
        "after": [unit.state(after, _spoiled(after) if rises else 0)],
        "delta": [unit.state(delta, _spoiled(delta))],
        "percent": [_percent(random, delta, before)],
    }


def _multiple(random: Random, wanted: Wanted) -> Figures:
    unit = _unit(random)
    before = _uneven(random, 110, 990)
    factor = random.choice((2, 3, 4, 5))
    words = [word for word, (value, _) in PACK.lexicon["factors"].items() if value == factor]
    verbs = [word for word in words if word.endswith(("ed", "ing", "bles", "ples"))]
    adverbs = [*(word for word in words if word not in verbs), f"{in_words(factor)} times", f"{factor} times"]
    if "many" in wanted.words:
        adverbs = [word for word in adverbs if word.endswith(" times") or word == "twice"]
    after = before * factor
    return {
        "factor": [Stated(random.choice(adverbs if wanted.before["factor"] == "," else verbs))],
        "before": [unit.state(before, _spoiled(before))],
        "after": [unit.state(after, _spoiled(after))],
    }


def _compare(random: Random, _: Wanted) -> Figures:
    unit = random.choice((_unit(random), Unit("", "%", 1)))
    larger = _uneven(random, 110, 990)
    return {
        "larger": [unit.state(larger)],
        "smaller": [unit.state(random.randrange(larger // 4, larger), _spoiled(larger))],
    }


def _duration(random: Random, wanted: Wanted) -> Figures:
    length = random.randrange(2, 30)
    write = random.choice((in_words, digits))
    if random.random() < 0.5 or "in" in wanted.before.values():
        first = random.randrange(1950, 2020)
        start, end, unit = str(first), str(first + length), " years"
    else:
        first_day = date(2001, 1, 1) + timedelta(random.randrange(9000))
        last_day = first_day + timedelta(length - random.randrange(2))
        unit, form = " days", random.choice(_DATE_FORMS)
        same = first_day.year == last_day.year and random.random() < 0.5
        start, end = form(first_day, not same), form(last_day, True)
    return {
        "length": [Stated(write(length) + unit, "", write(_spoiled(length)) + unit)],
        "start": [Stated(start)],
        "end": [Stated(end)],
    }


def _weekday(random: Random, _: Wanted) -> Figures:
    day = date(1990, 1, 1) + timedelta(random.randrange(15000))
    other = day + timedelta(random.randrange(1, 7))
    return {"date": [Stated(random.choice(_DATE_FORMS)(day, True))], "weekday": [Stated(f"{day:%A}", "", f"{other:%A}")]}


def _average(random: Random, _: Wanted) -> Figures:
    money = Unit(random.choice(("$", "£", "€")), "", random.choice((0, 2)))
    number, average = _uneven(random, 12, 900), _uneven(random, 110, 9000)
    total = number * average
    return {
        "count": [Unit(noun=random.choice(THINGS)).state(number, _spoiled(number))],
        "average": [money.state(average, _spoiled(average))],
        "total": [money.state(total, _spoiled(total))],
    }


def _merger(random: Random, _: Wanted) -> Figures:
    successor, *merged = random.sample(NAMES, random.randrange(3, 6))
    return {"successor": [Stated(f"{successor} commune")], "predecessors": [Stated(name) for name in merged]}


KINDS: Mapping[str, Callable[[Random, Wanted], Figures]] = {
    "share": _share, "sum": _sum, "bound": _bound, "count": _count, "change": _change, "multiple": _multiple,
    "compare": _compare, "duration": _duration, "weekday": _weekday, "average": _average, "merger": _merger,
}  # fmt: skip
"""Kind of claim to figures that fulfil its law; a role that holds one figure takes the first of several."""

_DATE_FORMS: Sequence[Callable[[date, bool], str]] = (
    lambda day, dated: f"{day:%B} {day.day}" + (f", {day.year}" if dated else ""),
    lambda day, dated: f"{day.day} {day:%B}" + (f" {day.year}" if dated else ""),
)


@cache
def _plurals(name: str) -> list[str]:
    """The plural nouns of a class of the lexicon that are no units of measurement."""
    units = {word for words in PACK.lexicon["units"].values() for word in words}
    return sorted({word for word in CLASSES[name] if word.endswith("s") and len(word) > 3} - units)


# -- templates ---------------------------------------------------------------------------------------------------------


@frozen
class Optional:
    """A part of a template that may be missing: one of its choices."""

    choices: tuple[tuple[Atom, ...], ...]


Atom = str | Optional
_ATOM = re.compile(r"\{[^{}]*\}|\.\.\.|//|[\w'’-]*\w|\S")


def parse(template: str) -> tuple[Atom, ...]:
    """The atoms of a template, those of an optional part together."""
    return _parsed(iter(_ATOM.findall(template)))[0]


def _parsed(atoms: Iterator[str]) -> tuple[tuple[Atom, ...], ...]:
    choices: list[list[Atom]] = [[]]
    for atom in atoms:
        if atom == "]":
            break
        if atom == "|":
            choices.append([])
        else:
            choices[-1].append(Optional(_parsed(atoms)) if atom == "[" else atom)
    return tuple(map(tuple, choices))


def _chosen(atoms: Iterable[Atom], random: Random) -> Iterator[str]:
    """The atoms with each optional part in one of its choices or left out."""
    for atom in atoms:
        if isinstance(atom, str):
            yield atom
        elif random.random() < 0.5:
            yield from _chosen(random.choice(atom.choices), random)


# -- sentences ---------------------------------------------------------------------------------------------------------


@frozen
class Sentence:
    """A text in which a phrasing states figures. starts: role to the offsets of its figures in `text`."""

    text: str
    starts: Mapping[str, tuple[int, ...]]


@frozen
class Piece:
    """A stretch of a sentence; with a role it is a figure."""

    text: str
    role: str = ""
    wrong: str = ""


@frozen
class Rendering:
    """A phrasing filled with figures that agree; `spoiled` is the same with one clearly wrong figure, None if it has no law."""

    phrasing: Phrasing
    pieces: Sequence[Piece] = field(repr=False)
    right: Sentence = field(init=False)
    spoiled: Sequence[Sentence] = field(init=False)

    @right.default
    def _as_it_is(self) -> Sentence:
        return _written(self.pieces)

    @spoiled.default
    def _each_wrong(self) -> Sequence[Sentence]:
        """The sentence once for every figure that can be spoiled."""
        return [
            _written([*self.pieces[:at], Piece(piece.wrong, piece.role), *self.pieces[at + 1 :]])
            for at, piece in enumerate(self.pieces)
            if piece.wrong
        ]


GAPS = ("nationwide", "in the north", "at the time", "locally", "in the valley", "on the coast", "across the country")
_SUBJECTS = ("Output", "Membership", "Demand", "Attendance")
_RECORDED = ("The office recorded", "Records show", "There were", "")
_LEADS = {
    "from": ("Output went", "The network went"), "exceeding": ("Output was good,",),
    "RISE": _SUBJECTS, "FALL": _SUBJECTS, "UP": _SUBJECTS, "DOWN": _SUBJECTS, "factor": _SUBJECTS,
    "OVER_TIME": ("She led the council", "The work went on"), "MERGED_INTO": ("The district",),
    "MERGING": ("The new ward came about by",), "date": ("The congress opened on",), "weekday": ("The congress opened on",),
    "successor": ("",), "items": ("",), "of": ("",), "OUT_OF": ("",), "^": ("",),
}  # fmt: skip
"""What may stand before a sentence's first word, role or class; else `_RECORDED`."""
_NO_SPACE_BEFORE = frozenset(",;:).")


def render(phrasing: Phrasing, random: Random) -> Rendering:
    """A phrasing as a writer might fill it."""
    template = random.choice(list(variants(phrasing.template)))
    atoms = list(_chosen(parse(template), random))
    figures = KINDS[phrasing.kind](random, _wanted(atoms))
    return Rendering(phrasing, list(_pieces(atoms, figures, random)))


def _wanted(atoms: Sequence[str]) -> Wanted:
    slots = [(at, atom.strip("{}")) for at, atom in enumerate(atoms) if atom[0] == "{"]
    direction = next((DIRECTIONS[name] for _, name in slots if name in DIRECTIONS), 0)
    direction = direction or (-1 if "{BELOW}" in atoms else 1)
    nouns = {_role(name): name.partition(":")[2] for _, name in slots if ":" in name}
    before = {_role(name): atoms[at - 1] if at else "" for at, name in slots}
    return Wanted(frozenset(atoms), direction, nouns, before)


def _role(slot: str) -> str:
    """The name of the role that a slot such as `parts,...:ADMIN` or `part!` holds."""
    found = re.match(r"\w+", slot)
    return found[0] if found else ""


def _pieces(atoms: Sequence[str], figures: Figures, random: Random) -> Iterator[Piece]:
    first = atoms[0].strip("{}")
    yield Piece(random.choice(_LEADS.get(_role(first) or first, _RECORDED)))
    depth = 0
    for at, atom in enumerate(atoms):
        behind = atoms[at + 1] if at + 1 < len(atoms) else ""
        name = atom.strip("{}")
        depth += (atom == "(") - (atom == ")")
        if atom[0] == "{" and not name.isupper() and "_" not in name:
            yield from _figures(_role(name), ",..." in name, figures, atoms[at + 1 : at + 3], random)
        elif atom[0] == "{":
            yield from _cue(name, atoms[at - 1] if at else "", behind, random)
        elif atom == "...":
            yield Piece(_gap(atoms[at - 1] if at else "", random))
        elif atom == "~":
            yield Piece(random.choice(("", "", "(in the delta)", "(including two towns)")))
        elif atom == "#":
            yield Piece(_number(atoms[at + 1 :], figures, random))
        elif atom == "%":
            yield Piece(f"{random.randrange(2, 99)}%")
        elif atom == "//":
            yield Piece(".")
        elif atom == "," and behind in ("(", ")"):
            pass
        elif atom != "^":
            yield Piece(atom)
    yield Piece(")" * depth)


def _figures(role: str, listed: bool, figures: Figures, behind: Sequence[str], random: Random) -> Iterator[Piece]:
    members = figures[role] if listed else figures[role][:1]
    for at, member in enumerate(members):
        if at:
            last = at == len(members) - 1
            yield Piece(random.choice(("and", "and", ", and")) if last else ",")
        yield Piece(member.text, role, member.wrong)
        if member.tail and not _of_another(behind):
            yield Piece(member.tail)


def _of_another(behind: Sequence[str]) -> bool:
    """Whether a figure is the first of a pair `N of M`, so that its noun follows the second."""
    return len(behind) > 1 and behind[0] in ("of", "/", "{OUT_OF}") and (behind[1][0] in "{#") and "items" not in behind[1]


def _cue(name: str, before: str, behind: str, random: Random) -> Iterator[Piece]:
    """A word of a class that can stand where it is to stand, with what has to follow it."""
    words = [word for word in CLASSES[name] if _stands(word, name, before, behind)]
    word = random.choice(words)
    yield Piece(word)
    if name == "PER" and word in ("a", "an", "per", "each", "every"):
        yield Piece("item")


def _stands(word: str, name: str, before: str, behind: str) -> bool:
    """Whether grammar lets a word stand between two atoms: "a rise of 5%", "an increase from 5 to 6", but not "rise 5%"."""
    if word.endswith(" of"):
        return behind[:1] in "{#"
    if word == "up" and behind == "to":
        return False  # "up to 5" is at most 5
    if name in ("UP", "DOWN") and word.startswith(("a ", "an ")):
        return behind in ("by", "from", "to") and before not in ("a", "an")
    if name in ("UP", "DOWN") and word in (*CLASSES["A_RISE"], *CLASSES["A_FALL"]):
        return before in ("a", "an") and behind in ("by", "from", "to")
    return True


def _gap(before: str, random: Random) -> str:
    if before == "the":
        return random.choice(("valley", "district"))
    if before == "//":
        return random.choice(("Officials counted", "The office recorded"))
    return random.choice(("", *GAPS))


def _number(behind: Sequence[str], figures: Figures, random: Random) -> str:
    """A number without a role: the length of the list that follows it, or a whole of another kind."""
    if "{predecessors,...}" in behind:
        return f"{in_words(len(figures['predecessors']))} communes"
    return f"{random.randrange(2000, 9000):,} places"


def _written(pieces: Sequence[Piece]) -> Sentence:
    """The pieces as a text between two sentences without figures."""
    text = "Rain fell all morning."
    starts: dict[str, tuple[int, ...]] = {}
    slashes = sum(piece.text == "/" for piece in pieces)
    for piece in pieces:
        if not piece.text:
            continue
        glued = piece.text[0] in _NO_SPACE_BEFORE or text[-1] == "("
        glued = glued or slashes == 1 and "/" in (piece.text, text[-1]) or "-" in (piece.text, text[-1])
        if not glued:
            text += " "
        if piece.role:
            starts[piece.role] = (*starts.get(piece.role, ()), len(text))
        opens = text.endswith(". ")
        text += piece.text[0].upper() + piece.text[1:] if opens else piece.text
    return Sentence(f"{text}. The meeting went on.", starts)


# -- documents ---------------------------------------------------------------------------------------------------------

FORMATS = {"text": ".txt", "markdown": ".md", "html": ".html"}
_AROUND = (
    "Tỉnh ủy Điện Biên họp 😀 ở xã Nà Bủng.", "Đảng bộ xã Mường Chà 👩‍👩‍👧 đã kết nạp thêm.", "Café, naïve: 🇻🇳 – “so”.", "It rained."
)  # fmt: skip
_MARKS = {
    "text": (("", ""),),
    "markdown": (("**", "**"), ("*", "*"), ("[", "](https://example.org/504)")),
    "html": (("<b>", "</b>"), ("<a href='/504/533'>", "</a>"), ("<span class=n5>", "</span>"), ("<!-- 5 -->", "")),
}
_BLOCKS = {
    "text": ("{}\n\n", "{}\r\n\r\n"),
    "markdown": ("{}\n\n", "# {}\n\n", "- {}\n\n", "> {}\n\n"),
    "html": ("<p>{}</p>\n", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>\n"),
}
_MARKABLE = re.compile(r"\d[\d.,]*\d|[^\W\d_]{3,}")


def document(random: Random, format: str) -> str:
    """The source of a document of some sentences with figures, amid markup, Vietnamese in NFD and emoji."""
    blocks = []
    for _ in range(random.randrange(1, 6)):
        sentence = render(random.choice(PACK.phrasings), random)
        text = random.choice((sentence.right, *sentence.spoiled)).text
        blocks.append(random.choice(_BLOCKS[format]).format(_marked(random, text, format)))
        blocks.append(random.choice(_BLOCKS[format]).format(unicodedata.normalize("NFD", random.choice(_AROUND))))
    return "".join(blocks)


def _marked(random: Random, text: str, format: str) -> str:
    """A text with some words and numbers marked up, and some spaces of a page that don't break."""

    def mark(match: re.Match[str]) -> str:
        before, behind = random.choice(_MARKS[format]) if random.random() < 0.2 else ("", "")
        return before + match[0] + behind

    if format == "html":
        spaces = ("&nbsp;" if random.random() < 0.1 else " " for _ in text)
        text = re.sub(" ", lambda _: next(spaces), text)
        return re.sub(r"&nbsp;|" + _MARKABLE.pattern, lambda match: match[0] if match[0][0] == "&" else mark(match), text)
    return _MARKABLE.sub(mark, text)


# -- texts and numbers -------------------------------------------------------------------------------------------------

_WORDS = st.sampled_from(sorted({word for words in CLASSES.values() for word in words} | set(PACK.lexicon["numbers"])))
_SIGNS = st.sampled_from(list(".,;:!?()[]{}<>/|-–—+*#%$£€'\"“”’&@~^=_\\") + ["\n", "\r\n", "\t", "\u2060", "\u0301", "😀"])
_NUMERALS = st.one_of(st.from_regex(r"[0-9]{1,4}([.,/:-][0-9]{1,4}){0,4}", fullmatch=True), st.integers(0).map(str))
_RUNS = st.builds(lambda piece, times: piece * times, st.one_of(_WORDS, _SIGNS, _NUMERALS), st.integers(1, 400))
SOUP = st.builds(
    lambda pieces, joint: joint.join(pieces), st.lists(st.one_of(_WORDS, _SIGNS, _NUMERALS, _RUNS), max_size=40), st.sampled_from(["", " "])
)
"""Words of the lexicon, numerals and signs in no order, some of them many times over."""


@frozen
class WrittenNumber:
    """A number and a text that gives it, rounded half up or half to even."""

    number: Number
    text: str


def _rounded_text(number: Fraction, decimals: int, to_even: bool) -> str:
    steps = number * 10**decimals
    return digits(round(steps) if to_even else int(steps + Fraction(1, 2)), decimals)


_MAGNITUDES = {word: factor for word, factor in PACK.lexicon["magnitudes"].items() if len(word) > 1} | {"": 1}
_PREFIXES = [sign for signs in PACK.lexicon["currencies"].values() for sign in signs if not sign[-1].isalpha()]
_SUFFIXES = [
    *PACK.lexicon["percent"],
    *(words[-1] for words in (*PACK.lexicon["units"].values(), *PACK.lexicon["currencies"].values()) if words and words[-1].isalpha()),
]  # fmt: skip


@st.composite
def written_numbers(draw: st.DrawFn) -> WrittenNumber:
    """Numbers in every way in which they are written: in figures and words, with magnitudes, units, signs and commas."""
    if draw(st.booleans()):
        number = draw(st.integers(2, 999_999))
        noun = draw(st.sampled_from(NOUNS))
        return WrittenNumber(number, f"{draw(st.sampled_from([in_words, digits]))(number)} {noun}")
    word, factor = draw(st.sampled_from(sorted(_MAGNITUDES.items())))
    decimals = draw(st.integers(0, 4))
    number = draw(st.fractions(Fraction(2), 10**6, max_denominator=10**6))
    text = _rounded_text(number, decimals, draw(st.booleans()))
    if word:
        text += draw(st.sampled_from(["", " "])) + word
    if draw(st.booleans()):
        text = draw(st.sampled_from(_PREFIXES)) + text
    else:
        suffix = draw(st.sampled_from(_SUFFIXES))
        text += suffix if suffix == "%" else " " + suffix
    return WrittenNumber(number * factor, text)
