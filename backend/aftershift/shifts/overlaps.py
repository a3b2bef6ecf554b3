"""Shifts nobody can work: one that begins before the one before it has ended. Refused with both days named. No database."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Mapping, Sequence

from aftershift.core.errors import FieldProblem

from .timefinder.tokens import Piece
from .truth import ONE_DAY, Truth

DAY = 24 * 60
BOTH = "Change both days together, or the other one first."


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


def refuse_overlapping_dates(pointers: Mapping[dt.date, str], truth: Truth, way_out: str = BOTH) -> None:
    """Of a truth with what is being told already in it: some of these dates overlap each other or a day beside them.

    Raises FieldProblem at the pointer of each. Nothing is refused because of a usual finish: the start of such a shift
    is our guess.
    """
    wrong: dict[str, str] = {}
    for date in sorted(pointers):
        if _overlap_within(_pieces(date, truth)):
            wrong[pointers[date]] = "Two of these shifts are at the same time."
    for date in sorted({day for told in pointers for day in (told - ONE_DAY, told)}):
        today, tomorrow = (_pieces(day, truth) for day in (date, date + ONE_DAY))
        if today and tomorrow and _last_end(today) > DAY + tomorrow[0][0]:
            text = (
                f"{_day(date)} ends at {_clock(_last_end(today))} the next day, after {_day(date + ONE_DAY)} "
                f"has begun at {_clock(tomorrow[0][0])}. {way_out}"
            )
            for day in (date, date + ONE_DAY):
                if day in pointers:
                    wrong.setdefault(pointers[day], text)
    if wrong:
        raise FieldProblem(wrong)


def _pieces(date: dt.date, truth: Truth) -> Sequence[Piece]:
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
