"""When the shift groups usually finish, for a series that begins right after (DOMAIN 3.3, rule 9)."""

from __future__ import annotations

import datetime as dt

from aftershift.core.small_numbers import SMALLEST_SHOWN
from aftershift.organisations.models import Organisation
from aftershift.shifts import counted

WEEKS = 8
DAY = 24 * 60


def usual_finishes(*, organisation: Organisation, today: dt.date) -> dict[tuple[str, int], int]:
    """(shift group, weekday) -> the minute of the day at which most of it finish, of the coming eight weeks.

    Only where eight or more people share it (RULE-28). Constant statements.
    """
    from aftershift.shifts.crowds import gather
    from aftershift.shifts.timefinder import anchors, ranking
    from aftershift.shifts.timefinder.zones import zone

    first = today + dt.timedelta(days=1)
    table = zone(organisation.time_zone, first, first + dt.timedelta(weeks=WEEKS))
    window = ranking.Window(table, first, WEEKS, 15, 0, DAY)
    if counted.is_behind(organisation_id=organisation.pk):
        counted.settle(organisation_id=organisation.pk, today=today)
    rows = counted.rows_of(organisation_id=organisation.pk, audience="everyone").filter(known_until__gte=first)
    gathered = gather(rows, window=window, on_site=True, with_shifts=True)
    if gathered.crowd.size < SMALLEST_SHOWN:
        return {}
    found = anchors.modal_finishes(gathered.shifts, gathered.crowd.group, gathered.crowd.people, len(gathered.named))
    return {(gathered.named[finish.group], finish.weekday): finish.minute for finish in found}
