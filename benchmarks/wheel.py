"""A built wheel in, what it carries and asks for out; fails if it is not what a plain install should be.

    python benchmarks/wheel.py dist/factcheck_figures-*.whl [SITE_PACKAGES]

SITE_PACKAGES, the folder of a fresh environment with that wheel installed and nothing else, is weighed, too.
"""

from __future__ import annotations

import shutil
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

LIMIT_MIB = 80
HEAVY = ("duckdb", "hypothesis", "numpy", "pandas", "pandera", "polars", "pyarrow", "pytest", "scipy")
CARRIED = ("factcheck/__init__.py", "factcheck/builtin.json", "factcheck/builtin.en.json", "factcheck/builtin.vi.json",
           "factcheck/py.typed", "factcheck/units.json")  # fmt: skip
INSTALLERS = ("pip", "setuptools", "wheel", "_distutils_hack", "pkg_resources")


def faults_of(wheel: Path) -> list[str]:
    """What is wrong with a wheel's content and requirements."""
    with zipfile.ZipFile(wheel) as archive:
        files = archive.namelist()
        metadata = next(name for name in files if name.endswith(".dist-info/METADATA"))
        headers = Parser().parsestr(archive.read(metadata).decode("utf-8"))
    plain = [line for line in headers.get_all("Requires-Dist", []) if "extra ==" not in line]
    print(f"{wheel.name}: {wheel.stat().st_size / 1024:.0f} KiB, {len(files)} files; asks for {', '.join(plain)}")
    faults = [f"{name} is not in the wheel" for name in CARRIED if name not in files]
    if shutil.which("cc") and not any(name.startswith("factcheck_native") for name in files):
        faults.append("there is a C compiler, and nothing in the wheel is compiled")
    faults += [f"{name} does not belong in the wheel" for name in files if not name.startswith("factcheck")]
    return faults + [f"a plain install brings {line}" for line in plain if line.lower().startswith(HEAVY)]


def installed_mib(site_packages: Path) -> float:
    """The weight of all that is installed, installers left out, in MiB."""
    files = (
        path
        for path in site_packages.rglob("*")
        if path.is_file() and not path.relative_to(site_packages).parts[0].startswith(INSTALLERS)
    )
    return sum(path.stat().st_size for path in files) / 2**20


def main() -> int:
    """1 and the faults on stderr if there are any."""
    faults = faults_of(Path(sys.argv[1]))
    for folder in sys.argv[2:]:
        weight = installed_mib(Path(folder))
        print(f"a plain install weighs {weight:.1f} MiB, at most {LIMIT_MIB} allowed")
        if weight > LIMIT_MIB:
            faults.append(f"a plain install weighs {weight:.1f} MiB")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
