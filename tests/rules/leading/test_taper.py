"""The taper of DOMAIN 5.3: proposed by the app on its day, agreed by two people, and back a step when it was too soon."""

import datetime as dt
from dataclasses import replace

import pytest

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.activities.rule import Rest
from aftershift.core import clock
from aftershift.core.errors import NotAllowed
from aftershift.leading import tasks
from aftershift.leading.errors import TaperNeedsSeries, TaperNotProposed
from aftershift.leading.events import TaperMoved, TaperProposed
from aftershift.leading.models import LeadAnswer, Taper
from aftershift.leading.selectors.able import readiness
from aftershift.leading.selectors.taper import taper_shown
from aftershift.leading.services import tapering
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in
from tests.rules.activities.world import ActivityFactory
from tests.rules.leading.hearing import hearing
from tests.rules.leading.series import WEEK, a_date, led_by, weekly_walk, works

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})
ORGANISER = MEMBER | {"organiser"}
QUARTER = 13 * WEEK


@pytest.fixture
def walk():
    return weekly_walk()


@pytest.fixture
def esi(walk):
    return MemberFactory(organisation=walk.organisation, called_name="Esi", roles=("organiser",))


@pytest.fixture
def rosa(walk):
    """Leads it; Ben helps."""
    rosa, ben = colleagues(walk.organisation, 2)
    led_by(walk, rosa, ben)
    return rosa


def begin(esi, walk, roles=ORGANISER, now=MONDAY_9AM):
    tapering.begin_taper(member=esi, roles=roles, activity_id=walk.pk, now=now)


def review(walk, now):
    taper = Taper.objects.get(activity=walk)
    return tapering.review_taper(organisation_id=walk.organisation_id, taper_id=taper.pk, now=now)


def agree(member, walk, now, roles=MEMBER):
    tapering.agree(member=member, roles=roles, activity_id=walk.pk, now=now)


def step(walk):
    return Taper.objects.get(activity=walk).step


def at_step(walk, number, now=MONDAY_9AM):
    Taper.objects.filter(activity=walk).update(
        step=number, since_date=now.date(), next_date=now.date() + QUARTER if number < 5 else None
    )


def reasons(walk):
    return [move.why for move in Taper.objects.get(activity=walk).moves.order_by("pk")]


def three_able(walk, rosa, other="nights"):
    """Rosa, Ben and one more who leads another walk."""
    third = MemberFactory(organisation=walk.organisation)
    ActivityFactory(organisation=walk.organisation, title="Friday walk", lead=third)
    works(rosa, "earlies")
    works(third, other)


def test_the_plan_has_a_date_for_every_step_from_the_day_it_begins(walk, esi):
    begin(esi, walk)
    begin(esi, walk)
    shown = taper_shown(activity=walk)
    today = MONDAY_9AM.date()
    assert [(row.step, row.date, row.state) for row in shown.steps] == [
        (1, today, "now"),
        (2, today + QUARTER, "later"),
        (3, today + 2 * QUARTER, "later"),
        (4, today + 3 * QUARTER, "later"),
        (5, today + 4 * QUARTER, "later"),
    ]
    assert reasons(walk) == ["began"]


def test_only_an_organiser_begins_it_and_only_for_what_comes_again(walk, esi, rosa):
    with pytest.raises(NotAllowed):
        begin(rosa, walk, roles=MEMBER)
    once = ActivityFactory(organisation=walk.organisation)
    with pytest.raises(TaperNeedsSeries):
        begin(esi, once)
    assert not Taper.objects.exists()


def test_the_app_proposes_on_the_day_and_a_lead_and_an_organiser_agree(walk, esi, rosa, monkeypatch):
    begin(esi, walk)
    proposed, moved = hearing(monkeypatch, TaperProposed), hearing(monkeypatch, TaperMoved)
    due = MONDAY_9AM + QUARTER
    review(walk, due - dt.timedelta(days=1))
    assert proposed == []
    with pytest.raises(TaperNotProposed):
        agree(rosa, walk, due)
    review(walk, due)
    review(walk, due)
    assert [event.step for event in proposed] == [2]
    agree(rosa, walk, due)
    agree(rosa, walk, due)
    assert step(walk) == 1
    agree(esi, walk, due, roles=ORGANISER)
    assert step(walk) == 2
    assert [(event.step, event.why) for event in moved] == [(2, "agreed")]


