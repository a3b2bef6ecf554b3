"""After four dates in a row the next one defaults to somebody else (DOMAIN 5.4): the app asks, in the lead's name, who
stays responsible until there is a yes (RULE-43) and may keep the turn until then."""

import datetime as dt

import pytest

from aftershift.activities.events import OccurrenceClosing
from aftershift.activities.models import Activity, Occurrence
from aftershift.core import clock
from aftershift.leading import tasks
from aftershift.leading.events import TurnSuggested
from aftershift.leading.models import Handover, Step
from aftershift.leading.services import load, record
from aftershift.notifications.models import Message
from tests.factories import MemberFactory, signed_in
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.leading.hearing import hearing
from tests.rules.leading.series import WEEK, a_date, led_by, weekly_walk

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def at(monkeypatch):
    def move(now):
        monkeypatch.setattr(clock, "now", lambda: now)
        return now

    move(THURSDAY_1530 + HOUR)
    return move


@pytest.fixture
def walk(at):
    """A weekly walk; Rosa has led four in a row with Ben, each asked for up to three in four weeks."""
    walk = weekly_walk()
    ben = MemberFactory(organisation=walk.organisation, called_name="Ben")
    led_by(walk, MemberFactory(organisation=walk.organisation, called_name="Rosa"), ben)
    walk.refresh_from_db()
    return walk


def closes(walk, week):
    """One more date is over, as `leading` hears of it: safety's own gates are not what is told here."""
    date = Occurrence.objects.filter(activity=walk, starts_at=THURSDAY_1530 + WEEK * week).first() or a_date(walk, week)
    Occurrence.objects.filter(pk=date.pk).update(state=Occurrence.State.CLOSED)
    event = OccurrenceClosing(date.pk, date.organisation_id, walk.lead_id, date.ends_at)
    record.note_closing(event)
    load.note_turn(event)


def four_in_a_row(walk):
    a_date(walk, 1)
    for week in (-3, -2, -1, 0):
        closes(walk, week)


def page(walk, who):
    return signed_in(who).get(f"/api/v1/activities/{walk.pk}/passing-on").json()


def answer(handover, who, what):
    reply = signed_in(who).send("PUT", f"/api/v1/handovers/{handover.pk}/{what}", None)
    assert reply.status_code == 200
    return reply


def told(what):
    return set(Message.objects.filter(facts__what=what).values_list("member_id", flat=True))


def test_after_four_in_a_row_whoever_helps_is_asked_to_lead_the_next(walk, at):
    four_in_a_row(walk)
    turn = Handover.objects.get()
    assert (turn.giver, turn.taker, turn.is_turn, turn.state) == (walk.lead, walk.second, True, "open")
    walk.refresh_from_db()
    assert walk.lead.called_name == "Rosa", "she stays responsible until there is a yes"
    assert (told("turn_asked"), told("begun")) == ({walk.lead_id}, {walk.second_id})
    (asked,) = signed_in(walk.second).get("/api/v1/handovers").json()["results"]
    assert (asked["is_turn"], asked["i_give"], asked["given"]) == (True, False, True)
    answer(turn, walk.second, "agreement")
    rosa, ben = walk.lead, walk.second
    walk.refresh_from_db()
    assert (walk.lead, walk.second) == (ben, rosa)


def test_the_apps_own_question_keeps_nobody_beside_a_third_new_lead(walk, at):
    for _ in range(2):
        new = MemberFactory(organisation=walk.organisation)
        Step.objects.create(
            organisation=walk.organisation, member=new, kind="walk", number=4,
            taken_date=THURSDAY_1530.date(), used_date=THURSDAY_1530.date(),
        )  # fmt: skip
        other = ActivityFactory(organisation=walk.organisation, kind="walk", lead=new, second=walk.lead)
        OccurrenceFactory(activity=other, starts_at=THURSDAY_1530 + WEEK * 2, ends_at=THURSDAY_1530 + WEEK * 2 + HOUR)
    four_in_a_row(walk)
    assert [(turn.is_turn, turn.stays_as_second) for turn in Handover.objects.all()] == [(True, False)]


