"""What a plain install brings along, and what the wheel is told to carry."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import factcheck

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"duckdb", "hypothesis", "numpy", "pandas", "pandera", "polars", "pyarrow", "pytest", "scipy"}


def project() -> dict[str, Any]:
    content: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return content


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0].lower() for line in requirements}


def test_a_plain_install_brings_no_data_frame_engine() -> None:
    plain = names(project()["dependencies"])
    assert plain & HEAVY == set()
    assert plain == {"attrs", "charset-normalizer", "pathspec", "pint", "pyyaml", "rich"}


def test_data_frames_are_an_extra_and_the_tests_have_them() -> None:
    extras = project()["optional-dependencies"]
    assert {"pandera", "polars"} <= names(extras["data"])
    assert names(extras["testing"]) == {"hypothesis"}
    assert "factcheck-figures[data,lsp,xlsx,testing]" in extras["test"]
    assert "factcheck-figures[test]" in extras["dev"]


@pytest.mark.skipif(not (ROOT / ".ci").is_dir(), reason="a source distribution has none")
def test_the_lowest_versions_that_are_allowed_are_those_that_are_tested() -> None:
    content = project()
    extras = content["optional-dependencies"]
    asked = [
        *content["dependencies"],
        *(line for name in ("data", "lsp", "xlsx", "testing", "test") for line in extras[name]),
    ]
    bounds = [re.fullmatch(r"([\w.-]+)(?:\[\w+\])?>=([\d.]+)", line) for line in asked if "factcheck" not in line]
    _, *listed = (ROOT / ".ci" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    assert None not in bounds
    assert listed == sorted({f"{bound[1]}=={bound[2]}" for bound in bounds if bound})


def test_the_distribution_has_its_own_name_and_the_command_is_factcheck() -> None:
    assert project()["name"] == "factcheck-figures"
    assert project()["scripts"] == {"factcheck": "factcheck.cli:main"}


def test_every_place_says_the_same_version() -> None:
    version = project()["version"]
    assert factcheck.__version__ == version
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_package_folder_carries_its_rules_and_its_types() -> None:
    carried = ROOT / "factcheck"
    assert (carried / "py.typed").is_file()
    languages = json.loads((carried / "builtin.json").read_text(encoding="utf-8"))["languages"]
    assert all((carried / f"builtin.{language}.json").is_file() for language in languages)
