"""A series that two adults do not lead pauses in the open and never dies silently."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, StandingSignUp
from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.leading import services as offers
from aftershift.leading import tasks
from aftershift.leading.events import LeaderWanted, SeriesGoesOn, SeriesPaused
from aftershift.leading.models import RoleOffer, SeriesPause
from aftershift.leading.services.pausing import review_pause
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.leading.hearing import hearing
from tests.rules.leading.series import WEEK, a_date, led_by, weekly_walk

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})


@pytest.fixture
def walk():
    return weekly_walk()


def review(walk, now=MONDAY_9AM):
    return review_pause(organisation_id=walk.organisation_id, activity_id=walk.pk, now=now)


def take(member, walk, role):
    offers.take_role(member=member, roles=MEMBER, activity_id=walk.pk, role=role, now=MONDAY_9AM)


def calls(member):
    return signed_in(member).get("/api/v1/leader-calls").json()["results"]


def test_a_series_without_two_adults_pauses_a_week_before_its_next_date_and_says_so(walk, monkeypatch):
    heard = hearing(monkeypatch, SeriesPaused)
    ama, ben = colleagues(walk.organisation, 2)
    date = a_date(walk)
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    StandingSignUp.objects.create(organisation=walk.organisation, series=walk.series, member=ben, asked_at=MONDAY_9AM)
    review(walk, now=THURSDAY_1530 - WEEK - dt.timedelta(hours=1))
    assert heard == []
    for _ in range(2):
        review(walk)
    assert [set(event.member_ids) for event in heard] == [{ama.pk, ben.pk}]
    assert SeriesPause.objects.get().ended_at is None
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    assert calls(ama)[0]["is_paused"] is True


def test_dates_and_places_stay_while_it_pauses(walk):
    (ama,) = colleagues(walk.organisation, 1)
    date = a_date(walk)
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    review(walk)
    date.refresh_from_db()
    assert (date.state, date.taken) == ("published", 1)


def test_it_goes_on_by_itself_once_two_lead_it(walk, monkeypatch):
    goes_on = hearing(monkeypatch, SeriesGoesOn)
    rosa, ben = colleagues(walk.organisation, 2)
    a_date(walk)
    review(walk)
    take(rosa, walk, RoleOffer.Role.LEAD)
    assert goes_on == []
    take(ben, walk, RoleOffer.Role.SECOND)
    assert len(goes_on) == 1
    assert SeriesPause.objects.get().ended_at == MONDAY_9AM


def test_stepping_back_is_an_open_call_to_those_who_could(walk, monkeypatch):
    wanted = hearing(monkeypatch, LeaderWanted)
    rosa, ben = colleagues(walk.organisation, 2)
    chidi = MemberFactory(organisation=walk.organisation)
    ActivityFactory(organisation=walk.organisation, lead=chidi)
    MemberFactory(organisation=walk.organisation)
    led_by(walk, rosa, ben)
    a_date(walk)
    offers.step_back(member=rosa, activity_id=walk.pk, role=RoleOffer.Role.LEAD, now=MONDAY_9AM)
    assert [(event.role, event.member_ids) for event in wanted] == [("lead", (chidi.pk,))]


def test_everybody_reads_what_needs_a_leader_the_soonest_first(walk):
    (ama,) = colleagues(walk.organisation, 1)
    soon = clock.now() + dt.timedelta(days=3)
    for title, days in (("Later", 4), ("Sooner", 0)):
        other = ActivityFactory(organisation=walk.organisation, title=title, lead=ama)
        starts = soon + dt.timedelta(days=days)
        OccurrenceFactory(activity=other, starts_at=starts)
    ActivityFactory(organisation=walk.organisation, title="Just us", is_programme=False)
    found = calls(ama)
    assert [(row["title"], row["needs_lead"], row["needs_second"]) for row in found] == [
        ("Sooner", False, True),
        ("Later", False, True),
    ]


def test_the_open_calls_cost_the_same_however_many(walk):
    (ama,) = colleagues(walk.organisation, 1)
    client = signed_in(ama)

    def some(count):
        for number in range(count):
            other = ActivityFactory(organisation=walk.organisation, title=f"Walk {number}")
            starts = clock.now() + dt.timedelta(days=3)
            OccurrenceFactory(activity=other, starts_at=starts)

    same_query_count(few=lambda: some(1), many=lambda: some(19), read=lambda: client.get("/api/v1/leader-calls"))


def test_the_worker_pauses_and_ends_pauses_once(walk, monkeypatch):
    rosa, ben = colleagues(walk.organisation, 2)
    a_date(walk)
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    assert (tasks.pause_unled_series(), tasks.pause_unled_series()) == (1, 0)
    led_by(walk, rosa, ben)
    assert (tasks.pause_unled_series(), tasks.pause_unled_series()) == (1, 0)
    assert SeriesPause.objects.get().ended_at == MONDAY_9AM


def test_what_takes_place_once_or_just_us_does_not_pause(walk):
    once = ActivityFactory(organisation=walk.organisation)
    a_date(once)
    Activity.objects.filter(pk=walk.pk).update(is_programme=False)
    a_date(walk)
    assert tasks.pause_unled_series() == 0
