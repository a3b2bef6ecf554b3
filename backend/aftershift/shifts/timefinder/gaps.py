"""Free stretches on a quarter-hour grid: what busy time leaves over, merged first, so that nobody counts twice.

A grid has `slots` quarters from its base, a UTC minute that lies on a quarter hour. Busy time is rounded outwards, so
a stretch here may be shorter than in life, never longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .rest import Busy, running_end
from .zones import Minutes

QUARTER = 15
MOST_SLOTS = 2**16 - 1  # slots are kept in 16 bits: 97 weeks

Slots = NDArray[np.uint16]


@dataclass(frozen=True)
class Grid:
    """`slots` quarters of an hour from `base`, a UTC minute on a quarter hour."""

    base: int
    slots: int

    def __post_init__(self) -> None:
        if self.base % QUARTER or not 0 < self.slots <= MOST_SLOTS:
            raise ValueError("a grid starts on a quarter hour and has 1 to 65,535 of them")

    def down(self, utc: Minutes) -> Minutes:
        return np.clip((utc - self.base) // QUARTER, 0, self.slots)

    def up(self, utc: Minutes) -> Minutes:
        return np.clip(-((self.base - utc) // QUARTER), 0, self.slots)


@dataclass(frozen=True)
class Gaps:
    """Free stretches of each row, [start, end) in slots, sorted by row and start; of one row they never touch.

    `first[r]` to `first[r + 1]` are the stretches of row r.
    """

    grid: Grid
    first: NDArray[np.int64]
    start: Slots
    end: Slots

    @property
    def rows(self) -> int:
        return len(self.first) - 1

    def row(self) -> NDArray[np.int32]:
        return np.repeat(np.arange(self.rows, dtype=np.int32), np.diff(self.first))

    def of(self, row: int) -> tuple[Slots, Slots]:
        here = slice(int(self.first[row]), int(self.first[row + 1]))
        return self.start[here], self.end[here]


def free_gaps(busy: Busy, grid: Grid, *, until: Minutes | None = None) -> Gaps:
    """What is free of each row inside the grid. `until`: a UTC minute for each row after which nothing is known."""
    rows = np.arange(busy.rows, dtype=np.int64)
    last = (
        np.full(busy.rows, grid.slots, dtype=np.int64)
        if until is None
        else (np.clip((until - grid.base) // QUARTER, 0, grid.slots))
    )
    # A busy stretch without length before the grid, and one from where knowledge ends, close each row.
    row = np.concatenate([busy.row.astype(np.int64), rows, rows])
    start = np.concatenate([grid.down(busy.start), np.zeros_like(rows), last])
    end = np.concatenate([grid.up(busy.end), np.zeros_like(rows), np.full_like(rows, grid.slots)])
    return left_over(grid, busy.rows, row, start, end)


def left_over(grid: Grid, rows: int, row: Minutes, start: Minutes, end: Minutes) -> Gaps:
    """What stretches of slots, in any order and overlapping, leave over between the first and the last of each row."""
    packed = np.sort((row << 32) | (start << 16) | end)
    row, start, end = packed >> 32, (packed >> 16) & 0xFFFF, packed & 0xFFFF
    begins, ends = running_end(row.astype(np.int32), end)[:-1], start[1:]
    free = (row[1:] == row[:-1]) & (ends > begins)
    first = np.searchsorted(row[1:][free], np.arange(rows + 1))
    return Gaps(grid, first, begins[free].astype(np.uint16), ends[free].astype(np.uint16))


@dataclass(frozen=True)
class Crowd:
    """The free stretches of an audience: row r stands for `people[r]` members of shift group `group[r]`.

    Members with the same stretches and group share a row; nothing in here says who they are.
    """

    gaps: Gaps
    group: NDArray[np.int64]
    people: NDArray[np.int64]
    groups: int

    @property
    def size(self) -> int:
        return int(self.people.sum())


def crowd_of_rows(
    gaps: Gaps, row_of_person: NDArray[np.int64], group_of_person: NDArray[np.int64], groups: int
) -> Crowd:
    """A crowd from rows that several people share, each person in one of `groups` shift groups."""
    kind = row_of_person * groups + group_of_person
    seen, people = np.unique(kind, return_counts=True)
    return Crowd(_take(gaps, seen // groups), seen % groups, people.astype(np.int64), groups)


def crowd_of_maps(
    maps: Sequence[bytes], first_slot: NDArray[np.int64], group_of: NDArray[np.int64], groups: int, grid: Grid
) -> Crowd:
    """A crowd from packed maps (see `pack`), one for each member, whose slot 0 is at `first_slot` of the grid."""
    places: dict[tuple[bytes, int, int], int] = {}
    row_of = [
        places.setdefault(key, len(places)) for key in zip(maps, first_slot.tolist(), group_of.tolist(), strict=True)
    ]
    people = np.bincount(row_of, minlength=len(places)).astype(np.int64)
    keys = list(places)
    counts = np.array([len(key[0]) // 4 for key in keys], dtype=np.int64)
    flat = np.frombuffer(b"".join(key[0] for key in keys), dtype="<u2").reshape(-1, 2).astype(np.int64)
    flat = np.clip(flat + np.repeat(np.array([key[1] for key in keys], dtype=np.int64), counts)[:, None], 0, grid.slots)
    keep = flat[:, 1] > flat[:, 0]
    row = np.repeat(np.arange(len(keys), dtype=np.int64), counts)[keep]
    first = np.searchsorted(row, np.arange(len(keys) + 1))
    gaps = Gaps(grid, first, flat[keep, 0].astype(np.uint16), flat[keep, 1].astype(np.uint16))
    return Crowd(gaps, np.array([key[2] for key in keys], dtype=np.int64), people, groups)


def pack(start: Slots, end: Slots) -> bytes:
    """The free stretches of one row as pairs of 16-bit numbers, little end first."""
    return np.stack([start, end], axis=1).astype("<u2").tobytes()


def unpack(packed: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pairs = np.frombuffer(packed, dtype="<u2").reshape(-1, 2).astype(np.int64)
    return pairs[:, 0], pairs[:, 1]


def _take(gaps: Gaps, rows: NDArray[np.int64]) -> Gaps:
    if len(rows) == gaps.rows and bool((rows == np.arange(gaps.rows)).all()):
        return gaps
    count = np.diff(gaps.first)[rows]
    first = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    place = np.arange(int(first[-1])) - np.repeat(first[:-1] - gaps.first[rows], count)
    return Gaps(gaps.grid, first, gaps.start[place], gaps.end[place])
