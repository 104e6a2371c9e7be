"""Paths, texts or documents in, Reports out: the corridor, the one place that knows the order of the rooms."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, cached_property, partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define, evolve, field, frozen

from factcheck import packs, readers, rule_ids, waivers
from factcheck.checks import Laws
from factcheck.claims import Extraction, extract
from factcheck.fixed import Fixed
from factcheck.language import Language
from factcheck.language.detection import detect
from factcheck.ledger import Ledger
from factcheck.lines import Lines
from factcheck.records import (
    AMOUNTS,
    DEFAULT_LANGUAGE,
    Account,
    Check,
    Claim,
    Coverage,
    Document,
    Fact,
    Failure,
    Finding,
    InputError,
    Pack,
    PackError,
    Page,
    Place,
    Quantity,
    Rule,
    Severity,
    Verdict,
    Waiver,
)
from factcheck.reports import Report
from factcheck.reports.excerpts import Excerpts
from factcheck.visible import ALIKE, HIDDEN

if TYPE_CHECKING:
    from factcheck.baseline import Baseline
    from factcheck.bindings import Bindings
    from factcheck.bindings.bound import Bound
    from factcheck.cache import Draft, Entry, Results
    from factcheck.corpus.names import Names
    from factcheck.declared import Source
    from factcheck.facts import Vocabulary
    from factcheck.policy import Policy
    from factcheck.readers.globs import Globs
    from factcheck.registry import Registry
    from factcheck.registry.register import Register

T = TypeVar("T")
Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
_QUANTITIES = AMOUNTS | {"age", "fraction"}

_BUNDLE = 64  # documents that a worker checks at a time, at the most
_TURNS = 4  # bundles for each worker, at the least: some take longer than others
_LOOKED_UP = 1_000  # files that are looked up in the cache at a time
_WORTHWHILE = 100_000  # bytes for each process; fewer are checked before a worker has started, or a cache is opened
_LETTERED = re.compile(r"\d[.,]?[lIO][.,]?\d")
_BEHIND = 4  # characters behind a figure that it reaches into
_STRANGE = f"[{HIDDEN}{ALIKE}]"
"""What a figure in disguise has, beyond ASCII; what tells one from the other is loaded for texts with either."""
_DETECTED = "auto"
_PREVIEW = "preview"
_DECLARED = "declared"
"""The kind of claims that hold what is stated against declared data."""
_FAULTY = (Verdict.MISROUNDED, Verdict.INCONSISTENT)


class ConfigError(ValueError):
    """A configuration that cannot be followed; `str()` is one line that says why."""


def _severity(name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise ConfigError(f"there is no severity {name!r}; severities are {', '.join(Severity)}") from None


def _processes(number: int) -> int:
    if number < 0:
        raise ConfigError(f"jobs must be 0 (one a processor) or more, not {number}")
    return number


def _dialect(declared: str) -> str:
    if declared != readers.DETECTED:
        from factcheck.readers.csv import Dialect

        try:
            Dialect.of("", declared)
        except ValueError as fault:
            raise ConfigError(str(fault)) from None
    return declared


def _strings(value: Paths) -> tuple[str, ...]:
    return (os.fspath(value),) if isinstance(value, str | os.PathLike) else tuple(os.fspath(one) for one in value)


def _sources(value: Any) -> tuple[Source, ...]:
    """Paths and data frames as `Config` keeps them; one may stand alone."""
    if isinstance(value, str | os.PathLike):
        return (os.fspath(value),)
    if not isinstance(value, tuple | list):
        value = (value,)
    if not value:
        return ()
    from factcheck.declared import Frame

    return tuple(one if isinstance(one, str | Frame) else os.fspath(one) if isinstance(one, os.PathLike)
                 else Frame.of(one) for one in value)  # fmt: skip


@frozen
class Config:
    """What to check and what to list.

    packs: files and folders of rules beside the built-in ones. select, ignore: ids of the rules to apply (all if
    empty) and to leave out. fail_on: the severity from which a finding fails the run. list_all: list every check,
    those that hold and those that are waived, too. jobs: processes that check files, 0 for one a processor, but for no
    more than there is work for. language:
    the code of the language that all texts are in, or "auto": each text tells its own. registry: the files that say
    what there is, what was merged, and what prose is held against. against: declared data,
    that texts are held against and that are right: paths, or data frames of polars or pandas. csv: the dialect of CSV
    files, as `;,`, or "auto". text_column, id_column: what corpora with a row a document call these.
    bindings: which figures are bound to what sources. editions: which texts are versions or translations of others,
    that they are not held against. policy: severities of rules, and what holds for some paths.
    exclude: which files of folders are not read; forced: nor those that are named themselves. boilerplate: regular
    expressions; lines in which one is found are not read. baseline: a file of findings that are known. preview: whether
    rules that are on trial are applied, too. keep: whether the report keeps the documents whole, with all their figures
    and checks, for the formats that show them. cached: whether what files come to is kept in the user's cache folder,
    so that other runs need not check them; never where they are so few that checking them is as fast.
    Raises ConfigError for a severity or dialect that there is not, and for fewer jobs than 0.
    """

    packs: tuple[str, ...] = field(default=(), converter=_strings)
    select: tuple[str, ...] = field(default=(), converter=_strings)
    ignore: tuple[str, ...] = field(default=(), converter=_strings)
    fail_on: Severity = field(default=Severity.ERROR, converter=_severity)
    list_all: bool = False
    jobs: int = field(default=1, converter=_processes)
    language: str = _DETECTED
    registry: Registry | None = None
    against: tuple[Source, ...] = field(default=(), converter=_sources)
    csv: str = field(default=readers.DETECTED, converter=_dialect)
    text_column: str = "text"
    id_column: str = "id"
    bindings: Bindings | None = None
    editions: Globs | None = None
    policy: Policy | None = None
    exclude: Globs | None = None
    forced: bool = False
    boilerplate: tuple[str, ...] = field(default=(), converter=_strings)
    baseline: str = ""
    preview: bool = False
    keep: bool = False
    cached: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        """What corpora call their texts and their ids."""
        return self.text_column, self.id_column

    @property
    def all_explained(self) -> bool:
        """Whether every check is explained, not only those that fail."""
        return self.list_all or self.keep

    @property
    def data_files(self) -> Iterator[str]:
        """The files of declared data and of the registry: what texts are held against, and no texts themselves."""
        yield from (source for source in self.against if isinstance(source, str))
        yield from self.registry.files if self.registry else ()

    def with_names(self, names: Mapping[str, str]) -> Config:
        """The same with rules by their names of today."""
        policy = self.policy and self.policy.with_names(names)
        select, ignore = ([names[rule] for rule in some] for some in (self.select, self.ignore))
        return evolve(self, select=select, ignore=ignore, policy=policy)


_DEFAULT = Config()
_NONE_GIVEN: Mapping[str, Callable[[], Document]] = Fixed()
_NONE: Mapping[str, Any] = Fixed()
_UTF_8 = ("utf-8", "utf-8-sig")


@frozen(eq=False, init=False)
class Checker:
    """Rules and wording, loaded once; checks any number of documents, from any thread; can be pickled.

    pack: what was loaded, all of it. active: ids of the rules that are applied. language, laws: those of texts that do
    not tell another language; others are loaded with the first text in them. Raises PackError with all faults of the
    packs, ConfigError if `config` names a rule that they don't have, SettingsError with all faults of its registry.
    """

    config: Config
    pack: Pack
    active: frozenset[str]
    language: Language
    laws: Laws
    _of_corpus: frozenset[str]
    _register: Register | None = None
    _declared: tuple[Account, ...] = ()
    _bound: Bound | None = None
    _baseline: Baseline | None = None
    _former: tuple[tuple[str, str], ...] = ()
    _others: dict[str, Checker] = field(factory=dict)

    def __init__(self, config: Config = _DEFAULT) -> None:
        name = DEFAULT_LANGUAGE if config.language == _DETECTED else config.language
        others = packs.worded(config.packs) - {name} if config.language == _DETECTED else ()
        pack, language, laws = _load(config.packs, name, others, config.cached)
        names = rule_ids.current(pack.rules)
        stated = (*config.select, *config.ignore, *(config.policy.rules if config.policy else ()))
        for rule in stated:
            if rule not in names:
                raise ConfigError(rule_ids.unknown(rule, names))
        known = {rule.id for rule in pack.rules}
        config = config.with_names(names)
        wanted = {rule.id for rule in pack.rules if config.preview or rule.status != _PREVIEW}
        active = frozenset(config.select or known) & wanted - set(config.ignore)
        if active != known:
            laws = Laws(evolve(pack, rules=tuple(rule for rule in pack.rules if rule.id in active)))
        of_corpus = frozenset(rule.id for rule in pack.rules if rule.across)
        known_to_it = _register(config.registry, pack, language) if config.registry is not None else None
        self.__attrs_init__(config, pack, active, language, laws, of_corpus, known_to_it)
        if config.bindings is not None and config.bindings.path:
            from factcheck.bindings.bound import Bound

            object.__setattr__(self, "_bound", Bound.of(config.bindings))
        former = {(rule, names[rule]): None for rule in stated if names[rule] != rule}
        object.__setattr__(self, "_former", tuple(former))
        if config.baseline:
            from factcheck.baseline import Baseline

            object.__setattr__(self, "_baseline", Baseline.read(config.baseline))
        if config.against:
            object.__setattr__(self, "_declared", self._stated_by(config.against))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What facts are read by; compiled for a run with several documents."""
        from factcheck.facts import Vocabulary

        return Vocabulary.of(self.pack.lexicon)

    def knowing(self, register: Register) -> Checker:
        """This checker with what a registry says, in place of that of its configuration."""
        return self._with(self.config, register, self._declared)

    def against(self, sources: Any) -> Checker:
        """This checker with more declared data, as `Config` takes them. Raises SettingsError with all their faults."""
        more = _sources(sources)
        config = evolve(self.config, against=(*self.config.against, *more))
        return self._with(config, self._register, (*self._declared, *self._stated_by(more))) if more else self

    def _stated_by(self, sources: tuple[Source, ...]) -> tuple[Account, ...]:
        from factcheck import declared

        return declared.accounts(sources, self.language, self.vocabulary, self._told_of, self.config.csv)

    def declaring(self, documents: Iterable[Document]) -> Checker:
        """This checker with what the tables of documents state as declared data, in place of its own."""
        from factcheck import declared

        return self._with(self.config, self._register, declared.of_documents(documents, self._told_of))

    def bound_to(self, bound: Bound) -> Checker:
        """This checker with other bindings."""
        other = self._with(self.config, self._register, self._declared)
        object.__setattr__(other, "_bound", bound)
        return other

    def _with(self, config: Config, register: Register | None, declared: tuple[Account, ...]) -> Checker:
        other = Checker.__new__(Checker)
        other.__attrs_init__(
            config, self.pack, self.active, self.language, self.laws, self._of_corpus, register, declared,
            self._bound, self._baseline, self._former, self._others,
        )  # fmt: skip
        return other

    def _told_of(self, document: Document) -> tuple[Account, ...]:
        """What a document states that others may state, too."""
        return self.speaking(document.text)._report(document, (), across=True).accounts

    @property
    def _holds_more(self) -> bool:
        """Whether there is something beside the documents that these are held against."""
        return self._register is not None or bool(self._declared)

    def speaking(self, text: str) -> Checker:
        """This checker or, if a text tells that it is in another language and none was declared, the one for that."""
        if self.config.language != _DETECTED:
            return self
        name = _told_by(text)
        if name == self.pack.language:
            return self
        if name not in self._others:
            config = evolve(
                self.config, language=name, registry=None, against=(), bindings=None, editions=None, baseline=""
            )
            self._others[name] = Checker(config)
        return self._others[name]

    def check(self, paths: Paths) -> Report:
        """The report on files and folders; what cannot be read is a failure in it."""
        return Report.merged(self.check_files(self.find(paths)))

    def find(self, paths: Paths) -> readers.Found:
        """The files that `check` would read, those that it would not, and the paths that lead nowhere."""
        named = _strings(paths)
        found = readers.find(named)
        data = {os.path.realpath(path) for path in self.config.data_files}
        files = [file for file in found.files if not data or os.path.realpath(file) not in data]
        if self.config.exclude is not None:
            exclude, kept = self.config.exclude, frozenset(() if self.config.forced else named)
            files = [file for file in files if file in kept or not exclude.of(file)]
        return evolve(found, files=tuple(files))

    def check_files(
        self, found: readers.Found, given: Mapping[str, Callable[[], Document]] = _NONE_GIVEN
    ) -> Iterator[Report]:
        """Reports that add up to that on all files found: first on what is not read, then one a bundle of documents.

        given: what reads a document, by the path of the file that it stands for, as an unsaved one in an editor. The
        last one is on what several documents state together.
        """
        told = Ledger(lasting=self.config.editions is not None)
        for report in self._check_apart(found, given):
            told.add(map(self.settled, report.accounts))
            yield evolve(report, accounts=()) if report.accounts else report
        if told.spilled:
            yield self._across_groups(told)
        elif told.accounts or self._holds_more:
            yield self._across(sorted(told.accounts, key=lambda account: account.document))

    def check_documents(self, documents: Iterable[Document]) -> Report:
        """The report on documents that belong together: on each, and on what they state together."""
        together = list(documents)
        if len(together) == 1 and not self._holds_more:
            return self.check_document(together[0])
        reports = [self.check_document(document, across=True) for document in together]
        told = [self.settled(one) for report in reports for one in report.accounts]
        return Report.merged([*reports, self._across(told)])

    def facts(self, documents: Iterable[Document]) -> Iterator[tuple[str, Fact]]:
        """What documents that belong together state of things with names: (the thing, the fact), in order."""
        from factcheck import corpus

        reports = [self.check_document(document, across=True) for document in documents]
        told = [self.settled(one) for report in reports for one in report.accounts]
        known = {one.document for one in (*self._registered, *self._declared)}
        return (
            (name, fact) for name, fact in corpus.named(self._joined(told), self.ranks) if fact.document not in known
        )

    @property
    def ranks(self) -> tuple[str, ...]:
        """The kinds of entities, the largest first."""
        return tuple(self.pack.lexicon.get("entities", ()))

    @property
    def _renamed(self) -> Iterator[Failure]:
        """A note on each former id by which the configuration calls a rule."""
        for old, new in self._former:
            yield Failure("settings", rule_ids.renamed(old, new), kind="note")

    def _check_apart(self, found: readers.Found, given: Mapping[str, Callable[[], Document]]) -> Iterator[Report]:
        files = sorted(set(found.files))
        corpora = dict.fromkeys(filter(readers.is_corpus, files))
        across = len(files) + len(given) > 1 or bool(corpora) or self._holds_more
        beside, faults = waivers.beside([*given, *files], found.folders, self._rules())
        failures = (*found.failures, *faults, *self._renamed)
        yield Report((), (), failures, Coverage(skipped=found.skipped), self.config.fail_on)
        for name, read in given.items():
            yield self.check_source(name, read, beside.get(name, ()), across)
        sizes = {file: _size(file) for file in files}
        work: _Bundle = [(file, _Source(file, self.config.csv), beside.get(file, ()))
                         for file in files if file not in corpora]  # fmt: skip
        results = self._results() if self.config.cached and sum(sizes.values()) >= _WORTHWHILE else None
        if results is not None:
            left: list[_Task] = []
            for some in _bundles(work, _LOOKED_UP):
                report, missing = self._recalled(results, some, across)
                left += missing
                yield report
            work = left
        jobs = self.config.jobs or _enough(sum(sizes[file] for file in (*corpora, *(name for name, _, _ in work))))
        bundles = iter(_bundles(work, max(1, min(_BUNDLE, len(work) // (_TURNS * jobs))) if jobs > 1 else _BUNDLE))
        rows = (
            (name, read, beside.get(file, ()))
            for file in corpora
            for name, read in readers.sources(file, self.config.csv, self.config.columns)
        )
        bundles = chain(bundles, iter(lambda: tuple(islice(rows, _BUNDLE)), ()))
        ahead = list(islice(bundles, jobs))
        bundles = chain(ahead, bundles)
        check = partial(self._check_bundle, across=across, results=results)
        for report, entries in self._share_out(check, bundles, len(ahead)) if len(ahead) > 1 else map(check, bundles):
            if results is not None:
                results.store.put(entries)
            yield report

    def _results(self) -> Results | None:
        """What files came to in earlier runs, None where nothing can be kept."""
        from factcheck.overwriting import pack_files

        config = evolve(
            self.config, jobs=1, fail_on=Severity.ERROR, registry=None, against=(), bindings=None, editions=None,
            exclude=None, forced=False,
        )  # fmt: skip
        files = sorted(filter(os.path.isfile, {*pack_files(config.packs), config.baseline}))
        try:
            from factcheck.cache import Results, Store, place

            return Results.of(config, files, Store(place()))
        except (ImportError, OSError):  # a Python without sqlite3; the current folder is gone
            return None

    def _recalled(self, results: Results, work: _Bundle, across: bool) -> tuple[Report, _Bundle]:
        """(one report on the files that earlier runs have read, the others)."""
        keys: dict[bytes, str] = {}
        for file, _, stated in work:
            if not self._is_bound(file):
                with suppress(InputError):  # whoever checks it says what is wrong
                    keys[results.key(file, stated, across, readers.contents(file))] = file
        report, found = results.recalled(list(keys))
        known = {keys[key] for key in found}
        return evolve(report, fail_on=self.config.fail_on), [one for one in work if one[0] not in known]

    def _is_bound(self, name: str) -> bool:
        """Whether some figure of a document is held to where it comes from, which may change without the document."""
        return self._bound is not None and self._bound.holds(name)

    def check_document(self, document: Document, stated: Sequence[Waiver] = (), across: bool = False) -> Report:
        """The report on one document, by the waivers `stated` beside it and those that it holds itself.

        across: whether only its account is wanted, as other documents belong to it; else its prose is held against its
        tables here.
        """
        document = self._read(document)
        together = across or bool(document.tables) or bool(self._declared)
        report = self.speaking(document.text)._report(document, stated, together)
        if self._bound is not None and self._bound.holds(document.name):
            report = Report.merged((report, self._held_to_sources(document, self._bound)))
        if self._baseline is not None:
            report = self._baseline.marked(report, [document.name], False, self.config.list_all)
        if across or not report.accounts:
            return report
        return evolve(Report.merged((report, self._across([*map(self.settled, report.accounts)]))), accounts=())

    def check_text(self, text: str, name: str = "<text>", format: str | None = None) -> Report:
        """The report on a text; `format` is text, markdown or html, by the suffix of `name` if None."""
        return self.check_documents([readers.read_text(text, name, format)])

    def check_many(self, texts: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Iterator[Report]:
        """A report for each (id, text, metadata), as they come; the id is the document's name."""
        for name, text, metadata in texts:
            yield self.check_source(name, partial(_document, name, text, metadata))

    def check_source(
        self,
        name: str,
        read: Callable[[], Document],
        stated: Sequence[Waiver] = (),
        across: bool = False,
    ) -> Report:
        """The report on the document that `read` gives, by the waivers `stated` beside it.

        Whatever goes wrong is a failure of `name` in the report: one source must not cost the report on all others.
        """
        try:
            return self.check_document(read(), stated, across)
        except (InputError, PackError) as fault:  # a user's pack is faulty in the language of this text
            failure = Failure(name, "; ".join(str(fault).splitlines()))
        except Exception as crash:  # noqa: BLE001 - see above
            failure = Failure(name, f"{name}: factcheck failed on it ({_what(crash)}); please report this")
        return Report((), (), (failure,), Coverage(), self.config.fail_on)

    def extract(self, document: Document, trace: bool = False) -> Extraction:
        """The figures and claims of a document, as `check` reads them; with `trace` also what was tried."""
        document = self._read(document)
        language = self.speaking(document.text).language
        return extract(waivers.in_text(document, self._rules())[0], language, trace)

    def _read(self, document: Document) -> Document:
        """The document without its boilerplate."""
        if not self.config.boilerplate:
            return document
        from factcheck.readers.ignored import without

        return without(document, [re.compile(pattern) for pattern in self.config.boilerplate])

    def _wanted(self, checks: Iterable[Check]) -> Iterable[Check]:
        """The checks that are wanted where they stand, with the severities that the configuration gives them."""
        return checks if self.config.policy is None else self.config.policy.weighed(checks)

    def _rules(self) -> Mapping[str, str]:
        """Every id that rules have or had, to that of today."""
        return rule_ids.current(self.pack.rules)

    def _check_bundle(self, bundle: _Bundle, across: bool, results: Results | None) -> _Checked:
        """(one report on some files, what is to be kept of each)."""
        reports: list[Report] = []
        entries: list[Entry] = []
        for name, read, stated in bundle:
            reports.append(self.check_source(name, read, stated, across))
            if results is None or not isinstance(read, _Source) or read.document is None or self._is_bound(name):
                continue
            key = results.key(name, stated, across, read.data)
            dated = waivers.MARK in read.document.source or any(one.until is not None for one in stated)
            entries += results.entries(key, reports[-1], dated)
        return Report.merged(reports), entries

    def _share_out(
        self, check: Callable[[_Bundle], _Checked], bundles: Iterable[_Bundle], jobs: int
    ) -> Iterator[_Checked]:
        """What `check` makes of bundles, in order, made by `jobs` processes; few bundles are read ahead of them.

        A bundle on which a process died is tried again one by one, so that it costs but the document that kills twice.
        """
        from factcheck import workers

        for bundle, checked in workers.results(check, bundles, jobs):
            if checked is None:
                yield from self._one_by_one(check, bundle)
            else:
                yield checked

    def _one_by_one(self, check: Callable[[_Bundle], _Checked], bundle: _Bundle) -> Iterator[_Checked]:
        from factcheck import workers

        told = "the process that checked it was killed, perhaps for want of memory; split the file, or leave it out"
        alone: list[_Bundle] = [[one] for one in bundle]
        for ((name, _, _),), checked in workers.results(check, alone, 1):
            failure = Failure(name, f"{readers.shown(name)}: {told}")
            yield checked or (Report((), (), (failure,), Coverage(), self.config.fail_on), ())

    def _across(self, accounts: Sequence[Account]) -> Report:
        """The report on what documents state together."""
        accounts = self._joined(accounts)
        stated = [waiver for one in accounts for waiver in one.waivers]
        report, stated = self._judged(self._claims(accounts), accounts, stated)
        return self._concluded(report, stated, [one.document for one in accounts])

    def _across_groups(self, told: Ledger) -> Report:
        """The report on what documents state together that are too many to be held in memory."""
        reports, unused = [], told.waivers
        for names, accounts in told.groups(self.shared, self.ranks):
            report, left = self.across_group(accounts, names, told.waivers)
            reports.append(report)
            kept = {id(waiver) for waiver in left}
            unused = [waiver for waiver in unused if id(waiver) in kept]
        merged = evolve(Report.merged(reports), fail_on=self.config.fail_on)
        return self._concluded(merged, unused, [*told.documents, *(one.document for one in self.shared)])

    def across_group(
        self, accounts: Sequence[Account], names: Names, stated: Sequence[Waiver] = ()
    ) -> tuple[Report, list[Waiver]]:
        """(the report on what all facts of some keys state together, which waivers of `stated` it has no use for).

        accounts: those facts, and the mergers and divisions of all accounts. names: what names mean in all of these.
        """
        from factcheck import corpus

        return self._judged(corpus.claims(accounts, self.ranks, names), accounts, stated)

    def _judged(
        self, claims: Iterable[Claim], accounts: Iterable[Account], stated: Sequence[Waiver]
    ) -> tuple[Report, list[Waiver]]:
        """(the report on claims that accounts make together, which waivers of `stated` it has no use for)."""
        found = list(claims)
        checks = list(self._wanted(check for claim in found for check in self.laws.judge(claim)))
        listed = checks if self.config.all_explained else [check for check in checks if check.verdict in _FAULTY]
        listed = [evolve(self.laws.explain(check), place=_first_place(check.claim)) for check in listed]
        findings, unused = self._findings(listed, stated, [one for one in checks if not _is_copied(one.claim)])
        made, listed = self._kept(listed), self._shown(listed, findings)
        claimed = {(one.document, start) for one in accounts for start in one.claimed}
        bound = {
            (fact.document, fact.figure.start)
            for claim in found
            for some in claim.stated.values()
            for fact in some
            if not fact.source
        }
        declared = Counter(one.stated["declared"][0].document for one in found if one.kind == _DECLARED)
        coverage = Coverage(bound=len(bound - claimed), claims=len(found), declared=declared, **_counted(checks))
        return Report(tuple(listed), tuple(findings), (), coverage, self.config.fail_on, made=made), unused

    def _concluded(self, report: Report, unused: Sequence[Waiver], documents: Sequence[str]) -> Report:
        """The report on what documents state together with what can be told only when all of it is known."""
        declared = {**{one.document: 0 for one in self._declared}, **report.coverage.declared}
        failures = tuple(waivers.unused(unused, self.active))
        report = evolve(report, failures=failures, coverage=evolve(report.coverage, declared=declared))
        if self._baseline is None:
            return report
        return self._baseline.marked(report, documents, True, self.config.list_all)

    def _claims(self, accounts: Sequence[Account]) -> Iterator[Claim]:
        """What documents claim together, those of each edition apart; registry and declared data belong to all."""
        from factcheck import corpus

        if self.config.editions is None:
            yield from corpus.claims(accounts, self.ranks)
            return
        common = {one.document for one in (*self._registered, *self._declared)}
        editions: dict[str, list[Account]] = defaultdict(list)
        for account in accounts:
            if account.document not in common:
                editions[self.config.editions.of(account.document)].append(account)
        shared = [account for account in accounts if account.document in common]
        yield from corpus.claims(shared, self.ranks)
        for some in editions.values():
            for claim in corpus.claims([*some, *shared], self.ranks):
                if any(fact.document not in common for facts in claim.stated.values() for fact in facts):
                    yield claim

    @property
    def _registered(self) -> tuple[Account, ...]:
        """What the registry states."""
        return () if self._register is None else self._register.accounts

    def _joined(self, accounts: Iterable[Account]) -> list[Account]:
        """What documents state, whose accounts are settled, and what belongs to all of them."""
        return [*accounts, *self.shared]

    def settled(self, account: Account) -> Account:
        """An account with names as the registry has them."""
        return account if self._register is None else self._register.settled(account)

    @property
    def shared(self) -> tuple[Account, ...]:
        """What declared data and the registry state, which belongs to all documents."""
        return (*map(self.settled, self._declared), *self._registered)

    def _account(self, document: Document, extraction: Extraction, stated: Iterable[Waiver]) -> Account | None:
        """What a document states that others may state, too, with all that quotes it."""
        from factcheck.facts import account

        found = account(document, extraction, self.language, self.vocabulary)
        kept = tuple(stated)
        if found is None:
            return Account(document.name, waivers=kept) if kept else None
        excerpts = Excerpts(document, self.abbreviations)
        facts = tuple(evolve(fact, place=excerpts.around([fact.figure])) for fact in found.facts)
        return evolve(found, facts=facts, waivers=kept, claimed=_bound(extraction))

    def _report(self, document: Document, stated: Sequence[Waiver], across: bool) -> Report:
        """The report on a document in the language of this checker."""
        failures = [Failure(document.name, fault) for fault in document.faults]
        failures += [Failure(document.name, note, kind="note") for note in document.notes]
        source = document.source
        if waivers.MARK in source:
            document, own, faulty = waivers.in_text(document, self._rules())
            failures += faulty
            stated = [*stated, *own]
        stated, ended = waivers.current(stated, date.today().toordinal())  # noqa: DTZ011 - the day where the user is
        failures += ended
        of_corpus = [waiver for waiver in stated if waiver.rule in self._of_corpus]
        stated = [waiver for waiver in stated if waiver.rule not in self._of_corpus]
        extraction = extract(document, self.language)
        if _is_lettered(document.text, extraction.figures) or not source.isascii() and re.search(_STRANGE, source):
            from factcheck import disguises

            failures += disguises.notes(document, extraction.figures)
        told = self._account(document, extraction, of_corpus) if across else None
        checks: list[Check] = []
        for claim in extraction.claims:
            try:
                checks += self._wanted(self.laws.judge(claim))
            except Exception as fault:  # noqa: BLE001 - whatever a rule raises is a fault of the rule, not of the text
                failures.append(_crash(document, claim, fault))
        listed = checks if self.config.all_explained else [check for check in checks if check.verdict in _FAULTY]
        findings: list[Finding] = []
        if listed:
            excerpts = Excerpts(document, self.abbreviations)
            listed = [evolve(self.laws.explain(check), place=excerpts.place(check.claim)) for check in listed]
            findings, stated = self._findings(listed, stated, checks)
        if stated:
            failures += waivers.unused(stated, self.active)
        coverage = _coverage(document, extraction, checks)
        return Report(
            tuple(self._shown(listed, findings)), tuple(findings), tuple(failures), coverage, self.config.fail_on,
            accounts=() if told is None else (told,), made=self._kept(listed),
            pages=(self._page(document, extraction),) if self.config.keep else (),
        )  # fmt: skip

    def _findings(
        self, checks: Iterable[Check], stated: Sequence[Waiver], linked: Sequence[Check]
    ) -> tuple[list[Finding], list[Waiver]]:
        """(the findings among some checks, the waivers left unused); a waived finding takes no other under it.

        linked: all checks that were made.
        """
        open_: list[Check] = []
        findings: list[Finding] = []
        by_name = {waiver.named: waiver for waiver in reversed(stated)}
        used: set[int] = set()
        for check in checks:
            if check.verdict not in _FAULTY:
                continue
            waiver = by_name.get(waivers.named(check)) if by_name else None
            if waiver is None:
                open_.append(check)
            else:
                findings += [evolve(one, waiver=waiver.told) for one in self.laws.findings([check])]
                used.add(id(waiver))
        return findings + self.laws.findings(open_, linked), [waiver for waiver in stated if id(waiver) not in used]

    def _held_to_sources(self, document: Document, bound: Bound) -> Report:
        """The report on the bound figures of a document."""
        extraction = self.extract(document)
        figures = [figure for figure in extraction.figures if figure.type in AMOUNTS]
        claims, failures = bound.claims(document, figures)
        excerpts = Excerpts(document, self.abbreviations)
        checks: list[Check] = []
        for claim in claims:
            ((fact,), source) = claim.stated["stated"], claim.stated["source"]
            stated = {"stated": (evolve(fact, place=excerpts.around([fact.figure])),), "source": source}
            checks += self._wanted(self.laws.judge(evolve(claim, stated=stated)))
        listed = checks if self.config.all_explained else [check for check in checks if check.verdict in _FAULTY]
        listed = [evolve(self.laws.explain(check), place=_first_place(check.claim)) for check in listed]
        findings, _ = self._findings(listed, (), checks)
        made, listed = self._kept(listed), self._shown(listed, findings)
        held = Counter(claim.entity for claim in claims)
        more = {claim.start for claim in claims} - _bound(extraction)
        coverage = Coverage(bound=len(more), claims=len(claims), declared=held, **_counted(checks))
        return Report(tuple(listed), tuple(findings), tuple(failures), coverage, self.config.fail_on, made=made)

    def _page(self, document: Document, extraction: Extraction) -> Page:
        return Page(document, extraction.figures, self.pack.language, self.pack.lexicon.get("reporting", Fixed()))

    def _kept(self, explained: Iterable[Check]) -> tuple[Check, ...]:
        """The checks that a report keeps beside those that it lists."""
        return tuple(explained) if self.config.keep else ()

    def _shown(self, explained: Iterable[Check], findings: Iterable[Finding]) -> list[Check]:
        """The checks that a report lists."""
        if self.config.list_all:
            return list(explained)
        silenced = {id(finding.check) for finding in findings if finding.waiver}
        return [check for check in explained if check.verdict in _FAULTY and id(check) not in silenced]

    @property
    def abbreviations(self) -> frozenset[str]:
        """What ends with a full stop that ends no sentence."""
        return frozenset(self.pack.lexicon.get("abbreviations", ()))


def _register(files: Registry, pack: Pack, language: Language) -> Register:
    """What a registry says. Raises SettingsError."""
    from factcheck import registry
    from factcheck.facts import Vocabulary

    return registry.load(files, language, Vocabulary.of(pack.lexicon))


def _crash(document: Document, claim: Claim, fault: Exception) -> Failure:
    line = Lines(document.source).locate(claim.start)[0]
    message = f"a rule of kind {claim.kind} crashed ({_what(fault)}); please report this"
    return Failure(document.name, message, line, "rule")


def _what(fault: Exception) -> str:
    """An exception in one line."""
    return " ".join(f"{type(fault).__name__}: {fault}".split())


def _document(name: str, text: str, metadata: Mapping[str, Any]) -> Document:
    return evolve(readers.read_text(text, name), metadata=metadata)


def _is_lettered(text: str, figures: Iterable[Quantity]) -> bool:
    """Whether a letter stands for a digit in some figure: "1O5", "1,O00"."""
    return any(_LETTERED.search(text, figure.start, figure.end + _BEHIND) for figure in figures)


def _coverage(document: Document, extraction: Extraction, checks: Sequence[Check]) -> Coverage:
    """What was looked at in one document."""
    dialects = {document.name: document.dialect} if document.dialect else _NONE
    encodings = _NONE if document.encoding in _UTF_8 else {document.name: document.encoding}
    figures = len([figure for figure in extraction.figures if figure.type in AMOUNTS])
    bound, claims = len(_bound(extraction)), len(extraction.claims)
    return Coverage(
        1, len(document.source), figures, bound, claims, encodings=encodings, dialects=dialects, **_counted(checks)
    )


def _bound(extraction: Extraction) -> frozenset[int]:
    """Where the amounts start that stand in claims."""
    figures = (figure for claim in extraction.claims for _, figure in claim.operands())
    return frozenset(figure.start for figure in figures if figure.type in AMOUNTS)


def _counted(checks: Sequence[Check]) -> dict[str, Any]:
    """What came of some checks, as a coverage has it."""
    verdicts = [check.verdict for check in checks]
    undecided = (check.reason for check in checks if check.verdict is Verdict.UNDECIDED)
    return {
        "checks": len(checks),
        "consistent": verdicts.count(Verdict.CONSISTENT),
        "misrounded": verdicts.count(Verdict.MISROUNDED),
        "inconsistent": verdicts.count(Verdict.INCONSISTENT),
        "undecided": Counter(undecided) if checks else _NONE,
    }


def _is_copied(claim: Claim) -> bool:
    """Whether all facts of a claim stand in one sentence that several documents copied: together they have one vote."""
    places = [fact.place for facts in claim.stated.values() for fact in facts]
    sentences = {place.sentence for place in places if place}
    return len(places) > 1 and None not in places and len(sentences) == 1 and len(sentences.pop().split()) > 1


def _first_place(claim: Claim) -> Place | None:
    """Where the first fact of a claim across statements stands."""
    facts = (fact for some in claim.stated.values() for fact in some)
    return min(facts, key=lambda fact: (bool(fact.source), fact.document, fact.figure.start)).place


def _told_by(text: str) -> str:
    """The language that a text tells. One in ASCII tells none, and what tells languages need not be loaded for it."""
    return DEFAULT_LANGUAGE if text.isascii() else detect(text, packs.evidence())


def _load(
    paths: Sequence[str], name: str, others: Iterable[str] = (), cached: bool = False
) -> tuple[Pack, Language, Laws]:
    """The packs, their wording and laws compiled, in one language; cached: whether that is kept for other runs.

    Raises PackError with the faults that any of three rooms finds, in that language and in others.
    """
    draft = _draft(paths, name) if paths and cached else None
    if draft is not None:
        with suppress(Exception):  # whatever is wrong with what is kept, it is made anew
            content = draft.found()
            if content is not None:
                pack, compiled = packs.restored(content, name)
                return pack, Language(pack, compiled), Laws(pack)
    faults: list[str] = []
    for other in sorted(others):
        pack, found = packs.draft(paths, other)
        faults += found
        _compiled(Language, pack, faults)
    pack, found = packs.draft(paths, name)
    faults += found
    compiled = packs.compiled(paths, name)
    if draft is not None and not faults:
        content = _compiled(packs.written, pack, faults)
        compiled = content["compiled"] if content else compiled
    language = _compiled(partial(Language, compiled=compiled), pack, faults)
    laws = _compiled(Laws, pack, faults)
    if faults or language is None or laws is None:
        raise PackError("\n".join(dict.fromkeys(faults)))
    if draft is not None and content and draft == _draft(paths, name):  # no file has changed under way
        draft.keep(content)
    return pack, language, laws


def _draft(paths: Sequence[str], name: str) -> Draft | None:
    """What earlier runs made of packs in a language, None where nothing can be kept."""
    from factcheck.overwriting import pack_files

    try:
        from factcheck.cache import PACKS, PACKS_LIMIT, Draft, Store, place

        languages = [name, *sorted(packs.worded(paths))]
        return Draft.of(paths, pack_files(paths), languages, Store(place(), PACKS_LIMIT, PACKS))
    except (ImportError, OSError, ValueError):  # a Python without sqlite3; a pack that is not there
        return None


def _compiled(room: Callable[[Pack], T], pack: Pack, faults: list[str]) -> T | None:
    """What a room makes of a pack; None if it finds faults, which join the list."""
    try:
        return room(pack)
    except PackError as fault:
        faults += str(fault).splitlines()
        return None


# -- files -------------------------------------------------------------------------------------------------------------


_Task = tuple[str, Callable[[], Document], Sequence[Waiver]]
"""What a document is called, what reads it, and the waivers beside it."""
_Bundle = Sequence[_Task]
_Checked = tuple[Report, Sequence["Entry"]]


@define(eq=False)
class _Source:
    """What reads a file, and what was read of it."""

    file: str
    dialect: str
    data: bytes = b""
    document: Document | None = None

    def __call__(self) -> Document:
        """The document in it. Raises InputError."""
        self.data = readers.contents(self.file)
        self.document = readers.read_bytes(self.data, self.file, dialect=self.dialect)
        return self.document


def _bundles(work: _Bundle, size: int) -> list[_Bundle]:
    return [work[at : at + size] for at in range(0, len(work), size)]


def _enough(size: int) -> int:
    """How many processes so many bytes are worth: at most one a processor that this one may use."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, max(1, size // _WORTHWHILE))


def _size(file: str) -> int:
    """The bytes of a file, 0 if it cannot tell."""
    try:
        return os.stat(file).st_size
    except (OSError, ValueError):
        return 0


# -- the same as functions ---------------------------------------------------------------------------------------------


@cache
def _checker(config: Config) -> Checker:
    return Checker(config)


def check(paths: Paths, config: Config = _DEFAULT, against: Any = ()) -> Report:
    """The report on files and folders; `against`: declared data, as `Config` takes them, beside those of `config`.

    Raises PackError, ConfigError and SettingsError as `Checker` does.
    """
    return _checker(config).against(against).check(paths)


def check_text(
    text: str,
    name: str = "<text>",
    format: str | None = None,
    config: Config = _DEFAULT,
    against: Any = (),
) -> Report:
    """The report on a text; `format` is text, markdown, html or csv, by the suffix of `name` if None.

    against: declared data, as `Config` takes them, beside those of `config`.
    """
    return _checker(config).against(against).check_text(text, name, format)


def extract_claims(
    text: str,
    name: str = "<text>",
    format: str | None = None,
    config: Config = _DEFAULT,
) -> tuple[Claim, ...]:
    """The claims that a text makes about its figures, in order; offsets are characters of `text`."""
    return _checker(config).extract(readers.read_text(text, name, format)).claims


def extract_quantities(text: str, language: str = _DETECTED) -> list[Quantity]:
    """The figures of a plain text that are amounts, in order: no dates, years, ordinals or identifiers."""
    name = _told_by(text) if language == _DETECTED else language
    figures = _language(name).figures_of(text)
    found = (figure.quantity for figure in figures if figure.quantity.type in _QUANTITIES)
    return [evolve(one, unit=f"{one.unit} per {one.per}") if one.per else one for one in found]


@cache
def _language(name: str) -> Language:
    return Language(packs.load((), name), packs.compiled((), name))


def load_pack(paths: Paths = ()) -> Pack:
    """The built-in pack with those at `paths` on top. Raises PackError with all faults of those packs."""
    names = _strings(paths)
    return _load(names, DEFAULT_LANGUAGE, packs.worded(names) - {DEFAULT_LANGUAGE})[0] if names else packs.load()


def load_rules(paths: Paths = ()) -> tuple[Rule, ...]:
    """The built-in rules and those of the packs at `paths`. Raises PackError with all faults of those packs."""
    return load_pack(paths).rules
