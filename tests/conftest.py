"""What all tests share: no network, and `--golden-update`, which rewrites expected reports for a person to compare."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Golden = Callable[[str, str], None]


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the cache of whoever runs the tests out of them, and them out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="rewrite expected reports with what came out")


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
