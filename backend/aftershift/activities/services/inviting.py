""" "Come with me": holding a place for one colleague, and what they answer."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.activities import inviting, policies, selectors
from aftershift.activities.errors import (
    ComingAlready,
    HoldsAreClosed,
    InvitationOpen,
    InvitationOver,
    InvitedEnough,
    NoPlaceToHold,
    NotComing,
    OwnInvitation,
    PartyTooLarge,
)
from aftershift.activities.events import ColleagueInvited
from aftershift.activities.models import Invitation, Occurrence, SignUp
from aftershift.activities.services.joining import enter
from aftershift.activities.services.places import cut_off, refuse_unless_open, settle_places
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import member_of_card

State = Invitation.State
HELD_FOR = dt.timedelta(hours=24)  # clock hours: the code is in somebody's hand, and no message wakes them
# Against holding places for nobody: so many open at once, and so many for one date that nobody took up.
MOST_OPEN = 3
MOST_IN_VAIN = 3
# Whoever plans "just us" holds places of their own small group, several at once.
MOST_IN_VAIN_JUST_US = 12


@transaction.atomic
def invite(*, member: Member, occurrence_id: UUID, card: str = "", now: dt.datetime) -> Invitation:
    """Hold one place for a colleague for 24 hours, at most until the cut-off. Asking again gives the one that is open;
    who leads "just us" may hold several, one for each colleague.

    card: the colleague's card code, if I know it; they then find the invitation in their own app. A card of nobody
    makes an invitation like any other, so that nobody learns who is here.
    Raises NotVisible, NotComing, HoldsAreClosed, NoPlaceToHold, InvitedEnough, InvitationOpen, FieldProblem (my own card).
    """
    inviting.lock_sender(member=member)
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "invitation.make", {"member"})
    refuse_unless_open(occurrence=occurrence, now=now)
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is None or mine.status != SignUp.Status.PLACED:
        raise NotComing(next="Ask for a place first.")
    if occurrence.draws_at is not None or now >= cut_off(occurrence):
        raise HoldsAreClosed
    to = _by_card(member, card)
    sent = inviting.own_invitations(member=member)
    still_open = sent.filter(state=State.OPEN, ends_at__gt=now)
    several = inviting.may_hold_several(member=member, occurrence=occurrence)
    here = still_open.filter(occurrence=occurrence)
    if several:
        here = here.filter(to=to) if to is not None else here.none()  # a code each; the same colleague is asked once
    if (same := here.first()) is not None:
        if card and not several:
            raise InvitationOpen
        return same
    in_vain = sent.filter(occurrence=occurrence).exclude(state=State.ACCEPTED)
    listed = still_open.filter(occurrence__activity__is_programme=True)
    if several and in_vain.count() >= MOST_IN_VAIN_JUST_US:
        raise InvitedEnough
    if not several and (listed.count() >= MOST_OPEN or in_vain.count() >= MOST_IN_VAIN):
        raise InvitedEnough
    made = Invitation(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        inviter=member,
        to=to,
        made_at=now,
        ends_at=min(now + HELD_FOR, cut_off(occurrence)),
    )
    made.code_hash = inviting.hash_of(inviting.code_of(made.pk))
    settle_places(occurrence=occurrence, now=now, holding=made)
    if made._state.adding:
        raise NoPlaceToHold
    if to is not None:
        publish(ColleagueInvited(made.pk, occurrence.pk, occurrence.organisation_id, to.pk, made.ends_at, now))
    return made


@transaction.atomic
def take_back(*, member: Member, invitation_id: UUID, now: dt.datetime) -> Invitation:
    """The place is free again. Taking back what is over changes nothing. Raises NotVisible."""
    occurrence, sent = _locked(member, one(inviting.own_invitations(member=member), invitation_id))
    return _end(sent, occurrence, State.TAKEN_BACK, now)


@transaction.atomic
def accept(*, member: Member, invitation_id: UUID, code: str = "", now: dt.datetime) -> SignUp:
    """Come along: an ordinary sign-up, with its checks, in the place that was held. Accepting twice is once.

    Raises NotVisible, OwnInvitation, ComingAlready, InvitationOver, PartyTooLarge, and what `join` raises.
    """
    occurrence, asked = _asked(member, invitation_id, code)
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is not None and mine.status == SignUp.Status.PLACED:
        if asked.accepted_by_id == member.pk:
            return mine
        raise ComingAlready
    refuse_unless_open(occurrence=occurrence, now=now)
    if asked.state != State.OPEN or asked.ends_at <= now:
        raise InvitationOver
    asked.state, asked.accepted_by = State.ACCEPTED, member
    asked.save(update_fields=["state", "accepted_by"])
    mine = enter(member=member, occurrence=occurrence, is_invited=True, now=now)
    if mine.status != SignUp.Status.PLACED:
        raise PartyTooLarge(places=occurrence.places, free=1, next="One place is held. Bring nobody, or wait together.")
    return mine


@transaction.atomic
def refuse(*, member: Member, invitation_id: UUID, code: str = "", now: dt.datetime) -> Invitation:
    """Not this time, without a reason; whoever invited reads "not taken up", as after silence. Twice is once."""
    occurrence, asked = _asked(member, invitation_id, code)
    return _end(asked, occurrence, State.DECLINED, now)


def _by_card(member: Member, card: str) -> Member | None:
    if not card:
        return None
    try:
        found = member_of_card(organisation_id=member.organisation_id, card=card)
    except NotVisible:
        return None
    if found.pk == member.pk:
        raise FieldProblem({"/card": "This is your own card. Type your colleague's."})
    return found


def _asked(member: Member, invitation_id: UUID, code: str) -> tuple[Occurrence, Invitation]:
    occurrence, asked = _locked(member, one(inviting.answerable(member=member, code=code), invitation_id))
    require(policies.MAY, "invitation.answer", {"member"})
    if asked.inviter_id == member.pk:
        raise OwnInvitation
    return occurrence, asked


def _locked(member: Member, row: Invitation) -> tuple[Occurrence, Invitation]:
    """The date is locked, and the invitation read again: somebody may just have answered."""
    occurrence = selectors.locked_occurrence(organisation_id=member.organisation_id, occurrence_id=row.occurrence_id)
    return occurrence, Invitation.objects.of(member.organisation_id).get(pk=row.pk)


def _end(row: Invitation, occurrence: Occurrence, state: State, now: dt.datetime) -> Invitation:
    if row.state == State.OPEN:
        row.state = state
        row.save(update_fields=["state"])
        settle_places(occurrence=occurrence, now=now)
    return row
