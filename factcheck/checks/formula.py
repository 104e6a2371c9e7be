"""A law's source in, a Law out: the tokens and the grammar of `require`, and how a law is tested and solved.

    law        = branch {"or" branch}
    branch     = compared {"and" compared} | "agree(" sum ")" | "whole_number(" sum ")"
    compared   = sum comparison sum
    comparison = "==" | "!=" | "<" | "<=" | ">" | ">="
    sum        = product {("+" | "-") product}
    product    = factor {("*" | "/") factor}
    factor     = "-" factor | number | role | call | "(" sum ")"
    call       = "sum(" sum ")" | "len(" role ")" | "weekday(" role ")" | ("years(" | "days(") role "," role ")"

Nothing else is part of it, so that no rule file can run code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from attrs import field, frozen

from factcheck import numerals
from factcheck.checks.branches import Agreement, Branch, Comparison, Joint, Wholeness
from factcheck.checks.expressions import (
    STRENGTH,
    Box,
    CalendarCall,
    Constant,
    Expression,
    Length,
    Name,
    Negation,
    Operation,
    Sum,
    Unsolvable,
)
from factcheck.interval import Interval, Undecided
from factcheck.records import NAMES, Kind, Quantity, Role

COMPARISONS = ("==", "!=", "<=", ">=", "<", ">")
JOINTS = ("or", "and")
FUNCTIONS = ("sum", "len", "agree", "years", "days", "weekday", "whole_number")
MAX_PARTS = 200
"""Names, numbers and signs of a law: what is longer says several things, and would go too deep."""
MAX_DIGITS = 18
"""Characters of a number in a law."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>[=!<>]=|\*\*|[-+*/(),<>])|(?P<other>\S))"
)
_OVER_LISTS, _OF_DATES = ("sum", "agree"), ("years", "days", "weekday")
_REWRITE = "write it once, as in `a / b - 1` for `(a - b) / b`"


