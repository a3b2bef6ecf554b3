"""Those who would come say which times suit them; organisers read counts of 8 and more, and nobody reads who."""

import datetime as dt

import pytest

from aftershift.ideas import selectors, services
from aftershift.ideas.errors import IdeaWithdrawn, NotComing
from aftershift.ideas.models import SuitingTime
from aftershift.ideas.selectors.times import CountedTime, Time
from aftershift.people.registry import registered
from aftershift.shifts.services import set_pattern
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in

pytestmark = pytest.mark.django_db
SATURDAY, SUNDAY = ("Sat", "10:00"), ("Sun", "16:00")


@pytest.fixture
def ama():
    return MemberFactory()


def propose(member, shown_as="named"):
    return services.propose(member=member, text="Chess at break", kind="talk", shown_as=shown_as, now=MONDAY_9AM)


def coming(idea, organisation, number):
    people = colleagues(organisation, number)
    for member in people:
        services.say_id_come(member=member, idea_id=idea.pk, now=MONDAY_9AM)
    return people


def say(member, idea, *times):
    services.say_times(member=member, idea_id=idea.pk, times=times)


def test_times_are_proposed_from_ones_own_free_map(ama):
    assert selectors.proposed_times(member=ama, now=MONDAY_9AM) == []
    early = ["07:00-15:00"] * 5 + ["-"] * 2
    set_pattern(member=ama, days=early, anchor_date=dt.date(2026, 1, 5), now=MONDAY_9AM)
    proposed = selectors.proposed_times(member=ama, now=MONDAY_9AM)
    assert Time("Sat", "10:00") in proposed
    assert not {Time("Mon", "10:00"), Time("Tue", "13:00")} & set(proposed)
    assert {time.weekday for time in proposed} == set(SuitingTime.Weekday.values)


def test_what_is_said_again_replaces_what_was_said(ama):
    idea = propose(ama)
    say(ama, idea, SATURDAY, SATURDAY, SUNDAY)
    say(ama, idea, SUNDAY)
    assert selectors.own_times(member=ama, idea_id=idea.pk) == [Time(*SUNDAY)]


def test_only_the_author_and_who_would_come_say_times(ama):
    (ben,) = colleagues(ama.organisation, 1)
    idea = propose(ama)
    with pytest.raises(NotComing):
        say(ben, idea, SATURDAY)
    services.say_id_come(member=ben, idea_id=idea.pk, now=MONDAY_9AM)
    say(ben, idea, SATURDAY)
    services.take_back_id_come(member=ben, idea_id=idea.pk)
    assert not SuitingTime.objects.of(ama.organisation_id).exists()
    services.withdraw(member=ama, idea_id=idea.pk, now=MONDAY_9AM)
    with pytest.raises(IdeaWithdrawn):
        say(ama, idea, SATURDAY)


def test_seven_whom_a_time_suits_look_like_none_and_eight_are_counted(ama):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama)
    *seven, eighth = coming(idea, ama.organisation, 8)
    for member in seven:
        say(member, idea, SATURDAY)
    assert selectors.counted_times(member=rosa, idea_id=idea.pk) == []
    say(eighth, idea, SATURDAY, SUNDAY)
    assert selectors.counted_times(member=rosa, idea_id=idea.pk) == [CountedTime("Sat", "10:00", {"about": 10})]


def test_members_read_their_own_times_and_no_counts(ama):
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama, "anonymous")
    people = coming(idea, ama.organisation, 9)
    for member in people:
        say(member, idea, SATURDAY)
    path = f"/api/v1/ideas/{idea.pk}/times"
    mine = signed_in(people[0]).get(path).json()
    assert (mine["mine"], mine["counted"]) == ([{"weekday": "Sat", "start": "10:00"}], None)
    reply = signed_in(rosa).get(path)
    assert reply.json()["counted"] == [{"weekday": "Sat", "start": "10:00", "people": {"about": 10}}]
    assert not [member for member in (ama, *people) if str(member.pk) in reply.text]


def test_counts_do_not_tell_whether_the_author_of_an_idea_without_a_name_said_times(ama):
    """The author counts as one of many, and alone not at all."""
    rosa = MemberFactory(organisation=ama.organisation, roles=("organiser",))
    idea = propose(ama, "anonymous")
    path = f"/api/v1/ideas/{idea.pk}/times"
    before = signed_in(rosa).get(path).content
    say(ama, idea, SATURDAY)
    assert signed_in(rosa).get(path).content == before


def test_a_forgotten_member_leaves_no_times(ama):
    idea = propose(ama)
    say(ama, idea, SATURDAY)
    assert registered["ideas"].export(ama)["times_that_suit"] == [
        {"idea": "Chess at break", "weekday": "Sat", "start": "10:00"}
    ]
    registered["ideas"].erase(ama, MONDAY_9AM)
    assert not SuitingTime.objects.of(ama.organisation_id).exists()
