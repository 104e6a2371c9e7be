"""How the house is built: which room may import which, which library lives where, what the door plate says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import factcheck

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "factcheck"
ROOMS = {
    # the ground floor
    "native": (),
    "visible": (),
    "fixed": (),
    "fields": (),
    "records": ("visible", "fixed"),
    "lines": (),
    "project_files": (),
    "rule_ids": ("records",),
    "numerals": ("records",),
    "interval": ("records",),
    "units": ("records", "interval"),
    "quantity": ("records", "interval", "numerals", "units"),
    # the way of a text, each room below the next
    "readers": ("fixed", "records", "visible", "numerals"),
    "language": ("fixed", "records", "visible", "numerals"),
    "packs": ("records", "units", "language"),  # it compiles the wording of the built-in pack
    "claims": ("records", "visible", "numerals", "interval", "units", "quantity", "language"),
    "facts": ("records", "language", "claims"),
    "versions": ("records", "quantity"),
    "corpus": ("records", "quantity", "claims"),
    "ledger": ("records", "corpus"),
    "registry": ("records", "language", "facts"),
    "bindings": ("records", "visible", "numerals", "quantity", "registry"),
    "baseline": ("records", "reports"),
    "since": ("records", "reports"),
    "policy": ("fixed", "records", "readers", "checks"),
    "settings": ("fixed", "records", "project_files", "readers", "policy", "registry", "bindings"),
    "declared": ("records", "readers", "facts", "language", "registry"),
    "checks": ("records", "numerals", "interval", "units", "quantity"),
    "waivers": ("records", "lines", "rule_ids"),
    "reports": (
        "versions",
        "bindings",
        "records",
        "visible",
        "lines",
        "units",
        "claims",
        "language",
    ),  # it unwraps lines as `language` does
    "annotate": ("records", "readers", "reports"),
    "cache": ("fixed", "fields", "records", "reports"),
    "workers": (),
    "disguises": ("records", "lines", "visible"),
    # the corridor and the doors
    "run": (
        "fixed",
        "visible",
        "records",
        "packs",
        "readers",
        "language",
        "claims",
        "facts",
        "corpus",
        "ledger",
        "registry",
        "declared",
        "bindings",
        "policy",
        "baseline",
        "checks",
        "waivers",
        "reports",
        "cache",
        "overwriting",
        "lines",
        "rule_ids",
        "workers",
        "disguises",
    ),
    "batches": ("records", "readers", "waivers", "ledger", "reports", "run"),
    "spark": ("ledger", "batches", "run"),
    "assertions": ("records", "run", "reports"),
    "pytest_plugin": ("assertions",),
    "pandera": ("records", "packs", "checks"),
    "testing": ("fixed", "records", "packs", "readers", "registry", "bindings", "checks", "reports", "run"),
    "configured": ("fixed", "records", "reports", "run", "settings"),
    "desk": ("reports", "run"),
    "sheet": ("lines", "records", "reports", "versions"),
    "lsp": ("configured", "lines", "project_files", "readers", "records", "reports", "run", "settings", "waivers"),
    "arguments": (),
    "streams": ("records", "readers", "reports"),
    "overwriting": (),
    "commands": (
        "records",
        "packs",
        "readers",
        "waivers",
        "reports",
        "run",
        "testing",
        "lines",
        "rule_ids",
        "arguments",
        "streams",
        "overwriting",
        "settings",
        "project_files",
        "baseline",
        "since",
        "versions",
        "bindings",
        "configured",
        "cache",
        "desk",
        "lsp",
        "sheet",
        "annotate",
    ),
    "cli": ("records", "arguments", "streams"),
    "__main__": ("cli",),
    "__init__": ("native", "records", "run", "reports"),
}
"""The arrows: the rooms that each room may import from, beside itself and the version number in `factcheck`."""

LIBRARIES = {
    "attrs": tuple(ROOMS),
    "yaml": ("packs", "registry.tables", "bindings.store", "bindings.sources"),
    "pathspec": ("readers",),
    "charset_normalizer": ("readers",),
    "openpyxl": ("readers.xlsx", "sheet.workbook"),
    "lsprotocol": ("lsp",),
    "pint": ("units",),
    "pygls": ("lsp",),
    "rich": ("reports.console",),
    "hypothesis": ("testing.strategies", "testing"),
    "pandera": ("reports.frame", "registry.schemas", "pandera"),
    "polars": ("reports.frame", "reports", "registry.schemas", "registry.tables", "pandera"),
    "pyarrow": ("readers.corpora", "ledger.rows", "ledger.spill", "batches", "spark", "reports.frame"),
    "pyspark": ("spark",),
    "duckdb": ("ledger.spill",),
    "pytest": ("pytest_plugin",),
}
"""The one room of each third-party library; `reports` and `testing` know polars and hypothesis by a type alone."""

PUBLIC = {
    "Check", "Checker", "Claim", "Config", "ConfigError", "Coverage", "Document", "Failure", "Finding", "InputError",
    "PackError", "Quantity", "Report", "Rule", "Severity", "Span", "Suggestion", "Verdict", "__version__", "check",
    "check_text", "extract_claims", "extract_quantities", "load_rules",
}  # fmt: skip

MODULES = sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    """The dotted name of a module inside the package; "reports" for reports/__init__.py, "__init__" for the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def room(module: str) -> str:
    return module.partition(".")[0]


