"""The register of the day: checking in, walking in, taking a tick back, and what closing says of who was not there."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F

from aftershift.activities import policies, selectors
from aftershift.activities.errors import (
    JustUs,
    LaterPressStands,
    NoFreePlace,
    NotOpenYet,
    NotTheDayYet,
    OccurrenceCancelled,
    OccurrenceOver,
    WasTakenOff,
)
from aftershift.activities.events import PlacesGrowing
from aftershift.activities.models import ALONE, Occurrence, RegisterLine, SignUp
from aftershift.activities.services import joining
from aftershift.activities.services.places import drop_a_taken_job, settle_places, settle_what_lapsed
from aftershift.core.errors import NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.people.models import Member
from aftershift.people.selectors import member_of_card

State = Occurrence.State
# The lists of the day open this long before the start, and a phone without signal has this long to send its ticks.
OPENS_BEFORE = dt.timedelta(hours=12)
TICKS_ARRIVE_WITHIN = dt.timedelta(days=7)
MOST_PLACES = 500


@transaction.atomic
def tick(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    member_id: UUID,
    is_here: bool,
    guests: int = 0,
    adds_places: bool = False,
    although_removed: bool = False,
    device_at: dt.datetime,
    now: dt.datetime,
) -> Occurrence:
    """Check somebody on the list in with the guests who came with them, or take that back.

    Lines merge one by one: the later press wins by the time of its phone, and the same press sent again changes
    nothing. A clock ahead of the server's counts as the moment of arrival. Guests beyond the party need free places.
    although_removed: the second, deliberate press for whoever was taken off after they were ticked.
    Raises NotVisible for who is not on the list, NotAllowed, NoFreePlace, WasTakenOff, LaterPressStands where this one
    said something else, and whatever keeps the register shut, the group from growing or children out.
    """
    occurrence, may = mine_to_tick(member=member, roles=roles, occurrence_id=occurrence_id, now=now)
    settle_what_lapsed(occurrence=occurrence, now=now)
    line = occurrence.register.filter(member_id=member_id).select_related("member").first()
    sign_up = _on_the_list(occurrence, member_id)
    named = [row.member for row in (sign_up, line) if row is not None]
    if not named:
        raise NotVisible
    whom = named[0]
    moment = min(device_at, now)
    said = (is_here, guests if is_here else 0)
    if line is not None and line.device_at >= moment:
        if line.device_at > moment and said != _said(line):
            raise LaterPressStands
        return occurrence
    if is_here:
        press = _Press(may, adds_places, although_removed, moment)
        _give_room(occurrence, whom, sign_up, guests=guests, press=press, now=now)
    elif sign_up is not None and occurrence.state == State.CLOSED and sign_up.status == SignUp.Status.PLACED:
        _enter(sign_up, SignUp.Status.MISSED, now)
    state = RegisterLine.State.HERE if is_here else RegisterLine.State.EXPECTED
    _write(occurrence, whom, state, member, moment, now, guests)
    settle_places(occurrence=occurrence, now=now)
    return occurrence


@transaction.atomic
def walk_in(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    card: str,
    guests: int = 0,
    adds_places: bool = False,
    although_removed: bool = False,
    device_at: dt.datetime,
    now: dt.datetime,
) -> Occurrence:
    """Check in whoever shows their card, on the list or not. Who has no place needs a free one, also after the start:
    places are never over-filled, so a lead adds them first, in the same press. Those who wait go first (RULE-10).
    A card says of more guests, never of fewer: those are taken back at the name.
    Whoever was taken off comes only by a second press, `although_removed`, of who may take off; the reason is kept.

    Raises NotVisible for nobody's card, NotAllowed, NoFreePlace, WasTakenOff, LaterPressStands where somebody would go
    uncounted, and whatever keeps the register shut, the group from growing or children out.
    """
    occurrence, may = mine_to_tick(member=member, roles=roles, occurrence_id=occurrence_id, now=now)
    whom = member_of_card(organisation_id=member.organisation_id, card=card)
    moment = min(device_at, now)
    line = occurrence.register.filter(member=whom).first()
    if line is not None and line.device_at >= moment:
        if line.device_at > moment and (True, guests) > _said(line):
            raise LaterPressStands
        return occurrence
    settle_places(occurrence=occurrence, now=now)
    sign_up = _on_the_list(occurrence, whom.pk)
    if line is not None and sign_up is not None:  # who left since and is back comes with whom they say now
        guests = max(guests, line.guests)
    press = _Press(may, adds_places, although_removed, moment)
    _give_room(occurrence, whom, sign_up, guests=guests, press=press, now=now)
    _write(occurrence, whom, RegisterLine.State.HERE, member, moment, now, guests)
    settle_places(occurrence=occurrence, now=now)
    return occurrence


@transaction.atomic
def tell_shift_overran(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """One tap on the day: my shift ran over. The place is free again, and the lead knows that nobody has to wait.

    Saying it twice, or without a place, changes nothing. Raises NotVisible, NotTheDayYet, OccurrenceOver.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    sign_up = selectors.live_sign_up(occurrence=occurrence, member=member)
    if sign_up is None or sign_up.status != SignUp.Status.PLACED:
        return occurrence
    _refuse_unless_the_day(occurrence, now)
    left = joining.leave(member=member, occurrence_id=occurrence_id, now=now)
    _write(left, member, RegisterLine.State.OVERRAN, member, now, now)
    return left


