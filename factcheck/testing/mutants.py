"""A text that holds in, the same with one figure changed out: just inside its tolerance, and just beyond it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen

from factcheck.checks import Laws
from factcheck.checks.style import Style, rounded
from factcheck.records import Claim, Quantity, Verdict

_FARTHEST = 1 << 20  # steps of the last digit: what is not wrong by then never is
_DAYS = 7
Judge = Callable[[int], Verdict | None]


@frozen
class Mutant:
    """A text with another figure in the place of one, and the verdict that the rule must come to."""

    text: str
    verdict: Verdict
    change: str


def mutants(text: str, claims: Sequence[Claim], rule: str, laws: Laws, style: Style) -> Iterator[Mutant]:
    """For each figure of a rule that can be written anew: the farthest value up and down that is consistent, and the
    nearest that is inconsistent, beyond all that could be misrounded.
    """
    stated = [check.claim for claim in claims for check in laws.judge(claim) if check.rule == rule]
    operands = (figure for claim in stated for _, figure in claim.operands())
    figures = {figure.start: figure for figure in operands if figure.end > figure.start}  # else it stands in no text
    for figure in figures.values():
        if figure.value_max is not None or figure.alternative is not None or figure.type in ("item", "date"):
            continue
        for verdict, value in _values(figure, claims, rule, laws):
            new = style.rewritten(figure, value * figure.place)
            if new is not None and new != figure.shown:
                changed = text[: figure.start] + new + text[figure.end :]
                yield Mutant(changed, verdict, f"{figure.shown} → {new}")


def _values(figure: Quantity, claims: Sequence[Claim], rule: str, laws: Laws) -> Iterator[tuple[Verdict, int]]:
    """Verdicts and the values, in steps of the figure's last digit, that are the nearest to it with them."""
    now = rounded(figure.value, figure.place)

    def judge(steps: int) -> Verdict | None:
        return _verdict(evolve(figure, value=steps * figure.place, zeros=figure.place), claims, rule, laws)

    if figure.type == "weekday":
        yield from ((Verdict.INCONSISTENT, (now + by) % _DAYS) for by in (-1, 1))
        return
    for way in (-1, 1):
        edge = _edge(judge, now, way)
        if edge is None:
            continue
        inside, beyond = edge
        if inside != now:
            yield Verdict.CONSISTENT, inside
        yield Verdict.INCONSISTENT, beyond


def _edge(judge: Judge, now: int, way: int) -> tuple[int, int] | None:
    """(the last value on a way that is consistent, the first that is not even misrounded), in steps; None without one.

    Values that end in a zero are passed over, as zeros may be rounding.
    """
    far = 1
    while judge(now + way * far) is not Verdict.INCONSISTENT:
        far *= 2
        if far > _FARTHEST or now + way * far <= 0:
            return None
    beyond = _search(lambda by: judge(now + way * by) is Verdict.INCONSISTENT, 0, far)
    inside = _search(lambda by: judge(now + way * by) is not Verdict.CONSISTENT, 0, far) - 1
    last, first = now + way * inside, now + way * beyond
    if not last % 10 and last != now:
        last -= way
    if not first % 10:
        first += way
    return (last, first) if first > 0 else None


def _search(test: Callable[[int], bool], low: int, high: int) -> int:
    """The least number above `low` that passes, up to `high`, which does."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if test(middle) else (middle, high)
    return high


def _verdict(figure: Quantity, claims: Sequence[Claim], rule: str, laws: Laws) -> Verdict | None:
    """The gravest verdict of a rule on the claims that hold a figure, once it is changed; None if it has none."""
    changed = [_changed(claim, figure) for claim in claims if figure.start in _starts(claim)]
    checks = [check for claim in changed for check in laws.judge(claim) if check.rule == rule]
    return max(checks, key=lambda check: check.rung or 0).verdict if checks else None


def _starts(claim: Claim) -> set[int]:
    return {figure.start for _, figure in claim.operands()}


def _changed(claim: Claim, new: Quantity) -> Claim:
    """A claim, and all its readings, with a figure in the place of the one that begins where it does."""
    roles = {
        role: tuple(_worth(one, new) if one.start == new.start else one for one in figures)
        for role, figures in claim.roles.items()
    }
    return evolve(claim, roles=roles, readings=tuple(_changed(reading, new) for reading in claim.readings))


def _worth(figure: Quantity, new: Quantity) -> Quantity:
    return evolve(figure, value=new.value, zeros=new.zeros)
