"""Messages go when the names on a sign-up list do (DOMAIN 7.5), and what became of them with them."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.notifications.models import Delivery, Letter, Message

KEPT_FOR = dt.timedelta(days=90)
AT_ONCE = 500


@transaction.atomic
def forget_old(*, organisation_id: UUID, now: dt.datetime) -> int:
    """Delete one batch of what is over for 90 days; returns how many rows went. Safe to repeat, also by two workers.

    Counted from when a message expires, so that its key still stops a second one as long as it could be true.
    """
    before = now - KEPT_FOR
    gone = 0
    messages = Message.objects.of(organisation_id).filter(settled_at__isnull=False, expires_at__lt=before)
    gone += messages.filter(pk__in=list(messages.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
    # What is not through after 90 days leads nowhere: its channel was closed, and what it would say is over.
    for model in (Delivery, Letter):
        rows = model.objects.of(organisation_id).filter(changed_at__lt=before)  # type: ignore[attr-defined]
        gone += rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
    return gone
