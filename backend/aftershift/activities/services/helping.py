"""Entering who helps from outside, and forgetting them."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities import helping, policies, selectors
from aftershift.activities.errors import HelpersEnough
from aftershift.activities.models import Activity, Helper
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member

MOST_HELPERS = 6


@transaction.atomic
def enter_helper(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    name: str,
    what: str,
    phone: str = "",
    now: dt.datetime,
) -> Helper:
    """Everybody reads name and what they do; lead and second the phone. Raises NotVisible, NotAllowed, HelpersEnough."""
    activity = _locked(member, roles, activity_id)
    if Helper.objects.of(member.organisation_id).filter(activity=activity).count() >= MOST_HELPERS:
        raise HelpersEnough
    return Helper.objects.create(
        organisation_id=member.organisation_id, activity=activity, name=name, what=what, phone=phone, entered_at=now
    )


@transaction.atomic
def forget_helper(*, member: Member, roles: Collection[str], helper_id: UUID, now: dt.datetime) -> None:
    """At once and for good. Raises NotVisible, NotAllowed."""
    row = one(helping.visible_helpers(member=member), helper_id)
    _locked(member, roles, row.activity_id)
    row.delete()


@transaction.atomic
def erase_helpers(*, organisation_id: UUID, activity_id: UUID, now: dt.datetime) -> int:
    """What is still due by then: a new date keeps them. Called by the worker inside the organisation's scope."""
    one(Activity.objects.of(organisation_id).select_for_update(of=("self",), no_key=True), activity_id)
    rows = Helper.objects.of(organisation_id).filter(helping.done_with(now=now), activity=activity_id)
    return rows.delete()[0]


def _locked(member: Member, roles: Collection[str], activity_id: UUID) -> Activity:
    activity = one(
        selectors.visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id
    )
    require(policies.MAY, "helper.enter", selectors.roles_for(member=member, activity=activity, granted=roles))
    return activity
