"""Which starts reach most people, which next, and which second time adds most.

Ties are settled by whole numbers only, so the same question has the same answer everywhere: most people, then the
weakest shift group, then the earlier start.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .counts import Counts, Distinct, counts_of_rows, running, slots_needed
from .gaps import QUARTER, Crowd, Grid
from .kinds import DAY
from .zones import Minutes, Zone, day_number

WEEK = 7
QUARTERS_A_DAY = DAY // QUARTER
QUARTERS_A_WEEK = WEEK * QUARTERS_A_DAY
BEGINNINGS = 4  # days on which the search for starts that go together begins

Piece = tuple[int, int, int]
"""(first quarter, last quarter, lift)"""


@dataclass(frozen=True)
class Window:
    """When an activity of `minutes` may be: on dates from `first` for `weeks`, inside [opens, closes) of the local day.

    `opens`, `closes`: minutes from midnight; closing at or before opening is on the next day. A whole day allows any start.
    """

    zone: Zone
    first: dt.date
    weeks: int
    minutes: int
    opens: int = 0
    closes: int = DAY

    @property
    def need(self) -> int:
        return slots_needed(self.minutes)

    def grid(self) -> Grid:
        """A grid that holds every start of the window and the whole of what begins then."""
        return self._grid

    @cached_property
    def _grid(self) -> Grid:
        midnight = day_number(self.first) * DAY
        ends = np.array([midnight, midnight + self.weeks * WEEK * DAY], dtype=np.int64)
        begin, end = (int(at) for at in self.zone.to_utc(ends))
        base = begin // QUARTER * QUARTER
        return Grid(base, -(-(end - base) // QUARTER) + self.need + 4)

    @cached_property
    def slots(self) -> Minutes:
        """The grid's slot of every wall-time quarter hour, shape (weeks, quarters of a week from `first`)."""
        return (self.starts_utc() - self.grid().base) // QUARTER

    @cached_property
    def starts_once(self) -> NDArray[np.bool_]:
        """Which of those may be a single start: inside the hours, and not in the hour that the clock jumps over."""
        starts = self.starts_utc().reshape(-1)
        wall = day_number(self.first) * DAY + np.arange(starts.size, dtype=np.int64) * QUARTER
        exists: NDArray[np.bool_] = self.zone.to_local(starts) == wall
        return exists & self.allows(wall % DAY)

    @cached_property
    def starts_weekly(self) -> NDArray[np.bool_]:
        """Which quarters of a week may be a weekly start."""
        return self.allows((np.arange(QUARTERS_A_WEEK, dtype=np.int64) % QUARTERS_A_DAY) * QUARTER)

    def starts_utc(self) -> Minutes:
        """UTC minutes of every wall-time quarter hour, shape (weeks, quarters of a week from `first`)."""
        quarters = np.arange(self.weeks * QUARTERS_A_WEEK, dtype=np.int64)
        local = day_number(self.first) * DAY + quarters * QUARTER
        return self.zone.to_utc(local).reshape(self.weeks, QUARTERS_A_WEEK)

    def allows(self, minute_of_day: Minutes) -> NDArray[np.bool_]:
        """Whether an activity that starts at this local minute lies in the allowed hours."""
        closes = self.closes if self.closes > self.opens else self.closes + DAY
        if closes - self.opens >= DAY:
            return np.ones(minute_of_day.shape, dtype=np.bool_)
        later = np.where(minute_of_day < self.opens, minute_of_day + DAY, minute_of_day)
        return later + self.minutes <= closes


@dataclass(frozen=True)
class Found:
    """One start. `quarter` counts wall-time quarter hours from the window's first midnight; weekly ones are in week one.

    people: for each shift group; once: people who could come; weekly: person-dates over the weeks.
    """

    quarter: int
    people: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.people)


def best_once(counts: Counts, window: Window, top: int) -> list[Found]:
    """The best single starts."""
    found = counts[:, window.slots.reshape(-1)]
    return _best(found, window.starts_once, top, window, weekly=False)


