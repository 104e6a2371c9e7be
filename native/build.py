"""The hot rooms of factcheck, compiled to native modules that stand beside their sources: `python native/build.py`.

A compiled module is what Python imports first, and its source what it falls back to. Sources go through `plain.py`, as
mypyc knows no classes of attrs, then through mypyc and the C compiler.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from sysconfig import get_config_var
from typing import Any

from plain import plain

PACKAGE = "factcheck"
GROUP = "factcheck_native"
"""What the shared library of all modules is called; each module has a stub that loads it."""
NATIVE = (
    "records.py", "visible.py", "lines.py", "numerals.py", "interval.py", "units.py", "quantity.py", "rule_ids.py",
    "language", "claims", "facts", "checks", "waivers", "readers/__init__.py", "readers/boilerplate.py",
    "readers/decoding.py", "readers/finding.py", "readers/items.py", "readers/masking.py", "readers/prose.py",
    "readers/text.py", "packs/__init__.py", "reports/__init__.py", "reports/excerpts.py", "reports/json.py",
    "settings/__init__.py", "configured.py", "run.py", "commands/check.py", "plain.py",
)  # fmt: skip
"""What every run goes through: rooms, and single modules."""
_CHECKS = (
    "--ignore-missing-imports",
    "--no-warn-unused-ignores",
    "--no-warn-unreachable",
    "--no-warn-redundant-casts",
    "--disable-error-code=override",
    "--disable-error-code=attr-defined",
)
"""What mypy leaves unsaid: it has seen the sources themselves, and their comments that silence it are gone."""
_SUFFIX = str(get_config_var("EXT_SUFFIX"))


def modules(package: Path) -> Iterator[Path]:
    """The sources that are compiled."""
    for name in NATIVE:
        path = package / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else (path,)


def build(root: Path) -> list[Path]:
    """Compiles the modules below a folder in place; the compiled ones, relative to it."""
    remove(root)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        chosen = {path.relative_to(root) for path in modules(root / PACKAGE)}
        names = {".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
                 for path in (root / PACKAGE).rglob("*.py")}  # fmt: skip
        for path in (root / PACKAGE).rglob("*.py"):
            name = path.relative_to(root)
            target = work / name
            target.parent.mkdir(parents=True, exist_ok=True)
            source = path.read_text("utf-8")
            target.write_text(source if path.name == "plain.py" else plain(source, name in chosen, names), "utf-8")
        (work / PACKAGE / "py.typed").touch()
        command = [sys.executable, os.fspath(Path(__file__).resolve()), "--compile", *map(os.fspath, sorted(chosen))]
        subprocess.run(command, cwd=work, check=True)
        made = sorted(path.relative_to(work) for path in compiled(work))
        for name in made:
            shutil.copyfile(work / name, root / name)
    return made


def remove(root: Path) -> None:
    """Removes what was compiled for this Python."""
    for path in compiled(root):
        path.unlink()


def compiled(root: Path) -> list[Path]:
    """What was compiled for this Python."""
    return [*root.glob(GROUP + "*" + _SUFFIX), *(root / PACKAGE).rglob("*" + _SUFFIX)]


def _compile(paths: list[str]) -> None:
    """Compiles modules in the working folder, several files at a time."""
    from distutils.ccompiler import CCompiler  # what setuptools brings

    from mypyc.build import mypycify
    from setuptools.command.build_ext import build_ext
    from setuptools.dist import Distribution

    extensions = mypycify([*paths, *_CHECKS], opt_level="2", debug_level="0", multi_file=True, group_name=GROUP)
    CCompiler.compile = _together  # type: ignore[method-assign]
    distribution = Distribution({"name": PACKAGE, "ext_modules": extensions})
    command: Any = build_ext(distribution)
    command.inplace = True
    command.ensure_finalized()
    command.run()


def _together(self: Any, sources: list[str], output_dir: Any = None, macros: Any = None, include_dirs: Any = None,
              debug: bool = False, extra_preargs: Any = None, extra_postargs: Any = None, depends: Any = None) -> list[str]:  # fmt: skip
    """`CCompiler.compile` with a file a processor at a time."""
    macros, objects, extra, options, build = self._setup_compile(
        output_dir, macros, include_dirs, sources, depends, extra_postargs
    )
    arguments = self._get_cc_args(options, debug, extra_preargs)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda one: self._compile(one, *build[one], arguments, extra, options), build):
            pass
    made: list[str] = objects
    return made


if __name__ == "__main__":
    if sys.argv[1:2] == ["--compile"]:
        _compile(sys.argv[2:])
    else:
        for name in build(Path(__file__).resolve().parent.parent):
            print(name)
