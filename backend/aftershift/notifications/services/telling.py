"""A connector told somebody in person."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.core.ids import new_id
from aftershift.core.selectors import one
from aftershift.notifications import selectors
from aftershift.notifications.models import Delivery, Message, Preference
from aftershift.people.models import Member


@transaction.atomic
def told_in_person(*, member: Member, roles: Collection[str], message_id: UUID, now: dt.datetime) -> None:
    """It is off the list and counts as delivered. Raises NotAllowed, and NotVisible for what is on nobody's list."""
    rows = selectors.visible_to_tell(member=member, roles=roles, now=now)
    message: Message = one(rows.select_for_update(of=("self",)), message_id)
    if message.bundle is None:
        message.bundle = new_id()
    if message.settled_at is None:
        message.settled_at, message.outcome = now, Message.Outcome.SENT
    message.save(update_fields=["bundle", "settled_at", "outcome"])
    Delivery.objects.create(
        organisation_id=member.organisation_id,
        member_id=message.member_id,
        bundle=message.bundle,
        channel=Preference.Channel.IN_PERSON,
        state=Delivery.State.DELIVERED,
        attempts=1,
        changed_at=now,
    )
