"""Nodes in, their plain values out; a value of another kind, an unknown or a missing key is a fault at its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from factcheck.packs.source import Node, Source


def entries(
    source: Source, node: Node, allowed: Collection[str], required: Collection[str], what: str
) -> dict[str, Node]:
    """The known entries of a mapping; unknown and missing keys are faults."""
    if not isinstance(node.value, dict):
        source.fault(node.line, f"{what} must be a mapping with the keys {', '.join(required or allowed)}")
        return {}
    for key, entry in node.value.items():
        is_known(source, entry.line, f"key of {what}", key, allowed)
    missing = [key for key in required if key not in node.value]
    if missing:
        source.fault(node.line, f"{what} lacks {' and '.join(missing)}; add {'it' if len(missing) == 1 else 'them'}")
    return {key: entry for key, entry in node.value.items() if key in allowed}


def mapping(source: Source, node: Node | None, what: str) -> dict[str, Node]:
    """The entries of a mapping with keys of the author's own."""
    if node is not None and isinstance(node.value, dict):
        return node.value
    if node is not None:
        source.fault(node.line, f"{what} must be a mapping, with a `name: value` on each line")
    return {}


def items(source: Source, node: Node | None, what: str) -> Iterator[Node]:
    """The items of a list."""
    if node is not None and isinstance(node.value, list):
        yield from node.value
    elif node is not None:
        source.fault(node.line, f"{what} must be a list, each item on a line with - before it")


def one_line(source: Source, node: Node | None, what: str) -> str:
    """The text of a node with its line breaks folded, or "" and a fault; "" if there is no node."""
    return " ".join(text(source, node, what).split())


def text(source: Source, node: Node | None, what: str) -> str:
    """The text of a node, or "" and a fault; "" if there is no node."""
    if node is None:
        return ""
    if not isinstance(node.value, str) or not node.value.strip():
        found = "empty" if node.value in (None, "") else f"`{node.plain()}`"
        source.fault(node.line, f"{what} is {found}; write a text, in quotes if need be")
        return ""
    odd = next((char for char in node.value if not (char.isprintable() or char in "\n\t")), "")
    if odd:
        source.fault(node.line, f"{what} has a character that no one sees (`{odd}`); leave it out")
        return ""
    return node.value.strip()


def flag(source: Source, node: Node | None, what: str) -> bool:
    """True or false; false if there is no node."""
    if node is None or isinstance(node.value, bool):
        return bool(node is not None and node.value)
    source.fault(node.line, f"{what} is `{node.plain()}`; write true or false")
    return False


def is_known(source: Source, line: int, what: str, name: str, options: Collection[str]) -> bool:
    """Whether a name is one of the options; if not, that is a fault with the nearest of them, or all."""
    if name in options:
        return True
    from difflib import get_close_matches

    close = get_close_matches(name, options, 1, 0.65)
    hint = f"did you mean `{close[0]}`?" if close else f"use one of: {', '.join(options)}"
    source.fault(line, f"`{name}` is no {what}; {hint}")
    return False
