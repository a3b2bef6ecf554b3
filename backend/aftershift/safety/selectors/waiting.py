"""What waits for somebody's yes, by when an answer is due, and what is open without one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from aftershift.activities.models import Activity, Occurrence
from aftershift.core.policies import require
from aftershift.organisations.models import Organisation
from aftershift.organisations.working_days import after_working_days
from aftershift.people.models import Member
from aftershift.safety import policies, tiers
from aftershift.safety.models import Agreement, AgreementRequest
from aftershift.safety.selectors.agreeing import Plan, plans_of

NOT_BEGUN = (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)
ROLES = tuple(Agreement.Role.values)
LOW_KINDS = [kind for kind, tier in tiers.AT_LEAST.items() if tier == tiers.T0]


@dataclass(frozen=True)
class Waiting:
    """One activity in the queue. since: from when its answer is counted. missing: who has yet to agree to any date."""

    activity: Activity
    tier: int
    since: dt.datetime
    answer_by: dt.date
    is_late: bool
    was_agreed: bool  # and reopened by a change
    missing: list[str]
    dates: int
    first_date: dt.date


def agreement_queue(*, member: Member, roles: Collection[str], now: dt.datetime) -> list[Waiting]:
    """What waits for an agreement, oldest first. Constant statements, however many wait. Raises NotAllowed."""
    require(policies.MAY, "agreement.queue", roles)
    return waiting(organisation=member.organisation, now=now)


def waiting(*, organisation: Organisation, now: dt.datetime) -> list[Waiting]:
    asked = AgreementRequest.objects.of(organisation.pk).select_related("activity__lead")
    requests = {row.activity_id: row for row in asked}
    dates = _dates(organisation, now, activity__in=requests, state__in=NOT_BEGUN)
    plans = plans_of(organisation_id=organisation.pk, activity_ids=list(dates))
    found = [
        row
        for pk, mine in dates.items()
        if (row := _waiting(requests[pk], plans[pk], mine, organisation=organisation, now=now)) is not None
    ]
    return sorted(found, key=lambda row: (row.since, row.activity.pk))


def due_for_a_look(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(request, organisation) of those with a date to come that nobody looked at today. Outside any scope."""
    coming = Occurrence.objects.filter(activity=OuterRef("activity"), starts_at__gt=now, state__in=NOT_BEGUN)
    rows = AgreementRequest.objects.filter(Q(looked_date=None) | Q(looked_date__lt=now.date()), Exists(coming))
    return list(rows.values_list("pk", "organisation_id"))


def waits_for(*, request: AgreementRequest, organisation: Organisation, now: dt.datetime) -> Waiting | None:
    """One activity's turn in the queue; None when nobody's yes is missing."""
    dates = _dates(organisation, now, activity=request.activity_id, state__in=NOT_BEGUN).get(request.activity_id)
    if not dates:
        return None
    plan = plans_of(organisation_id=organisation.pk, activity_ids=[request.activity_id])[request.activity_id]
    return _waiting(request, plan, dates, organisation=organisation, now=now)


def _waiting(
    request: AgreementRequest, plan: Plan, dates: list[Occurrence], *, organisation: Organisation, now: dt.datetime
) -> Waiting | None:
    lacking = {date: plan.lacking(date) for date in dates}
    waits = [date for date, missing in lacking.items() if missing]
    if not waits:
        return None
    tier = max(plan.tier(date) for date in waits)
    since = waiting_since(request, plan)
    due = answer_by(organisation=organisation, since=since, tier=tier)
    return Waiting(
        activity=request.activity,
        tier=tier,
        since=since,
        answer_by=due,
        is_late=organisation.local(now).date() > due,
        was_agreed=bool(plan.agreements),
        missing=[role for role in ROLES if any(role in lacking[date] for date in waits)],
        dates=len(waits),
        first_date=waits[0].local_date,
    )


def waiting_since(request: AgreementRequest, plan: Plan) -> dt.datetime:
    """From asking; where it was agreed before and a change has reopened it, it cannot have waited before that."""
    given = [row.at for rows in plan.agreements.values() for row in rows]
    return max([request.asked_at, *given])


def answer_by(*, organisation: Organisation, since: dt.datetime, tier: int) -> dt.date:
    """The day on which an answer is due: working days, counted from the day after."""
    asked = organisation.local(since).date()
    return after_working_days(asked, tiers.TARGET_DAYS[tier], nation=organisation.nation)


@dataclass(frozen=True)
class OpenUnasked:
    """An activity of T0 that people can join: nobody had to agree, and organisers are told."""

    activity: Activity
    dates: int
    first_date: dt.date


def open_unasked(*, member: Member, roles: Collection[str], now: dt.datetime) -> list[OpenUnasked]:
    """What is open to join without anybody's yes (DOMAIN 4.8, T0), the next date first. Constant statements, however many
    there are. Raises NotAllowed."""
    require(policies.MAY, "agreement.queue", roles)
    return unasked(organisation=member.organisation, now=now)


def unasked(*, organisation: Organisation, now: dt.datetime) -> list[OpenUnasked]:
    open_now = Occurrence.State.PUBLISHED
    dates = _dates(organisation, now, activity__kind__in=LOW_KINDS, state=open_now)
    plans = plans_of(organisation_id=organisation.pk, activity_ids=list(dates))
    low = {pk: [date for date in mine if plans[pk].tier(date) == tiers.T0] for pk, mine in dates.items()}
    return [OpenUnasked(mine[0].activity, len(mine), mine[0].local_date) for mine in low.values() if mine]


def _dates(organisation: Organisation, now: dt.datetime, **which: object) -> Mapping[UUID, list[Occurrence]]:
    """Dates to come by their activity, in order of time."""
    rows = Occurrence.objects.of(organisation.pk).filter(starts_at__gt=now, activity__is_programme=True, **which)
    dates: dict[UUID, list[Occurrence]] = defaultdict(list)
    for date in rows.select_related("activity__lead").order_by("starts_at", "pk"):
        dates[date.activity_id].append(date)
    return dates