def test_an_organiser_who_leads_speaks_for_one_side_only(walk, esi):
    led_by(walk, esi, MemberFactory(organisation=walk.organisation))
    begin(esi, walk)
    due = MONDAY_9AM + QUARTER
    review(walk, due)
    agree(esi, walk, due, roles=ORGANISER)
    assert step(walk) == 1


def test_past_month_six_three_must_be_able_to_lead_and_one_of_them_on_other_shifts(walk, esi, rosa):
    begin(esi, walk)
    at_step(walk, 2)
    due = MONDAY_9AM + QUARTER
    assert readiness(activity=walk, today=due.date()) == "not_yet"
    review(walk, due)
    assert Taper.objects.get(activity=walk).proposed_at is None
    three_able(walk, rosa, other="earlies")
    assert readiness(activity=walk, today=due.date()) == "not_yet_other_shift"
    review(walk, due + dt.timedelta(days=1))
    assert Taper.objects.get(activity=walk).proposed_at is None
    works(Taper.objects.get(activity=walk).activity.second, "nights")
    assert readiness(activity=walk, today=due.date()) == "enough"
    review(walk, due + dt.timedelta(days=2))
    agree(rosa, walk, due + dt.timedelta(days=2))
    agree(esi, walk, due + dt.timedelta(days=2), roles=ORGANISER)
    assert step(walk) == 3


def test_who_told_no_shifts_is_no_other_shift(walk, rosa):
    third = MemberFactory(organisation=walk.organisation)
    ActivityFactory(organisation=walk.organisation, lead=third)
    works(rosa, "earlies")
    assert readiness(activity=walk, today=MONDAY_9AM.date()) == "not_yet_other_shift"


def test_a_step_is_not_agreed_to_when_too_few_can_lead_by_then(walk, esi, rosa):
    begin(esi, walk)
    at_step(walk, 2)
    three_able(walk, rosa)
    due = MONDAY_9AM + QUARTER
    review(walk, due)
    Activity.objects.exclude(pk=walk.pk).update(lead=None)
    with pytest.raises(TaperNotProposed):
        agree(rosa, walk, due)
    assert step(walk) == 2


def test_it_goes_back_after_an_incident_once_for_the_day(walk, esi, rosa, monkeypatch):
    begin(esi, walk)
    moved = hearing(monkeypatch, TaperMoved)
    at_step(walk, 4)
    for _ in range(2):
        tapering.note_incident(organisation_id=walk.organisation_id, activity_id=walk.pk, now=MONDAY_9AM)
    assert step(walk) == 3
    assert [(event.step, event.why) for event in moved] == [(3, "incident")]


def test_it_goes_back_when_a_lead_asks_in_one_tap(walk, esi, rosa):
    begin(esi, walk)
    at_step(walk, 3)
    for _ in range(2):
        tapering.ask_for_more_help(member=rosa, roles=MEMBER, activity_id=walk.pk, now=MONDAY_9AM)
    assert (step(walk), reasons(walk)) == (2, ["began", "lead_asked"])
    with pytest.raises(NotAllowed):
        tapering.ask_for_more_help(member=esi, roles=ORGANISER, activity_id=walk.pk, now=MONDAY_9AM)


