"""The list of background work. Each task finds what is due from the rows themselves and returns how much it did."""

from collections.abc import Callable

from aftershift.activities import tasks as activities
from aftershift.ballots import tasks as ballots
from aftershift.leading import tasks as leading
from aftershift.media import tasks as media
from aftershift.notifications import tasks as notifications
from aftershift.people import tasks as people
from aftershift.safety import tasks as safety
from aftershift.shifts import tasks as shifts

TASKS: list[Callable[[], int]] = [
    ballots.close_due_ballots,
    activities.settle_due_places,
    activities.tell_that_all_may_join,
    activities.draw_due_places,
    activities.make_due_dates,
    activities.remind_of_dates,
    activities.erase_helpers,
    notifications.deliver_due,
    leading.pause_unled_series,
    leading.review_tapers,
    leading.let_handovers_lapse,
    leading.ask_how_leading_is,
    safety.alert_when_overdue,
    safety.warn_when_nobody_is_at_home,
    safety.remind_of_late_answers,
    safety.erase_emergency_numbers,
    safety.forget_home_contacts,
    safety.forget_near_misses,
    notifications.forget_silent_devices,
    activities.erase_sheets,
    people.finish_recoveries,
    people.sweep_after_merges,
    shifts.roll_free_maps,
    shifts.forget_old_sheets,
    ballots.shuffle_slips,
    people.forget_old_outcomes,
    media.erase_unattached,
    media.sweep,
]
