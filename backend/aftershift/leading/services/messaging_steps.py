"""Who is told of steps and words: the member alone, and those who are asked. And the question of the month."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.leading.events import CircleInvited, SignOffAnswered, SignOffAsked, StepOpened
from aftershift.leading.messages_steps import ANSWERED, CIRCLE, OPEN, SIGN_OFF, STEPS
from aftershift.leading.models import SignOff
from aftershift.leading.selectors import months
from aftershift.leading.selectors.guards import first_of_month
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send
from aftershift.organisations.models import Organisation

Speed = Message.Speed


@transaction.atomic(savepoint=False)
def tell_that_a_step_is_open(event: StepOpened) -> None:
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=STEPS,
        about=event.member_id,
        facts={"what": OPEN, "kind": event.kind, "number": event.number},
        key=f"{OPEN}:{event.kind}:{event.number}",
        speed=Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_who_is_asked_into_the_circle(event: CircleInvited) -> None:
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=STEPS,
        about=event.member_id,
        facts={"what": CIRCLE},
        key=CIRCLE,
        speed=Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_who_is_asked_for_a_word(event: SignOffAsked) -> None:
    send(
        organisation_id=event.organisation_id,
        members=event.member_ids,
        kind=SIGN_OFF,
        about=event.sign_off_id,
        key=str(event.sign_off_id),
        speed=Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_that_there_is_a_word(event: SignOffAnswered) -> None:
    """Only that it was answered: what was said stands among their steps. A later answer of the same question is another."""
    row = SignOff.objects.of(event.organisation_id).get(pk=event.sign_off_id)
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=STEPS,
        about=row.pk,
        facts={"what": ANSWERED},
        key=f"{ANSWERED}:{row.pk}:{event.at.isoformat()}",
        speed=Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic
def ask_how_leading_is(*, organisation_id: UUID, now: dt.datetime) -> None:
    """Everybody who leads and has not answered this month, once a month. Called by the worker; twice is once."""
    organisation = Organisation.objects.get(pk=organisation_id)
    today = organisation.local(now).date()
    if today.day < months.ASKED_FROM:  # it is another month there already
        return
    month = first_of_month(today)
    ends = dt.datetime.combine(months.next_month(month), dt.time(), ZoneInfo(organisation.time_zone))
    send(
        organisation_id=organisation_id,
        members=months.not_answered(organisation_id=organisation_id, month_date=month),
        kind=months.LEAD_MONTH,
        about=organisation_id,
        facts={"month": month.isoformat()},
        key=month.isoformat(),
        speed=Speed.SET_TIME,
        now=now,
        expires_at=ends,
    )
