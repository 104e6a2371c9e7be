"""Templates in, regular expressions over reduced shapes out; and the matches that they find in a paragraph.

A template is made of `{role}`, `{role!}` (with nothing behind it but its noun), `{roles,...}` (a list), `{CLASS}`,
literal words and punctuation, `[optional]` (with `|` between choices), `...` (up to twelve tokens without figure or
clause break), `~` (an aside that may hold figures: a parenthesis or "including …"), `#` (a count that fills no role),
`%` (a percentage that fills none), `^` (the start of a clause) and `//` (the end of a sentence). `{RISE|FALL}` stands
for two templates.
Every gap is bounded and no atom can match the empty string in a loop, so that matching is linear in the paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import define, evolve, field, frozen

from factcheck.language.lexicon import AMOUNTS, BULLET, DASH, LABELS, QUOTES, Lexicon
from factcheck.records import Kind, PackError, Phrasing, Role

ROLE_TYPES = {"amount": AMOUNTS, "count": "CQ", "measure": "U", "percent": "P", "factor": "F", "time": "T",
              "date": "DY", "weekday": "K", "any": AMOUNTS + "FDY"}  # fmt: skip
_TYPE_BITS = {
    "count": "COUNT!",
    "percent": "PERCENT!",
    "factor": "FACTOR!",
    "time": "TIME!",
    "date": "DATE!",
    "weekday": "WEEKDAY!",
}
DIRECTIONS = {"RISE": 1, "UP": 1, "A_RISE": 1, "FALL": -1, "DOWN": -1, "A_FALL": -1, "LOSS": -1,
              "MORE": 1, "LESS": -1}  # fmt: skip
_ATOM = re.compile(r"\{([^{}]*)\}|(\.\.\.|//|[\[\]|~#])|([A-Za-z][\w'’-]*)|(\S)")
_CHOICE = re.compile(r"\{([A-Z_]+(?:\|[A-Z_]+)+)\}")
LONGEST_LIST = 60
"""Members that a list is read for behind its first; what is longer is no list of a sentence."""
_SENTENCE_ENDS = ".!?"
_CLAUSE_START = f"(?<![^.!?;:,{DASH}(\"'])"
_BLOCKS = AMOUNTS.replace("T", "")  # figures that no gap runs over; a duration is but an adverb there
# Classes that end the rest of a figure's phrase: what follows them says something else about it.
_HARD = (
    "RISE",
    "FALL",
    "INCLUDING",
    "COMPARED",
    "AMOUNTING",
    "COMPRISING",
    "OF_THESE",
    "AND",
    "OR",
    "BUT",
    "=from",
    "=to",
    "=by",
    "=into",
)
# Classes over which `...` never runs, as they start another clause or another claim.
_CLAUSE_BREAKS = ("BUT", "RISE", "FALL", "UP", "DOWN")
# Classes over which a member of a list of figures never runs.
_LIST_STOPS = ("INCLUDING", "COMPARED", "COMPRISING", "OF_THESE", "AMOUNTING", "TOTAL", "MAKING", "BUT", "=from")

# All classes of which the atoms are made.
_CLASSES = (
    *_HARD,
    *_CLAUSE_BREAKS,
    *_LIST_STOPS,
    "DET",
    "HEDGE",
    "ONLY",
    "PRIOR",
    "NAME",
    "PLAIN",
    "CAPITAL",
    "OF",
    "ADMIN",
)
_NOTHING = "\\0"  # stands in no shape


class TemplateError(ValueError):
    """A template that cannot be compiled; str() says what is wrong and what to write instead."""


@frozen(eq=False)
class Match:
    """A phrasing found in a paragraph. roles: role to character positions; `extent`: its span in the shape."""

    phrasing: Phrasing
    roles: Mapping[str, tuple[int, ...]]
    spans: Mapping[str, tuple[int, int]]
    extent: tuple[int, int]
    direction: int
    nouns: Mapping[str, str]


def variants(template: str) -> Iterator[str]:
    """The templates that one with `{A|B}` stands for: all first choices, then all second ones."""
    parts = _CHOICE.split(template)
    if len(parts) == 1:
        yield template
        return
    choices = [part.split("|") for part in parts[1::2]]
    for index in range(max(map(len, choices))):
        filled = list(parts)
        filled[1::2] = ["{" + options[min(index, len(options) - 1)] + "}" for options in choices]
        yield "".join(filled)


def named(phrasings: Iterable[Phrasing]) -> dict[str, None]:
    """The classes that templates and their gaps name, a literal word as the class `=word`."""
    names = dict.fromkeys(_CLASSES)
    for phrasing in phrasings:
        for name, _, word, _ in _ATOM.findall(phrasing.template):
            if word:
                names["=" + word.lower()] = None
            elif name.isupper():
                names.update(dict.fromkeys(name.split("|")))
    return names


@define(eq=False)
class Template:
    """One compiled template.

    needs: class bits that a paragraph must hold for it to match at all; least: how many figures.
    """

    phrasing: Phrasing
    source: str
    roles: tuple[Role, ...]
    direction: int
    needs: int
    least: int
    compiler: Compiler = field(repr=False)
    nouns: Mapping[str, str] = field(factory=dict)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a paragraph first needs it."""
        return re.compile(self.compiler.pattern(self.source, self.roles))

    def matches(self, shape: str, found: re.Match[str] | None) -> Iterator[Match]:
        """Every match in a coarse shape from the first one on, overlapping ones, too.

        The search goes on behind the first figure of each.
        """
        while found:
            spans = {role.name: found.span(role.name) for role in self.roles if found[role.name] is not None}
            roles: dict[str, tuple[int, ...]] = {}
            for role in self.roles:
                if role.name in spans:
                    start, stop = spans[role.name]
                    roles[role.name] = tuple(_members(shape, start, stop, role)) if role.list else (start,)
            yield Match(self.phrasing, roles, spans, found.span(), self.direction, self.nouns)
            first = min(span[0] for span in spans.values())
            found = self.regex.search(shape, max(first, found.start()) + 1)


