"""People's rotas from files, and the two questions asked of them: who could come then, and when is best (DESIGN 13).

No database and no Django: the file commands, researchers and tests use it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .reading import files, guard, limited, sheet
from .reading.problems import CannotRead
from .reading.sheet import read_sheet
from .timefinder import ranking
from .timefinder.counts import distinct
from .timefinder.cycles import Shifts, expand, shifts_of
from .timefinder.exact import could_come
from .timefinder.gaps import QUARTER, crowd_of_rows, free_gaps
from .timefinder.kinds import DAY
from .timefinder.rest import busy
from .timefinder.tokens import Cycle
from .timefinder.zones import Zone, day_number, zone

ZONE = "Europe/London"
LOOK_AROUND = 3  # days: a shift of a day plus the longest rest reaches less far
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_FILES = 2000
TOLD_EVERY = 50  # files; each is read in a process of its own


@dataclass(frozen=True)
class Rotas:
    """People and their shifts from LOOK_AROUND days before a span of dates to as many after. `notes` are for the reader."""

    names: list[str]
    shifts: Shifts
    row_of_person: NDArray[np.int64]
    zone: Zone
    notes: list[str]


def load(path: Path, *, first: dt.date, days: int, progress: Callable[[str], None] | None = None) -> Rotas:
    """A rota sheet, or a folder of `.ics` files. Raises CannotRead. progress: told how far a long read has come."""
    if files.is_folder(path):
        return _folder(path, first, days, progress)
    rows = read_sheet(files.contents(path, most=sheet.LARGEST, what="rota sheet"))
    numbers: dict[Cycle, int] = {}
    cycle_of = np.array([numbers.setdefault(row.cycle, len(numbers)) for row in rows], dtype=np.int64)
    anchor_of = np.array([day_number(row.anchor) for row in rows], dtype=np.int64)
    start = day_number(first) - LOOK_AROUND
    found = expand(list(numbers), cycle_of, anchor_of, first_day=start, days=days + 2 * LOOK_AROUND)
    return Rotas([row.name for row in rows], found.shifts, found.row_of_person, _zone(first, days), [])


def _folder(path: Path, first: dt.date, days: int, progress: Callable[[str], None] | None) -> Rotas:
    calendars = files.entries(path, ".ics")
    if not calendars:
        raise CannotRead(f"There are no .ics files in the folder {files.shown(path)}.")
    if len(calendars) > MOST_FILES:
        raise CannotRead(f"There are more than {MOST_FILES} files in the folder {files.shown(path)}.")
    begin = first - dt.timedelta(days=LOOK_AROUND)
    end = first + dt.timedelta(days=days + LOOK_AROUND - 1)
    row: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    notes: list[str] = []
    for person, file in enumerate(calendars):
        name = files.shown(file.name)
        if progress and person and person % TOLD_EVERY == 0:
            progress(f"{person} of {len(calendars)} files read.")
        data = files.contents(file, most=guard.LARGEST, what="calendar file")
        try:
            read = limited.read_file(data, first=begin, last=end)
        except CannotRead as wrong:
            raise CannotRead(f"{name}: {wrong}") from None
        notes += [f"{name}, line {warning.line}: {warning.text}" for warning in read.warnings]
        for shift in read.shifts:
            row.append(person)
            starts.append(_minutes(shift.start))
            ends.append(_minutes(shift.end))
        last = max((shift.start.date() for shift in read.shifts), default=None)
        if last is None or last < first + dt.timedelta(days=days - 7):
            notes.append(f"{name}: nothing is in it after {last or 'the first date'}; later dates count as free.")
    names = [files.shown(file.stem) for file in calendars]
    return Rotas(names, shifts_of(len(names), row, starts, ends), np.arange(len(names)), _zone(first, days), notes)


def reach(rotas: Rotas, *, weekday: int, start: int, minutes: int, on_site: bool, first: dt.date, weeks: int) -> Any:
    """Who could come to one weekly time, exact to the minute. `start`: minutes from midnight, wall time."""
    dates = [first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * week) for week in range(weeks)]
    local = np.array([day_number(date) * DAY + start for date in dates], dtype=np.int64)
    fits = could_come(busy(rotas.shifts, rotas.zone, on_site=on_site), rotas.zone.to_utc(local), minutes)
    per_row, people_of_row = fits.sum(axis=1), np.bincount(rotas.row_of_person, minlength=rotas.shifts.rows)
    per_date = (fits * people_of_row[:, None]).sum(axis=0)
    return {
        "people": [
            {"name": name, "dates": weeks, "could_come": int(per_row[row])}
            for name, row in zip(rotas.names, rotas.row_of_person, strict=True)
        ],
        "dates": [
            {"date": date.isoformat(), "could_come": int(count)} for date, count in zip(dates, per_date, strict=True)
        ],
    }


def find_times(
    rotas: Rotas,
    *,
    minutes: int,
    on_site: bool,
    first: dt.date,
    weeks: int,
    opens: int,
    closes: int,
    weekly: bool,
    top: int,
) -> Any:
    """The starts that most people could come to, and the second time that reaches most of the others."""
    window = ranking.Window(rotas.zone, first, weeks, minutes, opens, closes)
    gaps = free_gaps(busy(rotas.shifts, rotas.zone, on_site=on_site), window.grid())
    crowd = crowd_of_rows(gaps, rotas.row_of_person, np.zeros(len(rotas.names), dtype=np.int64), 1)
    counts = distinct(crowd).counts(window.need)
    if weekly:
        best = ranking.best_weekly(counts, window, top)
        once = ranking.reached_once(crowd, window)
        times = [_weekly(found, first) | {"reached_once": int(once[:, found.quarter].sum())} for found in best]
        second = ranking.alternate_weekly(crowd, best[0], window) if best else None
        alternate = second and _place(second.quarter, first, weekly=True) | {"adds": second.total}
    else:
        best = ranking.best_once(counts, window, top)
        times = [
            _place(found.quarter, first, weekly=False) | {"could_come": found.total, "reached_once": found.total}
            for found in best
        ]
        both = ranking.complementary(crowd, counts, window, 2)
        alternate = _place(both[1].quarter, first, weekly=False) | {"adds": both[1].total} if len(both) == 2 else None
    return {"times": times, "alternate_with": alternate}


def _weekly(found: ranking.Found, first: dt.date) -> dict[str, Any]:
    return _place(found.quarter, first, weekly=True) | {"could_come": found.total}


def _place(quarter: int, first: dt.date, *, weekly: bool) -> dict[str, Any]:
    date = first + dt.timedelta(days=quarter // ranking.QUARTERS_A_DAY)
    minute = quarter % ranking.QUARTERS_A_DAY * QUARTER
    when = {"weekday": WEEKDAYS[date.weekday()]} if weekly else {"date": date.isoformat()}
    return when | {"start": f"{minute // 60:02}:{minute % 60:02}"}


def _zone(first: dt.date, days: int) -> Zone:
    return zone(ZONE, first, first + dt.timedelta(days=days))


def _minutes(at: dt.datetime) -> int:
    return day_number(at.date()) * DAY + at.hour * 60 + at.minute
