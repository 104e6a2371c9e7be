"""Arguments in, a report and an exit status out: what each command does, in the order of its steps."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from factcheck import arguments, streams
from factcheck.arguments import STDIN, Usage

if TYPE_CHECKING:
    from factcheck.bindings import Bindings
    from factcheck.bindings.proposals import Proposal
    from factcheck.readers import Found
    from factcheck.records import Document, Finding
    from factcheck.reports import Report
    from factcheck.run import Checker
    from factcheck.settings import Settings
    from factcheck.sheet.rows import Row
    from factcheck.sheet.workbook import Sheet
    from factcheck.versions import Version

_VERBS = (
    "check", "rules", "show", "why", "changes", "bind", "waive", "annotate", "baseline", "sheet", "desk", "lsp", "config",
)  # fmt: skip
_INTERRUPTED = 130
_UNREAD = 3
_LONG = 300  # files; from here on a terminal shows a progress bar
_UNNAMED = "<stdin>"
_GITHUB = "github"
_GITHUB_SUMMARY = "GITHUB_STEP_SUMMARY"  # names the file with the summary of a step


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    gc.set_threshold(100_000, 20, 20)  # a run makes no cycles to speak of: looking for them is a tenth of its time
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except (Usage, streams.Unwritable) as fault:
        streams.complain(f"factcheck: {fault}")
        return 2
    except BrokenPipeError:
        return _INTERRUPTED
    except OSError as fault:
        streams.complain(f"factcheck: the system refuses to go on: {fault}")
        return 2
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(words: list[str]) -> int:
    from factcheck.records import InputError, PackError, SettingsError

    verb = words[0] if words and words[0] in _VERBS else "check"
    if words and words[0] == verb:
        if os.path.exists(verb):
            clash = f"factcheck: `{verb}` is taken as the command; for the path of that name write `./{verb}`"
            streams.complain(f"{clash}, as in `factcheck check ./{verb}`")
        words = words[1:]
    elif words in (["--version"], ["-V"]):
        return streams.say([arguments.version()])
    elif words in (["-h"], ["--help"]):
        return streams.say(_HELP)
    elif not words:
        for line in _HELP:
            streams.complain(line)
        return 2
    try:
        return _COMMANDS[verb](words)
    except arguments.Told as told:
        return streams.say(str(told).splitlines())
    except (PackError, SettingsError) as faults:
        for line in str(faults).splitlines():
            streams.complain(line)
        return 2
    except InputError as fault:
        streams.complain(f"factcheck: {fault}")
        return 3


_HELP = f"""\
usage: factcheck [check] PATH... [options]
       factcheck rules list | rules show ID | rules test [ID...]
       factcheck show figures|claims|facts PATH... [--format json]
       factcheck why FILE:LINE
       factcheck changes OLD NEW [--format json]
       factcheck bind PATH... [--data FILE] [--accept ID]
       factcheck waive FILE:LINE|FINGERPRINT --because TEXT [PATH...]
       factcheck annotate FILE.docx -o FILE.docx
       factcheck baseline PATH... [--output FILE]
       factcheck desk [--port N] [--build FOLDER]
       factcheck lsp
       factcheck sheet PATH... -o FILE.xlsx | sheet --verify FILE.xlsx
       factcheck config init | config show FILE | config schema [pack]

Do the figures agree? Reads prose (.txt, .md, .html, .docx), and reports figures that do not follow from one another.

