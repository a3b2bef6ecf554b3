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
from .gaps import Crowd, Gaps, left_over
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
    gaps, rows = crowd.gaps, np.arange(crowd.gaps.rows, dtype=np.int64)
    # The starts of a stretch, [begins, ends), and what lies between them: as many stretches more as there are rows.
    begins, ends = gaps.start.astype(np.int64), gaps.end.astype(np.int64) - need + 1
    some = ends > begins
    row = gaps.row().astype(np.int64)[some]
    not_from = np.sort(np.concatenate([row << 16 | ends[some], rows << 16]))
    not_to = np.sort(np.concatenate([row << 16 | begins[some], rows << 16 | gaps.grid.slots]))
    low, high = gaps.grid.up(found[1]), gaps.grid.up(found[2])
    cut = left_over(
        gaps.grid,
        gaps.rows,
        np.concatenate([not_from >> 16, found[0][high > low]]),
        np.concatenate([not_from & 0xFFFF, low[high > low]]),
        np.concatenate([not_to & 0xFFFF, high[high > low]]),
    )
    return replace(crowd, gaps=Gaps(cut.grid, cut.first, cut.start, (cut.end - 1 + need).astype(np.uint16)))
