"""A law in, a pandera check out that puts it to every row of a data frame; needs the extra `[data]`.

    import pandera.polars as pa
    from factcheck.pandera import law

    pa.DataFrameSchema({...}, checks=[law("part / whole == percent / 100", percent="share")])

Numbers stand for all that round to them, as in texts: those of a column with decimals for what rounds to its last
place, whole numbers for themselves. A row in which a value is missing holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandera.polars as pa
import polars as pl

from factcheck import packs
from factcheck.checks import Laws
from factcheck.packs.idle import roles as named_roles
from factcheck.records import Claim, Kind, Pack, Quantity, Role, Rule, Severity, Verdict

_SUMMED = re.compile(r"\b(?:sum|len|agree)\s*\(\s*([a-z][a-z0-9_]*)")
Columns = str | Sequence[str]


def law(
    require: str, *, strict: bool = False, decimals: Mapping[str, int] | None = None, **columns: Columns
) -> pa.Check:
    """A check of data frames, of polars and pandas, that a law holds in every row.

    require: a formula as in the rules (docs/rules.md), or the id of a built-in rule. columns: role to the column that
    fills it, or to the columns of a list, as in `sum(parts)`; a role that is not named is a column of its own name.
    decimals: of columns, where their values don't tell. strict: whether figures that were cut off break the law. Raises
    PackError for what is no law, and ValueError for the role of a column that the law has not.
    """
    rule, kind = _rule(require)
    laws = Laws(Pack({kind.name: kind}, (rule,), {}, ()))
    roles = {role.name: role for role in kind.roles if role.name in named_roles(rule.require)}
    unknown = [name for name in columns if name not in roles]
    if unknown:
        raise ValueError(f"the law {rule.require!r} has no {unknown[0]!r}; its roles are {', '.join(roles)}")
    named = {name: _listed(columns.get(name, name)) for name in roles}
    faulty = {Verdict.INCONSISTENT, Verdict.MISROUNDED} if strict else {Verdict.INCONSISTENT}
    given = dict(decimals or {})

    def holds(data: Any) -> Any:
        frame = data.lazyframe.collect() if hasattr(data, "lazyframe") else data
        needed = [column for some in named.values() for column in some]
        rows = [dict(zip(needed, row, strict=True)) for row in _rows(frame, needed)]
        places = {column: given.get(column, _decimals(row[column] for row in rows)) for column in needed}
        found = [_holds(laws, kind, named, row, places, faulty) for row in rows]
        if hasattr(data, "lazyframe"):
            return pl.LazyFrame({"holds": found}, schema={"holds": pl.Boolean})
        return type(frame[needed[0]])(found, index=frame.index)

    return pa.Check(holds, name=rule.id if rule.id != kind.name else rule.require, error=f"not so: {rule.require}")


def _rule(require: str) -> tuple[Rule, Kind]:
    """The built-in rule of an id, or one with a law of one's own, and its kind."""
    built_in = packs.load()
    known = next((rule for rule in built_in.rules if rule.id == require), None)
    if known is not None:
        return known, built_in.kinds[known.claim]
    lists = set(_SUMMED.findall(require))
    kind = Kind("law", tuple(Role(name, "amount", name in lists) for name in named_roles(require)))
    return Rule(kind.name, kind.name, require, Severity.ERROR, "", "", "", {}), kind


def _listed(columns: Columns) -> tuple[str, ...]:
    return (columns,) if isinstance(columns, str) else tuple(columns)


def _rows(frame: Any, columns: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    """The rows of some columns of a frame of polars or pandas."""
    chosen = frame[list(columns)]
    if hasattr(chosen, "iter_rows"):
        return list(chosen.iter_rows())
    return list(chosen.astype(object).where(chosen.notna(), None).itertuples(index=False, name=None))


def _decimals(values: Iterable[Any]) -> int:
    """How many decimals the values of a column have at most; -1 if all are whole numbers by their type."""
    told = [value for value in values if value is not None]
    if all(isinstance(value, int) or not hasattr(value, "is_integer") and _is_whole(value) for value in told):
        return -1
    return max(max(0, -int(Decimal(str(value)).as_tuple().exponent)) for value in told)


def _is_whole(value: Any) -> bool:
    return "." not in str(value)


def _holds(
    laws: Laws,
    kind: Kind,
    named: Mapping[str, tuple[str, ...]],
    row: Mapping[str, Any],
    places: Mapping[str, int],
    faulty: set[Verdict],
) -> bool:
    if any(value is None for value in row.values()):
        return True
    at = 0
    roles: dict[str, tuple[Quantity, ...]] = {}
    for role, columns in named.items():
        figures = []
        for column in columns:
            figures.append(_figure(row[column], places[column], at))
            at += 1
        roles[role] = tuple(figures)
    checks = list(laws.judge(Claim(kind.name, roles, "", 0, at)))
    return not any(check.verdict in faulty for check in checks)


def _figure(value: Any, decimals: int, at: int) -> Quantity:
    """A value as a figure that is written with so many decimals; a whole number, -1, is exact."""
    exact = Fraction(str(value))
    number = exact.numerator if exact.denominator == 1 else exact
    if decimals < 0:
        return Quantity(str(value), at, at + 1, number, type="count", exact=True)
    place = 1 if decimals == 0 else Fraction(1, 10**decimals)
    return Quantity(f"{float(exact):.{decimals}f}", at, at + 1, number, place, place, "measure")
