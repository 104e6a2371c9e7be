"""A YAML file in, nodes with their lines out; a file that is no YAML of ours is a fault."""

from __future__ import annotations

import os
import re
from typing import Any

from attrs import evolve, field, frozen

MAX_BYTES = 2_000_000
MAX_DEPTH = 12

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,9}\.[0-9]{1,9}")
_WORDS = {"true": True, "false": False, "": None, "null": None, "~": None}


@frozen
class Node:
    """A YAML value and its line (a mapping's value stands where its key does).

    value: a text, a number, a flag, None, a list of nodes, or a dict of nodes by key.
    """

    value: Any
    line: int

    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value


class _Unreadable(Exception):
    """What makes a file no YAML of ours: line, and what is wrong."""


@frozen
class Source:
    """One file of a pack. path: its name in faults; faults: the list to which they go."""

    path: str
    faults: list[str] = field(repr=False)

    def fault(self, line: int, text: str) -> None:
        """Notes what is wrong in a line."""
        self.faults.append(f"{self.path}:{line}: {text}")

    def read(self, file: str) -> Node | None:
        """The content of the file, or None and a fault."""
        try:
            if os.path.getsize(file) > MAX_BYTES:
                raise _Unreadable(1, f"the file is larger than {MAX_BYTES:,} bytes; split it")
            with open(file, encoding="utf-8-sig") as stream:
                return _parse(stream.read(), self)
        except OSError as error:
            self.faults.append(f"{self.path}: cannot be read ({error.strerror}); name a YAML file or a folder of them")
        except UnicodeDecodeError:
            self.fault(1, "not UTF-8; save the file as UTF-8")
        except _Unreadable as error:
            self.fault(*error.args)
        return None


def _parse(text: str, source: Source) -> Node | None:
    """Nodes from the events of a YAML text, without recursion. Raises _Unreadable.

    Aliases are refused altogether: nested ones grow without bound, and no rule needs them.
    """
    import yaml

    root: Node | None = None
    stack: list[tuple[Node, Node | None]] = []  # open lists and mappings, each with the key that waits for its value
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                stack.pop()
            if not isinstance(event, yaml.NodeEvent):
                continue
            node = Node(_value(event), event.start_mark.line + 1)
            if not stack and root is not None:
                raise _Unreadable(node.line, "a second document begins; keep one a file")
            root = root or node
            _attach(node, stack, source)
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append((node, None))
                if len(stack) > MAX_DEPTH:
                    raise _Unreadable(node.line, f"nested more than {MAX_DEPTH} deep; write it flat")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Unreadable(mark.line + 1 if mark else 1, f"not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise _Unreadable(1, f"not YAML: {str(error).splitlines()[0]}") from None
    return root


def _value(event: Any) -> Any:
    """The value that an event begins; `no`, `on` and dates are words, other than in YAML 1.1."""
    import yaml

    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent):
        raise _Unreadable(line, f"alias `*{event.anchor}` is not allowed; write the value out")
    if event.tag not in (None, "!"):
        raise _Unreadable(line, f"tag `{event.tag}` is not allowed; leave it out")
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    text = event.value
    if event.style:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return _WORDS.get(text, text)


def _attach(node: Node, stack: list[tuple[Node, Node | None]], source: Source) -> None:
    """Puts a node into the innermost open list or mapping; in a mapping, keys and values take turns."""
    if not stack:
        return
    parent, key = stack[-1]
    if isinstance(parent.value, list):
        parent.value.append(node)
    elif key is None:
        if isinstance(node.value, (list, dict, bool, float)) or node.value is None:
            raise _Unreadable(node.line, "a key must be a word; put it in quotes")
        stack[-1] = parent, node
    else:
        stack[-1] = parent, None
        name = str(key.value)
        if name in parent.value:
            source.fault(key.line, f"key `{name}` stands twice; keep one")
        parent.value[name] = evolve(node, line=key.line)
