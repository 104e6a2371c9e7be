"""Bound figures and their wording in; raises Unbound where the wording may well mean something else than its claim."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from factcheck import units
from factcheck.claims.wording import Roles, Unbound, Wording
from factcheck.language import LONGEST_LIST, Figure
from factcheck.records import Kind, Quantity

_FAR_APART = 20
_FEW = 8  # times as many as the parts of a sum that are but some of it
_MOST = Fraction(2, 5)  # what parts behind "including" must come to, or they are but some of the whole
_DASHES = ("–", "-")
_OPENERS = (":", "(", *_DASHES)
_CLAUSE = 20  # tokens before a figure in which the verb of its clause stands
_CLAUSES = 40  # tokens before a figure in which another one may be meant by "of these"
_CLAUSE_MARKS = (",", ";", ":", "(", ".")
_BEFORE_TOTAL = 6  # tokens before a total in which its noun stands
_BEFORE_BASE = 4  # tokens between "from" and the figure that it leads to: "from last night's 842p"
_THOUSAND = 1000
_NEAR = 3  # tokens on either side in which a word says what a figure is
_APPOSED = 4  # tokens: a comma, an article and the owner of what is listed
_AROUND = 8  # tokens on either side in which a word says what a comparison is about
_SEVERAL = 2
_BRACKET = "<"  # as the newswire writes the symbols of firms
_HYPHENS = ("-", "‑")
_DEFINITE = ("OVER", "AT_LEAST", "UNDER", "NEARLY", "ABOUT")  # hedges that leave no number exact
_NO_ADJECTIVES = ("amount", "count")  # types of roles


def check(kind: Kind, roles: Roles, wording: Wording) -> None:
    """Raises Unbound if a claim of a kind is doubtful."""
    _no_adjectives(kind, roles, wording)
    for doubt in DOUBTS.get(kind.name, ()):
        doubt(roles, wording)


def _no_adjectives(kind: Kind, roles: Roles, wording: Wording) -> None:
    """ "A three-part issue", "the five-year average": the figure belongs to its noun and is no operand."""
    for role in kind.roles:
        for figure in roles.get(role.name, ()) if role.type in _NO_ADJECTIVES else ():
            behind = wording.reading.behind(figure)
            if behind[:1] in _HYPHENS and not behind[1:].isdecimal():
                raise Unbound(f"“{figure.text}” is hyphened to a word, as a part of its name")


# -- parts and wholes --------------------------------------------------------------------------------------------------


def _pairs(roles: Roles) -> Iterator[tuple[Quantity, Quantity]]:
    for whole in roles["whole"]:
        for part in roles["part"]:
            yield part, whole


def _of_them(roles: Roles, wording: Wording) -> None:
    """ "1,000 adults in 20 towns … 300 of them": what is larger than the nearest figure before is a part of another."""
    for part, whole in _pairs(roles):
        if "OF_THESE" in wording.match.phrasing.template and part.value > whole.value:
            _no_other_whole(part, wording.by_start[whole.start], wording)


def _stroke(roles: Roles, wording: Wording) -> None:
    """N/M is a part and its whole only if both are whole; with nothing counted a larger part means a quotation."""
    for part, whole in _pairs(roles):
        if wording.word(wording.by_start[whole.start].first - 1) != "/":
            continue
        if not (part.exact and whole.exact) or whole.type not in ("count", "number"):
            raise Unbound("a stroke between such figures makes no part and whole")
        held = wording.by_start[whole.start]
        named = wording.has(wording.by_start[part.start].first - 1, "NAME")
        of_them = not named and wording.has(wording.by_start[whole.start].stop, "OF")
        if part.value > whole.value and wording.any_of(held.stop, held.stop + _CLAUSE, "ABOVE", "PLAN"):
            raise Unbound("more than a plan asks for is no part of it")
        if part.value > whole.value and not of_them and not whole.noun.rpartition(" ")[2].islower():
            raise Unbound("with nothing counted behind it, a pair like this may be a price, a date or a lot")


def _one_stock(roles: Roles, wording: Wording) -> None:
    """A part is counted in what its whole is: no percentages, no balance that parts may exceed, no "teams of five"."""
    for part, whole in _pairs(roles):
        if "percent" in (part.type, whole.type):
            raise Unbound("a percentage is a part of nothing stated")
        held = wording.by_start[whole.start]
        if wording.any_of(held.first - _NEAR, held.stop + _NEAR, "NET"):
            raise Unbound("a balance may be smaller than its parts")
        if "OF_THESE" in wording.match.phrasing.template and part.start > whole.start and part.value > whole.value:
            _no_other_whole(part, held, wording)
        template = wording.match.phrasing.template
        of_which = "OF_WHICH" in template or "HOLDS" in template or wording.has(wording.lead(part), "OF_WHICH")
        if of_which and (
            wording.has(wording.lead(whole), "FROM", "COMPARED")
            or wording.any_of(held.first - _NEAR, held.first, "RISE", "FALL")
            or wording.any_of(held.stop, held.stop + _NEAR, "ABOVE", "BELOW")
        ):
            raise Unbound("the whole may be the figure that changed, and not what it changed from or by")
        if of_which and part.value > whole.value and wording.has(wording.lead(whole), "AND"):
            raise Unbound(f"“{whole.text}” is the last of several, of all of which it may be a part")
        if " with {part" in wording.match.phrasing.template and (
            part.hedge_class == "ESTIMATED" or whole.type == "time" or part.noun and part.unit != whole.unit
        ):
            raise Unbound(f"“{part.text}” may come on top of the other figure")
        stop = wording.by_start[part.start].stop
        if "{DET} ..." in template and any(wording.word(at) == "," for at in range(stop, held.first)):
            raise Unbound(f"“{whole.text}” stands in another clause")
        if part.value > _FAR_APART * whole.value:
            raise Unbound("the figures are so far apart that the wording must mean something else")
        if whole.hedge_class in ("OVER", "AT_LEAST") and whole.value < part.value:
            raise Unbound("a whole without an upper end has no part too large")
        if "TAKES_TO" in template and wording.has(wording.lead(part), "FROM"):
            raise Unbound(f"“{part.text}” is what another figure was before")
        if wording.has(wording.lead(whole), "COMPARED") or wording.has(wording.lead(part), "COMPARED"):
            raise Unbound("one of its figures is only compared with another one")
        tied = wording.has(held.first - 1, "OF") and wording.by_start[part.start].stop == held.first - 1
        if tied and not whole.noun and whole.type not in ("money", "measure"):
            raise Unbound(f"“{whole.text}” counts nothing")
        if tied and (part.noun or part.type == "measure") and whole.noun and part.unit != whole.unit:
            raise Unbound(f"“{part.noun or part.unit}” are no “{whole.noun}”")


def _so_far(roles: Roles, wording: Wording) -> None:
    """ "32 billion dong in the month and 318 billion in ten months": a total is that of a time, and of no prices."""
    template, figures = wording.match.phrasing.template, wording.reading.figures
    for part, whole in _pairs(roles):
        stop = wording.by_start[whole.start].stop
        behind = next((one.quantity for one in figures if one.first >= stop), None)
        if template.endswith("in [the first] *") and (behind is None or behind.type != "time"):
            raise Unbound("the whole is that of a place and not of a time")
        if part.per and "BRINGING" in template:
            raise Unbound(f"“{part.text}” is the price of one of several")


def _no_other_whole(part: Quantity, whole: Figure, wording: Wording) -> None:
    """In "67 communes and 8 wards. Of these, 60 communes are new" it is not the last figure that is meant."""
    before = (one.quantity for one in wording.reading.figures if 0 < whole.first - one.first < _CLAUSES)
    if any(one.type in ("count", "number", whole.quantity.type) and one.value >= part.value for one in before):
        raise Unbound("another figure before it may be the whole")


def _base_stated(roles: Roles, wording: Wording) -> None:
    """A percentage of something else ("10 pct of the forecast price") is not one of this whole."""
    whole = wording.by_start[roles["whole"][0].start]
    if roles["whole"][0].type == "percent" or roles["part"][0].type == "percent":
        raise Unbound("a percentage of a percentage needs no third figure")
    if roles["whole"][0].value == 1:
        raise Unbound("a percentage of a single thing needs no third figure")
    stop = wording.by_start[roles["percent"][0].start].stop
    near = range(whole.first - _NEAR, whole.stop + _NEAR)
    others = (one for one in wording.reading.figures if one.stop - 1 in near and one.quantity.type == "percent")
    part = wording.by_start[roles["part"][0].start].quantity
    if wording.match.nouns and part.unit != whole.quantity.unit:
        raise Unbound(f"“{part.noun}” are no “{whole.quantity.noun}”")
    if part.type == "number" and whole.quantity.type == "money" and part.value > whole.quantity.value:
        raise Unbound(f"“{part.text}” counts what “{whole.quantity.text}” is the price of")
    if "INCLUDING" in wording.match.phrasing.template and any(True for _ in others):
        raise Unbound("the whole is itself given as a percentage, and so may its parts be of the same base")
    if wording.any_of(stop, stop + 2, "ABOVE", "BELOW", "UP", "DOWN", "A_RISE", "A_FALL"):
        raise Unbound("the percentage is by how much something changed")
    if whole.first < stop and wording.has(stop, "OF") and not wording.any_of(stop + 1, stop + 3, "TOTAL", "PLAN"):
        raise Unbound("what the percentage is of stands behind it")


def _is_total(total: Quantity, parts: tuple[Quantity, ...], wording: Wording) -> None:
    """An average, a rate, a lead or a temperature is not the sum of what stands behind it, nor are things of prices."""
    held = wording.by_start.get(total.start)
    before = wording.figure_before(held.first - 1) if held and wording.has(held.first - 1, "TO") else None
    if before and not wording.has(before.first - 1, "FROM"):
        raise Unbound(f"“{total.text}” is the second figure of a pair, as of a vote")
    if held and wording.any_of(_clause(held.first, wording), held.stop + 1, "NO_TOTAL") or total.unit == "degree":
        raise Unbound("what it is of does not add up")
    if total.type == "percent" and any(part.value > total.value for part in parts):
        raise Unbound("a rate lies between those of its parts")
    if total.type == "point":
        raise Unbound("points are the difference of two figures")
    counted = total.type == "count" and total.place == 1
    if counted and any(part.type != "count" and part.place >= _THOUSAND and part.value > total.value for part in parts):
        raise Unbound("its parts are larger amounts of something else")
    nouns = {part.unit for part in parts if part.type == "count"}
    if counted and len(nouns) == 1 and total.unit not in nouns and all(part.type == "count" for part in parts):
        raise Unbound(f"its parts count each {nouns.pop()}, and not each {total.unit}")
    behind = held and parts[0].start < total.start and wording.has(held.stop, "AND")
    if behind and total.unit in nouns and len(nouns) > 1:
        raise Unbound(f"some of its parts count no {total.unit}")


def _clause(index: int, wording: Wording, far: int = _BEFORE_TOTAL) -> int:
    """The first of the few tokens before one that stand in the same clause."""
    first = max(index - far, 0)
    return next((at + 1 for at in range(index - 1, first, -1) if wording.word(at) in _CLAUSE_MARKS), first)


def _labelled(roles: Roles, wording: Wording) -> None:
    """Parts say what they are parts of a whole as, bare figures in a row are as often those of other years.

    "Including" names parts that make up the whole only if they come near it.
    """
    total, parts = roles["total"][0], roles["parts"]
    _is_total(total, parts, wording)
    first = wording.by_start[parts[0].start].first
    if wording.any_of(first - 4, first, "INCLUDING") and sum(part.value for part in parts) < total.value * _MOST:
        raise Unbound("“including” names but some of its parts")
    for part in roles["parts"]:
        held = wording.by_start[part.start]
        if part.noun or part.type == "measure":
            continue
        lead = wording.lead(part)
        words = ("PLAIN", "NAME", "REMAINING", "RATE")
        before = (
            wording.has(lead, *words)
            or wording.word(lead)[:1].isupper()
            or wording.has(lead, "PREP")
            and wording.has(lead - 1, *words)
        )
        behind = wording.word(held.stop)[:1].isalpha() and not wording.has(held.stop, "AND", "OR", "BUT")
        if not before and not behind:
            raise Unbound(f"“{part.text}” does not say what it is a part as")


# -- changes and comparisons -------------------------------------------------------------------------------------------


def _makes_up(roles: Roles, wording: Wording) -> None:
    """ "1,200 households, comprising 45 poor ones and 30 near-poor ones" names but some of them."""
    total, parts = roles["total"][0], roles["parts"]
    if "COMPRISING" in wording.match.phrasing.template and sum(part.value for part in parts) * _FEW < total.value:
        raise Unbound("its parts come to so little of the total that they are but some of it")


def _like_with_like(roles: Roles, wording: Wording) -> None:
    """ "On a comparable-store basis", "in real terms": the percentage is one of other figures than those stated."""
    first, stop = wording.bounds()
    if wording.any_of(first, stop, "UNLIKE"):
        raise Unbound("the change is worked out on another basis than the figures")


def _polarity(roles: Roles, wording: Wording) -> None:
    """A currency that rises takes fewer units to the dollar, and a range or a score rises nowhere."""
    first, stop = wording.bounds()
    if wording.any_of(first - _AROUND, stop + _AROUND, "INVERSE"):
        raise Unbound("what rises here may be stated by falling figures")
    if wording.any_of(first - _NEAR, first, "RANGING"):
        raise Unbound("its figures are the ends of a range")
    if "FOLLOWED" in wording.match.phrasing.template and wording.any_of(first - _AROUND, first, "LOWEST"):
        raise Unbound("what comes first is the lowest")


def _from_to(roles: Roles, wording: Wording) -> None:
    """ "Down from 2.4 to 2.7 million" goes down from a range."""
    larger, smaller = roles["larger"][0], roles["smaller"][0]
    first, second = sorted((larger, smaller), key=lambda figure: figure.start)
    lead = wording.lead(first)
    gap = wording.by_start[second.start].first - wording.by_start[first.start].stop
    if smaller.value > larger.value and wording.has(lead, "FROM") and wording.has(lead - 1, "ADRIFT") and gap == 1:
        raise Unbound("its figures are the ends of a range")


def _one_direction(roles: Roles, wording: Wording) -> None:
    """ "Lowered its forecast for the increase to 3.5 % from 3.9 %": what fell is the forecast."""
    match = wording.match
    first = min(one.first for one in wording.by_start.values())
    if not match.phrasing.template.startswith(("{RISE}", "{FALL}")):
        return
    opposite = {1: ("FALL",), -1: ("RISE",)}.get(match.direction, ())
    same = {1: ("RISE", "UP"), -1: ("FALL", "DOWN")}.get(match.direction, ())
    clause = range(_clause(first, wording, _CLAUSE), first)
    if any(wording.has(at, *opposite) and not wording.has(at, *same) for at in clause):
        raise Unbound("a word of the other direction stands before it")


def _other_base(roles: Roles, wording: Wording) -> None:
    """ "Up by three to 749, against 917 a year ago", "from a high of 917": the change is one since another day."""
    if not (roles.get("before") and roles.get("after")):
        return
    before, after = roles["before"][0], roles["after"][0]
    direction = wording.match.direction
    compared = wording.any_of(wording.lead(before), wording.by_start[before.start].first, "COMPARED", "EXTREME")
    percents = [figure.type == "percent" for role in ("before", "after", "percent") for figure in roles.get(role, ())]
    if compared and (direction * (after.value - before.value) < 0 or percents == [True, True, True]):
        raise Unbound("the figure it is compared with belongs to another time than the change")
    if {before.type, after.type} == {"percent", "point"}:
        raise Unbound("a percentage does not become a point")
    for figure in (before, after):
        stop = wording.by_start[figure.start].stop
        if wording.any_of(stop, stop + 2, "A_RISE", "A_FALL"):
            raise Unbound(f"“{figure.text}” is itself a change")
    at_a_price = " at {after}" in wording.match.phrasing.template
    if at_a_price and direction * (after.value - before.value) < 0:
        raise Unbound("what it is quoted from may be another level of the day than what it rose or fell from")
    delta = roles.get("delta", ())
    if (
        delta
        and delta[0].type == "number"
        and before.type in ("money", "measure")
        and delta[0].value > max(before.value, after.value)
    ):
        raise Unbound(f"“{delta[0].text}” is more than it could have changed by, so it has a unit of its own")


def _no_bypass(roles: Roles, wording: Wording) -> None:
    """ "Up to 865p from 842p before easing to 860p": what falls is not what it rose from."""
    first = min((*roles["larger"], *roles["smaller"]), key=lambda figure: figure.start)
    trailing = wording.match.phrasing.template.endswith(("{RISING} to {larger}", "{FALLING} to {smaller}"))
    held = wording.by_start[first.start].first
    if trailing and wording.any_of(max(held - _BEFORE_BASE, _clause(held, wording)), held, "FROM", "COMPARED"):
        raise Unbound(f"“{first.text}” is what another figure is compared with")


def _one_measure(roles: Roles, wording: Wording) -> None:
    """ "10.2 mln dlrs or 1.10 dlrs a share, up from 7.7 mln dlrs": what rose is the first figure."""
    for role in ("larger", "smaller", "after"):
        for figure in roles.get(role, ()):
            other = roles.get({"larger": "smaller", "smaller": "larger"}.get(role, "before"), ())
            if not other or figure.start > other[0].start:
                continue
            stop = wording.by_start[figure.start].stop
            rate = wording.has(stop, "PER") and wording.has(stop + 1, "PLAIN")
            beside = wording.has(wording.lead(figure), "OR")
            if (rate and _far(figure, other[0])) or (beside and figure.type == "money"):
                raise Unbound(f"“{figure.text}” restates another figure, and that one may be meant")


def _one_scale(roles: Roles, wording: Wording) -> None:
    """A percentage is not compared with points, nor an amount with a bare number of another order."""
    figures = roles["larger"][0], roles["smaller"][0]
    if {figure.type for figure in figures} == {"percent", "point"}:
        raise Unbound("a percentage is not compared with points")
    bare = [wording.by_start[figure.start].quantity.type == "number" for figure in figures]
    if any(bare) and not all(bare) and _far(*figures):
        raise Unbound("the figures are so far apart that one of them has another unit")


def _one_noun(roles: Roles, wording: Wording) -> None:
    """ "Turned seven departments into nine firms": only what stays what it is becomes less by a merger."""
    larger, smaller = roles["larger"][0], roles["smaller"][0]
    merged = any(mark in wording.match.phrasing.template for mark in ("} into {", "TERRITORY"))
    named = smaller.noun and not wording.has(wording.by_start[smaller.start].stop - 1, "GENERIC")
    if merged and named and smaller.unit != larger.unit and not wording.match.nouns.get("smaller"):
        raise Unbound(f"“{smaller.noun}” are no “{larger.noun}”")


def _by_merger(roles: Roles, wording: Wording) -> None:
    """ "The district goes from 21 communes to 8": they become fewer where it is said before that units are merged."""
    template = wording.match.phrasing.template
    listed = template.startswith(",")
    first, stop = wording.bounds()
    if "AFTER_MERGER" in template and sum(first <= one.first < stop for one in wording.reading.figures) > _SEVERAL:
        raise Unbound("another figure stands between them")
    if not listed and not template.startswith("{TURN}"):
        return
    if not wording.any_of(0, first, "FUSED", "MERGING", "FOUNDING"):
        raise Unbound("nothing is said of a merger, by which units become fewer")
    before = min((*roles["larger"], *roles["smaller"]), key=lambda figure: figure.start)
    bare = all(figure.type == "number" for members in roles.values() for figure in members)
    if listed and not (bare and _item_of_names(wording.lead(before) - 1, wording)):
        raise Unbound("no word says which of its figures is the larger one")


def _item_of_names(index: int, wording: Wording) -> bool:
    """Whether nothing but a name stands between the start of an item of a list and a token."""
    while wording.has(index - 1, "NAME", "ADMIN"):
        index -= 1
    return wording.word(index - 1).strip() in _HYPHENS and wording.word(index - 2)[:1] in ("", "\n")


def _far(one: Quantity, other: Quantity) -> bool:
    first, second = abs(Fraction(one.value)), abs(Fraction(other.value))
    return first > 100 * second or second > 100 * first


# -- averages and lists ------------------------------------------------------------------------------------------------


def _one_of_pair(roles: Roles, wording: Wording) -> None:
    """In "2.6 million of the 3.06 million shares at $24" the price is paid for the first.

    A total is itself no price ("at $50 a share plus a premium of $2 a share"), nor what the average is paid for ("one
    million at $20 each").
    """
    if "total" not in roles:
        return
    total = wording.by_start[roles["total"][0].start].quantity
    per, unit = roles["average"][0].per, roles["count"][0].unit
    if roles["count"][0].type == "measure" and per and per != unit:
        raise Unbound(f"“{roles['average'][0].text}” is for each {per}, not {unit}")
    if total.per:
        raise Unbound(f"“{total.text}” is paid for one of several, too")
    if total.type == "number" and roles["average"][0].type == "money":
        raise Unbound(f"“{total.text}” may count what the average is paid for")
    lead = wording.lead(roles["count"][0])
    if wording.has(lead, "OF", "OUT_OF") and wording.figure_before(lead):
        raise Unbound("the number is the whole of which another one was bought")
    if roles["count"][0].value >= 2 and roles["total"][0].value <= roles["average"][0].value:
        raise Unbound("a total of several is more than one of them")


def _direct_members(roles: Roles, wording: Wording) -> None:
    """In "including 5 boats, and a fleet of 12" the second figure is none of the list, nor in "with options for 12"."""
    shown = sorted(wording.by_start.values(), key=lambda one: one.first)
    parts = [one for one in shown if one.quantity.start not in {whole.start for whole in roles["whole"]}]
    behind_with = "with {part,...}" in wording.match.phrasing.template
    if behind_with and wording.word(wording.lead(parts[0].quantity) - 1) != ",":
        raise Unbound("what the whole comes with is said in other words")
    for before, one in itertools.pairwise(parts):
        lead = wording.lead(one.quantity)
        if lead >= before.stop and not (wording.word(lead) in (",", ";", "(") or wording.has(lead, "AND")):
            raise Unbound(f"“{one.quantity.text}” stands in another clause")


def _closed_list(roles: Roles, wording: Wording) -> None:
    """A list of names behind a comma ends at a stop.

    What goes on with a verb, or starts with "a", is as often a list of which the number is a member ("the
    four provinces, Quebec and Ontario will…").
    """
    number, items = roles["number"][0], roles["items"]
    tokens = wording.reading.text
    first = wording.reading.token(items[0].start)
    stop = wording.reading.token(items[-1].end)
    lead = first - 1
    while wording.has(lead, "DET"):
        lead -= 1
    opener = wording.word(lead)
    if items[0].start < number.start and _amid_name(first, wording):
        raise Unbound("it would start in the middle of a name")
    bulleted = wording.word(lead - 1).startswith("\n")
    joined = bulleted or wording.any_of(first, stop, "AND")
    if opener in _DASHES and number.value != len(items) and not joined:
        raise Unbound("its last two members are not joined")
    if number.value > len(items) and wording.has(stop, "AND"):
        raise Unbound("its list goes on with a number")
    if opener in _OPENERS or number.value == len(items) or wording.has(lead, "NAMELY"):
        return
    if wording.any_of(first, stop, "BE", "RISE", "FALL", "LOSS"):
        raise Unbound("its list goes on as a sentence")
    if stop < len(tokens.starts) and tokens.words[stop][0].isalnum():
        raise Unbound("its list does not end at a stop")
    if items[0].start < number.start:
        return
    if wording.has(first - 1, "ARTICLE"):
        raise Unbound("the list may go on from the number, and not name what it counts")
    if wording.has(lead, "ARE"):
        if number.value < len(items) or _BRACKET in tokens.words[first - 1 : stop]:
            raise Unbound("a comma may tell what one of its items is")
        return
    if wording.has(lead, "NAMELY"):
        return
    if opener != "," and any(not word[:1].isupper() for item in items for word in item.shown.split()):
        raise Unbound("what stands behind “of” is no list of names")
    if opener != "," and wording.has(first - 1, "DET"):
        raise Unbound("what stands behind “of” is what they belong to")


def _amid_name(index: int, wording: Wording) -> bool:
    """Whether a token goes on with a name; an article that starts a sentence is none."""
    return wording.has(index - 1, "NAME", "CAPITAL") and not wording.has(index - 1, "DET")


def _two_units(roles: Roles, wording: Wording) -> None:
    """A conversion states a whole amount in two units, not a half of "5 feet 10 inches (1.78 m)" or of "1/3 ounces"."""
    first, second = roles["a"][0], roles["b"][0]
    if first.unit == second.unit:
        raise Unbound("both figures are in one unit")
    if first.exact or second.exact:
        raise Unbound("one of its figures belongs to a fraction")
    if wording.has(wording.lead(first), "MINUS"):
        raise Unbound(f"“{first.text}” is negative in words")
    stop = wording.by_start[first.start].first
    stop -= wording.word(stop - 1) == "," or wording.has(stop - 1, "AND")
    before = wording.figure_before(stop)
    if before and before.quantity.type == "measure":
        raise Unbound(f"“{first.text}” goes on with the figure before it")


def _no_definition(roles: Roles, wording: Wording) -> None:
    """What stands in brackets is not what one unit is, as in "21,000 hundredweight (100 lbs)"."""
    first, second = roles["a"][0], roles["b"][0]
    readings = units.conversions({first.unit, second.unit}, second.unit)
    one = [reading[first.unit].factor + reading[first.unit].offset for reading in readings]
    if first.value >= _SEVERAL and any(2 * abs(unit - Fraction(second.value)) <= second.place for unit in one):
        raise Unbound(f"“{second.text}” says what one unit is")


def _own_length(roles: Roles, wording: Wording) -> None:
    """ "Debt maturing between 1988 and 1991, over 15 years": what goes on over a time is something else."""
    length = wording.by_start[roles["length"][0].start]
    behind = roles["length"][0].start > roles["end"][0].start and "OVER_TIME" not in wording.match.phrasing.template
    if behind and wording.has(length.first - 1, "OVER_TIME"):
        raise Unbound("the length is that of something else")


def _whole_name(roles: Roles, wording: Wording) -> None:
    """The successor's name is taken from its start; behind what was merged it is a name and not "the commune"."""
    for successor in roles.get("successor", ()):
        first, stop = wording.reading.token(successor.start), wording.reading.token(successor.end)
        if wording.has(first - 1, "NAME", "CAPITAL"):
            raise Unbound("it would start in the middle of a name")
        behind = successor.start > roles["predecessors"][0].start
        if behind and not any(wording.has(at, "NAME") for at in range(first, stop)):
            raise Unbound("it has no name")


def _whole_list(roles: Roles, wording: Wording) -> None:
    """ "An Loc and the communes of Binh Hoa, Tan Phu" names more than two: after "the communes" the list goes on."""
    last = roles["predecessors"][-1]
    first, stop = wording.reading.token(last.start), wording.reading.token(last.end)
    if wording.has(first - 1, "DET") and wording.word(stop) == "," and wording.has(stop + 1, "NAME", "CAPITAL"):
        raise Unbound("the list goes on behind its “and”")


def _short_list(roles: Roles, wording: Wording) -> None:
    """The number of a list is a plain count of two or more that nothing hedges."""
    number = roles["number"][0]
    if (
        number.hedge_class in _DEFINITE
        or number.value_max is not None
        or not 2 <= number.value <= LONGEST_LIST
        or isinstance(number.value, Fraction)
    ):
        raise Unbound(f"“{number.text}” is no plain count of a list")


def _apposed(roles: Roles, wording: Wording) -> None:
    """ "Leeds and York, the firm's two offices": just an owner stands between a list and the number that sums it up."""
    number, last = roles["number"][0], roles["items"][-1]
    held = wording.by_start[number.start]
    gap = held.first - wording.reading.token(last.end)
    if last.start > number.start or wording.match.phrasing.inferred:
        return
    if gap > _APPOSED:
        raise Unbound(f"“{number.text}” may count something else than what is listed before it")


def _plain_count(roles: Roles, wording: Wording) -> None:
    """The number of a list counts something by name, or stands alone right before the list."""
    number = roles["number"][0]
    held = wording.by_start[number.start]
    digits = any(char.isdecimal() for char in number.text)
    named = all(item.shown[:1].isupper() for item in roles["items"])
    if (
        number.type == "number"
        and (digits or not (held.first and wording.has(held.first - 1, "DET")))
        and wording.word(held.stop) not in _OPENERS
        and (digits or roles["items"][0].start > number.start or not wording.has(held.stop, "OF"))
        and (digits or not (wording.match.phrasing.inferred and named))
    ):
        raise Unbound(f"“{number.text}” counts nothing")


def _into_one(roles: Roles, wording: Wording) -> None:
    """ "Three communes become one: A, B and C", but "21 communes become 3: A, B and C" lists the new ones."""
    template = wording.match.phrasing.template
    stop = wording.by_start[roles["number"][0].start].stop
    behind = next((one.quantity for one in wording.reading.figures if one.first >= stop), None)
    if " * :" in template and (behind is None or behind.value != 1):
        raise Unbound("what is listed may be what they become")


DOUBTS: Mapping[str, tuple[Callable[[Roles, Wording], None], ...]] = {
    "bound": (_stroke, _one_stock, _so_far, _direct_members),
    "share": (_stroke, _of_them, _base_stated),
    "sum": (_labelled, _makes_up),
    "change": (_like_with_like, _polarity, _other_base, _one_measure),
    "compare": (_polarity, _one_direction, _no_bypass, _from_to, _one_measure, _one_scale, _one_noun, _by_merger),
    "average": (_one_of_pair,),
    "duration": (_own_length,),
    "founding": (_whole_name, _whole_list),
    "count": (_into_one, _apposed, _plain_count, _short_list, _closed_list),
    "conversion": (_two_units, _no_definition),
}
"""The doubts of each kind, in the order in which they are raised."""
