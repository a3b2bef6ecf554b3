"""Does it fit around my shifts, and why, and what should I know first: the one place where activities ask `shifts`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftershift.activities.clashes import is_hard
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import Card, Page
from aftershift.activities.selectors_coming import Coming
from aftershift.people.models import Member
from aftershift.shifts.selectors import Own, fits_in, own_map, quiet_times

if TYPE_CHECKING:
    from aftershift.shifts.activity_rest import Note, Plan
    from aftershift.shifts.maps import Fit


def fits_of_cards(*, member: Member, cards: Sequence[Card]) -> list[Fit]:
    """One answer per card, in the same order. One statement."""
    return fits_in_map(own_map(member=member), cards)


def fits_in_map(own: Own | None, cards: Sequence[Card | Coming]) -> list[Fit]:
    """The same from a map already read. No statement. What the member calls fine fits, whatever their shifts say."""
    from aftershift.shifts.maps import Fit

    found = fits_in(own, [(card.starts_at, card.ends_at, card.is_on_site) for card in cards])
    return [
        Fit(True, "fine") if card.is_fine and fit.fits is False else fit for card, fit in zip(cards, found, strict=True)
    ]


def notes_in_map(own: Own | None, cards: Sequence[Card]) -> list[list[Note]]:
    """What a member should know before each card's date: rest rules 4, 6 and 7. No statement.

    Nothing where they called the time fine.
    """
    from aftershift.shifts import activity_rest

    if own is None:
        return [[] for _ in cards]
    plans = [activity_rest.Plan(card.starts_at, card.ends_at, card.is_strenuous) for card in cards]
    found = activity_rest.notes(own.map, plans)
    return [[] if card.is_fine else said for card, said in zip(cards, found, strict=True)]


@dataclass(frozen=True)
class ForMe:
    """One date beside the reader's own shifts. Nobody else is ever sent it.

    work: how a shift at that time is in the way, as `clashes.is_hard` says it: soft or hard.
    leads_from: when they will have slept twice, if they may not lead it. night_before: they may not drive.
    """

    fit: Fit
    work: str | None
    notes: list[Note]
    is_fine: bool
    leads_from: dt.datetime | None
    night_before: bool


def for_me(*, member: Member, page: Page) -> ForMe:
    """One statement."""
    own = own_map(member=member)
    fit = fits_in_map(own, [page.card])[0]
    return ForMe(
        fit=fit,
        work=_work_then(own, date=page.occurrence) if own is not None and fit.why_not == "at_work" else None,
        notes=notes_in_map(own, [page.card])[0],
        is_fine=page.card.is_fine,
        leads_from=leads_rested_from(own, activity=page.activity, date=page.occurrence),
        night_before=has_a_night_before(own, date=page.occurrence),
    )


def _work_then(own: Own, *, date: Occurrence) -> str:
    """RULE-27: a few minutes of a shift, or only the way to it, are soft; a real overlap is hard."""
    from aftershift.shifts.activity_rest import shifts_meeting

    span = (date.starts_at, date.ends_at)
    return "hard" if any(is_hard(span, shift) for shift in shifts_meeting(own.map, *span)) else "soft"


def leads_rested_from(own: Own | None, *, activity: Activity, date: Occurrence) -> dt.datetime | None:
    """When they will have slept twice, if nights keep them from leading this date; else None. No word of theirs lifts it."""
    from aftershift.shifts import activity_rest

    return activity_rest.rested_at(own.map, _plan(activity, date)) if own else None


def first_date_too_tired_to_lead(
    *, member: Member, activity: Activity, dates: Sequence[Occurrence]
) -> Occurrence | None:
    """Rule 7 for whoever leads or helps lead: the first of these dates that comes before two sleeps. One statement."""
    if activity.effort != Activity.Effort.STRENUOUS:
        return None
    own = own_map(member=member)
    return next((date for date in dates if leads_rested_from(own, activity=activity, date=date)), None)


def has_a_night_before(own: Own | None, *, date: Occurrence) -> bool:
    """Rule 8: whoever worked a night that ended within 24 hours before the start does not drive."""
    from aftershift.shifts import activity_rest

    return own is not None and activity_rest.comes_off_a_night(own.map, date.starts_at)


def _plan(activity: Activity, date: Occurrence) -> Plan:
    from aftershift.shifts.activity_rest import Plan

    return Plan(date.starts_at, date.ends_at, activity.effort == Activity.Effort.STRENUOUS)


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
