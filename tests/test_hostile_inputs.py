"""Empty, broken, endless and booby-trapped inputs in; a result, or a line that says why there is none, out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from factcheck import Checker, Config, InputError, Report, cli, readers
from factcheck.readers import decoding

SLIP = "There are 48 party offices (45 cells and 2 committees)."
CHECKER = Checker(Config())


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(SLIP, encoding="utf-8")


def checked(*paths: str) -> tuple[list[str], Report]:
    """(what is told of inputs, the report) of some paths and good.txt, whose finding is there whatever else is."""
    report = CHECKER.check(["good.txt", *paths])
    assert "good.txt" in {finding.check.claim.document for finding in report.findings}
    return [failure.message for failure in report.failures], report


def refused(data: bytes, name: str) -> str:
    with pytest.raises(InputError) as fault:
        readers.read_bytes(data, name)
    told = str(fault.value)
    assert "\n" not in told
    assert told.startswith(f"{name}: ")
    return told.removeprefix(f"{name}: ")


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.tsv"])
@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b" \t\r\n"])
def test_given_nothing_there_is_nothing_to_tell(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    told, report = checked(name)
    assert (told, report.coverage.documents, report.exit_status) == ([], 2, 1)


def test_given_a_line_of_a_hundred_megabytes_it_is_told_and_the_others_are_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with open("large.txt", "wb") as file:
        file.truncate(100 << 20)
    assert cli.main(["check", "."]) == 3
    out = capsys.readouterr().out
    assert "not read: ./large.txt: is larger than 64 MiB, which is refused; split it, or leave it out" in out
    assert out.endswith("exit 3: 1 file not read; 1 finding\n")


def test_given_a_text_that_is_larger_than_a_text_may_be_it_is_refused_before_it_is_read() -> None:
    Path("large.md").write_bytes(b"5 " * (9 << 20))
    told, report = checked("large.md")
    assert told == ["large.md: is larger than 16 MiB, which is refused; split it, or leave it out"]
    assert report.exit_status == 3


@pytest.mark.parametrize(
    "data", [b"504 of\0 533", b"\0" * 600, SLIP.encode("utf-16-le"), b"\xff\xfe5\0\0\0", b"\x89PNG\r\n\0"]
)
def test_given_nul_bytes_a_file_is_taken_for_binary(data: bytes) -> None:
    assert refused(data, "a.txt") == "is binary, not text; save it as UTF-8 text, or leave it out"


def test_given_half_a_pair_of_surrogates_as_if_it_were_utf_8_nothing_is_made_up() -> None:
    data = b"There are \xed\xa0\x80 48 offices."
    try:
        document = readers.read_bytes(data, "a.txt")
    except InputError:
        return
    assert document.encoding != "utf-8"
    assert CHECKER.check_document(document).coverage.encodings == {"a.txt": document.encoding}


def test_given_links_in_a_ring_each_is_told() -> None:
    Path("a.txt").symlink_to("b.txt")
    Path("b.txt").symlink_to("a.txt")
    told, report = checked(".")
    assert told == [
        f"./{name}.txt: cannot be opened (Too many levels of symbolic links); check the path" for name in "ab"
    ]
    assert report.exit_status == 3


def test_given_a_folder_that_is_linked_into_itself_its_files_are_checked_once() -> None:
    Path("loop").symlink_to(".", target_is_directory=True)
    told, report = checked(".", "loop")
    assert told == []
    assert report.coverage.documents == 2  # by the name of the link, too, as that was named


def test_given_a_file_that_vanishes_after_it_was_found_it_is_told() -> None:
    Path("a.txt").write_text(SLIP)
    found = CHECKER.find(["."])
    Path("a.txt").unlink()
    report = Report.merged(CHECKER.check_files(found))
    assert [failure.message for failure in report.failures] == ["./a.txt: there is no such file; check the path"]
    assert len(report.findings) == 1


@pytest.mark.parametrize("change", [-9, 70_000], ids=["shrinks", "grows"])
def test_given_a_file_that_changes_while_it_is_read_what_is_there_is_read(
    monkeypatch: pytest.MonkeyPatch, change: int
) -> None:
    text = f"{SLIP}\n" * 20
    Path("a.txt").write_text(text, encoding="utf-8")
    look = os.fstat

    def looked_at_before(handle: int) -> os.stat_result:
        before = look(handle)
        os.truncate("a.txt", len(text) + change)
        return before

    monkeypatch.setattr(os, "fstat", looked_at_before)
    assert readers.contents("a.txt") == (text.encode() + b"\0" * max(change, 0))[: len(text) + change]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (PermissionError(13, "Permission denied"), "you may not read it; change its permissions, or leave it out"),
        (OSError(5, "Input/output error"), "cannot be opened (Input/output error); check the path"),
        (OSError(24, "Too many open files"), "cannot be opened (Too many open files); check the path"),
    ],
)
def test_given_a_file_that_the_system_refuses_to_open_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, fault: OSError, told: str
) -> None:
    whole = os.open

    def trap(path: str, *rest: Any, **more: Any) -> int:
        if path == "a.txt":
            raise fault
        return whole(path, *rest, **more)

    Path("a.txt").write_text(SLIP)
    monkeypatch.setattr(os, "open", trap)
    assert checked("a.txt")[0] == [f"a.txt: {told}"]


def test_given_a_disk_that_fails_while_a_file_is_read_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(SLIP)

    def trap(*_: Any) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", trap)
    with pytest.raises(InputError, match=r"^a\.txt: cannot be read \(Input/output error\); check the disk"):
        readers.read("a.txt")


def test_given_a_socket_it_is_no_file() -> None:
    os.mknod("s.txt", stat.S_IFSOCK | 0o600)
    (told,) = checked("s.txt")[0]
    assert told.startswith("s.txt: cannot be opened")


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "a\u202etxt.md", "::error::.txt"])
def test_given_any_name_of_a_file_that_is_not_there_what_is_told_is_a_line(name: str) -> None:
    (told,) = CHECKER.check(name).failures
    assert told.message.isprintable()


# -- markup ------------------------------------------------------------------------------------------------------------

DEPTH = 100_000


@pytest.mark.parametrize(
    "tag", ["div", "p", "b", "ul", "li", "td", "table", "table><tr><td", "blockquote", "pre", "sup"]
)
def test_given_tags_nested_very_deep_what_they_hold_is_read(tag: str) -> None:
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    for source in (f"<{tag}>" * DEPTH + SLIP + closing * DEPTH, f"<{tag}>" * DEPTH + SLIP, closing * DEPTH + SLIP):
        assert len(CHECKER.check_text(source, "a.html").findings) == 1


@pytest.mark.parametrize(
    "source",
    [
        "<!--",
        "<!-- ",
        "<p",
        '<a href="',
        "<a href='x",
        "<script>",
        "<![CDATA[",
        "<?",
        "</",
        "<style",
        "&#",
        "&amp",
        '<p title=">',
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_given_markup_that_never_ends_what_stands_before_it_is_read(source: str, name: str) -> None:
    for tail in (source, source * 20_000):
        assert len(CHECKER.check_text(f"{SLIP}\n\n{tail}", name).findings) == 1


UNENDING = (
    "```", "~~~", "```\n" * 20_001, "`" * DEPTH, "[" * DEPTH, "[a](" * 20_000, "*" * DEPTH, "> " * 20_000, "|" * DEPTH,
    "\\" * DEPTH, "<" * DEPTH, "\n".join(" " * depth + "- a" for depth in range(300)),
)  # fmt: skip


@pytest.mark.parametrize("tail", UNENDING, ids=lambda tail: tail[:9])
def test_given_markdown_that_never_ends_what_stands_before_it_is_read(tail: str) -> None:
    assert len(CHECKER.check_text(f"{SLIP}\n\n{tail}\n", "a.md").findings) == 1


@pytest.mark.parametrize(
    "piece", ["(", "5 (", "5, ", "5 of ", "one ", "1.", "5/", "5-", "$", "a", "7", "\t", "a   5\n", '"', "–"]
)
def test_given_one_thing_over_and_over_a_text_is_read_to_its_end(piece: str) -> None:
    report = CHECKER.check_text(piece * 5_000 + f"\n\n{SLIP}")
    assert report.faults == ()
    assert len(report.findings) == 1


# -- archives ----------------------------------------------------------------------------------------------------------


def archive(*members: tuple[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for name, held in members:
            packed.writestr(name, held)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "instead"), [("a.xlsx", "save its sheets as .csv"), ("a.docx", "save its text as .txt")]
)
def test_given_an_archive_that_unpacks_to_too_much_it_is_refused_unopened(
    name: str, instead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = archive(*((f"{number}.xml", b"") for number in range(10_001)))
    assert refused(many, name) == f"packs more than 10000 files, which is refused; {instead}"
    dense = archive(("word/document.xml", b" " * (8 << 20)))
    assert refused(dense, name) == f"unpacks to 8 MiB, which is refused; {instead}"
    monkeypatch.setattr("factcheck.readers.packed._LARGEST", 1000)
    assert refused(archive(("a", os.urandom(2000))), name) == f"unpacks to 0 MiB, which is refused; {instead}"


def workbook(change: Callable[[Any], None]) -> bytes:
    from openpyxl import Workbook  # type: ignore[import-not-found,import-untyped,unused-ignore]

    book, data = Workbook(), BytesIO()
    change(book.active)
    book.save(data)
    return data.getvalue()


def with_sheet(rows: str, head: str = "") -> bytes:
    """A workbook whose sheet is as written."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<?xml version="1.0"?>{head}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    with ZipFile(BytesIO(workbook(lambda sheet: sheet.append(["x"])))) as before:
        members = {name: before.read(name) for name in before.namelist()}
    return archive(*{**members, "xl/worksheets/sheet1.xml": sheet.encode()}.items())


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in
                                                  zip("abcdefghi", "bcdefghij", strict=True)) + "]>"  # fmt: skip
