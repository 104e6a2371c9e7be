"""Phrasings as users write them: what is refused, with what to write instead, and that nothing else breaks a text."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import packs, readers
from factcheck.claims import extract
from factcheck.language import Language
from factcheck.language.compiled import wording
from factcheck.language.phrasings import MAX_ATOMS, MAX_DEPTH, MAX_GAPS, MAX_LISTS
from factcheck.records import Kind, Pack, PackError, Phrasing, Role

PACK = packs.load()
RESTORED, ANEW = wording(PACK, packs.compiled()), wording(PACK, {})
KINDS = {
    **PACK.kinds,
    "loose": Kind("loose", (Role("a", "amount", optional=True), Role("b", "count", optional=True))),
    "lists": Kind("lists", tuple(Role(name, "amount", list=True) for name in "abc")),
    "pair": Kind("pair", (Role("a", "amount"), Role("b", "amount"))),
    "town": Kind("town", (Role("mayor", "name"), Role("wards", "item", list=True), Role("founded", "date"))),
}
TEXT = """
Mayor Anna Smith (1998) has three wards: Alder, Birch and Cedar. Of 533 members, 504 (94.56%) came.
Sales rose 5% to $10m from $9m, on Friday, October 10, 2025.
There were 47 units (45 cells and 2 chapters), and 33 of the 50 fell.
"""


def said(kind: str, *templates: str, inferred: bool = False) -> Pack:
    """The words of the built-in pack and just these phrasings."""
    phrasings = tuple(Phrasing(kind, template, inferred, "pack.yaml", 7) for template in templates)
    return evolve(PACK, kinds=KINDS, phrasings=phrasings)


@pytest.mark.parametrize(
    ("kind", "template", "fault"),
    [
        ("share", "[by]", "{part} is missing; write it, or make it `optional: true` in the kind"),
        ("share", "#", "{part} is missing"),
        ("share", "~", "{part} is missing"),
        ("share", "{part} of {whole}", "{percent} is missing"),
        ("share", "{part} of {whole} [( {percent} )]", "{percent} may be missing"),
        ("loose", "[{a}] of [{b}]", "no role is certain to be filled; write one outside of [ and ]"),
        ("change", "{before} became {after}", "change needs 3 roles; write more than 2"),
        ("share", "{part of {whole} ( {percent} )", "a brace is not paired; write a role as {role}"),
        ("share", "part} of {whole} ( {percent} )", "a brace is not paired; write a role as {role}"),
        ("share", "{prat} of {whole} ( {percent} )", "{prat} is no role of share; its roles are part, whole, percent"),
        ("share", "{part,foo} of {whole} ( {percent} )", "{part,foo} is no role of share"),
        ("share", "{} of {whole} ( {percent} )", "{} is no role of share"),
        ("share", "{part} of {part} ( {percent} )", "role {part} stands twice; name each role once"),
        ("share", "{part:NOPE} of {whole} ( {percent} )", "class {NOPE} is not in the lexicon"),
        ("share", "{RISE|NOPE} {part} of {whole} ( {percent} )", "class {NOPE} is not in the lexicon"),
        ("share", "{COUNT!} {part} of {whole} ( {percent} )", "class {COUNT!} is not in the lexicon"),
        ("weekday", "{weekday:ADMIN} , {date}", "{weekday:ADMIN} has no noun; write {weekday}"),
        ("count", "{number} of {items}", "{items} is a list; write {items,...}"),
        ("sum", "{total} , {parts}", "{parts} is a list; write {parts,...}"),
        ("town", "{mayor,...} , {founded} : {wards,...}", "{mayor,...} is no list; write {mayor}"),
        ("pair", "{a,...} and {b,...}", "{a} and {b} hold one figure each; list one of them only"),
        ("pair", "{a} | {b}", "`]` and `|` stand in an optional part alone; write [ and ] in pairs, as [or|by]"),
        ("pair", "] {a} {b} [", "`]` and `|` stand in an optional part alone"),
        ("pair", "{a} [by {b}", "an optional part is not closed; write [ and ] in pairs"),
        ("pair", "{a} 12 {b}", "`1` is a figure; write {role} for it, or # if it plays none"),
        ("pair", "{a} , of which {b}", "`of which` is one word of the lexicon; write {INCLUDING}, {OF_WHICH}"),
        ("pair", "{a} has in total {b}", "`in total` is one word of the lexicon; write {FOR_TOTAL}, {TOTAL}"),
        ("lists", "{a,...} : {b,...} : {c,...}", f"it has more than {MAX_LISTS} lists"),
        ("pair", "{a} € {b}", "the sign `€` cannot stand in a phrasing; make it a word of a class"),
        ("pair", "{a} " + "[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1) + " {b}", "nested more than"),
        ("pair", "{a} " + "~ , " * (MAX_GAPS + 1) + "{b}", f"it has more than {MAX_GAPS} of `...`, or of `~` and `//`"),
        ("pair", "... the " * (MAX_GAPS + 1) + "{a} {b}", f"it has more than {MAX_GAPS} of `...`, or of `~` and `//`"),
        ("pair", "{a} ... ... {b}", "two gaps stand in a row; write one, or a word between them"),
        ("pair", "{a} [...] [,] [...] {b}", "two gaps stand in a row"),
        ("pair", "{a} " + "x " * MAX_ATOMS + "{b}", f"it is made of more than {MAX_ATOMS} parts; write a shorter one"),
        ("nope", "{a}", "kind `nope` is unknown; declare it under kinds"),
    ],
)
def test_a_phrasing_that_can_make_no_claim_is_refused_with_what_to_write(kind: str, template: str, fault: str) -> None:
    with pytest.raises(PackError) as caught:
        Language(said(kind, template, "{broken"))
    first, *_ = str(caught.value).splitlines()
    assert first.startswith("pack.yaml:7: ")
    assert fault in first
    assert len(first) < 300


def test_every_faulty_phrasing_is_told() -> None:
    with pytest.raises(PackError) as caught:
        Language(said("pair", "{a}", "{a} [ {b}", "{c} {a} {b}"))
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("inferred", [False, True])
@pytest.mark.parametrize(
    ("kind", "template"),
    [
        ("pair", "{a} ... {b}"),
        ("pair", "{a,...} ... {b}"),
        ("pair", "{a} [of|,] [( ~ )] {b}"),
        ("loose", "{b} [and {a}]"),
        ("town", "{mayor} ( {founded} ) has # ... : {wards,...}"),
        ("change", "{percent} to {after} [,] from {before}"),
        ("sum", "{total} ( {parts,...} )"),
        ("count", "{number} : {items,...}"),
    ],
)
def test_a_text_is_read_by_any_phrasing_that_is_accepted(kind: str, template: str, inferred: bool) -> None:
    found = extract(readers.read_text(TEXT), Language(said(kind, template, inferred=inferred)), trace=True)
    assert kind in {attempt.kind for attempt in found.attempts}


ATOMS = st.sampled_from(
    ["{a}", "{b}", "{a,...}", "{b!}", "{a:ADMIN}", "{RISE}", "{UP|DOWN}", "of", "the", ",", "(", ")", ":", "[", "]",
     "[,]", "[or|by]", "|", "...", "~", "#", "%", "^", "//", "–", "-", ".", "{", "đã"]
)  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(["pair", "loose", "town", "change", "sum"]), st.lists(ATOMS, max_size=8), st.booleans())
def test_any_phrasing_is_refused_or_leaves_texts_readable(kind: str, atoms: list[str], inferred: bool) -> None:
    first, second = (role.name for role in KINDS[kind].roles[:2])
    template = " ".join(atoms).replace("{a", "{" + first).replace("{b", "{" + second)
    try:
        language = Language(said(kind, template, inferred=inferred))
    except PackError:
        return
    assert extract(readers.read_text(TEXT), language).figures


@pytest.mark.parametrize("language", ["en", "vi"])
def test_wording_that_was_compiled_before_is_that_of_the_pack(language: str) -> None:
    pack, kept = packs.load((), language), packs.compiled((), language)
    anew, restored = wording(pack, {}), wording(pack, kept)
    assert (restored.lexicon.alphabet, restored.lexicon.cues) == (anew.lexicon.alphabet, anew.lexicon.cues)
    assert (restored.lexicon.masks, restored.lexicon.bits) == (anew.lexicon.masks, anew.lexicon.bits)
    assert (restored.lexicon.chars, restored.coarse) == (anew.lexicon.chars, anew.coarse)
    for one, other in zip(restored.templates, anew.templates, strict=True):
        for field in ("phrasing", "source", "roles", "direction", "needs", "least", "nouns"):
            assert getattr(one, field) == getattr(other, field)
        assert one.regex.groupindex == other.regex.groupindex


@given(st.text(sorted(ANEW.coarse.values()), max_size=30), st.integers(0, len(ANEW.templates) - 1))
def test_a_template_that_was_compiled_before_finds_the_same(shape: str, number: int) -> None:
    found, again = (one.templates[number].regex.search(shape) for one in (ANEW, RESTORED))
    assert (found and (found.span(), found.groupdict())) == (again and (again.span(), again.groupdict()))