def compile_phrasing(phrasing: Phrasing, kind: Kind, lexicon: Lexicon, compiler: Compiler) -> list[Template]:
    """The templates of one phrasing. Raises TemplateError if it names an unknown role or class or is badly nested."""
    by_name = {role.name: role for role in kind.roles}
    return [_template(phrasing, source, by_name, lexicon, compiler) for source in variants(phrasing.template)]


def _template(
    phrasing: Phrasing, source: str, by_name: Mapping[str, Role], lexicon: Lexicon, compiler: Compiler
) -> Template:
    """One template, with the bits of the classes, signs and types of figures without which it cannot match."""
    roles: list[Role] = []
    nouns: dict[str, str] = {}
    needs: set[str] = set()
    direction = least = depth = 0
    for name, mark, word, sign in _ATOM.findall(source):
        needed = ""
        if mark:
            depth += (mark == "[") - (mark == "]")
            if depth < 0:
                break
            needed = "COUNT!" if mark == "#" else ""
        elif word:
            needed = "=" + word.lower()
        elif sign:
            needed = "PERCENT!" if sign == "%" else QUOTES.get(sign, sign)
        elif name.isupper():
            if name not in lexicon.chars:
                raise TemplateError(f"class {{{name}}} is not in the lexicon; add it there or use one that is")
            direction = direction or DIRECTIONS.get(name, 0)
            needed = name
        else:
            slot, _, noun = name.partition(":")
            base, listed, _ = slot.removesuffix("!").partition(",")
            if base not in by_name:
                raise TemplateError(f"{{{name}}} is no role of {phrasing.kind}; its roles are {', '.join(by_name)}")
            role = by_name[base]
            roles.append(role if role.list == bool(listed) else evolve(role, list=bool(listed)))
            if noun:
                nouns[base] = noun
            if not depth and role.type not in ("item", "name"):
                least += 1 + bool(listed)
            needed = _TYPE_BITS.get(role.type, "")
        if not depth:
            needs.add(needed)
    if depth:
        raise TemplateError("an optional part is not closed; write [ and ] in pairs")
    if len({role.name for role in roles}) < len(roles):
        raise TemplateError("a role stands twice; name each role once")
    held = sum(1 << lexicon.bits[name] for name in needs if name in lexicon.bits)
    return Template(phrasing, source, tuple(roles), direction, held, least, compiler, nouns)


def _members(shape: str, start: int, stop: int, role: Role) -> Iterator[int]:
    """The positions of the figures of a list, those in parentheses inside it left out."""
    depth = 0
    allowed = ROLE_TYPES.get(role.type, "")
    for position in range(start, stop):
        char = shape[position]
        depth += (char == "(") - (char == ")")
        if not depth and char in allowed:
            yield position


