"""Parties that wait and are larger than a date has places now. They keep their turn, and nobody leaves them to wonder."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from aftershift.activities.events import DatesChanged
from aftershift.activities.models import PEOPLE, Occurrence, SignUp
from aftershift.activities.selectors import waits_in_vain
from aftershift.core.events import publish
from aftershift.people.models import Member


@transaction.atomic(savepoint=False)  # always inside a service's own, which holds the locks and has saved the dates
def say_who_is_too_many(
    *,
    fewer: Sequence[tuple[Occurrence, int]],
    but: Member,
    moved: Collection[UUID] = (),
    reason: str = "",
    now: dt.datetime,
) -> None:
    """Each such member once for all dates together, when there were places enough before. One statement, or none.

    fewer: dates of one activity with how many places they had. but: whoever changed it. moved: sign-ups that were moved to
    the queue for it; their own message says it.
    """
    if not fewer:
        return
    activity_id, organisation_id = fewer[0][0].activity_id, fewer[0][0].organisation_id
    had = {date.pk: places for date, places in fewer}
    rows = SignUp.objects.of(organisation_id).filter(waits_in_vain(), occurrence__in=had).exclude(pk__in=moved)
    found = [
        (date_id, member_id)
        for date_id, member_id, people in rows.annotate(of_them=PEOPLE).values_list(
            "occurrence_id", "member_id", "of_them"
        )
        if member_id != but.pk and people <= had[date_id]
    ]
    if found:
        publish(
            DatesChanged(
                activity_id=activity_id,
                organisation_id=organisation_id,
                occurrence_ids=tuple(sorted({date_id for date_id, _ in found})),
                member_ids=tuple(sorted({member_id for _, member_id in found})),
                what="too_large",
                reason=reason,
                at=now,
            )
        )
