"""From counted maps to a crowd that the engine counts. numpy, no rules: loaded when first needed."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from aftershift.core.small_numbers import SMALLEST_SHOWN

from .models import CountedMap
from .timefinder.cycles import Shifts, in_order
from .timefinder.gaps import QUARTER, Crowd, crowd_of_maps, pack, unpack
from .timefinder.kinds import DAY
from .timefinder.ranking import QUARTERS_A_DAY, Window
from .timefinder.zones import day_number

Key = tuple[dt.date, bytes, bytes, str]


@dataclass(frozen=True)
class Gathered:
    """An audience's crowd; `named` are its shift groups of eight or more, the rest is one more. Rows of shifts are its rows."""

    crowd: Crowd
    named: list[str]
    shifts: Shifts


def gather(rows: QuerySet[CountedMap], *, window: Window, on_site: bool, with_shifts: bool) -> Gathered:
    """Members with the same map, group and, if asked for, shifts share a row. One statement.

    A shift group is named when the crowds that are all of this group have eight or more of the audience.
    """
    columns = ("first_date", "on_site" if on_site else "off_site", *(("shifts",) if with_shifts else ()))
    found = list(rows.values_list("crowd", "known_until", "group", *columns))
    until = _known_together([(row[0], row[1]) for row in found])
    people: Counter[Key] = Counter()
    for crowd_id, known_until, group, first, side, *shifts in found:
        if (together := until.get(crowd_id)) is None:
            continue
        free = bytes(side) if known_until <= together else _cut(bytes(side), (together - first).days + 1)
        people[first, free, bytes(shifts[0]) if shifts else b"", group] += 1
    sizes: Counter[str] = Counter()
    for key, count in people.items():
        sizes[key[3]] += count
    named = sorted(group for group, size in sizes.items() if group not in ("", "unknown") and size >= SMALLEST_SHOWN)
    places = {group: place for place, group in enumerate(named)}
    keys = sorted(people)
    base = window.grid().base
    merged = crowd_of_maps(
        [key[1] for key in keys],
        np.array([(day_number(key[0]) * DAY - base) // QUARTER for key in keys], dtype=np.int64),
        np.arange(len(keys), dtype=np.int64),  # a group for each, so that each keeps its row
        max(1, len(keys)),
        window.grid(),
    )
    crowd = Crowd(
        merged.gaps,
        np.array([places.get(key[3], len(named)) for key in keys], dtype=np.int64),
        np.array([people[key] for key in keys], dtype=np.int64),
        len(named) + 1,
    )
    return Gathered(crowd, named, _shifts([key[2] for key in keys]))


def _known_together(found: list[tuple[UUID, dt.date]]) -> dict[UUID, dt.date]:
    """The last date on which eight or more of each crowd are known: beyond it, it would speak for a few."""
    ends: dict[UUID, list[dt.date]] = defaultdict(list)
    for crowd, known_until in found:
        ends[crowd].append(known_until)
    return {crowd: sorted(dates)[-SMALLEST_SHOWN] for crowd, dates in ends.items() if len(dates) >= SMALLEST_SHOWN}


def _cut(packed: bytes, days: int) -> bytes:
    start, end = unpack(packed)
    end = np.minimum(end, days * QUARTERS_A_DAY)
    kept = end > start
    return pack(start[kept].astype(np.uint16), end[kept].astype(np.uint16))


def _shifts(packed: list[bytes]) -> Shifts:
    counts = np.array([len(one) // 8 for one in packed], dtype=np.int64)
    pairs = np.frombuffer(b"".join(packed), dtype="<i4").reshape(-1, 2).astype(np.int64)
    row = np.repeat(np.arange(len(packed), dtype=np.int32), counts)
    return in_order(len(packed), row, pairs[:, 0], pairs[:, 1])
