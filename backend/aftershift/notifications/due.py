"""What is due, across organisations. Callers have no scope open."""

import datetime as dt
from uuid import UUID

from aftershift.notifications.models import Delivery, Message


def with_due_messages(*, now: dt.datetime) -> list[UUID]:
    """Organisations in which a message waits to be looked at. One statement."""
    rows = Message.objects.filter(settled_at=None, due_at__lte=now)
    return list(rows.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())


def with_free_deliveries(*, now: dt.datetime) -> list[UUID]:
    """Organisations in which a delivery may be tried. One statement."""
    rows = Delivery.objects.filter(free_at__lte=now)
    return list(rows.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())
