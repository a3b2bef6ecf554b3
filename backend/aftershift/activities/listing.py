"""Who is on the list of one date, for those who run it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities import policies, selectors
from aftershift.activities.kept import Kept, kept_now
from aftershift.activities.models import LIVE, Occurrence, SignUp
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member

# Places, offers, the queue in its order, then who was taken off.
ORDER = {"placed": 0, "offered": 1, "waiting": 2, "removed": 3}


@dataclass(frozen=True, slots=True)
class PlacesList:
    occurrence: Occurrence
    sign_ups: Sequence[SignUp]
    kept: Kept
    may_keep: bool
    may_choose_teams: bool
    may_remove: bool


def places_list(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> PlacesList:
    """Two statements, and two more where places are kept. Who left is not listed: they owe nobody an explanation. Raises NotVisible, NotAllowed."""
    occurrence = one(selectors.visible_occurrences(member=member).select_related("activity"), occurrence_id)
    here = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "sign_up.list", here)
    rows = SignUp.objects.of(member.organisation_id).filter(
        occurrence=occurrence, status__in=(*LIVE, SignUp.Status.REMOVED)
    )
    found = rows.select_related("member", "typed_by").order_by("queued_at", "pk")
    return PlacesList(
        occurrence=occurrence,
        sign_ups=sorted(found, key=lambda row: ORDER[row.status]),
        kept=kept_now(occurrence=occurrence, now=now),
        may_keep=not policies.MAY["occurrence.keep_places"].isdisjoint(here),
        may_choose_teams=not policies.MAY["facilities_teams.choose"].isdisjoint(here),
        may_remove=not policies.MAY["sign_up.remove"].isdisjoint(here),
    )
