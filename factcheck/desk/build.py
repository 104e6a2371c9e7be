"""A folder of Pyodide in, a folder of static files out: the page, Pyodide, and the package with what it needs.

Source of the files that a page needs of Pyodide: https://pyodide.org/en/stable/usage/downloading-and-deploying.html
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from factcheck.reports.html import asset

PYODIDE = "314.0.7"
"""The version of npm's `pyodide` that the page is tested with."""
ARCHIVE = "site.zip"
NEEDED = ("pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""The files of Pyodide without which no page works."""
_EITHER = ("pyodide.asm.mjs", "pyodide.asm.js")  # as the version has it
_PACKAGES = ("attrs", "pint")
"""What a check of a text may import beside the package and the standard library."""
_PAGE = ("index.html", "desk.css", "desk.js", "worker.js", "service.js")
_VIEW = ("annotated.css", "annotated.js")
_NAME = re.compile(r"[\w.-]+")
_KEPT = (".py", ".json", ".txt", ".css", ".js", ".html", ".typed")
_VERSION, _FILES = '"{VERSION}"', '"{FILES}"'


class NoPyodide(Exception):
    """A folder that is not that of Pyodide, or none where one was looked for; `str()` is one line with what to do."""


def find_pyodide(stated: str = "") -> Path:
    """The folder of Pyodide: the one stated, else `node_modules/pyodide` here or above. Raises NoPyodide."""
    install = f"npm install pyodide@{PYODIDE}"
    if stated:
        lacking = [name for name in NEEDED if not (Path(stated) / name).is_file()]
        if lacking:
            raise NoPyodide(f"{stated}: holds no {lacking[0]}; name the folder that `{install}` makes")
        return Path(stated)
    here = Path.cwd()
    for folder in (here, *here.parents):
        found = folder / "node_modules" / "pyodide"
        if all((found / name).is_file() for name in NEEDED):
            return found
    raise NoPyodide(f"desk needs Pyodide, which runs Python in a browser: `{install}`, or name its folder (--pyodide)")


def build(folder: Path, pyodide: Path) -> None:
    """Writes the page and all that it loads into a folder. Raises OSError."""
    python = folder / "pyodide"
    python.mkdir(parents=True, exist_ok=True)
    taken = [*NEEDED, *(name for name in _EITHER if (pyodide / name).is_file())]
    for name in taken:
        shutil.copyfile(pyodide / name, python / name)
    contents = {name: asset(name).encode() for name in _VIEW}
    contents |= {name: (files("factcheck.desk") / "web" / name).read_bytes() for name in _PAGE}
    contents[ARCHIVE] = archive()
    loaded = [*contents, *(f"pyodide/{name}" for name in taken)]
    loaded.remove("service.js")
    version = sha256(b"".join([*contents.values(), *((pyodide / name).read_bytes() for name in taken)])).hexdigest()[
        :16
    ]
    service = contents["service.js"].decode()
    quoted = ", ".join(f'"{name}"' for name in sorted(loaded))
    contents["service.js"] = service.replace(_VERSION, f'"{version}"').replace(_FILES, quoted).encode()
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def archive() -> bytes:
    """The package, and those that it needs, as a zip file that is the same for the same files."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, content in sorted({**dict(_own()), **dict(_others())}.items()):
            file.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return packed.getvalue()


def _own() -> Iterator[tuple[str, bytes]]:
    """The files of this package."""
    root = Path(str(files("factcheck")))
    for path in sorted(root.rglob("*")):
        if path.suffix in _KEPT and "__pycache__" not in path.parts:
            yield f"factcheck/{path.relative_to(root).as_posix()}", path.read_bytes()


def _others() -> Iterator[tuple[str, bytes]]:
    """The files of the packages that are needed, and of those that these need."""
    done: set[str] = set()
    waiting = list(_PACKAGES)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in done:
            continue
        done.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # needed under other conditions than these
        waiting += _requirements(found)
        for path in found.files or ():
            if path.suffix in _KEPT and ".." not in path.parts and not path.parts[0].endswith(".dist-info"):
                yield path.as_posix(), Path(str(path.locate())).read_bytes()


def _requirements(found: Distribution) -> Iterator[str]:
    for line in found.requires or ():
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield name[0]


def is_ours(folder: str) -> bool:
    """Whether a folder may be written to: it is not there, is empty, or holds an earlier page."""
    return not os.path.exists(folder) or os.path.isdir(folder) and (
        not os.listdir(folder) or os.path.isfile(os.path.join(folder, ARCHIVE))
    )  # fmt: skip
