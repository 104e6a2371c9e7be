"""A number of documents in, times and memory of the command out, beside codespell's where it is installed.

    python benchmarks/speed.py [--documents 500] [--runs 5]

The corpus is examples/ copied over and over, so the figures can be compared only with others of this script. Times are
those of whole processes, start-up included.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SUFFIXES = {".txt", ".html", ".md"}
FINDINGS = {0, 1, 65}  # codespell ends with 65 where it finds something
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
)


def corpus(folder: Path, documents: int) -> None:
    """Fills a folder with so many copies of the example articles."""
    articles = sorted(
        path for path in EXAMPLES.glob("*/*") if path.suffix in SUFFIXES and path.stem not in {"README", "expected"}
    )
    for number in range(documents):
        article = articles[number % len(articles)]
        shutil.copy(article, folder / f"{number:05}{article.suffix}")


def seconds(command: Sequence[str]) -> float:
    """How long a command takes. Raises RuntimeError if it fails."""
    before = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    took = time.perf_counter() - before
    if done.returncode not in FINDINGS:
        raise RuntimeError(f"{' '.join(command[:4])} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return took


def median(command: Sequence[str], runs: int) -> float:
    """The median time of some runs, one before them not counted."""
    seconds(command)
    return statistics.median(seconds(command) for _ in range(runs))


def main() -> int:
    """Prints a table, a size of corpus a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    codespell = shutil.which("codespell")
    print(f"{'documents':>10}{'factcheck':>12}{'codespell':>12}{'peak MiB':>10}")
    for documents in (1, options.documents):
        with tempfile.TemporaryDirectory() as folder:
            corpus(Path(folder), documents)
            command = [sys.executable, "-m", "factcheck", "check", folder, "--format", "json", "--no-cache"]
            ours = median(command, options.runs)
            theirs = f"{median([codespell, folder], options.runs):11.3f}s" if codespell else f"{'-':>12}"
            peak = subprocess.run([sys.executable, "-c", PEAK, *command], capture_output=True, text=True, check=True)
            print(f"{documents:>10}{ours:11.3f}s{theirs}{float(peak.stdout):10.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
