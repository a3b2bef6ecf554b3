"""The rule of a series in local wall time: which days it gives, and at what time by the clock on the wall (RULE-22).

Pure dates: no zone, no database. Weekly, every few weeks, or on the nth of a weekday in a month; several times take turns.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count as forever

WEEK = dt.timedelta(weeks=1)
LAST = -1  # the last of a weekday in its month; the fifth is not in every month
# Dates exist this far ahead: as far as free maps do, so that everyone can say what fits.
AHEAD = dt.timedelta(weeks=12)
# More than this is ten years of every week: nobody plans that, and an open end needs no number.
MOST_DATES = 520
LONGEST = dt.timedelta(days=3660)


@dataclass(frozen=True)
class Time:
    """A weekday (0 is Monday) and a time by the clock.

    nth: 1 to 4, or LAST, in a monthly rule. group, minutes_after: it begins so long after that shift group's usual
    finish; `start` is then where that was when it was last looked up.
    """

    weekday: int
    start: dt.time
    nth: int | None = None
    group: str | None = None
    minutes_after: int | None = None


@dataclass(frozen=True)
class Rest:
    """Nothing takes place from the first to the last day, both included; without a last day until it is taken back."""

    first_date: dt.date
    last_date: dt.date | None
    reason: str = ""

    def covers(self, date: dt.date) -> bool:
        return self.first_date <= date and (self.last_date is None or date <= self.last_date)


@dataclass(frozen=True)
class Rule:
    """Weekly when `every_months` is None. `times` take turns, one each period; `count` counts dates that take place."""

    first_date: dt.date
    times: tuple[Time, ...]
    every_weeks: int = 1
    every_months: int | None = None
    until_date: dt.date | None = None
    count: int | None = None
    skips: frozenset[dt.date] = frozenset()
    rests: tuple[Rest, ...] = ()

    def dates(self, *, last: dt.date) -> dict[dt.date, Time]:
        """Every day that the rule gives up to `last`, in order, with its time."""
        end = min(last, self.until_date or last)
        found: dict[dt.date, Time] = {}
        for date, time in self._turns(end):
            if self.count is not None and len(found) >= self.count:
                break
            if date >= self.first_date and date <= end and not self.leaves_out(date):
                found[date] = time
        return found

    def leaves_out(self, date: dt.date) -> bool:
        return date in self.skips or any(rest.covers(date) for rest in self.rests)

    def period(self, date: dt.date) -> tuple[int, int]:
        """The week or the month that a day belongs to: a date stands for its period when the rule changes."""
        if self.every_months is not None:
            return (date.year, date.month)
        year, week, _ = date.isocalendar()
        return (year, week)

    def _turns(self, end: dt.date) -> Iterator[tuple[dt.date, Time]]:
        monday = self.first_date - dt.timedelta(days=self.first_date.weekday())
        for turn in forever():
            time = self.times[turn % len(self.times)]
            if self.every_months is None:
                begins = monday + turn * self.every_weeks * WEEK
                date = begins + dt.timedelta(days=time.weekday)
            else:
                months = self.first_date.month - 1 + turn * self.every_months
                begins = dt.date(self.first_date.year + months // 12, months % 12 + 1, 1)
                date = nth_weekday(begins, time.weekday, time.nth or 1)
            if begins > end:
                return
            yield date, time


def nth_weekday(month: dt.date, weekday: int, nth: int) -> dt.date:
    """The nth of a weekday in the month that begins on this day; LAST counts from its end."""
    if nth == LAST:
        last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return month + dt.timedelta(days=(weekday - month.weekday()) % 7) + (nth - 1) * WEEK
