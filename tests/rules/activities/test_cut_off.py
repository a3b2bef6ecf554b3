"""How long before the start the waiting list ends: three hours unless whoever runs the date says otherwise (DESIGN 7)."""

import datetime as dt

import pytest

from aftershift.activities.errors import OfferOver
from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.services import joining, organising
from aftershift.core import clock
from aftershift.notifications.models import Message
from tests.factories import MemberFactory, colleagues, signed_in
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
HOUR = dt.timedelta(hours=1)
NOON = dt.datetime(2026, 1, 7, 12, 0, tzinfo=dt.UTC)  # Wednesday: 27 and a half hours before


def set_cut_off(walk, hours, *, at=NOON, places=1):
    boss = MemberFactory(organisation=walk.organisation)
    call = {"roles": ORGANISER, "occurrence_id": walk.pk, "places": places, "cut_off_minutes": hours * 60}
    return organising.set_places(member=boss, now=at, **call)


def full_with_two_waiting(*, at=NOON):
    """One place; both who wait are asked first and not put straight in."""
    walk = OccurrenceFactory(places=1, starts_at=THURSDAY_1530)
    ama, ben, cleo = colleagues(walk.organisation, 3)
    joining.join(member=ama, occurrence_id=walk.pk, now=at)
    for someone in (ben, cleo):
        joining.join(member=someone, occurrence_id=walk.pk, is_straight_in=False, now=at)
    return walk, ama, ben, cleo


def state(member):
    return SignUp.objects.get(member=member)


def test_a_longer_cut_off_ends_the_queue_sooner():
    walk, ama, ben, _ = full_with_two_waiting()
    set_cut_off(walk, 24)
    joining.leave(member=ama, occurrence_id=walk.pk, now=THURSDAY_1530 - 24 * HOUR)
    assert state(ben).status == "waiting"
    walk.refresh_from_db()
    assert walk.free == 1  # shown to all: whoever presses first has it


def test_a_shorter_one_asks_the_queue_for_longer():
    walk, ama, ben, _ = full_with_two_waiting()
    late = THURSDAY_1530 - 2 * HOUR
    set_cut_off(walk, 0)
    joining.leave(member=ama, occurrence_id=walk.pk, now=late)
    assert state(ben).status == "offered"
    assert state(ben).offer_ends_at <= THURSDAY_1530


def test_an_offer_ends_with_the_new_cut_off_and_who_has_it_is_told():
    walk, ama, ben, _ = full_with_two_waiting()
    joining.leave(member=ama, occurrence_id=walk.pk, now=NOON)
    before = state(ben).offer_ends_at
    assert before == NOON + 2 * HOUR
    told = Message.objects.filter(member=ben, kind="place").count()
    set_cut_off(walk, 26, at=NOON + HOUR)
    ends = THURSDAY_1530 - 26 * HOUR
    assert (state(ben).status, state(ben).offer_ends_at) == ("offered", ends)
    assert Message.objects.filter(member=ben, kind="place").count() == told + 1
    with pytest.raises(OfferOver):
        joining.accept_offer(member=ben, occurrence_id=walk.pk, now=ends)


def test_a_cut_off_that_has_passed_ends_the_offer_at_once_and_costs_nobody_their_turn():
    walk, ama, ben, cleo = full_with_two_waiting()
    joining.leave(member=ama, occurrence_id=walk.pk, now=NOON)
    set_cut_off(walk, 48)
    assert [state(ben).status, state(cleo).status] == ["waiting", "waiting"]
    assert (state(ben).offers_missed, state(ben).queued_at < state(cleo).queued_at) == (0, True)
    walk.refresh_from_db()
    assert (walk.free, walk.held) == (1, 0)
    set_cut_off(walk, 3)  # taken back: the queue goes on where it was
    assert state(ben).status == "offered"


def test_who_runs_it_sets_it_with_the_places_and_everybody_reads_the_moment():
    walk = OccurrenceFactory(starts_at=clock.now().replace(microsecond=0) + dt.timedelta(days=5))
    desk = signed_in(MemberFactory(organisation=walk.organisation, roles=("organiser",)))
    phone = signed_in(MemberFactory(organisation=walk.organisation))
    path = f"/api/v1/occurrences/{walk.pk}"
    read = desk.get(path)
    body = {"places": 10, "cut_off_hours": 12}
    assert phone.send("PUT", f"{path}/places", body, **{"If-Match": read["ETag"]}).status_code == 403
    reply = desk.send("PUT", f"{path}/places", body, **{"If-Match": read["ETag"]})
    assert reply.status_code == 200
    assert phone.get(path).json()["cut_off"]["at"] == reply.json()["cut_off"]["at"] != read.json()["cut_off"]["at"]
    assert Occurrence.objects.get(pk=walk.pk).cut_off_minutes == 12 * 60
    # Somebody who read the page before that has to look again; leaving it out leaves it.
    stale = desk.send("PUT", f"{path}/places", body | {"cut_off_hours": 1}, **{"If-Match": read["ETag"]})
    assert stale.status_code == 412
    assert desk.send("PUT", f"{path}/places", {"places": 9}, **{"If-Match": reply["ETag"]}).status_code == 200
    assert Occurrence.objects.get(pk=walk.pk).cut_off_minutes == 12 * 60


@pytest.mark.parametrize("hours", [-1, 49, 2.5, "3", True])
def test_a_cut_off_that_cannot_be_is_refused(hours):
    walk = OccurrenceFactory(starts_at=clock.now() + dt.timedelta(days=5))
    desk = signed_in(MemberFactory(organisation=walk.organisation, roles=("organiser",)))
    path = f"/api/v1/occurrences/{walk.pk}"
    body = {"places": 10, "cut_off_hours": hours}
    assert desk.send("PUT", f"{path}/places", body, **{"If-Match": desk.get(path)["ETag"]}).status_code == 400
    assert Occurrence.objects.get(pk=walk.pk).cut_off_minutes == 180
