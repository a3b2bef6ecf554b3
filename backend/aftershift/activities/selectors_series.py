"""Every read of series: the rule with its dates, whoever looks, in a fixed number of statements."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from aftershift.activities import policies, selectors
from aftershift.activities.models import LIVE, Activity, Occurrence, Series, SignUp, StandingSignUp
from aftershift.activities.rule import AHEAD, Time
from aftershift.core.selectors import one
from aftershift.people.models import Member

State = Occurrence.State


@dataclass(frozen=True)
class ComingDate:
    """One date to come. belongs: where the rule puts it, if that is elsewhere; is_off: nobody put it where it is by hand."""

    row: Occurrence
    mine: str | None
    is_off: bool
    belongs: tuple[dt.date, dt.time] | None


@dataclass(frozen=True)
class SeriesPage:
    activity: Activity
    series: Series | None
    dates: list[ComingDate]
    mine: StandingSignUp | None
    every_time: int
    may_change: bool


def series_page(*, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime) -> SeriesPage:
    """Five statements. Raises NotVisible."""
    activity = one(selectors.visible_activities(member=member), activity_id)
    series = Series.objects.of(member.organisation_id).filter(activity=activity).first()
    rows = selectors.visible_occurrences(member=member).filter(activity=activity, starts_at__gt=now)
    coming = list(rows.order_by("starts_at", "pk"))
    own = SignUp.objects.of(member.organisation_id).filter(
        member=member, occurrence__activity=activity, occurrence__starts_at__gt=now, status__in=LIVE
    )
    mine = dict(own.values_list("occurrence_id", "status"))
    standing = StandingSignUp.objects.of(member.organisation_id).filter(series__activity=activity)
    everyone = list(standing)
    allowed = selectors.roles_for(member=member, activity=activity, granted=roles)
    return SeriesPage(
        activity=activity,
        series=series,
        dates=_dates(member, series, coming, mine),
        mine=next((row for row in everyone if row.member_id == member.pk), None),
        every_time=len(everyone),
        may_change=not policies.MAY["activity.change"].isdisjoint(allowed),
    )


def _dates(member: Member, series: Series | None, coming: list[Occurrence], mine: dict[UUID, str]) -> list[ComingDate]:
    days: dict[dt.date, Time] = {}
    if series is not None and coming:
        days = series.rule.dates(last=max(row.pattern_date or row.local_date for row in coming))
    return [_date(member, series, row, days, mine.get(row.pk)) for row in coming]


def _date(
    member: Member, series: Series | None, row: Occurrence, days: dict[dt.date, Time], mine: str | None
) -> ComingDate:
    local = member.organisation.local(row.starts_at)
    time = days.get(row.pattern_date) if row.pattern_date else None
    # Dates before a rule begins, and dates of what takes place once, have no pattern to be off.
    if series is None or row.local_date < series.first_date or row.state == State.CANCELLED:
        return ComingDate(row, mine, is_off=False, belongs=None)
    there = (row.pattern_date, time.start) if row.pattern_date and time else None
    is_elsewhere = there != (local.date(), local.time())
    return ComingDate(row, mine, is_off=is_elsewhere and not row.is_modified, belongs=there if is_elsewhere else None)


def due_for_making(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(series, organisation) of all that are not made up to the horizon. Read where due work is claimed, outside any scope."""
    behind: Any = Series.objects.filter(Q(made_until=None) | Q(made_until__lt=now.date() + AHEAD))
    return list(behind.values_list("pk", "organisation_id"))
