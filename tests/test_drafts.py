"""Given packs that an earlier run compiled, the next one reads no YAML and reports the same; given others, the new."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from factcheck import Checker, Config, PackError, packs, run
from factcheck.cache import PACKS, PACKS_LIMIT, Store, basis, place
from factcheck.reports import formats

ROOT = Path(__file__).resolve().parent.parent
TEXT = (
    "The ward has 8,000 people spread over 4 square kilometres, or 200 people per square kilometre; 33 of 50 (70%).\n"
)
PACK = """\
kinds:
  crowd:
    summary: people on an area
    roles: {{people: {{type: count}}, area: {{type: amount}}, each: {{type: count}}}}
lexicon:
  classes:
    SPREAD: [spread over]
phrasings:
  crowd: ["{{people}} {{SPREAD}} {{area}} [,] or {{each}} per"]
rules:
  - id: crowd-mismatch
    claim: crowd
    summary: a density is not the people divided by the area
    require: each == people / area
    severity: {severity}
    why: A density is worked out from the two figures beside it.
    source: House rules
    url: https://example.org/crowds
    aliases: [density-mismatch]
    examples:
      consistent: ["It has 8,000 people spread over 4 square kilometres, or 2,000 people per square kilometre."]
      inconsistent: ["It has 8,000 people spread over 4 square kilometres, or 200 people per square kilometre."]
    messages:
      inconsistent: "{{people}} on {{area}} are {{each.true}} each, not {{each}}"
"""

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text and a pack, the current one, beside that of an empty cache."""
    here = tmp_path / "texts"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("house.yaml").write_text(PACK.format(severity="error"), encoding="utf-8")
    return here


