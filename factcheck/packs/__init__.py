"""Rule packs in, one Pack out, with every fault at its line. The only room that knows yaml.

The built-in pack is the folder `rules/`; an installed factcheck reads it as `factcheck/builtin.json` and, for the
wording of a language, `factcheck/builtin.en.json` and `factcheck/builtin.en.compiled.json` or their like. `python -m
factcheck.packs` writes these files, and a test proves them equal.
Formulas and phrasings are compiled by the rooms that use
them, which raise PackError in turn.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve

from factcheck.records import DEFAULT_LANGUAGE, Example, Kind, Pack, PackError, Phrasing, Role, Rule, Severity

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "BUILTIN",
    "compile_builtin",
    "compiled",
    "draft",
    "evidence",
    "load",
    "named_units",
    "restored",
    "worded",
    "written",
]

BUILTIN = os.path.join(os.path.dirname(os.path.dirname(__file__)), "builtin.json")
"""The built-in pack, compiled: what its languages share. Their wording stands beside it, a file each."""


def load(paths: Sequence[str] = (), language: str = DEFAULT_LANGUAGE) -> Pack:
    """The built-in pack with the user's packs on top. Raises PackError with every fault that `draft` finds."""
    pack, faults = draft(paths, language)
    if faults:
        raise PackError("\n".join(faults))
    return pack


def draft(paths: Sequence[str] = (), language: str = DEFAULT_LANGUAGE) -> tuple[Pack, tuple[str, ...]]:
    """(what is sound of the built-in pack and the user's packs, the faults, a line each).

    paths: folders (kinds.yaml, any other *.yaml a list of rules, <language>/lexicon.yaml, phrasings.yaml,
    messages.yaml, examples.yaml) or YAML files (a list of rules, or a mapping with some of the keys kinds, rules,
    lexicon, phrasings, messages, examples). A rule whose faults lie elsewhere than in its kind and formula stays in the
    draft, so that whoever compiles formulas and phrasings can add what is wrong with them to the same list.
    """
    content = _content()
    builtin = _from_json(content, _wording(content, language), language)
    if builtin.lexicon and not paths:
        return builtin, ()
    from pathlib import Path

    from factcheck.packs.build import Builder
    from factcheck.packs.idle import idle

    builder = Builder(builtin)
    for path in paths:
        builder.read(Path(path), path)
    pack = builder.build()
    faults = [*builder.faults, *idle(pack, builtin, paths)]
    if not pack.lexicon:
        faults.append(f"language `{language}` has no words: use one of {', '.join(content['languages'])}, "
                      f"or a pack with {language}/lexicon.yaml")  # fmt: skip
    return pack, tuple(faults)


def compiled(paths: Sequence[str] = (), language: str = DEFAULT_LANGUAGE) -> Mapping[str, Any]:
    """The wording of a language in the built-in pack as `factcheck.language.compiled` wrote it; else, empty."""
    path = _file(language, ".compiled")
    return _read(path) if not paths and os.path.exists(path) else {}


def written(pack: Pack) -> dict[str, Any]:
    """A pack of one language as JSON, its wording compiled. Raises PackError with all faulty phrasings."""
    from factcheck.language.compiled import written as carried

    shared = _shared_json({pack.language: pack})
    return {"shared": shared, "wording": _wording_json(pack), "compiled": carried(pack)}


def restored(content: Mapping[str, Any], language: str) -> tuple[Pack, Mapping[str, Any]]:
    """(the pack that `written` wrote, its wording compiled)."""
    return _from_json(content["shared"], content["wording"], language), content["compiled"]


@cache
def evidence() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Language to what tells it in a text, for the languages of the built-in pack, the default one first."""
    languages: dict[str, Any] = _content()["languages"]
    return {name: languages[name] for name in sorted(languages, key=lambda name: name != DEFAULT_LANGUAGE)}


def worded(paths: Sequence[str]) -> frozenset[str]:
    """The languages of the built-in pack in which some of the user's packs have a folder of wording."""
    return frozenset(name for name in evidence() if any(os.path.isdir(os.path.join(path, name)) for path in paths))


def _content() -> dict[str, Any]:
    """What the languages of the built-in pack share."""
    return _read(BUILTIN)


def _wording(content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The wording of a language in the built-in pack; empty if it has none."""
    if language not in content["languages"]:
        return {"lexicon": {}, "phrasings": [], "messages": {}, "examples": {}}
    return _read(_file(language))


def _file(language: str, part: str = "") -> str:
    root, suffix = os.path.splitext(BUILTIN)
    return f"{root}.{language}{part}{suffix}"


def _read(path: str) -> dict[str, Any]:
    with open(path, encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content


def compile_builtin(folder: Path) -> dict[str, str]:
    """Path to JSON text of all files of the compiled pack, the same on every machine. Raises PackError."""
    from factcheck.language.compiled import written as carried
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
    contents = {BUILTIN: _shared_json(packs)}
    for name, pack in packs.items():
        contents |= {_file(name): _wording_json(pack), _file(name, ".compiled"): carried(pack)}
    return {
        path: json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
        for path, content in contents.items()
    }


def named_units() -> frozenset[str]:
    """The names of all units of the built-in pack, times included, in any language."""
    content = _content()
    lexicons = [_wording(content, language)["lexicon"] for language in content["languages"]]
    return frozenset(name for words in lexicons for section in ("units", "times") for name in words.get(section, ()))


def _shared_json(packs: Mapping[str, Pack]) -> dict[str, Any]:
    """What the languages share, and what tells each of them."""
    shared = next(iter(packs.values()))
    return {
        "kinds": [asdict(kind) for kind in shared.kinds.values()],
        "rules": [asdict(evolve(rule, messages={}, examples={})) for rule in shared.rules],
        "languages": {language: pack.lexicon.get("evidence", {}) for language, pack in packs.items()},
    }


def _wording_json(pack: Pack) -> dict[str, Any]:
    """The wording of a language. A phrasing is a row, as there are many."""
    return {
        "lexicon": pack.lexicon,
        "phrasings": [[one.kind, one.template, one.inferred, one.path, one.line] for one in pack.phrasings],
        "messages": {rule.id: rule.messages for rule in pack.rules if rule.messages},
        "examples": {rule.id: _rows(rule.examples) for rule in pack.rules if rule.examples},
    }


def _rows(examples: Mapping[str, Sequence[Example]]) -> dict[str, list[list[str | int]]]:
    return {verdict: [[one.text, one.path, one.line] for one in found] for verdict, found in examples.items()}


def _from_json(content: Mapping[str, Any], wording: Mapping[str, Any], language: str) -> Pack:
    """The pack whose parts `_shared_json` and `_wording_json` wrote."""
    kinds = {}
    for row in content["kinds"]:
        row["roles"] = tuple(Role(**role) for role in row["roles"])
        row["same"] = tuple(map(tuple, row["same"]))
        kinds[row["name"]] = Kind(**row)
    rules = []
    for row in content["rules"]:
        row["severity"] = Severity(row["severity"])
        examples = wording["examples"].get(row["id"], {})
        row["examples"] = {verdict: tuple(Example(*one) for one in found) for verdict, found in examples.items()}
        row["messages"] = wording["messages"].get(row["id"], {})
        row["aliases"] = tuple(row["aliases"])
        rules.append(Rule(**row))
    phrasings = tuple(Phrasing(*row) for row in wording["phrasings"])
    return Pack(kinds, tuple(rules), wording["lexicon"], phrasings, language)
