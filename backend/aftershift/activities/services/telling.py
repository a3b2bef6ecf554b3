""" "Tell me when": asking, and what becomes of it. The message itself is written by whoever hears the event."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from aftershift.activities import kept, policies, selectors
from aftershift.activities.events import AskedToBeTold
from aftershift.activities.kept import HOLDS, Kept
from aftershift.activities.models import Occurrence, SignUp, TellMe
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member

What = TellMe.What


@transaction.atomic
def ask_to_be_told(*, member: Member, occurrence_id: UUID, whats: Collection[str], now: dt.datetime) -> None:
    """All that I want to be told about one date from now on; what is left out is asked no longer. Raises NotVisible."""
    occurrence = one(selectors.visible_occurrences(member=member), occurrence_id)
    require(policies.MAY, "occurrence.join", {"member"})
    rows = selectors.visible_tell_me(member=member).filter(occurrence=occurrence)
    rows.exclude(what__in=whats, told_at__isnull=True).delete()
    have = set(rows.values_list("what", flat=True))
    TellMe.objects.bulk_create(
        TellMe(organisation_id=member.organisation_id, occurrence=occurrence, member=member, what=what, asked_at=now)
        for what in sorted(set(whats) - have)
    )


@transaction.atomic(savepoint=False)
def tell_of_a_free_place(
    *, occurrence: Occurrence, now: dt.datetime, found: Kept | None = None, had_none: bool = True
) -> None:
    """Everybody who asked and could have a place that is free now, at once: the first tap does. Of what is kept for
    first-timers only they could; the place of a small job could be anybody's who takes it, and is told once it comes free.

    While facilities staff go first the others are told once they may join, if it is free then. The caller holds the lock.
    found: what is kept, if it is known. had_none: no place at all was free before, not even a kept one.
    However many asked, a bounded number of statements; none where the date gives no places.
    """
    gives = occurrence.state == Occurrence.State.PUBLISHED and now < occurrence.starts_at and not occurrence.draws_at
    if not gives:
        return
    found = found or kept.kept_now(occurrence=occurrence, now=now)
    room, jobs = found.room(occurrence), found.free_jobs(occurrence)
    if not (room or jobs or found.room(occurrence, is_first_timer=True)):
        return
    rows = TellMe.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, what=What.PLACE_FREE)
    if occurrence.facilities_until is not None and occurrence.facilities_until > now:
        ours = kept.facilities_teams(organisation_id=occurrence.organisation_id).values("team")
        rows = rows.filter(member__team__in=ours)
    if not room and not (jobs and (had_none or _was_given_back(jobs, occurrence, now))):
        if not found.room(occurrence, is_first_timer=True):
            return
        been = kept.been_before(organisation_id=occurrence.organisation_id, now=now)
        rows = rows.exclude(Exists(been.filter(member=OuterRef("member"))))
    _tell(rows, occurrence, now)


def _was_given_back(jobs: Sequence[kept.Pool], occurrence: Occurrence, now: dt.datetime) -> bool:
    """One of these jobs, at this very moment: who asked while it was free knew, and waits for a place without one."""
    left = occurrence.sign_ups.filter(job__in=[pool.id for pool in jobs], changed_at=now)
    return left.exclude(status__in=HOLDS).exists()


@transaction.atomic(savepoint=False)
def tell_of_an_opening(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """A date has opened: for who asked about it, unless facilities staff go first, and for who asked for another one."""
    rows = TellMe.objects.of(occurrence.organisation_id)
    mine = Q(occurrence=occurrence, what=What.SIGN_UP_OPENS)
    another = Q(occurrence__activity=occurrence.activity_id, what=What.ANOTHER_DATE) & ~Q(occurrence=occurrence)
    goes_first = occurrence.facilities_until is not None and occurrence.facilities_until > now
    _tell(rows.filter(another if goes_first else mine | another), occurrence, now)


@transaction.atomic(savepoint=False)
def tell_that_all_may_join(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """The days of facilities staff are over on an open date. The caller holds the lock on it; twice tells once."""
    rows = TellMe.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, what=What.SIGN_UP_OPENS)
    _tell(rows, occurrence, now)
    tell_of_a_free_place(occurrence=occurrence, now=now)


def _tell(rows: QuerySet[TellMe], occurrence: Occurrence, now: dt.datetime) -> None:
    # Not who has it already, nor who was taken off; whoever waits may be the first to tap.
    settled = occurrence.sign_ups.filter(status__in=(*HOLDS, SignUp.Status.REMOVED)).values("member")
    asked = list(rows.filter(told_at__isnull=True).exclude(member__in=settled).order_by("asked_at", "pk"))
    if not asked:
        return
    TellMe.objects.of(occurrence.organisation_id).filter(pk__in=[row.pk for row in asked]).update(told_at=now)
    for row in asked:
        publish(
            AskedToBeTold(
                tell_me_id=row.pk,
                member_id=row.member_id,
                occurrence_id=occurrence.pk,
                organisation_id=occurrence.organisation_id,
                what=row.what,
                at=now,
            )
        )
