"""Who holds a place. Everything that can free or take one ends in `settle_places` (RULE-1, RULE-5)."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F

from aftershift.activities import fitting
from aftershift.activities.counts import Counted, count
from aftershift.activities.errors import NotOpenYet, OccurrenceCancelled, OccurrenceOver, OccurrenceStarted
from aftershift.activities.events import PlaceGiven
from aftershift.activities.kept import HOLDS, kept_now
from aftershift.activities.models import Invitation, Occurrence, SignUp
from aftershift.activities.services.holds import NO_HOLDS, end_holds
from aftershift.activities.services.telling import tell_of_a_free_place
from aftershift.core.events import publish
from aftershift.core.prepared import insert, update

# How long an offer stands, by how far away the start is (DESIGN 7).
OFFER_LASTS = (
    (dt.timedelta(days=7), dt.timedelta(hours=12)),
    (dt.timedelta(hours=48), dt.timedelta(hours=4)),
    (dt.timedelta(0), dt.timedelta(hours=2)),
)
# Whoever let this many offers pass is not asked again until they say so; their place in the queue stays.
OFFERS_MISSED_AT_MOST = 2


OVER = (Occurrence.State.CLOSED, Occurrence.State.STOPPED)


def refuse_unless_open(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """Raises OccurrenceCancelled, OccurrenceOver, OccurrenceStarted, NotOpenYet: each says what comes next."""
    if occurrence.state == Occurrence.State.CANCELLED:
        raise OccurrenceCancelled
    if occurrence.state in OVER:
        raise OccurrenceOver
    if occurrence.state == Occurrence.State.STARTED or occurrence.starts_at <= now:
        since = occurrence.started_at or occurrence.starts_at  # they may have set off early
        raise OccurrenceStarted(started_at=since.isoformat().replace("+00:00", "Z"))
    if occurrence.state != Occurrence.State.PUBLISHED:
        raise NotOpenYet


def cut_off(occurrence: Occurrence) -> dt.datetime:
    """From this moment nobody is moved in from the queue; a free place goes to whoever taps first."""
    return occurrence.starts_at - dt.timedelta(minutes=occurrence.cut_off_minutes)


@transaction.atomic(savepoint=False)  # always inside a service's own transaction; refuses nothing
def settle_places(
    *,
    occurrence: Occurrence,
    now: dt.datetime,
    joining: SignUp | None = None,
    drawn: Collection[UUID] | None = None,
    is_invited: bool = False,
    holding: Invitation | None = None,
    counted: Counted | None = None,
) -> None:
    """Give each free place to the first waiting party that it fits; the caller holds the lock on the occurrence.

    Safe to run any number of times, after anything that may free a place. What is taken, held and waiting is
    counted from the sign-ups and kept in the occurrence; who came without a card is taken too, and has none.
    `joining` is a party about to enter the queue: not saved yet, or waiting and asking again. It is saved here. `drawn`: those who were in a draw that is drawn now; they
    have their places at once, though the queue may have ended meanwhile.
    `is_invited`: a place was held for `joining` until now, and they have it whoever waits and whatever is kept.
    `holding`: an invitation that is to hold a place; it is saved here, and only when one is free for anybody.
    `counted`: what the caller has counted since it has the lock, and changed nothing of.
    Kept places go to their group alone, and to all once their moment has passed.
    A party is one unit: a large one keeps its turn while smaller ones behind it take what it cannot use (RULE-3).
    """
    was_full, had_none = occurrence.free <= 0, occurrence.free + occurrence.kept <= 0
    is_open = occurrence.state == Occurrence.State.PUBLISHED and now < occurrence.starts_at
    gives = is_open and occurrence.draws_at is None  # before a draw everybody waits, whoever comes first
    asks_the_queue = gives and (drawn is not None or now < cut_off(occurrence))
    counted = counted or count(occurrence)
    if counted.offered:
        _end_offers(occurrence=occurrence, now=now, all_of_them=not asks_the_queue)
        _end_with_the_queue(occurrence=occurrence, now=now)
        counted = count(occurrence)
    kept = kept_now(occurrence=occurrence, now=now)
    holds = NO_HOLDS
    if occurrence.invites_until is not None:
        holds = end_holds(occurrence=occurrence, now=now, latest=cut_off(occurrence), all_of_them=not asks_the_queue)
    taken, held, waiting = counted.taken + occurrence.without_card, counted.held + holds.places, counted.waiting
    queue: list[SignUp] = []
    if waiting and asks_the_queue and taken + held < occurrence.places:
        rows = occurrence.sign_ups.filter(status=SignUp.Status.WAITING, offers_missed__lt=OFFERS_MISSED_AT_MOST)
        rows = rows.select_related("member__organisation")
        queue = [row for row in rows.order_by("queued_at", "pk") if joining is None or row.pk != joining.pk]
    if joining is not None:
        if joining._state.adding:
            waiting += joining.people
            if counted.last_queued is not None:  # who had the lock first stands first, whatever the two clocks said
                joining.queued_at = max(joining.queued_at, counted.last_queued + dt.timedelta(microseconds=1))
        queue = sorted([*queue, joining], key=lambda row: (is_invited and row is not joining, row.queued_at, row.pk))
    for sign_up in queue:
        drop_a_taken_job(sign_up)
        room = occurrence.places - held - taken - kept.from_others(sign_up)
        if is_invited and sign_up is joining:
            room = max(room, 1)  # the place that was held for them until now
        if gives and sign_up.people <= room:
            if sign_up.is_straight_in or sign_up is joining or (drawn is not None and sign_up.pk in drawn):
                sign_up.status, sign_up.exit_reason = SignUp.Status.PLACED, ""
                taken += sign_up.people
            elif (answer_by := _offer_end(sign_up, occurrence=occurrence, now=now)) is not None:
                sign_up.status, sign_up.offer_ends_at = SignUp.Status.OFFERED, answer_by
                held += sign_up.people
            else:
                continue  # asleep or at work until the cut-off: the next in the queue may have it
            kept.take(sign_up)
            waiting -= sign_up.people
            sign_up.sequence += 1
            sign_up.changed_at = now
        elif sign_up is not joining:
            continue
        if sign_up._state.adding:
            insert(sign_up)
        else:
            sign_up.save()
        if sign_up is not joining:
            _tell_of_place(sign_up, now)
    if holding is not None and asks_the_queue and occurrence.places - held - taken - kept.left >= 1:
        holding.save()
        held, holds = held + 1, holds.with_one(holding)
    occurrence.taken, occurrence.held, occurrence.waiting = taken, held, waiting
    occurrence.invites_until = holds.until
    # No more is kept than is free: a place that comes free fills it up before it goes to others.
    occurrence.kept, occurrence.keeps_until = min(kept.left, occurrence.places - taken - held), kept.until
    occurrence.version += 1
    update(occurrence, "taken", "held", "waiting", "kept", "keeps_until", "invites_until", "version")
    # What is kept may have come free for its group while nothing is free for others.
    if gives and (was_full if occurrence.free > 0 else occurrence.kept > 0):
        tell_of_a_free_place(occurrence=occurrence, now=now, found=kept, had_none=had_none)


def drop_a_taken_job(sign_up: SignUp) -> None:
    """A small job is one person's: whoever comes to it second, or comes back to find it taken, comes without it."""
    if sign_up.job_id is None:
        return
    theirs = SignUp.objects.of(sign_up.organisation_id).filter(job=sign_up.job_id, status__in=HOLDS)
    if theirs.exclude(pk=sign_up.pk).exists():
        sign_up.job_id = None


