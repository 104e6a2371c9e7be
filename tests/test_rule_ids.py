"""Rules over time: on trial, in use, about to go, and known by other ids before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import Checker, Config, PackError, Report
from factcheck.cli import main
from factcheck.readers import read_text

RULE = """\
- id: {id}
  claim: share
  summary: a share is more than half
  require: part / whole <= 50 / percent
  severity: error
  why: It is for the tests.
  source: nobody
  url: https://example.org
  examples:
    consistent: ["Of 48 posts, 12 (25%) are free."]
    inconsistent: ["Of 48 posts, 36 (75%) are free."]
"""
TEXT = "The resolution was passed by 504 of 533 members (94.56%)."


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Writes a pack of one rule with more lines, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def write(*lines: str, id: str = "too-much") -> str:
        Path("pack.yaml").write_text(RULE.format(id=id) + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
        return "pack.yaml"

    return write


def found(config: Config, text: str = TEXT) -> list[str]:
    return [finding.check.rule for finding in checked(config, text).failing]


def checked(config: Config, text: str = TEXT) -> Report:
    return Checker(config).check_document(read_text(text, "a.txt"))


def test_a_rule_on_trial_is_applied_only_if_that_is_asked_for(pack: Callable[..., str]) -> None:
    path = pack("status: preview", "since: 0.2.0")
    assert found(Config(packs=path)) == []
    assert found(Config(packs=path, select=["too-much"])) == []
    assert found(Config(packs=path, preview=True)) == ["too-much"]


def test_the_settings_ask_for_rules_on_trial_too(pack: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    path = pack("status: preview")
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    for setting, status in (("false", 0), ("true", 1)):
        Path("factcheck.toml").write_text(f'packs = ["{path}"]\npreview = {setting}\n', encoding="utf-8")
        assert main(["a.txt"]) == status
    assert "too-much" in capsys.readouterr().out


def test_one_that_is_to_go_is_applied_and_called_so(
    pack: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack("status: deprecated", "since: 0.0.9", "aliases: [far-too-much]")
    assert found(Config(packs=path)) == ["too-much"]
    main(["rules", "list", "--pack", path])
    assert "a share is more than half (deprecated)" in capsys.readouterr().out
    main(["rules", "show", "far-too-much", "--pack", path])
    told = capsys.readouterr().out
    assert "too-much (error, deprecated): a share is more than half" in told
    assert "since:   0.0.9\nwas:     far-too-much\n" in told


def test_a_former_id_works_in_configurations_with_a_note(
    pack: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack("aliases: [far-too-much]")
    assert found(Config(packs=path, select=["far-too-much"])) == ["too-much"]
    assert found(Config(packs=path, ignore=["far-too-much"])) == []
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["a.txt", "--pack", path, "--select", "far-too-much"]) == 1
    assert "note: settings: the rule far-too-much is called too-much now; write that" in capsys.readouterr().out
    Path("factcheck.toml").write_text('[severity]\nfar-too-much = "note"\n', encoding="utf-8")
    assert main(["a.txt", "--pack", path]) == 0


def test_it_works_in_waivers_with_a_note(pack: Callable[..., str]) -> None:
    path = pack("aliases: [far-too-much]")
    report = checked(Config(packs=path), f"# factcheck: waive far-too-much (504; 533; 94.56%) because so\n{TEXT}")
    assert report.exit_status == 0
    assert [one.message for one in report.failures] == ["the rule far-too-much is called too-much now; write that"]
    Path(".factcheck-waivers").write_text("a.txt: far-too-much (504; 533; 94.56%) because so\n", encoding="utf-8")
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert Checker(Config(packs=path)).check("a.txt").exit_status == 0


def test_it_works_in_baselines(pack: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["baseline", "a.txt", "--pack", pack(id="far-too-much")]) == 0
    path = pack("aliases: [far-too-much, way-too-much]")
    assert main(["a.txt", "--pack", path, "--baseline", "factcheck-baseline.json", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out.partition("\n")[2])["summary"]["known"] == 1


@pytest.mark.parametrize(
    ("line", "fault"),
    [("status: new", "`new` is no status; use one of: preview, stable, deprecated"),
     ("aliases: [too-much]", "alias `too-much` is the id itself; leave it out"),
     ("aliases: [Too Much]", "alias `Too Much`: write it as it was"), ("aliases: x", "aliases must be a list")],
)  # fmt: skip
def test_faults_are_told(pack: Callable[..., str], line: str, fault: str) -> None:
    with pytest.raises(PackError, match=r"pack\.yaml:12") as caught:
        Checker(Config(packs=pack(line)))
    assert fault in str(caught.value)