@transaction.atomic(savepoint=False)  # inside the closing's own transaction; refuses nothing
def say_who_missed(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """Closing: whoever had a place and was not checked in. Where no register was kept, nobody is said to have missed it."""
    here = occurrence.register.filter(state=RegisterLine.State.HERE).values("member")
    if occurrence.started_at is None or not here.exists():
        return
    occurrence.sign_ups.filter(status=SignUp.Status.PLACED).exclude(member__in=here).update(
        status=SignUp.Status.MISSED, changed_at=now, sequence=F("sequence") + 1
    )


def mine_to_tick(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime, before_the_day: bool = False
) -> tuple[Occurrence, frozenset[str]]:
    """The date, locked, and the member's roles there. before_the_day: also while the lists of the day are not open yet.

    Raises NotVisible, NotAllowed, JustUs, and whatever keeps the register shut.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    may = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "register.tick", may)
    if not occurrence.activity.is_programme:
        raise JustUs(next="No list of the day is kept. Who comes by invitation has a place.")
    _refuse_unless_the_day(occurrence, now, before_the_day=before_the_day)
    return occurrence, may


def _refuse_unless_the_day(occurrence: Occurrence, now: dt.datetime, *, before_the_day: bool = False) -> None:
    if occurrence.state == State.CANCELLED:
        raise OccurrenceCancelled
    if occurrence.state == State.PLANNED:
        raise NotOpenYet
    if now < occurrence.starts_at - OPENS_BEFORE and not before_the_day:
        raise NotTheDayYet
    if now > occurrence.ends_at + TICKS_ARRIVE_WITHIN:
        raise OccurrenceOver


def _on_the_list(occurrence: Occurrence, member_id: UUID) -> SignUp | None:
    rows = occurrence.sign_ups.filter(member_id=member_id, status__in=(SignUp.Status.PLACED, SignUp.Status.MISSED))
    # A place held now stands before a date once missed.
    return rows.select_related("member").order_by("-changed_at", "-pk").first()


class _Press(NamedTuple):
    """Who pressed, as the roles they have here, and what they said with it."""

    may: frozenset[str]
    adds_places: bool
    although_removed: bool
    moment: dt.datetime


def _give_room(
    occurrence: Occurrence, whom: Member, sign_up: SignUp | None, *, guests: int, press: _Press, now: dt.datetime
) -> None:
    """A place for each person who stands there.

    Whoever waits, has an offer or was taken off is counted as they stand there: with one sign-up, and their own offer is
    not in their way (RULE-7). Why somebody was taken off stays written down. Whom they told of as children come in by the
    rule of signing up: not where adults were planned for since.
    """
    has = sign_up.people if sign_up is not None and sign_up.status == SignUp.Status.PLACED else 0
    party = max(1 + guests, sign_up.people if sign_up is not None else 0)
    if party == has:
        return
    theirs = sign_up or selectors.standing(occurrence=occurrence, member=whom)
    was_removed = theirs is not None and theirs.status == SignUp.Status.REMOVED
    if theirs is not None and was_removed:
        _refuse_unless_let_in(theirs, press)
    refuse_after_the_end(occurrence, press.moment)
    offered = theirs.people if theirs is not None and theirs.status == SignUp.Status.OFFERED else 0
    short = party - has - occurrence.free - offered
    # The place was theirs on the day, and closing gave it up: a late tick has it back, whoever sends it.
    was_there_after_all = sign_up is not None and not has and party == sign_up.people
    adds = press.may if press.adds_places else None
    add_what_is_short(occurrence=occurrence, short=short, adds=adds, is_theirs=was_there_after_all, now=now)
    theirs = theirs or SignUp(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        member=whom,
        queued_at=now,
        said_at=press.moment,
    )
    before = theirs.guests if has or was_there_after_all else ALONE
    theirs.guests = theirs.guests.with_guests(party - 1, needs_adult=whom.is_under_18)
    joining.say_children_come(occurrence.activity_id, occurrence.organisation_id, theirs.guests, before=before, now=now)
    theirs.exit_reason = theirs.exit_reason if was_removed else ""
    drop_a_taken_job(theirs)
    _enter(theirs, SignUp.Status.PLACED, now)


def _refuse_unless_let_in(theirs: SignUp, press: _Press) -> None:
    if not press.although_removed:
        may_let_in = not policies.MAY["sign_up.remove"].isdisjoint(press.may)
        raise WasTakenOff(reason=theirs.exit_reason, may_let_in=may_let_in)
    require(policies.MAY, "sign_up.remove", press.may)


def refuse_after_the_end(occurrence: Occurrence, moment: dt.datetime) -> None:
    """Nobody more comes to a date that its lead has ended. moment: when it was pressed. Raises OccurrenceOver."""
    if occurrence.ended_at is not None and moment > occurrence.ended_at:
        raise OccurrenceOver


@transaction.atomic(savepoint=False)  # inside the press's own transaction, which a refusal ends
def add_what_is_short(
    *, occurrence: Occurrence, short: int, adds: Collection[str] | None, is_theirs: bool = False, now: dt.datetime
) -> None:
    """So many places more, where any are short; the caller holds the lock and settles afterwards.

    adds: the roles of whoever adds them, None to add none. is_theirs: it was their place on the day, so the group grows by
    nobody. Raises NotAllowed, NoFreePlace, and what a higher app has against a larger group (in the hills).
    """
    if short <= 0:
        return
    if adds is not None:
        require(policies.MAY, "occurrence.set_places", adds)
    if (adds is None and not is_theirs) or occurrence.places + short > MOST_PLACES:
        raise NoFreePlace(free=max(occurrence.free, 0), short=short)
    if not is_theirs:
        publish(PlacesGrowing((occurrence.pk,), occurrence.organisation_id, occurrence.places + short, now))
    occurrence.places += short
    occurrence.is_modified = True
    occurrence.save(update_fields=["places", "is_modified"])


def _said(line: RegisterLine) -> tuple[bool, int]:
    return (line.state == RegisterLine.State.HERE, line.guests)


def _enter(sign_up: SignUp, status: SignUp.Status, now: dt.datetime) -> None:
    sign_up.status, sign_up.offer_ends_at, sign_up.changed_at = status, None, now
    sign_up.sequence += 1
    sign_up.save()


def _write(
    occurrence: Occurrence,
    whom: Member,
    state: RegisterLine.State,
    by: Member,
    device_at: dt.datetime,
    now: dt.datetime,
    guests: int = 0,
) -> None:
    RegisterLine.objects.of(occurrence.organisation_id).update_or_create(
        occurrence=occurrence,
        member=whom,
        defaults={
            "organisation_id": occurrence.organisation_id,
            "state": state,
            "guests": guests if state == RegisterLine.State.HERE else 0,
            "by": by,
            "device_at": device_at,
            "server_at": now,
        },
    )
