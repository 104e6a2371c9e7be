"""A Report in, one page out that needs no other file: the articles with their figures underlined, and why.

It loads nothing: its policy forbids that, and lets no script run but the page's own. Texts are data in it, not markup.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from factcheck.records import Rule
from factcheck.reports import Report
from factcheck.reports.view import view

_MARKUP = re.compile("[<\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What begins a tag, steers a terminal, or shows a text as it is not."""
_DRAW = (
    'factcheckView.render(document.getElementById("view"), JSON.parse(document.getElementById("data").textContent));'
)


def dumps(report: Report, rules: Sequence[Rule] = ()) -> str:
    """The report as a page. Raises ValueError if it does not keep the documents that it has checked."""
    if report.coverage.documents and not report.pages:
        raise ValueError("format html shows whole articles; check them with Config(keep=True)")
    found = view(report, rules)
    script = f"\n{asset('annotated.js')}\n{_DRAW}\n"
    parts = {
        "{SCRIPT_HASH}": f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
        "{TITLE}": escape(f"factcheck: {found['title']}"),
        "{STYLE}": asset("annotated.css"),
        "{DATA}": _MARKUP.sub(
            lambda char: f"\\u{ord(char[0]):04x}", json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        ),
        "{SCRIPT}": script,
    }
    pieces: list[str] = []
    rest = asset("report.html")
    for name, value in parts.items():  # in the order of the page, so that what a text says is no placeholder
        before, _, rest = rest.partition(name)
        pieces += before, value
    # Half a pair of surrogates, as in the name of a file that is in no encoding, cannot be written.
    return "".join([*pieces, rest]).encode("utf-8", "backslashreplace").decode()


def asset(name: str) -> str:
    """A file that the page is made of."""
    return (files("factcheck.reports") / "page" / name).read_text(encoding="utf-8")
