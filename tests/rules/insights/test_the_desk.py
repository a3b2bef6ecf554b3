"""The desk: what waits for an organiser, the most urgent first, and no small number of people."""

import datetime as dt

import pytest

from aftershift.core.errors import NotAllowed
from aftershift.ideas import services as ideas
from aftershift.ideas.services import conversations
from aftershift.insights import selectors
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.safety.test_safe1_agreeing import Hill, Large

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})


@pytest.fixture
def organiser():
    return MemberFactory(organisation=OrganisationFactory())


def desk(organiser, at=MONDAY_9AM, roles=ORGANISER):
    return selectors.desk(member=organiser, roles=roles, now=at)


def kinds(organiser, **more):
    return [thing.kind for thing in desk(organiser, **more)]


def test_an_idea_waits_until_its_due_date_and_is_late_after(organiser):
    ideas.propose(member=organiser, text="Dancing on Fridays", kind="move", shown_as="named", now=MONDAY_9AM)
    (thing,) = desk(organiser)
    assert (thing.kind, thing.title, thing.due_date, thing.is_late) == (
        "idea_to_answer",
        "Dancing on Fridays",
        dt.date(2026, 1, 19),
        False,
    )
    (late,) = desk(organiser, at=MONDAY_9AM + dt.timedelta(days=16))
    assert late.is_late


@pytest.mark.parametrize(("new", "count"), [(1, {"fewer_than": 8}), (7, {"fewer_than": 8}), (11, {"about": 10})])
def test_new_members_are_one_thing_with_a_rounded_count(organiser, new, count):
    colleagues(organiser.organisation, new, confirmed=False)
    (thing,) = desk(organiser)
    assert (thing.kind, thing.id, thing.count) == ("new_members", None, count)


def test_an_activity_without_two_leaders_waits(organiser):
    rosa, bashir = colleagues(organiser.organisation, 2)
    walk = ActivityFactory(organisation=organiser.organisation)
    OccurrenceFactory(activity=walk, starts_at=THURSDAY_1530 + dt.timedelta(days=28))
    assert kinds(organiser) == ["activity_without_lead"]
    walk.lead = rosa
    walk.save()
    assert kinds(organiser) == ["activity_without_second"]
    walk.second = bashir
    walk.save()
    assert kinds(organiser) == []


def test_a_list_that_is_not_finished_waits_two_weeks_before_its_date(organiser):
    rosa, bashir = colleagues(organiser.organisation, 2)
    walk = ActivityFactory(
        organisation=organiser.organisation, lead=rosa, second=bashir, how_hard="Flat", cost="Free", what_to_bring="-"
    )
    OccurrenceFactory(activity=walk, state="planned", starts_at=THURSDAY_1530 + dt.timedelta(days=14))
    assert kinds(organiser) == []
    (thing,) = desk(organiser, at=MONDAY_9AM + dt.timedelta(days=7))
    assert (thing.kind, thing.due_date, thing.count) == ("checklist_to_finish", dt.date(2026, 1, 20), 8)


def test_a_plan_that_waits_for_an_organisers_yes_is_due_in_three_working_days(organiser):
    walk = Large(organisation=organiser.organisation)
    walk.write()
    assert "agreement_to_give" not in kinds(organiser)
    walk.ask()
    (thing,) = [thing for thing in desk(organiser) if thing.kind == "agreement_to_give"]
    assert (thing.id, thing.due_date, thing.is_late) == (walk.activity.pk, dt.date(2026, 1, 8), False)
    walk.agree(by=organiser)
    assert "agreement_to_give" not in kinds(organiser)


def test_a_plan_that_waits_for_an_adviser_alone_is_nothing_for_the_desk(organiser):
    hill = Hill(organisation=organiser.organisation)
    hill.ask()
    assert "agreement_to_give" in kinds(organiser)
    hill.agree(by=organiser, proof="The mountain leader's card")
    assert "agreement_to_give" not in kinds(organiser)


