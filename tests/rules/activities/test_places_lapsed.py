"""What the clock alone has changed since the last settling never costs anybody a place: an offer's end, kept places that open."""

import datetime as dt

import pytest

from aftershift.activities.errors import NoFreePlace, PartyTooLarge, PlacesInUse
from aftershift.activities.models import KeptPlaces, Occurrence, Party, SignUp
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import inviting, joining, organising
from aftershift.activities.services.series import saving
from aftershift.activities.services.series.planning import Scope
from tests.factories import MONDAY_9AM, MemberFactory, colleagues
from tests.rules.activities.test_day_register import BEFORE, Walk
from tests.rules.activities.test_places_kept import MINUTE, OPENS, ORGANISER, counted, join, keep, leave, regulars
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db


def offered(walk, member):
    """The walk is full, the member waits and wants to be asked; somebody leaves, so that they are."""
    (somebody,) = colleagues(walk.organisation, 1)
    join(somebody, walk)
    turn = join(member, walk, is_straight_in=False)
    leave(somebody, walk)
    turn.refresh_from_db()
    assert turn.status == "offered"
    return turn.offer_ends_at


def test_a_guest_at_the_door_has_a_place_whose_keeping_is_over():
    walk = Walk(places=5)
    keep(walk.date, jobs=["Back-marker"])
    Occurrence.objects.update(facilities_until=None)
    assert counted(walk.date)[:2] == (4, 1)
    walk.tick(walk.ben, guests=1, at=BEFORE)
    assert counted(walk.date)[:2] == (5, 0)


def test_who_waits_goes_before_a_guest_at_the_door_when_kept_places_open():
    """RULE-10: a place that came free with the clock is the queue's, as long as the queue is asked at all."""
    walk = Walk(places=5)
    keep(walk.date, jobs=["Back-marker"])
    (dana,) = colleagues(walk.organisation, 1)
    turn = walk.join(dana)
    assert turn.status == "waiting"
    early = walk.date.starts_at - dt.timedelta(hours=11)
    with pytest.raises(NoFreePlace):
        walk.tick(walk.ben, guests=1, at=early)
    joining.settle_due(organisation_id=walk.organisation.pk, occurrence_id=walk.date.pk, now=early)
    turn.refresh_from_db()
    assert turn.status == "placed"


def test_a_party_grows_into_a_place_whose_keeping_is_over():
    walk = OccurrenceFactory(places=2)
    (ama,) = regulars(walk, 1)
    keep(walk, first_timers=1)
    join(ama, walk)
    joining.change_party(member=ama, occurrence_id=walk.pk, guests=Party(1), now=OPENS + MINUTE)
    assert counted(walk) == (2, 0, 0)


def test_a_party_grows_into_a_place_whose_offer_is_over():
    walk = OccurrenceFactory(places=3)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk, guests=Party(1))
    over = offered(walk, ben)
    SignUp.objects.filter(member=ben).update(offers_missed=1)  # this one is the second: he is not asked again
    joining.change_party(member=ama, occurrence_id=walk.pk, guests=Party(2), now=over)
    assert counted(walk) == (3, 0, 1)


def test_a_small_job_is_free_again_when_the_offer_that_had_it_is_over():
    walk = OccurrenceFactory(places=1)
    ama, ben = colleagues(walk.organisation, 2)
    keep(walk, jobs=["Back-marker"])
    job = KeptPlaces.objects.get()
    join(ama, walk, job_id=job.pk)
    turn = SignUp.objects.get(member=ama)
    SignUp.objects.filter(pk=turn.pk).update(status="offered", offer_ends_at=MONDAY_9AM + MINUTE, offers_missed=1)
    Occurrence.objects.filter(pk=walk.pk).update(taken=0, held=1)
    assert join(ben, walk, at=MONDAY_9AM + MINUTE, job_id=job.pk).status == "placed"


def test_fewer_places_are_not_refused_for_an_offer_that_is_over():
    walk = OccurrenceFactory(places=2)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk)
    over = offered(walk, ben)
    SignUp.objects.filter(member=ben).update(offers_missed=1)
    boss = MemberFactory(organisation=walk.organisation)
    organising.set_places(member=boss, roles=ORGANISER, occurrence_id=walk.pk, places=1, now=over)
    assert counted(walk) == (1, 0, 1)


def saved(walk, *, places, start):
    """The series of this walk, which is every Thursday."""
    saving.save(
        member=MemberFactory(organisation=walk.organisation),
        roles=ORGANISER,
        activity_id=walk.activity_id,
        wanted=saving.Wanted(Rule(walk.local_date, (Time(3, start),)), places, Scope.ALL),
        reason="",
        now=MONDAY_9AM,
    )


def test_fewer_places_for_a_whole_series_give_up_what_is_kept_before_anybodys_place():
    walk = OccurrenceFactory(places=5)
    ama, ben, chidi = regulars(walk, 3)
    keep(walk, first_timers=2)
    for someone in (ama, ben, chidi):
        join(someone, walk)
    assert counted(walk) == (3, 2, 0)
    saved(walk, places=4, start=dt.time(15, 30))
    assert (walk.activity.occurrences.get(pk=walk.pk).places, counted(walk)) == (4, (3, 1, 0))


def test_kept_places_open_as_long_before_a_date_that_its_series_moved():
    walk = OccurrenceFactory(places=4)
    keep(walk, first_timers=2)
    saved(walk, places=4, start=dt.time(17, 30))
    walk.refresh_from_db()
    assert walk.keeps_until == KeptPlaces.objects.get().until == OPENS + dt.timedelta(hours=2)


def held_for_a_colleague(places):
    """Somebody holds a place until tomorrow morning, and no worker has been there since."""
    walk = OccurrenceFactory(places=places)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk)
    join(ben, walk)
    sent = inviting.invite(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert counted(walk)[:2] == (2, 0)
    return walk, ben, sent.ends_at


def test_a_party_grows_into_a_place_that_is_held_no_longer():
    walk, ben, over = held_for_a_colleague(places=3)
    call = {"member": ben, "occurrence_id": walk.pk, "guests": Party(adults=1)}
    with pytest.raises(PartyTooLarge):
        joining.change_party(**call, now=over - MINUTE)
    assert joining.change_party(**call, now=over).people == 2
    assert counted(walk)[0] == 3


def test_fewer_places_are_not_refused_for_one_that_is_held_no_longer():
    walk, boss, over = held_for_a_colleague(places=3)
    call = {"member": boss, "roles": ORGANISER, "occurrence_id": walk.pk, "places": 2}
    with pytest.raises(PlacesInUse):
        organising.set_places(**call, now=over - MINUTE)
    assert organising.set_places(**call, now=over).places == 2
