"""Documents and side files in, waivers out: each silences one rule's finding about certain figures, for a reason.

A waiver is written where the text stands, as a comment,

    <!-- factcheck: waive share-mismatch (504; 533; 94.55%) because the board cuts off -->
    # factcheck: waive share-mismatch (504; 533; 94.55%) because the board cuts off
    // factcheck: waive …

(the last two in plain text, on a line of their own), or in a file `.factcheck-waivers` in the folder of the text or the
nearest folder above that has one, a line each, the path relative to that file, `#` for remarks:

    corpus/a.txt: share-mismatch (504; 533; 94.55%) by the desk until 2026-12-31 because the board cuts off

The figures are those of the finding as written, in any order, divided by semicolons; list items are left out. Who
waives it and the last day on which it holds may be told. A comment that cannot be read, names an unknown rule, has
ended or silences nothing is reported as a note; so is a line of a side file that has ended, silences nothing, names a
text that another side file governs, or one that is not there although its folder was to be checked. What is code is no
comment. A faulty line of a side file fails the run with exit status 2, as a faulty rule pack does.
"""

from factcheck.waivers.comments import MARK, in_text
from factcheck.waivers.side_file import SIDE_FILE, beside, line_for, side_files
from factcheck.waivers.waiver import NO_REASON, current, named, parse, unused, written

__all__ = [
    "MARK", "NO_REASON", "SIDE_FILE", "beside", "current", "in_text", "line_for", "named", "parse", "side_files",
    "unused", "written",
]  # fmt: skip
