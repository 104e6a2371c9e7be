"""The rooms that every run goes through, compiled to native modules beside their sources: `python native/build.py`.

Python imports a compiled module before its source. Sources have their classes written out first (`classes.py`), then
mypyc makes C of them. It takes a C compiler, mypy and setuptools; what is compiled is for the Python that runs this.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from sysconfig import get_config_var
from typing import Any

sys.path.insert(0, os.fspath(Path(__file__).parent))

from classes import taken_over, written_out

PACKAGE = "factcheck"
GROUP = "factcheck_native"
"""What the library is called that holds all modules; each of them is a stub that loads it."""
ROOMS = (
    "records.py", "fields.py", "visible.py", "lines.py", "numerals.py", "interval.py", "units.py", "quantity.py",
    "rule_ids.py", "language", "claims", "facts", "corpus", "checks", "waivers", "run.py", "configured.py",
    "readers/__init__.py", "readers/boilerplate.py", "readers/decoding.py", "readers/finding.py", "readers/formats.py",
    "readers/grids.py", "readers/items.py", "readers/masking.py", "readers/prose.py", "readers/text.py",
    "packs/__init__.py", "reports/__init__.py", "reports/excerpts.py", "reports/json.py", "settings/__init__.py",
    "commands/check.py", "cache/results.py", "ledger/__init__.py",
)  # fmt: skip
"""What is compiled: whole rooms, and single modules."""
_RUNTIME = "fields.py"
_LEFT_OUT = ("override", "attr-defined", "arg-type", "misc", "assignment")
_CHECKS = (
    "--ignore-missing-imports",
    "--no-warn-unused-ignores",
    "--no-warn-unreachable",
    "--no-warn-redundant-casts",
    *(f"--disable-error-code={code}" for code in _LEFT_OUT),
)
"""What mypy leaves unsaid: it has seen the sources themselves, and the comments that silence it there are gone."""
_COMPILED = ["-fno-semantic-interposition"] if sys.platform == "linux" else []
_LINKED = ["-s"] if os.name == "posix" and not os.environ.get("FACTCHECK_SYMBOLS") else []
_LINKED += ["-Wl,-Bsymbolic"] if sys.platform == "linux" else []
"""Calls within the library are direct ones. Without symbols it is half as large; those who profile want them."""
_SUFFIX = str(get_config_var("EXT_SUFFIX"))


def build(root: Path) -> list[Path]:
    """Compiles what is not compiled yet below a folder that holds the package; the compiled files, relative to it.

    Raises CalledProcessError.
    """
    if not is_current(root):
        remove(root)
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            paths = _prepared(root, work)
            command = [sys.executable, os.fspath(Path(__file__).resolve()), "--compile", *paths]
            subprocess.run(command, cwd=work, check=True)
            for path in _compiled(work):
                shutil.copyfile(path, root / path.relative_to(work))
    return sorted(path.relative_to(root) for path in _compiled(root))


def is_current(root: Path) -> bool:
    """Whether all is compiled, and from the sources as they are."""
    sources = [*_sources(root / PACKAGE)]
    made = {path.with_name(path.name.removesuffix(_SUFFIX) + ".py"): path for path in _compiled(root)}
    newest = max(path.stat().st_mtime for path in (*sources, *Path(__file__).parent.glob("*.py")))
    return all(path in made and made[path].stat().st_mtime >= newest for path in sources)


def remove(root: Path) -> None:
    """Removes what was compiled for this Python."""
    for path in _compiled(root):
        path.unlink()


def _sources(package: Path) -> Iterator[Path]:
    """The sources that are compiled."""
    for name in ROOMS:
        path = package / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else (path,)


def _compiled(root: Path) -> list[Path]:
    """What was compiled for this Python."""
    return [*root.glob(f"{GROUP}*{_SUFFIX}"), *(root / PACKAGE).rglob(f"*{_SUFFIX}")]


def _prepared(root: Path, work: Path) -> list[str]:
    """The paths to be compiled, once all sources are in the working folder as mypyc wants them."""
    chosen = set(_sources(root / PACKAGE))
    every = sorted((root / PACKAGE).rglob("*.py"))
    names = {".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__") for path in every}
    for path in every:
        source = path.read_text("utf-8")
        if path.name != _RUNTIME:
            source = written_out(source, names) if path in chosen else taken_over(source)
        target = work / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source, "utf-8")
    (work / PACKAGE / "py.typed").touch()
    return [os.fspath(path.relative_to(root)) for path in sorted(chosen)]


def _compile(paths: Sequence[str]) -> None:
    """Compiles modules in the working folder."""
    from mypyc.build import mypycify
    from setuptools.command.build_ext import build_ext
    from setuptools.dist import Distribution

    extensions = mypycify([*paths, *_CHECKS], opt_level="3", debug_level="0", multi_file=True, group_name=GROUP)
    for extension in extensions:
        extension.extra_compile_args += _COMPILED
        extension.extra_link_args += _LINKED
    command: Any = build_ext(Distribution({"name": PACKAGE, "ext_modules": extensions}))
    command.inplace = True
    command.ensure_finalized()
    command.build_extensions = partial(_side_by_side, command, command.build_extensions)
    command.run()


def _side_by_side(command: Any, build_extensions: Any) -> None:
    """Has the C compiler work on several files at a time, which setuptools cannot do within one extension."""
    command.compiler.compile = partial(_objects, command.compiler)
    build_extensions()


def _objects(
    compiler: Any, sources: list[str], output_dir: Any = None, macros: Any = None, include_dirs: Any = None,
    debug: bool = False, extra_preargs: Any = None, extra_postargs: Any = None, depends: Any = None,
) -> list[str]:  # fmt: skip
    """What `compile` of a compiler of distutils gives."""
    setup = compiler._setup_compile(output_dir, macros, include_dirs, sources, depends, extra_postargs)
    macros, objects, extra, options, work = setup
    arguments = compiler._get_cc_args(options, debug, extra_preargs)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda one: compiler._compile(one, *work[one], arguments, extra, options), work))
    return list(objects)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--compile"]:
        _compile(sys.argv[2:])
    else:
        sys.stdout.writelines(f"{made}\n" for made in build(Path(__file__).resolve().parent.parent))
