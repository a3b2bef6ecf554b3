"""When a member's own phone reminds them of what they go to: worked out here, where guarded time is known.

The phone keeps the moments and rings by itself, without signal.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from aftershift.activities.models import Occurrence, SignUp
from aftershift.people.models import Member
from aftershift.shifts.selectors import quiet_of

LOOKS_AHEAD = dt.timedelta(days=14)
LOOKS_BACK = dt.timedelta(days=2)  # a guarded stretch that began yesterday
BEFORE = dt.timedelta(hours=2)
STILL_USEFUL = dt.timedelta(minutes=15)  # before the start; later than this nobody gets there
BEFORE_SLEEP = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Reminder:
    occurrence: Occurrence
    remind_at: dt.datetime


def my_reminders(*, member: Member, now: dt.datetime) -> list[Reminder]:
    """Of every date in the next two weeks on which I have a place, the soonest first. Two statements."""
    mine = SignUp.objects.of(member.organisation_id).filter(
        member=member,
        status=SignUp.Status.PLACED,
        occurrence__state=Occurrence.State.PUBLISHED,
        occurrence__starts_at__gt=now,
        occurrence__starts_at__lte=now + LOOKS_AHEAD,
    )
    rows = list(mine.select_related("occurrence").order_by("occurrence__starts_at", "pk"))
    begins, ends = now - LOOKS_BACK, now + LOOKS_AHEAD + dt.timedelta(days=1)
    guarded, _ = quiet_of(members=[member], begins=begins, ends=ends)[member.pk]
    return [Reminder(row.occurrence, remind_at(row.occurrence.starts_at, guarded)) for row in rows]


def remind_at(starts_at: dt.datetime, guarded: Sequence[tuple[dt.datetime, dt.datetime]]) -> dt.datetime:
    """Two hours before; where that would disturb, at the end of guarded time if that is early enough, else before it."""
    wanted = starts_at - BEFORE
    asleep = next((stretch for stretch in guarded if stretch[0] <= wanted < stretch[1]), None)
    if asleep is None:
        return wanted
    begins, ends = asleep
    return ends if ends <= starts_at - STILL_USEFUL else begins - BEFORE_SLEEP
