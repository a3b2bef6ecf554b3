"""A series that two adults do not lead pauses in the open, and goes on by itself when they do."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity
from aftershift.core.events import publish
from aftershift.core.selectors import one
from aftershift.leading.events import LeaderWanted, SeriesGoesOn, SeriesPaused
from aftershift.leading.models import RoleOffer, SeriesPause
from aftershift.leading.selectors import guards
from aftershift.leading.selectors import pauses as reads


@transaction.atomic
def review_pause(*, organisation_id: UUID, activity_id: UUID, has_called: bool = False, now: dt.datetime) -> Activity:
    """Pause, or go on, as who leads it says. Safe to repeat: each is told once. has_called: the open call went out."""
    activity = one(Activity.objects.of(organisation_id).select_for_update(of=("self",)), activity_id)
    pause = reads.open_pauses(organisation_id=organisation_id).filter(activity=activity).first()
    is_led = activity.lead_id is not None and activity.second_id is not None
    if is_led and pause is not None:
        pause.ended_at = now
        pause.save(update_fields=["ended_at"])
        publish(SeriesGoesOn(activity.pk, organisation_id, reads.who_waits(activity=activity, now=now), now))
    if is_led or pause is not None:
        return activity
    coming = guards.next_date(activity=activity, now=now)
    if coming is None or coming.starts_at > now + reads.PAUSES_BEFORE:
        return activity
    SeriesPause.objects.create(organisation_id=organisation_id, activity=activity, began_at=now)
    publish(SeriesPaused(activity.pk, organisation_id, reads.who_waits(activity=activity, now=now), now))
    if not has_called:
        call_for_leaders(activity=activity, now=now)
    return activity


@transaction.atomic
def call_for_leaders(*, activity: Activity, now: dt.datetime) -> None:
    """The open call, for each role that nobody has: to those who could and have room. Nothing without a date to come."""
    coming = guards.next_date(activity=activity, now=now)
    if coming is None:
        return
    today = activity.organisation.local(now).date()
    people = guards.can_be_invited(activity=activity, date=coming, today=today)
    for role, holder in ((RoleOffer.Role.LEAD, activity.lead_id), (RoleOffer.Role.SECOND, activity.second_id)):
        if holder is None:
            ids = tuple(someone.pk for someone in people)
            publish(LeaderWanted(activity.pk, activity.organisation_id, role.value, ids, now))
