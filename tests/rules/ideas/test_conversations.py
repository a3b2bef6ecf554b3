"""Conversations: a question, a place and a time; then what was said, without names, and what is done about it."""

import datetime as dt

import pytest

from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.ideas import errors, selectors
from aftershift.ideas import services as ideas
from aftershift.ideas.models import Idea, NextStep, Theme, Topic
from aftershift.ideas.services import conversations as services
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, SiteFactory, same_query_count, signed_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = MONDAY_9AM.date()
THURSDAY = TODAY + 3 * DAY
ON_THURSDAY = MONDAY_9AM + 3 * DAY


@pytest.fixture
def people():
    """Ama comes; Ben is a connector and holds it; Rosa organises."""
    ama = MemberFactory(called_name="Ama")
    ben = MemberFactory(organisation=ama.organisation, roles=("connector",), called_name="Ben")
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",), called_name="Rosa")
    return ama, ben, rosa


def plan(member, **changed):
    fields = {
        "question": "What would make a night shift easier?",
        "template": "open_agenda",
        "place": "Staff canteen",
        "held_date": THURSDAY,
        "start": dt.time(15, 30),
        "minutes": 60,
    } | changed
    return services.plan_conversation(member=member, plan=services.Plan(**fields), now=MONDAY_9AM)


def held(member):
    return services.mark_held(member=member, conversation_id=plan(member).pk, now=ON_THURSDAY)


def theme_of(member, conversation, text="There is no warm food at night"):
    return services.note_theme(member=member, conversation_id=conversation.pk, text=text, tables="most")


def step_of(member, conversation, *, is_mine=False, due_date=THURSDAY + 7 * DAY):
    return services.note_step(
        member=member,
        conversation_id=conversation.pk,
        text="Ask the canteen for soup at two",
        due_date=due_date,
        is_mine=is_mine,
        now=ON_THURSDAY,
    )


def written_up(member):
    conversation = held(member)
    theme, step = theme_of(member, conversation), step_of(member, conversation)
    services.write_up(member=member, conversation_id=conversation.pk, now=ON_THURSDAY)
    return conversation, theme, step


def page(reader, conversation, *, today=THURSDAY, roles=("member",)):
    return selectors.conversation_page(member=reader, roles=roles, conversation_id=conversation.pk, today=today)


def test_whoever_plans_it_holds_it_and_is_named(people):
    ama, ben, _ = people
    seen = page(ama, plan(ben, site_id=SiteFactory(organisation=ama.organisation, name="Main site").pk))
    assert (seen.holder_name, seen.is_mine, seen.may_run) == ("Ben", False, False)
    assert (seen.state, seen.held_date, seen.start, seen.site_name) == ("planned", THURSDAY, "15:30", "Main site")
    assert page(ben, plan(ben)).may_run


def test_who_manages_people_sees_no_names_in_it(people):
    _, ben, _ = people
    conversation, _, step = written_up(ben)
    services.take_step(member=ben, step_id=step.pk)
    boss = MemberFactory(organisation=ben.organisation, roles=("supervisor",))
    seen = page(boss, conversation, roles=("member", "supervisor"))
    assert (seen.holder_name, [s.owner_name for s in seen.steps]) == (None, [None])


def test_a_member_without_a_role_plans_none(people):
    ama, *_ = people
    with pytest.raises(NotAllowed):
        plan(ama)


def test_it_is_planned_for_a_day_to_come(people):
    _, ben, _ = people
    with pytest.raises(FieldProblem):
        plan(ben, held_date=TODAY - DAY)
    assert plan(ben, held_date=TODAY).state == "planned"


def test_another_hospitals_site_is_no_place(people):
    _, ben, _ = people
    with pytest.raises(NotVisible):
        plan(ben, site_id="019b0000-0000-7000-8000-000000000001")


