"""Nodes of YAML files in, a Pack out, and all that is wrong with them, each fault at its line."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from attrs import evolve

from factcheck.packs.source import Node, Source
from factcheck.records import Kind, Pack, Phrasing, Role, Rule, Severity

ROLE_TYPES = ("amount", "count", "percent", "factor", "time", "date", "item", "weekday", "name")
VERDICTS = ("consistent", "misrounded", "inconsistent")
"""The verdicts that messages and examples are for."""
MESSAGE_FIELDS = ("true", "list", "sum")
"""What may stand behind a role in a message: {percent.true}, {items.list}, {parts.sum}."""

_SECTIONS = ("kinds", "rules", "lexicon", "phrasings", "messages")
_WORDING = _SECTIONS[2:]
_RULE_KEYS = ("id", "claim", "summary", "require", "severity", "why", "source", "url", "examples")
_KIND_KEYS = ("summary", "roles", "same", "needs")
_ROLE_KEYS = ("type", "list", "optional")

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FIELD = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"([A-Za-z_]\w*)\s*(\(?)")


class Builder:
    """A pack in the making: files are read first, then built in the order kinds, rules, wording."""

    def __init__(self, base: Pack) -> None:
        self.faults: list[str] = []
        self._kinds: dict[str, Kind] = dict(base.kinds)
        self._rules: dict[str, Rule] = {rule.id: rule for rule in base.rules}
        self._lexicon: dict[str, Any] = json.loads(json.dumps(base.lexicon))
        self._sections = tuple(base.lexicon)
        self._phrasings: list[Phrasing] = list(base.phrasings)
        self._language = base.language
        self._parts: dict[str, list[tuple[Source, Node]]] = {section: [] for section in _SECTIONS}

    # -- reading -------------------------------------------------------------------------------------------------------

    def read(self, path: str, name: str) -> None:
        """Reads a pack's file or the files of its folder; `name` stands for the path in faults and records."""
        if not os.path.isdir(path):
            self._read_file(path, name, "")
            return
        files = _yaml_files(path)
        words = _yaml_files(os.path.join(path, self._language))
        if not files and not words:
            self.faults.append(f"{name}: no rules in it; a pack is a YAML file or a folder of them")
        for file in files:
            section = "kinds" if os.path.splitext(file)[0] == "kinds" else "rules"
            self._read_file(os.path.join(path, file), f"{name}/{file}", section)
        for file in words:
            section = os.path.splitext(file)[0]
            file = f"{self._language}/{file}"
            if section in _WORDING:
                self._read_file(os.path.join(path, file), f"{name}/{file}", section)
            else:
                self.faults.append(f"{name}/{file}: unknown file{_nearest(section, _WORDING)}")

    def _read_file(self, path: str, name: str, section: str) -> None:
        """Files one file's content under its section; without a section, the content says which it is."""
        source = Source(name, self.faults)
        node = source.read(path)
        if node is None:
            return
        if section or isinstance(node.value, list):
            self._parts[section or "rules"].append((source, node))
            return
        for key, part in _entries(source, node, _SECTIONS, (), "a pack's file").items():
            self._parts[key].append((source, part))

    # -- building ------------------------------------------------------------------------------------------------------

    def build(self) -> Pack:
        """The pack of all that was read, as far as it is sound; `faults` then holds everything that is not."""
        for section, add in (("kinds", self._add_kind), ("phrasings", self._add_phrasings), ("lexicon", self._add_section),
                             ("messages", self._add_messages)):  # fmt: skip
            if section == "phrasings":
                for source, node in self._parts["rules"]:
                    self._add_rules(source, node)
            for source, node in self._parts[section]:
                for key, entry in _mapping(source, node, section).items():
                    add(source, key, entry)
        return Pack(self._kinds, tuple(self._rules.values()), self._lexicon, tuple(self._phrasings), self._language)

    def _add_kind(self, source: Source, name: str, node: Node) -> None:
        if name in self._kinds:
            source.fault(node.line, f"kind `{name}` exists already; give yours another name")
            return
        if not _NAME.fullmatch(name):
            source.fault(node.line, f"kind `{name}`: write its name in small letters and _")
        fields = _entries(source, node, _KIND_KEYS, ("summary", "roles"), f"kind `{name}`")
        roles = {role: _role(source, role, entry) for role, entry in _mapping(source, fields.get("roles"), "roles").items()}
        if "roles" in fields and not roles:
            source.fault(fields["roles"].line, f"kind `{name}` has no roles; name what its figures are")
        same = []
        for group in _items(source, fields.get("same"), "same"):
            members = tuple(_text(source, member, "same") for member in _items(source, group, "same"))
            for member in members:
                _known(source, group.line, "role", member, roles)
            same.append(members)
        needs = fields["needs"].value if "needs" in fields else 0
        if isinstance(needs, bool) or not isinstance(needs, int) or not 0 <= needs <= len(roles):
            source.fault(fields["needs"].line, f"needs is `{needs}`; write how many of the {len(roles)} roles must be filled")
            needs = 0
        self._kinds[name] = Kind(name, tuple(roles.values()), tuple(same), needs, _text(source, fields.get("summary"), "summary"))

    def _add_rules(self, source: Source, node: Node) -> None:
        for entry in _items(source, node, "a file of rules"):
            fields = _entries(source, entry, (*_RULE_KEYS, "messages"), _RULE_KEYS, "a rule")
            rule = _rule(source, entry.line, fields)
            sound = bool(rule.id and rule.claim and rule.require)
            if rule.id in self._rules:
                taken = self._rules[rule.id]
                source.fault(fields["id"].line, f"id `{rule.id}` is taken by {taken.path}:{taken.line}; choose another id "
                                                f"(--ignore {rule.id} does without that rule)")  # fmt: skip
                sound = False
            if rule.claim and _known(source, fields["claim"].line, "kind", rule.claim, self._kinds):
                kind = self._kinds[rule.claim]
                _check_messages(source, fields.get("messages"), rule.messages, kind)
                sound &= not rule.require or _check_roles(source, fields["require"].line, rule.require, kind)
            else:
                sound = False
            if sound:
                self._rules[rule.id] = rule

    # -- wording -------------------------------------------------------------------------------------------------------

    def _add_phrasings(self, source: Source, name: str, node: Node) -> None:
        if not _known(source, node.line, "kind", name, self._kinds):
            return
        for entry in _items(source, node, f"the phrasings of {name}"):
            say, inferred = entry, False
            if isinstance(entry.value, dict):
                fields = _entries(source, entry, ("say", "inferred"), ("say",), "a phrasing")
                say, inferred = fields.get("say", Node("", entry.line)), _flag(source, fields.get("inferred"), "inferred")
            template = _text(source, say, "a phrasing")
            if template:
                self._phrasings.append(Phrasing(name, template, inferred, source.path, entry.line))

    def _add_section(self, source: Source, name: str, node: Node) -> None:
        """Merges one section of a lexicon: lists are joined, mappings merged word by word."""
        if self._sections and not _known(source, node.line, "section of a lexicon", name, self._sections):
            return
        present = self._lexicon.get(name)
        if name == "classes":
            for words in _mapping(source, node, name).values():
                for word in _items(source, words, "a class"):
                    _text(source, word, "a word of a class")
        if present is not None and not isinstance(node.value, type(present)):
            wanted = "a list of words" if isinstance(present, list) else "a mapping"
            source.fault(node.line, f"section `{name}` must be {wanted}")
            return
        self._lexicon[name] = _merged(present, node.plain())

    def _add_messages(self, source: Source, id: str, node: Node) -> None:
        if not _known(source, node.line, "rule", id, self._rules):
            return
        rule = self._rules[id]
        given = {verdict: _text(source, text, "a message") for verdict, text in _mapping(source, node, "messages").items()}
        _check_messages(source, node, given, self._kinds[rule.claim])
        self._rules[id] = evolve(rule, messages={**rule.messages, **given})


