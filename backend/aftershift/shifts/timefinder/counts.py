"""How many could come to every start at once: one pass over the distinct free stretches (PERFORMANCE 2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .gaps import QUARTER, Crowd

Counts = NDArray[np.int64]

_PEOPLE_BITS = 24


def slots_needed(minutes: int) -> int:
    """Whole quarters that a length takes, rounded up."""
    if minutes < 1:
        raise ValueError("a length is at least one minute")
    return -(-minutes // QUARTER)


@dataclass(frozen=True)
class Distinct:
    """Each different (group, start, end) of a crowd with how many people have it, in ascending order of key.

    A hospital of thousands has hundreds of thousands of stretches but few different ones, and counting needs only these.
    """

    slots: int
    groups: int
    key: NDArray[np.int64]
    people: NDArray[np.int64]

    def counts(self, need: int) -> Counts:
        """int64, shape (groups, slots): people who could start at each slot and stay for `need` slots."""
        start, end = (self.key >> 16) & 0xFFFF, self.key & 0xFFFF
        long_enough = end - start >= need
        group = (self.key[long_enough] >> 32) * (self.slots + 1)
        return running(
            group + start[long_enough],
            group + end[long_enough] - need + 1,
            self.people[long_enough],
            self.groups,
            self.slots,
        )

    def changed(self, group: int, old: NDArray[np.int64], new: NDArray[np.int64], people: int = 1) -> Distinct:
        """The same after one member's stretches changed from `old` to `new`, each of shape (n, 2). Nothing is rebuilt."""
        lifted = group << 32
        out = np.searchsorted(self.key, np.sort(lifted | (old[:, 0] << 16) | old[:, 1]))
        key, counted = self.key, self.people.copy()
        counted[out] -= people
        fresh = np.sort(lifted | (new[:, 0] << 16) | new[:, 1])
        place = np.searchsorted(key, fresh)
        known = np.zeros(len(fresh), dtype=np.bool_)
        inside = place < len(key)
        known[inside] = key[place[inside]] == fresh[inside]
        counted[place[known]] += people
        key = np.insert(key, place[~known], fresh[~known])
        counted = np.insert(counted, place[~known], people)
        return Distinct(self.slots, self.groups, key, counted)


def distinct(crowd: Crowd) -> Distinct:
    """The distinct stretches of a crowd."""
    gaps = crowd.gaps
    if len(crowd.people) and int(crowd.people.max()) >= 1 << _PEOPLE_BITS:
        raise ValueError("more than 16 million people share one rota")
    row = gaps.row()
    packed = (crowd.group << (32 + _PEOPLE_BITS) | crowd.people)[row]
    packed |= (gaps.start.astype(np.int64) << (16 + _PEOPLE_BITS)) | (gaps.end.astype(np.int64) << _PEOPLE_BITS)
    packed.sort()
    key = packed >> _PEOPLE_BITS
    new = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, dtype=np.int64)
    people = np.add.reduceat(packed & ((1 << _PEOPLE_BITS) - 1), new) if len(key) else np.zeros(0, dtype=np.int64)
    return Distinct(gaps.grid.slots, crowd.groups, key[new], people)


def counts_of_rows(crowd: Crowd, need: int) -> Counts:
    """As `Distinct.counts`, straight from a crowd's stretches: for a crowd that is asked only once."""
    gaps = crowd.gaps
    length = gaps.end - gaps.start
    long_enough = np.flatnonzero(length >= need)
    row = gaps.row()[long_enough]
    group = crowd.group[row] * (gaps.grid.slots + 1)
    start, end = group + gaps.start[long_enough], group + gaps.end[long_enough]
    return running(start, end - need + 1, crowd.people[row], crowd.groups, gaps.grid.slots)


def running(
    up: NDArray[np.int64], down: NDArray[np.int64], people: NDArray[np.int64], groups: int, slots: int
) -> Counts:
    """A stretch adds its people where starts become possible and takes them away after its last start; then a running sum."""
    width = groups * (slots + 1)
    # bincount with weights adds floats, exact below 2**53.
    change = np.bincount(up, weights=people, minlength=width) - np.bincount(down, weights=people, minlength=width)
    counts: Counts = np.cumsum(change.reshape(groups, slots + 1), axis=1)[:, :slots].astype(np.int64)
    return counts
