"""The XML of a paragraph or of rows in, the bytes of a Word document or of a workbook out that holds nothing else.

What packs them is checked by sums, which a fuzzer cannot guess; so it changes what is packed.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006"
_WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEETS = b"application/vnd.openxmlformats-officedocument.spreadsheetml"


def document(body: bytes) -> bytes:
    """A Word document with that body."""
    text = b'<w:document xmlns:w="%b"><w:body>%b</w:body></w:document>' % (_WORD, body)
    return _packed({"_rels/.rels": _related(b"officeDocument", b"word/document.xml"), "word/document.xml": text})


def workbook(rows: bytes) -> bytes:
    """A workbook with one sheet of those rows."""
    types = b"".join(
        b'<Override PartName="/xl/%b.xml" ContentType="%b.%b+xml"/>' % (part, _SHEETS, kind)
        for part, kind in ((b"workbook", b"sheet.main"), (b"worksheets/sheet1", b"worksheet"))
    )
    sheets = b'<sheets><sheet name="One" sheetId="1" r:id="r"/></sheets>'
    return _packed({
        "[Content_Types].xml": b'<Types xmlns="%b/content-types">%b</Types>' % (_PACKAGE, types),
        "_rels/.rels": _related(b"officeDocument", b"xl/workbook.xml"),
        "xl/workbook.xml": b'<workbook xmlns="%b" xmlns:r="%b">%b</workbook>' % (_SHEET, _OFFICE, sheets),
        "xl/_rels/workbook.xml.rels": _related(b"worksheet", b"worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": b'<worksheet xmlns="%b"><sheetData>%b</sheetData></worksheet>' % (_SHEET, rows),
    })  # fmt: skip


def _related(kind: bytes, target: bytes) -> bytes:
    one = b'<Relationship Id="r" Type="%b/%b" Target="%b"/>' % (_OFFICE, kind, target)
    return b'<Relationships xmlns="%b/relationships">%b</Relationships>' % (_PACKAGE, one)


def _packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, _HEAD + content)
    return file.getvalue()
