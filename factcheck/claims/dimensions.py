"""The figures of a claim in, their dimensions out: what each measures, what bare numbers take over from others."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from attrs import evolve

from factcheck import numerals, units
from factcheck.claims.places import Places
from factcheck.claims.wording import Roles, Unbound
from factcheck.records import Kind, Quantity

_JOINT = re.compile(r"\s*(?:[,;/–-]|\w{2,3}|, \w{2,3})\s*")  # "from 2.5 to 2.75 million", "5, 10 and 15 hectares"
_HUNDRED = 100


def dimension(figure: Quantity) -> str:
    """What a figure measures: figures are comparable only if it is the same; "" is a bare number, which fits any."""
    if figure.type == "number":
        return ""
    if figure.type in ("money", "measure", "time"):
        return f"{figure.type}:{figure.unit}"
    return figure.type


def inherit(kind: Kind, roles: Roles, places: Places) -> Roles:
    """The roles with bare numbers given their neighbours' type and unit. Raises Unbound if dimensions differ."""
    result = dict(roles)
    for group in kind.same:
        members = [figure for name in group for figure in roles.get(name, ())]
        found = {dimension(figure) for figure in members} - {""}
        if "point" in found and "percent" in found:
            found.discard("point")
        if len(found) > 1 and not in_several_units(members):
            raise Unbound(f"its figures measure different things ({', '.join(sorted(found))})")
        if not found or found == {"count"}:
            continue
        _check_ellipsis(members, places)
        model = next(figure for figure in members if dimension(figure) in found)
        for name in group:
            if name in roles:
                result[name] = tuple(
                    evolve(figure, type=model.type, unit=model.unit) if figure.type == "number" else figure
                    for figure in roles[name]
                )
    return result


def in_several_units(figures: list[Quantity]) -> bool:
    """Whether figures measure one thing in different units, each with a unit of its own; no cents of millions."""
    names = {figure.unit for figure in figures}
    if len(names) < 2:
        return False
    types = {figure.type for figure in figures}
    if types == {"money"} and any(_magnitude(figure) > 1 for figure in figures):
        return False
    return len(types) == 1 and types <= units.CONVERTIBLE and units.comparable(names)


def _coordinated(figures: list[Quantity], places: Places) -> bool:
    """Whether figures stand in one row up to the first with a unit, with no more than a joining word between."""
    for figure, other in itertools.pairwise(figures):
        if not _JOINT.fullmatch(places.between(figure, other)):
            return False
        if other.type != "number":
            return True
    return False


def _check_ellipsis(members: list[Quantity], places: Places) -> None:
    """A bare figure takes its unit from a typed one before it, or right behind it ("from 2.5 to 2.75 million dlrs")."""
    ordered = sorted(members, key=lambda figure: figure.start)
    for index, figure in enumerate(ordered):
        if figure.type != "number":
            continue
        before = [other for other in ordered[:index] if other.type != "number"]
        after = next((other for other in ordered[index:] if other.type != "number"), None)
        if not before and (after is None or not _coordinated(ordered[index:], places)):
            raise Unbound(f"“{figure.text}” has no unit of its own, nor one to take over")
        if {"percent", "time"} & {other.type for other in (*before, after) if other} and figure.value > _HUNDRED:
            raise Unbound(f"“{figure.text}” may have another unit than its neighbour")


def _magnitude(figure: Quantity) -> int:
    """The factor that a figure's magnitude words stand for: a million for "1.5 million", 1 for "1,500"."""
    decimals = figure.shown.partition(".")[2]
    digits = len(decimals) - len(decimals.lstrip("0123456789"))
    if digits and figure.place == 1:  # the full stop groups thousands
        return 1
    scale = figure.place * 10**digits
    return int(scale) if scale >= 1000 else 1


def rescaled(kind: Kind, roles: Roles) -> Roles | None:
    """The reading, if any, in which bare numbers take their neighbours' magnitude ("to 2.5 from 2.75 mln")."""
    result = dict(roles)
    changed = False
    for group in kind.same:
        members = [figure for name in group for figure in roles.get(name, ())]
        scales = {_magnitude(figure) for figure in members} - {1}
        if len(scales) != 1 or len(members) < 2:
            continue
        scale = scales.pop()
        for name in group:
            if any(_magnitude(figure) == 1 and figure.value < scale for figure in roles.get(name, ())):
                changed = True
                result[name] = tuple(
                    figure if _magnitude(figure) != 1 else _scaled(figure, scale) for figure in roles[name]
                )
    return result if changed else None


def _scaled(figure: Quantity, scale: int) -> Quantity:
    value = numerals.normal(Fraction(figure.value) * scale)
    return evolve(figure, value=value, place=figure.place * scale, zeros=figure.zeros * scale)
