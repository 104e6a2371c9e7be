"""Paths, bytes and texts in, Documents out: encodings, what is refused, and the laws that hold for every format."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck import readers
from factcheck.records import Document, InputError
from factcheck.visible import Visible

FORMATS = ("text", "markdown", "html")
MARKUP = st.lists(
    st.sampled_from(
        ["<!--", "-->", "<p>", "</p>", "<li>", "<td>", "<form>", "</form>", "<h1>", "<b>", "</b>", "<a href='",
         "<script>", "</script>", "<pre>", "&amp;", "&nbsp;", "&#8217;", "<", ">", "[", "](", ")", "![", "[^1]", "*",
         "**", "_", "`", "```", "~~", "\\", "# ", "- ", "1. ", "> ", "|", "---", "+++", "    ", "\n", "\r\n", "\n\n",
         " ", "5", "a", "“", "”", '"', "'", " | ", "Photo:", "Recent news", "Comment",
         "You have 500/500 characters left", "https://a.b/5", "x@y.org", "a: b"]
    )
).map("".join)  # fmt: skip
SOURCES = st.one_of(st.text(), MARKUP)


@given(SOURCES, st.sampled_from(FORMATS))
@example("[^ [5](6) ]", "markdown")
@example("<form><s>5", "html")
def test_text_has_the_length_of_its_source(source: str, format: str) -> None:
    document = readers.read_text(source, format=format)
    assert document.source == source
    assert len(document.text) == len(source)


@given(SOURCES)
def test_newlines_stay_where_they_are_in_plain_text(source: str) -> None:
    text = readers.read_text(source, format="text").text
    assert all(text[at] == "\n" for at, char in enumerate(source) if char == "\n")


@given(SOURCES)
@example(" |A\n0 | ")
@example("0. 0\n0. 0")
def test_plain_text_is_blanked_broken_between_cells_or_given_bullets_and_nothing_else(source: str) -> None:
    text = readers.read_text(source.replace("\r", ""), format="text")
    between = ("\n",) if text.tables else ()
    for char, shown in zip(text.source, text.text, strict=True):
        instead = between if char in "|\t " else ("•",) if char.isdecimal() else ()
        assert shown in (char, " ", *instead) or not Visible.of(char + shown).text


@given(SOURCES, st.sampled_from(FORMATS))
def test_scopes_are_in_order_and_within_the_text(source: str, format: str) -> None:
    scopes = readers.read_text(source, format=format).scopes
    assert [scope.start for scope in scopes] == sorted(scope.start for scope in scopes)
    assert all(0 <= scope.start < scope.end <= len(source) for scope in scopes)


UNITS = (
    "<!--", "[", "*", "`", '"', "“", "<a ", "<a '\"", "<form><h1>", "<li><ul>", "</li>", "<nav>", "<sup>", "](a", "![",
    "> ", "- ", "|", "``` ` ", "a@", "www.", "\n", "# Recent news\n", "Photo:", "&", "\\", "_a *b ", "~~a",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("format", FORMATS)
def test_long_runs_of_markup_are_read_to_their_end(unit: str, format: str) -> None:
    source = unit * (200_000 // len(unit))
    assert len(readers.read_text(source, format=format).text) == len(source)


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.txt", "text"), ("a.TXT", "text"), ("a.md", "markdown"), ("b/a.html", "html"), ("a.htm", "html"),
     ("notes", "text"), ("a.unknown", "text"), ("x.html/notes", "text"), ("<text>", "text"), ("", "text")],
)  # fmt: skip
def test_the_suffix_tells_the_format(name: str, format: str) -> None:
    assert readers.read_text("<b>5</b>", name).format == format


def test_a_stated_format_counts_more_than_the_suffix() -> None:
    assert readers.read_text("# Five", "a.txt", "markdown").text == "  Five"


def test_an_unknown_format_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="html, markdown, text"):
        readers.read_text("Five", format="odt")


def test_old_line_ends_are_line_ends() -> None:
    document = readers.read_text("One\r\rTwo 5")
    assert document.source == "One\r\rTwo 5"
    assert document.text == "One\n\nTwo 5"


def read(folder: Path, data: bytes) -> Document:
    path = folder / "article.txt"
    path.write_bytes(data)
    return readers.read(str(path))


VIETNAMESE = "Xã Mường Ảng có 504 đảng viên. "


@pytest.mark.parametrize(
    ("data", "source", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"\xef\xbb\xbf", "", "utf-8-sig"),
        ("Về 5".encode(), "Về 5", "utf-8"),
        ("\ufeffVề 5".encode(), "Về 5", "utf-8-sig"),
        (b"a\r\nb 5\r\n", "a\r\nb 5\r\n", "utf-8"),
        (b"\xff\xfe" + VIETNAMESE.encode("utf-16-le"), VIETNAMESE, "utf-16-le"),
        (b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"), VIETNAMESE, "utf-16-be"),
        (b"\xff\xfe\0\0" + VIETNAMESE.encode("utf-32-le"), VIETNAMESE, "utf-32-le"),
        (b"\0\0\xfe\xff" + VIETNAMESE.encode("utf-32-be"), VIETNAMESE, "utf-32-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(
    tmp_path: Path, data: bytes, source: str, encoding: str
) -> None:
    document = read(tmp_path, data)
    assert (document.source, document.encoding) == (source, encoding)


def test_another_encoding_is_detected_and_named(tmp_path: Path) -> None:
    source = "Le café a vendu 504 crèmes brûlées à 12 £ pièce; l'été dernier, c'était 480 « à peine ». " * 20
    document = read(tmp_path, source.encode("cp1252"))
    assert "504" in document.source
    assert len(document.source) == len(source)
    assert document.encoding not in ("utf-8", "utf-8-sig")


@pytest.mark.parametrize("form", ["Nà Bủng", "Na\u0300 Bu\u0309ng"])
def test_letters_keep_the_form_in_which_they_are_written(tmp_path: Path, form: str) -> None:
    assert read(tmp_path, form.encode()).source == form


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary"),
        (b"Five\0six", "is binary"),
        ("Five".encode("utf-16-le"), "is binary"),
        (b"\xff\xfea\0\0\xd8b\0", "is UTF-16-LE only in part"),
        (b"\xef\xbb\xbfcaf\xe9", "is UTF-8-SIG only in part"),
        (b"\xef\xbb\xbfa\0b", "is binary"),
        (b"\xed\xa0\x80\x01", "is binary"),
    ],
)
def test_what_is_not_text_is_refused_in_one_line_that_helps(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, data)
    message = str(refused.value)
    assert message.startswith(f"{tmp_path / 'article.txt'}: {reason}")
    assert "UTF-8" in message
    assert "\n" not in message


def test_what_cannot_be_opened_is_refused_with_its_name(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "is a folder"), (tmp_path / "no.txt", "there is no such file")):
        with pytest.raises(InputError, match=reason):
            readers.read(str(path))


def test_a_name_that_is_more_than_a_line_is_quoted() -> None:
    with pytest.raises(InputError) as refused:
        readers.read("no\nsuch.txt")
    assert str(refused.value).startswith(r"'no\nsuch.txt': ")
    with pytest.raises(InputError, match="check the path"):
        readers.read("no\0such.txt")


def test_a_format_that_is_not_read_yet_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.odt files cannot be read yet: save it as \.docx"):
        readers.read(str(tmp_path / "a.odt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="is a pipe or device"):
        readers.read(str(tmp_path / "pipe.txt"))


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices here")
def test_a_device_is_refused() -> None:
    with pytest.raises(InputError, match="is a pipe or device"):
        readers.read("/dev/null")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("5")
    path.chmod(stat.S_IWUSR)
    with pytest.raises(InputError, match="you may not read it"):
        readers.read(str(path))
