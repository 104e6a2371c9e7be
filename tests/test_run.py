"""The library: paths, texts and documents in, the same reports out in any order, thread and process; no more."""

from __future__ import annotations

import decimal
import gc
import json
import locale
import logging
import os
import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

import factcheck
from factcheck import Checker, Config, ConfigError, PackError, Report, Severity, Verdict, workers
from factcheck.checks import Laws
from factcheck.language import Language, Reading

SLIP = "There are 48 offices (45 cells and 2 committees)."  # an error
CUT_OFF = "The plan was met by 71 of 86 schools (82.5%)."  # a note
HOLDS = "The plan was met by 71 of 86 schools (82.6%)."
TEXTS = (SLIP, CUT_OFF, HOLDS, "Rain fell.", f"“{SLIP}” {CUT_OFF}", f"{HOLDS}\n\n{SLIP}\n\n{CUT_OFF}")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config(list_all=True))


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eighty articles and a file that is none, in the current folder."""
    monkeypatch.chdir(tmp_path)
    for number in range(80):
        Path(f"a{number:02}.txt").write_text(TEXTS[number % len(TEXTS)], encoding="utf-8")
    Path("b.txt").write_bytes(b"\0")
    return tmp_path


def verdicts(report: Report) -> list[tuple[str, Verdict]]:
    return [(finding.check.rule, finding.check.verdict) for finding in report.findings]


# -- what goes in and comes out ----------------------------------------------------------------------------------------


def test_a_text_is_checked() -> None:
    report = factcheck.check_text(f"{SLIP} {CUT_OFF}", "a.txt")
    assert verdicts(report) == [
        ("parts-total-mismatch", Verdict.INCONSISTENT),
        ("share-mismatch", Verdict.MISROUNDED),
    ]
    assert [finding.check.claim.document for finding in report.findings] == ["a.txt", "a.txt"]
    assert report.exit_status == 1
    assert factcheck.check_text(HOLDS).exit_status == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was passed by 504 of 1.278 members (39.44%).", 0),
        ("It was passed by 504 of 1.278 members (93.44%).", 1),  # neither way
        ("It mended 504 of 1.278 km of road (39.4%).", 0),
        ("It mended 1.2 of 1.278 km of road (93.9%).", 0),
        ("It mended 504 of 1.278 km of road (93.4%).", 1),
    ],
)
def test_a_number_that_may_be_read_in_two_ways_is_wrong_only_if_both_fail(text: str, found: int) -> None:
    assert len(factcheck.check_text(text).findings) == found


def test_both_values_of_a_number_that_may_be_read_in_two_ways_are_listed() -> None:
    report = Checker(Config(list_all=True)).check_text("It mended 504 of 1.278 km of road (39.4%).")
    (check,) = json.loads(report.to_json())["checks"]
    assert [(one["value"], one.get("alternative")) for one in check["operands"]] == [
        ("504", None), ("1278", "1.278"), ("39.4", None)
    ]  # fmt: skip


def test_the_format_of_a_text_is_stated_or_told_by_its_name() -> None:
    text = f"<!-- {SLIP} -->"
    assert len(factcheck.check_text(text).findings) == 1
    assert factcheck.check_text(text, "a.html").findings == ()
    assert factcheck.check_text(text, format="markdown").findings == ()
    with pytest.raises(ValueError, match="there is no format 'odt'"):
        factcheck.check_text(text, format="odt")


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("paths", ["a00.txt", Path("a00.txt"), ["a00.txt"], (Path("a00.txt"),), iter(["a00.txt"])])
def test_paths_may_be_one_or_many_texts_or_objects(paths: Any) -> None:
    report = factcheck.check(paths)
    assert verdicts(report) == [("parts-total-mismatch", Verdict.INCONSISTENT)]


@pytest.mark.usefixtures("corpus")
def test_what_cannot_be_read_is_a_failure_and_no_exception() -> None:
    report = factcheck.check(["gone.txt", "b.txt", "a00.txt"])
    assert [failure.path for failure in report.failures] == ["b.txt", "gone.txt"]
    assert all(failure.message.startswith(f"{failure.path}: ") for failure in report.failures)
    assert (report.exit_status, len(report.findings)) == (3, 1)


def test_coverage_counts_what_was_looked_at() -> None:
    seen = factcheck.check_text(f"{SLIP} {HOLDS} It rained on 14 villages in 2024.").coverage
    assert (seen.documents, seen.figures, seen.bound, seen.claims) == (1, 7, 6, 2)
    assert (seen.checks, seen.consistent, seen.misrounded, seen.inconsistent) == (2, 1, 0, 1)
    assert seen.undecided == {}


def test_claims_have_their_figures_in_roles_at_offsets_of_the_text() -> None:
    text = f"Rain fell.\n\n{CUT_OFF}"
    (claim,) = factcheck.extract_claims(text)
    assert claim.kind == "share"
    assert {role: text[one.start : one.end] for role, one in claim.operands()} == {
        "part": "71", "whole": "86", "percent": "82.5%",
    }  # fmt: skip
    assert {role: one.value for role, one in claim.operands()} == {
        "part": 71, "whole": 86, "percent": Fraction(165, 2),
    }  # fmt: skip


def test_quantities_are_amounts_alone_in_order() -> None:
    text = "On 3 June 2024 the 2nd of 5 roads, Highway 279, rose over 12 metres."
    assert [(one.text, one.hedge) for one in factcheck.extract_quantities(text)] == [
        ("5", "exact"),
        ("12 metres", "over"),
    ]


def test_rules_are_loaded_with_those_of_packs(tmp_path: Path) -> None:
    rules = factcheck.load_rules()
    assert {rule.severity for rule in rules} <= set(Severity)
    pack = tmp_path / "pack.yaml"
    pack.write_text("- id: x\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"pack\.yaml:1: a rule lacks claim"):
        factcheck.load_rules(pack)


def test_all_faults_of_all_rooms_come_at_once(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(
        """\
