"""Text in, text out that a stream of some encoding can show: no control characters, look-alikes, else escapes."""

from __future__ import annotations

import unicodedata

COMMANDS = ("::", "##[", "##vso[")
"""What a line begins with that GitHub Actions or Azure Pipelines take for a command."""
_LOOK_ALIKES = {
    "…": "...", "–": "-", "—": "-", "‑": "-", "−": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "×": "x", "÷": "/", "≠": "!=", "≤": "<=", "≥": ">=", "≈": "~", "→": "->", "✓": "+",
    "•": "*", "·": "-", "∞": "inf", "€": "EUR", "£": "GBP", "¥": "JPY", "½": "1/2", "¼": "1/4", "¾": "3/4",
}  # fmt: skip


def verbatim(text: str, encoding: str | None) -> str:
    """A text as it is, lines and all; what a stream's encoding lacks is escaped."""
    encoding = encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def inert(line: str) -> str:
    """A line that is no workflow command, as servers of continuous integration read them, whatever a document says."""
    return "\\" + line if line.lstrip().startswith(COMMANDS) else line


class Screen(dict[int, str]):
    """A table for `str.translate` that fills itself: what becomes of each character in an encoding."""

    def __init__(self, encoding: str | None) -> None:
        super().__init__()
        self.encoding = encoding or "utf-8"  # a stream without one holds text

    def __missing__(self, code: int) -> str:
        self[code] = shown = self._shown(chr(code))
        return shown

    def show(self, text: str) -> str:
        """The text as the stream can take it, in a line."""
        return text.translate(self)

    def _shown(self, char: str) -> str:
        if char in "\n\r":
            return repr(char)[1:-1]
        if char in "\t\xa0":
            return " "
        category = unicodedata.category(char)
        if category == "Cf":  # soft hyphens, marks of direction: they show nothing, and may show a text as it is not
            return ""
        if category[0] != "C" and category not in ("Zl", "Zp"):
            for form in (char, _LOOK_ALIKES.get(char, char)):
                if self._takes(form):
                    return form
        return char.encode("ascii", "backslashreplace").decode("ascii") if char > "\x7f" else f"\\x{ord(char):02x}"

    def _takes(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True
