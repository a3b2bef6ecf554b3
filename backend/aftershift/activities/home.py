"""The first screen: three things that fit around my next shifts, and why."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from aftershift.activities import fitting, selectors
from aftershift.activities.fitting import Fit
from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import Card
from aftershift.people.models import Member

THINGS = 3
# How many coming dates are looked at, and how far away a thing may be.
LOOKED_AT = 60
HORIZON = dt.timedelta(days=28)
# A thing right after a shift's end comes first, then days off, then before a later shift.
RANK = {"finish": 0, "off": 1, "before": 2, None: 3}


@dataclass(frozen=True)
class Home:
    today: dt.date
    week: list[dict[str, Any]]
    fits: list[tuple[Card, Fit]]
    going: list[tuple[Card, Fit]]
    ballot: dict[str, Any] | None
    ideas: list[dict[str, Any]]
    shifts_known: bool
    ask_still_right: bool
    lead_next: tuple[Card, Fit] | None

    @property
    def version(self) -> str:
        """All that the screen shows, for its validator."""
        return repr(self)


def home(*, member: Member, now: dt.datetime) -> Home:
    today = member.organisation.local(now).date()
    rows = [
        row
        for row in selectors.occurrence_cards(member=member, now=now, limit=LOOKED_AT)[0]
        if row.starts_at <= now + HORIZON or row.mine is not None
    ]
    pairs = list(zip(rows, fitting.fits_of_cards(member=member, cards=rows, now=now), strict=True))
    lead_next = next((pair for pair in pairs if member.pk in (pair[0].lead_id, pair[0].second_id)), None)
    return Home(
        today=today,
        week=[],
        fits=_three(pairs, now=now),
        going=[pair for pair in pairs if pair[0].mine is not None and pair[0].state != Occurrence.State.CANCELLED],
        ballot=None,
        ideas=[],
        shifts_known=False,
        ask_still_right=False,
        lead_next=lead_next,
    )


def _three(pairs: list[tuple[Card, Fit]], *, now: dt.datetime) -> list[tuple[Card, Fit]]:
    """Open things that fit or may fit, one date per activity; full ones only when nothing else is left."""
    open_ones = [
        (row, fit)
        for row, fit in pairs
        if row.mine is None
        and row.state == Occurrence.State.PUBLISHED
        and row.starts_at > now
        and fit.fits is not False
    ]
    ranked = sorted(open_ones, key=lambda pair: (RANK[pair[1].why], pair[0].starts_at, pair[0].id))
    with_room = [pair for pair in ranked if pair[0].places > pair[0].taken + pair[0].held]
    chosen: dict[Any, tuple[Card, Fit]] = {}
    for pair in [*with_room, *ranked]:
        if len(chosen) < THINGS:
            chosen.setdefault(pair[0].activity_id, pair)
    return list(chosen.values())