@transaction.atomic(savepoint=False)
def settle_what_lapsed(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """Before anybody is told that there is no room: the clock alone may have ended an offer or a hold, or opened kept places.

    The worker comes by only so often. Changes nothing where no such moment has passed; the caller holds the lock.
    """
    moments = (occurrence.keeps_until, occurrence.invites_until)
    passed = any(moment is not None and moment <= now for moment in moments)
    if passed or (occurrence.held and _lapsed(occurrence, now)):
        settle_places(occurrence=occurrence, now=now)


def _lapsed(occurrence: Occurrence, now: dt.datetime) -> bool:
    if now >= cut_off(occurrence):
        return True
    return occurrence.sign_ups.filter(status=SignUp.Status.OFFERED, offer_ends_at__lte=now).exists()


def _offer_end(sign_up: SignUp, *, occurrence: Occurrence, now: dt.datetime) -> dt.datetime | None:
    away = occurrence.starts_at - now
    lasts = next(length for distance, length in OFFER_LASTS if away > distance)
    return fitting.answer_by(member=sign_up.member, now=now, lasts=lasts, latest=cut_off(occurrence))


def _end_offers(*, occurrence: Occurrence, now: dt.datetime, all_of_them: bool) -> None:
    """An offer that nobody answered puts its party at the back of the queue; one that sign-up's end took away does not."""
    offers = occurrence.sign_ups.filter(status=SignUp.Status.OFFERED)
    back = {"status": SignUp.Status.WAITING, "changed_at": now, "sequence": F("sequence") + 1}
    offers.filter(offer_ends_at__lte=now).update(
        **back,
        queued_at=F("offer_ends_at"),
        offer_lapsed_at=F("offer_ends_at"),
        offer_ends_at=None,
        offers_missed=F("offers_missed") + 1,
    )
    if all_of_them:
        offers.update(**back, offer_ends_at=None)


def _end_with_the_queue(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """No offer outlasts the cut-off, wherever it was moved to; whoever has one is told the new moment. One statement where none does."""
    latest = cut_off(occurrence)
    for row in occurrence.sign_ups.filter(status=SignUp.Status.OFFERED, offer_ends_at__gt=latest).order_by("pk"):
        row.offer_ends_at, row.changed_at = latest, now
        row.sequence += 1
        row.save(update_fields=["offer_ends_at", "changed_at", "sequence"])
        _tell_of_place(row, now)


def _tell_of_place(sign_up: SignUp, now: dt.datetime) -> None:
    publish(
        PlaceGiven(
            sign_up_id=sign_up.pk,
            member_id=sign_up.member_id,
            occurrence_id=sign_up.occurrence_id,
            organisation_id=sign_up.organisation_id,
            status=sign_up.status,
            at=now,
        )
    )
