"""Walking in on the day: whoever stands there is counted as they stand there, whatever they asked for before."""

import datetime as dt

import pytest

from aftershift.activities.errors import PartyTooLarge, WasTakenOff
from aftershift.activities.models import Occurrence, Party, SignUp
from aftershift.activities.services import exits, joining, register
from aftershift.core import clock
from aftershift.people.models import Card
from tests.factories import MemberFactory, OrganisationFactory, colleagues, signed_in
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


def walks_in(rosa, walk, member, guests=0, now=AT_THE_DOOR, **more):
    card = Card.objects.filter(member_id=member.pk).first() or card_for(member)
    more |= {"card": card.code, "guests": guests}
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


@pytest.mark.parametrize(("leaves", "guests"), [(True, Party()), (False, Party(adults=1))])
def test_who_left_and_comes_back_alone_brings_nobody_they_came_with_before(rosa, leaves, guests):
    """A card says of more guests, never of fewer: but only while their place stands."""
    walk = walk_of(rosa, places=3)
    (ama,) = colleagues(rosa.organisation, 1)
    walks_in(rosa, walk, ama, guests=1)
    later = AT_THE_DOOR + dt.timedelta(minutes=1)
    if leaves:
        joining.leave(member=ama, occurrence_id=walk.pk, now=later)
    assert walks_in(rosa, walk, ama, now=later).taken == 1 + sum(guests)
    assert rows_of(walk, ama)[-1] == ("placed", guests)


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
    """The removal is over, why it was is kept, and they can leave like everybody."""
    walk = walk_of(rosa, places=2)
    (ama,) = colleagues(rosa.organisation, 1)
    mine = joining.join(member=ama, occurrence_id=walk.pk, now=THE_DAY_BEFORE)
    more = {"member": rosa, "roles": ORGANISER, "occurrence_id": walk.pk, "sign_up_id": mine.pk}
    exits.remove(**more, reason="The coach is full", now=NOON)
    with pytest.raises(WasTakenOff):
        walks_in(rosa, walk, ama)
    assert rows_of(walk, ama) == [("removed", Party())]
    assert walks_in(rosa, walk, ama, although_removed=True).taken == 1
    assert rows_of(walk, ama) == [("placed", Party())]
    assert SignUp.objects.get(member=ama).exit_reason == "The coach is full"
    exits.put_back(**more, now=AT_THE_DOOR)  # a slow tap of somebody else: there already
    joining.leave(member=ama, occurrence_id=walk.pk, now=AT_THE_DOOR)
    assert rows_of(walk, ama) == [("left", Party())]


@pytest.mark.parametrize("how", ["card", "name"])
def test_who_was_taken_off_and_stands_there_comes_by_a_second_press_of_who_may_take_off(how):
    """The lead reads why they were taken off, as on the list, before anybody is let in."""
    organisation = OrganisationFactory()
    rosa, bashir, ama = colleagues(organisation, 3)
    activity = ActivityFactory(organisation=organisation, lead=rosa, second=bashir)
    walk = OccurrenceFactory(activity=activity, starts_at=clock.now() + dt.timedelta(hours=1))
    mine = joining.join(member=ama, occurrence_id=walk.pk, now=clock.now())
    path, card = f"/api/v1/occurrences/{walk.pk}", card_for(ama).code

    def stands_there(lead, **more):
        body = {"device_at": clock.now().isoformat()} | more
        if how == "card":
            return signed_in(lead).send("POST", f"{path}/walk-ins", body | {"card": card}, once=True)
        return signed_in(lead).send("PUT", f"{path}/register/{ama.pk}", body | {"is_here": True})

    if how == "name":  # ticked, then taken off
        assert stands_there(bashir).status_code == 200
    more = {"member": rosa, "roles": {"member"}, "occurrence_id": walk.pk, "sign_up_id": mine.pk, "now": clock.now()}
    exits.remove(**more, reason="The coach is full")
    for lead, may in ((bashir, False), (rosa, True)):
        refused = stands_there(lead)
        assert (refused.status_code, refused.json()["type"].split("/")[-1]) == (409, "was-taken-off")
        assert (refused.json()["reason"], refused.json()["may_let_in"]) == ("The coach is full", may)
    assert stands_there(bashir, although_removed=True).status_code == 403
    assert rows_of(walk, ama) == [("removed", Party())]
    let_in = stands_there(rosa, although_removed=True)
    assert (let_in.status_code, let_in.json()["here"]) == (200, 1)
    listed = signed_in(rosa).get(f"{path}/sign-up-list").json()["sign_ups"]
    assert [(row["status"], row["reason"]) for row in listed] == [("placed", "The coach is full")]