def best_weekly(counts: Counts, window: Window, top: int) -> list[Found]:
    """The best weekly starts over the window's weeks; ties go to the earlier in the week from Monday."""
    found = counts[:, window.slots].sum(axis=1)
    return _best(found, window.starts_weekly, top, window, weekly=True)


def reached_once(crowd: Crowd, window: Window, pieces: Sequence[Piece] | None = None) -> Counts:
    """int64, shape (groups, quarters of a week): people who could come at least once to each weekly start, once each.

    pieces: only these runs of the window (see `straight_pieces`).
    """
    gaps, need = crowd.gaps, window.need
    row = gaps.row().astype(np.int64)
    earliest, latest = gaps.start.astype(np.int64), gaps.end.astype(np.int64) - need
    wanted: list[NDArray[np.int64]] = []
    for quarter, last, lift in straight_pieces(window) if pieces is None else pieces:
        low = np.maximum(earliest - lift, quarter)
        high = np.minimum(latest - lift, last)
        hit = np.flatnonzero(low <= high)
        wanted.append((row[hit] << 20) | (low[hit] % QUARTERS_A_WEEK << 10) | (high[hit] % QUARTERS_A_WEEK))
    packed = np.sort(np.concatenate(wanted)) if wanted else np.zeros(0, dtype=np.int64)
    row, low, high = packed >> 20, (packed >> 10) & 0x3FF, packed & 0x3FF
    lift_rows = row << 10
    until = np.maximum.accumulate(high + lift_rows) - lift_rows
    # A stretch of the week begins where the row changes or where nothing before it reaches; merged, each person is one.
    begins = np.ones(len(packed), dtype=np.bool_)
    begins[1:] = (row[1:] != row[:-1]) | (low[1:] > until[:-1])
    ends = np.ones(len(packed), dtype=np.bool_)
    ends[:-1] = begins[1:]
    group = crowd.group[row[begins]] * (QUARTERS_A_WEEK + 1)
    return running(
        group + low[begins], group + until[ends] + 1, crowd.people[row[begins]], crowd.groups, QUARTERS_A_WEEK
    )


def not_reached(crowd: Crowd, slots: Sequence[int], need: int) -> Crowd:
    """Those of a crowd who could come to none of these starts, with their stretches."""
    gaps = crowd.gaps
    reached = np.zeros(gaps.rows, dtype=np.bool_)
    row = gaps.row()
    for slot in slots:
        if slot + need <= gaps.grid.slots:
            reached[row[(gaps.start <= slot) & (gaps.end >= slot + need)]] = True
    kept = ~reached[row]
    left = np.flatnonzero(~reached)
    first = np.searchsorted(row[kept], np.concatenate([left, [gaps.rows]]))
    return Crowd(
        replace(gaps, first=first, start=gaps.start[kept], end=gaps.end[kept]),
        crowd.group[left],
        crowd.people[left],
        crowd.groups,
    )


def slots_of(found: Found, window: Window, *, weekly: bool) -> list[int]:
    """The grid's slots at which a start happens."""
    slots = window.slots
    return slots[:, found.quarter].tolist() if weekly else [int(slots.reshape(-1)[found.quarter])]


def alternate_weekly(crowd: Crowd, first: Found, window: Window) -> Found | None:
    """The weekly start that reaches most people whom the first never reaches; None when there is nobody more."""
    rest = not_reached(crowd, slots_of(first, window, weekly=True), window.need)
    best = _best(reached_once(rest, window), window.starts_weekly, 1, window, weekly=True)
    return best[0] if best and best[0].total else None


def complementary(crowd: Crowd, counts: Counts, window: Window, number: int) -> list[Found]:
    """Starts chosen one after another, each reaching most of those not reached yet: the exact greedy, by recounting.

    `people` of each is what it adds. Stops early when nobody is left to reach.
    """
    chosen: list[Found] = []
    while len(chosen) < number:
        best = best_once(counts, window, 1)
        if not best or not best[0].total:
            break
        chosen.append(best[0])
        if len(chosen) < number:
            crowd = not_reached(crowd, slots_of(best[0], window, weekly=False), window.need)
            counts = counts_of_rows(crowd, window.need)
    return chosen


