"""Messages go when the names on a sign-up list do (DOMAIN 7.5), and what became of them with them."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from aftershift.notifications.models import Delivery, Letter, Message

KEPT_FOR = dt.timedelta(days=90)
AT_ONCE = 500


@transaction.atomic
def forget_old(*, organisation_id: UUID, now: dt.datetime) -> int:
    """Delete one batch of what is over for 90 days; returns how many rows went. Safe to repeat, also by two workers.

    Counted from when a message expires, so that its key still stops a second one as long as it could be true.
    """
    before = now - KEPT_FOR
    over: tuple[QuerySet[Any], ...] = (
        Message.objects.of(organisation_id).filter(settled_at__isnull=False, expires_at__lt=before),
        # What is not through after 90 days leads nowhere: its channel was closed, and what it would say is over.
        Delivery.objects.of(organisation_id).filter(changed_at__lt=before),
        Letter.objects.of(organisation_id).filter(changed_at__lt=before),
    )
    gone = 0
    for rows in over:
        gone += rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
    return gone
