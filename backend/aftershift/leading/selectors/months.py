"""Whom to remind of the question of the month. Nobody is shown this: it decides whom a message goes to."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.leading.models import LeadAnswer
from aftershift.leading.selectors.guards import first_of_month
from aftershift.notifications.models import Message
from aftershift.people.models import Member

LEAD_MONTH = "lead_month"  # the kind of message
# The app asks from the first of the month on; who has not answered by now is reminded, once.
ASKED_FROM = 15


def next_month(month_date: dt.date) -> dt.date:
    return first_of_month(month_date + dt.timedelta(days=32))


def not_answered(*, organisation_id: UUID, month_date: dt.date) -> list[UUID]:
    found = _to_ask(month_date).filter(organisation=organisation_id)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _to_ask(month_date: dt.date) -> QuerySet[Member]:
    """Who leads or helps lead, and has neither answered nor been reminded this month. What has had no date since the month
    began asks nobody. The organisation is named by whoever asks, or the scope."""
    dates = Occurrence.objects.filter(activity=OuterRef("pk"), local_date__gte=month_date)
    leads = Activity.objects.filter(Exists(dates.exclude(state=Occurrence.State.CANCELLED)), is_programme=True)
    answered = LeadAnswer.objects.filter(member=OuterRef("pk"), month_date=month_date)
    told = Message.objects.filter(member=OuterRef("pk"), kind=LEAD_MONTH, key=f"{LEAD_MONTH}:{month_date.isoformat()}")
    people = Member.objects.filter(Q(pk__in=leads.values("lead")) | Q(pk__in=leads.values("second")), left_at=None)
    return people.filter(~Exists(answered), ~Exists(told))


def due_for_asking(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(organisation, organisation) of those in which somebody is to be reminded. Outside any scope. One statement.

    By the day in UTC; the service looks at the organisation's own.
    """
    today = now.date()
    if today.day < ASKED_FROM:
        return []
    month = first_of_month(today)
    rows = _to_ask(month).order_by("organisation_id")
    found = rows.values_list("organisation_id", flat=True).distinct()
    return [(organisation_id, organisation_id) for organisation_id in found]
