"""Rule packs: what is read from them, and what is said of their faults."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import packs, quantity
from factcheck.facts import vocabulary
from factcheck.language import lexicon, values
from factcheck.packs import sections
from factcheck.packs.source import MAX_DEPTH, Node, Source
from factcheck.records import Example, PackError, Phrasing, Role, Severity

ROOT = Path(__file__).resolve().parent.parent

RULE = """\
- id: turnout-mismatch
  claim: share
  summary: a turnout is not what voters and roll make it
  require: percent == 100 * part / whole
  severity: warning
  why: A turnout is counted from the roll.
  source: House rules
  url: https://example.org/turnout
  examples:
    consistent: [Of 200 voters 100 voted (50%).]
    inconsistent: [Of 200 voters 100 voted (70%).]
"""


BALLOT = """\
kinds:
  ballot: {summary: a vote, roles: {part: {type: count}, whole: {type: count}, percent: {type: percent}}}
"""


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def faults(tmp_path: Path, text: str) -> list[str]:
    """The faults of a pack of one file, without the path."""
    path = write(tmp_path / "pack.yaml", text)
    with pytest.raises(PackError) as caught:
        packs.load([path])
    return [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]


# -- the built-in pack -------------------------------------------------------------------------------------------------


def test_the_compiled_pack_is_that_of_the_rules_folder() -> None:
    compiled = packs.compile_builtin(ROOT / "rules")
    assert {Path(path) for path in compiled} == set(Path(packs.BUILTIN).parent.glob("builtin*.json"))
    for path, text in compiled.items():
        there = Path(path).read_text(encoding="utf-8")
        of_this_python = json.loads(there).get("magic") in (None, json.loads(text).get("magic"))
        assert there == text or not of_this_python, path


def test_the_built_in_pack_loads_without_yaml() -> None:
    code = "import sys; from factcheck import packs; packs.load(); sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_records_of_the_built_in_pack_are_whole() -> None:
    pack = packs.load()
    rule = next(rule for rule in pack.rules if rule.id == "share-mismatch")
    assert (rule.claim, rule.require, rule.severity) == ("share", "percent == 100 * part / whole", Severity.ERROR)
    assert rule.path == "rules/shares.yaml"
    assert (ROOT / rule.path).read_text(encoding="utf-8").splitlines()[rule.line - 1] == "- id: share-mismatch"
    assert rule.messages["inconsistent"] == "{part} of {whole} is {percent.true}, not {percent}"
    change = pack.kinds["change"]
    assert change.roles[0] == Role("before", "amount", optional=True)
    assert (change.needs, change.same) == (3, (("before", "after", "delta"),))
    phrasing = pack.phrasings[0]
    assert (ROOT / phrasing.path).read_text(encoding="utf-8").splitlines()[phrasing.line - 1].strip().startswith("- ")


def test_a_pack_survives_pickling() -> None:
    pack = packs.load()
    assert pickle.loads(pickle.dumps(pack)) == pack  # noqa: S301


def test_what_one_load_gives_is_not_changed_by_the_next(tmp_path: Path) -> None:
    before = json.dumps(packs.load().lexicon)
    packs.load([write(tmp_path / "pack.yaml", "lexicon:\n  classes:\n    RISE: [skyrocketed]\n")])
    assert json.dumps(packs.load().lexicon) == before


def test_a_language_without_wording_is_a_fault() -> None:
    with pytest.raises(PackError, match=r"language `xx` has no words: use one of en, vi, or a pack with xx/lexicon"):
        packs.load([], "xx")


# -- users' packs ------------------------------------------------------------------------------------------------------


def test_a_list_of_rules_is_a_pack(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.yaml", RULE)
    pack = packs.load([path])
    assert pack.rules[:-1] == packs.load().rules
    rule = pack.rules[-1]
    assert (rule.id, rule.severity, rule.path, rule.line) == ("turnout-mismatch", Severity.WARNING, path, 1)
    assert [one.text for one in rule.examples["inconsistent"]] == ["Of 200 voters 100 voted (70%)."]


def test_a_folder_is_a_pack_and_its_kinds_come_first(tmp_path: Path) -> None:
    write(tmp_path / "ballots.yaml", RULE.replace("share", "ballot").replace("percent ==", "turnout ==").replace(
        "part / whole", "voters / roll"))  # fmt: skip
    write(tmp_path / "kinds.yaml", "ballot:\n  summary: a vote\n  roles:\n    voters: {type: count}\n"
                                   "    roll: {type: count}\n    turnout: {type: percent}\n"
                                   "  same: [[voters, roll]]\n")  # fmt: skip
    write(tmp_path / "en" / "phrasings.yaml", "ballot:\n  - '{voters} of {roll} voted ({turnout})'\n"
                                              "  - {say: '{voters} voted ({turnout})', inferred: true}\n")  # fmt: skip
    write(tmp_path / "en" / "messages.yaml", "turnout-mismatch:\n  inconsistent: 'it is {turnout.true}'\n")
    write(tmp_path / "README.md", "no rules")
    pack = packs.load([str(tmp_path)])
    assert pack.rules[-1].messages == {"inconsistent": "it is {turnout.true}"}
    assert pack.kinds["ballot"].same == (("voters", "roll"),)
    path = f"{tmp_path}/en/phrasings.yaml"
    assert pack.phrasings[-2:] == (
        Phrasing("ballot", "{voters} of {roll} voted ({turnout})", False, path, 2),
        Phrasing("ballot", "{voters} voted ({turnout})", True, path, 3),
    )


def test_a_later_pack_may_use_the_kinds_and_phrasings_of_an_earlier_one(tmp_path: Path) -> None:
    kinds = write(tmp_path / "a.yaml", BALLOT + "phrasings:\n  ballot: ['{part} of {whole} voted ({percent})']\n")
    rules = write(tmp_path / "b.yaml", RULE.replace("claim: share", "claim: ballot"))
    assert packs.load([kinds, rules]).rules[-1].claim == "ballot"


def test_a_rule_that_no_phrasing_serves_is_a_fault_at_its_law(tmp_path: Path) -> None:
    text = BALLOT + "rules:\n" + RULE.replace("claim: share", "claim: ballot")
    fault = (
        "7: no phrasing of ballot fills all roles of this law, so that it is never tried; write one with {percent} and"
        " {part} and {whole}"
    )
    assert faults(tmp_path, text) == [fault]
    assert faults(tmp_path, text + "phrasings:\n  ballot: ['{part} voted ({percent})']\n") == [fault]


def test_a_rule_on_what_is_found_without_phrasings_needs_none(tmp_path: Path) -> None:
    rule = RULE.replace("claim: share", "claim: repeat").replace("percent == 100 * part / whole", "agree(values)")
    assert packs.load([write(tmp_path / "pack.yaml", rule)]).rules[-1].claim == "repeat"


def test_a_folder_with_wording_in_another_language_alone_waits_for_it(tmp_path: Path) -> None:
    write(tmp_path / "kinds.yaml", BALLOT.removeprefix("kinds:\n"))
    write(tmp_path / "ballots.yaml", RULE.replace("claim: share", "claim: ballot"))
    write(tmp_path / "vi" / "phrasings.yaml", "ballot: ['{part} / {whole} ( {percent} )']\n")
    assert packs.load([str(tmp_path)]).rules[-1].claim == "ballot"


def test_words_join_those_of_the_built_in_lexicon(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.yaml", "lexicon:\n  classes:\n    RISE: [skyrocketed, rose]\n    VOTED: [voted]\n"
                                         "  numbers: {umpteen: 17}\n  currencies: {USD: [bucks]}\n")  # fmt: skip
    ours, theirs = packs.load().lexicon, packs.load([path]).lexicon
    assert theirs["classes"]["RISE"] == [*ours["classes"]["RISE"], "skyrocketed"]
    assert theirs["classes"]["VOTED"] == ["voted"]
    assert theirs["numbers"] == {**ours["numbers"], "umpteen": 17}
    assert theirs["currencies"]["USD"] == [*ours["currencies"]["USD"], "bucks"]


def test_a_folder_of_a_language_gives_rules_examples_in_it(tmp_path: Path) -> None:
    (rule,) = (rule for rule in packs.load((), "vi").rules if rule.id == "weekday-mismatch")
    write(tmp_path / "pack.yaml", RULE)
    text = "weekday-mismatch:\n  consistent: [Họp thứ sáu.]\n  inconsistent: [Họp thứ năm.]\n"
    path = write(tmp_path / "vi" / "examples.yaml", text)
    *others, own = packs.load([str(tmp_path)], "vi").rules
    (added,) = (rule for rule in others if rule.id == "weekday-mismatch")
    assert added.examples["consistent"] == (*rule.examples["consistent"], Example("Họp thứ sáu.", path, 2))
    assert own.examples == {}  # those that stand in the rule itself are English
    write(tmp_path / "vi" / "examples.yaml", "weekday-mismatch: {consistent: [Họp thứ sáu.]}\nweekdays: {}\n")
    assert packs.draft([str(tmp_path)], "vi")[1] == (
        f"{path}:1: examples lacks inconsistent; add it",
        f"{path}:2: `weekdays` is no rule; did you mean `weekday-mismatch`?",
    )


def test_messages_of_a_built_in_rule_can_be_put_in_the_words_of_the_house(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pack.yaml", "messages:\n  share-mismatch:\n    inconsistent: '{percent}? {percent.true}!'\n"
    )
    rule = next(rule for rule in packs.load([path]).rules if rule.id == "share-mismatch")
    assert rule.messages["inconsistent"] == "{percent}? {percent.true}!"
    assert rule.messages["consistent"] == "{part} of {whole} is {percent}"


def test_words_that_yaml_takes_for_flags_and_dates_stay_words(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.yaml", "rules:\n" + RULE.replace("House rules", "2025-10-10")
                 + "lexicon:\n  classes:\n    ODD: [no, on, off, yes, 'true', 'null']\n")  # fmt: skip
    pack = packs.load([path])
    assert pack.lexicon["classes"]["ODD"] == ["no", "on", "off", "yes", "true", "null"]
    assert pack.rules[-1].source == "2025-10-10"


def test_a_text_is_one_line_however_it_is_written(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.yaml", RULE + "  messages:\n    inconsistent: |\n      {percent}\n      is wrong\n")
    assert packs.load([path]).rules[-1].messages == {"inconsistent": "{percent} is wrong"}


# -- faults ------------------------------------------------------------------------------------------------------------

FAULTY = """\
kinds:
  ballot:
    summary: a vote
    roles:
      voters: {type: count, lst: true}
      roll: {type: number}
    same: [[voters, role]]
    needs: 5
  share:
    summary: taken
    roles: {part: {type: amount}}
