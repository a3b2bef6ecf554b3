"""Telling everyone who comes or waits."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities import policies, selectors
from aftershift.activities.errors import NotOpenYet, OccurrenceOver, StateDoesNotAllow, ToldEnough
from aftershift.activities.events import EveryoneTold
from aftershift.activities.models import LIVE, Announcement, Occurrence, SignUp
from aftershift.activities.services.messaging import tell_announcement
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.people.models import Member

State = Occurrence.State
# More than this about one date is noise, and people stop reading.
MOST_A_DATE = 12
# As long as ticks of the register may be under way.
SENT_WITHIN = dt.timedelta(days=7)


@transaction.atomic
def tell_everyone(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    kind: str,
    minutes: int | None = None,
    text: str = "",
    device_at: dt.datetime | None = None,
    now: dt.datetime,
) -> Announcement:
    """A message to everyone who holds a place, an offer or a turn; of a cancelled date also of those who waited.

    It is told as of when the phone was pressed: "10 minutes late" that waited for signal says so by its time. A phone whose
    clock is wrong by more than a week counts as pressed now, since nobody looks that far back.
    Raises NotVisible, NotAllowed, NotOpenYet, OccurrenceOver, ToldEnough, and StateDoesNotAllow for "cancelled" while it is not.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    may = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "announcement.make", may)
    is_off = occurrence.state == State.CANCELLED
    if occurrence.state == State.PLANNED:
        raise NotOpenYet
    if occurrence.state == State.CLOSED:
        raise OccurrenceOver
    if kind == Announcement.Kind.CANCELLED and not is_off:
        raise StateDoesNotAllow(next="Cancel the date first, then tell everyone why.")
    said = Announcement.objects.of(occurrence.organisation_id).filter(occurrence=occurrence)
    if said.count() >= MOST_A_DATE:
        raise ToldEnough
    made = Announcement.objects.create(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        kind=kind,
        minutes=minutes if kind == Announcement.Kind.LATE else None,
        text=text,
        by=member,
        told_at=device_at if device_at is not None and now - SENT_WITHIN <= device_at <= now else now,
    )
    concerned = (*LIVE, SignUp.Status.CANCELLED) if is_off else LIVE
    whom = occurrence.sign_ups.filter(status__in=concerned, member__left_at=None).exclude(member=member)
    tell_announcement(made=made, members=whom.values_list("member_id", flat=True), now=now)
    publish(EveryoneTold(occurrence.pk, occurrence.organisation_id, member.pk, now))
    return made
