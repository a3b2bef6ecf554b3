"""The time finder's answer for a screen: which times reach most of an audience, and whom each leaves out (DESIGN 5).

It reads counted maps, never people (see `counted`), and says nothing exact: counts are rounded, groups are words and
only groups of eight or more are named at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from aftershift.core.policies import require
from aftershift.core.small_numbers import SMALLEST_SHOWN, rounded
from aftershift.people.models import Member
from aftershift.shifts import counted
from aftershift.shifts.audiences import is_registered, members_of
from aftershift.shifts.models import FreeMap
from aftershift.shifts.policies import MAY
from aftershift.shifts.series import starts_of

if TYPE_CHECKING:
    from aftershift.shifts.crowds import Gathered
    from aftershift.shifts.timefinder.ranking import Found, Window
    from aftershift.shifts.timefinder.repeats import Rhythm, Turn

WEEKS = 8
MOST_WEEKS_APART = 4
MOST_TIMES = 12
TOGETHER = 3
A_DAY_SHOWS = 2  # the best starts are near-copies of each other; at most these of one day, an hour apart
APART = 4  # quarter hours
REMEMBERED = 6  # the latest different times of a series that the memory looks at
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# Shares of a group as words, by per cent reached (LOOK 5).
SHARES = ((25, "few"), (50, "under half"), (75, "over half"), (95, "most"), (101, "all"))
LEFT_OUT = "few"

Counted = dict[str, int]
Shares = list[dict[str, str]]


@dataclass(frozen=True)
class Question:
    """weekly: it comes again, every `every_weeks` weeks, or on the nth of a weekday when `monthly`; else it is once.

    demanding: strenuous or all day, so that whoever is tired is counted apart. series: an activity whose recent times
    are remembered.
    """

    audience: str
    minutes: int
    on_site: bool
    opens: int
    closes: int
    weekly: bool
    every_weeks: int = 1
    monthly: bool = False
    demanding: bool = False
    series: UUID | None = None


@dataclass(frozen=True)
class When:
    """date: for a single time. first_date: its first date, also of one that comes again. nth: 1 to 4 when monthly."""

    weekday: str
    start: dt.time
    date: dt.date | None
    first_date: dt.date
    nth: int | None


@dataclass(frozen=True)
class Anchor:
    """A shift group's usual finish on a weekday, and how long after it something starts."""

    group: str
    finish: dt.time
    minutes_after: int


@dataclass(frozen=True)
class FoundTime(When):
    """reach: on one date, or on an average one. once: at least once. tired: fit, but coming off nights or on their only day off."""

    reach: Counted
    once: Counted
    groups: Shares
    left_out: list[str]
    anchor: Anchor | None
    tired: Counted | None


@dataclass(frozen=True)
class AddedTime(When):
    """A time chosen beside others: whom it adds at least once."""

    adds: Counted


@dataclass(frozen=True)
class AnchoredTime(FoundTime):
    """A time right after a shift group's usual finish, whatever its rank."""


@dataclass(frozen=True)
class Box:
    """One box of the heat map: the best start of one hour of one weekday, and each group's share on an average date."""

    weekday: str
    hour: int
    start: dt.time
    reach: Counted
    groups: Shares


@dataclass(frozen=True)
class Amends:
    """A time that reaches a shift group which the series left out."""

    group: str
    time: When
    share: str


@dataclass(frozen=True)
class Memory:
    """Whom the recent and coming times of a series reach at least once, and a rotation that makes up for the rest."""

    times: list[dict[str, Any]]
    groups: Shares
    left_out: list[str]
    rotation: list[Amends]


@dataclass(frozen=True)
class FoundTimes:
    """unknown: told no shifts; None for a shift group, which nobody is in before they told.

    waits: some of the organisation told their shifts and count as soon as there are eight of them.
    apart: some of this audience count only among others, since fewer than eight are like them.
    """

    known: Counted
    unknown: Counted | None
    too_few: bool
    waits: bool = False
    apart: bool = False
    times: list[FoundTime] = field(default_factory=list)
    alternate_with: AddedTime | None = None
    together: list[AddedTime] = field(default_factory=list)
    anchors: list[AnchoredTime] = field(default_factory=list)
    grid: list[Box] = field(default_factory=list)
    memory: Memory | None = None


