"""Every write of safety: ticking and gates in `lists`, the first activity of all in `first_win`."""

from aftershift.safety.services.lists import (
    check_before_closing,
    check_before_publishing,
    check_before_starting,
    close,
    give_answers,
    start,
    stop,
    tick,
)

__all__ = [
    "check_before_closing",
    "check_before_publishing",
    "check_before_starting",
    "close",
    "give_answers",
    "start",
    "stop",
    "tick",
]
