"""Phrasings in, sentences out: every template of a pack as a writer may fill it, with figures that agree or do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random

from attrs import field, frozen

from factcheck.language.phrasings import DIRECTIONS, variants
from factcheck.records import Phrasing
from tests.agreeing import CLASSES, KINDS, Figures, Stated, Wanted, in_words

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
    """The atoms with each optional part in one of its choices or left out, and some gaps closed."""
    for atom in atoms:
        if isinstance(atom, str):
            if atom != "..." or random.random() < 0.8:
                yield atom
        elif random.random() < 0.5:
            yield from _chosen(random.choice(atom.choices), random)


# -- sentences ---------------------------------------------------------------------------------------------------------


@frozen
class Sentence:
    """A text that states figures. starts: role to the offsets of its figures; wrong: that of the spoiled one."""

    text: str
    starts: Mapping[str, tuple[int, ...]]
    wrong: int | None = None


@frozen
class Piece:
    """A stretch of a sentence; with a role it is a figure."""

    text: str
    role: str = ""
    wrong: str = ""


@frozen
class Rendering:
    """A phrasing filled with figures: the sentence in which they agree, and those in which one is clearly wrong."""

    pieces: Sequence[Piece] = field(repr=False)
    right: Sentence = field(init=False)
    spoiled: Sequence[Sentence] = field(init=False)

    @right.default
    def _as_it_is(self) -> Sentence:
        return _written(self.pieces)

    @spoiled.default
    def _each_wrong(self) -> Sequence[Sentence]:
        return [_written(self.pieces, piece) for piece in self.pieces if piece.wrong]


GAPS = (
    "nationwide",
    "in the north",
    "at the time",
    "locally",
    "in the valley",
    "along the coast",
    "across the country",
)
_SUBJECTS = ("Output", "Membership", "Demand", "Attendance")
_RECORDED = ("The office recorded", "Records show", "There were", "")
_LEADS = {
    "from": ("Output went", "The network went"), "exceeding": ("Output was good,",),
    "RISE": _SUBJECTS, "FALL": _SUBJECTS, "UP": _SUBJECTS, "DOWN": _SUBJECTS, "factor": _SUBJECTS,
    "TURN": ("In the merger the district",), ",": ("The merger is done.\n- Leeds",),
    "OVER_TIME": ("She led the council", "The work went on"), "MERGED_INTO": ("The district",),
    "MERGING": ("The ward was", "The decision was on"),
    "date": ("The congress opened on",), "weekday": ("The congress opened on",),
    "successor": ("",), "items": ("",), "of": ("",), "OF_ALL": ("",), "OUT_OF": ("",), "^": ("",),
}  # fmt: skip
"""What may stand before a sentence's first word, role or class; else `_RECORDED`."""
_ADVERBS = ("up", "down", "higher", "lower")
_NO_SPACE_BEFORE = frozenset(",;:).")


def render(phrasing: Phrasing, random: Random) -> Rendering:
    """A phrasing as a writer might fill it."""
    template = random.choice(list(variants(phrasing.template)))
    atoms = list(_chosen(parse(template), random))
    figures = KINDS[phrasing.kind](random, _wanted(atoms))
    return Rendering(list(_pieces(atoms, figures, random)))


def _wanted(atoms: Sequence[str]) -> Wanted:
    slots = [(at, atom.strip("{}")) for at, atom in enumerate(atoms) if atom[0] == "{"]
    direction = next((DIRECTIONS[name] for _, name in slots if name in DIRECTIONS), 0)
    direction = direction or (-1 if {"{BELOW}", "{LESS}"} & set(atoms) else 1)
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
            yield Piece(_lead(figures[_role(name)][0], atoms[at - 1] if at else "", random))
            yield from _figures(_role(name), ",..." in name, figures, atoms[at + 1 : at + 3], random)
        elif atom[0] == "{":
            yield from _cue(name, atoms[at - 1] if at else "", behind, random)
        elif atom == "...":
            yield Piece(_gap(atoms[at - 1] if at else "", random))
        elif atom == "~":
            yield Piece(random.choice(("", "", "(in the delta)", "(including two towns)")))
        elif atom == "#":
            yield Piece(_number(atoms[at + 1 :], figures, random))
        elif atom == "*":
            yield Piece(_any(atoms[at - 1], behind, random))
        elif atom == "%":
            yield Piece(f"{random.randrange(2, 99)}%")
        elif atom == "//":
            yield Piece(".")
        elif atom == "," and behind in ("(", ")") and atoms[at - 1] != ")":
            pass
        elif atom != "^":
            yield Piece(atom)
    yield Piece("officials said" if atoms[-1] in (",", "–", ";") else "")
    yield Piece(")" * depth)


def _lead(figure: Stated, before: str, random: Random) -> str:
    """What may stand before a figure: "of the 533 members", "from about 5 tonnes"."""
    chance = random.random()
    if figure.tail and before in ("of", "{OF_ALL}", "{OUT_OF}") and chance < 0.3:
        return "the"
    return "about" if figure.amount and before not in ("/", "{ONLY}") and chance > 0.9 else ""


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
    tied = behind[0:1] in (["of"], ["/"], ["{OUT_OF}"], ["{OF_THESE}"])
    return tied and len(behind) > 1 and behind[1][0] in "{#" and "items" not in behind[1]


def _cue(name: str, before: str, behind: str, random: Random) -> Iterator[Piece]:
    """A word of a class that can stand where it is to stand, with what has to follow it."""
    words = [word for word in CLASSES[name] if _stands(word, name, before, behind)]
    word = random.choice(words)
    yield Piece(word)
    if name == "PER" and word in ("a", "an", "per", "each", "every"):
        yield Piece("item")


def _stands(word: str, name: str, before: str, behind: str) -> bool:
    """Whether grammar lets a word stand between two atoms: "a rise of 5%", "an increase from 5", but not "rise 5%"."""
    if word.endswith(" of"):
        return behind[:1] in "{#"
    if name == "OF_THESE" and before[:1] == "{":
        return word.endswith((" these", " those", " this", " that", " total", " whole"))  # "12 of those 50"
    if (
        word == "up"
        and behind in ("to", "{LEVEL}")
        or word in _ADVERBS
        and behind == "from"
        and name in ("RISE", "FALL")
    ):
        return False  # "up to 5" is at most 5; "up from 5 to 6" may be up from a range
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
    return random.choice(GAPS)


def _any(before: str, behind: str, random: Random) -> str:
    """A figure without a role: the time that something was counted over, what several become, or any other amount."""
    if before in ("in", "first"):
        return "ten months"
    return "one district" if behind == ":" else f"{random.randrange(200, 900)} places"


def _number(behind: Sequence[str], figures: Figures, random: Random) -> str:
    """A number without a role: the length of the list that follows it, or a whole of another kind."""
    if "{predecessors,...}" in behind:
        return f"{in_words(len(figures['predecessors']))} communes"
    return f"{random.randrange(2000, 9000):,} places"


def _written(pieces: Sequence[Piece], spoiled: Piece | None = None) -> Sentence:
    """The pieces as a text between two sentences without figures."""
    text = "Rain fell all morning."
    starts: dict[str, tuple[int, ...]] = {}
    wrong = None
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
        if piece is spoiled:
            wrong = len(text)
        shown = piece.wrong if piece is spoiled else piece.text
        text += shown[0].upper() + shown[1:] if text.endswith(". ") else shown
    stop = "" if text.endswith(".") else "."
    return Sentence(f"{text}{stop} The meeting went on.", starts, wrong)
