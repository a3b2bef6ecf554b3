"""Writing into the leaders' notebook, and saying which activities are theirs."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity
from aftershift.activities.selectors import visible_activities
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.models import CircleActivity, CircleNote
from aftershift.people.models import Member


@transaction.atomic
def write_note(*, member: Member, roles: Collection[str], text: str, shows_name: bool, now: dt.datetime) -> CircleNote:
    """Raises NotAllowed for whoever leads nothing."""
    require(policies.MAY, "circle.write", roles)
    return CircleNote.objects.create(
        organisation_id=member.organisation_id, text=text, by=member, shows_name=shows_name, written_at=now
    )


@transaction.atomic
def take_note_out(*, member: Member, roles: Collection[str], note_id: UUID, now: dt.datetime) -> None:
    """Mine, or anybody's as an organiser. Raises NotAllowed, NotVisible."""
    require(policies.MAY, "circle.write", roles)
    rows = CircleNote.objects.of(member.organisation_id)
    one(rows if "organiser" in roles else rows.filter(by=member), note_id).delete()


@transaction.atomic
def say_what_it_is(
    *, member: Member, roles: Collection[str], activity_id: UUID, what: str | None, now: dt.datetime
) -> Activity:
    """The circle's own series, a training, or neither. Raises NotAllowed, NotVisible."""
    activity = one(visible_activities(member=member).select_for_update(of=("self",)), activity_id)
    require(policies.MAY, "circle.choose", roles)
    rows = CircleActivity.objects.of(member.organisation_id)
    if what is None:
        rows.filter(activity=activity).delete()
    else:
        rows.update_or_create(activity=activity, defaults={"organisation_id": member.organisation_id, "what": what})
    return activity
