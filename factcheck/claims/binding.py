"""A matched phrasing in, claims out: figures put into roles, dimensions checked, lists told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from factcheck import units
from factcheck.claims import doubts
from factcheck.claims.dimensions import dimension, in_several_units, inherit, rescaled
from factcheck.claims.items import NotAList, item_readings
from factcheck.claims.places import Places
from factcheck.claims.wording import Unbound, Wording
from factcheck.language import BULLET, LABELS, LONGEST_LIST, Language, Match, Reading, Shape
from factcheck.records import Claim, Kind, Number, Quantity

Roles = dict[str, tuple[Quantity, ...]]
_PARENTHESIS = re.compile(r"\([^()]*\)")
_CLAUSE = 60  # tokens: the longest clause that is looked back over
_LIST_ENDS = (")", ".", "!", "?", "")
_LEAD = 6  # tokens that may stand between a colon and its list
_ALL = 100  # percent
_NEARLY_ALL = 2  # percentage points over it that are a slip; a list of less may leave some out
_SHARES = 3  # two percentages make it up by chance
_TELLING = 20  # smaller totals fit by chance


def bind(match: Match, shape: Shape, reading: Reading, language: Language, places: Places) -> list[Claim]:
    """The claims that a match makes: one, or one for each member of a list in a role that holds one figure.

    Raises Unbound if its figures don't fit their roles.
    """
    kind = language.pack.kinds[match.phrasing.kind]
    _check_parentheses(match, shape.text)
    roles: Roles = {}
    lists: dict[str, list[tuple[Quantity, ...]]] = {}
    parallel = True
    chars = language.lexicon.chars
    for role in kind.roles:
        if role.name not in match.roles:
            continue
        start, stop = match.spans[role.name]
        if role.type == "item":
            number = int(roles["number"][0].value) if kind.name == "count" else None
            try:
                lists[role.name], parallel = item_readings(shape, reading, (start, stop), number, chars, places.text)
            except NotAList as reason:
                raise Unbound(str(reason)) from None
            roles[role.name] = lists[role.name][0]
        elif role.type == "name":
            roles[role.name] = (_name(shape, reading, start, stop, places.text),)
        else:
            roles[role.name] = tuple(reading.figures[-1 - shape.elements[at]].quantity for at in match.roles[role.name])
            if len(roles[role.name]) > 1:
                _check_whole_list(match, shape.text, role.name, chars)
            options = _options(roles[role.name], match, role.name, shape.text, chars)
            if role.list:
                lists[role.name] = options
            else:
                roles[role.name] = options[0]
    if kind.name == "sum":
        _retarget(roles, lists["parts"], shape, match.spans["total"][0], reading)
        tied = not match.phrasing.inferred and not _of_pair(shape.text, match.spans["total"][0], chars)
        tied = tied and not _rises_from(shape.text, match, chars) or _elliptical(roles, shape.text, match, chars)
        tied = tied or _with_others(shape.text, match, chars)
        begin = match.spans["parts"][0]
        lead = shape.text[max(begin - _LEAD, 0) : begin]
        opener = lead.rstrip(chars.get("DET", "") + chars.get("HEDGE", ""))[-1:]
        _order_by_sum(roles, lists["parts"], tied, opener in (":", "("))
    if kind.name == "shares_total":
        if len(lists["parts"]) > 1:
            lists["parts"].sort(key=lambda parts: abs(Fraction(_over(parts, roles))))
        roles["parts"] = lists["parts"][0]
    if kind.name == "count":
        _check_announced(roles, lists["items"], shape, match, reading)
    if any(len(members) > LONGEST_LIST for members in roles.values()):
        raise Unbound(f"it lists more than {LONGEST_LIST} members")
    _check_nouns(match, roles, language)
    wording = Wording.of(match, shape, reading, language)
    for name in roles:
        roles[name] = tuple(wording.unhedged(figure) for figure in roles[name])
    doubts.check(kind, roles, wording)
    turned = kind.name == "change" and match.direction != 0 and _two_directions(shape.text, match, chars)
    return [_claim(match, kind, one, places, lists, parallel, turned) for one in _distributed(kind, roles)]


def _options(
    figures: tuple[Quantity, ...], match: Match, role: str, shape: str, chars: Mapping[str, str]
) -> list[tuple[Quantity, ...]]:
    """The lists that figures in a row may be: all of them where the phrasing goes on behind, else up to some "and"."""
    if len(figures) < 2 or match.spans[role][1] < match.extent[1]:
        return [figures]
    return [figures[:count] for count in closings(shape, match.roles[role], match.spans[role], chars)]


def closings(shape: str, members: Sequence[int], span: tuple[int, int], chars: Mapping[str, str]) -> list[int]:
    """How many members a list has if it ends behind its first "and", its second, …, or where its span ends."""
    ands = chars.get("AND", "")
    counts = []
    for index in range(1, len(members)):
        between = _PARENTHESIS.sub("", shape[members[index - 1] : members[index]])
        if any(char in ands for char in between):
            counts.append(index + 1)
    closed = not counts or shape[span[1] : span[1] + 1] in (")", "") or BULLET in shape[span[0] : span[1]]
    if closed and len(members) not in counts:
        counts.append(len(members))
    return counts


def _check_whole_list(match: Match, shape: str, role: str, chars: Mapping[str, str]) -> None:
    """A list without an "and" that ends a phrasing ends its sentence or parenthesis, too; else it was cut short."""
    start, stop = match.spans[role]
    if stop < match.extent[1] or shape[stop : stop + 1] in _LIST_ENDS or BULLET in shape[start:stop]:
        return
    if not set(shape[match.roles[role][0] : match.roles[role][-1]]) & set(chars.get("AND", "")):
        raise Unbound("its list goes on")


def _check_parentheses(match: Match, shape: str) -> None:
    """A claim does not begin inside a parenthesis and end outside of it."""
    positions = [span[0] for span in match.spans.values()]
    depth = 0
    for char in shape[min(match.extent[0], *positions) : max(positions)]:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            raise Unbound("it would begin inside a parenthesis and end outside")


def _two_directions(shape: str, match: Match, chars: Mapping[str, str]) -> bool:
    """Whether a word of the other direction in the clause may have the change ("fell, with a rising euro, by")."""
    far = max(match.extent[0] - _CLAUSE, 0)
    begin = max(far, *(shape.rfind(mark, far, match.extent[0]) + 1 for mark in ".!?;:"))
    others = chars.get("FALL" if match.direction > 0 else "RISE", "")
    same = chars.get("RISE" if match.direction > 0 else "FALL", "")
    return any(char in others and char not in same for char in shape[begin : match.extent[1]])


def _of_pair(shape: str, position: int, chars: Mapping[str, str]) -> bool:
    """Whether a figure is the second of "N of M", so that what follows may speak of N."""
    before = shape[position - 1 : position]
    return bool(before) and (before in chars.get("OF", "") or before in chars.get("OUT_OF", "") or before == "/")


def _rises_from(shape: str, match: Match, chars: Mapping[str, str]) -> bool:
    """Whether figures before their total are taken from something: "cut 5 from the budget and 3 later, 9 in all"."""
    start, stop = match.spans["parts"]
    return start < match.spans["total"][0] and any(char in chars.get("=from", "") for char in shape[start:stop])


def _with_others(shape: str, match: Match, chars: Mapping[str, str]) -> bool:
    """Whether the last part "of which" there are is what is left: "and 3 from other sources"."""
    last = match.roles["parts"][-1]
    left = chars.get("REST", "") + chars.get("REMAINING", "")
    named = match.phrasing.template.partition("{OF_WHICH}")[1]
    return bool(named) and any(char in left for char in shape[last + 1 : match.spans["parts"][1] + _LEAD])


def _elliptical(roles: Roles, shape: str, match: Match, chars: Mapping[str, str]) -> bool:
    """Whether three parts or more leave it to the total to say what they count: "133 fires, 66 in Leeds, 9 …"."""
    behind = [shape[at + 1 : at + 3] for at in match.roles["parts"]]
    return (
        roles["total"][0].type == "count"
        and len(behind) >= _SHARES
        and shape[match.spans["total"][0] + 1 : match.spans["parts"][0]].count(",") == 1
        and all(figure.type == "number" and figure.value < roles["total"][0].value for figure in roles["parts"])
        and all(len(two) == 2 and two[0] in chars.get("=in", "") and two[1] not in LABELS for two in behind)
    )


def _order_by_sum(roles: Roles, lists: list[tuple[Quantity, ...]], tied: bool, whole_list: bool) -> None:
    """Puts the reading whose parts make up the total first, else the longest list behind a colon or a parenthesis, else
    the shortest; wording that does not tie the parts to the whole needs parts that make it up.
    """
    total = roles["total"][0]
    fitting = {len(parts): _adds_up(total, parts) for parts in lists}
    lists.sort(key=lambda parts: (not fitting[len(parts)], -len(parts) if whole_list else len(parts)))
    roles["parts"] = lists[0]
    if not tied and not fitting[len(lists[0])]:
        raise Unbound("its parts do not make up the whole, and the wording does not say that they do")


def _retarget(roles: Roles, lists: list[tuple[Quantity, ...]], shape: Shape, position: int, reading: Reading) -> None:
    """ "439 orders from 16 airlines, comprising 275 and 164": the total may be a figure before it that fits."""
    if any(_adds_up(roles["total"][0], parts) for parts in lists):
        return
    for other in _before(shape, position, reading):
        if (
            other.value >= _TELLING
            and dimension(other) in ("", "count")
            and dimension(roles["total"][0]) in ("", "count")
            and any(_adds_up(other, parts) for parts in lists)
        ):
            roles["total"] = (other,)


def _check_announced(
    roles: Roles, lists: list[tuple[Quantity, ...]], shape: Shape, match: Match, reading: Reading
) -> None:
    """ "Three of the nine councillors were against: A, B and C": a list belongs to the number that it fits."""
    if match.phrasing.template.endswith("{items,...} , {BE}"):  # between two commas it is that of the number before it
        return
    lengths = {len(items) for items in lists}
    position = match.spans["number"][0]
    others = {other.value for other in _before(shape, position, reading) if dimension(other) in ("", "count")}
    if roles["number"][0].value not in lengths and lengths & others:
        raise Unbound("the list is as long as another number before it says")


def _before(shape: Shape, position: int, reading: Reading) -> Iterable[Quantity]:
    """The figures of a sentence before a position in it."""
    far = max(position - _CLAUSE, 0)
    begin = max(far, *(shape.text.rfind(mark, far, position) + 1 for mark in ".!?;"))
    for at in range(begin, position):
        if shape.elements[at] < 0:
            yield reading.figures[-1 - shape.elements[at]].quantity


def _adds_up(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether parts make up a total, under some way to read their units."""
    loose: Number = min(total.zeros, Fraction(total.value) / 10) if total.hedge_class else 0
    for amounts in _in_unit_of(total, parts):
        slack = sum((place for _, place in amounts), loose)
        gap = total.value - sum(value for value, _ in amounts)
        if -slack <= 2 * gap <= slack:
            return True
    return False


