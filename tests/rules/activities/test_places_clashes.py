"""RULE-27: what else I go to at the same time is told before I join, soft or hard, and never refuses."""

import datetime as dt

import pytest

from aftershift.activities.clashes import clashes_of, is_hard
from aftershift.activities.services import joining
from tests.factories import MONDAY_9AM, colleagues, signed_in, statements
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def at(start, minutes):
    return THURSDAY_1530 + start * MINUTE, THURSDAY_1530 + (start + minutes) * MINUTE


@pytest.mark.parametrize(
    ("one", "other", "hard"),
    [
        (at(0, 120), at(105, 120), False),  # a quarter of an hour between two long things
        (at(0, 120), at(104, 120), True),
        (at(0, 40), at(30, 120), False),  # the tolerance shrinks: 10 of 40 minutes
        (at(0, 40), at(29, 120), True),
        (at(0, 60), at(0, 60), True),
        (at(0, 600), at(100, 20), True),  # one inside the other
    ],
)
def test_a_short_overlap_is_soft_and_a_real_one_hard(one, other, hard):
    assert (is_hard(one, other), is_hard(other, one)) == (hard, hard)


def another(walk, *, minutes_later, title="Cook together", **fields):
    activity = ActivityFactory(organisation=walk.organisation, title=title)
    return OccurrenceFactory(activity=activity, starts_at=THURSDAY_1530 + minutes_later * MINUTE, **fields)


def test_only_what_i_have_a_place_in_at_that_time_clashes():
    walk = OccurrenceFactory()
    ama, ben = colleagues(walk.organisation, 2)
    cook, after, full = (
        another(walk, minutes_later=30, title="Cook together"),
        another(walk, minutes_later=45, title="Talk"),
        another(walk, minutes_later=10, title="Picnic", places=1),
    )
    joining.join(member=ben, occurrence_id=full.pk, now=MONDAY_9AM)
    for date in (cook, after, full):
        joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    found = clashes_of(member=ama, occurrence=walk)
    assert [(clash.title, clash.is_hard) for clash in found] == [("Cook together", True)]
    assert clashes_of(member=ben, occurrence=walk)[0].title == "Picnic"
    assert joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM).status == "placed"


def test_my_page_says_it_and_reads_it_in_one_statement():
    walk = OccurrenceFactory()
    ama, ben = colleagues(walk.organisation, 2)
    cook = another(walk, minutes_later=30)
    joining.join(member=ama, occurrence_id=cook.pk, now=MONDAY_9AM)
    path = f"/api/v1/occurrences/{walk.pk}"
    assert [row["title"] for row in signed_in(ama).get(path).json()["clashes"]] == ["Cook together"]
    assert signed_in(ben).get(path).json()["clashes"] == []
    assert statements(lambda: clashes_of(member=ama, occurrence=walk)) == 1
