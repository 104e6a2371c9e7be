"""Settings of a project: given this factcheck.toml, this is read, applied, shown or told to be wrong."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from factcheck.cli import main
from factcheck.packs.schema import schema as schema_of_packs
from factcheck.settings.keys import KEYS, TABLES
from factcheck.settings.schema import schema

ROOT = Path(__file__).resolve().parent.parent
SLIP = "The resolution was passed by 504 of 533 members (49.56%).\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in a folder with some settings; gives back (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(settings: str, *arguments: str) -> tuple[int, str, str]:
        Path("factcheck.toml").write_text(settings, encoding="utf-8")
        status = main(arguments)
        streams = capsys.readouterr()
        return status, streams.out, streams.err

    return run


def write(**texts: str) -> None:
    """Writes plain texts; "__" in a name is a slash."""
    for name, text in texts.items():
        path = Path(name.replace("__", "/") + ".txt")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def last(told: str) -> str:
    return told.splitlines()[-1]


# -- what applies ------------------------------------------------------------------------------------------------------


def test_rules_are_left_out_and_chosen(run: Run) -> None:
    write(a=SLIP)
    assert run('ignore = ["share-mismatch"]', "a.txt")[0] == 0
    assert run('select = ["count-mismatch"]', "a.txt")[0] == 0
    assert run('select = ["count-mismatch"]', "a.txt", "--select", "share-mismatch")[0] == 1
    assert run('ignore = ["share-mismatch"]', "a.txt", "--ignore", "count-mismatch")[0] == 0


def test_the_severity_of_a_rule_may_be_another_one(run: Run) -> None:
    write(a=SLIP)
    status, out, _ = run('[severity]\nshare-mismatch = "warning"', "a.txt")
    assert (status, last(out)) == (0, "exit 0: 1 finding below error")
    assert run('fail-on = "warning"\n[severity]\nshare-mismatch = "warning"', "a.txt")[0] == 1


def test_what_is_uncertain_stays_a_note_whatever_the_severity_of_its_rule(run: Run) -> None:
    write(a="The resolution was passed by 504 of 533 members (94.55%).")
    assert run('fail-on = "warning"\n[severity]\nshare-mismatch = "error"', "a.txt")[0] == 0


def test_some_paths_have_rules_of_their_own(run: Run) -> None:
    write(a=SLIP, opinion__b=SLIP, opinion__old__c=SLIP)
    settings = """
