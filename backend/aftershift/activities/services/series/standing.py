""" "I come every time": a turn on each date as it is made; one date can be given up without leaving the series."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django_scopes import scope

from aftershift.activities import kept, policies, selectors
from aftershift.activities.errors import AdultsOnly, NotASeries, PartyTooLarge
from aftershift.activities.models import ALONE, LIVE, MOVED, Activity, Occurrence, Party, Series, SignUp, StandingSignUp
from aftershift.activities.services.joining import (
    brings_children_alone,
    change_party,
    join,
    leave,
    refuse_children_alone,
    say_children_come,
)
from aftershift.activities.services.keeping import mark_first_timers
from aftershift.activities.services.places import cut_off, settle_places
from aftershift.activities.services.telling import tell_that_all_may_join
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member

State = Occurrence.State


@transaction.atomic
def come_every_time(
    *, member: Member, activity_id: UUID, guests: Party | None = None, now: dt.datetime
) -> StandingSignUp:
    """A place, or a turn in the queue, on every date to come and on each that is made from now on. Twice is once.

    guests: None leaves them as they are. Dates that the member gave up before stay given up; with more or fewer guests than before, the dates to come follow
    where there is room. Raises NotVisible, NotASeries, ChildrenNeedAnAdult, AdultsOnly, PartyTooLarge.
    """
    series = _locked_series(member, activity_id)
    require(policies.MAY, "series.come_every_time", {"member"})
    party = ALONE if guests is None else guests
    refuse_children_alone(member, party)
    say_children_come(activity_id, member.organisation_id, party, now=now)
    if party.guests >= series.places:
        raise PartyTooLarge(places=series.places)
    mine, is_new = StandingSignUp.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id,
        series=series,
        member=member,
        defaults={"asked_at": now, **party._asdict()},
    )
    if is_new:
        _seat([mine], dates=_to_come(series, now), now=now)
    elif guests is not None and mine.guests != guests:
        _bring(mine, guests, dates=_to_come(series, now), now=now)
    return mine


def _bring(mine: StandingSignUp, guests: Party, *, dates: Sequence[Occurrence], now: dt.datetime) -> None:
    """Another party. Where a date has no room for it, or somebody set another there by hand, that date stays as it is."""
    before, mine.guests = mine.guests, guests
    mine.save(update_fields=[*Party._fields])
    live = SignUp.objects.of(mine.organisation_id).filter(
        occurrence__in=[date.pk for date in dates], member=mine.member, status__in=LIVE
    )
    rows = {row.occurrence_id: row for row in live if row.guests == before}
    for date in dates:
        row = rows.get(date.pk)
        if row is None:
            continue
        if date.state == State.PUBLISHED:
            with suppress(PartyTooLarge):
                change_party(member=mine.member, occurrence_id=date.pk, guests=guests, now=now)
        elif row.status == SignUp.Status.WAITING and 1 + guests.guests <= date.places:
            row.guests = guests
            row.said_at = now
            row.changed_at = now
            row.save(update_fields=[*Party._fields, "changed_at", "said_at"])
            settle_places(occurrence=date, now=now)


@transaction.atomic
def stop_coming(*, member: Member, activity_id: UUID, now: dt.datetime) -> None:
    """Leave the series: every place and turn on its dates to come goes to the next. No reason; twice is once."""
    series = _locked_series(member, activity_id)
    mine = StandingSignUp.objects.of(member.organisation_id).filter(series=series, member=member)
    if not mine.delete()[0]:
        return
    dates = [date.pk for date in _to_come(series, now, and_what_is_off=True)]
    theirs = SignUp.objects.of(member.organisation_id).filter(member=member, occurrence__in=dates)
    for row in theirs.filter(status=SignUp.Status.CANCELLED):
        row.said_at = now
        row.enter(SignUp.Status.LEFT, now)  # should it come back, it does without them
        row.save(update_fields=[*MOVED, "said_at"])
    live = theirs.filter(status__in=LIVE)
    for occurrence_id in live.order_by("occurrence_id").values_list("occurrence_id", flat=True):
        leave(member=member, occurrence_id=occurrence_id, now=now)


@transaction.atomic(savepoint=False)  # always inside a service's own transaction
def seat_everyone(*, series: Series, dates: Sequence[Occurrence], now: dt.datetime) -> None:
    """On dates that were just made, or brought back: everyone who comes every time, in the order in which they said it.

    The caller holds the locks. Where a date is not open yet they wait first in its queue, and have their places at the
    moment it opens.
    """
    if dates:
        everyone = StandingSignUp.objects.of(series.organisation_id).filter(series=series).select_related("member")
        _seat(list(everyone.order_by("asked_at", "pk")), dates=dates, now=now)


@transaction.atomic
def let_all_in(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> None:
    """The days of facilities staff are over, or were ended: whoever comes every time and had to wait for that has their
    turn first, and whoever asked to be told is. Called by the worker inside the organisation's scope; twice is once."""
    dates = Occurrence.objects.of(organisation_id).filter(pk=occurrence_id)
    # The series before its dates, as everywhere.
    activity = Activity.objects.of(organisation_id).filter(pk__in=dates.values("activity"))
    series = (
        Series.objects.of(organisation_id).filter(activity__in=list(activity.select_for_update(no_key=True))).first()
    )
    occurrence = selectors.locked_occurrence(organisation_id=organisation_id, occurrence_id=occurrence_id)
    if occurrence.facilities_until is None or occurrence.facilities_until > now:
        return
    occurrence.facilities_until = None
    occurrence.save(update_fields=["facilities_until"])
    if series is not None:
        seat_everyone(series=series, dates=[occurrence], now=now)
    if occurrence.state == State.PUBLISHED:
        tell_that_all_may_join(occurrence=occurrence, now=now)


