"""The pages say what is so: their Python runs, their settings are settings, and their links lead somewhere."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml

from factcheck.settings.schema import schema

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "SECURITY.md", *(ROOT / "docs").glob("*.md")])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """(page and number, text) of each block of code in a language."""
    for page in PAGES:
        found = [text for name, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]
        yield from ((f"{page.name}-{number}", text) for number, text in enumerate(found, 1))


def anchors(page: Path) -> set[str]:
    """What a page may be linked to by."""
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in _HEADING.findall(text)}


@pytest.mark.parametrize(("name", "text"), [pytest.param(*one, id=one[0]) for one in blocks("python")])
def test_python_runs(name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "block.py").write_text(text, encoding="utf-8")
    runpy.run_path(str(tmp_path / "block.py"), run_name=name)


@pytest.mark.parametrize(("name", "text"), [pytest.param(*one, id=one[0]) for one in blocks("toml")])
def test_settings_are_settings(name: str, text: str) -> None:
    jsonschema.validate(tomllib.loads(text), schema())


@pytest.mark.parametrize(("name", "text"), [pytest.param(*one, id=one[0]) for one in blocks("yaml")])
def test_yaml_can_be_read(name: str, text: str) -> None:
    assert yaml.safe_load(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_pages_and_headings(page: Path) -> None:
    for target, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{target} is not there"
        assert not anchor or anchor in anchors(file), f"{target} has no heading {anchor}"
