"""What the worker does for people: it reads the clock and calls one service."""

import datetime as dt

from aftershift.core import clock
from aftershift.people.services import clearing, kiosk, recovering, sessions


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
