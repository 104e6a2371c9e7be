"""What sites put around an article, as data: headings of teasers, lines of comment boxes, cues of captions."""

from __future__ import annotations

TEASER_HEADINGS = (
    "Recent news", "Related news", "Latest news", "Other news", "More news", "Top news",
    "Recent articles", "Related articles", "Other articles", "More articles", "More from this section",
    "Recent stories", "Related stories", "Top stories", "More stories",
    "Related topics", "Related posts", "Related content",
    "Read more", "Read next", "Read also", "Most read", "Most viewed", "Most popular", "See also", "You may also like",
)  # fmt: skip
"""Lines that, alone on their line, head a list of other articles; also in capitals and Title Case."""

COMMENT_BOX_HINTS = ("characters left", "more characters", "characters remaining")
"""A text without any of these holds no comment box."""

COMMENT_BOX_LINES = (
    r"You have \d+ ?/ ?\d+ characters (?:left|remaining)",
    r"You have \d+ characters (?:left|remaining)",
    r"\d+(?: ?/ ?\d+)? characters (?:left|remaining)",
    r"Please enter (?:at least )?\d+ or more characters",
)
"""Regular expressions of whole lines that a comment form prints; a full stop or exclamation marks may follow."""

COMMENT_BOX_TITLES = ("Comments", "Comment", "Add a comment", "Leave a comment", "Post a comment", "Your comment")
"""Lines that belong to the box if its lines follow."""

CAPTION_HINTS = ("Photo", "PHOTO", "Caption", "Picture")
"""A text without any of these holds no caption by cue."""

CAPTION_CUES = (r"Photos?:", r"PHOTOS?:", r"Photos? (?:credits?|courtesy|by)\b")
"""Regular expressions that make a caption of their line wherever they stand in it."""

CAPTION_OPENINGS = (r"Photos?\b", r"PHOTOS?\b", r"Captions?\b", r"Pictured?:", r"Picture\b(?! this\b)")
"""Regular expressions that make a caption of the line they open."""
