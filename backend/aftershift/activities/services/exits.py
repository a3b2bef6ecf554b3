"""Undoing a tap, and taking a party off a list. Whoever comes back has the turn they had, never somebody's place."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities import edits, policies, selectors
from aftershift.activities.errors import NotComing, OccurrenceOver, TooLateToUndo
from aftershift.activities.events import PutBackOnList, TakenOffList
from aftershift.activities.models import LIVE, MOVED, Draw, Occurrence, SignUp
from aftershift.activities.services.hosting import say_that_a_host_went
from aftershift.activities.services.places import OVER, drop_a_taken_job, refuse_unless_open, settle_places
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member


@transaction.atomic
def undo_leaving(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> SignUp:
    """Take back that I gave my place, my offer or my turn back: within `selectors.UNDO_LASTS`, with the turn I had.

    Who has the place meanwhile keeps it, and I wait where I was. Twice is once. Raises NotComing, TooLateToUndo.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "occurrence.join", {"member"})
    mine = selectors.last_sign_up(occurrence=occurrence, member=member)
    if mine is None:
        raise NotComing
    if mine.status in LIVE:
        return mine
    refuse_unless_open(occurrence=occurrence, now=now)
    until = selectors.undo_until(mine)
    if until is None or now > until:
        raise TooLateToUndo
    mine.said_at = now
    _come_back(mine=mine, occurrence=occurrence, now=now)
    return mine


@transaction.atomic
def remove(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    sign_up_id: UUID,
    reason: str,
    seen: edits.Seen = None,
    now: dt.datetime,
) -> SignUp:
    """Take a party off the list and say why; the member reads the reason. Twice is once.

    seen: refused where the date itself has changed since; other people's coming and going is no such change.
    Raises NotVisible, Stale, NotComing.
    """
    occurrence, theirs = _theirs(member, roles, occurrence_id, sign_up_id, seen)
    if theirs.status == SignUp.Status.REMOVED:
        return theirs
    if occurrence.state in OVER:
        raise OccurrenceOver
    if theirs.status not in LIVE:
        raise NotComing
    say_that_a_host_went(occurrence=occurrence, sign_ups=[theirs], now=now)
    theirs.enter(SignUp.Status.REMOVED, now)
    theirs.exit_reason = reason
    theirs.save(update_fields=[*MOVED, "exit_reason"])
    settle_places(occurrence=occurrence, now=now)
    publish(
        TakenOffList(
            sign_up_id=theirs.pk,
            member_id=theirs.member_id,
            occurrence_id=occurrence.pk,
            organisation_id=occurrence.organisation_id,
            reason=reason,
            at=now,
        )
    )
    return theirs


@transaction.atomic
def put_back(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    sign_up_id: UUID,
    seen: edits.Seen = None,
    now: dt.datetime,
) -> SignUp:
    """Take a removal back: a free place if there is one, else the turn they had. Twice is once.

    Raises NotVisible, Stale, NotComing (also for who has left the programme since), and what keeps sign-up shut.
    """
    occurrence, theirs = _theirs(member, roles, occurrence_id, sign_up_id, seen)
    if theirs.status in LIVE:
        return theirs
    if theirs.status != SignUp.Status.REMOVED:
        raise NotComing
    refuse_unless_open(occurrence=occurrence, now=now)
    if theirs.member.left_at is not None:
        raise NotComing(next="They have left the programme. Their place stays free for somebody else.")
    theirs.exit_reason = ""
    _come_back(mine=theirs, occurrence=occurrence, now=now)
    publish(
        PutBackOnList(
            sign_up_id=theirs.pk,
            member_id=theirs.member_id,
            occurrence_id=occurrence.pk,
            organisation_id=occurrence.organisation_id,
            status=theirs.status,
            at=now,
        )
    )
    return theirs


def _theirs(
    member: Member, roles: Collection[str], occurrence_id: UUID, sign_up_id: UUID, seen: edits.Seen
) -> tuple[Occurrence, SignUp]:
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    mine_to_run = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "sign_up.remove", mine_to_run)
    edits.refuse_stale_date(occurrence, seen)
    return occurrence, one(SignUp.objects.of(member.organisation_id).filter(occurrence=occurrence), sign_up_id)


def _was_not_drawn(mine: SignUp, occurrence: Occurrence) -> bool:
    """Gone while the others were drawn: their turn of before would stand in front of everybody's. One statement."""
    drawn = Draw.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, drawn_at__isnull=False).first()
    if drawn is None or mine.queued_at >= drawn.closes_at:
        return False
    return str(mine.pk) not in {entry["code"] for entry in drawn.entries}


def _come_back(*, mine: SignUp, occurrence: Occurrence, now: dt.datetime) -> None:
    mine.enter(SignUp.Status.WAITING, now)
    if _was_not_drawn(mine, occurrence):
        mine.queued_at = now
    drop_a_taken_job(mine)
    mine.save(update_fields=[*MOVED, "said_at", "exit_reason", "job", "queued_at"])
    settle_places(occurrence=occurrence, now=now, joining=mine)
