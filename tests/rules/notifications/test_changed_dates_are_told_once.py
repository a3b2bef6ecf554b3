"""RULE-19 and RULE-11, to the inbox: whoever a change of dates concerns is told it once, with the reason."""

import datetime as dt

import pytest

from aftershift.activities.models import Party
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import joining, organising, words
from aftershift.activities.services.words import Reach
from aftershift.notifications.models import Message
from aftershift.notifications.selectors import inbox
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues
from tests.rules.activities.test_series import JAN_8, ORGANISER, THURSDAY, THURSDAYS, edit, opened, rows, save
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
AT_FOUR = Rule(JAN_8, (Time(THURSDAY, dt.time(16, 0)),))


@pytest.fixture
def organiser():
    return MemberFactory(organisation=OrganisationFactory())


@pytest.fixture
def walk(organiser):
    """Of the dates of a series Ama goes to three, Ben waits for the first, the organiser goes to the first as well."""
    walk = ActivityFactory(organisation=organiser.organisation)
    save(walk, THURSDAYS, organiser, places=2)
    walk.ama, walk.ben, walk.other = colleagues(organiser.organisation, 3)
    first, second, third = rows(walk)[:3]
    opened(first, walk.ama, organiser, walk.ben)
    opened(second, walk.ama)
    opened(third, walk.ama)
    return walk


def told(member, now=MONDAY_9AM):
    """What stands in the inbox: kind, title, text."""
    return [(row.kind, row.words.title, row.words.text) for row in inbox(member=member, now=now)]


def test_rule_19_a_changed_series_is_one_message_for_each_member_however_many_dates_and_says_why(walk, organiser):
    save(walk, AT_FOUR, organiser, places=2, reason="The bus comes later")
    ((kind, title, text),) = told(walk.ama)
    assert (kind, title) == ("date_change", f"New times: {walk.title}")
    assert text == (
        "3 dates that you go to have changed. The first is Thursday 8 January, 16:00. They say: The bus comes later"
    )
    ((_, _, text),) = told(walk.ben)
    assert text == ("1 date that you go to has changed. It is Thursday 8 January, 16:00. They say: The bus comes later")
    assert told(organiser) == told(walk.other) == []
    assert Message.objects.count() == 2


def test_rule_19_a_series_that_keeps_its_times_tells_nobody(walk, organiser):
    save(walk, THURSDAYS, organiser, places=2, reason="Looked at it again")
    assert Message.objects.count() == 0


def test_rule_19_a_moved_date_is_one_message_with_the_reason(walk, organiser):
    first = rows(walk)[0]
    edit(organising.move, first, organiser, date=JAN_8, time=dt.time(17, 0), reason="The hall is taken")
    for member in (walk.ama, walk.ben):
        ((_, title, text),) = told(member)
        assert title == f"Another time: {walk.title}"
        assert text.endswith("They say: The hall is taken")
    assert told(organiser) == []


def test_rule_19_other_words_for_many_dates_are_one_message_with_the_reason(walk, organiser):
    first = rows(walk)[0]
    words.say(
        member=organiser,
        roles=ORGANISER,
        occurrence_id=first.pk,
        wanted=words.Wanted({"meeting_place": "Garden gate"}, Reach.ALL, False),
        reason="The main door is being painted",
        now=MONDAY_9AM,
    )
    ((_, title, text),) = told(walk.ama)
    assert title == f"Changed: {walk.title}"
    assert text.startswith("What is written about 3 dates has changed.")
    assert text.endswith("They say: The main door is being painted")
    assert len(told(walk.ben)) == 1
    assert told(organiser) == []


def test_rule_19_two_changes_are_two_messages(walk, organiser):
    save(walk, AT_FOUR, organiser, places=2, reason="The bus comes later")
    save(walk, THURSDAYS, organiser, places=2, reason="The bus is early again", now=MONDAY_9AM + HOUR)
    assert [text.rsplit("They say: ")[-1] for _, _, text in told(walk.ama, MONDAY_9AM + HOUR)] == [
        "The bus is early again",
        "The bus comes later",
    ]


def test_rule_11_each_who_is_moved_to_the_queue_is_told_once_and_why():
    walk = OccurrenceFactory(places=3)
    stays, *goes = colleagues(walk.organisation, 3)
    theirs = [
        joining.join(member=someone, occurrence_id=walk.pk, guests=Party(), now=MONDAY_9AM)
        for someone in (stays, *goes)
    ]
    organising.set_places(
        member=MemberFactory(organisation=walk.organisation),
        roles=ORGANISER,
        occurrence_id=walk.pk,
        places=1,
        to_queue=[row.pk for row in theirs[1:]],
        reason="The minibus has fewer seats",
        now=MONDAY_9AM + HOUR,
    )
    for member in goes:
        ((kind, title, text),) = told(member, MONDAY_9AM + HOUR)
        assert (kind, title) == ("place", f"You wait again: {walk.title}")
        assert text.endswith("They say: The minibus has fewer seats")
    assert told(stays, MONDAY_9AM + HOUR) == []
