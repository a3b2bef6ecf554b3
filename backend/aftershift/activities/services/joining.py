"""Joining, bringing guests, taking an offer, leaving. No reason is ever asked for."""

import datetime as dt
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django_scopes import scope

from aftershift.activities import kept, policies, selectors
from aftershift.activities.counts import Counted, count
from aftershift.activities.errors import (
    ChildrenNeedAnAdult,
    FacilitiesFirst,
    JobTaken,
    NotComing,
    OccurrenceOver,
    OfferOver,
    PartyTooLarge,
    TakenOff,
)
from aftershift.activities.events import ChildrenComing
from aftershift.activities.models import ALONE, LIVE, MOVED, Activity, Occurrence, Party, SignUp
from aftershift.activities.services.holds import use_hold
from aftershift.activities.services.hosting import say_that_a_host_went
from aftershift.activities.services.places import (
    OVER,
    refuse_unless_open,
    settle_places,
    settle_what_lapsed,
)
from aftershift.core.events import publish
from aftershift.core.ids import new_id
from aftershift.core.policies import require
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member


class Asked(TypedDict, total=False):
    """What a member may say with asking for a place. typed_by: who types it in from a paper sheet. said_at: when they said
    it, where that was not now. sign_up_id: of the row, if one is made."""

    guests: Party
    is_straight_in: bool
    job_id: UUID | None
    typed_by: Member | None
    said_at: dt.datetime | None
    sign_up_id: UUID | None


@transaction.atomic
def join(*, member: Member, occurrence_id: UUID, now: dt.datetime, **asked: Unpack[Asked]) -> SignUp:
    """Ask for places for a party; it gets them if they are free, else it waits.

    Asking twice returns the first sign-up, so a retry is safe, however late; whoever waits and asks again is
    put straight in when a place has come free.
    Raises NotVisible, NotOpenYet, OccurrenceStarted, OccurrenceCancelled, OccurrenceOver, PartyTooLarge, ChildrenNeedAnAdult, TakenOff,
    FacilitiesFirst, JobTaken.
    """
    return join_as_the_request(member=member, occurrence_id=occurrence_id, now=now, **asked)


