"""Names of documents in: which are records of the past, and the day by which one is filed."""

from __future__ import annotations

import os
import re
from datetime import date

from factcheck.records import Period

_RECORDS = re.compile(r"(?i:change-?log|changes|release[-_ ]?notes|releases)|HISTORY|NEWS")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")


def is_record(name: str) -> bool:
    """Whether a document is a list of what changed, whose figures were right in their time, as CHANGELOG.md is."""
    return _RECORDS.fullmatch(os.path.splitext(os.path.basename(name))[0]) is not None


def filed(name: str) -> Period | None:
    """The day in the name of a file or of the folders it lies in ("2025-07-01-minutes.md"), the last one of several."""
    for year, _, month, day in _DAY.findall(name.replace(os.sep, "/"))[::-1]:
        try:
            found = date(int(year), int(month), int(day)).toordinal()
        except ValueError:
            continue
        return Period(found, found)
    return None
