"""Times that suit those who would come: one's own, those that one's own free map proposes, and how many in all."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from aftershift.core.selectors import one
from aftershift.core.small_numbers import SMALLEST_SHOWN, rounded
from aftershift.ideas.models import SuitingTime
from aftershift.ideas.selectors.cards import visible_ideas
from aftershift.people.models import Member
from aftershift.shifts.selectors import fits

WEEKS_LOOKED_AT = 4
LASTS = dt.timedelta(hours=1)
# Proposed: what fits in at least half of the weeks that are looked at; no more of one day, so that each free day shows.
FITS_OFTEN = WEEKS_LOOKED_AT // 2
MOST_OF_A_DAY = 2


@dataclass(frozen=True)
class Time:
    weekday: str
    start: str


@dataclass(frozen=True)
class CountedTime:
    weekday: str
    start: str
    people: dict[str, int]


def own_times(*, member: Member, idea_id: UUID) -> list[Time]:
    """What the member said suits them. Raises NotVisible."""
    idea = one(visible_ideas(member=member), idea_id)
    rows = _times(member).filter(idea=idea, member=member)
    return _in_order({Time(row.weekday, row.start) for row in rows})


def proposed_times(*, member: Member, now: dt.datetime) -> list[Time]:
    """From the member's own free map, which nobody else reads; empty when no shifts were told. One statement."""
    zone = ZoneInfo(member.organisation.time_zone)
    tomorrow = now.astimezone(zone).date() + dt.timedelta(days=1)
    asked: list[tuple[Time, dt.datetime]] = []
    for day in range(7 * WEEKS_LOOKED_AT):
        date = tomorrow + dt.timedelta(days=day)
        weekday = SuitingTime.Weekday.values[date.weekday()]
        for start in SuitingTime.Start.values:
            begins = dt.datetime.combine(date, dt.time.fromisoformat(start), tzinfo=zone)
            asked.append((Time(weekday, start), begins))
    answers = fits(member=member, stretches=[(begins, begins + LASTS, False) for _, begins in asked])
    often = Counter(time for (time, _), answer in zip(asked, answers, strict=True) if answer.fits)
    proposed: set[Time] = set()
    for weekday in SuitingTime.Weekday.values:
        of_the_day = [time for time, times in often.most_common() if times >= FITS_OFTEN and time.weekday == weekday]
        proposed.update(of_the_day[:MOST_OF_A_DAY])
    return _in_order(proposed)


def counted_times(*, member: Member, idea_id: UUID) -> list[CountedTime]:
    """Times that suit 8 or more, rounded. One that suits fewer is not in the list, whether it suits 7 or nobody."""
    idea = one(visible_ideas(member=member), idea_id)
    rows = (
        _times(member)
        .filter(idea=idea)
        .order_by()
        .values_list("weekday", "start")
        .annotate(people=Count("pk"))
        .filter(people__gte=SMALLEST_SHOWN)
    )
    found = {Time(weekday, start): people for weekday, start, people in rows}
    return [CountedTime(time.weekday, time.start, rounded(found[time])) for time in _in_order(set(found))]


def _times(member: Member) -> QuerySet[SuitingTime]:
    return SuitingTime.objects.of(member.organisation_id)


def _in_order(times: set[Time]) -> list[Time]:
    return sorted(times, key=lambda time: (SuitingTime.Weekday.values.index(time.weekday), time.start))
