"""Rules, figures and claims in, lists of them as text or JSON out: what `rules`, `show` and `why` print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from factcheck.bindings.proposals import Proposal
from factcheck.claims import Attempt, Extraction
from factcheck.lines import Lines
from factcheck.records import Check, Claim, Document, Fact, Pack, Quantity, Rule
from factcheck.reports.csv import cell
from factcheck.reports.json import VERSION, exact, figure
from factcheck.reports.layout import folded, hung
from factcheck.units import MINOR
from factcheck.versions import MOVED, Change
from factcheck.versions import Place as Standing

COLUMNS = {
    "figures": ("path", "line", "column", "type", "text", "value", "value_max", "alternative", "day", "unit", "place",
                "zeros", "noun", "hedge", "trend", "start", "end"),
    "claims": ("path", "line", "column", "claim", "kind", "role", "text", "value", "value_max", "alternative", "day",
               "unit", "direction", "scope", "voice", "inferred", "readings", "phrasing", "start", "end"),
    "facts": ("path", "line", "column", "entity", "measure", "text", "value", "value_max", "unit", "hedge", "from",
              "to", "planned", "status", "scope", "start", "end"),
}  # fmt: skip
"""The columns of each table. day: what a figure is that is a date, ISO 8601, "--07-24" without its year."""
_NUMBERS = ("value", "value_max", "alternative", "day", "place", "zeros")
_DAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
_STABLE = "stable"
_WIDTH = 100
_CURRENCIES = 3  # of those that have a coin of one name: as many as a line has room for
Judge = Callable[[Claim], Iterable[Check]]


def rules(listed: Sequence[Rule]) -> Iterator[str]:
    """A line a rule: id, severity, kind of claim, the fault."""
    wide = max((len(rule.id) for rule in listed), default=0)
    for rule in sorted(listed, key=lambda rule: rule.id):
        status = "" if rule.status == _STABLE else f" ({rule.status})"
        yield f"{rule.id:<{wide}}  {rule.severity:<7}  {rule.summary}{status}"


def rule(one: Rule, pack: Pack) -> Iterator[str]:
    """All there is to know about a rule: law, roles, why, source, examples."""
    status = "" if one.status == _STABLE else f", {one.status}"
    yield f"{one.id} ({one.severity}{status}): {one.summary}"
    yield ""
    yield from hung(f"law:     {one.require}", _WIDTH, 9)
    roles = [f"{role.name} ({role.type}{', a list' if role.list else ''})" for role in pack.kinds[one.claim].roles]
    yield from hung(f"claim:   {one.claim}: {', '.join(roles)}", _WIDTH, 9)
    yield from hung(f"why:     {folded(one.why)}", _WIDTH, 9)
    yield from hung(f"source:  {folded(one.source)}", _WIDTH, 9)
    if one.url:
        yield f"         {one.url}"
    if one.since:
        yield f"since:   {one.since}"
    if one.aliases:
        yield f"was:     {', '.join(one.aliases)}"
    for verdict, examples in one.examples.items():
        yield f"{verdict}:"
        for example in examples:
            yield from hung(f"  - {folded(example.text)}", _WIDTH, 4)
    yield f"waive:   <!-- factcheck: waive {one.id} (FIGURE; FIGURE) because REASON -->"


def figures(document: Document, extraction: Extraction) -> Iterator[dict[str, Any]]:
    """A row a figure: where it stands and how it was read."""
    lines = Lines(document.source)
    for quantity in extraction.figures:
        line, column = lines.locate(quantity.start)
        yield {"path": document.name, "line": line, "column": column, **_read_as(quantity)}


def claims(document: Document, extraction: Extraction) -> Iterator[dict[str, Any]]:
    """A row a claim: where it stands, its kind, its figures by role, and the phrasing that found it."""
    lines = Lines(document.source)
    for claim in extraction.claims:
        line, column = lines.locate(claim.start)
        yield {"path": document.name, "line": line, "column": column, "kind": claim.kind,
               "operands": [{"role": role, **figure(quantity)} for role, quantity in claim.operands()],
               "direction": claim.direction, "scope": claim.scope, "voice": claim.voice, "inferred": claim.inferred,
               "readings": 1 + len(claim.readings), "phrasing": claim.phrasing}  # fmt: skip


def facts(stated: Iterable[tuple[str, Fact]]) -> Iterator[dict[str, Any]]:
    """A row a fact: where it stands, whom or what it is about, what it measures, its value, and when it holds."""
    for entity, fact in stated:
        place, period = fact.place, fact.period
        yield {"path": fact.document, "line": place and place.line, "column": place and place.column, "entity": entity,
               "measure": fact.measure, **figure(fact.figure), "hedge": fact.figure.hedge,
               "from": period and date.fromordinal(period.first).isoformat(),
               "to": period and date.fromordinal(period.last).isoformat(), "planned": fact.planned,
               "status": fact.status, "scope": fact.scope}  # fmt: skip


def changes(found: Iterable[Change]) -> Iterator[dict[str, Any]]:
    """A row a change: what became of a figure, as it was, as it is, and where its old value still stands."""
    lines: dict[int, Lines] = {}
    for change in found:
        yield {"change": change.what, "old": _standing(change.old, lines), "new": _standing(change.new, lines),
               "stale": [_standing(place, lines) for place in change.stale]}  # fmt: skip


def _standing(place: Standing | None, lines: dict[int, Lines]) -> dict[str, Any] | None:
    """A figure and where it stands; `lines` remembers those of each document."""
    if place is None:
        return None
    known = lines.setdefault(id(place.document), Lines(place.document.source))
    line, column = known.locate(place.figure.start)
    return {"path": place.document.metadata["path"], "line": line, "column": column, **figure(place.figure)}


def changed(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Changes as text, a line each, and one for each place where the old value still stands."""
    for row in rows:
        old, new = row["old"], row["new"]
        here = new or old
        texts = " → ".join(f"“{folded(one['text'])}”" for one in (old, new) if one)
        came = f", from line {old['line']} of {old['path']}" if row["change"] == MOVED else ""
        yield f"{here['path']}:{here['line']}:{here['column']}: {row['change']} {texts}{came}"
        for place in row["stale"]:
            yield f"    {place['path']}:{place['line']}:{place['column']}: “{folded(place['text'])}” still stands here"


