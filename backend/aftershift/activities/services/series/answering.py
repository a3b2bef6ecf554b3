"""What becomes of a date that a new rule left off the pattern: the organiser says so, date by date (RULE-18).

Calling it off is `organising.cancel`; moved dates go back to their pattern the same way.
"""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from aftershift.activities import policies, selectors
from aftershift.activities.errors import NothingToAnswer, StateDoesNotAllow
from aftershift.activities.models import Occurrence, Series
from aftershift.activities.services import organising
from aftershift.core.policies import require
from aftershift.people.models import Member


class Answer(StrEnum):
    FOLLOW = "follow"  # to where the rule puts it, with its people
    KEEP = "keep"  # where it is, changed by hand from now on


@transaction.atomic
def answer(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    answer: Answer,
    reason: str = "",
    now: dt.datetime,
) -> Occurrence:
    """Let one date follow the rule, or keep it. Nobody loses a place; who has one is told once when it moves.

    Answering twice is once. Raises NothingToAnswer where the rule has no day for it to follow, StateDoesNotAllow.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    allowed = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "activity.change", allowed)
    if occurrence.state not in (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED) or occurrence.starts_at <= now:
        raise StateDoesNotAllow
    if answer == Answer.KEEP and occurrence.is_modified:
        return occurrence
    if answer == Answer.KEEP:
        occurrence.is_modified = True
        occurrence.version += 1
        occurrence.save(update_fields=["is_modified", "version"])
        return occurrence
    day = occurrence.pattern_date
    series = Series.objects.of(member.organisation_id).filter(activity=occurrence.activity_id).first()
    time = series.rule.dates(last=day).get(day) if series and day else None
    if day is None or time is None:
        raise NothingToAnswer
    occurrence = organising.move(
        member=member, roles=roles, occurrence_id=occurrence_id, date=day, time=time.start, reason=reason, now=now
    )
    occurrence.is_modified = False
    occurrence.save(update_fields=["is_modified"])
    return occurrence
