"""The desk: what waits for an organiser, the most urgent first, and no small number of people."""

import datetime as dt

import pytest

from aftershift.core.errors import NotAllowed
from aftershift.ideas import services as ideas
from aftershift.insights import selectors
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory

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


def test_the_most_urgent_comes_first(organiser):
    ideas.propose(member=organiser, text="Dancing on Fridays", kind="move", shown_as="named", now=MONDAY_9AM)
    OccurrenceFactory(organisation=organiser.organisation)
    dates = [thing.due_date for thing in desk(organiser)]
    assert dates == sorted(dates)
    assert kinds(organiser) == ["activity_without_lead", "checklist_to_finish", "idea_to_answer"]


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

    same_query_count(few=lambda: make(1), many=lambda: make(10), read=lambda: desk(organiser))
