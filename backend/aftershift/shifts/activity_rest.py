"""Rest rules 4 and 6 to 8 of DOMAIN 3.3: they depend on the activity, so no free map holds them; they are said in words.

From a member's own map alone, without a statement: nobody else is ever told what is answered here. Where no shifts are
known, nothing is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .timefinder import tired
from .timefinder.kinds import DAY
from .timefinder.zones import date_of

if TYPE_CHECKING:
    from .maps import OwnMap
    from .timefinder.cycles import Shifts
    from .timefinder.zones import Minutes, Zone

BEFORE_FIRST_NIGHT = dt.timedelta(hours=4)  # rule 4
ALL_DAY = dt.timedelta(hours=6)  # rule 6: a trip of this length takes the day
SINCE_NIGHT = dt.timedelta(hours=24)  # rule 8

FIRST_NIGHT, ONLY_DAY_OFF, TWO_SLEEPS = CODES = ("first_night", "only_day_off", "two_sleeps")


@dataclass(frozen=True)
class Plan:
    """What the rules need to know of a date."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_strenuous: bool

    @property
    def is_all_day(self) -> bool:
        return self.ends_at - self.starts_at >= ALL_DAY


@dataclass(frozen=True)
class Note:
    """Why somebody had better rest instead: one of CODES. at: when the night begins, or when they have slept twice."""

    code: str
    at: dt.datetime | None = None


def notes(own: OwnMap, plans: Sequence[Plan]) -> list[list[Note]]:
    """What a member should know before each plan, in the order of the rules; empty where there is nothing to say."""
    shifts, zone = own.worked()
    return [list(_of_plan(shifts, zone, plan)) if _is_known(own, zone, plan) else [] for plan in plans]


def rested_at(own: OwnMap, plan: Plan) -> dt.datetime | None:
    """Rule 7: when they will have slept twice after a night, if the plan is strenuous and starts before; else None."""
    shifts, zone = own.worked()
    return _slept_twice(shifts, zone, plan) if plan.is_strenuous and _is_known(own, zone, plan) else None


def comes_off_a_night(own: OwnMap, starts_at: dt.datetime) -> bool:
    """Rule 8: did they work a night that ended less than 24 hours before this start, or has not ended by then?"""
    shifts, zone = own.worked()
    night = shifts.is_night()
    begins, ends = zone.to_utc(shifts.start[night]), zone.to_utc(shifts.end[night])
    at = _minute(starts_at)
    since = at - SINCE_NIGHT // dt.timedelta(minutes=1)
    return bool(((begins < at) & (ends > since)).any())


def shifts_meeting(own: OwnMap, starts_at: dt.datetime, ends_at: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """The shifts that are worked at any moment between the two, whole."""
    shifts, zone = own.worked()
    begins, ends = zone.to_utc(shifts.start), zone.to_utc(shifts.end)
    met = (begins < _minute(ends_at)) & (ends > _minute(starts_at))
    return [
        (_instant(start), _instant(end)) for start, end in zip(begins[met].tolist(), ends[met].tolist(), strict=True)
    ]


def _of_plan(shifts: Shifts, zone: Zone, plan: Plan) -> Iterator[Note]:
    start, end = _minute(plan.starts_at), _minute(plan.ends_at)
    if plan.is_strenuous:
        nights = _first_nights(shifts, zone)
        near = nights[(start < nights) & (end > nights - BEFORE_FIRST_NIGHT // dt.timedelta(minutes=1))]
        if len(near):
            yield Note(FIRST_NIGHT, _instant(int(near.min())))
    if plan.is_all_day:
        _, begins, ends = tired.only_days_off(shifts, zone)
        if bool(((begins < end) & (ends > start)).any()):
            yield Note(ONLY_DAY_OFF)
    if plan.is_strenuous and (until := _slept_twice(shifts, zone, plan)) is not None:
        yield Note(TWO_SLEEPS, until)


def _slept_twice(shifts: Shifts, zone: Zone, plan: Plan) -> dt.datetime | None:
    _, begins, ends = tired.until_slept_twice(shifts, zone)
    at = _minute(plan.starts_at)
    still = ends[(begins <= at) & (at < ends)]
    return _instant(int(still.max())) if len(still) else None


def _first_nights(shifts: Shifts, zone: Zone) -> Minutes:
    """The start of each night shift with no night shift that began on the day before."""
    begins = shifts.start[shifts.is_night()]
    days = begins // DAY
    return zone.to_utc(begins[~np.isin(days - 1, days)])


def _is_known(own: OwnMap, zone: Zone, plan: Plan) -> bool:
    local = int(zone.to_local(np.array([_minute(plan.starts_at)], dtype=np.int64))[0])
    return own.knows(date_of(local // DAY))


def _minute(at: dt.datetime) -> int:
    return int(at.timestamp()) // 60


def _instant(minute: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(minute * 60, tz=dt.UTC)
