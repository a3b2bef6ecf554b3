"""The plan of an activity as those who run it and those who agree to it see it; two versions side by side."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import dates_to_come, roles_for, visible_activities
from aftershift.core.errors import NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.safety import comparing, policies, signing, templates, tiers
from aftershift.safety.daylight import Daylight
from aftershift.safety.hazards import Suggested, suggested
from aftershift.safety.models import Agreement, AgreementRequest, Assessment
from aftershift.safety.selectors.agreeing import Plan, plan_of, seen_now
from aftershift.safety.selectors.lists import most_places
from aftershift.safety.selectors.notes import daylight_of, point_of
from aftershift.safety.selectors.waiting import ROLES, answer_by, waiting_since
from aftershift.safety.selectors.who_agrees import holders, nobody_for
from aftershift.safety.templates import Item

MOST_DATES = 60


@dataclass(frozen=True)
class DateState:
    """One date to come. seen: what an agreement to it has to name. lacking: who has yet to agree."""

    occurrence: Occurrence
    tier: int
    seen: str
    lacking: list[str]
    to_look_over: bool
    agreements: list[Agreement]
    daylight: Daylight | None


@dataclass(frozen=True)
class PlanPage:
    """agreed: the last version that somebody agreed to, and where; what changed since is shown beside it."""

    activity: Activity
    tier: int
    must_agree: tuple[str, ...]
    is_looked_over: bool
    target_days: int
    assessment: Assessment | None
    suggested: Suggested
    request: AgreementRequest | None
    answer_by: dt.date | None
    agreed_number: int | None
    dates: list[DateState]
    items: list[Item]
    originals: dict[str, str]
    list_version: int
    may: dict[str, bool]
    may_agree_as: list[str]
    nobody_for: list[str]  # of those who have yet to agree: nobody here could
    another_agrees: bool  # the reader could, if they did not lead or help lead it


def plan_page(*, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime) -> PlanPage:
    """Constant statements, however many dates. Raises NotVisible, NotAllowed."""
    activity = one(visible_activities(member=member).select_related("lead", "second", "organisation"), activity_id)
    here = roles_for(member=member, activity=activity, granted=roles)
    require(policies.MAY, "plan.read", here)
    plan = plan_of(organisation_id=member.organisation_id, activity_id=activity.pk)
    latest = Assessment.objects.of(member.organisation_id).filter(activity=activity).select_related("made_by")
    request = AgreementRequest.objects.of(member.organisation_id).filter(activity=activity).first()
    dates = _date_states(activity, plan, now)
    is_mountain_day = tiers.is_mountain_day(activity=activity, answers=plan.answers)
    name = templates.name_for(activity, is_mountain_day=is_mountain_day)
    originals, _ = templates.items_of(name, plan.learnt)
    own = plan.own_list
    tier = tiers.tier_of(
        activity=activity,
        places=most_places(activity),
        answers=plan.answers,
        children_come=any(date.occurrence.pk in plan.with_children for date in dates),
    )
    days = signing.target_days(tier, plan.support)
    given = [row for rows in plan.agreements.values() for row in rows if row.assessment is not None]
    waits = any(date.lacking for date in dates)
    since = waiting_since(request, plan) if request and waits else None
    could = [role for role in ROLES if not policies.MAY[f"agreement.give_{role}"].isdisjoint(here)]
    leads = not policies.LEADS_IT.isdisjoint(here)
    return PlanPage(
        activity=activity,
        tier=tier,
        must_agree=signing.must_agree(tier, plan.support),
        is_looked_over=signing.is_looked_over(tier, plan.support),
        target_days=days,
        assessment=latest.order_by("-number").first(),
        suggested=suggested(name),
        request=request,
        answer_by=answer_by(organisation=member.organisation, since=since, days=days) if since else None,
        agreed_number=max((row.assessment.number for row in given if row.assessment), default=None),
        dates=dates,
        items=templates.with_changes(originals, own.changed, own.own) if own else originals,
        originals={item.id: item.text for item in originals},
        list_version=own.version if own else 0,
        may={
            "change": not policies.MAY["plan.change"].isdisjoint(here),
            "leave_out": not policies.MAY["plan.leave_out"].isdisjoint(here),
            "ask": request is None and waits and not policies.MAY["agreement.ask"].isdisjoint(here),
        },
        may_agree_as=[] if leads else could,
        nobody_for=nobody_for(
            activity=activity,
            missing={role for date in dates for role in date.lacking},
            said_by={row.by_id for date in dates if date.lacking for row in date.agreements if row.by_id},
            of=holders(organisation_id=member.organisation_id),
        ),
        another_agrees=leads and bool(could),
    )


def _date_states(activity: Activity, plan: Plan, now: dt.datetime) -> list[DateState]:
    dates = dates_to_come(activity=activity, now=now)[:MOST_DATES]
    point = None
    for date in dates:
        date.activity = activity
    if dates:
        point = point_of(dates[0])
    return [
        DateState(
            occurrence=date,
            tier=plan.tier(date),
            seen=seen_now(date, plan),
            lacking=plan.lacking(date),
            to_look_over=plan.to_look_over(date),
            agreements=list(plan.counting(date).values()),
            daylight=daylight_of(date, point),
        )
        for date in dates
    ]


@dataclass(frozen=True)
class Comparison:
    before: Assessment
    now: Assessment
    route: list[comparing.Piece]
    lines: list[comparing.LineChange]


def comparison(*, member: Member, roles: Collection[str], activity_id: UUID, before: int, number: int) -> Comparison:
    """Two versions of one assessment, word by word. Raises NotVisible, also for a number that is not there."""
    activity = one(visible_activities(member=member), activity_id)
    require(policies.MAY, "plan.compare", roles_for(member=member, activity=activity, granted=roles))
    rows = Assessment.objects.of(member.organisation_id).filter(activity=activity, number__in=(before, number))
    found = {row.number: row for row in rows.select_related("made_by")}
    if before not in found or number not in found:
        raise NotVisible
    old, new = found[before], found[number]
    return Comparison(old, new, comparing.pieces(old.route, new.route), comparing.line_changes(old.lines, new.lines))
