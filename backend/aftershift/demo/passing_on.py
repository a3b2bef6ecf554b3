"""How leading goes from hand to hand in the demonstration: two small roles, the plan of the walk, and its pack."""

import datetime as dt
from collections.abc import Sequence

from aftershift.activities.models import Activity, Occurrence
from aftershift.leading.models import DateRole
from aftershift.leading.selectors.roles import may_take, roles_of_kind
from aftershift.leading.services import handover, roles, tapering
from aftershift.people.models import Member

MEMBERS = frozenset({"member", "confirmed"})
ORGANISES = MEMBERS | {"organiser"}
PACK = {
    "contacts": "Estates, for the key to the side gate",
    "place": "The bench is cold after four. The pond path is the dry one.",
    "checklist": "Take the torch from November on.",
    "learned": "Wait five minutes at the big clock: people come off shift late.",
}


def lend_a_hand(occurrence: Occurrence, coming: Sequence[Member], *, now: dt.datetime) -> None:
    """Two of those who come take a role each; the others are free to be tried."""
    for role in (DateRole.Role.BACK_MARKER, DateRole.Role.KIT):
        if role in roles_of_kind(occurrence.activity.kind):
            someone = next(member for member in coming if may_take(member, role))
            roles.take_date_role(member=someone, occurrence_id=occurrence.pk, role=role, now=now)
            coming = [member for member in coming if member != someone]


def begin_passing_on(activity: Activity, *, by: Member, now: dt.datetime) -> None:
    tapering.begin_taper(member=by, roles=ORGANISES, activity_id=activity.pk, now=now)
    if activity.lead is not None:
        handover.write_pack(
            member=activity.lead, roles=MEMBERS, activity_id=activity.pk, words=PACK, version=0, now=now
        )