def _yaml_files(folder: str) -> list[str]:
    return sorted(file for file in os.listdir(folder) if file.endswith((".yaml", ".yml"))) if os.path.isdir(folder) else []


def _merged(present: Any, added: Any) -> Any:
    """Two values of a lexicon as one: lists joined without repeats, mappings merged, else the added one."""
    if isinstance(present, dict) and isinstance(added, dict):
        return {**present, **{key: _merged(present.get(key), value) for key, value in added.items()}}
    if isinstance(present, list) and isinstance(added, list) and not any(isinstance(one, (int, float)) for one in added):
        return present + [one for one in added if one not in present]
    return added


# -- fields ------------------------------------------------------------------------------------------------------------


def _role(source: Source, name: str, node: Node) -> Role:
    fields = _entries(source, node, _ROLE_KEYS, ("type",), f"role `{name}`")
    kind = _text(source, fields.get("type"), "type")
    if not _NAME.fullmatch(name) or name == "or":
        source.fault(node.line, f"role `{name}`: write its name in small letters and _")
    if kind:
        _known(source, node.line, "type", kind, ROLE_TYPES)
    return Role(name, kind, _flag(source, fields.get("list"), "list"), _flag(source, fields.get("optional"), "optional"))


def _rule(source: Source, line: int, fields: Mapping[str, Node]) -> Rule:
    """A rule as far as its fields can be read."""
    texts = {key: _text(source, fields.get(key), key) for key in _RULE_KEYS if key not in ("severity", "examples")}
    if texts["id"] and not _ID.fullmatch(texts["id"]):
        source.fault(fields["id"].line, f"id `{texts['id']}`: name the fault in small letters with hyphens, as share-mismatch")
    if texts["url"] and not texts["url"].startswith(("https://", "http://")):
        source.fault(fields["url"].line, f"url `{texts['url']}` is no web address; write it with https://")
    severity = str(fields["severity"].value) if "severity" in fields else "error"
    if "severity" in fields and not _known(source, fields["severity"].line, "severity", severity, list(Severity)):
        severity = "error"
    examples = {}
    if "examples" in fields:
        given = _entries(source, fields["examples"], VERDICTS, ("consistent", "inconsistent"), "examples")
        for verdict, node in given.items():
            examples[verdict] = tuple(_text(source, item, f"{verdict} example") for item in _items(source, node, verdict))
            if not node.value:
                source.fault(node.line, f"no {verdict} examples; give at least one sentence")
    given = _mapping(source, fields.get("messages"), "messages")
    messages = {verdict: _text(source, node, "a message") for verdict, node in given.items()}
    return Rule(**texts, severity=Severity(severity), examples=examples, messages=messages, path=source.path, line=line)


