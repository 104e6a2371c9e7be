"""Pyodide in, the page to paste into out: served on this machine, or written for a web server."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from factcheck import streams
from factcheck.arguments import Parser, Usage


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck desk`. Raises Usage."""
    told = (
        "Serve a page on this machine in which a pasted text is checked as it is typed: the same package, run in the "
        "browser by Pyodide. No text leaves the page."
    )
    parser = Parser("factcheck desk", description=told)
    add = parser.add_argument
    add("--port", metavar="N", type=int, default=8765, help="where to serve it, 0: any that is free (default 8765)")
    told = "the folder of Pyodide (default: node_modules/pyodide, here or above)"
    add("--pyodide", metavar="FOLDER", default="", help=told)
    add("--build", metavar="FOLDER", default="", help="write the page there, for a web server, and serve nothing")
    options = parser.parse(words)
    if not 0 <= options.port < 1 << 16:
        raise Usage(f"--port {options.port} is no port; choose one from 1024 to 65535, or 0")
    return options


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from factcheck.desk import build, serve

    try:
        pyodide = build.find_pyodide(options.pyodide)
    except build.NoPyodide as fault:
        raise Usage(str(fault)) from fault
    if options.build:
        if not build.is_ours(options.build):
            raise Usage(f"--build {options.build}: holds other files; name a folder that is new or empty")
        build.build(Path(options.build), pyodide)
        return streams.say([f"wrote the page to {options.build}; any web server can serve it"])
    with TemporaryDirectory() as folder:
        build.build(Path(folder), pyodide)
        try:
            server = serve.server(folder, options.port)
        except OSError as fault:
            raise Usage(f"port {options.port} cannot be served ({fault.strerror}); choose one by --port") from fault
        with server:
            streams.say([f"http://{serve.HOST}:{server.server_port}/ (for this machine alone; Ctrl+C ends it)"])
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return 0
    return 0