def _over(parts: Sequence[Quantity], roles: Mapping[str, tuple[Quantity, ...]]) -> Number:
    """By how much percentages and the rest, if it is stated, are more than all."""
    return sum(share.value for share in (*parts, *roles.get("rest", ()))) - _ALL


def _in_unit_of(total: Quantity, parts: Sequence[Quantity]) -> Iterator[list[tuple[Number, Number]]]:
    """What each part is worth, and its place unless it is 1, in the unit of the total."""
    if not in_several_units([total, *parts]):
        yield [(part.value, 0 if part.place == 1 else part.place) for part in parts]
        return
    for reading in units.conversions({figure.unit for figure in (total, *parts)}, total.unit):
        factors = [reading[part.unit].factor for part in parts]
        yield [(part.value * factor, 0 if part.place == 1 else part.place * factor)
               for part, factor in zip(parts, factors, strict=True)]  # fmt: skip


def _distributed(kind: Kind, roles: Roles) -> list[Roles]:
    """One set of roles for each member of a list that stands in a role for one figure."""
    for role in kind.roles:
        members = roles.get(role.name, ())
        if not role.list and len(members) > 1:
            return [{**roles, role.name: (member,)} for member in members]
    return [roles]


def _check_nouns(match: Match, roles: Roles, language: Language) -> None:
    """A slot `{parts,...:ADMIN}` wants nouns of that class behind every figure."""
    for role, name in match.nouns.items():
        bit = 1 << language.lexicon.bits[name]
        for figure in roles[role]:
            words = (figure.unit, figure.noun.split(" ")[-1].lower()) if figure.noun or figure.unit else ("",)
            if not any(language.lexicon.mask_of(word) & bit for word in words if word):
                raise Unbound(
                    f"“{figure.noun or figure.text}” is none of the kinds of which a whole is said to be made up"
                )