def find_times(*, member: Member, roles: Collection[str], question: Question, now: dt.datetime) -> FoundTimes:
    """The best times of the next eight weeks. Raises NotAllowed, NotVisible, FieldProblem.

    Constant statements, but for the first question after somebody's shifts changed, which lets the crowds take that up.
    """
    from aftershift.shifts.timefinder import ranking
    from aftershift.shifts.timefinder.zones import zone

    require(MAY, "times.find", roles)
    today = member.organisation.local(now).date()
    first = today + dt.timedelta(days=1)
    table = zone(member.organisation.time_zone, first, first + dt.timedelta(weeks=WEEKS))
    window = ranking.Window(table, first, WEEKS, question.minutes, question.opens, question.closes)
    remembered = starts_of(member=member, series_id=question.series, now=now) if question.series else []
    gathered = _gather(member, question, window, today)
    said = _said_of(member, question, window, gathered)
    if gathered.crowd.size < SMALLEST_SHOWN:
        return FoundTimes(too_few=True, **said)
    answer = _Answer(gathered, window, question)
    return FoundTimes(
        too_few=False,
        **said,
        times=answer.times,
        alternate_with=answer.second,
        together=answer.together,
        anchors=answer.anchors,
        grid=answer.grid if question.weekly else [],
        memory=answer.memory([member.organisation.local(at) for at in remembered]) if question.series else None,
    )


def _gather(member: Member, question: Question, window: Window, today: dt.date) -> Gathered:
    """The counted maps of an audience."""
    from aftershift.shifts.crowds import gather

    organisation_id, audience = member.organisation_id, question.audience
    members = members_of(audience, member=member)
    if counted.is_behind(organisation_id=organisation_id):
        counted.settle(organisation_id=organisation_id, today=today)
    if is_registered(audience):
        named = members.values_list("pk", flat=True)
        crowds = counted.crowds_of(organisation_id=organisation_id, members=named)
        rows = counted.rows_of(organisation_id=organisation_id, audience="everyone").filter(crowd__in=crowds)
    else:
        rows = counted.rows_of(organisation_id=organisation_id, audience=audience)
    rows = rows.filter(known_until__gte=window.first)
    return gather(rows, window=window, on_site=question.on_site, with_shifts=_needs_shifts(question))


def _said_of(member: Member, question: Question, window: Window, gathered: Gathered) -> dict[str, Any]:
    """Who counts and who does not; nothing that one member's shifts or shift group would change."""
    organisation_id, audience = member.organisation_id, question.audience
    told = FreeMap.objects.of(organisation_id).filter(known_until__gte=window.first, member__left_at=None)
    in_crowds = counted.rows_of(organisation_id=organisation_id, audience="everyone")
    untold = members_of(audience, member=member).exclude(pk__in=told.values("member_id"))
    return {
        "known": rounded(gathered.crowd.size),
        "unknown": None if audience.startswith("group:") else rounded(untold.count()),
        "waits": told.count() > in_crowds.filter(known_until__gte=window.first).count(),
        "apart": counted.counts_apart(organisation_id=organisation_id, audience=audience),
    }


def _needs_shifts(question: Question) -> bool:
    from aftershift.shifts.timefinder.anchors import LONGEST_AFTER_FINISH

    return question.demanding or (question.on_site and question.minutes <= LONGEST_AFTER_FINISH)


