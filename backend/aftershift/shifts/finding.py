"""The time finder's answer for a screen: which times reach most of an audience, and whom each leaves out (DESIGN 5).

It reads free maps, never people, and says nothing exact: counts are rounded, groups are words and only groups of
eight or more are named at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from aftershift.core.policies import require
from aftershift.core.small_numbers import SMALLEST_SHOWN, rounded
from aftershift.people.models import Member
from aftershift.shifts import selectors
from aftershift.shifts.audiences import members_of
from aftershift.shifts.models import FreeMap
from aftershift.shifts.policies import MAY
from aftershift.shifts.timefinder.kinds import DAY

if TYPE_CHECKING:
    from aftershift.shifts.timefinder.gaps import Crowd
    from aftershift.shifts.timefinder.ranking import Found, Window

WEEKS = 8
MOST_TIMES = 12
A_DAY_SHOWS = 2  # the best starts are near-copies of each other; at most these of one day, an hour apart
APART = 4  # quarter hours
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# Shares of a group as words, by per cent reached at least once (LOOK 5).
SHARES = ((25, "few"), (50, "under half"), (75, "over half"), (95, "most"), (101, "all"))
LEFT_OUT = "few"


@dataclass(frozen=True)
class Question:
    audience: str
    minutes: int
    on_site: bool
    opens: int
    closes: int
    weekly: bool


@dataclass(frozen=True)
class FoundTime:
    weekday: str
    start: dt.time
    date: dt.date | None
    reach: dict[str, int]
    groups: list[dict[str, str]]
    left_out: list[str]


@dataclass(frozen=True)
class Box:
    """One box of the heat map: the best start of one hour of one weekday."""

    weekday: str
    hour: int
    start: dt.time
    reach: dict[str, int]


@dataclass(frozen=True)
class FoundTimes:
    known: dict[str, int]
    unknown: dict[str, int]
    too_few: bool
    times: list[FoundTime] = field(default_factory=list)
    alternate_with: dict[str, Any] | None = None
    grid: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """An audience's maps, ready to be counted; `named` are its shift groups of eight or more, the rest is one more."""

    crowd: Crowd
    named: list[str]
    unknown: int


def find_times(*, member: Member, roles: Collection[str], question: Question, now: dt.datetime) -> FoundTimes:
    """The best times of the next eight weeks. Raises NotAllowed, NotVisible, FieldProblem. Constant statements."""
    from aftershift.shifts.timefinder import ranking
    from aftershift.shifts.timefinder.zones import zone

    require(MAY, "times.find", roles)
    first = member.organisation.local(now).date() + dt.timedelta(days=1)
    table = zone(member.organisation.time_zone, first, first + dt.timedelta(weeks=WEEKS))
    window = ranking.Window(table, first, WEEKS, question.minutes, question.opens, question.closes)
    asked = _ask(member, question, window)
    known, unknown = rounded(asked.crowd.size), rounded(asked.unknown)
    if asked.crowd.size < SMALLEST_SHOWN:
        return FoundTimes(known, unknown, too_few=True)
    return _answer(asked, window, question, known, unknown)


