"""Who belongs to the circle, and its page: its notebook and what trains leaders."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import programme, visible_activities, visible_occurrences
from aftershift.activities.wording import said
from aftershift.core.selectors import one
from aftershift.leading.models import CircleActivity, CircleInvitation, CircleNote, RecordLine, Shadowing
from aftershift.leading.selectors.record import LED_OR_HELPED
from aftershift.people.models import Member

LATEST = 50


def roles_in(*, member: Member, roles: Collection[str]) -> frozenset[str]:
    """The member's roles, with `circle` where they belong to it. One statement.

    They lead or help lead something, did once, shadowed somebody who says so, or were invited. Their own tap alone, that
    they would like to watch, opens no notebook.
    """
    at, me = member.organisation_id, OuterRef("pk")
    leads = programme(organisation_id=at).filter(Q(lead=me) | Q(second=me))
    led = RecordLine.objects.of(at).filter(LED_OR_HELPED, member=me)
    shadowed = Shadowing.objects.of(at).filter(member=me, lead_said_date__isnull=False)
    invited = CircleInvitation.objects.of(at).filter(member=me)
    is_in = Exists(leads) | Exists(led) | Exists(shadowed) | Exists(invited)
    found = Member.objects.of(at).filter(is_in, pk=member.pk, left_at=None).exists()
    return frozenset(roles) | ({"circle"} if found else frozenset())


def is_invited(*, member: Member) -> bool:
    return CircleInvitation.objects.of(member.organisation_id).filter(member=member).exists()


def notes(*, member: Member) -> QuerySet[CircleNote]:
    """The latest notes first. Callers check `circle.read`."""
    return CircleNote.objects.of(member.organisation_id).select_related("by").order_by("-written_at", "-pk")


@dataclass(frozen=True, slots=True)
class NoteShown:
    id: UUID
    text: str
    written_at: dt.datetime
    name: str  # empty where the writer did not want it shown, has left, or the reader is told no names
    is_mine: bool


def latest_notes(*, member: Member, all_roles: Collection[str]) -> list[NoteShown]:
    """One statement."""
    names = "supervisor" not in all_roles
    return [
        NoteShown(
            id=row.pk,
            text=row.text,
            written_at=row.written_at,
            name=row.by.called_name if row.by and row.shows_name and row.by.left_at is None and names else "",
            is_mine=row.by_id == member.pk,
        )
        for row in notes(member=member)[:LATEST]
    ]


@dataclass(frozen=True, slots=True)
class CircleDate:
    occurrence_id: UUID
    what: str
    title: str
    starts_at: dt.datetime
    places: int
    taken: int
    waiting: int


def what_it_is(*, member: Member, activity_id: UUID) -> str | None:
    """The circle's own, a training, or neither. Callers check `circle.choose`. Raises NotVisible."""
    activity = one(visible_activities(member=member), activity_id)
    return (
        CircleActivity.objects.of(member.organisation_id)
        .filter(activity=activity)
        .values_list("what", flat=True)
        .first()
    )


def dates(*, member: Member, now: dt.datetime, limit: int = 20) -> list[CircleDate]:
    """Meetings of the circle and training to come, soonest first. They are joined on their own page. Two statements."""
    what = dict(CircleActivity.objects.of(member.organisation_id).values_list("activity_id", "what"))
    rows = visible_occurrences(member=member).filter(
        activity__in=what, starts_at__gt=now, state=Occurrence.State.PUBLISHED
    )
    columns = ("pk", "activity_id", said("title"), "starts_at", "places", "taken", "waiting")
    return [
        CircleDate(pk, what[activity], title, *rest)
        for pk, activity, title, *rest in rows.order_by("starts_at", "pk").values_list(*columns)[:limit]
    ]
