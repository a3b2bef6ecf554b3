"""Whoever is asked to take a small role of a date is told once, while the question is open."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import joining
from aftershift.notifications.models import Message
from aftershift.notifications.selectors import inbox
from tests.rules.leading.test_roles_of_a_date import NOW, STARTS, Role, ask, comes, give_back, organiser, take, walk

pytestmark = pytest.mark.django_db
__all__ = ["walk"]  # a fixture: a date that is two days away


def told(member, now=NOW):
    return [row.words.text for row in inbox(member=member, now=now) if row.words.title.startswith("Would you help")]


def test_the_one_who_is_asked_is_told_once_at_a_set_time(walk):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    for _ in range(2):
        ask(organiser(walk), walk, ama)
    (text,) = told(ama)
    assert "Somebody is wanted to greet who comes." in text
    assert told(ben) == []
    assert Message.objects.get(kind="date_role").speed == "set_time"


def test_a_yes_or_a_no_ends_the_question(walk):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    ask(organiser(walk), walk, ama)
    ask(organiser(walk), walk, ben, Role.KIT)
    take(ama, walk)
    give_back(ben, walk, Role.KIT)
    assert told(ama) == told(ben) == []


def test_asked_of_somebody_else_it_is_no_question_any_more(walk):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    ask(organiser(walk), walk, ama)
    ask(organiser(walk), walk, ben)
    assert (told(ama), len(told(ben))) == ([], 1)


def test_who_comes_no_more_is_told_nothing(walk):
    ama = comes(walk, "Ama")
    ask(organiser(walk), walk, ama)
    joining.leave(member=ama, occurrence_id=walk.pk, now=NOW)
    assert told(ama) == []


def test_nothing_is_asked_of_a_date_that_was_called_off_or_has_begun(walk):
    ama = comes(walk, "Ama")
    ask(organiser(walk), walk, ama)
    assert told(ama, STARTS + dt.timedelta(minutes=1)) == []
    Occurrence.objects.filter(pk=walk.pk).update(state="cancelled")
    assert told(ama) == []


# ---- a role is free again


def free_roles(member):
    return [row.words.title for row in inbox(member=member, now=NOW) if row.words.title.startswith("A small role")]


@pytest.fixture
def lead(walk):
    lead = comes(walk, "Lee")
    Activity.objects.filter(pk=walk.activity_id).update(lead=lead)
    return lead


def test_whoever_leads_hears_that_a_role_is_free_until_somebody_has_it_or_is_asked(walk, lead):
    ama, ben = comes(walk, "Ama"), comes(walk, "Ben")
    take(ama, walk)
    assert free_roles(lead) == []
    give_back(ama, walk)
    (title,) = free_roles(lead)
    assert "Ama" not in title
    assert free_roles(ama) == free_roles(ben) == []
    ask(organiser(walk), walk, ben)
    assert free_roles(lead) == []
    give_back(ben, walk)
    assert len(free_roles(lead)) == 1
    take(ben, walk)
    assert free_roles(lead) == []


def test_whoever_gives_back_their_own_role_knows(walk, lead):
    take(lead, walk)
    give_back(lead, walk)
    assert free_roles(lead) == []
