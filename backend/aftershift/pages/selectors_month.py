"""What hangs on the wall for a month: the listed dates by day, and never a name."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django_scopes import scope

from aftershift.activities.models import Occurrence
from aftershift.calendars.selectors import UNHEARD_OF
from aftershift.core.selectors import one
from aftershift.organisations.models import Site
from aftershift.people.models import Member


@dataclass(frozen=True)
class MonthDate:
    """day, starts, ends: on the organisation's wall clock."""

    title: str
    kind: str
    place: str
    cost: str
    day: dt.date
    starts: dt.time
    ends: dt.time
    is_cancelled: bool


@dataclass(frozen=True)
class MonthSheet:
    first: dt.date
    site: str
    days: list[tuple[dt.date, list[MonthDate]]]


def month_sheet(*, member: Member, first: dt.date, site_id: UUID | None) -> MonthSheet:
    """The month that begins on `first`. Dates called off stay on it: somebody may have read them on last month's. Raises NotVisible."""
    following = (first + dt.timedelta(days=31)).replace(day=1)
    with scope(organisation=member.organisation_id):
        site = one(Site.objects.of(member.organisation_id), site_id) if site_id else None
        rows = Occurrence.objects.of(member.organisation_id).filter(
            activity__is_programme=True, local_date__gte=first, local_date__lt=following
        )
        if site:
            rows = rows.filter(activity__site=site)
        rows = rows.exclude(UNHEARD_OF).select_related("activity").order_by("starts_at", "pk")
        dates = [_date(row, member) for row in rows]
    days = [(day, list(found)) for day, found in groupby(dates, key=lambda date: date.day)]
    return MonthSheet(first, site.name if site else "", days)


def _date(row: Occurrence, member: Member) -> MonthDate:
    local = member.organisation.local
    return MonthDate(
        title=row.title,
        kind=row.activity.kind,
        place=row.meeting_place,
        cost=row.cost,
        day=local(row.starts_at).date(),
        starts=local(row.starts_at).time(),
        ends=local(row.ends_at).time(),
        is_cancelled=row.state == Occurrence.State.CANCELLED,
    )