[per-path."opinion/**"]
severity = {share-mismatch = "note"}
[per-path."opinion/old/**"]
ignore = ["share-mismatch"]
"""
    _, out, _ = run(settings, ".")
    assert last(out) == "exit 1: 1 finding; 1 finding below error"


def test_findings_across_documents_have_the_severities_of_the_first_place(run: Run) -> None:
    fact = "In 2024 Ban Phai commune had a population of {}.\n"
    write(a=fact.format("12,400"), b=fact.format("14,200"))
    assert run("", ".")[0] == 1
    assert run('[per-path."a.txt"]\nignore = ["facts-mismatch"]', ".")[0] == 0


def test_excluded_files_are_read_if_they_are_named_but_by_hooks(run: Run) -> None:
    write(drafts__a=SLIP)
    settings = 'exclude = ["drafts/"]'
    assert run(settings, ".")[0] == 0
    assert run(settings, "drafts/a.txt")[0] == 1
    assert run(settings, "drafts/a.txt", "--force-exclude")[0] == 0


def test_boilerplate_is_not_read(run: Run) -> None:
    write(a=f"Related: {SLIP}Nothing else.\n", b=SLIP)
    _, out, _ = run("boilerplate = ['^Related:']", ".")
    assert last(out) == "exit 1: 1 finding"
    assert "a.txt" not in out


def test_a_language_a_dialect_and_packs_are_declared_once(run: Run) -> None:
    write(a="Xã có 212/240 hộ dùng nước sạch, chiếm tỷ lệ 83,8%.\n")
    assert run('language = "en"', "a.txt")[0] == 0
    assert run('language = "vi"', "a.txt")[0] == 1
    Path("t.csv").write_text("Commune;Men\nA;1.278\n", encoding="utf-8")
    assert "value 1278" in run('csv = ";,"', "show", "figures", "t.csv")[1]
    assert "value 1.278" in run('csv = ";."', "show", "figures", "t.csv")[1]
    Path("desk.yaml").write_text("lexicon:\n  classes:\n    RISE: [bloomed]\n", encoding="utf-8")
    write(b="Sales bloomed 90% to 120 tonnes from 100 tonnes.\n")
    assert run("", "b.txt")[0] == 0
    assert run('packs = ["desk.yaml"]', "b.txt")[0] == 1


def test_every_command_takes_the_settings(run: Run) -> None:
    write(a="Xã có 212 hộ.\n")
    settings = 'language = "vi"'
    assert "unit hộ" in run(settings, "show", "figures", "a.txt")[1]
    assert "unit hộ" in run(settings, "why", "a.txt:1")[1]


# -- what is wrong -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("selct = []", "factcheck.toml:1: there is no setting 'selct'; write select"),
        ('\nselect = "x"', 'factcheck.toml:2: select is a list of rules; write select = ["share-mismatch"]'),
        ('ignore = ["share-mismtch"]', "factcheck.toml:1: there is no rule “share-mismtch”; did you mean share-mis"),
        ("fail-on = 3", "factcheck.toml:1: fail-on is 3; severities are error, warning, note"),
        ("language = []", 'factcheck.toml:1: language is a text; write language = "..."'),
        ("exclude = ['!']", "factcheck.toml:1: exclude: Invalid git pattern: '!'; write globs as in a .gitignore"),
        ("boilerplate = ['(']", "factcheck.toml:1: boilerplate: '(' is no regular expression"),
        ("severity = 1", 'factcheck.toml:1: severity is a table; write [severity], and below it'),
        ("[severity]\n\nx = 'bad'", "factcheck.toml:3: x is 'bad'; severities are error, warning, note"),
        ("[severity]\nsum-mismatch = 'note'", "factcheck.toml:1: there is no rule “sum-mismatch”"),
        ("[per-path.'a/**']\nignor = []", "factcheck.toml:2: a path has no 'ignor'; write ignore"),
        ("[per-path.'a/**']\nignore = 1", "factcheck.toml:2: ignore is a list of rules"),
        ("[per-path.'a/**'.severity]\n\nx = 1", "factcheck.toml:3: x is 1; severities are error, warning, note"),
        ("per-path = 1", 'factcheck.toml:1: per-path are tables; write below [per-path."GLOB"] ignore = ["RULE"]'),
        ("packs = ['gone.yaml']", "factcheck.toml:1: there is no file 'gone.yaml' in"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_what_to_write(run: Run, settings: str, told: str) -> None:
    write(a=SLIP)
    status, _, err = run(settings, "a.txt")
    assert status == 2
    assert told in err


# -- config ------------------------------------------------------------------------------------------------------------


def test_a_commented_file_is_written_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["config", "init"]) == 0
    text = Path("factcheck.toml").read_text(encoding="utf-8")
    assert all(f"# {key.name} = " in text for key in KEYS)
    assert main(["config", "init"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert tomllib.loads(text) == {}


def uncommented() -> dict[str, Any]:
    """The settings of the commented file, all of them taken."""
    tables = (f"[{name}]\n{example.replace('# ', '')}" for name, (_, example) in TABLES.items())
    return tomllib.loads("\n".join([*(key.example for key in KEYS), *tables]))


def test_the_schema_knows_every_setting_and_nothing_else() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(uncommented(), schema())
    wrongs: list[dict[str, Any]] = [
        {"selct": []}, {"fail-on": "bad"}, {"per-path": {"a": {"x": 1}}}, {"severity": {"x": "bad"}}
    ]  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema())


def test_the_built_in_rules_keep_to_the_schema_of_packs() -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of_packs())
    for path in sorted((ROOT / "rules").glob("*.yaml")):
        if path.name != "kinds.yaml":
            jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema_of_packs())
    kinds = yaml.safe_load((ROOT / "rules" / "kinds.yaml").read_text(encoding="utf-8"))
    jsonschema.validate({"kinds": kinds}, schema_of_packs())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"id": "x"}], schema_of_packs())


def test_schemas_are_printed(run: Run) -> None:
    assert json.loads(run("", "config", "schema")[1]) == schema()
    assert json.loads(run("", "config", "schema", "pack")[1]) == schema_of_packs()


def test_what_applies_to_a_file_is_shown_with_its_source(run: Run) -> None:
    settings = 'ignore = ["count-mismatch"]\nexclude = ["x/**"]\n[severity]\nshare-mismatch = "note"\n'
    settings += '[per-path."x/**"]\nignore = ["weekday-mismatch"]\n'
    rows = json.loads(run(settings, "config", "show", "x/a.txt", "--format", "json")[1])["settings"]
    shown = {(row["setting"], row["value"]): row["from"] for row in rows}
    assert shown["ignore", "count-mismatch"] == "factcheck.toml:1"
    assert shown["exclude", "x/**; x/** matches"] == "factcheck.toml:2"
    assert shown["severity of share-mismatch", "note"] == "factcheck.toml:3"
    assert shown["severity of weekday-mismatch", "left out here"] == "factcheck.toml:5, x/**"
    assert shown["select", "all"] == "default"
    assert (
        "ignore                        count-mismatch  (factcheck.toml:1)"
        in run(settings, "config", "show", "x/a.txt")[1]
    )
