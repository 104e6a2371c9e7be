"""A module with classes of attrs in, the same with plain classes out, of which mypyc makes native ones.

mypyc knows none of the classes that attrs builds: it reads their attributes as slowly as Python does. And to import
attrs and have it build all records takes a third of a run on one article. So a class is written out here as attrs
would build it: `__init__`, `__eq__`, `__hash__`, `__repr__`, and `__reduce__`, by which it is pickled. That a frozen
record is not changed is seen to by mypy and by the tests, which run on the sources: `Final` attributes would be
read-only, but mypyc 2.4 lends them to readers without keeping the record alive. What else mypyc does not take as it
stands is put in other words, too.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

_TUPLE = "NamedTuple"
_BUILDERS = ("frozen", "define", _TUPLE)
"""What builds a class."""
_FIELDS = "factcheck.fields"
_IMPORTS = f"""
from typing import Any as _Any, ClassVar as _ClassVar, Final as _Final
from {_FIELDS} import Fields as _Fields, evolve as _evolve, remade as _remade
"""
_TAKEN = ("asdict", "evolve")
"""What `factcheck.fields` has in place of attrs."""


def written_out(source: str, modules: Collection[str]) -> str:
    """The source of a module with its classes written out. modules: the dotted names of all modules of the package."""
    tree = ast.parse(source)
    known: dict[str, tuple[_Field, ...]] = {}
    for at, node in enumerate(tree.body):
        if isinstance(node, ast.ClassDef) and (builder := _builder(node)):
            tree.body[at] = _Class(node, builder, known).written()
    _finals(tree)
    _take_over(tree, rest=False)
    _Within(modules).visit(tree)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def taken_over(source: str) -> str:
    """The source of a module that stays as it is, but changes records as native ones are changed."""
    tree = ast.parse(source)
    _take_over(tree, rest=True)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


class _Field(NamedTuple):
    """One attribute of a class: its annotation, and the source of its default, factory and converter, "" if none.

    method: the method that makes its default.
    """

    name: str
    type: str
    default: str = ""
    factory: str = ""
    converter: str = ""
    method: str = ""
    init: bool = True
    eq: bool = True
    repr: bool = True

    @classmethod
    def of(cls, node: ast.AnnAssign) -> _Field:
        """The field that a line of a class declares."""
        name, type_, value = ast.unparse(node.target), ast.unparse(node.annotation), node.value
        if isinstance(value, ast.Call) and _called(value) == "field":
            words = {word.arg or "": ast.unparse(word.value) for word in value.keywords}
            flags = {key: words.pop(key) == "True" for key in ("init", "eq", "repr") if key in words}
            return cls(name, type_, **words, **flags)  # type: ignore[arg-type]
        return cls(name, type_, ast.unparse(value) if value else "")

    @property
    def parameter(self) -> str:
        """What `__init__` calls it."""
        return self.name.lstrip("_")

    @property
    def declared(self) -> str:
        """The parameter of `__init__`."""
        if self.factory:
            return f"{self.parameter}: {self.type} | None = None"
        default = f" = {self.default}" if self.default else ""
        return f"{self.parameter}: {'_Any' if self.converter else self.type}{default}"

    @property
    def assigned(self) -> str:
        """What sets the attribute, "" if something else will."""
        if self.init:
            value = self.parameter
            if self.factory:
                value = f"{self.factory}() if {value} is None else {value}"
            if self.converter:
                value = f"{self.converter}({value})"
            return f"self.{self.name} = {value}"
        value = self.default or (f"self.{self.method}()" if self.method else self.factory and f"{self.factory}()")
        return value and f"self.{self.name} = {value}"


class _Class:
    """A class of attrs, to be written out. known: the fields of those before it in its module; it adds its own."""

    def __init__(self, node: ast.ClassDef, builder: ast.expr, known: dict[str, tuple[_Field, ...]]) -> None:
        self.node = node
        self.name = node.name
        self.builder = builder
        self.options = {word.arg: ast.unparse(word.value) == "True" for word in getattr(builder, "keywords", ())}
        self.named = _called(builder)
        self.inits = self.options.get("init", True)  # else it has an `__init__` of its own
        self.cached: list[tuple[str, str]] = []
        self.own: list[_Field] = []
        self.body = [part for one in node.body for part in self._kept(one)]
        names = {field.name for field in self.own}
        self.above = [
            field for base in node.bases for field in known.get(ast.unparse(base), ()) if field.name not in names
        ]
        self.fields = (*self.above, *self.own)
        known[self.name] = self.fields

    def written(self) -> ast.ClassDef:
        """The class with all that attrs would give it."""
        made = ast.parse("\n".join([f"class {self.name}:", *(f"    {line}" for line in self._lines())])).body[0]
        docstring = self.body[: ast.get_docstring(self.node) is not None]
        bases = [one for one in self.node.bases if ast.unparse(one) != _TUPLE]
        others = [one for one in self.node.decorator_list if one is not self.builder]
        body = [*docstring, *made.body, *self.body[len(docstring) :]]  # type: ignore[attr-defined]
        return ast.ClassDef(self.name, bases, self.node.keywords, body, others)

    def _kept(self, one: ast.stmt) -> Sequence[ast.stmt]:
        """What stays of a statement of the class; fields and cached properties are taken note of."""
        if isinstance(one, ast.AnnAssign) and not ast.unparse(one.annotation).startswith("ClassVar"):
            self.own.append(_Field.of(one))
            return ()
        if not isinstance(one, ast.FunctionDef):
            return (one,)
        told = [ast.unparse(decorator) for decorator in one.decorator_list]
        if "cached_property" in told and one.returns is not None:
            self.cached.append((one.name, ast.unparse(one.returns)))
            return _cached(one)
        for at, field in enumerate(self.own):
            if f"{field.name}.default" in told:
                self.own[at] = field._replace(method=one.name)
                one.decorator_list = []
        return (one,)

    def _lines(self) -> Iterator[str]:
        names = tuple(field.name for field in self.fields)
        hidden = tuple(field.name for field in self.fields if not field.repr)
        taken = [field for field in self.fields if field.init]
        yield f"__attrs_attrs__: _ClassVar[_Fields] = _Fields({names!r}, {hidden!r})"
        yield f"__match_args__: _ClassVar[tuple[str, ...]] = {tuple(field.name for field in taken)!r}"
        yield from (f"{field.name}: {field.type}" for field in self.own)
        for name, type_ in self.cached:
            yield from (f"_kept_{name}: {type_}", f"_has_{name}: bool")
        yield from self._init(taken)
        if self.options.get("eq", True):
            yield from self._compared([field.name for field in self.fields if field.eq])
        if self.options.get("repr", True) and not self._has("__repr__"):
            shown = ", ".join(f"{field.name}={{self.{field.name}!r}}" for field in self.fields if field.repr)
            yield from ("def __repr__(self) -> str:", f'    return f"{self.name}({shown})"')
        if not self._has("__reduce__"):
            values = "".join(f"self.{field.name}, " for field in taken)
            yield "def __reduce__(self) -> tuple[object, ...]:"
            yield (
                f"    return {self.name}, ({values})" if self.inits else f"    return _remade, ({self.name}, {values})"
            )
        yield f"def _evolved(self, changes: dict[str, _Any]) -> {self.name}:"
        values = ", ".join(
            f'changes["{field.parameter}"] if "{field.parameter}" in changes else self.{field.name}' for field in taken
        )
        yield f"    return {self.name}({values})" if self.inits else f"    return _remade({self.name}, {values})"
        if self.named == _TUPLE:
            yield from (f"def _replace(self, **changes: _Any) -> {self.name}:", "    return _evolve(self, **changes)")

    def _init(self, taken: Sequence[_Field]) -> Iterator[str]:
        method = "__init__" if self.inits else "__attrs_init__"
        yield f"def {method}({', '.join(['self', *(field.declared for field in taken)])}) -> None:"
        if self.above:
            passed = ", ".join(f"{field.parameter}={field.parameter}" for field in self.above if field.init)
            yield f"    super().__init__({passed})"
        yield from (f"    self._has_{name} = False" for name, _ in self.cached)
        yield from (f"    {field.assigned or 'pass'}" for field in self.own)
        yield "    return"

    def _compared(self, names: Sequence[str]) -> Iterator[str]:
        same = " and ".join(f"self.{name} == other.{name}" for name in names) or "True"
        yield "def __eq__(self, other: object) -> bool:"
        yield f"    return self is other or (isinstance(other, {self.name}) and {same})"
        yield "def __hash__(self) -> int:"
        yield f"    return hash(({''.join(f'self.{name}, ' for name in names)}))"

    def _has(self, name: str) -> bool:
        return any(isinstance(one, ast.FunctionDef) and one.name == name for one in self.body)


def _cached(node: ast.FunctionDef) -> Sequence[ast.stmt]:
    """A property that is worked out when first asked for: what works it out, and what asks."""
    name, type_ = node.name, ast.unparse(node.returns or ast.Name("object"))
    node.decorator_list, node.name = [], f"_make_{name}"
    lines = (
        "@property",
        f"def {name}(self) -> {type_}:",
        f"    if not self._has_{name}:",
        f"        self._kept_{name} = self._make_{name}()",
        f"        self._has_{name} = True",
        f"    return self._kept_{name}",
    )
    return node, *ast.parse("\n".join(lines)).body


def _builder(node: ast.ClassDef) -> ast.expr | None:
    """What builds a class: the decorator of attrs, or that it is a named tuple."""
    return next((one for one in (*node.decorator_list, *node.bases) if _called(one) in _BUILDERS), None)


def _called(node: ast.expr) -> str:
    return ast.unparse(node.func if isinstance(node, ast.Call) else node)


def _take_over(tree: ast.Module, rest: bool) -> None:
    """Takes from `factcheck.fields` what attrs does for its own records alone; rest: whether attrs is needed still."""
    others: list[ast.stmt] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "attrs":
            left = [one for one in node.names if one.name not in _TAKEN]
            taken = [one for one in node.names if one.name in _TAKEN]
            node.module, node.names = _FIELDS, taken or [ast.alias("Fields", "_Fields")]
            if rest and left:
                others.append(ast.ImportFrom("attrs", left, 0))
    at = next((at for at, node in enumerate(tree.body, 1) if isinstance(node, ast.ImportFrom)), 0)
    if not at:  # a docstring and no more
        return
    tree.body[at:at] = [*ast.parse(_IMPORTS).body, *others]


def _finals(tree: ast.Module) -> None:
    """Constants of a module become `Final`, so that mypyc looks them up in no dict."""
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    stored = Counter(node.id for node in names)
    for at, node in enumerate(tree.body):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, type_ = node.targets[0], "_Final"
        elif isinstance(node, ast.AnnAssign):
            target, type_ = node.target, f"_Final[{ast.unparse(node.annotation)}]"
        else:
            continue
        name = ast.unparse(target)
        if name.isupper() and stored[name] == 1 and node.value and _called(node.value) != "TypeVar":
            tree.body[at] = ast.AnnAssign(target, ast.parse(type_, mode="eval").body, node.value, 1)  # type: ignore[arg-type]


class _Within(ast.NodeTransformer):
    """Imports of modules within functions: `import a.b as b`, as `from a import b` leaves b empty there."""

    def __init__(self, modules: Collection[str]) -> None:
        self._modules = modules
        self._depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function, and what is in it."""
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        """An import from a package."""
        names = {f"{node.module}.{one.name}": one.asname or one.name for one in node.names}
        if not self._depth or not any(name in self._modules for name in names):
            return node
        return ast.Import([ast.alias(name, asname) for name, asname in names.items()])
