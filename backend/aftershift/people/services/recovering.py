"""A new PIN for somebody who is present, vouched for by colleagues, with a day in which they can say no (DESIGN 4)."""

import datetime as dt


def finish_due(*, now: dt.datetime, card_code: str | None = None) -> int:
    return 0
