"""A command line in, an exit status out: which command is meant, and what is told where it cannot go on."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from factcheck import arguments, streams
from factcheck.arguments import INTERRUPTED, Usage

_VERBS = (
    "check", "rules", "show", "why", "changes", "bind", "waive", "annotate", "baseline", "sheet", "desk", "lsp",
    "config", "cache",
)  # fmt: skip
"""The commands, each in a module of its name in `factcheck.commands`, which is imported when it is called."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    gc.set_threshold(100_000, 20, 20)  # a run makes no cycles to speak of: looking for them is a tenth of its time
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except (Usage, streams.Unwritable) as fault:
        streams.complain(f"factcheck: {fault}")
        return 2
    except BrokenPipeError:
        return INTERRUPTED
    except OSError as fault:
        streams.complain(f"factcheck: the system refuses to go on: {fault}")
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: list[str]) -> int:
    from factcheck.records import InputError, PackError, SettingsError

    verb = words[0] if words and words[0] in _VERBS else "check"
    if words and words[0] == verb:
        if os.path.exists(verb):
            clash = f"factcheck: `{verb}` is taken as the command; for the path of that name write `./{verb}`"
            streams.complain(f"{clash}, as in `factcheck check ./{verb}`")
        words = words[1:]
    elif words in (["--version"], ["-V"]):
        return streams.say([arguments.version()])
    elif words in (["-h"], ["--help"]):
        return streams.say(_HELP)
    elif not words:
        for line in _HELP:
            streams.complain(line)
        return 2
    try:
        return int(import_module(f"factcheck.commands.{verb}").run(words))
    except arguments.Told as told:
        return streams.say(str(told).splitlines())
    except (PackError, SettingsError) as faults:
        for line in str(faults).splitlines():
            streams.complain(line)
        return 2
    except InputError as fault:
        streams.complain(f"factcheck: {fault}")
        return 3


_HELP = f"""\
usage: factcheck [check] PATH... [options]
       factcheck rules list | rules show ID | rules test [ID...]
       factcheck show figures|claims|facts PATH... [--format json]
       factcheck why FILE:LINE
       factcheck changes OLD NEW [--format json]
       factcheck bind PATH... [--data FILE] [--accept ID]
       factcheck waive FILE:LINE|FINGERPRINT --because TEXT [PATH...]
       factcheck annotate FILE.docx -o FILE.docx
       factcheck baseline PATH... [--output FILE]
       factcheck sheet PATH... -o FILE.xlsx | sheet --verify FILE.xlsx
       factcheck desk [--port N] [--build FOLDER]
       factcheck lsp
       factcheck config init | config show FILE | config schema [pack]
       factcheck cache info | cache clear

Do the figures agree? Reads prose (.txt, .md, .html, .docx), and reports figures that do not follow from one another.

`factcheck COMMAND --help` lists the options of a command.
{arguments.STATUSES}
""".splitlines()
