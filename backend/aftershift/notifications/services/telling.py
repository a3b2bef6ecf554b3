"""A connector told somebody in person."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.core.ids import new_id
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.notifications import policies, selectors
from aftershift.notifications.models import Delivery, Message, Preference
from aftershift.people.models import Member

IN_PERSON = Preference.Channel.IN_PERSON


@transaction.atomic
def told_in_person(*, member: Member, roles: Collection[str], message_id: UUID, now: dt.datetime) -> None:
    """It is off the list and counts as delivered. Twice is once, whoever of the connectors told it first.

    Raises NotAllowed, and NotVisible for what is on nobody's list and was not told in person.
    """
    require(policies.MAY, "in_person.tell", roles)
    # The lock first, and only then a look at what others wrote down while this one waited for it.
    message: Message = one(
        Message.objects.of(member.organisation_id).select_for_update(of=("self",)).exclude(member=member), message_id
    )
    told = Delivery.objects.of(member.organisation_id).filter(channel=IN_PERSON)
    if message.bundle is not None and told.filter(bundle=message.bundle).exists():
        return
    one(selectors.visible_to_tell(member=member, roles=roles, now=now), message_id)
    message.bundle = new_id()  # its own: what was to go out with it has not been told
    if message.settled_at is None:
        message.settled_at, message.outcome = now, Message.Outcome.SENT
    message.save(update_fields=["bundle", "settled_at", "outcome"])
    Delivery.objects.create(
        organisation_id=member.organisation_id,
        member_id=message.member_id,
        bundle=message.bundle,
        channel=IN_PERSON,
        state=Delivery.State.DELIVERED,
        attempts=1,
        changed_at=now,
    )
