"""Atoms of a template in, the text of a regular expression over coarse shapes out.

Every gap is bounded and no atom can match the empty string in a loop, so that matching is linear in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from factcheck.language.coarse import Coarse, Extent
from factcheck.language.lexicon import AMOUNTS, BULLET, DASH, LABELS, QUOTES
from factcheck.language.templates import LONGEST_LIST, ROLE_TYPES
from factcheck.records import Phrasing, Role

ATOM = re.compile(r"\{([^{}]*)\}|(\.\.\.|//|[\[\]|~#*])|([^\W\d_][\w'’-]*)|(\S)")
"""An atom of a template: what stands in braces, a mark, a word, or a sign."""

_SENTENCE_ENDS = ".!?"
_CLAUSE_STARTS = f".!?;:,{DASH}(\"'"
_CLOSING = "\"')"
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
_LIST_STOPS = ("INCLUDING", "COMPARED", "COMPRISING", "OF_THESE", "AMOUNTING", "TOTAL", "MAKING", "BUT")

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

EXTENTS: tuple[Extent, ...] = (
    (f"{_BLOCKS}F{_SENTENCE_ENDS},;:(){BULLET}/|{DASH}", _HARD),
    (f"{_BLOCKS}H{_SENTENCE_ENDS};:(){BULLET}", _CLAUSE_BREAKS),
    (f"{AMOUNTS}{_SENTENCE_ENDS},;:(){BULLET}", ("AND", *_LIST_STOPS)),
    (f"{AMOUNTS}{_SENTENCE_ENDS},;:(){BULLET}{DASH}", ("AND",)),
)
"""What ends the rest of a figure's phrase, a gap, a member of a list of figures, and an item."""


def named(phrasings: Iterable[Phrasing]) -> dict[str, None]:
    """The classes that templates and their gaps name, a literal word as the class `=word`."""
    names = dict.fromkeys(_CLASSES)
    for phrasing in phrasings:
        for name, _, word, _ in ATOM.findall(phrasing.template):
            if word:
                names["=" + word.lower()] = None
            elif name.isupper():
                names.update(dict.fromkeys(name.split("|")))
    return names


