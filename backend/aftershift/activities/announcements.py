"""Reads of what was told: a member's own inbox, and whom the lead still has to tell in person."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.activities import policies, selectors
from aftershift.activities.models import Announcement, InboxMessage
from aftershift.activities.register import NAMES_GO_AFTER
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import used_since

# Whoever opened the app this lately sees it in time.
REACHED_WITHIN = dt.timedelta(days=7)
SHOWN_FOR = dt.timedelta(days=14)
MOST_SHOWN = 30


def own_messages(*, member: Member) -> QuerySet[InboxMessage]:
    return InboxMessage.objects.of(member.organisation_id).filter(member=member)


def inbox(*, member: Member, now: dt.datetime) -> list[InboxMessage]:
    """What I was told lately, the latest first. One statement."""
    rows = own_messages(member=member).filter(announcement__told_at__gt=now - SHOWN_FOR)
    rows = rows.select_related("announcement__occurrence__activity")
    return list(rows.order_by("-announcement__told_at", "-pk")[:MOST_SHOWN])


@dataclass(frozen=True, slots=True)
class Unread:
    """What I was told and have not read."""

    id: UUID
    kind: str
    minutes: int | None
    text: str
    told_at: dt.datetime
    title: str
    occurrence_id: UUID


def unread(*, member: Member, now: dt.datetime) -> list[Unread]:
    """Of what the inbox shows, what is not read yet. One statement."""
    return [
        Unread(
            id=row.pk,
            kind=row.announcement.kind,
            minutes=row.announcement.minutes,
            text=row.announcement.text,
            told_at=row.announcement.told_at,
            title=row.announcement.occurrence.activity.title,
            occurrence_id=row.announcement.occurrence_id,
        )
        for row in inbox(member=member, now=now)
        if row.read_at is None
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """One announcement, and how far it got. in_person: names, only for lead, second and connectors."""

    id: UUID
    kind: str
    minutes: int | None
    text: str
    told_at: dt.datetime
    told: int
    reached: int
    in_person: list[str]


def told_about(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], occurrence_id: UUID, now: dt.datetime
) -> list[Told]:
    """The latest first, in four statements. Reached: has read it, or has used a signed-in device in the last 7 days.

    all_roles: also those that rest, since a supervisor is told no names. Raises NotVisible, NotAllowed.
    """
    occurrence = one(selectors.visible_occurrences(member=member).select_related("activity"), occurrence_id)
    here = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "announcement.read", here)
    names = (
        not policies.MAY["announcement.name"].isdisjoint(here)
        and "supervisor" not in all_roles
        and now < occurrence.ends_at + NAMES_GO_AFTER
    )
    rows = Announcement.objects.of(member.organisation_id).filter(occurrence=occurrence).order_by("-told_at", "-pk")
    rows = rows.prefetch_related("messages__member")
    everyone = {message.member_id for row in rows for message in row.messages.all()}
    since = member.organisation.local(now).date() - REACHED_WITHIN
    lately = used_since(member_ids=everyone, since=since)
    return [_told(row, lately, names) for row in rows]


def _told(row: Announcement, lately: set[UUID], names: bool) -> Told:
    messages = list(row.messages.all())
    missed = [message for message in messages if message.read_at is None and message.member_id not in lately]
    return Told(
        id=row.pk,
        kind=row.kind,
        minutes=row.minutes,
        text=row.text,
        told_at=row.told_at,
        told=len(messages),
        reached=len(messages) - len(missed),
        in_person=sorted(message.member.called_name for message in missed) if names else [],
    )
