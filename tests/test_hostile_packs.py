"""Packs, registries and settings from strangers in; a line for each fault out, and never any of their code run."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from attrs import evolve

from factcheck import PackError, cli, packs
from factcheck.checks.formula import FormulaError, parse
from factcheck.language import Language
from factcheck.language.compiled import wording
from factcheck.language.phrasings import MAX_ATOMS, MAX_GAPS
from factcheck.packs.source import MAX_BYTES
from factcheck.records import Kind, Phrasing, Role

DEEP = "[" * 100_000 + "]" * 100_000
BOMB = "a0: &a0 [boom]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
HUGE = "9" * 20_000


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Five came.\n", encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The faults that end a run before anything is checked."""
    assert cli.main(["check", "a.txt", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    lines = [line for line in str(err).splitlines() if "Warning" not in line and not line.startswith("  ")]
    assert lines
    assert all(len(line) < 400 for line in lines)
    return lines


# -- files -------------------------------------------------------------------------------------------------------------


TRAPS = (
    DEEP, BOMB, f"- id: {HUGE}\n", f"- {HUGE}\n", "&a [*a]\n", "a: \0\n", "- !!python/object/apply:os.system [id]\n",
    "- id: !!python/name:os.system\n", "\x1b[31m: 1\n", "? [a]\n: b\n", "\ufffe", "%YAML 9\n",
)  # fmt: skip


@pytest.mark.parametrize("text", TRAPS, ids=lambda text: text[:9])
@pytest.mark.parametrize("how", ["pack", "registry", "bindings"])
def test_given_yaml_with_a_trap_in_it_faults_are_told(text: str, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = "factcheck-bindings.yaml" if how == "bindings" else "x.yaml"
    Path(name).write_text(text, encoding="utf-8")
    if how == "registry":
        Path("factcheck.toml").write_text('[registry]\nentities = ["x.yaml"]\n', encoding="utf-8")
    lines = told(capsys, *(["--pack", "x.yaml"] if how == "pack" else []))
    assert all(name in line for line in lines)


@pytest.mark.parametrize("text", [f"a = {DEEP}", f"jobs = {HUGE}", "a=\0", "\x1b"])
def test_given_settings_with_a_trap_in_them_faults_are_told(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("factcheck.toml").write_text(text, encoding="utf-8")
    assert all(line.startswith("factcheck.toml:") for line in told(capsys))


@pytest.mark.parametrize(
    "text", [DEEP, f'{{"version": 1, "findings": [{HUGE}]}}', "{", "[]", '{"version": 1, "findings": 5}', "\0"]
)
def test_given_a_baseline_with_a_trap_in_it_it_is_none(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.json").write_text(text, encoding="utf-8")
    assert told(capsys, "--baseline", "b.json") == ["b.json: is no baseline; record it anew with `factcheck baseline`"]


def test_given_a_pack_too_large_to_be_written_by_hand_it_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.yaml").write_text("# " + "x" * MAX_BYTES, encoding="utf-8")
    assert told(capsys, "--pack", "x.yaml") == ["x.yaml:1: the file is larger than 2,000,000 bytes; split it"]


def test_given_a_pack_with_a_link_out_of_it_what_lies_there_is_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("secret").write_text("password: hunter2\n", encoding="utf-8")
    Path("pack/en").mkdir(parents=True)
    Path("pack/rules.yaml").symlink_to("../secret")
    Path("pack/en/lexicon.yaml").symlink_to(Path("secret").resolve())
    lines = told(capsys, "--pack", "pack")
    assert lines == [
        f"pack/{name}.yaml: leads out of the pack; put the file itself there" for name in ("en/lexicon", "rules")
    ]


@pytest.mark.parametrize("language", ["../..", "/etc", "en/../../secret", "."])
def test_given_a_language_that_is_a_path_it_is_no_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = told(capsys, "--language", language)
    assert "language" in line


# -- laws --------------------------------------------------------------------------------------------------------------

ATTEMPTS = (
    "__import__('os').system('id')", "a == __import__('os')", "a == eval('1')", "a == exec(b)", "a == open(b)",
    "a == compile(b)", "a == getattr(b, c)", "a == globals()", "a == locals()", "a == vars()", "a == dir()",
    "a == input()", "a == print(b)", "a == type(b)", "a == b.__class__", "a == ().__class__.__bases__",
    "a == b.real", "a == b[0]", "a == [b]", "a == {b}", "a == {b: c}", "a == (lambda: b)()", "a == lambda b: b",
    "a == b if c else d", "a == [x for x in b]", "a == (b := c)", "a == f'{b}'", 'a == "b"', "a == 'b'", "a == `id`",
    "a == b; import os", "import os", "a == b\nimport os", "a == b # c", "a == b ** c ** d", "a == 9 ** 9 ** 9 ** 9",
    "a == b << 99999", "a == b | c", "a == ~b", "a == not b", "a == b @ c", "a == b % c", "a == b // c", "a == b != c",
    "a == 1e999999", "a == 0x10", "a == 1_000", "a == 1j", "a == " + "9" * 5000, "a == None", "a == True is b",
    "a == sum(__builtins__)", "a == sum", "sum == sum(sum)", "a == len('x')", "a == weekday(open(b))", "yield a",
    "await a == b", "a == *b", "a == ...", "a == \\x62", "a == ${b}", "a == b\0", "a == 𝐨𝐩𝐞𝐧(b)", "del a", "assert a",
)  # fmt: skip


@pytest.fixture(scope="module")
def events() -> list[str]:
    """What Python was made to do since the list was last cleared, as its auditing tells."""
    seen: list[str] = []
    sys.addaudithook(lambda event, _: seen.append(event))
    return seen


@pytest.mark.parametrize("source", ATTEMPTS)
def test_given_a_law_that_reaches_for_python_it_is_refused_and_nothing_is_run(source: str, events: list[str]) -> None:
    share = packs.load().kinds["share"]
    events.clear()
    try:
        law = parse(source, share)
    except FormulaError as fault:
        assert "\n" not in str(fault)
        assert fault.column >= 1
    else:  # a name is the name of a role and of nothing else; that there is no such role is told of the rule
        assert not law.roles <= {role.name for role in share.roles}
    done = {"import", "exec", "compile", "open", "os.system", "subprocess.Popen", "input"} & set(events)
    assert done == set()


def test_given_a_rule_whose_law_reaches_for_python_the_pack_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.yaml").write_text(
        "- id: own-rule\n  claim: share\n  require: part == __import__('os').system('touch owned')\n  severity: error\n"
        "  why: x\n  source: x\n  url: https://example.org\n  summary: x\n",
        encoding="utf-8",
    )
    assert "x.yaml:3: " in "\n".join(told(capsys, "--pack", "x.yaml"))
    assert not Path("owned").exists()


# -- wording -----------------------------------------------------------------------------------------------------------


KINDS = {**packs.load().kinds, "pair": Kind("pair", (Role("a", "amount"), Role("b", "amount")))}
WORST = (
    ("pair", "{a} " + "... the ~ " * MAX_GAPS + "{b}"),
    ("pair", "{a} ... the [of ~ the [of ~ the [... of]]] {b}"),
    ("pair", "{a,...} ~ ... ~ {b}"),
    ("sum", "{parts,...} ... ~ the ... // {total}"),
    ("count", "{items,...} ... ~ the ... // {number}"),
    ("pair", "{a} " + "[* of] " * 14 + "{b}"),
    ("pair", "{a} " + "[the] " * (MAX_ATOMS // 3 - 2) + "{b}"),
)
"""Templates that may match in as many ways as those that are accepted."""
FARTHEST = 10_000
"""Tokens. What no search looks beyond takes a time that grows with the text alone."""


def farthest(pattern: str) -> int:
    """How many tokens a regular expression may run over from where it begins."""
    return int(importlib.import_module("re._parser").parse(pattern).getwidth()[1])


def test_given_the_wording_of_all_languages_no_search_looks_beyond_what_a_sentence_may_have() -> None:
    for language in ("en", "vi"):
        templates = wording(packs.load((), language), {}).templates
        assert max(farthest(one.regex.pattern) for one in templates) < FARTHEST
    assert farthest("a.*b") > FARTHEST


@pytest.mark.parametrize(("kind", "template"), WORST)
def test_given_the_worst_templates_a_search_looks_no_farther(kind: str, template: str) -> None:
    pack = evolve(packs.load(), kinds=KINDS, phrasings=(Phrasing(kind, template, False, "pack.yaml", 1),))
    (one,) = wording(pack, {}).templates
    assert farthest(one.regex.pattern) < FARTHEST


EXPRESSIONS = ("(?:.*)*", ".*", "(x+)+", "\\1", "[ [ [ [x]]]]", "(?P<a>x)", "{1,99999}", "x+", "$", "(?=x)")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_given_a_template_with_a_regular_expression_in_it_it_is_refused_or_taken_as_signs(expression: str) -> None:
    phrasing = Phrasing("pair", f"{{a}} {expression} {{b}}", False, "pack.yaml", 1)
    pack = evolve(packs.load(), kinds=KINDS, phrasings=(phrasing,))
    try:
        language = Language(pack)
    except PackError as fault:
        assert str(fault).startswith("pack.yaml:1: ")
        return
    (one,) = wording(pack, {}).templates
    assert farthest(one.regex.pattern) < FARTHEST
    assert language.figures_of("5 of 7")
