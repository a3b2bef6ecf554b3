"""Who meets first-timers in the demonstration, and who helps from outside."""

import datetime as dt
from collections.abc import Sequence

from aftershift.activities.hosting import may_host
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import helping, hosting
from aftershift.people.models import Member

ORGANISES = frozenset({"member", "confirmed", "organiser"})


def meet_first_timers(occurrence: Occurrence, coming: Sequence[Member], *, now: dt.datetime) -> None:
    """One of those who come offers it."""
    host = next(member for member in coming if may_host(member))
    hosting.be_host(member=host, occurrence_id=occurrence.pk, place="By the big clock", minutes_before=15, now=now)


def help_from_outside(activity: Activity, *, by: Member, now: dt.datetime) -> None:
    helping.enter_helper(
        member=by,
        roles=ORGANISES,
        activity_id=activity.pk,
        name="Meg",
        what="Walks with us as a guide",
        phone="01632 960 123",  # a number kept for stories
        now=now,
    )