def settings(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Settings as text, a line each: name, value, and where it is from."""
    wide = max((len(row["setting"]) for row in rows), default=0)
    for row in rows:
        yield f"{row['setting']:<{wide}}  {row['value']}  ({row['from']})"


def proposals(found: Iterable[tuple[Document, Sequence[Proposal]]]) -> Iterator[dict[str, Any]]:
    """A row for each source that a figure may come from."""
    for document, some in found:
        lines = Lines(document.source)
        for one in some:
            line, column = lines.locate(one.figure.start)
            yield {"path": document.name, "line": line, "column": column, **figure(one.figure), "id": one.id,
                   "source": one.source.name or str(one.source), "source_value": exact(one.value),
                   "before": one.words[0], "behind": one.words[1], "shared": list(one.shared),
                   "chance": round(one.chance, 3)}  # fmt: skip


def proposed(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Proposals for people: each figure with the sources that give it, and how to bind it."""
    last = None
    for row in rows:
        at = (row["path"], row["start"])
        if at != last:
            last = at
            before, behind = (f"… {row['before']} " if row["before"] else ""), row["behind"]
            yield f"{row['path']}:{row['line']}:{row['column']}: {before}[{row['text']}] {behind}".rstrip()
        shared = f"; shares {', '.join(row['shared'])}" if row["shared"] else ""
        by_chance = "; agrees perhaps by chance" if row["chance"] >= 1 and not row["shared"] else ""
        yield f"    {row['id']}  {row['source']}: {row['source_value']}{shared}{by_chance}"
    yield "bind one with --accept ID" if rows else "no source gives any of the figures"


def tabled(what: str, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows with the columns of a table: of claims a row a figure, with the number of the claim in its document."""
    return map(_dayed, _by_figure(rows) if what == "claims" else rows)


def _by_figure(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    number, last = 0, None
    for row in rows:
        number, last = (number + 1 if row["path"] == last else 1), row["path"]
        for operand in row["operands"]:
            yield {**row, **operand, "claim": number}


def _dayed(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the value of a date as its day."""
    return {**row, "value": None, "day": row["value"]} if _DAY.fullmatch(row["value"]) else row


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(what: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of a table with commas, the first one its header; columns are those of COLUMNS."""
    from csv import writer

    write, columns = writer(_Echo(), lineterminator="").writerow, COLUMNS[what]
    yield write(columns)
    for row in tabled(what, rows):
        told = ((name, row.get(name, "")) for name in columns)
        yield write([one if one is None or name in _NUMBERS else cell(one) for name, one in told])


def as_json(what: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of rows as one JSON object, a row a line."""
    yield f'{{"version": {VERSION},'
    line = f'"{what}": ['
    for number, row in enumerate(rows):
        if number:
            yield line + ","
            line = ""
        line += json.dumps(row).replace("\x7f", "\\u007f")
    yield line + "]}"


def as_lines(what: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Rows as text, a line each."""
    told = {"claims": _claim, "facts": _fact}.get(what, _figure)
    for row in rows:
        yield f"{row['path']}:{row['line']}:{row['column']}: {told(row)}"


def why(document: Document, line: int, extraction: Extraction, judge: Judge) -> Iterator[str]:
    """For each figure on a line: how it was read, which claims took it with what verdict, what else was tried.

    Raises IndexError if the document has no such line.
    """
    start, end = Lines(document.source).bounds(line)
    here = [row for row in figures(document, extraction) if start <= row["start"] < end]
    if not here:
        yield f"{document.name}:{line}: no figure was read on this line"
    for row in here:
        yield f"{document.name}:{row['line']}:{row['column']}: {_figure(row)}"
        taken = list(_taken(row["start"], extraction.claims, judge))
        tried = list(_tried(row["start"], extraction.attempts))
        for text in taken + tried or ["no phrasing tried to take it"]:
            yield from ("  " + part for part in hung(text, _WIDTH - 2, 4))


def _taken(start: int, stated: Sequence[Claim], judge: Judge) -> Iterator[str]:
    for claim in stated:
        role = next((role for role, quantity in claim.operands() if quantity.start == start), None)
        if role is None:
            continue
        figures = ", ".join(f"{name} {folded(quantity.text)}" for name, quantity in claim.operands())
        yield f"claimed as {role} of {claim.kind} ({figures}) by {claim.phrasing}"
        verdicts = [f"{one.rule}: {one.verdict}{f' ({one.reason})' if one.reason else ''}" for one in judge(claim)]
        yield "  " + ("; ".join(verdicts) or "no rule applies: none has all the roles that it needs")


def _tried(start: int, attempts: Sequence[Attempt]) -> Iterator[str]:
    for attempt in attempts:
        if attempt.outcome != "claimed" and any(span.start == start for span in attempt.figures):
            yield f"not claimed as {attempt.kind} by {attempt.phrasing}: {attempt.outcome}"


def reading(quantity: Quantity) -> str:
    """How a figure was read, in a line."""
    return _figure(_read_as(quantity))


def _read_as(quantity: Quantity) -> dict[str, Any]:
    return {"type": quantity.type, **figure(quantity), "place": exact(quantity.place), "zeros": exact(quantity.zeros),
            "noun": quantity.noun, "hedge": quantity.hedge, "trend": quantity.trend,
            "major": MINOR.get(quantity.unit, ())}  # fmt: skip


def _figure(row: dict[str, Any]) -> str:
    value = row["value"] + (f" to {row['value_max']}" if "value_max" in row else "")
    value += f" (or {row['alternative']})" if "alternative" in row else ""
    said = [f"“{folded(row['text'])}” read as {row['type']}"]
    if row["type"] not in ("identifier", "item"):
        said.append(f"value {value}")
    said += [f"{label} {row[label]}" for label in ("unit", "noun") if row[label]]
    if row["major"]:
        said.append(f"a hundredth of one {' or '.join(row['major'][:_CURRENCIES])}")
    if row["place"] != "1":
        said.append(f"written to {row['place']}")
    if row["zeros"] != row["place"]:
        said.append(f"perhaps rounded to {row['zeros']}")
    if row["hedge"] != "exact":
        said.append(f"hedged: {row['hedge']}")
    if row["trend"]:
        said.append(f"trend: {row['trend']}")
    return ", ".join(said)


def _fact(row: dict[str, Any]) -> str:
    value = row["value"] + (f" to {row['value_max']}" if "value_max" in row else "")
    said = [f"{row['entity']}, {row['measure']}: {value} {row['unit']}".rstrip()]
    if row["from"]:
        said.append(row["from"] if row["from"] == row["to"] else f"{row['from']} to {row['to']}")
    said += ["planned"] if row["planned"] else []
    said += [row["status"]] if row["status"] else []
    return f"{', '.join(said)} (“{folded(row['text'])}”)"


def _claim(row: dict[str, Any]) -> str:
    figures = ", ".join(f"{one['role']} {folded(one['text'])}" for one in row["operands"])
    return f"{row['kind']} ({figures})  by {row['phrasing']}"