class _Answer:
    """Works one answer out. Each part is found once and used by those below it."""

    def __init__(self, gathered: Gathered, window: Window, question: Question) -> None:
        from aftershift.shifts.timefinder import counts, tired

        self.gathered, self.window, self.question = gathered, window, question
        self.named = gathered.named
        self.everybody = counts.distinct(gathered.crowd).counts(window.need)
        self.crowd, self.counts = gathered.crowd, self.everybody
        if question.demanding:
            # Ranked by those who are not tired (DESIGN 5).
            found = tired.tired(gathered.shifts, window.zone)
            self.crowd = tired.without_tired(gathered.crowd, found, window.need)
            self.counts = counts.counts_of_rows(self.crowd, window.need)

    @cached_property
    def turns(self) -> list[Turn]:
        from aftershift.shifts.timefinder import repeats

        if self.question.monthly:
            return repeats.monthly_turns(self.window)
        return repeats.weekly_turns(self.window, self.question.every_weeks)

    @cached_property
    def ranked(self) -> Sequence[Found | Rhythm]:
        from aftershift.shifts.timefinder import ranking, repeats

        if self.question.weekly:
            return repeats.best(self.counts, self.window, self.turns, 10_000)
        return ranking.best_once(self.counts, self.window, 10_000)

    @cached_property
    def sizes(self) -> list[int]:
        from aftershift.shifts.timefinder.repeats import by_group

        sizes: list[int] = by_group(self.gathered.crowd).tolist()
        return sizes

    @cached_property
    def finishes(self) -> dict[tuple[int, int], Anchor]:
        """(weekday, start minute) -> the usual finish before it; of two groups the larger."""
        from aftershift.shifts.timefinder import anchors

        if not self.question.on_site or self.question.minutes > anchors.LONGEST_AFTER_FINISH:
            return {}
        gathered = self.gathered
        found = anchors.modal_finishes(gathered.shifts, gathered.crowd.group, gathered.crowd.people, len(self.named))
        found.sort(key=lambda finish: self.sizes[finish.group])
        return {
            ((finish.weekday + finish.start // DAY) % 7, finish.start % DAY): Anchor(
                self.named[finish.group], _time(finish.minute), finish.start - finish.minute
            )
            for finish in found
        }

    @cached_property
    def times(self) -> list[FoundTime]:
        return [FoundTime(**self._facts(found)) for found in _spread(self.ranked)]

    @cached_property
    def anchors(self) -> list[AnchoredTime]:
        """For each usual finish the best time right after it, most reached first."""
        best: dict[tuple[int, int], Found | Rhythm] = {}
        for found in self.ranked:
            key = self._weekday_and_minute(found.quarter)
            if key in self.finishes and found.total:
                best.setdefault(key, found)
        return [AnchoredTime(**self._facts(found)) for found in best.values()]

    @cached_property
    def together(self) -> list[AddedTime]:
        """Up to three times that reach most people at least once."""
        from aftershift.shifts.timefinder import ranking, repeats

        found: Sequence[Found | Rhythm]
        if self.question.weekly:
            found = repeats.together(self.crowd, self.window, self.turns, TOGETHER)
        else:
            found = ranking.together(self.crowd, self.counts, self.window, TOGETHER)
        return [AddedTime(**self._when(one.quarter, one), adds=rounded(one.total)) for one in found]

    @cached_property
    def second(self) -> AddedTime | None:
        """The time that reaches most of those whom the best one never reaches."""
        from aftershift.shifts.timefinder import ranking, repeats

        if not self.times:
            return None
        left = ranking.not_reached(self.crowd, self._slots(self.ranked[0]), self.window.need)
        found: Found | Rhythm | None
        if self.question.weekly:
            found = repeats.next_best(left, self.window, self.turns)
        else:
            found = next(iter(ranking.complementary(left, self._counts_of(left), self.window, 1)), None)
        return AddedTime(**self._when(found.quarter, found), adds=rounded(found.total)) if found else None

    @cached_property
    def grid(self) -> list[Box]:
        boxes: dict[tuple[int, int], Box] = {}
        for found in self.ranked:
            weekday, minute = self._weekday_and_minute(found.quarter)
            if (weekday, minute // 60) not in boxes:
                boxes[weekday, minute // 60] = Box(
                    WEEKDAYS[weekday],
                    minute // 60,
                    _time(minute),
                    rounded(round(_usual(found))),
                    self._shares([people / _dates(found) for people in found.people]),
                )
        return [boxes[place] for place in sorted(boxes)]

    def memory(self, starts: Sequence[dt.datetime]) -> Memory:
        """Whom the latest different times of a series reach, as each would over the coming weeks."""
        from aftershift.shifts.timefinder import ranking, repeats

        times = list(dict.fromkeys((at.weekday(), at.hour * 60 + at.minute) for at in starts))[:REMEMBERED]
        slots = self.window.slots
        chosen = [slots[:, self._quarter(weekday, minute)].tolist() for weekday, minute in times]
        left = ranking.not_reached(self.gathered.crowd, [slot for one in chosen for slot in one], self.window.need)
        reached = [size - rest for size, rest in zip(self.sizes, repeats.by_group(left).tolist(), strict=True)]
        shares = self._shares(reached)
        left_out = [share["group"] for share in shares if share["share"] == LEFT_OUT] if times else []
        return Memory(
            times=[{"weekday": WEEKDAYS[weekday], "start": _time(minute)} for weekday, minute in times],
            groups=shares,
            left_out=left_out,
            rotation=[amends for group in left_out if (amends := self._amends(group))],
        )

    def _amends(self, group: str) -> Amends | None:
        from aftershift.shifts.timefinder import repeats

        place = self.named.index(group)
        turns = repeats.weekly_turns(self.window, 1)
        best = repeats.best(self.counts[[place]], self.window, turns, 1)
        if not best or not best[0].total:
            return None
        when = When(**self._when(best[0].quarter, None))
        return Amends(group, when, _share(best[0].usual, self.sizes[place]))

    def _facts(self, found: Found | Rhythm) -> dict[str, Any]:
        from aftershift.shifts.timefinder import ranking, repeats

        slots = self._slots(found)
        left = ranking.not_reached(self.crowd, slots, self.window.need)
        reached = [size - rest for size, rest in zip(self.sizes, repeats.by_group(left).tolist(), strict=True)]
        shares = self._shares(reached)
        return {
            **self._when(found.quarter, found),
            "reach": rounded(round(_usual(found))),
            "once": rounded(sum(reached)),
            "groups": shares,
            "left_out": [share["group"] for share in shares if share["share"] == LEFT_OUT],
            "anchor": self.finishes.get(self._weekday_and_minute(found.quarter)),
            "tired": self._tired(slots) if self.question.demanding else None,
        }

    def _tired(self, slots: list[int]) -> Counted:
        more = self.everybody[:, slots].sum() - self.counts[:, slots].sum()
        return rounded(round(int(more) / len(slots)))

    def _shares(self, reached: Sequence[float]) -> Shares:
        return [
            {"group": group, "share": _share(reached[place], self.sizes[place])}
            for place, group in enumerate(self.named)
        ]

    def _counts_of(self, crowd: Any) -> Any:
        from aftershift.shifts.timefinder.counts import counts_of_rows

        return counts_of_rows(crowd, self.window.need)

    def _slots(self, found: Found | Rhythm) -> list[int]:
        from aftershift.shifts.timefinder.ranking import Found, slots_of

        return slots_of(found, self.window, weekly=False) if isinstance(found, Found) else found.slots(self.window)

    def _quarter(self, weekday: int, minute: int) -> int:
        return (weekday - self.window.first.weekday()) % 7 * 96 + minute // 15

    def _weekday_and_minute(self, quarter: int) -> tuple[int, int]:
        return (self.window.first.weekday() + quarter // 96) % 7, quarter % 96 * 15

    def _when(self, quarter: int, found: Found | Rhythm | None) -> dict[str, Any]:
        weekday, minute = self._weekday_and_minute(quarter)
        first = self.window.first + dt.timedelta(days=quarter // 96)
        nth = found.turn.nth or None if found is not None and self.question.weekly else None  # type: ignore[union-attr]
        return {
            "weekday": WEEKDAYS[weekday],
            "start": _time(minute),
            "date": None if self.question.weekly else first,
            "first_date": first,
            "nth": nth,
        }


DAY = 24 * 60


def _time(minute: int) -> dt.time:
    return dt.time(minute // 60, minute % 60)


def _dates(found: Found | Rhythm) -> int:
    return len(getattr(found, "days", (0,)))


def _usual(found: Found | Rhythm) -> float:
    """People who could come on the date, or on an average one."""
    return found.total / _dates(found)


def _share(reached: float, size: int) -> str:
    return next(word for below, word in SHARES if 100 * reached < below * size)


def _spread(ranked: Sequence[Found | Rhythm]) -> list[Found | Rhythm]:
    """The first of near-copies: few of one day, and those an hour apart; only starts that reach somebody."""
    shown: list[Found | Rhythm] = []
    for found in ranked:
        day = [other for other in shown if other.quarter // 96 == found.quarter // 96]
        if not found.total or len(shown) == MOST_TIMES:
            break
        if len(day) < A_DAY_SHOWS and all(abs(other.quarter - found.quarter) >= APART for other in day):
            shown.append(found)
    return shown
