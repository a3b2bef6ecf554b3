"""Cycles of rota tokens and an anchor date, unrolled to shifts in local wall time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .kinds import DAY, KINDS, kind_of
from .tokens import LONGEST_CYCLE, Cycle
from .zones import Minutes


@dataclass(frozen=True)
class Shifts:
    """Shifts of several rows (a row is one person, or all who share a rota), sorted by row and start.

    `start` and `end` are wall-time minutes since 1970-01-01 00:00 local.
    """

    rows: int
    row: NDArray[np.int32]
    start: Minutes
    end: Minutes

    def is_night(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.kinds() == KINDS.index("night")
        return found

    def kinds(self) -> NDArray[np.int8]:
        """Index into KINDS for each shift."""
        shape = (self.start % DAY) * (2 * DAY) + np.minimum(self.end - self.start, 2 * DAY - 1)
        seen, place = np.unique(shape, return_inverse=True)
        found = [KINDS.index(kind_of(int(s) // (2 * DAY), int(s) // (2 * DAY) + int(s) % (2 * DAY))) for s in seen]
        return np.array(found, dtype=np.int8)[place]


def shifts_of(rows: int, row: Sequence[int], start: Sequence[int], end: Sequence[int]) -> Shifts:
    """Shifts given one by one, in any order."""
    return in_order(rows, np.array(row, dtype=np.int32), np.array(start, dtype=np.int64), np.array(end, dtype=np.int64))


def in_order(rows: int, row: NDArray[np.int32], start: Minutes, end: Minutes) -> Shifts:
    order = np.lexsort((end, start, row))
    return Shifts(rows, row[order], start[order], end[order])


@dataclass(frozen=True)
class Changes:
    """Single days that differ from the cycle: person i works [start, end) minutes of `day` instead, or is off (start -1)."""

    person: NDArray[np.int64]
    day: NDArray[np.int64]
    start: Minutes
    end: Minutes


@dataclass(frozen=True)
class Expanded:
    """The shifts of each different rota (cycle and place in it), and which of them each person has."""

    shifts: Shifts
    row_of_person: NDArray[np.int64]


def expand(
    cycles: Sequence[Cycle],
    cycle_of: NDArray[np.int64],
    anchor_of: NDArray[np.int64],
    *,
    first_day: int,
    days: int,
    changes: Changes | None = None,
) -> Expanded:
    """Shifts that start on `days` days from `first_day`, for people with cycle `cycle_of[i]`, anchored on day `anchor_of[i]`.

    Days are numbers since 1970-01-01; an anchor may lie in the future. People with the same cycle at the same place
    share one row, so a hospital of thousands costs what its few hundred different rotas cost; who has changes has a row
    of their own.
    """
    length = np.array([len(cycle) for cycle in cycles] or [1], dtype=np.int64)
    phase_of = (first_day - anchor_of) % length[cycle_of] if len(cycle_of) else np.zeros(0, dtype=np.int64)
    rota_of = cycle_of * (LONGEST_CYCLE + 1) + phase_of
    if changes is not None:
        rota_of[changes.person] += (changes.person + 1) << 32
    rota, row_of_person = np.unique(rota_of, return_inverse=True)
    cycle, phase = (rota & 0xFFFFFFFF) // (LONGEST_CYCLE + 1), (rota & 0xFFFFFFFF) % (LONGEST_CYCLE + 1)

    piece_cycle, piece_day, piece_start, piece_end = _pieces(cycles)
    first_piece = np.searchsorted(piece_cycle, np.arange(len(cycles) + 1))
    count = (first_piece[1:] - first_piece[:-1])[cycle] if len(cycle) else np.zeros(0, dtype=np.int64)
    row = np.repeat(np.arange(len(cycle)), count)
    piece = _ranges(first_piece[cycle], count)

    step = length[cycle[row]]
    first_time = (piece_day[piece] - phase[row]) % step
    times = np.maximum(0, -((first_time - days) // step))
    day = first_day + np.repeat(first_time, times) + _ranges(np.zeros_like(times), times) * np.repeat(step, times)
    start = day * DAY + np.repeat(piece_start[piece], times)
    end = day * DAY + np.repeat(piece_end[piece], times)
    row = np.repeat(row, times)
    row_of_person = row_of_person.reshape(-1).astype(np.int64)
    if changes is not None:
        row, start, end = _changed(row, day, start, end, row_of_person[changes.person], changes)
    return Expanded(in_order(len(cycle), row.astype(np.int32), start, end), row_of_person)


def _changed(
    row: Minutes, day: Minutes, start: Minutes, end: Minutes, changed_row: Minutes, changes: Changes
) -> tuple[Minutes, Minutes, Minutes]:
    """The shifts without those of changed days, and with what is worked then instead."""
    span = int(max(day.max(initial=0), changes.day.max(initial=0))) + 1
    kept = ~np.isin(row * span + day, changed_row * span + changes.day)
    works = changes.start >= 0
    midnight = changes.day[works] * DAY
    return (
        np.concatenate([row[kept], changed_row[works]]),
        np.concatenate([start[kept], midnight + changes.start[works]]),
        np.concatenate([end[kept], midnight + changes.end[works]]),
    )


def _pieces(cycles: Sequence[Cycle]) -> tuple[Minutes, Minutes, Minutes, Minutes]:
    flat = [
        (number, day, start, end)
        for number, cycle in enumerate(cycles)
        for day, pieces in enumerate(cycle)
        for start, end in pieces
    ]
    table = np.array(flat, dtype=np.int64).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def _ranges(first: Minutes, count: Minutes) -> Minutes:
    """first[0], first[0]+1, … count[0] of them, then the same for each next one."""
    total = int(count.sum())
    before = np.cumsum(count) - count
    return np.arange(total, dtype=np.int64) - np.repeat(before - first, count)
