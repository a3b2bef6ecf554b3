"""The time finder counts those who would come to an idea, and nobody else; nobody lists them."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.core.errors import NotVisible
from aftershift.ideas import services
from aftershift.ideas.models import Idea
from aftershift.people.models import Member
from aftershift.shifts import finding
from aftershift.shifts.finding import FoundTimes, Question
from aftershift.shifts.services import set_pattern
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues

pytestmark = pytest.mark.django_db

EARLY = ["07:00-15:00"] * 5 + ["-"] * 2
NIGHT = ["21:30-07:30"] * 5 + ["-"] * 2


def people(organisation, count: int, days: list[str]) -> list[Member]:
    found = colleagues(organisation, count)
    for member in found:
        set_pattern(member=member, days=days, anchor_date=dt.date(2026, 1, 5), now=MONDAY_9AM)
    return found


def idea_of(member: Member) -> Idea:
    return services.propose(member=member, text="Chess at break", kind="talk", shown_as="named", now=MONDAY_9AM)


def ask(member: Member, idea_id: object) -> FoundTimes:
    question = Question(f"idea:{idea_id}", 60, True, 360, 1320, True)
    return finding.find_times(member=member, roles={"organiser"}, question=question, now=MONDAY_9AM)


def test_only_those_who_would_come_are_counted():
    organisation = OrganisationFactory()
    ama, *others = people(organisation, 10, EARLY)
    people(organisation, 30, NIGHT)
    idea = idea_of(ama)
    for member in others:
        services.say_id_come(member=member, idea_id=idea.pk, now=MONDAY_9AM)
    found = ask(ama, idea.pk)
    assert (found.known, found.too_few) == ({"about": 10}, False)
    assert {share["group"] for time in found.times for share in time.groups} == {"earlies"}


def test_under_eight_who_would_come_are_asked_instead():
    organisation = OrganisationFactory()
    ama, *others = people(organisation, 30, EARLY)
    idea = idea_of(ama)
    for member in others[:5]:
        services.say_id_come(member=member, idea_id=idea.pk, now=MONDAY_9AM)
    assert ask(ama, idea.pk).too_few is True


def test_an_idea_of_another_organisation_is_as_good_as_none():
    ama, ben = MemberFactory(), MemberFactory(organisation=OrganisationFactory())
    foreign = idea_of(ben)
    for idea_id in (foreign.pk, uuid4()):
        with pytest.raises(NotVisible):
            ask(ama, idea_id)
