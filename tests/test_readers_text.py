"""Plain text in, prose and scopes out: given this text, these stretches of it."""

from __future__ import annotations

import pytest

from factcheck import readers


def scopes(source: str, format: str = "text") -> list[tuple[str, str]]:
    document = readers.read_text(source, format=format)
    return [(scope.name, source[scope.start : scope.end].strip()) for scope in document.scopes]


def prose(source: str) -> str:
    return " ".join(readers.read_text(source).text.split())


ARTICLE = "Rice harvest up by a tenth\n\nThe valley brought in 504 tonnes. It had 460 a year before.\n"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (ARTICLE, [("headline", "Rice harvest up by a tenth")]),
        (ARTICLE.replace("\n", "\r\n"), [("headline", "Rice harvest up by a tenth")]),
        ("\n\n " + ARTICLE, [("headline", "Rice harvest up by a tenth")]),
        ("Is rice up?\n\nIt is.", [("headline", "Is rice up?")]),
        ("The harvest was 504 tonnes.\n\nIt had been 460.", []),
        ("Rice harvest up\nThe valley brought in 504 tonnes.", []),
        ("Rice harvest up", []),
        ("Dear reader,\n\nrice is up.", []),
        ("word " * 40 + "\n\nA first line may be a paragraph.", []),
    ],
)
def test_a_headline_is_a_short_first_line_above_a_blank_one(source: str, found: list[tuple[str, str]]) -> None:
    assert scopes(source) == found


@pytest.mark.parametrize("marker", ["-", "*", "•", "+", "1.", "12.", "1)", "a)"])
@pytest.mark.parametrize("before", ["They are:\n", "They are:\n\n", "They are:\n   ", "", "They are:\r\n"])
def test_list_items_are_lines_that_open_with_a_marker(marker: str, before: str) -> None:
    source = f"{before}{marker} 45 cells\n{marker} 2 committees\n"
    assert scopes(source) == [("list", f"{marker} 45 cells"), ("list", f"{marker} 2 committees")]


@pytest.mark.parametrize(
    "source", ["They rose\n-5 degrees", "Of these\n12.5 is left", "It\n*emphasised* five", "A\na man"]
)
def test_other_lines_are_no_list_items(source: str) -> None:
    assert scopes(source) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("He said “we had 45 cells then” and left.", ["“we had 45 cells then”"]),
        ('He said "we had 45 cells then" and left.', ['"we had 45 cells then"']),
        ('"We had 45\ncells then," he said. "Now there are 47 of\r\nthem."',
         ['"We had 45\ncells then,"', '"Now there are 47 of\r\nthem."']),
        ("It calls this a “soft shield” of 45 cells.", []),
        ('A 5" pipe and a 6" pipe cost more than that.', []),
        ('The door is 6\'2" high and the other one is 7" less.', []),
        ("“We had 45 cells then.\n\n“Now we have 47 of them.”", ["“Now we have 47 of them.”"]),
        ('"We had 45 cells then.\n\n"Now we have 47 of them."', ['"Now we have 47 of them."']),
        ('"We had 45 cells then.\n    "Now we have 47 of them."', ['"Now we have 47 of them."']),
        ('An odd " mark stands here and no other does.', []),
    ],
)  # fmt: skip
def test_quotations_are_balanced_and_stay_within_a_paragraph(source: str, found: list[str]) -> None:
    assert scopes(source) == [("quotation", one) for one in found]


@pytest.mark.parametrize(
    "line",
    ["The board meets its 45 members. Photo: Lò Văn A", "Photo: Lò Văn A", "Caption: 45 houses on new land.",
     "Picture by Lò Văn A", "Photo shows 45 houses.", "45 houses (Photo: Lò Văn A)", "Photo credit: B"],
)  # fmt: skip
def test_captions_are_lines_with_a_cue(line: str) -> None:
    assert scopes(f"It has 47 cells.\n\n{line}\n\nIt grew.") == [("caption", line)]


@pytest.mark.parametrize(
    "line", ["Photographs of 45 houses were shown.", "Picture this: 45 houses.", "A Photo of 45 houses."]
)
def test_other_lines_about_pictures_are_prose(line: str) -> None:
    assert scopes(f"It has 47 cells.\n\n{line}\n\nIt grew.") == []


@pytest.mark.parametrize("heading", ["Recent news", "RELATED NEWS", "Read More", "Most read:", "  Other news  "])
def test_teasers_go_on_while_lines_are_bullets_or_indented(heading: str) -> None:
    teaser = f"{heading}\n\n  • A road of 12 km\n\n    It opens in May.\n- Two more"
    found = [one for one in scopes(f"It has 47 cells.\n{teaser}\n\nThe author lives in Sơn La.") if one[0] == "teaser"]
    assert found == [("teaser", teaser.strip())]


def test_teasers_that_stand_flush_left_go_on_to_the_end() -> None:
    source = "It has 47 cells.\n\nRead more\n\nA road of 12 km\n\nA school of 5 rooms"
    assert scopes(source) == [("teaser", "Read more\n\nA road of 12 km\n\nA school of 5 rooms")]


def test_a_sentence_about_recent_news_heads_no_teasers() -> None:
    assert scopes("It has 47 cells.\nRecent news from there is good.\n") == []


def test_cells_are_divided_by_strokes_between_spaces() -> None:
    assert scopes("Town | 504 | 94.6%\nIt grew.\nA|B") == [
        ("table_cell", "Town"), ("table_cell", "504"), ("table_cell", "94.6%"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "box",
    ["You have 500/500 characters left", "Please enter 5 or more characters", "1000 characters remaining.",
     "Comment\n\nYou have 500/500 characters left\n\nPlease enter 5 or more characters!!!",
     "Comment\r\n\r\nYou have 480/500 characters left\r"],
)  # fmt: skip
def test_comment_boxes_are_no_prose(box: str) -> None:
    assert prose(f"It has 47 cells.\n{box}\nThe end.") == "It has 47 cells. The end."


@pytest.mark.parametrize(
    "line", ["The form says: You have 500/500 characters left on it", "Comment", "He left 500 characters"]
)
def test_other_lines_that_speak_of_characters_are_prose(line: str) -> None:
    assert prose(f"It has 47 cells.\n{line}\nThe end.") == f"It has 47 cells. {line} The end."


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("See https://example.org/2025/248?x=3.", "See ."),
        ("See (www.example.org/47), now", "See ( ), now"),
        ("Write to desk.45@example.org, please", "Write to , please"),
        ("ftp://a.b/5 is 5", "is 5"),
        ("5 @ 3 and @home", "5 @ 3 and @home"),
    ],
)
def test_links_and_addresses_are_no_prose(source: str, left: str) -> None:
    assert prose(source) == left


def test_an_inner_scope_follows_the_outer_one_that_it_begins_with() -> None:
    assert scopes("“We have 45 cells now”, she says | 5") == [
        ("table_cell", "“We have 45 cells now”, she says"),
        ("quotation", "“We have 45 cells now”"),
        ("table_cell", "5"),
    ]
