"""What is compiled: classes of attrs written out, the scanner, and when sources are imported in place of it."""

from __future__ import annotations

import ast
import os
import runpy
import sys
import types
from collections.abc import Callable, Iterator
from importlib.machinery import FileFinder
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import native
from factcheck.fields import asdict, evolve
from factcheck.language.scanner import scan
from factcheck.language.words import SPACES, cut

ROOT = Path(__file__).resolve().parent.parent

Written = Callable[[str, set[str]], str]
HEAD = '''
"""Shapes."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from attrs import define, evolve, field, frozen

UNITS = ("m", "km")
'''
RECORDS = '''
@frozen
class Length:
    """A length."""

    value: int
    unit: str = "m"
    tags: tuple[str, ...] = field(default=(), converter=tuple)
    note: str = field(default="", repr=False, eq=False)

    @property
    def shown(self) -> str:
        return f"{self.value} {self.unit}"

    @cached_property
    def halves(self) -> list[int]:
        return [self.value // 2] * 2


@define(eq=False)
class Reader:
    text: str
    words: list[str] = field(init=False)
    seen: dict[str, int] = field(factory=dict)

    @words.default
    def _words(self) -> list[str]:
        return self.text.split()


@frozen
class Path(Length):
    ends: int = 2


class Pair(NamedTuple):
    one: int
    other: int = 0


def doubled(length: Length) -> Length:
    return evolve(length, value=2 * length.value)
'''


@pytest.fixture(scope="module")
def written_out() -> Iterator[Written]:
    sys.path.insert(0, str(ROOT / "native"))
    from classes import written_out  # type: ignore[import-not-found]

    yield written_out
    sys.path.remove(str(ROOT / "native"))


@pytest.fixture(scope="module")
def shapes(written_out: Written) -> Any:
    module = types.ModuleType("shapes")
    exec(written_out(HEAD + RECORDS, set()), module.__dict__)  # noqa: S102 - what it wrote is what is tested
    return module


def test_given_a_class_of_attrs_no_attrs_is_left(written_out: Written) -> None:
    text = written_out(HEAD + RECORDS, set())
    assert "attrs import" not in text
    assert "@frozen" not in text
    assert "@define" not in text


def test_a_class_that_is_written_out_takes_defaults_and_converts(shapes: Any) -> None:
    length = shapes.Length(3, tags=["a"])
    assert (length.value, length.unit, length.tags, length.shown) == (3, "m", ("a",), "3 m")
    assert shapes.Reader("so far").words == ["so", "far"]
    assert shapes.Reader("a").seen is not shapes.Reader("b").seen


def test_a_class_that_is_written_out_compares_and_shows_as_that_of_attrs(shapes: Any) -> None:
    assert shapes.Length(3, note="x") == shapes.Length(3)
    assert shapes.Length(3) != shapes.Length(4)
    assert hash(shapes.Length(3)) == hash(shapes.Length(3))
    assert repr(shapes.Length(3, note="x")) == "Length(value=3, unit='m', tags=())"
    assert shapes.Reader("a") != shapes.Reader("a")


def test_a_class_that_is_written_out_inherits_fields(shapes: Any) -> None:
    path = shapes.Path(5, ends=1)
    assert repr(path) == "Path(value=5, unit='m', tags=(), ends=1)"
    assert path.shown == "5 m"


def test_a_property_is_worked_out_once(shapes: Any) -> None:
    length = shapes.Length(4)
    assert length.halves == [2, 2]
    assert length.halves is length.halves


def test_a_named_tuple_becomes_a_class_with_replace(shapes: Any) -> None:
    assert shapes.Pair(1)._replace(other=3) == shapes.Pair(1, 3)


def test_records_are_changed_and_told_alike_whoever_built_them(shapes: Any) -> None:
    @attrs.frozen
    class Length:
        value: int
        _unit: str = "m"
        hidden: int = attrs.field(default=0, repr=False)

    assert evolve(Length(3), unit="km") == Length(3, unit="km")
    assert asdict(Length(3)) == {"value": 3, "_unit": "m"}
    assert shapes.doubled(shapes.Length(3, tags=["a"])) == shapes.Length(6, tags=["a"])
    assert asdict(shapes.Length(3, tags=["a"])) == {"value": 3, "unit": "m", "tags": ["a"]}
    assert attrs.evolve(shapes.Length(3), unit="km") == shapes.Length(3, "km")
    assert [one.name for one in attrs.fields(shapes.Length)] == ["value", "unit", "tags", "note"]


def test_a_record_that_is_written_out_is_pickled_by_its_fields(shapes: Any) -> None:
    kind, values = shapes.Length(3, tags=["a"]).__reduce__()
    assert kind(*values) == shapes.Length(3, tags=["a"])


def test_constants_are_final_and_modules_within_functions_are_imported_whole(written_out: Written) -> None:
    text = written_out(HEAD + "def f() -> None:\n    from os import path\n    from os import sep\n", {"os.path"})
    assert "UNITS: _Final = ('m', 'km')" in text
    assert "import os.path as path" in text
    assert "from os import sep" in text


def test_no_function_that_is_compiled_imports_what_its_module_has_under_that_name() -> None:
    """mypyc would put what it imports in the place of what the module has."""
    sources = runpy.run_path(str(ROOT / "native" / "build.py"))["_sources"]
    for path in sources(ROOT / "factcheck"):
        tree = ast.parse(path.read_text("utf-8"))
        own = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        for function in ast.walk(tree):
            inner = ast.walk(function) if isinstance(function, ast.FunctionDef) else ()
            imported = [node for node in inner if isinstance(node, ast.Import | ast.ImportFrom)]
            assert own.isdisjoint(one.asname or one.name for node in imported for one in node.names), path


@given(st.text(alphabet=" \n\t.,-'+eE12aBU.S_$/", max_size=20) | st.text(st.characters(max_codepoint=127)))
def test_the_scanner_cuts_as_the_expression_does(text: str) -> None:
    text = text.rstrip(SPACES)
    words, ends = scan(text)
    assert words == cut(text.replace(" - ", " – ").replace(" -- ", " –– "))
    assert [end - len(word) for word, end in zip(words, ends, strict=True)] == sorted(
        {end - len(word) for word, end in zip(words, ends, strict=True)}
    )
    assert all(
        text[end - len(word) : end].replace("-", "–") == word.replace("-", "–")
        for word, end in zip(words, ends, strict=True)
    )


# -- sources or what is compiled ---------------------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a module that was compiled."""
    monkeypatch.delenv(native.SOURCES, raising=False)
    folder = tmp_path / "house"
    (tmp_path / "native").mkdir()
    (tmp_path / "native/build.py").touch()
    folder.mkdir()
    (folder / "room.py").touch()
    (folder / "room.cpython-311-x86_64-linux-gnu.so").touch()
    return folder


def settled(package: Path) -> bool:
    """Whether the modules of a package come from their sources."""
    sys.path_importer_cache.pop(str(package), None)
    native.settle(str(package))
    found = sys.path_importer_cache.pop(str(package), None)
    return isinstance(found, FileFinder)


def test_what_is_compiled_is_imported(package: Path) -> None:
    assert not settled(package)


def test_sources_are_imported_where_they_are_asked_for(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(native.SOURCES, "1")
    assert settled(package)


def test_sources_that_have_changed_since_are_imported_in_a_checkout(package: Path) -> None:
    os.utime(package / "room.cpython-311-x86_64-linux-gnu.so", (1, 1))
    assert settled(package)
    (package.parent / "native/build.py").unlink()
    assert not settled(package)
