"""The laws of the house, over everything that the pack can say: what is read, that it holds, that a slip is caught."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from factcheck import extract_quantities, readers
from factcheck.quantity import written
from factcheck.records import Check, Claim, Phrasing, Quantity, Verdict
from factcheck.run import Checker, Config
from tests.agreeing import PACK
from tests.renderings import Sentence, render
from tests.strategies import FORMATS, SOUP, WrittenNumber, document, written_numbers

CHECKER = Checker(Config(list_all=True))
LAWFUL = frozenset(rule.claim for rule in PACK.rules)
TIED = [one for one in PACK.phrasings if one.kind in LAWFUL and not one.inferred]
INFERRED = [one for one in PACK.phrasings if one.inferred]
few = settings(max_examples=12, derandomize=True, deadline=None)
some = settings(max_examples=100, deadline=None)
large = settings(max_examples=2, derandomize=True, deadline=None, phases=[Phase.generate])  # too large to be shrunk


def claims_of(text: str) -> tuple[Claim, ...]:
    return CHECKER.extract(readers.read_text(text)).claims


def checks_of(claim: Claim) -> list[Check]:
    return list(CHECKER.laws.judge(claim))


# -- every phrasing renders --------------------------------------------------------------------------------------------


def stated(phrasing: Phrasing, sentence: Sentence) -> Iterator[Mapping[str, tuple[int, ...]]]:
    """What a sentence states: role to offsets of figures; once for every member of a list in a role that holds one."""
    roles = {role.name: role for role in PACK.kinds[phrasing.kind].roles}
    spread = [role for role, starts in sentence.starts.items() if len(starts) > 1 and not roles[role].list]
    if not spread:
        yield sentence.starts
    for role in spread:
        for start in sentence.starts[role]:
            yield {**sentence.starts, role: (start,)}


def holds(claim: Claim, starts: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether a claim has just these figures in these roles, and maybe more roles."""
    return all(tuple(one.start for one in claim.roles.get(role, ())) == where for role, where in starts.items())


def over(sentence: Sentence) -> list[Check]:
    """The checks that use no other figures than those that a phrasing states."""
    figures = {start for starts in sentence.starts.values() for start in starts}
    found = [check for claim in claims_of(sentence.text) for check in checks_of(claim)]
    return [check for check in found if all(figure.start in figures for _, figure in check.claim.operands())]


def name(phrasing: Phrasing) -> str:
    return f"{phrasing.kind} {phrasing.template}"


@few
@given(random=st.randoms())
@pytest.mark.parametrize("phrasing", PACK.phrasings, ids=name)
def test_every_phrasing_renders_to_sentences_in_which_its_claim_is_read_and_holds(
    phrasing: Phrasing, random: Random
) -> None:
    sentence = render(phrasing, random).right
    claims = [claim for claim in claims_of(sentence.text) if claim.kind == phrasing.kind]
    for starts in stated(phrasing, sentence):
        read = [claim for claim in claims if holds(claim, starts)]
        assert read, f"not read: {sentence.text}"
        verdicts = {check.verdict for claim in read for check in checks_of(claim)}
        assert verdicts == ({Verdict.CONSISTENT} if phrasing.kind in LAWFUL else set()), sentence.text


@few
@given(random=st.randoms())
@pytest.mark.parametrize("phrasing", TIED, ids=name)
def test_every_phrasing_is_caught_once_a_figure_is_clearly_spoiled(phrasing: Phrasing, random: Random) -> None:
    for sentence in render(phrasing, random).spoiled:
        assert Verdict.INCONSISTENT in {check.verdict for check in over(sentence)}, f"not caught: {sentence.text}"


@few
@given(random=st.randoms())
@pytest.mark.parametrize("phrasing", INFERRED, ids=name)
def test_a_phrasing_that_ties_nothing_is_not_said_to_hold_once_a_figure_is_clearly_spoiled(
    phrasing: Phrasing, random: Random
) -> None:
    for sentence in render(phrasing, random).spoiled:
        claims = [roles for roles in stated(phrasing, sentence) if any(sentence.wrong in one for one in roles.values())]
        for check in over(sentence):
            if check.claim.kind == phrasing.kind and any(holds(check.claim, roles) for roles in claims):
                assert check.verdict is not Verdict.CONSISTENT, f"said to hold: {sentence.text}"


# -- numbers and intervals ---------------------------------------------------------------------------------------------


@given(written_numbers())
@settings(deadline=None)
def test_a_number_lies_in_the_interval_of_what_is_read_of_its_written_form(one: WrittenNumber) -> None:
    figures = extract_quantities(f"The office counted {one.text}.")
    assert len(figures) == 1
    assert one.number in written(figures[0])


def coarser(figure: Quantity) -> Quantity:
    place = 10 * Fraction(figure.place)
    return evolve(figure, place=place, zeros=max(place, Fraction(figure.zeros)))


