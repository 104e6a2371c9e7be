"""Claims in, checks and findings out: which rules apply, what is said, and which findings are one."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from attrs import evolve

from factcheck.checks import Laws
from factcheck.records import Check, Claim, PackError, Quantity, Severity, Verdict
from tests.figures import claim, counted, figure, item, money, pack, percent, rule, worded, year

LAWS = Laws(pack())
MISSED: dict[str, Any] = {"part": counted("504"), "whole": counted("533"), "percent": percent("94.55%")}


def told(law: str, direction: int = 0, **roles: Quantity | list[Quantity]) -> Check:
    kind = next(rule.claim for rule in LAWS.pack.rules if rule.id == law)
    return LAWS.explain(next(check for check in LAWS.judge(claim(kind, direction, **roles)) if check.rule == law))


def messaged(template: str, stated: Claim, require: str) -> str:
    verdicts: dict[str, Any] = {verdict.value: template for verdict in Verdict}
    laws = Laws(pack(rule("house", stated.kind, require, **verdicts)))
    return laws.explain(next(laws.judge(stated))).message


# -- which rules apply -------------------------------------------------------------------------------------------------


def test_a_rule_applies_to_claims_that_fill_all_roles_it_names() -> None:
    change = claim("change", 1, percent=percent("76%"), before=money("$639m"), after=money("$1.13bn"))
    assert [check.rule for check in LAWS.judge(change)] == ["change"]
    full = claim("change", 1, percent=percent("12.5%"), before=money("$40m"), after=money("$45m"), delta=money("$5m"))
    assert [check.rule for check in LAWS.judge(full)] == ["change", "difference", "change-of-after"]
    assert list(LAWS.judge(claim("founding", items=[item("Leeds")]))) == []


def test_a_check_holds_just_the_figures_of_its_law() -> None:
    full = claim("change", 1, percent=percent("12.5%"), before=money("$40m"), after=money("$45m"), delta=money("$5m"))
    assert [sorted(check.claim.roles) for check in LAWS.judge(full)] == [
        ["after", "before", "percent"],
        ["after", "before", "delta"],
        ["after", "delta", "percent"],
    ]
    stated = claim("share", **MISSED)
    assert next(LAWS.judge(stated)).claim is stated


def test_a_claim_fails_only_if_every_reading_fails() -> None:
    plain = claim("change", 1, percent=percent("10%"), before=money("$2.5"), after=money("$2.75m"))
    scaled = evolve(plain, roles={**plain.roles, "before": (money("$2.5m"),)})
    (check,) = LAWS.judge(evolve(plain, readings=(scaled,)))
    assert check.verdict is Verdict.CONSISTENT
    assert check.claim == scaled
    (check,) = LAWS.judge(evolve(scaled, readings=(plain,)))
    assert check.claim == scaled
    (check,) = LAWS.judge(evolve(plain, readings=(plain,)))
    assert check.verdict is Verdict.INCONSISTENT


def test_a_reading_that_cannot_be_decided_excuses_one_that_fails() -> None:
    length = worded("nine years", 9, "time", "year")
    wrong = claim("duration", length=length, start=year(1997), end=year(2004))
    turned = evolve(wrong, roles={**wrong.roles, "start": (year(2004),), "end": (year(1997),)})
    (check,) = LAWS.judge(evolve(wrong, readings=(turned,)))
    assert (check.verdict, check.reason, check.rung) == (Verdict.UNDECIDED, "ambiguous", None)


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ({}, Severity.ERROR),
        ({"inferred": True}, Severity.NOTE),
        ({"voice": "mixed"}, Severity.NOTE),
        ({"voice": "quoted"}, Severity.ERROR),
    ],
)
def test_only_what_does_not_follow_from_a_stated_base_has_the_weight_of_its_rule(
    change: dict[str, Any], severity: Severity
) -> None:
    wrong = evolve(claim("share", **{**MISSED, "percent": percent("68%")}), **change)
    assert [check.severity for check in LAWS.judge(wrong)] == [severity]


def test_a_misrounded_figure_is_a_note() -> None:
    assert [(check.verdict, check.severity) for check in LAWS.judge(claim("share", **MISSED))] == [
        (Verdict.MISROUNDED, Severity.NOTE)
    ]


def test_laws_are_the_same_in_another_process_and_in_threads() -> None:
    again = pickle.loads(pickle.dumps(LAWS))  # noqa: S301
    stated = [claim("share", **{**MISSED, "percent": percent(f"94.{cents}%")}) for cents in range(10, 99)]
    alone = [list(LAWS.judge(one)) for one in stated]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: list(again.judge(one)), stated)) == alone


def test_all_faults_of_a_pack_come_at_once_at_their_lines() -> None:
    faulty = pack(
        rule("one", "share", "percent = part"),
        rule("two", "sum", "total == sum(parts)", inconsistent="{total.real}"),
        rule("three", "bound", "part <= whole", inconsistent="{part"),
    )
    with pytest.raises(PackError) as caught:
        Laws(faulty)
    lines = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["rules.yaml"] * 3
    assert "equality is `==`" in lines[0]
    assert "{role.true}" in lines[1]
    assert "stands alone" in lines[2]


# -- what is said ------------------------------------------------------------------------------------------------------


def test_the_working_of_what_holds() -> None:
    assert (
        told("share", part=counted("504"), whole=counted("533"), percent=percent("94.56%")).working
        == "504 / 533 = 94.559…%"
    )
    assert told("sum", total=counted("47"), parts=[counted("45"), worded("two", 2)]).working == "45 + 2 = 47"
    change = told("change", 1, percent=percent("76%"), before=money("$639m"), after=money("$1.13bn"))
    assert change.working == "1,130 / 639 - 1 = 76.8…%"
    assert told("bound", part=counted("33"), whole=counted("50")).working == "33 ≤ 50"
    assert (
        told("exchange", a=[money("$1.13bn"), money("$639m")], b=[money("£600m"), money("£340m")]).working
        == "1.8833…, 1.8794…"
    )


def test_the_working_of_what_was_misrounded_says_how() -> None:
    assert LAWS.explain(next(LAWS.judge(claim("share", **MISSED)))).working == (
        "504 / 533 = 94.559…%; written 94.55% is cut off; rounded it is 94.56%"
    )
    up = told("change", 1, percent=percent("18%"), before=money("$62.3m"), after=money("$72.7m")).working
    assert up == "72.7 / 62.3 - 1 = 16.6…%; written 18% is off in its last place; rounded it is 17%"


def test_the_working_of_what_does_not_follow_says_what_is_possible() -> None:
    wrong = told("change", -1, percent=percent("31%"), before=money("$62.3m"), after=money("$50.4m"))
    assert wrong.working == (
        "50.4 / 62.3 - 1 = -19.1…%, between -19.3% and -18.9% as the figures may be rounded; written 31% (a fall)"
    )
    assert told("sum", total=counted("48"), parts=[counted("45"), counted("2")]).working == "45 + 2 = 47; written 48"
    assert told("count", number=worded("five", 5), items=[item("A"), item("B")]).working == "2 listed; written five"
    hedged = told("difference", -1, delta=money("£600", "OVER"), before=money("£190,329"), after=money("£189,733"))
    assert hedged.working.endswith("; written more than £600 (a fall)")


def test_the_working_of_dates() -> None:
    long = told("duration", length=worded("nine years", 9, "time", "year"), start=year(1997), end=year(2004))
    assert long.working == "from 1997 to 2004: between 6 and 8 years; written nine years"


def test_messages_have_slots_for_figures_and_for_what_they_should_be() -> None:
    stated = claim("sum", total=counted("48"), parts=[counted("45"), worded("two", 2)])
    text = "{parts.list} make {parts.sum}, so {total} is {total.true}"
    assert messaged(text, stated, "total == sum(parts)") == "45 and two make 47, so 48 is 47"
    stated = claim("sum", total=counted("48"), parts=[counted("45"), worded("two", 2), worded("six", 6)])
    assert messaged("{parts}", stated, "total == sum(parts)") == "45, two and six"


def test_a_value_that_should_be_is_written_as_the_figure_is() -> None:
    doubled = claim("multiple", factor=worded("doubled", 2, "factor"), after=counted("45"), before=counted("10"))
    assert messaged("{factor.true} times", doubled, "factor == after / before") == "4.5 times"
    rising = claim("change", -1, percent=percent("5%"), before=money("$10m"), after=money("$12m"))
    assert messaged("{percent.true}", rising, "percent == 100 * (after / before - 1)") == "+20%"
    over = claim("difference", -1, delta=money("£600", "OVER"), before=money("£190,329"), after=money("£189,733"))
    assert messaged("{delta.true}, not {delta}", over, "delta == after - before") == "£596, not more than £600"


def test_a_rule_without_a_message_gets_a_plain_one() -> None:
    assert (
        told("share", **{**MISSED, "percent": percent("68%")}).message
        == "68% does not follow from 504 and 533; it would be 95%"
    )
    assert told("sum", total=counted("47"), parts=[counted("45"), counted("2")]).message == "47 follows from 45 and 2"
    assert told("bound", part=counted("53"), whole=counted("50")).message == "53 and 50 do not agree"
    vacuous = told("share", part=counted("500", "OVER"), whole=counted("600", "OVER"), percent=percent("20%"))
    assert "could not have failed" in vacuous.message


def test_a_message_with_nothing_to_show_gives_way_to_the_plain_one() -> None:
    stated = claim("bound", part=counted("53"), whole=counted("50"))
    assert messaged("{part.true}", stated, "part <= whole") == "53 and 50 do not agree"


def test_a_message_cannot_reach_into_records() -> None:
    with pytest.raises(PackError):
        Laws(pack(rule("sly", "bound", "part <= whole", inconsistent="{part.__class__}")))


# -- findings ----------------------------------------------------------------------------------------------------------


def found(*stated: Claim, laws: Laws = LAWS) -> list[Check]:
    return [check for one in stated for check in laws.judge(one)]


def test_only_what_failed_is_a_finding_and_it_is_explained() -> None:
    (finding,) = LAWS.findings(found(claim("share", **MISSED), claim("bound", part=counted("5"), whole=counted("9"))))
    assert finding.check.message
    assert finding.check.working
    assert finding.suggestion is not None


def test_a_fingerprint_is_of_rule_roles_and_figures_and_not_of_places() -> None:
    (one,) = LAWS.findings(found(claim("share", **MISSED)))
    elsewhere = {
        role: evolve(figure, start=figure.start + 900, end=figure.end + 900) for role, figure in MISSED.items()
    }
    (other,) = LAWS.findings(found(evolve(claim("share", **elsewhere), document="b.txt")))
    assert one.fingerprint == other.fingerprint
    assert len(one.fingerprint) == 12
    (third,) = LAWS.findings(found(claim("share", **{**MISSED, "part": counted("503")})))
    assert third.fingerprint != one.fingerprint


def test_the_same_slip_twice_in_a_document_has_two_fingerprints() -> None:
    elsewhere = {
        role: evolve(figure, start=figure.start + 900, end=figure.end + 900) for role, figure in MISSED.items()
    }
    first, second = LAWS.findings(found(claim("share", **MISSED), claim("share", **elsewhere)))
    assert first.fingerprint != second.fingerprint
    assert not second.folded_into


def test_findings_with_one_suspect_are_folded_under_the_gravest() -> None:
    wrong = figure("68.22%", "percent", "percent")
    near = figure("68.63%", "percent", "percent")
    light = claim("share", part=counted("683"), whole=counted("1,001"), percent=wrong)
    grave = claim("share", part=counted("105"), whole=counted("153"), percent=wrong)
    other = claim("share", part=counted("504"), whole=counted("533"), percent=near)
    note, error, alone = LAWS.findings(found(light, grave, other))
    assert (note.check.severity, error.check.severity) == (Severity.NOTE, Severity.ERROR)
    assert note.folded_into == error.fingerprint
    assert not error.folded_into
    assert not alone.folded_into


def test_one_set_of_figures_under_two_rules_is_one_finding() -> None:
    laws = Laws(
        pack(rule("weak", "bound", "part <= whole", Severity.WARNING), rule("strong", "bound", "whole >= part"))
    )
    weak, strong = laws.findings(found(claim("bound", part=counted("53"), whole=counted("50")), laws=laws))
    assert weak.folded_into == strong.fingerprint
