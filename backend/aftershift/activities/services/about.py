"""The small facts and the picture on the page of an activity."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.activities import policies, selectors
from aftershift.activities.models import About
from aftershift.activities.showing import ABOUT
from aftershift.core.errors import Stale
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.media import services as media
from aftershift.people.models import Member

# Stands on the activity itself, since cards and lists say it too.
QUIET = "is_quiet"
FACTS = ("steps", "toilets", "stops", "what_is_free", "time")


@dataclass(frozen=True)
class Picture:
    """The photo of the place where people meet. `sets_photo` False leaves what is there, whatever the id says."""

    photo_id: UUID | None = None
    alt: str | None = None  # None leaves the words that are there
    sets_photo: bool = False


NO_PICTURE = Picture()


@transaction.atomic
def tell_about(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    facts: Mapping[str, Any],
    picture: Picture = NO_PICTURE,
    version: int,
    now: dt.datetime,
) -> About:
    """What the page says beside the plan, for all dates of the activity. What is left out changes nothing.

    version: of the facts as they were read, 0 when nothing had been told. Raises NotAllowed, NotVisible, Stale, PhotoNotThere.
    """
    activity = one(
        selectors.visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id
    )
    require(policies.MAY, "activity.change", selectors.roles_for(member=member, activity=activity, granted=roles))
    told = About.objects.of(member.organisation_id).filter(activity=activity).first()
    if version != (told.version if told else 0):
        raise Stale
    if told is None:
        told = About(organisation_id=member.organisation_id, activity=activity, version=0)
    for name in FACTS:
        if name in facts:
            setattr(told, name, facts[name])
    told.version += 1
    told.save()
    if facts.get(QUIET, activity.is_quiet) != activity.is_quiet:
        activity.is_quiet = facts[QUIET]
        activity.version += 1
        activity.save(update_fields=[QUIET, "version"])
    if picture.sets_photo:
        media.release(about=ABOUT, about_id=activity.pk, except_id=picture.photo_id)
        if picture.photo_id is not None:
            media.claim(member=member, photo_id=picture.photo_id, about=ABOUT, about_id=activity.pk, now=now)
    if picture.alt is not None:
        media.describe(about=ABOUT, about_id=activity.pk, alt=picture.alt)
    return told
