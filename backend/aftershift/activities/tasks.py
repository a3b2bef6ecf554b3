"""Work that is due. Each reads the clock, finds it from the rows, and does it once."""

from uuid import UUID

from django_scopes import scope, scopes_disabled

from aftershift.activities import selectors, selectors_series
from aftershift.activities.services import joining
from aftershift.activities.services.series import generating
from aftershift.core import clock
from aftershift.core.claims import work_through


def settle_due_places() -> int:
    """Offers whose time has passed go to the next in the queue."""
    now = clock.now()
    with scopes_disabled():
        due = dict(selectors.due_for_settling(now=now))

    def settle(occurrence_id: UUID) -> None:
        with scope(organisation=due[occurrence_id]):
            joining.settle_due(organisation_id=due[occurrence_id], occurrence_id=occurrence_id, now=now)

    return work_through(kind="settle_places", due=due.items(), do=settle, now=now)


def make_due_dates() -> int:
    """Dates of series that the coming weeks are still missing."""
    now = clock.now()
    with scopes_disabled():
        due = dict(selectors_series.due_for_making(now=now))

    def make(series_id: UUID) -> None:
        with scope(organisation=due[series_id]):
            generating.generate_due(organisation_id=due[series_id], series_id=series_id, now=now)

    return work_through(kind="make_dates", due=due.items(), do=make, now=now)
