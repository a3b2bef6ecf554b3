"""Taking a role, being asked, saying yes or no, stepping back."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity
from aftershift.activities.selectors import roles_for, visible_activities
from aftershift.activities.services.organising import set_leaders
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies, selectors
from aftershift.leading.errors import HasOtherRole, OfferAnswered, RoleTaken
from aftershift.leading.events import LeadRoleOffered
from aftershift.leading.models import RoleOffer
from aftershift.leading.services.able import refuse_third_new_lead, refuse_unless_adult, refuse_unless_rested
from aftershift.leading.services.pausing import call_for_leaders, review_pause
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members

Role = RoleOffer.Role


@transaction.atomic
def take_role(*, member: Member, roles: Collection[str], activity_id: UUID, role: Role, now: dt.datetime) -> Activity:
    """ "I'll do it": lead or help lead what nobody leads yet. Taking it twice is once.

    Raises TooYoungToLead, NotConfirmedYet, RoleTaken, HasOtherRole, TwoSleepsFirst, BuddyOfTwo.
    """
    activity = _locked(member, activity_id)
    require(policies.MAY, "role.take", roles)
    if _holder(activity, role) == member.pk:
        return activity
    if _holder(activity, role) is not None:
        raise RoleTaken
    _refuse_unless_able(member, activity, role)
    refuse_unless_rested(member, activity, now)
    _refuse_third_new_lead(member, activity, role, now)
    _withdraw(activity, role, now)
    return _give(activity, role, member, now)


@transaction.atomic
def offer_role(
    *, member: Member, roles: Collection[str], activity_id: UUID, role: Role, to_id: UUID, now: dt.datetime
) -> RoleOffer:
    """Ask one person. Who leads now stays responsible until that person accepts (RULE-43). Asking again is once;
    asking somebody else takes the first question back.

    Nights that keep them from leading are no refusal here, as it would tell their shifts to who asks (RULE-28)."""
    activity = _locked(member, activity_id)
    require(policies.MAY, f"role.offer_{role}", roles_for(member=member, activity=activity, granted=roles))
    asked = one(visible_members(member=member), to_id)
    if _holder(activity, role) == asked.pk:
        raise RoleTaken(next="They do this already.")
    _refuse_unless_able(asked, activity, role)
    open_now = RoleOffer.objects.of(activity.organisation_id).filter(
        activity=activity, role=role, state=RoleOffer.State.OPEN
    )
    if (same := open_now.filter(member=asked).first()) is not None:
        return same
    _withdraw(activity, role, now)
    offer = RoleOffer.objects.create(
        organisation_id=activity.organisation_id,
        activity=activity,
        role=role,
        member=asked,
        offered_by=member,
        offered_at=now,
    )
    publish(LeadRoleOffered(offer.pk, offer.organisation_id, asked.pk, now))
    return offer


@transaction.atomic
def accept(*, member: Member, offer_id: UUID, now: dt.datetime) -> RoleOffer:
    """Say yes. Accepting twice is once. Raises OfferAnswered when it was taken back, TooYoungToLead, HasOtherRole,
    TwoSleepsFirst, BuddyOfTwo: then the question stays open."""
    offer = one(selectors.own_offers(member=member), offer_id)
    activity = _locked(member, offer.activity_id)
    offer = RoleOffer.objects.of(member.organisation_id).select_for_update(of=("self",)).get(pk=offer_id)
    if offer.state == RoleOffer.State.ACCEPTED:
        return offer
    if offer.state != RoleOffer.State.OPEN:
        raise OfferAnswered
    _refuse_unless_able(member, activity, Role(offer.role))
    refuse_unless_rested(member, activity, now)
    _refuse_third_new_lead(member, activity, Role(offer.role), now)
    _answer(offer, RoleOffer.State.ACCEPTED, now)
    _give(activity, Role(offer.role), member, now)
    return offer


@transaction.atomic
def refuse(*, member: Member, offer_id: UUID, now: dt.datetime) -> RoleOffer:
    """Say no, without a reason. Nothing else changes (RULE-43)."""
    offer = one(
        RoleOffer.objects.of(member.organisation_id).filter(member=member).select_for_update(of=("self",)), offer_id
    )
    if offer.state == RoleOffer.State.OPEN:
        _answer(offer, RoleOffer.State.REFUSED, now)
    elif offer.state != RoleOffer.State.REFUSED:
        raise OfferAnswered
    return offer


@transaction.atomic
def step_back(*, member: Member, activity_id: UUID, role: Role, now: dt.datetime) -> Activity:
    """Stop leading or helping, in one tap and without a reason. Stepping back from what one does not hold changes nothing."""
    activity = _locked(member, activity_id)
    if _holder(activity, role) != member.pk:
        return activity
    require(policies.MAY, "role.step_back", roles_for(member=member, activity=activity, granted=()))
    return _give(activity, role, None, now)


def _locked(member: Member, activity_id: UUID) -> Activity:
    return one(visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id)


def _holder(activity: Activity, role: Role) -> UUID | None:
    return activity.lead_id if role == Role.LEAD else activity.second_id


def _refuse_unless_able(someone: Member, activity: Activity, role: Role) -> None:
    refuse_unless_adult(someone)
    if _holder(activity, Role.SECOND if role == Role.LEAD else Role.LEAD) == someone.pk:
        raise HasOtherRole


def _refuse_third_new_lead(someone: Member, activity: Activity, role: Role, now: dt.datetime) -> None:
    """Asked of the buddy alone, when they say yes: nobody else is told whom they stand beside."""
    if role == Role.SECOND:
        refuse_third_new_lead(lead_id=activity.lead_id, second_id=someone.pk, activity=activity, now=now)


def _give(activity: Activity, role: Role, someone: Member | None, now: dt.datetime) -> Activity:
    lead, second = activity.lead, activity.second
    if role == Role.LEAD:
        lead = someone
    else:
        second = someone
    changed = set_leaders(
        activity_id=activity.pk, organisation_id=activity.organisation_id, lead=lead, second=second, now=now
    )
    is_vacant = someone is None
    if is_vacant:
        call_for_leaders(activity=changed, now=now)
    review_pause(organisation_id=activity.organisation_id, activity_id=activity.pk, has_called=is_vacant, now=now)
    return changed


def _withdraw(activity: Activity, role: Role, now: dt.datetime) -> None:
    rows = RoleOffer.objects.of(activity.organisation_id).filter(
        activity=activity, role=role, state=RoleOffer.State.OPEN
    )
    rows.update(state=RoleOffer.State.WITHDRAWN, answered_at=now)


def _answer(offer: RoleOffer, state: RoleOffer.State, now: dt.datetime) -> None:
    offer.state, offer.answered_at = state, now
    offer.save(update_fields=["state", "answered_at"])
