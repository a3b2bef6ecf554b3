"""A member's own record, summed for their page and for the sheet they print."""

import datetime as dt
from dataclasses import dataclass

from aftershift.leading.models import RecordLine
from aftershift.leading.selectors.steps import own_record
from aftershift.people.models import Member

What = RecordLine.What
# What is leading, alone or with somebody. A line "whole list" is of the same date and adds no time.
LEADING = (What.SHARED, What.WITH_BUDDY, What.BUDDIED, What.LED)
LATELY = dt.timedelta(weeks=4)
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Record:
    lines: list[RecordLine]
    dates_led: int
    minutes_led: int
    minutes_led_lately: int  # for a request for time, which is the member's to make


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