class Compiler:
    """Turns the atoms of templates into the text of regular expressions over coarse shapes."""

    def __init__(self, coarse: Coarse) -> None:
        self._coarse = coarse
        self._known: dict[tuple[str, ...], str] = {}
        self._open, self._close = self._any_of("("), self._any_of(")")
        self._soft, self._gap, self._in_list, self._in_item = (self._none_of(chars, *names) for chars, names in EXTENTS)
        self._det = self._any_of("", "DET", "HEDGE", "ONLY", "PRIOR")
        self._names = self._any_of("", "NAME") + self._any_of(LABELS, "PLAIN", "CAPITAL", "OF") + "{0,5}"
        self._word = self._any_of("", "PLAIN")
        self._and = self._any_of("", "AND")
        including = self._any_of("", "INCLUDING", "COMPRISING")
        rest = self._none_of(f"{_SENTENCE_ENDS};:()")
        self._aside = f"(?:{self._bracketed(60)}|{self._any_of(',')}?{including}{rest}{{1,25}}?)?"
        self._stop = self._any_of(_SENTENCE_ENDS)
        self._start = f"(?<!{self._none_of(_CLAUSE_STARTS)})"

    def _any_of(self, chars: str, *names: str) -> str:
        """What matches one of some characters of a shape or one of some classes."""
        known = self._known.get((chars, *names))
        if known is None:
            runs = self._coarse.runs(self._coarse.codes(chars, *names))
            known = self._known[(chars, *names)] = self._set(runs) if runs else f"[{_NOTHING}]"
        return known

    def _none_of(self, chars: str, *names: str) -> str:
        """What matches all other characters."""
        return self._set(self._coarse.runs(self._coarse.codes(chars, *names)), "^")

    def _set(self, runs: Iterable[tuple[str, str]], sign: str = "") -> str:
        return f"[{sign}{''.join(first if first == last else f'{first}-{last}' for first, last in runs)}]"

    def _bracketed(self, most: int, outside: str = "().") -> str:
        """A parenthesis of so many characters at most."""
        return f"{self._open}{self._none_of(outside)}{{1,{most}}}{self._close}"

    def regex(self, source: str, roles: Iterable[Role]) -> re.Pattern[str]:
        """The regular expression for a template with some roles, each a group in the order in which they stand."""
        return re.compile(self.pattern(source, roles))

    def pattern(self, source: str, roles: Iterable[Role]) -> str:
        """The text of the regular expression."""
        by_name = {role.name: role for role in roles}
        out: list[str] = []
        for atom in ATOM.finditer(source):
            name, mark, word, sign = atom.groups()
            if name is not None:
                out.append(self._slot(name, by_name, first=not out))
            elif mark == "...":
                out.append(self._gap + "{0,12}?")
            elif mark == "//":
                out.append(f"{self._none_of(_SENTENCE_ENDS)}{{0,60}}?{self._stop}{self._any_of(_CLOSING)}?")
            elif mark == "~":
                out.append(self._aside)
            elif mark == "#":
                out.append(self._any_of("CQ"))
            elif mark == "*":
                out.append(f"(?:{self._det}{{0,4}}?{self._any_of(AMOUNTS)}{self._soft}{{0,9}}?)")
            elif sign == "%":
                out.append(self._any_of("P"))
            elif sign == "^":
                out.append(self._start)
            elif mark == "|":
                out.append("|")
            elif mark == "[":
                out.append("(?:")
            elif mark == "]":
                out.append(")?")
            elif word:
                out.append(self._any_of("", "=" + word.lower()))
            else:
                out.append(self._any_of(QUOTES.get(sign, sign)))
        return "".join(out)

    def _slot(self, name: str, roles: Mapping[str, Role], first: bool) -> str:
        slot = name.partition(":")[0]
        role = roles.get(slot.partition(",")[0].removesuffix("!"))
        if role:
            return self._list(role, first) if role.list else self._role(role, slot.endswith("!"), first)
        return f"{self._any_of('', name)}{self._word}{{0,2}}?"

    def _role(self, role: Role, tight: bool, first: bool) -> str:
        """A figure with hedges before it and, unless tight, the rest of its phrase: "of rice", "(about $3m)".

        Where a template begins with it, a search leaps from figure to figure, as no hedge can stand before.
        """
        if role.type == "name":
            return f"(?P<{role.name}>{self._any_of('', 'NAME', 'CAPITAL', 'ADMIN')}{{1,8}})"
        figure = f"(?P<{role.name}>{self._any_of(ROLE_TYPES[role.type])})"
        led = figure if first else f"{self._det}{{0,4}}?{figure}"
        if tight:
            return f"(?:{led})"
        return f"(?:{led}{self._soft}{{0,9}}?(?:{self._bracketed(8)}{self._soft}{{0,6}}?)??)"

    def _list(self, role: Role, first: bool) -> str:
        """Two or more members, by commas, semicolons, "and" or bullets; a template starts with a list of names only."""
        if role.type == "item":
            text = self._names if first else self._in_item + "{1,14}"
            return self._joined(role.name, f"{text}(?:{self._bracketed(20)})?")
        inner_and = f"(?:{self._and}{self._in_list}{{1,5}}(?={self._any_of(',;)')}))?"
        aside = f"(?:{self._bracketed(60, '()')}{self._in_list}{{0,4}})?"
        tail = f"{self._any_of('', 'OF_THESE')}?{self._in_list}{{0,9}}{inner_and}{aside}"
        # "trade and transport 12%"
        shared = f"(?:{self._in_list}{{1,4}}{self._and})?" if role.type == "percent" else ""
        member = f"{shared}{self._in_list}{{0,9}}?{self._any_of(ROLE_TYPES[role.type])}{tail}"
        return self._joined(role.name, member)

    def _joined(self, name: str, member: str) -> str:
        """Members in a row, or all of a paragraph's bullets."""
        bullet, comma = self._any_of(BULLET) + self._any_of("-"), self._any_of(",;")
        bulleted = f"{bullet}{member}{comma}?(?:{bullet}{member}{self._any_of(',;.')}?){{1,{LONGEST_LIST}}}\\Z"
        return f"(?P<{name}>{bulleted}|{member}(?:(?:{comma}?{self._and}|{comma}){member}){{1,{LONGEST_LIST}}})"
