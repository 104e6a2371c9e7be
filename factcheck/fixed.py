"""Mappings that stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class Fixed(dict[_K, _V]):
    """A dict that cannot be changed; it has a hash if its values have."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this mapping cannot be changed; make a new one")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Fixed, (dict(self),)


def fixed(mapping: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The mapping as it is now, for good."""
    return mapping if type(mapping) is Fixed else Fixed(mapping)
