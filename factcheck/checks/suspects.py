"""Linked checks in, suspects out: the smallest sets of figures that need other values for all of the checks to hold.

The principle is that of I. P. Fellegi and D. Holt, A Systematic Approach to Automatic Edit and Imputation, Journal of
the American Statistical Association 71 (1976): change as little as will make all edits hold. What a figure may be worth
is told by the laws' own interval arithmetic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from attrs import frozen

from factcheck import quantity
from factcheck.checks.ladder import Case
from factcheck.interval import Interval
from factcheck.records import NAMES, Claim, Suspect

Key = tuple[str, int, int]
"""Where a figure stands: document, start, end."""
Suspects = tuple[frozenset[Key], ...]
"""Sets of figures, each of which explains all failures that are linked; of several none is likelier than the others."""

_LARGEST = 3  # figures that go wrong together
_WORTH_TELLING = 3  # sets of equal weight
_MOST = 24  # figures of linked failures: beyond that nobody can say which it is
_ANY = Interval(None, None)


@frozen(eq=False)
class Constraint:
    """A law put to figures, and where each of them stands, by role and member."""

    case: Case
    keys: Mapping[Key, tuple[str, int]]

    @classmethod
    def of(cls, case: Case, claim: Claim, locked: Container[str] = ()) -> Constraint:
        """The constraint that a claim's figures put on one another; those of locked roles are right."""
        keys = {
            (document, figure.start, figure.end): (role, member)
            for role, figures in case.figures.items()
            if role not in locked
            for member, (figure, document) in enumerate(zip(figures, documents(claim, role), strict=True))
            if figure.type not in NAMES
        }
        return cls(case, keys)

    def solved(self, key: Key) -> Interval:
        """What a figure may be worth for the law to hold, all others being right; anything if the law cannot say."""
        role, member = self.keys[key]
        figure = self.case.figures[role][member]
        found = self.case.law.solve(role, member, self.case.box(quantity.hedged), self.case.figures)
        if found is None:
            return _ANY
        back = self.case.conversion(role, figure).back(found) if self.case.conversions else found
        return -back if role in self.case.turned and figure.value > 0 else back

    def pins(self, key: Key) -> bool:
        """Whether the law speaks for a figure as it is, as it could not be just anything larger or smaller."""
        found = self.solved(key)
        return found.low is not None and found.high is not None


def documents(claim: Claim, role: str) -> Sequence[str]:
    """The documents in which the figures of a role stand."""
    figures = claim.roles[role]
    if not claim.stated:
        return [claim.document] * len(figures)
    facts = claim.stated[role]
    if len(facts) == len(figures):
        return [fact.document for fact in facts]
    return [next(fact.document for fact in facts if fact.figure == figure) for figure in figures]


def localise(failed: Sequence[Constraint], held: Sequence[Constraint]) -> list[Suspects]:
    """For each constraint that failed, the suspects of all failures that it is linked with; none if it stands alone."""
    result: list[Suspects] = [()] * len(failed)
    speaking = _by_key(held)
    for group in _linked(failed):
        mine = [failed[index] for index in group]
        free = sorted({key for one in mine for key in one.keys})
        bound = [held[index] for index in sorted({index for key in free for index in speaking[key]})]
        if len(free) > _MOST or len(mine) + len(bound) < 2:
            continue
        found = _smallest(mine, bound, free)
        for index in group:
            result[index] = found
    return result


def _by_key(constraints: Sequence[Constraint]) -> defaultdict[Key, list[int]]:
    """The indexes of the constraints on each figure."""
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for index, one in enumerate(constraints):
        for key in one.keys:
            found[key].append(index)
    return found


def told(found: Suspects, constraints: Iterable[Constraint]) -> tuple[tuple[Suspect, ...], ...]:
    """Sets of suspects as records, in the order of the text; none where there are more than anybody would look at."""
    if not 0 < len(found) <= _WORTH_TELLING:
        return ()
    texts = {
        key: one.case.figures[role][member].shown for one in constraints for key, (role, member) in one.keys.items()
    }
    return tuple(tuple(Suspect(*key, texts[key]) for key in some) for some in sorted(map(sorted, found)))


def domain(key: Key, constraints: Iterable[Constraint], changed: frozenset[Key]) -> Interval | None:
    """What a figure may be worth for all constraints that hold no other changed figure; None if nothing will do."""
    common: Interval | None = _ANY
    for one in constraints:
        if key in one.keys and common is not None and len(changed.intersection(one.keys)) == 1:
            common = common.meet(one.solved(key))
    return common


def _linked(failed: Sequence[Constraint]) -> Iterator[list[int]]:
    """The indexes of failures that share figures, directly or by others."""
    sharing = _by_key(failed)
    taken: set[int] = set()
    for first in range(len(failed)):
        group = [first] if first not in taken else []
        taken.update(group)
        for index in group:  # it grows meanwhile
            more = {other for key in failed[index].keys for other in sharing[key]} - taken
            taken |= more
            group += more
        if group:
            yield sorted(group)


def _smallest(failed: Sequence[Constraint], held: Sequence[Constraint], free: Sequence[Key]) -> Suspects:
    """The cheapest sets that explain all failures; a figure that other checks speak for costs more."""
    costs = {key: 1 + sum(one.pins(key) for one in held if key in one.keys) for key in free}
    sets = [frozenset(some) for size in range(1, _LARGEST + 1) for some in combinations(free, size)]
    priced = sorted(((sum(costs[key] for key in some), index) for index, some in enumerate(sets)))
    found: list[frozenset[Key]] = []
    best = 0
    for cost, index in priced:
        if found and cost > best:
            break
        if _explains(sets[index], failed, held):
            found.append(sets[index])
            best = cost
    return tuple(found)


def _explains(some: frozenset[Key], failed: Sequence[Constraint], held: Sequence[Constraint]) -> bool:
    """Whether other values of some figures would make all that failed hold, and leave all that holds."""
    if any(some.isdisjoint(one.keys) for one in failed):
        return False
    return all(domain(key, (*failed, *held), some) is not None for key in some)
