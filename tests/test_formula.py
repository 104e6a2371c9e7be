"""The formula language of laws: what it reads, what it refuses, and that laws are tested and solved exactly."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import packs
from factcheck.checks.branches import Agreement, Comparison
from factcheck.checks.formula import MAX_PARTS, FormulaError, Law, parse
from factcheck.interval import Interval, Undecided, above, point
from factcheck.records import Kind, Number, Quantity, Role
from tests.figures import day, figure, item, worded, year

LAWS = (
    "percent == 100 * part / whole",
    "total == sum(parts)",
    "percent == 100 * (after / before - 1)",
    "delta == after - before",
    "percent == 100 / (after / delta - 1)",
    "factor == after / before",
    "average == total / count",
    "a == -b * 2 + c / 4",
)
LISTS = {"parts"}
PLAIN: dict[str, tuple[Quantity, ...]] = {}


def holds(law: str, **box: Interval | list[Interval]) -> bool:
    return parse(law).holds({role: found if isinstance(found, list) else [found] for role, found in box.items()}, PLAIN)


def dated(law: str, **figures: Quantity) -> bool:
    roles = {role: (one,) for role, one in figures.items()}
    return parse(law).holds({role: [point(one.value)] for role, one in figures.items()}, roles)


@pytest.mark.parametrize(
    ("source", "column", "hint"),
    [
        ("a == (b - a) / c", 11, "occurs twice"),
        ("percent == (after - before) / before", 31, "a / b - 1"),
        ("a == b ** 2", 8, "not part of the language"),
        ("a = b", 3, "=="),
        ("a == b == c", 8, "one comparison a branch"),
        ("a + b", 6, "comparison is missing"),
        ("1 == 2", 1, "names no role"),
        ("a == open(b)", 6, "no function"),
        ("a.b == c", 2, "not part of the language"),
        ("a == 'b'", 6, "not part of the language"),
        ("a == sum(len(b))", 10, "cannot stand inside"),
        ("a == sum(2)", 10, "needs a list role"),
        ("a == agree(b)", 6, "branch of its own"),
        ("a == (b + c", 12, "`)` is expected"),
        ("a == days(b)", 12, "`,` is expected"),
        ("a == len(b, c)", 11, "takes 1 role"),
        ("a == len(2)", 10, "a role is expected"),
        ("a == b c", 8, "does not continue"),
        ("a == b or", 10, "is expected"),
        ("a == b / 0", 10, "nothing can be divided by 0"),
        ("", 1, "is expected"),
    ],
)
def test_what_is_no_law_is_refused_at_its_column_with_a_hint(source: str, column: int, hint: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(source)
    assert caught.value.column == column
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("source", "column", "told"),
    [
        ("a % b", 3, "`%` is not part of the language"),
        ("a = b", 3, "`=` is not part of the language; equality is `==`"),
        ("a == or", 6, "a number, a role or `(` is expected, not `or`"),
        ("a == ) (b)", 6, "a number, a role or `(` is expected, not `)`"),
        ("a ==", 5, "a number, a role or `(` is expected at the end"),
        ("a == (b c)", 9, "`)` is expected before `c`"),
        ("a == (b", 8, "`)` is expected at the end"),
        (
            "a == sum(open(b))",
            10,
            "`open` is no function; there are sum, len, agree, years, days, weekday, whole_number",
        ),
        ("a == len(b, c)", 11, "`len` takes 1 role and nothing else"),
        ("a == days(b, c, d)", 15, "`days` takes 2 roles and nothing else"),
        ("a < b and c == days(d, e)", 7, "`and` cannot join laws of the calendar; write two rules"),
    ],
)
def test_a_fault_is_told_in_full(source: str, column: int, told: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(source)
    assert (caught.value.column, str(caught.value)) == (column, told)


KINDS = packs.load().kinds


def test_a_role_that_only_has_a_name_is_refused_without_a_word_of_lists() -> None:
    with pytest.raises(FormulaError) as caught:
        parse("place == 1", Kind("named", (Role("place", "name"),)))
    assert str(caught.value) == "`place` has no value to compute with"


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("sum", "total == sum(parts)"),
        ("count", "number == len(items)"),
        ("duration", "length == years(start, end) or length == days(start, end)"),
        ("weekday", "weekday == weekday(date)"),
    ],
)
def test_a_law_fits_the_roles_of_its_kind(kind: str, source: str) -> None:
    assert parse(source, KINDS[kind]) == parse(source)


@pytest.mark.parametrize(
    ("kind", "source", "column", "hint"),
    [
        ("sum", "total == parts", 10, "`parts` is a list; write sum(parts) or len(parts)"),
        ("sum", "sum(total) == 1", 5, "`sum` wants a list, and `total` is none; give the role `list: true`"),
        ("share", "agree(part / whole)", 7, "`agree` wants a list, and `part` is none"),
        ("share", "len(part) == whole", 5, "`len` counts a list, and `part` is none"),
        ("count", "number == sum(items)", 15, "`items` has no value to compute with; write len(items)"),
        ("average", "total == days(count, average)", 15, "`days` wants dates, and `count` is of type quantity"),
        ("duration", "length == end - start", 11, "`end` is a date; write days(…) or years(…) of two dates"),
        ("weekday", "2 == weekday(weekday)", 14, "`weekday` wants dates, and `weekday` is of type weekday"),
    ],
)
def test_a_role_stands_in_a_law_only_where_its_type_fits(kind: str, source: str, column: int, hint: str) -> None:
    parse(source)
    with pytest.raises(FormulaError) as caught:
        parse(source, KINDS[kind])
    assert caught.value.column == column
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        "a == " + "(" * 3000 + "b" + ")" * 3000,
        "a == " + "-" * 3000 + "b",
        "a == b" + " + 1" * 3000,
        " or ".join(["a == b"] * 1000),
    ],
)
def test_a_law_of_endless_length_is_refused(source: str) -> None:
    with pytest.raises(FormulaError, match="the law has more than 200 parts; write several rules"):
        parse(source)


def test_a_law_may_have_200_parts_and_the_one_behind_them_is_told() -> None:
    assert parse("a == -b" + " + 0" * 98).roles == {"a", "b"}
    for more in (99, 3000):
        with pytest.raises(FormulaError) as caught:
            parse("a == b" + " + 0" * more)
        assert caught.value.column == len("a == b" + " + 0" * 99)


def test_the_longest_law_can_be_worked_out() -> None:
    deep = MAX_PARTS // 2 - 2
    for longest in ("a == " + "(" * deep + "b" + ")" * deep, "a == " + "-" * 2 * deep + "b", "a == b" + " + 0" * deep):
        law = parse(longest)
        assert law.holds({"a": [point(2)], "b": [point(2)]}, PLAIN)
        assert law.solve("b", 0, {"a": [point(2)], "b": [point(2)]}, PLAIN) == point(2)


@pytest.mark.parametrize("number", ["9" * 6000, "1." + "9" * 6000])
def test_a_number_of_endless_length_is_refused(number: str) -> None:
    with pytest.raises(FormulaError, match="more than 18 characters"):
        parse(f"a == b * {number}")


def test_a_number_may_have_18_characters_and_a_role_more() -> None:
    assert holds(f"a == b * {10**17}", a=point(10**17), b=point(1))
    with pytest.raises(FormulaError, match="more than 18 characters"):
        parse(f"a == b * {10**18}")
    assert parse("the_part_of_the_whole == b").roles == {"the_part_of_the_whole", "b"}


def test_the_names_of_branches_are_roles_where_nothing_is_called() -> None:
    assert parse("agree == whole_number").roles == {"agree", "whole_number"}


def test_comparisons_that_are_joined_hold_together_or_not_at_all() -> None:
    law = "a < b and c == d and e > f"
    one = {role: point(1) for role in "acdf"} | {role: point(2) for role in "be"}
    assert holds(law, **one)
    for role, other in (("b", 0), ("d", 0), ("e", 0)):
        assert not holds(law, **{**one, role: point(other)})


def test_whether_a_law_speaks_of_the_calendar_is_worked_out_and_not_told() -> None:
    assert parse("length == years(start, end)").calendar is True
    assert parse("a == b").calendar is False
    with pytest.raises(TypeError):
        Law("a == b", (), frozenset(), calendar=True)  # type: ignore[call-arg]


def test_a_law_divides_if_it_has_a_quotient() -> None:
    assert parse("percent == 100 * part / whole").divides is True
    assert parse("total == sum(parts)").divides is False


def test_a_role_is_solved_in_the_branch_that_names_it() -> None:
    box = {role: [point(number)] for number, role in enumerate("abcd")}
    assert parse("a == b or c == d").solve("c", 0, box, PLAIN) == point(3)
    assert parse("a < b or a == d").solve("a", 0, {**box, "b": [above(1)]}, PLAIN) == point(3)


def test_a_role_may_come_back_in_another_branch() -> None:
    law = parse("length == years(start, end) or length == days(start, end)")
    assert law.roles == {"length", "start", "end"}
    assert len(law.branches) == 2


def test_products_bind_closer_than_sums_and_both_from_the_left() -> None:
    assert holds("a == 2 + 3 * 4 - 6 / 3", a=point(12))
    assert holds("a == 24 / 4 / 3 * 2", a=point(4))
    assert holds("a == (2 + 3) * -4", a=point(-20))
    assert holds("a == 10 - 4 - 3", a=point(3))
    assert holds("a == 2.5 * b", a=point(5), b=point(2))


def test_a_law_says_which_role_it_derives() -> None:
    law = parse("total == sum(parts)")
    branch = law.branches[0]
    assert isinstance(branch, Comparison)
    assert branch.derived == "total"
    assert isinstance(parse("part <= whole").branches[0], Comparison)
    assert isinstance(parse("agree(values)").branches[0], Agreement)


@pytest.mark.parametrize(
    "source",
    [*LAWS, "length == years(start, end) or length == days(start, end)", "agree(a / b)", "whole_number(a / b)"],
)
def test_a_law_can_be_sent_to_another_process(source: str) -> None:
    assert pickle.loads(pickle.dumps(parse(source))) == parse(source)  # noqa: S301


# -- comparisons -------------------------------------------------------------------------------------------------------


def test_comparisons_fail_only_where_they_are_impossible_and_exactly_there() -> None:
    assert holds("a <= b", a=Interval(5, 9), b=Interval(1, 5))
    assert not holds("a < b", a=Interval(5, 9), b=Interval(1, 5))
    assert not holds("a <= b", a=Interval(5, 9), b=Interval(1, 5, True, False))
    assert holds("a >= b", a=Interval(1, 5), b=Interval(5, 9))
    assert not holds("a > b", a=Interval(1, 5), b=Interval(5, 9))
    assert holds("a != b", a=Interval(1, 5), b=point(3))
    assert not holds("a != b", a=point(3), b=point(3))


def test_a_share_at_the_very_end_of_its_rounding_holds() -> None:
    percent = Interval(Fraction(94545, 1000), Fraction(94555, 1000))
    assert holds("percent == 100 * part / whole", percent=percent, part=point(94555), whole=point(100_000))
    assert not holds("percent == 100 * part / whole", percent=percent, part=point(94556), whole=point(100_001))


def test_members_agree_if_all_share_one_value() -> None:
    assert holds("agree(v)", v=[Interval(1, 3), Interval(2, 5), Interval(3, 4)])
    assert not holds("agree(v)", v=[Interval(1, 3), Interval(2, 5), Interval(4, 5)])
    assert holds("agree(a / b)", a=[point(10), point(20)], b=[Interval(4, 6), Interval(9, 11)])
    assert not holds("agree(a / b)", a=[point(10), point(20)], b=[Interval(4, 6), Interval(19, 21)])


def test_lists_of_different_lengths_cannot_be_paired() -> None:
    with pytest.raises(Undecided) as caught:
        holds("agree(a / b)", a=[point(10), point(20)], b=[point(4)])
    assert caught.value.reason == "missing-part"


@pytest.mark.parametrize(
    ("interval", "whole"),
    [
        (Interval(Fraction(5, 2), Fraction(7, 2)), True),
        (Interval(Fraction(21, 10), Fraction(29, 10)), False),
        (Interval(2, 3, False, False), False),
        (Interval(2, 3, False, True), True),
        (above(7), True),
    ],
)
def test_a_whole_number_is_looked_for_inside_the_interval(interval: Interval, whole: bool) -> None:
    assert holds("whole_number(a)", a=interval) is whole


def test_one_branch_that_holds_is_enough_and_one_that_cannot_be_worked_out_leaves_it_open() -> None:
    law = "a == b / c or a == d"
    box = {"b": point(1), "c": Interval(-1, 1), "d": point(3)}
    assert holds(law, a=point(3), **box)
    with pytest.raises(Undecided):
        holds(law, a=point(4), **box)


# -- solving -----------------------------------------------------------------------------------------------------------

positive = st.one_of(st.integers(1, 1000), st.fractions(1, 50, max_denominator=40))


def box_of(law: Law, data: st.DataObject) -> dict[str, list[Interval]]:
    """Points for all roles of a law but those that it derives."""
    sizes = {role: 3 if role in LISTS else 1 for role in sorted(law.roles)}
    return {role: [point(data.draw(positive)) for _ in range(size)] for role, size in sizes.items()}


@given(st.sampled_from(LAWS), st.data())
def test_what_a_law_is_solved_for_makes_it_hold(source: str, data: st.DataObject) -> None:
    law = parse(source)
    box = box_of(law, data)
    role = data.draw(st.sampled_from(sorted(law.roles)))
    member = data.draw(st.integers(0, len(box[role]) - 1))
    solved = law.solve(role, member, box, PLAIN)
    if solved is None or solved.low is None or solved.low != solved.high:
        return
    members = [*box[role][:member], solved, *box[role][member + 1 :]]
    try:
        assert law.holds({**box, role: members}, PLAIN)
        moved = [*box[role][:member], solved + point(1), *box[role][member + 1 :]]
        assert not law.holds({**box, role: moved}, PLAIN)
    except Undecided:
        assert "/" in source


@given(st.sampled_from(LAWS), st.data())
def test_widening_an_interval_never_makes_a_law_fail(source: str, data: st.DataObject) -> None:
    law = parse(source)
    box = box_of(law, data)
    derived = source.partition(" ==")[0]
    solved = law.solve(derived, 0, box, PLAIN)
    if solved is None:
        return
    box[derived] = [solved]
    widened = {
        role: [one + Interval(-data.draw(positive), data.draw(positive)) for one in members]
        for role, members in box.items()
    }
    try:
        assert law.holds(widened, PLAIN)
    except Undecided as open_:
        assert open_.reason == "vacuous"


def test_a_law_with_a_length_is_solved_for_the_number_and_not_for_an_item() -> None:
    law = parse("number == len(items)")
    box = {"number": [point(5)], "items": [point(1)] * 4}
    figures = {"number": (worded("five", 5),), "items": tuple(item(name) for name in "ABCD")}
    assert law.solve("number", 0, box, figures) == point(4)
    assert law.solve("items", 0, box, figures) is None


def test_a_comparison_is_solved_for_all_that_fulfil_it() -> None:
    law, box = parse("part <= whole"), {"part": [point(39)], "whole": [point(38)]}
    assert law.solve("part", 0, box, PLAIN) == Interval(None, 38, False, True)
    assert law.solve("whole", 0, box, PLAIN) == Interval(39, None, True, False)


# -- the calendar ------------------------------------------------------------------------------------------------------

DURATION = "length == years(start, end) or length == days(start, end)"


def lasts(number: Number, unit: str) -> Quantity:
    return worded(f"{number} {unit}s", number, "time", unit)


@pytest.mark.parametrize(
    ("number", "unit", "start", "end", "expected"),
    [
        (7, "year", year(1997), year(2004), True),
        (8, "year", year(1997), year(2004), True),
        (9, "year", year(1997), year(2004), False),
        (1, "decade", year(1995), year(2005), True),
        (18, "month", year(1997), year(1999), True),
        (48, "month", year(1997), year(1999), False),
        (2, "day", day("13", 2001, 12, 13, dated=False), day("14", 2001, 12, 14, dated=False), True),
        (3, "day", day("13", 2001, 12, 13, dated=False), day("14", 2001, 12, 14, dated=False), False),
        (6, "day", day("28 December", 2001, 12, 28, dated=False), day("3 January", 2001, 1, 3, dated=False), True),
        (5, "day", day("30 April", 2001, 4, 30, dated=False), day("4 May 2025", 2025, 5, 4), True),
        (2, "week", day("1 May 2024", 2024, 5, 1), day("14 May 2024", 2024, 5, 14), True),
        (6, "month", day("1 January 2024", 2024, 1, 1), day("1 July 2024", 2024, 7, 1), True),
        (4, "month", day("1 January 2024", 2024, 1, 1), day("1 July 2024", 2024, 7, 1), False),
        (5, "year", day("1 January 2000", 2000, 1, 1), day("31 December 2004", 2004, 12, 31), True),
        (6, "year", day("1 January 2000", 2000, 1, 1), day("31 December 2004", 2004, 12, 31), False),
        (34, "year", year(1990), day("3 May 2024", 2024, 5, 3), True),
    ],
)
def test_a_length_of_time_may_count_both_ends_or_one(
    number: Number, unit: str, start: Quantity, end: Quantity, expected: bool
) -> None:
    assert dated(DURATION, length=lasts(number, unit), start=start, end=end) is expected


@pytest.mark.parametrize(
    ("length", "start", "end", "reason"),
    [
        (lasts(3, "day"), year(1997), year(2004), "not-comparable"),
        (lasts(3, "kilometre"), year(1997), year(2004), "not-comparable"),
        (figure("7"), year(1997), year(2004), "not-comparable"),
        (lasts(7, "year"), year(2004), year(1997), "ambiguous"),
        (lasts(7, "day"), day("9 May 2024", 2024, 5, 9), day("2 May 2024", 2024, 5, 2), "ambiguous"),
    ],
)
def test_what_cannot_be_told_from_dates_is_undecided(
    length: Quantity, start: Quantity, end: Quantity, reason: str
) -> None:
    with pytest.raises(Undecided) as caught:
        dated(DURATION, length=length, start=start, end=end)
    assert caught.value.reason == reason


def test_a_length_is_solved_for_in_its_own_unit() -> None:
    figures = {
        "length": (lasts(3, "week"),),
        "start": (day("1 May 2024", 2024, 5, 1),),
        "end": (day("14 May 2024", 2024, 5, 14),),
    }
    box = {role: [point(members[0].value)] for role, members in figures.items()}
    assert parse(DURATION).solve("length", 0, box, figures) == Interval(Fraction(13, 7), 2)


def test_the_weekday_of_a_date_needs_its_year() -> None:
    friday, thursday = worded("Friday", 4, "weekday"), worded("Thursday", 3, "weekday")
    date = day("10 October 2025", 2025, 10, 10)
    assert dated("weekday == weekday(date)", weekday=friday, date=date)
    assert not dated("weekday == weekday(date)", weekday=thursday, date=date)
    with pytest.raises(Undecided):
        dated("weekday == weekday(date)", weekday=friday, date=day("10 October", 2001, 10, 10, dated=False))
