"""Making the dates of a series as time goes on (RULE-17): locked, safe to repeat, and never in the past (RULE-21)."""

import datetime as dt
from itertools import pairwise
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.activities.rule import AHEAD, Rule
from aftershift.activities.services.organising import instant
from aftershift.activities.services.series import standing, times
from aftershift.core.selectors import one
from aftershift.shifts.finishes import usual_finishes

LOOKED_BACK = 12  # as many weeks as dates exist ahead


@transaction.atomic
def generate_due(*, organisation_id: UUID, series_id: UUID, now: dt.datetime) -> int:
    """Make what is missing up to twelve weeks ahead; returns how many. Called by the worker in the organisation's scope."""
    series = one(Series.objects.of(organisation_id), series_id)
    activities = (
        Activity.objects.of(organisation_id).select_related("organisation").select_for_update(of=("self",), no_key=True)
    )
    activity = one(activities, series.activity_id)
    series.refresh_from_db()  # as it is now that nobody else changes it
    return len(generate(activity=activity, series=series, now=now))


@transaction.atomic(savepoint=False)  # always inside a service's own transaction, which holds the lock on the activity
def generate(*, activity: Activity, series: Series, now: dt.datetime) -> list[Occurrence]:
    """Real rows for the days of the rule to come that no date stands for, planned, with everyone who comes every time.

    A date that was moved or called off stands for its day for ever. After a gap it goes on from today.
    """
    organisation = activity.organisation
    rule = _followed(series, activity, now)
    last = organisation.local(now).date() + AHEAD
    days = times.days_to_come(organisation=organisation, rule=rule, last=last, now=now)
    stood_for = days_stood_for(activity)
    missing = [day for day in days if day not in stood_for]
    length = dt.timedelta(minutes=activity.minutes)
    cut_off = _cut_off_to_go_on_with(activity) if missing else 0
    made = []
    for day in missing:
        starts_at = instant(organisation=organisation, date=day, time=days[day].start)
        made.append(
            Occurrence(
                organisation_id=activity.organisation_id,
                activity=activity,
                local_date=day,
                pattern_date=day,
                starts_at=starts_at,
                ends_at=starts_at + length,
                places=series.places,
                cut_off_minutes=cut_off,
                revised_at=now,
            )
        )
    # Somebody may move a date onto such a day at this moment: then theirs stands, and the next run finds it.
    Occurrence.objects.bulk_create(made, ignore_conflicts=True)
    series.made_until = dt.date.max if _has_ended(rule, last) else last
    series.save(update_fields=["made_until", "times", "start_time"])
    kept = Occurrence.objects.of(activity.organisation_id).filter(pk__in=[row.pk for row in made]).order_by("starts_at")
    rows = list(kept.select_for_update(of=("self",))) if made else []
    standing.seat_everyone(series=series, dates=rows, now=now)
    return rows


def _cut_off_to_go_on_with(activity: Activity) -> int:
    """What the latest two dates running share: a cut-off that was set for one date alone stays with it. Else the first's."""
    dates = Occurrence.objects.of(activity.organisation_id).filter(activity=activity).order_by("-starts_at")
    latest = list(dates.values_list("cut_off_minutes", flat=True)[:LOOKED_BACK])
    shared = (one for one, before in pairwise(latest) if one == before)
    return next(shared, latest[-1] if latest else Occurrence().cut_off_minutes)


def _has_ended(rule: Rule, last: dt.date) -> bool:
    """Nothing will ever have to be made again: the worker looks at it no more."""
    if rule.until_date is None and rule.count is None:
        return False
    end = rule.until_date or dt.date.max
    return end <= last or (rule.count is not None and len(rule.dates(last=last)) >= rule.count)


def days_stood_for(activity: Activity) -> set[dt.date]:
    """Days on which the rule makes nothing any more: a date stands for them, or is on them."""
    rows = Occurrence.objects.of(activity.organisation_id).filter(activity=activity)
    pairs = list(rows.values_list("pattern_date", "local_date"))
    return {day for pair in pairs for day in pair if day is not None}


def _followed(series: Series, activity: Activity, now: dt.datetime) -> Rule:
    """The rule where its shift groups finish now; a finish that is not known any more stays as it was."""
    rule = series.rule
    if any(time.group for time in rule.times):
        organisation = activity.organisation
        finishes = usual_finishes(organisation=organisation, today=organisation.local(now).date())
        rule, _ = times.anchored(rule=rule, finishes=finishes)
        series.take(rule)
    return rule
