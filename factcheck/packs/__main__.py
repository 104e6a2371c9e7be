"""`rules/` in, `factcheck/builtin.json` out: run `python -m factcheck.packs` after every change of a rule."""

from __future__ import annotations

import os
import sys

from factcheck.packs import BUILTIN, compile_builtin
from factcheck.records import PackError


def main() -> int:
    """Writes the built-in pack; 2 and the faults on stderr if it has any."""
    folder = os.path.join(os.path.dirname(os.path.dirname(BUILTIN)), "rules")
    try:
        text = compile_builtin(folder)
    except PackError as error:
        print(error, file=sys.stderr)
        return 2
    with open(BUILTIN, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
