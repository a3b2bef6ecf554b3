"""The way of a walk, for its readers and for whoever brings a file of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from aftershift.activities import policies, selectors
from aftershift.activities.errors import TrackNotReadable
from aftershift.activities.models import Track
from aftershift.core.limited import CannotRead
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member

if TYPE_CHECKING:
    from aftershift.activities.tracks.limited import MadeTrack


def track_of(*, member: Member, activity_id: UUID) -> Track | None:
    """None where nobody brought one. Two statements. Raises NotVisible."""
    activity = one(selectors.visible_activities(member=member), activity_id)
    return Track.objects.of(member.organisation_id).filter(activity=activity).first()


def track_of_upload(*, member: Member, roles: Collection[str], activity_id: UUID, data: bytes) -> MadeTrack:
    """Read in a limited child: no transaction may be open meanwhile. Raises NotVisible, NotAllowed, TrackNotReadable."""
    from aftershift.activities.tracks.limited import read_track

    activity = one(selectors.visible_activities(member=member), activity_id)
    require(policies.MAY, "activity.change", selectors.roles_for(member=member, activity=activity, granted=roles))
    try:
        return read_track(data)
    except CannotRead as wrong:
        raise TrackNotReadable(detail=str(wrong)) from None
