"""`rules/` in, `factcheck/builtin*.json` and `units.json` out: run `python -m factcheck.packs` after every change."""

from __future__ import annotations

import sys
from pathlib import Path

from factcheck import units
from factcheck.packs import BUILTIN, compile_builtin, named_units
from factcheck.records import PackError


def main() -> int:
    """Writes the built-in pack and what its units mean; 2 and the faults on stderr if it has any."""
    builtin = Path(BUILTIN)
    try:
        compiled = compile_builtin(builtin.parent.parent / "rules")
    except PackError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path, text in compiled.items():
        Path(path).write_bytes(text.encode())
    Path(units.TABLE).write_bytes(units.tabulated(named_units()).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