def test_it_goes_back_once_when_fewer_than_two_can_lead_and_again_when_it_happens_again(walk, esi, rosa):
    ben = Activity.objects.get(pk=walk.pk).second
    begin(esi, walk)
    at_step(walk, 4)
    led_by(walk, rosa, None)
    for day in range(1, 4):
        review(walk, MONDAY_9AM + dt.timedelta(days=day))
    assert step(walk) == 3
    led_by(walk, rosa, ben)
    review(walk, MONDAY_9AM + dt.timedelta(days=4))
    led_by(walk, rosa, None)
    review(walk, MONDAY_9AM + dt.timedelta(days=5))
    assert (step(walk), reasons(walk)) == (2, ["began", "few_leads", "few_leads"])


def test_a_lead_who_needs_a_break_is_not_counted_on(walk, esi, rosa):
    begin(esi, walk)
    at_step(walk, 3)
    LeadAnswer.objects.create(
        organisation=walk.organisation, member=rosa, month_date=dt.date(2026, 1, 1), answer="need_break"
    )
    review(walk, MONDAY_9AM + dt.timedelta(days=1))
    assert reasons(walk) == ["began", "few_leads"]


def test_it_goes_back_after_two_dates_called_off_in_a_row_and_not_after_one(walk, esi, rosa):
    begin(esi, walk)
    at_step(walk, 3)
    a_date(walk, 0, state=Occurrence.State.CLOSED)
    a_date(walk, 1, state=Occurrence.State.CANCELLED)
    review(walk, MONDAY_9AM + 2 * WEEK)
    assert step(walk) == 3
    a_date(walk, 2, state=Occurrence.State.CANCELLED)
    for day in range(3):
        review(walk, MONDAY_9AM + 3 * WEEK + dt.timedelta(days=day))
    assert (step(walk), reasons(walk)) == (2, ["began", "cancellations"])


def test_at_the_first_step_there_is_nothing_to_go_back_to(walk, esi, rosa):
    begin(esi, walk)
    tapering.ask_for_more_help(member=rosa, roles=MEMBER, activity_id=walk.pk, now=MONDAY_9AM)
    tapering.note_incident(organisation_id=walk.organisation_id, activity_id=walk.pk, now=MONDAY_9AM)
    assert (step(walk), reasons(walk)) == (1, ["began"])


def test_after_going_back_the_next_step_is_due_a_quarter_later(walk, esi, rosa):
    begin(esi, walk)
    at_step(walk, 3)
    later = MONDAY_9AM + 4 * WEEK
    tapering.note_incident(organisation_id=walk.organisation_id, activity_id=walk.pk, now=later)
    assert Taper.objects.get(activity=walk).next_date == later.date() + QUARTER
    assert taper_shown(activity=walk).went_back_for == "incident"


def test_while_a_series_rests_its_time_stands_still_and_nobody_is_asked(walk, esi, rosa):
    begin(esi, walk)
    series = Series.objects.get(activity=walk)
    rule = series.rule
    february = Rest(dt.date(2026, 2, 1), dt.date(2026, 2, 28), "Ramadan")
    series.take(replace(rule, rests=(february,)))
    series.save()
    led_by(walk, None)
    due = Taper.objects.get(activity=walk).next_date
    review(walk, MONDAY_9AM.replace(month=1, day=31))
    assert Taper.objects.get(activity=walk).is_short_of_leads
    for day in range(1, 29):
        review(walk, MONDAY_9AM.replace(month=2, day=day))
    assert Taper.objects.get(activity=walk).next_date == due + dt.timedelta(days=28)


def test_the_worker_reviews_each_taper_once_a_day(walk, esi, rosa, monkeypatch):
    begin(esi, walk)
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM + QUARTER)
    assert tasks.review_tapers() == 1
    assert tasks.review_tapers() == 0
    assert Taper.objects.get(activity=walk).proposed_at == MONDAY_9AM + QUARTER


def test_readiness_is_said_to_organisers_alone(walk, esi, rosa):
    path = f"/api/v1/activities/{walk.pk}/passing-on"
    assert signed_in(esi).get(path).json()["readiness"] == "not_yet"
    assert signed_in(rosa).get(path).json()["readiness"] is None
    assert signed_in(MemberFactory(organisation=walk.organisation)).get(path).status_code == 403
