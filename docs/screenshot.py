"""The examples in, docs/screenshot.svg out: the picture in the README. `python docs/screenshot.py`."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import factcheck
from factcheck.reports import console
from factcheck.reports.screen import Screen

PICTURE = Path(__file__).with_name("screenshot.svg")
COMMAND = "factcheck check card-exchange.txt roundup.txt"
FOLDER = PICTURE.parent.parent / "examples" / "communes"
WIDTH = 100
PAPER = TerminalTheme(
    (250, 250, 247),
    (34, 34, 34),
    [
        (34, 34, 34),
        (178, 24, 24),
        (20, 110, 50),
        (150, 90, 0),
        (30, 70, 160),
        (120, 40, 120),
        (0, 105, 120),
        (90, 90, 90),
    ],
)


def main() -> None:
    """Writes the picture of the report on some of the examples."""
    paths = [word for word in COMMAND.split() if word.endswith(".txt")]
    recorder = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    recorder.print(Text(f"$ {COMMAND}", style="bold"))
    with contextlib.chdir(FOLDER):
        report = factcheck.check(paths)
    console.paint(console.render(report, WIDTH, Screen("utf-8"), carets=False), recorder)
    picture = recorder.export_svg(title="factcheck", theme=PAPER, unique_id="factcheck")
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)  # nothing is to be fetched to show it
    PICTURE.write_text("\n".join(line.rstrip() for line in picture.splitlines()) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
