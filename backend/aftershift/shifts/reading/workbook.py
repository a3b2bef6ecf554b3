"""Rota sheets as workbooks (.xlsx): looked at as a zip first, so that the library only sees what is small and plain (Q-S10)."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from .problems import CannotRead
from .sheet import LONGEST_PATTERN, Cells

LARGEST = 4 * 1024 * 1024  # bytes, as it comes
LARGEST_UNPACKED = 24 * 1024 * 1024
MOST_ENTRIES = 200
MOST_LINES = 20_000  # empty ones too
MOST_COLUMNS = 40

_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/sharedStrings\.xml|xl/styles\.xml|xl/worksheets/[^/]+\.xml"
)
_UNSAFE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
TOO_LARGE = "The workbook unpacks to far more than a sheet of shifts holds."
NO_WORKBOOK = "The file cannot be read as a workbook. Save it as CSV and try again."


def is_workbook(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook_lines(data: bytes) -> Iterator[Cells]:
    """The lines of the first sheet that hold anything. Raises CannotRead."""
    if data[:4] != b"PK\x03\x04":
        raise CannotRead("This is an old or a locked workbook. Save it as .xlsx without a password, or as CSV.")
    small = _only_what_is_needed(data)
    from openpyxl import load_workbook

    try:
        book = load_workbook(small, read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What the file says of its own size is not believed; it only makes the library fill up empty cells.
        sheet.reset_dimensions()
        for number, cells in enumerate(
            sheet.iter_rows(max_row=MOST_LINES + 1, max_col=MOST_COLUMNS, values_only=True), start=1
        ):
            if number > MOST_LINES:
                raise CannotRead(f"The sheet has more than {MOST_LINES:,} lines. Cut it in two.")
            texts = [_as_text(cell) for cell in cells]
            if any(texts):
                yield number, texts
    except (CannotRead, MemoryError):
        raise
    except Exception:  # the library raises whatever a broken part of the file makes it trip over
        raise CannotRead(NO_WORKBOOK) from None


def _only_what_is_needed(data: bytes) -> io.BytesIO:
    """A workbook with the parts that hold cells, each unpacked once and counted: no macros, links, drawings or fonts."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError):
        raise CannotRead(NO_WORKBOOK) from None
    entries = packed.infolist()
    if len(entries) > MOST_ENTRIES:
        raise CannotRead("The workbook has too many parts to be a sheet of shifts.")
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise CannotRead(TOO_LARGE)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise CannotRead(NO_WORKBOOK)
    if "xl/workbook.xml" not in names:
        raise CannotRead("This is no workbook. Save the sheet as .xlsx or CSV.")
    left = LARGEST_UNPACKED
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as plain:
        for entry in entries:
            if _NEEDED.fullmatch(entry.filename) is None:
                continue
            text = _unpacked(packed, entry, left)
            left -= len(text)
            if _UNSAFE.search(text) or text[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise CannotRead("The workbook holds instructions that a sheet of shifts does not need.")
            plain.writestr(entry.filename, text)
    kept.seek(0)
    return kept


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """One part, cut off at `most`: what the file declares about it may be a lie."""
    if entry.flag_bits & 1:
        raise CannotRead("The workbook is locked. Save it without a password.")
    try:
        with packed.open(entry) as part:
            text = part.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise CannotRead(NO_WORKBOOK) from None
    if len(text) > most:
        raise CannotRead(TOO_LARGE)
    return text


def _as_text(cell: Any) -> str:
    """A cell as the sheet's reader wants it: dates as 2026-01-05, whole numbers without their point."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[: LONGEST_PATTERN + 1].strip()
