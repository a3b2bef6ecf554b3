"""Reminding everybody who could agree once the target days have gone by (DESIGN 4: then the other is asked)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.core.selectors import one
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send
from aftershift.organisations.models import Organisation
from aftershift.people.selectors import holders_of
from aftershift.safety.messages_late import WAITING_FOR_YES
from aftershift.safety.models import AgreementRequest
from aftershift.safety.selectors.waiting import waits_for


@transaction.atomic
def remind_of_late_answer(*, organisation_id: UUID, request_id: UUID, now: dt.datetime) -> None:
    """All who hold a role whose yes is missing, once for each time that it waits; whoever asked for it is not reminded,
    and neither is who leads it, as another one has to agree.

    Called by the worker once a day; twice is once.
    """
    rows = AgreementRequest.objects.of(organisation_id).select_related("activity__lead")
    request = one(rows.select_for_update(of=("self",)), request_id)
    organisation = Organisation.objects.get(pk=organisation_id)
    request.looked_date = now.date()
    request.save(update_fields=["looked_date"])
    it = waits_for(request=request, organisation=organisation, now=now)
    if it is None or not it.is_late:
        return
    others = {request.asked_by_id, request.activity.lead_id, request.activity.second_id}
    for role in it.missing:
        held = holders_of(organisation_id=organisation_id, role=role)
        send(
            organisation_id=organisation_id,
            members=set(held.values_list("pk", flat=True)) - others,
            kind=WAITING_FOR_YES,
            about=request.activity_id,
            facts={"role": role},
            key=f"{request.activity_id}:{role}:{it.since.isoformat()}",
            speed=Message.Speed.SET_TIME,
            now=now,
        )
