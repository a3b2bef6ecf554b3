"""Time polls: some times, the members of an audience, and their ticks, which start from each one's own map (DESIGN 2).

How many ticked what is seen by nobody before the poll is over, since watching the figures change would show whose
answer it was; then by who organises, if at least three answered.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet

from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.shifts.audiences import members_of
from aftershift.shifts.errors import NobodyToAsk, PollIsOver
from aftershift.shifts.models import PollAnswer, PollTime, TimePoll
from aftershift.shifts.policies import MAY

if TYPE_CHECKING:
    from aftershift.shifts.maps import Fit
    from aftershift.shifts.selectors import Own

FEWEST_TIMES, MOST_TIMES = 2, 6
LONGEST = dt.timedelta(days=28)
FAR = dt.timedelta(weeks=12)
FEWEST_ANSWERS = 3
SHOWN = 20


@dataclass(frozen=True)
class AskedTime:
    """One time as one member sees it; `ticked` starts from their own map until they have answered."""

    id: UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    fit: Fit
    ticked: bool


@dataclass(frozen=True)
class AskedPoll:
    """A poll as one of those asked sees it: their own ticks, nobody else's."""

    id: UUID
    what: str
    is_on_site: bool
    closes_at: dt.datetime
    answered_at: dt.datetime | None
    times: list[AskedTime]


@dataclass(frozen=True)
class PollResult:
    """A poll as who organises sees it; not how many it asks, which would show who joined a shift group. would_come: for each time how many ticked it; None before the poll is over."""

    id: UUID
    what: str
    minutes: int
    is_on_site: bool
    asked_at: dt.datetime
    closes_at: dt.datetime
    is_over: bool
    answered: int | None
    starts: list[dt.datetime]
    would_come: list[int] | None


def visible_polls(*, member: Member) -> QuerySet[TimePoll]:
    """The polls that a member opened."""
    return TimePoll.objects.of(member.organisation_id).filter(member=member)


def own_answers(*, member: Member) -> QuerySet[PollAnswer]:
    return PollAnswer.objects.of(member.organisation_id).filter(member=member)


def asked_polls(*, member: Member, now: dt.datetime) -> list[AskedPoll]:
    """The open polls that ask this member, soonest to close first. Three statements, however many."""
    from aftershift.shifts.selectors import own_map

    return _asked(_open_answers(member, now)[:SHOWN], own_map(member=member), member)


def poll_to_answer(*, member: Member, own: Own | None, now: dt.datetime) -> AskedPoll | None:
    """The first open poll that this member has not answered. One statement, a second when there is one."""
    return next(iter(_asked(_open_answers(member, now).filter(answered_at=None)[:1], own, member)), None)


def asked_poll(*, member: Member, answer_id: UUID) -> AskedPoll:
    """The poll of one's own answer. Raises NotVisible."""
    from aftershift.shifts.selectors import own_map

    one(own_answers(member=member), answer_id)
    rows = own_answers(member=member).filter(pk=answer_id).select_related("poll")
    return _asked(rows, own_map(member=member), member)[0]


def results(
    *, member: Member, roles: Collection[str], now: dt.datetime, poll_id: UUID | None = None
) -> list[PollResult]:
    """The polls that this member opened, newest first. Three statements, however many. Raises NotAllowed."""
    require(MAY, "time_poll.open", roles)
    rows = visible_polls(member=member).order_by("-asked_at", "-pk")
    polls = list(rows.filter(pk=poll_id) if poll_id else rows[:SHOWN])
    times = list(PollTime.objects.of(member.organisation_id).filter(poll__in=polls).order_by("starts_at"))
    answers = PollAnswer.objects.of(member.organisation_id).filter(poll__in=polls)
    told = list(answers.values_list("poll_id", "ticks", "answered_at"))
    found = []
    for poll in polls:
        mine = [time for time in times if time.poll_id == poll.pk]
        ticks = [ticked for of, ticked, at in told if of == poll.pk and at is not None]
        counts = Counter(time_id for ticked in ticks for time_id in ticked)
        over = poll.closed_at is not None or poll.closes_at <= now
        found.append(
            PollResult(
                id=poll.pk,
                what=poll.what,
                minutes=poll.minutes,
                is_on_site=poll.is_on_site,
                asked_at=poll.asked_at,
                closes_at=poll.closed_at or poll.closes_at,
                is_over=over,
                answered=len(ticks) if over and len(ticks) >= FEWEST_ANSWERS else None,
                starts=[time.starts_at for time in mine],
                would_come=[counts[str(time.pk)] for time in mine] if over and len(ticks) >= FEWEST_ANSWERS else None,
            )
        )
    return found


