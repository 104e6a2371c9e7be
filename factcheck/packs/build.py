"""Nodes of YAML files in, a Pack out, and all that is wrong with them, each fault at its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from factcheck.packs import idle
from factcheck.packs.fields import entries, flag, is_known, items, mapping, one_line, text
from factcheck.packs.sections import COMPLETE, SECTIONS
from factcheck.packs.source import Node, Source
from factcheck.records import DEFAULT_LANGUAGE, Example, Kind, Pack, Phrasing, Role, Rule, Severity

ROLE_TYPES = ("amount", "count", "quantity", "measure", "percent", "factor", "time", "date", "item", "weekday", "name")
VERDICTS = ("consistent", "misrounded", "inconsistent")
"""The verdicts that messages and examples are for."""
MESSAGE_FIELDS = ("true", "list", "sum")
OF_CLAIM = ("entity", "measure", "places", "declared")
"""What may stand behind `claim` in a message: {claim.entity}."""
"""What may stand behind a role in a message: {percent.true}, {items.list}, {parts.sum}."""

_SECTIONS = ("kinds", "rules", "lexicon", "phrasings", "messages", "examples")
_WORDING = _SECTIONS[2:]
RULE_OPTIONS = ("messages", "across", "since", "status", "aliases")
STATUSES = ("preview", "stable", "deprecated")
"""What a rule may be: on trial, and applied only if that is asked for; in use; to be gone in a later version."""
RULE_KEYS = ("id", "claim", "summary", "require", "severity", "why", "source", "url", "examples")
KIND_KEYS = ("summary", "roles", "same", "needs")
ROLE_KEYS = ("type", "list", "optional", "signed", "locked")
"""The keys that rules, kinds and roles have; rules may have RULE_OPTIONS beside those."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://\S+")
_FIELD = re.compile(r"\{([^{}]*)\}")


