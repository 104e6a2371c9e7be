"""Parts in, one hash of them out; and the parts that all that is kept follows from: factcheck, Python, libraries."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_SOURCES = (".py", ".json")


def begun(libraries: Iterable[str]) -> hashlib.blake2b:
    """A hash of the files of factcheck, of Python, and of when some libraries were installed. Raises OSError."""
    whole = hashlib.blake2b(digest_size=32)
    for part in (sys.version, *_installed(libraries)):
        add(whole, part.encode())
    for file in _own_files():
        add_file(whole, file)
    return whole


def add(whole: hashlib.blake2b, part: bytes) -> None:
    """Hashes a part, and where it ends."""
    whole.update(len(part).to_bytes(8, "big"))
    whole.update(part)


def add_file(whole: hashlib.blake2b, file: str) -> None:
    """Hashes the name and the content of a file. Raises OSError."""
    add(whole, os.fsencode(file))
    with open(file, "rb") as stream:
        add(whole, stream.read())


def _own_files() -> Iterator[str]:
    """The files of factcheck, its built-in pack among them: between two releases its version tells nothing."""
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if not name.startswith("__"))
        yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(_SOURCES))


def _installed(libraries: Iterable[str]) -> Iterator[str]:
    """When each library was installed; to ask for its version would load more than all the rest."""
    for name in libraries:
        spec = find_spec(name)
        state = os.stat(spec.origin) if spec and spec.origin else None
        yield f"{name} {state and (state.st_mtime_ns, state.st_size)}"
