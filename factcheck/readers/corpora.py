"""A file with a row a document in, what reads each row out: Parquet, and JSON Lines, plain or compressed.

Rows come as they are read, so that a corpus may be larger than memory; what is kept of it all is the set of its ids.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader
from typing import TYPE_CHECKING, Any, NoReturn

from factcheck.readers.decoding import shown
from factcheck.readers.formats import PARQUET, suffix
from factcheck.records import Document, InputError

if TYPE_CHECKING:
    import gzip

MARK = "#"
"""Stands between the path of a corpus and the id of a row in the name of a document: `news.parquet#4711`."""
_OPTIONS = ("--text-column", "--id-column")
_SHORT = 30  # characters of a value in a message
_TOLD = 20  # faulty rows of a file
_ROWS = 256  # of a Parquet file that are read at a time

Columns = tuple[str, str]
"""What the columns of texts and of ids are called."""
Source = tuple[str, Callable[[], Document]]
"""The name of a document, and what reads it, which raises InputError where it cannot."""
Read = Callable[[str, str, str], Document]
"""What makes a document of a text, its name and the suffix of its id."""


class _Fault(Exception):
    """What is wrong with a row, in words."""


def rows(path: str, columns: Columns, read: Read) -> Iterator[Source]:
    """The documents of a corpus in the order of its rows; a faulty row, or the rest that cannot be read, is a source.

    The name of a document is `PATH#ID`. An id is a text or a whole number, and there once.
    """
    told = _parquet(path, columns) if suffix(path) == PARQUET else _lines(path, columns)
    seen: set[str] = set()
    faulty = 0
    try:
        for place, row in told:
            try:
                text, name = _row(row, columns, seen)
            except _Fault as fault:
                faulty += 1
                if faulty <= _TOLD:
                    yield path, partial(_refuse, f"{shown(path)}{place}: {fault}")
            else:
                yield f"{path}{MARK}{name}", partial(read, text, f"{path}{MARK}{name}", suffix(name))
    except InputError as fault:
        yield path, partial(_refuse, str(fault))
    except (OSError, EOFError, zlib.error) as fault:
        reason = getattr(fault, "strerror", None) or " ".join(str(fault).split())
        yield path, partial(_refuse, f"{shown(path)}: cannot be read ({reason}); write the file anew, or leave it out")
    if faulty > _TOLD:
        yield path, partial(_refuse, f"{shown(path)}: {faulty - _TOLD:,} more rows are faulty; correct the first ones")


def _row(row: Any, columns: Columns, seen: set[str]) -> tuple[str, str]:
    """(text, id) of a row. Raises _Fault."""
    if isinstance(row, _Fault):
        raise row
    if not isinstance(row, dict):
        raise _Fault('is no object; write {"id": ..., "text": ...}')
    for option, column in zip(_OPTIONS, columns, strict=True):
        if column not in row:
            raise _Fault(f"has no {column!r}; add it, or name another one by {option}")
    text, name = (row[column] for column in columns)
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise _Fault(f"{columns[1]!r} is {_told(name)}; give the row an id, a text or a whole number")
    if not isinstance(text, str):
        raise _Fault(f"{columns[0]!r} is {_told(text)}; give the row a text, or leave it out")
    if str(name) in seen:
        raise _Fault(f"the id {shown(str(name))} was there before; give each row an id of its own")
    seen.add(str(name))
    return text, str(name)


def _told(value: Any) -> str:
    """A value that is not what it should be, in a few words."""
    if value is None or value == "":
        return "empty"
    return shown(str(value)[:_SHORT])


def _refuse(message: str) -> NoReturn:
    raise InputError(message)


def _lines(path: str, columns: Columns) -> Iterator[tuple[str, Any]]:
    """(its number, what stands there) of each line that is not empty."""
    with _opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
            except UnicodeDecodeError:
                row = _Fault("is not in UTF-8; save it so")
            except (ValueError, RecursionError) as fault:
                row = _Fault(f"is no JSON ({getattr(fault, 'msg', fault)}); correct the line, or leave it out")
            yield f":{number}", row


def _opened(path: str) -> gzip.GzipFile | BufferedReader:
    """A file of lines, decompressed. Raises InputError and OSError."""
    if suffix(path) == ".gz":
        import gzip

        return gzip.open(path)
    if suffix(path) == ".zst":
        try:
            from pyarrow import input_stream
        except ImportError as fault:
            raise _lacking(path, fault) from fault
        return BufferedReader(input_stream(path, compression="zstd"))
    return open(path, "rb")


def _parquet(path: str, columns: Columns) -> Iterator[tuple[str, Any]]:
    """(its number, its values) of each row. Raises InputError."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as fault:
        raise _lacking(path, fault) from fault
    if not os.path.getsize(path):
        raise InputError(f"{shown(path)}: is empty; write the file anew, or leave it out")
    try:
        with ParquetFile(path) as file:
            there = file.schema_arrow.names
            for option, column in zip(_OPTIONS, columns, strict=True):
                if column not in there:
                    raise InputError(
                        f"{shown(path)}: has no column {column!r}, but {', '.join(map(shown, there))}; "
                        f"name another one by {option}"
                    )
            number = 0
            for batch in file.iter_batches(_ROWS, columns=list(dict.fromkeys(columns))):
                for row in batch.to_pylist():
                    number += 1
                    yield f", row {number}", row
    except ArrowException as fault:
        reason = " ".join(str(fault).split())
        raise InputError(f"{shown(path)}: is no Parquet file that can be read ({reason}); write it anew") from fault


def _lacking(path: str, fault: ImportError) -> InputError:
    return InputError(f'{shown(path)}: needs {fault.name}: pip install "factcheck-figures[data]"')
