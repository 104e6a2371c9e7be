"""`rules/` in, `factcheck/builtin.json` out: run `python -m factcheck.packs` after every change of a rule."""

from __future__ import annotations

import sys

from factcheck.packs import BUILTIN, compile_builtin
from factcheck.records import PackError


def main() -> int:
    """Writes the built-in pack; 2 and the faults on stderr if it has any."""
    try:
        text = compile_builtin(BUILTIN.parent.parent / "rules")
    except PackError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    BUILTIN.write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
