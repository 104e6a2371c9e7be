"""A hook of mkdocs: the catalogue of rules is made of the rules, the first page of the README, and one of SECURITY.md.

Links that lead out of the docs, to the rules or the examples, lead to the repository's files.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

from factcheck import packs
from factcheck.desk import build
from factcheck.records import Pack, Rule

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
_DOCS = re.compile(r"\]\(docs/")
_RULES = "catalogue"
_PYODIDE = ROOT / "tests" / "browser" / "node_modules" / "pyodide"


def on_config(config: Any) -> Any:
    """Puts the page of each rule into the navigation."""
    rules = sorted(rule.id for rule in packs.load().rules)
    pages = [f"{_RULES}/index.md", *(f"{_RULES}/{rule}.md" for rule in rules)]
    config.nav = [{"Rules": pages} if entry == {"Rules": _RULES} else entry for entry in config.nav]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Adds the pages that are made of other files."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files.append(
        File.generated(
            config, "index.md", content=_inside(_DOCS.sub("](", readme.replace("](SECURITY.md)", "](security.md)")))
        )
    )
    security = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    files.append(File.generated(config, "security.md", content=_inside(security)))
    pack = packs.load()
    judged = _judged()
    for rule in pack.rules:
        page = "\n".join(_page(rule, pack, judged[rule.id]))
        files.append(File.generated(config, f"{_RULES}/{rule.id}.md", content=page))
    files.append(File.generated(config, f"{_RULES}/index.md", content="\n".join(_catalogue(pack))))
    return files


def on_post_build(config: Any) -> None:
    """Puts the page to paste into beside its description, if Pyodide is at hand."""
    if all((_PYODIDE / name).is_file() for name in build.NEEDED):
        build.build(Path(config.site_dir) / "desk" / "page", _PYODIDE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Names what links lead to that is not part of the site."""
    return _inside(markdown)


def _inside(markdown: str) -> str:
    """A page without the links that lead to files outside of the docs."""
    return _LINK.sub(lambda link: link[0] if _is_of_site(link[2]) else link[1], markdown)


def _is_of_site(target: str) -> bool:
    return "://" in target or target.endswith(".md") and "/" not in target and target != "CHANGELOG.md"


def _judged() -> dict[str, list[bool]]:
    """Rule to what was judged of its findings in newswire."""
    found: dict[str, list[bool]] = defaultdict(list)
    for line in (ROOT / "tests" / "judged.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["verdict"] == "inconsistent":
            found[row["rule"]].append(row["right"])
    return found


def _catalogue(pack: Pack) -> Iterator[str]:
    yield "# All rules\n"
    yield "| rule | severity | what it finds |\n| --- | --- | --- |"
    for rule in sorted(pack.rules, key=lambda one: one.id):
        yield f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.summary} |"


def _page(rule: Rule, pack: Pack, judged: list[bool]) -> Iterator[str]:
    roles = ", ".join(f"`{role.name}`" for role in pack.kinds[rule.claim].roles)
    yield f"# {rule.id}\n\n{rule.summary[0].upper()}{rule.summary[1:]}.\n"
    yield "| | |\n| --- | --- |"
    yield f"| law | `{rule.require}` |"
    yield f"| severity | {rule.severity} |"
    yield f"| status | {rule.status} |"
    yield f"| kind of claim | `{rule.claim}` ({roles}) |"
    yield f"| measured | {_measured(judged)} |"
    yield f"\n## Why\n\n{' '.join(rule.why.split())}\n\nSource: [{' '.join(rule.source.split())}]({rule.url})\n"
    for verdict, examples in rule.examples.items():
        yield f"## {verdict.capitalize()}\n"
        yield from (f"```text\n{example.text.strip()}\n```\n" for example in examples)
    comment = f"<!-- factcheck: waive {rule.id} (FIGURE; FIGURE) because REASON -->"
    yield "## Waive it\n"
    yield f"```text\nfactcheck waive FILE:LINE --because REASON\n# or in the text\n{comment}\n```"


def _measured(judged: list[bool]) -> str:
    if not judged:
        return "no finding of it stands in the newswire that was judged"
    return f"{sum(judged)} of {len(judged)} findings in newswire were judged right"