def test_the_most_urgent_comes_first(organiser):
    ideas.propose(member=organiser, text="Dancing on Fridays", kind="move", shown_as="named", now=MONDAY_9AM)
    OccurrenceFactory(organisation=organiser.organisation)
    dates = [thing.due_date for thing in desk(organiser)]
    assert dates == sorted(dates)
    assert kinds(organiser) == ["activity_without_lead", "checklist_to_finish", "idea_to_answer"]


def suggested(organiser, number=0):
    pair = [
        ideas.propose(member=organiser, text=f"{text} {number}", kind="move", shown_as="named", now=MONDAY_9AM)
        for text in ("Dancing", "Swimming")
    ]
    return ideas.suggest_merge(
        member=MemberFactory(organisation=organiser.organisation),
        idea_id=pair[0].pk,
        into_id=pair[1].pk,
        now=MONDAY_9AM,
    )


def test_a_suggested_merge_waits_for_14_days_and_is_late_after(organiser):
    merge = suggested(organiser)
    (thing,) = [thing for thing in desk(organiser) if thing.kind == "merge_waiting"]
    assert (thing.id, thing.title, thing.due_date, thing.is_late) == (
        merge.ends_id,
        "Dancing 0",
        dt.date(2026, 1, 19),
        False,
    )
    late = desk(organiser, at=MONDAY_9AM + dt.timedelta(days=15))
    assert [thing.is_late for thing in late if thing.kind == "merge_waiting"] == [True]
    ideas.answer_merge(member=organiser, merge_id=merge.pk, agrees=False, now=MONDAY_9AM)
    assert "merge_waiting" not in kinds(organiser)


def step(organiser, *, written_up=True):
    """A connector's, of a conversation that they held."""
    holder = MemberFactory(organisation=organiser.organisation, roles=("connector",))
    conversation = conversations.plan_conversation(
        member=holder,
        plan=conversations.Plan(
            question="What helps at night?",
            template="cafe_tables",
            place="Canteen",
            held_date=MONDAY_9AM.date(),
            start=dt.time(15, 30),
            minutes=60,
        ),
        now=MONDAY_9AM,
    )
    at = {"member": holder, "conversation_id": conversation.pk}
    conversations.mark_held(**at, now=MONDAY_9AM)
    made = conversations.note_step(
        **at, text="Ask for soup at two", due_date=dt.date(2026, 1, 7), is_mine=True, now=MONDAY_9AM
    )
    if written_up:
        conversations.write_up(**at, now=MONDAY_9AM)
    return made


def test_a_next_step_waits_from_the_day_after_it_was_promised_until_it_is_done(organiser):
    made = step(organiser)
    assert "step_late" not in kinds(organiser, at=MONDAY_9AM + dt.timedelta(days=2))
    after = MONDAY_9AM + dt.timedelta(days=3)
    (thing,) = [thing for thing in desk(organiser, at=after) if thing.kind == "step_late"]
    assert (thing.id, thing.title, thing.due_date, thing.is_late) == (
        made.conversation_id,
        "Ask for soup at two",
        dt.date(2026, 1, 7),
        True,
    )
    conversations.finish_step(member=made.owner, step_id=made.pk, now=after)
    assert "step_late" not in kinds(organiser, at=after)


def test_a_next_step_that_nobody_reads_yet_is_not_asked_after(organiser):
    step(organiser, written_up=False)
    assert "step_late" not in kinds(organiser, at=MONDAY_9AM + dt.timedelta(days=9))


def test_nobody_else_sees_the_desk(organiser):
    for roles in ({"member"}, {"member", "supervisor"}, {"member", "lead"}, {"member", "connector"}):
        with pytest.raises(NotAllowed):
            desk(organiser, roles=roles)


def test_the_desk_takes_the_same_statements_for_few_and_many(organiser):
    def make(count):
        for number in range(count):
            OccurrenceFactory(organisation=organiser.organisation)
            ideas.propose(
                member=organiser, text=f"Idea {number} of {count}", kind="move", shown_as="named", now=MONDAY_9AM
            )
            suggested(organiser, number)
            step(organiser)
            walk = Large(organisation=organiser.organisation)
            walk.write()
            walk.ask()

    late = MONDAY_9AM + dt.timedelta(days=9)
    same_query_count(few=lambda: make(1), many=lambda: make(10), read=lambda: desk(organiser, at=late))
