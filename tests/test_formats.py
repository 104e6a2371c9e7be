"""Reports for programs: each format is what its readers take, and nothing that a document says is markup in it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from sarif_pydantic.sarif import Sarif  # type: ignore[import-untyped]

import factcheck
from factcheck.records import Check, Claim, Coverage, Failure, Finding, Place, Quantity, Severity, Verdict
from factcheck.reports import Report, formats
from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"
CASES = ("slips.txt", "waived.md")
SLIP = "The resolution was passed by 504 of 533 members (95.46%)."
EMPTY = factcheck.check_text("Nothing was said.")


@pytest.fixture(scope="module")
def checker() -> factcheck.Checker:
    return factcheck.Checker(factcheck.Config(list_all=True))


@pytest.mark.parametrize("format", [name for name in formats.WRITTEN if name not in ("json", *formats.WHOLE)])
@pytest.mark.parametrize("case", CASES)
def test_the_report_in_each_format(
    case: str, format: str, checker: factcheck.Checker, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GOLDEN)
    golden(f"{case}.{format}", checker.check(case).to_format(format, checker.pack.rules))


@pytest.mark.parametrize("format", sorted({*formats.WRITTEN} - {*formats.WHOLE}))
def test_a_report_without_findings_is_whole_in_each_format(format: str) -> None:
    text = EMPTY.to_format(format)
    assert text.endswith("\n") or format == "github"
    assert "nothing was checkable" in text or format not in ("github", "junit", "markdown")


def test_an_unknown_format_is_named_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="there is no format 'xml'; formats are json, jsonl, sarif, github, gitlab"):
        EMPTY.to_format("xml")


# -- what programs read ------------------------------------------------------------------------------------------------


def test_sarif_is_read_by_models_of_its_schema() -> None:
    log = Sarif.model_validate_json(factcheck.check_text(SLIP, "a.txt").to_format("sarif", factcheck.load_rules()))
    (run,) = log.runs
    assert [rule.id for rule in run.tool.driver.rules] == ["share-mismatch"]
    (result,) = run.results
    assert (result.rule_id, str(result.level)) == ("share-mismatch", "Level.ERROR")


def test_sarif_shows_every_figure_with_its_role() -> None:
    text = "Rain fell.\nThe resolution was passed by 504 of 533 members (95.46%)."
    (run,) = json.loads(factcheck.check_text(text, "a.txt").to_format("sarif"))["runs"]
    (result,) = run["results"]
    shown = {}
    for one in result["relatedLocations"]:
        region = one["physicalLocation"]["region"]
        line = text.split("\n")[region["startLine"] - 1]
        shown[one["message"]["text"]] = line[region["startColumn"] - 1 : region["endColumn"] - 1]
        assert text[region["charOffset"] :][: region["charLength"]] == shown[one["message"]["text"]]
    assert shown == {"part: 504": "504", "whole: 533": "533", "percent: 95.46%": "95.46%"}
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_fingerprint_in_sarif_stays_as_the_text_moves() -> None:
    logs = [json.loads(factcheck.check_text(text).to_format("sarif")) for text in (SLIP, f"Rain fell.\n\n{SLIP}")]
    before, after = (log["runs"][0]["results"][0]["partialFingerprints"] for log in logs)
    assert before == after


def test_a_suggestion_is_a_fix_in_sarif() -> None:
    (run,) = json.loads(factcheck.check_text(SLIP, "a.txt").to_format("sarif"))["runs"]
    ((change,),) = (one["artifactChanges"] for one in run["results"][0]["fixes"])
    (replacement,) = change["replacements"]
    at = replacement["deletedRegion"]["charOffset"]
    instead = replacement["insertedContent"]["text"]
    mended = SLIP[:at] + instead + SLIP[at + replacement["deletedRegion"]["charLength"] :]
    assert not factcheck.check_text(mended).findings


@pytest.mark.parametrize(
    ("path", "uri"), [("a b/tin tức.txt", "a%20b/tin%20t%E1%BB%A9c.txt"), ("/srv/a.txt", "file:///srv/a.txt")]
)
def test_a_path_is_a_uri_in_sarif(path: str, uri: str) -> None:
    (run,) = json.loads(factcheck.check_text(SLIP, path).to_format("sarif"))["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_junit_is_read_by_its_parser() -> None:
    checker = factcheck.Checker(factcheck.Config(list_all=True))
    report = checker.check_text(f"{SLIP} Of 50 cells, 45 are new and 5 are old.", "a.txt")
    read = JUnitXml.fromstring(report.to_format("junit").encode())
    assert (read.tests, read.failures, read.errors, read.skipped) == (2, 1, 0, 0)


def test_findings_below_what_fails_the_run_are_no_failures_of_junit() -> None:
    report = factcheck.check_text("The resolution was passed by 504 of 533 members (94.55%).", "a.txt")
    read = JUnitXml.fromstring(report.to_format("junit").encode())
    assert (report.exit_status, read.tests, read.failures) == (0, 1, 0)


def test_what_was_not_read_is_an_error_of_junit() -> None:
    report = factcheck.check([str(GOLDEN / "missing.txt")])
    assert JUnitXml.fromstring(report.to_format("junit").encode()).errors == 1


def test_gitlab_tells_equal_findings_of_two_files_apart() -> None:
    report = factcheck.check_text(SLIP, "a.txt") + factcheck.check_text(SLIP, "b.txt")
    first, second = json.loads(report.to_format("gitlab"))
    assert first["fingerprint"] != second["fingerprint"]
    assert (first["severity"], first["location"]) == ("major", {"path": "a.txt", "lines": {"begin": 1}})


def test_github_annotates_ten_of_a_severity_and_counts_the_rest() -> None:
    text = "\n\n".join(f"The resolution was passed by {500 + one} of 533 members (12.46%)." for one in range(13))
    lines = factcheck.check_text(text, "a.txt").to_format("github").splitlines()
    assert [line.startswith("::error file=a.txt,line=") for line in lines] == [True] * 10 + [False] * 2
    assert lines[-2:] == ["3 more of severity error; the table in the summary has all", "exit 1: 13 findings"]


def test_lines_of_json_are_the_objects_of_the_whole_report() -> None:
    report = factcheck.check_text(SLIP, "a.txt")
    first, last = map(json.loads, report.to_format("jsonl").splitlines())
    whole = json.loads(report.to_json())
    assert first == {"type": "check", **whole["checks"][0]}
    assert last == {"type": "summary", "version": 1, **whole["summary"]}


# -- what documents say is text, and nothing else ----------------------------------------------------------------------

HOSTILE = ("::error::", "=HYPERLINK(1)", "+1", "-1", "@team", "#12", "<script>", "</b>", "| a |", "`x`", "```",
           "\x1b[31m", "\n::set-output name=a::b", "\r\n", "\x00", "]]>", "&amp;", "**x**", "[a](b)",
           "https://example.org", "%0A", "\u202e", "$x$", ":tada:", "##[error]", "\ud800")  # fmt: skip
SAID = st.lists(st.one_of(st.text(max_size=5), st.sampled_from(HOSTILE)), max_size=6).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports in which all that comes from outside may be anything."""
    said = [draw(SAID) for _ in range(7)]
    figure = Quantity(said[0] or "5", 0, 1, 5)
    claim = Claim("share", {"part": (figure,)}, said[1] or "a.txt", 0, 1)
    check = Check("share-mismatch", claim, Verdict.INCONSISTENT, 4, "", Severity.ERROR, said[2], said[3],
                  Place(1, 1, said[4]))  # fmt: skip
    failure = Failure(said[5] or "b.txt", said[6])
    return Report((check,), (Finding(check, "0" * 12),), (failure,), Coverage(documents=1, checks=1))


