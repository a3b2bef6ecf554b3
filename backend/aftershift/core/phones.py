"""What a phone's own clock says, put right by ours."""

import datetime as dt

# A phone's clock that is off by less than this is left as it is: the way of the request takes time too.
CLOCK_MAY_BE_OFF = dt.timedelta(minutes=2)


def behind(*, sent_at: dt.datetime, now: dt.datetime) -> dt.timedelta:
    """How far the phone's clock is behind ours (ahead: below zero), in whole steps of what is let pass. sent_at: what it
    showed when it sent.

    To the second, each request would put its phone's clock right by its own time under way, and of two presses in one
    second the first could come out as the later one.
    """
    wrong = now - sent_at
    return round(wrong / CLOCK_MAY_BE_OFF) * CLOCK_MAY_BE_OFF if abs(wrong) > CLOCK_MAY_BE_OFF else dt.timedelta()
