"""Planning something "just us": open at once, with whoever plans it in it. Nothing of the programme's lists is asked."""

import datetime as dt

from django.db import transaction

from aftershift.activities import hosting, inviting, policies, private
from aftershift.activities.errors import NotToPlan, PlannedEnough
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services.joining import enter
from aftershift.activities.services.organising import instant, refuse_skipped_hour
from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.people.models import Member


@transaction.atomic
def plan_just_us(
    *,
    member: Member,
    title: str,
    meeting_place: str,
    date: dt.date,
    time: dt.time,
    minutes: int,
    places: int,
    is_on_site: bool = True,
    now: dt.datetime,
) -> Occurrence:
    """One date for a few colleagues. Its maker leads it and has the first place; others come by invitation alone.

    places: with the maker's own. Held places last to the start: it is often planned for the end of a shift today.
    Raises NotToPlan, PlannedEnough, FieldProblem (a time that has passed, is too far away or is left out by the clocks).
    """
    require(policies.MAY, "just_us.plan", {"member"})
    if not hosting.may_host(member):
        raise NotToPlan
    inviting.lock_sender(member=member)
    made_lately = private.made_by(member=member).filter(made_at__gt=now - private.MADE_WITHIN)
    is_enough = private.to_come(member=member, now=now).count() >= private.MOST_TO_COME
    if is_enough or made_lately.count() >= private.MOST_MADE:
        raise PlannedEnough(to_come=private.MOST_TO_COME, in_a_week=private.MOST_MADE)
    organisation = member.organisation
    refuse_skipped_hour(organisation=organisation, date=date, time=time)
    starts_at = instant(organisation=organisation, date=date, time=time)
    if starts_at <= now:
        raise FieldProblem({"/starts_date": "This time has passed. Choose a later one."})
    if starts_at > now + private.LOOKS_AHEAD:
        raise FieldProblem({"/starts_date": "This is too far away. Choose a day in the next eight weeks."})
    activity = Activity.objects.create(
        organisation_id=member.organisation_id,
        title=title,
        kind=Activity.Kind.OTHER,
        is_programme=False,
        is_on_site=is_on_site,
        meeting_place=meeting_place,
        minutes=minutes,
        lead=member,
        made_by=member,
        made_at=now,
    )
    occurrence = Occurrence.objects.create(
        organisation_id=member.organisation_id,
        activity=activity,
        local_date=date,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=minutes),
        state=Occurrence.State.PUBLISHED,
        places=places,
        cut_off_minutes=0,
        revised_at=now,
    )
    enter(member=member, occurrence=occurrence, now=now)
    return occurrence