class Builder:
    """A pack in the making: files are read first, then built in the order kinds, rules, wording."""

    def __init__(self, base: Pack) -> None:
        self._faults: list[tuple[str, int, str]] = []
        self._kinds: dict[str, Kind] = dict(base.kinds)
        self._rules: dict[str, Rule] = {rule.id: rule for rule in base.rules}
        self._lexicon: dict[str, Any] = json.loads(json.dumps(base.lexicon))
        self._phrasings: list[Phrasing] = list(base.phrasings)
        self._language = base.language
        self._parts: dict[str, list[tuple[Source, Node]]] = {section: [] for section in _SECTIONS}

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, by file and line."""
        ordered = sorted(dict.fromkeys(self._faults), key=lambda fault: fault[:2])
        return tuple(f"{path}:{line}: {what}" if line else f"{path}: {what}" for path, line, what in ordered)

    # -- reading -------------------------------------------------------------------------------------------------------

    def read(self, path: Path, name: str) -> None:
        """Reads a pack's file or the files of its folder; `name` stands for the path in faults and records."""
        if not name:
            Source("pack", self._faults).fault(0, "its path is empty; name a YAML file or a folder of them")
            return
        if not path.is_dir():
            self._read_file(path, name, "")
            return
        try:
            files, words = _yaml_files(path), _yaml_files(path / self._language)
            empty = not files and not words and not any(map(_yaml_files, path.iterdir()))
        except OSError as error:
            Source(name, self._faults).fault(0, f"cannot be read ({error.strerror}); make the folder readable")
            return
        if empty:
            Source(name, self._faults).fault(0, "no rules in it; a pack is a YAML file or a folder of them")
        for file in files:
            self._read_file(file, f"{name}/{file.name}", "kinds" if file.stem == "kinds" else "rules", path)
        for file in words:
            title = f"{name}/{self._language}/{file.name}"
            if is_known(Source(title, self._faults), 0, "file of wording", file.stem, _WORDING):
                self._read_file(file, title, file.stem, path)

    def _read_file(self, path: Path, name: str, section: str, folder: Path | None = None) -> None:
        """Files one file's content under its section; without a section, the content says which it is.

        folder: that of the pack, out of which no link leads: a stranger's pack has nothing to look for there.
        """
        source = Source(name, self._faults)
        if folder and not path.resolve().is_relative_to(folder.resolve()):
            source.fault(0, "leads out of the pack; put the file itself there")
            return
        node = source.read(path)
        if node is None:
            return
        if section or isinstance(node.value, list):
            self._parts[section or "rules"].append((source, node))
            return
        for key, part in entries(source, node, _SECTIONS, (), "a pack").items():
            if key not in _WORDING or self._language == DEFAULT_LANGUAGE:
                self._parts[key].append((source, part))

    # -- building ------------------------------------------------------------------------------------------------------

    def build(self) -> Pack:
        """The pack of all that was read, as far as it is sound; `faults` then has everything that is not."""
        self._add("kinds", self._add_kind)
        for source, node in self._parts["rules"]:
            self._add_rules(source, node)
        self._add("lexicon", self._add_section)
        self._add("phrasings", self._add_phrasings)
        self._add("messages", self._add_messages)
        self._add("examples", self._add_examples)
        return Pack(self._kinds, tuple(self._rules.values()), self._lexicon, tuple(self._phrasings), self._language)

    def _add(self, section: str, add: Callable[[Source, str, Node], None]) -> None:
        for source, node in self._parts[section]:
            for name, entry in mapping(source, node, section).items():
                add(source, name, entry)

    def _add_kind(self, source: Source, name: str, node: Node) -> None:
        if name in self._kinds:
            source.fault(node.line, f"kind `{name}` exists already; give yours another name")
            return
        if not _NAME.fullmatch(name):
            source.fault(node.line, f"kind `{name}`: write its name in small letters and _")
        fields = entries(source, node, KIND_KEYS, ("summary", "roles"), f"kind `{name}`")
        roles = {
            role: _role(source, role, entry) for role, entry in mapping(source, fields.get("roles"), "roles").items()
        }
        if "roles" in fields and not roles:
            source.fault(fields["roles"].line, f"kind `{name}` has no roles; name what its figures are")
        same = [
            tuple(one_line(source, member, "same") for member in items(source, group, "same"))
            for group in items(source, fields.get("same"), "same")
        ]
        for member in (member for group in same for member in group):
            is_known(source, fields["same"].line, f"role of {name}", member, roles)
        needs = fields["needs"].value if "needs" in fields else 0
        if isinstance(needs, bool) or not isinstance(needs, int) or not 0 <= needs <= len(roles):
            line = fields["needs"].line
            source.fault(line, f"needs is `{needs}`; write how many of the {len(roles)} roles must be filled")
            needs = 0
        summary = one_line(source, fields.get("summary"), "summary")
        self._kinds[name] = Kind(name, tuple(roles.values()), tuple(same), needs, summary)

    def _add_rules(self, source: Source, node: Node) -> None:
        for entry in items(source, node, "a file of rules"):
            fields = entries(source, entry, (*RULE_KEYS, *RULE_OPTIONS), RULE_KEYS, "a rule")
            rule = _rule(source, entry.line, fields)
            taken = self._rules.get(rule.id)
            if taken:
                source.fault(
                    fields["id"].line,
                    f"id `{rule.id}` is taken by {taken.path}:{taken.line}; choose another id "
                    f"(--ignore {rule.id} does without that rule)",
                )
            if rule.claim and is_known(source, fields["claim"].line, "kind", rule.claim, self._kinds):
                kind = self._kinds[rule.claim]
                rule = evolve(rule, messages=_messages(source, fields.get("messages"), kind))
                if self._language != DEFAULT_LANGUAGE:
                    rule = evolve(rule, examples={})
                stated = rule.require and _names_roles(source, fields["require"].line, rule.require, kind)
                if rule.id and stated and not taken:
                    self._rules[rule.id] = rule

    # -- wording -------------------------------------------------------------------------------------------------------

    def _add_phrasings(self, source: Source, name: str, node: Node) -> None:
        if not is_known(source, node.line, "kind", name, self._kinds):
            return
        for entry in items(source, node, f"the phrasings of {name}"):
            fields = {"say": entry}
            if isinstance(entry.value, dict):
                fields = entries(source, entry, ("say", "inferred"), ("say",), "a phrasing")
            template = one_line(source, fields.get("say"), "a phrasing")
            inferred = flag(source, fields.get("inferred"), "inferred")
            if template:
                self._phrasings.append(Phrasing(name, template, inferred, source.path, entry.line))

    def _add_section(self, source: Source, name: str, node: Node) -> None:
        """Merges one section of a lexicon: lists are joined, mappings merged word by word."""
        if not is_known(source, node.line, "section of a lexicon", name, SECTIONS):
            return
        present = self._lexicon.get(name)
        merged = _merged(present, SECTIONS[name].read(source, name, node))
        size = COMPLETE.get(name)
        if size and isinstance(merged, dict) and len(merged) != size:
            known = f" ({', '.join(present)})" if present else ""
            source.fault(node.line, f"section `{name}` would have {len(merged)} names; write the {size}{known}")
            return
        self._lexicon[name] = merged

    def _add_messages(self, source: Source, name: str, node: Node) -> None:
        if not is_known(source, node.line, "rule", name, self._rules):
            return
        rule = self._rules[name]
        messages = _messages(source, node, self._kinds[rule.claim])
        self._rules[name] = evolve(rule, messages={**rule.messages, **messages})

    def _add_examples(self, source: Source, name: str, node: Node) -> None:
        if is_known(source, node.line, "rule", name, self._rules):
            rule = self._rules[name]
            added = _examples(source, node)
            merged = {one: rule.examples.get(one, ()) + added.get(one, ()) for one in (*rule.examples, *added)}
            self._rules[name] = evolve(rule, examples=merged)


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix in (".yaml", ".yml")) if folder.is_dir() else []


def _merged(present: object, added: object) -> object:
    """Two values of a lexicon as one: lists joined without repeats, mappings merged, else the added one."""
    if isinstance(present, dict) and isinstance(added, dict):
        return {**present, **{key: _merged(present.get(key), value) for key, value in added.items()}}
    if isinstance(present, list) and isinstance(added, list) and all(isinstance(one, str) for one in added):
        return present + [one for one in added if one not in present]
    return added


