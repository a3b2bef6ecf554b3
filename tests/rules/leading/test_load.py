"""What keeps leading light (DOMAIN 5.4): four weeks, turns, rest, the private question, and totals of eight and more."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.activities.events import EveryoneTold, OccurrenceClosing, OccurrencePublishing
from aftershift.activities.models import Activity, Occurrence
from aftershift.core import events
from aftershift.core.errors import NotVisible
from aftershift.leading import services as offers
from aftershift.leading.events import HandoverSuggested, TurnSuggested
from aftershift.leading.models import LeadAnswer, LeadLimit, RecordLine, RoleOffer
from aftershift.leading.selectors import guards
from aftershift.leading.selectors.record import lines_of_leads
from aftershift.leading.services import load, record
from aftershift.shifts.services import set_pattern
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory
from tests.rules.leading.hearing import hearing
from tests.rules.leading.series import a_date, led_by, weekly_walk
from tests.rules.leading.steps_world import on_step

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})
TODAY = MONDAY_9AM.date()


@pytest.fixture
def walk():
    return weekly_walk()


@pytest.fixture
def rosa(walk):
    """Leads it; Ben helps."""
    rosa = MemberFactory(organisation=walk.organisation, called_name="Rosa")
    led_by(walk, rosa, MemberFactory(organisation=walk.organisation, called_name="Ben"))
    return rosa


def close(date, by=None):
    date.activity.refresh_from_db()
    Occurrence.objects.filter(pk=date.pk).update(state=Occurrence.State.CLOSED)
    by_id = by.pk if by else date.activity.lead_id
    tell_leading(OccurrenceClosing(date.pk, date.organisation_id, by_id, date.ends_at))


def tell_leading(event):
    """To this app alone: the lists of safety are not what is told here."""
    if isinstance(event, OccurrenceClosing):
        record.note_closing(event)
        load.note_turn(event)
    elif isinstance(event, EveryoneTold):
        load.note_who_told(event)
    else:
        load.note_who_opened(event)


def able(organisation, **fields):
    """Somebody who leads this kind elsewhere, without a date."""
    someone = MemberFactory(organisation=organisation, **fields)
    ActivityFactory(organisation=organisation, title="Another walk", second=someone)
    return someone


def invited(walk, date):
    walk.refresh_from_db()
    return {someone.pk for someone in guards.can_be_invited(activity=walk, date=date, today=TODAY)}


@pytest.mark.parametrize("step_of_ben", [None, 3])
def test_who_led_a_date_stands_in_the_records_once_and_the_second_is_not_taken_for_the_lead(walk, rosa, step_of_ben):
    ben = Activity.objects.get(pk=walk.pk).second
    if step_of_ben is not None:
        on_step(ben, step_of_ben, used=THURSDAY_1530.date())
    date = a_date(walk)
    for _ in range(2):
        close(date)
    assert [row.member for row in lines_of_leads(organisation_id=walk.organisation_id)] == [rosa]
    assert set(RecordLine.objects.exclude(what="whole_list").values_list("member", "role")) == {
        (rosa.pk, ""),
        (ben.pk, "second"),
    }


def test_a_persons_own_tap_is_theirs_and_their_limit_is_for_being_asked(walk):
    (chidi,) = colleagues(walk.organisation, 1)
    load.set_most(member=chidi, most=0, now=MONDAY_9AM)
    a_date(walk)
    offers.take_role(member=chidi, roles=MEMBER, activity_id=walk.pk, role=RoleOffer.Role.LEAD, now=MONDAY_9AM)
    walk.refresh_from_db()
    assert walk.lead == chidi


def test_only_the_person_raises_it_and_never_above_three(walk, rosa):
    client = signed_in(rosa)
    assert client.send("PUT", "/api/v1/own-load", {"most": 4}).status_code == 400
    assert client.send("PUT", "/api/v1/own-load", {"most": 3}).json()["most"] == 3
    assert list(LeadLimit.objects.values_list("member", "most")) == [(rosa.pk, 3)]


def test_who_has_full_weeks_is_not_invited(walk, rosa):
    chidi, dana = able(walk.organisation), able(walk.organisation)
    date = a_date(walk, 2)
    load.set_most(member=dana, most=0, now=MONDAY_9AM)
    assert invited(walk, date) == {chidi.pk}
    for week in range(2):
        assert invited(walk, date) == {chidi.pk}
        a_date(ActivityFactory(organisation=walk.organisation, lead=chidi), week)
    assert invited(walk, date) == set()
    load.set_most(member=chidi, most=3, now=MONDAY_9AM)
    assert invited(walk, date) == {chidi.pk}


def test_who_needs_a_break_is_not_invited_that_month(walk, rosa):
    chidi = able(walk.organisation)
    date = a_date(walk, 2)
    load.answer_month(member=chidi, answer=LeadAnswer.Answer.NEED_BREAK, now=MONDAY_9AM)
    assert invited(walk, date) == set()
    load.answer_month(member=chidi, answer=LeadAnswer.Answer.BIT_MUCH, now=MONDAY_9AM)
    assert invited(walk, date) == {chidi.pk}


def test_nobody_is_invited_inside_protected_rest_nor_in_a_week_of_more_than_48_hours(walk, rosa):
    rested, after_night, long_week = (able(walk.organisation) for _ in range(3))
    date = a_date(walk)  # Thursday 15:30
    # Three nights of twelve hours: the last ends on Thursday morning at 08:00, and nine hours of sleep follow.
    nights = ["20:00-08:00", "20:00-08:00", "20:00-08:00", "-", "-", "-", "-"]
    # Five days of ten hours around a free Thursday.
    days = ["07:00-17:00", "07:00-17:00", "07:00-17:00", "-", "07:00-17:00", "07:00-17:00", "-"]
    for someone, cycle in ((after_night, nights), (long_week, days)):
        set_pattern(member=someone, days=cycle, anchor_date=TODAY, now=MONDAY_9AM)
    assert invited(walk, date) == {rested.pk}


def test_whoever_joined_late_is_invited_too_when_those_before_them_are_at_work(walk, rosa):
    """However many cannot come: the app asks a dozen who can."""
    at_work = [able(walk.organisation) for _ in range(guards.MOST_INVITED)]
    free = able(walk.organisation)
    date = a_date(walk)  # Thursday 15:30
    for someone in at_work:
        set_pattern(member=someone, days=["12:00-20:00"], anchor_date=TODAY, now=MONDAY_9AM)
    assert invited(walk, date) == {free.pk}


def test_somebody_else_between_begins_the_row_anew(walk, rosa):
    ben = Activity.objects.get(pk=walk.pk).second
    for week in (-28, -21, -14):
        close(a_date(walk, week))
    led_by(walk, ben, rosa)
    close(a_date(walk, -7))
    led_by(walk, rosa, ben)
    close(a_date(walk, 0))
    walk.refresh_from_db()
    assert guards.led_in_a_row(activity=walk) == 1


def test_two_dates_in_four_weeks_make_the_next_one_somebody_elses(walk, rosa, monkeypatch):
    turns = hearing(monkeypatch, TurnSuggested)
    a_date(walk, 2)
    close(a_date(walk, 0))
    assert turns == []
    close(a_date(walk, 1))
    assert len(turns) == 1


def test_the_question_of_the_month_is_read_by_the_person_and_the_buddy_they_chose(walk, rosa):
    walk.refresh_from_db()
    ben, esi = walk.second, MemberFactory(organisation=walk.organisation, roles=("organiser",))
    client = signed_in(rosa)
    assert client.get("/api/v1/own-load").json()["is_asked"] is True
    body = {"answer": "bit_much", "buddy_id": str(ben.pk)}
    mine = client.send("PUT", "/api/v1/own-load/answer", body).json()
    assert (mine["answer"], mine["buddy"]["name"], mine["is_asked"]) == ("bit_much", "Ben", False)
    assert signed_in(ben).get("/api/v1/own-load").json()["heard"] == [{"name": "Rosa", "answer": "bit_much"}]
    assert signed_in(esi).get("/api/v1/own-load").json()["heard"] == []
    boss = MemberFactory(organisation=walk.organisation, roles=("supervisor",))
    led_by(walk, rosa, boss)
    client.send("PUT", "/api/v1/own-load/answer", body | {"buddy_id": str(boss.pk)})
    assert signed_in(boss).get("/api/v1/own-load").json()["heard"] == []


def test_a_buddy_is_one_of_those_i_lead_with(walk, rosa):
    stranger = MemberFactory(organisation=walk.organisation)
    with pytest.raises(NotVisible):
        load.answer_month(member=rosa, answer=LeadAnswer.Answer.FINE, buddy_id=stranger.pk, now=MONDAY_9AM)
    assert not LeadAnswer.objects.exists()


def test_totals_are_said_of_eight_leads_and_more_and_of_whole_months(walk):
    leads = colleagues(walk.organisation, 9)
    april = dt.date(2026, 4, 10)

    def led(someone, week):
        date = a_date(ActivityFactory(organisation=walk.organisation), week, state=Occurrence.State.CLOSED)
        line = {"kind": "walk", "what": "led", "title": "Walk", "local_date": date.local_date, "minutes": 45}
        RecordLine.objects.create(organisation=walk.organisation, occurrence=date, member=someone, **line)

    for someone in leads[:7]:
        led(someone, 1)
    assert guards.load_totals(organisation_id=walk.organisation_id, today=april) is None
    for someone in leads[7:]:
        led(someone, 2)
    for week in range(3, 9):
        led(leads[0], week)
    found = guards.load_totals(organisation_id=walk.organisation_id, today=april)
    assert (found.leads, found.carriers, found.percent) == (9, 2, 55)
    led(leads[1], 13)  # in April: no whole month yet
    assert guards.load_totals(organisation_id=walk.organisation_id, today=april) == found


def test_totals_are_for_organisers(walk, rosa):
    esi = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    assert signed_in(rosa).get("/api/v1/load-totals").status_code == 403
    assert signed_in(esi).get("/api/v1/load-totals").json() == {"leads": None, "carriers": None, "percent": None}


@pytest.mark.parametrize("done", [OccurrencePublishing, EveryoneTold])
def test_an_organiser_who_does_what_leads_do_twice_running_is_told_to_hand_it_over(walk, rosa, monkeypatch, done):
    """Twice on one date is once; a lead who does it between begins the count anew."""
    suggested = hearing(monkeypatch, HandoverSuggested)
    esi = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    dates = [a_date(walk, week).pk for week in range(4)]

    def does(member, date):
        tell_leading(done(dates[date], walk.organisation_id, member.pk, MONDAY_9AM))

    does(esi, 0)
    does(esi, 0)
    does(rosa, 1)
    does(esi, 2)
    assert suggested == []
    does(esi, 3)
    does(esi, 3)
    assert [event.organiser_id for event in suggested] == [esi.pk]
    path = f"/api/v1/activities/{walk.pk}/passing-on"
    assert signed_in(esi).get(path).json()["suggests_handover"] is True
    assert signed_in(rosa).get(path).json()["suggests_handover"] is False


def test_an_organiser_who_ticks_the_list_of_two_dates_running_is_told_to_hand_it_over(walk, rosa, monkeypatch):
    """Through the API; typing in the lead's printed list does not count."""
    suggested = hearing(monkeypatch, HandoverSuggested)
    esi = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    dates = [a_date(walk, week) for week in range(1, 4)]
    monkeypatch.setattr("aftershift.core.clock.now", lambda: THURSDAY_1530)

    def ticks(date, **fields):
        at = THURSDAY_1530.isoformat()
        tick = {"tap": str(uuid4()), "item_id": "EW-B1", "ticked": True, "device_at": at, **fields}
        path = f"/api/v1/occurrences/{date.pk}/checklist/ticks"
        reply = signed_in(esi).put(path, {"sent_at": at, "ticks": [tick]}, format="json")
        assert [row["problem"] for row in reply.json()["results"]] == [None]

    ticks(dates[0])
    ticks(dates[0])
    ticks(dates[1], paper_by="lead")
    assert suggested == []
    ticks(dates[2])
    assert [event.organiser_id for event in suggested] == [esi.pk]


def test_an_organiser_who_leads_two_dates_running_is_told_as_well(walk, rosa, monkeypatch):
    suggested = hearing(monkeypatch, HandoverSuggested)
    esi = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    led_by(walk, esi, rosa)
    for week in range(2):
        close(a_date(walk, week), by=esi)
    assert [event.organiser_id for event in suggested] == [esi.pk]


def test_closing_and_opening_a_date_are_heard_here(walk, rosa):
    """The listeners are subscribed: without this, all of the above would be told to nobody."""
    closing = events._listeners[OccurrenceClosing]
    # In this order: whose turn it is comes from the records.
    assert closing.index(record.note_closing) < closing.index(load.note_turn)
    assert load.note_who_opened in events._listeners[OccurrencePublishing]
