"""From what a member told to their free map, and from a map to answers. numpy, no database: loaded when first needed."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .timefinder.cycles import Shifts, shifts_of
from .timefinder.gaps import QUARTER, Grid, free_gaps, pack, unpack
from .timefinder.kinds import DAY, group_of, kind_of
from .timefinder.rest import AFTER_NIGHT, BLOCK, EARLY_START, Busy, busy
from .timefinder.zones import Zone, date_of, day_number, zone
from .truth import Truth

WEEKS_BACK, WEEKS_AHEAD = 2, 12
GROUP_WEEKS_AHEAD = 6  # a shift group is worked out over 2 weeks back and 6 ahead (DESIGN 2)
LOOK_AROUND = 3  # days: a shift of a day plus the longest rest reaches less far

# Guarded time (DESIGN 2), minutes of the local day.
NIGHT_FROM, NIGHT_TO = 22 * 60, 7 * 60
UNTOLD_FROM, UNTOLD_TO = 20 * 60, 10 * 60
BEFORE_EARLY = 9 * 60

# Why a time does not fit, in the order in which one is named, for each reason in timefinder.rest.
_WHY_NOT = ("at_work", "after_night", "before_early", "short_rest", "not_free")
_NAMED_FIRST = (0, 4, 1, 2, 3)

Stretch = tuple[dt.datetime, dt.datetime]
Pairs = NDArray[np.int64]


@dataclass(frozen=True)
class Derived:
    """The fields of a FreeMap row."""

    first_date: dt.date
    on_site: bytes
    off_site: bytes
    shifts: bytes
    blocks: bytes
    group: str


@dataclass(frozen=True)
class Fit:
    """Whether a time fits around somebody's shifts, and why.

    fits: None when nothing is known of that date. why: `finish` (a shift ends that day, at `why_time`), `before` (one
    starts later that day, at `why_time`), `off` (none that day). why_not: at_work, after_night, before_early,
    short_rest, not_free (a private block).
    """

    fits: bool | None
    why: str | None = None
    why_time: str | None = None
    why_not: str | None = None


UNKNOWN = Fit(None)
_OFF = Fit(True, "off")
# One for each of _NAMED_FIRST.
_REFUSED = tuple(Fit(False, why_not=_WHY_NOT[reason]) for reason in _NAMED_FIRST)


def derive(
    truth: Truth,
    blocks: Iterable[Stretch],
    *,
    young: bool,
    zone_name: str,
    today: dt.date,
    rules_off: Collection[str] = (),
) -> Derived:
    """The free map of a member whose local date is `today`, without the rest rules that are not for them."""
    first = today - dt.timedelta(weeks=WEEKS_BACK)
    days = 7 * (WEEKS_BACK + WEEKS_AHEAD)
    table = zone(zone_name, first, first + dt.timedelta(days=days))
    shifts = _shifts(truth, day_number(first) - LOOK_AROUND, days + 2 * LOOK_AROUND)
    block_pairs = _pairs((_utc(start), _utc(end)) for start, end in blocks)
    grid = Grid(day_number(first) * DAY, days * DAY // QUARTER)
    return Derived(
        first_date=first,
        on_site=_free(shifts, block_pairs, grid, table, truth, rules_off, on_site=True, young=young),
        off_site=_free(shifts, block_pairs, grid, table, truth, rules_off, on_site=False, young=young),
        shifts=np.stack([shifts.start, shifts.end], axis=1).astype("<i4").tobytes(),
        blocks=block_pairs.astype("<i4").tobytes(),
        group=_group(truth, today),
    )


def _shifts(truth: Truth, first_day: int, days: int) -> Shifts:
    found = [
        (day * DAY + start, day * DAY + end)
        for day in range(first_day, first_day + days)
        for start, end in truth.shifts_on(date_of(day))
    ]
    return shifts_of(1, [0] * len(found), [start for start, _ in found], [end for _, end in found])


def _group(truth: Truth, today: dt.date) -> str:
    first, last = today - dt.timedelta(weeks=WEEKS_BACK), today + dt.timedelta(weeks=GROUP_WEEKS_AHEAD)
    told = _shifts(truth, day_number(first), (last - first).days)
    return group_of(zip(told.start.tolist(), told.end.tolist(), strict=True))


def _free(
    shifts: Shifts,
    blocks: Pairs,
    grid: Grid,
    table: Zone,
    truth: Truth,
    rules_off: Collection[str],
    *,
    on_site: bool,
    young: bool,
) -> bytes:
    kept = _busy(shifts, table, blocks, rules_off, on_site=on_site, young=young)
    begins, ends = truth.known_from, truth.known_until
    if begins is None or ends is None:
        return b""
    edges = table.to_utc(np.array([day_number(begins) * DAY, (day_number(ends) + 1) * DAY], dtype=np.int64))
    unknown = Busy(
        1,
        np.append(kept.row, np.int32(0)),
        np.append(kept.start, grid.base),
        np.append(kept.end, max(grid.base, int(edges[0]))),
        np.append(kept.reason, np.int8(BLOCK)),
    )
    return pack(*free_gaps(unknown, grid, until=edges[1:]).of(0))


def _busy(
    shifts: Shifts, table: Zone, blocks: Pairs, rules_off: Collection[str], *, on_site: bool, young: bool
) -> Busy:
    found = busy(shifts, table, on_site=on_site, young=np.array([young]))
    kept = ~np.isin(found.reason, [_WHY_NOT.index(rule) for rule in rules_off])
    left = Busy(1, found.row[kept], found.start[kept], found.end[kept], found.reason[kept])
    return _with_blocks(left, blocks)


def _with_blocks(found: Busy, blocks: Pairs) -> Busy:
    return Busy(
        1,
        np.concatenate([found.row, np.zeros(len(blocks), dtype=np.int32)]),
        np.concatenate([found.start, blocks[:, 0]]),
        np.concatenate([found.end, blocks[:, 1]]),
        np.concatenate([found.reason, np.full(len(blocks), BLOCK, dtype=np.int8)]),
    )


def _pairs(found: Iterable[tuple[int, int]]) -> Pairs:
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def _utc(at: dt.datetime) -> int:
    return int(at.timestamp()) // 60


def _instant(minute: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(minute * 60, tz=dt.UTC)


@dataclass(frozen=True)
class OwnMap:
    """One member's map, read from its row: answers without another statement."""

    first_date: dt.date
    known_from: dt.date
    known_until: dt.date
    on_site: bytes
    off_site: bytes
    shifts: bytes
    blocks: bytes
    young: bool
    zone_name: str
    rules_off: tuple[str, ...] = ()

    def _table(self) -> Zone:
        return zone(self.zone_name, self.first_date, self.first_date + dt.timedelta(days=100))

    def _told(self) -> Shifts:
        pairs = np.frombuffer(self.shifts, dtype="<i4").reshape(-1, 2).astype(np.int64)
        return Shifts(1, np.zeros(len(pairs), dtype=np.int32), pairs[:, 0], pairs[:, 1])

    def worked(self) -> tuple[Shifts, Zone]:
        """The shifts it holds with the clock they were told by, for rules that depend on the activity."""
        return self._told(), self._table()

    def knows(self, date: dt.date) -> bool:
        """Whether anything is known of this date, inside the 14 weeks of the map."""
        last = self.first_date + dt.timedelta(weeks=WEEKS_BACK + WEEKS_AHEAD, days=-1)
        return max(self.known_from, self.first_date) <= date <= min(self.known_until, last)

    def fits(self, stretches: Sequence[tuple[dt.datetime, dt.datetime, bool]]) -> list[Fit]:
        """One answer per (starts_at, ends_at, is on site), in the same order.

        One after another, in whole numbers: for the thirty of a page numpy takes twice as long over its calls.
        """
        table, base = self._table(), day_number(self.first_date) * DAY
        first, last = self._known_days()
        free = {True: _gaps_in(self.on_site), False: _gaps_in(self.off_site)}
        found: list[Fit] = []
        reasons: dict[bool, list[tuple[list[int], list[int]]]] = {}
        for begins, ends, there in stretches:
            start = int(begins.timestamp()) // 60
            local = table.local(start)
            if not first <= local // DAY <= last:
                found.append(UNKNOWN)
                continue
            end = -(-int(ends.timestamp()) // 60)
            low, high = (start - base) // QUARTER, -((base - end) // QUARTER)
            gaps, until = free[there]
            place = bisect_right(gaps, low) - 1
            if place >= 0 and until[place] >= high:
                found.append(self._why(local))
                continue
            if there not in reasons:
                reasons[there] = _busy_quarters(self, on_site=there)
            found.append(_why_not(reasons[there], base + low * QUARTER, base + high * QUARTER))
        return found

    def _known_days(self) -> tuple[int, int]:
        """The first and the last day of `knows`, as numbers."""
        last = day_number(self.first_date) + 7 * (WEEKS_BACK + WEEKS_AHEAD) - 1
        first = max(day_number(self.known_from), day_number(self.first_date))
        return first, min(day_number(self.known_until), last)

    def _why(self, local: int) -> Fit:
        """Why a time that is free fits, at the local minute at which it starts."""
        starts, ends = _edges_in(self.shifts)
        midnight = local // DAY * DAY
        ended, later = bisect_right(ends, local) - 1, bisect_left(starts, local)
        finish = ends[ended] % DAY if ended >= 0 and ends[ended] > midnight else None
        return _why(finish, starts[later] % DAY if later < len(starts) and starts[later] < midnight + DAY else None)

    def shifts_on(self, date: dt.date) -> list[tuple[dt.time, dt.time, str]] | None:
        """Start, end and kind of each shift that starts on a date; None when nothing is known of it."""
        if not self.knows(date):
            return None
        told, midnight = self._told(), day_number(date) * DAY
        mine = (told.start >= midnight) & (told.start < midnight + DAY)
        return [
            (_time(start), _time(end), kind_of(start, end))
            for start, end in zip(told.start[mine].tolist(), told.end[mine].tolist(), strict=True)
        ]

    def free_on(self, date: dt.date, *, on_site: bool = True) -> list[tuple[dt.datetime, dt.datetime]]:
        """The free stretches of a local date, as instants."""
        table, base = self._table(), day_number(self.first_date) * DAY
        midnight = day_number(date) * DAY
        low, high = table.to_utc(np.array([midnight, midnight + DAY], dtype=np.int64)).tolist()
        begins, until = unpack(self.on_site if on_site else self.off_site)
        found = np.clip(np.stack([begins, until], axis=1) * QUARTER + base, low, high)
        return [(_instant(a), _instant(b)) for a, b in found.tolist() if b > a]

    def quiet(self, begins: dt.datetime, ends: dt.datetime, *, with_shifts: bool) -> list[Stretch]:
        """Guarded time between two instants, merged, and shifts as well when asked: when nobody should be disturbed."""
        table, told = self._table(), self._told()
        start, end = table.to_utc(told.start), table.to_utc(told.end)
        work = list(zip(start.tolist(), end.tolist(), strict=True))
        nights = [
            (ended, ended + AFTER_NIGHT)
            for (_, ended), night in zip(work, told.is_night().tolist(), strict=True)
            if night
        ]
        early = told.start % DAY <= EARLY_START
        before = [(begun - BEFORE_EARLY, begun) for begun in start[early].tolist()]
        low, high = _utc(begins), _utc(ends)
        every_night: list[tuple[int, int]] = []
        first_day, last_day = ((at // DAY) + shift for at, shift in ((low, -2), (high, 2)))
        for day in range(first_day, last_day):
            known = self.knows(date_of(day)) and self.knows(date_of(day + 1))
            every_night += (
                _without(_night(table, day, known=known), work) if known else [_night(table, day, known=False)]
            )
        quiet = nights + before + every_night + (work if with_shifts else [])
        return [(_instant(max(a, low)), _instant(min(b, high))) for a, b in _merged(quiet) if a < high and b > low]


@lru_cache(maxsize=256)  # a phone asks for Home, the list and a date within a minute, all from the same map
def _busy_quarters(own: OwnMap, *, on_site: bool) -> list[tuple[list[int], list[int]]]:
    """For each reason, in the order of naming: when the stretches that it keeps busy begin, in order, and the latest end of
    those up to there. Rounded outwards to quarters."""
    blocks = np.frombuffer(own.blocks, dtype="<i4").reshape(-1, 2).astype(np.int64)
    told, table = own.worked()
    found = _busy(told, table, blocks, own.rules_off, on_site=on_site, young=own.young)
    order = np.argsort(found.start, kind="stable")
    begins, until = found.start[order] // QUARTER * QUARTER, -(-found.end[order] // QUARTER) * QUARTER
    of = [found.reason[order] == reason for reason in _NAMED_FIRST]
    return [(begins[mine].tolist(), np.maximum.accumulate(until[mine]).tolist()) for mine in of]


def _why_not(busy: list[tuple[list[int], list[int]]], begins: int, ends: int) -> Fit:
    """The first reason, as people would name it; none where it lies only at the edge of what is known."""
    for refused, (starts, latest) in zip(_REFUSED, busy, strict=True):
        before = bisect_left(starts, ends)
        if before and latest[before - 1] > begins:
            return refused
    return UNKNOWN


def quiet_without_shifts(zone_name: str, begins: dt.datetime, ends: dt.datetime) -> list[Stretch]:
    """Guarded time of a member who told no shifts: 20:00 to 10:00."""
    table = zone(zone_name, begins.date(), ends.date())
    low, high = _utc(begins), _utc(ends)
    nights = [_night(table, day, known=False) for day in range(low // DAY - 2, high // DAY + 2)]
    return [(_instant(max(a, low)), _instant(min(b, high))) for a, b in _merged(nights) if a < high and b > low]


def _night(table: Zone, day: int, *, known: bool) -> tuple[int, int]:
    evening, morning = (NIGHT_FROM, NIGHT_TO) if known else (UNTOLD_FROM, UNTOLD_TO)
    edges = table.to_utc(np.array([day * DAY + evening, (day + 1) * DAY + morning], dtype=np.int64))
    return int(edges[0]), int(edges[1])


def _without(stretch: tuple[int, int], work: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a stretch when shifts are taken out: at work one may be told."""
    left = [stretch]
    for start, end in work:
        left = [part for a, b in left for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    return left


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=1024)  # as `_busy_quarters`
def _gaps_in(packed: bytes) -> tuple[list[int], list[int]]:
    """Begins and ends of the gaps, in order and apart from each other."""
    begins, until = unpack(packed)
    return begins.tolist(), until.tolist()


@lru_cache(maxsize=512)
def _edges_in(shifts: bytes) -> tuple[list[int], list[int]]:
    """When shifts start, and when they end, each in order: local minutes."""
    pairs = np.frombuffer(shifts, dtype="<i4").reshape(-1, 2)
    return sorted(pairs[:, 0].tolist()), sorted(pairs[:, 1].tolist())


@lru_cache(maxsize=4096)  # so many shifts begin and end at the same times
def _why(finish: int | None, later: int | None) -> Fit:
    """finish, later: minutes of the day."""
    if finish is not None:
        return Fit(True, "finish", f"{_time(finish):%H:%M}")
    return Fit(True, "before", f"{_time(later):%H:%M}") if later is not None else _OFF


def _time(minute: int) -> dt.time:
    return dt.time(minute % DAY // 60, minute % 60)
