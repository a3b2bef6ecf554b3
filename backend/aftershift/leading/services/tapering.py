"""The taper: begun, proposed by the app, agreed by a lead and an organiser, and back a step when it was too soon."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity, Series
from aftershift.activities.selectors import roles_for, visible_activities
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.errors import TaperNeedsSeries, TaperNotProposed
from aftershift.leading.events import TaperMoved, TaperProposed
from aftershift.leading.models import Taper, TaperMove, TaperStep
from aftershift.leading.selectors import guards
from aftershift.leading.selectors import taper as reads
from aftershift.leading.selectors.able import able_to_lead, readiness
from aftershift.people.models import Member

Why = TaperMove.Why
# With fewer than these who can lead and have not asked for a break, it goes back a step.
FEWEST_LEADS = 2
CLEARED = ("proposed_at", "lead_agreed", "lead_agreed_at", "organiser_agreed", "organiser_agreed_at")


@transaction.atomic
def begin_taper(*, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime) -> Activity:
    """From today the organiser comes to every date; the next step is due in a quarter. Beginning twice is once.

    Raises NotVisible, NotAllowed, TaperNeedsSeries.
    """
    activity, here = _locked(member, roles, activity_id)
    require(policies.MAY, "taper.begin", here)
    if reads.taper_of(activity=activity) is not None:
        return activity
    if not Series.objects.of(activity.organisation_id).filter(activity=activity).exists():
        raise TaperNeedsSeries
    today = member.organisation.local(now).date()
    taper = Taper.objects.create(
        organisation_id=activity.organisation_id,
        activity=activity,
        began_date=today,
        since_date=today,
        next_date=today + reads.LASTS,
        reviewed_date=today,
    )
    _note(taper, Why.BEGAN, today)
    publish(TaperMoved(activity.pk, activity.organisation_id, taper.step, Why.BEGAN.value, now, member.pk))
    return activity


@transaction.atomic
def agree(*, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime) -> Activity:
    """Yes to the step that is proposed; once a lead and an organiser have said it, it counts. Twice is once.

    Raises NotVisible, NotAllowed, TaperNotProposed (also when too few can lead it by now).
    """
    activity, here = _locked(member, roles, activity_id)
    require(policies.MAY, "taper.agree", here)
    taper = reads.taper_of(activity=activity)
    if taper is None or taper.proposed_at is None:
        raise TaperNotProposed
    today = member.organisation.local(now).date()
    if not _is_ready(taper, activity, today):
        raise TaperNotProposed
    if reads.side_of(member, here) == "organiser":
        taper.organiser_agreed, taper.organiser_agreed_at = member, taper.organiser_agreed_at or now
    else:
        taper.lead_agreed, taper.lead_agreed_at = member, taper.lead_agreed_at or now
    taper.save(update_fields=list(CLEARED))
    if taper.lead_agreed_at is not None and taper.organiser_agreed_at is not None:
        _move(taper, taper.step + 1, Why.AGREED, today, now, by_id=member.pk)
    return activity


@transaction.atomic
def ask_for_more_help(*, member: Member, roles: Collection[str], activity_id: UUID, now: dt.datetime) -> Activity:
    """A lead asks: back a step, in one tap and without a reason. At the first step there is nothing to go back to."""
    activity, here = _locked(member, roles, activity_id)
    require(policies.MAY, "taper.ask_for_help", here)
    taper = reads.taper_of(activity=activity)
    today = member.organisation.local(now).date()
    if taper is not None and not _went_back_today(taper, Why.LEAD_ASKED, today):
        _back(taper, Why.LEAD_ASKED, today, now)
    return activity


@transaction.atomic
def note_incident(*, organisation_id: UUID, activity_id: UUID, now: dt.datetime) -> None:
    """Something happened: back a step. Called by whoever keeps incidents; several of one day count once."""
    activity = one(Activity.objects.of(organisation_id).select_for_update(of=("self",)), activity_id)
    taper = reads.taper_of(activity=activity)
    today = activity.organisation.local(now).date()
    if taper is not None and not _went_back_today(taper, Why.INCIDENT, today):
        _back(taper, Why.INCIDENT, today, now)


@transaction.atomic
def review_taper(*, organisation_id: UUID, taper_id: UUID, now: dt.datetime) -> Taper:
    """Once a day: back a step for too few leads or two dates called off in a row, or the next step proposed.

    While the series rests nothing is asked of anybody, and its time stands still. Safe to repeat.
    """
    activity_id = one(Taper.objects.of(organisation_id), taper_id).activity_id
    activity = one(Activity.objects.of(organisation_id).select_for_update(of=("self",)), activity_id)
    taper = one(Taper.objects.of(organisation_id), taper_id)
    today = activity.organisation.local(now).date()
    looked, taper.reviewed_date = taper.reviewed_date or today, today
    if reads.rests_until(activity=activity, today=today)[0]:
        if taper.next_date is not None:
            taper.next_date += max(today - looked, dt.timedelta())
        taper.save(update_fields=["reviewed_date", "next_date"])
        return taper
    was_short, taper.is_short_of_leads = taper.is_short_of_leads, _is_short(activity, today)
    taper.save(update_fields=["reviewed_date", "is_short_of_leads"])
    if taper.is_short_of_leads and not was_short:
        _back(taper, Why.FEW_LEADS, today, now)
    elif reads.two_called_off(activity=activity, since=taper.since_date, now=now) and not _is_first(taper):
        _back(taper, Why.CANCELLATIONS, today, now)
    elif taper.proposed_at is None and _is_due(taper, today) and _is_ready(taper, activity, today):
        taper.proposed_at = now
        taper.save(update_fields=["proposed_at"])
        publish(TaperProposed(activity.pk, organisation_id, taper.step + 1, now))
    return taper


def _locked(member: Member, roles: Collection[str], activity_id: UUID) -> tuple[Activity, frozenset[str]]:
    activity = one(visible_activities(member=member).select_for_update(of=("self",)), activity_id)
    return activity, roles_for(member=member, activity=activity, granted=roles)


def _is_due(taper: Taper, today: dt.date) -> bool:
    return taper.next_date is not None and taper.next_date <= today


def _is_ready(taper: Taper, activity: Activity, today: dt.date) -> bool:
    return taper.step + 1 < reads.NEEDS_MANY or readiness(activity=activity, today=today) == "enough"


def _is_short(activity: Activity, today: dt.date) -> bool:
    able = able_to_lead(activity=activity, today=today)
    resting = guards.need_a_break(
        organisation_id=activity.organisation_id, month_date=guards.first_of_month(today)
    ).values_list("member_id", flat=True)
    return len(able - set(resting)) < FEWEST_LEADS


def _went_back_today(taper: Taper, why: TaperMove.Why, today: dt.date) -> bool:
    return taper.moves.filter(why=why, date=today).exists()


def _is_first(taper: Taper) -> bool:
    """There is nothing to go back to. Elsewhere going back moves `since_date`, so that no date counts twice."""
    return taper.step == TaperStep.EVERY_DATE


def _back(taper: Taper, why: TaperMove.Why, today: dt.date, now: dt.datetime) -> None:
    if not _is_first(taper):
        _move(taper, taper.step - 1, why, today, now)


def _move(
    taper: Taper, step: int, why: TaperMove.Why, today: dt.date, now: dt.datetime, by_id: UUID | None = None
) -> None:
    taper.step, taper.since_date = step, today
    taper.next_date = today + reads.LASTS if step < TaperStep.VISIT else None
    taper.proposed_at = taper.lead_agreed_at = taper.organiser_agreed_at = None
    taper.lead_agreed = taper.organiser_agreed = None
    taper.save(update_fields=["step", "since_date", "next_date", *CLEARED])
    _note(taper, why, today)
    publish(TaperMoved(taper.activity_id, taper.organisation_id, step, why.value, now, by_id))


def _note(taper: Taper, why: TaperMove.Why, today: dt.date) -> None:
    TaperMove.objects.create(organisation_id=taper.organisation_id, taper=taper, step=taper.step, why=why, date=today)
