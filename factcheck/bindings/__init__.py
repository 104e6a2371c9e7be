"""Figures of texts that are bound to sources: what a repository or a data file says today, texts have to say, too."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from factcheck.bindings.binding import Binding, claims
from factcheck.bindings.sources import Source, parse
from factcheck.bindings.store import read, written

__all__ = ["Binding", "Bindings", "Source", "claims", "parse", "read", "written"]


def _together(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sources)


@frozen
class Bindings:
    """The file of a project's bindings, "" if there is none yet, and the sources that its settings name.

    Paths are relative to `folder`.
    """

    folder: str
    path: str
    sources: tuple[Source, ...] = field(default=(), converter=_together)
