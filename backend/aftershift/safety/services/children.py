"""Children who come to what nobody planned for children: not let in where adults were planned for, else an organiser reads it."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.activities.errors import AdultsOnly
from aftershift.activities.events import ChildrenComing
from aftershift.activities.models import Activity
from aftershift.activities.selectors import dates_to_come
from aftershift.core.selectors import one
from aftershift.safety import tiers
from aftershift.safety.models import AgreementRequest
from aftershift.safety.selectors.agreeing import plan_of
from aftershift.safety.selectors.lists import answers_of
from aftershift.safety.services.messaging import tell_who_agrees


def refuse_where_adults_were_planned_for(event: ChildrenComing) -> None:
    """Somebody was asked and said that no children are invited. "Just us" is nobody's plan. Two statements; raises AdultsOnly."""
    activity = one(Activity.objects.of(event.organisation_id), event.activity_id)
    if activity.is_programme and tiers.is_for_adults(activity=activity, answers=answers_of(activity)):
        raise AdultsOnly


@transaction.atomic
def ask_about_children(*, organisation_id: UUID, activity_id: UUID, now: dt.datetime) -> None:
    """Nobody had been asked whether children come, and one does: it needs an organiser's yes from now on (DOMAIN 4.8), so it
    is put in the queue, and who agrees is told. Called by the worker, which holds nothing else; twice is once."""
    activity = one(Activity.objects.of(organisation_id).select_for_update(of=("self",)), activity_id)
    if AgreementRequest.objects.of(organisation_id).filter(activity=activity).exists():
        return
    plan = plan_of(organisation_id=organisation_id, activity_id=activity.pk)
    dates = dates_to_come(activity=activity, now=now)
    for date in dates:
        date.activity = activity
    missing = {role for date in dates if date.pk in plan.with_children for role in plan.lacking(date)}
    if missing:
        request = AgreementRequest.objects.create(organisation_id=organisation_id, activity=activity, asked_at=now)
        tell_who_agrees(request=request, roles=sorted(missing))
