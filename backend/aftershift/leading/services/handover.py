"""Passing leading on. Both sides say yes; until then nothing changes and the old lead stays responsible (RULE-43)."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from aftershift.activities.errors import JustUs
from aftershift.activities.models import Activity
from aftershift.activities.selectors import roles_for, visible_activities
from aftershift.activities.services.organising import set_leaders
from aftershift.core.errors import Stale
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.errors import HandoverOver, NobodyLeads, RoleTaken
from aftershift.leading.events import HandoverBegun, HandoverEnded
from aftershift.leading.models import Handover, HandoverPack, RoleOffer
from aftershift.leading.selectors import handover as reads
from aftershift.leading.services.able import (
    refuse_to_stay_beside_a_third,
    refuse_unless_adult,
    refuse_unless_rested,
)
from aftershift.leading.services.pausing import review_pause
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members

State = Handover.State
LASTS = dt.timedelta(days=14)


@transaction.atomic
def begin_handover(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    to_id: UUID,
    stays_as_second: bool = False,
    now: dt.datetime,
) -> Handover:
    """Begun by who leads, whose own yes it is, or by an organiser, who asks both. One is open at a time: the same again
    is once, another person takes the first question back.

    Nights of the taker are no refusal here: it would tell them to who asks (RULE-28).
    Raises NotVisible, NotAllowed, NobodyLeads, RoleTaken, TooYoungToLead, NotConfirmedYet, JustUs (of which the taker does not know),
    BuddyOfTwo (who passes it on would stay beside a third new lead).
    """
    activity = _locked(member, activity_id)
    require(policies.MAY, "handover.begin", roles_for(member=member, activity=activity, granted=roles))
    if activity.lead_id is None:
        raise NobodyLeads
    taker = one(visible_members(member=member), to_id)
    if taker.pk == activity.lead_id:
        raise RoleTaken(next="They lead this already.")
    refuse_unless_adult(taker)
    if not visible_activities(member=taker).filter(pk=activity.pk).exists():
        raise JustUs(next="Invite them first. It is passed on to somebody who is in it or invited.")
    if stays_as_second and member.pk == activity.lead_id:
        refuse_to_stay_beside_a_third(giver_id=member.pk, activity=activity, now=now)
    before = reads.open_handover(activity=activity)
    if before is not None and before.taker_id == taker.pk and before.giver_id == activity.lead_id:
        return before
    if before is not None:
        _end(before, State.WITHDRAWN, now, member.pk)
    asked = RoleOffer.objects.of(activity.organisation_id).filter(
        activity=activity, role=RoleOffer.Role.LEAD, state=RoleOffer.State.OPEN
    )
    asked.update(state=RoleOffer.State.WITHDRAWN, answered_at=now)
    handover = Handover.objects.create(
        organisation_id=activity.organisation_id,
        activity=activity,
        giver_id=activity.lead_id,
        taker=taker,
        begun_by=member,
        stays_as_second=stays_as_second,
        given_at=now if member.pk == activity.lead_id else None,
        begun_at=now,
        lapses_at=now + LASTS,
    )
    asked_ids = (taker.pk,) if handover.given_at else (activity.lead_id, taker.pk)
    publish(HandoverBegun(handover.pk, activity.pk, activity.organisation_id, asked_ids, now))
    return handover


@transaction.atomic
def agree_to_handover(*, member: Member, handover_id: UUID, now: dt.datetime) -> Handover:
    """My side's yes; with the second one the lead changes. Twice is once.

    Raises NotVisible, HandoverOver, for the taker whatever keeps them from leading, and BuddyOfTwo for a giver who stays;
    then the question stays open.
    """
    handover, activity = _mine(member, handover_id)
    if handover.state == State.DONE:
        return handover
    if handover.state != State.OPEN or now >= handover.lapses_at or handover.giver_id != activity.lead_id:
        raise HandoverOver
    if member.pk == handover.taker_id:
        refuse_unless_adult(member)
        refuse_unless_rested(member, activity, now)
        handover.taken_at = handover.taken_at or now
    if member.pk == handover.giver_id:
        if handover.stays_as_second:
            refuse_to_stay_beside_a_third(giver_id=member.pk, activity=activity, now=now)
        handover.given_at = handover.given_at or now
    handover.save(update_fields=["given_at", "taken_at"])
    if handover.given_at and handover.taken_at:
        _pass_on(handover, activity, now, by_id=member.pk)
    return handover


@transaction.atomic
def refuse_handover(*, member: Member, handover_id: UUID, now: dt.datetime) -> Handover:
    """No, from either side, or taken back by who began it: without a reason, and nothing else changes (RULE-43)."""
    handover, _ = _mine(member, handover_id)
    if handover.state in (State.REFUSED, State.WITHDRAWN, State.LAPSED):
        return handover
    if handover.state == State.DONE:
        raise HandoverOver
    _end(handover, State.REFUSED if member.pk == handover.taker_id else State.WITHDRAWN, now, member.pk)
    return handover


@transaction.atomic
def let_handover_lapse(*, organisation_id: UUID, handover_id: UUID, now: dt.datetime) -> Handover:
    """Nobody answered in time: nothing changes (RULE-43)."""
    handover = one(Handover.objects.of(organisation_id).select_for_update(of=("self",)), handover_id)
    if handover.state == State.OPEN and handover.lapses_at <= now:
        _end(handover, State.LAPSED, now)
    return handover


@transaction.atomic
def end_handovers_of(event: MemberLeft) -> None:
    """Whoever leaves the programme gives and takes nothing any more. What they led is free already, and the worker
    pauses it and calls for a leader."""
    sides = Q(giver=event.member_id) | Q(taker=event.member_id)
    rows = Handover.objects.of(event.organisation_id).filter(sides, state=State.OPEN)
    for handover in rows.select_for_update(of=("self",)).order_by("pk"):
        _end(handover, State.WITHDRAWN, event.at, event.member_id)


@transaction.atomic
def write_pack(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    words: Mapping[str, str],
    version: int,
    now: dt.datetime,
) -> Activity:
    """What the next lead needs to know. version: as it was read, 0 before anybody wrote. Raises NotAllowed, Stale."""
    activity = _locked(member, activity_id)
    require(policies.MAY, "pack.change", roles_for(member=member, activity=activity, granted=roles))
    row = HandoverPack.objects.of(activity.organisation_id).filter(activity=activity).first()
    if (row.version if row else 0) != version:
        raise Stale
    facts = {**words, "changed_by": member, "changed_date": member.organisation.local(now).date()}
    HandoverPack.objects.of(activity.organisation_id).update_or_create(
        activity=activity, defaults={**facts, "organisation_id": activity.organisation_id, "version": version + 1}
    )
    return activity


def _locked(member: Member, activity_id: UUID) -> Activity:
    return one(visible_activities(member=member).select_for_update(of=("self",)), activity_id)


def _mine(member: Member, handover_id: UUID) -> tuple[Handover, Activity]:
    """The activity is locked first, as everywhere, then the handover is read as it is now."""
    found = one(reads.own_handovers(member=member), handover_id)
    activity = _locked(member, found.activity_id)
    return one(Handover.objects.of(member.organisation_id), handover_id), activity


def _pass_on(handover: Handover, activity: Activity, now: dt.datetime, by_id: UUID) -> None:
    second_id = None if activity.second_id == handover.taker_id else activity.second_id
    if handover.stays_as_second and second_id is None:
        second_id = handover.giver_id
    people = Member.objects.of(activity.organisation_id).in_bulk([one for one in (second_id,) if one])
    set_leaders(
        activity_id=activity.pk,
        organisation_id=activity.organisation_id,
        lead=handover.taker,
        second=people.get(second_id) if second_id else None,
        now=now,
    )
    _end(handover, State.DONE, now, by_id)
    review_pause(organisation_id=activity.organisation_id, activity_id=activity.pk, now=now)


def _end(handover: Handover, state: Handover.State, now: dt.datetime, by_id: UUID | None = None) -> None:
    handover.state, handover.ended_at = state, now
    handover.save(update_fields=["state", "ended_at"])
    sides = {handover.giver_id, handover.taker_id, handover.begun_by_id} - {None}
    if handover.is_turn and state in (State.REFUSED, State.LAPSED):
        sides = set()  # whoever let a turn pass did so between them and the app, which asks the next
    ids = tuple(sorted(one for one in sides if one is not None))
    publish(HandoverEnded(handover.pk, handover.activity_id, handover.organisation_id, ids, state.value, now, by_id))