rules:
- {id: one, claim: share, require: "percent = part", severity: error, why: A. B., source: S, url: "https://example.org/s",
   summary: a fault, examples: {consistent: ["5"], inconsistent: ["6"]}}
phrasings:
  share:
  - "{part} von {hole}"
kinds:
  Wrong: {summary: s, roles: {a: {type: amount}}}
""",
        encoding="utf-8",
    )
    with pytest.raises(PackError) as caught:
        Checker(Config(packs=pack))
    lines = str(caught.value).splitlines()
    assert sorted(int(line.split(":")[1]) for line in lines) == [2, 6, 8]
    assert all(line.startswith(f"{pack}:") for line in lines)


def test_a_configuration_that_cannot_be_followed_is_told() -> None:
    with pytest.raises(ConfigError, match="no rule “share-mismatsh”; did you mean share-mismatch"):
        Checker(Config(select="share-mismatsh"))
    with pytest.raises(ConfigError, match="no rule “zebra”"):
        Checker(Config(ignore=["zebra"]))
    with pytest.raises(ConfigError, match="no severity 'fatal'; severities are note, warning, error"):
        Config(fail_on="fatal")
    with pytest.raises(ConfigError, match=r"jobs must be 0 \(one a processor\) or more, not -5"):
        Config(jobs=-5)


def test_rules_that_are_not_active_make_no_checks() -> None:
    assert factcheck.check_text(f"{SLIP} {CUT_OFF}", config=Config(select="share-mismatch")).coverage.checks == 1
    assert verdicts(factcheck.check_text(f"{SLIP} {CUT_OFF}", config=Config(ignore="share-mismatch"))) == [
        ("parts-total-mismatch", Verdict.INCONSISTENT)
    ]


def test_only_findings_are_listed_unless_all_checks_are_wanted(checker: Checker) -> None:
    assert factcheck.check_text(HOLDS).checks == ()
    (check,) = checker.check_text(HOLDS).checks
    assert (check.verdict, check.working) == (Verdict.CONSISTENT, "71 / 86 = 82.55…%")


def test_a_rule_that_crashes_is_a_fault_of_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(self: Laws, claim: factcheck.Claim) -> Iterator[factcheck.Check]:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(Laws, "judge", judge)
    report = factcheck.check_text(f"Rain fell.\n{SLIP}", "a.txt")
    (failure,) = report.failures
    assert (failure.kind, failure.path, failure.line, report.exit_status) == ("rule", "a.txt", 2, 2)
    assert "ZeroDivisionError: oh" in failure.message


# -- a Checker ---------------------------------------------------------------------------------------------------------


def test_a_checker_is_immutable(checker: Checker) -> None:
    for name in ("config", "pack", "laws", "new"):
        with pytest.raises((FrozenInstanceError, AttributeError)):
            setattr(checker, name, None)


def test_nor_can_the_mappings_in_records_be_changed(checker: Checker) -> None:
    report = checker.check_text(f"{SLIP} {HOLDS}")
    check, pack = report.checks[0], checker.pack
    mappings: list[Any] = [
        check.claim.roles, report.coverage.undecided, report.coverage.skipped, report.coverage.encodings,
        checker.find(".").skipped, pack.kinds, pack.lexicon, pack.lexicon["units"], pack.rules[0].examples,
        pack.rules[0].messages, factcheck.Document("a", "", "").metadata,
    ]  # fmt: skip
    for mapping in mappings:
        before = dict(mapping)
        for change, arguments in {
            "__setitem__": ("new", 1), "__delitem__": ("new",), "__ior__": ({"new": 1},), "update": ({"new": 1},),
            "setdefault": ("new", 1), "pop": ("new", None), "popitem": (), "clear": (),
        }.items():  # fmt: skip
            with pytest.raises(TypeError, match="cannot be changed"):
                getattr(mapping, change)(*arguments)
        assert mapping == before


def test_a_record_does_not_change_with_the_dict_that_it_was_made_of() -> None:
    skipped = {".rst": 1}
    coverage = factcheck.Coverage(skipped=skipped)
    skipped[".rst"] = 2
    assert coverage.skipped == {".rst": 1}


def test_records_have_a_hash(checker: Checker) -> None:
    first, second = (checker.check_text(f"{SLIP} {CUT_OFF}", "a.txt") for _ in range(2))
    assert {*first.findings} == {*second.findings}
    assert len({*first.findings, *second.findings, *first.checks, *second.checks}) == 4
    assert hash(first) == hash(pickle.loads(pickle.dumps(first)))  # noqa: S301


def test_a_pickled_checker_checks_alike(checker: Checker) -> None:
    again = pickle.loads(pickle.dumps(checker))  # noqa: S301
    assert again.config == checker.config
    for text in TEXTS:
        assert again.check_text(text).to_json() == checker.check_text(text).to_json()


def test_checking_leaves_no_trace_in_a_checker(checker: Checker) -> None:
    before = [checker.check_text(text).to_json() for text in TEXTS]
    assert [checker.check_text(text).to_json() for text in reversed(TEXTS)] == before[::-1]


def test_eight_threads_find_what_one_finds(checker: Checker) -> None:
    texts = [f"{TEXTS[number % len(TEXTS)]} It has {number} doors." for number in range(400)]
    alone = [checker.check_text(text).to_json() for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: checker.check_text(text).to_json(), texts)) == alone


def test_many_texts_are_checked_as_they_come(checker: Checker) -> None:
    taken: list[int] = []

    def texts() -> Iterator[tuple[str, str, dict[str, Any]]]:
        for number, text in enumerate(TEXTS):
            taken.append(number)
            yield f"{number}.txt", text, {"desk": "north"}

    reports = checker.check_many(texts())
    assert taken == []
    assert verdicts(next(reports)) == [("parts-total-mismatch", Verdict.INCONSISTENT)]
    assert taken == [0]
    rest = list(reports)
    assert [report.coverage.documents for report in rest] == [1] * (len(TEXTS) - 1)
    assert {check.claim.document for check in rest[0].checks} == {"1.txt"}


def test_a_text_on_which_factcheck_fails_does_not_cost_the_others(
    monkeypatch: pytest.MonkeyPatch, checker: Checker
) -> None:
    read = Language.read

    def fail_on_rain(self: Language, source: str, *_: object) -> Reading:
        if source == "Rain fell.":
            raise RecursionError("too\ndeep")
        return read(self, source)

    monkeypatch.setattr(Language, "read", fail_on_rain)
    first, second = checker.check_many([("a.txt", "Rain fell.", {}), ("b.txt", SLIP, {})])
    (failure,) = first.failures
    assert failure.message == "a.txt: factcheck failed on it (RecursionError: too deep); please report this"
    assert (first.exit_status, second.exit_status) == (3, 1)


# -- order and processes -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("corpus")
def test_any_order_of_paths_and_any_jobs_give_byte_identical_json() -> None:
    expected = Checker(Config(list_all=True)).check(".").to_json()
    assert json.loads(expected)["summary"]["documents"] == 80
    for jobs in (0, 2, 5):
        assert Checker(Config(list_all=True, jobs=jobs)).check(".").to_json() == expected
    paths = [f"./{path}" for path in os.listdir()]
    random.Random(7).shuffle(paths)  # noqa: S311
    assert Checker(Config(list_all=True)).check(paths).to_json() == expected


def test_as_many_processes_as_there_is_work_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    whole = workers.results

    def results(work: Any, tasks: Any, processes: int) -> Any:
        asked.append(processes)
        return whole(work, tasks, processes)

    monkeypatch.setattr(workers, "results", results)
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1, 2}, raising=False)
    for number in range(130):
        (tmp_path / f"{number}.txt").write_text(SLIP, encoding="utf-8")
    one = Checker(Config(jobs=0)).check(tmp_path)
    assert asked == []
    for number in range(130):
        (tmp_path / f"{number}.txt").write_text(SLIP + "Rain fell.\n" * 180, encoding="utf-8")
    several = Checker(Config(jobs=0)).check(tmp_path)
    assert asked == [2]
    assert [one.fingerprint for one in several.findings] == [one.fingerprint for one in one.findings]
    assert several.to_json() == Checker(Config(jobs=1)).check(tmp_path).to_json()


def test_reports_add_up_in_any_order(checker: Checker) -> None:
    reports = [checker.check_text(text, f"{number}.txt") for number, text in enumerate(TEXTS)]
    whole = Report.merged(reports)
    assert Report.merged(reports[::-1]).to_json() == whole.to_json()
    total = reports[3]
    for report in (*reports[:3], *reports[4:]):
        total += report
    assert total.to_json() == whole.to_json()
    assert whole.coverage.documents == len(TEXTS)


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("corpus")
def test_a_report_is_a_table_that_its_schema_vouches_for(checker: Checker) -> None:
    from factcheck.reports.frame import CHECKS

    report = checker.check(".")
    table = report.to_frame()
    CHECKS.validate(table, lazy=True)
    assert len(table) == len(report.checks)
    assert set(table["verdict"]) == {"consistent", "misrounded", "inconsistent"}
    assert table.filter(table["suggestion"].is_not_null())["figures"][0].to_list() == ["48", "45", "2"]


@pytest.mark.parametrize("missing", ["polars", "pandera"])
def test_without_the_extra_the_error_says_what_to_install(missing: str) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        f"import factcheck\n"
        f"report = factcheck.check_text({SLIP!r})\n"
        f"print(len(report.findings))\n"
        f"try: report.to_frame()\n"
        f"except ImportError as fault: print(fault)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "1"
    assert done.stdout.splitlines()[1].endswith('pip install "factcheck-figures[data]"')


# -- what the library leaves alone -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("corpus")
def test_the_library_prints_nothing_and_leaves_the_process_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    def state() -> tuple[object, ...]:
        context = decimal.getcontext()
        return (
            locale.setlocale(locale.LC_ALL), logging.root.level, list(logging.root.handlers),
            logging.root.manager.disable, context.prec, context.rounding, dict(context.traps), dict(context.flags),
            gc.get_threshold(), sys.getrecursionlimit(), os.getcwd(), dict(os.environ), random.getstate(),
        )  # fmt: skip

    before = state()
    report = factcheck.check(".")
    report.to_json()
    report.to_frame()
    for text in TEXTS:
        factcheck.check_text(text)
        factcheck.extract_claims(text)
        factcheck.extract_quantities(text)
    factcheck.load_rules()
    assert state() == before
    assert capfd.readouterr() == ("", "")


def test_results_do_not_depend_on_the_decimal_context_or_the_hash_seed() -> None:
    code = (
        "import decimal, factcheck\n"
        "decimal.getcontext().prec = {}\n"
        f"print(factcheck.Checker(factcheck.Config(list_all=True)).check_text({' '.join(TEXTS)!r}).to_json())"
    )
    outputs = set()
    for precision, seed in ((28, "1"), (2, "2"), (28, "3")):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code.format(precision)]
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1
