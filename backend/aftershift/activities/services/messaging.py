"""Who is told what when something happens to a date: listeners, inside the publisher's transaction."""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from aftershift.activities import messages
from aftershift.activities.events import (
    AskedToBeTold,
    DatesChanged,
    MovedToQueue,
    OccurrenceChanged,
    PlaceGiven,
    PutBackOnList,
    TakenOffList,
)
from aftershift.activities.models import Announcement, Occurrence, SignUp
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send

Speed, Status = Message.Speed, SignUp.Status
# What starts this soon is told today, not at a set time (DESIGN 9).
SOON = dt.timedelta(hours=24)


def speed_of(starts_at: dt.datetime, *, now: dt.datetime, is_off: bool = False) -> str:
    """is_off: the one thing that may break guarded time, where it would start before that ends."""
    if starts_at - now > SOON:
        return Speed.SET_TIME
    return Speed.URGENT if is_off else Speed.TODAY


@transaction.atomic(savepoint=False)
def tell_of_place(event: PlaceGiven | MovedToQueue | TakenOffList | PutBackOnList) -> None:
    if isinstance(event, PlaceGiven | PutBackOnList):
        status = event.status
    else:
        status = Status.WAITING if isinstance(event, MovedToQueue) else Status.REMOVED
    date = _date(event.organisation_id, event.occurrence_id)
    # An offer runs out; that it is there cannot wait for a set time.
    speed = Speed.TODAY if status == Status.OFFERED else speed_of(date.starts_at, now=event.at)
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=messages.PLACE,
        about=event.sign_up_id,
        facts={"status": str(status)} | ({"what": messages.BACK} if isinstance(event, PutBackOnList) else {}),
        key=f"{event.sign_up_id}:{status}:{event.at.isoformat()}",
        speed=speed,
        starts_at=date.starts_at,
        expires_at=date.starts_at if date.starts_at > event.at else None,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_of_dates(event: DatesChanged) -> None:
    """Each member once for all dates together, with the reason (RULE-19)."""
    rows = Occurrence.objects.of(event.organisation_id).filter(pk__in=event.occurrence_ids, starts_at__gt=event.at)
    starts = dict(rows.values_list("pk", "starts_at"))
    if not starts:
        return
    drivers = set(event.drivers).intersection(event.member_ids)
    for members, drove in ((set(event.member_ids) - drivers, False), (drivers, True)):
        _dates_changed(
            event.organisation_id, starts, members, what=event.what, reason=event.reason, drove=drove, now=event.at
        )


@transaction.atomic(savepoint=False)
def tell_of_date(event: OccurrenceChanged) -> None:
    """A date was called off, or takes place after all; whoever did it knows (RULE-55)."""
    if event.what not in ("cancelled", "brought_back"):
        return
    date = _date(event.organisation_id, event.occurrence_id)
    # Those who waited were taken off the queue in this same moment.
    rows = date.sign_ups.filter(status__in=(Status.PLACED, Status.WAITING, Status.OFFERED)) | date.sign_ups.filter(
        status=Status.CANCELLED, changed_at=event.at
    )
    members = set(rows.values_list("member_id", flat=True)) - {event.by_id}
    _dates_changed(event.organisation_id, {date.pk: date.starts_at}, members, what=event.what, reason="", now=event.at)


def _dates_changed(
    organisation_id: UUID,
    starts: dict[UUID, dt.datetime],
    members: Collection[UUID | None],
    *,
    what: str,
    reason: str,
    drove: bool = False,
    now: dt.datetime,
) -> None:
    """drove: they had said that they can drive, and are asked anew."""
    if not members:
        return
    first = min(starts, key=lambda date: starts[date])
    send(
        organisation_id=organisation_id,
        members=[member for member in members if member is not None],
        kind=messages.DATE_CHANGE,
        about=first,
        # The reason stands nowhere else; it is in the words of whoever changed it.
        facts={"what": what, "dates": sorted(map(str, starts))}
        | ({"reason": reason} if reason else {})
        | ({messages.DROVE: True} if drove else {}),
        key=f"{what}:{first}:{now.isoformat()}",
        speed=speed_of(starts[first], now=now, is_off=what == "cancelled"),
        starts_at=starts[first],
        expires_at=max(starts.values()),
        now=now,
    )


@transaction.atomic(savepoint=False)
def tell_what_was_asked_for(event: AskedToBeTold) -> None:
    date = _date(event.organisation_id, event.occurrence_id)
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=messages.ASKED_FOR,
        about=event.occurrence_id,
        facts={"what": event.what},
        key=f"{event.tell_me_id}:{event.at.isoformat()}",
        speed=speed_of(date.starts_at, now=event.at),
        starts_at=date.starts_at,
        expires_at=max(date.starts_at, event.at),
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_announcement(*, made: Announcement, members: Iterable[UUID], now: dt.datetime) -> None:
    """What a lead tells everyone. "Cancelled" may wake whoever would set out before they wake by themselves."""
    date = made.occurrence
    send(
        organisation_id=made.organisation_id,
        members=members,
        kind=messages.ANNOUNCEMENT,
        about=made.pk,
        key=str(made.pk),
        speed=speed_of(date.starts_at, now=now, is_off=made.kind == Announcement.Kind.CANCELLED),
        starts_at=date.starts_at,
        expires_at=max(date.ends_at, now + dt.timedelta(hours=1)),
        now=now,
    )


@transaction.atomic
def remind(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> None:
    """Everybody with a place, once for each date and time of it, the day before. Called by the worker; twice is once."""
    date = _date(organisation_id, occurrence_id)
    placed = date.sign_ups.filter(status=Status.PLACED, member__left_at=None)
    send(
        organisation_id=organisation_id,
        members=placed.values_list("member_id", flat=True),
        kind=messages.REMINDER,
        about=date.pk,
        key=f"{date.pk}:{date.starts_at.isoformat()}",
        speed=Speed.SET_TIME,
        starts_at=date.starts_at,
        expires_at=date.starts_at,
        now=now,
    )


def _date(organisation_id: UUID, occurrence_id: UUID) -> Occurrence:
    return Occurrence.objects.of(organisation_id).get(pk=occurrence_id)
