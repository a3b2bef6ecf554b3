"""The way of a walk: attached, replaced, taken away."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from aftershift.activities import policies, selectors
from aftershift.activities.models import Activity, Track
from aftershift.activities.services.changes import keep_track
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member

if TYPE_CHECKING:
    from aftershift.activities.tracks.limited import MadeTrack


@transaction.atomic
def attach_track(
    *, member: Member, roles: Collection[str], activity_id: UUID, made: "MadeTrack", now: dt.datetime
) -> Track:
    """The whole way at once, instead of what was there. Safe to repeat. Raises NotAllowed, NotVisible."""
    activity = _locked(member, roles, activity_id)
    before = Track.objects.of(member.organisation_id).filter(activity=activity).first()
    track, _ = Track.objects.of(member.organisation_id).update_or_create(
        organisation_id=member.organisation_id, activity=activity, defaults=asdict(made) | {"set_at": now}
    )
    if before is None or before.points != track.points:
        keep_track(activity=activity, was_m=before.distance_m if before else None, became_m=track.distance_m, now=now)
    return track


@transaction.atomic
def drop_track(*, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime) -> None:
    """Nothing of it is left. Taking away what is not there changes nothing. Raises NotAllowed, NotVisible."""
    activity = _locked(member, roles, activity_id)
    before = Track.objects.of(member.organisation_id).filter(activity=activity).first()
    if before is not None:
        before.delete()
        keep_track(activity=activity, was_m=before.distance_m, became_m=None, now=now)


def _locked(member: Member, roles: Collection[str], activity_id: UUID) -> Activity:
    activity = one(
        selectors.visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id
    )
    require(policies.MAY, "activity.change", selectors.roles_for(member=member, activity=activity, granted=roles))
    return activity
