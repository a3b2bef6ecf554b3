"""Does it fit around my shifts, and why: the one place where activities ask `shifts`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from aftershift.activities.selectors import Card
from aftershift.people.models import Member


@dataclass(frozen=True)
class Fit:
    """fits: None when no shifts are known then. why_time is local wall time.

    why: finish (a shift ends that day, at why_time), before (one starts later that day, at why_time), off (none that day).
    why_not: at_work, after_night, before_early, short_rest, not_free.
    """

    fits: bool | None
    why: str | None = None
    why_time: str | None = None
    why_not: str | None = None


UNKNOWN = Fit(fits=None)


def fits_of(
    *, member: Member, stretches: Sequence[tuple[dt.datetime, dt.datetime, bool]], now: dt.datetime
) -> list[Fit]:
    """One answer per (starts_at, ends_at, is_on_site), in the same order."""
    return [UNKNOWN] * len(stretches)


def fits_of_cards(*, member: Member, cards: Sequence[Card], now: dt.datetime) -> list[Fit]:
    return fits_of(member=member, stretches=[(c.starts_at, c.ends_at, c.is_on_site) for c in cards], now=now)
