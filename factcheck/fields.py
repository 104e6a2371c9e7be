"""What attrs does for records, done for those that are compiled to native classes as well (see `native/classes.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class Fields:
    """The fields of a native record as attrs has them, made when attrs first asks for them.

    hidden: those that its `repr` leaves out.
    """

    def __init__(self, names: tuple[str, ...], hidden: tuple[str, ...] = ()) -> None:
        self.names = names
        self.hidden = hidden
        self._made: Any = None

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """The fields, as `attrs.fields` gives them."""
        if self._made is None:
            from attrs import field, fields, make_class

            self._made = fields(
                make_class("Record", {name: field(repr=name not in self.hidden) for name in self.names})
            )
        return self._made


def evolve(record: T, **changes: Any) -> T:
    """The record with some fields changed, as `attrs.evolve` makes it."""
    kind: Any = type(record)
    if hasattr(kind, "_evolved"):  # written out for it, and five times as fast
        own: Any = record
        quick: T = own._evolved(changes)
        return quick
    for name in kind.__match_args__:
        parameter = name.lstrip("_")
        if parameter not in changes:
            changes[parameter] = getattr(record, name)
    made: T = kind(**changes)
    return made


def asdict(record: Any) -> dict[str, Any]:
    """The fields of a record that show in its `repr`, and those of all records in it, as dicts; tuples as lists."""
    fields = type(record).__dict__["__attrs_attrs__"]
    if isinstance(fields, Fields):
        names = [name for name in fields.names if name not in fields.hidden]
    else:
        names = [one.name for one in fields if one.repr]
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    if "__attrs_attrs__" in type(value).__dict__:
        return asdict(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def remade(kind: Any, *values: Any) -> Any:
    """A record whose class has an `__init__` of its own, from the values of its fields."""
    made = kind.__new__(kind)
    made.__attrs_init__(*values)
    return made
