"""What keeps a person from leading, said to themselves."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef

from aftershift.activities.errors import TwoSleepsFirst
from aftershift.activities.fitting import first_date_too_tired_to_lead
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import dates_to_come
from aftershift.leading import ladder
from aftershift.leading.errors import BuddyOfTwo, NotConfirmedYet, TooYoungToLead
from aftershift.leading.selectors.steps import numbers_awake
from aftershift.people.models import Member, RoleGrant


def refuse_unless_adult(someone: Member) -> None:
    """A lead may confirm others, and new members may not (DESIGN 4)."""
    if someone.is_under_18:
        raise TooYoungToLead
    if not someone.is_confirmed:
        raise NotConfirmedYet


def refuse_unless_rested(someone: Member, activity: Activity, now: dt.datetime) -> None:
    """Whoever leads something strenuous has slept twice after nights before each of its dates (DOMAIN 3.3, rule 7)."""
    dates = dates_to_come(activity=activity, now=now)
    if (date := first_date_too_tired_to_lead(member=someone, activity=activity, dates=dates)) is not None:
        raise TwoSleepsFirst(date=date.local_date.isoformat())


# DOMAIN 5.2, step 6.
MOST_NEW_LEADS = 2


def refuse_third_new_lead(
    *, lead_id: UUID | None, second_id: UUID | None, activity: Activity, now: dt.datetime
) -> None:
    """Whoever helps somebody who leads with a buddy is that buddy, of at most two such people at a time, on activities that
    have dates to come. One statement for each kind they help with, and three; raises BuddyOfTwo."""
    if lead_id is None or second_id is None or not _is_new(activity.kind, {lead_id}, activity, now):
        return
    if stands_beside_two(member_id=second_id, activity=activity, now=now, but_for=lead_id):
        raise BuddyOfTwo


def refuse_to_stay_beside_a_third(*, giver_id: UUID, activity: Activity, now: dt.datetime) -> None:
    """Whoever passes leading on and stays to help may become a buddy. Whether the taker is new is not asked: the answer
    would tell the giver their step (DOMAIN 7.3). Raises BuddyOfTwo."""
    if stands_beside_two(member_id=giver_id, activity=activity, now=now):
        raise BuddyOfTwo(next="You stand beside two new leads already. Pass it on without staying to help.")


def stands_beside_two(*, member_id: UUID, activity: Activity, now: dt.datetime, but_for: UUID | None = None) -> bool:
    """Whether they are the buddy of two others than this one already, on other activities than this.
    Who organises is no buddy in this sense: how often they come is the taper's."""
    organisation_id = activity.organisation_id
    if RoleGrant.objects.of(organisation_id).filter(member=member_id, role=RoleGrant.Role.ORGANISER).exists():
        return False
    coming = Occurrence.objects.of(organisation_id).filter(activity=OuterRef("pk"), starts_at__gt=now)
    coming = coming.exclude(state=Occurrence.State.CANCELLED)
    helped = Activity.objects.of(organisation_id).filter(Exists(coming), second=member_id).exclude(pk=activity.pk)
    leads: dict[str, set[UUID]] = {}
    for kind, one in helped.exclude(lead=None).values_list("kind", "lead"):
        leads.setdefault(kind, set()).add(one)
    beside = {one for kind, some in leads.items() for one in _is_new(kind, some, activity, now)} - {but_for}
    return len(beside) >= MOST_NEW_LEADS


def _is_new(kind: str, member_ids: set[UUID], activity: Activity, now: dt.datetime) -> set[UUID]:
    """Those of them who lead this kind with a buddy."""
    numbers = numbers_awake(
        organisation_id=activity.organisation_id,
        kind=kind,
        member_ids=member_ids,
        today=activity.organisation.local(now).date(),
    )
    return {one for one, number in numbers.items() if number == ladder.WITH_A_BUDDY}