@transaction.atomic(savepoint=False)
def join_as_the_request(*, member: Member, occurrence_id: UUID, now: dt.datetime, **asked: Unpack[Asked]) -> SignUp:
    """`join` for whoever does nothing else in the transaction: a refusal ends all of it, so it needs no savepoint.

    Two statements fewer while others wait for the lock.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "occurrence.join", {"member"})
    return enter(member=member, occurrence=occurrence, now=now, **asked)


@transaction.atomic(savepoint=False)
def enter(
    *,
    member: Member,
    occurrence: Occurrence,
    guests: Party = ALONE,
    is_straight_in: bool = True,
    job_id: UUID | None = None,
    typed_by: Member | None = None,
    said_at: dt.datetime | None = None,
    sign_up_id: UUID | None = None,
    is_invited: bool = False,
    now: dt.datetime,
) -> SignUp:
    """What `join` does once the date is locked. `is_invited`: one place was held for them until now, and it is theirs."""
    counted: Counted | None = count(occurrence, member)
    mine = selectors.standing(occurrence=occurrence, member=member) if counted and counted.mine else None
    if mine is not None and mine.status == SignUp.Status.PLACED:
        return mine
    if mine is not None and mine.status == SignUp.Status.REMOVED:
        raise TakenOff(reason=mine.exit_reason)
    refuse_unless_open(occurrence=occurrence, now=now)
    if job_id is not None:  # a job may be held by an offer that is over
        settle_what_lapsed(occurrence=occurrence, now=now)
        counted = None
        mine = selectors.standing(occurrence=occurrence, member=member)
        if mine is not None and mine.status == SignUp.Status.PLACED:
            return mine
    if mine is None:
        refuse_children_alone(member, guests)
        say_children_come(occurrence.activity_id, occurrence.organisation_id, guests, now=now)
        opens = kept.opens_to(member=member, occurrence=occurrence, now=now)
        if opens is not None:
            raise FacilitiesFirst(opens=opens.isoformat().replace("+00:00", "Z"))
        mine = SignUp(
            id=sign_up_id or new_id(),
            organisation_id=occurrence.organisation_id,
            occurrence=occurrence,
            member=member,
            **guests._asdict(),
            is_straight_in=is_straight_in,
            queued_at=now,
            is_first_timer=occurrence.keeps_until is not None and kept.is_first_timer(member=member, now=now),
            changed_at=now,
            said_at=said_at or now,
            typed_by=typed_by,
        )
        if guests == ALONE and not is_invited:
            is_invited = use_hold(occurrence=occurrence, member=member, now=now)
    elif mine.status == SignUp.Status.OFFERED and is_invited:
        mine.said_at = said_at or now
        mine.enter(SignUp.Status.WAITING, now)  # the held place is theirs; the offered one goes on to the next
        mine.save(update_fields=[*MOVED, "said_at"])
    elif mine.status == SignUp.Status.OFFERED:
        return _take_offer(mine=mine, occurrence=occurrence, now=now)
    else:
        mine.said_at = said_at or now
        mine.is_straight_in = is_straight_in
        mine.offers_missed = 0
        if mine.guests == ALONE and not is_invited:  # somebody may hold a place for them since they wait
            is_invited = use_hold(occurrence=occurrence, member=member, now=now)
    if job_id is not None and mine.job_id != job_id:
        mine.job_id = _free_job(occurrence, job_id, now)
    if mine.people > occurrence.places:
        raise PartyTooLarge(places=occurrence.places)
    is_new = mine._state.adding
    counted = counted if is_new else None  # what waited may have changed here
    settle_places(occurrence=occurrence, now=now, joining=mine, is_invited=is_invited, counted=counted)
    if is_new and mine.status == SignUp.Status.WAITING:
        mine.position = occurrence.waiting - mine.people + 1  # the last in the queue
    return mine


@transaction.atomic
def accept_offer(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> SignUp:
    """Say yes to an offered place. Raises OfferOver when its time has passed, NotComing when there is none."""
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is None:
        raise NotComing
    if mine.status == SignUp.Status.PLACED:
        return mine
    refuse_unless_open(occurrence=occurrence, now=now)
    if mine.status != SignUp.Status.OFFERED:
        raise OfferOver
    return _take_offer(mine=mine, occurrence=occurrence, now=now)


def _take_offer(*, mine: SignUp, occurrence: Occurrence, now: dt.datetime) -> SignUp:
    if mine.offer_ends_at is None or mine.offer_ends_at <= now:
        raise OfferOver
    mine.said_at = now
    mine.enter(SignUp.Status.PLACED, now)
    mine.save(update_fields=[*MOVED, "said_at"])
    settle_places(occurrence=occurrence, now=now)
    return mine


@transaction.atomic
def change_party(
    *, member: Member, occurrence_id: UUID, guests: Party, said_at: dt.datetime | None = None, now: dt.datetime
) -> SignUp:
    """Bring more or fewer guests. A party that has its places grows only into free ones.

    said_at: when they said it, where that was not now. Saying once more what stands changes nothing but that moment.
    Raises PartyTooLarge, NotComing, ChildrenNeedAnAdult, AdultsOnly.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is None:
        raise NotComing
    if mine.guests == guests:
        if mine.last_word < (said_at or now):
            mine.said_at = said_at or now
            mine.save(update_fields=["said_at"])
        return mine
    refuse_unless_open(occurrence=occurrence, now=now)
    settle_what_lapsed(occurrence=occurrence, now=now)
    mine.refresh_from_db()  # the queue may have had its turn
    mine.said_at = said_at or now
    refuse_children_alone(member, guests)
    say_children_come(occurrence.activity_id, occurrence.organisation_id, guests, before=mine.guests, now=now)
    room = occurrence.places - mine.people
    if mine.status == SignUp.Status.PLACED:
        from_others = kept.kept_now(occurrence=occurrence, now=now).from_others(mine)
        room = occurrence.places - occurrence.taken - occurrence.held - from_others
    more = guests.guests - mine.guests.guests
    if more > room:
        raise PartyTooLarge(
            places=occurrence.places, free=max(room, 0), next="Come with fewer people, or look for another date."
        )
    if mine.status == SignUp.Status.OFFERED and more > 0:
        raise PartyTooLarge(places=occurrence.places, free=0, next="Say yes first, then bring more if there is room.")
    mine.guests = guests
    mine.changed_at = now
    mine.sequence += 1
    mine.save(update_fields=[*Party._fields, "changed_at", "said_at", "sequence"])
    settle_places(occurrence=occurrence, now=now)
    mine.refresh_from_db()
    return mine


