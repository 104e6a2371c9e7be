"""A pack in, its wording compiled out; and the same as JSON, and back, which takes a fifth of the time.

What is written for the built-in pack holds the tables of its lexicon, and of its templates the code that `re` makes of
them, which saves a third of a run on one article. `re` itself takes no such code, but the module below it does; a
Python whose code is another one compiles the pack anew.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise
from struct import pack as packed
from struct import unpack_from
from typing import TYPE_CHECKING, Any
from zlib import compress, decompress

from attrs import evolve, frozen

from factcheck.language.lexicon import SIGNS, Lexicon, build, completed
from factcheck.language.templates import Template
from factcheck.language.text import ASKED
from factcheck.records import Kind, Pack, Role

if TYPE_CHECKING:
    from factcheck.language.patterns import Compiler

_CODE = 4  # bytes
_LIST = ",..."


@frozen(eq=False, repr=False)
class Wording:
    """The wording of a pack, compiled. coarse: what makes a shape coarse, for `str.translate`."""

    lexicon: Lexicon
    coarse: Mapping[int, str]
    templates: tuple[Template, ...]


def wording(pack: Pack, compiled: Mapping[str, Any]) -> Wording:
    """The wording of a pack; `compiled` is what was written of it, or empty.

    Raises PackError with all faulty phrasings at once.
    """
    return _restored(pack, compiled) if compiled.get("magic") == _sre.MAGIC else _compiled(pack)[0]


def written(pack: Pack) -> dict[str, Any]:
    """The wording of a pack as JSON, the same on every machine. Raises PackError with all faulty phrasings."""
    found, compiler = _compiled(pack)
    lexicon = found.lexicon
    words: dict[str, list[str]] = {}
    for word, char in lexicon.alphabet.words.items():
        words.setdefault(char, []).append(word)
    table = sorted(found.coarse.items())
    codes = [_code(compiler.pattern(template.source, template.roles)) for template in found.templates]
    return {
        "magic": _sre.MAGIC,
        "classes": list(lexicon.bits),
        "masks": {char: f"{mask:x}" for char, mask in lexicon.masks.items() if mask and char not in SIGNS},
        "words": {char: " ".join(some) for char, some in words.items()},
        "cues": lexicon.cues,
        "coarse": ["".join(chr(char) for char, _ in table), "".join(code for _, code in table)],
        "templates": [_row(template, pack, len(code)) for template, code in zip(found.templates, codes, strict=True)],
        "codes": b64encode(compress(packed(f"<{sum(map(len, codes))}I", *chain(*codes)), 9)).decode(),
    }


def _compiled(pack: Pack) -> tuple[Wording, Compiler]:
    """(the wording of a pack, what makes its patterns); neither need be loaded where it was compiled before."""
    from factcheck.language.coarse import coarsen
    from factcheck.language.patterns import EXTENTS, Compiler, named
    from factcheck.language.phrasings import compile_all

    names = named(pack.phrasings)
    lexicon = build(pack.lexicon, [name[1:] for name in names if name.startswith("=")], ASKED)
    coarse = coarsen(lexicon, names, EXTENTS)
    compiler = Compiler(coarse)
    return Wording(lexicon, coarse.table, compile_all(pack.phrasings, pack.kinds, lexicon, compiler)), compiler


def _code(pattern: str) -> list[int]:
    """What `re` compiles a pattern to."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    code: list[int] = _compiler._code(_parser.parse(pattern), 0)
    return code


def _row(template: Template, pack: Pack, length: int) -> list[Any]:
    """A template: its phrasing's number, its fields, how long its code is."""
    roles = [role.name + _LIST * role.list for role in template.roles]
    return [pack.phrasings.index(template.phrasing), template.source, roles, template.direction,
            f"{template.needs:x}", template.least, template.nouns, length]  # fmt: skip


def _restored(pack: Pack, content: Mapping[str, Any]) -> Wording:
    """The wording that `written` wrote."""
    bits = {name: index for index, name in enumerate(content["classes"])}
    masks = {char: int(mask, 16) for char, mask in content["masks"].items()}
    words = {word: char for char, some in content["words"].items() for word in some.split(" ")}
    lexicon = completed(words, content["cues"], bits, masks, pack.lexicon, ASKED)
    before, after = content["coarse"]
    codes = decompress(b64decode(content["codes"]))
    rows = content["templates"]
    ends = accumulate((row[-1] for row in rows), initial=0)
    templates = (_template(row, pack, codes, *span) for row, span in zip(rows, pairwise(ends), strict=True))
    return Wording(lexicon, dict(zip(map(ord, before), after, strict=True)), tuple(templates))


def _template(row: Sequence[Any], pack: Pack, codes: bytes, start: int, stop: int) -> Template:
    number, source, names, direction, needs, least, nouns, _ = row
    phrasing = pack.phrasings[number]
    roles = tuple(_role(name, pack.kinds[phrasing.kind]) for name in names)
    make = partial(_pattern, source, roles, codes, start, stop)
    return Template(phrasing, source, roles, direction, int(needs, 16), least, make, nouns)


def _role(written: str, kind: Kind) -> Role:
    name, listed, _ = written.partition(_LIST)
    role = next(role for role in kind.roles if role.name == name)
    return role if role.list == bool(listed) else evolve(role, list=bool(listed))


def _pattern(source: str, roles: Sequence[Role], codes: bytes, start: int, stop: int) -> re.Pattern[str]:
    """The regular expression of a template, of which the roles are the groups."""
    names = [role.name for role in roles]
    numbers = {name: number for number, name in enumerate(names, 1)}
    code = unpack_from(f"<{stop - start}I", codes, start * _CODE)
    pattern: re.Pattern[str] = _sre.compile(source, int(re.UNICODE), list(code), len(names), numbers, (None, *names))
    return pattern
