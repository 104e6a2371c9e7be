"""Rows in, a page out to be printed and signed by hand; it needs no other file and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from factcheck.reports.screen import Screen
from factcheck.sheet.rows import Row

_SCREEN = Screen("utf-8")
_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Figures to be signed</title>
<style>
body { font: 0.9rem/1.4 system-ui, "Noto Sans", Arial, sans-serif; margin: 1.5rem; color: #1c1b19; background: #fff; }
h1 { font-size: 1.2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #bbb; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
th { background: #f1eee7; }
td:nth-child(5) { font-weight: 700; }
td:nth-child(n+11) { min-width: 4.5rem; }
.inconsistent { background: #fbe3e1; } .misrounded { background: #fdf1dc; } .consistent { background: #e3f1e7; }
.undecided { background: #e8ecf4; }
mark { background: none; font-weight: 700; text-decoration: underline; }
pre { font: inherit; margin: 0; white-space: pre-wrap; }
@page { size: landscape; margin: 1cm; }
@media print { body { margin: 0; font-size: 7.5pt; } tr { break-inside: avoid; } }
</style>
</head>
<body>
"""


def written(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """The page, a row a figure, under the heads of the columns."""
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in columns)
    body = "\n".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    table = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return f"{_HEAD}<h1>{len(rows):,} figures to be signed</h1>\n{table}\n</body>\n</html>\n"


def _cells(row: Row) -> Iterator[str]:
    start, end = row.mark.start, row.mark.end
    sentence = (f"{_shown(row.sentence[:start])}<mark>{_shown(row.sentence[start:end])}</mark>"
                f"{_shown(row.sentence[end:])}")  # fmt: skip
    yield f"<td>{row.number}</td><td>{_shown('; '.join(row.why))}</td><td>{_shown(row.article)}</td><td>{row.line}</td>"
    yield f"<td>{_shown(row.figure.shown)}</td><td>{sentence}</td><td>{_shown(row.read)}</td>"
    yield f'<td class="{row.state}">{"<br>".join(map(_shown, row.checked)) or "nothing checked it"}</td>'
    query = "\n".join(map(_shown, row.query.split("\n")))
    yield f"<td>{_shown(row.source)}</td><td><pre>{query}</pre></td>"
    yield f"<td>{_shown(row.initials)}</td><td>{_shown(row.date)}</td>"


def _shown(text: str) -> str:
    return escape(text.translate(_SCREEN))
