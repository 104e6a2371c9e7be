"""Source with attrs classes in, source with plain ones out: what mypyc makes native classes of.

mypyc knows no class that attrs has built, so that its attributes are read as slowly as without mypyc, and attrs itself
takes a fifth of a short run to import and to build the records. Here a class is written as attrs would build it:
`__init__`, `__eq__`, `__hash__`, `__repr__`, and what pickles it. Attributes of a frozen class are `Final`, which is
read-only in a native class. `attrs.evolve`, `asdict` and `fields` take these classes, too (see `factcheck.plain`).
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

_TUPLE = "NamedTuple"
_BUILDERS = {"frozen": True, "define": False, _TUPLE: True}
"""The decorators of attrs, and whether what they build is frozen."""
_KEPT = "_kept_"
"""What the attribute begins with that keeps the value of a cached property."""
_HAS = "_has_"
"""What the attribute begins with that tells whether it is kept."""


class Field(NamedTuple):
    """One attribute of a class: its annotation, and the source of its default, factory and converter, "" if none."""

    name: str
    type: str
    default: str = ""
    factory: str = ""
    converter: str = ""
    method: str = ""
    init: bool = True
    eq: bool = True
    repr: bool = True

    @property
    def parameter(self) -> str:
        """What `__init__` calls it."""
        return self.name.lstrip("_")


Fields = Mapping[str, tuple[Field, ...]]
"""The fields of classes that others may inherit from, by the name of the class."""


def plain(source: str, classes: bool = True, modules: Container[str] = ()) -> str:
    """The source of a module with plain classes in the place of those of attrs, or but with `attrs.evolve` replaced."""
    tree = ast.parse(source)
    known: dict[str, tuple[Field, ...]] = {}
    frozen: dict[str, bool] = {}
    touched = False
    for at, node in enumerate(tree.body):
        if classes and isinstance(node, ast.ClassDef) and (builder := _builder(node)):
            tree.body[at] = _written(node, builder, known, frozen)
            touched = True
    if not touched and "from attrs import" not in source:
        return source
    if classes:
        _finals(tree)
    _import(tree, classes)
    _Within(modules).visit(tree)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _finals(tree: ast.Module) -> None:
    """Names of a module that are assigned once become `Final`: mypyc then looks them up in no dict."""
    stored = Counter(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    for at, node in enumerate(tree.body):
        if isinstance(node, ast.Assign):
            target, type_ = node.targets[0], "_Final"
            plain = len(node.targets) == 1 and not _is_variable(node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            target, type_, plain = node.target, f"_Final[{ast.unparse(node.annotation)}]", True
        else:
            continue
        if plain and isinstance(target, ast.Name) and stored[target.id] == 1 and target.id.strip("_").isupper():
            annotation = ast.parse(type_, mode="eval").body
            tree.body[at] = ast.AnnAssign(target, annotation, node.value, 1)


def _is_variable(value: ast.expr) -> bool:
    """Whether it makes a variable of types."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"


