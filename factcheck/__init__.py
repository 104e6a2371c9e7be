"""Do the figures agree? The public names of factcheck, each loaded on first use; nothing is computed here."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from factcheck.native import settle

if TYPE_CHECKING:
    from factcheck.records import Check as Check
    from factcheck.records import Claim as Claim
    from factcheck.records import Coverage as Coverage
    from factcheck.records import Document as Document
    from factcheck.records import Failure as Failure
    from factcheck.records import Finding as Finding
    from factcheck.records import InputError as InputError
    from factcheck.records import PackError as PackError
    from factcheck.records import Quantity as Quantity
    from factcheck.records import Rule as Rule
    from factcheck.records import Severity as Severity
    from factcheck.records import Span as Span
    from factcheck.records import Suggestion as Suggestion
    from factcheck.records import Verdict as Verdict
    from factcheck.reports import Report as Report
    from factcheck.run import Checker as Checker
    from factcheck.run import Config as Config
    from factcheck.run import ConfigError as ConfigError
    from factcheck.run import check as check
    from factcheck.run import check_text as check_text
    from factcheck.run import extract_claims as extract_claims
    from factcheck.run import extract_quantities as extract_quantities
    from factcheck.run import load_rules as load_rules

__version__ = "0.1.0"

_HOMES = {
    "factcheck.records": (
        "Check", "Claim", "Coverage", "Document", "Failure", "Finding", "InputError", "PackError", "Quantity", "Rule",
        "Severity", "Span", "Suggestion", "Verdict",
    ),
    "factcheck.reports": ("Report",),
    "factcheck.run": (
        "Checker", "Config", "ConfigError", "check", "check_text", "extract_claims", "extract_quantities",
        "load_rules",
    ),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = ["__version__", *_HOME]  # noqa: PLE0604


settle(os.path.dirname(os.path.abspath(__file__)))


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
