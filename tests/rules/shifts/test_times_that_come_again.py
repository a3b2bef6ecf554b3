"""Every few weeks, the nth weekday of a month, and times that together reach most: against a slow, obvious count."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftershift.shifts.timefinder import counts as counting
from aftershift.shifts.timefinder import gaps, ranking, repeats, zones
from tests.factories import MemberFactory, OrganisationFactory

from .crowd import EARLY, ask, people

LONDON = zones.zone("Europe/London", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
QUARTERS = 96
slowly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Free = list[list[tuple[int, int]]]
"""For each person the stretches of the grid in which they are free."""


@st.composite
def crowds(draw: Any) -> tuple[ranking.Window, Free, list[int]]:
    first = draw(st.sampled_from([dt.date(2026, 3, 11), dt.date(2026, 9, 30), dt.date(2026, 6, 4)]))
    window = ranking.Window(LONDON, first, 8, draw(st.sampled_from([60, 240])), 9 * 60, 18 * 60)
    people = []
    for _ in range(draw(st.integers(1, 5))):
        edges = sorted(draw(st.sets(st.integers(0, window.grid().slots), min_size=2, max_size=60)))
        people.append([(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)])
    return window, people, [draw(st.integers(0, 1)) for _ in people]


def crowd_of(window: ranking.Window, people: Free, groups: list[int]) -> gaps.Crowd:
    flat = [stretch for person in people for stretch in person]
    first = np.cumsum([0, *(len(person) for person in people)])
    start, end = (np.array([stretch[side] for stretch in flat], dtype=np.uint16) for side in (0, 1))
    free = gaps.Gaps(window.grid(), first, start, end)
    return gaps.crowd_of_rows(free, np.arange(len(people)), np.array(groups, dtype=np.int64), 2)


def comes(window: ranking.Window, person: list[tuple[int, int]], day: int, quarter: int) -> bool:
    wall = dt.datetime.combine(window.first + dt.timedelta(days=day), dt.time(quarter // 4, quarter % 4 * 15))
    midnight = (zones.day_number(wall.date()) * 24 + wall.hour) * 60 + wall.minute
    slot = (int(LONDON.to_utc(np.array([midnight], dtype=np.int64))[0]) - window.grid().base) // 15
    return any(a <= slot and slot + window.need <= b for a, b in person)


def rhythms(window: ranking.Window, dates: list[list[int]]) -> list[tuple[list[int], int]]:
    last = (18 * 60 - window.minutes) // 15
    return [(days, quarter) for days in dates for quarter in range(36, last + 1)]


def every(weeks: int) -> list[list[int]]:
    return [list(range(day, 56, 7 * weeks)) for day in range(7 * weeks)]


def nth_of_month(window: ranking.Window) -> list[list[int]]:
    found: dict[tuple[int, int], list[int]] = {}
    for day in range(56):
        date = window.first + dt.timedelta(days=day)
        if date.day <= 28:
            found.setdefault(((date.day - 1) // 7, date.weekday()), []).append(day)
    return list(found.values())


def check(window: ranking.Window, people: Free, groups: list[int], turns: list[Any], dates: list[list[int]]) -> None:
    crowd = crowd_of(window, people, groups)
    table = counting.distinct(crowd).counts(window.need)
    per_date = {
        (days[0], quarter): sum(comes(window, person, day, quarter) for person in people for day in days) / len(days)
        for days, quarter in rhythms(window, dates)
    }
    ranked = repeats.best(table, window, turns, 10_000)
    shown = [((rhythm.quarter // QUARTERS, rhythm.quarter % QUARTERS), rhythm.usual) for rhythm in ranked]
    assert dict(shown) == pytest.approx(per_date)
    assert len(shown) == len(per_date)
    assert all(first >= then or first == pytest.approx(then) for (_, first), (_, then) in itertools.pairwise(shown))
    once = {
        (days[0], quarter): sum(any(comes(window, person, day, quarter) for day in days) for person in people)
        for days, quarter in rhythms(window, dates)
    }
    best = repeats.next_best(crowd, window, turns)
    assert (best.total if best else 0) == max(once.values())
    if best:
        assert once[best.quarter // QUARTERS, best.quarter % QUARTERS] == best.total


@slowly
@given(crowds(), st.integers(1, 4))
def test_every_few_weeks_is_counted_on_its_own_dates(made: Any, weeks: int):
    window, people, groups = made
    check(window, people, groups, repeats.weekly_turns(window, weeks), every(weeks))


@slowly
@given(crowds())
def test_the_nth_weekday_of_a_month_is_counted_on_its_own_dates(made: Any):
    window, people, groups = made
    check(window, people, groups, repeats.monthly_turns(window), nth_of_month(window))


@slowly
@given(crowds())
def test_times_together_reach_no_fewer_than_one_after_another(made: Any):
    """PERFORMANCE 2.1: greedy, then one given back while that wins."""
    window, people, groups = made
    crowd, turns = crowd_of(window, people, groups), repeats.weekly_turns(window, 1)
    left, greedy = list(people), 0
    for _ in range(3):
        gains = {
            (days[0], quarter): [p for p in left if any(comes(window, p, day, quarter) for day in days)]
            for days, quarter in rhythms(window, every(1))
        }
        best = max(gains.values(), key=len)
        greedy += len(best)
        left = [person for person in left if person not in best]
    found = repeats.together(crowd, window, turns, 3)
    assert len(found) <= 3
    assert sum(rhythm.total for rhythm in found) >= greedy
    reached = [
        person
        for person in people
        if any(comes(window, person, day, r.quarter % QUARTERS) for r in found for day in r.days)
    ]
    assert sum(rhythm.total for rhythm in found) == len(reached)


@pytest.mark.django_db
def test_a_time_of_every_second_week_says_when_it_begins():
    organisation = OrganisationFactory()
    # Ten work in one week and ten in the other: only the right week reaches them at noon on Wednesdays.
    people(organisation, 10, [*EARLY, *["-"] * 7])
    found = ask(MemberFactory(organisation=organisation), opens=9 * 60, closes=14 * 60, every_weeks=2)
    wednesday = next(time for time in found.times if time.weekday == "Wed")
    assert (wednesday.first_date, wednesday.date, wednesday.nth) == (dt.date(2026, 1, 14), None, None)
    assert wednesday.reach == {"about": 10}


@pytest.mark.django_db
def test_a_monthly_time_says_which_weekday_of_the_month():
    organisation = OrganisationFactory()
    people(organisation, 10, EARLY)
    found = ask(MemberFactory(organisation=organisation), monthly=True)
    assert {time.nth for time in found.times} <= {1, 2, 3, 4}
    for time in found.times:
        assert (time.first_date.day - 1) // 7 + 1 == time.nth
        assert time.first_date.strftime("%a") == time.weekday
