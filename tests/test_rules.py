"""The laws themselves: every rule says why, on whose authority, and proves itself on its own examples."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import factcheck
from factcheck import packs
from factcheck.records import Rule, Verdict
from factcheck.testing.bench import checked

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules.md"

PACK = packs.load()
RULES = {rule.id: rule for rule in PACK.rules}
EXAMPLES = [
    (rule.id, verdict, example.text)
    for rule in PACK.rules
    for verdict, examples in rule.examples.items()
    for example in examples
]


@cache
def checker(*paths: str) -> factcheck.Checker:
    return factcheck.Checker(factcheck.Config(packs=paths, list_all=True))


def assert_example(checker: factcheck.Checker, rule: str, verdict: str, text: str) -> None:
    """A consistent example has a check of its rule that holds and no finding; another a finding of that verdict."""
    report = checked(checker, text)
    findings = [(finding.check.rule, finding.check.verdict.value) for finding in report.findings]
    checks = [(check.rule, check.verdict.value) for check in report.checks]
    assert (rule, verdict) in checks
    if verdict == Verdict.CONSISTENT:
        assert findings == []
    else:
        assert (rule, verdict) in findings


@pytest.mark.parametrize(("rule", "verdict", "text"), EXAMPLES)
def test_examples_come_out_as_their_rule_says(rule: str, verdict: str, text: str) -> None:
    assert_example(checker(), rule, verdict, text)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_has_examples_of_both_sorts(rule: Rule) -> None:
    assert len(rule.examples["consistent"]) >= 2
    assert len(rule.examples["inconsistent"]) >= 2


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_why_and_on_whose_authority(rule: Rule) -> None:
    assert 2 <= len(re.findall(r"[.?!](?:\s|$)", rule.why)) <= 4
    assert rule.source
    assert re.fullmatch(r"https?://[\w.-]+/\S+", rule.url)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_an_id_names_the_fault_and_a_summary_tells_it_in_a_line(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*-(mismatch|reversed|whole)", rule.id)
    assert re.fullmatch(r"an? .{20,90}|the .{20,90}", rule.summary)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_message_never_calls_a_text_false(rule: Rule) -> None:
    assert {"consistent", "inconsistent"} <= set(rule.messages)
    for message in (*rule.messages.values(), rule.summary, rule.why):
        assert not re.search(r"\b(false|true(?!})|untrue|lie)\b", message)


def test_no_two_rules_share_an_example() -> None:
    texts = [text for _, _, text in EXAMPLES]
    assert len(set(texts)) == len(texts)


def test_every_kind_that_can_fail_has_a_rule() -> None:
    assert set(PACK.kinds) - {rule.claim for rule in PACK.rules} == {"founding"}


# -- the page on writing rules -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The pack that docs/rules.md shows, as a file."""
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    path = tmp_path_factory.mktemp("docs") / "density.yaml"
    path.write_text(blocks[0], encoding="utf-8")
    return str(path)


def test_the_documented_pack_loads(documented: str) -> None:
    pack = packs.load([documented])
    assert pack.rules[-1].id == "density-mismatch"
    assert [role.name for role in pack.kinds["density"].roles] == ["people", "area", "density"]


def test_examples_of_the_documented_pack_come_out_as_they_say(documented: str) -> None:
    for verdict, examples in packs.load([documented]).rules[-1].examples.items():
        for example in examples:
            assert_example(checker(documented), "density-mismatch", verdict, example.text)


def test_faults_are_told_as_the_page_shows(documented: str) -> None:
    spoiled = Path(documented).read_text(encoding="utf-8")
    for right, wrong in (
        ("  classes:", "  clases:"),
        ("people / area", "peple / area"),
        (": error", ": eror"),
        ("url:", "link:"),
    ):
        assert right in spoiled
        spoiled = spoiled.replace(right, wrong, 1)
    path = Path(documented).with_name("spoiled.yaml")
    path.write_text(spoiled, encoding="utf-8")
    faults = [line.replace(str(path), "density.yaml") for line in packs.draft([str(path)])[1]]
    shown = re.findall(r"^    (density\.yaml:.*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [fault for fault in faults if "`link`" not in fault] == shown


def test_faults_of_a_law_are_told_at_its_line_beside_all_others(documented: str) -> None:
    spoiled = Path(documented).read_text(encoding="utf-8")
    spoiled = spoiled.replace("density == people / area", "density = people / area").replace("{area} [,]", "{aria} [,]")
    spoiled = spoiled.replace(": error", ": eror")
    path = Path(documented).with_name("unlawful.yaml")
    path.write_text(spoiled, encoding="utf-8")
    with pytest.raises(factcheck.PackError) as caught:
        checker(str(path))
    assert [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()] == [
        "24: `eror` is no severity; did you mean `error`?",
        "16: `{people} {LIVING_ON} {aria} [,] or {density} per`: {aria} is no role of density; its roles are people,"
        " area, density",
        "23: column 9 of the law: `=` is not part of the language; equality is `==`",
    ]


def test_faults_of_wording_in_any_language_are_told_before_a_text_is_read(tmp_path: Path) -> None:
    for language, template in (("en", "{prat} of {whole}"), ("vi", "{part} trên {hole}")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "phrasings.yaml").write_text(f"share: ['{template}']\n", encoding="utf-8")
    for load in (checker, factcheck.load_rules):
        with pytest.raises(factcheck.PackError) as caught:
            load(str(tmp_path))
        assert [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).splitlines()] == [
            "vi/phrasings.yaml:1: `{part} trên {hole}`: {hole} is no role of share; its roles are part, whole, percent",
            "en/phrasings.yaml:1: `{prat} of {whole}`: {prat} is no role of share; its roles are part, whole, percent",
        ]


NAMESAKES = """\
kinds:
  hall:
    summary: seats, those of them that are taken, and what is left
    roles:
      number: {type: count}
      whole: {type: count}
      percent: {type: count}
      items: {type: amount, list: true}
phrasings:
  hall:
    - "{number} seats , {whole} taken and {percent} empty ( {items,...} )"
rules:
  - id: hall-mismatch
    claim: hall
    summary: the seats taken and left are not all
    require: number == whole + percent and percent == sum(items)
    severity: error
    why: Seats are taken or left.
    source: House rules
    url: https://example.org/halls
    examples:
      consistent: ["The hall has 512 seats, 500 taken and 12 empty (5 in front and 7 behind)."]
      inconsistent:
        - "The hall has 512 seats, 500 taken and 21 empty (5 in front and 7 behind)."
        - "The hall has 512 seats, 500 taken and 12 empty (5 in front and 9 behind)."
"""


def test_a_kind_is_free_in_the_names_of_its_roles(tmp_path: Path) -> None:
    path = tmp_path / "hall.yaml"
    path.write_text(NAMESAKES, encoding="utf-8")
    for verdict, examples in packs.load([str(path)]).rules[-1].examples.items():
        for example in examples:
            assert_example(checker(str(path)), "hall-mismatch", verdict, example.text)


def test_the_page_names_every_kind() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [kind for kind in PACK.kinds if f"`{kind}`" not in page] == []
