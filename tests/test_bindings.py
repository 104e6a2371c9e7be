"""Given sources and a figure that is bound to one of them, what a text that states another figure is told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import cli, readers
from factcheck.bindings import Source, parse
from factcheck.bindings.binding import words
from factcheck.bindings.proposals import of_table, proposals
from factcheck.bindings.sources import numbers
from factcheck.records import AMOUNTS, Document, Number, Quantity, SettingsError
from factcheck.run import Checker

CHECKER = Checker()
CLUBS = 'Club,Tonnes,Members\nNorth,"1,249.5",41\nSouth,310.2,38\nWest,88.1,57\n'
SETTINGS = (
    '[sources.rules]\ncount = "rules/*.yaml"\n\n[sources.paper]\ncolumn = "Tonnes"\nin = "clubs.csv"\nof = "sum"\n'
)
TEXT = "# Paper\n\nThere are 3 rules in the folder. The clubs collected 1,647.8 tonnes of paper.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three rules, a data file and a text, in which the tests run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    for name in "abc":
        (tmp_path / "rules" / f"{name}.yaml").write_text("- id: x\n- id: y\n", encoding="utf-8")
    (tmp_path / "clubs.csv").write_text(CLUBS, encoding="utf-8")
    (tmp_path / "factcheck.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"version": 3, "names": ["a", "b"], "deep": {"a/b": "1,250"}}', encoding="utf-8")
    (tmp_path / "a.toml").write_text('[project]\nversion = "0.1.0"\nrequires = ">=3.11"\n', encoding="utf-8")
    return tmp_path


def value(folder: Path, **fields: object) -> Number:
    return parse("here", {key.rstrip("_"): one for key, one in fields.items()}).value(str(folder))


def fault(folder: Path, **fields: object) -> str:
    with pytest.raises(SettingsError) as found:
        value(folder, **fields)
    return str(found.value)


# -- sources -----------------------------------------------------------------------------------------------------------


def test_a_source_says_what_there_is_today(project: Path) -> None:
    assert value(project, count="rules/*.yaml") == 3
    assert value(project, matches="^- id:", in_="rules/*.yaml") == 6
    assert value(project, capture=r">=([\d.]+)", in_="a.toml") == Fraction(311, 100)
    assert value(project, pointer="/version", in_="a.json") == 3
    assert value(project, pointer="/names", in_="a.json") == 2
    assert value(project, pointer="/deep/a~1b", in_="a.json") == 1250
    assert value(project, pointer="/project", in_="a.toml") == 2


def test_a_column_gives_a_cell_or_what_is_made_of_it(project: Path) -> None:
    made = {of: value(project, column="Members", in_="clubs.csv", of=of)
            for of in ("sum", "mean", "median", "min", "max", "rows", "distinct")}  # fmt: skip
    assert made == {"sum": 136, "mean": Fraction(136, 3), "median": 41, "min": 38, "max": 57, "rows": 3, "distinct": 3}
    assert value(project, column="Tonnes", in_="clubs.csv", where={"Club": "North"}) == Fraction(24990, 20)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"count": "rules/*.yml"}, "no file matches 'rules/*.yml'; correct the glob"),
        ({"matches": "nothing", "in_": "a.md"}, "nothing in a.md matches 'nothing'; correct the pattern"),
        ({"matches": "(", "in_": "a.md"},
         "'(' is no regular expression (missing ), unterminated subpattern at position 0)"),
        ({"capture": r"(\d)", "in_": "a.md"}, r"'(\\d)' matches 6 times in a.md; it has to match once"),
        ({"capture": r"\d", "in_": "a.md"}, r"'\\d' has 0 groups; put one around the number"),
        ({"pointer": "/size", "in_": "a.json"}, "there is no '/size' in a.json; correct the pointer"),
        ({"pointer": "/size", "in_": "b.json"}, "there is no file 'b.json'; correct the path"),
        ({"column": "Member", "in_": "clubs.csv", "of": "sum"}, "clubs.csv has no column 'Member'; write Members"),
        ({"column": "Club", "in_": "clubs.csv", "of": "sum"}, "'North' in Club of clubs.csv is no number"),
        ({"column": "Members", "in_": "clubs.csv", "where": {"Club": "East"}},
         "no row of clubs.csv is so; correct `where`"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_fault_and_never_nothing(fields: dict[str, object], told: str, project: Path) -> None:
    assert fault(project, **fields) == f"source here: {told}"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, 'says not what it is; write one of count, matches, capture, pointer, column, as count = "rules/*.yaml"'),
        ({"count": "*", "inn": "x"}, "has no 'inn'; beside count there may be nothing"),
        ({"matches": "x", "inn": "x"}, "has no 'inn'; write in"),
        ({"matches": "x"}, 'says not where; write in = "FILE" below matches'),
        ({"count": "../*.md"}, "'../*.md' leads out of the folder; name something in it"),
        ({"matches": "x", "in": "/etc/passwd"}, "'/etc/passwd' leads out of the folder; name something in it"),
        ({"column": "A", "in": "a.csv", "of": "total"},
         "there is no of = 'total'; write one of sum, mean, median, min, max, rows, distinct"),
        ({"pointer": "version", "in": "a.json"}, "'version' is no pointer; write it as /project/version"),
    ],
)  # fmt: skip
def test_a_source_that_is_written_wrongly_is_told_in_a_line(fields: object, told: str) -> None:
    with pytest.raises(ValueError, match=r".+") as found:
        parse("here", fields)
    assert str(found.value) == told


def test_numbers_of_a_column_are_read_as_they_are_written() -> None:
    assert numbers(["1.249,5", "310", "-88,1"]) == [Fraction(2499, 2), 310, Fraction(-881, 10)]
    assert numbers(["1,249.5", "n/a", ""]) == [Fraction(2499, 2), None, None]


# -- proposals ---------------------------------------------------------------------------------------------------------


def bind(*arguments: str) -> int:
    return cli.main(["bind", *arguments])


def ids(out: str, words: str) -> str:
    return next(line.split()[0] for line in out.splitlines() if line.startswith("    ") and words in line)


def test_only_sources_that_give_the_figure_are_proposed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bind("a.md", "--data", "clubs.csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("    ")] == [
        "a.md:3:11: … there are [3] rules in the folder",
        "a.md:3:54: … the clubs collected [1,647.8 tonnes] of paper",
        "bind one with --accept ID",
    ]
    assert [line[14:] for line in lines if line.startswith("    ")] == [
        "rules: 3; shares rules",
        "rows of Club in clubs.csv: 3; agrees perhaps by chance",
        "paper: 1647.8; shares paper",
    ]


def test_where_nothing_fits_that_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.md").write_text("Then 777 people came to the hall.\n", encoding="utf-8")
    assert bind("b.md", "--data", "clubs.csv") == 0
    assert capsys.readouterr().out == "no source gives any of the figures\n"


def test_without_a_source_there_is_nothing_to_bind_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(TEXT, encoding="utf-8")
    assert bind("a.md") == 2
    assert "name a data file with --data, or add [sources.NAME] to factcheck.toml" in capsys.readouterr().err


def test_an_unknown_proposal_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bind("a.md", "--accept", "00000000") == 2
    told = "factcheck: there is no proposal 00000000; `factcheck bind` without --accept lists them\n"
    assert capsys.readouterr().err == told
    assert not Path("factcheck-bindings.yaml").exists()


def test_a_proposal_that_nobody_accepted_is_no_error(project: Path) -> None:
    bind("a.md", "--data", "clubs.csv")
    Path("a.md").write_text(TEXT.replace("3 rules", "4 rules"), encoding="utf-8")
    assert cli.main(["a.md"]) == 0


# -- bindings ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def bound(project: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The project with both figures bound."""
    bind("a.md")
    out = capsys.readouterr().out
    assert bind("a.md", "--accept", ids(out, "rules"), "--accept", ids(out, "paper")) == 0
    assert capsys.readouterr().out == "bound: a.md: 3 is rules\nbound: a.md: 1,647.8 tonnes is paper\n"
    return project


