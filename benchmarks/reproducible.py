"""The checkout in, two builds of its pure wheel out; fails if they differ by a byte, and says where.

    python benchmarks/reproducible.py

One is built from the checkout, the other from its source distribution, unpacked in another folder, with other times and
rights of files, and in an environment of its own. Needs hatchling.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOMENT = "1700000000"
"""SOURCE_DATE_EPOCH of both."""
ELSEWHERE = {"LC_ALL": "C", "PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"}


def built(target: str, checkout: Path, folder: Path, environment: Mapping[str, str]) -> Path:
    """What hatchling builds of a checkout, into an empty folder: `wheel` or `sdist`."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", os.fspath(folder)],
        cwd=checkout,
        env={**os.environ, "HATCH_QUIET": "1", "FACTCHECK_SOURCES": "1", "SOURCE_DATE_EPOCH": MOMENT, **environment},
        check=True,
    )
    (path,) = folder.iterdir()
    return path


def unpacked(sdist: Path, folder: Path) -> Path:
    """The checkout in a source distribution, with times and rights of its own."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
        os.utime(path, (0, 0))
    (checkout,) = folder.iterdir()
    return checkout


def members(wheel: Path) -> Mapping[str, tuple[int, tuple[int, ...], int, str]]:
    """(place, time, rights, hash of the content) of each file of a wheel, by name."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            one.filename: (at, one.date_time, one.external_attr, hashlib.sha256(archive.read(one)).hexdigest())
            for at, one in enumerate(archive.infolist())
        }


def differences(one: Path, other: Path) -> list[str]:
    """How two wheels differ, a line for each file that does; none if they are the same to the byte."""
    if (one.name, one.read_bytes()) == (other.name, other.read_bytes()):
        return []
    ours, theirs = members(one), members(other)
    found = [f"{name}: {ours.get(name)}, {theirs.get(name)}" for name in sorted({*ours, *theirs})
             if ours.get(name) != theirs.get(name)]  # fmt: skip
    return found or [f"{one.name} and {other.name} are packed otherwise"]


def main() -> int:
    """1 and the differences on stderr if there are any."""
    with tempfile.TemporaryDirectory() as work:
        here, away, source, tree = (Path(work, name) for name in ("here", "away", "source", "tree"))
        for folder in (here, away, source, tree):
            folder.mkdir()
        wheel = built("wheel", ROOT, here, {})
        again = built("wheel", unpacked(built("sdist", ROOT, source, {}), tree), away, ELSEWHERE)
        found = differences(wheel, again)
        if not found:
            print(f"{wheel.name}: twice the same, sha256 {hashlib.sha256(wheel.read_bytes()).hexdigest()}")
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
