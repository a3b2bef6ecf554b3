"""Shifts nobody can work: one that begins before the one before it has ended. Refused with both days named. No database."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

from aftershift.core.errors import FieldProblem

from .timefinder.tokens import Piece, read_day
from .truth import ONE_DAY, Truth

DAY = 24 * 60


def refuse_overlapping_cycle(cycle: Sequence[Sequence[Piece]]) -> None:
    """A pattern overlaps within a day, into the next, or from its last day into its first. Raises FieldProblem."""
    wrong: dict[str, str] = {}
    for place, today in enumerate(cycle):
        following = (place + 1) % len(cycle)
        tomorrow = cycle[following]
        if _overlap_within(today):
            wrong[f"/days/{place}"] = f"Two shifts of day {place + 1} are at the same time."
        elif today and tomorrow and _last_end(today) > DAY + tomorrow[0][0]:
            text = (
                f"Day {place + 1} ends at {_clock(_last_end(today))}, after day {following + 1} "
                f"has begun at {_clock(tomorrow[0][0])}."
            )
            wrong |= {f"/days/{place}": text, f"/days/{following}": text}
    if wrong:
        raise FieldProblem(wrong)


def refuse_overlapping_dates(told: Mapping[dt.date, str], truth: Truth, pointers: Mapping[dt.date, str]) -> None:
    """Days just told overlap each other or a day told before. Raises FieldProblem at the pointer of each date told.

    Nothing is refused because of a usual finish: the start of such a shift is our guess.
    """
    wrong: dict[str, str] = {}
    for date in sorted(told):
        if _overlap_within(read_day(told[date])):
            wrong[pointers[date]] = "Two of these shifts are at the same time."
    for date in _evenings_of(told):
        if clash := _clash(date, told, truth):
            text = f"{clash} Change both days together, or the other one first."
            for day in (date, date + ONE_DAY):
                if day in told:
                    wrong.setdefault(pointers[day], text)
    if wrong:
        raise FieldProblem(wrong)


def refuse_overlap_beside(dates: Iterable[dt.date], truth: Truth, pointer: str, way_out: str) -> None:
    """What holds on these dates from now on overlaps the day before or after. Raises FieldProblem for the first.

    For what brings out a day that was not told just now: one taken back, or single days that meet another pattern.
    """
    for date in _evenings_of(dates):
        if clash := _clash(date, {}, truth):
            raise FieldProblem({pointer: f"{clash} {way_out}"})


def _evenings_of(dates: Iterable[dt.date]) -> list[dt.date]:
    """Each date, and the one whose last shift may reach into it."""
    return sorted({day for date in dates for day in (date - ONE_DAY, date)})


def _clash(date: dt.date, told: Mapping[dt.date, str], truth: Truth) -> str | None:
    """In words, with both days named, that a date ends after the next one has begun."""
    today, tomorrow = (_pieces(day, told, truth) for day in (date, date + ONE_DAY))
    if not today or not tomorrow or _last_end(today) <= DAY + tomorrow[0][0]:
        return None
    return (
        f"{_day(date)} ends at {_clock(_last_end(today))} the next day, after {_day(date + ONE_DAY)} "
        f"has begun at {_clock(tomorrow[0][0])}."
    )


def _pieces(date: dt.date, told: Mapping[dt.date, str], truth: Truth) -> Sequence[Piece]:
    if date in told:
        return read_day(told[date])
    guessed = truth.pattern is None and date not in _said(truth)
    return () if guessed else truth.shifts_on(date)


def _said(truth: Truth) -> Collection[dt.date]:
    return {*truth.changes, *truth.imported}


def _overlap_within(pieces: Sequence[Piece]) -> bool:
    return any(after[0] < before[1] for before, after in itertools.pairwise(pieces))


def _last_end(pieces: Sequence[Piece]) -> int:
    return max(end for _, end in pieces)


def _day(date: dt.date) -> str:
    return f"{date:%A} {date.day} {date:%B}"


def _clock(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}"
