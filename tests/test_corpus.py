"""What several documents state together: given these texts, these findings across them."""

from __future__ import annotations

import pytest

from factcheck import Checker, Config
from factcheck.readers import read_text
from factcheck.records import Check, Document

CHECKER = Checker(Config(list_all=True))
Told = tuple[str, str, str, tuple[str, ...]]
"""Kind, verdict (or why undecided), severity, and the figures of a check across documents."""


def documents(*texts: str) -> list[Document]:
    return [read_text(text, f"{number}.txt") for number, text in enumerate(texts, 1)]


def across(*texts: str) -> list[Check]:
    return [check for check in CHECKER.check_documents(documents(*texts)).checks if check.claim.stated]


def told(*texts: str) -> list[Told]:
    return [
        (
            check.claim.kind,
            check.reason or str(check.verdict),
            str(check.severity),
            tuple(fact.figure.text for facts in check.claim.stated.values() for fact in facts),
        )
        for check in across(*texts)
    ]


# -- one fact, stated twice --------------------------------------------------------------------------------------------


def test_two_populations_of_one_commune_are_a_note_where_no_day_is_stated() -> None:
    assert told("Ban Phai commune has a population of 12,400.", "Ban Phai commune has a population of 14,200.") == [
        ("repeat", "inconsistent", "note", ("12,400", "14,200"))
    ]


def test_they_are_an_error_where_both_texts_state_the_same_year() -> None:
    assert told(
        "In 2024 Ban Phai commune had a population of 12,400.", "In 2024 Ban Phai commune had a population of 14,200."
    ) == [("repeat", "inconsistent", "error", ("12,400", "14,200"))]


OF_2024 = "| Commune | Population 2024 |\n|---|---|\n| Ban Phai | 12,400{} |\n| Pa Hin | 3,100 |\n"


def test_a_provisional_figure_is_contradicted_by_a_note_at_most() -> None:
    final = "In 2024 Ban Phai commune had a population of 14,200."
    assert told(OF_2024.format(""), final) == [("repeat", "inconsistent", "error", ("12,400", "14,200"))]
    assert told(OF_2024.format(" (p)"), final) == [("repeat", "inconsistent", "note", ("12,400", "14,200"))]


def test_a_provisional_figure_and_a_revised_one_are_two_states_of_one() -> None:
    revised = OF_2024.format("r").replace("12,400", "14,200")
    assert [verdict for _, verdict, *_ in told(OF_2024.format("p"), revised)] == ["not-comparable", "consistent"]


def test_of_two_different_years_nothing_is_said() -> None:
    assert told(
        "In 2023 Ban Phai commune had a population of 12,400.", "In 2024 Ban Phai commune had a population of 14,200."
    ) == [("repeat", "not-comparable", "note", ("12,400", "14,200"))]


@pytest.mark.parametrize(
    ("first", "second"), [("10 million", "9.96 million"), ("17,604", "over 17,600"), ("86", "85.9")]
)
def test_a_rounded_copy_is_the_same_fact(first: str, second: str) -> None:
    (one,) = told(f"Ban Phai province has a population of {first}.", f"Ban Phai province has a population of {second}.")
    assert one[1] == "consistent"


def test_the_base_of_a_share_that_is_not_the_total_of_its_document_is_a_note() -> None:
    text = "Ban Phai commune has 580 Party members. In Ban Phai commune, 504 of {} Party members ({}%) changed cards."
    other = "Pa Hin commune has 340 Party members."
    assert told(text.format(533, "94.6"), other) == [("repeat", "inconsistent", "note", ("580", "533"))]
    assert told(text.format(580, "86.9"), other) == [("repeat", "consistent", "note", ("580", "580"))]


def test_a_sentence_that_was_copied_has_one_vote() -> None:
    copied = "In 2024 Ban Phai commune had a population of 12,400."
    other = "In 2024 Ban Phai commune had a population of 14,200, officials say."
    own = "Ban Phai commune, which had a population of 12,400 in 2024, grows tea."
    (finding,) = CHECKER.check_documents(documents(copied, copied, copied, other)).findings
    assert finding.suspects == ()
    assert len(finding.check.claim.stated["values"]) == 4
    (finding,) = CHECKER.check_documents(documents(copied, own, other)).findings
    assert [[suspect.text for suspect in some] for some in finding.suspects] == [["14,200"]]


