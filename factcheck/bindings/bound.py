"""A project's bindings in, with what their sources say today; the claims that a document's bound figures make out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from attrs import frozen

from factcheck.bindings import Bindings
from factcheck.bindings.binding import Binding, claims
from factcheck.bindings.sources import Source
from factcheck.bindings.store import read
from factcheck.records import Claim, Document, Failure, Number, Quantity, SettingsError


@frozen(eq=False)
class Bound:
    """Bindings by the file whose figures they hold, and the values of their sources."""

    folder: str
    by_path: Mapping[str, Sequence[Binding]]
    values: Mapping[Source, Number]

    @classmethod
    def of(cls, bindings: Bindings) -> Bound:
        """What is bound, and to what values. Raises SettingsError with all faults of the file and of its sources."""
        found: dict[str, list[Binding]] = {}
        values: dict[Source, Number] = {}
        faults: list[str] = []
        for one in read(bindings.path, {source.name: source for source in bindings.sources}):
            whole = os.path.join(bindings.folder, one.path)
            if not os.path.isfile(whole):
                faults.append(f"{bindings.path}: binding {one.line}: there is no file {one.path}; delete the binding")
            found.setdefault(os.path.realpath(whole), []).append(one)
            try:
                if one.source not in values:
                    values[one.source] = one.source.value(bindings.folder)
            except SettingsError as fault:
                faults.append(f"{bindings.path}: binding {one.line}: {fault}")
        if faults:
            raise SettingsError("\n".join(dict.fromkeys(faults)))
        return cls(bindings.folder, found, values)

    def holds(self, name: str) -> bool:
        """Whether some figure of a document of that name is bound."""
        return os.path.realpath(name) in self.by_path

    def claims(self, document: Document, figures: Sequence[Quantity]) -> tuple[list[Claim], list[Failure]]:
        """(what the bound figures of a document claim, a failure for each binding that is not found in it)."""
        bound = self.by_path.get(os.path.realpath(document.name), ())
        made, failures = [], []
        for binding, claim in claims(document, figures, bound, self.values) if bound else ():
            if claim is not None:
                made.append(claim)
                continue
            told = f"no figure stands between “{binding.before}” and “{binding.behind}” any more"
            what = f"{told}; bind it anew with `factcheck bind`, or delete binding {binding.line}"
            failures.append(Failure(document.name, what, 0, "binding"))
        return made, failures
