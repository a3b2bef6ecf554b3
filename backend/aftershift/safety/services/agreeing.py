"""Writing down what could hurt us, asking for agreement, and agreeing."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import dates_to_come, roles_for, visible_activities
from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading.events import TaperMoved
from aftershift.leading.models import TaperStep
from aftershift.people.models import Member
from aftershift.safety import policies, tiers
from aftershift.safety.errors import AgreementNotNeeded, NothingToAgreeTo, PlanMovedOn, TwoPeopleAgree
from aftershift.safety.models import Agreement, AgreementRequest, Assessment
from aftershift.safety.selectors.agreeing import Plan, plan_of, seen_now
from aftershift.safety.services.messaging import tell_it_is_agreed, tell_who_agrees


@transaction.atomic
def write_assessment(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    based_on: int,
    route: str,
    lines: Sequence[Mapping[str, Any]],
    now: dt.datetime,
) -> Assessment:
    """The next version. The same words again make none, so a retry is safe.

    based_on: the number that was read, 0 for the first. Raises NotVisible, NotAllowed, PlanMovedOn.
    """
    activity = _locked(member, activity_id)
    require(policies.MAY, "plan.change", roles_for(member=member, activity=activity, granted=roles))
    latest = _latest(activity)
    if latest is not None and (latest.route, latest.lines) == (route, [dict(line) for line in lines]):
        return latest
    number = latest.number if latest else 0
    if based_on != number:
        raise PlanMovedOn(number=number)
    return Assessment.objects.create(
        organisation_id=activity.organisation_id,
        activity=activity,
        number=number + 1,
        route=route,
        lines=[dict(line) for line in lines],
        made_by=member,
        made_at=now,
    )


@transaction.atomic
def ask_for_agreement(
    *, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime
) -> AgreementRequest:
    """Put it in the queue; asking again keeps the first turn. Raises NotVisible, NotAllowed, NothingToAgreeTo,
    AgreementNotNeeded."""
    activity = _locked(member, activity_id)
    require(policies.MAY, "agreement.ask", roles_for(member=member, activity=activity, granted=roles))
    asked = AgreementRequest.objects.of(activity.organisation_id).filter(activity=activity).first()
    if asked is not None:
        return asked
    plan = plan_of(organisation_id=activity.organisation_id, activity_id=activity.pk)
    missing = {role for date in _dates(activity, now) for role in plan.lacking(date)}
    if not missing:
        raise AgreementNotNeeded
    if plan.assessment is None:
        raise NothingToAgreeTo
    request = AgreementRequest.objects.create(
        organisation_id=activity.organisation_id, activity=activity, asked_by=member, asked_at=now
    )
    tell_who_agrees(request=request, roles=sorted(missing))
    return request


@transaction.atomic
def ask_again(event: TaperMoved) -> None:
    """While organisers sign for a series, or look its dates over, it stands in their queue without anybody asking. Who
    leads it and the organisers are told how much help there is by the same change. Safe to repeat."""
    if event.step in (TaperStep.EVERY_DATE, TaperStep.EVERY_SECOND):
        AgreementRequest.objects.of(event.organisation_id).get_or_create(
            activity_id=event.activity_id,
            defaults={"organisation_id": event.organisation_id, "asked_by_id": event.by_id, "asked_at": event.at},
        )


@transaction.atomic
def agree(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    as_role: str,
    number: int,
    dates: Mapping[UUID, str],
    proof: str = "",
    now: dt.datetime,
) -> Activity:
    """Say yes to these dates, naming the version that was read: all of them, or none when anything has moved on.

    dates: occurrence -> what was seen of it. Nobody agrees to what they lead or help lead. At T3 an organiser also says
    whose competence they saw proved, and the two who agree are two people. Raises NotVisible, NotAllowed, NothingToAgreeTo, PlanMovedOn, AgreementNotNeeded,
    TwoPeopleAgree, FieldProblem.
    """
    activity = _locked(member, activity_id)
    here = roles_for(member=member, activity=activity, granted=roles)
    require(policies.MAY, f"agreement.give_{as_role}", here)
    if not policies.LEADS_IT.isdisjoint(here):
        raise TwoPeopleAgree(next="You lead this, so somebody else reads it and agrees.")
    plan = plan_of(organisation_id=activity.organisation_id, activity_id=activity.pk)
    if plan.assessment is None:
        raise NothingToAgreeTo
    to_come = {date.pk: date for date in _dates(activity, now)}
    # A date that is gone, moved or begun has moved on as much as one that reads differently.
    moved = [pk for pk, seen in dates.items() if pk not in to_come or seen_now(to_come[pk], plan) != seen]
    if number != plan.assessment.number or moved:
        raise PlanMovedOn(number=plan.assessment.number, dates=sorted(map(str, moved)))
    chosen = [to_come[pk] for pk in sorted(dates)]
    waited = any(plan.lacking(date) for date in to_come.values())
    _refuse_wrong_person(member, as_role, chosen, plan, proof)
    for date in chosen:
        Agreement.objects.get_or_create(
            organisation_id=activity.organisation_id,
            occurrence=date,
            as_role=as_role,
            assessment=plan.assessment,
            seen=dates[date.pk],
            defaults={"by": member, "at": now, "proof": proof},
        )
    now_stands = plan_of(organisation_id=activity.organisation_id, activity_id=activity.pk)
    if waited and not any(now_stands.lacking(date) for date in to_come.values()):
        tell_it_is_agreed(activity=activity, by_id=member.pk, now=now)
    return activity


def _refuse_wrong_person(member: Member, as_role: str, dates: Sequence[Occurrence], plan: Plan, proof: str) -> None:
    for date in dates:
        tier = plan.tier(date)
        looks = as_role == Agreement.Role.ORGANISER and plan.to_look_over(date)
        if as_role not in plan.must_agree(date) and not looks:
            raise AgreementNotNeeded
        if tier < tiers.T3:
            continue
        if as_role == Agreement.Role.ORGANISER and not proof:
            raise FieldProblem({"/proof": "Say whose certificate or provider you have seen."})
        others = [row.by_id for role, row in plan.counting(date).items() if role != as_role]
        if member.pk in others:
            raise TwoPeopleAgree


def _dates(activity: Activity, now: dt.datetime) -> list[Occurrence]:
    dates = dates_to_come(activity=activity, now=now)
    for date in dates:
        date.activity = activity
    return dates


def _locked(member: Member, activity_id: UUID) -> Activity:
    """Answers, versions and agreements of one activity change one after the other."""
    return one(visible_activities(member=member).select_for_update(of=("self",)), activity_id)


def _latest(activity: Activity) -> Assessment | None:
    rows = Assessment.objects.of(activity.organisation_id).filter(activity=activity)
    return rows.order_by("-number").first()
