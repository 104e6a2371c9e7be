"""A Report in, a line of JSON for each check and failure out, and a last one for the summary.

Each line is an object as `factcheck.reports.json` describes it, with `type`: check, failure or summary.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from factcheck.records import Rule
from factcheck.reports import Report
from factcheck.reports.json import VERSION, check, failure, summary


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The report as lines of JSON in ASCII."""
    rows = [{"type": "check", **check(one, finding)} for one, finding in report.listed()]
    rows += [{"type": "failure", **failure(one)} for one in report.failures]
    rows.append({"type": "summary", "version": VERSION, **summary(report)})
    return "".join(json.dumps(row) + "\n" for row in rows)
