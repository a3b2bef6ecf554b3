"""Does it fit around my shifts, and why: the one place where activities ask `shifts`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aftershift.activities.selectors import Card
from aftershift.people.models import Member
from aftershift.shifts.selectors import Own, fits_in, own_map, quiet_times

if TYPE_CHECKING:
    from aftershift.shifts.maps import Fit


def fits_of_cards(*, member: Member, cards: Sequence[Card]) -> list[Fit]:
    """One answer per card, in the same order. One statement."""
    return fits_in_map(own_map(member=member), cards)


def fits_in_map(own: Own | None, cards: Sequence[Card]) -> list[Fit]:
    """The same from a map already read. No statement."""
    return fits_in(own, [(card.starts_at, card.ends_at, card.is_on_site) for card in cards])


def answer_by(*, member: Member, now: dt.datetime, lasts: dt.timedelta, latest: dt.datetime) -> dt.datetime | None:
    """When an offer made now ends: its clock runs only outside guarded time and shifts (RULE-15), never beyond `latest`.

    None when the member sleeps or works until then, so that nobody could answer in time.
    """
    at, left = now, lasts
    for begins, ends in quiet_times(member=member, begins=now, ends=latest, with_shifts=True):
        awake = max(begins - at, dt.timedelta(0))
        if awake >= left:
            return at + left
        left -= awake
        at = max(at, ends)
    if left == lasts and at >= latest:
        return None
    return min(at + left, latest)
