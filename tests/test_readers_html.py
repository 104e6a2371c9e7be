"""HTML in, prose and scopes out: given this page, these paragraphs of it."""

from __future__ import annotations

import re

import pytest

from factcheck import readers
from factcheck.visible import JOINER, REST, Visible


def paragraphs(source: str) -> list[str]:
    """The paragraphs of a page as a reader sees them: the filler left out, many spaces shown as one."""
    text = Visible.of(readers.read_text(source, format="html").text).text
    return [shown for part in text.split("\n\n") if (shown := re.sub(" +", " ", part).strip())]


def scopes(source: str) -> list[tuple[str, str]]:
    document = readers.read_text(source, format="html")
    return [(scope.name, source[scope.start : scope.end].strip()) for scope in document.scopes]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        # blocks are paragraphs, lines of the source are not
        ("<p>Five\nand six</p>\r\n<p>Seven", ["Five and six", "Seven"]),
        ("Five<br>six<hr/>seven", ["Five", "six", "seven"]),
        ("<tr><td>5<td>6</tr>", ["5", "6"]),
        ("<ul><li>five</li>\n<li><p>six</p></li></ul>seven", ["- five", "- six", "seven"]),
        ("<pre>Five\nsix</pre>", ["Five\nsix"]),
        # inline markup doesn't cut words and figures
        ("<p><b>504</b>/533 c<i>ell</i>s", ["504/533 cells"]),
        ("<p>5<!-- react -->04 of 533", ["504 of 533"]),
        ("CO<sub>2</sub> over 489 km<sup>2</sup> on the 5<sup>th</sup>", ["CO2 over 489 km2 on the 5th"]),
        ("504<sup>3</sup> of 533<sup><a href='#n'>[4]</a></sup> cells<sup>*</sup>", ["504 of 533 cells"]),
        # entities
        ("1&nbsp;278 R&amp;D &pound;5 Huổi L&#7841; &#x2019;", ["1\u00a0278 R&D £5 Huổi Lạ ’"]),
        ("&lt;b&gt;5 AT&T &unknown; 3 < 5 &shy;6&#10;7", ["<b>5 AT&T &unknown; 3 < 5 6 7"]),
        # no prose
        ("<script>if (a < 5) '</p>'</script>Five<style>p {width: 6}</style>", ["Five"]),
        ("<SCRIPT>5</SCRIPT >Five<textarea>6 <b></textarea>", ["Five"]),
        ("<nav><nav>5</nav>6</nav>Five<footer>7</footer>", ["Five"]),
        ("<form><p>8</p></form>Five<button>5</button><select><option>6</select>", ["Five"]),
        ("Use <code>x = 5</code> or <pre><code>y\n= 6</code></pre>", ["Use or"]),
        ("<svg><text>5</text></svg><svg/>Five<template>6</template><math>7</math>", ["Five"]),
        ("Not <del>15</del>16", ["Not 16"]),
        ("<!DOCTYPE html><?xml version='5'?><!-- 6 > 7 -->Five", ["Five"]),
        ("<div>You have 500/500 characters left</div><p>See https://a.b/5 now", ["See now"]),
        # a form around the page is not a form
        ("<form><nav>5</nav><h1>Six</h1><p>Seven</p><form>8</form></form>", ["Six", "Seven"]),
        # what is never closed
        ("<nav>Five<p>six", ["Five", "six"]),
        ("<form>Five <s>six", ["Five six"]),
        ("<p>Five<!-- six <p>seven", ["Five"]),
        ("<script>5", []),
        ("Five <a href=6\nsix <p>seven", ["Five six", "seven"]),
        ("Five <a href='6\nsix", ["Five six"]),
        ("<p title=Bob's>Five</p><p>six</p>", ["Five", "six"]),
        ("<a title='5 > 6' href=\"<7>\">Five</a>", ["Five"]),
        ("5 <6> 7 <", ["5 <6> 7 <"]),
    ],
)  # fmt: skip
def test_markup_is_masked_and_prose_stays(source: str, left: list[str]) -> None:
    assert paragraphs(source) == left


def test_filler_of_inline_markup_is_no_space() -> None:
    text = readers.read_text("<b>504</b>/533&amp;", format="html").text
    assert text == f"{JOINER * 3}504{JOINER * 4}/533&{REST * 4}"


def test_of_several_breaks_on_end_the_last_one_stays() -> None:
    text = readers.read_text("<p>Five:</p>\n<ul>\n<li>six</li></ul>", format="html").text
    assert text == "\n\n Five:" + " " * len("</p>\n<ul>\n") + "\n\n- six" + " " * len("</li>") + "\n\n   "


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<title>Five</title><h2>Six</h2>", [("headline", "Five"), ("headline", "Six")]),
        ("<h1>Five<h2>Six</h1>", [("headline", "Five"), ("headline", "Six")]),
        ("<ul><li>five<li>six<ul><li>seven</ul></ul>",
         [("list", "five"), ("list", "six<ul><li>seven</ul>"), ("list", "seven")]),
        ("<table><caption>Five</caption><tr><th>A<td>5</tr><tr><td>6</td></table>",
         [("caption", "Five"), ("table_cell", "A"), ("table_cell", "5"), ("table_cell", "6")]),
        ("<figure><figcaption>45 houses</figcaption></figure>", [("caption", "45 houses")]),
        ("<p>45 houses. <i>Photo: A</i></p>", [("caption", "45 houses. <i>Photo: A")]),
        ("<blockquote><p>We had 45</p></blockquote> <q>now 47</q>",
         [("quotation", "<p>We had 45</p>"), ("quotation", "now 47")]),
        ("<p>&ldquo;We had 45 cells&rdquo; then", [("quotation", "&ldquo;We had 45 cells&rdquo;")]),
        ("<p>“We had <b>45</b> cells.</p><p>Now 47”", []),
        ("<h1>A</h1><h3>Related news</h3><p>B 5</p><h2>C</h2>",
         [("headline", "A"), ("teaser", "Related news</h3><p>B 5</p><h2>"), ("headline", "Related news"),
          ("headline", "C")]),
        ("<p>A</p><div>Read more</div><p>B 5</p>", [("teaser", "Read more</div><p>B 5</p>")]),
        ("<li>five", [("list", "five")]),
        ("</li></td>five<li></li>", []),
    ],
)  # fmt: skip
def test_scopes(source: str, found: list[tuple[str, str]]) -> None:
    assert scopes(source) == found