def _claim(
    match: Match,
    kind: Kind,
    roles: Roles,
    places: Places,
    lists: Mapping[str, list[tuple[Quantity, ...]]],
    parallel: bool,
    turned: bool,
) -> Claim:
    """The claim of some roles. parallel: its items are alike; turned: its direction may be the opposite one, too."""
    figures = [figure for members in roles.values() for figure in members]
    if len({(figure.start, figure.end) for figure in figures}) < len(figures):
        raise Unbound("one figure would fill two roles")
    if kind.needs and len(roles) < kind.needs:
        raise Unbound(f"only {len(roles)} of the {kind.needs} figures that it needs are stated")
    plain = inherit(kind, roles, places)
    scaled = (
        None if kind.name == "average" else rescaled(kind, plain)
    )  # a price of $5 beside a total of millions is one
    # The likelier one first: if none fits, it is what is told.
    readings = [scaled, plain] if scaled and not lists else [plain, scaled] if scaled else [plain]
    for name, others in lists.items():
        readings += [{**plain, name: members} for members in others[1:]]
    if match.phrasing.inferred and not any(_fits(kind.name, one) for one in readings):
        raise Unbound("the wording does not tie its figures together, and they do not fit")
    inferred = match.phrasing.inferred and kind.name != "sum" or not parallel
    claims = [
        evolve(places.claim(kind.name, one, match.phrasing.template), direction=match.direction, inferred=inferred)
        for one in readings
    ]
    if turned:
        claims.append(evolve(claims[0], direction=-match.direction))
    return evolve(claims[0], readings=tuple(claims[1:])) if len(claims) > 1 else claims[0]


def _fits(kind: str, roles: Mapping[str, tuple[Quantity, ...]]) -> bool:
    """Whether figures that the wording does not tie together fit: a part in its whole, a list of the stated length."""
    if kind == "bound":
        return roles["part"][0].value <= roles["whole"][0].value
    if kind == "change" and all(role in roles for role in ("before", "after", "delta")):
        before, after, delta = (roles[role][0] for role in ("before", "after", "delta"))
        place: Number = max(before.place, after.place, delta.place)
        made = Fraction(after.value) - before.value
        return abs(abs(made) - delta.value) <= place
    if kind == "shares_total":
        if len(roles["parts"]) + len(roles.get("rest", ())) < _SHARES:
            return False
        over, slack = _over(roles["parts"], roles), sum(share.place for share in roles["parts"])
        return over <= _NEARLY_ALL and -slack <= 2 * over
    return kind != "count" or roles["number"][0].value == len(roles["items"])


def _name(shape: Shape, reading: Reading, start: int, stop: int, text: str) -> Quantity:
    first, last = shape.elements[start], shape.elements[stop - 1]
    begin, end = reading.start(first), reading.end(last)
    return Quantity(text[begin:end], begin, end, 1, type="item")
