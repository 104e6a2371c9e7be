"""What `pip install .` does beyond copying: the hot rooms are compiled, where that is possible (`native/build.py`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = "FACTCHECK_SOURCES"
"""The variable that, if set, leaves factcheck as its sources are: a wheel for any Python, that takes twice the time."""


class Compiled(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel, which then is one for this Python and this machine."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles; without a compiler the wheel has the sources alone, and says so."""
        if self.target_name != "wheel" or os.environ.get(SOURCES):
            return
        root = Path(self.root)
        sys.path.insert(0, os.fspath(root / "native"))
        from build import build

        if not any(map(shutil.which, (os.environ.get("CC", "cc").split(" ")[0], "gcc", "clang", "cl"))):
            self.app.display_warning("there is no C compiler: factcheck is installed as its sources are, and slower")
            return
        try:
            made = build(root)
        except (OSError, subprocess.CalledProcessError) as fault:
            self.app.display_warning(f"factcheck could not be compiled ({fault}); it is installed as its sources are")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if version == "standard":
            build_data["force_include"].update({os.fspath(root / path): os.fspath(path) for path in made})
