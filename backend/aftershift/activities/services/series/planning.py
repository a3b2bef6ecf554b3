"""What a new rule means for each date that exists. Pure: nothing is read or written here.

Every date stands for one day of the rule, its `pattern_date`. When the rule changes, a date stands for the new day of the
same week or month, so that nothing is made twice and what was called off stays called off (RULE-17).
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from aftershift.activities.models import Occurrence
from aftershift.activities.rule import Rule, Time


class Scope(StrEnum):
    """Which of the dates that exist follow a new rule; those that are made later always do (RULE-16)."""

    NONE = "none"
    UNMODIFIED = "unmodified"
    ALL = "all"


class What(StrEnum):
    SAME = "same"
    RETIMED = "retimed"  # the same day, another time: everyone keeps their place
    MOVED = "moved"  # nobody is on it: to the new day
    REMOVED = "removed"  # nobody ever was on it, and the rule has no day for it
    ASKED = "asked"  # off the pattern: the organiser says what becomes of it (RULE-18)
    BY_HAND = "by_hand"  # changed or called off by hand: stays as it is (RULE-16)


@dataclass(frozen=True)
class Step:
    """What becomes of one date. stands_for: its day in the new rule; date, time: where it is then."""

    row: Occurrence
    what: What
    stands_for: dt.date | None
    date: dt.date
    time: dt.time


@dataclass(frozen=True)
class Dates:
    """The dates to come of an activity, as read under the lock.

    ever_on: those that anybody ever asked for a place on, or that hold somebody's work.
    elsewhere: days that other dates, over ones, stand for or are on.
    """

    rows: Sequence[Occurrence]
    ever_on: Collection[UUID]
    elsewhere: Collection[dt.date]
    local: Mapping[UUID, dt.datetime]


def plan(*, dates: Dates, rule: Rule, days: Mapping[dt.date, Time], scope: Scope) -> list[Step]:
    """One step for each date to come, in order. days: the rule's days to come."""
    stands = _stands_for(dates, rule, days)
    occupied = {row.local_date for row in dates.rows} | set(dates.elsewhere)
    steps = []
    for row in dates.rows:
        target = stands.get(row.pk)
        step = _step(row, dates, target, days.get(target) if target else None, scope, occupied)
        occupied.add(step.date)
        steps.append(step)
    return steps


def _step(
    row: Occurrence,
    dates: Dates,
    target: dt.date | None,
    time: Time | None,
    scope: Scope,
    occupied: Collection[dt.date],
) -> Step:
    here = dates.local[row.pk]
    stays = here.date(), here.time()
    if row.state == Occurrence.State.CANCELLED or row.is_modified:
        return Step(row, What.BY_HAND, target, *stays)
    if target is not None and time is not None and (target, time.start) == stays:
        return Step(row, What.SAME, target, *stays)
    follows = scope != Scope.NONE
    if target is None or time is None:
        goes = follows and row.pk not in dates.ever_on and row.state == Occurrence.State.PLANNED
        return Step(row, What.REMOVED if goes else What.ASKED, None, *stays)
    if follows and target == row.local_date:
        return Step(row, What.RETIMED, target, target, time.start)
    is_empty = row.taken + row.held + row.waiting == 0
    # A date with a draw to come goes no nearer to it unasked.
    if follows and is_empty and target not in occupied and (row.draws_at is None or target > row.local_date):
        return Step(row, What.MOVED, target, target, time.start)
    return Step(row, What.ASKED, target, *stays)


def _stands_for(dates: Dates, rule: Rule, days: Mapping[dt.date, Time]) -> dict[UUID, dt.date]:
    """The same day where the rule still gives it; else the first day left of that week or month."""
    asked = {row.pk: row.pattern_date or row.local_date for row in dates.rows}
    found = {}
    left = {day for day in days if day not in dates.elsewhere}
    for key, day in asked.items():
        if day in left:
            found[key] = day
            left.remove(day)
    by_period: dict[tuple[int, int], list[dt.date]] = {}
    for day in sorted(left):
        by_period.setdefault(rule.period(day), []).append(day)
    for key, day in asked.items():
        if key not in found and (near := by_period.get(rule.period(day))):
            found[key] = near.pop(0)
    return found
