"""What waits for somebody's yes, by when an answer is due, and what is open without one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from aftershift.activities.models import Activity, Occurrence, SignUp
from aftershift.core.policies import require
from aftershift.organisations.models import Organisation
from aftershift.organisations.working_days import after_working_days
from aftershift.people.models import Member
from aftershift.safety import policies, signing, tiers
from aftershift.safety.models import Agreement, AgreementRequest, SafetyAnswers
from aftershift.safety.selectors.agreeing import A_CHILD, Plan, plans_of
from aftershift.safety.selectors.who_agrees import Holders, holders, nobody_for

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
    nobody_for: list[str]  # of those: nobody here could agree
    dates: int
    first_date: dt.date
    is_look: bool = False  # the lead has signed; an organiser looks it over, and nothing waits for that


def agreement_queue(*, member: Member, roles: Collection[str], now: dt.datetime) -> list[Waiting]:
    """What waits for an agreement, oldest first, then what an organiser looks over. Constant statements, however many wait.
    Raises NotAllowed."""
    require(policies.MAY, "agreement.queue", roles)
    return waiting(organisation=member.organisation, with_looks=True, now=now)


def waiting(*, organisation: Organisation, with_looks: bool = False, now: dt.datetime) -> list[Waiting]:
    asked = AgreementRequest.objects.of(organisation.pk).select_related("activity__lead")
    requests = {row.activity_id: row for row in asked}
    dates = _dates(organisation, now, activity__in=requests, state__in=NOT_BEGUN)
    plans = plans_of(organisation_id=organisation.pk, activity_ids=list(dates))
    of = holders(organisation_id=organisation.pk)
    found = [
        row
        for pk, mine in dates.items()
        if (row := _waiting(requests[pk], plans[pk], mine, organisation=organisation, of=of, now=now)) is not None
        or (with_looks and (row := _look(requests[pk], plans[pk], mine)) is not None)
    ]
    return sorted(found, key=lambda row: (row.is_look, row.since, row.activity.pk))


def due_for_a_look(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(request, organisation) of those with a date to come that nobody looked at today. Outside any scope."""
    coming = Occurrence.objects.filter(activity=OuterRef("activity"), starts_at__gt=now, state__in=NOT_BEGUN)
    rows = AgreementRequest.objects.filter(Q(looked_date=None) | Q(looked_date__lt=now.date()), Exists(coming))
    return list(rows.values_list("pk", "organisation_id"))


def children_unasked(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(activity, organisation) where a child has a place and nobody had planned for one, or asked anybody. Outside any scope."""
    asked = AgreementRequest.objects.filter(activity=OuterRef("occurrence__activity"))
    said = SafetyAnswers.objects.filter(activity=OuterRef("occurrence__activity"), has_children=True)
    rows = SignUp.objects.filter(
        A_CHILD,
        ~Exists(asked),
        ~Exists(said),
        status=SignUp.Status.PLACED,
        occurrence__starts_at__gt=now,
        occurrence__state__in=NOT_BEGUN,
        occurrence__activity__is_programme=True,
    ).exclude(occurrence__activity__kind__in=tiers.FOR_CHILDREN)
    return list(rows.values_list("occurrence__activity", "organisation_id").distinct())


def waits_for(*, request: AgreementRequest, organisation: Organisation, now: dt.datetime) -> Waiting | None:
    """One activity's turn in the queue; None when nobody's yes is missing."""
    dates = _dates(organisation, now, activity=request.activity_id, state__in=NOT_BEGUN).get(request.activity_id)
    if not dates:
        return None
    plan = plans_of(organisation_id=organisation.pk, activity_ids=[request.activity_id])[request.activity_id]
    of = holders(organisation_id=organisation.pk)
    return _waiting(request, plan, dates, organisation=organisation, of=of, now=now)


def _waiting(
    request: AgreementRequest,
    plan: Plan,
    dates: list[Occurrence],
    *,
    organisation: Organisation,
    of: Holders,
    now: dt.datetime,
) -> Waiting | None:
    lacking = {date: plan.lacking(date) for date in dates}
    waits = [date for date, missing in lacking.items() if missing]
    if not waits:
        return None
    tier = max(plan.tier(date) for date in waits)
    since = waiting_since(request, plan)
    roles = [role for role in ROLES if any(role in lacking[date] for date in waits)]
    said_by = {row.by_id for date in waits for row in plan.counting(date).values() if row.by_id}
    due = answer_by(organisation=organisation, since=since, days=signing.target_days(tier, plan.support))
    return Waiting(
        activity=request.activity,
        tier=tier,
        since=since,
        answer_by=due,
        is_late=organisation.local(now).date() > due,
        was_agreed=bool(plan.agreements),
        missing=roles,
        nobody_for=nobody_for(activity=request.activity, missing=roles, said_by=said_by, of=of),
        dates=len(waits),
        first_date=waits[0].local_date,
    )


def waiting_since(request: AgreementRequest, plan: Plan) -> dt.datetime:
    """From asking; where it was agreed before and a change has reopened it, it cannot have waited before that."""
    given = [row.at for rows in plan.agreements.values() for row in rows]
    return max([request.asked_at, *given])


def _look(request: AgreementRequest, plan: Plan, dates: list[Occurrence]) -> Waiting | None:
    """Due when the first of these dates begins: that is what it is for."""
    looks = [date for date in dates if plan.to_look_over(date)]
    if not looks:
        return None
    return Waiting(
        activity=request.activity,
        tier=max(plan.tier(date) for date in looks),
        since=waiting_since(request, plan),
        answer_by=looks[0].local_date,
        is_late=False,
        was_agreed=False,
        missing=[signing.ORGANISER],
        nobody_for=[],
        dates=len(looks),
        first_date=looks[0].local_date,
        is_look=True,
    )


def answer_by(*, organisation: Organisation, since: dt.datetime, days: int) -> dt.date:
    """The day on which an answer is due: working days, counted from the day after."""
    return after_working_days(organisation.local(since).date(), days, nation=organisation.nation)


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
