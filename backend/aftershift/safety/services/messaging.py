"""Who is told what about a plan. They read it at a set time: an answer is due in days, and whoever did it knows (RULE-55)."""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from aftershift.activities.events import OccurrencePublishing
from aftershift.activities.models import Activity, Occurrence
from aftershift.leading.selectors.away import away_on
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send
from aftershift.people.selectors import holders_of
from aftershift.safety import tiers
from aftershift.safety.events import ChangeProposed
from aftershift.safety.messages import AGREED, ASKED, OPENED, PLAN
from aftershift.safety.messages_lists import LIST_CHANGE
from aftershift.safety.models import Agreement, AgreementRequest
from aftershift.safety.selectors.agreeing import plan_of


@transaction.atomic(savepoint=False)
def tell_who_agrees(*, request: AgreementRequest, roles: Collection[str]) -> None:
    """roles: who has yet to agree to any of its dates. Who leads it cannot. Those who are away are not told while somebody
    is there: nobody but they may agree, so all are told where all are away."""
    leads = {request.activity.lead_id, request.activity.second_id}
    today = request.organisation.local(request.asked_at).date()
    away = away_on(organisation_id=request.organisation_id, today=today)
    for role in roles:
        holders = set(_holders(request.organisation_id, role, but=request.asked_by_id)) - leads
        _tell(
            request.activity,
            sorted(holders - away or holders),
            what=ASKED,
            key=f"{role}:{request.asked_at.isoformat()}",
            now=request.asked_at,
            role=role,
        )


@transaction.atomic(savepoint=False)
def tell_it_is_agreed(*, activity: Activity, by_id: UUID, now: dt.datetime) -> None:
    """Lead, second and whoever asked, once nobody's yes is missing."""
    asked = AgreementRequest.objects.of(activity.organisation_id).filter(activity=activity)
    told = {activity.lead_id, activity.second_id, *asked.values_list("asked_by_id", flat=True)} - {None, by_id}
    _tell(activity, [pk for pk in told if pk is not None], what=AGREED, key=now.isoformat(), now=now)


@transaction.atomic(savepoint=False)
def tell_it_opens(event: OccurrencePublishing) -> None:
    """At T0 nobody agrees and the organisers are told (DOMAIN 4.8): once for an activity, not for each of its dates."""
    rows = Occurrence.objects.of(event.organisation_id).select_related("activity")
    occurrence = rows.get(pk=event.occurrence_id)
    plan = plan_of(organisation_id=event.organisation_id, activity_id=occurrence.activity_id)
    if plan.tier(occurrence) == tiers.T0:
        organisers = _holders(event.organisation_id, Agreement.Role.ORGANISER, but=event.by_id)
        _tell(occurrence.activity, organisers, what=OPENED, key="once", now=event.at)


@transaction.atomic(savepoint=False)
def tell_of_change(event: ChangeProposed) -> None:
    """The keeper of the list; all organisers where nobody keeps it, or whoever did is gone."""
    organisers = set(_holders(event.organisation_id, Agreement.Role.ORGANISER, but=None))
    keeper = {event.keeper_id} & organisers
    send(
        organisation_id=event.organisation_id,
        members=[pk for pk in keeper or organisers if pk is not None],
        kind=LIST_CHANGE,
        about=event.change_id,
        key=str(event.change_id),
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )


def _holders(organisation_id: UUID, role: str, *, but: UUID | None) -> Iterable[UUID]:
    held = holders_of(organisation_id=organisation_id, role=role)
    return (held.exclude(pk=but) if but else held).values_list("pk", flat=True)


def _tell(activity: Activity, members: Iterable[UUID], *, what: str, key: str, now: dt.datetime, **facts: str) -> None:
    send(
        organisation_id=activity.organisation_id,
        members=members,
        kind=PLAN,
        about=activity.pk,
        facts={"what": what, **facts},
        key=f"{what}:{activity.pk}:{key}",
        speed=Message.Speed.SET_TIME,
        now=now,
    )
