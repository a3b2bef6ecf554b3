import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity
from aftershift.activities.selectors import dates_to_come
from aftershift.activities.services.organising import When, create_activity
from aftershift.leading.models import RoleOffer
from aftershift.leading.services import take_role
from aftershift.people.models import Member
from aftershift.safety.first_win import KIND, MINUTES, PLACES
from aftershift.safety.services.lists import tick


@transaction.atomic
def make_first_win(
    *,
    member: Member,
    roles: Collection[str],
    about: Mapping[str, str],
    date: dt.date,
    time: dt.time,
    site_id: UUID | None,
    i_lead: bool,
    checked: Mapping[str, str],
    now: dt.datetime,
) -> Activity:
    """The walk, planned, with what the organiser said of its list ticked in their name; all of it or nothing.

    about: title, meeting_place, how_hard, cost, what_to_bring. checked: item of the list -> what was said of it.
    It is opened like any other date, once its list is done and two people lead. Raises what making an activity,
    taking the lead and ticking raise.
    """
    facts = {**about, "kind": KIND, "minutes": MINUTES, "is_on_site": True, "is_programme": True, "travel": "on_foot"}
    when = When(first_date=date, start_time=time)
    activity = create_activity(
        member=member, roles=roles, about=facts, when=when, places=PLACES, site_id=site_id, now=now
    )
    if i_lead:
        activity = take_role(member=member, roles=roles, activity_id=activity.pk, role=RoleOffer.Role.LEAD, now=now)
    (walk,) = dates_to_come(activity=activity, now=now)
    for item_id, note in sorted(checked.items()):
        tick(
            member=member,
            roles=roles,
            occurrence_id=walk.pk,
            item_id=item_id,
            is_ticked=True,
            device_at=now,
            note=note,
            now=now,
        )
    return activity
