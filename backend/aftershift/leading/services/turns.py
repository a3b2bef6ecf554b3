"""Whose turn it is: after four dates in a row the next one is somebody else's, unless the lead wants it (DOMAIN 5.4)."""

import datetime as dt

from django.db import IntegrityError, transaction

from aftershift.activities.models import Activity, Occurrence
from aftershift.core.events import publish
from aftershift.core.selectors import one
from aftershift.leading.events import HandoverBegun, HandoverEnded, TurnSuggested
from aftershift.leading.models import Handover
from aftershift.leading.selectors import guards
from aftershift.leading.selectors import handover as reads
from aftershift.leading.services.able import stands_beside_two
from aftershift.people.models import Member

# Long enough for a set time to come and for a sleep after nights; short enough to ask somebody else before a weekly date.
ASKED_FOR = dt.timedelta(days=3)
BEFORE_START = dt.timedelta(days=1)
PASSED_BY = (Handover.State.REFUSED, Handover.State.LAPSED)


@transaction.atomic
def pass_the_turn_on(*, activity: Activity, now: dt.datetime) -> Handover | None:
    """Called when a date closes. After four in a row by its lead the app asks somebody else to lead the next one, in the
    lead's name, who is told, stays responsible until there is a yes (RULE-43), and can keep it in one tap until then.
    With four full weeks, or with nobody to ask, the lead is told that the next one can be somebody else's.
    """
    if activity.lead_id is None or not activity.is_programme:
        return None
    asked = None
    if guards.led_in_a_row(activity=activity) >= guards.IN_A_ROW and not reads.kept_lately(activity=activity):
        asked = _ask_somebody(activity, now)
    if asked is not None or guards.turn_is_somebody_elses(activity=activity, now=now):
        publish(TurnSuggested(activity.pk, activity.organisation_id, activity.lead_id, now, is_asked=asked is not None))
    return asked


@transaction.atomic
def ask_the_next(event: HandoverEnded) -> None:
    """A no, or no answer, to a turn: the next one is asked, and the lead hears of it only once nobody is left to ask."""
    rows = Handover.objects.of(event.organisation_id).select_related("activity")
    ended = one(rows, event.handover_id)
    activity = ended.activity
    if not ended.is_turn or ended.state not in PASSED_BY or activity.lead_id != ended.giver_id:
        return
    if _ask_somebody(activity, event.at) is None and activity.lead_id is not None:
        publish(TurnSuggested(activity.pk, activity.organisation_id, activity.lead_id, event.at))


def _ask_somebody(activity: Activity, now: dt.datetime) -> Handover | None:
    coming = guards.next_date(activity=activity, now=now)
    if coming is None or reads.is_asked_already(activity=activity):
        return None
    until = min(now + ASKED_FOR, coming.starts_at - BEFORE_START)
    taker = _whose_turn(activity, coming, now)
    if taker is None or until <= now:
        return None
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                organisation_id=activity.organisation_id,
                activity=activity,
                giver_id=activity.lead_id,
                taker=taker,
                is_turn=True,
                stays_as_second=activity.lead_id is not None
                and not stands_beside_two(member_id=activity.lead_id, activity=activity, now=now),
                given_at=now,
                begun_at=now,
                lapses_at=until,
            )
    except IntegrityError:  # a person began a handover at this moment: theirs goes on
        return None
    publish(HandoverBegun(handover.pk, activity.pk, activity.organisation_id, (taker.pk,), now))
    return handover


def _whose_turn(activity: Activity, coming: Occurrence, now: dt.datetime) -> Member | None:
    """Whoever helps now comes first, then those who can be invited; nobody who let this turn pass already."""
    today = activity.organisation.local(now).date()
    passed = reads.passed_lately(activity=activity, now=now)
    people = guards.can_take_turn(activity=activity, date=coming, today=today)
    return next((someone for someone in people if someone.pk not in passed), None)
