"""How many have a place, an offer or a turn in the queue of one date, counted from the sign-ups themselves."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from aftershift.activities.models import PEOPLE, STANDING, Occurrence, SignUp
from aftershift.core.prepared import Prepared
from aftershift.people.models import Member


class Counted(NamedTuple):
    """People with a place, people with an offer, offers, people who wait, and since when the last of them does.

    mine: sign-ups of whoever asks that stand, or by which somebody took them off.
    """

    taken: int = 0
    held: int = 0
    offered: int = 0
    waiting: int = 0
    last_queued: dt.datetime | None = None
    mine: int = 0


def _counted(values: Mapping[str, Any]) -> QuerySet[Any]:
    """What `count` runs."""
    placed, offered = Q(status=SignUp.Status.PLACED), Q(status=SignUp.Status.OFFERED)
    waiting = Q(status=SignUp.Status.WAITING)
    mine = Q(member_id=values["member"], status__in=STANDING)
    return (
        SignUp.objects.of(values["organisation"])
        .filter(occurrence_id=values["occurrence"])
        .order_by()
        .values("occurrence")
        .annotate(
            taken=Sum(PEOPLE, filter=placed),
            held=Sum(PEOPLE, filter=offered),
            offered=Count("pk", filter=offered),
            queued=Sum(PEOPLE, filter=waiting),
            last_queued=Max("queued_at", filter=waiting),
            mine=Count("pk", filter=mine),
        )
        .values_list("taken", "held", "offered", "queued", "last_queued", "mine")
    )


_COUNTED = Prepared(_counted, {"organisation": UUID, "occurrence": UUID, "member": UUID})
_NOBODY = UUID(int=0)


def count(occurrence: Occurrence, member: Member | None = None) -> Counted:
    """In a statement of its own, after the lock: one that also locks would read the rows as they were before the wait."""
    found = _COUNTED.rows(
        organisation=occurrence.organisation_id, occurrence=occurrence.pk, member=member.pk if member else _NOBODY
    )
    if not found:
        return Counted()
    taken, held, offered, waiting, last_queued, mine = found[0]
    return Counted(taken or 0, held or 0, offered, waiting or 0, last_queued, mine)
