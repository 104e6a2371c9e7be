"""The pytest plugin: the fixture `assert_consistent`, by which a test asserts that the figures of a text agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(scope="session")
def assert_consistent() -> Callable[..., None]:
    """`factcheck.assertions.assert_consistent`, which is loaded where a test asks for it."""
    from factcheck import assertions

    return assertions.assert_consistent
