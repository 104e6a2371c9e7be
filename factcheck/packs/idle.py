"""A pack and the built-in one below it in, the rules out that no text can ever be put to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from factcheck.records import DEFAULT_LANGUAGE, Pack

JOINTS = ("or", "and")
"""The names in a formula that are neither roles nor functions."""

_NAME = re.compile(r"([A-Za-z_]\w*)\s*(\(?)")
_SLOT = re.compile(r"\{([a-z]\w*)")


def roles(formula: str) -> list[str]:
    """The names in a formula that are no functions, each once."""
    return list(dict.fromkeys(word[1] for word in _NAME.finditer(formula) if not word[2] and word[1] not in JOINTS))


def idle(pack: Pack, base: Pack, paths: Iterable[str]) -> Iterator[str]:
    """A fault for each rule of which no phrasing fills all roles of its law.

    Kinds that the built-in pack finds without phrasings are left alone, and so are new ones where a pack may well have
    wording in other languages alone.
    """
    elsewhere = pack.language != DEFAULT_LANGUAGE or any(_speaks_another(Path(path), pack.language) for path in paths)
    filled: dict[str, list[set[str]]] = {}
    for phrasing in pack.phrasings:
        filled.setdefault(phrasing.kind, []).append(set(_SLOT.findall(phrasing.template)))
    known = {rule.id for rule in base.rules}
    for rule in pack.rules:
        found, law = filled.get(rule.claim, []), roles(rule.require)
        silent = not found and (elsewhere or rule.claim in base.kinds)
        if not (rule.id in known or silent or any(some.issuperset(law) for some in found)):
            wanted = " and ".join(f"{{{role}}}" for role in law)
            yield (
                f"{rule.path}:{rule.law_line}: no phrasing of {rule.claim} fills all roles of this law, so that it is"
                f" never tried; write one with {wanted}"
            )


def _speaks_another(folder: Path, language: str) -> bool:
    """Whether a folder has wording, but none in a language."""
    return folder.is_dir() and not (folder / language).is_dir() and any(folder.glob("*/phrasings.y*ml"))
