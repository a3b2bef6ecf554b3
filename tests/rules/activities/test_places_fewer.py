"""RULE-11: fewer places than people. The lead says who waits; nobody is chosen by us, and each is told why."""

import datetime as dt

import pytest

from aftershift.activities.errors import PlacesInUse
from aftershift.activities.events import MovedToQueue
from aftershift.activities.models import Party, SignUp
from aftershift.activities.services import joining, organising
from aftershift.core import events
from aftershift.core.errors import FieldProblem
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def told(monkeypatch):
    heard: list[tuple] = []
    monkeypatch.setitem(events._listeners, MovedToQueue, [lambda event: heard.append((event.sign_up_id, event.reason))])
    return heard


def fewer(walk, places, *sign_ups, reason="The minibus has fewer seats"):
    boss = MemberFactory(organisation=walk.organisation)
    return organising.set_places(
        member=boss,
        roles=ORGANISER,
        occurrence_id=walk.pk,
        places=places,
        to_queue=[row.pk for row in sign_ups],
        reason=reason,
        now=MONDAY_9AM + 9 * MINUTE,
    )


def walk_of(*guests, places):
    """One party after the other; who comes first has a place first."""
    walk = OccurrenceFactory(places=places)
    people = colleagues(walk.organisation, len(guests))
    rows = [
        joining.join(
            member=someone,
            occurrence_id=walk.pk,
            guests=Party(adults=adults),
            now=MONDAY_9AM + minute * MINUTE,
        )
        for minute, (someone, adults) in enumerate(zip(people, guests, strict=True))
    ]
    return walk, rows


def state(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.status for row in rows]


def test_who_is_chosen_waits_first_of_all_and_is_told_why(told):
    walk, rows = walk_of(0, 0, 0, places=2)
    fewer(walk, 1, rows[1])
    assert state(rows) == ["placed", "waiting", "waiting"]
    assert told == [(rows[1].pk, "The minibus has fewer seats")]
    joining.leave(member=rows[0].member, occurrence_id=walk.pk, now=MONDAY_9AM + 10 * MINUTE)
    assert state(rows) == ["left", "placed", "waiting"]


def test_whoever_is_moved_goes_before_people_who_waited_longer_than_they_had_their_place(told):
    walk, rows = walk_of(0, 1, 0, places=2)
    assert state(rows) == ["placed", "waiting", "placed"]
    fewer(walk, 1, rows[2])
    joining.leave(member=rows[0].member, occurrence_id=walk.pk, now=MONDAY_9AM + 10 * MINUTE)
    assert state(rows) == ["left", "waiting", "placed"]


def test_a_choice_that_does_not_make_enough_room_is_refused_and_nothing_changes():
    walk, rows = walk_of(1, 0, 0, places=4)
    with pytest.raises(PlacesInUse):
        fewer(walk, 1, rows[0])
    walk.refresh_from_db()
    assert (state(rows), walk.places, walk.taken) == (["placed"] * 3, 4, 4)


def test_without_a_choice_it_is_refused_as_ever(told):
    walk, rows = walk_of(0, 0, places=2)
    with pytest.raises(PlacesInUse):
        fewer(walk, 1)
    assert state(rows) == ["placed", "placed"]


def test_nobody_is_moved_without_a_reason_nor_who_has_no_place(told):
    walk, rows = walk_of(0, 0, 0, places=2)
    for chosen, reason in ((rows[1], ""), (rows[2], "Snow")):
        with pytest.raises(FieldProblem):
            fewer(walk, 1, chosen, reason=reason)
    assert (state(rows), told) == (["placed", "placed", "waiting"], [])


def test_the_page_of_whoever_was_moved_says_why():
    walk, rows = walk_of(0, 0, places=2)
    fewer(walk, 1, rows[1])
    page = signed_in(rows[1].member).get(f"/api/v1/occurrences/{walk.pk}").json()
    assert (page["mine"], page["my_position"], page["my_moved_because"]) == (
        "waiting",
        1,
        "The minibus has fewer seats",
    )
    fewer(walk, 2)
    page = signed_in(rows[1].member).get(f"/api/v1/occurrences/{walk.pk}").json()
    assert (page["mine"], page["my_moved_because"]) == ("placed", "")
    assert SignUp.objects.filter(status="placed").count() == 2
