"""Given files that were checked before, the next run reports the same to the byte; given anything else, what is new."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factcheck
from benchmarks import kill
from factcheck import Checker, Config, run
from factcheck.cache import Store, basis, place, results
from factcheck.cache.encoding import decoded, encoded
from factcheck.reports import formats

ROOT = Path(__file__).resolve().parent.parent
SLIP = "There are 48 offices (45 cells and 2 committees).\n"
HOLDS = "The plan was met by 71 of 86 schools (82.6%).\n"
CUT_OFF = "The plan was met by 71 of 86 schools (82.5%).\n"
WAIVER = "parts-total-mismatch (48; 45; 2) {}because the office counts itself"
RULE = """\
- id: seats-full
  claim: bound
  summary: a hall with more guests than seats
  require: part <= whole
  severity: {}
  why: A seat holds one guest. Nobody stands.
  source: The fire brigade
  url: https://example.org/seats
  examples:
    consistent: ["Some 33 of the 50 states have signed."]
    inconsistent: ["Some 53 of the 50 states have signed."]
"""

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of texts, the current one, beside that of an empty cache, which is used however few the texts are."""
    here = tmp_path / "texts"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(run, "_WORTHWHILE", 1)
    monkeypatch.setattr(run, "_BUNDLE", 8)
    return here


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are checked, as they are, by this process."""
    names: list[str] = []
    whole = Checker.check_source

    def check_source(self: Checker, name: str, *rest: Any) -> factcheck.Report:
        names.append(name)
        return whole(self, name, *rest)

    monkeypatch.setattr(Checker, "check_source", check_source)
    return names


def write(**texts: str) -> None:
    """Writes plain texts into the current folder: `a="Five."` is a.txt."""
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")


def commune(name: str, people: int) -> str:
    return f"{name} prepares\n\nIn 2024 {name} commune had a population of {people:,} and covered 41.5 km2.\n"


def of_all_kinds() -> None:
    """Writes texts with and without findings, facts, waivers, tables, and some that cannot be read."""
    for number in range(30):
        write(**{f"n{number}": (SLIP, HOLDS, CUT_OFF, "Rain fell.\n", "")[number % 5] * (1 + number % 3)})
    write(c1=commune("Na Sang", 4_217), c2=commune("Na Sang", 4_271), c3=commune("Na Ten", 5_000))
    write(
        w=f"{SLIP}\n# factcheck: waive {WAIVER.format('')}\n",
        unused=f"{HOLDS}\n# factcheck: waive {WAIVER.format('')}\n",
        side=SLIP,
    )
    Path(".factcheck-waivers").write_text(f"side.txt: {WAIVER.format('')}\n", encoding="utf-8")
    Path("t.csv").write_text("place;people\nNa Sang;4.217\nNa Ten;5.000\nTotal;9.218\n", encoding="utf-8")
    Path("latin.txt").write_bytes(
        "Über 33 Prozent: 33 of the 50 états, or 66%, à Orléans, où l'été fut à l'aise.".encode("cp1252")
    )
    Path("b.txt").write_bytes(b"\0")
    Path("vi.txt").write_text("Toàn huyện có 47 tổ chức đảng, gồm 45 chi bộ và 3 đảng bộ.\n", encoding="utf-8")


# -- the same to the byte ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [*(["--format", name] for name in formats.FORMATS), ["--diff"], ["--all"]], ids=str)
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_every_report_is_the_same_cold_warm_and_without(
    folder: Path, command: Command, options: list[str], jobs: str
) -> None:
    of_all_kinds()
    expected = command(".", "--no-cache", "--jobs", "1", *options)
    assert command(".", "--jobs", jobs, *options) == expected
    assert command(".", "--jobs", jobs, *options) == expected


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir()))
def test_the_examples_are_the_same(folder: Path, command: Command, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples" / name)
    expected = command(".", "--no-cache", "--all")
    assert [command(".", "--all") for _ in range(3)] == [expected] * 3


PARTS = st.sampled_from([SLIP, HOLDS, CUT_OFF, commune("Na Sang", 9), commune("Na Sang", 8)])


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(PARTS, max_size=4), min_size=2, max_size=12))
def test_texts_of_any_kind_are_the_same_after_some_were_changed(folder: Path, texts: list[list[str]]) -> None:
    for number, parts in enumerate(texts):
        write(**{f"a{number}": "\n".join(parts)})
    plain, cached = (Checker(Config(cached=cached, list_all=True)) for cached in (False, True))
    assert cached.check(".").to_json() == cached.check(".").to_json() == plain.check(".").to_json()


@pytest.mark.parametrize("format", ["console", "html"])
def test_a_warm_run_checks_nothing_and_after_a_change_just_what_was_changed(
    folder: Path, command: Command, read: list[str], format: str
) -> None:
    of_all_kinds()
    for path in ("b.txt", "t.csv"):
        os.unlink(path)  # what cannot be read, in whole or in part, is tried anew
    words = (".", "--jobs", "1", "--format", format)
    cold = command(*words)
    assert len(read) == len(list(folder.glob("*.txt")))
    read.clear()
    assert command(*words) == cold
    assert read == []
    write(c2=commune("Na Sang", 4_217))
    changed = command(*words)
    assert read == ["./c2.txt"]
    assert changed == command(*words, "--no-cache") != cold


def test_a_single_article_is_checked_without_a_cache(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(folder / "cache"))
    (folder / "a.txt").write_text(SLIP, encoding="utf-8")
    assert command(str(folder / "a.txt"))[0] == 1
    assert not (folder / "cache").exists()


def test_a_report_of_the_library_is_kept_only_where_that_is_asked_for(folder: Path) -> None:
    write(a=SLIP)
    factcheck.check(".")
    assert Store(place()).state().entries == 0
    factcheck.check(".", Config(cached=True))
    assert Store(place()).state().entries == 1


# -- what a result follows from ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        ["--ignore", "parts-total-mismatch"],
        ["--select", "share-mismatch"],
        ["--all"],
        ["--language", "vi"],
        ["--preview"],
    ],
    ids=str,
)
def test_another_option_is_another_result(folder: Path, command: Command, options: list[str]) -> None:
    of_all_kinds()
    command(".")
    assert command(".", *options) == command(".", "--no-cache", *options)


def test_what_fails_the_run_is_no_part_of_a_result(folder: Path, command: Command, read: list[str]) -> None:
    write(a=CUT_OFF, b=CUT_OFF)
    assert command(".")[0] == 0
    read.clear()
    assert command(".", "--fail-on", "note")[0] == 1
    assert read == []


def test_another_rule_in_a_pack_is_another_result(folder: Path, command: Command) -> None:
    write(a="Some 53 of the 50 states have signed.\n")
    pack = Path("house.yaml")
    pack.write_text(RULE.format("note"), encoding="utf-8")
    first = command(".", "--pack", str(pack), "--select", "seats-full")
    pack.write_text(RULE.format("error"), encoding="utf-8")
    second = command(".", "--pack", str(pack), "--select", "seats-full")
    assert (first[0], second[0]) == (0, 1)
    assert second == command(".", "--pack", str(pack), "--select", "seats-full", "--no-cache")


def test_other_words_in_the_folder_of_a_pack_are_another_result(folder: Path, command: Command) -> None:
    write(a="Some 53 of the 50 states have signed.\n")
    words = Path("house/en")
    words.mkdir(parents=True)
    Path("house/rules.yaml").write_text(RULE.format("error"), encoding="utf-8")
    for message in ("{part} guests on {whole} seats.", "{part} guests, {whole} seats."):
        text = f"seats-full: {{inconsistent: '{message}'}}\n"
        (words / "messages.yaml").write_text(text, encoding="utf-8")
        found = command(".", "--pack", "house", "--select", "seats-full")
        assert found == command(".", "--pack", "house", "--select", "seats-full", "--no-cache")
        assert message.format(part=53, whole=50) in found[1]


def test_another_setting_is_another_result(folder: Path, command: Command) -> None:
    write(a=SLIP)
    assert command(".")[0] == 1
    for text in (
        '[severity]\nparts-total-mismatch = "note"\n',
        '[per-path."a.*"]\nignore = ["parts-total-mismatch"]\n',
    ):
        Path("factcheck.toml").write_text(text, encoding="utf-8")
        assert command(".") == command(".") == command(".", "--no-cache")
        assert command(".")[0] == 0


def test_another_version_is_another_result(
    folder: Path, command: Command, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(a=SLIP)
    code = tmp_path / "code"
    code.mkdir()
    (code / "builtin.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(basis, "_PACKAGE", str(code))
    command(".")
    read.clear()
    command(".")
    assert read == []
    (code / "builtin.json").write_text("[]", encoding="utf-8")
    command(".")
    assert read == ["./a.txt"]


def test_another_name_is_another_result(folder: Path, command: Command) -> None:
    write(a=SLIP)
    command(".")
    os.rename("a.txt", "b.txt")
    assert command(".") == command(".", "--no-cache")
    assert "b.txt" in command(".")[1]


def test_other_waivers_beside_it_are_another_result(folder: Path, command: Command) -> None:
    write(a=SLIP)
    assert command(".")[0] == 1
    Path(".factcheck-waivers").write_text(f"a.txt: {WAIVER.format('')}\n", encoding="utf-8")
    assert command(".") == command(".") == command(".", "--no-cache")
    assert command(".")[0] == 0
    os.unlink(".factcheck-waivers")
    assert command(".")[0] == 1


@pytest.mark.parametrize("beside", [True, False])
def test_a_waiver_that_ends_is_not_kept_beyond_its_day(
    folder: Path, command: Command, beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = date(2031, 5, 17)
    waiver = WAIVER.format(f"until {last.isoformat()} ")
    write(a=SLIP if beside else f"{SLIP}\n# factcheck: waive {waiver}\n", b=HOLDS)
    if beside:
        Path(".factcheck-waivers").write_text(f"a.txt: {waiver}\n", encoding="utf-8")
    for day, status in ((last, 0), (last + timedelta(1), 1), (last, 0)):
        today = type("today", (date,), {"today": classmethod(lambda _, day=day: day)})
        monkeypatch.setattr(run, "date", today)
        monkeypatch.setattr(results, "date", today)
        assert [command(".")[0], command(".")[0]] == [status, status]
        assert command(".") == command(".", "--no-cache")


def test_another_baseline_is_another_result(folder: Path, command: Command) -> None:
    write(a=SLIP)
    command("baseline", ".")
    known = command(".", "--baseline", "factcheck-baseline.json")
    assert known == command(".", "--baseline", "factcheck-baseline.json")
    assert known[0] == 0
    Path("factcheck-baseline.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    assert command(".", "--baseline", "factcheck-baseline.json")[0] == 1


def test_declared_data_are_held_against_what_is_kept(folder: Path, command: Command, read: list[str]) -> None:
    write(a=commune("Na Sang", 4_217), b=commune("Na Ten", 5_000))
    command(".")
    for people in (4_217, 4_300):
        Path("office.tsv").write_text(f"commune\tpopulation 2024\nNa Sang\t{people}\n", encoding="utf-8")
        read.clear()
        found = command("a.txt", "b.txt", "--against", "office.tsv")
        assert found == command("a.txt", "b.txt", "--against", "office.tsv")
        assert found == command("a.txt", "b.txt", "--against", "office.tsv", "--no-cache")
        assert found[0] == (people != 4_217)


def test_what_is_bound_to_a_source_is_read_each_time(folder: Path, command: Command) -> None:
    shutil.copytree(ROOT / "examples" / "bound", folder, dirs_exist_ok=True)
    command(".")
    collected = Path("collected.csv")
    collected.write_text(collected.read_text(encoding="utf-8").replace("1", "7"), encoding="utf-8")
    assert command(".") == command(".", "--no-cache")


# -- what is damaged, in the way, or another's -------------------------------------------------------------------------


def damages(data: bytes) -> Iterator[bytes]:
    """A file of the store, damaged in many ways."""
    chance = random.Random(11)  # noqa: S311
    yield b""
    yield b"no store"
    yield data[: len(data) // 2]
    yield data[:100] + bytes(len(data) - 100)
    for _ in range(60):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 5, 200))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        yield bytes(changed)


def test_a_damaged_store_is_as_if_absent_and_mended_by_one_of_the_next_runs(
    folder: Path, command: Command, read: list[str]
) -> None:
    of_all_kinds()
    words = (".", "--jobs", "1")
    expected = command(*words, "--no-cache")
    assert command(*words) == expected
    file = Path(Store(place()).file)
    sound = file.read_bytes()

    def checked() -> set[str]:
        read.clear()
        assert command(*words) == expected
        return set(read) - {"./b.txt", "./t.csv"}  # what cannot be read, in whole or in part, is tried anew

    for damaged in damages(sound):
        file.write_bytes(damaged)
        assert not all(checked() for _ in range(5))  # some damage shows only once something is written


def test_a_store_of_another_form_is_begun_anew(folder: Path, command: Command, read: list[str]) -> None:
    write(a=SLIP, b=HOLDS)
    os.makedirs(place(), 0o700)
    with closing(sqlite3.connect(Store(place()).file)) as table:
        table.execute("CREATE TABLE results (other TEXT)")
    for _ in range(2):
        read.clear()
        assert command(".")[0] == 1
    assert read == []


def test_a_value_under_another_key_or_of_another_day_is_as_if_absent() -> None:
    report = factcheck.check_text(SLIP)
    kept = encoded(b"key", report, 5)
    assert decoded([(b"key", kept)], 5) == (factcheck.Report.merged([report]), {b"key"})
    for key, value, today in ((b"other", kept, 5), (b"key", kept, 6), (b"key", kept[:-1], 5), (b"key", b"", 5)):
        assert decoded([(key, value)], today) == (factcheck.Report(), set())


class _Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("evil",)


def test_what_stands_in_a_store_runs_no_code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickle, "dumps", lambda _, protocol, dumps=pickle.dumps: dumps(_Evil(), protocol))
    value = encoded(b"key", factcheck.check_text(SLIP))
    assert b"mkdir" in value
    assert decoded([(b"key", value)], 1) == (factcheck.Report(), set())
    assert not os.path.exists("evil")


def in_the_way(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Folders that cannot be used, one after the other."""
    yield ""
    shutil.rmtree(place, ignore_errors=True)
    place.write_text("a file", encoding="utf-8")
    yield "it is no folder"
    place.unlink()
    place.mkdir()
    place.chmod(0o777)
    yield "others may write there"
    place.chmod(0o700)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: 12345)
        yield "it belongs to another user"
    (place / "results-1.sqlite").mkdir()
    yield ""
    with monkeypatch.context() as patch:
        patch.setenv("FACTCHECK_CACHE_DIR", "/proc/none/here")
        yield ""
    with monkeypatch.context() as patch:
        patch.delenv("FACTCHECK_CACHE_DIR")
        patch.setenv("HOME", "")
        patch.setenv("XDG_CACHE_HOME", "nowhere/absolute")
        yield ""