def test_the_plan_changes_until_it_is_held_and_by_its_holder_or_an_organiser(people):
    ama, ben, rosa = people
    conversation = plan(ben)
    change = services.Plan(
        question="What helps after a night?",
        template="story_circle",
        place="Chapel",
        held_date=THURSDAY,
        start=dt.time(8, 0),
        minutes=45,
    )
    for member, refusal in ((ama, NotAllowed), (MemberFactory(organisation=ama.organisation), NotAllowed)):
        with pytest.raises(refusal):
            services.change_conversation(member=member, conversation_id=conversation.pk, now=MONDAY_9AM, plan=change)
    services.change_conversation(member=rosa, conversation_id=conversation.pk, now=MONDAY_9AM, plan=change)
    seen = page(ama, conversation)
    assert (seen.question, seen.template, seen.start, seen.holder_name) == (
        "What helps after a night?",
        "story_circle",
        "08:00",
        "Ben",
    )
    services.mark_held(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    with pytest.raises(errors.ConversationHasMovedOn):
        services.change_conversation(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY, plan=change)


def test_it_cannot_have_been_held_before_its_day(people):
    _, ben, _ = people
    conversation = plan(ben)
    with pytest.raises(errors.ConversationNotYet):
        services.mark_held(member=ben, conversation_id=conversation.pk, now=MONDAY_9AM)
    for _ in range(2):
        assert services.mark_held(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY).state == "held"


def test_what_is_called_off_leaves_the_list_and_is_not_held(people):
    ama, ben, _ = people
    conversation = plan(ben)
    for _ in range(2):
        services.call_off(member=ben, conversation_id=conversation.pk, now=MONDAY_9AM)
    assert list(selectors.conversations_for_cards(member=ama, today=TODAY)) == []
    with pytest.raises(errors.ConversationHasMovedOn):
        services.mark_held(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    with pytest.raises(errors.ConversationHasMovedOn):
        services.call_off(member=ben, conversation_id=held(ben).pk, now=MONDAY_9AM)


def test_anybody_posts_a_topic_and_nobody_reads_whose_it_is(people):
    ama, ben, rosa = people
    conversation = plan(ben)
    topic = services.post_topic(member=ama, conversation_id=conversation.pk, text="Showers after work", now=MONDAY_9AM)

    def remove(member):
        services.remove_topic(member=member, conversation_id=conversation.pk, topic_id=topic.pk)

    assert [(t.text, t.is_mine) for t in page(ama, conversation).topics] == [("Showers after work", True)]
    text = signed_in(rosa).get(f"/api/v1/conversations/{conversation.pk}").text
    assert "Showers after work" in text
    assert str(ama.pk) not in text
    assert "Ama" not in text
    with pytest.raises(NotAllowed):
        remove(MemberFactory(organisation=ama.organisation))
    for _ in range(2):
        remove(ama)
    assert page(ama, conversation).topics == []


def test_an_agenda_that_is_full_takes_no_more_topics(people, monkeypatch):
    ama, ben, _ = people
    monkeypatch.setattr(services, "MOST_TOPICS", 2)
    conversation = plan(ben)
    for text in ("Showers", "Lockers"):
        services.post_topic(member=ama, conversation_id=conversation.pk, text=text, now=MONDAY_9AM)
    with pytest.raises(errors.TopicsAreFull):
        services.post_topic(member=ama, conversation_id=conversation.pk, text="Parking", now=MONDAY_9AM)
    assert Topic.objects.of(ama.organisation_id).count() == 2


def test_nothing_is_written_down_of_what_has_not_been_held(people):
    _, ben, _ = people
    conversation = plan(ben)
    with pytest.raises(errors.ConversationNotYet):
        theme_of(ben, conversation)
    with pytest.raises(errors.ConversationNotYet):
        step_of(ben, conversation)
    assert Theme.objects.of(ben.organisation_id).count() == NextStep.objects.of(ben.organisation_id).count() == 0


def test_members_read_it_once_it_is_written_up(people):
    ama, ben, _ = people
    conversation = held(ben)
    theme = theme_of(ben, conversation)
    assert page(ama, conversation).themes == []
    assert [t.text for t in page(ben, conversation).themes] == ["There is no warm food at night"]
    with pytest.raises(NotVisible):
        services.make_idea(member=ama, theme_id=theme.pk, now=ON_THURSDAY)
    services.write_up(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    seen = page(ama, conversation)
    assert [(t.text, t.tables) for t in seen.themes] == [("There is no warm food at night", "most")]
    assert (seen.state, seen.written_up_date) == ("written_up", THURSDAY)


def test_an_empty_record_is_not_written_up(people):
    _, ben, _ = people
    conversation = held(ben)
    with pytest.raises(errors.NothingWritten):
        services.write_up(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    assert page(ben, conversation).state == "held"


def test_what_members_have_read_stays(people):
    _, ben, _ = people
    conversation = held(ben)
    slip, slipped = theme_of(ben, conversation, "A typing mistake"), step_of(ben, conversation)
    for _ in range(2):
        services.remove_theme(member=ben, conversation_id=conversation.pk, theme_id=slip.pk)
        services.remove_step(member=ben, conversation_id=conversation.pk, step_id=slipped.pk)
    assert (page(ben, conversation).themes, page(ben, conversation).steps) == ([], [])
    conversation, theme, step = written_up(ben)
    with pytest.raises(errors.ConversationHasMovedOn):
        services.remove_theme(member=ben, conversation_id=conversation.pk, theme_id=theme.pk)
    with pytest.raises(errors.ConversationHasMovedOn):
        services.remove_step(member=ben, conversation_id=conversation.pk, step_id=step.pk)
    seen = page(ben, conversation)
    assert (len(seen.themes), len(seen.steps)) == (1, 1)


def test_a_theme_holds_no_member_at_all():
    pointed_at = {field.related_model.__name__ for field in Theme._meta.fields if field.is_relation}
    assert pointed_at == {"Organisation", "Conversation", "Idea"}


def test_a_theme_becomes_one_idea_in_its_own_words_and_nobodys(people):
    ama, ben, rosa = people
    conversation, theme, _ = written_up(ben)
    for member in (ama, rosa):
        services.make_idea(member=member, theme_id=theme.pk, now=ON_THURSDAY)
    idea = Idea.objects.of(ama.organisation_id).get()
    assert (idea.text, idea.author, idea.shown_as, idea.owner) == (theme.text, None, "anonymous", rosa)
    assert idea.due_date == THURSDAY + 14 * DAY
    card = selectors.card(member=ama, roles=("member",), idea_id=idea.pk, today=THURSDAY)
    assert (card.conversation_id, card.author.is_me) == (conversation.pk, False)
    assert page(ama, conversation).themes[0].idea_id == idea.pk
    assert registered["ideas"].export(ama)["ideas"] == []


def test_a_theme_whose_idea_is_hidden_is_hidden_with_the_reason(people):
    ama, ben, rosa = people
    conversation, theme, _ = written_up(ben)
    idea_id = services.make_idea(member=ama, theme_id=theme.pk, now=ON_THURSDAY).idea_id
    ideas.judge(member=rosa, idea_id=idea_id, what="hidden", reason="It names a colleague.", now=ON_THURSDAY)
    shown = page(ama, conversation).themes[0]
    assert (shown.text, shown.hidden_reason) == ("", "It names a colleague.")


def test_nobody_is_put_down_for_a_next_step_unasked(people):
    ama, ben, _ = people
    conversation = held(ben)
    step_of(ben, conversation)
    step_of(ben, conversation, is_mine=True)
    services.write_up(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
    owners = [(s.owner_name, s.is_agreed) for s in page(ama, conversation).steps]
    assert owners == [("Rosa", False), ("Ben", True)]


def test_who_says_i_do_this_has_it_until_they_hand_it_back(people):
    ama, ben, rosa = people
    conversation, _, step = written_up(ben)
    for _ in range(2):
        services.take_step(member=ama, step_id=step.pk)
    with pytest.raises(errors.StepIsTaken):
        services.take_step(member=ben, step_id=step.pk)
    services.hand_back_step(member=ben, step_id=step.pk, now=MONDAY_9AM)
    assert [(s.owner_name, s.is_mine) for s in page(ama, conversation).steps] == [("Ama", True)]
    services.hand_back_step(member=ama, step_id=step.pk, now=MONDAY_9AM)
    step.refresh_from_db()
    assert (step.owner, step.is_agreed) == (rosa, False)


def test_a_next_step_that_is_not_done_in_time_is_late_and_stays_so(people):
    ama, ben, _ = people
    conversation, _, step = written_up(ben)
    week = THURSDAY + 7 * DAY
    assert [page(ama, conversation, today=day).steps[0].is_late for day in (week, week + DAY)] == [False, True]
    late = selectors.conversations_for_cards(member=ama, today=week + DAY).get()
    assert late.late_steps == page(ama, conversation, today=week + DAY).late_steps == 1
    for days in (9, 12):
        services.finish_step(member=ben, step_id=step.pk, now=ON_THURSDAY + days * DAY)
    shown = page(ama, conversation, today=week + 5 * DAY)
    assert (shown.steps[0].done_date, shown.steps[0].is_late, shown.late_steps) == (THURSDAY + 9 * DAY, True, 0)
    services.reopen_step(member=ben, step_id=step.pk)
    assert page(ama, conversation).steps[0].done_date is None


def test_a_next_step_is_done_by_its_owner_the_holder_or_an_organiser(people):
    ama, ben, rosa = people
    _, _, step = written_up(ben)
    with pytest.raises(NotAllowed):
        services.finish_step(member=ama, step_id=step.pk, now=ON_THURSDAY)
    services.take_step(member=ama, step_id=step.pk)
    for member in (ama, ben, rosa):
        services.finish_step(member=member, step_id=step.pk, now=ON_THURSDAY)
    with pytest.raises(errors.StepIsDone):
        services.take_step(member=ben, step_id=step.pk)


def test_a_next_step_is_due_on_a_day_to_come(people):
    _, ben, _ = people
    conversation = held(ben)
    with pytest.raises(FieldProblem):
        step_of(ben, conversation, due_date=THURSDAY - DAY)


def test_a_forgotten_member_leaves_the_record_and_no_trace_in_it(people):
    ama, ben, _ = people
    conversation, _, step = written_up(ben)
    other = plan(ben)
    services.post_topic(member=ama, conversation_id=other.pk, text="Showers", now=MONDAY_9AM)
    services.take_step(member=ama, step_id=step.pk)
    assert registered["ideas"].export(ama)["topics_posted"] == [{"text": "Showers", "date": TODAY.isoformat()}]
    assert len(registered["ideas"].export(ama)["next_steps_owned"]) == 1
    assert len(registered["ideas"].export(ben)["conversations_held"]) == 2
    for member in (ama, ben):
        registered["ideas"].erase(member, MONDAY_9AM)
    seen = page(people[2], conversation, roles=("member", "organiser"))
    assert (seen.holder_name, seen.steps[0].owner_name, seen.steps[0].is_agreed) == (None, None, False)
    assert page(people[2], other).topics[0].text == "Showers"


def test_the_list_and_the_page_take_as_many_statements_for_twenty_rows_as_for_one(people):
    ama, ben, _ = people
    client = signed_in(ama)
    conversation = held(ben)

    def more(number):
        for _ in range(number):
            written_up(ben)
            theme = theme_of(ben, conversation)
            step_of(ben, conversation)
            services.write_up(member=ben, conversation_id=conversation.pk, now=ON_THURSDAY)
            services.make_idea(member=ama, theme_id=theme.pk, now=ON_THURSDAY)

    def read():
        assert client.get("/api/v1/conversations").status_code == 200
        assert client.get(f"/api/v1/conversations/{conversation.pk}").status_code == 200

    same_query_count(few=lambda: more(1), many=lambda: more(19), read=read)
