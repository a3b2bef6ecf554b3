"""What a member does at the shared tablet: one press, answered at once, safe to press again."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.activities import selectors
from aftershift.activities.models import Party, SignUp
from aftershift.activities.services import joining
from aftershift.people.models import Member


@transaction.atomic
def come(*, member: Member, occurrence_id: UUID, guests: Party, now: dt.datetime) -> SignUp:
    """Join with this party, take the place that is offered, or bring more or fewer; who waits asks again, as on a phone,
    and is put straight in when a place is free. Raises what these raise."""
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is None:
        return joining.join(member=member, occurrence_id=occurrence_id, guests=guests, now=now)
    if mine.status == SignUp.Status.OFFERED:
        joining.accept_offer(member=member, occurrence_id=occurrence_id, now=now)
    mine = joining.change_party(member=member, occurrence_id=occurrence_id, guests=guests, now=now)
    if mine.status != SignUp.Status.WAITING:
        return mine
    return joining.join(member=member, occurrence_id=occurrence_id, is_straight_in=mine.is_straight_in, now=now)
