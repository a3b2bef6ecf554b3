"""Somebody came along who has no card and no account: they are counted, and nothing else is kept of them."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.errors import LaterPressStands
from aftershift.activities.models import Occurrence, WithoutCard
from aftershift.activities.services.places import settle_places
from aftershift.activities.services.register import add_what_is_short, mine_to_tick, refuse_after_the_end
from aftershift.people.models import Member


@transaction.atomic
def count_without_card(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    key: UUID,
    people: int,
    is_here: bool,
    adds_places: bool = False,
    device_at: dt.datetime,
    now: dt.datetime,
) -> Occurrence:
    """Count so many people who stand there, or take that press back.

    key: made on the phone, so that the same press sent again changes nothing; of one key the later press wins. Each person
    needs a free place, after those who wait (RULE-10), or one that the lead adds in the same press.
    Raises NotVisible, NotAllowed, NoFreePlace, LaterPressStands and whatever keeps the register shut or the group from
    growing. Taking back is also possible where the date was moved to a later day since, so that nobody keeps a place there.
    """
    occurrence, may = mine_to_tick(
        member=member, roles=roles, occurrence_id=occurrence_id, now=now, before_the_day=not is_here
    )
    pressed = WithoutCard.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, key=key)
    line, moment = pressed.first(), min(device_at, now)
    counted = line.people if line is not None and line.is_here else 0
    wanted = people if is_here else 0
    if line is not None and line.device_at >= moment:
        if line.device_at > moment and wanted != counted:
            raise LaterPressStands
        return occurrence
    if wanted > counted:
        refuse_after_the_end(occurrence, moment)
        settle_places(occurrence=occurrence, now=now)
        short = wanted - counted - occurrence.free
        add_what_is_short(occurrence=occurrence, short=short, adds=may if adds_places else None, now=now)
    WithoutCard.objects.of(occurrence.organisation_id).update_or_create(
        occurrence=occurrence,
        key=key,
        defaults={
            "organisation_id": occurrence.organisation_id,
            "people": people,
            "is_here": is_here,
            "by": member,
            "device_at": moment,
            "server_at": now,
        },
    )
    occurrence.without_card += wanted - counted
    occurrence.save(update_fields=["without_card"])
    settle_places(occurrence=occurrence, now=now)
    return occurrence