@given(reports())
def test_no_line_for_github_is_a_command_that_a_document_gave(report: Report) -> None:
    lines = report.to_format("github").split("\n")
    assert [line.partition(" ")[0] for line in lines if line.strip().startswith("::")] == ["::error"] * 2
    assert not any(char in line for line in lines for char in "\r\x1b\x00\u202e")
    for line in lines[:2]:
        assert line.count("::") >= 2 and "\n" not in line


@given(reports())
def test_no_line_for_people_is_a_command(report: Report) -> None:
    stream = io.StringIO()
    formats.write(report, "console", stream)
    assert not [line for line in stream.getvalue().splitlines() if line.lstrip().startswith(("::", "##[", "##vso["))]


@given(reports())
def test_no_cell_is_a_formula(report: Report) -> None:
    text = report.to_format("csv")
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {15}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert not any(char in text for char in "\r\x1b\x00")


@given(reports())
def test_junit_is_well_formed_whatever_a_document_says(report: Report) -> None:
    root = ElementTree.fromstring(report.to_format("junit"))  # noqa: S314 - our own
    assert [child.tag for child in root.iter()].count("failure") == 1


@given(reports())
def test_markdown_holds_no_markup_of_a_document(report: Report) -> None:
    text = report.to_format("markdown")
    kept = re.sub(r"\\[!-~]", "", text)
    for ours in (r"<!-- factcheck report -->", r"</?details>|</?summary>", r"`share-mismatch`"):
        kept = re.sub(ours, "", kept)
    assert not re.findall(r"[<>`*\[\]]", kept)
    assert not re.findall(r"[@#]\w", text)
    assert "\x1b" not in text


@given(reports(), st.sampled_from(["json", "jsonl", "sarif", "gitlab"]))
def test_json_is_ascii_and_read_again(report: Report, format: str) -> None:
    text = report.to_format(format)
    assert text.isascii()
    for line in text.splitlines() if format == "jsonl" else [text]:
        json.loads(line)


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif"])
def test_platforms_are_told_paths_as_they_have_them(format: str) -> None:
    report = factcheck.check_text("There are 48 offices (45 cells and 2 committees).", "./news/a.txt")
    told = report.to_format(format)
    assert "news/a.txt" in told
    assert "./news" not in told
