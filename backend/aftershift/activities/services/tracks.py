"""The way of a walk: attached, replaced, taken away."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from aftershift.activities import policies, selectors
from aftershift.activities.models import Activity, Track
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
    track, _ = Track.objects.of(member.organisation_id).update_or_create(
        organisation_id=member.organisation_id, activity=activity, defaults=asdict(made) | {"set_at": now}
    )
    return track


@transaction.atomic
def drop_track(*, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime) -> None:
    """Nothing of it is left. Taking away what is not there changes nothing. Raises NotAllowed, NotVisible."""
    activity = _locked(member, roles, activity_id)
    Track.objects.of(member.organisation_id).filter(activity=activity).delete()


def _locked(member: Member, roles: Collection[str], activity_id: UUID) -> Activity:
    activity = one(
        selectors.visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id
    )
    require(policies.MAY, "activity.change", selectors.roles_for(member=member, activity=activity, granted=roles))
    return activity