def test_three_in_a_row_ask_nobody(walk):
    a_date(walk, 1)
    for week in (-2, -1, 0):
        closes(walk, week)
    assert not Handover.objects.exists()


def test_the_lead_keeps_the_turn_in_one_tap_and_is_not_asked_again_for_four_dates(walk, at):
    four_in_a_row(walk)
    shown = page(walk, walk.lead)["handover"]
    assert (shown["taker"], shown["is_turn"], shown["may_keep"]) == ("", True, True)
    answer(Handover.objects.get(), walk.lead, "refusal")
    assert page(walk, walk.lead)["handover"] is None
    made = []
    for week in (1, 2, 3, 4):
        a_date(walk, week + 1)
        at(THURSDAY_1530 + WEEK * week + HOUR)
        closes(walk, week)
        made.append(Handover.objects.count())
    assert made == [1, 1, 1, 2]


def test_whom_the_app_asked_is_said_to_nobody_but_them(walk):
    four_in_a_row(walk)
    esi = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    assert [page(walk, who)["handover"]["taker"] for who in (walk.lead, esi)] == ["", ""]
    assert page(walk, esi)["handover"]["may_keep"] is False


def test_a_no_is_told_to_nobody_and_the_next_one_is_asked(walk, monkeypatch):
    chidi = MemberFactory(organisation=walk.organisation, called_name="Chidi")
    ActivityFactory(organisation=walk.organisation, title="Another walk", second=chidi)
    four_in_a_row(walk)
    turns = hearing(monkeypatch, TurnSuggested)
    answer(Handover.objects.get(), walk.second, "refusal")
    assert told("ended") == set()
    turn = Handover.objects.get(state="open")
    assert (turn.taker, turns) == (chidi, [])
    answer(turn, chidi, "refusal")
    assert not Handover.objects.filter(state="open").exists()
    assert [(event.member_id, event.is_asked) for event in turns] == [(walk.lead_id, False)]


def test_no_answer_passes_the_turn_to_the_next_in_time_for_the_date(walk, at):
    chidi = MemberFactory(organisation=walk.organisation, called_name="Chidi")
    ActivityFactory(organisation=walk.organisation, title="Another walk", second=chidi)
    four_in_a_row(walk)
    at(THURSDAY_1530 + 3 * DAY + 2 * HOUR)
    assert tasks.let_handovers_lapse() == 1
    turn = Handover.objects.get(state="open")
    assert turn.taker == chidi
    assert turn.lapses_at == THURSDAY_1530 + WEEK - DAY


def test_nobody_to_ask_is_told_to_the_lead_as_a_suggestion(walk, monkeypatch):
    load.set_most(member=walk.second, most=0, now=THURSDAY_1530)
    turns = hearing(monkeypatch, TurnSuggested)
    four_in_a_row(walk)
    assert not Handover.objects.exists()
    assert {event.is_asked for event in turns} == {False}
    assert page(walk, walk.lead)["turn_is_somebody_elses"] is True


@pytest.mark.parametrize("begins", ["handover", "lead"])
def test_what_a_person_began_is_left_alone(walk, begins):
    """A handover, or an organiser's question who would lead it: one is open at a time."""
    chidi = MemberFactory(organisation=walk.organisation, called_name="Chidi")
    for week in (-3, -2, -1):
        closes(walk, week)
    asks = walk.lead if begins == "handover" else MemberFactory(organisation=walk.organisation, roles=("organiser",))
    body = {"to_id" if begins == "handover" else "member_id": str(chidi.pk)}
    assert signed_in(asks).send("PUT", f"/api/v1/activities/{walk.pk}/{begins}", body).status_code < 300
    a_date(walk, 1)
    closes(walk, 0)
    assert not Handover.objects.filter(is_turn=True).exists()


def test_a_meet_up_of_just_us_passes_no_turns(walk):
    Activity.objects.filter(pk=walk.pk).update(is_programme=False)
    walk.refresh_from_db()
    four_in_a_row(walk)
    assert not Handover.objects.exists()