def _ask(member: Member, question: Question, window: Window) -> Asked:
    import numpy as np

    from aftershift.shifts.timefinder.gaps import QUARTER, crowd_of_maps
    from aftershift.shifts.timefinder.zones import day_number

    members = set(members_of(question.audience, member=member).values_list("pk", flat=True))
    side = "on_site" if question.on_site else "off_site"
    rows = [
        row
        for row in FreeMap.objects.of(member.organisation_id)
        .filter(known_until__gte=window.first)
        .order_by("pk")
        .values_list("member_id", "first_date", side)
        if row[0] in members
    ]
    corrected = selectors.shift_groups_in(organisation_id=member.organisation_id)
    named, group_of = _groups([row[0] for row in rows], corrected)
    base = window.grid().base
    first_slot = np.array([(day_number(row[1]) * DAY - base) // QUARTER for row in rows], dtype=np.int64)
    maps = [bytes(row[2]) for row in rows]
    crowd = crowd_of_maps(maps, first_slot, np.array(group_of, dtype=np.int64), len(named) + 1, window.grid())
    return Asked(crowd, named, len(members) - len(rows))


def _groups(members: Sequence[UUID], groups: dict[UUID, str]) -> tuple[list[str], list[int]]:
    """The groups of eight or more, and for each member its place among them, or the place after the last."""
    mine = [groups.get(member, "unknown") for member in members]
    named = sorted(group for group in set(mine) if group != "unknown" and mine.count(group) >= SMALLEST_SHOWN)
    places = {group: place for place, group in enumerate(named)}
    return named, [places.get(group, len(named)) for group in mine]


def _answer(
    asked: Asked, window: Window, question: Question, known: dict[str, int], unknown: dict[str, int]
) -> FoundTimes:
    import numpy as np

    from aftershift.shifts.timefinder import counts, ranking

    crowd = asked.crowd
    counted = counts.distinct(crowd).counts(window.need)
    best = (ranking.best_weekly if question.weekly else ranking.best_once)(counted, window, 10_000)
    shown = _spread(best)
    sizes = np.bincount(crowd.group, weights=crowd.people, minlength=crowd.groups).astype(int).tolist()
    once = ranking.reached_once(crowd, window) if question.weekly else None
    times = []
    for found in shown:
        reached = once[:, found.quarter].tolist() if once is not None else list(found.people)
        shares = {group: _share(reached[place], sizes[place]) for place, group in enumerate(asked.named)}
        times.append(
            FoundTime(
                **_when(found.quarter, window, weekly=question.weekly),
                reach=rounded(_usual(found, question)),
                groups=[{"group": group, "share": share} for group, share in shares.items()],
                left_out=[group for group, share in shares.items() if share == LEFT_OUT],
            )
        )
    return FoundTimes(
        known,
        unknown,
        too_few=False,
        times=times,
        alternate_with=_second(asked, window, question, counted, shown),
        grid=_grid(best, window, question) if question.weekly else [],
    )


def _usual(found: Found, question: Question) -> int:
    """People who could come on the date, or in a usual week."""
    return round(found.total / WEEKS) if question.weekly else found.total


def _share(reached: int, size: int) -> str:
    return next(word for below, word in SHARES if 100 * reached < below * size)


def _spread(best: list[Found]) -> list[Found]:
    """The first of near-copies: few of one day, and those an hour apart; only starts that reach somebody."""
    shown: list[Found] = []
    for found in best:
        day = [other for other in shown if other.quarter // 96 == found.quarter // 96]
        if not found.total or len(shown) == MOST_TIMES:
            break
        if len(day) < A_DAY_SHOWS and all(abs(other.quarter - found.quarter) >= APART for other in day):
            shown.append(found)
    return shown


def _second(
    asked: Asked, window: Window, question: Question, counted: Any, shown: list[Found]
) -> dict[str, Any] | None:
    from aftershift.shifts.timefinder import ranking

    if not shown:
        return None
    if question.weekly:
        second = ranking.alternate_weekly(asked.crowd, shown[0], window)
    else:
        both = ranking.complementary(asked.crowd, counted, window, 2)
        second = both[1] if len(both) == 2 else None
    if second is None:
        return None
    return {**_when(second.quarter, window, weekly=question.weekly), "adds": rounded(second.total)}


def _grid(best: list[Found], window: Window, question: Question) -> list[Box]:
    boxes: dict[tuple[int, int], Box] = {}
    for found in best:
        when = _when(found.quarter, window, weekly=True)
        place = (WEEKDAYS.index(when["weekday"]), when["start"].hour)
        boxes.setdefault(place, Box(when["weekday"], place[1], when["start"], rounded(_usual(found, question))))
    return [boxes[place] for place in sorted(boxes)]


def _when(quarter: int, window: Window, *, weekly: bool) -> dict[str, Any]:
    date = window.first + dt.timedelta(days=quarter // 96)
    minute = quarter % 96 * 15
    return {
        "weekday": WEEKDAYS[date.weekday()],
        "start": dt.time(minute // 60, minute % 60),
        "date": None if weekly else date,
    }
