"""One fact in several places of a text: given this text, this finding, or silence."""

from __future__ import annotations

import pytest

import factcheck

DIFFERENT = (
    "Ten former directors will pay. None of the {} former directors was named.",
    "The firm agreed to a ${}m (£5m) settlement. Insurers cover most of the $10m settlement, its lawyer said.",
    "He bought an {}% stake in May. The 10% stake was sold on Friday.",
    "Harbour sold in ${}m deal\n\nThe harbour will be sold for $10m (£6m), its owners said.",
    "Ferries reach {}-month low\n\nFerries were at a ten-month low on Friday, the harbour said.",
    "Harbour bosses in ${}m payout\n\nFormer harbour bosses agreed to a payout of $10m to settle a lawsuit of the "
    "owners, including $2m that they will have to find themselves and in their own pockets.",
)


@pytest.mark.parametrize("text", DIFFERENT)
def test_a_figure_that_is_repeated_otherwise_is_a_warning(text: str) -> None:
    assert factcheck.check_text(text.format(10)).findings == ()
    (finding,) = factcheck.check_text(text.format(17)).findings
    assert (finding.check.rule, finding.check.severity) == ("repeat-mismatch", "warning")


OTHERS = (
    "Two banks are left of 16 banks. The two banks will merge.",
    "The bank lent a $23m farm loan to Peru. The $14m farm loan to Chile is new.",
    "It issued $30m of 9% notes. The 8% notes are old.",
    "Ten former directors will pay. The two other former directors will not. The two former directors were acquitted.",
    "Firm sells $100m of bonds\n\nThe firm will sell $70m of bonds in May, and bonds for $30m in June.",
    "Port keeps its courts for 50 years\n\nThe port may keep its courts. “Courts stay for 63 years,” the mayor said.",
    "Mill orders 20,000 tonnes of wheat\n\nThe mill ordered two cargoes of 10,000 tonnes of wheat.",
    "Loan rises to 888m dollars\n\nThe loan of 500m Hong Kong dollars rises to 888m Hong Kong dollars.",
)


@pytest.mark.parametrize("text", OTHERS)
def test_figures_that_may_be_others_are_left_alone(text: str) -> None:
    assert factcheck.check_text(text).findings == ()


def test_amounts_in_brackets_are_the_writers_within_a_quotation_too() -> None:
    text = "The bridge is £145m ($190m) over budget. “We were ready for £100m ({}),” the mayor said."
    assert factcheck.check_text(text.format("$132m")).findings == ()
    (finding,) = factcheck.check_text(text.format("$26m")).findings
    assert (finding.check.rule, finding.check.severity) == ("exchange-mismatch", "warning")