class FormulaError(ValueError):
    """A law that cannot be read; `column` counts its characters from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@frozen
class Law:
    """A parsed law: it holds if one of its branches does; `roles` are all that it names."""

    source: str
    branches: tuple[Branch, ...]
    roles: frozenset[str]
    calendar: bool = field(init=False)

    @property
    def divides(self) -> bool:
        """Whether it has a quotient, in which a figure without an end hides a factor of any size."""
        return "/" in self.source

    @calendar.default
    def _calendar(self) -> bool:
        return any(branch.calls for branch in self.branches)

    def applicable(self, figures: Mapping[str, tuple[Quantity, ...]]) -> tuple[Branch, ...]:
        """The branches whose units fit the figures: all of them unless they speak of the calendar."""
        if not self.calendar:
            return self.branches
        return tuple(branch for branch in self.branches if branch.fits(figures))

    def holds(self, box: Box, figures: Mapping[str, tuple[Quantity, ...]]) -> bool:
        """Whether some values in the box fulfil the law.

        Raises Undecided if no branch fits ("not-comparable"), or if none holds and one cannot be worked out.
        """
        branches = self.applicable(figures)
        if not branches:
            raise Undecided("not-comparable")
        unknown: Undecided | None = None
        for branch in branches:
            try:
                if branch.holds(branch.boxed(box, figures) if branch.calls else box):
                    return True
            except Undecided as reason:
                unknown = reason
        if unknown:
            raise unknown
        return False

    def solve(self, role: str, member: int, box: Box, figures: Mapping[str, tuple[Quantity, ...]]) -> Interval | None:
        """What a member of a role may be worth if the law is to hold, given all else; None if the law cannot say."""
        for branch in self.applicable(figures):
            if role not in branch.roles:
                continue
            try:
                return branch.solve(role, member, box, figures)
            except (Unsolvable, Undecided):
                continue
        return None


def parse(source: str, kind: Kind | None = None) -> Law:
    """The law that a formula states; with a kind, one that its roles fit: lists in sum, len and agree, dates in the
    calendar's functions. Raises FormulaError with the column of the first fault.
    """
    return _Parser(source, kind.roles if kind else ()).law()


@frozen
class _Token:
    kind: str
    text: str
    column: int


def _tokens(source: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup or "other"
        text, column = match[kind], match.start(kind) + 1
        if text == "**":
            raise FormulaError("`**` is not part of the language; write a product", column)
        if kind == "number" and len(text) > MAX_DIGITS:
            raise FormulaError(f"a number has more than {MAX_DIGITS} characters; write a shorter one", column)
        if kind == "other":
            hint = "; equality is `==`" if text == "=" else ""
            raise FormulaError(f"`{text}` is not part of the language{hint}", column)
        yield _Token(text if text in JOINTS else kind, text, column)


class _Parser:
    """Recursive descent for comparisons and calls, precedence climbing for + - * /."""

    def __init__(self, source: str, roles: Iterable[Role]) -> None:
        self._source = source
        self._tokens = list(islice(_tokens(source), MAX_PARTS + 1))
        if len(self._tokens) > MAX_PARTS:
            where = self._tokens[-1].column
            raise FormulaError(f"the law has more than {MAX_PARTS} parts; write several rules", where)
        self._tokens.append(_Token("end", "", len(source.rstrip()) + 1))
        self._roles = {role.name: role for role in roles}
        self._at = 0
        self._seen: set[str] = set()
        self._within = ""

    def law(self) -> Law:
        branches = [self._branch()]
        while self._accept("or"):
            branches.append(self._branch())
        if self._now.kind != "end":
            raise self._fault(f"`{self._now.text}` does not continue the law; comparisons are joined by `or` and `and`")
        roles = frozenset().union(*(branch.roles for branch in branches))
        return Law(self._source, tuple(branches), roles)

    # -- tokens --------------------------------------------------------------------------------------------------------

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _accept(self, *texts: str) -> _Token | None:
        token = self._now
        if token.kind != "end" and token.text in texts:
            self._at += 1
            return token
        return None

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            where = f"before `{self._now.text}`" if self._now.text else "at the end"
            raise self._fault(f"`{text}` is expected {where}")

    def _fault(self, message: str, token: _Token | None = None) -> FormulaError:
        return FormulaError(message, (token or self._now).column)

    # -- grammar -------------------------------------------------------------------------------------------------------

    def _branch(self) -> Branch:
        self._seen = set()
        first = self._now
        if first.text in ("agree", "whole_number") and self._tokens[self._at + 1].text == "(":
            self._at += 1
            if first.text == "agree":
                return Agreement(self._argument("agree"))
            self._expect("(")
            operand = self._sum()
            self._expect(")")
            return self._with_roles(Wholeness(operand), first)
        compared = [self._compared(first)]
        while joint := self._accept("and"):
            self._seen = set()
            compared.append(self._compared(self._now))
            if any(one.calls for one in compared):
                raise self._fault("`and` cannot join laws of the calendar; write two rules", joint)
        return compared[0] if len(compared) == 1 else Joint(tuple(compared))

    def _compared(self, first: _Token) -> Comparison:
        left = self._sum()
        operator = self._accept(*COMPARISONS)
        if operator is None:
            raise self._fault("a comparison is missing: a law says what equals what, as in `total == sum(parts)`")
        compared = Comparison(operator.text, left, self._sum())
        again = self._accept(*COMPARISONS)
        if again is not None:
            raise self._fault("one comparison a branch: join two laws as two rules, or by `or` or `and`", again)
        self._with_roles(compared, first)
        return compared

    def _with_roles(self, branch: Branch, first: _Token) -> Branch:
        if not branch.roles:
            raise self._fault("it names no role, so that it says nothing of a text", first)
        return branch

    def _sum(self, strength: int = 1) -> Expression:
        left = self._factor()
        while STRENGTH.get(self._now.text, 0) >= strength:
            operator = self._now.text
            self._at += 1
            divisor = self._now
            right = self._sum(STRENGTH[operator] + 1)
            if operator == "/" and right == Constant(0):
                raise self._fault("nothing can be divided by 0", divisor)
            left = Operation(operator, left, right)
        return left

    def _factor(self) -> Expression:
        token = self._now
        if self._accept("-"):
            return Negation(self._factor())
        if self._accept("("):
            inside = self._sum()
            self._expect(")")
            return inside
        self._at += token.kind != "end"
        if token.kind == "number":
            return Constant(numerals.normal(Fraction(token.text)))
        if token.kind == "name" and self._now.text == "(":
            return self._call(token)
        if token.kind == "name":
            return Name(self._role(token))
        found = f", not `{token.text}`" if token.text else " at the end"
        raise self._fault(f"a number, a role or `(` is expected{found}", token)

    def _role(self, token: _Token) -> str:
        if token.kind != "name":
            raise self._fault(f"a role is expected, not `{token.text}`", token)
        if token.text in self._seen:
            raise self._fault(f"role `{token.text}` occurs twice, which makes its range too wide; {_REWRITE}", token)
        self._seen.add(token.text)
        misfit = _misfit(self._roles.get(token.text), self._within)
        if misfit:
            raise self._fault(misfit, token)
        return token.text

    def _call(self, token: _Token) -> Expression:
        if self._within and token.text in FUNCTIONS:
            raise self._fault(f"`{token.text}(…)` cannot stand inside `{self._within}(…)`", token)
        match token.text:
            case "sum":
                return Sum(self._argument("sum"))
            case "len":
                return Length(self._names(1, token)[0])
            case "weekday":
                return CalendarCall("weekday", self._names(1, token))
            case "years" | "days":
                return CalendarCall(token.text, self._names(2, token))
            case "agree" | "whole_number":
                raise self._fault(f"`{token.text}(…)` is a branch of its own; it has no value to compare", token)
        raise self._fault(f"`{token.text}` is no function; there are {', '.join(FUNCTIONS)}", token)

    def _argument(self, function: str) -> Expression:
        """The expression over lists in the parentheses of sum or agree."""
        self._within = function
        self._expect("(")
        start = self._now
        argument = self._sum()
        self._expect(")")
        self._within = ""
        if not argument.roles:
            raise self._fault(f"`{function}(…)` needs a list role", start)
        return argument

    def _names(self, count: int, function: _Token) -> tuple[str, ...]:
        """The roles in the parentheses of a function that takes nothing else."""
        self._expect("(")
        self._within = function.text
        names = []
        for position in range(count):
            if position:
                self._expect(",")
            token = self._now
            self._at += token.kind != "end"
            names.append(self._role(token))
        if not self._accept(")"):
            raise self._fault(f"`{function.text}` takes {count} role{'s' if count > 1 else ''} and nothing else")
        self._within = ""
        return tuple(names)


def _misfit(role: Role | None, function: str) -> str:
    """Why a role cannot stand in a function, or outside of all ("" if it can)."""
    if role is None:
        return ""
    name = f"`{role.name}`"
    if function in _OF_DATES:
        return "" if role.type == "date" else f"`{function}` wants dates, and {name} is of type {role.type}"
    if function == "len":
        return "" if role.list else f"`len` counts a list, and {name} is none; give the role `list: true`"
    if role.type in NAMES:
        hint = f"; write len({role.name}) for how many there are" if role.list else ""
        return f"{name} has no value to compute with{hint}"
    if role.type == "date":
        return f"{name} is a date; write days(…) or years(…) of two dates"
    if function in _OVER_LISTS:
        return "" if role.list else f"`{function}` wants a list, and {name} is none; give the role `list: true`"
    return f"{name} is a list; write sum({role.name}) or len({role.name})" if role.list else ""
