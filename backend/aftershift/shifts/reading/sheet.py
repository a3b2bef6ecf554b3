"""Rota sheets (DESIGN 13): `name,pattern,anchor`, one token per day of the cycle. CSV here, workbooks in `workbook.py`."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..timefinder.tokens import BadToken, Cycle, read_cycle
from .problems import CannotRead

LARGEST = 64 * 1024 * 1024
LONGEST_PATTERN = 4096
COLUMNS = ("name", "pattern", "anchor")
EARLIEST, LATEST = dt.date(1980, 1, 1), dt.date(2200, 1, 1)

Cells = tuple[int, list[str]]
"""The number of a line, and what stands in it."""


@dataclass(frozen=True)
class SheetRow:
    """One person of a sheet; `anchor` is the local date of the cycle's first day."""

    line: int
    name: str
    tokens: tuple[str, ...]
    cycle: Cycle
    anchor: dt.date


@dataclass(frozen=True, order=True)
class SheetProblem:
    """Why a line cannot be used; `column` is one of COLUMNS."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"Line {self.line} of the sheet: {self.text}."


@dataclass
class Sheet:
    """The people of a sheet in its order, and every line that cannot be used."""

    people: list[SheetRow] = field(default_factory=list)
    problems: list[SheetProblem] = field(default_factory=list)


def read_sheet(data: bytes) -> list[SheetRow]:
    """The people of a CSV sheet. Raises CannotRead with the first line that is wrong."""
    found = look_through(csv_lines(data))
    if found.problems:
        raise CannotRead(str(found.problems[0]))
    return found.people


def csv_lines(data: bytes) -> Iterator[Cells]:
    """The lines of a CSV file that hold anything. Raises CannotRead."""
    text = _text(data)
    header = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in header and "," not in header else ",")
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield rows.line_num, cells
    except csv.Error:
        raise CannotRead(f"Line {rows.line_num} of the sheet cannot be read as CSV.") from None


def look_through(lines: Iterable[Cells], *, most_people: int | None = None) -> Sheet:
    """Read every line, the wrong ones too. Raises CannotRead when there is no sheet in it, or too much."""
    found = Sheet()
    cycles: dict[tuple[str, ...], Cycle] = {}
    place: dict[str, int] | None = None
    for line, cells in lines:
        if place is None:
            place = _columns(cells)
            continue
        if most_people is not None and len(found.people) + len(found.problems) >= most_people:
            raise CannotRead(f"The sheet has more than {most_people:,} lines. Cut it in two.")
        read = _person(line, cells, place, cycles)
        if isinstance(read, SheetRow):
            found.people.append(read)
        else:
            found.problems.append(read)
    if place is None:
        raise CannotRead("The sheet is empty: its first line has to be name,pattern,anchor.")
    if not found.people and not found.problems:
        raise CannotRead("There is nobody in the sheet, only its first line.")
    return found


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


def _person(
    line: int, cells: list[str], place: dict[str, int], cycles: dict[tuple[str, ...], Cycle]
) -> SheetRow | SheetProblem:
    if len(cells) <= max(place.values()):
        missing = next(column for column in COLUMNS if place[column] >= len(cells))
        return SheetProblem(line, missing, f"there are {len(cells)} parts, and it needs name, pattern and anchor")
    name, pattern, anchor = (cells[place[column]].strip() for column in COLUMNS)
    if not name:
        return SheetProblem(line, "name", "there is no name")
    if len(pattern) > LONGEST_PATTERN:
        return SheetProblem(line, "pattern", "the pattern is too long")
    tokens = tuple(pattern.split())
    if tokens not in cycles:
        try:
            cycles[tokens] = read_cycle(tokens)
        except BadToken as wrong:
            day = next(number for number, token in enumerate(tokens, start=1) if token[:40] == wrong.token)
            return SheetProblem(line, "pattern", f"day {day}: {wrong}")
        except ValueError as wrong:
            return SheetProblem(line, "pattern", str(wrong))
    try:
        date = dt.datetime.strptime(anchor, "%Y-%m-%d").date()
    except ValueError:
        return SheetProblem(line, "anchor", "the anchor has to be a date like 2026-01-05")
    if not EARLIEST <= date <= LATEST:
        return SheetProblem(line, "anchor", "the anchor has to lie between 1980 and 2200")
    return SheetRow(line, name, tokens, cycles[tokens], date)
