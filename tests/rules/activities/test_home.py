"""Home: three things that fit around my next shifts, and why."""

import datetime as dt

import pytest

from aftershift.activities import home
from aftershift.activities.services import joining
from aftershift.shifts import services as shifts
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
EARLIES = ["07:00-15:00"] * 5 + ["-", "-"]  # Monday to Friday


@pytest.fixture
def ama():
    return MemberFactory(organisation=OrganisationFactory())


def thing(ama, title, day, hour, minute=0, **fields):
    """One date in the week of Monday 5 January 2026; `day` is the day of the month."""
    starts_at = MONDAY_9AM.replace(day=day, hour=hour, minute=minute).astimezone(dt.UTC)
    activity = fields.pop("activity", None) or ActivityFactory(organisation=ama.organisation, title=title)
    return OccurrenceFactory(activity=activity, starts_at=starts_at, **fields)


def screen(ama, now=MONDAY_9AM):
    return home.home(member=ama, all_roles=frozenset({"member"}), now=now)


def suggested(ama):
    return [(row.title, fit.why, fit.why_time) for row, fit in screen(ama).fits]


def works_earlies(ama):
    shifts.set_pattern(member=ama, days=EARLIES, anchor_date=dt.date(2026, 1, 5), now=MONDAY_9AM)


def test_what_follows_a_shift_comes_before_what_is_on_a_day_off(ama):
    works_earlies(ama)
    thing(ama, "Cooking", 10, 11)
    thing(ama, "Thursday walk", 8, 15, 30)
    assert suggested(ama) == [("Thursday walk", "finish", "15:00"), ("Cooking", "off", None)]


def test_what_falls_into_a_shift_is_not_suggested(ama):
    works_earlies(ama)
    thing(ama, "Morning walk", 8, 10)
    assert suggested(ama) == []


def test_never_more_than_three_and_one_date_of_each_activity(ama):
    works_earlies(ama)
    for title in ("A", "B", "C", "D"):
        first = thing(ama, title, 8, 15, 30)
        thing(ama, title, 9, 15, 30, activity=first.activity)
    assert [title for title, _, _ in suggested(ama)] == ["A", "B", "C"]


def test_full_things_are_shown_only_when_nothing_else_is_left(ama):
    works_earlies(ama)
    (ben,) = colleagues(ama.organisation, 1)
    full = thing(ama, "Full walk", 6, 15, 30, places=1)
    joining.join(member=ben, occurrence_id=full.pk, now=MONDAY_9AM)
    for number, title in enumerate(("A", "B", "C")):
        assert suggested(ama)[-1][0] == "Full walk"
        thing(ama, title, 7 + number, 15, 30)
    assert [title for title, _, _ in suggested(ama)] == ["A", "B", "C"]


def test_what_i_go_to_is_not_suggested_again_and_stands_in_my_week(ama):
    works_earlies(ama)
    walk = thing(ama, "Thursday walk", 8, 15, 30)
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    seen = screen(ama)
    assert seen.fits == []
    assert [row.id for row, _ in seen.going] == [walk.pk]
    assert [day.date.day for day in seen.week if day.going] == [8]


def test_planned_cancelled_and_private_things_are_not_suggested(ama):
    works_earlies(ama)
    thing(ama, "Planned", 8, 15, 30, state="planned")
    thing(ama, "Cancelled", 8, 15, 30, state="cancelled")
    private = ActivityFactory(organisation=ama.organisation, title="Just us", is_programme=False)
    thing(ama, "", 8, 15, 30, activity=private)
    assert suggested(ama) == []


def test_whoever_told_no_shifts_sees_what_comes_next_without_a_reason(ama):
    thing(ama, "Later", 9, 10)
    thing(ama, "Sooner", 8, 10)
    seen = screen(ama)
    assert [(row.title, fit.fits, fit.why) for row, fit in seen.fits] == [("Sooner", None, None), ("Later", None, None)]
    assert (seen.shifts_known, [day.is_known for day in seen.week]) == (False, [False] * 7)


def test_the_week_shows_my_shifts_and_where_something_fits(ama):
    works_earlies(ama)
    thing(ama, "Thursday walk", 8, 15, 30)
    week = screen(ama).week
    assert [day.date for day in week] == [dt.date(2026, 1, 5) + dt.timedelta(days=n) for n in range(7)]
    assert [bool(day.shifts) for day in week] == [True] * 5 + [False] * 2
    assert week[0].shifts == [(dt.time(7), dt.time(15), "early")]
    assert [day.date.day for day in week if day.fits] == [8]


def test_what_i_lead_next_is_shown(ama):
    mine = ActivityFactory(organisation=ama.organisation, lead=ama)
    thing(ama, "", 9, 15, 30, activity=mine)
    first = thing(ama, "", 8, 15, 30, activity=mine)
    found = screen(ama).lead_next
    assert found is not None
    assert found[0].id == first.pk
