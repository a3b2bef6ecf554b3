"""The time finder's rules written down slowly and obviously, to compare the fast one with. Nothing of ours is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
QUARTER = 15 * MINUTE

WallShift = tuple[dt.datetime, dt.datetime]


def instant(wall: dt.datetime) -> dt.datetime:
    return wall.replace(tzinfo=LONDON).astimezone(dt.UTC)


def is_night(shift: WallShift) -> bool:
    """At least three hours of wall time between 23:00 and 06:00, minute by minute."""
    start, end = shift
    minutes = 0
    at = start
    while at < end:
        minutes += at.hour >= 23 or at.hour < 6
        at += MINUTE
    return minutes >= 180


def touches_night(start: dt.datetime, end: dt.datetime) -> bool:
    """Whether any minute of a stretch of instants is between 23:00 and 06:00 on the clock."""
    at = start
    while at < end:
        hour = at.astimezone(LONDON).hour
        if hour >= 23 or hour < 6:
            return True
        at += MINUTE
    return False


def short_nights(shifts: list[WallShift], young: bool) -> list[tuple[dt.datetime, dt.datetime]]:
    spans = sorted((instant(a), max(instant(a), instant(b))) for a, b in shifts)
    found = []
    for place in range(1, len(spans)):
        before, after = max(end for _, end in spans[:place]), spans[place][0]
        if before < after < before + (12 if young else 11) * HOUR and touches_night(before, after):
            found.append((before, after))
    return found


def could_come(
    shifts: list[WallShift], start: dt.datetime, minutes: int, *, on_site: bool, young: bool = False
) -> bool:
    """DESIGN 13, sentence by sentence. `start` is an instant."""
    end = start + minutes * MINUTE
    before, after = (0, 15) if on_site else (30, 30)
    home = dt.timedelta(0) if on_site else 30 * MINUTE
    rest = (12 if young else 10) * HOUR
    for wall_start, wall_end in shifts:
        begins = instant(wall_start)
        ends = max(begins, instant(wall_end))
        if start - before * MINUTE < ends and end + after * MINUTE > begins:
            return False
        if is_night((wall_start, wall_end)) and ends <= start < ends + 9 * HOUR:
            return False
        if wall_start.time() <= dt.time(7) and start < begins and end + home > begins - rest:
            return False
    return all(end <= a or start >= b for a, b in short_nights(shifts, young))


def free_quarters(
    shifts: list[WallShift],
    base: dt.datetime,
    slots: int,
    *,
    on_site: bool,
    young: bool = False,
    rules_off: Collection[str] = (),
) -> list[bool]:
    """Quarter by quarter: free when none of its fifteen minutes is in a busy stretch that DESIGN 13 gives."""
    before, after = (0, 15) if on_site else (30, 30)
    busy: list[tuple[dt.datetime, dt.datetime]] = []
    if "short_rest" not in rules_off:
        busy += short_nights(shifts, young)
    for wall_start, wall_end in shifts:
        begins = instant(wall_start)
        ends = max(begins, instant(wall_end))
        busy.append((begins - after * MINUTE, ends + before * MINUTE))
        if "after_night" not in rules_off and is_night((wall_start, wall_end)):
            busy.append((ends, ends + 9 * HOUR))
        if "before_early" not in rules_off and wall_start.time() <= dt.time(7):
            home = dt.timedelta(0) if on_site else 30 * MINUTE
            busy.append((begins - (12 if young else 10) * HOUR - home, begins))
    free = [True] * slots
    for a, b in busy:
        if a < b:  # every quarter that it touches
            for slot in range(max(0, (a - base) // QUARTER), min(slots, -((base - b) // QUARTER))):
                free[slot] = False
    return free


def fits(free: list[bool], slot: int, need: int) -> bool:
    return slot + need <= len(free) and all(free[slot : slot + need])
