"""What all tests share: no network, and `--golden-update`, which rewrites expected reports for a person to compare.

They run on the sources: what is compiled would not notice that a test puts something in the place of a function.
`--compiled` runs them on what is compiled (`native/build.py`).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from factcheck import native

Command = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the cache of whoever runs the tests out of them, and them out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--compiled", action="store_true", help="test what is compiled, not the sources")
    parser.addoption("--golden-update", action="store_true", help="rewrite expected reports with what came out")


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile("untimed", deadline=None)  # machines are noisy
    settings.load_profile("untimed")
    if not config.getoption("--compiled"):
        os.environ[native.SOURCES] = "1"  # for the commands that tests start, too
        native.settle(str(Path(native.__file__).parent))


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command where the test is; gives back (exit status, stdout, stderr)."""
    from factcheck import cli  # once it is known whether sources are tested, or what is compiled

    monkeypatch.setenv("COLUMNS", "100")

    def command(*words: str) -> tuple[int, str, str]:
        status = cli.main(words)
        streams = capsys.readouterr()
        return status, streams.out, streams.err

    return command


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the file of that name in tests/golden, or writes it there."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--golden-update"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is reached but this machine, and even that only by tests marked `serves`; in this process, at least."""
    local = request.node.get_closest_marker("serves") is not None

    def guarded(name: str) -> None:
        whole = getattr(socket.socket, name)

        def guard(self: socket.socket, address: Any, *rest: Any) -> Any:
            inside = self.family == getattr(socket, "AF_UNIX", None) or (
                local and isinstance(address, tuple) and address[0] in ("127.0.0.1", "::1", "localhost")
            )
            if not inside:
                raise AssertionError(f"socket.{name}({address!r}): nothing here uses a network")
            return whole(self, address, *rest)

        monkeypatch.setattr(socket.socket, name, guard)

    for name in ("connect", "connect_ex", "bind"):
        guarded(name)
