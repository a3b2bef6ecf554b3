"""Steps are told to the member alone, a question to those who can answer it, and how leading is asked once a month."""

import datetime as dt

import pytest

from aftershift.core import clock
from aftershift.leading import tasks
from aftershift.leading.models import CircleInvitation, LeadAnswer, Step
from aftershift.leading.services import circle, load, steps
from aftershift.leading.services.record import tell_if_open
from aftershift.notifications.models import Message, Preference
from aftershift.notifications.selectors import to_tell
from aftershift.notifications.services import reading
from tests.factories import MONDAY_9AM, MemberFactory
from tests.rules.leading.steps_world import Walk, answer, ask, did, on_step
from tests.rules.notifications.told import told
from tests.rules.notifications.world import deliver, phones

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
# The 15th of January 2026 is a Thursday; the worker comes at ten.
MID_MONTH = dt.datetime(2026, 1, 15, 10, 0, tzinfo=dt.UTC)
QUESTION = [("lead_month", "How is leading for you?")]


@pytest.fixture
def walk():
    return Walk()


@pytest.fixture
def ama(walk):
    return walk.somebody("Ama")


def at(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)
    tasks.ask_how_leading_is()


# ---- steps


def test_a_step_that_is_open_is_offered_once_to_the_member_alone(walk, ama):
    did(ama, "came")
    for _ in range(2):
        tell_if_open(member=ama, kind="walk", now=MONDAY_9AM)
    assert told(ama) == [("steps", "Would you like to try something new?")]
    assert told(walk.rosa) == told(walk.sam) == []
    assert Message.objects.count() == 1


def test_who_is_asked_into_the_circle_hears_it_once_and_alone_while_the_invitation_stands(walk, ama):
    for _ in range(2):
        circle.invite(member=walk.rosa, roles=("member", "organiser"), invited_id=ama.pk, now=MONDAY_9AM)
    assert told(ama) == [("steps", "You are asked into the leaders' circle")]
    assert Message.objects.count() == 1
    CircleInvitation.objects.of(ama.organisation_id).delete()
    assert told(ama) == []


def test_it_is_offered_no_more_once_taken_turned_down_or_stepped_back_from(walk, ama):
    did(ama, "came")
    tell_if_open(member=ama, kind="walk", now=MONDAY_9AM)
    steps.say_not_now(member=ama, kind="walk", now=MONDAY_9AM)
    assert told(ama) == []
    Step.objects.update(not_now_until=None)
    assert len(told(ama)) == 1
    on_step(ama, 1)
    assert told(ama) == []
    Step.objects.update(number=0, stepped_back_from=1)
    assert told(ama) == []


def test_no_connector_is_asked_to_pass_a_step_on_whatever_was_ticked(walk, ama):
    """DOMAIN 7.3."""
    connector = MemberFactory(organisation=walk.organisation, roles=("connector",))
    for kind in ("steps", "lead_month", "sign_off"):
        reading.prefer(member=ama, kind=kind, channel=Preference.Channel.IN_PERSON, is_on=True)
    did(ama, "came")
    tell_if_open(member=ama, kind="walk", now=MONDAY_9AM)
    ask(walk.somebody("Ben"), of=walk.sam)
    Message.objects.filter(kind="sign_off").update(member=ama)
    found = to_tell(member=connector, roles={"connector"}, now=MONDAY_9AM)
    assert [row.kind for row in found] == []


# ---- a word


def test_only_whoever_is_asked_for_a_word_is_told_until_it_is_answered(walk, ama):
    word = ask(ama, of=walk.sam)
    assert told(walk.sam) == [("sign_off", "Somebody asks you for a word")]
    assert told(walk.rosa) == told(ama) == []
    answer(walk.sam, word)
    assert told(walk.sam) == []
    assert told(ama)[-1] == ("steps", "You have an answer")


def test_asked_of_the_organisers_all_of_them_are_told(walk, ama):
    esi = walk.somebody("Esi", roles=("organiser",))
    ask(ama)
    assert told(walk.rosa) == told(esi) == [("sign_off", "Somebody asks you for a word")]
    assert told(walk.sam) == []


def test_the_words_name_neither_who_asks_nor_what_was_said(walk, ama):
    word = ask(ama, of=walk.sam)
    answer(walk.sam, word, is_given=False)
    from aftershift.notifications.selectors import inbox

    texts = [row.words for someone in (ama, walk.sam) for row in inbox(member=someone, now=MONDAY_9AM)]
    assert texts
    assert not any("Ama" in words.title + words.text or "not yet" in words.text.lower() for words in texts)


# ---- how leading is


def test_who_leads_is_reminded_once_a_month_from_the_middle_of_it(walk, ama, monkeypatch):
    walk.date()
    at(monkeypatch, MID_MONTH - DAY)
    assert told(walk.rosa, MID_MONTH) == []
    for hours in (0, 1, 24):
        at(monkeypatch, MID_MONTH + dt.timedelta(hours=hours))
    assert told(walk.rosa, MID_MONTH + DAY) == told(walk.sam, MID_MONTH + DAY) == QUESTION
    assert told(ama, MID_MONTH + DAY) == []
    assert Message.objects.filter(kind="lead_month").count() == 2


def test_who_has_answered_is_not_reminded_and_an_answer_ends_the_reminder(walk, monkeypatch):
    walk.date()
    load.answer_month(member=walk.rosa, answer=LeadAnswer.Answer.BIT_MUCH, now=MID_MONTH - DAY)
    at(monkeypatch, MID_MONTH)
    assert told(walk.rosa, MID_MONTH) == []
    load.answer_month(member=walk.sam, answer=LeadAnswer.Answer.FINE, now=MID_MONTH)
    assert told(walk.sam, MID_MONTH) == []


def test_a_month_later_it_is_another_question_and_the_old_one_is_gone(walk, monkeypatch):
    for _ in range(8):
        walk.date()
    at(monkeypatch, MID_MONTH)
    month = MID_MONTH + dt.timedelta(days=31)
    assert told(walk.rosa, MID_MONTH.replace(day=31)) == []  # two weeks are over, and so it is a day later
    at(monkeypatch, month)
    assert told(walk.rosa, month) == QUESTION
    assert Message.objects.filter(member=walk.rosa, kind="lead_month").count() == 2


def test_what_has_had_no_date_since_the_month_began_asks_nobody(walk, monkeypatch):
    at(monkeypatch, MID_MONTH)
    assert told(walk.rosa, MID_MONTH) == []


def test_off_is_off_and_the_inbox_still_has_it(walk, monkeypatch):
    walk.date()
    reading.prefer(member=walk.rosa, kind="lead_month", channel=Preference.Channel.PUSH, is_on=False)
    at(monkeypatch, MID_MONTH)
    with phones() as push:
        deliver(walk.organisation, MID_MONTH)
    assert push.texts(walk.rosa) == []
    assert len(push.texts(walk.sam)) == 1
    assert told(walk.rosa, MID_MONTH) == QUESTION
    assert set(Message.objects.values_list("speed", flat=True)) == {"set_time"}


def test_near_the_end_of_a_month_the_organisations_own_day_counts(walk, monkeypatch):
    """In Kiritimati the first of February has begun when it is the last of January in UTC."""
    for _ in range(8):
        walk.date()
    walk.organisation.time_zone = "Pacific/Kiritimati"
    walk.organisation.save()
    at(monkeypatch, dt.datetime(2026, 1, 31, 20, 0, tzinfo=dt.UTC))
    assert not Message.objects.filter(kind="lead_month").exists()
