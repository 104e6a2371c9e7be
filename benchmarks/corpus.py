"""Synthetic articles in, time and memory of checking them together out: both have to grow no faster than they do.

    python benchmarks/corpus.py [--documents 100000] [--jobs 2]

Each article states the population, the area and the Party members of one commune; every commune is in two articles, one
in a hundred of which states another population.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from time import perf_counter

ARTICLE = """\
{name} prepares for its congress

The {name} commune Party Committee leads {cells} Party cells with {members} Party members. In {year} {name} commune
had a population of {people:,} and covered {area} km2. Deputies asked for better roads, and the board will report.
"""
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
)
FIRST = ("Na", "Ban", "Muong", "Huoi", "Pu", "Ta", "Sin", "Che", "Lung", "Nam")
REST = ("bo", "ca", "du", "ga", "hi", "ke", "la", "mu", "no", "pe", "ri", "so", "tu", "va", "xe")


def names() -> list[str]:
    """Some 50,000 names of communes."""
    return [f"{first} {(a + b + c).title()}" for first, a, b, c in product(FIRST, REST, REST, REST)] + [
        f"{first} {(a + b).title()} {(c + a).title()}" for first, a, b, c in product(FIRST[:5], REST, REST, REST)
    ]


def write(folder: Path, documents: int) -> None:
    """Fills a folder with articles, two about each commune."""
    known = names()
    for number in range(documents):
        commune = number // 2
        people = 4_000 + 7 * (commune % 2_000) + (500 if number % 200 == 1 else 0)
        text = ARTICLE.format(
            name=known[commune % len(known)], cells=20 + commune % 60, members=300 + commune % 900, year=2024,
            people=people, area=f"{40 + commune % 300}.{commune % 90 + 10}",
        )  # fmt: skip
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def main() -> int:
    """Prints a line a size, and the ratio of the two times."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    times = []
    print(f"{'documents':>10}{'seconds':>10}{'peak MiB':>10}")
    for documents in (options.documents // 10, options.documents):
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), documents)
            command = [
                sys.executable,
                "-m",
                "factcheck",
                folder,
                "--no-cache",
                "--format",
                "json",
                "--jobs",
                str(options.jobs),
            ]
            before = perf_counter()
            peak = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=True)
            times.append(perf_counter() - before)
            print(f"{documents:>10}{times[-1]:>10.1f}{float(peak.stdout):>10.0f}")
    print(f"ten times the documents take {times[1] / times[0]:.1f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main())
