"""Phrasings in, templates out.

A template is made of `{role}`, `{role!}` (with nothing behind it but its noun), `{roles,...}` (a list), `{CLASS}`,
literal words and punctuation, `[optional]` (with `|` between choices), `...` (up to twelve tokens without figure or
clause break), `~` (an aside that may hold figures: a parenthesis or "including …"), `#` (a count that fills no role),
`*` (any amount that fills none, with the rest of its phrase),
`%` (a percentage that fills none), `^` (the start of a clause) and `//` (the end of a sentence). `{RISE|FALL}` stands
for two templates.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from attrs import define, evolve, field

from factcheck.language.lexicon import QUOTES, Lexicon
from factcheck.language.patterns import ATOM, Compiler
from factcheck.language.templates import ROLE_TYPES, Template
from factcheck.records import Kind, PackError, Phrasing, Role

DIRECTIONS = {"RISE": 1, "UP": 1, "A_RISE": 1, "FALL": -1, "DOWN": -1, "A_FALL": -1, "LOSS": -1,
              "MORE": 1, "LESS": -1}  # fmt: skip
MAX_ATOMS = 60
"""Atoms of a template."""
MAX_GAPS = 3
"""Gaps in a template, and asides and ends of sentences: every one multiplies the ways in which it may match."""
MAX_LISTS = 2
"""Lists in a template, for the same reason."""
MAX_DEPTH = 3
"""Optional parts within one another."""

_TYPE_BITS = {
    "count": "COUNT!",
    "percent": "PERCENT!",
    "factor": "FACTOR!",
    "time": "TIME!",
    "date": "DATE!",
    "weekday": "WEEKDAY!",
}
_CHOICE = re.compile(r"\{([A-Z_]+(?:\|[A-Z_]+)+)\}")
_SLOT = re.compile(r"([a-z][a-z0-9_]*)(!|,\.\.\.)?(?::([A-Z_]+))?")
_SIGNS = frozenset(",()/:;.-–—!?\"'“”‘’%^&+")
_SHOWN = 120  # characters of a faulty template
_COUNTED = ("amount", "count")  # roles whose figures have nouns


class TemplateError(ValueError):
    """A template that cannot be compiled; str() says what is wrong and what to write instead."""


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


@define(eq=False)
class _Draft:
    """A template in the making.

    roles: those it names; certain: those of them that it always fills; needs: the classes without which it cannot
    match; least: the figures that it takes; spread: the role for one figure that is stated as a list; depth: the
    optional parts that are open; gaps, asides: how many it has; gapped: whether a gap has just begun;
    run: the words that stood last.
    """

    kind: Kind
    lexicon: Lexicon
    roles: dict[str, Role] = field(factory=dict)
    certain: set[str] = field(factory=set)
    nouns: dict[str, str] = field(factory=dict)
    needs: set[str] = field(factory=set)
    direction: int = 0
    least: int = 0
    spread: str = ""
    depth: int = 0
    gaps: int = 0
    asides: int = 0
    gapped: bool = False
    run: list[str] = field(factory=list)

    def add(self, name: str, mark: str, word: str, sign: str) -> None:
        """Takes one atom, of which three parts are empty. Raises TemplateError."""
        self.run = [*self.run, word.lower()] if word else []
        if mark:
            self._mark(mark)
        elif word:
            self._word(word.lower())
        elif sign:
            self._sign(sign)
        elif name.isupper():
            self._class(name)
        else:
            self._slot(name)

    def _need(self, name: str) -> None:
        if not self.depth:
            self.needs.add(name)
            self.gapped = False

    def _word(self, word: str) -> None:
        self._need("=" + word)
        for at, (first, second) in enumerate(itertools.pairwise(self.run)):
            for rest, char in self.lexicon.cues.get(first, {}).get(second, ()):
                if rest == self.run[at + 1 :]:
                    classes = ", ".join(f"{{{name}}}" for name in sorted(self.lexicon.classes_of(char)))
                    raise TemplateError(f"`{' '.join(self.run[at:])}` is one word of the lexicon; write {classes}")

    def _mark(self, mark: str) -> None:
        if mark == "[":
            self.depth += 1
        elif mark in "#*":
            self.least += not self.depth
            self._need("COUNT!" if mark == "#" else "")
        elif mark in ("...", "//", "~"):
            self.gaps += mark == "..."
            self.asides += mark != "..."
            if mark == "..." and self.gapped:
                raise TemplateError("two gaps stand in a row; write one, or a word between them that is always there")
            self.gapped = mark == "..." or self.gapped and mark == "~"
        elif not self.depth:
            raise TemplateError("`]` and `|` stand in an optional part alone; write [ and ] in pairs, as [or|by]")
        elif mark == "]":
            self.depth -= 1
        if self.depth > MAX_DEPTH:
            raise TemplateError(f"optional parts are nested more than {MAX_DEPTH} deep; write several phrasings")

    def _sign(self, sign: str) -> None:
        if sign in "{}":
            raise TemplateError("a brace is not paired; write a role as {role}")
        if sign.isdecimal():
            raise TemplateError(f"`{sign}` is a figure; write {{role}} for it, or # if it plays none")
        if sign not in _SIGNS:
            raise TemplateError(f"the sign `{sign}` cannot stand in a phrasing; make it a word of a class")
        self._need("PERCENT!" if sign == "%" else QUOTES.get(sign, sign))

    def _class(self, name: str) -> None:
        self._known(name)
        self.direction = self.direction or DIRECTIONS.get(name, 0)
        self._need(name)

    def _known(self, name: str) -> None:
        if name not in self.lexicon.chars or "!" in name:
            raise TemplateError(f"class {{{name}}} is not in the lexicon; add it there or use one that is")

    def _slot(self, slot: str) -> None:
        parts = _SLOT.fullmatch(slot)
        names = [role.name for role in self.kind.roles]
        if parts is None or parts[1] not in names:
            raise TemplateError(f"{{{slot}}} is no role of {self.kind.name}; its roles are {', '.join(names)}")
        name, mark, noun = parts.groups()
        role = self.kind.roles[names.index(name)]
        listed = mark == ",..."
        if name in self.roles:
            raise TemplateError(f"role {{{name}}} stands twice; name each role once")
        if role.list and not listed:
            raise TemplateError(f"{{{slot}}} is a list; write {{{name},...}}")
        if listed and role.type == "name":
            raise TemplateError(f"{{{slot}}} is no list; write {{{name}}}")
        if listed and not role.list:
            if self.spread:
                raise TemplateError(f"{{{self.spread}}} and {{{name}}} hold one figure each; list one of them only")
            self.spread = name
        if noun:
            self._known(noun)
            if role.type not in _COUNTED:
                raise TemplateError(f"{{{slot}}} has no noun; write {{{name}}}")
            self.nouns[name] = noun
        self.roles[name] = role if role.list == listed else evolve(role, list=listed)
        if self.depth:
            return
        self.certain.add(name)
        if role.type in ROLE_TYPES:
            self.least += 1 + listed
        self._need(_TYPE_BITS.get(role.type, ""))

    def check(self) -> None:
        """Raises TemplateError if the whole of it can make no claim of its kind."""
        if self.depth:
            raise TemplateError("an optional part is not closed; write [ and ] in pairs")
        if max(self.gaps, self.asides) > MAX_GAPS:
            raise TemplateError(f"it has more than {MAX_GAPS} of `...`, or of `~` and `//`; stay closer to the words")
        if sum(role.list for role in self.roles.values()) > MAX_LISTS:
            raise TemplateError(f"it has more than {MAX_LISTS} lists; write a phrasing for each two")
        for role in self.kind.roles:
            if not role.optional and role.name not in self.certain:
                where = "may be missing" if role.name in self.roles else "is missing"
                raise TemplateError(f"{{{role.name}}} {where}; write it, or make it `optional: true` in the kind")
        if not self.certain:
            raise TemplateError("no role is certain to be filled; write one outside of [ and ]")
        if len(self.roles) < self.kind.needs:
            raise TemplateError(f"{self.kind.name} needs {self.kind.needs} roles; write more than {len(self.roles)}")


def _template(phrasing: Phrasing, source: str, kind: Kind, lexicon: Lexicon, compiler: Compiler) -> Template:
    """One template, with the bits of the classes, signs and types of figures without which it cannot match."""
    draft = _Draft(kind, lexicon)
    atoms = ATOM.findall(source)
    if len(atoms) > MAX_ATOMS:
        raise TemplateError(f"it is made of more than {MAX_ATOMS} parts; write a shorter one")
    for atom in atoms:
        draft.add(*atom)
    draft.check()
    held = sum(1 << lexicon.bits[name] for name in draft.needs if name in lexicon.bits)
    roles = tuple(draft.roles.values())
    make = partial(compiler.regex, source, roles)
    return Template(phrasing, source, roles, draft.direction, held, draft.least, make, draft.nouns)


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
            templates.append([_template(phrasing, one, kind, lexicon, compiler) for one in variants(phrasing.template)])
        except TemplateError as error:
            faults.append(f"{phrasing.path}:{phrasing.line}: `{_cut(phrasing.template)}`: {error}")
    if faults:
        raise PackError("\n".join(faults))
    return tuple(itertools.chain.from_iterable(templates))


def _cut(template: str) -> str:
    return template if len(template) <= _SHOWN else template[:_SHOWN] + "…"
