"""The second half of the page of a date: what was told about it, whose idea it was, and what changed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from aftershift.activities import origins
from aftershift.activities.models import About, Activity, Change, Occurrence
from aftershift.activities.selectors import visible_occurrences
from aftershift.activities.showing import ABOUT
from aftershift.core.selectors import one
from aftershift.media.selectors import PhotoShown, photos_of
from aftershift.people.models import Member

SHOWN_CHANGES = 20


@dataclass(frozen=True)
class ChangeShown:
    what: str
    was: str
    became: str
    was_at: dt.datetime | None
    became_at: dt.datetime | None
    changed_at: dt.datetime


@dataclass(frozen=True)
class AboutShown:
    occurrence: Occurrence
    activity: Activity
    facts: About  # as it was told, or with nothing said and version 0
    photo: PhotoShown | None
    proposer: origins.Proposer | None
    changes: list[ChangeShown]


def about(*, member: Member, all_roles: Collection[str], occurrence_id: UUID) -> AboutShown:
    """Three statements, and a fourth where an idea stands behind the activity. Raises NotVisible."""
    rows = visible_occurrences(member=member).select_related("activity__about")
    occurrence = one(rows, occurrence_id)
    activity = occurrence.activity
    facts = getattr(activity, "about", None) or About(activity_id=activity.pk, version=0)
    idea_id = activity.idea_id
    return AboutShown(
        occurrence=occurrence,
        activity=activity,
        facts=facts,
        photo=next(iter(photos_of(ABOUT, [activity.pk]).get(activity.pk, ())), None),
        proposer=origins.proposer(member=member, all_roles=all_roles, idea_id=idea_id) if idea_id else None,
        changes=changes_of(occurrence),
    )


def changes_of(occurrence: Occurrence) -> list[ChangeShown]:
    """What changed for this date alone and for all dates while it was to come, the newest first (RULE-21)."""
    rows = Change.objects.of(occurrence.organisation_id).filter(
        Q(occurrence=occurrence.pk) | Q(occurrence__isnull=True, changed_at__lt=occurrence.ends_at),
        activity=occurrence.activity_id,
    )
    columns = ("what", "was", "became", "was_at", "became_at", "changed_at")
    return [ChangeShown(*row) for row in rows.order_by("-changed_at", "-pk").values_list(*columns)[:SHOWN_CHANGES]]