THEFT = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        with_sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>', LAUGHS),
        with_sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>', THEFT),
        with_sheet('<row r="1"><c r="ZZZZZZ1"><v>5</v></c></row>'),
        with_sheet(f'<row r="1"><c r="A1"><v>{"9" * 100_000}</v></c></row>'),
        with_sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'),
    ],
    ids=["laughs", "theft", "column", "number", "string"],
)
def test_given_a_workbook_with_a_trap_in_it_it_is_told_to_be_broken(data: bytes) -> None:
    assert refused(data, "a.xlsx") == "is a broken workbook; open it, and save it anew"


def test_given_a_workbook_with_a_cell_beyond_all_others_it_is_refused_and_not_filled_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("factcheck.readers.xlsx._MOST_CELLS", 20_000)
    told = "has more than 20000 cells, which is refused; save its sheets as .csv"
    assert refused(with_sheet('<row r="99999999999"><c r="A99999999999"><v>5</v></c></row>'), "a.xlsx") == told
    assert refused(with_sheet('<row r="1"><c r="XFD1"/></row><row r="2"><c r="XFD2"/></row>'), "a.xlsx") == told


def test_given_a_workbook_whose_cells_all_show_one_long_text_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.readers.xlsx._MOST_CHARACTERS", 100_000)

    def fill(sheet: Any) -> None:
        for _ in range(20):
            sheet.append(["a b " * 8_000])

    told = "has more than 100000 characters, which is refused; save its sheets as .csv"
    assert refused(workbook(fill), "a.xlsx") == told