NAMES = {named(path): path for path in MODULES}


def walk(node: ast.AST, top_level: bool) -> Iterator[ast.stmt]:
    """The import statements under a node; `top_level` leaves out those in functions and those for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif not top_level:
            yield from walk(child, top_level)
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            if not for_types:
                yield from walk(child, top_level)


@cache
def imports(module: str, top_level: bool = False) -> frozenset[str]:
    """What a module imports: full names of modules, `factcheck.` for those of the house."""
    found: set[str] = set()
    for statement in walk(ast.parse(NAMES[module].read_text(encoding="utf-8")), top_level):
        if isinstance(statement, ast.Import):
            found.update(alias.name for alias in statement.names)
            continue
        assert isinstance(statement, ast.ImportFrom)
        assert statement.level == 0, f"{module} has a relative import"
        source = statement.module or ""
        for alias in statement.names:
            whole = f"{source}.{alias.name}"
            found.add(whole if whole.removeprefix("factcheck.") in NAMES else source)
    return frozenset(found)


def inside(module: str, top_level: bool = False) -> frozenset[str]:
    """The modules of the house that a module imports."""
    return frozenset(
        name.removeprefix("factcheck.") for name in imports(module, top_level) if name.startswith("factcheck.")
    )


@pytest.mark.parametrize("module", NAMES)
def test_imports_go_only_along_the_arrows(module: str) -> None:
    allowed = {room(module), *ROOMS[room(module)]}
    assert {room(name) for name in inside(module)} <= allowed


@pytest.mark.parametrize("module", NAMES)
def test_each_third_party_library_lives_in_one_room(module: str) -> None:
    outside = {name.partition(".")[0] for name in imports(module)} - {"factcheck"} - sys.stdlib_module_names
    assert outside <= set(LIBRARIES), "a library without a room: add it to the table, or do without it"
    for library in outside:
        assert module in LIBRARIES[library] or room(module) in LIBRARIES[library]


def test_no_module_imports_itself_by_way_of_others() -> None:
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way, module))
        if module not in done:
            for other in sorted(inside(module, top_level=True)):
                visit(other, (*way, module))
            done.add(module)

    for module in NAMES:
        visit(module, ())


def test_every_room_of_the_table_exists() -> None:
    assert {room(module) for module in NAMES} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_first_what_comes_in_and_what_goes_out(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert (ast.get_docstring(tree) or "").strip()
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


def test_the_public_names_are_these() -> None:
    assert set(factcheck.__all__) == PUBLIC
    assert [name for name in factcheck.__all__ if getattr(factcheck, name, None) is None] == []


def test_importing_factcheck_loads_no_other_library() -> None:
    heavy = sorted({*LIBRARIES, "hypothesis", "pandas", "numpy"} - {"attrs"})
    code = f"import sys, factcheck; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_checking_a_text_loads_no_data_frames_units_or_yaml() -> None:
    heavy = sorted({*LIBRARIES, "hypothesis", "pandas", "numpy"} - {"attrs"})
    code = (
        "import sys, factcheck; factcheck.check_text('504 of 533 (94.56%)'); "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_language_is_a_folder_of_rules_and_no_word_of_vietnamese_stands_in_the_code(path: Path) -> None:
    assert re.findall("[\u1ea0-\u1ef9đĐơƠưƯăĂ]", path.read_text(encoding="utf-8")) == []


STRANGER = re.compile(r"pip3?\s+install\s+(?:-\S+\s+)*[\"']?factcheck(?!-figures)\b|(?<![\w-])factcheck\[[a-z]")
"""The name `factcheck` on the package index is a stranger's: nobody may be sent there."""


def written_files() -> list[Path]:
    folders = ("factcheck", "rules", "docs", "examples", "tests", "benchmarks", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    return sorted(path for path in files if path.suffix not in {".pyc", ".lock"} and path != Path(__file__).resolve())


def test_nobody_is_sent_to_the_strangers_package() -> None:
    assert STRANGER.search("python -m pip install -U factcheck")
    assert STRANGER.search("needs factcheck[data]")
    assert not STRANGER.search('pip install "factcheck-figures[data]"')
    guilty = [path.name for path in written_files() if STRANGER.search(path.read_text("utf-8", errors="replace"))]
    assert guilty == []
