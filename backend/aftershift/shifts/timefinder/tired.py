"""Fit, but tired: who could come to something strenuous or all-day and had better not (DOMAIN 3.3, rules 6 and 7).

Somebody is tired for a start after a night shift until they have slept twice: nine hours from the shift's end, and then
one whole night, 22:00 to 07:00 on the wall. A night that begins before the first sleep is over is not the second one.
They are tired as well on the only day off of a week, from Monday to Sunday. Free maps do not hold these rules, since
they depend on the activity.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .cycles import Shifts
from .gaps import Crowd, Gaps, Grid
from .kinds import DAY
from .rest import AFTER_NIGHT
from .zones import Minutes, Zone

SLEEP_FROM, SLEEP_TO = 22 * 60, 7 * 60  # the second sleep, minutes of the local day
WEEK = 7
_FIRST_WEEKDAY = 3  # day 0, 1 January 1970, is a Thursday

Stretches = tuple[NDArray[np.int64], Minutes, Minutes]
"""Row, start and end in UTC minutes."""


def tired(shifts: Shifts, zone: Zone) -> Stretches:
    """When each row had better not start something strenuous; stretches may overlap."""
    slept, off = until_slept_twice(shifts, zone), only_days_off(shifts, zone)
    return np.concatenate([slept[0], off[0]]), np.concatenate([slept[1], off[1]]), np.concatenate([slept[2], off[2]])


def until_slept_twice(shifts: Shifts, zone: Zone) -> Stretches:
    """From each night shift's end until its row has slept twice. Elapsed time for the first sleep, the wall for the second."""
    night = shifts.is_night()
    ended = zone.to_utc(shifts.end[night])
    woken = zone.to_local(ended + AFTER_NIGHT)
    bedtime = -((SLEEP_FROM - woken) // DAY)  # the day of the first evening at or after it
    return shifts.row[night].astype(np.int64), ended, zone.to_utc((bedtime + 1) * DAY + SLEEP_TO)


def only_days_off(shifts: Shifts, zone: Zone) -> Stretches:
    """The only day off of each week that has just one, from midnight to midnight."""
    row, day = _only_days_off(shifts)
    return row, zone.to_utc(day * DAY), zone.to_utc((day + 1) * DAY)


def _only_days_off(shifts: Shifts) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and day of each day off in a week whose other six days all have a shift that starts on them."""
    day = shifts.start // DAY + _FIRST_WEEKDAY
    worked = np.unique(np.stack([shifts.row.astype(np.int64), day // WEEK, day % WEEK], axis=1), axis=0)
    weeks, place, days = np.unique(worked[:, :2], axis=0, return_inverse=True, return_counts=True)
    of_worked = np.bincount(place.reshape(-1), weights=worked[:, 2], minlength=len(weeks)).astype(np.int64)
    six = days == WEEK - 1
    free = sum(range(WEEK)) - of_worked[six]
    return weeks[six, 0], weeks[six, 1] * WEEK + free - _FIRST_WEEKDAY


def without_tired(crowd: Crowd, found: Stretches, need: int) -> Crowd:
    """The crowd with only those starts of `need` slots at which nobody of a row is tired.

    The stretches of the answer are for this `need` alone: two of one row may overlap, their possible starts never do.
    """
    gaps = crowd.gaps
    starts = _cut(gaps, _ranges(gaps.grid, found), need)
    row = starts[:, 0]
    first = np.searchsorted(row, np.arange(gaps.rows + 1))
    cut = Gaps(gaps.grid, first, starts[:, 1].astype(np.uint16), (starts[:, 2] + need).astype(np.uint16))
    return replace(crowd, gaps=cut)


def _ranges(grid: Grid, found: Stretches) -> dict[int, list[tuple[int, int]]]:
    """For each row the slots [first, end) at which a start is tired, merged."""
    row, start, end = found
    low, high = grid.up(start), grid.up(end)
    merged: dict[int, list[tuple[int, int]]] = {}
    for at in np.lexsort((low, row)).tolist():
        mine = merged.setdefault(int(row[at]), [])
        if mine and low[at] <= mine[-1][1]:
            mine[-1] = (mine[-1][0], max(mine[-1][1], int(high[at])))
        elif high[at] > low[at]:
            mine.append((int(low[at]), int(high[at])))
    return merged


def _cut(gaps: Gaps, never: dict[int, list[tuple[int, int]]], need: int) -> NDArray[np.int64]:
    """(row, first start, last start) of what is left of each stretch's possible starts."""
    left: list[tuple[int, int, int]] = []
    for row in range(gaps.rows):
        begins, ends = gaps.of(row)
        for start, end in zip(begins.tolist(), ends.tolist(), strict=True):
            at, last = start, end - need
            for low, high in never.get(row, ()):
                if at < low:
                    left.append((row, at, min(last, low - 1)))
                at = max(at, high)
            left.append((row, at, last))
    kept = [(row, first, last) for row, first, last in left if first <= last]
    return np.array(kept, dtype=np.int64).reshape(-1, 3)