@pytest.mark.parametrize("piece", ["<w:p>", "<w:tbl><w:tr><w:tc>", "<w:p><w:r><w:pict>", "<w:sdt><w:sdtContent>"])
def test_given_a_word_document_nested_very_deep_nothing_crashes(piece: str) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    depth = 10_000
    closing = "".join(f"</{tag}>" for tag in reversed(piece[1:-1].split("><")))
    inner = f"<w:p><w:r><w:t>{SLIP}</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="{space}"><w:body>{piece * depth}{inner}{closing * depth}</w:body></w:document>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{kind}" Target="word/document.xml"/></Relationships>'
    )
    Path("a.docx").write_bytes(archive(("_rels/.rels", relations.encode()), ("word/document.xml", body.encode())))
    told, report = checked("a.docx")
    assert [line for line in told if "report this" in line] == []
    assert report.exit_status in (1, 3)


def test_the_size_of_standard_input_is_that_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0
            return b"5" * size

    class Stream:
        buffer = Endless()

    monkeypatch.setattr("sys.stdin", Stream())
    monkeypatch.setattr(decoding, "LARGEST", 1 << 20)
    status = cli.main(["check", "-", "--format", "json", "--output", "out.json"])
    assert status == 3
    assert "is larger than 1 MiB" in Path("out.json").read_text()
