"""Atoms of a template in, the text of a regular expression over shapes out.

Every gap is bounded and no atom can match the empty string in a loop, so that matching is linear in the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from factcheck.language.lexicon import AMOUNTS, BULLET, DASH, LABELS, QUOTES
from factcheck.records import Phrasing, Role

ATOM = re.compile(r"\{([^{}]*)\}|(\.\.\.|//|[\[\]|~#])|([^\W\d_][\w'’-]*)|(\S)")
"""An atom of a template: what stands in braces, a mark, a word, or a sign."""
ROLE_TYPES = {"amount": AMOUNTS, "count": "CQ", "measure": "U", "percent": "P", "factor": "F", "time": "T",
              "date": "DY", "weekday": "K"}  # fmt: skip
"""Type of a role to the figures that fill it; an item or a name is made of words."""
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
        for atom in ATOM.finditer(source):
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
