"""Work that is due. Each reads the clock, finds it from the rows, and does it once."""

from uuid import UUID

from django_scopes import scope, scopes_disabled

from aftershift.core import clock
from aftershift.core.claims import work_through
from aftershift.leading.selectors import handover, months, pauses, taper
from aftershift.leading.services import handover as handing_over
from aftershift.leading.services import messaging_steps, pausing, tapering


def pause_unled_series() -> int:
    """Series that two adults do not lead a week before the next date pause; those that are led again go on."""
    now = clock.now()
    with scopes_disabled():
        due = dict(pauses.due_for_pausing(now=now))

    def review(activity_id: UUID) -> None:
        with scope(organisation=due[activity_id]):
            pausing.review_pause(organisation_id=due[activity_id], activity_id=activity_id, now=now)

    return work_through(kind="pause_series", due=due.items(), do=review, now=now)


def review_tapers() -> int:
    """Once a day: steps that are due are proposed, and what was too soon goes back."""
    now = clock.now()
    with scopes_disabled():
        due = dict(taper.due_for_review(now=now))

    def review(taper_id: UUID) -> None:
        with scope(organisation=due[taper_id]):
            tapering.review_taper(organisation_id=due[taper_id], taper_id=taper_id, now=now)

    return work_through(kind="review_taper", due=due.items(), do=review, now=now)


def let_handovers_lapse() -> int:
    """Handovers that nobody answered in time."""
    now = clock.now()
    with scopes_disabled():
        due = dict(handover.due_for_lapsing(now=now))

    def lapse(handover_id: UUID) -> None:
        with scope(organisation=due[handover_id]):
            handing_over.let_handover_lapse(organisation_id=due[handover_id], handover_id=handover_id, now=now)

    return work_through(kind="lapse_handover", due=due.items(), do=lapse, now=now)


def ask_how_leading_is() -> int:
    """From the middle of the month: those who lead and have not said how it is."""
    now = clock.now()
    with scopes_disabled():
        due = months.due_for_asking(now=now)

    def ask(organisation_id: UUID) -> None:
        with scope(organisation=organisation_id):
            messaging_steps.ask_how_leading_is(organisation_id=organisation_id, now=now)

    return work_through(kind="lead_month", due=due, do=ask, now=now)
