"""Registries: given these files, these faults; given these files and texts, these findings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import Checker, Config
from factcheck import registry as registries
from factcheck.cli import main
from factcheck.readers import read_text
from factcheck.records import Check, SettingsError, Verdict
from factcheck.registry import Registry
from factcheck.settings import settings_for

ENTITIES = """\
id,names,kind,parent,valid_from,valid_to
d,Ban Phai; Ban Fai,district,,,
new,Lung Vai,commune,d,2025-07-01,
old,Lung Vai,commune,d,,2025-06-30
sin,Sin Cheng,commune,d,,2025-06-30
"""
MERGERS = """\
successor,predecessor,effective
new,old,2025-07-01
new,sin,2025-07-01
"""
FACTS = """\
entity,measure,value,unit,as_of,source
new,population,12400,people,2025,https://example.org/new
old,population,5300,people,2025,https://example.org/old
sin,population,7100,people,2025,https://example.org/sin
"""


@pytest.fixture
def registry(tmp_path: Path) -> Callable[..., Registry]:
    def write(entities: str = ENTITIES, mergers: str = "", facts: str = "") -> Registry:
        files = {}
        for name, text in (("entities", entities), ("mergers", mergers), ("facts", facts)):
            if text:
                (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
                files[name] = [tmp_path / f"{name}.csv"]
        return Registry(**files)

    return write


def faults(registry: Registry) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        Checker(Config(registry=registry))
    folder = str(Path(registry.files[0]).parent)
    return [line.replace(f"{folder}/", "") for line in str(caught.value).splitlines()]


def checks(registry: Registry, *texts: str) -> list[Check]:
    checker = Checker(Config(list_all=True, registry=registry))
    documents = [read_text(text, f"{number}.txt") for number, text in enumerate(texts, 1)]
    return [check for check in checker.check_documents(documents).checks if check.claim.stated]


def told(registry: Registry, *texts: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (
            check.claim.kind,
            check.reason or str(check.verdict),
            tuple(fact.figure.text for facts in check.claim.stated.values() for fact in facts),
        )
        for check in checks(registry, *texts)
    ]


# -- what is wrong with files ------------------------------------------------------------------------------------------


def test_all_faults_of_all_files_are_told_at_once(registry: Callable[..., Registry]) -> None:
    wrong = registry(
        "id,names,kind,parent,valid_from\na,Lung Vai,commune,,1.7.2025\na,Sin Cheng,commune,,\n,Ta Ma,commune,,\n",
        "successor,predecessor,effective,share\na,b,2025-07-01,half\n",
        "entity,measure,value,unit,source\na,population,many,people,register\n",
    )
    assert faults(wrong) == [
        "entities.csv:2:id: 'a' stands in several rows; write an id that no other entity has",
        "entities.csv:2:valid_from: '1.7.2025' is no date; write 2025-07-01, 2025-07 or 2025",
        "entities.csv:3:id: 'a' stands in several rows; write an id that no other entity has",
        "entities.csv:4:id: is empty; write an id that no other entity has",
        "mergers.csv:2:share: 'half' is no share; write 1 for all of it, 0.25 for a quarter",
        "facts.csv:2:source: 'register' is no address; write one that begins with https://",
        "facts.csv:2:value: 'many' holds no number; write it as 8375.21, 1799489 or about 3.8 million",
    ]


@pytest.mark.parametrize(
    ("entities", "mergers", "facts", "fault"),
    [
        ("id,names,parents\na,Lung Vai,\n", "", "", "entities.csv:1:parents: is no column of entities; write parent"),
        ("id,kind\na,commune\n", "", "", "entities.csv:1:names: there is no such column; add it, with its name, and "
         "others that it goes by behind semicolons"),
        ("id,names,parent\nlung,Lung Vai,ban\nbans,Ban Phai,\n", "", "",
         "entities.csv:2:parent: 'ban' is the id of no entity; write bans"),
        ("id,names,parent\na,Lung Vai,b\nb,Ban Phai,a\n", "", "",
         "entities.csv:2:parent: 'b' is a part of 'a'; correct one of them"),
        ("id,names,valid_to\na,Lung Vai,2025-02-30\n", "", "",
         "entities.csv:2:valid_to: there is no day 2025-02-30; write one that the calendar has"),
        (ENTITIES, "successor,predecessor,effective\nnew,Lung Vai,2025\n", "",
         "mergers.csv:2:predecessor: 'Lung Vai' is the name of several entities; write an id: new, old"),
        (ENTITIES, "successor,predecessor,effective\nnew,new,2025\n", "", "mergers.csv:2:predecessor: 'new' is merged "
         "into itself; a unit that keeps its name is an entity of its own, with an id of its own"),
        (ENTITIES, "", "entity,measure,value\nSin Chang,population,7100\n",
         "facts.csv:2:entity: 'Sin Chang' is no id and no name of an entity; write Sin Cheng"),
        (ENTITIES, "", "entity,measure,value,unit\nsin,population,7100 of 9000,people\n", "facts.csv:2:value: "
         "'7100 of 9000' with the unit 'people' is no one figure; write it as 8375.21 with km2, 1799489 with people"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_a_line(
    registry: Callable[..., Registry], entities: str, mergers: str, facts: str, fault: str
) -> None:
    assert fault in faults(registry(entities, mergers, facts))


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "entities.txt").write_text(ENTITIES, encoding="utf-8")
    (fault,) = faults(Registry(entities=tmp_path / "entities.txt"))
    assert fault == (
        "entities.txt: is of no format that a registry can have; "
        "these are .csv, .tsv, .json, .yaml, .yml, .xlsx and .parquet"
    )


def test_a_row_with_too_many_cells_is_told(registry: Callable[..., Registry]) -> None:
    (fault,) = faults(registry("id,names\na,Lung Vai\nb,Ta Ma, a hamlet\n"))
    assert fault == "entities.csv:3: has 3 cells, and there are 2 columns; quote cells with a ','"


# -- formats -----------------------------------------------------------------------------------------------------------

ROWS: list[dict[str, str | None]] = [
    {"id": "a", "names": "Núa Ngam; Nua Ngam", "kind": "commune", "valid_from": "2025-07-01"},
    {"id": "b", "names": "Sin Cheng", "kind": "commune", "valid_from": None},
]


def as_csv(path: Path, delimiter: str = ",") -> None:
    rows = [list(ROWS[0]), *([value or "" for value in row.values()] for row in ROWS)]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8-sig")


def as_workbook(path: Path) -> None:
    book = pytest.importorskip("openpyxl").Workbook()
    book.active.append(list(ROWS[0]))
    for row in ROWS:
        book.active.append(list(row.values()))
    book.save(path)


WRITERS: dict[str, Callable[[Path], object]] = {
    "comma.csv": as_csv,
    "tab.tsv": lambda path: as_csv(path, "\t"),
    "rows.json": lambda path: path.write_text(json.dumps(ROWS), encoding="utf-8"),
    "rows.yaml": lambda path: path.write_text(
        "- {id: a, names: Núa Ngam; Nua Ngam, kind: commune, valid_from: 2025-07-01}\n"
        "- {id: b, names: Sin Cheng, kind: commune, valid_from: }\n",
        encoding="utf-8",
    ),
    "rows.xlsx": as_workbook,
    "rows.parquet": lambda path: (
        pl.DataFrame(ROWS).with_columns(pl.col("valid_from").str.to_date()).write_parquet(path)
    ),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_entities(tmp_path: Path, name: str) -> None:
    WRITERS[name](tmp_path / name)
    register = Checker(Config(registry=Registry(entities=tmp_path / name)))._register
    assert register is not None
    one, other = register.things.values()
    assert (one.names, one.kind, one.valid.first) == (("Núa Ngam", "Nua Ngam"), "commune", 739433)
    assert (other.names, other.valid.first) == (("Sin Cheng",), 1)


def test_the_schemas_are_public() -> None:
    names = [registries.ENTITIES.name, registries.MERGERS.name, registries.FACTS.name]
    assert names == ["entities", "mergers", "facts"]
    page = (Path(__file__).parent.parent / "docs" / "registry.md").read_text(encoding="utf-8")
    for schema in (registries.ENTITIES, registries.MERGERS, registries.FACTS):
        assert [name for name in schema.columns if f"`{name}`" not in page] == []


# -- names -------------------------------------------------------------------------------------------------------------


def test_another_name_means_the_same_thing(registry: Callable[..., Registry]) -> None:
    texts = ("Ban Phai district has a population of 12,400.", "Ban Fai district has a population of 14,200.")
    assert told(registry(), *texts) == [("repeat", "inconsistent", ("12,400", "14,200"))]
    assert told(registry("id,names\na,Ta Ma\n"), *texts) == []


def test_a_name_of_two_is_what_bore_it_on_the_day_of_the_text(registry: Callable[..., Registry]) -> None:
    known = registry(mergers=MERGERS, facts=FACTS)
    before = "On June 3, 2025 Lung Vai commune had a population of 5,200."
    after = "On July 3, 2025 Lung Vai commune had a population of 12,300."
    dated = "LUNG VAI, July 3, 2025 - The rain came early. Lung Vai commune has a population of 12,300."
    assert ("repeat", "inconsistent", ("12,300", "12400")) in told(known, dated)
    found = told(known, before, after)
    assert ("repeat", "inconsistent", ("5,200", "12,300")) not in found
    assert ("repeat", "consistent", ("5,200", "5300")) not in found


# -- laws --------------------------------------------------------------------------------------------------------------


def test_prose_is_held_against_reference_facts(registry: Callable[..., Registry]) -> None:
    known = registry(facts="entity,measure,value,unit,as_of\nsin,population,7100,people,2025\n")
    text = "In 2025 Sin Cheng commune had a population of 7,300."
    (check,) = checks(known, text)
    assert (check.rule, str(check.severity), check.claim.document) == ("facts-mismatch", "error", "1.txt")
    assert check.message.endswith("facts.csv, line 2 do not agree")
    assert told(known, text.replace("7,300", "7,100")) == [("repeat", "consistent", ("7,100", "7100"))]


def test_a_successor_has_what_its_predecessors_had(registry: Callable[..., Registry]) -> None:
    assert ("merger", "consistent", ("12400", "5300", "7100")) in told(registry(mergers=MERGERS, facts=FACTS))
    slip = registry(mergers=MERGERS, facts=FACTS.replace("12400", "14200"))
    assert ("merger", "inconsistent", ("14200", "5300", "7100")) in told(slip)


def test_what_is_missing_is_named(registry: Callable[..., Registry]) -> None:
    (check,) = checks(registry(mergers=MERGERS, facts=FACTS.rpartition("sin,")[0]))
    assert (check.reason, check.claim.missing) == ("missing-part", ("Sin Cheng commune",))
    (check,) = checks(registry(mergers=MERGERS, facts=FACTS.partition("old,")[0]))
    assert check.claim.missing == ("Lung Vai commune", "Sin Cheng commune")
    assert check.message.endswith("as nothing is stated of Lung Vai commune and Sin Cheng commune")


def test_a_share_of_a_predecessor_is_not_added_up(registry: Callable[..., Registry]) -> None:
    parted = "successor,predecessor,effective,share\nnew,old,2025-07-01,1\nnew,sin,2025-07-01,0.25\n"
    (check,) = checks(registry(mergers=parted, facts=FACTS.replace("12400", "99000")))
    assert (check.claim.kind, check.reason) == ("merger", "not-comparable")


def test_amounts_of_different_years_are_not_added_up_but_areas_are(registry: Callable[..., Registry]) -> None:
    other = FACTS.replace("7100,people,2025", "9900,people,2021")
    assert told(registry(mergers=MERGERS, facts=other)) == [("merger", "not-comparable", ("12400", "5300", "9900"))]
    areas = other.replace("population", "area").replace("people", "km2")
    assert told(registry(mergers=MERGERS, facts=areas)) == [("merger", "inconsistent", ("12400", "5300", "9900"))]


def test_a_registry_knows_better_than_prose_what_was_merged(registry: Callable[..., Registry]) -> None:
    told_wrongly = "The new Lung Vai commune was formed by merging Sin Cheng and Ta Ma. Ta Ma commune is far."
    assert [verdict for kind, verdict, _ in told(registry(mergers=MERGERS, facts=FACTS), told_wrongly)
            if kind == "merger"] == ["consistent"]  # fmt: skip


MEMBERS = "Muong Lay commune has 533 Party members. Sin Cheng commune has 1,160 Party members."
BOUND = "id,names,kind,parent,parts\np,Dien Xuan,province,,{}\na,Muong Lay,commune,p,\nb,Sin Cheng,commune,p,\n"


def test_a_whole_has_at_least_what_some_of_its_parts_have(registry: Callable[..., Registry]) -> None:
    known = registry(BOUND.format("some"))
    held = told(known, MEMBERS, "Dien Xuan province has 50,370 Party members.")
    assert held == [("some_parts", "consistent", ("50,370", "533", "1,160"))]
    assert told(known, MEMBERS, "Dien Xuan province has 1,150 Party members.")[0][1] == "inconsistent"


def test_a_part_that_is_larger_than_the_whole_is_named_alone(registry: Callable[..., Registry]) -> None:
    told_of = told(
        registry(
            "id,names,kind,parent,parts\nd,Ban Phai,district,,all\na,Lung Vai,commune,d,\nb,Sin Cheng,commune,d,\n"
        ),
        "Ban Phai district covers 186.4 km2.",
        "Lung Vai commune covers 288.3 km2. Sin Cheng commune covers 98.1 km2.",
    )
    assert told_of == [("some_parts", "inconsistent", ("186.4 km2", "288.3 km2"))]


def test_a_whole_has_what_all_of_its_parts_have(registry: Callable[..., Registry]) -> None:
    known = registry(BOUND.format("all"))
    assert told(known, MEMBERS, "Dien Xuan province has 1,693 Party members.")[0][:2] == ("partition", "consistent")
    assert told(known, MEMBERS, "Dien Xuan province has 1,963 Party members.")[0][:2] == ("partition", "inconsistent")
    alone = MEMBERS.partition(". ")[0] + "."
    assert told(known, alone, "Dien Xuan province has 1,963 Party members.")[0][:2] == ("some_parts", "consistent")


@st.composite
def merged(draw: st.DrawFn) -> tuple[list[list[int]], int]:
    """The populations of what went into some mergers, and the number of a merger."""
    counts = st.lists(st.integers(1_000, 90_000), min_size=2, max_size=4)
    unions = draw(st.lists(counts, min_size=1, max_size=4))
    return unions, draw(st.integers(0, len(unions) - 1))


@settings(deadline=None, max_examples=25)
@given(merged(), st.integers(min_value=1, max_value=500))
def test_valid_registries_give_no_finding_and_a_spoiled_total_gives_one(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[list[list[int]], int], slip: int
) -> None:
    unions, spoiled = drawn
    folder = tmp_path_factory.mktemp("registry")
    entities, mergers = ["id,names,kind"], ["successor,predecessor,effective"]
    facts, wrong = [], 0
    for number, parts in enumerate(unions):
        entities.append(f"n{number},Xa {number},commune")
        facts.append((f"n{number}", sum(parts)))
        wrong = len(facts) - 1 if number == spoiled else wrong
        for index, count in enumerate(parts):
            entities.append(f"o{number}-{index},Xa {number}-{index},commune")
            mergers.append(f"n{number},o{number}-{index},2025-07-01")
            facts.append((f"o{number}-{index}", count))
    for name, lines in (("entities", entities), ("mergers", mergers)):
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")

    def found(values: list[tuple[str, int]]) -> list[tuple[str, str]]:
        lines = [f"{entity},population,{value},people" for entity, value in values]
        (folder / "facts.csv").write_text("\n".join(["entity,measure,value,unit", *lines]), encoding="utf-8")
        files = Registry(**{name: folder / f"{name}.csv" for name in ("entities", "mergers", "facts")})
        report = Checker(Config(registry=files)).check_documents([])
        faulty = (Verdict.MISROUNDED, Verdict.INCONSISTENT)
        return [(one.check.rule, one.check.claim.entity) for one in report.findings if one.check.verdict in faulty]

    assert found(facts) == []
    name, value = facts[wrong]
    assert found([*facts[:wrong], (name, value + slip), *facts[wrong + 1 :]]) == [
        ("merged-total-mismatch", f"Xa {spoiled} commune")
    ]


# -- settings ----------------------------------------------------------------------------------------------------------

TOML = '[registry]\nentities = ["entities.csv"]\n'


def test_settings_are_looked_for_upwards_to_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    (tmp_path / "factcheck.toml").write_text(TOML, encoding="utf-8")
    deep = tmp_path / "articles" / "may"
    deep.mkdir(parents=True)
    found = settings_for(deep / "article.txt")
    assert found.registry == Registry(entities=tmp_path / "entities.csv")
    (tmp_path / "articles" / ".git").mkdir()
    assert settings_for(deep).registry is None


def test_settings_may_stand_in_the_file_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_text(ENTITIES, encoding="utf-8")
    project = TOML.replace("[registry]", "[project]\nname = 'x'\n\n[tool.factcheck.registry]")
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    assert settings_for(tmp_path).registry == Registry(entities=tmp_path / "entities.csv")


def test_all_faults_of_settings_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text(
        'registri = 1\n\n[registry]\nentitys = []\nfacts = "facts.csv"\nmergers = ["mergers.csv"]\n', encoding="utf-8"
    )
    with pytest.raises(SettingsError) as caught:
        settings_for(tmp_path)
    assert [line.replace(f"{tmp_path}/", "") for line in str(caught.value).splitlines()] == [
        "factcheck.toml:1: there is no setting 'registri'; write registry",
        "factcheck.toml:4: a registry has no 'entitys'; write entities",
        f"factcheck.toml:6: there is no file 'mergers.csv' in {tmp_path}; correct the path",
        'factcheck.toml:5: facts is a list of paths; write facts = ["facts.csv"]',
    ]


def test_the_command_line_takes_the_registry_of_the_first_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "entities.csv").write_text("id,names,kind\na,Ta Ma,commune\n", encoding="utf-8")
    (tmp_path / "facts.csv").write_text("entity,measure,value,unit\na,population,7100,people\n", encoding="utf-8")
    (tmp_path / "factcheck.toml").write_text(TOML + 'facts = ["facts.csv"]\n', encoding="utf-8")
    (tmp_path / "article.txt").write_text("Ta Ma commune has a population of 7,300.", encoding="utf-8")
    assert main(["article.txt", "--fail-on", "note"]) == 1
    assert "7,300 in article.txt, line 1 and 7100 in facts.csv, line 2 do not agree" in capsys.readouterr().out
    assert main([".", "--output", "facts.csv"]) == 2
    assert "--output would overwrite facts.csv" in capsys.readouterr().err
    (tmp_path / "facts.csv").write_text("entity,measure,value,unit\nb,population,7100,people\n", encoding="utf-8")
    assert main(["article.txt"]) == 2
    told = "facts.csv:2:entity: 'b' is no id and no name of an entity; add it to the entities\n"
    assert capsys.readouterr().err == told


def test_settings_that_are_no_toml_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text("[registry]\nentities = [\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"factcheck\.toml:\d+: is no TOML: "):
        settings_for(tmp_path)
