"""The worst inputs and templates in, the time to read them out: twice the size has to take about twice the time.

python benchmarks/worst.py [--size 1000000]
"""

from __future__ import annotations

import argparse
import sys
import time

from attrs import evolve

from factcheck import extract_quantities, packs, readers
from factcheck.claims import extract
from factcheck.language import Language
from factcheck.records import Kind, Phrasing, Role

PIECES = (
    "7", "7,", "7 ", "7/", "7-", "7.", "5 000 ", "5 (", "(", ",", " ", "\n", "one ", "one hundred and ", "million ",
    "one million ", "one point ", "point one ", "a third and ", "half of a ", "dozens of ", "between 5 and ", "5 to ",
    "5, ", "5 or ", "1^", "x/5", "a=5&", "5 pounds ", "1.278 ", "twenty-", "rose to ", "over an estimated ",
    "5-to-", "three-to-", "$5m-", "5-million-", "5 Texas ", "$(5", "$ ", "+1 ", "one in ", "from 1 to ", "5 for ",
    "to about ", "(5)  ", "1,278 and 3,5 ", "1 278 ", "40 000 ", "$2, ", "5 million, ", "call: 1 ",
    "(1) ", "1. ", "5 a.m. ", "1986 Texas ",
)  # fmt: skip
"""What is repeated until the text has its size."""


TEMPLATES = (
    "{a} ... the ~ ... the ~ ... the ~ {b}", "{a} ... the [of ~ the [of ~ the [... of]]] {b}", "{a,...} ~ ... ~ {b}",
    "{a} " + "[* of] " * 14 + "{b}", "{a} " + "[the] " * 18 + "{b}",
)  # fmt: skip
"""Templates that may match in as many ways as those that packs may have."""
TEXTS = ("5 ", "5 the ", "5, ", "5 of the ", "(5) ", "5 and ", "5 the of (5) ")
"""What is repeated for them: sentences without an end, in which no template is ever done."""


def searched(template: str, piece: str, size: int) -> float:
    """How long it takes to search a text that is one piece over and over with a template and no other."""
    kinds = {"pair": Kind("pair", (Role("a", "amount"), Role("b", "amount")))}
    phrasings = (Phrasing("pair", template, False, "worst", 1),)
    language = Language(evolve(packs.load(), kinds=kinds, phrasings=phrasings))
    document = readers.read_text(piece * (size // len(piece)))
    before = time.perf_counter()
    extract(document, language)
    return time.perf_counter() - before


def seconds(piece: str, size: int) -> float:
    """How long it takes to read the figures of a text that is one piece over and over."""
    text = piece * (size // len(piece))
    before = time.perf_counter()
    extract_quantities(text)
    return time.perf_counter() - before


def main() -> int:
    """Prints a table, an input a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of the larger text")
    options = parser.parse_args()
    extract_quantities("")
    print(f"{'piece':>20}{'half':>9}{'whole':>9}{'ratio':>7}")
    for piece in PIECES:
        half, whole = seconds(piece, options.size // 2), seconds(piece, options.size)
        print(f"{piece!r:>20}{half:8.2f}s{whole:8.2f}s{whole / half:7.1f}")
    size = options.size // 20
    for template in TEMPLATES:
        for piece in TEXTS:
            half, whole = searched(template, piece, size // 2), searched(template, piece, size)
            print(f"{piece!r:>20}{half:8.2f}s{whole:8.2f}s{whole / half:7.1f}  {template}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
