"""A shift that begins before the last one has ended cannot be told: both days are named. Several days go in at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aftershift.core.errors import FieldProblem
from aftershift.people.models import Member
from aftershift.shifts import selectors, services
from aftershift.shifts.models import DayChange, Pattern
from tests.factories import MONDAY_9AM, MemberFactory

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 1, 5)
DAY = dt.timedelta(days=1)
EARLY, NIGHT = (dt.time(7), dt.time(15)), (dt.time(21, 30), dt.time(7, 30))


def refused(call: Any, **asked: Any) -> dict[str, str]:
    with pytest.raises(FieldProblem) as problem:
        call(now=MONDAY_9AM, **asked)
    errors: Any = problem.value.facts["errors"]
    return {error["pointer"]: error["text"] for error in errors}


def told(*days: str) -> Member:
    member = MemberFactory()
    services.set_pattern(member=member, days=days, anchor_date=MONDAY, now=MONDAY_9AM)
    return member


@pytest.mark.parametrize(
    ("days", "first", "second", "words"),
    [
        (["-", "21:30-07:30", "07:00-15:00"], 1, 2, "Day 2 ends at 07:30, after day 3 has begun at 07:00."),
        (["06:00-14:00", "-", "22:00-06:01"], 2, 0, "Day 3 ends at 06:01, after day 1 has begun at 06:00."),
        (["07:00-11:00+20:00-07:30"], 0, 0, "Day 1 ends at 07:30, after day 1 has begun at 07:00."),
    ],
)
def test_a_pattern_whose_days_overlap_is_refused_with_both_named(days: list[str], first: int, second: int, words: str):
    """Also from the last day of the cycle into its first."""
    ama = MemberFactory()
    found = refused(services.set_pattern, member=ama, days=days, anchor_date=MONDAY)
    assert found == {f"/days/{first}": words, f"/days/{second}": words}
    assert not Pattern.objects.of(ama.organisation_id).exists()


def test_two_shifts_of_one_day_of_a_pattern_may_not_overlap():
    found = refused(
        services.set_pattern, member=MemberFactory(), days=["07:00-15:00+14:00-18:00", "-"], anchor_date=MONDAY
    )
    assert found == {"/days/0": "Two shifts of day 1 are at the same time."}


@pytest.mark.parametrize("days", [["21:30-07:00", "07:00-15:00"], ["07:00-07:00"], ["07:00-11:00+17:00-21:00"]])
def test_shifts_that_only_meet_can_be_worked(days: list[str]):
    told(*days)


def test_a_changed_day_may_not_overlap_the_day_after_or_before():
    ama = told("07:00-15:00", "-", "21:30-07:30", "-")
    words = (
        "Sunday 4 January ends at 07:30 the next day, after Monday 5 January has begun at 07:00. "
        "Change both days together, or the other one first."
    )
    assert refused(services.change_day, member=ama, date=MONDAY - DAY, shifts=[NIGHT]) == {"/shifts": words}
    found = refused(services.change_day, member=ama, date=MONDAY + 3 * DAY, shifts=[EARLY])
    assert found["/shifts"].startswith("Wednesday 7 January ends at 07:30 the next day, after Thursday 8 January")
    assert not DayChange.objects.of(ama.organisation_id).exists()
    services.change_day(member=ama, date=MONDAY, shifts=[], now=MONDAY_9AM)
    services.change_day(member=ama, date=MONDAY - DAY, shifts=[NIGHT], now=MONDAY_9AM)


def test_a_changed_day_cannot_be_taken_back_onto_a_shift_beside_it():
    """The night that stood in the pattern comes back; the early told for the day after it is still there."""
    ama = told("21:30-07:30", "-")
    services.change_day(member=ama, date=MONDAY, shifts=[], now=MONDAY_9AM)
    services.change_day(member=ama, date=MONDAY + DAY, shifts=[EARLY], now=MONDAY_9AM)
    assert refused(services.put_day_back, member=ama, date=MONDAY) == {
        "/date": "Monday 5 January ends at 07:30 the next day, after Tuesday 6 January has begun at 07:00. "
        "Change or take back the other day first."
    }
    assert DayChange.objects.of(ama.organisation_id).count() == 2
    services.put_day_back(member=ama, date=MONDAY + DAY, now=MONDAY_9AM)
    services.put_day_back(member=ama, date=MONDAY, now=MONDAY_9AM)
    services.put_day_back(member=ama, date=MONDAY, now=MONDAY_9AM)
    assert not DayChange.objects.of(ama.organisation_id).exists()


def test_a_new_pattern_may_not_overlap_a_single_day_told_before():
    """The single day says more than a pattern does: it stays, and so does the old pattern."""
    ama = told("-")
    services.change_day(member=ama, date=MONDAY + 3 * DAY, shifts=[EARLY], now=MONDAY_9AM)
    nights = {"days": ["21:30-07:30"], "anchor_date": MONDAY}
    assert refused(services.set_pattern, member=ama, **nights) == {
        "/days": "Wednesday 7 January ends at 07:30 the next day, after Thursday 8 January has begun at 07:00. "
        "Take the single day back first, or change the other one to fit."
    }
    assert Pattern.objects.of(ama.organisation_id).get().days == ["-"]
    services.put_day_back(member=ama, date=MONDAY + 3 * DAY, now=MONDAY_9AM)
    services.set_pattern(member=ama, now=MONDAY_9AM, **nights)


def test_a_single_day_that_is_over_stands_in_no_patterns_way():
    ama = told("-")
    services.change_day(member=ama, date=MONDAY - 3 * DAY, shifts=[EARLY], now=MONDAY_9AM)
    services.set_pattern(member=ama, days=["21:30-07:30"], anchor_date=MONDAY, now=MONDAY_9AM)


def test_nothing_is_refused_for_a_start_that_we_only_guess():
    ama = MemberFactory()
    services.set_usual_finish(member=ama, finish=dt.time(15), weekdays=[0, 1, 2, 3, 4], now=MONDAY_9AM)
    services.change_day(member=ama, date=MONDAY, shifts=[NIGHT], now=MONDAY_9AM)


def test_several_days_are_told_at_once():
    """Shifts as they come: known to the last one told, and off in between."""
    ama = MemberFactory()
    days = {MONDAY + 1 * DAY: [EARLY], MONDAY + 4 * DAY: [NIGHT]}
    first = services.change_days(member=ama, days=days, now=MONDAY_9AM)
    assert services.change_days(member=ama, days=days, now=MONDAY_9AM) == first
    week = selectors.week_of(member=ama, from_date=MONDAY, days=7, now=MONDAY_9AM)
    assert [[f"{s.start:%H:%M}" for s in day.shifts] for day in week.days] == [[], ["07:00"], [], [], ["21:30"], [], []]
    assert (week.source, week.known_until) == ("days", MONDAY + 4 * DAY)


def test_several_days_may_say_together_what_one_by_one_could_not():
    ama = told("07:00-15:00")
    services.change_days(member=ama, days={MONDAY: [NIGHT], MONDAY + DAY: []}, now=MONDAY_9AM)
    assert DayChange.objects.of(ama.organisation_id).count() == 2


def test_if_one_of_several_days_cannot_be_none_is_told():
    ama = MemberFactory()
    days = {MONDAY + 3 * DAY: [EARLY], MONDAY: [NIGHT], MONDAY + DAY: [EARLY]}
    assert set(refused(services.change_days, member=ama, days=days)) == {"/days/1/shifts", "/days/2/shifts"}
    far = {MONDAY: [EARLY], MONDAY + 900 * DAY: [EARLY]}
    assert set(refused(services.change_days, member=ama, days=far)) == {"/days"}
    assert not DayChange.objects.of(ama.organisation_id).exists()


def test_a_day_is_not_put_back_into_a_shift_that_overlaps():
    ama = told("07:00-15:00")
    services.change_days(member=ama, days={MONDAY: [NIGHT], MONDAY + DAY: []}, now=MONDAY_9AM)
    found = refused(services.put_day_back, member=ama, date=MONDAY + DAY)
    assert found["/date"].startswith("Monday 5 January ends at 07:30 the next day, after Tuesday 6 January has begun")
    assert DayChange.objects.of(ama.organisation_id).count() == 2
    services.put_day_back(member=ama, date=MONDAY, now=MONDAY_9AM)
    services.put_day_back(member=ama, date=MONDAY + DAY, now=MONDAY_9AM)
    assert not DayChange.objects.of(ama.organisation_id).exists()


def test_a_new_pattern_may_not_overlap_a_single_day_told_before_but_for_days_gone_by():
    ama = told("-")
    services.change_day(member=ama, date=MONDAY - 3 * DAY, shifts=[NIGHT], now=MONDAY_9AM)
    early = ["07:00-15:00"]
    services.set_pattern(member=ama, days=early, anchor_date=MONDAY, now=MONDAY_9AM)
    services.set_pattern(member=ama, days=["-"], anchor_date=MONDAY, now=MONDAY_9AM)
    services.change_day(member=ama, date=MONDAY + 3 * DAY, shifts=[NIGHT], now=MONDAY_9AM)
    found = refused(services.set_pattern, member=ama, days=early, anchor_date=MONDAY)
    assert found["/days"].startswith("Thursday 8 January ends at 07:30 the next day, after Friday 9 January has begun")
    assert Pattern.objects.of(ama.organisation_id).get().days == ["-"]


def test_several_days_are_undone_at_once_as_they_were():
    """Some were changed before, some were not; taken back together, although one by one they would overlap on the way."""
    ama = told("07:00-15:00")
    services.change_day(member=ama, date=MONDAY + 2 * DAY, shifts=[], now=MONDAY_9AM)
    before = selectors.week_of(member=ama, from_date=MONDAY, days=7, now=MONDAY_9AM)
    told_days = {MONDAY: [NIGHT], MONDAY + DAY: [], MONDAY + 2 * DAY: [EARLY]}
    services.change_days(member=ama, days=told_days, now=MONDAY_9AM)
    assert selectors.week_of(member=ama, from_date=MONDAY, days=7, now=MONDAY_9AM) != before
    for _ in range(2):
        services.change_days(member=ama, days={MONDAY + 2 * DAY: []}, put_back=[MONDAY, MONDAY + DAY], now=MONDAY_9AM)
        assert selectors.week_of(member=ama, from_date=MONDAY, days=7, now=MONDAY_9AM) == before


def test_the_only_days_told_are_undone_and_nothing_is_known_again():
    ama = MemberFactory()
    services.change_days(member=ama, days={MONDAY: [EARLY]}, now=MONDAY_9AM)
    assert services.change_days(member=ama, days={}, put_back=[MONDAY], now=MONDAY_9AM) is None
    assert selectors.own_map(member=ama) is None
