"""Work of safety that is due. Each reads the clock, finds it from the rows, and does it once."""

from collections.abc import Callable
from uuid import UUID

from django_scopes import scope, scopes_disabled

from aftershift.core import clock
from aftershift.core.claims import work_through
from aftershift.safety.selectors import emergency, home, learning, waiting
from aftershift.safety.services import children
from aftershift.safety.services import emergency as numbers
from aftershift.safety.services import home as contacts
from aftershift.safety.services import learning as near_misses
from aftershift.safety.services import messaging_late as late


def alert_when_overdue() -> int:
    """Groups that are not back: the next one is told."""
    return _each("overdue_alert", home.due_for_alert, contacts.alert)


def warn_when_nobody_is_at_home() -> int:
    return _each("nobody_at_home", home.due_for_warning, contacts.warn_of_nobody)


def remind_of_late_answers() -> int:
    """Once a day: who has yet to agree is reminded when an answer is late."""
    return _each("late_answers", waiting.due_for_a_look, late.remind_of_late_answer, named="request_id")


def ask_about_children() -> int:
    """A child comes to what nobody had planned for children: an organiser is asked."""
    return _each("children_come", waiting.children_unasked, children.ask_about_children, named="activity_id")


def erase_emergency_numbers() -> int:
    """Two hours after the end."""
    return _each("emergency_numbers", emergency.due_for_erasing, numbers.erase_numbers)


def forget_home_contacts() -> int:
    """Two days after the end."""
    return _each("home_contacts", home.due_for_forgetting, contacts.forget)


def forget_near_misses() -> int:
    """After a year."""
    return _each("near_misses", learning.due_for_forgetting, near_misses.forget_near_miss, named="near_miss_id")


def _each(
    kind: str,
    find: Callable[..., list[tuple[UUID, UUID]]],
    do: Callable[..., object],
    *,
    named: str = "occurrence_id",
) -> int:
    now = clock.now()
    with scopes_disabled():
        due = dict(find(now=now))

    def one(subject_id: UUID) -> None:
        with scope(organisation=due[subject_id]):
            do(organisation_id=due[subject_id], **{named: subject_id}, now=now)

    return work_through(kind=kind, due=due.items(), do=one, now=now)