def test_what_cannot_be_compared_is_told_with_its_times() -> None:
    (check,) = across(
        "In 2023 Ban Phai commune had a population of 12,400.",
        "By December 31, 2024 Ban Phai commune had a population of 14,200.",
    )
    assert check.message.endswith("may be figures of different days (2023, 2024-12-31) or of different things")


def test_a_plan_is_not_held_against_what_came_of_it() -> None:
    assert told(
        "Under the plan, forest coverage in Ban Phai province should reach 46%.",
        "Forest coverage in Ban Phai province is 44%.",
    ) == [("repeat", "not-comparable", "note", ("46%", "44%"))]


def test_a_measure_of_some_of_them_is_another_measure() -> None:
    assert told("Ban Phai province had 13,331 international visitors.", "Ban Phai province had 426,100 visitors.") == []


def test_those_to_whom_something_happened_are_no_population() -> None:
    assert told("Ban Phai commune has a population of 12,400.", "In Ban Phai commune the flood killed 12 people.") == []


def test_a_count_of_the_same_things_confirms_and_never_contradicts() -> None:
    assert told("Ban Phai commune has 47 schools.", "Ban Phai commune has 47 schools.") == [
        ("repeat", "consistent", "note", ("47", "47"))
    ]
    assert told("Ban Phai commune has 47 schools.", "Ban Phai commune has 52 schools.") == []


def test_one_finding_names_every_place_that_agrees() -> None:
    (check,) = across(*["Ban Phai commune has a population of 12,400."] * 3)
    places = "12,400 in 1.txt, line 1, 12,400 in 2.txt, line 1 and 12,400 in 3.txt, line 1"
    assert check.message == f"Ban Phai commune, population: {places} agree"


def test_documents_in_any_order_give_the_same_checks() -> None:
    texts = documents("Ban Phai commune has a population of 12,400.", "Ban Phai commune has a population of 14,200.")
    assert CHECKER.check_documents(texts).to_json() == CHECKER.check_documents(texts[::-1]).to_json()


# -- names -------------------------------------------------------------------------------------------------------------

AREA = "{} has a natural area of {} km2."


def test_the_commune_is_the_last_one_named() -> None:
    first = "Ban Phai commune was founded in 1954. The commune has a population of 12,400."
    assert told(first, "Ban Phai commune has a population of 14,200.")[0][3] == ("12,400", "14,200")


def test_the_dateline_names_the_province() -> None:
    first = "HÀ GIANG - The roads are steep.\n\nThe province has a natural area of 7,929.5 km2."
    assert told(first, "Hà Giang province has a natural area of 7,992.5 km2.")[0][3] == ("7,929.5 km2", "7,992.5 km2")


def test_names_with_other_tones_are_other_places() -> None:
    assert (
        told(AREA.format("Na Sang commune", "116.4") + " Lào Cai is far.", AREA.format("Nà Sang commune", "161.4"))
        == []
    )


def test_a_text_without_tones_means_the_only_place_that_it_can() -> None:
    plain = AREA.format("Na Sang commune", "116.4")
    assert told(plain, AREA.format("Nà Sang commune", "161.4"))[0][3] == ("116.4 km2", "161.4 km2")
    several = AREA.format("Nà Sang commune", "161.4") + " " + AREA.format("Ná Sang commune", "88.2")
    assert told(plain, several) == []


def test_a_town_and_a_commune_of_one_name_are_two_places() -> None:
    assert told(AREA.format("Muong Cha town", "8.1"), AREA.format("Muong Cha commune", "199.4")) == []


def test_people_are_no_places() -> None:
    first = "Ban Phai commune is poor. Secretary Ban Phai of the board said it has a population of 12,400."
    assert told(first, "Ban Phai commune has a population of 14,200.")[0][3] == ("12,400", "14,200")


def test_facts_in_two_languages_meet() -> None:
    vietnamese = (
        "Xã Hà Lang có diện tích tự nhiên 85,94 km2, dân số 17.604 người. Toàn xã có 47 chi bộ với 580 đảng viên."
    )
    english = "Hà Lang commune has a natural area of 85.94 km2, a population of 17,406 and 580 Party members."
    assert told(english, vietnamese) == [
        ("repeat", "consistent", "note", ("85.94 km2", "85,94 km2")),
        ("repeat", "inconsistent", "note", ("17,406", "17.604")),
        ("repeat", "consistent", "note", ("580", "580")),
    ]