`factcheck COMMAND --help` lists the options of a command.
{arguments.STATUSES}
""".splitlines()


# -- check -------------------------------------------------------------------------------------------------------------


def _check(words: list[str]) -> int:
    options = arguments.check(words)
    from factcheck.reports import formats

    checker = _checker(options)
    gc.freeze()
    found = checker.find([path for path in options.paths if path != STDIN])
    for _, file in options.outputs:
        if file:
            found = _without_report(found, file, options, checker)
    report = _gather(checker, found, options)
    if options.since:
        report = _since(report, options)
    if options.diff:
        _print_patch(report)
    for name, file in () if options.diff else options.outputs:
        with streams.output(file) as stream:
            formats.write(report, name, stream, checker.pack.rules, options.quiet)
    if (_GITHUB, "") in options.outputs and os.environ.get(_GITHUB_SUMMARY):
        with streams.output(os.environ[_GITHUB_SUMMARY], "a") as stream:
            formats.write(report, "markdown", stream)
    status = report.exit_status if report.complete else _INTERRUPTED
    if (options.diff or (formats.FOR_PEOPLE, "") not in options.outputs) and (status or not options.quiet):
        from factcheck.reports import console

        streams.complain(console.last_line(report))
    return status


def _since(report: Report, options: Namespace) -> Report:
    """The report on just what was added since a revision. Raises Usage where that cannot be told."""
    from factcheck import since

    first = _first(options)
    try:
        return since.only(
            report, since.added(options.since, first if os.path.isdir(first) else os.path.dirname(first) or ".")
        )
    except since.NoRevision as fault:
        raise Usage(f"--since: {fault}") from fault


def _print_patch(report: Report) -> None:
    """Prints the suggestions as a patch; of documents that it cannot change it tells why."""
    from factcheck import readers
    from factcheck.records import InputError
    from factcheck.reports import patch
    from factcheck.reports.screen import verbatim

    found = patch.suggestions(report)
    sources = {}
    for path in found:
        try:
            sources[path] = readers.as_written(path)
        except InputError as fault:
            streams.complain(f"factcheck: not in the patch: {fault}")
    with streams.output() as stream:
        lines = patch.patch({path: found[path] for path in sources}, sources.__getitem__)
        stream.writelines(verbatim(line, stream.encoding) for line in lines)


def _checker(options: Namespace) -> Checker:
    """The checker for the options of a command, which may be but a few, and the settings of its first path."""
    from factcheck.settings import settings_for

    return _made(options, settings_for(_first(options)))


def _made(options: Namespace, found: Settings, **changes: Any) -> Checker:
    """The checker for options and settings, but for some changes of their configuration. Raises Usage."""
    from factcheck import configured
    from factcheck.run import ConfigError

    try:
        return configured.checker(found, vars(options), **changes)
    except ConfigError as fault:
        raise Usage(str(fault)) from fault


def _first(options: Namespace) -> str:
    """The path whose settings hold: the first one that a command was given, else the current folder."""
    stated = vars(options)
    paths = stated.get("paths") or [path for path in (stated.get("file"), stated.get("old")) if path]
    return next((path for path in paths if path != STDIN), os.curdir)


def _without_report(found: Found, report: str, options: Namespace, checker: Checker) -> Found:
    """What was found without the report of an earlier run. Raises Usage if the report would destroy what is read."""
    from attrs import evolve

    from factcheck import overwriting

    target = overwriting.identity(report)
    files = [file for file in found.files if overwriting.identity(file) != target]
    read = {*map(overwriting.identity, [*options.paths, *_beside(found.files, options, checker)])}
    if STDIN in options.paths:
        read.add(overwriting.identity(0))
    if target in read or len(files) < len(found.files) and not overwriting.is_report(report):
        raise Usage(f"--output would overwrite {report}, which is to be read; write the report elsewhere")
    return evolve(found, files=tuple(files))


def _beside(files: Sequence[str], options: Namespace, checker: Checker) -> Iterator[str]:
    """What a run reads beside the files that it was given: packs, side files, declared data, the registry."""
    from factcheck import overwriting, waivers

    yield from overwriting.pack_files(checker.config.packs)
    yield from waivers.side_files(files)
    yield from checker.config.data_files
    given = vars(options).get("stdin_filename")
    if given:
        yield given
        yield from waivers.side_files([given])


def _gather(checker: Checker, found: Found, options: Namespace) -> Report:
    """The report on standard input and all files, flagged as partial if the user interrupts."""
    from attrs import evolve

    from factcheck.reports import Report

    reports: list[Report] = []
    given = {}
    try:
        if options.stdin_filename:
            given[options.stdin_filename] = lambda: _stdin(options, checker.config.csv)
        elif STDIN in options.paths:
            reports.append(checker.check_source(_UNNAMED, lambda: _stdin(options, checker.config.csv)))
        parts = checker.check_files(found, given)
        if len(found.files) >= _LONG and not options.quiet and streams.on_terminal():
            from factcheck.reports import console

            with console.progress(sys.stderr) as bar:
                task = bar.add_task("checking", total=len(found.files))
                for part in parts:
                    reports.append(part)
                    bar.advance(task, part.coverage.documents)
        else:
            reports.extend(parts)
    except KeyboardInterrupt:
        return evolve(Report.merged(reports), complete=False)
    return Report.merged(reports)


def _stdin(options: Namespace, dialect: str) -> Document:
    """Standard input. Raises InputError."""
    from factcheck import readers

    name = options.stdin_filename or _UNNAMED
    return readers.read_bytes(streams.read(name), name, dialect=dialect)


# -- rules, show, why --------------------------------------------------------------------------------------------------


def _rules(words: list[str]) -> int:
    options = arguments.rules(words)
    from factcheck import rule_ids
    from factcheck.reports import listings
    from factcheck.run import load_pack
    from factcheck.settings import settings_for

    options.pack = [*settings_for(os.curdir).values.get("packs", ()), *options.pack]
    pack = load_pack(options.pack)
    if options.what == "list":
        return streams.say(listings.rules(pack.rules))
    names = rule_ids.current(pack.rules)
    for name in options.ids:
        if name not in names:
            raise Usage(rule_ids.unknown(name, names))
    options.ids = [names[name] for name in options.ids]
    known = {rule.id: rule for rule in pack.rules}
    if options.what == "test":
        return _test(options)
    return streams.say(listings.rule(known[options.ids[0]], pack))


def _test(options: Namespace) -> int:
    from factcheck.testing import Bench, Trial, told

    bench = Bench(options.pack)
    rules = list(dict.fromkeys(options.ids)) or sorted(bench.rules)
    trials: list[Trial] = []
    for rule in rules:
        trials.append(bench.trial(rule))
        streams.say(told.trial(trials[-1], max(map(len, rules))))
    if len(rules) > 1:
        streams.say([told.total(trials)])
    return 1 if any(trial.failures for trial in trials) else 0


def _show(words: list[str]) -> int:
    options = arguments.show(words)
    from factcheck.records import Failure
    from factcheck.reports import console, listings

    checker = _checker(options)
    failures: list[Failure] = []
    if options.output:
        _keep_inputs(options.output, options, checker)
    documents = _documents(checker, options, failures)
    if options.what == "facts":
        rows = list(listings.facts(checker.facts(documents)))
    else:
        list_rows = listings.claims if options.what == "claims" else listings.figures
        rows = [row for document in documents for row in list_rows(document, checker.extract(document))]
    if options.format == "parquet":
        _write_parquet(options.what, rows, options.output)
    elif options.format == "csv":
        streams.say(listings.as_csv(options.what, rows), options.output)
    else:
        as_json = options.format == "json"
        lines = listings.as_json(options.what, rows) if as_json else listings.as_lines(options.what, rows)
        streams.say(lines, options.output)
    for failure in failures:
        streams.complain(console.failed(failure))
    return 3 if failures else 0


def _keep_inputs(output: str, options: Namespace, checker: Checker) -> None:
    """Raises Usage if what is to be written would overwrite what is read."""
    from factcheck import overwriting

    files = checker.find([path for path in options.paths if path != STDIN]).files
    read = [*files, *_beside(files, options, checker)]
    if overwriting.identity(output) in map(overwriting.identity, read):
        raise Usage(f"--output would overwrite {output}, which is to be read; write elsewhere")


def _write_parquet(what: str, rows: list[dict[str, Any]], path: str) -> None:
    """Writes what is shown as a Parquet file. Raises Usage where polars or pandera is missing, Unwritable."""
    try:
        from factcheck.reports import frame
    except ImportError as fault:
        needed = f'--format parquet needs {fault.name}: pip install "factcheck-figures[data]"'
        raise Usage(needed) from fault
    table = frame.listing(what, rows)
    with streams.saved(path) as file:
        table.write_parquet(file)


def _documents(checker: Checker, options: Namespace, failures: list[Any]) -> Iterator[Document]:
    """Standard input and the files at the paths; what cannot be read joins the failures."""
    from functools import partial

    from factcheck import readers
    from factcheck.records import Failure, InputError

    found = checker.find([path for path in options.paths if path != STDIN])
    failures += found.failures
    sources = [(file, partial(readers.read, file, checker.config.csv)) for file in found.files]
    if STDIN in options.paths:
        sources.insert(0, (options.stdin_filename or _UNNAMED, partial(_stdin, options, checker.config.csv)))
    for name, read in sources:
        try:
            yield read()
        except InputError as fault:
            failures.append(Failure(name, str(fault)))


def _why(words: list[str]) -> int:
    options = arguments.why(words)
    from factcheck import readers
    from factcheck.lines import Lines
    from factcheck.reports import listings

    checker = _checker(options)
    csv = checker.config.csv
    document = _stdin(options, csv) if options.file == STDIN else readers.read(options.file, csv)
    length = len(Lines(document.source))
    if not 1 <= options.line <= length:
        raise Usage(f"{document.name} has no line {options.line}; its last line is {length}")
    checker = checker.speaking(document.text)
    return streams.say(listings.why(document, options.line, checker.extract(document, trace=True), checker.laws.judge))


# -- changes -----------------------------------------------------------------------------------------------------------


def _changes(words: list[str]) -> int:
    options = arguments.changes(words)
    from factcheck import versions
    from factcheck.records import Failure
    from factcheck.reports import console, listings

    checker = _checker(options)
    failures: list[Failure] = []
    old, new = (_versions(checker, path, failures) for path in (options.old, options.new))
    rows = list(listings.changes(versions.changes(old, new)))
    as_json = options.format == "json"
    streams.say(listings.as_json("changes", rows) if as_json else listings.changed(rows))
    for failure in failures:
        streams.complain(console.failed(failure))
    return 3 if failures else int(any(row["stale"] for row in rows))


def _versions(checker: Checker, root: str, failures: list[Any]) -> list[Version]:
    """The documents under a path with their amounts, named by their way from it; what cannot be read is a failure."""
    from attrs import evolve

    from factcheck import readers
    from factcheck.records import AMOUNTS, Failure, InputError
    from factcheck.versions import Version

    found = checker.find([root])
    failures += found.failures
    versions = []
    for file in found.files:
        try:
            document = readers.read(file, checker.config.csv)
        except InputError as fault:
            failures.append(Failure(file, str(fault)))
            continue
        figures = [figure for figure in checker.extract(document).figures if figure.type in AMOUNTS]
        name = os.path.relpath(file, root) if os.path.isdir(root) else ""
        versions.append(Version(evolve(document, name=name, metadata={"path": file}), figures))
    return versions


# -- bind --------------------------------------------------------------------------------------------------------------


def _bind(words: list[str]) -> int:
    options = arguments.bind(words)
    from factcheck import bindings
    from factcheck.bindings import proposals
    from factcheck.records import AMOUNTS, Failure
    from factcheck.reports import console, listings
    from factcheck.settings import settings_for

    known = settings_for(options.paths[0]).bindings or bindings.Bindings(os.curdir, "")
    tried = [(source, source.value(known.folder)) for source in known.sources]
    tried += (pair for path in options.data for pair in proposals.of_table(path, known.folder))
    tried = list({str(source): (source, value) for source, value in reversed(tried)}.values())
    if not tried:
        raise Usage(
            "there is no source to bind to; name a data file with --data, or add [sources.NAME] to factcheck.toml"
        )
    checker = _checker(options)
    failures: list[Failure] = []
    found: list[tuple[Document, list[Proposal]]] = []
    for document in _documents(checker, Namespace(**vars(options), stdin_filename=None), failures):
        figures = [figure for figure in checker.extract(document).figures if figure.type in AMOUNTS]
        found += ((document, some) for _, some in proposals.proposals(document, figures, tried))
    if options.accept:
        _accept(options.accept, [(document, one) for document, some in found for one in some], known)
    else:
        rows = list(listings.proposals(found))
        as_json = options.format == "json"
        streams.say(listings.as_json("proposals", rows) if as_json else listings.proposed(rows))
    for failure in failures:
        streams.complain(console.failed(failure))
    return 3 if failures else 0


def _accept(wanted: list[str], found: list[tuple[Document, Proposal]], known: Bindings) -> None:
    """Adds accepted proposals to the file of bindings. Raises Usage for an id that none has."""
    from datetime import date

    from factcheck import bindings, project_files
    from factcheck.reports.json import exact

    by_id = {proposal.id: (document, proposal) for document, proposal in found}
    unknown = [name for name in wanted if name not in by_id]
    if unknown:
        raise Usage(f"there is no proposal {unknown[0]}; `factcheck bind` without --accept lists them")
    named = {source.name: source for source in known.sources}
    kept = list(bindings.read(known.path, named)) if known.path else []
    for name in dict.fromkeys(wanted):
        document, one = by_id[name]
        path = os.path.relpath(document.name, known.folder)
        kept = [old for old in kept if (old.path, old.words) != (path, one.words)]
        today, value = date.today().isoformat(), exact(one.value)  # noqa: DTZ011 - the day where the user is
        kept.append(bindings.Binding(path, *one.words, one.source, today, value, len(kept) + 1))
        streams.say([f"bound: {document.name}: {one.figure.shown} is {one.source.name or one.source}"])
    with streams.output(os.path.join(known.folder, project_files.BINDINGS)) as stream:
        stream.write(bindings.written(kept))


# -- waive -------------------------------------------------------------------------------------------------------------


def _waive(words: list[str]) -> int:
    options = arguments.waive(words)
    from factcheck import waivers
    from factcheck.reports import Report

    checker = _checker(options)
    report = Report.merged(checker.check_files(checker.find(options.paths)))
    found = [one for one in report.findings if not one.waiver and _is_meant(one, options)]
    if not found:
        raise Usage(f"no finding is meant by {options.finding}; `factcheck check --format json` has their fingerprints")
    for one in found:
        stated = waivers.written(one.check, options.because, options.by, options.until)
        again = waivers.parse(stated, "", 0)
        if again is None or again.named != waivers.named(one.check) or again.by != options.by:
            raise Usage(
                f"the waiver cannot be written as `{stated}`; say it without `because`, `until` and parentheses"
            )
        side, line = waivers.line_for(one.check.claim.document, stated)
        with streams.output(side, "a") as stream:
            stream.write(f"{_break_before(side)}{line}\n")
        streams.say([f"{side}: {line}"])
    return 0


def _break_before(path: str) -> str:
    """The line break that a file lacks at its end."""
    with open(path, "rb") as file:
        held = file.read()
    return "\n" if held and not held.endswith(b"\n") else ""


def _is_meant(finding: Finding, options: Namespace) -> bool:
    """Whether a finding is that of a fingerprint, of which some digits will do, or has a figure on a line of a file."""
    if not options.line:
        return finding.fingerprint.startswith(options.finding)
    return any(
        os.path.abspath(name) == os.path.abspath(options.file) and region.line <= options.line <= region.end_line
        for name, region in finding.check.regions
    )


# -- annotate ----------------------------------------------------------------------------------------------------------


def _annotate(words: list[str]) -> int:
    options = arguments.annotate(words)
    from datetime import UTC, datetime

    from factcheck import readers
    from factcheck.annotate import annotated
    from factcheck.readers import docx
    from factcheck.reports import Report, console
    from factcheck.reports.layout import counted

    checker = _checker(options)
    _keep_inputs(options.output, Namespace(**vars(options), stdin_filename=None), checker)
    word = docx.opened(readers.contents(options.file), options.file)
    report = Report.merged(checker.check_files(readers.Found(), {options.file: lambda: word.document}))
    status = report.exit_status
    if status != _UNREAD:
        data, comments = annotated(word, report, datetime.now(UTC))
        with streams.saved(options.output) as file:
            file.write(data)
        streams.say([f"wrote {options.output} with {counted(comments, 'comment') or 'no comments'}"])
    for failure in report.failures:
        streams.complain(console.failed(failure))
    return status


# -- baseline ----------------------------------------------------------------------------------------------------------


def _record(words: list[str]) -> int:
    options = arguments.baseline(words)
    from factcheck import baseline
    from factcheck.reports import Report, console
    from factcheck.reports.layout import counted
    from factcheck.settings import settings_for

    settings = settings_for(_first(options))
    file = options.output or settings.values.get("baseline") or baseline.FILE
    checker = _made(options, settings, baseline="")
    report = Report.merged(checker.check_files(checker.find(options.paths)))
    for failure in report.faults:
        streams.complain(console.failed(failure))
    if report.faults:
        raise Usage("nothing is recorded; correct these first, or leave them out")
    before = baseline.Baseline.read(file).entries if os.path.exists(file) else {}
    lines = list(baseline.written(report.findings, file))
    streams.say(lines, file)
    after = baseline.Baseline.read(file).entries
    told = f"recorded {counted(len(after), 'finding') or 'no finding'} in {file}"
    gone, new = len(before.keys() - after.keys()), len(after.keys() - before.keys())
    return streams.say([f"{told}: {new} new, {gone} gone" if before else told])


# -- config ------------------------------------------------------------------------------------------------------------


def _configure(words: list[str]) -> int:
    options = arguments.config(words)
    import json

    if options.what == "init":
        from factcheck.project_files import SETTINGS
        from factcheck.settings import template

        if os.path.exists(SETTINGS):
            raise Usage(f"{SETTINGS} is there already; change it, or delete it first")
        streams.say(template.lines(), SETTINGS)
        return streams.say([f"wrote {SETTINGS}, in which every setting stands as a remark"])
    if options.what == "schema":
        from factcheck.packs.schema import schema as of_packs
        from factcheck.settings.schema import schema as of_settings

        schema = of_packs() if options.file == "pack" else of_settings()
        return streams.say(json.dumps(schema, indent=2).splitlines())
    from factcheck.reports import listings
    from factcheck.settings import applied, settings_for

    _checker(Namespace(file=options.file))  # tells what is wrong with the settings
    rows = list(applied.rows(options.file, settings_for(options.file)))
    return streams.say(listings.as_json("settings", rows) if options.format == "json" else listings.settings(rows))


# -- desk --------------------------------------------------------------------------------------------------------------


def _desk(words: list[str]) -> int:
    options = arguments.desk(words)
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from factcheck.desk import build, serve

    try:
        pyodide = build.find_pyodide(options.pyodide)
    except build.NoPyodide as fault:
        raise Usage(str(fault)) from fault
    if options.build:
        if not build.is_ours(options.build):
            raise Usage(f"--build {options.build}: holds other files; name a folder that is new or empty")
        build.build(Path(options.build), pyodide)
        return streams.say([f"wrote the page to {options.build}; any web server can serve it"])
    with TemporaryDirectory() as folder:
        build.build(Path(folder), pyodide)
        try:
            server = serve.server(folder, options.port)
        except OSError as fault:
            raise Usage(f"port {options.port} cannot be served ({fault.strerror}); choose one by --port") from fault
        with server:
            streams.say([f"http://{serve.HOST}:{server.server_port}/ (for this machine alone; Ctrl+C ends it)"])
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return 0
    return 0


def _lsp(words: list[str]) -> int:
    arguments.lsp(words)
    try:
        from factcheck.lsp import server
    except ImportError as fault:
        raise Usage(f'lsp needs {fault.name}: pip install "factcheck-figures[lsp]"') from fault
    server.serve()
    return 0


# -- sheet -------------------------------------------------------------------------------------------------------------


def _sheet(words: list[str]) -> int:
    options = arguments.sheet(words)
    if (options.verify or options.output).lower().endswith(".xlsx"):
        try:
            from factcheck.sheet import workbook  # noqa: F401
        except ImportError as fault:
            raise Usage(f'a sheet in .xlsx needs {fault.name}: pip install "factcheck-figures[xlsx]"') from fault
    return _verify_sheet(options) if options.verify else _write_sheet(options)


def _write_sheet(options: Namespace) -> int:
    from factcheck.reports.layout import counted
    from factcheck.sheet import page
    from factcheck.sheet.columns import COLUMNS

    _keep_inputs(options.output, options, checker := _keeping(options, _first(options)))
    rows, documents = _figures_to_sign(checker, options.paths)
    told = f"{options.output}: {counted(len(rows), 'figure') or 'no figure'} to be signed"
    if not options.output.lower().endswith(".xlsx"):
        with streams.output(options.output) as stream:
            stream.write(page.written(rows, COLUMNS))
        return streams.say([told])
    from factcheck.sheet import verify, workbook

    if os.path.exists(options.output):
        names = {_in_sheet(options.output, document.name): document.name for document in documents}
        rows = verify.renewed(_signed(options.output), rows, names, documents)
        kept = sum(row.signed for row in rows)
        told += f", {counted(kept, 'signature')} kept" if kept else ""
    try:
        workbook.write(options.output, rows, documents)
    except OSError as fault:
        raise streams.Unwritable(f"cannot write {options.output}: {fault.strerror or fault}") from fault
    return streams.say([told])


def _signed(path: str) -> Sheet:
    """A sheet as it was signed. Raises Usage."""
    from factcheck.sheet import workbook

    try:
        return workbook.read(path)
    except workbook.NoSheet as fault:
        raise Usage(str(fault)) from fault
    except OSError as fault:
        raise Usage(f"{path}: cannot be read: {fault.strerror or fault}") from fault


def _verify_sheet(options: Namespace) -> int:
    from factcheck.sheet import verify

    sheet = _signed(options.verify)
    folder = os.path.dirname(options.verify)
    names = {path: os.path.normpath(os.path.join(folder, path)) for path in sheet.sources}
    rows, documents = _figures_to_sign(_keeping(options, next(iter(names.values()), os.curdir)), list(names.values()))
    found = verify.verified(sheet, rows, names, documents)
    streams.say([*found.lines, found.told])
    return 0 if found.holds else 1


def _keeping(options: Namespace, first: str) -> Checker:
    """The checker whose reports keep their documents, by the settings of a path."""
    from factcheck.settings import settings_for

    return _made(options, settings_for(first), keep=True)


def _figures_to_sign(checker: Checker, paths: Sequence[str]) -> tuple[list[Row], list[Document]]:
    """The rows of the articles at some paths, and the articles. Raises InputError for what cannot be read."""
    from factcheck.records import InputError
    from factcheck.reports import Report
    from factcheck.sheet import rows

    report = Report.merged(checker.check_files(checker.find(paths)))
    for failure in report.faults:
        raise InputError(failure.message)
    abbreviations = {page.language: checker.speaking(page.document.text).abbreviations for page in report.pages}
    return rows.rows(report, abbreviations), [page.document for page in report.pages]


def _in_sheet(sheet: str, name: str) -> str:
    """The path of a document as a sheet has it."""
    folder = os.path.dirname(os.path.abspath(sheet))
    return os.path.relpath(os.path.abspath(name), folder).replace(os.sep, "/")


_COMMANDS = {
    "check": _check,
    "rules": _rules,
    "show": _show,
    "why": _why,
    "changes": _changes,
    "bind": _bind,
    "waive": _waive,
    "annotate": _annotate,
    "baseline": _record,
    "config": _configure,
    "desk": _desk,
    "lsp": _lsp,
    "sheet": _sheet,
}
