"""A YAML file in, nodes with their lines out; a file that is no YAML of ours is a fault."""

from __future__ import annotations

import re
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 12

MAX_QUOTED = 80  # characters of a pack's text that a fault repeats

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,9}\.[0-9]{1,9}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "": None, "null": None, "~": None}
_QUOTED = re.compile(rf"`([^`]{{{MAX_QUOTED}}})[^`]+`")


@frozen
class Node:
    """A YAML value and its line (a mapping's value stands where its key does).

    value: a text, a number, a flag, None, a list of nodes, or a dict of nodes by key.
    """

    value: str | bool | int | float | list[Node] | dict[str, Node] | None
    line: int

    def plain(self) -> object:
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
    """One file of a pack. path: its name in faults; faults: the list to which they go, as (path, line, text)."""

    path: str
    faults: list[tuple[str, int, str]] = field(repr=False)

    def fault(self, line: int, text: str) -> None:
        """Notes what is wrong in a line, or with the file as a whole in line 0; long quotes are cut."""
        shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
        self.faults.append((self.path, line, _QUOTED.sub(r"`\1…`", shown)))

    def read(self, file: Path) -> Node | None:
        """The content of the file, or None and a fault."""
        try:
            return _parse(self._text(file), self)
        except OSError as error:
            self.fault(0, f"cannot be read ({error.strerror}); name a YAML file or a folder of them")
        except UnicodeDecodeError:
            self.fault(1, "not UTF-8; save the file as UTF-8")
        except _Unreadable as error:
            self.fault(*error.args)
        return None

    def _text(self, file: Path) -> str:
        status = file.stat()
        if not S_ISREG(status.st_mode):  # a pipe may never end
            raise _Unreadable(0, "is no plain file; name a YAML file or a folder of them")
        if status.st_size > MAX_BYTES:
            raise _Unreadable(1, f"the file is larger than {MAX_BYTES:,} bytes; split it")
        return file.read_text(encoding="utf-8-sig")


def _parse(text: str, source: Source) -> Node:
    """Nodes from the events of a YAML text, without recursion. Raises _Unreadable.

    Aliases are faults and stand for their own text: nested ones grow without bound, and no rule needs them. So are
    tags, without which their values are read.
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
            node = Node(_value(event, source), _line(event))
            if not stack and root is not None:
                raise _Unreadable(node.line, "a second document begins; keep one a file")
            root = root or node
            _attach(node, stack, source)
            if isinstance(event, yaml.CollectionStartEvent):
                stack.append((node, None))
                if len(stack) > MAX_DEPTH:
                    raise _Unreadable(node.line, f"nested more than {MAX_DEPTH} deep; write it flat")
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        raise _Unreadable(mark.line + 1 if mark else 1, f"not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise _Unreadable(1, f"not YAML: {str(error).splitlines()[0]}") from None
    if root is None or root.value is None:
        raise _Unreadable(1, "the file is empty; write rules in it, or leave it out")
    return root


def _line(event: yaml.NodeEvent) -> int:
    mark: Any = event.start_mark  # of a class of its own in the C loader
    return int(mark.line) + 1


def _value(event: yaml.NodeEvent, source: Source) -> str | bool | int | float | list[Node] | dict[str, Node] | None:
    """The value that an event begins; `no`, `on` and dates are words, other than in YAML 1.1."""
    import yaml

    if isinstance(event, yaml.AliasEvent):
        source.fault(_line(event), f"alias `*{event.anchor}` is not allowed; write the value out")
        return f"*{event.anchor}"
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        source.fault(_line(event), f"tag `{tag}` is not allowed; leave it out")
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    text: str = getattr(event, "value", "")
    if getattr(event, "style", None):
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
        if isinstance(node.value, (list, dict)):
            raise _Unreadable(node.line, "a key must be a word; put it in quotes")
        if node.value is None or isinstance(node.value, (bool, float)):
            source.fault(node.line, "a key must be a word; put it in quotes")
        stack[-1] = parent, node
    elif isinstance(parent.value, dict):
        stack[-1] = parent, None
        name = str(key.value)
        if name in parent.value:
            source.fault(key.line, f"key `{name}` stands twice; keep one")
        parent.value[name] = evolve(node, line=key.line)
