"""Who is told what about a group that is out. Listeners, inside the publisher's transaction; each tells once (RULE-55)."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.services.messaging import speed_of
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send
from aftershift.people.models import RoleGrant
from aftershift.people.selectors import holders_of
from aftershift.safety import messages_out as kinds
from aftershift.safety.events import DateStopped, GroupIsSafe, GroupOverdue, HomeContactAsked, NobodyAtHome
from aftershift.safety.models import HomeContact, OverdueStep

Speed = Message.Speed


@transaction.atomic(savepoint=False)
def tell_it_stopped(event: DateStopped) -> None:
    """Who has a place, lead and second; organisers at a set time. Stopped before it began it is called off."""
    date = _date(event.organisation_id, event.occurrence_id)
    placed = SignUp.objects.of(event.organisation_id).filter(occurrence=date, status=SignUp.Status.PLACED)
    on_it = {date.activity.lead_id, date.activity.second_id, *placed.values_list("member_id", flat=True)}
    organisers = set(_organisers(event.organisation_id)) - on_it
    soon = speed_of(date.starts_at, now=event.at, is_off=event.at < date.starts_at)
    for members, speed in ((on_it, soon), (organisers, Speed.SET_TIME)):
        send(
            organisation_id=event.organisation_id,
            members=[pk for pk in members if pk is not None and pk != event.by_id],
            kind=kinds.STOPPED,
            about=date.pk,
            key=str(date.pk),
            speed=speed,
            starts_at=date.starts_at,
            now=event.at,
        )


@transaction.atomic(savepoint=False)
def tell_who_is_asked(event: HomeContactAsked) -> None:
    date = _date(event.organisation_id, event.occurrence_id)
    for contact in _members(event.organisation_id, [event.contact_id]):
        speed = speed_of(date.starts_at, now=event.at)
        _tell(date, [contact.member_id], kinds.ASKED, str(contact.pk), speed, event.at, contact=str(contact.pk))


@transaction.atomic(savepoint=False)
def tell_nobody_is_at_home(event: NobodyAtHome) -> None:
    """Lead and second, while they can still ask somebody."""
    date = _date(event.organisation_id, event.occurrence_id)
    leads = [date.activity.lead_id, date.activity.second_id]
    _tell(date, leads, kinds.NOBODY, "once", Speed.TODAY, event.at)


@transaction.atomic(savepoint=False)
def tell_it_is_overdue(event: GroupOverdue) -> None:
    """The contacts of this step, at night too where they agreed to it; the organisers with the site's number."""
    date = _date(event.organisation_id, event.occurrence_id)
    is_site = event.step == OverdueStep.Step.SITE
    what = kinds.SITE if is_site else kinds.OVERDUE
    contacts = _members(event.organisation_id, event.contact_ids)
    for contact in contacts:
        speed = Speed.URGENT if contact.pk in event.urgent_ids else Speed.TODAY
        _tell(date, [contact.member_id], what, event.step, speed, event.at, **{"as": "contact"})
    if is_site:
        others = set(_organisers(event.organisation_id)) - {contact.member_id for contact in contacts}
        _tell(date, others, what, event.step, Speed.TODAY, event.at, **{"as": "organiser"})


@transaction.atomic(savepoint=False)
def tell_they_are_safe(event: GroupIsSafe) -> None:
    """Whoever was told that they are missing, and nobody is woken for good news."""
    date = _date(event.organisation_id, event.occurrence_id)
    told = {contact.member_id for contact in _members(event.organisation_id, event.contact_ids)}
    if event.was_site_told:
        told |= set(_organisers(event.organisation_id)) - {date.activity.lead_id, date.activity.second_id}
    _tell(date, told, kinds.SAFE, "once", Speed.TODAY, event.at)


def _date(organisation_id: UUID, occurrence_id: UUID) -> Occurrence:
    return Occurrence.objects.of(organisation_id).select_related("activity__organisation").get(pk=occurrence_id)


def _members(organisation_id: UUID, contact_ids: Iterable[UUID]) -> list[HomeContact]:
    """Those who are members; an address gets a letter."""
    return list(HomeContact.objects.of(organisation_id).filter(pk__in=list(contact_ids), member__isnull=False))


def _organisers(organisation_id: UUID) -> Iterable[UUID]:
    return holders_of(organisation_id=organisation_id, role=RoleGrant.Role.ORGANISER).values_list("pk", flat=True)


def _tell(
    date: Occurrence, members: Iterable[UUID | None], what: str, key: str, speed: str, now: dt.datetime, **facts: str
) -> None:
    send(
        organisation_id=date.organisation_id,
        members=[pk for pk in members if pk is not None],
        kind=kinds.AT_HOME,
        about=date.pk,
        facts={"what": what, **facts},
        key=f"{what}:{date.pk}:{key}",
        speed=speed,
        now=now,
    )
