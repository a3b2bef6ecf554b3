"""What the worker does for people: it reads the clock and calls one service."""

import datetime as dt
from uuid import UUID

from django_scopes import scope, scopes_disabled

from aftershift.core import clock
from aftershift.core.claims import work_through
from aftershift.people import selectors
from aftershift.people.services import clearing, kiosk, merging, recovering, sessions


def finish_recoveries() -> int:
    """New PINs whose day of waiting is over."""
    return recovering.finish_due(now=clock.now())


def forget_old_outcomes() -> int:
    """Outcomes of requests, forms and tries older than 30 days, and sessions whose time is over."""
    now = clock.now()
    return (
        clearing.forget_old(now=now)
        + recovering.forget_old(now=now)
        + kiosk.forget_old(now=now)
        + sessions.forget_old_sessions(
            now=dt.datetime.now(dt.UTC)  # a session's life is real time, also in the demonstration
        )
    )


def sweep_after_merges() -> int:
    """Rows that a request under way wrote for a member who was merged at that moment."""
    now = clock.now()
    with scopes_disabled():
        due = dict(selectors.merges_to_sweep(before=now - merging.SWEEPS_AFTER))

    def sweep(merge_id: UUID) -> None:
        with scope(organisation=due[merge_id]):
            merging.sweep(organisation_id=due[merge_id], merge_id=merge_id, now=now)

    return work_through(kind="sweep_merge", due=due.items(), do=sweep, now=now)
