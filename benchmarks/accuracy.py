"""A folder of articles that nobody annotated in: are its findings judged, and how many of them are right?

    python benchmarks/accuracy.py CORPUS                       what is new, what is gone; fails on an error not judged
    python benchmarks/accuracy.py CORPUS --show                the same, with the passages to judge
    python benchmarks/accuracy.py CORPUS --release             takes the verdicts of today as those of a release
    python benchmarks/accuracy.py --write SCORES.json          writes docs/accuracy.md, without any corpus

tests/judged.jsonl holds a judgement a line: the document, the rule, its severity and verdict, the figures with their
offsets, whether the verdict is right (the passage does not follow, whatever the writer meant), why; `cause` is what
several wrong findings have in common, `story` tells a right one worth telling, `mended` marks a wrong one that is made
no more; `released` is the verdict of the last release, where it reported the finding. The change log lists each judged
verdict that has changed since, or the run fails. All pairs of units are judged, those that agree, too. SCORES.json is
what the score of the annotated texts prints.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from pathlib import Path
from typing import Any

from factcheck import Checker, Config, Finding

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests" / "judged.jsonl"
CHANGES = ROOT / "CHANGELOG.md"
PAGE = ROOT / "docs" / "accuracy.md"
AGREES, CONVERSION = "consistent", "conversion-mismatch"
Z = 1.96  # of the normal distribution, for 95 %
_SILENT = "not reported"
WIDTH = 250  # characters of a passage on either side
Key = tuple[str, str, tuple[int, ...]]


def judgements(path: Path = JUDGED) -> dict[Key, dict[str, Any]]:
    """The judgements by document, rule and offsets. Raises ValueError, naming the line, if one stands twice."""
    found: dict[Key, dict[str, Any]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        one = json.loads(line)
        key = one["document"], one["rule"], tuple(start for start, _ in one["figures"])
        if key in found:
            raise ValueError(f"{path}:{number}: this finding is judged twice")
        found[key] = one
    return found


def key_of(finding: Finding) -> Key:
    """What names a finding, wherever the corpus lies."""
    claim = finding.check.claim
    return Path(claim.document).stem, finding.check.rule, tuple(figure.start for _, figure in claim.operands())


def interval(right: int, judged: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share, after Wilson (1927), in percent."""
    share, spread = right / judged, Z * Z / judged
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    return 100 * max(middle - half, 0), 100 * min(middle + half, 1)


# -- the corpus --------------------------------------------------------------------------------------------------------


def compare(corpus: str, show: bool) -> int:
    """Prints the findings that are not judged and the judged ones that are gone; 1 if an error is not judged."""
    judged = judgements()
    findings = {key_of(one): one for one in Checker(Config(jobs=0)).check(corpus).findings}
    fresh = [one for key, one in findings.items() if key not in judged]
    standing = {key: one for key, one in judged.items() if one["verdict"] != AGREES and not one.get("mended")}
    gone = [one for key, one in standing.items() if key not in findings]
    for one in fresh:
        claim = one.check.claim
        figures = "; ".join(" ".join(figure.text.split()) for _, figure in claim.operands())
        print(f"new   {one.check.severity} {Path(claim.document).stem} {one.check.rule}: {figures}")
        if show:
            print(f"      {one.check.message}\n      {_passage(one)}\n      {_line(one)}")
    for old in gone:
        print(f"gone  {old['document']} {old['rule']}: {'; '.join(text for _, text in old['figures'])}")
    errors = [one for one in findings.values() if one.check.severity == "error"]
    known = [judged[key_of(one)] for one in errors if key_of(one) in judged]
    right = sum(one["right"] for one in known)
    print(f"{len(findings)} findings, {len(errors)} of them errors: {right} judged right, {len(known) - right} wrong")
    missing = len(errors) - len(known)
    if missing:
        print(f"{missing} errors are not judged: read them (--show), add a line each to {JUDGED.relative_to(ROOT)}")
    untold = sorted(set(changes(judged, findings)) - set(CHANGES.read_text(encoding="utf-8").splitlines()))
    if untold:
        print("\n".join([f"{CHANGES.name} does not tell these verdicts, which have changed:", *untold]))
    return 1 if missing or untold else 0


def changes(judged: Mapping[Key, Mapping[str, Any]], findings: Mapping[Key, Finding]) -> Iterator[str]:
    """A line of the change log for each judged finding of which the last release said something else."""
    for key, one in judged.items():
        was, now = one.get("released", _SILENT), str(findings[key].check.verdict) if key in findings else _SILENT
        if was != now:
            figures = "; ".join(" ".join(text.split()) for _, text in one["figures"])
            yield f"- {one['document']}, {one['rule']} ({figures}): {was}, now {now}"


