"""The options of a command in, the checker that they ask for out, and the documents that it is to read."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from factcheck import streams
from factcheck.arguments import STDIN, Usage

if TYPE_CHECKING:
    from factcheck.records import Document
    from factcheck.run import Checker
    from factcheck.settings import Settings

UNNAMED = "<stdin>"


def checker_for(options: Namespace) -> Checker:
    """The checker for the options of a command, which may be but a few, and the settings of its first path."""
    from factcheck.settings import settings_for

    return made(options, settings_for(first_path(options)))


def made(options: Namespace, found: Settings, **changes: Any) -> Checker:
    """The checker for options and settings, but for some changes of their configuration. Raises Usage."""
    from factcheck import configured
    from factcheck.run import ConfigError

    try:
        return configured.checker(found, vars(options), **changes)
    except ConfigError as fault:
        raise Usage(str(fault)) from fault


def first_path(options: Namespace) -> str:
    """The path whose settings hold: the first one that a command was given, else the current folder."""
    stated = vars(options)
    paths = stated.get("paths") or [path for path in (stated.get("file"), stated.get("old")) if path]
    return next((path for path in paths if path != STDIN), os.curdir)


def keep_inputs(output: str, options: Namespace, checker: Checker) -> None:
    """Raises Usage if what is to be written would overwrite what is read."""
    from factcheck import overwriting

    files = checker.find([path for path in options.paths if path != STDIN]).files
    read = [*files, *beside(files, options, checker)]
    if overwriting.identity(output) in map(overwriting.identity, read):
        raise Usage(f"--output would overwrite {output}, which is to be read; write elsewhere")


def beside(files: Sequence[str], options: Namespace, checker: Checker) -> Iterator[str]:
    """What a run reads beside the files that it was given: packs, side files, declared data, the registry."""
    from factcheck import overwriting, waivers

    yield from overwriting.pack_files(checker.config.packs)
    yield from waivers.side_files(files)
    yield from checker.config.data_files
    given = vars(options).get("stdin_filename")
    if given:
        yield given
        yield from waivers.side_files([given])


def documents_of(checker: Checker, options: Namespace, failures: list[Any]) -> Iterator[Document]:
    """Standard input and the files at the paths; what cannot be read joins the failures."""
    from functools import partial
    from itertools import chain

    from factcheck import readers
    from factcheck.records import Failure, InputError

    found = checker.find([path for path in options.paths if path != STDIN])
    failures += found.failures
    config = checker.config
    parts = [readers.sources(file, config.csv, config.columns) for file in found.files]
    if STDIN in options.paths:
        parts.insert(0, iter([(options.stdin_filename or UNNAMED, partial(stdin, options, config.csv))]))
    for name, read in chain.from_iterable(parts):
        try:
            yield read()
        except InputError as fault:
            failures.append(Failure(name, str(fault)))


def stdin(options: Namespace, dialect: str) -> Document:
    """Standard input. Raises InputError."""
    from factcheck import readers

    name = options.stdin_filename or UNNAMED
    return readers.read_bytes(streams.read(name), name, dialect=dialect)
