"""A Word document and the report on it in, the same document with a comment for each finding out."""

from __future__ import annotations

from datetime import datetime

from factcheck.annotate.archive import rewritten
from factcheck.annotate.parts import Comments
from factcheck.annotate.remarks import remarks
from factcheck.annotate.splices import Splices
from factcheck.readers.docx import Word
from factcheck.reports import Report

__all__ = ["annotated"]

_STRICT = "http://purl.oclc.org/"
_NAMESPACES = {
    True: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    False: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}


def annotated(word: Word, report: Report, day: datetime) -> tuple[bytes, int]:
    """(the document with comments, how many there are); `day`: when they are written, in UTC. Raises InputError.

    Nothing is changed beside them; without any, the document is the same to the byte.
    """
    package, main = word.package, word.package.main
    found = list(remarks(report, word))
    if not found:
        return package.data, 0
    namespace = _NAMESPACES[main.type.startswith(_STRICT)]
    raw = package.part(main.target)
    comments = Comments(package, namespace, raw)
    splices = Splices(raw, namespace)
    numbers = comments.numbers(len(found))
    for number, one in zip(numbers, found, strict=True):
        stretches = word.within(one.start, one.end)
        if stretches:
            first, last = stretches[0], stretches[-1]
            splices.mark(number, first, max(one.start, first.start), last, min(one.end, last.end))
        elif one.run is not None:
            splices.mark_run(number, one.run)
        else:
            splices.mark_nothing(number, word.body)
    written = comments.parts({number: one.lines for number, one in zip(numbers, found, strict=True)}, day)
    return rewritten(package, {**written, main.target: splices.spliced()}, day), len(found)
