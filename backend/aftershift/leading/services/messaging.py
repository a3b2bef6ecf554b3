"""Who is told what about leading. Listeners, inside the publisher's transaction."""

from django.db import transaction

from aftershift.activities.models import Occurrence
from aftershift.leading.events import RoleAsked
from aftershift.leading.messages import DATE_ROLE
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send


@transaction.atomic(savepoint=False)
def tell_who_is_asked(event: RoleAsked) -> None:
    """Whoever is asked to take a small role, at a set time: it is a question, and can wait."""
    date = Occurrence.objects.of(event.organisation_id).get(pk=event.occurrence_id)
    send(
        organisation_id=event.organisation_id,
        members=[event.member_id],
        kind=DATE_ROLE,
        about=date.pk,
        facts={"role": event.role},
        key=f"{date.pk}:{event.role}",
        speed=Message.Speed.SET_TIME,
        starts_at=date.starts_at,
        expires_at=date.starts_at,
        now=event.at,
    )
