"""What keeps a person from leading, said to themselves."""

import datetime as dt

from aftershift.activities.errors import TwoSleepsFirst
from aftershift.activities.fitting import first_date_too_tired_to_lead
from aftershift.activities.models import Activity
from aftershift.activities.selectors import dates_to_come
from aftershift.leading.errors import FourWeeksFull, NotConfirmedYet, TooYoungToLead
from aftershift.leading.selectors import guards
from aftershift.people.models import Member


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


def refuse_four_full_weeks(someone: Member, activity: Activity, now: dt.datetime) -> None:
    """Whoever has as many dates of other activities as they want in four weeks takes on no more (DOMAIN 5.4). The dates
    of this one do not count: whoever leads it may change from date to date."""
    coming = guards.next_date(activity=activity, now=now)
    if coming is None:
        return
    mine = [someone.pk]
    counts = guards.leads_around(
        organisation_id=activity.organisation_id, member_ids=mine, day=coming.local_date, beside=activity.pk
    )
    limits = guards.limits_of(organisation_id=activity.organisation_id, member_ids=mine)
    if counts[someone.pk] >= limits[someone.pk]:
        raise FourWeeksFull(most=limits[someone.pk])