def test_in_vietnamese_new_and_old_stand_behind_the_name() -> None:
    text = "Xã Hà Lang mới có dân số 12.400 người. Xã Hà Lang cũ có dân số 5.300 người. Con đường còn xấu."
    facts = CHECKER.facts(documents(text))
    assert [fact.about[0].standing for _, fact in facts] == ["new", "former"]


# -- mergers -----------------------------------------------------------------------------------------------------------

MERGED = "Ban Phai commune was formed by merging {}. The new Ban Phai commune has a population of {}."
PARTS = "The former Lung Vai commune had a population of 5,300. The former Ta Ma commune had a population of 7,100."


def test_a_merged_commune_has_as_many_people_as_its_predecessors_had() -> None:
    assert told(MERGED.format("Lung Vai and Ta Ma", "12,400"), PARTS) == [
        ("merger", "consistent", "note", ("12,400", "5,300", "7,100"))
    ]
    (check,) = across(MERGED.format("Lung Vai and Ta Ma", "14,200"), PARTS)
    assert check.message == "Ban Phai commune, population: 5,300 and 7,100 add up to 12,400, not 14,200"


def test_a_missing_predecessor_leaves_the_total_undecided_and_is_named() -> None:
    (check,) = across(MERGED.format("Lung Vai, Ta Ma and Sin Cheng", "14,200"), PARTS)
    assert (check.verdict, check.reason) == ("undecided", "missing-part")
    assert "Sin Cheng commune" in check.message


def test_one_figure_is_not_added_up_as_that_of_two_predecessors() -> None:
    told_of_both = "The former Lung Vai commune had 12,345 people. The former Ta Ma commune had 12,345 people."
    assert told(MERGED.format("Lung Vai and Ta Ma", "30,000"), told_of_both) == []


def test_a_name_that_a_merged_place_shares_with_its_predecessor_is_not_held_against_the_other_one() -> None:
    merged = MERGED.format("Ban Phai and Ta Ma", "12,400")
    checks = told(merged, "The former Ban Phai commune had a population of 5,300.")
    assert [check for check in checks if check[1] == "inconsistent"] == []


def test_what_was_joined_in_parentheses_is_a_predecessor() -> None:
    checks = told(
        "The first of the new provinces: Ban Phai (with Ta Ma): 8,375.21 km2 and 1,799,489 people.",
        "BAN PHAI - The province covers 3,521.96 km2.",
        "Deputies of Ta Ma province, which covers 4,853.25 km2, said yes.",
    )
    assert ("merger", "consistent", "note", ("8,375.21 km2", "3,521.96 km2", "4,853.25 km2")) in checks


# -- tables ------------------------------------------------------------------------------------------------------------

TABLE = """\
| Commune | Population | Area (km2) |
| --- | ---: | ---: |
| Ban Phai | 12,400 | 85.94 |
| Ta Ma | 9,100 | 120.10 |
"""


def in_table(text: str) -> list[tuple[str, tuple[str, ...]]]:
    report = CHECKER.check_document(read_text(text, "a.md"))
    return [
        (str(check.verdict), tuple(fact.figure.text for facts in check.claim.stated.values() for fact in facts))
        for check in report.checks
        if check.claim.stated
    ]


def test_prose_is_held_against_the_table_beside_it() -> None:
    assert in_table(f"{TABLE}\nBan Phai commune has a population of 14,200 on 85.94 km2.\n") == [
        ("inconsistent", ("12,400", "14,200")),
        ("consistent", ("85.94", "85.94 km2")),
    ]


def test_a_table_alone_is_held_against_nothing() -> None:
    assert in_table(TABLE) == []


def test_a_table_is_held_against_other_documents() -> None:
    table, prose = read_text(TABLE, "a.md"), read_text("Ta Ma commune covers 102.1 km2.", "b.txt")
    found = [check for check in CHECKER.check_documents([table, prose]).checks if check.claim.stated]
    assert [check.verdict for check in found] == ["inconsistent"]


# -- parts of a time ---------------------------------------------------------------------------------------------------


def test_a_quarter_has_no_more_visitors_than_its_year() -> None:
    quarter = "In the first quarter of 2025 Ban Phai province received {} visitors."
    year = "In 2025 Ban Phai province received 1.45 million visitors."
    assert ("bound", "consistent", "note", ("426,100", "1.45 million")) in told(quarter.format("426,100"), year)
    assert ("bound", "inconsistent", "error", ("4,261,000", "1.45 million")) in told(quarter.format("4,261,000"), year)
