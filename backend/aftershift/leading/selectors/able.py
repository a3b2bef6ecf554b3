"""Who is able to lead a kind of activity, and what is said of it."""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from aftershift.activities.models import Activity
from aftershift.activities.selectors import programme
from aftershift.leading.models import RecordLine
from aftershift.leading.selectors.record import LED_OR_HELPED
from aftershift.leading.selectors.steps import trusted_to_lead
from aftershift.people.models import Member
from aftershift.shifts.selectors import shift_groups_in

ENOUGH = 3


def able_to_lead(*, activity: Activity, today: dt.date) -> set[UUID]:
    """Confirmed adults who lead or help lead this kind now, did on a date that was closed, or whose steps say that they
    can. For rules only: nobody is shown who, or how many."""
    organisation_id = activity.organisation_id
    same = programme(organisation_id=organisation_id).filter(kind=activity.kind)
    led = RecordLine.objects.of(organisation_id).filter(LED_OR_HELPED, kind=activity.kind)
    people = Member.objects.of(organisation_id).filter(
        Q(pk__in=same.values("lead"))
        | Q(pk__in=same.values("second"))
        | Q(pk__in=led.values("member"))
        | Q(pk__in=trusted_to_lead(activity=activity, today=today)),
        left_at=None,
        is_under_18=False,
    )
    return set(people.exclude(confirmed_at=None).values_list("pk", flat=True))


def readiness(*, activity: Activity, today: dt.date) -> str:
    """`enough`, `not_yet` or `not_yet_other_shift`: three can lead it, and one of them works other shifts (DOMAIN 5.3)."""
    able = able_to_lead(activity=activity, today=today)
    if len(able) < ENOUGH:
        return "not_yet"
    groups = shift_groups_in(organisation_id=activity.organisation_id)
    known = {groups[member_id] for member_id in able if groups.get(member_id, "unknown") != "unknown"}
    return "enough" if len(known) > 1 else "not_yet_other_shift"
