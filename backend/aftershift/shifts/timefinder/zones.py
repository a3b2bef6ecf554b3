"""Local wall time to instants and back, for whole arrays, from a table of a zone's offset changes.

Both are minutes since 1970-01-01 00:00, one in wall time, one in UTC. As in PEP 495 with fold 0: a wall time that
comes twice is the first, one that never comes is moved on by the length of the gap.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

DAY = 24 * 60
_EPOCH = dt.date(1970, 1, 1).toordinal()

Minutes = NDArray[np.int64]


def day_number(date: dt.date) -> int:
    return date.toordinal() - _EPOCH


def date_of(day: int) -> dt.date:
    return dt.date.fromordinal(day + _EPOCH)


@dataclass(frozen=True)
class Zone:
    """Offsets of one zone over some years. `offsets` has one more entry than the two tables of changes."""

    name: str
    changes_utc: Minutes
    changes_local: Minutes
    offsets: Minutes

    def to_utc(self, local: Minutes) -> Minutes:
        return local - self.offsets[np.searchsorted(self.changes_local, local, side="right")]

    def to_local(self, utc: Minutes) -> Minutes:
        return utc + self.offsets[np.searchsorted(self.changes_utc, utc, side="right")]

    def local(self, utc: int) -> int:
        """`to_local` of one minute."""
        changes, offsets = self._as_lists
        return utc + offsets[bisect_right(changes, utc)]

    @cached_property
    def _as_lists(self) -> tuple[list[int], list[int]]:
        return self.changes_utc.tolist(), self.offsets.tolist()


def zone(name: str, first: dt.date, last: dt.date) -> Zone:
    """The table for a zone, good for these days and a year either side."""
    return _zone(name, first.year - 1, last.year + 1)


@lru_cache(maxsize=64)
def _zone(name: str, first_year: int, last_year: int) -> Zone:
    info = ZoneInfo(name)

    def offset(minute: int) -> int:
        at = dt.datetime.fromtimestamp(minute * 60, tz=dt.UTC).astimezone(info)
        found = at.utcoffset()
        return round(found.total_seconds() / 60) if found else 0

    lowest = day_number(dt.date(max(first_year, 1971), 1, 1)) * DAY
    highest = day_number(dt.date(min(last_year, 9998), 12, 31)) * DAY
    changes: list[int] = []
    offsets = [offset(lowest)]
    for day in range(lowest, highest, DAY):
        if offset(day + DAY) == offsets[-1]:
            continue
        before, after = day, day + DAY
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (middle, after) if offset(middle) == offsets[-1] else (before, middle)
        changes.append(after)
        offsets.append(offset(after))
    utc = np.array(changes, dtype=np.int64)
    table = np.array(offsets, dtype=np.int64)
    # The first wall time at which the new offset holds, seen with fold 0: after the gap, or after the repeated hour.
    local = utc + np.maximum(table[:-1], table[1:])
    return Zone(name, utc, local, table)
