"""After a date: who leads the next one, and which small roles of it are free."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.selectors import roles_for, visible_occurrences
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.selectors import guards
from aftershift.leading.selectors.roles import may_take, roles_of_kind, roles_shown, tried
from aftershift.people.models import Member


@dataclass(frozen=True, slots=True)
class WhoNext:
    """Of the next date of the same activity. free: small roles that nobody has or, for whoever does not run it, that the
    reader is told of. try_it: the free role that the reader has not done yet. turn_is_somebody_elses: for who leads it."""

    next_id: UUID
    next_at: dt.datetime
    has_lead: bool
    has_second: bool
    free: list[str]
    try_it: str | None
    turn_is_somebody_elses: bool
    may_ask: bool


def who_next(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], occurrence_id: UUID, now: dt.datetime
) -> WhoNext | None:
    """None when no date of it is to come. A fixed number of statements. Raises NotVisible."""
    date = one(visible_occurrences(member=member).select_related("activity"), occurrence_id)
    activity = date.activity
    coming = guards.next_date(activity=activity, now=now)
    if coming is None:
        return None
    shown = roles_shown(member=member, roles=roles, all_roles=all_roles, occurrence_id=coming.pk, now=now)
    free = [row.role for row in shown.roles if row.state == "free"]
    done = tried(members=[member.pk], kind=activity.kind, organisation_id=member.organisation_id, now=now)
    mine = set(done.get(member.pk, ()))
    busy = any(row.is_me for row in shown.roles)
    new = (
        role for role in roles_of_kind(activity.kind) if role in free and role not in mine and may_take(member, role)
    )
    runs_it = not policies.MAY["date_role.ask"].isdisjoint(roles_for(member=member, activity=activity, granted=roles))
    leads = activity.lead_id == member.pk
    return WhoNext(
        next_id=coming.pk,
        next_at=coming.starts_at,
        has_lead=activity.lead_id is not None,
        has_second=activity.second_id is not None,
        free=free,
        try_it=None if busy or runs_it else next(new, None),
        turn_is_somebody_elses=leads and guards.turn_is_somebody_elses(activity=activity, now=now),
        may_ask=runs_it,
    )
