"""The same server with its lock taken away: the control that shows the race is real. For tests only; nothing in the product knows it.

The lock on the occurrence is replaced by a plain read, and counting waits 0.1 s, so that racers overlap;
so do the comparison of an edit's version and the look at who is facilities staff. Whoever invites is not locked either.
On SQLite the transactions go too, because immediate ones serialise by themselves.
"""

import time
from typing import Any

# First of all: it sets Django up, which the imports below need.
from aftershift.config.wsgi import application  # noqa: F401  (gunicorn serves it)

# isort: split

from django.db import connection
from django.db.models import F

from aftershift.activities import counts, edits, kept, selectors
from aftershift.activities import inviting as invitations
from aftershift.activities.api import day
from aftershift.activities.models import Occurrence
from aftershift.activities.services import inviting, joining, keeping, organising, places, register, without_card
from aftershift.core import services as core_services
from aftershift.core.selectors import one
from aftershift.people.http import views

_count = counts.count


def _slow_count(occurrence: Any, member: Any = None) -> Any:
    counted = _count(occurrence, member)
    time.sleep(0.1)
    return counted


def _unlocked(*, organisation_id: Any, occurrence_id: Any) -> Any:
    rows = Occurrence.objects.of(organisation_id).annotate(is_programme=F("activity__is_programme"))
    return one(rows.select_related("activity"), occurrence_id)


_refuse_stale_date = edits.refuse_stale_date


def _slow_compare(occurrence: Any, seen: Any) -> None:
    _refuse_stale_date(occurrence, seen)
    time.sleep(0.1)


def _unlocked_teams(organisation_id: Any) -> Any:
    teams = list(kept.facilities_teams(organisation_id=organisation_id))
    time.sleep(0.1)
    return teams


edits.refuse_stale_date = _slow_compare
keeping._locked_teams = _unlocked_teams
places.count = joining.count = _slow_count
selectors.locked_occurrence = _unlocked
invitations.lock_sender = lambda *, member: None
if connection.vendor == "sqlite":
    places.settle_places = places.settle_places.__wrapped__
    joining.settle_places = places.settle_places  # type: ignore[attr-defined]
    joining.join_as_the_request = joining.join_as_the_request.__wrapped__
    joining.join = joining.join.__wrapped__
    joining.enter = inviting.enter = joining.enter.__wrapped__  # type: ignore[attr-defined]
    inviting.settle_places = places.settle_places  # type: ignore[attr-defined]
    inviting.invite = inviting.invite.__wrapped__
    views.once = core_services.once.__wrapped__
    register.settle_places = places.settle_places  # type: ignore[attr-defined]
    register.walk_in = register.walk_in.__wrapped__
    without_card.settle_places = places.settle_places  # type: ignore[attr-defined]
    day.count_without_card = without_card.count_without_card.__wrapped__  # type: ignore[attr-defined]
    organising.set_places = organising.set_places.__wrapped__
    organising.settle_places = places.settle_places  # type: ignore[attr-defined]
    keeping.keep_places = keeping.keep_places.__wrapped__
    keeping.settle_places = places.settle_places  # type: ignore[attr-defined]
    keeping.choose_facilities_teams = keeping.choose_facilities_teams.__wrapped__
