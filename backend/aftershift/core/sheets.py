"""The one writer of sheets. No cell it writes is ever a formula (Q-S11), and what was written can be had back.

CSV has no types: a text that a program might take for a formula gets one apostrophe in front, and so does a text that
begins with an apostrophe. Whoever reads it back takes one leading apostrophe away (`plain`). XLSX says of each cell
that it is text, so nothing is added. Numbers are numbers in both, and nothing is an empty cell.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

Cell = str | int | None

# What spreadsheet programs, in some language or setting, take for the start of a formula; the wide forms too.
STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n\v\f\0'")
# Some look behind these before they decide.
SKIPPED = ' ,;|\u00a0\u3000\ufeff"'


def guarded(text: str) -> str:
    """As it stands in a CSV."""
    return f"'{text}" if text.lstrip(SKIPPED)[:1] in STARTS else text


def plain(cell: str) -> str:
    """What was written, from a cell of a CSV."""
    return cell.removeprefix("'")


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """With the mark by which spreadsheet programs know UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet. Control characters, which the format cannot hold, are left out."""
    from openpyxl import Workbook  # takes a while to load, and few ask for it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)

    def cell(value: Cell) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        made.data_type = "s"  # text, whatever it looks like
        return made

    for row in (columns, *rows):
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
