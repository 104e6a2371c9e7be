"""Articles in; documents a second of a processor, and peak memory, of checking ever more of them out: neither changes.

    python benchmarks/scale.py ARTICLES [--sizes 10000 50000 250000] [--million] [--jobs 2]

The articles are repeated until there are enough; from the second time on, one figure in ten is another one, always the
same. They are rows of one Parquet file. Memory is what all processes have resident, looked at ten times a second.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from time import perf_counter, sleep
from zlib import crc32

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from factcheck import readers

_SCHEMA = pa.schema([("id", pa.string()), ("text", pa.string())])
_ROWS = 2_000  # of a row group
_FIGURE = re.compile(r"\d+")
_LIMIT = 1024  # MiB


def changed(text: str, again: int) -> str:
    """A text with one figure in ten changed in its last digit; the first time as it is."""

    def other(match: re.Match[str]) -> str:
        chance = crc32(f"{again}:{match.start()}".encode())
        if not again or chance % 10:
            return match[0]
        return match[0][:-1] + str((int(match[0][-1]) + 1 + chance // 10 % 9) % 10)

    return _FIGURE.sub(other, text)


def documents(folder: Path) -> Iterator[dict[str, str]]:
    """Rows without end."""
    texts = [(path.name, readers.read(str(path)).source) for path in sorted(folder.glob("*.txt"))]
    for again in count():
        for name, text in texts:
            yield {"id": f"{again}/{name}", "text": changed(text, again)}


def write(folder: Path, size: int, path: Path) -> None:
    """Writes a corpus."""
    rows = islice(documents(folder), size)
    with ParquetWriter(path, _SCHEMA, compression="zstd") as writer:
        for some in iter(lambda: list(islice(rows, _ROWS)), []):
            writer.write_batch(pa.RecordBatch.from_pylist(some, schema=_SCHEMA))


def resident(process: int) -> float:
    """MiB that a process and all below it have resident; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
        below = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return (int(found[1]) / 1024 if found else 0) + sum(resident(int(child)) for child in below)


def measured(command: list[str]) -> tuple[float, float, float]:
    """(seconds, seconds of processors, peak MiB) of a command."""
    before, used, peak = perf_counter(), _used(), 0.0
    with subprocess.Popen(command) as running:
        while running.poll() is None:
            peak = max(peak, resident(running.pid))
            sleep(0.1)
    if running.returncode not in (0, 1):
        sys.exit(f"the check ended with {running.returncode}")
    return perf_counter() - before, _used() - used, peak


def _used() -> float:
    """Seconds that processors worked for processes below this one that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Prints a line a size; 1 if time or memory grew faster than they may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000, 250_000])
    parser.add_argument("--million", action="store_true", help="a million, too")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    rates, peaks = [], []
    print(f"{'documents':>10}{'seconds':>10}{'a second':>10}{'peak MiB':>10}{'report MiB':>12}")
    for size in [*options.sizes, *([1_000_000] if options.million else [])]:
        with tempfile.TemporaryDirectory() as folder:
            path, report = Path(folder) / "articles.parquet", Path(folder) / "report.jsonl"
            write(options.folder, size, path)
            words = [str(path), "--format", "jsonl", "--output", str(report), "--jobs", str(options.jobs), "--quiet"]
            seconds, used, peak = measured([sys.executable, "-m", "factcheck", "check", *words])
            written = report.stat().st_size / 2**20
        rates.append(size / used)
        peaks.append(peak)
        print(f"{size:>10,}{seconds:>10.1f}{used:>10.1f}{rates[-1]:>10,.0f}{peak:>10,.0f}{written:>12.1f}", flush=True)
    return 0 if min(rates) > max(rates) / 1.5 and max(peaks) < _LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