@transaction.atomic
def leave(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """Give the place, the offer or the turn in the queue back. Leaving twice, or never having joined, changes nothing."""
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is None:
        return occurrence
    if occurrence.state in OVER:
        raise OccurrenceOver
    say_that_a_host_went(occurrence=occurrence, sign_ups=[mine], now=now)
    declines = mine.status == SignUp.Status.OFFERED
    mine.said_at = now
    mine.enter(SignUp.Status.DECLINED if declines else SignUp.Status.LEFT, now)
    mine.save(update_fields=[*MOVED, "said_at"])
    settle_places(occurrence=occurrence, now=now)
    return occurrence


@transaction.atomic
def settle_due(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> None:
    """End the offers whose time has passed and ask the next. Called by the worker inside the organisation's scope."""
    occurrence = selectors.locked_occurrence(organisation_id=organisation_id, occurrence_id=occurrence_id)
    settle_places(occurrence=occurrence, now=now)


@transaction.atomic
def free_places_of(event: MemberLeft) -> None:
    """Whoever leaves the programme frees every place they hold in what has not ended, and leads nothing any more."""
    with scope(organisation=event.organisation_id):
        # Activities before their dates, as every other service locks them.
        activities = Activity.objects.of(event.organisation_id)
        _pass_just_us_on(event)
        activities.filter(lead_id=event.member_id).update(lead=None, version=F("version") + 1)
        activities.filter(second_id=event.member_id).update(second=None, version=F("version") + 1)
        live = SignUp.objects.of(event.organisation_id).filter(member_id=event.member_id, status__in=LIVE)
        ids = live.exclude(occurrence__state__in=OVER).values("occurrence")
        occurrences = Occurrence.objects.of(event.organisation_id).filter(pk__in=ids)
        for occurrence in occurrences.select_for_update(of=("self",)).order_by("pk"):
            theirs = list(live.filter(occurrence=occurrence))
            say_that_a_host_went(occurrence=occurrence, sign_ups=theirs, now=event.at)
            for sign_up in theirs:
                sign_up.enter(SignUp.Status.LEFT, event.at)
                sign_up.save(update_fields=MOVED)
            settle_places(occurrence=occurrence, now=event.at)


def _pass_just_us_on(event: MemberLeft) -> None:
    """What its maker leaves behind goes to whoever has been in it the longest, so that somebody can change it or call it off."""
    theirs = Activity.objects.of(event.organisation_id).filter(lead=event.member_id, is_programme=False)
    for activity in theirs.select_for_update(of=("self",)).order_by("pk"):
        rows = SignUp.objects.of(event.organisation_id).filter(
            occurrence__activity=activity, status=SignUp.Status.PLACED, member__is_under_18=False
        )
        heir = rows.exclude(member=event.member_id).order_by("queued_at", "pk").first()
        if heir is not None:
            theirs.filter(pk=activity.pk).update(lead=heir.member_id, version=F("version") + 1)


def _free_job(occurrence: Occurrence, job_id: UUID, now: dt.datetime) -> UUID:
    """A small job that nobody has. Raises JobTaken."""
    pools = kept.kept_now(occurrence=occurrence, now=now).pools
    if not any(pool.id == job_id and pool.job and pool.left for pool in pools):
        raise JobTaken
    return job_id


def brings_children_alone(member: Member, guests: Party) -> bool:
    """Children come only with an adult of their own party; who leads is never it (DOMAIN 4.7)."""
    return guests.children > 0 and member.is_under_18 and not guests.adults


def say_children_come(
    activity_id: UUID, organisation_id: UUID, guests: Party, *, before: Party = ALONE, now: dt.datetime
) -> None:
    """The first child of a party is news to whoever planned for adults. Raises AdultsOnly."""
    if guests.children and not before.children:
        publish(ChildrenComing(activity_id, organisation_id, now))


def refuse_children_alone(member: Member, guests: Party) -> None:
    if brings_children_alone(member, guests):
        raise ChildrenNeedAnAdult