class _Within(ast.NodeTransformer):
    """Imports of modules within functions, as mypyc wants them: `from a import b` leaves it without b there."""

    def __init__(self, modules: Container[str]) -> None:
        self._modules = modules
        self._depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function and what is in it."""
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        """`import a.b as b` for `from a import b`."""
        names = [f"{node.module}.{one.name}" for one in node.names]
        if not self._depth or not any(name in self._modules for name in names):
            return node
        return ast.Import([ast.alias(name, one.asname or one.name) for name, one in zip(names, node.names, strict=True)])


def _builder(node: ast.ClassDef) -> ast.expr | None:
    if [one.id for one in node.bases if isinstance(one, ast.Name)] == ["NamedTuple"]:
        node.bases = []
        return ast.Name(_TUPLE)
    for one in node.decorator_list:
        called = one.func if isinstance(one, ast.Call) else one
        if isinstance(called, ast.Name) and called.id in _BUILDERS:
            return one
    return None


def _options(call: ast.expr) -> dict[str, bool]:
    if not isinstance(call, ast.Call):
        return {}
    return {word.arg: word.value.value for word in call.keywords if word.arg and isinstance(word.value, ast.Constant)}


def _import(tree: ast.Module, classes: bool) -> None:
    """Imports of attrs become those of what does the same for plain classes."""
    others: list[ast.stmt] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "attrs":
            own = [one for one in node.names if one.name in ("evolve", "asdict")]
            rest = [one for one in node.names if one not in own]
            node.names = own or [ast.alias("Fields", "_Fields")]
            node.module = "factcheck.plain"
            if rest and not classes:
                others.append(ast.ImportFrom("attrs", rest, 0))
    at = next(index for index, node in enumerate(tree.body) if isinstance(node, ast.ImportFrom) and node.module == "__future__")
    tree.body[at + 1 : at + 1] = ast.parse("from typing import Any as _Any, Final as _Final, ClassVar as _ClassVar\nfrom factcheck.plain import Fields as _Fields, remade as _remade, evolve as _evolve").body + others


def _field(node: ast.AnnAssign) -> Field:
    assert isinstance(node.target, ast.Name)
    name, type_ = node.target.id, ast.unparse(node.annotation)
    value = node.value
    if value is None:
        return Field(name, type_)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "field":
        words = {word.arg: word.value for word in value.keywords if word.arg}
        flags = {key: bool(getattr(words.pop(key), "value")) for key in ("init", "eq", "repr") if key in words}
        return Field(name, type_, **{key: ast.unparse(one) for key, one in words.items()}, **flags)
    return Field(name, type_, ast.unparse(value))


def _written(node: ast.ClassDef, builder: ast.expr, known: dict[str, tuple[Field, ...]], frozens: dict[str, bool]) -> ast.ClassDef:
    options = _options(builder)
    called = builder.func if isinstance(builder, ast.Call) else builder
    assert isinstance(called, ast.Name)
    frozen = _BUILDERS[called.id] and options.get("init", True)
    own: list[Field] = []
    body: list[ast.stmt] = []
    cached: list[tuple[str, str]] = []
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and "ClassVar" not in ast.unparse(one.annotation):
            own.append(_field(one))
        elif isinstance(one, ast.FunctionDef) and any(isinstance(d, ast.Name) and d.id == "cached_property" for d in one.decorator_list):
            body += _cached(one)
            assert one.returns is not None
            cached.append((one.name[len("_make_"):], ast.unparse(one.returns)))
        elif isinstance(one, ast.FunctionDef) and (name := _default_of(one)):
            at = next(index for index, field in enumerate(own) if field.name == name)
            own[at] = own[at]._replace(method=one.name)
            one.decorator_list = []
            body.append(one)
        else:
            body.append(one)
    base = [base for base in (one.id for one in node.bases if isinstance(one, ast.Name)) if base in known]
    inherited = tuple(field for name in base for field in known[name])
    names = {field.name for field in own}
    every = (*(field for field in inherited if field.name not in names), *own)
    known[node.name] = every
    frozens[node.name] = frozen
    lines = [f"class {node.name}:"]
    mutable = [f"    {field.name}: {field.type}" for field in own if not frozen or not field.init]
    lines += mutable
    for name, type_ in cached:
        lines += [f"    {_KEPT}{name}: {type_}", f"    {_HAS}{name}: bool"]
    lines.append(f"    __attrs_attrs__: _ClassVar[_Fields] = _Fields({tuple(f.name for f in every)!r}, {tuple(f.name for f in every if not f.repr)!r})")
    lines.append(f"    __match_args__: _ClassVar[tuple[str, ...]] = {tuple(f.name for f in every if f.init)!r}")
    init = [field for field in every if field.init]
    method = "__init__" if options.get("init", True) else "__attrs_init__"
    parameters = ", ".join(["self", *map(_parameter, init)])
    lines.append(f"    def {method}({parameters}) -> None:")
    if base:
        passed = ", ".join(f"{field.parameter}={field.parameter}" for field in inherited if field.init and field.name not in names)
        lines.append(f"        super().__init__({passed})")
    lines += [f"        self.{_HAS}{name} = False" for name, _ in cached]
    for field in every if not base else own:
        lines += _assigned(field, frozen)
    if lines[-1].endswith("-> None:"):
        lines.append("        pass")
    compared = [field.name for field in every if field.eq]
    if options.get("eq", True):
        same = " and ".join(f"self.{name} == other.{name}" for name in compared) or "True"
        lines.append("    def __eq__(self, other: object) -> bool:")
        lines.append(f"        return self is other or (isinstance(other, {node.name}) and {same})")
        lines.append("    def __hash__(self) -> int:")
        whole = "".join(f"self.{name}, " for name in compared)
        lines.append(f"        return hash(({whole}))")
    if options.get("repr", True) and not any(isinstance(one, ast.FunctionDef) and one.name == "__repr__" for one in node.body):
        shown = ", ".join(f"{field.name}={{self.{field.name}!r}}" for field in every if field.repr)
        lines.append("    def __repr__(self) -> str:")
        lines.append(f"        return f\"{node.name}({shown})\"")
    if not any(isinstance(one, ast.FunctionDef) and one.name in ("__reduce__", "__getstate__") for one in node.body):
        whole = "".join(f"self.{field.name}, " for field in init)
        lines.append("    def __reduce__(self) -> tuple[object, ...]:")
        lines.append(f"        return ({node.name}, ({whole}))" if options.get("init", True) else f"        return (_remade, ({node.name}, {whole}))")
    if isinstance(builder, ast.Name) and builder.id == _TUPLE:
        lines.append(f"    def _replace(self, **changes: _Any) -> {node.name}:")
        lines.append("        return _evolve(self, **changes)")
    made = ast.parse("\n".join(lines)).body[0]
    assert isinstance(made, ast.ClassDef)
    docstring = body[:1] if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else []
    made.body = [*docstring, *made.body, *body[len(docstring):]]
    made.bases, made.keywords = node.bases, node.keywords
    made.decorator_list = [one for one in node.decorator_list if one is not builder]
    return made


def _default_of(node: ast.FunctionDef) -> str:
    """The field whose default a method makes, "" if none."""
    for one in node.decorator_list:
        if isinstance(one, ast.Attribute) and one.attr == "default" and isinstance(one.value, ast.Name):
            return one.value.id
    return ""


def _parameter(field: Field) -> str:
    type_ = "_Any" if field.converter else field.type
    if field.factory:
        return f"{field.parameter}: {field.type} | None = None"
    return f"{field.parameter}: {type_}" + (f" = {field.default}" if field.default else "")


def _assigned(field: Field, frozen: bool) -> Iterator[str]:
    """The lines that set an attribute."""
    final = f": _Final[{field.type}]" if frozen and field.init else ""
    value = field.parameter
    if not field.init:
        if not field.default and not field.factory and not field.method:
            return
        value = field.default or (f"self.{field.method}()" if field.method else f"{field.factory}()")
    elif field.factory:
        value = f"{field.factory}() if {value} is None else {value}"
    if field.converter and field.init:
        value = f"{field.converter}({value})"
    yield f"        self.{field.name}{final} = {value}"


def _cached(node: ast.FunctionDef) -> list[ast.stmt]:
    """A property that is worked out when first asked for."""
    assert node.returns is not None
    type_ = ast.unparse(node.returns)
    node.decorator_list = []
    name, node.name = node.name, f"_make_{node.name}"
    getter = ast.parse(
        f"class _:\n    @property\n    def {name}(self) -> {type_}:\n        if not self.{_HAS}{name}:\n"
        f"            self.{_KEPT}{name} = self.{node.name}()\n            self.{_HAS}{name} = True\n"
        f"        return self.{_KEPT}{name}"
    ).body[0]
    assert isinstance(getter, ast.ClassDef)
    return [node, *getter.body]
