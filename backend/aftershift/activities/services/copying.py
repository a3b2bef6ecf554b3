"""The same again: a new activity with the words and the plan of another, and nothing of what happened on it (RULE-20)."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities import selectors
from aftershift.activities.models import TEXTS, Activity
from aftershift.activities.services.organising import PLAN, When, create_activity
from aftershift.core.selectors import one
from aftershift.people.models import Member

COPIED = ("kind", "is_quiet", "is_on_site", "minutes", *TEXTS, *PLAN)


@transaction.atomic
def copy_activity(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    date: dt.date,
    time: dt.time,
    places: int,
    now: dt.datetime,
) -> Activity:
    """One planned date that nobody is on. Nobody leads it until they agree to it anew; no tick, approval, attendance,
    message or vote comes along. Raises what `create_activity` raises."""
    original = one(selectors.programme(organisation_id=member.organisation_id), activity_id)
    return create_activity(
        member=member,
        roles=roles,
        about={name: getattr(original, name) for name in COPIED},
        when=When(date, time),
        places=places,
        site_id=original.site_id,
        now=now,
    )
