"""When a message may go out: three speeds, guarded time, set times (DESIGN 9, DOMAIN 3.3.10). No database."""

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from aftershift.notifications.models import Message

Stretch = tuple[dt.datetime, dt.datetime]

SET_TIMES = (dt.time(10, 0), dt.time(15, 45), dt.time(19, 0))
# A worker that comes a little late still serves a set time; later than this it waits for the next.
SET_TIME_LASTS = dt.timedelta(minutes=30)
MOST_A_DAY = 3
LOOKS_BACK, LOOKS_AHEAD = dt.timedelta(days=2), dt.timedelta(days=7)


def moment_of(
    *,
    speed: str,
    starts_at: dt.datetime | None,
    now: dt.datetime,
    guarded: Sequence[Stretch],
    quiet: Sequence[Stretch],
    zone: ZoneInfo,
    told: Sequence[dt.datetime] = (),
) -> dt.datetime:
    """`now` when it may go out now, else the next moment to look again.

    guarded, quiet: merged stretches from LOOKS_BACK before now to LOOKS_AHEAD after it; `quiet` has shifts in it too.
    told: when the member was told something at a set time on this local day; one set time serves them once.
    """
    if speed == Message.Speed.SET_TIME:
        return _set_time(now, quiet, zone, told)
    until = end_of(guarded, now)
    if until is None:
        return now
    wakes = speed == Message.Speed.URGENT and (starts_at is None or starts_at < until)
    return now if wakes else until


def _set_time(now: dt.datetime, quiet: Sequence[Stretch], zone: ZoneInfo, told: Sequence[dt.datetime]) -> dt.datetime:
    tomorrow = dt.datetime.combine(now.astimezone(zone).date() + dt.timedelta(days=1), dt.time(), zone)
    is_enough = len(told) >= MOST_A_DAY
    later: list[dt.datetime] = []
    for at in _set_times(now, zone):
        moved = end_of(quiet, at) or at
        is_now = moved <= now < moved + SET_TIME_LASTS and not any(moved <= before for before in told)
        if is_now and not is_enough and end_of(quiet, now) is None:
            return now
        if moved > now and not (is_enough and moved < tomorrow):
            later.append(moved)
    return min(later, default=now + LOOKS_AHEAD)


def _set_times(now: dt.datetime, zone: ZoneInfo) -> Iterator[dt.datetime]:
    first = (now - LOOKS_BACK).astimezone(zone).date() + dt.timedelta(days=1)
    for day in range((LOOKS_BACK + LOOKS_AHEAD).days - 1):
        for time in SET_TIMES:
            yield dt.datetime.combine(first + dt.timedelta(days=day), time, zone).astimezone(dt.UTC)


def end_of(stretches: Sequence[Stretch], at: dt.datetime) -> dt.datetime | None:
    return next((ends for begins, ends in stretches if begins <= at < ends), None)
