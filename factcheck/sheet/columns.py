"""The heads of the columns of a sheet."""

from __future__ import annotations

COLUMNS = (
    "#", "Why look", "Article", "Line", "Figure", "Sentence", "Read as", "Checked", "Source", "Query",
    "Initials", "Date",
)  # fmt: skip
"""In the order in which they stand; the last two are for those who sign."""
