"""The first screen: three things that fit around my next shifts, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from aftershift.activities import register, selectors
from aftershift.activities.fitting import fits_in_map, notes_in_map
from aftershift.activities.models import SignUp
from aftershift.activities.selectors import Card
from aftershift.ballots.selectors import BallotCard, ballot_to_vote_in
from aftershift.ideas.models import Idea
from aftershift.ideas.selectors import IdeaCard, MergeQuestion, cards, ideas_for_cards, merge_questions
from aftershift.notifications.selectors import Shown, unread
from aftershift.people.models import Member
from aftershift.shifts.polling import AskedPoll, poll_to_answer
from aftershift.shifts.selectors import Own, own_map

if TYPE_CHECKING:
    from aftershift.shifts.maps import Fit

THINGS = 3
IDEAS = 2
WEEK = 7
TO_FACE = 3
# How many coming dates are looked at, and how far away a thing may be.
LOOKED_AT = 120
HORIZON = dt.timedelta(days=28)
# A thing right after a shift's end comes first, then days off, then before a later shift, then where nothing is known.
RANK = {"finish": 0, "off": 1, "fine": 1, "before": 2, None: 3}


@dataclass(frozen=True)
class Day:
    """One square of the week strip. fits: one of the three things is on this day."""

    date: dt.date
    shifts: list[tuple[dt.time, dt.time, str]]
    is_known: bool
    fits: bool
    going: bool


@dataclass(frozen=True)
class ToFace:
    """A date I was at lately, and have not said how it was."""

    id: UUID
    title: str
    starts_at: dt.datetime


@dataclass(frozen=True)
class Home:
    today: dt.date
    week: list[Day]
    fits: list[tuple[Card, Fit]]
    going: list[tuple[Card, Fit]]
    ballot: BallotCard | None
    ideas: list[IdeaCard]
    shifts_known: bool
    ask_still_right: bool
    lead_next: tuple[Card, Fit] | None
    poll: AskedPoll | None
    merges: list[MergeQuestion]
    to_face: list[ToFace]
    unread: list[Shown]


def home(*, member: Member, all_roles: Collection[str], now: dt.datetime) -> Home:
    """Everything the first screen shows, in a number of statements that no list changes.

    all_roles: the reader's, also those that rest: a supervisor is told no names.
    """
    today = member.organisation.local(now).date()
    own = own_map(member=member)
    mine = _fitted(selectors.mine(member=member, now=now), own)
    suggested = _three(_rested(selectors.open_to_me(member=member, now=now, until=now + HORIZON, limit=LOOKED_AT), own))
    going = [pair for pair in mine if pair[0].mine is not None]
    return Home(
        today=today,
        week=_week(member=member, today=today, own=own, suggested=suggested, going=going),
        fits=suggested,
        going=going,
        ballot=ballot_to_vote_in(member=member, now=now),
        ideas=_ideas(member=member, all_roles=all_roles, today=today),
        shifts_known=own is not None and own.map.knows(today),
        ask_still_right=own is not None and own.ask_still_right(today),
        lead_next=next((pair for pair in mine if member.pk in (pair[0].lead_id, pair[0].second_id)), None),
        poll=poll_to_answer(member=member, own=own, now=now),
        merges=merge_questions(member=member),
        to_face=[
            ToFace(row.pk, row.activity.title, row.starts_at)
            for row in register.dates_to_face(member=member, now=now)[:TO_FACE]
        ],
        unread=unread(member=member, now=now),
    )


def _fitted(rows: Sequence[Card], own: Own | None) -> list[tuple[Card, Fit]]:
    return list(zip(rows, fits_in_map(own, rows), strict=True))


def _rested(rows: Sequence[Card], own: Own | None) -> list[tuple[Card, Fit]]:
    """Without what rest rules 4, 6 and 7 speak against: it stays on the list, and is not pressed on anybody."""
    return _fitted([row for row, said in zip(rows, notes_in_map(own, rows), strict=True) if not said], own)


def _three(pairs: Sequence[tuple[Card, Fit]]) -> list[tuple[Card, Fit]]:
    """What fits or may fit, one date per activity; full ones only when nothing else is left."""
    ranked = sorted(
        (pair for pair in pairs if pair[1].fits is not False),
        key=lambda pair: (RANK[pair[1].why], pair[0].starts_at, pair[0].id),
    )
    with_room = [pair for pair in ranked if pair[0].places > pair[0].taken + pair[0].held + pair[0].kept]
    chosen: dict[UUID, tuple[Card, Fit]] = {}
    for pair in [*with_room, *ranked]:
        if len(chosen) < THINGS:
            chosen.setdefault(pair[0].activity_id, pair)
    return list(chosen.values())


def _week(
    *,
    member: Member,
    today: dt.date,
    own: Own | None,
    suggested: Sequence[tuple[Card, Fit]],
    going: Sequence[tuple[Card, Fit]],
) -> list[Day]:
    local = member.organisation.local
    fits_on = {local(row.starts_at).date() for row, fit in suggested if fit.fits}
    going_on = {local(row.starts_at).date() for row, _ in going if row.mine == SignUp.Status.PLACED}
    days = []
    for date in (today + dt.timedelta(days=n) for n in range(WEEK)):
        shifts = own.map.shifts_on(date) if own else None
        days.append(Day(date, shifts or [], shifts is not None, date in fits_on, date in going_on))
    return days


def _ideas(*, member: Member, all_roles: Collection[str], today: dt.date) -> list[IdeaCard]:
    """The newest open ideas that are not my own and that I have not supported yet."""
    found: QuerySet[Any] = ideas_for_cards(member=member)  # with what its cards annotate
    rows = found.filter(status=Idea.Status.OPEN, is_mine_interest=False, hidden_reason="")
    return cards(rows.exclude(author=member)[:IDEAS], member=member, roles=all_roles, today=today)
