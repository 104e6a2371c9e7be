"""Settings, and the options of a command, in; the checker that they ask for out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from factcheck.fixed import Fixed
from factcheck.reports.formats import WHOLE
from factcheck.run import Checker, Config, ConfigError
from factcheck.settings import Settings

_NO_OPTIONS: Mapping[str, Any] = Fixed()


def checker(found: Settings, options: Mapping[str, Any] = _NO_OPTIONS, **changes: Any) -> Checker:
    """The checker for settings and options, but for some changes of their configuration.

    Raises ConfigError, with the line of the settings that it is about, and what `Checker` does.
    """
    try:
        return Checker(evolve(config(found, options), **changes))
    except ConfigError as fault:
        raise ConfigError(found.located(str(fault))) from fault


def config(found: Settings, options: Mapping[str, Any] = _NO_OPTIONS) -> Config:
    """What options and settings say: lists are added up, but for those of `--select`; else an option goes first."""
    values, own = found.values, {name: value for name, value in options.items() if value not in (None, [])}

    def added(key: str, option: str) -> tuple[Any, ...]:
        return (*values.get(key, ()), *own.get(option, ()))

    lone = {"fail_on": "fail-on", "language": "language", "csv": "csv", "text_column": "text-column",
            "id_column": "id-column"}  # fmt: skip
    texts = {name: own.get(name) or values.get(key) for name, key in lone.items()}
    return Config(
        packs=added("packs", "pack"), select=own.get("select") or values.get("select") or (),
        ignore=added("ignore", "ignore"), against=added("against", "against"), registry=found.registry,
        bindings=found.bindings, editions=values.get("editions"), policy=found.policy, exclude=values.get("exclude"),
        forced=own.get("force_exclude", False),
        preview=own.get("preview", False) or values.get("preview", False), boilerplate=values.get("boilerplate") or (),
        baseline=own.get("baseline") or values.get("baseline") or "",
        list_all=own.get("all", False), jobs=own.get("jobs", 1), cached=not own.get("no_cache", True),
        keep=any(name in WHOLE for name, _ in own.get("outputs", ())),
        **{name: one for name, one in texts.items() if one},
    )  # fmt: skip
