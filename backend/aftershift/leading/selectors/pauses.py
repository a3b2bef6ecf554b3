"""What needs a leader, and which series wait for one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from aftershift.activities.models import LIVE, Activity, Occurrence, Series, SignUp, StandingSignUp
from aftershift.activities.selectors import programme
from aftershift.leading.models import SeriesPause
from aftershift.people.models import Member

# A series without two named adults pauses this long before its next date.
PAUSES_BEFORE = dt.timedelta(days=7)
CALLS = 30
TO_COME = (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)
UNLED = Q(lead=None) | Q(second=None)


def open_pauses(*, organisation_id: UUID) -> QuerySet[SeriesPause]:
    return SeriesPause.objects.of(organisation_id).filter(ended_at=None)


@dataclass(frozen=True, slots=True)
class LeaderCall:
    activity_id: UUID
    title: str
    kind: str
    needs_lead: bool
    needs_second: bool
    next_id: UUID
    next_at: dt.datetime
    is_paused: bool


def with_next_date(activities: QuerySet[Activity], *, now: dt.datetime) -> QuerySet[Any]:
    """Each with `next_id` and `next_at` of its first date to come, or None. Adds no statement."""
    coming = Occurrence.objects.filter(
        organisation=OuterRef("organisation"), activity=OuterRef("pk"), starts_at__gt=now, state__in=TO_COME
    )
    first = coming.order_by("starts_at", "pk")
    return activities.annotate(
        next_id=Subquery(first.values("pk")[:1]),
        next_at=Subquery(first.values("starts_at")[:1]),
    )


def leader_calls(*, member: Member, now: dt.datetime) -> Sequence[LeaderCall]:
    """Everything that needs a leader and has a date to come, the soonest first. One statement."""
    paused = open_pauses(organisation_id=member.organisation_id).filter(activity=OuterRef("pk"))
    unled = programme(organisation_id=member.organisation_id).filter(UNLED)
    rows = (
        with_next_date(unled, now=now)
        .annotate(is_paused=Exists(paused))
        .exclude(next_at=None)
        .order_by("next_at", "pk")
        .values_list("pk", "title", "kind", "lead_id", "second_id", "next_id", "next_at", "is_paused")
    )
    return [
        LeaderCall(pk, title, kind, lead is None, second is None, next_id, next_at, is_paused)
        for pk, title, kind, lead, second, next_id, next_at, is_paused in rows[:CALLS]
    ]


def who_waits(*, activity: Activity, now: dt.datetime) -> tuple[UUID, ...]:
    """Who has a place, an offer or a turn in the queue of a date to come, or comes every time. Two statements."""
    on_it = SignUp.objects.of(activity.organisation_id).filter(
        occurrence__activity=activity, occurrence__starts_at__gt=now, status__in=LIVE
    )
    standing = StandingSignUp.objects.of(activity.organisation_id).filter(series__activity=activity)
    people = {*on_it.values_list("member_id", flat=True), *standing.values_list("member_id", flat=True)}
    return tuple(sorted(people))


def due_for_pausing(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(activity, organisation) of every series whose next date is near and that is not led by two, or that is and is
    still said to pause. Outside any scope."""
    soon = Occurrence.objects.filter(
        activity=OuterRef("activity"), starts_at__gt=now, starts_at__lte=now + PAUSES_BEFORE, state__in=TO_COME
    )
    paused = SeriesPause.objects.filter(activity=OuterRef("activity"), ended_at=None)
    unled = Q(activity__lead=None) | Q(activity__second=None)
    rows = Series.objects.filter(
        Q(Exists(soon)) & unled & ~Q(Exists(paused)) | ~unled & Q(Exists(paused)), activity__is_programme=True
    )
    return list(rows.values_list("activity_id", "organisation_id"))
