"""What a member does with messages: reads them, and says which ones they want where."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.core.selectors import one
from aftershift.notifications import selectors
from aftershift.notifications.models import Message, Preference
from aftershift.people.models import Member


@transaction.atomic
def mark_read(*, member: Member, message_id: UUID, now: dt.datetime) -> Message:
    """I have read it. Twice is once. Somebody else's message is NotVisible."""
    mine: Message = one(selectors.visible_messages(member=member).select_for_update(of=("self",)), message_id)
    if mine.read_at is None:
        mine.read_at = now
        mine.save(update_fields=["read_at"])
    return mine


@transaction.atomic
def prefer(*, member: Member, kind: str, channel: str, is_on: bool) -> None:
    """Off is off from the next message on, and for what is on its way."""
    Preference.objects.update_or_create(
        organisation_id=member.organisation_id,
        member=member,
        kind=kind,
        channel=channel,
        defaults={"is_on": is_on},
    )
