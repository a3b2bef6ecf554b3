"""What keeps a person from leading, said to themselves."""

import datetime as dt

from aftershift.activities.errors import TwoSleepsFirst
from aftershift.activities.fitting import first_date_too_tired_to_lead
from aftershift.activities.models import Activity
from aftershift.activities.selectors import dates_to_come
from aftershift.leading.errors import NotConfirmedYet, TooYoungToLead
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
