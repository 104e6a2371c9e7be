"""A text in, an assertion out that its figures agree: for the tests of whoever writes reports by program."""

from __future__ import annotations

from typing import Any

from factcheck.reports.console import failed
from factcheck.run import Config, check_text

_DEFAULT = Config()


def assert_consistent(
    text: str,
    name: str = "<text>",
    format: str | None = None,
    config: Config = _DEFAULT,
    against: Any = (),
) -> None:
    """Raises AssertionError with a line for each finding at or above `config.fail_on`, and for what could not be read.

    The arguments are those of `factcheck.check_text`.
    """
    report = check_text(text, name, format, config, against)
    told = [
        f"{one.check.claim.document}, line {one.check.place.line}: {one.check.message} ({one.check.rule})"
        for one in report.failing
        if one.check.place
    ]
    told += map(failed, report.faults)
    if told:
        raise AssertionError("\n".join(["the figures do not agree:", *told]))
