"""The worker with the lock on the activity taken away: the control that shows the race is real. For tests only.

The dates that exist are read, and 0.3 s later those that seem to be missing are made: a save has come between. On SQLite the
transactions go too, because immediate ones serialise by themselves.
"""

import datetime as dt
import time
from typing import Any

# First of all: it sets Django up, which the imports below need.
from aftershift.config.wsgi import application  # noqa: F401

# isort: split

from django.db import connection
from django.db.models import QuerySet

from aftershift.activities.models import Activity
from aftershift.activities.services.series import generating, standing

_days_stood_for = generating.days_stood_for


def _slow_days(activity: Activity) -> set[dt.date]:
    found = _days_stood_for(activity)
    time.sleep(0.3)
    return found


def _unlocked(self: QuerySet[Any], **_: Any) -> QuerySet[Any]:
    return self.all()


generating.days_stood_for = _slow_days
QuerySet.select_for_update = _unlocked  # type: ignore[method-assign]
if connection.vendor == "sqlite":
    standing.seat_everyone = standing.seat_everyone.__wrapped__  # type: ignore[attr-defined]
    generating.generate = generating.generate.__wrapped__  # type: ignore[attr-defined]
    generating.generate_due = generating.generate_due.__wrapped__  # type: ignore[attr-defined]
