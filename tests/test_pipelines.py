"""What pipelines import: laws as pandera checks of data frames, and assertions for tests."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path

import pandera.errors
import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.assertions import assert_consistent
from factcheck.pandera import law
from factcheck.records import PackError

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parent.parent


def broken(frame: pl.DataFrame, check: pa.Check) -> list[int]:
    """The rows in which a check does not hold."""
    schema = pa.DataFrameSchema({name: pa.Column(nullable=True) for name in frame.columns}, checks=[check])
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as fault:
        return sorted(int(index) for index in fault.failure_cases["index"])
    return []


# -- laws of data frames -----------------------------------------------------------------------------------------------

SHARES = pl.DataFrame({"part": [504, 212, 31], "whole": [533, 240, 48], "share": [94.56, 83.8, 64.6]})


def test_a_law_of_ones_own_holds_in_every_row_within_rounding() -> None:
    check = law("part / whole == percent / 100", percent="share")
    assert broken(SHARES, check) == [1, 2]  # the column has two decimals
    assert broken(SHARES, law("part / whole == percent / 100", percent="share", decimals={"share": 1})) == [1]


def test_a_law_may_be_that_of_a_built_in_rule() -> None:
    assert broken(SHARES, law("share-mismatch", percent="share", decimals={"share": 1})) == [1]


def test_a_list_is_filled_by_several_columns() -> None:
    frame = pl.DataFrame({"north": [1.2, 1.5], "south": [2.3, 2.5], "all": [3.6, 4.4]})
    assert broken(frame, law("total == sum(parts)", total="all", parts=["north", "south"])) == [1]
    exact = pl.DataFrame({"a": [1, 2], "b": [2, 3], "total": [3, 6]})
    assert broken(exact, law("total == sum(parts)", parts=["a", "b"])) == [1]


def test_a_figure_that_is_cut_off_breaks_it_if_the_check_is_strict() -> None:
    frame = pl.DataFrame({"part": [504], "whole": [533], "percent": [94.55]})
    assert broken(frame, law("part / whole == percent / 100")) == []
    assert broken(frame, law("part / whole == percent / 100", strict=True)) == [0]


def test_a_row_with_a_missing_value_holds() -> None:
    frame = pl.DataFrame({"part": [504, None], "whole": [533, 240], "percent": [49.56, 1.0]})
    assert broken(frame, law("part / whole == percent / 100")) == [0]


def test_frames_of_pandas_are_checked_alike() -> None:
    pandas = pytest.importorskip("pandas")
    import pandera.pandas as pp

    frame = pandas.DataFrame({"part": [504, 212], "whole": [533, 240], "percent": [94.56, 83.80]}, index=["x", "y"])
    schema = pp.DataFrameSchema({}, checks=[law("part / whole == percent / 100")])
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        schema.validate(frame, lazy=True)
    assert set(caught.value.failure_cases["index"]) == {"y"}


def test_what_is_no_law_is_told() -> None:
    with pytest.raises(PackError):
        law("part / whole = percent")
    with pytest.raises(ValueError, match="has no 'parts'; its roles are part, whole"):
        law("part <= whole", parts="a")


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=20), st.integers(0, 4))
def test_shares_that_were_rounded_rightly_hold_and_spoiled_ones_do_not(
    pairs: list[tuple[int, int]], places: int
) -> None:
    scale = 10**places
    rounded = [float(Fraction(round(Fraction(100 * part * scale, whole)), scale)) for part, whole in pairs]
    parts, wholes = zip(*pairs, strict=True)
    check = law("part / whole == percent / 100", decimals={"percent": places})
    good = pl.DataFrame({"part": parts, "whole": wholes, "percent": rounded})
    bad = good.with_columns(percent=pl.col("percent") + 5)
    assert broken(good, check) == []
    assert broken(bad, check) == list(range(len(pairs)))


def test_the_plugin_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"factcheck": "factcheck.pytest_plugin"}


# -- assertions --------------------------------------------------------------------------------------------------------


def test_a_text_whose_figures_agree_is_asserted_to() -> None:
    assert_consistent("The resolution was passed by 504 of 533 members (94.56%).")
    with pytest.raises(AssertionError, match=r"line 1: 504 of 533 is 94\.56%, not 49\.56%"):
        assert_consistent("The resolution was passed by 504 of 533 members (49.56%).")


def test_it_takes_declared_data() -> None:
    office = pl.DataFrame({"Commune": ["Pa Hin"], "Population": [12412]})
    assert_consistent("Pa Hin commune has a population of 12,412.", against=office)
    with pytest.raises(AssertionError, match="not 14,212"):
        assert_consistent("Pa Hin commune has a population of 14,212.", against=office)


def test_the_plugin_has_it_as_a_fixture(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        def test_report(assert_consistent):
            assert_consistent("The resolution was passed by 504 of 533 members (49.56%).")
    """)
    pytester.makeconftest("from factcheck.pytest_plugin import assert_consistent")  # wherever it is installed
    result = pytester.runpytest("-p", "no:factcheck")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*504 of 533 is 94.56%, not 49.56% (share-mismatch)*"])
