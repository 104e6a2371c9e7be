"""Settings in; what holds for a file out, a commented file of them, or their JSON Schema."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from factcheck import streams
from factcheck.arguments import Parser, Usage
from factcheck.commands.checkers import checker_for


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck config`, with `what` and `file`. Raises Usage."""
    told = (
        "Write a commented factcheck.toml, show what settings apply to a file and from where, or print the JSON Schema "
        "by which editors complete settings, or rule packs."
    )
    parser = Parser("factcheck config", description=told)
    parser.add_words("what", choices=("init", "show", "schema"))
    parser.add_words("file", nargs="?", metavar="FILE", help="the file to show settings for; pack: the schema of packs")
    parser.add_argument("--format", choices=("console", "json"), default="console", help="for eyes or for programs")
    options = parser.parse(words)
    if options.what == "show" and not options.file:
        raise Usage("`factcheck config show` needs a file; it tells which settings apply to it")
    if options.what == "init" and options.file:
        raise Usage("`factcheck config init` takes no file; it writes factcheck.toml in the current folder")
    if options.what == "schema" and options.file not in (None, "pack"):
        raise Usage("`factcheck config schema` is that of settings; `factcheck config schema pack` is that of packs")
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    import json

    if options.what == "init":
        from factcheck.project_files import SETTINGS
        from factcheck.settings import template

        if os.path.exists(SETTINGS):
            raise Usage(f"{SETTINGS} is there already; change it, or delete it first")
        streams.say(template.lines(), SETTINGS)
        return streams.say([f"wrote {SETTINGS}, in which every setting stands as a remark"])
    if options.what == "schema":
        from factcheck.packs.schema import schema as of_packs
        from factcheck.settings.schema import schema as of_settings

        schema = of_packs() if options.file == "pack" else of_settings()
        return streams.say(json.dumps(schema, indent=2).splitlines())
    from factcheck.reports import listings
    from factcheck.settings import applied, settings_for

    checker_for(Namespace(file=options.file))  # tells what is wrong with the settings
    rows = list(applied.rows(options.file, settings_for(options.file)))
    return streams.say(listings.as_json("settings", rows) if options.format == "json" else listings.settings(rows))