class Compiler:
    """Turns the atoms of templates into the text of regular expressions."""

    def __init__(self, chars: Mapping[str, str]) -> None:
        self._chars = chars
        self._soft = f"[^{_BLOCKS}F{_SENTENCE_ENDS},;:(){BULLET}/|{DASH}{self._any_of(*_HARD)}]"
        self._det = f"[{self._any_of('DET', 'HEDGE', 'ONLY', 'PRIOR')}]"
        self._names = f"[{self._any_of('NAME')}][{self._any_of('PLAIN', 'CAPITAL', 'OF')}{LABELS}]{{0,5}}"
        self._word = f"[{self._any_of('PLAIN')}]"
        self._gap = f"[^{_BLOCKS}H{_SENTENCE_ENDS};:(){BULLET}{self._any_of(*_CLAUSE_BREAKS)}]"
        self._and = f"[{self._any_of('AND')}]"
        including = f"[{self._any_of('INCLUDING', 'COMPRISING')}]"
        self._aside = f"(?:\\([^().]{{1,60}}\\)|,?{including}[^{_SENTENCE_ENDS};:()]{{1,25}}?)?"
        self._in_list = f"[^{AMOUNTS}{_SENTENCE_ENDS},;:(){BULLET}{self._any_of('AND', *_LIST_STOPS)}]"

    def _any_of(self, *names: str) -> str:
        """The characters of some classes as they stand in a character class, neighbours joined to ranges."""
        runs: list[list[str]] = []
        for char in sorted({char for name in names for char in self._chars[name]}):
            if runs and ord(char) == ord(runs[-1][-1]) + 1:
                runs[-1][1:] = char
            else:
                runs.append([char])
        return "".join("-".join(map(re.escape, run)) for run in runs) or _NOTHING

    def pattern(self, source: str, roles: Iterable[Role]) -> str:
        """The text of the regular expression for a template with some roles."""
        by_name = {role.name: role for role in roles}
        out: list[str] = []
        for atom in _ATOM.finditer(source):
            name, mark, word, sign = atom.groups()
            if name is not None:
                out.append(self._slot(name, by_name, first=not out))
            elif mark == "...":
                out.append(self._gap + "{0,12}?")
            elif mark == "//":
                out.append(f"[^{_SENTENCE_ENDS}]{{0,60}}?[{_SENTENCE_ENDS}][\"')]?")
            elif mark == "~":
                out.append(self._aside)
            elif mark == "#":
                out.append("[CQ]")
            elif sign == "%":
                out.append("P")
            elif sign == "^":
                out.append(_CLAUSE_START)
            elif mark == "|":
                out.append("|")
            elif mark == "[":
                out.append("(?:")
            elif mark == "]":
                out.append(")?")
            elif word:
                out.append(f"[{self._any_of('=' + word.lower())}]")
            else:
                out.append(re.escape(QUOTES.get(sign, sign)))
        return "".join(out)

    def _slot(self, name: str, roles: Mapping[str, Role], first: bool) -> str:
        slot = name.partition(":")[0]
        role = roles.get(slot.partition(",")[0].removesuffix("!"))
        if role:
            return self._list(role, first) if role.list else self._role(role, tight=slot.endswith("!"))
        return f"[{self._any_of(name)}]{self._word}{{0,2}}?"

    def _role(self, role: Role, tight: bool) -> str:
        """A figure with hedges before it and, unless tight, the rest of its phrase: "of rice", "(about $3m)"."""
        if role.type == "name":
            return f"(?P<{role.name}>[{self._any_of('NAME', 'CAPITAL', 'ADMIN')}]{{1,8}})"
        figure = f"(?P<{role.name}>[{ROLE_TYPES[role.type]}])"
        if tight:
            return f"(?:{self._det}{{0,4}}?{figure})"
        return f"(?:{self._det}{{0,4}}?{figure}{self._soft}{{0,9}}?(?:\\([^().]{{1,8}}\\){self._soft}{{0,6}}?)??)"

    def _list(self, role: Role, first: bool) -> str:
        """Two or more members, by commas, semicolons, "and" or bullets; a template starts with a list of names only."""
        if role.type == "item":
            text = (
                self._names
                if first
                else f"[^{AMOUNTS}{_SENTENCE_ENDS},;:(){BULLET}{DASH}{self._any_of('AND')}]{{1,14}}"
            )
            paren = "(?:\\([^().]{1,20}\\))?"
            return self._joined(role.name, text + paren)
        inner_and = f"(?:{self._and}{self._in_list}{{1,5}}(?=[,;)]))?"
        aside = f"(?:\\([^()]{{1,60}}\\){self._in_list}{{0,4}})?"
        tail = f"[{self._any_of('OF_THESE')}]?{self._in_list}{{0,9}}{inner_and}{aside}"
        member = f"{self._in_list}{{0,9}}?[{ROLE_TYPES[role.type]}]{tail}"
        return self._joined(role.name, member)

    def _joined(self, name: str, member: str) -> str:
        """Members in a row, or all of a paragraph's bullets."""
        bulleted = f"{BULLET}-{member}[,;]?(?:{BULLET}-{member}[,;.]?){{1,{LONGEST_LIST}}}\\Z"
        return f"(?P<{name}>{bulleted}|{member}(?:(?:[,;]?{self._and}|[,;]){member}){{1,{LONGEST_LIST}}})"


def compile_all(
    phrasings: Iterable[Phrasing], kinds: Mapping[str, Kind], lexicon: Lexicon, compiler: Compiler
) -> tuple[Template, ...]:
    """All templates. Raises PackError with every faulty phrasing at its line."""
    templates: list[list[Template]] = []
    faults = []
    for phrasing in phrasings:
        kind = kinds.get(phrasing.kind)
        if kind is None:
            faults.append(f"{phrasing.path}:{phrasing.line}: kind `{phrasing.kind}` is unknown; declare it under kinds")
            continue
        try:
            templates.append(compile_phrasing(phrasing, kind, lexicon, compiler))
        except TemplateError as error:
            faults.append(f"{phrasing.path}:{phrasing.line}: `{phrasing.template}`: {error}")
    if faults:
        raise PackError("\n".join(faults))
    return tuple(itertools.chain.from_iterable(templates))
