"""Templates, compiled; the matches that they find in a paragraph out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from attrs import define, field, frozen

from factcheck.language.lexicon import AMOUNTS
from factcheck.records import Phrasing, Role

ROLE_TYPES = {"amount": AMOUNTS, "count": "CQ", "quantity": "CQU", "measure": "U", "percent": "P", "factor": "F",
              "time": "T", "date": "DY", "weekday": "K"}  # fmt: skip
"""Type of a role to the figures that fill it; an item or a name is made of words."""
LONGEST_LIST = 60
"""Members that a list is read for behind its first; what is longer is no list of a sentence."""


@frozen(eq=False)
class Match:
    """A phrasing found in a paragraph. roles: role to character positions; `extent`: its span in the shape."""

    phrasing: Phrasing
    roles: Mapping[str, tuple[int, ...]]
    spans: Mapping[str, tuple[int, int]]
    extent: tuple[int, int]
    direction: int
    nouns: Mapping[str, str]


@define(eq=False, slots=False)
class Template:
    """One compiled template.

    needs: class bits that a paragraph must hold for it to match at all; least: how many figures; make: what makes its
    regular expression.
    """

    phrasing: Phrasing
    source: str
    roles: tuple[Role, ...]
    direction: int
    needs: int
    least: int
    make: Callable[[], re.Pattern[str]] = field(repr=False)
    nouns: Mapping[str, str] = field(factory=dict)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Made when a paragraph first needs it."""
        return self.make()

    def matches(self, shape: str, coarse: str, found: re.Match[str] | None) -> Iterator[Match]:
        """Every match in a shape, of which `coarse` is the coarse one, from the first one on, overlapping ones, too.

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
            found = self.regex.search(coarse, max(first, found.start()) + 1)


def _members(shape: str, start: int, stop: int, role: Role) -> Iterator[int]:
    """The positions of the figures of a list, those in parentheses inside it left out."""
    depth = 0
    allowed = ROLE_TYPES.get(role.type, "")
    for position in range(start, stop):
        char = shape[position]
        depth += (char == "(") - (char == ")")
        if not depth and char in allowed:
            yield position
