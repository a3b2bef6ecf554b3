"""Reading somebody's file in a child process with limits on time and memory (RULES Q-S9, Q-S10)."""

from __future__ import annotations

import datetime as dt

from aftershift.core.limited import ask

from ..timefinder.tokens import Cycle, read_cycle
from . import workbook
from .guard import LARGEST
from .model import Reading, ReadShift, Warned
from .problems import CannotRead
from .sheet import Sheet, SheetProblem, SheetRow

ZONE = "Europe/London"
MOST_PEOPLE = 10_000  # in one sheet that is sent to us
CHILD = "aftershift.shifts.reading.child"


def read_file(data: bytes, *, first: dt.date | None = None, last: dt.date | None = None, zone: str = ZONE) -> Reading:
    """The shifts of a calendar file. Raises CannotRead with one plain sentence, also when the file is too costly."""
    if len(data) > LARGEST:
        raise CannotRead("The file is larger than 512 KB, too large for somebody's shifts.")
    asked = {"first": first.isoformat() if first else "", "last": last.isoformat() if last else "", "zone": zone}
    found, _ = ask(CHILD, "calendar", asked, data, otherwise="The file cannot be read as a calendar.")
    return Reading(
        [ReadShift(dt.datetime.fromisoformat(a), dt.datetime.fromisoformat(b), kind) for a, b, kind in found["shifts"]],
        [dt.date.fromisoformat(day) for day in found["not_at_work"]],
        [Warned(line, text) for line, text in found["warnings"]],
        dt.date.fromisoformat(found["first"]) if found["first"] else None,
        dt.date.fromisoformat(found["last"]) if found["last"] else None,
    )


def read_sheet_file(data: bytes) -> Sheet:
    """A rota sheet, CSV or workbook, with every line that is wrong. Raises CannotRead when it is no sheet at all."""
    if len(data) > workbook.LARGEST:
        raise CannotRead("The sheet is larger than 4 MB. Cut it in two.")
    found, _ = ask(CHILD, "sheet", {"most_people": MOST_PEOPLE}, data, otherwise="The sheet cannot be read.")
    cycles: dict[str, Cycle] = {}
    people = []
    for line, name, pattern, anchor in found["people"]:
        if pattern not in cycles:
            cycles[pattern] = read_cycle(pattern.split())
        tokens = tuple(pattern.split())
        people.append(SheetRow(line, name, tokens, cycles[pattern], dt.date.fromisoformat(anchor)))
    return Sheet(people, [SheetProblem(*wrong) for wrong in found["problems"]])