@transaction.atomic(savepoint=False)  # always inside a service's own transaction, which holds the lock on the date
def admit_late(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """A date that opens after its cut-off asks nobody in its queue: who comes every time asks now, before anybody else."""
    if now < cut_off(occurrence):
        return
    turns = (
        occurrence.sign_ups.filter(status=SignUp.Status.WAITING).select_related("member").order_by("queued_at", "pk")
    )
    for turn in turns:
        if turn.people > occurrence.places:
            continue  # there were more places once: one party must not keep a date from opening
        join(member=turn.member, occurrence_id=occurrence.pk, said_at=turn.last_word, now=now)


@transaction.atomic
def end_standing(event: MemberLeft) -> None:
    """Whoever leaves the programme comes to nothing any more that is made later."""
    with scope(organisation=event.organisation_id):
        StandingSignUp.objects.of(event.organisation_id).filter(member_id=event.member_id).delete()


def _seat(everyone: Sequence[StandingSignUp], *, dates: Sequence[Occurrence], now: dt.datetime) -> None:
    """Statements grow with the dates, not with the people, as long as the dates are not open yet."""
    if not everyone:
        return
    said = SignUp.objects.of(everyone[0].organisation_id).filter(
        occurrence__in=[date.pk for date in dates], member__in=[mine.member_id for mine in everyone]
    )
    # What a member gave back, or was taken off, is not given again; a queue that a cancellation emptied is.
    answered = set(said.exclude(status=SignUp.Status.CANCELLED).values_list("occurrence_id", "member_id"))
    turns = []
    too_young = _unwelcome(everyone, dates, now)
    for date in sorted(dates, key=lambda date: date.pk):
        for mine in everyone:
            if (date.pk, mine.member_id) in answered:
                continue
            if kept.opens_to(member=mine.member, occurrence=date, now=now) is not None:
                continue  # facilities staff go first: it opens to this member later
            if 1 + mine.guests.guests > date.places:
                continue  # it would wait for ever
            if brings_children_alone(mine.member, mine.guests):
                continue  # said to be under 18 since: one party must not keep everybody's dates from being made
            if mine.member_id in too_young:
                continue  # planned for adults since: as above
            if date.state == State.PUBLISHED:
                join(member=mine.member, occurrence_id=date.pk, guests=mine.guests, said_at=mine.asked_at, now=now)
            else:
                turns.append(_turn(mine, date, now))
    SignUp.objects.bulk_create(turns)
    entered = {turn.occurrence_id for turn in turns}
    for date in dates:
        if date.pk in entered:
            if date.keeps_until is not None:
                mark_first_timers(occurrence=date, now=now)
            settle_places(occurrence=date, now=now)


def _unwelcome(everyone: Sequence[StandingSignUp], dates: Sequence[Occurrence], now: dt.datetime) -> set[UUID]:
    """Whoever comes every time with children, where the activity is for adults by now."""
    with_children = {mine.member_id for mine in everyone if mine.guests.children}
    if not with_children or not dates:
        return set()
    mine = next(mine for mine in everyone if mine.guests.children)
    try:
        say_children_come(dates[0].activity_id, mine.organisation_id, mine.guests, now=now)
    except AdultsOnly:
        return with_children
    return set()


def _turn(mine: StandingSignUp, date: Occurrence, now: dt.datetime) -> SignUp:
    return SignUp(
        organisation_id=mine.organisation_id,
        occurrence=date,
        member=mine.member,
        **mine.guests._asdict(),
        queued_at=mine.asked_at,
        changed_at=now,
        said_at=mine.asked_at,
    )


def _locked_series(member: Member, activity_id: UUID) -> Series:
    """The activity's row is the lock of its series, of the dates it makes, and of who comes every time."""
    activities = selectors.visible_activities(member=member).select_for_update(of=("self",), no_key=True)
    activity: Activity = one(activities, activity_id)
    series = Series.objects.of(member.organisation_id).filter(activity=activity).first()
    if series is None:
        raise NotASeries
    return series


def _to_come(series: Series, now: dt.datetime, *, and_what_is_off: bool = False) -> list[Occurrence]:
    rows = Occurrence.objects.of(series.organisation_id).filter(activity=series.activity_id, starts_at__gt=now)
    states = [State.PLANNED, State.PUBLISHED, *([State.CANCELLED] if and_what_is_off else [])]
    return list(rows.filter(state__in=states).select_for_update(of=("self",)).order_by("pk"))
