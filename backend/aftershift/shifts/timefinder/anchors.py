"""Times right after a shift ends (DOMAIN 3.3, rule 9): the finish that most of a shift group share, by weekday.

Only a finish that eight or more people share is one: what fewer do says something about somebody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .counts import Counts
from .cycles import Shifts
from .gaps import QUARTER
from .kinds import DAY

AFTER_FINISH = 15  # minutes; rule 9 allows 15 to 20, and this is a quarter hour after most finishes
LONGEST_AFTER_FINISH = 60  # minutes that something right after a shift may last (rule 9)
FEWEST = 8
_FIRST_WEEKDAY = 3  # day 0, 1 January 1970, is a Thursday


@dataclass(frozen=True)
class Finish:
    """The minute of the day at which most of a group finish on a weekday (0 is Monday)."""

    group: int
    weekday: int
    minute: int

    @property
    def start(self) -> int:
        """The first quarter hour that is at least 15 minutes later; from midnight, so it may lie on the next day."""
        return -(-(self.minute + AFTER_FINISH) // QUARTER) * QUARTER


def modal_finishes(shifts: Shifts, group: Counts, people: Counts, groups: int) -> list[Finish]:
    """The modal finish of each group on each weekday, where eight or more have it.

    group, people: for each row its shift group, and how many people have these shifts; groups from `groups` on are left out.
    Somebody counts once for a finish they have on any date of that weekday; ties go to the later finish, since whoever
    finished before can wait and whoever is at work cannot come.
    """
    weekday = (shifts.end // DAY + _FIRST_WEEKDAY) % 7
    key = (group[shifts.row] * 7 + weekday) * DAY + shifts.end % DAY
    pairs = np.unique(key * max(1, shifts.rows) + shifts.row)
    finishes, place = np.unique(pairs // max(1, shifts.rows), return_inverse=True)
    many = np.bincount(place, weights=people[pairs % max(1, shifts.rows)], minlength=len(finishes)).astype(np.int64)
    found: dict[int, tuple[int, int]] = {}
    for finish, count in zip(finishes.tolist(), many.tolist(), strict=True):
        here = finish // DAY
        if count >= FEWEST and here // 7 < groups:
            found[here] = max(found.get(here, (0, 0)), (count, finish))
    return [Finish(here // 7, here % 7, finish % DAY) for here, (_, finish) in sorted(found.items())]