rules:
  - id: Turnout
    claim: ballott
    sumary: what
    require: voters <= roll
    severity: fatal
    why: 7
    source: ""
    url: example.org
    examples: {consistent: [], wrong: [a]}
  - id: share-mismatch
    claim: ballot
    summary: again
    require: sum(voter) <= roll or len(roll) == days(roll)
    severity: note
    why: because
    source: us
    url: https://example.org
    examples: {consistent: [a], inconsistent: [b]}
    messages: {sure: '{voters.treu}', consistent: '{rol} {'}
  - just words
phrasings:
  ballots: ['{voters}']
  ballot: [{says: x}, {say: '{voters}', inferred: maybe}, 3]
lexicon:
  clases: {A: [b]}
  classes: {A: b, C: [1]}
  percent: {a: b}
messages:
  share-mismatsh: {consistent: x}
rulez: []
"""


def test_all_faults_of_a_pack_are_told_at_once_each_at_its_line(tmp_path: Path) -> None:
    assert faults(tmp_path, FAULTY) == [
        "5: `lst` is no key of role `voters`; did you mean `list`?",
        "6: `number` is no type; use one of: amount, count, quantity, measure, percent, factor, time, date, item,"
        " weekday, name",
        "7: `role` is no role of ballot; did you mean `roll`?",
        "8: needs is `5`; write how many of the 2 roles must be filled",
        "9: kind `share` exists already; give yours another name",
        "13: a rule lacks summary; add it",
        "13: id `Turnout`: name the fault in small letters with hyphens, as share-mismatch",
        "14: `ballott` is no kind; did you mean `ballot`?",
        "15: `sumary` is no key of a rule; did you mean `summary`?",
        "17: `fatal` is no severity; use one of: note, warning, error",
        "18: why is `7`; write a text, in quotes if need be",
        "19: source is empty; write a text, in quotes if need be",
        "20: url `example.org` is no web address; write it with https://",
        "21: `wrong` is no key of examples; use one of: consistent, misrounded, inconsistent",
        "21: examples lacks inconsistent; add it",
        "21: no consistent examples; give at least one sentence",
        "22: id `share-mismatch` is taken by rules/shares.yaml:3; choose another id"
        " (--ignore share-mismatch does without that rule)",
        "25: `voter` is no role of ballot; did you mean `voters`?",
        "31: `sure` is no verdict; use one of: consistent, misrounded, inconsistent",
        "31: `treu` is no field of {voters}; did you mean `true`?",
        "31: `rol` is no role of ballot; did you mean `roll`?",
        "31: a brace is not paired; write fields as {role}",
        "32: a rule must be a mapping with the keys id, claim, summary, require, severity, why, source, url, examples",
        "34: `ballots` is no kind; did you mean `ballot`?",
        "35: `says` is no key of a phrasing; did you mean `say`?",
        "35: a phrasing lacks say; add it",
        "35: inferred is `maybe`; write true or false",
        "35: a phrasing is `3`; write a text, in quotes if need be",
        "37: `clases` is no section of a lexicon; did you mean `classes`?",
        "38: `A` must be a list, each item on a line with - before it",
        "38: a word of `C` is `1`; write a text, in quotes if need be",
        "39: `percent` must be a list, each item on a line with - before it",
        "41: `share-mismatsh` is no rule; did you mean `share-mismatch`?",
        "42: `rulez` is no key of a pack; did you mean `rules`?",
    ]


def test_faults_of_several_packs_are_told_together(tmp_path: Path) -> None:
    first = write(tmp_path / "a.yaml", "- id: x\n")
    second = write(tmp_path / "b.yaml", "rulez: []\n")
    missing = str(tmp_path / "c.yaml")
    with pytest.raises(PackError) as caught:
        packs.load([missing, first, second])
    lines = str(caught.value).splitlines()
    assert f"{missing}: cannot be read (No such file or directory); name a YAML file or a folder of them" in lines
    assert any(line.startswith(f"{first}:1: a rule lacks claim") for line in lines)
    assert any(line.startswith(f"{second}:1: `rulez`") for line in lines)


def test_a_draft_keeps_what_is_sound_beside_the_faults(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.yaml", RULE.replace("severity: warning", "severity: grave")
                                         + RULE.replace("turnout", "roll").replace("part /", "prt /"))  # fmt: skip
    pack, found = packs.draft([path])
    assert [line.removeprefix(f"{path}:") for line in found] == [
        "5: `grave` is no severity; use one of: note, warning, error",
        "15: `prt` is no role of share; did you mean `part`?",
    ]
    assert [rule.id for rule in pack.rules if rule.path == path] == ["turnout-mismatch"]


def test_a_file_that_is_no_wording_is_named(tmp_path: Path) -> None:
    write(tmp_path / "en" / "phrasing.yaml", "share: []\n")
    with pytest.raises(
        PackError, match=r"en/phrasing.yaml: `phrasing` is no file of wording; did you mean `phrasings`\?"
    ):
        packs.load([str(tmp_path)])


def test_a_folder_without_rules_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no rules in it; a pack is a YAML file or a folder of them"):
        packs.load([str(tmp_path)])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("rules: [\n", "2: not YAML: "),
        ("a: b: c", "1: not YAML: "),
        ("\tx: 1", "1: not YAML: "),
        ("kinds:\n  x: &a {}\n  y: *a\n", "3: alias `*a` is not allowed; write the value out"),
        ("rules:\n- !!python/object/apply:os.getcwd []\n", "2: tag `tag:yaml.org,2002:python/object/apply:os.getcwd`"),
        ("a: 1\n---\nb: 2\n", "3: a second document begins; keep one a file"),
        ("? [a, b]\n: c\n", "1: a key must be a word; put it in quotes"),
        ("true: x\n", "1: a key must be a word; put it in quotes"),
        ("x: " + "[" * (MAX_DEPTH + 1), f"1: nested more than {MAX_DEPTH} deep; write it flat"),
        ("kinds:\n  a: {}\nkinds: {}\n", "3: key `kinds` stands twice; keep one"),
        ("just words", "1: a pack must be a mapping with the keys kinds, rules, lexicon, phrasings, messages"),
    ],
)
def test_what_is_no_yaml_of_ours_is_a_fault(tmp_path: Path, text: str, fault: str) -> None:
    assert any(line.startswith(fault) for line in faults(tmp_path, text))


def test_a_bomb_of_aliases_does_not_go_off(tmp_path: Path) -> None:
    bomb = "a0: &a0 [boom]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    told = faults(tmp_path, bomb)
    assert "2: alias `*a0` is not allowed; write the value out" in told
    assert len(told) == 40 + 39  # no key of a pack either


def test_tags_and_aliases_hide_no_other_fault(tmp_path: Path) -> None:
    text = "true: x\nrules: !!python/tuple\n" + RULE.replace("House rules", "!!binary abc").replace(
        "A turnout is counted from the roll.", "*why").replace("warning", "grave")  # fmt: skip
    assert faults(tmp_path, text) == [
        "1: a key must be a word; put it in quotes",
        "1: `True` is no key of a pack; did you mean `rules`?",
        "2: tag `tag:yaml.org,2002:python/tuple` is not allowed; leave it out",
        "7: `grave` is no severity; use one of: note, warning, error",
        "8: alias `*why` is not allowed; write the value out",
        "9: tag `tag:yaml.org,2002:binary` is not allowed; leave it out",
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_a_file_with_nothing_in_it_is_a_fault(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == ["1: the file is empty; write rules in it, or leave it out"]


def test_a_part_of_a_pack_with_nothing_in_it_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, "kinds:\nrules:\nphrasings:\n  share:\nlexicon:\n  classes:\n    RISE:\n") == [
        "1: kinds must be a mapping, with a `name: value` on each line",
        "2: a file of rules must be a list, each item on a line with - before it",
        "4: the phrasings of share must be a list, each item on a line with - before it",
        "7: `RISE` must be a list, each item on a line with - before it",
    ]


def test_a_path_that_is_no_file_is_a_fault(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in (str(pipe), "/dev/null"):
        assert packs.draft([path])[1] == (f"{path}: is no plain file; name a YAML file or a folder of them",)
    assert packs.draft([""])[1] == ("pack: its path is empty; name a YAML file or a folder of them",)


def test_a_fault_is_one_line_whatever_it_quotes(tmp_path: Path) -> None:
    text = RULE.replace("https://example.org/turnout", '"a\\nb"') + f"  '{'z' * 500}': x\n  \"k\\e\\n\": y\n"
    assert faults(tmp_path, text) == [
        "8: url `a b` is no web address; write it with https://",
        f"12: `{'z' * 80}…` is no key of a rule; use one of: id, claim, summary, require, severity, why, source, url,"
        " examples, messages, across, since, status, aliases",
        "13: `k\\x1b\\n` is no key of a rule; use one of: id, claim, summary, require, severity, why, source, url,"
        " examples, messages, across, since, status, aliases",
    ]


@pytest.mark.parametrize(
    ("role", "fault"),
    [
        ("things: {type: item}", "role `things`: items stand in a list; add `list: true`, or make it a name"),
        ("names: {type: name, list: true}", "role `names`: names that are listed are items; write `type: item`"),
        ("and: {type: count}", "role `and`: write its name in small letters and _; it is no `or` or `and`"),
        ("Part: {type: count}", "role `Part`: write its name in small letters and _; it is no `or` or `and`"),
    ],
)
def test_a_role_is_named_and_typed_so_that_it_can_be_filled(tmp_path: Path, role: str, fault: str) -> None:
    assert faults(tmp_path, f"kinds:\n  ballot:\n    summary: a vote\n    roles:\n      {role}\n") == [f"5: {fault}"]


SECTION_FAULTS = [
    ("classes: {RISE: ['']}", "a word of `RISE` is empty"),
    ("classes: {RISE: [' ']}", "a word of `RISE` is ` `"),
    ("classes: {RISE: [[up]]}", "a word of `RISE` is `['up']`"),
    ('classes: {RISE: ["\\u2060"]}', "a word of `RISE` has a character that no one sees"),
    ("classes: {RISE: ['(']}", "`(`: the sign `(` is part of no word"),
    ("classes: {RISE: [', or']}", "`, or`: the sign `,` is part of no word"),
    ("classes: {RISE: ['.']}", "`.`: the sign `.` is part of no word"),
    ("classes: {RISE: ['-']}", "`-`: the sign `-` is part of no word"),
    ("classes: {RISE: ['-odd']}", "`-odd` begins with the sign `-`"),
    ("classes: {RISE: ['7']}", "`7` begins with a digit"),
    ("classes: {Rise: [up]}", "class `Rise`: write its name in capitals and _"),
    ("numbers: {umpteen: many}", "`umpteen` is `many`; write a whole number, 0 or more"),
    ("numbers: {umpteen: -4}", "`umpteen` is `-4`; write a whole number, 0 or more"),
    ("numbers: {umpteen: }", "`umpteen` is `None`; write a whole number"),
    ("numbers: {umpteen: true}", "`umpteen` is `True`; write a whole number"),
    ("numbers: {umpteen: 1.5}", "`umpteen` is `1.5`; write a whole number"),
    ("numbers: {umpteen: [1]}", "`umpteen` is `[1]`; write a whole number"),
    ("numbers: {umpteen: 9999999999999999999999}", "`umpteen` is `9999999999999999999999`; write a whole number"),
    ("numbers: {'(': 1}", "`(`: the sign `(` is part of no word"),
    ("magnitudes: {zillion: 0}", "`zillion` is `0`; write a whole number, 2 or more"),
    ("vague_magnitudes: {zillions: 1}", "`zillions` is `1`; write a whole number, 2 or more"),
    ("fractions: {bit: 0}", "`bit` is `0`; write a whole number, 2 or more"),
    ("plural_fractions: {bits: a}", "`bits` is `a`; write a whole number, 2 or more"),
    ("compound_denominators: {first: 0}", "`first` is `0`; write a whole number, 1 or more"),
    ("vulgar_fractions: {½: [1, 0]}", "`½` is `[1, 0]`; write two whole numbers, as [1, 2] for ½"),
    ("vulgar_fractions: {½: [1, 2, 3]}", "`½` is `[1, 2, 3]`; write two whole numbers"),
    ("vulgar_fractions: {½: 2}", "`½` is `2`; write two whole numbers"),
    ("factors: {hexed: 6}", "`hexed` is `6`; write the factor and how coarse it is, as [2, 0.5]"),
    ("factors: {hexed: [6]}", "`hexed` is `[6]`; write the factor"),
    ("factors: {hexed: [6, -1]}", "`hexed` is `[6, -1]`; write the factor"),
    ("factors: {hexed: [0, 0]}", "`hexed` is `[0, 0]`; write the factor"),
    ("factors: {hexed: [six, 1]}", "`hexed` is `['six', 1]`; write the factor"),
    ("months: {Brumaire: [brumaire]}", "section `months` would have 13 names; write the 12 (January, February, "),
    ("weekdays: {Restday: [restday]}", "section `weekdays` would have 8 names; write the 7 (Monday, "),
    ("months: {May: 5}", "`May` must be a list"),
    ("months: {May: [5]}", "a word of `May` is `5`"),
    ("months: [May]", "section `months` must be a mapping"),
    ("currencies: {USD: bucks}", "`USD` must be a list"),
    ("currencies: {'': [bucks]}", "a name is empty"),
    ("units: {furlong: {a: b}}", "`furlong` must be a list"),
    ("units: {'m**9**9**9': [zarks]}", "unit `m**9**9**9`: write its name in words"),
    ("times: {1/0: [zarks]}", "unit `1/0`: write its name in words"),
    ("points: {point: 3}", "`point` must be a list"),
    ("hedges: {WILDLY: [wildly]}", "`WILDLY` is no class of hedges"),
    ("trailing_hedges: {ABOUT: ['']}", "a word of `ABOUT` is empty"),
    ("irregular_plurals: {oxen: 3}", "`oxen` is `3`; write a text"),
    ("abbreviations: [3]", "a word of `abbreviations` is `3`"),
    ("percent: {a: b}", "`percent` must be a list"),
    ("frames: {a: b}", "`frames` must be a list"),
    ("frames: ['the mayor said']", "`the mayor said`: write {sentence} in it once"),
    ("frames: ['{sentence} and {sentence}']", "`{sentence} and {sentence}`: write {sentence} in it once"),
    ("reporting: {because: because}", "`because` is no use of words in reports"),
    ("reporting: {check: 'please check {this}'}", "`please check {this}`: write it without a slot"),
    ("reporting: {suggestion: '{old}?'}", "`{old}?`: write {old} and {new} in it once"),
    ("reporting: {source: '{figure} {'}", "`{figure} {`: write {figure} in it once"),
    ("decimal_words: [{a: b}]", "a word of `decimal_words` is `{'a': 'b'}`"),
]


@pytest.mark.parametrize(("section", "fault"), SECTION_FAULTS)
def test_a_section_of_a_lexicon_holds_what_it_must(tmp_path: Path, section: str, fault: str) -> None:
    told = faults(tmp_path, f"lexicon:\n  {section}\nrulez: x\n")
    assert told[0].startswith(f"2: {fault}")
    assert told[1].startswith("3: `rulez`")
    assert len(told) == 2


def test_the_sections_are_those_that_the_language_reads_and_those_of_tests_and_reports() -> None:
    assert set(sections.SECTIONS) == {*values.SECTIONS, *vocabulary.SECTIONS, "frames", "tables", "reporting"}
    assert set(sections.SECTIONS) == {*packs.load().lexicon, *packs.load((), "vi").lexicon}


def test_classes_of_other_sections_cannot_be_added_to(tmp_path: Path) -> None:
    given = [*lexicon.LOOKS, *values.KEYED.values(), *values.VALUED.values(), *values.LISTED.values(), "HEDGE"]
    assert set(given) == sections.OWN
    for name in (*given, "HEDGE_OVER"):
        (told,) = faults(tmp_path, f"lexicon:\n  classes:\n    {name}: [thingy]\n")
        assert told.startswith(f"3: class `{name}` is that of another section")


def test_the_classes_of_hedges_are_those_that_a_figure_knows() -> None:
    assert set(sections.HEDGES) == {*quantity.HEDGES, "ESTIMATED"}  # which adds no width


def test_a_file_too_large_or_not_utf8_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, "# " + "x" * 2_000_000) == ["1: the file is larger than 2,000,000 bytes; split it"]
    path = tmp_path / "latin.yaml"
    path.write_bytes("- résumé".encode("latin-1"))
    with pytest.raises(PackError, match="1: not UTF-8; save the file as UTF-8"):
        packs.load([str(path)])


WORDS = st.text("aZ9éế \n\"'{}[]#&*!|>%@,:-~", max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=10,
)
KEYS = st.sampled_from(["kinds", "rules", "lexicon", "phrasings", "messages", "classes", "share", "share-mismatch"])


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3) | VALUES, max_size=5))
def test_any_pack_is_read_or_its_faults_are_told(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    path = tmp_path_factory.mktemp("pack") / "pack.yaml"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    pack, found = packs.draft([str(path)])
    assert all(line.startswith(str(path)) for line in found)
    assert set(packs.load().kinds) <= set(pack.kinds)


@given(VALUES)
def test_a_value_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.mktemp("value") / "value.yaml"
    path.write_text(json.dumps([value], ensure_ascii=False), encoding="utf-8")
    told: list[tuple[str, int, str]] = []
    node = Source("value.yaml", told).read(path)
    assert isinstance(node, Node)
    assert node.plain() == [value]
    assert told == []


def test_a_folder_that_cannot_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert packs.draft([str(tmp_path)])[1] == (
        f"{tmp_path}: cannot be read (Permission denied); make the folder readable",
    )
