"""What the property tests draw from: documents amid markup, texts without sense, numbers in every written way."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from random import Random

from attrs import frozen
from hypothesis import strategies as st

from factcheck import packs
from factcheck.records import Number
from tests.agreeing import CLASSES, NOUNS, PACK, digits, in_words
from tests.renderings import render

# -- documents ---------------------------------------------------------------------------------------------------------

FORMATS = {"text": ".txt", "markdown": ".md", "html": ".html"}
_AROUND = (
    "Tỉnh ủy Điện Biên họp 😀 ở xã Nà Bủng.",
    "Đảng bộ xã Mường Chà 👩‍👩‍👧 đã kết nạp thêm.",
    "Café, naïve: 🇻🇳 – “so”.",
    "It rained.",
)
_MARKS = {
    "text": (("", ""),),
    "markdown": (("**", "**"), ("*", "*"), ("[", "](https://example.org/504)")),
    "html": (("<b>", "</b>"), ("<a href='/504/533'>", "</a>"), ("<q id=n5>", "</q>"), ("<!-- 5 -->", "")),
}
_SPACES = {"text": " ", "markdown": " ", "html": (" ", " ", " ", "&nbsp;")}
_BLOCKS = {
    "text": ("{}\n\n", "{}\r\n\r\n"),
    "markdown": ("{}\n\n", "# {}\n\n", "- {}\n\n", "> {}\n\n"),
    "html": ("<p>{}</p>\n", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>\n"),
}
_MARKABLE = re.compile(r"\d[\d.,]*\d|[^\W\d_]{3,}")


def document(random: Random, format: str) -> str:
    """The source of a document of some sentences with figures, amid markup, Vietnamese in NFD and emoji."""
    blocks = []
    for _ in range(random.randrange(1, 6)):
        sentence = render(random.choice(PACK.phrasings), random)
        text = random.choice((sentence.right, *sentence.spoiled)).text
        blocks.append(random.choice(_BLOCKS[format]).format(_marked(random, text, format)))
        blocks.append(random.choice(_BLOCKS[format]).format(unicodedata.normalize("NFD", random.choice(_AROUND))))
    return "".join(blocks)


def _marked(random: Random, text: str, format: str) -> str:
    """A text with some words and numbers marked up, and some spaces of a page that don't break."""

    def mark(match: re.Match[str]) -> str:
        before, behind = random.choice(_MARKS[format]) if random.random() < 0.2 else ("", "")
        return before + match[0] + behind

    marked = _MARKABLE.sub(mark, text)
    return re.sub(r"(?<=\w) (?=\w)", lambda _: random.choice(_SPACES[format]), marked)


# -- texts and numbers -------------------------------------------------------------------------------------------------

_WORDS = st.sampled_from(sorted({*PACK.lexicon["numbers"], *(word for words in CLASSES.values() for word in words)}))
_SIGNS = st.sampled_from([*".,;:!?()[]{}<>/|-–—+*#%$£€'\"“”’&@~^=_\\\n\t\u2060\u0301😀", "\r\n", "<!--", "</"])
_NUMERALS = st.one_of(st.from_regex(r"[0-9]{1,4}([.,/:-][0-9]{1,4}){0,4}", fullmatch=True), st.integers(0).map(str))
_RUNS = st.builds(lambda piece, times: piece * times, st.one_of(_WORDS, _SIGNS, _NUMERALS), st.integers(1, 400))
_PIECES = st.lists(st.one_of(_WORDS, _SIGNS, _NUMERALS, _RUNS), max_size=40)
SOUP = st.builds(lambda pieces, joint: joint.join(pieces), _PIECES, st.sampled_from(["", " "]))
"""Words of the lexicon, numerals and signs in no order, some of them many times over."""


def pieces_of(language: str) -> st.SearchStrategy[str]:
    """Words of a language's lexicon, cues of several words among them, numerals and signs."""
    lexicon = packs.load((), language).lexicon
    words = {str(word) for words in lexicon["classes"].values() for word in words}
    for section in lexicon.values():
        if isinstance(section, dict):
            words |= {str(word) for word in section} | {
                str(word) for named in section.values() if isinstance(named, list) for word in named
            }
        else:
            words |= set(map(str, section))
    signs = ["5", "12", "1,234", "2.5", "1.278", "94,55", "1/7/2025", "3/4", "2020-2025", "1986", "0912", "Hin", "½",
             "%", "$", "-", "–", "/", ":", "(", ")", ",", ".", "^", "#"]  # fmt: skip
    return st.one_of(st.sampled_from(sorted(words)), st.sampled_from(signs))


def prose(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pieces in no order, most of them with spaces between them."""
    pairs = st.lists(st.tuples(pieces, st.sampled_from([" ", " ", "", "-", "\u00a0"])), max_size=25)
    return pairs.map(lambda some: "".join(piece + joint for piece, joint in some))


@frozen
class WrittenNumber:
    """A number and a text that gives it, rounded half up or half to even."""

    number: Number
    text: str


def _rounded_text(number: Fraction, decimals: int, to_even: bool) -> str:
    steps = number * 10**decimals
    return digits(round(steps) if to_even else int(steps + Fraction(1, 2)), decimals)


_MAGNITUDES = {"": 1} | {
    word: factor
    for word, factor in PACK.lexicon["magnitudes"].items()
    if word not in PACK.lexicon["glued_magnitudes"]  # "2 MM" is a length as well
}
_PREFIXES = [sign for signs in PACK.lexicon["currencies"].values() for sign in signs if not sign[-1].isalpha()]
_SUFFIXES = [
    *PACK.lexicon["percent"],
    *(word for section in ("units", "currencies") for name, words in PACK.lexicon[section].items() for word in words
      if name != "share" and word[-1].isalpha() and len(word) > 1),
]  # fmt: skip
"""What may stand behind a number that is measured; what is counted, as shares are, has no fractions."""


@st.composite
def written_numbers(draw: st.DrawFn) -> WrittenNumber:
    """Numbers in every written way: in digits and in words, with commas, magnitudes, units and signs."""
    if draw(st.booleans()):
        count = draw(st.integers(2, 999_999))
        written = in_words(count) if draw(st.booleans()) else digits(count)
        return WrittenNumber(count, f"{written} {draw(st.sampled_from(NOUNS))}")
    word, factor = draw(st.sampled_from(sorted(_MAGNITUDES.items())))
    decimals = draw(st.integers(0, 4))
    number = draw(st.fractions(Fraction(2), 10**6, max_denominator=10**6))
    text = _rounded_text(number, decimals, draw(st.booleans()))
    if word:
        text += draw(st.sampled_from(["", " "])) + word
    if draw(st.booleans()):
        text = draw(st.sampled_from(_PREFIXES)) + text
    else:
        suffix = draw(st.sampled_from(_SUFFIXES))
        text += suffix if suffix == "%" else " " + suffix
    return WrittenNumber(number * factor, text)
