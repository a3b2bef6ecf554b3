"""Rota sheets (DESIGN 13): CSV with `name,pattern,anchor`, one token per day of the cycle."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

from ..timefinder.tokens import BadToken, Cycle, read_cycle
from .problems import CannotRead

LARGEST = 64 * 1024 * 1024
LONGEST_LINE = 4096
COLUMNS = ("name", "pattern", "anchor")


@dataclass(frozen=True)
class SheetRow:
    """One person of a sheet; `anchor` is the local date of the cycle's first day."""

    line: int
    name: str
    tokens: tuple[str, ...]
    cycle: Cycle
    anchor: dt.date


def read_sheet(data: bytes) -> list[SheetRow]:
    """The people of a sheet, in its order. Raises CannotRead with the line that is wrong."""
    text = _text(data)
    header = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in header and "," not in header else ",")
    people: list[SheetRow] = []
    cycles: dict[tuple[str, ...], Cycle] = {}
    place: dict[str, int] | None = None
    try:
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if place is None:
                place = _columns(cells)
                continue
            people.append(_person(rows.line_num, cells, place, cycles))
    except csv.Error:
        raise CannotRead(f"Line {rows.line_num} of the sheet cannot be read as CSV.") from None
    if place is None:
        raise CannotRead("The sheet is empty: its first line has to be name,pattern,anchor.")
    if not people:
        raise CannotRead("There is nobody in the sheet, only its first line.")
    return people


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise CannotRead("The sheet is larger than 64 MB.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CannotRead("The sheet is not a text file: save it as CSV.")


def _columns(cells: list[str]) -> dict[str, int]:
    names = [cell.strip().casefold() for cell in cells]
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        raise CannotRead(f"The first line of the sheet has to be name,pattern,anchor; {missing[0]} is missing.")
    return {column: names.index(column) for column in COLUMNS}


def _person(line: int, cells: list[str], place: dict[str, int], cycles: dict[tuple[str, ...], Cycle]) -> SheetRow:
    if len(cells) <= max(place.values()):
        raise CannotRead(f"Line {line} of the sheet has {len(cells)} parts; it needs name, pattern and anchor.")
    name, pattern, anchor = (cells[place[column]].strip() for column in COLUMNS)
    if not name:
        raise CannotRead(f"Line {line} of the sheet has no name.")
    if len(pattern) > LONGEST_LINE:
        raise CannotRead(f"The pattern on line {line} of the sheet is too long.")
    tokens = tuple(pattern.split())
    if tokens not in cycles:
        try:
            cycles[tokens] = read_cycle(tokens)
        except BadToken as wrong:
            raise CannotRead(f"Line {line} of the sheet: {wrong}.") from None
        except ValueError as wrong:
            raise CannotRead(f"Line {line} of the sheet: {wrong}.") from None
    try:
        date = dt.datetime.strptime(anchor, "%Y-%m-%d").date()
    except ValueError:
        raise CannotRead(f"Line {line} of the sheet: the anchor has to be a date like 2026-01-05.") from None
    return SheetRow(line, name, tokens, cycles[tokens], date)