def hedged(figure: Quantity) -> Quantity:
    return evolve(figure, hedge="about", hedge_class="ABOUT")


def with_zeros(figure: Quantity) -> Quantity:
    zeros = 100 * Fraction(figure.place)
    return evolve(figure, value=round(figure.value / zeros) * zeros or figure.value, zeros=zeros)


@some
@given(st.sampled_from(TIED + INFERRED), st.randoms(), st.data())
def test_a_consistent_claim_stays_so_if_a_figure_is_written_more_coarsely_or_hedged(
    phrasing: Phrasing, random: Random, data: st.DataObject
) -> None:
    for found in claims_of(render(phrasing, random).right.text):
        role = data.draw(st.sampled_from(sorted(found.roles)))
        write = data.draw(st.sampled_from([lambda figure: figure, with_zeros]))
        widen = data.draw(st.sampled_from([coarser, hedged]))
        figures = tuple(map(write, found.roles[role]))
        claim = evolve(found, readings=(), roles={**found.roles, role: figures})
        widened = evolve(claim, roles={**claim.roles, role: tuple(map(widen, figures))})
        before = {check.rule: check.verdict for check in checks_of(claim)}
        for check in checks_of(widened):
            if before[check.rule] is Verdict.CONSISTENT:
                assert check.verdict in (Verdict.CONSISTENT, Verdict.UNDECIDED)


# -- documents ---------------------------------------------------------------------------------------------------------


@some
@given(st.randoms(), st.sampled_from(list(FORMATS)))
def test_an_operand_is_the_text_of_its_span(random: Random, format: str) -> None:
    source = document(random, format)
    rows = json.loads(CHECKER.check_text(source, format=format).to_json())["checks"]
    for operand in (operand for row in rows for operand in row["operands"]):
        assert source[operand["start"] : operand["end"]] == operand["text"]


@large
@given(random=st.randoms(use_true_random=True))
def test_documents_of_every_format_make_claims(random: Random) -> None:
    for kind in FORMATS:
        reports = [CHECKER.check_text(document(random, kind), format=kind) for _ in range(20)]
        assert sum(report.coverage.checks for report in reports) >= len(reports)


def unlike(reports: Iterable[str], others: Iterable[str]) -> list[tuple[str, str]]:
    """The first pair that differs; pytest would take minutes to compare them all in words."""
    return [(one, other) for one, other in zip(reports, others, strict=True) if one != other][:1]


@large
@given(random=st.randoms(use_true_random=True))
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_documents_in_any_order_and_any_number_of_jobs_give_the_same_json(
    tmp_path_factory: pytest.TempPathFactory, jobs: int, random: Random
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    for at in range(70):
        kind, suffix = random.choice(list(FORMATS.items()))
        (folder / f"{at}{suffix}").write_text(document(random, kind), encoding="utf-8", newline="")
    paths = sorted(folder.iterdir())
    expected = CHECKER.check(paths).to_json()
    shuffled: list[Path] = random.sample(paths, len(paths))
    report = Checker(Config(list_all=True, jobs=jobs)).check(shuffled).to_json()
    assert not unlike(report.splitlines(keepends=True), expected.splitlines(keepends=True))


@settings(large, max_examples=1)
@given(st.randoms(use_true_random=True))
def test_eight_threads_over_a_thousand_texts_give_what_one_gives(random: Random) -> None:
    kinds = [random.choice(list(FORMATS)) for _ in range(1000)]
    texts = [(document(random, kind), kind) for kind in kinds]

    def report(text: tuple[str, str]) -> str:
        return CHECKER.check_text(text[0], format=text[1]).to_json()

    with ThreadPoolExecutor(8) as pool:
        threaded = list(pool.map(report, texts))
    assert not unlike(threaded, map(report, texts))


@some
@given(st.one_of(st.text(), SOUP), st.sampled_from(list(FORMATS)))
def test_any_text_is_read_without_a_fault_into_figures_in_order_that_do_not_overlap(source: str, format: str) -> None:
    figures = CHECKER.extract(readers.read_text(source, format=format)).figures
    assert all(0 <= figure.start < figure.end <= len(source) for figure in figures)
    assert all(one.end <= other.start for one, other in pairwise(figures))
    assert not CHECKER.check_text(source, format=format).failures


# -- time --------------------------------------------------------------------------------------------------------------


def steps(text: str) -> int:
    """How many functions are called to check a text."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    CHECKER.check_text(text)  # what is compiled and remembered at first is not counted
    sys.setprofile(count)
    try:
        CHECKER.check_text(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "piece", ["1 ", "1, ", "5 members, ", "five and ", "$5m (£3m), ", "Sales rose 5% to $21m from $20m. "]
)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    short, long = steps(piece * 150), steps(piece * 300)
    assert long <= 2.3 * short + 2000
