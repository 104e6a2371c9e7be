"""Tables in, claims out: what rows and columns add up to, and what columns are worked out from others.

A label says that a row is a total; what it is the total of, and from which columns a percentage comes, the figures
tell: a law that most rows or columns obey is the one that the table means, and one that most break is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from attrs import evolve, frozen

from factcheck import quantity
from factcheck.claims.cells import NIL, Entry, Numerals, Unit, Words, read, status
from factcheck.claims.places import Places
from factcheck.interval import Undecided, point
from factcheck.language import Language
from factcheck.records import Claim, Datum, Document, Quantity, Table

TABLE = "a table"
"""What stands for the phrasing of claims that a table makes."""
_PARTS = 2  # a total has, at the least
_NEAR = 6  # columns to either side from which a column may be worked out
_SURE = 2  # rows, at the least, by which figures tell that a column is worked out from others
_LONGEST = 2000  # characters behind a table in which a note on rounding may stand
_LARGEST_GROUP = 100  # rows below one that may be the sum of them
_HUNDRED = point(100)

Roles = dict[str, tuple[Quantity, ...]]


def read_tables(document: Document, language: Language, places: Places) -> tuple[list[Quantity], list[Claim]]:
    """(the figures of a document's tables, the claims that these make)."""
    words = Words(language.pack.lexicon)
    figures: list[Quantity] = []
    claims: list[Claim] = []
    for table in document.tables:
        grid = _Grid.of(table, words, document.source, bool(words.lexicon.get("habits", {}).get("decimal_comma")))
        for entry in grid.entries.values():
            figures += [one for one in (entry.figure, entry.share) if one]
        for kind, roles, missing in _Reader(grid, words).found():
            claims.append(evolve(places.claim(kind, roles, TABLE), missing=missing, scope="table_cell"))
    return figures, claims


def tabled(document: Document, language: Language) -> Iterator[Datum]:
    """The figures of a document's tables with what stands at the edges of these."""
    words = Words(language.pack.lexicon)
    for table in document.tables:
        grid = _Grid.of(table, words, document.source, bool(words.lexicon.get("habits", {}).get("decimal_comma")))
        headed = grid.heads.get(grid.label_column, ())
        for row, column in product(grid.rows, grid.columns):
            figure = grid.figure(row, column)
            if figure is not None:
                marked = status(grid.entries[row, column].cell.text)
                label, heads = grid.labels.get(row, ""), grid.heads[column]
                yield Datum(figure, label, " ".join(headed), heads, table.caption, marked)


@frozen(eq=False)
class _Grid:
    """A table read: what its cells hold, the column of its labels, what heads its columns; numbers of rows and columns.

    loose: whether a note below says that figures may not add up, as they are rounded.
    """

    entries: dict[tuple[int, int], Entry]
    labels: dict[int, str]
    label_column: int
    heads: dict[int, tuple[str, ...]]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    units: dict[int, Unit]
    loose: bool

    @classmethod
    def of(cls, table: Table, words: Words, source: str, habit: bool) -> _Grid:
        """The table, read by the words of a language."""
        body = [cell for cell in table.cells if cell.row >= table.headers]
        width = 1 + max(cell.column for cell in table.cells)
        heads = _heads(table, width)
        style = Numerals.of((cell.text for cell in body), table.decimal, habit)
        general = words.unit(table.caption, loose=True)
        if general.type == "percent":
            general = Unit()
        units = {column: words.unit(heads[column][-1]) for column in range(width)}
        for column in range(width):
            for head in reversed(heads[column][:-1]):
                units[column] = units[column].over(words.unit(head))
            units[column] = units[column].over(general)
        entries = {(cell.row, cell.column): read(cell, units[cell.column], words, style) for cell in body}
        label = _label_column(entries, width)
        labels = {row: entry.cell.text for (row, column), entry in entries.items() if column == label}
        rows = tuple(sorted({row for row, _ in entries}))
        filled = {column for (_, column), entry in entries.items() if entry.figure and column > label}
        end = max(cell.end for cell in table.cells)
        loose = words.holds("rounding", f"{table.caption} {source[end : end + _LONGEST]}")
        grid = cls(entries, labels, label, heads, rows, tuple(sorted(filled)), units, loose)
        grid._level()
        return grid

    def _level(self) -> None:
        """Makes all bare figures of a column of one type, as 12 and 12.5 are rounded alike."""
        for column in self.columns:
            own = [one for row in self.rows if (one := self.entries.get((row, column))) and one.figure]
            if any(one.decimals for one in own):
                for one in own:
                    if one.figure and one.figure.type == "count":
                        key = (one.cell.row, one.cell.column)
                        self.entries[key] = evolve(one, figure=evolve(one.figure, type="number"))

    def head(self, column: int) -> str:
        """What heads a column, from the top down."""
        return " ".join(self.heads[column])

    def figure(self, row: int, column: int) -> Quantity | None:
        """The figure in a cell."""
        entry = self.entries.get((row, column))
        return entry.figure if entry else None

    def is_percent(self, column: int) -> bool:
        """Whether a column holds percentages."""
        found = [one for row in self.rows if (one := self.figure(row, column))]
        return sum(one.type == "percent" for one in found) * 2 > len(found)


def _heads(table: Table, width: int) -> dict[int, tuple[str, ...]]:
    """What heads each column, by rows from the top; a head of several rows reaches over the empty ones behind it."""
    texts = {(cell.row, cell.column): cell.text for cell in table.cells if cell.row < table.headers}
    for row in range(table.headers - 1):
        for column in range(1, width):
            below = texts.get((row + 1, column))
            if not texts.get((row, column)) and below:
                texts[row, column] = texts.get((row, column - 1), "")
    return {
        column: tuple(texts.get((row, column), "") for row in range(table.headers)) for column in range(width)
    }  # fmt: skip


def _label_column(entries: dict[tuple[int, int], Entry], width: int) -> int:
    """The first column that has words and no figures in most rows; -1 if there is none."""
    for column in range(width):
        own = [entry for (_, other), entry in entries.items() if other == column and entry.cell.text]
        if own and sum(entry.figure is None and not entry.nil for entry in own) * 2 > len(own):
            return column
    return -1


@frozen
class _Line:
    """A row or column as a member of a sum: its number, what it is called, and its role in sums.

    role: total, subtotal, of_which, part, or "" for what is none. group: lines of another one are never added to it.
    """

    number: int
    label: str
    role: str
    group: str = ""


Found = tuple[str, Roles, tuple[str, ...]]
"""A kind, figures in its roles, and what the parts are called that are missing."""


@frozen(eq=False)
class _Reader:
    """Finds what one table states."""

    grid: _Grid
    words: Words

    def found(self) -> Iterator[Found]:
        """The claims of the table."""
        if self.grid.label_column >= 0:
            yield from self._column_totals()
            yield from self._bounds()
        yield from self._row_totals()
        yield from self._worked_out()

    # -- totals --------------------------------------------------------------------------------------------------------

    def _row_lines(self) -> list[_Line]:
        grid = self.grid
        lines = [
            _Line(row, grid.labels.get(row, ""), self._role(grid.labels.get(row, "")))
            for row in grid.rows
            if any((row, column) in grid.entries for column in grid.columns)
        ]
        lines = [
            line if any(grid.figure(line.number, column) or self._stands_for(line.number, column)
                        for column in grid.columns) else evolve(line, role="")
            for line in lines
        ]  # fmt: skip
        if any(line.role == "" and self.words.begins("of_which", line.label) for line in lines):
            return []  # it does not tell how many rows below it are meant
        if sum(line.role == "subtotal" for line in lines) == 1 and not any(line.role == "total" for line in lines):
            return [evolve(line, role="total") if line.role == "subtotal" else line for line in lines]
        return lines

    def _stands_for(self, row: int, column: int) -> bool:
        """Whether a cell holds a sign that stands for a figure."""
        entry = self.grid.entries.get((row, column))
        return bool(entry and entry.nil and entry.cell.text)

    def _role(self, label: str) -> str:
        words = self.words
        if words.is_said("total", label):
            return "total"
        if words.begins("subtotal", label) or words.begins("total", label) or words.holds("subtotal", label):
            return "subtotal"
        return "of_which" if words.begins("of_which", label) else "part"

    def _column_totals(self) -> Iterator[Found]:
        columns = [column for column in self.grid.columns if self._adds_up(column)]
        lines = self._row_lines()
        yield from self._totals("column_total", lines, columns, lambda line, column: (line, column), alone=True)

    def _row_totals(self) -> Iterator[Found]:
        grid = self.grid
        lines = [
            _Line(column, grid.head(column), self._head_role(column), "/".join(grid.heads[column][:-1]))
            for column in grid.columns
            if self._adds_up(column, across=True)
        ]
        groups = {line.group for line in lines}
        rows = [line for line in grid.rows if any(grid.figure(line, column) for column in grid.columns)]
        for group in sorted(groups):
            members = [line for line in lines if line.group == group]
            yield from self._totals("row_total", members, rows, lambda line, row: (row, line), alone=False)
        if len(groups) > 1:
            whole = [line for line in lines if self.words.is_said("total", line.group)]
            for line in whole[:1]:
                rest = [one for one in lines if one.group != line.group and one.role != "total"]
                members = [*(evolve(one, role="part") for one in rest), evolve(line, role="total")]
                yield from self._totals("row_total", members, rows, lambda line, row: (row, line), alone=False)

    def _head_role(self, column: int) -> str:
        """Whether a column is one of totals."""
        head = self.grid.heads[column][-1]
        said = self.words.is_said("total", head) or self.words.begins("total", head)
        return "total" if said else "of_which" if self.words.begins("of_which", head) else "part"

    def _adds_up(self, column: int, across: bool = False) -> bool:
        """Whether the figures of a column may be added up; percentages only if their total is 100."""
        grid, words = self.grid, self.words
        figures = [one for row in grid.rows if (one := grid.figure(row, column))]
        if grid.is_percent(column):
            return not across and any(
                one.value == 100 for row in grid.rows
                if (one := grid.figure(row, column)) and self._role(grid.labels.get(row, "")) == "total"
            )  # fmt: skip
        if len({(one.type == "percent", one.unit) for one in figures}) > 1:
            return False
        head = grid.head(column)
        if words.holds("rate", head) and not words.is_said("total", grid.heads[column][-1]):
            return False
        return not (across and self._compares(column))

    def _compares(self, column: int) -> bool:
        return self.words.holds("change", self.grid.head(column))

    def _totals(
        self,
        kind: str,
        lines: Sequence[_Line],
        across: Sequence[int],
        key: Callable[[int, int], tuple[int, int]],
        alone: bool,
    ) -> Iterator[Found]:
        """The sums that lines make, in each row or column `across` them; `alone`: a single one of these will do."""
        for total, choices in _sums(lines):
            tried = [
                [one for other in across if (one := self._sum(kind, total, parts, other, key))] for parts in choices
            ]
            best = next(filter(_is_obeyed, tried), tried[0])
            decided = [holds for _, holds in best if holds is not None]
            one_way = len(decided) == 1 and alone and len(choices) == 1
            one_way = one_way and not self._hides_sums(choices[0], across, key)
            if not decided or _is_obeyed(best) or one_way:
                yield from (found for found, _ in best)

    def _sum(
        self, kind: str, total: _Line, parts: Sequence[_Line], other: int, key: Callable[[int, int], tuple[int, int]]
    ) -> tuple[Found, bool | None] | None:
        """(the claim of one sum, whether it holds or None if that is not known); None if it is none."""
        grid = self.grid
        whole = grid.figure(*key(total.number, other))
        if whole is None:
            return None
        figures: list[Quantity] = []
        missing: list[str] = []
        for part in parts:
            entry = grid.entries.get(key(part.number, other))
            if entry and entry.figure:
                figures.append(entry.figure)
            elif entry is None or entry.nil != NIL:
                missing.append(part.label or "?")
        if len(figures) < (1 if missing else _PARTS):
            return None
        members = _alike([whole, *figures], grid.loose)
        if members is None:
            return None
        found: Found = (kind, {"total": (members[0],), "parts": tuple(members[1:])}, tuple(missing))
        if missing:
            return found, None
        if kind == "column_total" and whole.type == "number" and _lies_among(whole, figures):
            return None  # an average
        return found, _holds(members[0], members[1:])

    def _hides_sums(
        self, parts: Sequence[_Line], across: Sequence[int], key: Callable[[int, int], tuple[int, int]]
    ) -> bool:
        """Whether some part is the sum of those behind it, so that the parts are of several levels."""
        for other in across:
            figures = [one for part in parts if (one := self.grid.figure(*key(part.number, other)))]
            for at, whole in enumerate(figures):
                below, granted = point(0), quantity.misrounded(whole)
                for number, part in enumerate(figures[at + 1 : at + 1 + _LARGEST_GROUP], 1):
                    below = below + quantity.written(part)
                    if number >= _PARTS and below.intersects(granted):
                        return True
        return False

    def _bounds(self) -> Iterator[Found]:
        """What rows "of which" are a part of."""
        lines = self._row_lines()
        whole: _Line | None = None
        for line in lines:
            if line.role != "of_which":
                whole = line if line.role else None
                continue
            for column in self.grid.columns if whole else ():
                part, base = self.grid.figure(line.number, column), whole and self.grid.figure(whole.number, column)
                if part and base and part.type == base.type != "percent" and self._adds_up(column):
                    yield "row_bound", {"part": (part,), "whole": (base,)}, ()

    # -- columns worked out from others --------------------------------------------------------------------------------

    def _worked_out(self) -> Iterator[Found]:
        """Percentages, changes and differences, each by the law that most rows obey."""
        grid = self.grid
        plain_columns = [column for column in grid.columns if not grid.is_percent(column)]
        for column in grid.columns:
            beside = [one for one in plain_columns if one != column and abs(one - column) <= _NEAR]
            beside.sort(key=lambda one: (one > column, abs(one - column)))
            percents = {row: one for row in grid.rows if (one := grid.figure(row, column)) and one.type == "percent"}
            if grid.is_percent(column):
                yield from self._best([*self._changes(percents, beside, "percent"), *self._shares(percents, beside)])
            elif self._compares(column):
                deltas = {row: one for row in grid.rows if (one := grid.figure(row, column))}
                yield from self._best(self._changes(deltas, beside, "delta"))
            shares = {row: cell.share for row in grid.rows if (cell := grid.entries.get((row, column))) and cell.share}
            if shares:
                yield from self._best(self._shares(shares, [column, *beside], column))

    def _best(self, choices: Iterable[list[tuple[Found, bool]]]) -> Iterator[Found]:
        """The claims of the choice that most rows obey, if those are enough to tell."""
        best: list[tuple[Found, bool]] = []
        for choice in choices:
            if sum(holds for _, holds in choice) > sum(holds for _, holds in best):
                best = choice
        obeyed = sum(holds for _, holds in best)
        if obeyed >= min(_SURE, len(best)) and obeyed * 2 >= len(best) and (obeyed >= _SURE or obeyed == len(best)):
            yield from (found for found, _ in best)

    def _changes(
        self, stated: dict[int, Quantity], beside: Sequence[int], role: str
    ) -> Iterator[list[tuple[Found, bool]]]:
        for before in sorted(beside):
            for after in sorted(beside):
                if before == after:
                    continue
                choice = []
                for row, figure in stated.items():
                    pair = self._alike_in(row, before, after)
                    if pair and not (role == "delta" and _alike([figure, *pair], False) is None):
                        roles: Roles = {"before": (pair[0],), "after": (pair[1],), role: (figure,)}
                        found: Found = ("cell_change", roles, ())
                        choice.append((found, _changes(figure, pair[0], pair[1], role)))
                yield choice

    def _shares(
        self, percents: dict[int, Quantity], beside: Sequence[int], fixed: int | None = None
    ) -> Iterator[list[tuple[Found, bool]]]:
        """The ways in which percentages may be shares: of a total in the column of the part, or of the row's whole."""
        grid = self.grid
        totals = [row for row in grid.rows if self._role(grid.labels.get(row, "")) == "total"]
        for part in beside if fixed is None else [fixed]:
            for total in totals:
                whole = grid.figure(total, part)
                if whole:
                    yield [one for row in percents if row != total and (one := self._share(percents, row, part, whole))]
            for base in beside:
                if base != part:
                    yield [
                        one for row in percents
                        if (whole := grid.figure(row, base)) and (one := self._share(percents, row, part, whole))
                    ]  # fmt: skip

    def _share(
        self, percents: dict[int, Quantity], row: int, column: int, whole: Quantity
    ) -> tuple[Found, bool] | None:
        part = self.grid.figure(row, column)
        pair = _alike([part, whole], False) if part else None
        if part is None or pair is None:
            return None
        roles: Roles = {"part": (pair[0],), "whole": (pair[1],), "percent": (percents[row],)}
        return ("cell_share", roles, ()), _shares(percents[row], pair[0], pair[1])

    def _alike_in(self, row: int, one: int, other: int) -> list[Quantity] | None:
        first, second = self.grid.figure(row, one), self.grid.figure(row, other)
        return _alike([first, second], False) if first and second else None


def _is_obeyed(claims: Sequence[tuple[Found, bool | None]]) -> bool:
    """Whether a law holds for some claims, and for half of those at least of which that is known."""
    decided = [holds for _, holds in claims if holds is not None]
    return any(decided) and sum(decided) * 2 >= len(decided)


def _sums(lines: Sequence[_Line]) -> Iterator[tuple[_Line, list[list[_Line]]]]:
    """Each line that is a total, and the ways to take others for its parts: those above it or, at the top, below."""
    marks = [at for at, line in enumerate(lines) if line.role in ("total", "subtotal")]
    for at in marks:
        previous = max((mark for mark in marks if mark < at), default=-1)
        following = min((mark for mark in marks if mark > at), default=len(lines))
        totals = [mark for mark in marks if mark < at and lines[mark].role == "total"]
        start = totals[-1] if totals else -1
        choices = [_parts(lines[previous + 1 : at], since_break=lines[at].role == "subtotal")]
        if lines[at].role == "total":
            subtotals = [lines[mark] for mark in marks if start < mark < at and lines[mark].role == "subtotal"]
            if subtotals:
                choices.append([*subtotals, *_parts(lines[previous + 1 : at])])
            choices.append(_parts(lines[start + 1 : at]))
            choices.append([lines[mark] for mark in totals])
            below = [lines[mark] for mark in marks if mark > at and lines[mark].role == "subtotal"]
            choices.append(below)
            choices.append(_parts(lines[at + 1 :]))
        choices.append(_parts(lines[at + 1 : following]))
        distinct = []
        for choice in choices:
            if len(choice) >= _PARTS and choice not in distinct:
                distinct.append(choice)
        if distinct:
            yield lines[at], distinct


def _parts(lines: Sequence[_Line], since_break: bool = False) -> list[_Line]:
    """The lines that are parts; `since_break`: since the last one that only heads others."""
    if since_break:
        heads = [at for at, line in enumerate(lines) if not line.role]
        lines = lines[heads[-1] + 1 :] if heads else lines
    return [line for line in lines if line.role == "part"]


def _alike(figures: Sequence[Quantity], loose: bool) -> list[Quantity] | None:
    """Figures of one type and unit, bare ones all of them exact or all rounded; None if they measure different things.

    loose: each may be off by a unit of its last place.
    """
    types = {figure.type for figure in figures}
    if len({figure.unit for figure in figures}) > 1 or len(types - {"count", "number"}) > bool(types - {"percent"}):
        return None
    if types == {"count", "number"} or loose and "count" in types:
        figures = [evolve(figure, type="number") for figure in figures]
    elif len(types) > 1:
        return None
    if loose:
        figures = [evolve(figure, place=2 * figure.place, zeros=2 * figure.place) for figure in figures]
    return list(figures)


def _lies_among(total: Quantity, parts: Sequence[Quantity]) -> bool:
    values = [part.value for part in parts]
    return min(values) <= total.value <= max(values)


def _holds(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether parts may add up to a total, a figure that was cut off granted."""
    found = point(0)
    for part in parts:
        found = found + quantity.written(part)
    return found.intersects(quantity.misrounded(total))


def _changes(stated: Quantity, before: Quantity, after: Quantity, role: str) -> bool:
    first, last = quantity.written(before), quantity.written(after)
    if role == "delta":
        return (last - first).intersects(quantity.written(stated))
    try:
        return (_HUNDRED * (last / first - point(1))).intersects(quantity.written(stated))
    except Undecided:
        return False


def _shares(percent: Quantity, part: Quantity, whole: Quantity) -> bool:
    try:
        return (_HUNDRED * (quantity.written(part) / quantity.written(whole))).intersects(quantity.written(percent))
    except Undecided:
        return False