@pytest.mark.skipif(os.name != "posix", reason="modes and owners are those of POSIX")
def test_a_folder_that_cannot_be_used_costs_nothing(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_all_kinds()
    expected = command(".", "--no-cache")
    for trouble in in_the_way(Path(place()), monkeypatch):
        assert command(".") == expected
        assert not trouble or f"unused: {trouble}" in command("cache", "info")[1]


def test_a_full_disk_costs_nothing(folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    of_all_kinds()
    expected = command(".", "--no-cache")
    whole: Callable[..., sqlite3.Connection] = sqlite3.connect

    def connect(*words: Any, **options: Any) -> sqlite3.Connection:
        table = whole(*words, **options)
        table.execute("PRAGMA max_page_count = 2")
        return table

    monkeypatch.setattr(sqlite3, "connect", connect)
    assert [command("."), command(".")] == [expected] * 2


def test_another_process_that_writes_costs_nothing(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(a=SLIP, b=HOLDS)
    monkeypatch.setattr("factcheck.cache.store._PATIENCE", 0)
    expected = command(".")
    with closing(sqlite3.connect(Store(place()).file, isolation_level=None)) as table:
        table.execute("BEGIN EXCLUSIVE")
        assert command(".") == expected
        write(b=CUT_OFF)
        changed = command(".")
    assert changed == command(".", "--no-cache")


def test_several_processes_at_once_report_the_same(folder: Path, command: Command) -> None:
    for number in range(300):
        write(**{f"a{number}": (SLIP, HOLDS, commune(f"Na {chr(65 + number % 9)}o", number))[number % 3] * 3})
    expected = command(".", "--no-cache", "--format", "json")[1]
    words = [sys.executable, "-m", "factcheck", ".", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(4)
    ]
    assert [process.communicate()[0].decode() for process in started] == [expected] * 4


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL elsewhere")
def test_a_run_that_is_killed_leaves_nothing_wrong(tmp_path: Path) -> None:
    assert kill.wrong(tmp_path, kills=5, documents=150) == []


# -- the store ---------------------------------------------------------------------------------------------------------


def test_a_store_keeps_to_its_limit_and_loses_what_was_not_used_for_longest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = 20_000
    monkeypatch.setattr("factcheck.cache.store._today", lambda: day)
    store = Store(str(tmp_path / "cache"), limit=400_000)
    keys = [bytes([number]) for number in range(200)]
    for key in keys:
        day += 1
        store.put([(key, key * 5_000)])
        assert store.get([keys[0]]) == {keys[0]: keys[0] * 5_000}
        assert store.state().size <= 420_000
    kept = store.get(keys)
    assert keys[-1] in kept
    assert keys[1] not in kept
    assert all(value == key * 5_000 for key, value in kept.items())


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_what_is_made_is_the_users_alone(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "some" / "cache"))
    store.put([(b"key", b"value")])
    assert [os.stat(path).st_mode & 0o777 for path in (store.folder, store.file)] == [0o700, 0o600]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep caches elsewhere")
def test_the_folder_is_the_one_that_is_named_else_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", "/a/b")
    assert place() == "/a/b"
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", "")
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    assert place() == "/c/factcheck-figures"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "/d")
    assert place() == "/d/.cache/factcheck-figures"


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_cache_tells_what_it_holds_and_is_emptied(folder: Path, command: Command) -> None:
    empty = "no result, no pack, 0.0 MiB (at most 272 MiB)"
    assert command("cache", "info") == (0, f"folder: {place()}\nholds:  {empty}\n", "")
    write(a=SLIP, b=HOLDS)
    Path("house.yaml").write_text(RULE.format("note"), encoding="utf-8")
    command(".", "--pack", "house.yaml")
    assert "holds:  2 results, 1 pack, " in command("cache", "info")[1]
    status, out, _ = command("cache", "clear")
    assert (status, out.split(", from ")) == (0, [f"deleted 2 results, 1 pack, {out.split()[5]} MiB", f"{place()}\n"])
    assert os.listdir(place()) == []
    assert "no result, no pack" in command("cache", "clear")[1]


def test_the_cache_without_a_folder_says_how_to_name_one(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTCHECK_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(os.path, "isabs", lambda path: False)
    told = "factcheck: there is no folder for a cache; name one in the environment variable FACTCHECK_CACHE_DIR\n"
    assert command("cache", "info") == (2, "", told)
