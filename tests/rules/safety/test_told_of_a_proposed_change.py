"""What would stop a near miss next time is told to the keeper of the list, until it is answered."""

import datetime as dt
from dataclasses import replace

import pytest

from aftershift.notifications.selectors import inbox
from aftershift.people.services import leaving
from aftershift.safety.models import ProposedChange
from aftershift.safety.services import learning
from aftershift.safety.services.learning import _list_of
from tests.factories import MONDAY_9AM, MemberFactory
from tests.rules.safety.test_gates import MEMBER, ORGANISER
from tests.rules.safety.test_safe2_learning import NEARLY

pytestmark = pytest.mark.django_db
LATER = MONDAY_9AM + dt.timedelta(hours=1)


@pytest.fixture
def people():
    """Ama saw it; Olu and Ben organise."""
    ama = MemberFactory()
    return ama, *(MemberFactory(organisation=ama.organisation, roles=("organiser",)) for _ in range(2))


def say(ama, **account):
    learning.say_near_miss(
        member=ama, roles=MEMBER, random="a" * 32, account=replace(NEARLY, **account), now=MONDAY_9AM
    )


def keep(olu):
    learning.set_keeper(member=olu, roles=ORGANISER, template=_list_of("walk"), keeper_id=olu.pk, now=MONDAY_9AM)


def told(member):
    return [row.words for row in inbox(member=member, now=LATER)]


def test_the_keeper_alone_is_told_once_and_not_in_which_words(people):
    ama, olu, ben = people
    keep(olu)
    for _ in range(2):
        say(ama)
    (words,) = told(olu)
    assert words.title.startswith("A change is proposed: ")
    assert NEARLY.next_time not in words.title + words.text
    assert told(ben) == told(ama) == []


def test_all_organisers_are_told_of_a_list_that_nobody_keeps(people):
    ama, olu, ben = people
    say(ama)
    assert len(told(olu)) == len(told(ben)) == 1


def test_a_keeper_who_left_leaves_it_to_the_others(people):
    ama, olu, ben = people
    keep(olu)
    leaving.leave(member=olu, now=MONDAY_9AM)
    say(ama)
    assert (told(olu), len(told(ben))) == ([], 1)


def test_answered_it_is_no_news_and_without_a_proposal_there_is_none(people):
    ama, olu, ben = people
    say(ama)
    change = ProposedChange.objects.get()
    learning.answer_change(
        member=ben, roles=ORGANISER, change_id=change.pk, wording=None, reply="It is there.", now=MONDAY_9AM
    )
    assert told(olu) == []
    learning.say_near_miss(
        member=ama, roles=MEMBER, random="b" * 32, account=replace(NEARLY, next_time=""), now=MONDAY_9AM
    )
    assert told(olu) == []
