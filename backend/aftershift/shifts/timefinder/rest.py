"""What keeps a person from coming: shifts with travel, and rest rules 1, 2, 3 and 5 of DOMAIN 3.3 as busy intervals.

Rules 4 and 6 to 8 depend on the activity as well and are answered at sign-up, not here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .cycles import Shifts
from .kinds import DAY, NIGHT_ENDS, NIGHT_STARTS
from .zones import Minutes, Zone

# Rule 1 (DOMAIN 3.3.1): minutes that an activity keeps from a shift, after the shift's end and before its start.
AFTER_SHIFT_ON_SITE, BEFORE_SHIFT_ON_SITE = 0, 15
AFTER_SHIFT_OFF_SITE, BEFORE_SHIFT_OFF_SITE = 30, 30
# Rule 2: sleep after a night, elapsed minutes from the shift's end.
AFTER_NIGHT = 9 * 60
# Rule 3: an activity, and the way home from off site, ends this long before a shift starting at or before 07:00.
BEFORE_EARLY_START = 10 * 60
EARLY_START = 7 * 60
# Rule 5: a gap between shifts below this, touching 23:00-06:00, is a shortened night.
SHORT_NIGHT = 11 * 60
# Under 18 (DESIGN 4, the law's daily rest for 16-17): 12 hours where an adult has 10 or 11.
YOUNG_REST = 12 * 60

# Why a stretch is busy, as an index into REASONS.
REASONS = ("work", "after a night", "early start", "short night", "block")
WORK, NIGHT, EARLY, SHORT, BLOCK = range(5)


@dataclass(frozen=True)
class Busy:
    """Stretches in which a row cannot come, in UTC minutes, end excluded; they may overlap. In no order."""

    rows: int
    row: NDArray[np.int32]
    start: Minutes
    end: Minutes
    reason: NDArray[np.int8]


def busy(shifts: Shifts, zone: Zone, *, on_site: bool, young: NDArray[np.bool_] | None = None) -> Busy:
    """The busy stretches that these shifts make for an activity's own start and end.

    young: for each row, whether the longer rest of under-18s holds; nobody when left out.
    """
    after = AFTER_SHIFT_ON_SITE if on_site else AFTER_SHIFT_OFF_SITE
    before = BEFORE_SHIFT_ON_SITE if on_site else BEFORE_SHIFT_OFF_SITE
    way_home = 0 if on_site else AFTER_SHIFT_OFF_SITE
    is_young = np.zeros(shifts.rows, dtype=np.bool_) if young is None else young
    row, local = shifts.row, shifts.start
    start = zone.to_utc(local)
    end = np.maximum(zone.to_utc(shifts.end), start)

    night = shifts.is_night()
    early = local % DAY <= EARLY_START
    rest = np.where(is_young[row], YOUNG_REST, BEFORE_EARLY_START)
    gap = _short_nights(shifts, zone, start, end, np.where(is_young[row], YOUNG_REST, SHORT_NIGHT))

    parts = (
        (row, start - before, end + after, WORK),
        (row[night], end[night], end[night] + AFTER_NIGHT, NIGHT),
        (row[early], start[early] - rest[early] - way_home, start[early], EARLY),
        (gap[0], gap[1], gap[2], SHORT),
    )
    return Busy(
        shifts.rows,
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.concatenate([np.full(len(part[0]), part[3], dtype=np.int8) for part in parts]),
    )


def _short_nights(
    shifts: Shifts, zone: Zone, start: Minutes, end: Minutes, shortest: Minutes
) -> tuple[NDArray[np.int32], Minutes, Minutes]:
    """Gaps between one row's shifts that are shorter than `shortest` and contain any of 23:00-06:00."""
    if len(start) < 2:
        return shifts.row[:0], start[:0], end[:0]
    worked_until = running_end(shifts.row, end)
    begins, ends = worked_until[:-1], start[1:]
    same = (shifts.row[1:] == shifts.row[:-1]) & (ends > begins) & (ends - begins < shortest[1:])
    row, begins, ends = shifts.row[1:][same], begins[same], ends[same]
    day = zone.to_local(begins) // DAY * DAY
    last_night = begins < zone.to_utc(day + NIGHT_ENDS)
    next_night = (ends > zone.to_utc(day + NIGHT_STARTS)) & (begins < zone.to_utc(day + DAY + NIGHT_ENDS))
    found = last_night | next_night
    return row[found], begins[found], ends[found]


def running_end(row: NDArray[np.int32], end: Minutes) -> Minutes:
    """The latest end so far within each row; rows ascend. One running maximum: a row-sized lift restarts it."""
    if not len(end):
        return end
    lift = row.astype(np.int64) * (int(end.max()) - int(end.min()) + 1)
    return np.maximum.accumulate(end + lift) - lift
