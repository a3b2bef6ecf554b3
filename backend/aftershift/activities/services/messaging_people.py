"""Who is told what members ask of each other on one date. Listeners, inside the publisher's transaction."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from aftershift.activities import messages_people as messages
from aftershift.activities.events import (
    ColleagueInvited,
    HeldPlaceEnded,
    HostAsked,
    HostSteppedBack,
    LineTypedIn,
    PromiseJudged,
)
from aftershift.activities.models import Occurrence
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send

Speed = Message.Speed


@transaction.atomic(savepoint=False)
def tell_who_is_asked_to_host(event: HostAsked) -> None:
    """That one person: nobody else learns who was asked."""
    _of_date(event.organisation_id, event.occurrence_id, [event.member_id], messages.ASKED, event.at)


@transaction.atomic(savepoint=False)
def tell_that_no_host_is_left(event: HostSteppedBack) -> None:
    date = Occurrence.objects.of(event.organisation_id).select_related("activity").get(pk=event.occurrence_id)
    leads = {date.activity.lead_id, date.activity.second_id} - {None, event.by_id}
    _of_date(event.organisation_id, date.pk, [pk for pk in leads if pk is not None], messages.GONE, event.at)


@transaction.atomic(savepoint=False)
def tell_who_is_invited(event: ColleagueInvited) -> None:
    """At once, as an offer: the place is held for a day, and a set time may come too late. It wakes nobody."""
    date = Occurrence.objects.of(event.organisation_id).get(pk=event.occurrence_id)
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=messages.INVITED,
        about=event.invitation_id,
        key=str(event.invitation_id),
        speed=Speed.TODAY,
        starts_at=date.starts_at,
        expires_at=event.ends_at,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_whose_held_place_ended(event: HeldPlaceEnded) -> None:
    """At once, as they were asked: they may count on the place."""
    date = Occurrence.objects.of(event.organisation_id).get(pk=event.occurrence_id)
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=messages.INVITED,
        about=event.invitation_id,
        facts={"what": messages.ENDED},
        key=f"{messages.ENDED}:{event.invitation_id}",
        speed=Speed.TODAY,
        starts_at=date.starts_at,
        expires_at=date.starts_at,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_who_wrote_on_paper(event: LineTypedIn) -> None:
    date = Occurrence.objects.of(event.organisation_id).get(pk=event.occurrence_id)
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=messages.TYPED_IN,
        about=date.pk,
        key=f"{event.line_id}:{event.at.isoformat()}",
        speed=Speed.SET_TIME,
        starts_at=date.starts_at,
        expires_at=date.starts_at,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_whose_promise_it_is(event: PromiseJudged) -> None:
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=messages.PROMISE,
        about=event.promise_id,
        facts={"what": event.what},
        key=f"{event.promise_id}:{event.at.isoformat()}",
        speed=Speed.SET_TIME,
        now=event.at,
    )


def _of_date(organisation_id: UUID, date_id: UUID, members: Iterable[UUID], what: str, now: dt.datetime) -> None:
    date = Occurrence.objects.of(organisation_id).get(pk=date_id)
    send(
        organisation_id=organisation_id,
        members=members,
        kind=messages.HOST,
        about=date.pk,
        facts={"what": what},
        key=f"{what}:{date.pk}:{now.isoformat()}",
        speed=Speed.SET_TIME,
        starts_at=date.starts_at,
        expires_at=date.starts_at,
        now=now,
    )
