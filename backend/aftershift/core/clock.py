"""The one clock. Only views, tasks and commands read it; everything below takes `now` as an argument."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from aftershift.core.models import ClockShift


def now() -> dt.datetime:
    """Aware UTC. In the demonstration and in tests it may have been moved forward by `manage.py clock`."""
    real = dt.datetime.now(dt.UTC)
    if not settings.CLOCK_CAN_MOVE:
        return real
    row = ClockShift.objects.first()
    return real + dt.timedelta(seconds=row.seconds) if row else real


@transaction.atomic
def move(*, by: dt.timedelta) -> dt.datetime:
    """Move the clock forward for web and worker alike; returns the new now. ValueError where it may not move."""
    if not settings.CLOCK_CAN_MOVE:
        raise ValueError("The clock moves only in the demonstration and in tests.")
    row, _ = ClockShift.objects.select_for_update().get_or_create(pk=1)
    row.seconds += int(by.total_seconds())
    row.save(update_fields=["seconds"])
    return now()
