""" "I know this person": from new to confirmed (DESIGN 4)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.core.errors import NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people import codes, limits, policies, selectors
from aftershift.people.errors import ConfirmedEnoughToday, NotYourself
from aftershift.people.events import MemberConfirmed
from aftershift.people.models import Card, Confirmation, Member

ENOUGH_COLLEAGUES = 2


@transaction.atomic
def confirm(*, member_id: UUID, by: Member, now: dt.datetime) -> Member:
    """Say that `by` knows this person. A connector, lead or organiser is enough alone; else it takes two.

    Saying it twice, or of somebody confirmed already, changes nothing. Raises NotVisible, NotAllowed, NotYourself,
    ConfirmedEnoughToday.
    """
    visible = selectors.visible_members(member=by)
    one(visible, member_id)
    # Both rows, in order: the sayer's for the daily limit, the other's for the second of two.
    locked = {m.pk: m for m in visible.filter(pk__in=[member_id, by.pk]).order_by("pk").select_for_update(of=("self",))}
    if member_id not in locked:
        raise NotVisible
    member = locked[member_id]
    roles = selectors.roles_of(by)
    require(policies.MAY, "member.confirm", roles)
    if member.pk == by.pk:
        raise NotYourself
    said = Confirmation.objects.of(by.organisation_id).filter(member=member)
    if member.is_confirmed or said.filter(by=by).exists():
        return member
    today = by.organisation.local(now).date()
    mine = Confirmation.objects.of(by.organisation_id).filter(by=by, said_date=today)
    if mine.count() >= limits.CONFIRMATIONS_A_DAY:
        raise ConfirmedEnoughToday
    Confirmation(organisation_id=by.organisation_id, member=member, by=by, said_date=today).save()
    if roles & policies.CONFIRMS_ALONE or said.count() >= ENOUGH_COLLEAGUES:
        member.confirmed_at = now
        member.save(update_fields=["confirmed_at"])
        publish(MemberConfirmed(organisation_id=member.organisation_id, member_id=member.pk, at=now))
    return member


@transaction.atomic
def confirm_by_card(*, card: str, by: Member, now: dt.datetime) -> Member:
    """The same, from the other's card scanned or read face to face. An unknown card is NotVisible."""
    found = Card.objects.filter(organisation_id=by.organisation_id, code=codes.read(card.rsplit("#", 1)[-1])).first()
    if found is None:
        require(policies.MAY, "member.confirm", selectors.roles_of(by))
        raise NotVisible
    return confirm(member_id=found.member_id, by=by, now=now)
