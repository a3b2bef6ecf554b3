"""Which starts are left when the tired are taken out, against trying every start of every row."""

import numpy as np
import pytest

from aftershift.shifts.timefinder import tired
from aftershift.shifts.timefinder.gaps import QUARTER, Crowd, Gaps, Grid


def a_crowd(rng: np.random.Generator, rows: int, slots: int) -> Crowd:
    first, starts, ends = [0], [], []
    for _ in range(rows):
        edges = np.sort(rng.choice(np.arange(slots + 1), size=2 * int(rng.integers(0, slots // 6)), replace=False))
        starts += edges[::2].tolist()
        ends += edges[1::2].tolist()
        first.append(len(starts))
    gaps = Gaps(Grid(0, slots), np.array(first), np.array(starts, dtype=np.uint16), np.array(ends, dtype=np.uint16))
    return Crowd(gaps, np.zeros(rows, dtype=np.int64), np.ones(rows, dtype=np.int64), 1)


def starts_of(crowd: Crowd, need: int) -> list[list[int]]:
    found = []
    for row in range(crowd.gaps.rows):
        begins, ends = crowd.gaps.of(row)
        pairs = zip(begins.tolist(), ends.tolist(), strict=True)
        found.append([start for begin, end in pairs for start in range(begin, end - need + 1)])
    return found


@pytest.mark.parametrize("seed", range(80))
def test_a_start_is_left_where_its_row_is_free_long_enough_and_not_tired(seed: int):
    rng = np.random.default_rng(seed)
    rows, slots, need = int(rng.integers(1, 8)), int(rng.integers(60, 400)), int(rng.integers(1, 14))
    crowd = a_crowd(rng, rows, slots)
    number = int(rng.integers(0, 15))
    row = rng.integers(0, rows, number)
    begins = rng.integers(-20 * QUARTER, (slots + 20) * QUARTER, number)
    ends = begins + rng.integers(0, 60 * QUARTER, number)
    left = tired.without_tired(crowd, (row, begins, ends), need)
    expected = [
        [
            start
            for start in starts
            # A start is tired where it lies in a tired stretch, to the minute.
            if not any(
                mine == at and begin <= start * QUARTER < end
                for mine, begin, end in zip(row.tolist(), begins.tolist(), ends.tolist(), strict=True)
            )
        ]
        for at, starts in enumerate(starts_of(crowd, need))
    ]
    assert starts_of(left, need) == expected