@transaction.atomic
def open_poll(
    *,
    member: Member,
    roles: Collection[str],
    audience: str,
    what: str,
    minutes: int,
    on_site: bool,
    starts: Sequence[dt.datetime],
    closes_date: dt.date,
    now: dt.datetime,
) -> TimePoll:
    """Ask an audience which of two to six times suit them, until the end of a date. `starts` are wall times.

    Raises NotAllowed, NotVisible, FieldProblem, NobodyToAsk.
    """
    require(MAY, "time_poll.open", roles)
    zone = ZoneInfo(member.organisation.time_zone)
    closes_at = dt.datetime.combine(closes_date + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    moments = sorted({start.replace(tzinfo=zone).astimezone(dt.UTC) for start in starts})
    if not FEWEST_TIMES <= len(moments) <= MOST_TIMES:
        raise FieldProblem({"/starts": f"Choose {FEWEST_TIMES} to {MOST_TIMES} different times."})
    if not now < closes_at <= now + LONGEST:
        raise FieldProblem({"/closes_date": "Choose a day from today to four weeks ahead."})
    if moments[0] < closes_at or moments[-1] > now + FAR:
        raise FieldProblem({"/starts": "Choose times after the last day to answer, at most 12 weeks ahead."})
    asked = members_of(audience, member=member).order_by("pk").values_list("pk", flat=True)
    # That a shift group has somebody in it is told by their shifts, so nobody is told that it has not.
    if not asked and not audience.startswith("group:"):
        raise NobodyToAsk
    organisation_id = member.organisation_id
    poll = TimePoll(
        organisation_id=organisation_id,
        member=member,
        what=what,
        minutes=minutes,
        is_on_site=on_site,
        asked_at=now,
        closes_at=closes_at,
    )
    poll.save(force_insert=True)
    PollTime.objects.of(organisation_id).bulk_create(
        PollTime(organisation_id=organisation_id, poll=poll, starts_at=starts_at) for starts_at in moments
    )
    PollAnswer.objects.of(organisation_id).bulk_create(
        [PollAnswer(organisation_id=organisation_id, poll=poll, member_id=member_id) for member_id in asked],
        batch_size=500,
    )
    return poll


@transaction.atomic
def answer(*, member: Member, poll_id: UUID, ticks: Collection[UUID], now: dt.datetime) -> PollAnswer:
    """Which of the times suit; none is an answer as well. The last answer counts. Raises NotVisible, PollIsOver, FieldProblem."""
    mine = _locked_answer(member, poll_id)
    if mine.poll.closed_at is not None or mine.poll.closes_at <= now:
        raise PollIsOver
    offered = set(PollTime.objects.of(member.organisation_id).filter(poll_id=poll_id).values_list("pk", flat=True))
    if not set(ticks) <= offered:
        raise FieldProblem({"/ticks": "Tick only times of this question."})
    mine.ticks = sorted(str(time_id) for time_id in set(ticks))
    mine.answered_at = now
    mine.save(update_fields=["ticks", "answered_at"])
    return mine


@transaction.atomic
def close(*, member: Member, roles: Collection[str], poll_id: UUID, now: dt.datetime) -> TimePoll:
    """End a poll before its day. Closing it again changes nothing. Raises NotVisible, NotAllowed."""
    poll = one(visible_polls(member=member).select_for_update(of=("self",)), poll_id)
    require(MAY, "time_poll.open", roles)
    if poll.closed_at is None and poll.closes_at > now:
        poll.closed_at = now
        poll.save(update_fields=["closed_at"])
    return poll


@transaction.atomic
def forget(*, member: Member) -> None:
    """A member's answers go; what they asked stays for those who were asked."""
    own_answers(member=member).delete()
    visible_polls(member=member).update(member=None)


def _locked_answer(member: Member, poll_id: UUID) -> PollAnswer:
    """My answer, under the lock of its poll: a poll that closes meanwhile waits, or is over."""
    poll = one(TimePoll.objects.of(member.organisation_id).select_for_update(of=("self",)), poll_id)
    mine = own_answers(member=member).filter(poll=poll).first()
    if mine is None:
        raise NotVisible
    mine.poll = poll
    return mine


def _open_answers(member: Member, now: dt.datetime) -> QuerySet[PollAnswer]:
    still = Q(poll__closed_at=None, poll__closes_at__gt=now)
    return own_answers(member=member).filter(still).select_related("poll").order_by("poll__closes_at", "pk")


def _asked(answers: QuerySet[PollAnswer], own: Own | None, member: Member) -> list[AskedPoll]:
    from aftershift.shifts.maps import UNKNOWN

    mine = list(answers)
    if not mine:
        return []
    polls = [row.poll_id for row in mine]
    times = list(PollTime.objects.of(member.organisation_id).filter(poll__in=polls).order_by("starts_at"))
    by_poll = {row.poll_id: row for row in mine}
    stretches = [
        (time.starts_at, time.starts_at + dt.timedelta(minutes=poll.minutes), poll.is_on_site)
        for time in times
        for poll in (by_poll[time.poll_id].poll,)
    ]
    fits = own.map.fits(stretches) if own else [UNKNOWN] * len(times)
    shown: dict[UUID, list[AskedTime]] = {poll_id: [] for poll_id in polls}
    for time, stretch, fit in zip(times, stretches, fits, strict=True):
        row = by_poll[time.poll_id]
        ticked = str(time.pk) in row.ticks if row.answered_at else fit.fits is True
        shown[time.poll_id].append(AskedTime(time.pk, time.starts_at, stretch[1], fit, ticked))
    return [
        AskedPoll(
            row.poll_id, row.poll.what, row.poll.is_on_site, row.poll.closes_at, row.answered_at, shown[row.poll_id]
        )
        for row in mine
    ]
