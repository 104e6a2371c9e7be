"""A packed document and the parts of it that change in; the document with these out, all others as they were."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from factcheck.readers import packed
from factcheck.readers.package import Package


def rewritten(package: Package, parts: Mapping[str, bytes], day: datetime) -> bytes:
    """The package with some parts in place of its own, and new ones behind them. Raises InputError."""
    made = BytesIO()
    changed = {package.members[name].header_offset: part for name, part in parts.items() if name in package.members}
    with ZipFile(BytesIO(package.data)) as old, ZipFile(made, "w") as new:
        new.comment = old.comment
        for entry in old.infolist():
            at = entry.header_offset
            try:
                held = changed[at] if at in changed else packed.member(old, entry)
            except packed.FAULTS:
                raise package.fault(entry.filename, "cannot be unpacked") from None
            new.writestr(entry, held)
        for name, part in parts.items():
            if name not in package.members:
                entry = ZipInfo(name, day.timetuple()[:6])
                entry.compress_type = ZIP_DEFLATED
                new.writestr(entry, part)
    return made.getvalue()
