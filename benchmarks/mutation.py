"""A module and its tests in; out comes what can be changed in it without a test that notices.

    python -m benchmarks.mutation interval

One sign, number, flag or condition is changed at a time, and the module's tests run on what comes of it, in a process
of its own. Changes that survive and make no difference have their reason in EQUAL; any other is told, and the run ends
with 1. Texts are not changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

from attrs import frozen

ROOT = Path(__file__).resolve().parent.parent
TESTS: Mapping[str, tuple[str, ...]] = {
    "interval": ("tests/test_interval.py",),
    "checks.formula": ("tests/test_formula.py",),
    "checks.ladder": ("tests/test_ladder.py",),
}
"""The modules that are changed, and the tests that have to notice."""
_KINDRED = "the same number of another type"
_GENERAL = "the general way, further down, comes to the same"
_BOTH = "isinstance(dividend, int) and isinstance(divisor, int)"
_CONVERTED = "self.conversion(role, figure).of(rung(figure))"
_WHOLE = "and isinstance(figure.value, int)"
_COUNTS = f"figure.type == 'number' and (counting or role in counts) {_WHOLE}"
_BARE = f"figure.type == 'number' {_WHOLE} and (figure.place == 1) and (figure.value < _SMALL)"
EQUAL: Mapping[tuple[str, str], str] = {
    ("super().__init__(reason)", "pass"): "exceptions keep their arguments by themselves",
    (_BOTH, _BOTH.replace(" and ", " or ")): _KINDRED,
    (_BOTH, "isinstance(divisor, int)"): _KINDRED,
    (_BOTH, "isinstance(dividend, int)"): _KINDRED,
    ("self.low >= 0 <= other.low", "self.low > 0 <= other.low"): _GENERAL,
    ("self.low >= 0 <= other.low", "self.low >= 0 < other.low"): _GENERAL,
    ("self.low >= 0 <= other.low", "self.low >= 1 <= other.low"): _GENERAL,
    ("other.low > 0", "other.low > 1"): _GENERAL,
    ("self.low < 0", "self.low <= 0"): _GENERAL,
    ("self.low < 0", "self.low < 1"): _GENERAL,
    ("factor < 0", "factor <= 0"): "0 was dealt with before",
    ("self.high is not None and self.high_closed", "self.high_closed"): "an end at infinity is not kept",
    ("high is not None and self.low_closed", "self.low_closed"): "an end at infinity is not kept",
    (f"{_CONVERTED} if self.conversions else rung(figure)", _CONVERTED): "without conversions all is in one unit",
    ("figure.value > 0", "figure.value >= 0"): "nothing is its own negative",
    (_COUNTS, _COUNTS.removesuffix(f" {_WHOLE}")): "a count with decimals is rounded as well",
    (_BARE, _BARE.replace(f" {_WHOLE}", "").replace("(figure.place == 1)", "figure.place == 1")):
        "what has decimals has a place below 1",
    ("match.lastgroup or 'other'", "match.lastgroup"): "each way to match is a group",
    ("token.kind != 'end' and token.text in texts", "token.text in texts"): "no sign is empty",
    ("branch.boxed(box, figures) if branch.calls else box", "branch.boxed(box, figures)"): "only calls are put in",
}  # fmt: skip
"""Changes that make no difference, and why they make none."""

_SECONDS = 60  # what takes longer would never end
_COMPARED: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}  # fmt: skip
_COMPUTED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_UNCHANGED = ("annotation", "returns", "decorator_list")


@frozen
class Change:
    """One change of a module: the line, what stands there, what is written in its place, and the module so changed."""

    line: int
    before: str
    after: str
    code: CodeType

    @property
    def equal(self) -> bool:
        """Whether it is known to make no difference."""
        return (self.before, self.after) in EQUAL


def changes(source: str, name: str) -> Iterator[Change]:
    """Every change of a module."""
    tree = ast.parse(source)
    for parent, holder, key, node in _places(tree):
        bare = isinstance(node, ast.Constant)  # says nothing by itself
        before = _told(parent if bare else node)
        for variant in _variants(node):
            ast.copy_location(variant, node)
            _put(holder, key, variant)
            code = compile(ast.fix_missing_locations(tree), name, "exec")
            yield Change(node.lineno, before, _told(parent if bare else variant), code)
        _put(holder, key, node)


Holder = ast.AST | list[ast.AST]


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, Holder, str | int, ast.expr | ast.stmt]]:
    """(its parent, what holds it, where, an expression or statement), for all in a tree that may be changed."""
    for key, value in ast.iter_fields(node):
        if key in _UNCHANGED:
            continue
        held = list(enumerate(value)) if isinstance(value, list) else [(key, value)]
        for at, child in held:
            if isinstance(child, ast.expr | ast.stmt):
                yield node, (value if isinstance(value, list) else node), at, child
            if isinstance(child, ast.AST):
                yield from _places(child)


def _put(holder: Holder, key: str | int, node: ast.AST) -> None:
    if isinstance(holder, list):
        holder[int(key)] = node
    else:
        setattr(holder, str(key), node)


def _variants(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """What may be written in the place of an expression or statement."""
    match node:
        case ast.Compare(left, ops, others):
            for at, op in enumerate(ops):
                for other in _COMPARED[type(op)]:
                    yield ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], others)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]
        case ast.BinOp(left, op, right) if type(op) in _COMPUTED:
            yield ast.BinOp(left, _COMPUTED[type(op)](), right)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.IfExp(_, body, orelse):
            yield body
            yield orelse
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Return(ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.AugAssign() | ast.Expr(ast.Call()):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()


def _told(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0]


class _Changed(MetaPathFinder, Loader):
    """Imports one module as changed."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self._name, self._path, self._code = name, path, code

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        return spec_from_loader(name, self, origin=str(self._path)) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)  # noqa: S102 - a change of our own module


def survives(change: Change, module: str, path: Path) -> bool:
    """Whether all tests of a module pass on it as changed."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    import pytest
    from hypothesis import Phase, settings

    signal.alarm(_SECONDS)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    settings.register_profile("once", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("once")
    sys.meta_path.insert(0, _Changed(f"factcheck.{module}", path, change.code))
    # pytest would import what it rewrites by itself, past the change
    status = pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *TESTS[module]])
    os._exit(status != pytest.ExitCode.OK)


def main() -> int:
    """Prints a line a change that survives without a reason, and how many there were."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("module", choices=TESTS)
    module = parser.parse_args().module
    os.chdir(ROOT)
    import pytest  # noqa: F401 - once, before the processes fork
    from hypothesis import strategies  # noqa: F401

    path = ROOT / "factcheck" / f"{module.replace('.', '/')}.py"
    tried = equal = alive = 0
    for change in changes(path.read_text(encoding="utf-8"), str(path)):
        tried += 1
        if survives(change, module, path):
            alive += 1
            equal += change.equal
            if not change.equal:
                print(f"{path.relative_to(ROOT)}:{change.line}: {change.before}  ->  {change.after}", flush=True)
    print(f"{tried} changes: {tried - alive} noticed, {equal} make no difference, {alive - equal} survive")
    return 1 if alive > equal else 0


if __name__ == "__main__":
    sys.exit(main())
