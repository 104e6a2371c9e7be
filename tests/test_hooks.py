"""What others run: the hooks for pre-commit and the action for GitHub call factcheck as they say."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.commands import check
from factcheck.readers.formats import READ

ROOT = Path(__file__).resolve().parent.parent
TYPES = {"plain-text": ".txt", "markdown": ".md", "html": ".html", "csv": ".csv"}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", read(".pre-commit-hooks.yaml"), ids=lambda hook: str(hook["id"]))
def test_a_hook_calls_the_command_for_types_that_are_read(hook: dict[str, Any]) -> None:
    program, verb, *words = shlex.split(hook["entry"])
    assert (program, verb) == ("factcheck", "check")
    named = hook.get("pass_filenames", True)
    options = check.parsed([*words, *(["a.txt"] if named else [])])
    assert options.paths == (["a.txt"] if named else ["."])
    assert options.force_exclude is named
    assert all(TYPES[kind] in READ for kind in hook["types_or"])


def checked(tmp_path: Path, **inputs: str) -> list[str]:
    """The words with which the action calls factcheck."""
    program = tmp_path / "factcheck"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = read("action.yml")["runs"]["steps"][-1]["run"]
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PATHS": ".", "SINCE": "", "OPTIONS": ""}
    done = subprocess.run(
        ["bash", "-e", "-c", script], env=environment | inputs, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_the_action_calls_the_command_with_its_inputs(tmp_path: Path) -> None:
    assert checked(tmp_path) == ["check", "--format", "github", "--", "."]
    words = checked(tmp_path, PATHS="news opinion", SINCE="origin/main", OPTIONS="--fail-on note")
    assert words == ["check", "--format", "github", "--since=origin/main", "--fail-on", "note", "--", "news", "opinion"]
    assert check.parsed(words[1:]).since == "origin/main"


def test_nothing_in_its_inputs_is_run_or_expanded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    words = checked(tmp_path, PATHS="$(touch ran) *.txt", SINCE="$(touch ran)")
    assert words == ["check", "--format", "github", "--since=$(touch ran)", "--", "$(touch", "ran)", "*.txt"]
    assert not (tmp_path / "ran").exists()


def test_every_input_of_the_action_is_used() -> None:
    action = read("action.yml")
    used = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert all(f"inputs.{name} }}}}" in used for name in action["inputs"])
