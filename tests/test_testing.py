"""Rules on their own examples, on mutants and on rewrites: what is made of a text, and what a rule must do on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from factcheck import cli, packs
from factcheck.packs.idle import roles
from factcheck.records import Example, Verdict
from factcheck.testing import Bench, Sample, samples

ROOT = Path(__file__).resolve().parent.parent
BENCH = Bench()

RULE = """\
- id: part-untold
  claim: share
  summary: a part is not what it should be
  require: {law}
  severity: error
  why: It is only for a test.
  source: House rules
  url: https://example.org/parts
  examples:
    consistent: [{consistent}]
    inconsistent: [{inconsistent}]
"""
Test = Callable[..., tuple[int, str, str]]


def made_of(text: str, rule: str = "share-mismatch", language: str = "en") -> Sample:
    return Sample(rule, text, Verdict.CONSISTENT, Example(text), language)


def mutants(text: str, rule: str = "share-mismatch", language: str = "en") -> dict[str, Verdict]:
    return {one.change: one.verdict for one in BENCH.mutants(made_of(text, rule, language))}


def rewrites(text: str, language: str = "en") -> list[str]:
    return [one.text for one in BENCH.rewrites(made_of(text, language=language))]


# -- the built-in rules ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", BENCH.rules)
def test_a_rule_comes_out_as_it_says_on_all_its_samples(rule: str) -> None:
    trial = BENCH.trial(rule)
    assert [(one.sample.text, one.sample.verdict, one.outcome.found) for one in trial.failures] == []
    assert all(trial.counts.values())


@settings(max_examples=150, deadline=None)
@given(samples(BENCH))
def test_a_rule_does_so_however_often_a_text_is_said_otherwise(sample: Sample) -> None:
    assert BENCH.outcome(sample).passed, sample


def test_every_rule_that_a_language_has_phrasings_for_has_examples_in_it() -> None:
    for language in packs.evidence():
        pack = packs.load((), language)
        for rule in pack.rules:
            law = {f"{{{role}}}" for role in roles(rule.require)}
            phrased = any(law <= set(one.template.split()) for one in pack.phrasings if one.kind == rule.claim)
            told = f"add examples of {rule.id} to rules/{language}/examples.yaml"
            assert rule.examples or rule.across or not phrased, told


# -- mutants -----------------------------------------------------------------------------------------------------------


def test_a_mutant_is_just_inside_the_tolerance_of_a_figure_or_just_beyond_what_may_be_misrounded() -> None:
    # 31 of 48 is 64.58…%; a count moves the share by two points, and 30 is passed over, as its zero may be rounding.
    assert mutants("Teachers have been found for 31 of 48 posts (64.6%).") == {
        "31 → 29": Verdict.INCONSISTENT, "31 → 32": Verdict.INCONSISTENT,
        "48 → 47": Verdict.INCONSISTENT, "48 → 49": Verdict.INCONSISTENT,
        "64.6% → 64.4%": Verdict.INCONSISTENT, "64.6% → 64.8%": Verdict.INCONSISTENT,
    }  # fmt: skip


def test_amounts_that_are_rounded_have_room_on_both_sides() -> None:
    found = mutants("Sales rose by $5m to $46m from $41m.", "difference-mismatch")
    assert {change: found[change] for change in found if change.startswith("$46m")} == {
        "$46m → $45m": Verdict.CONSISTENT, "$46m → $43m": Verdict.INCONSISTENT,
        "$46m → $47m": Verdict.CONSISTENT, "$46m → $49m": Verdict.INCONSISTENT,
    }  # fmt: skip


def test_a_hedge_gives_a_figure_more_room() -> None:
    plain, hedged = (mutants(f"Sales rose by {hedge}$15m to $56m from $41m.", "difference-mismatch")
                     for hedge in ("", "about "))  # fmt: skip
    assert set(plain) != set(hedged)


def test_number_words_weekdays_and_numerals_of_another_language_are_changed_in_kind() -> None:
    offices = mutants("The bank will close three offices: Leeds, York and Hull.", "count-mismatch")
    assert offices == {"three → two": Verdict.INCONSISTENT, "three → four": Verdict.INCONSISTENT}
    friday = mutants("The congress opened on Friday, October 10, 2025.", "weekday-mismatch")
    assert friday == {"Friday → Thursday": Verdict.INCONSISTENT, "Friday → Saturday": Verdict.INCONSISTENT}
    assert "94,56% → 94,54%" in mutants("Có 504/533 đại biểu tán thành, đạt 94,56%.", language="vi")


def test_of_an_inconsistent_text_no_mutants_are_made() -> None:
    slip = Sample("share-mismatch", "It was 31 of 48 posts (46.6%).", Verdict.INCONSISTENT, Example(""), "en")
    assert list(BENCH.mutants(slip)) == []


# -- rewrites ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("It has 12 schools.", "It has twelve schools."),
        ("Twelve schools closed.", "12 schools closed."),
        ("12 schools closed.", "Twelve schools closed."),
        ("It rose 5%.", "It rose 5 percent."),
        ("It rose 5 pct.", "It rose 5%."),
        ("It cost $5m.", "It cost $5 million."),
        ("It cost $5 million.", "It cost $5m."),
        ("It cost $5m.", "It cost USD 5m."),
        ("It is 10 miles long.", "It is 10 mi long."),
        ("It was 35 °C.", "It was 35 degrees Celsius."),
        ("It has 12 schools.", "“It has 12 schools.”"),
        ("It has 12 schools.", "It has\u00a012\u00a0schools."),
        ("It has 12 schools.", "The board said on Friday that it has 12 schools."),
        ("Hoa An has 12 schools.", "The board said on Friday that Hoa An has 12 schools."),
        ("It has 12 schools.", "It has 12 schools, the board said."),
    ],
)
def test_a_rewrite_says_the_same_in_other_words(text: str, rewritten: str) -> None:
    assert rewritten in rewrites(text)


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("Xã có 5 trường.", "Xã có năm trường."),
        ("Đạt 94,56%.", "Đạt 94,56 phần trăm."),
        ("Xã có 5 trường.", "Theo báo cáo của văn phòng, xã có 5 trường."),
    ],
)
def test_each_language_has_its_own_words_for_it(text: str, rewritten: str) -> None:
    assert rewritten in rewrites(text, "vi")


def test_years_and_long_numbers_are_not_spelled_out() -> None:
    text = "He led it from 1997 to 2004, with 504 members."
    assert all(figure in rewritten for rewritten in rewrites(text) for figure in ("1997", "2004", "504"))


def test_several_sentences_are_put_into_no_frame() -> None:
    assert not any("board" in rewritten for rewritten in rewrites("It has 12 schools. It rained."))


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Test:
    """Runs `factcheck rules test` in an empty folder; gives back (exit status, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(["rules", "test", *arguments])
        streams = capsys.readouterr()
        return status, streams.out, streams.err

    return run


def write(law: str, consistent: str, inconsistent: str) -> None:
    rule = RULE.format(law=law, consistent=consistent, inconsistent=inconsistent)
    Path("parts.yaml").write_text(rule, encoding="utf-8")


def test_a_line_a_rule_says_what_was_tried(test: Test) -> None:
    status, out, err = test("weekday-mismatch", "count-mismatch")
    assert (status, err) == (0, "")
    one, other, both = out.splitlines()
    assert one.split()[:3] == ["weekday-mismatch", "8", "examples,"]
    assert other.split()[0] == "count-mismatch"
    assert both.startswith("2 rules: 16 examples, 16 mutants, ")
    assert both.endswith(" rewrites, no failures")


def test_a_failure_is_told_with_its_example_its_text_and_what_came_instead(test: Test) -> None:
    write("percent == 100 * part / whole", "It was 31 of 48 posts (46.6%).", "It was 31 of 48 posts (64.6%).")
    status, out, _ = test("part-untold", "--pack", "parts.yaml")
    assert status == 1
    assert out.splitlines()[1:5] == [
        "  parts.yaml:10 (example)",
        "      text:     It was 31 of 48 posts (46.6%).",
        "      expected: part-untold consistent",
        "      came:     share-mismatch inconsistent, part-untold inconsistent",
    ]


def test_a_rule_must_stay_silent_on_the_clean_examples_of_others(test: Test) -> None:
    law = "percent == 100 * part / whole and percent < 90"
    write(law, "It was 31 of 48 posts (64.6%).", "It was 46 of 48 posts (95.8%).")
    status, out, _ = test("part-untold", "--pack", "parts.yaml")
    assert status == 1
    assert "(example of another rule)" in out
    assert "The resolution was passed by 504 of 533 members (94.56%)." in out


def test_a_rule_whose_wording_is_not_read_fails_on_what_is_read_no_more(test: Test) -> None:
    write("percent == 100 * part / whole", "Parts were 31 in 48 (64.6%).", "It was 31 of 48 posts (46.6%).")
    status, out, _ = test("part-untold", "--pack", "parts.yaml")
    assert status == 1
    assert "came:     no rule was tried on it" in out


def test_the_rules_of_a_faulty_pack_and_rules_that_are_not_there_are_wrong_usage(test: Test) -> None:
    status, out, err = test("share-mismatsh")
    assert (status, out) == (2, "")
    assert err.endswith("did you mean share-mismatch?\n")
    write("percent = 100", "It was 31 of 48 posts (64.6%).", "It was 46 of 48 posts (95.8%).")
    status, out, err = test("--pack", "parts.yaml")
    assert (status, out) == (2, "")
    assert err.startswith("parts.yaml:4: ")


# -- hypothesis is an extra --------------------------------------------------------------------------------------------


def test_without_the_extra_the_error_says_what_to_install_and_the_command_needs_it_not() -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from factcheck import cli, testing\n"
        "print(cli.main(['rules', 'test', 'count-mismatch']))\n"
        "try: testing.samples(testing.Bench())\n"
        "except ImportError as fault: print(fault)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    tried, status, fault = done.stdout.splitlines()
    assert (tried.split()[0], status) == ("count-mismatch", "0")
    assert fault == 'strategies need hypothesis: pip install "factcheck-figures[testing]"'