def swapped(crowd: Crowd, counts: Counts, window: Window, chosen: list[Found]) -> list[Found]:
    """Give one start back, recount, take the best instead, until that wins nothing. `people` is again what each adds."""
    starts = [found.quarter for found in chosen]
    need = window.need
    everywhere = window.slots.reshape(-1)
    won = True
    while won:
        won = False
        for place in range(len(starts)):
            others = starts[:place] + starts[place + 1 :]
            left = not_reached(crowd, everywhere[others].tolist(), need)
            gains = counts_of_rows(left, need) if others else counts
            best = best_once(gains, window, 1)[0]
            if best.total > int(gains[:, everywhere[starts[place]]].sum()):
                starts[place], won = best.quarter, True
    result = []
    for place, quarter in enumerate(starts):
        left = not_reached(crowd, everywhere[starts[:place]].tolist(), need)
        gains = counts_of_rows(left, need)[:, everywhere[quarter]]
        result.append(Found(quarter, tuple(int(gain) for gain in gains)))
    return result


def together(crowd: Crowd, counts: Counts, window: Window, number: int) -> list[Found]:
    """Starts that between them reach most people: the greedy and its swaps, begun on each of the best few days.

    From one beginning a swap of one start at a time gets caught (0.979 of the optimum seen); a good set nearly always
    holds the best start of one of the best days. `people` of each is what it adds.
    """
    best: list[Found] = []
    for begun in _best_of_days(counts, window, BEGINNINGS):
        left = not_reached(crowd, slots_of(begun, window, weekly=False), window.need)
        more = complementary(left, counts_of_rows(left, window.need), window, number - 1) if number > 1 else []
        tried = swapped(crowd, counts, window, [begun, *more])
        if sum(found.total for found in tried) > sum(found.total for found in best):
            best = tried
    return best


def _best_of_days(counts: Counts, window: Window, days: int) -> list[Found]:
    """The best start of each of the best days that reach anybody."""
    found: dict[int, Found] = {}
    for start in best_once(counts, window, counts.shape[1]):
        found.setdefault(start.quarter // QUARTERS_A_DAY, start)
        if len(found) == days:
            break
    return [start for start in found.values() if start.total]


@dataclass(frozen=True)
class Answer:
    """A whole question answered: the best starts, and those that together reach most people."""

    best: list[Found]
    together: list[Found]


def answer_once(crowd: Crowd, known: Distinct, window: Window, *, top: int, together: int) -> Answer:
    """Best single starts and complementary ones, from a crowd and its distinct stretches."""
    counts = known.counts(window.need)
    return Answer(best_once(counts, window, top), complementary(crowd, counts, window, together))


def _best(people: Counts, allowed: NDArray[np.bool_], top: int, window: Window, *, weekly: bool) -> list[Found]:
    """The `top` allowed columns of a (groups, starts) table, best first."""
    place = np.flatnonzero(allowed)
    if not len(place) or top < 1:
        return []
    total = people[:, place].sum(axis=0)
    if len(place) > top:
        # Only starts that tie with the last of the top can still be among them.
        enough = np.partition(total, len(total) - top)[len(total) - top]
        place = place[total >= enough]
        total = total[total >= enough]
    earlier = (place + window.first.weekday() * QUARTERS_A_DAY) % QUARTERS_A_WEEK if weekly else place
    order = np.lexsort((earlier, -people[:, place].min(axis=0), -total))[:top]
    return [Found(int(place[at]), tuple(people[:, place[at]].tolist())) for at in order]


def straight_pieces(window: Window, cut_at: Collection[int] = ()) -> list[Piece]:
    """Runs of wall-time quarters within one week for which slot = quarter + lift.

    cut_at: quarters at which a new run begins as well.
    """
    slots = window.slots.reshape(-1)
    lift = slots - np.arange(len(slots))
    cuts = np.flatnonzero(lift[1:] != lift[:-1]) + 1
    edges = sorted({0, len(slots), *cuts.tolist(), *range(0, len(slots), QUARTERS_A_WEEK), *cut_at})
    return [(a, b - 1, int(lift[a])) for a, b in itertools.pairwise(edges)]
