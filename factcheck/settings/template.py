"""The keys of settings in, a commented factcheck.toml out, in which every setting stands as a remark."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.settings.keys import KEYS, TABLES


def lines() -> Iterator[str]:
    """The lines of the file: uncomment what you want otherwise than by default."""
    yield "# Settings of factcheck. Take away the # before what you want otherwise than by default."
    for key in KEYS:
        yield ""
        yield f"# {_told(key.told)} (default: {key.default})."
        yield f"# {key.example}"
    for name, (told, example) in TABLES.items():
        yield ""
        yield f"# {_told(told)}."
        yield f"# [{name}]"
        yield f"# {example}"


def _told(text: str) -> str:
    return text[0].upper() + text[1:]
