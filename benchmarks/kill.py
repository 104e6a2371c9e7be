"""Kills in, damage out: runs that are killed while they write the cache must leave nothing that a later run believes.

    python benchmarks/kill.py [--kills 200] [--documents 300] [--seed 1]

In every round all articles are new. One run is killed, every other time at the very moment in which it writes; then a
run with what the cache holds by now has to report the same as one without it. What earlier rounds left stays there.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep

from factcheck.cache import FOLDER, Store

_ROOT = Path(__file__).resolve().parent.parent
_JOURNAL = "-journal"
_TEXTS = (
    "There are 48 offices (45 cells and 2 committees).",
    "The plan was met by 71 of 86 schools (82.6%).",
    "The plan was met by 71 of 86 schools (82.5%).",
    "In 2024 Na {letter}o commune had a population of {people:,} and covered 41.5 km2.",
)


def wrong(folder: Path, kills: int, documents: int, seed: int = 1) -> list[str]:
    """A line for each kill after which a run reports something else than one without a cache."""
    chance = random.Random(seed)  # noqa: S311
    articles, store = folder / "articles", Store(str(folder / "cache"))
    articles.mkdir()
    lines: list[str] = []
    edition = killed = 0
    while killed < kills:
        edition += 1
        _write(articles, documents, edition)
        began = monotonic()
        expected = _report(articles, store, "--no-cache")
        writing = _kill(articles, store, chance, monotonic() - began)
        if writing is None:  # it was faster
            continue
        killed += 1
        told = f"kill {killed}, {'while it wrote' if writing else 'at some moment'}"
        if any(_report(articles, store) != expected for _ in range(2)):
            lines.append(told)
        print(f"{told}: {store.state().entries} results kept by now, {len(lines)} wrong reports", flush=True)
    return lines


def _write(folder: Path, documents: int, edition: int) -> None:
    for number in range(documents):
        text = _TEXTS[number % len(_TEXTS)].format(letter=chr(65 + number % 23), people=4_000 + number % 7 + edition)
        text = f"Edition {edition}.\n\n" + f"{text}\n" * (1 + number % 4) + "Rain fell over the hills.\n" * 30
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def _started(articles: Path, store: Store, output: int, *options: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "factcheck", ".", "--format", "json", *options]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), FOLDER: store.folder}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=articles, env=environment, stdout=output, stderr=quiet, start_new_session=True)


def _report(articles: Path, store: Store, *options: str) -> tuple[int, bytes]:
    process = _started(articles, store, subprocess.PIPE, *options)
    told, _ = process.communicate()
    return process.returncode, told


def _kill(articles: Path, store: Store, chance: random.Random, took: float) -> bool | None:
    """Kills a run and its workers; gives back whether it was writing, None if it had ended."""
    process = _started(articles, store, subprocess.DEVNULL)
    journal = Path(store.file + _JOURNAL)
    until = monotonic() + chance.uniform(0.2, 1.0) * took
    while monotonic() < until and process.poll() is None:
        sleep(0.001)
    if chance.random() < 0.5:
        while process.poll() is None and not journal.exists():
            pass
    if process.poll() is not None:
        return None
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return journal.exists()


def main() -> int:
    """Prints a line a round and what went wrong; gives back 1 if anything did."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = wrong(Path(folder), options.kills, options.documents, options.seed)
    for line in lines:
        print(line)
    print(f"{options.kills} kills, {len(lines)} wrong reports")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
