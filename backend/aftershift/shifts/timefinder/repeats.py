"""Times that come again: weekly, every few weeks, or on the first Thursday of each month (RULE-22: in wall time).

A turn is one set of weeks in which a rhythm may fall: a weekly rhythm has one, every third week three, and a monthly
one four, for the first to fourth of a weekday in its month. Within a turn a rhythm is a quarter of the week.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .counts import Counts
from .gaps import Crowd
from .ranking import QUARTERS_A_DAY, QUARTERS_A_WEEK, WEEK, Window, not_reached, reached_once, straight_pieces

MONTHLY = 4  # the fifth of a weekday is not in every month


@dataclass(frozen=True)
class Turn:
    """Days of the window, [first, last) counted from its first date, each stretch at most a week.

    nth: 1 to 4 for a monthly turn, else 0.
    """

    weeks: tuple[tuple[int, int], ...]
    nth: int = 0


def weekly_turns(window: Window, every: int) -> list[Turn]:
    """One turn for each week that a rhythm of every `every` weeks can begin in."""
    if not 1 <= every <= window.weeks:
        raise ValueError(f"a rhythm has 1 to {window.weeks} weeks")
    weeks = [(day, day + WEEK) for day in range(0, window.weeks * WEEK, WEEK)]
    return [Turn(tuple(weeks[first::every])) for first in range(every)]


def monthly_turns(window: Window) -> list[Turn]:
    """The days 1 to 7, 8 to 14, 15 to 21 and 22 to 28 of each month: each holds every weekday once."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(MONTHLY)]
    for day in range(window.weeks * WEEK):
        nth = ((window.first + dt.timedelta(days=day)).day - 1) // WEEK
        if nth >= MONTHLY:
            continue
        if found[nth] and found[nth][-1][1] == day:
            found[nth][-1] = (found[nth][-1][0], day + 1)
        else:
            found[nth].append((day, day + 1))
    return [Turn(tuple(weeks), nth + 1) for nth, weeks in enumerate(found)]


@dataclass(frozen=True)
class Rhythm:
    """One time that comes again.

    quarter: wall-time quarters from the window's first midnight to its first date. days: its dates in the window.
    people: for each shift group, person-dates when ranked, and people when it was chosen for whom it reaches.
    """

    turn: Turn
    quarter: int
    days: tuple[int, ...]
    people: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.people)

    @property
    def usual(self) -> float:
        """People on one of its dates, on average."""
        return self.total / len(self.days)

    def slots(self, window: Window) -> list[int]:
        """The grid's slots at which it starts."""
        flat = window.slots.reshape(-1)
        return [int(flat[day * QUARTERS_A_DAY + self.quarter % QUARTERS_A_DAY]) for day in self.days]


def best(counts: Counts, window: Window, turns: Sequence[Turn], top: int) -> list[Rhythm]:
    """The rhythms that reach most people on an average date; ties as `ranking` settles them."""
    tables = [_totals(counts, window, turn) for turn in turns]
    shared = math.lcm(*range(1, window.weeks + 1))  # whole numbers compare exactly whatever the number of dates
    keys = []
    for place, (people, dates) in enumerate(tables):
        allowed = np.flatnonzero(window.starts_weekly & (dates > 0))
        weight = shared // dates[allowed]
        keys.append(
            (
                np.full(len(allowed), place),
                allowed,
                people[:, allowed].sum(axis=0) * weight,
                people[:, allowed].min(axis=0) * weight,
                (allowed + window.first.weekday() * QUARTERS_A_DAY) % QUARTERS_A_WEEK,
            )
        )
    of_turn, quarter, total, weakest, earlier = (np.concatenate(column) for column in zip(*keys, strict=True))
    order = np.lexsort((of_turn, earlier, -weakest, -total))[:top]
    return [
        _rhythm(window, turns[of_turn[at]], int(quarter[at]), tables[of_turn[at]][0][:, quarter[at]].tolist())
        for at in order
    ]