def _check_roles(source: Source, line: int, formula: str, kind: Kind) -> bool:
    """Whether every name in a formula that is no function is a role of the kind."""
    names = {word[1]: None for word in _WORD.finditer(formula) if not word[2] and word[1] != "or"}
    roles = [role.name for role in kind.roles]
    return all([_known(source, line, f"role of {kind.name}", name, roles) for name in names])


def _check_messages(source: Source, node: Node | None, messages: Mapping[str, str], kind: Kind) -> None:
    """Notes verdicts that don't exist and fields that are no role of the kind."""
    roles = [role.name for role in kind.roles]
    for verdict, template in messages.items():
        line = node.value[verdict].line if node else 0
        _known(source, line, "verdict", verdict, VERDICTS)
        for field in _FIELD.finditer(template):
            role, dot, what = field[1].partition(".")
            if _known(source, line, f"role of {kind.name}", role, roles) and dot:
                _known(source, line, "field", what, MESSAGE_FIELDS)
        if set("{}") & set(_FIELD.sub("", template)):
            source.fault(line, f"`{template}`: a brace is not closed; write fields as {{{roles[0]}}}")


def _entries(source: Source, node: Node, known: Collection[str], required: Collection[str], what: str) -> dict[str, Node]:
    """The known entries of a mapping; unknown and missing keys are faults."""
    if not isinstance(node.value, dict):
        source.fault(node.line, f"{what} must be a mapping with the keys {', '.join(required or known)}")
        return {}
    for key, entry in node.value.items():
        _known(source, entry.line, f"key of {what}", key, known)
    missing = [key for key in required if key not in node.value]
    if missing:
        source.fault(node.line, f"{what} lacks {' and '.join(missing)}; add {'it' if len(missing) == 1 else 'them'}")
    return {key: entry for key, entry in node.value.items() if key in known}


def _mapping(source: Source, node: Node | None, what: str) -> dict[str, Node]:
    """The entries of a mapping with keys of the author's own."""
    if node is None or isinstance(node.value, dict):
        return node.value if node else {}
    if node.value is not None:
        source.fault(node.line, f"{what} must be a mapping, name: value")
    return {}


def _items(source: Source, node: Node | None, what: str) -> Iterator[Node]:
    """The items of a list."""
    if node is not None and isinstance(node.value, list):
        yield from node.value
    elif node is not None and node.value is not None:
        source.fault(node.line, f"{what} must be a list, each item on a line with - before it")


def _text(source: Source, node: Node | None, what: str) -> str:
    """The text of a node in one line, or "" and a fault."""
    if node is None:
        return ""
    if not isinstance(node.value, str) or not node.value.strip():
        found = "empty" if node.value in (None, "") else f"`{node.plain()}`"
        source.fault(node.line, f"{what} is {found}; write a text, in quotes if it is a number")
        return ""
    return " ".join(node.value.split())


def _flag(source: Source, node: Node | None, what: str) -> bool:
    if node is None or isinstance(node.value, bool):
        return bool(node and node.value)
    source.fault(node.line, f"{what} is `{node.plain()}`; write true or false")
    return False


def _known(source: Source, line: int, what: str, name: Any, options: Collection[str]) -> bool:
    """Whether a name is one of the options; if not, that is a fault with the nearest of them."""
    if name in options:
        return True
    source.fault(line, f"`{name}` is no {what}{_nearest(str(name), options)}")
    return False


def _nearest(name: str, options: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, options, 1)
    return f"; did you mean `{close[0]}`?" if close else f"; use one of: {', '.join(options)}"
