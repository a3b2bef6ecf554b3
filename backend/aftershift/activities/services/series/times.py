"""From a rule to instants: what the clocks and the shift groups have to say."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from aftershift.activities.rule import LONGEST, MOST_DATES, Rule, Time
from aftershift.activities.services.organising import instant
from aftershift.core.errors import FieldProblem
from aftershift.organisations.models import Organisation

# How far ahead a rule is looked through for the hour that the clocks leave out.
LOOKED_THROUGH = dt.timedelta(days=2 * 366)
QUARTER = 15
DAY = 24 * 60


def refuse_impossible(*, organisation: Organisation, rule: Rule, now: dt.datetime) -> None:
    """Raises FieldProblem for a rule without a date to come, with too many, or with one in the hour that the clocks skip."""
    if rule.count is not None and rule.count > MOST_DATES:
        raise FieldProblem(
            {
                "/rule/count": f"A series has at most {MOST_DATES} dates. Leave the end open: dates are made as time goes on."
            }
        )
    if rule.until_date is not None and rule.until_date - rule.first_date > LONGEST:
        raise FieldProblem({"/rule/until_date": "Choose an end within ten years, or leave it open."})
    today = organisation.local(now).date()
    coming = days_to_come(
        organisation=organisation, rule=rule, last=max(today, rule.first_date) + LOOKED_THROUGH, now=now
    )
    if not coming:
        raise FieldProblem({"/rule/until_date": "This rule has no date to come. Choose a later end, or fewer rests."})
    for date, time in coming.items():
        if is_skipped(organisation=organisation, date=date, time=time.start):
            raise FieldProblem(
                {
                    f"/rule/times/{rule.times.index(time)}/start": f"The clocks go forward on {date:%-d %B %Y}: there is no "
                    f"{time.start:%H:%M} that day. Choose another time, or leave that date out."
                }
            )


def is_skipped(*, organisation: Organisation, date: dt.date, time: dt.time) -> bool:
    """Is this wall time left out that day, because the clocks go forward?"""
    at = organisation.local(instant(organisation=organisation, date=date, time=time))
    return (at.date(), at.time()) != (date, time)


def days_to_come(*, organisation: Organisation, rule: Rule, last: dt.date, now: dt.datetime) -> dict[dt.date, Time]:
    """The days of a rule that have not begun (RULE-21: what is past is nobody's to write)."""
    today = organisation.local(now).date()
    return {
        day: time
        for day, time in rule.dates(last=last).items()
        if day >= today and instant(organisation=organisation, date=day, time=time.start) > now
    }


def anchored(*, rule: Rule, finishes: Mapping[tuple[str, int], int]) -> tuple[Rule, list[int]]:
    """The rule with each anchored time where its shift group finishes now, and the places of those not known.

    Such a time follows the usual finish whenever new dates are made; dates that exist stay where they are.
    """
    times, unknown = [], []
    for place, time in enumerate(rule.times):
        if time.group is None or time.minutes_after is None:
            times.append(time)
            continue
        minute = finishes.get((time.group, time.weekday))
        begins = None if minute is None else -(-(minute + time.minutes_after) // QUARTER) * QUARTER
        if begins is None or begins >= DAY:
            unknown.append(place)
            times.append(time)
        else:
            times.append(replace(time, start=dt.time(begins // 60, begins % 60)))
    return replace(rule, times=tuple(times)), unknown
