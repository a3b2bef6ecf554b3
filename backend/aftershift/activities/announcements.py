"""What was told about a date, how far it got, and whom the lead still has to tell in person."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities import messages, policies, selectors
from aftershift.activities.models import Announcement
from aftershift.activities.register import NAMES_GO_AFTER
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.notifications.selectors import HowFar, how_far, without_phone
from aftershift.people.models import Member
from aftershift.people.selectors import used_since

# Whoever opened the app this lately sees it in time.
REACHED_WITHIN = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Told:
    """One announcement, and how far it got. in_person: names, only for lead, second and connectors.

    no_phone: how many of those who are still to be told have no phone or browser that messages are pushed to; None where
    push is off. A number, since it says nothing about the date.
    """

    id: UUID
    kind: str
    minutes: int | None
    text: str
    told_at: dt.datetime
    told: int
    reached: int
    in_person: list[str]
    no_phone: int | None


def told_about(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], occurrence_id: UUID, now: dt.datetime
) -> list[Told]:
    """The latest first, in five statements. Reached: has read it, a channel brought it, or they used a signed-in device in the
    last 7 days.

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
    rows = list(Announcement.objects.of(member.organisation_id).filter(occurrence=occurrence))
    rows.sort(key=lambda row: (row.told_at, row.pk), reverse=True)
    far = how_far(
        organisation_id=member.organisation_id, kind=messages.ANNOUNCEMENT, about_ids=[row.pk for row in rows]
    )
    everyone = {told.pk for each in far.values() for told in each.told}
    since = member.organisation.local(now).date() - REACHED_WITHIN
    lately = used_since(member_ids=everyone, since=since)
    phoneless = without_phone({told.pk: told for each in far.values() for told in each.told}.values())
    return [_told(row, far[row.pk], lately, phoneless, names) for row in rows]


def _told(row: Announcement, far: HowFar, lately: set[UUID], phoneless: set[UUID] | None, names: bool) -> Told:
    missed = [member for member in far.told if member.pk not in far.reached and member.pk not in lately]
    return Told(
        id=row.pk,
        kind=row.kind,
        minutes=row.minutes,
        text=row.text,
        told_at=row.told_at,
        told=len(far.told),
        reached=len(far.told) - len(missed),
        in_person=sorted(member.called_name for member in missed) if names else [],
        no_phone=None if phoneless is None else sum(member.pk in phoneless for member in missed),
    )
