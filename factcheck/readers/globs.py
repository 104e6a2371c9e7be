"""Globs as in a .gitignore and paths in, the first glob that matches out."""

from __future__ import annotations

import os

from attrs import field, frozen
from pathspec import GitIgnoreSpec


@frozen
class Globs:
    """Globs relative to a folder. Raises ValueError for what is no glob."""

    folder: str
    globs: tuple[str, ...]
    _specs: tuple[GitIgnoreSpec, ...] = field(init=False, repr=False, eq=False)

    @_specs.default
    def _compiled(self) -> tuple[GitIgnoreSpec, ...]:
        return tuple(GitIgnoreSpec.from_lines([glob]) for glob in self.globs)

    def of(self, path: str) -> str:
        """The first glob that matches a path, "" if none does."""
        inside = os.path.relpath(os.path.abspath(path), self.folder)
        return next((glob for glob, spec in zip(self.globs, self._specs, strict=True) if spec.match_file(inside)), "")
