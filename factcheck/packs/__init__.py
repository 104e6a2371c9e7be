"""Rule packs in, one Pack out, with every fault at its line. The only room that knows yaml.

The built-in pack is the folder `rules/`; an installed factcheck reads it as `factcheck/builtin.json`, which
`python -m factcheck.packs` writes and a test proves equal. Formulas and phrasings are compiled by the rooms that use
them, which raise PackError in their turn.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve

from factcheck.records import Kind, Pack, PackError, Phrasing, Role, Rule, Severity

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["BUILTIN", "compile_builtin", "draft", "load", "named_units"]

BUILTIN = os.path.join(os.path.dirname(os.path.dirname(__file__)), "builtin.json")
"""The built-in pack, compiled."""


def load(paths: Sequence[str] = (), language: str = "en") -> Pack:
    """The built-in pack with the user's packs on top. Raises PackError with every fault that `draft` finds."""
    pack, faults = draft(paths, language)
    if faults:
        raise PackError("\n".join(faults))
    return pack


def draft(paths: Sequence[str] = (), language: str = "en") -> tuple[Pack, tuple[str, ...]]:
    """(what is sound of the built-in pack and the user's packs, the faults, a line each).

    paths: folders (kinds.yaml, any other *.yaml a list of rules, <language>/lexicon.yaml, phrasings.yaml,
    messages.yaml) or YAML files (a list of rules, or a mapping with some of the keys kinds, rules, lexicon, phrasings,
    messages). A rule whose faults lie elsewhere than in its kind and formula stays in the draft, so that whoever
    compiles formulas and phrasings can add what is wrong with them to the same list.
    """
    content = _content()
    builtin = _from_json(content, language)
    if builtin.lexicon and not paths:
        return builtin, ()
    from pathlib import Path

    from factcheck.packs.build import Builder

    builder = Builder(builtin)
    for path in paths:
        builder.read(Path(path), path)
    pack = builder.build()
    faults = list(builder.faults)
    if not pack.lexicon:
        faults.append(f"language `{language}` has no words: use one of {', '.join(content['languages'])}, "
                      f"or a pack with {language}/lexicon.yaml")  # fmt: skip
    return pack, tuple(faults)


def _content() -> dict[str, Any]:
    """What `_to_json` wrote for the built-in pack."""
    with open(BUILTIN, encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content


def compile_builtin(folder: Path) -> str:
    """The JSON text of a pack's folder in all its languages, the same on every machine. Raises PackError."""
    from factcheck.packs.build import Builder

    packs: dict[str, Pack] = {}
    faults: dict[str, None] = {}
    for language in sorted(entry.name for entry in folder.iterdir() if entry.is_dir()):
        builder = Builder(Pack({}, (), {}, (), language))
        builder.read(folder, folder.resolve().name)
        packs[language] = builder.build()
        faults.update(dict.fromkeys(builder.faults))
    if faults:
        raise PackError("\n".join(faults))
    return json.dumps(_to_json(packs), ensure_ascii=False, separators=(",", ":")) + "\n"


def named_units() -> frozenset[str]:
    """The names of all units of the built-in pack, times included, in any language."""
    content = _content()
    return frozenset(
        name
        for wording in content["languages"].values()
        for section in ("units", "times")
        for name in wording["lexicon"].get(section, ())
    )


def _to_json(packs: Mapping[str, Pack]) -> dict[str, Any]:
    """What the languages share, stated once, and the wording of each. A phrasing is a row, as there are many."""
    shared = next(iter(packs.values()))
    return {
        "kinds": [asdict(kind) for kind in shared.kinds.values()],
        "rules": [asdict(evolve(rule, messages={})) for rule in shared.rules],
        "languages": {
            language: {
                "lexicon": pack.lexicon,
                "phrasings": [[one.kind, one.template, one.inferred, one.path, one.line] for one in pack.phrasings],
                "messages": {rule.id: rule.messages for rule in pack.rules if rule.messages},
            }
            for language, pack in packs.items()
        },
    }


def _from_json(content: Mapping[str, Any], language: str) -> Pack:
    """The pack that `_to_json` wrote, in one language; without wording if it has none in that language."""
    wording = content["languages"].get(language, {"lexicon": {}, "phrasings": [], "messages": {}})
    kinds = {}
    for row in content["kinds"]:
        row["roles"] = tuple(Role(**role) for role in row["roles"])
        row["same"] = tuple(map(tuple, row["same"]))
        kinds[row["name"]] = Kind(**row)
    rules = []
    for row in content["rules"]:
        row["severity"] = Severity(row["severity"])
        row["examples"] = {verdict: tuple(texts) for verdict, texts in row["examples"].items()}
        row["messages"] = wording["messages"].get(row["id"], {})
        rules.append(Rule(**row))
    phrasings = tuple(Phrasing(*row) for row in wording["phrasings"])
    return Pack(kinds, tuple(rules), wording["lexicon"], phrasings, language)
