"""An editor on standard input and output in, the language server out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from factcheck.arguments import Parser, Usage


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck lsp`, which are none. Raises Usage."""
    told = "Serve an editor by the Language Server Protocol, on standard input and output; editors start it themselves."
    return Parser("factcheck lsp", description=told).parse(words)


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    parsed(words)
    try:
        from factcheck.lsp import server
    except ImportError as fault:
        raise Usage(f'lsp needs {fault.name}: pip install "factcheck-figures[lsp]"') from fault
    server.serve()
    return 0
