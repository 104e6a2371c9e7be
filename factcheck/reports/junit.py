"""A Report in, JUnit's XML out: a suite a document, a case a check, as servers of continuous integration read it.

Source: the schema of Apache Ant's task, which servers share, https://github.com/windyroad/JUnit-Schema
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from factcheck.records import Check, Finding, Rule, Severity, Verdict
from factcheck.reports import Report
from factcheck.reports.console import last_line
from factcheck.reports.operands import suggested
from factcheck.reports.screen import Screen, inert

_NAME = "factcheck"
_SCREEN = Screen("utf-8")
_OUTCOMES = ("failure", "error", "skipped")


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The report as XML in ASCII.

    Findings that fail the run are failures, what was not read is an error, what is waived or undecided is skipped. A
    run without anything to list is one case that passes.
    """
    root = Element("testsuites", name=_NAME)
    for path, listed in groupby(report.listed(), key=lambda pair: pair[0].claim.document):
        suite = SubElement(root, "testsuite", name=_shown(path))
        for check, finding in listed:
            _case(suite, check, finding, report)
    if report.failures:
        suite = SubElement(root, "testsuite", name=f"{_NAME}: inputs")
        for failure in report.failures:
            case = SubElement(suite, "testcase", name=_shown(failure.path), classname=failure.kind)
            outcome = "skipped" if failure.severity is Severity.NOTE else "error"
            SubElement(case, outcome, message=_shown(failure.message))
    if not len(root):
        SubElement(SubElement(root, "testsuite", name=_NAME), "testcase", name=last_line(report), classname=_NAME)
    for suite in [*root, root]:
        _count(suite)
    indent(root)
    written: bytes = tostring(root, encoding="us-ascii", xml_declaration=True)
    return written.decode("ascii") + "\n"


def _case(suite: Element, check: Check, finding: Finding | None, report: Report) -> None:
    place = check.place
    where = (place.cell or f"line {place.line}, column {place.column}") if place else "no place"
    case = SubElement(suite, "testcase", name=f"{check.rule} ({where})", classname=_shown(check.claim.document))
    said = [check.message, check.working, suggested(check, finding), place.sentence if place else ""]
    body = "\n".join(inert(_shown(one)) for one in said if one)
    if finding and finding.waiver:
        SubElement(case, "skipped", message=_shown(f"waived because {finding.waiver}"))
    elif check.verdict is Verdict.UNDECIDED:
        SubElement(case, "skipped", message=f"undecided: {check.reason}")
    elif finding and check.severity.weight >= report.fail_on.weight:
        SubElement(case, "failure", type=str(check.severity), message=_shown(check.message)).text = body
    elif finding:
        SubElement(case, "system-out").text = f"{check.severity}: {body}"


def _count(suite: Element) -> None:
    """States how many cases of each outcome a suite has."""
    cases = list(suite.iter("testcase"))
    suite.set("tests", str(len(cases)))
    names = {"failure": "failures", "error": "errors", "skipped": "skipped"}
    for outcome in _OUTCOMES:
        suite.set(names[outcome], str(sum(case.find(outcome) is not None for case in cases)))


def _shown(text: str) -> str:
    """A text in characters that XML may hold."""
    return _SCREEN.show(text)
