"""Work that is due. Each reads the clock, finds it from the rows, and does it once."""

from uuid import UUID

from django_scopes import scope, scopes_disabled

from aftershift.activities import helping, paper, reminding, selectors, selectors_series
from aftershift.activities.services import draws, joining, messaging
from aftershift.activities.services import helping as forgetting
from aftershift.activities.services import paper as typing
from aftershift.activities.services.series import generating, standing
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


def let_all_in() -> int:
    """The days of facilities staff are over: who comes every time has their turn, and whoever asked to be told is."""
    now = clock.now()
    with scopes_disabled():
        due = dict(selectors.due_for_all(now=now))

    def let_in(occurrence_id: UUID) -> None:
        with scope(organisation=due[occurrence_id]):
            standing.let_all_in(organisation_id=due[occurrence_id], occurrence_id=occurrence_id, now=now)

    return work_through(kind="tell_all_may_join", due=due.items(), do=let_in, now=now)


def draw_due_places() -> int:
    """Draws whose moment has passed. A date that has begun meanwhile is drawn all the same: nobody gets a place any more."""
    now = clock.now()
    with scopes_disabled():
        due = dict(selectors.due_for_drawing(now=now))

    def draw(occurrence_id: UUID) -> None:
        with scope(organisation=due[occurrence_id]):
            draws.draw_places(organisation_id=due[occurrence_id], occurrence_id=occurrence_id, now=now)

    return work_through(kind="draw_places", due=due.items(), do=draw, now=now)


def make_due_dates() -> int:
    """Dates of series that the coming weeks are still missing."""
    now = clock.now()
    with scopes_disabled():
        due = dict(selectors_series.due_for_making(now=now))

    def make(series_id: UUID) -> None:
        with scope(organisation=due[series_id]):
            generating.generate_due(organisation_id=due[series_id], series_id=series_id, now=now)

    return work_through(kind="make_dates", due=due.items(), do=make, now=now)


def remind_of_dates() -> int:
    """Dates that begin within a day, and nobody was reminded of yet."""
    now = clock.now()
    with scopes_disabled():
        due = dict(reminding.due_for_reminding(now=now))

    def remind(occurrence_id: UUID) -> None:
        with scope(organisation=due[occurrence_id]):
            messaging.remind(organisation_id=due[occurrence_id], occurrence_id=occurrence_id, now=now)

    return work_through(kind="remind", due=due.items(), do=remind, now=now)


def erase_helpers() -> int:
    """Helpers from outside whose last date was 30 days ago: name, phone, all of it."""
    now = clock.now()
    with scopes_disabled():
        due = dict(helping.due_for_erasing(now=now))

    def erase(activity_id: UUID) -> None:
        with scope(organisation=due[activity_id]):
            forgetting.erase_helpers(organisation_id=due[activity_id], activity_id=activity_id, now=now)

    return work_through(kind="erase_helpers", due=due.items(), do=erase, now=now)


def erase_sheets() -> int:
    """Paper sheets of dates that were over 90 days ago, with every line that was typed in from them."""
    now = clock.now()
    with scopes_disabled():
        due = dict(paper.due_for_erasing(now=now))

    def erase(occurrence_id: UUID) -> None:
        with scope(organisation=due[occurrence_id]):
            typing.erase_sheets(organisation_id=due[occurrence_id], occurrence_id=occurrence_id, now=now)

    return work_through(kind="erase_sheets", due=due.items(), do=erase, now=now)
