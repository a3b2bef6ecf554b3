""" "My shift changed, I can't come": the new shift and the place given back, in one. No reason, no penalty (DOMAIN 2.3)."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Occurrence
from aftershift.activities.services.joining import leave
from aftershift.people.models import Member
from aftershift.shifts.services import change_day


@transaction.atomic
def leave_for_changed_shift(
    *,
    member: Member,
    occurrence_id: UUID,
    shifts: Sequence[tuple[dt.time, dt.time]] | None,
    now: dt.datetime,
) -> Occurrence:
    """Give the place back and tell what is worked that day; without times only the place goes: nothing is guessed.

    Doing it twice changes nothing. Raises what `leave` raises, and FieldProblem for times that cannot be worked:
    then the place is kept as well.
    """
    # The date before the member, as nobody locks them the other way round.
    occurrence = leave(member=member, occurrence_id=occurrence_id, now=now)
    if shifts is not None:
        date = member.organisation.local(occurrence.starts_at).date()
        change_day(member=member, date=date, shifts=shifts, now=now)
    return occurrence
