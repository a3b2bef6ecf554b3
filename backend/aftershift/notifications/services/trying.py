"""When something is handed over again, and when no more: one rule for what goes to members and to addresses."""

import datetime as dt

from django.db import transaction

from aftershift.notifications.channels import Result
from aftershift.notifications.models.trying import FAILED, State, Tried

MOST_TRIES = 5
# A worker that dies says nothing of why; after so many of them it is not the workers.
MOST_DEATHS = 15
LONGEST_WAIT = dt.timedelta(hours=1)
HELPS = (State.TEMPORARY_FAILURE, State.TECHNICAL_FAILURE)


def begin_try(row: Tried, *, lease: dt.timedelta, now: dt.datetime) -> bool:
    """Whether this worker may hand it over. The caller holds the row's lock, and saves it."""
    row.changed_at = now
    if row.state == State.SENDING and row.attempts >= row.gives_up_at + MOST_DEATHS:
        row.state, row.last_error, row.free_at = State.TECHNICAL_FAILURE, "WorkerDied", None
        return False
    row.state, row.attempts, row.free_at = State.SENDING, row.attempts + 1, now + lease
    return True


def drop(row: Tried, *, now: dt.datetime) -> None:
    row.state, row.free_at, row.changed_at = State.DROPPED, None, now


def end_try(row: Tried, result: Result | None, *, now: dt.datetime) -> None:
    """What became of it, and whether and when it is tried again."""
    result = result or Result(State.TECHNICAL_FAILURE, "NoResult")
    row.state, row.last_error, row.changed_at = State(result.state), result.error[:80], now
    row.free_at = None
    if result.state in HELPS and row.attempts < row.gives_up_at:
        wait = min(dt.timedelta(seconds=15 * 4 ** (row.attempts - 1)), LONGEST_WAIT)
        row.free_at = now + max(wait, result.retry_after or wait)


@transaction.atomic
def try_again(*, row: Tried, now: dt.datetime) -> None:
    """What failed is free at once, with as many tries as at first where they were used up. The caller holds the lock.

    Asking twice is once: what is free already, on its way, or arrived stays as it is.
    """
    if row.state not in FAILED:
        return
    if row.free_at is None:
        row.state, row.gives_up_at = State.CREATED, row.attempts + MOST_TRIES
    row.free_at = min(row.free_at or now, now)
    row.save(update_fields=["state", "gives_up_at", "free_at"])
