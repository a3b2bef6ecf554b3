"""Letters to an address that is at home for a group and belongs to no member. Listeners.

The letter is a row that commits with the change, and the worker hands it over, again where the post refuses it: an
alert must neither wait for a mail server nor be lost with the process that raised it.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from aftershift.notifications.services.letters import write
from aftershift.safety.events import GroupIsSafe, GroupOverdue, HomeContactAsked
from aftershift.safety.letters_out import KIND
from aftershift.safety.messages_out import ASKED, OVERDUE, SAFE, SITE
from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.selectors import home as selectors


@transaction.atomic(savepoint=False)
def write_to_who_is_asked(event: HomeContactAsked) -> None:
    _write(ASKED, event.organisation_id, [event.contact_id], "once", event.at)


@transaction.atomic(savepoint=False)
def write_it_is_overdue(event: GroupOverdue) -> None:
    what = SITE if event.step == OverdueStep.Step.SITE else OVERDUE
    _write(what, event.organisation_id, event.contact_ids, event.step, event.at)


@transaction.atomic(savepoint=False)
def write_they_are_safe(event: GroupIsSafe) -> None:
    _write(SAFE, event.organisation_id, event.contact_ids, "once", event.at)


def _write(what: str, organisation_id: UUID, contact_ids: Iterable[UUID], key: str, now: dt.datetime) -> None:
    rows = HomeContact.objects.of(organisation_id).filter(pk__in=list(contact_ids)).exclude(email="")
    for contact in rows.select_related("occurrence"):
        write(
            organisation_id=organisation_id,
            kind=KIND,
            about=contact.occurrence_id,
            facts={"what": what, "contact": str(contact.pk)},
            key=f"{what}:{contact.pk}:{key}",
            now=now,
            expires_at=max(contact.occurrence.ends_at, now) + selectors.LOOKS_BACK,
        )