def _role(source: Source, name: str, node: Node) -> Role:
    fields = entries(source, node, ROLE_KEYS, ("type",), f"role `{name}`")
    kind = one_line(source, fields.get("type"), "type")
    if not _NAME.fullmatch(name) or name in idle.JOINTS:
        source.fault(node.line, f"role `{name}`: write its name in small letters and _; it is no `or` or `and`")
    if not kind or not is_known(source, node.line, "type", kind, ROLE_TYPES):
        kind = "amount"
    role = Role(name, kind, *(flag(source, fields.get(key), key) for key in ROLE_KEYS[1:]))
    if role.type == "item" and not role.list:
        source.fault(node.line, f"role `{name}`: items stand in a list; add `list: true`, or make it a name")
    if role.type == "name" and role.list:
        source.fault(node.line, f"role `{name}`: names that are listed are items; write `type: item`")
    return role


def _rule(source: Source, line: int, fields: Mapping[str, Node]) -> Rule:
    """A rule as far as its fields can be read, without its messages."""

    def say(key: str) -> str:
        return one_line(source, fields.get(key), key)

    name, url = say("id"), say("url")
    if name and not _ID.fullmatch(name):
        source.fault(fields["id"].line, f"id `{name}`: name the fault in small letters with hyphens, as share-mismatch")
    if url and not _URL.fullmatch(url):
        source.fault(fields["url"].line, f"url `{url}` is no web address; write it with https://")
    severity = str(fields["severity"].value) if "severity" in fields else "error"
    if "severity" in fields and not is_known(source, fields["severity"].line, "severity", severity, list(Severity)):
        severity = "error"
    examples = _examples(source, fields["examples"]) if "examples" in fields else {}
    return Rule(
        name, say("claim"), say("require"), Severity(severity), say("why"), say("source"), url, examples,
        summary=say("summary"), path=source.path, line=line,
        law_line=fields["require"].line if "require" in fields else line,
        across=flag(source, fields.get("across"), "across"), since=say("since"), status=_status(source, fields),
        aliases=tuple(_aliases(source, fields, name)),
    )  # fmt: skip


def _status(source: Source, fields: Mapping[str, Node]) -> str:
    """The status of a rule, stable if it states none."""
    status = one_line(source, fields.get("status"), "status")
    if status and is_known(source, fields["status"].line, "status", status, STATUSES):
        return status
    return "stable"


def _aliases(source: Source, fields: Mapping[str, Node], name: str) -> Iterator[str]:
    """The former ids of a rule."""
    for node in items(source, fields.get("aliases"), "aliases"):
        alias = one_line(source, node, "an alias")
        if alias == name:
            source.fault(node.line, f"alias `{alias}` is the id itself; leave it out")
        elif alias and not _ID.fullmatch(alias):
            source.fault(node.line, f"alias `{alias}`: write it as it was, in small letters with hyphens")
        elif alias:
            yield alias


def _examples(source: Source, node: Node) -> dict[str, tuple[Example, ...]]:
    """The examples by verdict; without any that are consistent or any that are not, that is a fault."""
    examples = {}
    for verdict, entry in entries(source, node, VERDICTS, ("consistent", "inconsistent"), "examples").items():
        listed = items(source, entry, verdict)
        examples[verdict] = tuple(
            Example(text(source, item, f"{verdict} example"), source.path, item.line) for item in listed
        )
        if not entry.value:
            source.fault(entry.line, f"no {verdict} examples; give at least one sentence")
    return examples


def _names_roles(source: Source, line: int, formula: str, kind: Kind) -> bool:
    """Whether every name in a formula is a role of the kind."""
    roles = [role.name for role in kind.roles]
    known = [is_known(source, line, f"role of {kind.name}", name, roles) for name in idle.roles(formula)]
    return all(known)


def _messages(source: Source, node: Node | None, kind: Kind) -> dict[str, str]:
    """The sound templates by verdict; verdicts that don't exist and fields that are no role of the kind are faults."""
    if node is None:
        return {}
    messages = {}
    for verdict, entry in mapping(source, node, "messages").items():
        known = is_known(source, entry.line, "verdict", verdict, VERDICTS)
        template = one_line(source, entry, "a message")
        if _has_fields(source, entry.line, template, kind) and known and template:
            messages[verdict] = template
    return messages


def _has_fields(source: Source, line: int, template: str, kind: Kind) -> bool:
    """Whether all that a template has in braces is a role of the kind, or a field of one."""
    roles = [role.name for role in kind.roles]
    sound = True
    for field in _FIELD.finditer(template):
        role, dot, what = field[1].partition(".")
        if role == "claim":
            sound &= is_known(source, line, "field of {claim}", what, OF_CLAIM)
            continue
        sound &= is_known(source, line, f"role of {kind.name}", role, roles) and (
            not dot or is_known(source, line, f"field of {{{role}}}", what, MESSAGE_FIELDS)
        )
    if set("{}") & set(_FIELD.sub("", template)):
        source.fault(line, "a brace is not paired; write fields as {role}")
        sound = False
    return sound
