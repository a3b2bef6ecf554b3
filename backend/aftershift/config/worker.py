"""The list of background work. Each task finds what is due from the rows themselves and returns how much it did."""

import datetime as dt

from aftershift.activities import tasks as activities
from aftershift.ballots import tasks as ballots
from aftershift.core import tasks as core
from aftershift.core.runs import Task
from aftershift.leading import tasks as leading
from aftershift.media import tasks as media
from aftershift.notifications import tasks as notifications
from aftershift.people import tasks as people
from aftershift.safety import tasks as safety
from aftershift.shifts import tasks as shifts

DAY = dt.timedelta(days=1)
ROWS = "its rows are locked one by one (SKIP LOCKED), and looked at again under the lock"
OLD = "what is deleted is gone for the second one"

TASKS: list[Task] = [
    Task(ballots.close_due_ballots, claims="ballot.close"),
    Task(activities.settle_due_places, claims="settle_places"),
    Task(activities.let_all_in, claims="tell_all_may_join"),
    Task(activities.draw_due_places, claims="draw_places"),
    Task(activities.make_due_dates, claims="make_dates"),
    Task(activities.remind_of_dates, claims="remind"),
    Task(activities.erase_helpers, claims="erase_helpers"),
    Task(notifications.exchange_apple_tokens, repeats="each device is claimed, and recorded behind its claim"),
    Task(notifications.deliver_due, repeats=ROWS),
    Task(notifications.send_letters, repeats=ROWS),
    Task(leading.pause_unled_series, claims="pause_series"),
    Task(leading.review_tapers, claims="review_taper"),
    Task(leading.let_handovers_lapse, claims="lapse_handover"),
    Task(leading.ask_how_leading_is, claims="lead_month"),
    Task(safety.alert_when_overdue, claims="overdue_alert"),
    Task(safety.warn_when_nobody_is_at_home, claims="nobody_at_home"),
    Task(safety.remind_of_late_answers, claims="late_answers"),
    Task(safety.ask_about_children, claims="children_come"),
    Task(safety.erase_emergency_numbers, claims="emergency_numbers"),
    Task(safety.forget_home_contacts, claims="home_contacts"),
    Task(safety.forget_near_misses, claims="near_misses"),
    Task(notifications.forget_silent_devices, repeats=OLD, every=DAY),
    Task(notifications.forget_old_messages, repeats=OLD, every=DAY),
    Task(activities.erase_sheets, claims="erase_sheets"),
    Task(people.finish_recoveries, repeats=ROWS),
    Task(people.sweep_after_merges, claims="sweep_merge"),
    Task(shifts.roll_free_maps, claims="roll_free_map"),
    Task(shifts.forget_old_sheets, claims="forget_rota_sheet"),
    Task(ballots.shuffle_slips, claims="ballot.shuffle"),
    Task(people.forget_old_outcomes, repeats=OLD, every=DAY),
    Task(core.forget_old_claims, repeats=OLD, every=DAY),
    Task(media.erase_unattached, claims="erase_media"),
    Task(
        media.sweep, repeats="one budget a day, which the first worker spends; what it drops is gone for a second one"
    ),
]
