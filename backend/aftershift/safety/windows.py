"""When a group is out, and when an emergency number may be seen and goes (DOMAIN 4.4, 7.5)."""

import datetime as dt

from django.db.models import Q

from aftershift.activities.models import Occurrence

OPENS_BEFORE = dt.timedelta(hours=1)
CLOSES_AFTER = dt.timedelta(hours=2)
# A group that has set off and is not back is why the numbers are there: they stay until it is, a day at the longest.
OUT_AT_LONGEST = dt.timedelta(hours=24)
State = Occurrence.State


def is_out(occurrence: Occurrence) -> bool:
    """It has set off, and nobody has said that everyone is back. Stopping ends the activity, not the way home."""
    stopped = occurrence.state == State.STOPPED and occurrence.started_at is not None
    return occurrence.state == State.STARTED or stopped


def out(prefix: str = "") -> Q:
    """The same, as a condition on dates; prefix: how a row names its date, with two underscores behind it."""
    stopped = Q(**{f"{prefix}state": State.STOPPED, f"{prefix}started_at__isnull": False})
    return Q(**{f"{prefix}state": State.STARTED}) | stopped


def ends_at(occurrence: Occurrence) -> dt.datetime:
    """When the numbers of this date go."""
    if is_out(occurrence):
        return occurrence.ends_at + OUT_AT_LONGEST
    return (occurrence.ended_at or occurrence.ends_at) + CLOSES_AFTER


def is_open(occurrence: Occurrence, now: dt.datetime) -> bool:
    if occurrence.state not in (State.PUBLISHED, State.STARTED, State.STOPPED, State.CLOSED):
        return False
    return occurrence.starts_at - OPENS_BEFORE <= now < ends_at(occurrence)


def over(*, now: dt.datetime) -> Q:
    """The same, as a condition on rows that have an `occurrence`: their numbers are to be erased."""
    still_out = out("occurrence__")
    ended = Q(occurrence__ended_at__isnull=False)
    return (
        Q(occurrence__state=State.CANCELLED)
        | (still_out & Q(occurrence__ends_at__lte=now - OUT_AT_LONGEST))
        | (~still_out & ended & Q(occurrence__ended_at__lte=now - CLOSES_AFTER))
        | (~still_out & ~ended & Q(occurrence__ends_at__lte=now - CLOSES_AFTER))
    )