def test_a_bound_figure_that_is_that_of_its_source_holds(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["a.md"]) == 0
    assert "held against paper: 1 figure\nheld against rules: 1 figure\n" in capsys.readouterr().out


def test_a_source_that_changed_makes_the_figure_an_error(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rules/d.yaml").touch()
    assert cli.main(["a.md"]) == 1
    out = capsys.readouterr().out
    assert "does not follow (binding-mismatch)" in out
    assert "write 4 for 3" in out


def test_a_figure_that_changed_is_an_error(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(TEXT.replace("1,647.8", "1,674.8"), encoding="utf-8")
    assert cli.main(["a.md", "--format", "json"]) == 1
    assert '"text": "1,647.8 tonnes", "kind": "digits"' in capsys.readouterr().out


def test_text_may_move(bound: Path) -> None:
    moved = (
        "# Paper\n\nIt rained.\n\n- The clubs collected 1,647.8 tonnes of paper.\n\nThere are 3\nrules in the folder.\n"
    )
    Path("a.md").write_text(moved, encoding="utf-8")
    assert cli.main(["a.md"]) == 0


def test_a_binding_whose_words_are_gone_is_told_and_ends_the_run_with_2(
    bound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text(TEXT.replace("in the folder", "in our folder"), encoding="utf-8")
    assert cli.main(["a.md"]) == 2
    out = capsys.readouterr().out
    assert "binding lost: a.md: no figure stands between “there are” and “rules in the folder” any more; bind it" in out
    assert out.endswith("exit 2: 1 lost binding; no findings\n")


def test_a_source_that_is_not_there_any_more_ends_the_run_with_2(
    bound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("clubs.csv").unlink()
    assert cli.main(["a.md"]) == 2
    assert capsys.readouterr().err == (
        "factcheck-bindings.yaml: binding 2: source paper: there is no file 'clubs.csv'; correct the path\n"
    )


def test_a_binding_of_another_text_is_not_looked_for(bound: Path) -> None:
    Path("b.md").write_text("Of 50 cells, 45 are new and 5 are old.\n", encoding="utf-8")
    assert cli.main(["b.md"]) == 0


def test_binding_a_figure_anew_replaces_its_binding(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bind("a.md", "--data", "clubs.csv")
    rows = ids(capsys.readouterr().out, "rows of Club")
    assert bind("a.md", "--data", "clubs.csv", "--accept", rows) == 0
    text = Path("factcheck-bindings.yaml").read_text(encoding="utf-8")
    assert text.count("- file: a.md") == 2
    assert "of: rows" in text
    assert "source: rules" not in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x: 5\n", "factcheck-bindings.yaml: is no list of bindings; let `factcheck bind` write it\n"),
        ("- file: a.md\n  source: halls\n",
         "factcheck-bindings.yaml: binding 1 names the source 'halls', which the settings do not have; "
         "add [sources.halls]\n"),
        ("- file: a.md\n  sauce: 5\n  source: rules\n",
         "factcheck-bindings.yaml: binding 1 has no 'sauce'; "
         "there are file, before, behind, source, accepted, value\n"),
        ("- file: b.md\n  source: rules\n",
         "factcheck-bindings.yaml: binding 1: there is no file b.md; delete the binding\n"),
    ],
)  # fmt: skip
def test_faults_of_the_file_are_told_in_a_line_each(
    text: str, told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("factcheck-bindings.yaml").write_text(text, encoding="utf-8")
    assert cli.main(["a.md"]) == 2
    assert capsys.readouterr().err == told


def test_a_faulty_source_is_told_at_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("factcheck.toml").write_text(
        '[sources.rules]\ncount = "rules/*.yaml"\n\n[sources.halls]\ncont = "*"\n', encoding="utf-8"
    )
    assert cli.main(["a.md"]) == 2
    assert capsys.readouterr().err.startswith("factcheck.toml:4: source halls says not what it is; write one of count,")


# -- laws --------------------------------------------------------------------------------------------------------------


def only(text: str) -> tuple[Document, Quantity]:
    document = readers.read_text(text)
    (figure,) = [one for one in CHECKER.extract(document).figures if one.type in AMOUNTS]
    return document, figure


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_the_words_around_a_figure_are_those_around_another_in_its_place(one: int, other: int) -> None:
    texts = [f"It rained. All in all the clubs have {number:,} members, and a hall." for number in (one, other)]
    assert words(*only(texts[0])) == words(*only(texts[1])) == ("all in all the clubs have", "members and a hall")


@given(st.lists(st.integers(1001, 10**6), min_size=2, max_size=5, unique=True), st.data())
def test_a_figure_that_a_column_gives_is_proposed(values: list[int], data: st.DataObject) -> None:
    tried: list[tuple[Source, Number]] = [(Source("", "column", "Members", "a.csv", "sum"), sum(values))]
    tried += (
        (Source("", "column", "Members", "a.csv", "", (("Club", str(at)),)), one) for at, one in enumerate(values)
    )
    number = data.draw(st.sampled_from([sum(values), *values]))
    document, figure = only(f"All in all the clubs have {number:,} members.")
    ((_, found),) = proposals(document, [figure], tried)
    assert number in {proposal.value for proposal in found}


def test_a_table_offers_cells_counts_and_aggregates(project: Path) -> None:
    offered = {str(source): value for source, value in of_table("clubs.csv", ".")}
    assert offered["rows of Club in clubs.csv"] == 3
    assert offered["cell of Members where Club is West in clubs.csv"] == 57
    assert offered["mean of Members in clubs.csv"] == Fraction(136, 3)
