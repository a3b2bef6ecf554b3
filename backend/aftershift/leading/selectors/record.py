"""A member's own record, summed for their page and for the sheet they print."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.leading.models import RecordLine
from aftershift.leading.selectors.steps import LED_AS, own_record
from aftershift.people.models import Member

What = RecordLine.What
# What is leading, alone or with somebody. A line "whole list" is of the same date and adds no time.
LEADING = (What.SHARED, What.WITH_BUDDY, What.BUDDIED, What.LED)
SECOND = "second"
# As whom: who led, and who led or helped lead. Where leading was shared, the line of the second says so.
AS_LEAD = Q(what__in=LED_AS, role="")
LED_OR_HELPED = Q(what__in=LEADING) | Q(role=SECOND)
LATELY = dt.timedelta(weeks=4)
SHOWN = 300


# What one did of a date, the weightiest first: a sheet or a row of a list says them in this order.
ORDER = (*LEADING[::-1], What.SHADOWED, What.WHOLE_LIST, What.ROLE, What.JOB, What.CAME)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was done on a date. role: of a role or a job, which one."""

    what: str
    role: str


@dataclass(frozen=True, slots=True)
class DateDone:
    """One date, with everything that the member did on it."""

    kind: str
    title: str
    local_date: dt.date
    minutes: int
    did: list[Part]


@dataclass(frozen=True, slots=True)
class Record:
    dates: list[DateDone]  # the latest first
    dates_led: int
    minutes_led: int
    minutes_led_lately: int  # for a request for time, which is the member's to make


def lines_of_leads(*, organisation_id: UUID) -> QuerySet[RecordLine]:
    """Who led which date, for the app's own choice of whom it asks and for totals of eight leads and more. For rules
    only: nobody is shown a line of somebody else."""
    return RecordLine.objects.of(organisation_id).filter(AS_LEAD)


def record_of(*, member: Member, today: dt.date) -> Record:
    """One statement. The sums are of everything; the dates are the latest."""
    lines = list(own_record(member=member))
    led = [line for line in lines if line.what in LEADING]
    return Record(
        dates=_by_date(lines)[:SHOWN],
        dates_led=len(led),
        minutes_led=sum(line.minutes for line in led),
        minutes_led_lately=sum(line.minutes for line in led if line.local_date > today - LATELY),
    )


def _by_date(lines: Sequence[RecordLine]) -> list[DateDone]:
    """The date itself may be long gone: what it was called and when it was then says which lines are of one."""
    dates: dict[tuple[object, ...], DateDone] = {}
    for line in lines:
        which = (line.occurrence_id, line.kind, line.title, line.local_date)
        date = dates.setdefault(which, DateDone(line.kind, line.title, line.local_date, line.minutes, []))
        date.did.append(Part(line.what, line.role))
    for date in dates.values():
        date.did.sort(key=lambda part: (ORDER.index(What(part.what)), part.role))
    return list(dates.values())
