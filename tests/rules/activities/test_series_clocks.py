"""The two Sundays when the clocks change: one-off dates, series, moves, edits and calendars keep their wall time (RULE-22)."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import organising, words
from aftershift.activities.services.series import saving
from aftershift.calendars import selectors as calendars
from aftershift.calendars.models import Feed
from aftershift.core.errors import FieldProblem
from tests.factories import MemberFactory, OrganisationFactory
from tests.rules.activities.test_series import ORGANISER, edit, generate, rows, save
from tests.rules.activities.world import ActivityFactory

pytestmark = pytest.mark.django_db
FORWARD, BACK = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
SUNDAY = 6
TEN, SKIPPED, TWICE = dt.time(10, 0), dt.time(1, 30), dt.time(1, 30)
WEEK = dt.timedelta(weeks=1)
ABOUT = {"title": "Sunday walk", "kind": "walk", "meeting_place": "Main door", "minutes": 45}


def pointers(refused) -> list[str]:
    return [error["pointer"] for error in refused.value.facts["errors"]]


both = pytest.mark.parametrize(
    ("sunday", "before", "after"), [(FORWARD, "10:00", "09:00"), (BACK, "09:00", "10:00")], ids=["forward", "back"]
)


@pytest.fixture
def organiser():
    return MemberFactory(organisation=OrganisationFactory())


def days_before(sunday, days=10) -> dt.datetime:
    return dt.datetime.combine(sunday - dt.timedelta(days=days), dt.time(9), dt.UTC)


def once(organiser, date, time, *, now) -> Occurrence:
    walk = organising.create_activity(
        member=organiser, roles=ORGANISER, about=ABOUT, when=organising.When(date, time), places=8, now=now
    )
    return walk.occurrences.get()


def sundays(organiser, sunday, time=TEN) -> Activity:
    walk = ActivityFactory(organisation=organiser.organisation)
    save(walk, Rule(sunday - WEEK, (Time(SUNDAY, time),)), organiser, now=days_before(sunday))
    return walk


def utc(walk, count=3) -> list[str]:
    return [f"{row.starts_at:%H:%M}" for row in rows(walk)[:count]]


@both
def test_a_one_off_at_ten_is_at_ten_on_the_wall(organiser, sunday, before, after):
    assert f"{once(organiser, sunday, TEN, now=days_before(sunday)).starts_at:%H:%M}" == after


@both
def test_a_series_stays_at_ten_on_the_wall_and_lasts_as_long(organiser, sunday, before, after):
    walk = sundays(organiser, sunday)
    assert utc(walk) == [before, after, after]
    assert {row.ends_at - row.starts_at for row in rows(walk)} == {dt.timedelta(minutes=45)}


@both
def test_dates_made_later_stay_at_ten_on_the_wall(organiser, sunday, before, after):
    walk = sundays(organiser, sunday)
    generate(walk, days_before(sunday) + WEEK)
    assert {f"{row.starts_at:%H:%M}" for row in rows(walk)[1:]} == {after}


@both
def test_a_date_moved_over_the_change_is_at_the_wall_time_that_was_said(organiser, sunday, before, after):
    date = once(organiser, sunday - WEEK, TEN, now=days_before(sunday))
    moved = edit(organising.move, date, organiser, date=sunday, time=TEN, now=days_before(sunday))
    assert (f"{moved.starts_at:%H:%M}", moved.ends_at - moved.starts_at) == (after, dt.timedelta(minutes=45))


@both
def test_an_edit_of_the_rule_moves_both_sides_of_the_change(organiser, sunday, before, after):
    walk = sundays(organiser, sunday, dt.time(15, 30))
    save(walk, Rule(sunday - WEEK, (Time(SUNDAY, TEN),)), organiser, now=days_before(sunday))
    assert utc(walk) == [before, after, after]


@both
def test_other_words_move_no_date_over_the_change(organiser, sunday, before, after):
    walk = sundays(organiser, sunday)
    words.say(
        member=organiser,
        roles=ORGANISER,
        occurrence_id=rows(walk)[0].pk,
        wanted=words.Wanted({"title": "Stroll"}, words.Reach.ALL),
        now=days_before(sunday),
    )
    assert utc(walk) == [before, after, after]


@both
def test_a_calendar_has_the_instant_of_each_side(organiser, sunday, before, after):
    walk = sundays(organiser, sunday)
    Occurrence.objects.filter(activity=walk).update(state="published")
    feed = Feed(organisation_id=organiser.organisation_id, member_id=organiser.pk, purpose=Feed.Purpose.PROGRAMME)
    shown = calendars.entries(feed=feed, today=sunday)
    assert [f"{entry.starts_at:%H:%M}" for entry in shown[:3]] == [before, after, after]


def test_the_hour_that_comes_twice_means_the_first(organiser):
    at = once(organiser, BACK, TWICE, now=days_before(BACK)).starts_at
    assert (f"{at:%H:%M}", at.astimezone(dt.UTC).date()) == ("00:30", BACK)


def test_a_one_off_in_the_skipped_hour_is_refused_in_words(organiser):
    with pytest.raises(FieldProblem) as refused:
        once(organiser, FORWARD, SKIPPED, now=days_before(FORWARD))
    text = "The clocks go forward on 29 March 2026: there is no 01:30 that day. Choose another time."
    assert refused.value.facts["errors"] == [{"pointer": "/starts_time", "text": text}]
    assert not Activity.objects.exists()


def test_a_date_moved_into_the_skipped_hour_is_refused_and_stays(organiser):
    date = once(organiser, FORWARD - WEEK, TEN, now=days_before(FORWARD))
    with pytest.raises(FieldProblem):
        edit(organising.move, date, organiser, date=FORWARD, time=SKIPPED, now=days_before(FORWARD))
    date.refresh_from_db()
    assert (date.local_date, date.version) == (FORWARD - WEEK, 1)


def test_a_series_over_the_skipped_hour_is_refused_and_nothing_is_written(organiser):
    walk = sundays(organiser, FORWARD)
    before = list(Occurrence.objects.order_by("pk").values())
    with pytest.raises(FieldProblem) as refused:
        save(walk, Rule(FORWARD - WEEK, (Time(SUNDAY, SKIPPED),)), organiser, now=days_before(FORWARD))
    assert pointers(refused) == ["/rule/times/0/start"]
    assert list(Occurrence.objects.order_by("pk").values()) == before
    assert Series.objects.get().rule.times[0].start == TEN


def test_a_series_may_leave_the_skipped_hour_out(organiser):
    walk = ActivityFactory(organisation=organiser.organisation)
    leaves_out = Rule(FORWARD - WEEK, (Time(SUNDAY, SKIPPED),), until_date=FORWARD + WEEK, skips=frozenset({FORWARD}))
    save(walk, leaves_out, organiser, now=days_before(FORWARD))
    assert [row.local_date for row in rows(walk)] == [FORWARD - WEEK, FORWARD + WEEK]


def test_ten_thousand_dates_are_refused_and_nothing_is_half_written(organiser):
    walk = sundays(organiser, FORWARD)
    before = list(Occurrence.objects.order_by("pk").values())
    many = Rule(FORWARD - WEEK, (Time(SUNDAY, TEN),), count=10_000)
    for do in (saving.save, saving.preview):
        with pytest.raises(FieldProblem) as refused:
            do(
                member=organiser,
                roles=ORGANISER,
                activity_id=walk.pk,
                wanted=saving.Wanted(many, 8, saving.Scope.ALL),
                now=days_before(FORWARD),
            )
        assert pointers(refused) == ["/rule/count"]
    assert list(Occurrence.objects.order_by("pk").values()) == before
