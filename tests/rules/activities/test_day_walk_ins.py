"""Walking in on the day: whoever stands there is counted as they stand there, whatever they asked for before."""

import datetime as dt

import pytest

from aftershift.activities.errors import PartyTooLarge
from aftershift.activities.models import Occurrence, Party, SignUp
from aftershift.activities.services import exits, joining, register
from tests.factories import MemberFactory, OrganisationFactory, colleagues
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
THE_DAY_BEFORE = THURSDAY_1530 - dt.timedelta(hours=20)
AT_THE_DOOR = THURSDAY_1530 - dt.timedelta(minutes=5)
NOON = THURSDAY_1530 - dt.timedelta(hours=4)


@pytest.fixture
def rosa():
    return MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))


def walk_of(rosa, places):
    return OccurrenceFactory(activity=ActivityFactory(organisation=rosa.organisation, lead=rosa), places=places)


def walks_in(rosa, walk, member, guests=0, now=AT_THE_DOOR, adds_places=False):
    more = {"card": card_for(member).code, "guests": guests, "adds_places": adds_places}
    register.walk_in(member=rosa, roles=ORGANISER, occurrence_id=walk.pk, device_at=now, now=now, **more)
    return Occurrence.objects.get(pk=walk.pk)


def rows_of(walk, member):
    return [(row.status, row.guests) for row in SignUp.objects.filter(occurrence=walk, member=member).order_by("pk")]


def test_who_waited_with_children_and_comes_alone_takes_one_place(rosa):
    """RULE-2: people are counted, and nobody who stayed at home."""
    walk = walk_of(rosa, places=3)
    ama, ben, chidi = colleagues(rosa.organisation, 3)
    joining.join(member=ama, occurrence_id=walk.pk, now=THE_DAY_BEFORE)
    joining.join(member=ben, occurrence_id=walk.pk, now=THE_DAY_BEFORE)
    joining.join(member=chidi, occurrence_id=walk.pk, guests=Party(children_5_10=2), now=THE_DAY_BEFORE)
    assert walks_in(rosa, walk, chidi).taken == 3
    assert rows_of(walk, chidi) == [("placed", Party())]


def test_of_whom_they_told_the_children_are_counted_first(rosa):
    """A plan must know of them; everybody else is an adult."""
    walk = walk_of(rosa, places=3)
    ama, ben = colleagues(rosa.organisation, 2)
    joining.join(member=ama, occurrence_id=walk.pk, now=THE_DAY_BEFORE)
    told = Party(adults=1, children_0_4=1, children_11_17=1)
    with pytest.raises(PartyTooLarge):
        joining.join(member=ben, occurrence_id=walk.pk, guests=told, now=THE_DAY_BEFORE)
    joining.join(member=ben, occurrence_id=walk.pk, guests=told._replace(adults=0), now=THE_DAY_BEFORE)
    walks_in(rosa, walk, ben, guests=1)
    assert rows_of(walk, ben) == [("placed", Party(children_0_4=1))]


def test_a_child_comes_with_an_adult_of_its_own_party_at_the_door_too(rosa):
    """DOMAIN 4.7: who is under 18 brings no child alone."""
    walk = walk_of(rosa, places=4)
    (ama,) = colleagues(rosa.organisation, 1)
    young = MemberFactory(organisation=rosa.organisation, is_under_18=True)
    joining.join(member=ama, occurrence_id=walk.pk, guests=Party(adults=1), now=THE_DAY_BEFORE)
    told = Party(adults=1, children_0_4=1)
    joining.join(member=young, occurrence_id=walk.pk, guests=told, now=THE_DAY_BEFORE)
    walks_in(rosa, walk, young, guests=1)
    assert rows_of(walk, young) == [("placed", Party(adults=1))]


def test_an_own_offer_is_not_in_the_way_of_who_stands_there(rosa):
    """RULE-7: the holder's own offer does not count against them."""
    walk = walk_of(rosa, places=1)
    ama, ben = colleagues(rosa.organisation, 2)
    joining.join(member=ama, occurrence_id=walk.pk, now=THE_DAY_BEFORE)
    joining.join(member=ben, occurrence_id=walk.pk, is_straight_in=False, now=THE_DAY_BEFORE)
    joining.leave(member=ama, occurrence_id=walk.pk, now=NOON)
    assert rows_of(walk, ben) == [("offered", Party())]
    date = walks_in(rosa, walk, ben, now=NOON)
    assert (date.taken, date.held, date.places) == (1, 0, 1)


def test_who_was_taken_off_and_is_let_come_after_all_has_one_sign_up(rosa):
    """The lead sees who stands there; the removal is over, and they can leave like everybody."""
    walk = walk_of(rosa, places=2)
    (ama,) = colleagues(rosa.organisation, 1)
    mine = joining.join(member=ama, occurrence_id=walk.pk, now=THE_DAY_BEFORE)
    more = {"member": rosa, "roles": ORGANISER, "occurrence_id": walk.pk, "sign_up_id": mine.pk}
    exits.remove(**more, reason="The coach is full", now=NOON)
    assert walks_in(rosa, walk, ama).taken == 1
    assert rows_of(walk, ama) == [("placed", Party())]
    exits.put_back(**more, now=AT_THE_DOOR)  # a slow tap of somebody else: there already
    joining.leave(member=ama, occurrence_id=walk.pk, now=AT_THE_DOOR)
    assert rows_of(walk, ama) == [("left", Party())]
