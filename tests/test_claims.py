"""Text in, claims out: given this sentence, these figures in these roles; given that one, no claim."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import Literal

import pytest

import factcheck
from factcheck import Claim, Config, readers
from factcheck.claims import Extraction
from factcheck.run import Checker

Stated = dict[str, str | list[str]]


def stated(claim: Claim) -> Stated:
    """The figures of a claim as written, by role; those of a list in a list."""
    lists = {"parts", "items", "predecessors", "values"}
    return {
        role: [one.text for one in figures] if role in lists else figures[0].text
        for role, figures in claim.roles.items()
    }


def claims(text: str, kind: str) -> list[Stated]:
    return [stated(claim) for claim in factcheck.extract_claims(text) if claim.kind == kind]


def only(text: str, kind: str) -> Claim:
    (claim,) = (claim for claim in factcheck.extract_claims(text) if claim.kind == kind)
    return claim


def traced(text: str) -> Extraction:
    return Checker(Config()).extract(readers.read_text(text), trace=True)


# -- one whole for several parts ---------------------------------------------------------------------------------------

VOTE = "Of the 19,938 voters in the district 17,072 came. {} said yes ({}) and 907 no ({})."


def test_parts_and_their_percentages_belong_to_the_whole_that_stands_before_them() -> None:
    found = claims(VOTE.format("16,165", "81.1%", "4.5%"), "share")
    assert found == [
        {"part": "16,165", "whole": "19,938", "percent": "81.1%"},
        {"part": "907", "whole": "19,938", "percent": "4.5%"},
    ]


def test_one_part_that_has_its_percentage_of_a_whole_ties_the_others_to_it() -> None:
    [finding] = factcheck.check_text(VOTE.format("16,165", "81.1%", "45.1%")).findings
    assert (finding.check.rule, finding.suggestion and finding.suggestion.text) == ("share-mismatch", "4.5%")


def test_percentages_that_are_those_of_no_whole_in_the_paragraph_are_no_shares() -> None:
    assert claims(VOTE.format("16,165", "94.7%", "5.3%"), "share") != []
    assert claims(VOTE.format("16,165", "31.1%", "14.5%"), "share") == []


# -- kinds -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The resolution was passed by 504 of 533 members (94.55%).", "share",
         {"part": "504", "whole": "533", "percent": "94.55%"}),
        ("Of 40 models checked in spring, 34 (75%) were found active.", "share",
         {"part": "34", "whole": "40", "percent": "75%"}),
        ("Another 318 of the 1,204, or 36%, wanted it gone.", "share",
         {"part": "318", "whole": "1,204", "percent": "36%"}),
        ("The plan costs £178m, of which £96m (54%) comes from rents.", "share",
         {"part": "£96m", "whole": "£178m", "percent": "54%"}),
        ("The district has 47 communes and wards, comprising 42 communes and five wards.", "sum",
         {"total": "47", "parts": ["42", "five"]}),
        ("The three partners are the shipping line Merrow, its bank Tolland and a firm from Hull.", "count",
         {"number": "three", "items": ["shipping line Merrow", "bank Tolland", "firm from Hull"]}),
        ("The fee is £1,898, £98 more than the present £1,800.", "change",
         {"after": "£1,898", "delta": "£98", "before": "£1,800"}),
        ("Growth will be 3.6% this year, slipping to 2.9% next year.", "compare",
         {"larger": "3.6%", "smaller": "2.9%"}),
        ("Farming is 29.3% of output, trade and transport 32.2% and industry the remaining 38.5%.", "shares_total",
         {"parts": ["29.3%", "32.2%"], "rest": "38.5%"}),
        ("There are 48 Party organisations (45 cells and 2 committees).", "sum", {"total": "48", "parts": ["45", "2"]}),
        ("It counts 126 models, made up of 81 collectives and 42 individuals.", "sum",
         {"total": "126", "parts": ["81", "42"]}),
        ("The group runs 312 shops: 240 in Britain, 44 in Ireland and 28 in Portugal.", "sum",
         {"total": "312", "parts": ["240", "44", "28"]}),
        ("The province has three new communes: Đồng Văn, Mèo Vạc, Yên Minh and Quản Bạ.", "count",
         {"number": "three", "items": ["Đồng Văn", "Mèo Vạc", "Yên Minh", "Quản Bạ"]}),
        ("The bank will close three branches: Dover, Luton and Truro, its chairwoman said.", "count",
         {"number": "three", "items": ["Dover", "Luton", "Truro"]}),
        ("Staff said that of the 38 ferries in service, 11 ferries (28.9%) were late.", "share",
         {"part": "11", "whole": "38", "percent": "28.9%"}),
        ("Some 33 of the 50 states have signed.", "bound", {"part": "33", "whole": "50"}),
        ("It has 47 organisations, including 45 cells.", "bound", {"part": "45", "whole": "47"}),
        ("Profit rose 76% to $1.13bn from $639m.", "change",
         {"percent": "76%", "after": "$1.13bn", "before": "$639m"}),
        ("Sales climbed from 310 million dong in 2024 to 465 million dong in 2025, up 50%.", "change",
         {"percent": "50%", "after": "465 million dong", "before": "310 million dong"}),
        ("The number of members fell by 42, from 802 to 760.", "change",
         {"delta": "42", "after": "760", "before": "802"}),
        ("The price has doubled to £9.20 from £7.40.", "multiple",
         {"factor": "doubled", "after": "£9.20", "before": "£7.40"}),
        ("The bridge carried 4.2 million vehicles, three times as many as the 1.4 million before.", "multiple",
         {"factor": "three times", "after": "4.2 million", "before": "1.4 million"}),
        ("The number of volunteers fell to 1,640 from 1,460.", "compare", {"larger": "1,460", "smaller": "1,640"}),
        ("Turnout was 31%, below the 44% of 2019.", "compare", {"larger": "44%", "smaller": "31%"}),
        ("The bridge was built from 2016 to 2023, seven years in which little happened.", "duration",
         {"length": "seven years", "start": "2016", "end": "2023"}),
        ("It opened on Wednesday, July 24, 2025.", "weekday", {"weekday": "Wednesday", "date": "July 24, 2025"}),
        ("The city paid $4.5 million for 900 laptops, or $5,000 each.", "average",
         {"total": "$4.5 million", "count": "900", "average": "$5,000"}),
        ("Nà Mây commune was formed by merging three communes: Huổi Lạ, Bản Phai and Chiềng Ken.", "founding",
         {"successor": "Nà Mây commune", "predecessors": ["Huổi Lạ", "Bản Phai", "Chiềng Ken"]}),
        ("Nà Mây commune was formed by merging three communes: Huổi Lạ, Bản Phai and Chiềng Ken.", "count",
         {"number": "three", "items": ["Huổi Lạ", "Bản Phai", "Chiềng Ken"]}),
    ],
)  # fmt: skip
def test_a_sentence_states_a_claim(text: str, kind: str, roles: Stated) -> None:
    assert claims(text, kind) == [roles]
    for _, figure in only(text, kind).operands():
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    "text",
    [
        "The town has 17,600 people and 12 schools.",
        "In 2024 it rained on 3 June and on 5 July.",
        "Highway 279 is closed, and so is 12 km of Road 6.",
        "Arsenal won 3-1 in front of 60,000.",
        "Decision No. 45 of 2024 cites Article 5 of Law 33.",
        "They spoke of roads, water and schools.",
    ],
)
def test_a_sentence_that_relates_no_figures_states_none(text: str) -> None:
    assert factcheck.extract_claims(text) == ()


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Profit rose 76% to $1.13bn from $639m.", 1),
        ("Profit fell 43% to $639m from $1.13bn.", -1),
        ("The number of members fell by 42, from 802 to 760.", -1),
    ],
)
def test_a_change_has_the_direction_of_its_words(text: str, direction: int) -> None:
    assert only(text, "change").direction == direction


# -- figures in their roles --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Decision No. 45 was passed by 504 of 533 members (94.55%).",
        "On 3 June 2024 it was passed by 504 of 533 members (94.55%).",
        "The 21st congress was held by 504 of 533 members (94.55%).",
        "At Nà Bủng 1 it was passed by 504 of 533 members (94.55%).",
    ],
)
def test_identifiers_dates_and_ordinals_are_never_operands(text: str) -> None:
    operands = [figure.text for claim in factcheck.extract_claims(text) for _, figure in claim.operands()]
    assert operands == ["504", "533", "94.55%"]


def test_a_bare_figure_inherits_the_magnitude_of_its_neighbour_as_the_first_of_two_readings() -> None:
    claim = only("The total rose 10% to 2.75 million from 2.5.", "change")
    assert claim.roles["before"][0].value == 2_500_000
    assert [reading.roles["before"][0].value for reading in claim.readings] == [Fraction(5, 2)]


def test_where_no_reading_holds_the_likelier_one_is_told() -> None:
    (finding,) = factcheck.check_text("Sales rose 30% from 38 to 43 million.").findings
    assert finding.check.message == "from 38 to 43 million is a change of 13%, not 30%"


def test_figures_of_different_dimensions_make_no_claim() -> None:
    assert claims("Profit rose 10% to $2.5m from 40 km.", "change") == []
    (attempt, *_) = [one for one in traced("Profit rose 10% to $2.5m from 40 km.").attempts if one.kind == "change"]
    assert "measure different things" in attempt.outcome


# -- place, scope and voice --------------------------------------------------------------------------------------------

SENTENCE = "It was passed by 504 of 533 members (94.55%)."


@pytest.mark.parametrize(
    ("source", "format", "scope"),
    [
        (SENTENCE, "text", "body"),
        (f"- {SENTENCE}\n", "text", "list"),
        ("Passed by 504 of 533 members (94.55%)\n\nIt rained.\n", "text", "headline"),
        (f"# {SENTENCE}\n", "markdown", "headline"),
        (f"It rained.\n\n* {SENTENCE}\n", "markdown", "list"),
        (f"| Vote | Day |\n|---|---|\n| {SENTENCE} | Monday |\n", "markdown", "table_cell"),
        (f"<h2>{SENTENCE}</h2>", "html", "headline"),
        (f"<ul><li>{SENTENCE}</ul>", "html", "list"),
        (f"<figure><figcaption>{SENTENCE}</figcaption></figure>", "html", "caption"),
        (f"<p>It rained.</p><h2>Related news</h2><p>{SENTENCE}</p>", "html", "teaser"),
    ],
)
def test_a_claim_keeps_the_scope_in_which_it_stands(source: str, format: str, scope: str) -> None:
    (claim,) = factcheck.extract_claims(source, format=format)
    assert (claim.kind, claim.scope, claim.voice) == ("share", scope, "own")


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (SENTENCE, "own"),
        (f"“{SENTENCE}” he said.", "quoted"),
        ("Of the 533 members, he said, “as many as 504 of us (94.55%) were for it”.", "mixed"),
    ],
)
def test_figures_have_a_voice_by_their_quotation_marks(text: str, voice: str) -> None:
    assert {claim.voice for claim in factcheck.extract_claims(text) if len(claim.operands()) == 3} == {voice}


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ("Rain fell.\r\n\r\nIt was passed by 504/533 members, reaching 94.55%.\r\n", "text"),
        ("Rain fell.\n\nIt was passed by **504**/533 [members](a_(5).html), reaching *94.55%*.\n", "markdown"),
        ("<p>Rain&nbsp;fell.<p>It was passed by <b>504</b>/533 members, reaching <i>94.55%</i>.", "html"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_are_those_of_the_source_in_every_format_and_form(
    source: str, format: str, form: Literal["NFC", "NFD"]
) -> None:
    source = unicodedata.normalize(form, "Ở Đồng Văn. " + source)
    (claim,) = factcheck.extract_claims(source, format=format)
    assert [source[figure.start : figure.end] for _, figure in claim.operands()] == ["504", "533", "94.55%"]
    assert (claim.start, claim.end) == (source.index("504"), source.index("94.55%") + len("94.55%"))


def test_names_with_combining_marks_are_read_as_those_composed() -> None:
    text = "The province has three new communes: Đồng Văn, Mèo Vạc, Yên Minh and Quản Bạ."
    apart = unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", name) for name in claims(apart, "count")[0]["items"]] == [
        "Đồng Văn", "Mèo Vạc", "Yên Minh", "Quản Bạ",
    ]  # fmt: skip


# -- choosing ----------------------------------------------------------------------------------------------------------


def test_of_overlapping_claims_the_one_that_says_most_stays_and_the_trace_says_why() -> None:
    found = traced(SENTENCE)
    assert [claim.kind for claim in found.claims] == ["share"]
    outcomes = {(attempt.kind, attempt.outcome.split(" “")[0]) for attempt in found.attempts}
    assert outcomes == {("share", "claimed"), ("bound", "its figures belong to")}


def test_without_a_trace_nothing_of_it_is_kept() -> None:
    assert Checker(Config()).extract(readers.read_text(SENTENCE)).attempts == ()


def test_claims_come_in_the_order_of_the_text() -> None:
    text = f"{SENTENCE} Profit rose 76% to $1.13bn from $639m. There are 47 offices (45 cells and 2 committees)."
    found = factcheck.extract_claims(text)
    assert [claim.kind for claim in found] == ["share", "change", "sum"]
    assert [claim.start for claim in found] == sorted(claim.start for claim in found)


def test_a_list_of_signs_alone_is_no_list() -> None:
    assert not factcheck.extract_claims("It has four communes: “,”")


# -- changes of figures in the sentence before -------------------------------------------------------------------------

ACCIDENTS = (
    "The police counted 1,240 accidents, in which 310 people died and 905 were hurt. "
    "Accidents fell by 260 ({}), deaths by 45 (12.68%) and injuries by 95 (9.5%)."
)


def test_changes_belong_to_the_figures_before_them_in_their_order() -> None:
    found = claims(ACCIDENTS.format("17.33%"), "change")
    assert [(one["after"], one["delta"]) for one in found] == [("1,240", "260"), ("310", "45"), ("905", "95")]


def test_a_change_that_does_not_come_out_is_caught_where_those_beside_it_do() -> None:
    [finding] = factcheck.check_text(ACCIDENTS.format("27.33%")).findings
    assert (finding.check.rule, finding.check.message) == (
        "change-of-after-mismatch",
        "a change of 260 to 1,240 is 17.33%, not 27.33%",
    )


def test_a_single_change_is_one_of_the_figure_before_it_only_if_it_comes_out() -> None:
    text = "The police counted 1,240 accidents. Deaths fell by 45 ({})."
    assert claims(text.format("12.68%"), "change") == []
    assert len(claims(text.format("3.50%"), "change")) == 1


# -- what a list, a whole or a change may be told with -----------------------------------------------------------------

SPOILED = (
    ("Leeds and York, {} of the county's largest towns, lose their courts.", "two", "four"),
    ("Mary Jones and Ann Hall, the firm's {} main owners, will sell.", "two", "three"),
    ("Merrow Stores and Dale Foods - the city's {} biggest shops - close on Sunday.", "two", "three"),
    ("Four boards go. They are the Potato Board, the Milk Council, the Wine Office and the Wool Fund.", "Four", "Six"),
    ("The firm has {} offices, namely Leeds, York and Hull.", "three", "four"),
    ("It keeps {} units, namely Tan Phu ward and the communes of An Loc, Binh Hoa and Ta Ma.", "four", "six"),
    ("There were {} fires, 66 in Leeds, 49 in York and 18 in Hull.", "133", "143"),
    ("It costs $11.4m, of which $6.2m come from the state, ${}m from banks and $3.2m from other donors.", "2.0", "4.0"),
    ("Output rose {} million rand to 4,170 million in May after falling 39 million to 3,998 million.", "172", "127"),
    ("The park opened over {} years, from 3 plots in 2012 to 92 plots in 2022.", "ten", "seven"),
    ("Output rose 13.4 million tonnes to {} million tonnes from 181.2 million tonnes.", "194.6", "164.6"),
    ("The assembly cut the number of units to {}, 28 provinces and six cities.", "34", "43"),
    ("It meets 11 of 19 criteria, and {}/24 of its villages have water.", "16", "61"),
    ("The province turned 106 communes into {}.", "38", "138"),
    ("Only {} of the trains are late - down from 14 in May.", "nine", "19"),
    ("The town has 529 boards. At least {} of them were set up last year.", "111", "611"),
    ("The bank lends £200m. The facility includes a {} overdraft.", "£50m", "£500m"),
    ("The reform saves £35m. The {} left over will cut debt.", "£12m", "£120m"),
    ("Of the 17 people fined in May, only four of the {} who replied had a licence.", "12", "42"),
    ("Lenders want to recover £24m of the harbour's total debt of {}.", "£108m", "£18m"),
    ("The shop took a 1.5m euro one-time charge in the spring, including a {} euro write-down.", "650,000", "2.65m"),
    ("A farm earns £112 from one field of corn but only {} from one of wheat.", "£70", "£170"),
    ("Some 70% of visitors like the pier. But only {} would pay for it.", "40%", "90%"),
    ("Sales climbed {} in May, the best month since an 8.5% rise in March.", "8%", "12%"),
    ("The shares closed at {} after topping 400p in the morning.", "372p", "472p"),
    ("Sales broke through the {} mark for the first time, at £4.06m.", "£4m", "£14m"),
    ("Exports reached a record {} in May, against 5.9m tonnes in April.", "6.2m tonnes", "4.2m tonnes"),
    ("The stock, currently {}, rises to 450,000 tonnes.", "360,000 tonnes", "560,000 tonnes"),
    ("Debt had reached £72m by 2002. However, this has been reduced to {}.", "£43.9m", "£83.9m"),
    ("The fee is {} in the first year, after which it rises to 60p.", "30p", "90p"),
    ("Reserves fell in Leeds to 224 barrels and in York to 403 from last year's {} and 439.", "231", "201"),
    ("Rents rose by 6% in Leeds. This is slightly above the {} that was planned.", "5%", "8%"),
    ("The issue will take its capital to £677m from the present {}.", "£242m", "£842m"),
    ("The council voted {} to 21 to close the pier.", "30", "12"),
    ("The motion was rejected by {} votes to 219.", "272", "172"),
    ("The firm added {} jobs last month. That took the year's total to 22,000.", "1,500", "52,000"),
    ("The harbour sold {} berths in May, taking its total this year to 53.", "nine", "90"),
    ("The bank made a provision of {}, about 20m pounds over losses of 35m pounds.", "55m pounds", "95m pounds"),
    ("The firm added that prices would fall to {} from 6.76 pounds.", "4.59 pounds", "8.59 pounds"),
    ("Leeds and York had between them 70% of the berths, but were used by only {} of ships.", "50%", "80%"),
    ("The mine employs 4,200 people, followed by the port with {}.", "3,100", "5,100"),
    ("Leeds lost £96m. York ranked second with £{}m.", "71", "171"),
    ("Next came Hull (£64m), Selby (£{}m) and Ripon (£22m).", "41", "91"),
    ("Most farms lie more than 12 km from a road, and some as far as {} km.", "40", "4"),
    ("On average 640 lorries a day crossed the bridge, with peaks of {}.", "912", "312"),
    ("Pay averaged 9.5 million dong, and only {} million in the hills.", "6.1", "16.1"),
    ("Spending came to 41.2%, a rate above the national average of {}%.", "38.4", "48.4"),
    ("Six wards stay as they are; the other {} form 14 new ones.", "33", "13"),
    ("Income is to rise from 40 million dong to 66 million dong, or from $1,600 to ${}.", "2,500", "1,500"),
    ("Of the 812 hectares, a part of 61 hectares goes to Tan Hoa, which will then have {} hectares.", "394", "39"),
    ("The town takes in Binh Son, 14 km2 and 3,100 people, for a total of {} km2 and 9,800 people.", "38", "8"),
    ("Shops took 310 billion dong in the month, up 4%, and {} billion in ten months.", "2,940", "240"),
    ("The islands had 84,200 visitors in spring. Foreign visitors numbered {}.", "6,310", "96,310"),
    ("It met 412,000 travellers, reaching 98% of the plan of 420,000, including {} from abroad.", "9,300", "930,000"),
    ("The wind damaged 812 houses, with {} collapsed and 97 flooded.", "14", "914"),
    ("The merger is done. The district goes from 21 communes to {}.", "8", "28"),
    ("The county had 29 communes; after the merger there are {}.", "9", "39"),
    (
        "A draft put its 164 units (150 communes and 14 towns) into 40 communes and 6 wards, {} in all.",
        "46",
        "246",
    ),
    ("Mergers were agreed on. The merger map:\n\n- Tan Hoa, from 14 to {}\n- Binh Son, from 9 to 2", "5", "15"),
    ("Hoa An (2,310 km2) and Tan Phu ({} km2) miss the standard of 8,000 km2.", "6,140", "9,140"),
    ("On Friday losses stood at $41m, most of it in Leeds. By Monday they had grown to ${}m.", "67", "27"),
    ("Exports came to $5.1bn. Of this, the eastern mills earned ${}bn.", "1.2", "7.2"),
    ("It has {} inns, with 3,100 rooms and 6,020 beds: 41 in Leeds, 72 in York and 38 in Hull.", "151", "251"),
    ("By May {} owners were paid, among them 15 cooperatives, 204 households and 31 groups.", "250", "290"),
    ("Of these, {} communes, Hoa An and Tan Phu, were left alone.", "two", "four"),
    ("By the draft, {} communes become one commune called Tan Hoa: Hoa An, Tan Phu and Binh Son.", "three", "five"),
    ("The state assigned the county $410m. Spending reached $246m by May 31, achieving {}% of the plan.", "60", "68"),
    ("The county has {} households. Its poverty rate is 12.40%, equivalent to 5,208 households.", "42,000", "62,000"),
)


@pytest.mark.parametrize(("sentence", "right", "wrong"), SPOILED)
def test_a_wrong_figure_is_caught_in_every_wording(sentence: str, right: str, wrong: str) -> None:
    frame = sentence if "{}" in sentence else sentence.replace(right, "{}", 1)
    assert factcheck.check_text(frame.format(right)).findings == ()
    assert factcheck.check_text(frame.format(wrong)).findings != ()


UNTIED = (
    "It will repay $250 million in April, followed by $400 million in May.",
    "The lowest bid was $310, followed by Merrow with $340.",
    "The depot has 44 terminals, with options for 279 vans and 78 lorries.",
    "The library goes from 8 districts to 12.",
    "The merger is done. The town has 12 districts and 9 parks. After the merger there are 40.",
    "Merger notes:\n\n- Leeds, from $25m to $31m",
    "In all, 21 communes become 2: Hoa An and Tan Phu.",
    "They bought the firm for $36 a share, for a total of $31.",
    "Shops took 310 tonnes in the month and 240 in three towns.",
    "The new ward has 1,210 households and 34 shops, for a total of 1,830 households and 51 shops.",
)


@pytest.mark.parametrize("sentence", UNTIED)
def test_wording_that_means_something_else_is_left_alone(sentence: str) -> None:
    assert factcheck.check_text(sentence).findings == ()


TOLD = (
    ("The firm will be split into three divisions under Mary Stone, Tom Hall and Ann Lee.", "count", "items", 3),
    ("Trains will stop at Leeds, York and Hull. These three stations have lifts.", "count", "items", 3),
    ("Sites such as Google, Amazon, eBay and Yahoo do well. Those four sites are clear.", "count", "items", 4),
    ("Lisa Jones and Mary Hall will resign. The two founded the firm.", "count", "items", 2),
    ("The plan has three aims, lower prices, faster trains and cleaner stations.", "count", "items", 3),
    ("The costs come to $3.5 billion, including $2.1 billion from banks and a $1.4 billion loan.", "sum", "parts", 2),
    (
        "They built 306 homes. By region, 201 stand in the north, 64 in the west and 41 by the sea.",
        "sum",
        "parts",
        3,
    ),
    ("The state pays 50% of the fee and the province 20%, so that families pay 30%.", "shares_total", "parts", 2),
    ("Of 29 communes, two stay as they are, Tan Phu and Hoa An.", "count", "items", 2),
    ("By evening 188 were left, 87 in Leeds, 53 in York and 48 in Hull.", "sum", "parts", 3),
)


@pytest.mark.parametrize(("sentence", "kind", "role", "members"), TOLD)
def test_wording_that_ties_nothing_is_read_where_its_figures_agree(
    sentence: str, kind: str, role: str, members: int
) -> None:
    assert len(only(sentence, kind).roles[role]) == members
