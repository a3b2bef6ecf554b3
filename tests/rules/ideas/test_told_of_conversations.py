"""Who is told of a conversation: those who asked for a topic, whoever holds it, and whoever does a step of it."""

import datetime as dt

import pytest

from aftershift.ideas.services import conversations as services
from tests.factories import MONDAY_9AM, MemberFactory
from tests.rules.ideas.test_conversations import ON_THURSDAY, THURSDAY, held, people, plan, step_of, theme_of
from tests.rules.notifications.told import told

pytestmark = pytest.mark.django_db
__all__ = ["people"]  # a fixture: Ama, Ben who holds it, Rosa who organises
DAY = dt.timedelta(days=1)
QUESTION = "What would make a night shift easier?"


def topic(member, conversation):
    services.post_topic(member=member, conversation_id=conversation.pk, text="Soup", now=MONDAY_9AM)


def change(member, conversation, **changed):
    fields = {
        "question": QUESTION,
        "template": "open_agenda",
        "place": "Staff canteen",
        "held_date": THURSDAY,
        "start": dt.time(15, 30),
        "minutes": 60,
    } | changed
    services.change_conversation(
        member=member, conversation_id=conversation.pk, plan=services.Plan(**fields), now=MONDAY_9AM
    )


def test_another_day_is_told_to_who_asked_for_a_topic_and_other_words_are_not(people):
    ama, ben, rosa = people
    conversation = plan(ben)
    topic(ama, conversation)
    change(ben, conversation, minutes=45)
    assert told(ama) == []
    change(ben, conversation, held_date=THURSDAY + DAY)
    assert told(ama) == [("conversation", f"Changed: {QUESTION}")]
    assert told(ben) == told(rosa) == []


def test_called_off_by_an_organiser_it_is_told_to_the_holder_too_and_is_news_until_its_day(people):
    ama, ben, rosa = people
    conversation = plan(ben)
    topic(ama, conversation)
    for _ in range(2):
        services.call_off(member=rosa, conversation_id=conversation.pk, now=MONDAY_9AM)
    off = [("conversation", f"Called off: {QUESTION}")]
    assert told(ama) == told(ben) == off
    assert told(rosa) == []
    assert told(ama, ON_THURSDAY + DAY) == []


def test_what_was_written_up_is_told_to_who_had_a_part_in_it(people):
    ama, ben, rosa = people
    dele = MemberFactory(organisation=ben.organisation)
    conversation = plan(ben)
    topic(ama, conversation)
    services.mark_held(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    theme_of(ben, conversation)
    services.write_up(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    assert told(ama, ON_THURSDAY) == [("conversation", f"Written up: {QUESTION}")]
    assert told(ben, ON_THURSDAY) == told(rosa, ON_THURSDAY) == told(dele, ON_THURSDAY) == []


def test_a_step_that_fell_to_an_organiser_is_told_until_somebody_takes_it(people):
    ama, ben, rosa = people
    conversation = held(ben)
    step = step_of(ben, conversation)
    assert told(rosa, ON_THURSDAY) == [("conversation", "A next step waits for you")]
    services.write_up(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    services.take_step(member=ama, step_id=step.pk)
    assert told(rosa, ON_THURSDAY) == []
    services.hand_back_step(member=ama, step_id=step.pk, now=ON_THURSDAY + DAY)
    assert ("conversation", "A next step waits for you") in told(rosa, ON_THURSDAY + DAY)
    assert told(ama, ON_THURSDAY + DAY) == []


def test_nobody_is_told_of_their_own_step(people):
    _, ben, rosa = people
    step_of(ben, held(ben), is_mine=True)
    step_of(rosa, held(rosa))
    assert told(ben, ON_THURSDAY) == told(rosa, ON_THURSDAY) == []
