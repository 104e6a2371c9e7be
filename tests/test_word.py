"""Word documents: what is read of them, what stands where, and that comments are all that `annotate` adds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from unicodedata import normalize
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx as python_docx
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck import readers
from factcheck.annotate import annotated
from factcheck.readers import docx
from factcheck.records import InputError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OPC = "application/vnd.openxmlformats-package"
DAY = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
SLIP = "There are 48 offices (45 cells and 2 committees)."
SHARE = "The committee has exchanged the cards of 504 of its 533 members (49.56%)."


# -- documents ---------------------------------------------------------------------------------------------------------


def part(root: str, content: str, head: str = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n') -> str:
    return f'{head}<w:{root} xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}">{content}</w:{root}>'


def packed(main: str | bytes, **others: str) -> bytes:
    """A document of its main part and others: `footnotes=...` is word/footnotes.xml, to which the main part relates."""
    kinds = {name: re.sub(r"\d+$", "", name) for name in others}
    related = "".join(
        f'<Relationship Id="r{at}" Type="{R}/{kinds[name]}" Target="{name}.xml"/>' for at, name in enumerate(others)
    )
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kinds.get(name, name + ".main")}+xml"/>'
        for name in ("document", *others)
    )
    plain = '<Default Extension="{}" ContentType="{}"/>'.format
    types = (
        plain("png", "image/png") + plain("rels", f"{OPC}.relationships+xml") + plain("xml", "application/xml") + types
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": main,
        "word/media/image1.png": b"\x89PNG" + bytes(range(256)),
        **(
            {"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{related}</Relationships>'}
            if others
            else {}
        ),
        **{f"word/{name}.xml": text for name, text in others.items()},
    }
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.comment = b"kept"
        for at, (name, content) in enumerate(parts.items()):
            entry = ZipInfo(name, (1999, 12, 31, 23, at, 58))
            entry.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED
            archive.writestr(entry, content)
    return data.getvalue()


def written(*content: str, **others: str) -> bytes:
    """A document whose body holds some XML."""
    return packed(part("document", f"<w:body>{''.join(content)}<w:sectPr/></w:body>"), **others)


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{kept}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: str) -> str:
    cells = ("".join(f"<w:tc>{p(r(cell))}</w:tc>" for cell in row.split("|")) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def lines(data: bytes) -> list[str]:
    return docx.read(data, "a.docx").source.split("\r\n")[:-1]


@cache
def checker() -> factcheck.Checker:
    return factcheck.Checker()


def comment(data: bytes) -> bytes:
    """The document with its comments, which is held to be the same but for these."""
    word = docx.opened(data, "a.docx")
    made, count = annotated(word, checker().check_document(word.document), DAY)
    assert count == len(anchored(made)) - len(anchored(data))
    held_to_be_the_same(data, made)
    return made


def tree(text: bytes) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - the tests wrote it


# -- what annotate may change, told without any of its code ------------------------------------------------------------


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def holds_in_order(short: bytes, long: bytes) -> bool:
    """Whether the one is the other with bytes put in."""
    at = iter(long)
    return all(byte in at for byte in short)


def held_to_be_the_same(old: bytes, new: bytes) -> None:
    before, after = members(old), members(new)
    changed = {name for name, content in before.items() if after[name] != content}
    assert changed <= {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert after.keys() - before.keys() <= {"word/comments.xml", "word/_rels/document.xml.rels"}
    assert all(holds_in_order(before[name], after[name]) for name in changed)
    assert joined(before["word/document.xml"]) == joined(after["word/document.xml"], marks(new) - marks(old))
    assert docx.read(old, "a.docx").source == docx.read(new, "a.docx").source
    with ZipFile(BytesIO(old)) as one, ZipFile(BytesIO(new)) as other:
        assert one.comment == other.comment
        for left, right in zip(one.infolist(), other.infolist(), strict=False):
            assert (left.filename, left.date_time, left.compress_type) == (
                right.filename, right.date_time, right.compress_type)  # fmt: skip
            assert (left.external_attr, left.extra) == (right.external_attr, right.extra)


def marks(data: bytes) -> set[str]:
    """The numbers of the comments that the text names."""
    found = tree(members(data)["word/document.xml"]).iter(f"{{{W}}}commentReference")
    return {str(one.get(f"{{{W}}}id")) for one in found}


def joined(main: bytes, without: Collection[str] = ()) -> str:
    """A part without some comments, in which runs of the same properties that follow each other are one."""
    root = tree(main)
    for element in list(root.iter()):
        for child in list(element):
            reference = child.find(f"{{{W}}}commentReference")
            mark = child if "}commentRange" in child.tag else reference
            if mark is not None and mark.get(f"{{{W}}}id") in without:
                element.remove(child)
        merged(element, f"{{{W}}}r")
    for run in root.iter(f"{{{W}}}r"):
        merged(run, f"{{{W}}}t")
    for text in root.iter(f"{{{W}}}t"):
        text.attrib.clear()
    return ET.tostring(root, encoding="unicode")


def merged(parent: ET.Element, name: str) -> None:
    """Makes one of children of a name that follow each other and are alike but for their text."""
    last: ET.Element | None = None
    for child in list(parent):
        if last is not None and child.tag == last.tag == name and properties(child) == properties(last):
            last.text = (last.text or "") + (child.text or "") if name.endswith("}t") else last.text
            last.extend(one for one in child if one.tag != f"{{{W}}}rPr")
            parent.remove(child)
        else:
            last = child


def properties(run: ET.Element) -> str:
    found = run.find(f"{{{W}}}rPr")
    return "" if found is None else ET.tostring(found, encoding="unicode")


def anchored(data: bytes) -> dict[str, str]:
    """What the text between the marks of each comment is, by number; Word and others find it so."""
    found: dict[str, str] = {}
    open_: list[str] = []
    for element in tree(members(data)["word/document.xml"]).iter():
        name, number = element.tag.rpartition("}")[2], element.get(f"{{{W}}}id", "")
        if name == "commentRangeStart":
            open_.append(number)
            found[number] = ""
        elif name == "commentRangeEnd":
            open_.remove(number)
        elif name == "t":
            for one in open_:
                found[one] += element.text or ""
    assert not open_
    return found


def comments(data: bytes) -> list[tuple[str, str]]:
    """(the text that a comment stands on, what it says) as python-docx opens them."""
    stands = anchored(data)
    found = python_docx.Document(BytesIO(data)).comments
    return [(stands[str(one.comment_id)], one.text) for one in found if one.author == "factcheck"]


# -- what is read ------------------------------------------------------------------------------------------------------


def test_paragraphs_are_lines_and_runs_are_one_text() -> None:
    data = written(p(r("There are 4"), r("8", "<w:b/>"), r(" offices")), p(), p(r("(45 cells")))
    assert lines(data) == ["There are 48 offices", "", "(45 cells"]


def test_short_paragraphs_are_no_lines_that_wrap() -> None:
    data = written(p(r("The office of the town has now altogether 45 cells")), p(r("2 committees were closed")))
    document = docx.read(data, "a.docx")
    assert len(document.text) == len(document.source)
    assert document.text.split("\n\n")[:2] == document.source.split("\r\n")[:2]


def test_every_character_of_the_text_has_its_bytes() -> None:
    text = p(
        r("Năm 45 & <6>"), '<w:r><w:t>a&#233;&amp;</w:t><w:t xml:space="preserve">\r\nb <![CDATA[&c]]></w:t></w:r>'
    )
    word = docx.opened(written(text), "a.docx")
    assert word.document.source == "Năm 45 & <6>aé& b &c\r\n"
    raw = members(word.package.data)["word/document.xml"]
    told = [
        (word.document.source[one.start : one.end], raw[one.piece.start : one.piece.stop]) for one in word.stretches
    ]
    assert b"".join(piece for _, piece in told) == "Năm 45 &amp; &lt;6&gt;a&#233;&amp;\r\nb &c".encode()
    assert [text for text, _ in told if text.isalnum()] == ["6", "a", "é"]
    for one in word.stretches:
        assert one.byte(one.end) == one.piece.stop
    assert "".join(text for text, _ in told) == "Năm 45 & <6>aé& b &c"


def test_spaces_at_the_ends_of_a_text_are_shown_where_it_says_so() -> None:
    data = written(p("<w:r><w:t> 4 </w:t></w:r>", "<w:r><w:t>5</w:t></w:r>", r(" 6")))
    assert lines(data) == ["45 6"]


def test_breaks_tabs_hyphens_and_signs() -> None:
    run = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
    data = written(p(f'{run}<w:t>e</w:t><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="x" w:char="00D7"/></w:r>'))
    assert lines(data) == ["a\tb\nc-de ×"]
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    assert lines(written(p(r("a"), properties=stops))) == ["a"]


def test_what_was_inserted_is_read_what_was_deleted_is_not_and_a_note_says_so() -> None:
    change = 'w:id="1" w:author="x"'
    data = written(
        p(
            r("There are "),
            f"<w:del {change}><w:r><w:delText>44</w:delText></w:r></w:del>",
            f"<w:ins {change}>{r('48')}</w:ins>",
            f"<w:moveFrom {change}>{r(' old')}</w:moveFrom>",
            f"<w:moveTo {change}>{r(' offices')}</w:moveTo>",
            r(" (45 cells and 2 committees).", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
        )
    )
    document = docx.read(data, "a.docx")
    assert document.source == f"{SLIP}\r\n"
    assert document.notes == ("4 tracked changes are open: insertions are read, deletions are not",)
    assert comments(comment(data))[0][0] == "48"
    one = docx.read(written(p(f"<w:ins {change}>{r('48')}</w:ins>")), "a.docx")
    assert one.notes == ("1 tracked change is open: insertions are read, deletions are not",)


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next_one() -> None:
    data = written(p(r("There are 4"), properties='<w:rPr><w:del w:id="1"/></w:rPr>'), p(r("8 offices")), p(r("End")))
    assert lines(data) == ["There are 48 offices", "End"]
    assert docx.read(data, "a.docx").notes == ("1 tracked change is open: insertions are read, deletions are not",)


def test_the_result_of_a_field_is_read_and_its_code_is_not() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = "<w:r><w:instrText> = 1 + 47 </w:instrText></w:r>"
    inner = f"{mark('begin')}{mark('separate')}{r('999')}{mark('end')}"
    field = f"{mark('begin')}{code}{inner}{mark('separate')}{r('48')}{mark('end')}"
    simple = f'<w:fldSimple w:instr="NUMPAGES 99">{r("45")}</w:fldSimple>'
    assert lines(written(p(r("There are "), field, r(" offices, "), simple, r(" cells")))) == [
        "There are 48 offices, 45 cells"
    ]


@pytest.mark.parametrize(
    "around",
    [
        '<w:hyperlink r:id="r9">{}</w:hyperlink>',
        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="number">{}</w:smartTag>',
        '<w:fldSimple w:instr="X">{}</w:fldSimple>',
        '<w:ins w:id="7" w:author="x">{}</w:ins>',
    ],
)
def test_what_stands_in_links_controls_and_tags_is_read_and_commented(around: str) -> None:
    data = written(
        p(
            r("There are "),
            around.format(r("48")),
            r(" offices (45 cells and 2 committees)."),
        )
    )
    assert lines(data) == [SLIP]
    assert [on for on, _ in comments(comment(data))] == ["48"]


def test_hidden_text_is_not_read_whoever_hides_it() -> None:
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="on"><w:basedOn w:val="base"/></w:style>',
    )
    hidden = p(r("Gone"), r(" here", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="on"/>')
    runs = (r("a"), r("b", "<w:vanish/>"), r("c", '<w:rStyle w:val="h"/>'), r("d", '<w:vanish w:val="false"/>'))
    assert lines(written(p(*runs), hidden, styles=styles)) == ["ad", " here"]


def test_headings_are_told_by_names_of_styles_what_these_are_based_on_and_levels_of_the_outline() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>',
    )
    style = '<w:pStyle w:val="{}"/>'.format
    data = written(
        p(r("The title"), properties=style("t")),
        p(r("First"), properties=style("own")),
        p(r("Body"), properties=style("loop")),
        p(r("Outlined"), properties='<w:outlineLvl w:val="2"/>'),
        p(r("None"), properties=f'{style("own")}<w:outlineLvl w:val="9"/>'),
        p(r("Rose 5% to 45"), properties=style("toc1")),
        styles=styles,
    )
    document = docx.read(data, "a.docx")
    heads = [document.source[one.start : one.end] for one in document.scopes if one.name == "headline"]
    assert heads == ["The title", "First", "Outlined"]
    assert "Rose 5% to 45" in document.source
    assert "45" not in document.text


def test_items_of_lists_begin_with_signs_and_are_counted() -> None:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'.format
    names = [p(r(name), properties=item(0, 1)) for name in ("Paris", "London", "Rome")]
    names.insert(1, p(r("Lyon"), properties=item(1, 1)))
    data = written(p(r("It has 4 offices:")), *names, p(r("End"), properties=item(0, 0)))
    assert lines(data) == ["It has 4 offices:", "- Paris", "◦ Lyon", "- London", "- Rome", "End"]
    ((on, said),) = comments(comment(data))
    assert on == "4"
    assert said.startswith("4 announced, 3 listed: Paris, London and Rome")


def test_tables_are_rows_of_cells_and_their_totals_are_checked() -> None:
    data = written(p(r("Members")), table("Unit|Men|Women", "A|10|12", "B|5|6", "Total|15|19"))
    assert lines(data) == ["Members", "Unit\tMen\tWomen", "A\t10\t12", "B\t5\t6", "Total\t15\t19"]
    ((on, said),) = comments(comment(data))
    assert on == "19"
    assert "the column adds up to 18, not 19" in said
    assert "parts 12 (Table 1!C2); parts 6 (Table 1!C3); total 19 (Table 1!C4)" in said


def test_cells_that_span_columns_leave_those_behind_them_empty_and_deleted_rows_are_gone() -> None:
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(r("Both"))}{p(r("sexes"))}</w:tc></w:tr>'
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p(r("9"))}</w:tc></w:tr>'
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{table("7|8")}{p()}</w:tc></w:tr>'
    data = written(f"<w:tbl>{wide}{gone}{late}</w:tbl>")
    assert lines(data) == ["Both sexes\t", "\t7 8 "]


def notes(kind: str, **texts: str) -> str:
    content = "".join(f'<w:{kind} w:id="{id_[1:]}">{p(r(text))}</w:{kind}>' for id_, text in texts.items())
    return part(f"{kind}s", f'<w:{kind} w:type="separator" w:id="-1">{p(r("9"))}</w:{kind}>{content}')


def test_notes_boxes_and_margins_stand_behind_the_text_and_their_comments_where_they_hang() -> None:
    box = f"<w:txbxContent>{p(r('A box of 3'))}</w:txbxContent>"
    choices = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    drawing = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    reference = '<w:r><w:{}Reference w:id="{}"/></w:r>'.format
    data = written(
        p(r("First"), reference("footnote", 2), r(" and"), reference("endnote", 1), reference("footnote", 1)),
        p(f"<w:r>{drawing}</w:r>"),
        footnotes=notes("footnote", _1="Note one", _2=SLIP, _3="Not named"),
        endnotes=notes("endnote", _1="At the end"),
        header1=part("hdr", p(r(SHARE))),
        header2=part("hdr", p(r(SHARE))),
        footer1=part("ftr", p(r("Page 3"))),
    )
    assert lines(data) == [
        "First and", "", "", SLIP, "", "Note one", "", "At the end", "", "A box of 3", "", SHARE, "", "Page 3",
    ]  # fmt: skip
    told = comment(data)
    (first, on_note), (second, on_header) = comments(told)
    assert (first, second) == ("", "First")
    assert on_note.startswith("In footnote 1: 45 and 2 add up to 47, not 48")
    assert on_header.startswith("In a header: 504 of 533 is 94.56%")
    main = members(told)["word/document.xml"].decode()
    assert f'<w:commentRangeStart w:id="0"/>{reference("footnote", 2)}<w:commentRangeEnd w:id="0"/>' in main


def test_a_text_box_alone_is_commented_on_the_run_that_holds_it_or_on_a_paragraph_of_its_own() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p(r(SLIP))}</w:txbxContent></w:pict></w:r>"
    told = comment(written(p(box)))
    assert comments(told)[0][1].startswith("In a text box: 45 and 2")
    assert f'<w:commentRangeStart w:id="0"/>{box}<w:commentRangeEnd' in members(told)["word/document.xml"].decode()
    told = comment_added(written(p(), header1=part("hdr", p(r(SLIP)))))
    assert '<w:body><w:p><w:commentRangeStart w:id="0"/>' in members(told)["word/document.xml"].decode()
    assert comments(told)[0][1].startswith("In a header: 45 and 2")


def comment_added(data: bytes) -> bytes:
    """The document with its comments, for which it gets a paragraph more."""
    word = docx.opened(data, "a.docx")
    return annotated(word, checker().check_document(word.document), DAY)[0]


PLAIN = part("document", f"<w:body>{p(r(SLIP))}</w:body>")


@pytest.mark.parametrize(
    ("main", "space", "mark"),
    [
        (PLAIN.replace("w:", "x:").replace("xmlns:w", "xmlns:x"), W, '<x:commentRangeStart x:id="0"/>'),
        (PLAIN.replace(W, STRICT), STRICT, '<w:commentRangeStart w:id="0"/>'),
        (
            re.sub(r"(</?)w:", r"\1", PLAIN).replace("xmlns:w", "xmlns"),
            W,
            f'<w:commentRangeStart xmlns:w="{W}" w:id="0"/>',
        ),
    ],
    ids=["other prefix", "strict", "no prefix"],
)
def test_documents_are_commented_in_the_names_that_they_use(main: str, space: str, mark: str) -> None:
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    data = packed(main.replace(' xml:space="preserve"', ""))
    if space == STRICT:
        data = repacked(data, {"_rels/.rels": lambda old: old.replace(R.encode(), strict)})
    made = members(comment_added(data))
    assert mark.encode() in made["word/document.xml"]
    comments = tree(made["word/comments.xml"])
    assert (comments.tag, comments[0].tag) == (f"{{{space}}}comments", f"{{{space}}}comment")
    texts = [one.text for one in tree(made["word/document.xml"]).iter(f"{{{space}}}t")]
    assert texts == ["There are ", "48", " offices (45 cells and 2 committees)."]
    assert (strict in made["word/_rels/document.xml.rels"]) == (space == STRICT)


def repacked(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for entry in old.infolist():
            held = old.read(entry)
            new.writestr(entry, changes[entry.filename](held) if entry.filename in changes else held)
    return made.getvalue()


# -- comments ----------------------------------------------------------------------------------------------------------


def test_a_comment_says_what_the_report_does_and_stands_on_the_figure_to_be_replaced() -> None:
    told = comment(written(p(r(SHARE))))
    assert comments(told) == [(
        "49.56%",
        "504 of 533 is 94.56%, not 49.56%\nWorking: 504 / 533 = 94.559…%; written 49.56%\n"
        "Suggestion: write 94.56% for 49.56%\nFigures: part 504; whole 533; percent 49.56%\n"
        "error, share-mismatch, 442589e0e703",
    )]  # fmt: skip
    (one,) = python_docx.Document(BytesIO(told)).comments
    assert (one.author, one.initials, one.timestamp) == ("factcheck", "fc", DAY)


def test_comments_that_are_there_are_kept_and_new_ones_get_numbers_of_their_own() -> None:
    document = python_docx.Document()
    paragraph = document.add_paragraph(SLIP)
    document.add_comment(paragraph.runs, "Mine", "me")
    document.add_comment(paragraph.runs, "Mine, too", "me")
    data = BytesIO()
    document.save(data)
    told = comment(data.getvalue())
    found = {one.comment_id: (one.author, one.text) for one in python_docx.Document(BytesIO(told)).comments}
    assert [found[0], found[1], found[2][0]] == [("me", "Mine"), ("me", "Mine, too"), "factcheck"]
    assert anchored(told) == {"0": SLIP, "1": SLIP, "2": "48"}
    again = comment(told)
    assert len(anchored(again)) == 4


def test_several_comments_on_one_paragraph_and_one_figure_are_all_there() -> None:
    told = comment(written(p(r(f"{SLIP} {SHARE} {SLIP}"), r(f" {SHARE}", "<w:i/>"))))
    assert [on for on, _ in comments(told)] == ["48", "49.56%", "48", "49.56%"]


def test_a_figure_that_several_runs_make_up_is_commented_as_a_whole() -> None:
    data = written(
        p(
            r("There are "),
            r("4", "<w:b/>"),
            r("8", "<w:i/>"),
            r(" offices (45 cells and 2 committees)."),
        )
    )
    assert [on for on, _ in comments(comment(data))] == ["48"]


@pytest.mark.parametrize(
    "run",
    [
        "<w:r><w:t><![CDATA[There are 48 offices (45 cells and 2 committees).]]></w:t></w:r>",
        "<w:r><w:t>There are &#52;8 offices (45 cells and 2 committees).</w:t></w:r>",
        "<w:r w:rsidR='00AB'><w:tab/><w:t\n>There are 48 offices (45 cells and 2 committees).</w:t  ><w:br/></w:r  >",
        "<w:r><w:lastRenderedPageBreak/><w:t xml:space='preserve'>There are </w:t><w:t>48</w:t>"
        "<w:t xml:space='preserve'> offices (45 cells and 2 committees).</w:t></w:r>",
        "<w:r><w:rPr><w:b w:val='1>0'/></w:rPr><w:t>There are 48 offices (45 cells and 2 committees).</w:t></w:r>",
    ],
)
def test_texts_are_cut_however_they_are_written(run: str) -> None:
    assert [on for on, _ in comments(comment(written(p(run))))] == ["48"]


def test_a_text_that_cannot_be_cut_is_commented_as_a_whole() -> None:
    for run in (f"<w:r><w:t>\n  {SLIP}\n</w:t></w:r>", f'<w:r><w:t xml:space="default">{SLIP}</w:t></w:r>'):
        ((on, _),) = comments(comment(written(p(run))))
        assert on.strip() == SLIP
    ruby = f"<w:r><w:ruby><w:rt>{r('9')}</w:rt><w:rubyBase>{r(SLIP)}</w:rubyBase></w:ruby></w:r>"
    assert lines(written(p(ruby))) == [SLIP]
    assert comments(comment(written(p(ruby))))[0][0] == "9" + SLIP


def test_a_figure_that_is_a_run_of_its_own_is_not_cut() -> None:
    data = written(p(r("There are "), r("48", "<w:b/>"), r(" offices (45 cells and 2 committees).")))
    mark = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    old, new = (members(one)["word/document.xml"].decode() for one in (data, comment(data)))
    assert new == old.replace(r("48", "<w:b/>"), r("48", "<w:b/>").join(mark))


def test_vietnamese_in_letters_and_marks_apart_is_read_and_commented() -> None:
    sentence = normalize("NFD", "Có 504/533 đảng viên (49,56%) đã được đổi thẻ.")
    data = written(p(r(sentence[:20]), r(sentence[20:], "<w:b/>")))
    assert lines(data) == [sentence]
    ((on, said),) = comments(comment(data))
    assert on == "49,56%"
    assert "94" in said


def test_a_byte_order_mark_moves_nothing() -> None:
    data = packed(b"\xef\xbb\xbf" + part("document", f"<w:body>{p(r(SLIP))}</w:body>").encode())
    assert [on for on, _ in comments(comment(data))] == ["48"]


def test_what_is_waived_or_folded_has_no_comment_of_its_own() -> None:
    word = docx.opened(written(p(r(SLIP)), p(r(SHARE))), "a.docx")
    report = checker().check_document(word.document)
    assert (
        annotated(
            word, factcheck.Checker(factcheck.Config(ignore=("share-mismatch",))).check_document(word.document), DAY
        )[1]
        == 1
    )
    first, second = report.findings
    folded = evolve(report, findings=(first, evolve(second, folded_into=first.fingerprint)))
    made, count = annotated(word, folded, DAY)
    assert count == 1
    assert "\nAlso: 504 of 533 is 94.56%, not 49.56%." in comments(made)[0][1]
    waived = evolve(report, findings=(evolve(first, waiver="so it is"), evolve(second, known=True)))
    assert annotated(word, waived, DAY) == (word.package.data, 0)
    orphan = evolve(report, findings=(evolve(first, waiver="so"), evolve(second, folded_into=first.fingerprint)))
    assert annotated(word, orphan, DAY)[1] == 1


FORMATS = ("", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/><w:sz w:val="28"/>')
AROUND = ("{}", '<w:hyperlink r:id="r1">{}</w:hyperlink>', '<w:ins w:id="9" w:author="x">{}</w:ins>')


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_sentence_is_read_whole_and_commented_on_its_figure_however_it_is_cut_into_runs(data: st.DataObject) -> None:
    sentence, figure = data.draw(st.sampled_from([(SLIP, "48"), (SHARE, "49.56%"), (f"A & B: {SHARE}", "49.56%")]))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sentence) - 1), max_size=12)))
    pieces = [sentence[start:end] for start, end in zip([0, *cuts], [*cuts, len(sentence)], strict=True)]
    runs = []
    for piece in pieces:
        around, look = data.draw(st.sampled_from(AROUND)), data.draw(st.sampled_from(FORMATS))
        bare = piece == piece.strip() and data.draw(st.booleans())
        run = r(piece, look).replace(' xml:space="preserve"', "") if bare else r(piece, look)
        runs.append(around.format(run))
    document = written(p(*runs))
    assert lines(document) == [sentence]
    assert [on for on, _ in comments(comment(document))] == [figure]


def test_a_document_of_200_pages_is_read_and_commented() -> None:
    filler = "The board met in the hall of the town, and spoke of the roads, the schools and the water. " * 4
    body = [p(r(filler), r(filler, "<w:i/>")) for _ in range(1000)]
    body[500:500] = [p(r(SLIP))] * 20
    data = written(*body)
    assert len(members(data)["word/document.xml"]) > 700_000
    assert [on for on, _ in comments(comment(data))] == ["48"] * 20


# -- what others write -------------------------------------------------------------------------------------------------


def made_by_python_docx() -> bytes:
    document = python_docx.Document()
    document.add_heading("Cards exchanged", 0)
    paragraph = document.add_paragraph("The committee has exchanged the cards of ")
    paragraph.add_run("504").bold = True
    paragraph.add_run(" of its 533 members (49.56%).")
    document.add_paragraph("It has 4 offices:")
    for name in ("Paris", "London", "Rome"):
        document.add_paragraph(name, style="List Bullet")
    rows = (("Unit", "Men", "Women"), ("A", "10", "12"), ("B", "5", "6"), ("Total", "15", "19"))
    cells = document.add_table(4, 3)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            cells.cell(at, column).text = text
    document.sections[0].header.paragraphs[0].text = SLIP
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_document_of_python_docx_is_read_and_commented() -> None:
    data = made_by_python_docx()
    assert lines(data) == [
        "Cards exchanged", SHARE, "It has 4 offices:", "- Paris", "- London", "- Rome", "Unit\tMen\tWomen",
        "A\t10\t12", "B\t5\t6", "Total\t15\t19", "", SLIP,
    ]  # fmt: skip
    assert [on for on, _ in comments(comment(data))] == ["49.56%", "4", "19", "Cards exchanged"]


@pytest.fixture(scope="module")
def saved_anew(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Documents with comments as LibreOffice saves them after opening them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: no `soffice`")
    folder = tmp_path_factory.mktemp("word")
    inside = f"<v:textbox><w:txbxContent>{p(r('A box of 3'))}</w:txbxContent></v:textbox>"
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:50pt">{inside}</v:shape>'
    box = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    handmade = written(
        p(
            r("There are "),
            f'<w:ins w:id="1" w:author="x">{r("48")}</w:ins>',
            r(" offices"),
            r(" (45 cells and 2 committees)."),
        ),
        p(r("With a note"), '<w:r><w:footnoteReference w:id="1"/></w:r>', box),
        footnotes=notes("footnote", _1=SHARE),
    )
    vietnamese = written(p(r(normalize("NFD", "Có 504/533 đảng viên (49,56%) đã được đổi thẻ."))))
    sources = {"drawn": made_by_python_docx(), "handmade": handmade, "vietnamese": vietnamese}
    for name, data in sources.items():
        (folder / f"{name}.docx").write_bytes(comment(data))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out")]
    files = [str(folder / f"{name}.docx") for name in sources]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=100)
    return lambda name: (folder / "out" / f"{name}.docx").read_bytes()


@pytest.mark.parametrize(
    ("name", "shown", "figures"),
    [
        ("drawn", [SHARE, "- Rome", "B\t5\t6", "Total\t15\t19", SLIP], ["49.56%", "4", "19", "Cards exchanged"]),
        ("handmade", [SLIP, "With a note", SHARE, "A box of 3"], ["48", ""]),
        ("vietnamese", [normalize("NFD", "Có 504/533 đảng viên (49,56%) đã được đổi thẻ.")], ["49,56%"]),
    ],
)
def test_libreoffice_opens_it_and_saves_the_same_text_with_the_same_comments(
    saved_anew: Callable[[str], bytes], name: str, shown: list[str], figures: list[str]
) -> None:
    data = saved_anew(name)
    found = [line.rstrip(" ") for line in lines(data)]
    assert [line for line in shown if line not in found] == []
    assert sorted(on for on, _ in comments(data)) == sorted(figures)


# -- bad inputs --------------------------------------------------------------------------------------------------------


def bomb() -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (8 << 20))
    return data.getvalue()


def liar(size: int = 5000) -> bytes:
    """An archive that says to hold less than it does."""
    data = written(p(r("a" * size)))
    length = len(members(data)["word/document.xml"]).to_bytes(4, "little")
    assert data.count(length) == 2
    return data.replace(length, (100).to_bytes(4, "little"))


def locked() -> bytes:
    """An archive whose members have a password, as their flags say."""
    data = bytearray(written(p(r("a"))))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def faulty(main: str | bytes, told: str) -> tuple[bytes, str]:
    """A document whose text is faulty, and what is told of it."""
    return packed(main), f"is a broken Word document (word/document.xml {told}); open it in Word, and save it anew"


NONE = "is no Word document (.docx); open it in Word, and save it as one"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = "is encrypted, or an old Word document (.doc); open it in Word, and save it as .docx without a password"
EXPANDING = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
BAD = {
    "none": (b"PK nothing", NONE),
    "empty": (b"", NONE),
    "cut off": (written(p(r("a")))[:-300], NONE),
    "ole": (OLE, LOCKED),
    "password": (locked(), faulty("", "x")[1].replace("word/document.xml x", "_rels/.rels cannot be unpacked")),
    "bomb": (bomb(), "unpacks to 8 MiB, which is refused; save its text as .txt"),
    "liar": (liar(), faulty("", "cannot be unpacked")[1]),
    "dtd": faulty(part("document", "<w:body/>", EXPANDING), "has a document type, which is refused"),
    "utf-16": faulty(part("document", "<w:body/>", "").encode("utf-16"), "is in UTF-16, which is not read"),
    "latin": faulty(part("document", "", '<?xml version="1.0" encoding="latin1"?>'), "is in latin1, which is not read"),
    "half": faulty(part("document", "<w:body>"), "is no XML from line 2 on"),
    "no body": faulty(part("document", ""), "has no text"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_told_in_a_line(name: str) -> None:
    data, told = BAD[name]
    with pytest.raises(InputError) as refused:
        docx.read(data, "a.docx")
    assert str(refused.value) == f"a.docx: {told}"


def test_of_an_archive_that_lies_no_more_is_unpacked_than_it_says() -> None:
    data = liar(48 << 20)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="cannot be unpacked"):
            docx.read(data, "a.docx")
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()


def test_parts_that_are_named_and_not_there_are_passed_over() -> None:
    data = written(p(r(SLIP)), styles=part("styles", ""), header1=part("hdr", ""))
    with ZipFile(BytesIO(data)) as archive:
        kept = [entry for entry in archive.infolist() if not entry.filename.endswith(("styles.xml", "header1.xml"))]
        made = BytesIO()
        with ZipFile(made, "w") as new:
            for entry in kept:
                new.writestr(entry, archive.read(entry))
    assert lines(made.getvalue()) == [SLIP]


# -- the command -------------------------------------------------------------------------------------------------------

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Run) -> Run:
    """Runs the command in an empty folder; gives back (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    return command


def test_check_reads_word_documents_of_a_folder(run: Run) -> None:
    Path("a.docx").write_bytes(written(p(r("Before")), p(f'<w:ins w:id="1">{r(SLIP)}</w:ins>')))
    status, out, _ = run(".", "--format", "json")
    assert status == 1
    assert '"line": 2' in out
    assert "1 tracked change is open: insertions are read, deletions are not" in out


def test_annotate_writes_a_copy_and_ends_as_check_does(run: Run) -> None:
    Path("a.docx").write_bytes(written(p(r(SLIP))))
    assert run("annotate", "a.docx", "-o", "b.docx") == (1, "wrote b.docx with 1 comment\n", "")
    assert [on for on, _ in comments(Path("b.docx").read_bytes())] == ["48"]
    assert run("annotate", "a.docx", "--output", "b.docx")[0] == 1
    Path("factcheck.toml").write_text('ignore = ["parts-total-mismatch"]\n', encoding="utf-8")
    assert run("annotate", "a.docx", "-o", "b.docx") == (0, "wrote b.docx with no comments\n", "")
    assert Path("b.docx").read_bytes() == Path("a.docx").read_bytes()


def test_a_waiver_beside_the_document_leaves_out_its_comment(run: Run) -> None:
    Path("a.docx").write_bytes(written(p(r(SLIP))))
    assert run("waive", "a.docx:1", "--because", "the board says so")[0] == 0
    assert run("annotate", "a.docx", "-o", "b.docx")[:2] == (0, "wrote b.docx with no comments\n")


def test_notes_on_what_was_read_are_told(run: Run) -> None:
    Path("a.docx").write_bytes(written(p(f'<w:ins w:id="1">{r(SLIP)}</w:ins>')))
    status, _, err = run("annotate", "a.docx", "-o", "b.docx")
    assert status == 1
    assert "1 tracked change is open" in err


def test_what_is_read_is_never_written_over_and_nothing_but_word_documents_is_written(run: Run) -> None:
    held = written(p(r(SLIP)))
    Path("a.docx").write_bytes(held)
    Path("link.docx").symlink_to("a.docx")
    for words in (("a.docx", "-o", "a.docx"), ("a.docx", "-o", "./a.docx"), ("a.docx", "-o", "link.docx")):
        status, _, err = run("annotate", *words)
        assert status == 2
        assert "would overwrite" in err
    assert Path("a.docx").read_bytes() == held
    wrong: list[tuple[str, ...]] = [
        ("a.docx",),
        ("a.docx", "-o", "b.txt"),
        ("a.txt", "-o", "b.docx"),
        ("a.docx", "-o", "none/b.docx"),
    ]
    for faulty in wrong:
        assert run("annotate", *faulty)[0] == 2
    assert {path.name for path in Path().iterdir()} == {"a.docx", "link.docx"}


def test_a_document_that_cannot_be_read_is_not_written(run: Run) -> None:
    Path("a.docx").write_bytes(b"")
    assert run("annotate", "a.docx", "-o", "b.docx")[0] == 3
    assert run("annotate", "gone.docx", "-o", "b.docx")[0] == 3
    assert not Path("b.docx").exists()


def test_a_document_that_the_checks_fail_on_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise RecursionError("too deep")

    Path("a.docx").write_bytes(written(p(r(SLIP))))
    monkeypatch.setattr(factcheck.Checker, "check_document", fail)
    status, out, err = run("annotate", "a.docx", "-o", "b.docx")
    assert (status, out) == (3, "")
    assert "RecursionError: too deep" in err
    assert not Path("b.docx").exists()


def test_suggestions_are_no_patch_of_a_word_document(run: Run) -> None:
    Path("a.docx").write_bytes(written(p(r(SLIP))))
    status, out, err = run("a.docx", "--diff")
    assert (status, out) == (1, "")
    assert "a Word document is no text; `factcheck annotate` writes what is suggested into it" in err


def test_other_formats_of_office_are_told_what_to_do_with() -> None:
    for name, told in (("a.odt", "save it as .docx"), ("a.doc", "save it as .docx"), ("a.pdf", "that it was made of")):
        with pytest.raises(InputError, match=told):
            readers.read(name)


def test_a_plain_text_loads_nothing_of_this(run: Run) -> None:
    Path("a.txt").write_text(SLIP, encoding="utf-8")
    code = (
        "import sys; from factcheck import cli; cli.main(['a.txt', '--output', 'report.txt']); "
        "print(sorted(name for name in sys.modules if name.startswith('factcheck.')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    loaded = re.findall(r"factcheck\.[\w.]+", done.stdout)
    assert "factcheck.readers.text" in loaded
    assert [name for name in loaded if re.search(r"annotate|docx|readers\.(word_|pack|xml)", name)] == []
