"""A member's own record, summed for their page and for the sheet they print."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.leading.models import RecordLine
from aftershift.leading.selectors.steps import own_record
from aftershift.people.models import Member

What = RecordLine.What
# What is leading, alone or with somebody. A line "whole list" is of the same date and adds no time.
LEADING = (What.SHARED, What.WITH_BUDDY, What.BUDDIED, What.LED)
SECOND = "second"
# As whom: who led, and who led or helped lead. Where leading was shared, the line of the second says so.
AS_LEAD = Q(what__in=(What.SHARED, What.WITH_BUDDY, What.LED), role="")
LED_OR_HELPED = Q(what__in=LEADING) | Q(role=SECOND)
LATELY = dt.timedelta(weeks=4)
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Record:
    lines: list[RecordLine]
    dates_led: int
    minutes_led: int
    minutes_led_lately: int  # for a request for time, which is the member's to make


def lines_of_leads(*, organisation_id: UUID) -> QuerySet[RecordLine]:
    """Who led which date, for the app's own choice of whom it asks and for totals of eight leads and more. For rules
    only: nobody is shown a line of somebody else."""
    return RecordLine.objects.of(organisation_id).filter(AS_LEAD)


def record_of(*, member: Member, today: dt.date) -> Record:
    """One statement. The sums are of everything; the lines are the latest."""
    lines = list(own_record(member=member))
    led = [line for line in lines if line.what in LEADING]
    return Record(
        lines=lines[:SHOWN],
        dates_led=len(led),
        minutes_led=sum(line.minutes for line in led),
        minutes_led_lately=sum(line.minutes for line in led if line.local_date > today - LATELY),
    )
