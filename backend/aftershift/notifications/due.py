"""What is due, across organisations. Callers have no scope open."""

import datetime as dt
from uuid import UUID

from aftershift.notifications.models import Delivery, Letter, Message


def with_due_messages(*, now: dt.datetime) -> list[UUID]:
    """Organisations in which a message waits to be looked at. One statement."""
    rows = Message.objects.filter(settled_at=None, due_at__lte=now)
    return list(rows.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())


def with_free_deliveries(*, now: dt.datetime) -> list[UUID]:
    """Organisations in which a delivery may be tried. One statement."""
    rows = Delivery.objects.filter(free_at__lte=now)
    return list(rows.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())


def with_free_letters(*, now: dt.datetime) -> list[UUID]:
    """Organisations in which a letter may be tried. One statement."""
    rows = Letter.objects.filter(free_at__lte=now)
    return list(rows.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())


def with_old_rows(*, before: dt.datetime) -> list[UUID]:
    """Organisations that keep a message, a delivery or a letter from before. Three statements, each by its index."""
    old = (
        Message.objects.filter(settled_at__isnull=False, expires_at__lt=before),
        Delivery.objects.filter(changed_at__lt=before),
        Letter.objects.filter(changed_at__lt=before),
    )
    return sorted({found for rows in old for found in rows.values_list("organisation_id", flat=True).distinct()})
