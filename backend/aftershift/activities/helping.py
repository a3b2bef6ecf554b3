"""Who helps with an activity from outside."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from aftershift.activities import policies, selectors
from aftershift.activities.models import Activity, Helper, Occurrence
from aftershift.core.selectors import one
from aftershift.people.models import Member

KEPT_AFTER = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class HelperShown:
    id: UUID
    name: str  # empty for a supervisor, who is told no names
    what: str
    phone: str | None  # None for whoever is not told it


@dataclass(frozen=True, slots=True)
class Helpers:
    rows: list[HelperShown]
    may_change: bool


def visible_helpers(*, member: Member) -> QuerySet[Helper]:
    """Every helper of the organisation's activities; their phones are left out of each row."""
    return Helper.objects.of(member.organisation_id).defer("phone")


def phones_of(*, member: Member, activity: Activity) -> Mapping[UUID, str]:
    """The only way to a helper's phone: for lead and second of the activity. Everybody else, organisers too, gets none."""
    if member.pk not in (activity.lead_id, activity.second_id):
        return {}
    rows = Helper.objects.of(activity.organisation_id).filter(activity=activity)
    return dict(rows.values_list("pk", "phone"))


def helpers_of(*, member: Member, roles: Collection[str], all_roles: Collection[str], activity_id: UUID) -> Helpers:
    """In the order they were entered. Two statements, three for lead and second. Raises NotVisible."""
    activity = one(selectors.visible_activities(member=member), activity_id)
    here = selectors.roles_for(member=member, activity=activity, granted=roles)
    phones = phones_of(member=member, activity=activity)
    found = visible_helpers(member=member).filter(activity=activity).order_by("entered_at", "pk")
    is_nameless = "supervisor" in all_roles
    return Helpers(
        rows=[
            HelperShown(key, "" if is_nameless else name, what, phones.get(key))
            for key, name, what in found.values_list("pk", "name", "what")
        ],
        may_change=not policies.MAY["helper.enter"].isdisjoint(here),
    )


def done_with(*, now: dt.datetime) -> Q:
    """Helpers of activities whose last date was over 30 days ago; without any date, entered that long ago."""
    since = now - KEPT_AFTER
    later = Occurrence.objects.filter(activity=OuterRef("activity"), ends_at__gt=since)
    return Q(entered_at__lte=since) & ~Q(Exists(later))


def due_for_erasing(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(activity, organisation). Read where due work is claimed, outside any scope."""
    return list(Helper.objects.filter(done_with(now=now)).values_list("activity_id", "organisation_id").distinct())