def reached(crowd: Crowd, window: Window, turn: Turn) -> Counts:
    """int64, shape (groups, quarters of a week): people who could come at least once to each rhythm of a turn."""
    edges = {day * QUARTERS_A_DAY for week in turn.weeks for day in week}
    mine = [
        piece
        for piece in straight_pieces(window, edges)
        if any(first <= piece[0] // QUARTERS_A_DAY < end for first, end in turn.weeks)
    ]
    return reached_once(crowd, window, mine)


def next_best(crowd: Crowd, window: Window, turns: Sequence[Turn]) -> Rhythm | None:
    """The rhythm that reaches most people of a crowd at least once; None when it reaches nobody."""
    found: list[Rhythm] = []
    for turn in turns:
        once = reached(crowd, window, turn)
        allowed = np.flatnonzero(window.starts_weekly & (_dates(window, turn) > 0))
        if not len(allowed):
            continue
        total = once[:, allowed].sum(axis=0)
        earlier = (allowed + window.first.weekday() * QUARTERS_A_DAY) % QUARTERS_A_WEEK
        at = np.lexsort((earlier, -once[:, allowed].min(axis=0), -total))[0]
        found.append(_rhythm(window, turn, int(allowed[at]), once[:, allowed[at]].tolist()))
    chosen = max(found, key=lambda rhythm: rhythm.total, default=None)
    return chosen if chosen and chosen.total else None


def together(crowd: Crowd, window: Window, turns: Sequence[Turn], number: int) -> list[Rhythm]:
    """Rhythms that together reach most people at least once: greedy, then one swapped while that wins (PERFORMANCE 2.1).

    `people` of each is whom it adds to those before it.
    """
    chosen: list[Rhythm] = []
    left = crowd
    while len(chosen) < number and (found := next_best(left, window, turns)):
        chosen.append(found)
        left = not_reached(left, found.slots(window), window.need)
    return _swapped(crowd, window, turns, chosen)


def _swapped(crowd: Crowd, window: Window, turns: Sequence[Turn], chosen: list[Rhythm]) -> list[Rhythm]:
    if len(chosen) < 2:
        return chosen
    won = True
    while won:
        won = False
        for place, given_back in enumerate(chosen):
            others = chosen[:place] + chosen[place + 1 :]
            left = not_reached(crowd, [slot for other in others for slot in other.slots(window)], window.need)
            instead = next_best(left, window, turns)
            adds = left.size - not_reached(left, given_back.slots(window), window.need).size
            if instead and instead.total > adds:
                chosen = [*others[:place], instead, *others[place:]]
                won = True
    return _added(crowd, window, chosen)


def _added(crowd: Crowd, window: Window, chosen: list[Rhythm]) -> list[Rhythm]:
    found, left = [], crowd
    for rhythm in chosen:
        after = not_reached(left, rhythm.slots(window), window.need)
        people = by_group(left) - by_group(after)
        found.append(Rhythm(rhythm.turn, rhythm.quarter, rhythm.days, tuple(people.tolist())))
        left = after
    return found


def by_group(crowd: Crowd) -> NDArray[np.int64]:
    """How many people of each shift group a crowd has."""
    return np.bincount(crowd.group, weights=crowd.people, minlength=crowd.groups).astype(np.int64)


def _rhythm(window: Window, turn: Turn, quarter: int, people: list[int]) -> Rhythm:
    days = _days(turn, quarter // QUARTERS_A_DAY)
    return Rhythm(turn, days[0] * QUARTERS_A_DAY + quarter % QUARTERS_A_DAY, days, tuple(people))


def _days(turn: Turn, weekday: int) -> tuple[int, ...]:
    """The days of a turn that are `weekday` days after the window's first weekday."""
    return tuple(day for first, end in turn.weeks for day in range(first, end) if day % WEEK == weekday)


def _dates(window: Window, turn: Turn) -> NDArray[np.int64]:
    """For each quarter of the week, how many dates a rhythm then has."""
    return np.repeat([len(_days(turn, weekday)) for weekday in range(WEEK)], QUARTERS_A_DAY).astype(np.int64)


def _totals(counts: Counts, window: Window, turn: Turn) -> tuple[Counts, NDArray[np.int64]]:
    """Person-dates of each rhythm of a turn, and its number of dates: shapes (groups, 672) and (672,)."""
    by_day = window.slots.reshape(-1, QUARTERS_A_DAY)
    people = np.zeros((counts.shape[0], WEEK, QUARTERS_A_DAY), dtype=np.int64)
    for weekday in range(WEEK):
        days = list(_days(turn, weekday))
        people[:, weekday] = counts[:, by_day[days]].sum(axis=1)
    return people.reshape(counts.shape[0], QUARTERS_A_WEEK), _dates(window, turn)
