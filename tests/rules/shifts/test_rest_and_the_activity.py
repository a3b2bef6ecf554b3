"""Rest rules that depend on the activity (DOMAIN 3.3, rules 4 and 6 to 8), from one member's own shifts."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from aftershift.people.models import Member
from aftershift.shifts import activity_rest, services
from aftershift.shifts.activity_rest import FIRST_NIGHT, ONLY_DAY_OFF, TWO_SLEEPS, Plan
from aftershift.shifts.selectors import own_map
from aftershift.shifts.timefinder import tired
from aftershift.shifts.timefinder.cycles import shifts_of
from aftershift.shifts.timefinder.zones import zone
from tests.factories import LONDON, MONDAY_9AM, MemberFactory

from . import slow

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 1, 5)
# Monday 5 to Sunday 11 January 2026, and so on each week.
NIGHTS_TO_FRIDAY = ["-", "-", "-", "21:30-07:30", "21:30-07:30", "-", "-"]  # Thursday and Friday nights
SIX_LATES = ["13:30-21:30"] * 6 + ["-"]


def at(day: int, clock: str) -> dt.datetime:
    """A time of January 2026."""
    return dt.datetime.combine(dt.date(2026, 1, day), dt.time.fromisoformat(clock), LONDON).astimezone(dt.UTC)


def works(days: list[str], **fields: Any) -> Member:
    member = MemberFactory(**fields)
    services.set_pattern(member=member, days=days, anchor_date=MONDAY, now=MONDAY_9AM)
    return member


def hill(day: int, clock: str, *, hours: float = 4, strenuous: bool = True) -> Plan:
    return Plan(at(day, clock), at(day, clock) + dt.timedelta(hours=hours), strenuous)


def said(member: Member, plan: Plan) -> list[tuple[str, dt.datetime | None]]:
    own = own_map(member=member)
    assert own is not None
    return [(note.code, note.at) for note in activity_rest.notes(own.map, [plan])[0]]


def test_something_strenuous_keeps_four_hours_from_a_first_night():
    """DOMAIN 3.3, rule 4."""
    ama = works(NIGHTS_TO_FRIDAY)
    assert said(ama, hill(8, "14:00", hours=3.5)) == []  # over at 17:30, four hours before 21:30
    assert said(ama, hill(8, "14:15", hours=3.5)) == [(FIRST_NIGHT, at(8, "21:30"))]
    assert said(ama, hill(8, "14:15", hours=3.5, strenuous=False)) == []


def test_a_night_that_follows_a_night_is_no_first_one():
    """Friday's follows Thursday's: only the sleep that is due after Thursday's speaks."""
    assert [code for code, _ in said(works(NIGHTS_TO_FRIDAY), hill(9, "17:00", hours=2))] == [TWO_SLEEPS]


def test_the_only_day_off_of_a_week_is_noted_for_what_takes_the_day():
    """DOMAIN 3.3, rule 6: neutral, whatever the effort."""
    ama = works(SIX_LATES)
    assert said(ama, hill(11, "09:00", hours=6, strenuous=False)) == [(ONLY_DAY_OFF, None)]
    assert said(ama, hill(11, "09:00", hours=5.75, strenuous=False)) == []
    assert (
        said(
            works(["13:30-21:30"] * 5 + ["-"] * 2, organisation=ama.organisation),
            hill(11, "09:00", hours=8, strenuous=False),
        )
        == []
    )


def test_after_nights_something_strenuous_waits_for_two_sleeps():
    """DOMAIN 3.3, rule 7: Saturday 07:30 to 16:30 is the first sleep, the night to Sunday 07:00 the second."""
    ama = works(NIGHTS_TO_FRIDAY)
    assert said(ama, hill(11, "06:45")) == [(TWO_SLEEPS, at(11, "07:00"))]
    assert said(ama, hill(11, "07:00")) == []
    assert said(ama, hill(10, "17:00", strenuous=False)) == []


def test_a_day_is_not_two_sleeps():
    """A night that ends at 14:00 is slept off until 23:00; the night has begun by then, so the next one counts."""
    ama = works(["-"] * 5 + ["23:00-14:00", "-"])  # Saturday night to Sunday afternoon
    assert said(ama, hill(12, "15:00")) == [(TWO_SLEEPS, at(13, "07:00"))]


def test_nothing_is_said_of_weeks_that_nobody_told():
    ama = MemberFactory()
    services.change_day(member=ama, date=MONDAY, shifts=[(dt.time(21, 30), dt.time(7, 30))], now=MONDAY_9AM)
    assert [code for code, _ in said(ama, hill(5, "18:00", hours=2))] == [FIRST_NIGHT]
    assert said(ama, hill(6, "17:00")) == []


def test_whoever_worked_a_night_in_the_day_before_does_not_drive():
    """DOMAIN 3.3, rule 8: 24 hours from the end of the night to the start."""
    own = own_map(member=works(NIGHTS_TO_FRIDAY))
    assert own is not None
    drives = [not activity_rest.comes_off_a_night(own.map, start) for start in (at(11, "07:15"), at(11, "07:30"))]
    assert drives == [False, True]
    assert activity_rest.comes_off_a_night(own.map, at(10, "02:00"))  # at work until 07:30
    assert not activity_rest.comes_off_a_night(own.map, at(8, "21:00"))


def slept_twice(shifts: list[slow.WallShift], minute: dt.datetime) -> bool:
    """Minute by minute from each night's end: nine hours asleep, up, then asleep from a 22:00 to a 07:00."""
    for shift in shifts:
        if not slow.is_night(shift):
            continue
        now, sleeps = slow.instant(shift[1]), 0
        if minute < now:
            continue
        in_bed_since = now
        while sleeps < 2:
            if now == minute:
                return False
            now += slow.MINUTE
            wall = now.astimezone(LONDON)
            if sleeps == 0 and now - in_bed_since == 9 * slow.HOUR:
                sleeps, in_bed_since = 1, None
            if sleeps == 1 and in_bed_since is None and (wall.hour, wall.minute) == (22, 0):
                in_bed_since = now
            elif sleeps == 1 and in_bed_since is not None and (wall.hour, wall.minute) == (7, 0):
                sleeps = 2
    return True


@pytest.mark.parametrize("seed", range(6))
def test_two_sleeps_are_those_of_a_slow_and_obvious_count(seed: int):
    """Random rotas around both clock changes of 2026."""
    chance = random.Random(seed)
    first = dt.datetime(2026, 3, 26) if seed % 2 else dt.datetime(2026, 10, 22)
    shifts = []
    for day in range(6):
        if chance.random() < 0.6:
            start = first + dt.timedelta(days=day, minutes=15 * chance.randrange(64, 96))
            shifts.append((start, start + dt.timedelta(minutes=15 * chance.randrange(24, 60))))
    epoch = dt.datetime(1970, 1, 1)
    wall = [tuple((edge - epoch) // slow.MINUTE for edge in shift) for shift in shifts]
    told = shifts_of(1, [0] * len(wall), [start for start, _ in wall], [end for _, end in wall])
    _, begins, ends = tired.until_slept_twice(told, zone("Europe/London", dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
    for _ in range(60):
        minute = slow.instant(first) + dt.timedelta(minutes=15 * chance.randrange(9 * 96))
        number = int(minute.timestamp()) // 60
        rested = not ((begins <= number) & (number < ends)).any()
        assert rested == slept_twice(shifts, minute), (shifts, minute)
