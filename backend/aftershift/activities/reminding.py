"""Which dates people are to be reminded of. Outside any scope."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef

from aftershift.activities.messages import REMINDER
from aftershift.activities.models import Occurrence
from aftershift.notifications.models import Message

REMINDED_BEFORE = dt.timedelta(hours=24)


def due_for_reminding(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """Open dates that begin within a day, that somebody has a place on, and of which nobody was reminded yet."""
    reminded = Message.objects.filter(kind=REMINDER, about_id=OuterRef("pk"))
    rows = Occurrence.objects.filter(
        ~Exists(reminded),
        state=Occurrence.State.PUBLISHED,
        taken__gt=0,
        starts_at__gt=now,
        starts_at__lte=now + REMINDED_BEFORE,
    )
    return list(rows.values_list("pk", "organisation_id"))
