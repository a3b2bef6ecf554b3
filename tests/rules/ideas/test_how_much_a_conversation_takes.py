"""How much one conversation takes, and that nobody fills it alone."""

import datetime as dt

import pytest

from aftershift.ideas import errors
from aftershift.ideas.services import conversations as services
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in

pytestmark = pytest.mark.django_db
TODAY = MONDAY_9AM.date()


@pytest.fixture
def ben():
    return MemberFactory(roles=("connector",))


def plan(member):
    fields = {"question": "What helps at night?", "template": "open_agenda", "place": "Canteen"}
    times = {"held_date": TODAY, "start": dt.time(15, 30), "minutes": 60}
    return services.plan_conversation(member=member, plan=services.Plan(**fields, **times), now=MONDAY_9AM)


def held(member):
    return services.mark_held(member=member, conversation_id=plan(member).pk, now=MONDAY_9AM)


def post(member, conversation, text="Warm food"):
    return services.post_topic(member=member, conversation_id=conversation.pk, text=text, now=MONDAY_9AM)


def note(member, conversation):
    return services.note_theme(member=member, conversation_id=conversation.pk, text="Warm food", tables="some")


def step(member, conversation):
    return services.note_step(
        member=member, conversation_id=conversation.pk, text="Ask", due_date=TODAY, is_mine=True, now=MONDAY_9AM
    )


def test_one_member_posts_five_topics_of_one_conversation_and_others_still_post(ben):
    (ama,) = colleagues(ben.organisation, 1)
    conversation = plan(ben)
    first, *_ = [post(ama, conversation) for _ in range(5)]
    with pytest.raises(errors.TopicsEnough):
        post(ama, conversation)
    assert conversation.topics.count() == 5
    post(ben, conversation)
    post(ama, plan(ben))
    services.remove_topic(member=ama, conversation_id=conversation.pk, topic_id=first.pk)
    post(ama, conversation)
    assert conversation.topics.count() == 6


def test_a_record_takes_60_themes(ben):
    conversation = held(ben)
    first, *_ = [note(ben, conversation) for _ in range(60)]
    with pytest.raises(errors.ThemesAreFull):
        note(ben, conversation)
    services.remove_theme(member=ben, conversation_id=conversation.pk, theme_id=first.pk)
    note(ben, conversation)
    assert conversation.themes.count() == 60


def test_a_record_takes_60_next_steps(ben):
    conversation = held(ben)
    first, *_ = [step(ben, conversation) for _ in range(60)]
    with pytest.raises(errors.StepsAreFull):
        step(ben, conversation)
    services.remove_step(member=ben, conversation_id=conversation.pk, step_id=first.pk)
    step(ben, conversation)
    assert conversation.next_steps.count() == 60


def test_the_refusal_says_what_to_do(ben):
    conversation = plan(ben)
    for _ in range(5):
        post(ben, conversation)
    path = f"/api/v1/conversations/{conversation.pk}/topics"
    reply = signed_in(ben).send("POST", path, {"text": "One more"}, once=True)
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[-1]) == (409, "topics-enough")
    assert reply.json()["next"] == "Take one of yours back first. The rest is for others to say."