def release(corpus: str) -> None:
    """Writes the verdicts of today into the judgements, as those of the last release."""
    findings = {key_of(one): one for one in Checker(Config(jobs=0)).check(corpus).findings}
    lines = []
    for key, one in judgements().items():
        kept = {name: value for name, value in one.items() if name != "released"}
        lines.append(kept | ({"released": str(findings[key].check.verdict)} if key in findings else {}))
    JUDGED.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")


def _passage(finding: Finding) -> str:
    claim = finding.check.claim
    text = Path(claim.document).read_text(encoding="utf-8")
    return " ".join(text[max(claim.start - WIDTH, 0) : claim.end + WIDTH].split())


def _line(finding: Finding) -> str:
    """The line of a judgement, still to be completed."""
    document, rule, _ = key_of(finding)
    figures = [[figure.start, figure.text] for _, figure in finding.check.claim.operands()]
    check = finding.check
    named = {"document": document, "rule": rule, "severity": check.severity.value, "verdict": check.verdict.value}
    return json.dumps({**named, "figures": figures, "right": None, "why": ""})


# -- the page ----------------------------------------------------------------------------------------------------------


_INTRO = """\
# How often factcheck is right

This page is written by `benchmarks/accuracy.py` from data: edit the data, not the page.

## When it speaks

Newswire that nobody annotated (19,013 articles of 1987): every error and every warning was read and judged. Right means
that the passage does not follow as it stands, whatever its writer meant; the interval is Wilson's, at 95 %. Where the
cause of wrong findings could be mended, it was: the last rows count what was wrong before, too.

| rule | judged | right | precision | interval |
| --- | ---: | ---: | ---: | --- |"""

_FOUND = """\

## What it finds

Texts in which people marked every relation between figures. Near: within a sentence or two neighbouring ones; core
kinds are all but comparisons, bounds and repeats. Caught: of the relations that were found, those in which a seeded
error was reported as an error or a warning.

| texts | relations found | near, core | near, soft | verdict right | caught, core | caught, soft | false alarms |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def page(judged: Iterable[Mapping[str, Any]], scores: Iterable[Mapping[str, Any]]) -> str:
    """docs/accuracy.md."""
    return "\n".join([_INTRO, *_precision(list(judged)), _FOUND, *_annotated(scores)]) + "\n"


def _precision(judged: list[Mapping[str, Any]]) -> Iterator[str]:
    """Precision a rule, the stories, and what wrong findings have in common."""
    findings = [one for one in judged if one["verdict"] != AGREES]
    by_name: dict[str, list[bool]] = defaultdict(list)
    for one in findings:
        by_name[f"all {one['severity']}s, mended ones too"].append(one["right"])
        if not one.get("mended"):
            by_name[f"`{one['rule']}`"].append(one["right"])
            by_name[f"all {one['severity']}s"].append(one["right"])
    for name, rights in sorted(by_name.items(), key=lambda item: (item[0].startswith("all"), -len(item[1]), item[0])):
        low, high = interval(sum(rights), len(rights))
        share = f"{100 * sum(rights) / len(rights):.0f} %"
        yield f"| {name} | {len(rights)} | {sum(rights)} | {share} | {low:.0f}–{high:.0f} % |"
    pairs = [one for one in judged if one["rule"] == CONVERSION]
    failing = sum(one["verdict"] != AGREES for one in pairs)
    right = sum(one["right"] for one in pairs)
    yield ""
    yield f"All {len(pairs)} amounts that are given in two units were judged, too: {failing} of them disagree; {right}"
    yield "of these verdicts are right."
    stories = [one["story"] for one in findings if "story" in one]
    if stories:
        yield from ("", "### Slips worth telling", "", *(f"- {story}" for story in stories))
    causes = Counter(one["cause"] for one in findings if "cause" in one)
    if causes:
        yield from ("", "### What wrong findings have in common", "")
        yield from (f"- {cause}: {count}" for cause, count in causes.most_common())


def _annotated(scores: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What is found in texts that people annotated."""
    for score in scores:
        near, caught = score["near"], score["caught_of_found"]
        cells = [score["found"], near["core"], near["soft"], score["verdicts"], caught["core"], caught["soft"]]
        shares = " | ".join(f"{hits} of {total}" for hits, total in cells)
        yield f"| {score['set']} ({score['documents']}) | {shares} | {score['false_alarms']} |"


def main() -> int:
    """1 if an error of the corpus is not judged."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="?", help="a folder of articles")
    parser.add_argument("--show", action="store_true", help="print the passages of findings that are not judged")
    parser.add_argument("--release", action="store_true", help="take the verdicts of today as those of a release")
    parser.add_argument("--write", metavar="SCORES", type=Path, help="write docs/accuracy.md by these scores")
    options = parser.parse_args()
    if options.write:
        scores = json.loads(options.write.read_text(encoding="utf-8"))
        PAGE.write_text(page(judgements().values(), scores), encoding="utf-8")
    if options.release:
        release(options.corpus)
    return compare(options.corpus, options.show) if options.corpus else 0


if __name__ == "__main__":
    sys.exit(main())
