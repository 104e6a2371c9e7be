"""Articles in; characters a second of the whole check, and of quantulum3, which but finds quantities, out.

    pip install quantulum3 && python benchmarks/quantulum.py ARTICLES [--articles 20] [--runs 3]

Both read the same articles in one process, by turns. The check is `factcheck.check_text`, from the text to the report.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter

from factcheck import check_text

_WANTED = 100  # times as many characters a second


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """How long some work takes on all texts."""
    start = perf_counter()
    for text in texts:
        work(text)
    return perf_counter() - start


def main() -> int:
    """1 if the check is less than a hundred times as fast."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parse = import_module("quantulum3.parser").parse
    paths = sorted(options.folder.glob("*.txt"))
    texts = [path.read_text("utf-8") for path in paths[:: max(1, len(paths) // options.articles)]][: options.articles]
    characters = sum(map(len, texts))
    for work in (check_text, parse):  # what is loaded with the first text is no part of it
        work(texts[0])
    rounds = [(seconds(check_text, texts), seconds(parse, texts)) for _ in range(options.runs)]
    ours, theirs = (characters / median(column) for column in zip(*rounds, strict=True))
    ratio = median(slow / fast for fast, slow in rounds)
    print(f"{characters:,} characters: factcheck {ours:,.0f} a second, quantulum3 {theirs:,.0f}; {ratio:,.0f} times")
    return 0 if ratio >= _WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
