"""A weekly series that leads pass on, for tests."""

import datetime as dt

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.activities.services.organising import When
from aftershift.people.models import Member
from aftershift.shifts.models import OwnGroup
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory

WEEK = dt.timedelta(weeks=1)


def weekly_walk(**fields) -> Activity:
    walk = ActivityFactory(**fields)
    series = Series(organisation=walk.organisation, activity=walk)
    series.take(When(dt.date(2026, 1, 8), dt.time(15, 30), count=60).rule)
    series.save()
    return walk


def a_date(walk: Activity, week: int = 0, **fields) -> Occurrence:
    return OccurrenceFactory(activity=walk, starts_at=THURSDAY_1530 + WEEK * week, **fields)


def led_by(walk: Activity, lead: Member | None, second: Member | None = None) -> None:
    Activity.objects.filter(pk=walk.pk).update(lead=lead, second=second)


def works(member: Member, group: str) -> Member:
    OwnGroup.objects.create(organisation=member.organisation, member=member, group=group)
    return member