@pytest.fixture
def check(command: Command) -> Command:
    """Runs `check` on the text."""
    return partial(command, "check", "a.txt")


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packs that are read from YAML, as they are."""
    names: list[str] = []
    whole = packs.draft

    def draft(paths: tuple[str, ...], language: str) -> object:
        names.extend(paths)
        return whole(paths, language)

    monkeypatch.setattr(packs, "draft", draft)
    return names


def store() -> Store:
    return Store(place(), PACKS_LIMIT, PACKS)


# -- the same to the byte ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [*(["--format", name] for name in formats.FORMATS), ["--diff"], ["--all"]], ids=str)
def test_every_report_is_the_same_cold_warm_and_without(folder: Path, check: Command, options: list[str]) -> None:
    words = ("--pack", "house.yaml", *options)
    assert check(*words, "--no-cache") == check(*words) == check(*words)
    assert store().state().entries == 1


@pytest.mark.parametrize("stated", [["--pack", "house.yaml"], []], ids=["option", "setting"])
def test_a_second_run_loads_no_yaml(folder: Path, stated: list[str]) -> None:
    if not stated:
        Path("factcheck.toml").write_text('packs = ["house.yaml"]\n', encoding="utf-8")
    code = (
        "import sys; from factcheck import cli; status = cli.main(sys.argv[1:]); "
        "print(sorted(name for name in ('yaml', 'factcheck.packs.build', 're._compiler') if name in sys.modules)); "
        "sys.exit(status)"
    )
    words = [sys.executable, "-c", code, "check", "a.txt", *stated]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    first, second = (
        subprocess.run(words, env=environment, capture_output=True, text=True, check=False) for _ in range(2)
    )
    *report, loaded = second.stdout.splitlines()
    assert first.stdout.splitlines()[:-1] == report
    assert "factcheck.packs.build" in first.stdout.splitlines()[-1]
    assert loaded == "['re._compiler']"  # which Python itself brings
    assert (first.returncode, second.returncode) == (1, 1)
    assert (first.stderr, second.stderr) == ("", "")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_pack_that_was_kept_is_the_one_that_was_drafted(folder: Path, language: str) -> None:
    drafted = packs.load(["house.yaml"], language) if language == "en" else packs.load((), language)
    content = json.loads(json.dumps(packs.written(drafted)))
    assert packs.restored(content, language)[0] == drafted


# -- what a draft follows from -----------------------------------------------------------------------------------------


def test_a_pack_that_was_changed_is_read_anew(folder: Path, check: Command, drafted: list[str]) -> None:
    words = ("--pack", "house.yaml", "--select", "crowd-mismatch")
    assert [check(*words)[0], check(*words)[0]] == [1, 1]
    assert drafted == ["house.yaml"]
    Path("house.yaml").write_text(PACK.format(severity="note"), encoding="utf-8")
    assert [check(*words)[0], check(*words)[0]] == [0, 0]
    assert drafted == ["house.yaml"] * 2


def test_another_version_reads_it_anew(
    folder: Path, check: Command, drafted: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    monkeypatch.setattr(basis, "_PACKAGE", str(code))
    for text, times in (("{}", 1), ("{}", 1), ("[]", 2)):
        (code / "builtin.json").write_text(text, encoding="utf-8")
        check("--pack", "house.yaml")
        assert drafted == ["house.yaml"] * times


def test_another_language_is_another_draft(folder: Path, check: Command, drafted: list[str]) -> None:
    for language in ("en", "vi", "en", "vi"):
        found = check("--pack", "house.yaml", "--language", language)
        assert found == check("--pack", "house.yaml", "--language", language, "--no-cache")
    assert store().state().entries == 2


def test_packs_in_another_order_are_another_draft(folder: Path, check: Command) -> None:
    Path("b.yaml").write_text("messages:\n  share-mismatch: {inconsistent: 'B'}\n", encoding="utf-8")
    Path("c.yaml").write_text("messages:\n  share-mismatch: {inconsistent: 'C'}\n", encoding="utf-8")
    for one, other in (("b.yaml", "c.yaml"), ("c.yaml", "b.yaml")):
        words = ("--pack", one, "--pack", other, "--all")
        assert check(*words) == check(*words) == check(*words, "--no-cache")
    assert store().state().entries == 2


def as_folder(name: str) -> Path:
    """A pack of rules with messages in English, as a folder."""
    rules = "\n".join(line[2:] for line in PACK.format(severity="error").split("rules:\n")[1].splitlines())
    pack = Path(name)
    (pack / "en").mkdir(parents=True)
    rules = rules.replace("claim: crowd", "claim: share").replace(
        "each == people / area", "percent == 100 * part / whole"
    )
    rules = rules.partition("  messages:")[0]
    (pack / "rules.yaml").write_text(rules, encoding="utf-8")
    (pack / "en" / "messages.yaml").write_text("crowd-mismatch: {inconsistent: 'not so'}\n", encoding="utf-8")
    return pack


@pytest.mark.parametrize("change", ["words", "added", "language", "folder"])
def test_whatever_changes_in_the_folder_of_a_pack_it_is_read_anew(folder: Path, check: Command, change: str) -> None:
    pack = as_folder("house")
    words = ("--pack", "house")
    sound = check(*words)
    assert check(*words) == sound
    if change == "words":
        (pack / "en" / "messages.yaml").write_text("crowd-mismatch: {inconsistent: 'never'}\n", encoding="utf-8")
    elif change == "added":
        (pack / "en" / "lexicon.yaml").write_text("classes:\n  RISE: [soared away]\n", encoding="utf-8")
    elif change == "language":
        (pack / "vi").mkdir()
        (pack / "vi" / "phrasings.yaml").write_text("share: ['{nothing}']\n", encoding="utf-8")
    else:
        (pack / "more.yaml").mkdir()
    anew = check(*words)
    assert anew == check(*words) == check(*words, "--no-cache")
    assert (anew[0] == 2) == (change in ("language", "folder"))


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_file_that_becomes_a_link_out_of_the_pack_is_a_fault_again(
    folder: Path, check: Command, tmp_path: Path
) -> None:
    pack = as_folder("house")
    assert check("--pack", "house")[0] == 1
    os.rename(pack / "rules.yaml", tmp_path / "rules.yaml")
    os.symlink(tmp_path / "rules.yaml", pack / "rules.yaml")
    status, _, told = check("--pack", "house")
    assert status == 2
    assert "house/rules.yaml: leads out of the pack" in told


@pytest.mark.parametrize(
    "wrong",
    [
        "nonsense: 1\n",  # no key of a pack
        PACK.format(severity="eror"),
        PACK.format(severity="error").replace("{SPREAD}", "{NOBODY}"),  # in the wording
        PACK.format(severity="error").replace("people / area", "people /"),  # in the law
    ],
    ids=["key", "value", "wording", "law"],
)
def test_faults_are_told_each_time_and_never_kept(folder: Path, check: Command, wrong: str) -> None:
    Path("house.yaml").write_text(wrong, encoding="utf-8")
    first = check("--pack", "house.yaml")
    assert first == check("--pack", "house.yaml") == check("--pack", "house.yaml", "--no-cache")
    assert (first[0], first[1]) == (2, "")
    assert store().state().entries == 0


def test_what_changes_while_it_is_read_is_not_kept(
    folder: Path, check: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = packs.draft

    def draft(paths: tuple[str, ...], language: str) -> object:
        found = whole(paths, language)
        Path("house.yaml").write_text(PACK.format(severity="note"), encoding="utf-8")
        return found

    monkeypatch.setattr(packs, "draft", draft)
    check("--pack", "house.yaml")
    assert store().state().entries == 0


# -- what is kept, and where -------------------------------------------------------------------------------------------


def test_nothing_is_kept_without_packs_and_where_it_is_not_wanted(folder: Path, check: Command) -> None:
    check()
    check("--pack", "house.yaml", "--no-cache")
    Checker(Config(packs="house.yaml"))
    assert not Path(place()).exists()
    Checker(Config(packs="house.yaml", cached=True))
    assert store().state().entries == 1


def test_a_pack_that_is_not_there_is_told_as_without_a_cache(folder: Path) -> None:
    for path in ("", "none.yaml", "a\0b"):
        told = set()
        for cached in (True, False):
            with pytest.raises((PackError, ValueError)) as caught:
                Checker(Config(packs=(path,), cached=cached))
            told.add(str(caught.value))
        assert len(told) == 1


def test_a_damaged_store_is_as_if_absent(folder: Path, check: Command) -> None:
    expected = check("--pack", "house.yaml")
    file = Path(store().file)
    sound = file.read_bytes()
    chance = random.Random(5)  # noqa: S311
    for flips in (1, 5, 5_000, 50_000):
        changed = bytearray(sound)
        for _ in range(flips):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        file.write_bytes(bytes(changed))
        assert [check("--pack", "house.yaml") for _ in range(2)] == [expected] * 2


@pytest.mark.parametrize("content", [None, [], {}, {"shared": {}, "wording": {}, "compiled": {}}], ids=str)
def test_what_is_no_pack_is_made_anew(folder: Path, check: Command, drafted: list[str], content: object) -> None:
    expected = check("--pack", "house.yaml")
    draft = run._draft(("house.yaml",), "en")
    assert draft is not None
    draft.keep(content)  # type: ignore[arg-type]
    assert check("--pack", "house.yaml") == expected
    assert check("--pack", "house.yaml") == expected
    assert drafted == ["house.yaml"] * 2
