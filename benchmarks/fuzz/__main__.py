"""A target in; inputs that reach ever more of its code are tried on it, and the first that breaks a law is kept.

    python -m benchmarks.fuzz english --runs 1000000

What breaks a law is written to benchmarks/fuzz/corpus/TARGET, beside the inputs to begin with; `tests/test_fuzz.py`
tries all of these without atheris. What is found on the way lies in build/fuzz, and the next run goes on with it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

os.environ["FACTCHECK_SOURCES"] = "1"  # what is compiled cannot be traced

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["factcheck"]):
    from benchmarks.fuzz.targets import CORPUS, TARGETS
    from factcheck import packs

GROWN = Path(__file__).resolve().parents[2] / "build" / "fuzz"
LANGUAGES = {"english": "en", "vietnamese": "vi", "check": "en"}
"""Targets whose inputs are made of the words of a lexicon."""
SIGNS = {
    "text": "1. (1) - • | \n\n \t https://example.org/5 a@b.org \u2060 \u00ad \u034f \r\n Reply Comments (5)",
    "markdown": "``` ** [ ]( | |-- # > - * <!-- --> &amp; --- ~~~ [^1]: 1.",
    "html": "<p> </p> <b> </b> <ul><li> <table><tr><td> </td> </table> <!-- --> &nbsp; &#8203; <pre> <sup> <h1> "
    "<a href=' <script>",
    "csv": '"," "" ; \t | 1.234,5 94.6% 2020',
    "docx": "<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tc> </w:tc> <w:ins> </w:ins> "
    "<w:del> </w:del> <w:delText> </w:delText> <w:tab/> <w:br/> <w:pPr> </w:pPr> <w:numPr> <w:sym/> <w:gridSpan",
    "xlsx": '<row> </row> <c> </c> <v> </v> r="A1" t="s" t="str" t="inlineStr" <is><t> </t></is> <f> </f> r="B7" t="b" '
    't="d" t="e"',
    "pack": "kinds: roles: type: list: true rules: phrasings: lexicon: messages: examples: claim: require: severity: - "
    "id: {a} ~ ... why: summary: source: needs: same:",
    "formula": "sum( len( agree( years( days( weekday( whole_number( == != <= >= or and total parts ,",
}
"""What inputs of a target are made of, beside the bytes that atheris finds in its code."""


def words(target: str) -> Iterator[str]:
    """What a fuzzer may put into an input of a target."""
    yield from SIGNS.get(target, "").split(" ")
    if target in LANGUAGES:
        yield from _strings(packs.load((), LANGUAGES[target]).lexicon)


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        yield from chain.from_iterable(map(_strings, (*node, *node.values())))
    elif isinstance(node, Iterable):
        yield from chain.from_iterable(map(_strings, node))


def dictionary(target: str) -> str:
    """The words of a target, as libFuzzer reads them."""
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in sorted(set(words(target))) if word)
    return "".join(f'"{word}"\n' for word in quoted)


def main() -> None:
    """Ends with the process, as libFuzzer does."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=100_000, help="inputs to try (100000 if not told)")
    parser.add_argument("--longest", type=int, default=300, help="bytes that an input may have (300)")
    options = parser.parse_args()
    grown, kept = GROWN / options.target, CORPUS / options.target
    grown.mkdir(parents=True, exist_ok=True)
    told = GROWN / f"{options.target}.dict"
    told.write_text(dictionary(options.target), encoding="ascii")
    flags = [f"-runs={options.runs}", f"-max_len={options.longest}", f"-dict={told}", f"-artifact_prefix={kept}/",
             "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1"]  # fmt: skip
    with atheris.instrument_imports(include=["factcheck"]):  # of what is imported when it is needed
        for path in kept.iterdir():
            TARGETS[options.target](path.read_bytes())
    atheris.Setup([sys.argv[0], *flags, str(grown), str(kept)], TARGETS[options.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
