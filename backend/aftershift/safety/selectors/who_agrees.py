"""Whether anybody is there who could agree: nobody agrees to what they lead, and at T3 two people do."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from aftershift.activities.models import Activity
from aftershift.people.models import RoleGrant
from aftershift.safety.models import Agreement

Holders = Mapping[str, Collection[UUID]]


def holders(*, organisation_id: UUID) -> Holders:
    """Role -> who was granted it and has not left. One statement."""
    rows = RoleGrant.objects.of(organisation_id).filter(role__in=Agreement.Role.values, member__left_at=None)
    found: dict[str, set[UUID]] = defaultdict(set)
    for role, member_id in rows.values_list("role", "member"):
        found[role].add(member_id)
    return found


def nobody_for(*, activity: Activity, missing: Collection[str], said_by: Collection[UUID], of: Holders) -> list[str]:
    """Those of the missing roles that nobody is there for. said_by: whose yes to it counts already."""
    out = {activity.lead_id, activity.second_id, *said_by}
    free = {role: set(of.get(role, ())) - out for role in Agreement.Role.values if role in missing}
    nobody = [role for role, some in free.items() if not some]
    if not nobody and len(free) > 1 and len(set().union(*free.values())) < len(free):
        return [Agreement.Role.ADVISER.value]  # the same one person for both
    return nobody
