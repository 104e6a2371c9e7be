"""Whether modules are imported as they were compiled, or from their sources.

Where both stand side by side, Python imports what is compiled (`native/build.py`). The sources are imported if
FACTCHECK_SOURCES is set, and in a checkout whose sources have changed since.
"""

from __future__ import annotations

import os
import sys

SOURCES = "FACTCHECK_SOURCES"
_COMPILED = (".so", ".pyd")


def settle(package: str) -> None:
    """Has the modules of a package, by its folder, imported from their sources where that is wanted."""
    if os.environ.get(SOURCES) or _is_checkout(package) and _is_stale(package):
        from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader

        for folder, _, _ in os.walk(package):
            sys.path_importer_cache[folder] = FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES))


def _is_checkout(package: str) -> bool:
    return os.path.exists(os.path.join(os.path.dirname(package), "native", "build.py"))


def _is_stale(package: str) -> bool:
    """Whether some module was compiled from another source than the one beside it."""
    for folder, _, names in os.walk(package):
        for name in names:
            if name.endswith(_COMPILED):
                source = os.path.join(folder, name.partition(".")[0] + ".py")
                if os.path.getmtime(os.path.join(folder, name)) < os.path.getmtime(source):
                    return True
    return False
